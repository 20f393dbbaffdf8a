/* The formulas of hazard.h; tails of the gamma and the normal by GSL. */
#include "markov/hazard.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdbool.h>

double ek_rate_probability(double rate, double years) { return -expm1(-rate * years); }

double ek_probability_rate(double p, double years) { return -log1p(-p) / years; }

double ek_probability_over(double p, double from, double to) {
  return p >= 1 ? 1 : -expm1(log1p(-p) * (to / from));
}

double ek_probability_hazard_ratio(double p, double ratio) {
  return p >= 1 ? (ratio > 0 ? 1 : 0) : -expm1(log1p(-p) * ratio);
}

double ek_probability_odds_ratio(double p, double ratio) { return p * ratio / (1 - p + p * ratio); }

/* −ln of what is left, from whichever tail is the smaller, so that neither end loses digits. */
static double log_normal(double z) {
  return z < 0 ? -log1p(-gsl_cdf_ugaussian_P(z)) : M_LN2 - gsl_sf_log_erfc(z * M_SQRT1_2);
}

/* The same of a gamma. Beyond what a double can hold of the tail by its asymptotic series
 * (Abramowitz & Stegun 6.5.32), since somebody may come to be asked for who is nearly never there. */
static double gamma_hazard(double shape, double x) {
  double p = gsl_cdf_gamma_P(x, shape, 1), q = gsl_cdf_gamma_Q(x, shape, 1), sum = 1, term = 1;
  if (p < 0.5) return -log1p(-p);
  if (q > 1e-290) return -log(q);
  for (int k = 1; k < 60 && fabs(term) > 1e-17 && fabs(shape - k) < x; k++) {
    term *= (shape - k) / x;
    sum += term;
  }
  return x - (shape - 1) * log(x) + gsl_sf_lngamma(shape) - log(sum);
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
  case EK_HAZARD_LOG_NORMAL: return log_normal(log(t / scale) / shape);
  case EK_HAZARD_GAMMA: return gamma_hazard(shape, t / scale);
  default: return NAN;
  }
}

double ek_hazard_between(enum ek_hazard hazard, double shape, double scale, double from, double to) {
  if (hazard == EK_HAZARD_EXPONENTIAL) return scale > 0 ? (to - from) / scale : NAN;
  return ek_hazard_cumulative(hazard, shape, scale, to) -
         ek_hazard_cumulative(hazard, shape, scale, from);
}
