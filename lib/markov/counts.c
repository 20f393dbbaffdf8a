/* Rows of counts as shares, each on its own. */
#include "markov/counts.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static void fit_row(struct ek_shares *c, size_t i, const double *count) {
  size_t n = c->n;
  double sum = 0;
  for (size_t k = 0; k < n; k++) sum += count[i * n + k];
  for (size_t k = 0; k < n; k++) {
    size_t at = i * n + k;
    double all = c->row[i], a = c->alpha[at];
    if (count[at] > 0) c->loglik += count[at] * log(count[at] / sum);
    c->low[at] = c->high[at] = NAN;
    if (!(all > 0)) continue;
    c->p[at] = a / all;
    c->se[at] = sqrt(c->p[at] * (1 - c->p[at]) / all);
    c->low[at] = a > 0 ? gsl_cdf_beta_Pinv(0.025, a + 0.5, all - a + 0.5) : 0;
    c->high[at] = a < all ? gsl_cdf_beta_Pinv(0.975, a + 0.5, all - a + 0.5) : 1;
  }
}

struct ek_shares ek_counts_fit(struct ek_arena *arena, size_t n, const double *count,
                                const bool *allowed, double prior) {
  struct ek_shares c = {.n = n};
  c.alpha = ek_alloc_array(arena, n * n, sizeof(double));
  c.p = ek_alloc_array(arena, n * n, sizeof(double));
  c.se = ek_alloc_array(arena, n * n, sizeof(double));
  c.low = ek_alloc_array(arena, n * n, sizeof(double));
  c.high = ek_alloc_array(arena, n * n, sizeof(double));
  c.row = ek_alloc_array(arena, n, sizeof(double));
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < n; k++) {
      bool possible = i == k || allowed[i * n + k];
      c.alpha[i * n + k] = count[i * n + k] + (possible ? prior : 0);
      c.row[i] += c.alpha[i * n + k];
    }
    fit_row(&c, i, count);
  }
  return c;
}
