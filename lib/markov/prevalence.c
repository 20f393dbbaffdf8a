/* What follows from a fitted model: who is where, how long, and how sure that is. */
#include "markov/prevalence.h"

#include <math.h>

#include "markov/matrix.h"

void ek_prevalence_add(struct ek_arena *arena, const struct ek_rates *r, const double *theta,
                       size_t pattern, const double *begin, double years, double *expected) {
  size_t n = r->states;
  double *eta = ek_alloc_array(arena, r->moves, sizeof *eta), *q = ek_alloc_array(arena, n * n, sizeof *q);
  double *p = ek_alloc_array(arena, n * n, sizeof *p), *work = ek_alloc_array(arena, 3 * n * n, sizeof *work);
  ek_rates_log(r, theta, pattern, eta);
  ek_rates_matrix(r, eta, q);
  ek_matrix_exp(n, q, years, p, work);
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < n; k++) expected[k] += begin[i] * p[i * n + k];
  }
}

double ek_mean_stay(size_t n, const double *q, size_t state) {
  double out = -q[state * n + state];
  return out > 0 ? 1 / out : INFINITY;
}

/* How much the log intensity of a move changes with each parameter that it has: its own first. */
static size_t parts(const struct ek_rates *r, const double *x, size_t move, size_t k, double *slope) {
  *slope = k == 0 ? 1 : x[k - 1];
  return k == 0 ? move : ek_rates_ratio(r, k - 1, move);
}

static double covariance_of(const struct ek_rates *r, const double *covariance, const double *x, size_t one, size_t other) {
  size_t p = ek_rates_parameters(r);
  double sum = 0, a, b;
  for (size_t i = 0; i <= r->covariates; i++) {
    size_t at = parts(r, x, one, i, &a);
    for (size_t k = 0; k <= r->covariates; k++) {
      size_t to = parts(r, x, other, k, &b);
      sum += a * b * covariance[at * p + to];
    }
  }
  return sum;
}

double ek_log_rate_error(const struct ek_rates *r, const double *covariance, const double *x, size_t move) {
  return sqrt(covariance_of(r, covariance, x, move, move));
}

double ek_mean_stay_error(struct ek_arena *arena, const struct ek_rates *r, const double *theta,
                          const double *covariance, const double *x, size_t state) {
  size_t n = r->states;
  double *q = ek_alloc_array(arena, n * n, sizeof *q), sum = 0;
  ek_rates_matrix_at(r, theta, x, q);
  double stay = ek_mean_stay(n, q, state);
  for (size_t m = 0; m < r->moves; m++) {
    for (size_t o = 0; o < r->moves; o++) {
      if (r->from[m] != state || r->from[o] != state) continue;
      sum += q[state * n + r->to[m]] * q[state * n + r->to[o]] * covariance_of(r, covariance, x, m, o);
    }
  }
  return stay * stay * sqrt(sum);
}
