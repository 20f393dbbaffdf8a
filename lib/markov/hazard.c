/* The formulas of hazard.h; tails of the gamma and the normal by GSL. */
#include "markov/hazard.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdbool.h>

double ek_rate_probability(double rate, double years) { return -expm1(-rate * years); }


double ek_probability_over(double p, double from, double to) {
  return p >= 1 ? 1 : -expm1(log1p(-p) * (to / from));
}

double ek_probability_hazard_ratio(double p, double ratio) {
  return p >= 1 ? (ratio > 0 ? 1 : 0) : -expm1(log1p(-p) * ratio);
}

double ek_probability_odds_ratio(double p, double ratio) { return p * ratio / (1 - p + p * ratio); }

/* −ln of the upper tail of the standard normal: also where the tail is smaller than any double. */
static double normal_hazard(double z) {
  return z < 0 ? -log1p(-gsl_cdf_ugaussian_P(z)) : log(2) - gsl_sf_log_erfc(z / sqrt(2));
}

/* Γ(a, x) / (exp(−x) · x^a) for x well above a: Legendre's continued fraction by Lentz's method. */
static double gamma_fraction(double a, double x) {
  double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;
  for (int i = 1; i < 1000; i++) {
    double n = -i * (i - a);
    b += 2;
    d = 1 / (n * d + b);
    c = b + n / c;
    h *= c * d;
    if (fabs(c * d - 1) < 1e-15) break;
  }
  return h;
}

/* −ln of the upper tail of the gamma. */
static double gamma_hazard(double a, double x) {
  if (x > 50 + 2 * a) return x - a * log(x) + gsl_sf_lngamma(a) - log(gamma_fraction(a, x));
  double p = gsl_cdf_gamma_P(x, a, 1);
  return p < 0.5 ? -log1p(-p) : -log(gsl_cdf_gamma_Q(x, a, 1));
}

double ek_hazard_cumulative(enum ek_hazard hazard, double shape, double scale, double t) {
  if (!(scale > 0) || !(t >= 0)) return NAN;
  bool shaped = hazard != EK_HAZARD_EXPONENTIAL && hazard != EK_HAZARD_GOMPERTZ;
  if (shaped && !(shape > 0)) return NAN;
  if (t == 0) return 0;
  switch (hazard) {
  case EK_HAZARD_EXPONENTIAL: return t / scale;
  case EK_HAZARD_WEIBULL: return pow(t / scale, shape);
  case EK_HAZARD_GOMPERTZ: return shape == 0 ? t / scale : expm1(shape * t) / (shape * scale);
  case EK_HAZARD_LOG_LOGISTIC: return log1p(pow(t / scale, shape));
  case EK_HAZARD_LOG_NORMAL: return normal_hazard(log(t / scale) / shape);
  case EK_HAZARD_GAMMA: return gamma_hazard(shape, t / scale);
  default: return NAN;
  }
}

double ek_hazard_between(enum ek_hazard hazard, double shape, double scale, double from, double to) {
  if (hazard == EK_HAZARD_EXPONENTIAL) return scale > 0 ? (to - from) / scale : NAN;
  double until = ek_hazard_cumulative(hazard, shape, scale, to);
  if (until > 1e12) return 1e12; /* nobody is left, and a difference would have no digits */
  return until - ek_hazard_cumulative(hazard, shape, scale, from);
}
