/* The sum that figures.c looks at for the payback, kept at each point. */
#include "engine/accumulated.h"

#include <math.h>

#include "engine/few.h"
#include "engine/run.h"

int ek_accumulated_step(const struct ek_result *r) { return r->study->people != NULL ? 12 : 1; }

/* As far as the months that are simulated. */
static size_t last_month(const struct ek_result *r) {
  size_t longest = (size_t)r->horizons[r->n_horizons - 1];
  return longest < r->ledger->months ? longest : r->ledger->months;
}

size_t ek_accumulated_points(const struct ek_result *r) { return last_month(r) / (size_t)ek_accumulated_step(r) + 1; }

/* Summed as figures are: what came in and what was paid apart, and of each what is no money is 0. */
static void settle(const struct ek_result *r, const double *benefit, const double *cost, double *out) {
  for (size_t d = 0; d < r->draws; d++) {
    double in = fabs(benefit[d]) <= r->noise[d] ? 0 : benefit[d], paid = fabs(cost[d]) <= r->noise[d] ? 0 : cost[d];
    out[d] = fabs(in - paid) <= r->noise[d] ? 0 : in - paid;
  }
}

const double *ek_accumulated(const struct ek_result *r, int actor) {
  if (r->few != NULL && r->few->account[actor]) return NULL;
  size_t points = ek_accumulated_points(r), step = (size_t)ek_accumulated_step(r), n = r->draws;
  double *out = ek_alloc_array(r->arena, points * n, sizeof *out), *benefit = ek_alloc_array(r->arena, 2 * n, sizeof *benefit), *cost = benefit + n;
  for (size_t m = 0; m < (points - 1) * step; m++) {
    ek_ledger_add_present(r->ledger, EK_SIDE_EFFECT, actor, m, r->runner->discount, 1, benefit);
    ek_ledger_add_present(r->ledger, EK_SIDE_COST, actor, m, r->runner->discount, -1, cost);
    if ((m + 1) % step == 0) settle(r, benefit, cost, out + (m + 1) / step * n);
  }
  return out;
}
