/* Intervals against published examples: Newcombe 1998 (Statistics in Medicine 17:873-890, table II),
 * Student's sleep data (Biometrika 1908) as R's t.test gives them, and what follows by hand. */
#include "support.h"

#include <math.h>

#include "indicators/interval.h"

static void wilson_score(void **state) {
  (void)state;
  double low, high;
  ek_share_interval(81.0 / 263, 263, &low, &high); /* Newcombe 1998, 17:857-872, table I, method 3 */
  assert_near(low, 0.2553, 0, 5e-5);
  assert_near(high, 0.3662, 0, 5e-5);
  ek_share_interval(15.0 / 148, 148, &low, &high);
  assert_near(low, 0.0624, 0, 5e-5);
  assert_near(high, 0.1605, 0, 5e-5);
  ek_share_interval(0, 20, &low, &high);
  assert_near(low, 0, 0, 0);
  assert_near(high, 0.1611, 0, 5e-5);
  ek_share_interval(1, 29, &low, &high);
  assert_near(low, 0.8830, 0, 5e-5);
  assert_near(high, 1, 0, 0);
}

static void assert_share(double before, double n0, double after, double n1, double low, double high) {
  struct ek_gap d = ek_share_difference(before / n0, n0, after / n1, n1, 0);
  assert_near(d.value, after / n1 - before / n0, 1e-15, 0);
  assert_near(d.low, low, 0, 5e-5);
  assert_near(d.high, high, 0, 5e-5);
}

static void newcombe(void **state) {
  (void)state;
  assert_share(48, 80, 56, 70, 0.0524, 0.3339);
  assert_share(3, 10, 9, 10, 0.1705, 0.8090);
  assert_share(2, 7, 6, 7, 0.0582, 0.8062);
  assert_share(0, 29, 5, 56, -0.0381, 0.1926);
  assert_share(0, 20, 0, 10, -0.1611, 0.2775);
  assert_share(0, 20, 10, 10, 0.6791, 1.0000);
}

/* All of the same persons: the table's cells a, b, c, d as answers. */
static struct ek_gap paired(size_t a, size_t b, size_t c, size_t d) {
  size_t n = a + b + c + d;
  double *before = ek_alloc_array(arena, n, sizeof *before), *after = ek_alloc_array(arena, n, sizeof *after);
  uint32_t *who = ek_alloc_array(arena, n, sizeof *who);
  for (size_t i = 0; i < n; i++) {
    who[i] = (uint32_t)(3 * i + 1);
    after[i] = i < a + b;
    before[i] = i < a || (i >= a + b && i < a + b + c);
  }
  struct ek_sample then = {n, who, before}, now = {n, who, after};
  return ek_share_difference(ek_sample_mean(&then), (double)n, ek_sample_mean(&now), (double)n, ek_share_correlation(&then, &now));
}

static void newcombe_paired(void **state) {
  (void)state;
  /* By hand: phi = (36 * 0 - 12 * 2) / sqrt(48 * 2 * 38 * 12), negative and so not corrected. */
  double phi = -24 / sqrt(48.0 * 2 * 38 * 12), l1, u1, l0, u0;
  ek_share_interval(48.0 / 50, 50, &l1, &u1);
  ek_share_interval(38.0 / 50, 50, &l0, &u0);
  double dl = 0.96 - l1, du = u0 - 0.76, el = u1 - 0.96, eu = 0.76 - l0;
  struct ek_gap d = paired(36, 12, 2, 0);
  assert_near(d.low, 0.2 - sqrt(dl * dl - 2 * phi * dl * du + du * du), 1e-12, 0);
  assert_near(d.high, 0.2 + sqrt(el * el - 2 * phi * el * eu + eu * eu), 1e-12, 0);
  /* ad - bc = 4 * 2, less 6 / 2: all agree, and yet it is not certain that nothing changed. */
  double low, high;
  ek_share_interval(4.0 / 6, 6, &low, &high);
  dl = 4.0 / 6 - low;
  du = high - 4.0 / 6;
  d = paired(4, 0, 0, 2);
  assert_near(d.value, 0, 0, 1e-15);
  assert_near(d.low, -sqrt(dl * dl - 2 * 5.0 / 8 * dl * du + du * du), 1e-12, 0);
  assert_true(d.high > 0.2);
}

static const double drug1[] = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
static const double drug2[] = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

static void welch_and_paired(void **state) {
  (void)state;
  const uint32_t same[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, others[] = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
  struct ek_sample a = {10, same, drug1}, b = {10, others, drug2};
  struct ek_gap d = ek_mean_difference(&a, &b);
  assert_near(d.value, 1.58, 1e-12, 0);
  assert_near(d.low, -0.2054832, 0, 1e-7);
  assert_near(d.high, 3.3654832, 0, 1e-7);
  b.who = same;
  d = ek_mean_difference(&a, &b);
  assert_near(d.low, 0.7001142, 0, 1e-7);
  assert_near(d.high, 2.4598858, 0, 1e-7);
}

/* Some are in both: between the two, and the statistic of Derrick et al. by hand. */
static void partly_the_same(void **state) {
  (void)state;
  const uint32_t then[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, now[] = {4, 5, 6, 7, 8, 9, 20, 21, 22, 23};
  const double late[] = {-0.1, 4.4, 5.5, 1.6, 4.6, 3.4, 1.9, 0.8, 1.1, 0.1};
  struct ek_sample a = {10, then, drug1}, b = {10, now, late};
  double r;
  assert_int_equal(ek_sample_both(&a, &b, &r), 6);
  assert_near(r, 0.6673625, 0, 1e-7);
  double v1 = 3.200555555555556 / 10, v2 = 4.009 / 10; /* variances, as R's var */
  double error = sqrt(v1 + v2 - 2 * r * sqrt(v1 * v2) * 6 / 10);
  struct ek_gap d = ek_mean_difference(&a, &b);
  assert_near(d.value, 1.58, 1e-12, 0);
  double t = (d.high - d.value) / error; /* of 5 + (17.776 - 5) / 20 * 8 = 10.1 degrees of freedom */
  assert_near(t, 2.224823, 0, 3e-5);
  assert_near(d.value - d.low, d.high - d.value, 1e-12, 0);
}

static void without_an_interval(void **state) {
  (void)state;
  const uint32_t who[] = {1, 2, 3};
  const double ones[] = {1, 1, 1}, some[] = {1, 2, 4};
  struct ek_sample a = {3, who, ones}, b = {3, who, ones}, one = {1, who, some}, c = {3, who, some};
  assert_true(isnan(ek_mean_difference(&a, &b).low)); /* no spread at all */
  assert_near(ek_mean_difference(&a, &b).value, 0, 0, 0);
  assert_true(isnan(ek_mean_difference(&one, &c).high));
  assert_true(ek_mean_difference(&a, &c).low < 0); /* one side alone has a spread */
  double r;
  assert_int_equal(ek_sample_both(&a, &c, &r), 3);
  assert_true(isnan(r));
  assert_near(ek_share_correlation(&a, &b), 0, 0, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(wilson_score), TEST(newcombe), TEST(newcombe_paired), TEST(welch_and_paired), TEST(partly_the_same), TEST(without_an_interval)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
