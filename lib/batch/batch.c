/* Runs go in blocks to threads, each with an arena and models of its own; blocks of a round are written when
 * all of them are computed. */
#include "batch/batch.h"

#include <omp.h>
#include <stdlib.h>

#include "batch/columns.h"
#include "batch/rows.h"
#include "engine/run.h"

#define ALONE ((size_t)4)   /* runs that a thread takes at a time when each is computed by itself */
#define ROUND ((size_t)4)   /* blocks for each thread between writing */

/* What figures rest on alone: nothing by stage, year or group, no intervals. Of people all that tells what is
 * not told of few. */
static enum ek_status compute(const struct ek_plan *plan, struct ek_arena *arena, struct ek_study *study, struct ek_result **out, struct ek_diags *diags) {
  struct ek_bootstrap asked = study->bootstrap;
  if (study->people == NULL) {
    struct ek_runner *r = ek_alloc(arena, sizeof *r);
    *r = (struct ek_runner){.arena = arena, .diags = diags, .study = study, .draws = 1, .brief = !plan->grid->whole, .alternative = study->outcomes.cohort.chosen};
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
  bool fine = study != NULL && compute(plan, arena, study, &result, diags) == EK_OK;
  if (fine && plan->draws > 0) fine = (s = simulate(plan, arena, study, diags)) != NULL;
  struct ek_buffer own = {.arena = arena};
  if (fine) ek_rows_add(plan, run, result, 0, s, &own);
  else ek_rows_add_error(plan, run, diags, &own);
  ek_buffer_add_bytes(out, own.text, own.size);
}

/* What a thread has for itself. */
struct worker {
  struct ek_arena *arena, *models; /* of some runs; of all */
  struct ek_shelf *shelf;
};

/* A run in a round. Those with the same key differ in numbers alone. */
struct turn {
  size_t key, run;
  struct ek_buffer out;
};

struct team {
  const struct ek_plan *plan;
  int threads;
  bool columns;            /* may runs be columns of one? */
  struct worker *workers;  /* [threads] */
  struct ek_arena **texts; /* [blocks of a round] */
  struct turn *turns;      /* [runs of a round], by key */
  size_t *first;           /* [blocks + 1] of its turns */
  struct turn **by_run;    /* [runs of a round] */
};

static size_t runs_of_round(const struct team *t) { return ROUND * EK_COLUMNS * (size_t)t->threads; }

static void gather_team(struct team *t, struct ek_arena *arena) {
  size_t most = runs_of_round(t);
  t->workers = ek_alloc_array(arena, (size_t)t->threads, sizeof *t->workers);
  t->texts = ek_alloc_array(arena, most, sizeof *t->texts);
  t->turns = ek_alloc_array(arena, most, sizeof *t->turns);
  t->by_run = ek_alloc_array(arena, most, sizeof *t->by_run);
  t->first = ek_alloc_array(arena, most + 1, sizeof *t->first);
  for (int i = 0; i < t->threads; i++) {
    t->workers[i] = (struct worker){.arena = ek_arena_new(), .models = ek_arena_new()};
    t->workers[i].shelf = ek_shelf_new(t->workers[i].models);
  }
}

static void leave_team(struct team *t) {
  for (size_t b = 0; b < runs_of_round(t); b++) ek_arena_free(t->texts[b]);
  for (int i = 0; i < t->threads; i++) {
    ek_arena_free(t->workers[i].arena);
    ek_arena_free(t->workers[i].models);
  }
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* ---- a block of runs ---- */

/* Together if they can be; the same rows either way. */
static void do_block(struct team *t, size_t block) {
  const struct worker *w = &t->workers[omp_get_thread_num()];
  struct turn *turn = &t->turns[t->first[block]];
  size_t n = t->first[block + 1] - t->first[block], runs[EK_COLUMNS];
  for (size_t i = 0; i < n; i++) {
    runs[i] = turn[i].run;
    turn[i].out = (struct ek_buffer){.arena = t->texts[block]};
  }
  const struct ek_result *together = t->columns && n > 1 ? ek_columns_run(t->plan, runs, n, w->shelf, w->arena) : NULL;
  for (size_t i = 0; i < n; i++) {
    if (together == NULL) ek_arena_clear(w->arena);
    if (together != NULL) ek_rows_add(t->plan, runs[i], together, i, NULL, &turn[i].out);
    else ek_batch_one(t->plan, runs[i], w->shelf, w->arena, &turn[i].out);
  }
  ek_arena_clear(w->arena);
}

/* ---- rounds of blocks ---- */

/* The points of a run that are no plain numbers, as one number. */
static size_t key_of(const struct team *t, size_t run) {
  const struct ek_axis *axes = t->plan->grid->axes.items;
  size_t key = 0;
  for (size_t a = 0; a < t->plan->grid->axes.n; a++) if (!axes[a].numbers) key = key * axes[a].n + ek_grid_at(t->plan->grid, a, run);
  return key;
}

static int by_key(const void *a, const void *b) {
  const struct turn *x = a, *y = b;
  return x->key != y->key ? (x->key > y->key) - (x->key < y->key) : (x->run > y->run) - (x->run < y->run);
}

/* Blocks of runs from `first` to `end`; how many. */
static size_t share_out(struct team *t, size_t first, size_t end) {
  size_t n = end - first, most = t->columns ? EK_COLUMNS : ALONE, blocks = 0;
  for (size_t i = 0; i < n; i++) t->turns[i] = (struct turn){.key = t->columns ? key_of(t, first + i) : 0, .run = first + i};
  qsort(t->turns, n, sizeof *t->turns, by_key);
  for (size_t i = 0; i < n; i++) {
    t->by_run[t->turns[i].run - first] = &t->turns[i];
    if (i > 0 && t->turns[i].key == t->turns[i - 1].key && i - t->first[blocks - 1] < most) continue;
    if (t->texts[blocks] == NULL) t->texts[blocks] = ek_arena_new();
    ek_arena_clear(t->texts[blocks]);
    t->first[blocks++] = i;
  }
  t->first[blocks] = n;
  return blocks;
}

static void do_round(struct team *t, size_t first, size_t end) {
  size_t blocks = share_out(t, first, end);
#pragma omp parallel for schedule(dynamic) num_threads(t->threads)
  for (size_t b = 0; b < blocks; b++) do_block(t, b);
}

/* In the runs' order, some at a time. */
static bool write_round(const struct team *t, size_t n, struct ek_journal *j, struct ek_diags *diags) {
  struct ek_arena *own = ek_arena_new();
  struct ek_buffer all = {.arena = own};
  for (size_t i = 0; i < n; i++) ek_buffer_add_bytes(&all, ek_buffer_text(&t->by_run[i]->out), t->by_run[i]->out.size);
  ek_failures_count(j->arena, &j->failures, ek_buffer_text(&all), all.size);
  bool fine = ek_journal_add(j, ek_buffer_text(&all), all.size, diags);
  ek_arena_free(own);
  return fine;
}

enum ek_batch_end ek_batch_run(const struct ek_plan *plan, struct ek_journal *j, const struct ek_batch_options *o, struct ek_diags *diags) {
  size_t begin = ek_plan_first(plan->grid->runs, plan->part, plan->parts), end = ek_plan_first(plan->grid->runs, plan->part + 1, plan->parts);
  struct team t = {.plan = plan, .threads = o->threads, .columns = plan->draws == 0 && !plan->grid->whole};
  enum ek_batch_end how = EK_BATCH_DONE;
  if (!j->done) gather_team(&t, plan->arena);
  while (!j->done && j->next < end && how == EK_BATCH_DONE) {
    size_t until = least(j->next + (t.columns ? runs_of_round(&t) : ALONE * (size_t)t.threads), end);
    do_round(&t, j->next, until);
    if (!write_round(&t, until - j->next, j, diags)) how = EK_BATCH_UNWRITTEN;
    j->next = until;
    bool on = o->go_on == NULL || o->go_on(o->data, until - begin, end - begin);
    if (!on && until < end && how == EK_BATCH_DONE) how = EK_BATCH_STOPPED;
  }
  if (!j->done) leave_team(&t);
  if (how == EK_BATCH_DONE && !ek_journal_finish(j, diags)) how = EK_BATCH_UNWRITTEN;
  ek_journal_close(j);
  return how;
}
