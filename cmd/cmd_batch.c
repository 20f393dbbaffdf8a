/* ekusia batch: many runs of a study, one after another or at once. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "batch/batch.h"
#include "batch/rows.h"
#include "batch/table.h"
#include "command.h"

#define COMMAND "batch"
#define MOST_THREADS 1024

static volatile sig_atomic_t interrupted;
static void interrupt(int signal) {
  (void)signal;
  interrupted = 1;
}

struct wanted {
  char *draws_text, *shard;
  struct ek_draws draws;
  int seed, threads, restart;
  size_t part, parts; /* 0: all of it */
};

/* ---- how far it has come ---- */

struct progress {
  bool terminal;
  size_t from;           /* runs that were there before */
  struct timespec began;
};

static double seconds_since(const struct timespec *then) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - then->tv_sec) + (double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

/* A line on the terminal that is written over; nothing where there is none. */
static bool go_on(void *data, size_t done, size_t all) {
  const struct progress *p = data;
  double took = seconds_since(&p->began);
  if (!p->terminal) return !interrupted;
  long left = done > p->from ? (long)(took / (double)(done - p->from) * (double)(all - done) + 0.5) : 0;
  fprintf(stderr, "\r\033[K%zu of %zu runs, %ld:%02ld:%02ld left", done, all, left / 3600, left / 60 % 60, left % 60);
  if (done >= all || interrupted) fprintf(stderr, "\r\033[K");
  fflush(stderr);
  return !interrupted;
}

/* ---- options ---- */

static bool take_shard(struct ek_call *call, struct wanted *w) {
  char *slash, *end;
  if (w->shard == NULL) return true;
  unsigned long part = strtoul(w->shard, &slash, 10), parts = *slash == '/' ? strtoul(slash + 1, &end, 10) : 0;
  bool fine = *w->shard >= '0' && *w->shard <= '9' && *slash == '/' && slash[1] >= '0' && slash[1] <= '9' && *end == '\0' && part >= 1 && part <= parts && parts <= 1000000;
  if (!fine) ek_usage(call, COMMAND, "--shard is a part of how many, from 1: 3/16, not '%s'", w->shard);
  w->part = part;
  w->parts = parts;
  return fine;
}

static bool take_options(struct ek_call *call, struct wanted *w) {
  if (w->draws_text != NULL && !ek_options_draws(call, COMMAND, w->draws_text, &w->draws)) return false;
  if (w->draws.precision > 0) ek_usage(call, COMMAND, "--draws is a number here: all runs are drawn as often");
  else if (w->seed < -1) ek_usage(call, COMMAND, "--seed is 0 or more");
  else if (w->threads < 1 || w->threads > MOST_THREADS) ek_usage(call, COMMAND, "--jobs is 1 to %d", MOST_THREADS);
  else return take_shard(call, w);
  return false;
}

/* ---- the batch ---- */

static int tell_failed(struct ek_call *call, const struct ek_failures *t) {
  const struct ek_failure_kind *kinds = t->kinds.items;
  for (size_t i = 0; i < t->kinds.n; i++) {
    ek_error(call->diags, (struct ek_pos){0}, NULL, "in %zu run%s: %s", kinds[i].n, kinds[i].n == 1 ? "" : "s", kinds[i].message);
  }
  return t->failed > 0 ? EK_EXIT_INPUT : EK_EXIT_FINE;
}

static int run(struct ek_call *call, const struct ek_plan *plan, struct ek_journal *j, const struct wanted *w) {
  size_t begin = ek_plan_first(plan->grid->runs, plan->part, plan->parts);
  struct progress p = {.terminal = isatty(STDERR_FILENO), .from = j->next - begin};
  const struct ek_batch_options options = {.threads = w->threads, .go_on = go_on, .data = &p};
  clock_gettime(CLOCK_MONOTONIC, &p.began);
  void (*before)(int) = signal(SIGINT, interrupt);
  enum ek_batch_end how = ek_batch_run(plan, j, &options, call->diags);
  signal(SIGINT, before);
  if (how == EK_BATCH_UNWRITTEN) return EK_EXIT_SYSTEM;
  if (how == EK_BATCH_DONE) return tell_failed(call, &j->failures);
  ek_system_error(call->diags, (struct ek_pos){0}, j->path != NULL ? "the same command goes on from there" : "with -o it could be gone on with",
                  "stopped after %zu of %zu runs", j->next - begin, ek_plan_first(plan->grid->runs, plan->part + 1, plan->parts) - begin);
  return EK_EXIT_SYSTEM;
}

/* ---- where it goes ---- */

static const char *stamped(const struct ek_plan *plan, const char *key) {
  const struct ek_batch_stamp *s = plan->stamp.items;
  for (size_t i = 0; i < plan->stamp.n; i++) if (strcmp(s[i].key, key) == 0) return s[i].text;
  return NULL;
}

/* To a file of rows, on which a SQLite file then rests; NULL: to standard output. */
static int write_rows(struct ek_call *call, const struct ek_plan *plan, const struct wanted *w, const char *path) {
  struct ek_buffer head = {.arena = call->arena}, before = head, behind = head;
  ek_rows_begin(plan, &head);
  ek_rows_end(plan, &before, &behind);
  const struct ek_journal_form form = {.text = ek_buffer_text(&head), .size = head.size, .first = ek_plan_first(plan->grid->runs, plan->part, plan->parts),
                                       .end = ek_plan_first(plan->grid->runs, plan->part + 1, plan->parts),
                                       .before = ek_buffer_text(&before), .behind = ek_buffer_text(&behind)};
  struct ek_journal *j = ek_journal_open(call->arena, path, &form, w->restart, call->diags);
  return j != NULL ? run(call, plan, j, w) : ek_call_input_code(call);
}

static int write_table(struct ek_call *call, const struct ek_plan *plan, const struct wanted *w, const char *path) {
  const char *rows = ek_sprintf(call->arena, "%s.csv", path);
  struct ek_failures failures = {0};
  bool there = !w->restart && ek_file_exists(path);
  if (there && ek_table_is(path, stamped(plan, "id"), stamped(plan, "part"))) {
    ek_table_failures(call->arena, path, &failures);
    return tell_failed(call, &failures);
  }
  if (there) {
    ek_error(call->diags, (struct ek_pos){0}, "write to another file with -o, or begin anew with --restart", "'%s' is not of this batch", path);
    return EK_EXIT_INPUT;
  }
  int code = write_rows(call, plan, w, rows);
  if (!ek_file_exists(rows)) return code; /* it was stopped, or could not begin */
  if (!ek_table_write(call->arena, rows, path, call->diags)) return EK_EXIT_SYSTEM;
  unlink(rows);
  return code;
}

static int batch(struct ek_call *call, const struct ek_common *common, const struct wanted *w, const char *path) {
  const struct ek_plan_options options = {.model_folders = call->model_folders, .draws = w->draws.n, .seed = w->seed, .part = w->part, .parts = w->parts};
  const struct ek_plan *plan = ek_plan_make(call->arena, path, &options, call->diags);
  if (plan == NULL) return ek_call_input_code(call);
  const char *output = common->output != NULL && strcmp(common->output, "-") != 0 ? common->output : NULL;
  return output != NULL && ek_table_named(output) ? write_table(call, plan, w, output) : write_rows(call, plan, w, output);
}

int ek_cmd_batch(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  struct wanted w = {.seed = -1, .threads = 1};
  const struct poptOption table[] = {
      {"draws", 'n', POPT_ARG_STRING, &w.draws_text, 0, "also draws each run so often, as ekusia simulate does: mean, sd, low, high", "N"},
      {"seed", 0, POPT_ARG_INT, &w.seed, 0, "where the random numbers begin; the grid's, or 1, unless stated", "N"},
      {"jobs", 'j', POPT_ARG_INT, &w.threads, 0, "how many runs are computed at once; the result is the same", "N"},
      {"shard", 0, POPT_ARG_STRING, &w.shard, 0, "compute only a part of the runs, to be joined by ekusia merge", "K/N"},
      {"restart", 0, POPT_ARG_NONE, &w.restart, 0, "begin anew, whatever the output file has", NULL},
      {"output", 'o', POPT_ARG_STRING, &common.output, 0, "write to FILE, where a batch that was stopped goes on; .sqlite, .sqlite3, .db: as a table of SQLite", "FILE"},
      EK_OPTION_DIAGNOSTICS(common),
      POPT_AUTOHELP POPT_TABLEEND};
  poptContext options = ek_options_new(call, COMMAND, argc, argv, table, "[OPTION…] GRID.yaml");
  int code = ek_options_read(call, options, &common);
  char *const given[] = {w.draws_text, w.shard};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) if (given[i] != NULL) ek_arena_defer(call->arena, free, given[i]);
  if (code != EK_EXIT_FINE) return code;
  if (!take_options(call, &w)) return EK_EXIT_USAGE;
  const char *path = ek_options_one(call, options, "grid file");
  if (path == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, batch(call, &common, &w, path));
}
