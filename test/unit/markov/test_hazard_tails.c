/* Hazards where hardly anybody is left, against closed forms and asymptotes. */
#include <math.h>

#include "near.h"

#include "markov/hazard.h"

static void test_log_normal(void **state) {
  (void)state;
  /* ln of the tail at 5, 10 and 40 sd: Abramowitz & Stegun, table 26.2 (−log10 Q: 6.54265, 23.11805 and 349.43701). */
  assert_near(ek_hazard_cumulative(EK_HAZARD_LOG_NORMAL, 0.5, 1, exp(2.5)) / log(10), 6.54265, 0, 5e-6);
  assert_near(ek_hazard_cumulative(EK_HAZARD_LOG_NORMAL, 0.5, 1, exp(5)) / log(10), 23.11805, 0, 5e-6);
  assert_near(ek_hazard_cumulative(EK_HAZARD_LOG_NORMAL, 0.1, 1, exp(4)) / log(10), 349.43701, 0, 5e-6);
  /* Below the median, where nearly all are left, the hazard is the part that is gone: Φ(−8). */
  assert_near(ek_hazard_cumulative(EK_HAZARD_LOG_NORMAL, 0.25, 3, 3 * exp(-2)), 6.22096057427178e-16, 1e-10, 0);
  assert_near(ek_hazard_cumulative(EK_HAZARD_LOG_NORMAL, 0.8, 4.5, 4.5), log(2), 1e-15, 0);
}

/* Shape 2 has Q = (1 + x) exp(−x), shape 3 has (1 + x + x²/2) exp(−x); in every part of the range. */
static void test_gamma(void **state) {
  (void)state;
  const double x[] = {1e-6, 0.3, 1.7, 12, 53.9, 54.1, 400, 745, 2000, 1e5};
  for (size_t i = 0; i < sizeof x / sizeof *x; i++) {
    double two = x[i] < 1e-3 ? x[i] * x[i] / 2 * (1 - 2 * x[i] / 3) : x[i] - log1p(x[i]);
    assert_near(ek_hazard_cumulative(EK_HAZARD_GAMMA, 2, 0.37, 0.37 * x[i]), two, 1e-12, 0);
    if (x[i] < 1) continue;
    assert_near(ek_hazard_cumulative(EK_HAZARD_GAMMA, 3, 2.5, 2.5 * x[i]), x[i] - log(1 + x[i] + x[i] * x[i] / 2), 1e-12, 0);
    assert_near(ek_hazard_cumulative(EK_HAZARD_GAMMA, 1, 2.5, 2.5 * x[i]), x[i], 1e-12, 0);
  }
}

/* What is left of nobody is nobody, and never not-a-number. */
static void test_beyond(void **state) {
  (void)state;
  for (enum ek_hazard h = EK_HAZARD_EXPONENTIAL; h < EK_HAZARDS; h++) {
    for (double t = 0; t < 120; t += 0.25) {
      double got = ek_hazard_between(h, 20, 0.05, t, t + 0.25);
      assert_true(got >= 0 && isfinite(got));
    }
    assert_true(isnan(ek_hazard_between(h, 1.35, 0, 1, 2)));
    if (h != EK_HAZARD_EXPONENTIAL && h != EK_HAZARD_GOMPERTZ) assert_true(isnan(ek_hazard_between(h, -1.35, 2, 1, 2)));
  }
  assert_near(ek_hazard_between(EK_HAZARD_GOMPERTZ, 20, 5, 60, 61), 1e12, 0, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_log_normal), cmocka_unit_test(test_gamma), cmocka_unit_test(test_beyond)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
