/* Bins hold all draws, each once; zero is an edge, and 0 itself no gain. */
#include "support.h"

#include <gsl/gsl_cdf.h>

#include "uncertainty/histogram.h"

static void steps_are_round(void **state) {
  (void)state;
  const double from[] = {1, 1.0001, 2, 2.0001, 2.5, 2.6, 5.1, 9.9, 0.0301, 2385e6, 0.001}, to[] = {1, 2, 2, 2.5, 2.5, 5, 10, 10, 0.05, 2.5e9, 0.001};
  for (size_t i = 0; i < sizeof from / sizeof *from; i++) assert_near(ek_round_step(from[i]), to[i], 1e-12, 0);
}

static double sum_of(const struct ek_histogram *h) {
  double sum = h->below + h->above;
  for (size_t i = 0; i < h->n; i++) sum += h->share[i];
  return sum;
}

/* Quantiles of a normal with mean 1 000 and sd 2 385, as evenly as draws can be. */
static void a_normal(void **state) {
  (void)state;
  enum { N = 20000 };
  double x[N], above = 0, gains = 0;
  for (size_t d = 0; d < N; d++) x[d] = 1000 + 2385 * gsl_cdf_ugaussian_Pinv(((double)d + 0.5) / N);
  const struct ek_histogram h = ek_histogram_of(arena, x, N, 15);
  assert_near(h.width, 1000, 0, 0); /* 5.15 sd in at most 15 */
  assert_near(h.first, -6000, 0, 0);
  assert_int_equal(h.n, 14);
  assert_near(sum_of(&h), 1, 1e-12, 0);
  assert_near(h.below, gsl_cdf_ugaussian_P(-7000 / 2385.0), 0, 1e-4);
  assert_near(h.above, gsl_cdf_ugaussian_Q(7000 / 2385.0), 0, 1e-4);
  assert_near(h.share[7], gsl_cdf_ugaussian_P(1000 / 2385.0) - 0.5, 0, 1e-4);
  for (size_t d = 0; d < N; d++) above += x[d] > 0;
  for (size_t i = 6; i < h.n; i++) gains += h.share[i];
  assert_near(gains + h.above, above / N, 1e-12, 0);
}

static void nothing_is_no_gain(void **state) {
  (void)state;
  const double x[] = {-30, 0, 0, 0, 10, 20, 30};
  const struct ek_histogram h = ek_histogram_of(arena, x, 7, 6);
  assert_near(h.width, 20, 0, 0);
  assert_near(h.first, -40, 0, 0);
  assert_int_equal(h.n, 4);
  assert_near(h.share[0], 1 / 7.0, 1e-12, 0); /* above −40, at most −20 */
  assert_near(h.share[1], 3 / 7.0, 1e-12, 0);
  assert_near(h.share[2], 2 / 7.0, 1e-12, 0);
}

static void all_alike(void **state) {
  (void)state;
  const double x[] = {2385, 2385, 2385}, noise[] = {1e-12, -3e-11, 0}, rounded[] = {1e9, 1e9 + 1e-6, 1e9}, none[] = {INFINITY, NAN};
  assert_int_equal(ek_histogram_of(arena, x, 3, 12).n, 0);
  assert_int_equal(ek_histogram_of(arena, noise, 3, 12).n, 0);
  assert_int_equal(ek_histogram_of(arena, rounded, 3, 12).n, 0);
  assert_int_equal(ek_histogram_of(arena, none, 2, 12).n, 0);
}

/* One draw in a thousand is another: it is seen, though no percentile sees it. */
static void nearly_all_alike(void **state) {
  (void)state;
  double x[1000];
  for (size_t d = 0; d < 1000; d++) x[d] = d == 7 ? -500 : 100;
  const struct ek_histogram h = ek_histogram_of(arena, x, 1000, 12);
  assert_int_equal(h.n, 7);
  assert_near(h.share[0], 0.001, 1e-9, 0);
  assert_near(h.share[6], 0.999, 1e-9, 0);
}

static void what_is_not_finite_is_left_out(void **state) {
  (void)state;
  const double x[] = {NAN, -1, INFINITY, 1, -INFINITY};
  const struct ek_histogram h = ek_histogram_of(arena, x, 5, 10);
  assert_near(sum_of(&h), 1, 1e-12, 0);
  assert_near(h.share[0], 0.5, 1e-12, 0);
}

static void never_more_than_asked(void **state) {
  (void)state;
  for (size_t most = 3; most < 50; most++) {
    for (double low = -7.3; low < 9; low += 0.37) {
      const double x[] = {low * 1e5, low * 1e5 + 238511};
      const struct ek_histogram h = ek_histogram_of(arena, x, 2, most);
      assert_in_range(h.n, 1, most);
      assert_near(sum_of(&h), 1, 1e-12, 0);
      assert_near(h.below + h.above, 0, 0, 1e-12);
      assert_near(remainder(h.first / h.width, 1), 0, 0, 1e-9);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(steps_are_round), TEST(a_normal), TEST(nothing_is_no_gain), TEST(all_alike), TEST(nearly_all_alike), TEST(what_is_not_finite_is_left_out),
      TEST(never_more_than_asked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
