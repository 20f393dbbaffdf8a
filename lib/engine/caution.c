/* Which way is cautious is found by trying both: optimism lies in a high effect, and in a low cost. */
#include "engine/caution.h"

#include <math.h>

/* So much of it more or less, within what it may be. */
static double moved(const struct ek_vary *v, double share) {
  double value = v->base * (1 + share);
  const struct ek_quantity *q = v->quantity;
  bool bounded = q->min != 0 || q->max != 0;
  if (bounded) return fmin(fmax(value, q->min), q->max);
  return v->most <= 1 ? fmin(value, 1) : value; /* a share */
}

/* The worse for society at its longest horizon. A way in which it cannot be, as beyond a whole, is none. */
static double cautious(struct ek_arena *arena, const struct ek_result *base, const struct ek_vary *v, double share) {
  size_t society = ek_vary_at(base, (size_t)base->model->root, base->horizons[base->n_horizons - 1]);
  double out = v->base, lost = 0.005; /* kr: less is what doubles leave of sums */
  for (int way = -1; way <= 1; way += 2) {
    double values[2] = {v->base, moved(v, way * share)}, **result = ek_vary_room(arena, base, 2);
    const struct ek_varied one = ek_vary_column(v, values);
    if (!ek_vary_try(base, &one, 1, 2, result) || !(result[society][0] - result[society][1] > lost)) continue;
    lost = result[society][0] - result[society][1];
    out = values[1];
  }
  return out;
}

const struct ek_caution *ek_caution_run(struct ek_arena *arena, const struct ek_result *base) {
  const struct ek_grading *grading = &base->study->grading;
  if (grading->n == 0) return NULL;
  struct ek_caution *c = ek_alloc(arena, sizeof *c);
  struct ek_list vary = ek_vary_all(arena, base);
  const struct ek_vary *all = vary.items;
  size_t n = 0, results = base->model->n_actors * base->n_horizons;
  double *result = ek_alloc_array(arena, results, sizeof *result), **out = ek_vary_room(arena, base, 1);
  *c = (struct ek_caution){.base = base, .result = result};
  for (size_t i = 0; i < vary.n; i++) {
    const struct ek_evidence_step *step = all[i].quantity != NULL ? ek_evidence_of(grading, all[i].quantity->value) : NULL;
    if (step == NULL || !(step->cut_share > 0)) continue;
    *(struct ek_cautious_value *)ek_list_push(arena, &c->values, sizeof(struct ek_cautious_value)) =
        (struct ek_cautious_value){all[i], step, cautious(arena, base, &all[i], step->cut_share)};
  }
  const struct ek_cautious_value *values = c->values.items;
  struct ek_varied *varied = ek_alloc_array(arena, c->values.n, sizeof *varied);
  for (size_t i = 0; i < c->values.n; i++) {
    varied[n] = ek_vary_column(&values[i].vary, &values[i].value);
    varied[n++].few = ek_vary_few_at(arena, base, &values[i].vary, &values[i].value, 1);
  }
  bool fine = ek_vary_try(base, varied, n, 1, out);
  for (size_t i = 0; i < results; i++) result[i] = fine ? out[i][0] : NAN;
  return c;
}
