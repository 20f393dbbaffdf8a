/* The formulas of hazard.h; tails of the gamma and the normal by GSL. */
#include "markov/hazard.h"

#include <gsl/gsl_cdf.h>
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
  case EK_HAZARD_LOG_NORMAL: return -log(gsl_cdf_ugaussian_Q(log(t / scale) / shape));
  case EK_HAZARD_GAMMA: return -log(gsl_cdf_gamma_Q(t, shape, scale));
  default: return NAN;
  }
}

double ek_hazard_between(enum ek_hazard hazard, double shape, double scale, double from, double to) {
  if (hazard == EK_HAZARD_EXPONENTIAL) return scale > 0 ? (to - from) / scale : NAN;
  return ek_hazard_cumulative(hazard, shape, scale, to) -
         ek_hazard_cumulative(hazard, shape, scale, from);
}
