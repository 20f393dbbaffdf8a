/* The sum that figures.c looks at for the payback, kept at each point. */
#include "engine/accumulated.h"

#include <string.h>

#include "engine/few.h"
#include "engine/run.h"

int ek_accumulated_step(const struct ek_result *r) { return r->study->people != NULL ? 12 : 1; }

/* As far as the months that are simulated. */
static size_t last_month(const struct ek_result *r) {
  size_t longest = (size_t)r->horizons[r->n_horizons - 1];
  return longest < r->ledger->months ? longest : r->ledger->months;
}

size_t ek_accumulated_points(const struct ek_result *r) { return last_month(r) / (size_t)ek_accumulated_step(r) + 1; }

const double *ek_accumulated(const struct ek_result *r, int actor) {
  if (r->few != NULL && r->few->account[actor]) return NULL;
  size_t points = ek_accumulated_points(r), step = (size_t)ek_accumulated_step(r);
  double *out = ek_alloc_array(r->arena, points, sizeof *out), *sum = ek_alloc_array(r->arena, r->draws, sizeof *sum);
  for (size_t m = 0; m < (points - 1) * step; m++) {
    ek_ledger_add_present(r->ledger, EK_SIDE_EFFECT, actor, m, r->runner->discount, 1, sum);
    ek_ledger_add_present(r->ledger, EK_SIDE_COST, actor, m, r->runner->discount, 1, sum);
    if ((m + 1) % step == 0) out[(m + 1) / step] = ek_column_mean(sum, r->draws);
  }
  return out;
}
