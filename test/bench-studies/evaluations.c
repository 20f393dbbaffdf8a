/* So many evaluations of a study inside the engine, with one value between two ends, and nothing printed but the sum of
 * society's results: what a batch is held against. WIDTH of them at a time, as columns; 1: one by one.
 *   evaluations MODELS STUDY PATH LOW HIGH N WIDTH   (LOW and HIGH in the unit that PATH has in the engine) */
#include <stdio.h>
#include <stdlib.h>

#include "engine/run.h"
#include "people/people.h"
#include "base/text.h"

static struct ek_study *read_study(struct ek_arena *arena, char **argv, struct ek_diags *diags) {
  const char *const folders[] = {argv[1], NULL};
  const struct ek_setting set = {.path = argv[3], .text = argv[4]};
  const struct ek_study_options options = {.set = &set, .n_set = 1, .model_folders = folders};
  return ek_people_study(arena, argv[2], &options, NULL, diags);
}

static const struct ek_quantity *find(struct ek_arena *arena, const struct ek_study *study, const char *path) {
  struct ek_quantity *const *q = study->numbers.items;
  const char *name = ek_sprintf(arena, "--set %s", path);
  for (size_t i = 0; i < study->numbers.n; i++) {
    const struct ek_node *node = q[i]->value->node;
    if (node != NULL && node->pos.source != NULL && ek_text_same(node->pos.source->name, name)) return q[i];
  }
  return NULL;
}

/* The sum of results of `n` values from number `first` on; NULL columns on errors. */
static double evaluate(struct ek_arena *arena, const struct ek_study *study, const struct ek_quantity *q, double low, double step, size_t first, size_t n) {
  double *column = ek_alloc_array(arena, n, sizeof *column), sum = 0;
  for (size_t i = 0; i < n; i++) column[i] = low + step * (double)(first + i);
  struct ek_varied varied = {.kind = EK_VARY_VALUE, .value = q->value, .column = column};
  struct ek_runner *r = ek_alloc(arena, sizeof *r);
  struct ek_result *result;
  *r = (struct ek_runner){.arena = arena, .diags = ek_diags_new(arena), .study = study, .draws = n, .brief = true, .varied = &varied, .n_varied = 1,
                          .alternative = study->outcomes.cohort.chosen};
  if (!ek_run_prepare(r) || ek_run_result(r, &result) != EK_OK) exit(1);
  const struct ek_figure *f = ek_result_figure(result, EK_FIG_RESULT, result->model->root, result->horizons[result->n_horizons - 1], -1);
  for (size_t i = 0; i < n; i++) sum += f->column[i];
  return sum;
}

int main(int argc, char **argv) {
  if (argc != 8) return 2;
  struct ek_arena *arena = ek_arena_new(), *own = ek_arena_new();
  struct ek_study *study = read_study(arena, argv, ek_diags_new(arena));
  const struct ek_quantity *q = study != NULL ? find(arena, study, argv[3]) : NULL;
  size_t n = strtoul(argv[6], NULL, 10), width = strtoul(argv[7], NULL, 10);
  double low = strtod(argv[4], NULL), high = strtod(argv[5], NULL), sum = 0;
  if (q == NULL || n < 2 || width == 0) return 1;
  for (size_t i = 0; i < n; i += width) {
    sum += evaluate(own, study, q, low, (high - low) / (double)(n - 1), i, n - i < width ? n - i : width);
    ek_arena_clear(own);
  }
  printf("%.17g\n", sum);
  ek_arena_free(own);
  ek_arena_free(arena);
  return 0;
}
