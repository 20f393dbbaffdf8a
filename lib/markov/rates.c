/* From parameters to intensities, and back with derivatives. */
#include "markov/rates.h"

#include <math.h>

size_t ek_rates_parameters(const struct ek_rates *r) {
  return r->moves + r->covariates * (r->common ? 1 : r->moves);
}

size_t ek_rates_ratio(const struct ek_rates *r, size_t covariate, size_t move) {
  return r->moves + (r->common ? covariate : covariate * r->moves + move);
}

static double log_at(const struct ek_rates *r, const double *theta, const double *x, size_t move) {
  double eta = theta[move];
  for (size_t c = 0; c < r->covariates; c++) {
    if (x[c] != 0) eta += x[c] * theta[ek_rates_ratio(r, c, move)];
  }
  return eta;
}

void ek_rates_log(const struct ek_rates *r, const double *theta, size_t pattern, double *eta) {
  const double *x = r->x != NULL ? r->x + pattern * r->covariates : NULL;
  for (size_t m = 0; m < r->moves; m++) eta[m] = log_at(r, theta, x, m);
}

static void put(const struct ek_rates *r, double *q, size_t move, double rate) {
  q[r->from[move] * r->states + r->to[move]] += rate;
  q[r->from[move] * r->states + r->from[move]] -= rate;
}

void ek_rates_matrix(const struct ek_rates *r, const double *eta, double *q) {
  for (size_t i = 0; i < r->states * r->states; i++) q[i] = 0;
  for (size_t m = 0; m < r->moves; m++) put(r, q, m, exp(eta[m]));
}

void ek_rates_matrix_at(const struct ek_rates *r, const double *theta, const double *x, double *q) {
  for (size_t i = 0; i < r->states * r->states; i++) q[i] = 0;
  for (size_t m = 0; m < r->moves; m++) put(r, q, m, exp(log_at(r, theta, x, m)));
}

void ek_rates_add_gradient(const struct ek_rates *r, size_t pattern, const double *by_eta, double *gradient) {
  for (size_t m = 0; m < r->moves; m++) {
    gradient[m] += by_eta[m];
    for (size_t c = 0; c < r->covariates; c++) {
      gradient[ek_rates_ratio(r, c, m)] += r->x[pattern * r->covariates + c] * by_eta[m];
    }
  }
}

/* How much the log intensity of a move changes with the parameter that is the `k`th it has: its
 * own, then those of the covariates. */
static double slope(const struct ek_rates *r, size_t pattern, size_t move, size_t k, size_t *at) {
  *at = k == 0 ? move : ek_rates_ratio(r, k - 1, move);
  return k == 0 ? 1 : r->x[pattern * r->covariates + k - 1];
}

void ek_rates_add_hessian(const struct ek_rates *r, size_t pattern, const double *by_eta, double *hessian) {
  size_t p = ek_rates_parameters(r), i, k;
  for (size_t m = 0; m < r->moves; m++) {
    for (size_t o = 0; o < r->moves; o++) {
      double h = by_eta[m * r->moves + o];
      for (size_t a = 0; a <= r->covariates && h != 0; a++) {
        double one = slope(r, pattern, m, a, &i) * h;
        for (size_t b = 0; b <= r->covariates && one != 0; b++) {
          double other = slope(r, pattern, o, b, &k);
          hessian[i * p + k] += one * other;
        }
      }
    }
  }
}

void ek_rates_reach(const struct ek_rates *r, bool *reach) {
  size_t n = r->states;
  for (size_t i = 0; i < n * n; i++) reach[i] = i % (n + 1) == 0;
  for (size_t m = 0; m < r->moves; m++) reach[r->from[m] * n + r->to[m]] = true;
  for (size_t via = 0; via < n; via++) {
    for (size_t i = 0; i < n; i++) {
      for (size_t k = 0; k < n; k++) reach[i * n + k] |= reach[i * n + via] && reach[via * n + k];
    }
  }
}
