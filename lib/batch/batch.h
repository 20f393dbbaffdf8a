/* Computes the runs of a plan and writes them in their order, whoever of several threads computed them. */
#ifndef EK_BATCH_BATCH_H
#define EK_BATCH_BATCH_H

#include "batch/journal.h"
#include "batch/plan.h"

struct ek_batch_options {
  int threads;
  /* Told how many of the part's runs are done; false stops, and what is written can be gone on with. */
  bool (*go_on)(void *data, size_t done, size_t all);
  void *data;
};

enum ek_batch_end { EK_BATCH_DONE, EK_BATCH_STOPPED, EK_BATCH_UNWRITTEN };

/* From where the journal stands to the end of the plan's part. */
enum ek_batch_end ek_batch_run(const struct ek_plan *plan, struct ek_journal *journal, const struct ek_batch_options *options, struct ek_diags *diags);
/* The rows of one run by itself. */
void ek_batch_one(const struct ek_plan *plan, size_t run, struct ek_shelf *shelf, struct ek_arena *arena, struct ek_buffer *out);

#endif
