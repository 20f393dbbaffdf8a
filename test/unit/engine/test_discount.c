/* Discount factors by rate, by schedule and by timing. */
#include "fixture.h"

#include "engine/discount.h"

static struct ek_schedule schedule_of(size_t n, const struct ek_step *steps) {
  struct ek_schedule s = {0};
  s.steps = (struct ek_list){.items = (void *)(uintptr_t)steps, .n = n, .capacity = n};
  return s;
}

static void test_rate(void **state) {
  (void)state;
  assert_near(ek_discount_factor(NULL, 0.0385, 0), 1, 0, 0);
  assert_near(ek_discount_factor(NULL, 0.0385, 1), 1 / 1.0385, 1e-15, 0);
  assert_near(ek_discount_factor(NULL, 0.0385, 7.25), exp(-7.25 * log(1.0385)), 1e-14, 0);
  assert_near(ek_discount_factor(NULL, -0.02, 3), 1 / (0.98 * 0.98 * 0.98), 1e-14, 0);
  assert_near(ek_discount_factor(NULL, 0, 123.4), 1, 0, 0);
}

/* HM Treasury's table A6.1 gives the factor of year 31 as the one of year 30 at 3 %. */
static void test_schedule_compounds(void **state) {
  (void)state;
  const struct ek_step steps[] = {
      {.years = 30, .rate_per_year = 0.035}, {.years = 45, .rate_per_year = 0.03},
      {.rate_per_year = 0.025}};
  struct ek_schedule s = schedule_of(3, steps);
  double at_30 = pow(1.035, -30), at_75 = at_30 * pow(1.03, -45);
  assert_near(ek_discount_factor(&s, 99, 1), 1 / 1.035, 1e-15, 0);
  assert_near(ek_discount_factor(&s, 99, 30), at_30, 1e-14, 0);
  assert_near(at_30, 0.3563, 0, 5e-5);
  assert_near(ek_discount_factor(&s, 99, 31), 0.3459, 0, 5e-5);
  assert_near(ek_discount_factor(&s, 99, 30.5), at_30 * pow(1.03, -0.5), 1e-14, 0);
  assert_near(ek_discount_factor(&s, 99, 80), at_75 * pow(1.025, -5), 1e-13, 0);
}

static double factor_at(enum ek_timing timing, size_t month) {
  const double rate[2] = {0.0385, 0.11};
  double *factors = ek_discount_months(arena, NULL, rate, timing, month + 1, 2);
  assert_near(factors[2 * month + 1], pow(factors[2 * month], log(1.11) / log(1.0385)), 1e-12, 0);
  return -log(factors[2 * month]) / log(1.0385); /* back to years */
}

static void test_timing(void **state) {
  (void)state;
  assert_near(factor_at(EK_TIMING_MONTH_START, 14), 14.0 / 12, 1e-12, 0);
  assert_near(factor_at(EK_TIMING_MONTH_MID, 14), 14.5 / 12, 1e-12, 0);
  assert_near(factor_at(EK_TIMING_MONTH_END, 14), 15.0 / 12, 1e-12, 0);
  assert_near(factor_at(EK_TIMING_YEAR_START, 14), 1, 1e-12, 0);
  assert_near(factor_at(EK_TIMING_YEAR_MID, 14), 1.5, 1e-12, 0);
  assert_near(factor_at(EK_TIMING_YEAR_END, 14), 2, 1e-12, 0);
  assert_near(factor_at(EK_TIMING_MONTH_START, 0), 0, 0, 1e-15);
}

static void test_no_rate(void **state) {
  (void)state;
  const double *factors = ek_discount_months(arena, NULL, NULL, EK_TIMING_MONTH_MID, 30, 1);
  for (size_t m = 0; m < 30; m++) assert_near(factors[m], 1, 0, 0);
}

static void test_schedule_by_month(void **state) {
  (void)state;
  const struct ek_step steps[] = {{.years = 1, .rate_per_year = 0.05}, {.rate_per_year = 0.01}};
  struct ek_schedule s = schedule_of(2, steps);
  const double *factors = ek_discount_months(arena, &s, NULL, EK_TIMING_MONTH_START, 25, 1);
  assert_near(factors[6], pow(1.05, -0.5), 1e-14, 0);
  assert_near(factors[18], 1 / 1.05 * pow(1.01, -0.5), 1e-14, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_rate),    TEST(test_schedule_compounds), TEST(test_timing),
      TEST(test_no_rate), TEST(test_schedule_by_month),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
