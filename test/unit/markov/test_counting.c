/* Weights of points by each convention, and which discounting belongs to which. */
#include "near.h"

#include "markov/counting.h"

/* What the points 0 … n come to in all. */
static void points(enum ek_counting counting, size_t n, double *out) {
  for (size_t k = 0; k <= n; k++) out[k] = 0;
  for (size_t k = 0; k < n; k++) {
    struct ek_counted of = ek_counting_of(counting, k, n);
    out[k] += of.start;
    out[k + 1] += of.end;
  }
}

static void check(enum ek_counting counting, size_t n, const double *expected) {
  double out[16];
  points(counting, n, out);
  for (size_t k = 0; k <= n; k++) assert_near(out[k], expected[k], 1e-15, 0);
}

static void test_weights_of_points(void **state) {
  (void)state;
  check(EK_COUNT_START, 4, (double[]){1, 1, 1, 1, 0});
  check(EK_COUNT_END, 4, (double[]){0, 1, 1, 1, 1});
  check(EK_COUNT_LIFE_TABLE, 4, (double[]){0.5, 1, 1, 1, 0.5});
  check(EK_COUNT_TRAPEZOID, 4, (double[]){0.5, 1, 1, 1, 0.5});
  check(EK_COUNT_POINTS, 4, (double[]){1, 1, 1, 1, 1});
  check(EK_COUNT_SIMPSON, 6, (double[]){1 / 3., 4 / 3., 2 / 3., 4 / 3., 2 / 3., 4 / 3., 1 / 3.});
  check(EK_COUNT_ALTERNATING, 5, (double[]){1 / 3., 2 / 3., 4 / 3., 2 / 3., 4 / 3., 1 / 3.});
}

/* Simpson's rule is exact for a polynomial of the third degree. */
static void test_simpson_integrates_a_cubic(void **state) {
  (void)state;
  double out[9], sum = 0;
  points(EK_COUNT_SIMPSON, 8, out);
  for (int k = 0; k <= 8; k++) {
    double t = k / 8.;
    sum += out[k] / 8 * (2.385 * t * t * t - 7 * t * t + 0.5 * t + 3);
  }
  assert_near(sum, 2.385 / 4 - 7. / 3 + 0.25 + 3, 1e-14, 0);
}

/* All but `points` and `alternating` count so many persons as there are cycles. */
static void test_what_is_counted_in_all(void **state) {
  (void)state;
  static const struct { enum ek_counting counting; double extra; } all[] = {
      {EK_COUNT_START, 0}, {EK_COUNT_END, 0}, {EK_COUNT_LIFE_TABLE, 0}, {EK_COUNT_TRAPEZOID, 0},
      {EK_COUNT_SIMPSON, 0}, {EK_COUNT_POINTS, 1}};
  for (size_t i = 0; i < 6; i++) {
    double out[13], sum = 0;
    points(all[i].counting, 12, out);
    for (int k = 0; k <= 12; k++) sum += out[k];
    assert_near(sum, 12 + all[i].extra, 1e-14, 0);
  }
}

static void test_pairs(void **state) {
  (void)state;
  static const bool fits[EK_COUNTINGS][EK_WEIGHINGS] = {
      /* point start middle end continuous */
      [EK_COUNT_START] = {true, true, false, false, false},
      [EK_COUNT_END] = {true, false, false, true, false},
      [EK_COUNT_LIFE_TABLE] = {true, false, true, false, true},
      [EK_COUNT_TRAPEZOID] = {true, false, false, false, false},
      [EK_COUNT_SIMPSON] = {true, false, false, false, false},
      [EK_COUNT_POINTS] = {true, false, false, false, false},
      [EK_COUNT_ALTERNATING] = {true, false, false, false, false}};
  for (int c = 0; c < EK_COUNTINGS; c++) {
    assert_true(fits[c][ek_counting_weighing((enum ek_counting)c)]);
    for (int w = 0; w < EK_WEIGHINGS; w++) {
      const char *why = "";
      assert_int_equal(ek_counting_fits((enum ek_counting)c, (enum ek_weighing)w, &why), fits[c][w]);
      assert_int_equal(why == NULL, fits[c][w]);
    }
  }
}

static void test_why_not(void **state) {
  (void)state;
  const char *why;
  ek_counting_fits(EK_COUNT_START, EK_WEIGH_END, &why);
  assert_string_equal(why, "persons counted early would be discounted late");
  ek_counting_fits(EK_COUNT_END, EK_WEIGH_START, &why);
  assert_string_equal(why, "persons counted late would be discounted early");
  ek_counting_fits(EK_COUNT_LIFE_TABLE, EK_WEIGH_START, &why);
  assert_string_equal(why, "persons would be counted at one time and discounted at another");
  ek_counting_fits(EK_COUNT_SIMPSON, EK_WEIGH_MIDDLE, &why);
  assert_string_equal(why, "each point has its own weight, and would be discounted as if it lay elsewhere");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_weights_of_points),
      cmocka_unit_test(test_simpson_integrates_a_cubic),
      cmocka_unit_test(test_what_is_counted_in_all),
      cmocka_unit_test(test_pairs),
      cmocka_unit_test(test_why_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
