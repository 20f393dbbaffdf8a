/* Turns what people state about an uncertain value into a distribution. An
 * interval is matched at its two quantiles; for beta and gamma by a search
 * within a search. */
#include "engine/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>

#define Z975 1.959963984540054

static bool fail(const char **why, const char *text) {
  *why = text;
  return false;
}

/* An interval sought for a beta or gamma. Of their two parameters one is how
 * concentrated it is, the other where it lies; for each concentration there is
 * one place where both tails weigh the same, and there the more concentrated
 * leaves less outside. So each of the two searches has exactly one answer. */
struct interval {
  enum ek_dist dist;
  double low, high;
  double log_concentration;
};

/* `place`: the log odds of a beta's mean, the log of a gamma's scale. */
static void shape_of(const struct interval *i, double place, double *a, double *b) {
  double k = exp(i->log_concentration);
  if (i->dist == EK_DIST_BETA) {
    *a = k / (1 + exp(-place));
    *b = k / (1 + exp(place));
  } else {
    *a = k;
    *b = exp(place);
  }
}

static void tails(const struct interval *i, double place, double *below, double *above) {
  double a, b;
  shape_of(i, place, &a, &b);
  bool beta = i->dist == EK_DIST_BETA;
  *below = beta ? gsl_cdf_beta_P(i->low, a, b) : gsl_cdf_gamma_P(i->low, a, b);
  *above = beta ? gsl_cdf_beta_Q(i->high, a, b) : gsl_cdf_gamma_Q(i->high, a, b);
}

static double tail_skew(double place, void *interval) {
  double below, above;
  tails(interval, place, &below, &above);
  return below - above;
}

static double solve(double (*function)(double, void *), void *params, double from, double to,
                    bool *fine) {
  gsl_function f = {function, params};
  gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
  double root = NAN;
  *fine = function(from, params) * function(to, params) < 0 &&
          gsl_root_fsolver_set(solver, &f, from, to) == GSL_SUCCESS;
  for (int i = 0; *fine && i < 200; i++) {
    if (gsl_root_fsolver_iterate(solver) != GSL_SUCCESS) break;
    root = gsl_root_fsolver_root(solver);
    double lower = gsl_root_fsolver_x_lower(solver), upper = gsl_root_fsolver_x_upper(solver);
    if (gsl_root_test_interval(lower, upper, 0, 1e-13) == GSL_SUCCESS) break;
  }
  gsl_root_fsolver_free(solver);
  return root;
}

/* Where both tails weigh the same. */
static double even_place(struct interval *i, bool *fine) {
  return i->dist == EK_DIST_BETA ? solve(tail_skew, i, -40, 40, fine)
                                 : solve(tail_skew, i, log(i->low) - 60, log(i->high) + 60, fine);
}

static double tail_excess(double log_concentration, void *interval) {
  struct interval *i = interval;
  bool fine;
  double below, above;
  i->log_concentration = log_concentration;
  double place = even_place(i, &fine);
  if (!fine) return NAN;
  tails(i, place, &below, &above);
  return below + above - 0.05;
}

static bool fit_interval(const struct ek_dist_terms *t, struct ek_dist_fit *out, const char **why) {
  double low = t->ci95[0], high = t->ci95[1];
  if (!(low < high)) return fail(why, "ci95 needs its lower end first");
  if (t->dist == EK_DIST_NORMAL) {
    *out = (struct ek_dist_fit){(low + high) / 2, (high - low) / (2 * Z975), (low + high) / 2};
    return true;
  }
  if (!(low > 0)) return fail(why, "this distribution has only values above 0");
  if (t->dist == EK_DIST_LOGNORMAL) {
    double mu = (log(low) + log(high)) / 2, sigma = (log(high) - log(low)) / (2 * Z975);
    *out = (struct ek_dist_fit){mu, sigma, exp(mu + sigma * sigma / 2)};
    return true;
  }
  if (t->dist == EK_DIST_BETA && !(high < 1)) return fail(why, "a beta distribution stays below 1");
  struct interval i = {t->dist, low, high, 0};
  bool fine;
  double log_concentration = solve(tail_excess, &i, -2, 25, &fine);
  if (!fine) return fail(why, "no distribution of this kind has that interval");
  i.log_concentration = log_concentration;
  shape_of(&i, even_place(&i, &fine), &out->a, &out->b);
  out->mean = t->dist == EK_DIST_BETA ? out->a / (out->a + out->b) : out->a * out->b;
  return fine;
}

static bool fit_moments(const struct ek_dist_terms *t, struct ek_dist_fit *out, const char **why) {
  double m = t->mean, v = t->sd * t->sd;
  out->mean = m;
  if (!(t->sd > 0)) return fail(why, "sd must be above 0");
  if (t->dist != EK_DIST_NORMAL && !(m > 0)) return fail(why, "the mean must be above 0");
  switch (t->dist) {
  case EK_DIST_NORMAL: out->a = m; out->b = t->sd; return true;
  case EK_DIST_LOGNORMAL:
    out->b = sqrt(log(1 + v / (m * m)));
    out->a = log(m) - out->b * out->b / 2;
    return true;
  case EK_DIST_GAMMA: out->a = m * m / v; out->b = v / m; return true;
  default: /* beta by its first two moments */
    if (!(m < 1) || !(v < m * (1 - m))) {
      return fail(why, "a beta distribution needs 0 < mean < 1 and sd² < mean (1 − mean)");
    }
    out->a = m * (m * (1 - m) / v - 1);
    out->b = (1 - m) * (m * (1 - m) / v - 1);
    return true;
  }
}

bool ek_dist_fit(const struct ek_dist_terms *t, struct ek_dist_fit *out, const char **why) {
  *out = (struct ek_dist_fit){NAN, NAN, NAN};
  switch (t->dist) {
  case EK_DIST_PERT:
  case EK_DIST_TRIANGULAR:
    if (!(t->low <= t->mode && t->mode <= t->high && t->low < t->high)) {
      return fail(why, "low, mode and high must come in that order");
    }
    out->mean = t->dist == EK_DIST_PERT ? (t->low + 4 * t->mode + t->high) / 6
                                        : (t->low + t->mode + t->high) / 3;
    return true;
  case EK_DIST_UNIFORM:
    if (!(t->low < t->high)) return fail(why, "low must be below high");
    out->mean = (t->low + t->high) / 2;
    return true;
  default: return isnan(t->ci95[0]) ? fit_moments(t, out, why) : fit_interval(t, out, why);
  }
}

static double triangular_quantile(const struct ek_dist_terms *t, double p) {
  double width = t->high - t->low, left = (t->mode - t->low) / width;
  return p < left ? t->low + width * sqrt(p * left) : t->high - width * sqrt((1 - p) * (1 - left));
}

double ek_dist_quantile(const struct ek_dist_terms *t, const struct ek_dist_fit *fit, double p) {
  double width = t->high - t->low, a = 1 + 4 * (t->mode - t->low) / width;
  switch (t->dist) {
  case EK_DIST_NORMAL: return fit->a + gsl_cdf_gaussian_Pinv(p, fit->b);
  case EK_DIST_LOGNORMAL: return exp(fit->a + gsl_cdf_gaussian_Pinv(p, fit->b));
  case EK_DIST_BETA: return gsl_cdf_beta_Pinv(p, fit->a, fit->b);
  case EK_DIST_GAMMA: return gsl_cdf_gamma_Pinv(p, fit->a, fit->b);
  case EK_DIST_PERT: return t->low + width * gsl_cdf_beta_Pinv(p, a, 6 - a);
  case EK_DIST_TRIANGULAR: return triangular_quantile(t, p);
  default: return t->low + width * p;
  }
}
