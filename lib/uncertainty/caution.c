/* Which way is cautious is found by trying both: optimism lies in a high effect, and in a low cost. */
#include "uncertainty/caution.h"

#include <math.h>

/* So much of it more or less, within what it may be. */
static double moved(const struct ek_vary *v, double share) {
  double value = v->base * (1 + share);
  const struct ek_quantity *q = v->quantity;
  bool bounded = q->min != 0 || q->max != 0;
  if (bounded) return fmin(fmax(value, q->min), q->max);
  return v->most <= 1 ? fmin(value, 1) : value; /* a share */
}

/* So far towards a value as can be: a share of what is left each year is no more than all of it. */
static double reached(struct ek_arena *arena, const struct ek_result *base, const struct ek_vary *v, double value) {
  double can = v->base, **out = ek_vary_room(arena, base, 1);
  for (int i = 0; i < 30; i++) {
    double middle = can + (value - can) / 2;
    const struct ek_varied one = ek_vary_column(v, &middle);
    if (ek_vary_try(base, &one, 1, 1, out)) can = middle;
    else value = middle;
  }
  return can;
}

/* The worse for society at its longest horizon; NaN: that rests on few persons. */
static double cautious(struct ek_arena *arena, const struct ek_result *base, const struct ek_vary *v, double share) {
  int longest = base->horizons[base->n_horizons - 1], root = base->model->root;
  double values[3] = {moved(v, -share), v->base, moved(v, share)}, **out = ek_vary_room(arena, base, 3);
  const double *society = out[ek_vary_at(base, (size_t)root, longest)];
  const struct ek_varied one = ek_vary_column(v, values);
  if (ek_vary_few(base, v, (size_t)root, longest)) return NAN;
  ek_vary_each(base, &one, 1, 3, out);
  bool all = true;
  for (int i = 0; i < 3; i += 2) {
    if (!isnan(society[i])) continue;
    values[i] = reached(arena, base, v, values[i]);
    all = false;
  }
  if (!all) ek_vary_each(base, &one, 1, 3, out);
  int worst = society[0] < society[2] ? 0 : 2;
  return society[1] - society[worst] > ek_vary_noise(society[1]) ? values[worst] : v->base;
}

const struct ek_caution *ek_caution_run(struct ek_arena *arena, const struct ek_result *base, const struct ek_list *vary) {
  const struct ek_grading *grading = &base->study->grading;
  if (grading->n == 0) return NULL;
  struct ek_caution *c = ek_alloc(arena, sizeof *c);
  const struct ek_vary *all = vary->items;
  size_t n = 0, results = base->model->n_actors * base->n_horizons;
  double *result = ek_alloc_array(arena, results, sizeof *result), **out = ek_vary_room(arena, base, 1);
  *c = (struct ek_caution){.base = base, .result = result};
  for (size_t i = 0; i < vary->n; i++) {
    const struct ek_evidence_step *step = all[i].quantity != NULL ? ek_evidence_of(grading, all[i].quantity->value) : NULL;
    if (step == NULL || !(step->cut_share > 0)) continue;
    *(struct ek_cautious_value *)ek_list_push(arena, &c->values, sizeof(struct ek_cautious_value)) =
        (struct ek_cautious_value){all[i], step, cautious(arena, base, &all[i], step->cut_share)};
  }
  const struct ek_cautious_value *values = c->values.items;
  struct ek_varied *varied = ek_alloc_array(arena, c->values.n, sizeof *varied);
  for (size_t i = 0; i < c->values.n; i++) {
    if (isnan(values[i].value)) continue;
    varied[n] = ek_vary_column(&values[i].vary, &values[i].value);
    varied[n++].few = ek_vary_few_at(arena, base, &values[i].vary, &values[i].value, 1);
  }
  bool fine = ek_vary_try(base, varied, n, 1, out);
  for (size_t i = 0; i < results; i++) result[i] = fine ? out[i][0] : NAN;
  return c;
}
