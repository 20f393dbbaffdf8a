/* Each is a run like any other, with one thing another than the study says. */
#include "uncertainty/variations.h"

#include <math.h>

#include "uncertainty/reach.h"

const char *ek_variation_name(enum ek_variation_kind kind) {
  static const char *const names[EK_VARIATIONS] = {"external_factors", "write_off", "sample", "discount", "fixed_costs"};
  return names[kind];
}

struct making {
  struct ek_arena *arena;
  const struct ek_result *base;
  struct ek_list out;
};

static double *add(struct making *m, enum ek_variation_kind kind, double value) {
  struct ek_variation *v = ek_list_push(m->arena, &m->out, sizeof *v);
  size_t n = m->base->model->n_actors * m->base->n_horizons;
  double *result = ek_alloc_array(m->arena, n, sizeof *result);
  for (size_t i = 0; i < n; i++) result[i] = NAN;
  *v = (struct ek_variation){kind, value, result};
  return result;
}

/* One thing at several values, which `shown` tells. */
static void vary(struct making *m, enum ek_variation_kind kind, enum ek_vary_kind what, int index, const double *values, const double *shown, size_t n) {
  struct ek_varied one = {.kind = what, .index = index, .column = values};
  bool *few = ek_alloc_array(m->arena, m->base->model->n_actors * m->base->n_horizons, sizeof *few);
  if (what == EK_VARY_FIXED) ek_reach_few(m->base, &one, n, few);
  if (what == EK_VARY_DISCOUNT) ek_reach_few_years(m->base, few);
  one.few = few;
  double **out = ek_vary_room(m->arena, m->base, n);
  bool fine = ek_vary_try(m->base, &one, 1, n, out);
  for (size_t k = 0; k < n; k++) {
    double *result = add(m, kind, shown[k]);
    for (size_t i = 0; fine && i < m->base->model->n_actors * m->base->n_horizons; i++) result[i] = out[i][k];
  }
}

/* In place of the deadweight; of a cohort, whose reference is what would have happened, beside what is attributed. */
static void external(struct making *m) {
  static const double shares[] = {0, 0.1, 0.2, 0.3, 0.4, 0.5};
  enum { N = sizeof shares / sizeof *shares };
  const double *attributed = m->base->runner->corrections.share[EK_ATTRIBUTION];
  bool cohort = m->base->alternatives != NULL;
  double values[N];
  for (int i = 0; i < N; i++) values[i] = cohort ? (1 - shares[i]) * (attributed != NULL ? attributed[0] : 1) : shares[i];
  vary(m, EK_VARIATION_EXTERNAL, EK_VARY_CORRECTION, cohort ? EK_ATTRIBUTION : EK_DEADWEIGHT, values, shares, N);
}

static void write_off(struct making *m) {
  static const int months[] = {0, 36};
  for (size_t k = 0; k < 2; k++) {
    struct ek_study *study = ek_alloc(m->arena, sizeof *study);
    struct ek_result changed = *m->base;
    double **out = ek_vary_room(m->arena, m->base, 1), *result = add(m, EK_VARIATION_WRITE_OFF, months[k]);
    *study = *m->base->study;
    study->settings.write_off = months[k];
    changed.study = study;
    bool fine = ek_vary_try(&changed, NULL, 0, 1, out);
    for (size_t i = 0; fine && i < m->base->model->n_actors * m->base->n_horizons; i++) result[i] = out[i][0];
  }
}

static void sample(struct making *m) {
  if (m->base->sample == NULL) return;
  double *result = add(m, EK_VARIATION_SAMPLE, NAN);
  for (size_t a = 0; a < m->base->model->n_actors; a++) {
    for (size_t h = 0; h < m->base->n_horizons; h++) {
      result[ek_vary_at(m->base, a, m->base->horizons[h])] = ek_result_value(m->base->sample, EK_FIG_RESULT, (int)a, m->base->horizons[h]);
    }
  }
}

struct ek_list ek_variations_run(struct ek_arena *arena, const struct ek_result *base) {
  static const double rates[] = {0, 0.015, 0.03, 0.035, 0.04}, fixed[] = {0, 0.25, 0.5};
  struct making m = {.arena = arena, .base = base};
  external(&m);
  write_off(&m);
  sample(&m);
  vary(&m, EK_VARIATION_DISCOUNT, EK_VARY_DISCOUNT, 0, rates, rates, sizeof rates / sizeof *rates);
  vary(&m, EK_VARIATION_FIXED, EK_VARY_FIXED, 0, fixed, fixed, sizeof fixed / sizeof *fixed);
  return m.out;
}
