/* Runs go in blocks to threads, each with an arena and models of its own; blocks of a round are written when
 * all of them are computed. */
#include "batch/batch.h"

#include <omp.h>

#include "batch/rows.h"
#include "engine/run.h"

#define BLOCK ((size_t)16)  /* runs that a thread takes at a time */
#define ROUND ((size_t)16)  /* blocks for each thread between writing */

/* What figures rest on alone: nothing by stage, year or group, no intervals. Of people all that tells what is
 * not told of few. */
static enum ek_status compute(struct ek_arena *arena, struct ek_study *study, struct ek_result **out, struct ek_diags *diags) {
  struct ek_bootstrap asked = study->bootstrap;
  if (study->people == NULL) {
    struct ek_runner *r = ek_alloc(arena, sizeof *r);
    *r = (struct ek_runner){.arena = arena, .diags = diags, .study = study, .draws = 1, .brief = true, .alternative = study->outcomes.cohort.chosen};
    return ek_run_prepare(r) ? ek_run_result(r, out) : EK_INPUT_ERROR;
  }
  study->bootstrap.present = true;
  study->bootstrap.draws = 0;
  enum ek_status status = ek_run(arena, study, out, diags);
  study->bootstrap = asked;
  return status;
}

/* The same as `ekusia simulate` makes of it. */
static const struct ek_simulation *simulate(const struct ek_plan *plan, struct ek_arena *arena, const struct ek_study *study, struct ek_diags *diags) {
  struct ek_result *base;
  const struct ek_simulation_options options = {.draws = plan->draws, .seed = plan->seed};
  return ek_run(arena, study, &base, diags) == EK_OK ? ek_simulate(arena, base, &options, diags) : NULL;
}

void ek_batch_one(const struct ek_plan *plan, size_t run, struct ek_shelf *shelf, struct ek_arena *arena, struct ek_buffer *out) {
  struct ek_diags *diags = ek_diags_new(arena);
  struct ek_study *study = ek_plan_study(plan, arena, run, shelf, diags);
  struct ek_result *result = NULL;
  const struct ek_simulation *s = NULL;
  bool fine = study != NULL && compute(arena, study, &result, diags) == EK_OK;
  if (fine && plan->draws > 0) fine = (s = simulate(plan, arena, study, diags)) != NULL;
  struct ek_buffer own = {.arena = arena};
  if (fine) ek_rows_add(plan, run, result, 0, s, &own);
  else ek_rows_add_error(plan, run, diags, &own);
  ek_buffer_add_bytes(out, own.text, own.size);
}

/* What a thread has for itself. */
struct worker {
  struct ek_arena *arena, *models; /* of a run; of all */
  struct ek_shelf *shelf;
};

struct team {
  const struct ek_plan *plan;
  int threads;
  struct worker *workers;  /* [threads] */
  size_t blocks;           /* of a round */
  struct ek_arena **texts; /* [blocks] */
  struct ek_buffer *out;   /* [blocks] */
};

static void gather_team(struct team *t, struct ek_arena *arena) {
  t->workers = ek_alloc_array(arena, (size_t)t->threads, sizeof *t->workers);
  t->blocks = ROUND * (size_t)t->threads;
  t->texts = ek_alloc_array(arena, t->blocks, sizeof *t->texts);
  t->out = ek_alloc_array(arena, t->blocks, sizeof *t->out);
  for (size_t b = 0; b < t->blocks; b++) t->texts[b] = ek_arena_new();
  for (int i = 0; i < t->threads; i++) {
    t->workers[i] = (struct worker){.arena = ek_arena_new(), .models = ek_arena_new()};
    t->workers[i].shelf = ek_shelf_new(t->workers[i].models);
  }
}

static void leave_team(struct team *t) {
  for (size_t b = 0; b < t->blocks; b++) ek_arena_free(t->texts[b]);
  for (int i = 0; i < t->threads; i++) {
    ek_arena_free(t->workers[i].arena);
    ek_arena_free(t->workers[i].models);
  }
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static void do_block(struct team *t, size_t block, size_t first, size_t end) {
  const struct worker *w = &t->workers[omp_get_thread_num()];
  ek_arena_clear(t->texts[block]);
  t->out[block] = (struct ek_buffer){.arena = t->texts[block]};
  for (size_t run = first; run < end; run++) {
    ek_batch_one(t->plan, run, w->shelf, w->arena, &t->out[block]);
    ek_arena_clear(w->arena);
  }
}

/* Runs from `first` to `end` into one text for each block; how many blocks. */
static size_t do_round(struct team *t, size_t first, size_t end) {
  size_t blocks = (end - first + BLOCK - 1) / BLOCK;
#pragma omp parallel for schedule(dynamic) num_threads(t->threads)
  for (size_t b = 0; b < blocks; b++) do_block(t, b, first + b * BLOCK, least(first + (b + 1) * BLOCK, end));
  return blocks;
}

static bool write_round(const struct team *t, size_t blocks, struct ek_journal *j, struct ek_diags *diags) {
  for (size_t b = 0; b < blocks; b++) {
    ek_tally_lines(j->arena, &j->tally, ek_buffer_text(&t->out[b]), t->out[b].size);
    if (!ek_journal_add(j, ek_buffer_text(&t->out[b]), t->out[b].size, diags)) return false;
  }
  return true;
}

enum ek_batch_end ek_batch_run(const struct ek_plan *plan, struct ek_journal *j, const struct ek_batch_options *o, struct ek_diags *diags) {
  size_t begin = ek_plan_first(plan->grid->runs, plan->part, plan->parts), end = ek_plan_first(plan->grid->runs, plan->part + 1, plan->parts);
  struct team t = {.plan = plan, .threads = o->threads};
  enum ek_batch_end how = EK_BATCH_DONE;
  if (j->done) return how;
  gather_team(&t, plan->arena);
  while (j->next < end && how == EK_BATCH_DONE) {
    size_t until = least(j->next + t.blocks * BLOCK, end);
    if (!write_round(&t, do_round(&t, j->next, until), j, diags)) how = EK_BATCH_UNWRITTEN;
    j->next = until;
    bool on = o->go_on == NULL || o->go_on(o->data, until - begin, end - begin);
    if (!on && until < end && how == EK_BATCH_DONE) how = EK_BATCH_STOPPED;
  }
  leave_team(&t);
  if (how == EK_BATCH_DONE && !ek_journal_finish(j, diags)) how = EK_BATCH_UNWRITTEN;
  ek_journal_close(j);
  return how;
}
