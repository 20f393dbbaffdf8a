/* Rates and probabilities there and back, and hazards held against the survival they come from. */
#include "near.h"

#include <gsl/gsl_cdf.h>

#include "markov/hazard.h"

static void test_there_and_back(void **state) {
  (void)state;
  static const double rates[] = {1e-9, 0.0385, 0.77, 3.1}, times[] = {1 / 365., 1 / 12., 1, 2.385};
  for (int i = 0; i < 4; i++) {
    for (int k = 0; k < 4; k++) {
      double p = ek_rate_probability(rates[i], times[k]);
      assert_near(p, 1 - exp(-rates[i] * times[k]), 0, 1e-15); /* what is lost is in the plain formula */
      assert_near(-log1p(-p) / times[k], rates[i], 1e-11, 0);
    }
  }
  assert_near(ek_rate_probability(0, 1), 0, 0, 0);
}

/* Twelve months of a month's probability are the year's. */
static void test_another_time(void **state) {
  (void)state;
  double month = ek_probability_over(0.385, 1, 1 / 12.);
  assert_near(pow(1 - month, 12), 1 - 0.385, 1e-14, 0);
  assert_near(ek_probability_over(month, 1 / 12., 1), 0.385, 1e-14, 0);
  assert_near(ek_probability_over(0, 1, 1 / 12.), 0, 0, 0);
  assert_near(ek_probability_over(1, 1, 1 / 12.), 1, 0, 0);
}

static void test_ratios(void **state) {
  (void)state;
  double p = 0.2385;
  double rate = -log1p(-p);
  assert_near(ek_probability_hazard_ratio(p, 0.61), ek_rate_probability(0.61 * rate, 1), 1e-14, 0);
  double q = ek_probability_odds_ratio(p, 1.7);
  assert_near(q / (1 - q), 1.7 * p / (1 - p), 1e-14, 0);
  assert_near(ek_probability_hazard_ratio(p, 1), p, 1e-15, 0);
  assert_near(ek_probability_odds_ratio(p, 1), p, 1e-15, 0);
  assert_near(ek_probability_hazard_ratio(p, 0), 0, 0, 0);
  assert_near(ek_probability_odds_ratio(p, 0), 0, 0, 0);
  assert_near(ek_probability_hazard_ratio(1, 2.5), 1, 0, 0);
  assert_near(ek_probability_hazard_ratio(1, 0), 0, 0, 0);
  assert_near(ek_probability_odds_ratio(1, 0.3), 1, 0, 0);
}

/* −ln of what survives, by GSL's distributions or by hand. */
static double survival(enum ek_hazard hazard, double shape, double scale, double t) {
  switch (hazard) {
  case EK_HAZARD_EXPONENTIAL: return exp(-t / scale);
  case EK_HAZARD_WEIBULL: return gsl_cdf_weibull_Q(t, scale, shape);
  case EK_HAZARD_GOMPERTZ: return exp(-(exp(shape * t) - 1) / (shape * scale));
  case EK_HAZARD_LOG_LOGISTIC: return 1 / (1 + pow(t / scale, shape));
  case EK_HAZARD_LOG_NORMAL: return gsl_cdf_lognormal_Q(t, log(scale), shape);
  default: return gsl_cdf_gamma_Q(t, shape, scale);
  }
}

static void test_hazards(void **state) {
  (void)state;
  static const double shapes[] = {0.61, 1, 2.385}, times[] = {0.02, 1, 4.7};
  for (int h = EK_HAZARD_EXPONENTIAL; h < EK_HAZARDS; h++) {
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        double scale = 4.5, t = times[k];
        double cumulative = ek_hazard_cumulative((enum ek_hazard)h, shapes[i], scale, t);
        if (cumulative < 700) assert_near(exp(-cumulative), survival((enum ek_hazard)h, shapes[i], scale, t), 1e-10, 1e-300);
        assert_near(ek_hazard_between((enum ek_hazard)h, shapes[i], scale, t, t + 0.25),
                    ek_hazard_cumulative((enum ek_hazard)h, shapes[i], scale, t + 0.25) - cumulative, 1e-13, 1e-15);
      }
      assert_near(ek_hazard_cumulative((enum ek_hazard)h, shapes[i], 4.5, 0), 0, 0, 0);
    }
  }
}

/* All of shape 1 that may be are the exponential one. */
static void test_shape_one_is_exponential(void **state) {
  (void)state;
  static const enum ek_hazard ones[] = {EK_HAZARD_EXPONENTIAL, EK_HAZARD_WEIBULL, EK_HAZARD_GAMMA};
  for (int i = 0; i < 3; i++) assert_near(ek_hazard_cumulative(ones[i], 1, 3.1, 2.385), 2.385 / 3.1, 1e-13, 0);
  assert_near(ek_hazard_cumulative(EK_HAZARD_GOMPERTZ, 0, 3.1, 2.385), 2.385 / 3.1, 0, 0);
  assert_near(ek_hazard_cumulative(EK_HAZARD_GOMPERTZ, 1e-9, 3.1, 2.385), 2.385 / 3.1, 1e-8, 0);
}

/* A Gompertz that falls leaves some for ever. */
static void test_a_falling_gompertz(void **state) {
  (void)state;
  assert_near(ek_hazard_cumulative(EK_HAZARD_GOMPERTZ, -0.5, 4, 200), 1 / (0.5 * 4), 1e-12, 0);
}

static void test_there_is_no_such_hazard(void **state) {
  (void)state;
  assert_true(isnan(ek_hazard_cumulative(EK_HAZARD_WEIBULL, 0, 1, 1)));
  assert_true(isnan(ek_hazard_cumulative(EK_HAZARD_WEIBULL, 1, 0, 1)));
  assert_true(isnan(ek_hazard_cumulative(EK_HAZARD_GAMMA, -1, 1, 1)));
  assert_true(isnan(ek_hazard_cumulative(EK_HAZARD_EXPONENTIAL, 1, -1, 1)));
  assert_true(isnan(ek_hazard_cumulative(EK_HAZARD_EXPONENTIAL, 1, 1, -1)));
  assert_true(isnan(ek_hazard_between(EK_HAZARD_EXPONENTIAL, 1, 0, 0, 1)));
  assert_true(isnan(ek_hazard_cumulative(EK_HAZARD_NONE, 1, 1, 1)));
}

/* So far out that nobody is left whom a double could count, and so early that nobody has gone. */
static void test_the_tails(void **state) {
  (void)state;
  for (int h = EK_HAZARD_EXPONENTIAL; h < EK_HAZARDS; h++) {
    if (h == EK_HAZARD_GOMPERTZ) continue; /* it is beyond what a double holds, and that is that */
    double more = ek_hazard_between((enum ek_hazard)h, 0.05, 0.001, 9, 9.25);
    assert_true(more >= 0 && isfinite(more));
    more = ek_hazard_between((enum ek_hazard)h, 1.5, 1, 900, 901);
    assert_true(more >= 0 && isfinite(more));
    assert_true(ek_hazard_cumulative((enum ek_hazard)h, 1.5, 1, 1e-12) > 0);
  }
  /* ∫ over a gamma's late hazard: 1/scale, less (shape − 1)/t. */
  assert_near(ek_hazard_between(EK_HAZARD_GAMMA, 1.5, 1, 900, 901), 1 - 0.5 * log(901 / 900.), 1e-6, 0);
  /* Where the series takes over there is no step. */
  double before = ek_hazard_between(EK_HAZARD_GAMMA, 12.5, 1, 690, 691), after = ek_hazard_between(EK_HAZARD_GAMMA, 12.5, 1, 720, 721);
  for (int t = 691; t < 720; t++) {
    double more = ek_hazard_between(EK_HAZARD_GAMMA, 12.5, 1, t, t + 1);
    assert_true(more > before - 1e-11 && more < after + 1e-11);
  }
  /* A shape of a whole number: Erlang, whose tail is a sum of Poisson. */
  double x = 800, sum = 0, term = 1;
  for (int k = 0; k < 3; k++, term *= x / k) sum += term;
  assert_near(ek_hazard_cumulative(EK_HAZARD_GAMMA, 3, 1, x), x - log(sum), 1e-14, 0);
  assert_near(ek_hazard_cumulative(EK_HAZARD_LOG_NORMAL, 0.1, 1, 1e-3), 0, 0, 1e-300);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_there_and_back),
      cmocka_unit_test(test_another_time),
      cmocka_unit_test(test_ratios),
      cmocka_unit_test(test_hazards),
      cmocka_unit_test(test_shape_one_is_exponential),
      cmocka_unit_test(test_a_falling_gompertz),
      cmocka_unit_test(test_there_is_no_such_hazard),
      cmocka_unit_test(test_the_tails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
