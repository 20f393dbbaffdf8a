/* A batch made ready to run: the grid, its studies and models read and proved once, and what the whole came from. */
#ifndef EK_BATCH_PLAN_H
#define EK_BATCH_PLAN_H

#include "batch/grid.h"
#include "model/shelf.h"
#include "study/files.h"

/* A study with the files that some runs lay over it. */
struct ek_base {
  struct ek_study_files files;
};

struct ek_plan {
  struct ek_arena *arena;
  struct ek_grid *grid;
  const char *const *model_folders;
  size_t n_bases;
  struct ek_base *bases;
  size_t draws;
  unsigned long seed;
  size_t part, parts;   /* which of how many parts is computed, from 1 */
  struct ek_list stamp; /* struct ek_batch_stamp, in order */
};
struct ek_batch_stamp {
  const char *key, *text;
};

struct ek_plan_options {
  const char *const *model_folders;
  size_t draws;      /* 0: those of the grid */
  long seed;         /* -1: that of the grid */
  size_t part, parts; /* 0: all of it */
};

/* Reads everything that runs rest on. NULL with diagnostics when the grid is wrong as such: what does not hold for
 * some of the runs alone is told in their rows. */
struct ek_plan *ek_plan_make(struct ek_arena *arena, const char *path, const struct ek_plan_options *options, struct ek_diags *diags);
/* The study of a run, numbered from 0; NULL with diagnostics. Its people are read too. */
struct ek_study *ek_plan_study(const struct ek_plan *plan, struct ek_arena *arena, size_t run, struct ek_shelf *shelf, struct ek_diags *diags);
/* The points of a run, one of each axis. */
const struct ek_point *ek_plan_point(const struct ek_plan *plan, size_t axis, size_t run);
/* The first run of a part and of the next. Parts differ by one run at most. */
size_t ek_plan_first(size_t runs, size_t part, size_t parts);

#endif
