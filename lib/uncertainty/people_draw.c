/* Prices, corrections, costs and discount factors are the runner's columns; who counts how much is
 * the resampler's. */
#include "uncertainty/people_draw.h"

#include "engine/balance.h"
#include "engine/repricing.h"

/* What the base knows of its people holds in all draws. */
static void take_people(struct ek_runner *r, const struct ek_runner *base) {
  r->crowd = base->crowd;
  r->presence = base->presence;
  r->everybody = base->everybody;
  r->weighting = base->weighting;
  r->result = base->result;
  r->repricing = ek_repricing_new(r, base);
  r->crowd = r->repricing->rest;
}

static const double *once_each(struct ek_arena *arena, size_t n) {
  double *out = ek_alloc_array(arena, n, sizeof *out);
  for (size_t i = 0; i < n; i++) out[i] = 1;
  return out;
}

struct ek_result *ek_people_draw(struct ek_runner *r, const struct ek_result *base, enum ek_people_drawn drawn) {
  size_t width = drawn == EK_PEOPLE_TWICE ? 2 * r->draws : r->draws, errors = ek_diags_errors(r->diags);
  take_people(r, base->runner);
  if (!ek_run_prepare(r)) return NULL;
  const double *counts = drawn == EK_PEOPLE_AS_THEY_ARE ? once_each(r->arena, r->study->people->n * width) : NULL;
  struct ek_result *out = ek_resample_result(ek_resampler_new(r, width), base, r->arena, r->seed, r->block, counts);
  if (ek_diags_errors(r->diags) > errors) return NULL;
  if (ek_balance_finite(out->ledger)) return out;
  ek_error(r->diags, (struct ek_pos){.source = r->study->source}, "look for a wage, a price, a weight or a cost that is far too large",
           "the amounts are too large to compute with");
  return NULL;
}
