/* Fits held against the distribution functions themselves, and what cannot be fitted. */
#include "fixture.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "engine/distribution.h"

static struct ek_dist_terms terms(enum ek_dist dist) {
  return (struct ek_dist_terms){dist, NAN, NAN, NAN, NAN, NAN, NAN, NAN, {NAN, NAN}, {0.025, 0.975}, {NAN, NAN}, NAN, NAN};
}

static struct ek_dist_fit fit(struct ek_dist_terms t) {
  struct ek_dist_fit out;
  const char *why = "";
  gsl_set_error_handler_off();
  if (!ek_dist_fit(&t, &out, &why)) fail_msg("no fit: %s", why);
  return out;
}

static struct ek_dist_fit fit_interval(enum ek_dist dist, double low, double high) {
  struct ek_dist_terms t = terms(dist);
  t.quantile[0] = low;
  t.quantile[1] = high;
  return fit(t);
}

static struct ek_dist_fit fit_moments(enum ek_dist dist, double mean, double sd) {
  struct ek_dist_terms t = terms(dist);
  t.mean = mean;
  t.sd = sd;
  return fit(t);
}

static void assert_why(struct ek_dist_terms t, const char *expected) {
  struct ek_dist_fit out;
  const char *why = "";
  gsl_set_error_handler_off();
  assert_false(ek_dist_fit(&t, &out, &why));
  if (strstr(why, expected) == NULL) fail_msg("'%s' is not in '%s'", expected, why);
}

static void test_normal(void **state) {
  (void)state;
  struct ek_dist_fit f = fit_moments(EK_DIST_NORMAL, -2.385, 0.77);
  assert_near(f.a, -2.385, 0, 0);
  assert_near(f.b, 0.77, 0, 0);
  f = fit_interval(EK_DIST_NORMAL, -1.25, 7.75);
  assert_near(f.mean, 3.25, 1e-15, 0);
  assert_near(gsl_cdf_gaussian_P(-1.25 - f.a, f.b), 0.025, 1e-9, 0);
  assert_near(gsl_cdf_gaussian_Q(7.75 - f.a, f.b), 0.025, 1e-9, 0);
}

static void test_lognormal(void **state) {
  (void)state;
  struct ek_dist_fit f = fit_moments(EK_DIST_LOGNORMAL, 62385, 15010);
  assert_near(exp(f.a + f.b * f.b / 2), 62385, 1e-13, 0);
  assert_near(sqrt(expm1(f.b * f.b)) * 62385, 15010, 1e-12, 0);
  f = fit_interval(EK_DIST_LOGNORMAL, 2.385, 17);
  assert_near(gsl_cdf_lognormal_P(2.385, f.a, f.b), 0.025, 1e-9, 0);
  assert_near(gsl_cdf_lognormal_Q(17, f.a, f.b), 0.025, 1e-9, 0);
  assert_near(f.mean, exp(f.a + f.b * f.b / 2), 1e-15, 0);
}

static void test_beta_moments(void **state) {
  (void)state;
  struct ek_dist_fit f = fit_moments(EK_DIST_BETA, 0.35, 0.08);
  double n = f.a + f.b;
  assert_near(f.a / n, 0.35, 1e-14, 0);
  assert_near(sqrt(f.a * f.b / (n * n * (n + 1))), 0.08, 1e-13, 0);
  assert_near(f.mean, 0.35, 0, 0);
}

static void check_beta(double low, double high) {
  struct ek_dist_fit f = fit_interval(EK_DIST_BETA, low, high);
  assert_near(gsl_cdf_beta_P(low, f.a, f.b), 0.025, 1e-7, 0);
  assert_near(gsl_cdf_beta_Q(high, f.a, f.b), 0.025, 1e-7, 0);
  assert_near(f.mean, f.a / (f.a + f.b), 1e-9, 0);
}

static void test_beta_interval(void **state) {
  (void)state;
  check_beta(0.20, 0.45);
  check_beta(0.0213, 0.0388);
  check_beta(0.61, 0.995);
  check_beta(0.333, 0.334);
  check_beta(0.001, 0.2);
  check_beta(0.05, 0.95);
}

static void check_gamma(double low, double high) {
  struct ek_dist_fit f = fit_interval(EK_DIST_GAMMA, low, high);
  assert_near(gsl_cdf_gamma_P(low, f.a, f.b), 0.025, 1e-7, 0);
  assert_near(gsl_cdf_gamma_Q(high, f.a, f.b), 0.025, 1e-7, 0);
  assert_near(f.mean, f.a * f.b, 1e-9, 0);
}

static void test_gamma(void **state) {
  (void)state;
  struct ek_dist_fit f = fit_moments(EK_DIST_GAMMA, 62385, 15010);
  assert_near(f.a * f.b, 62385, 1e-14, 0);
  assert_near(sqrt(f.a) * f.b, 15010, 1e-14, 0);
  check_gamma(41238.5, 95010);
  check_gamma(0.2, 9.7);
  check_gamma(1e6, 1.01e6);
  check_gamma(2.385e-4, 7e-4);
}

static void test_means_of_the_bounded(void **state) {
  (void)state;
  struct ek_dist_terms t = terms(EK_DIST_PERT);
  t.low = -1.5;
  t.mode = 2.385;
  t.high = 11;
  assert_near(fit(t).mean, (-1.5 + 4 * 2.385 + 11) / 6, 1e-15, 0);
  t.dist = EK_DIST_TRIANGULAR;
  assert_near(fit(t).mean, (-1.5 + 2.385 + 11) / 3, 1e-15, 0);
  t.dist = EK_DIST_UNIFORM;
  assert_near(fit(t).mean, 4.75, 1e-15, 0);
}

static struct ek_dist_fit fit_quantiles(enum ek_dist dist, double p, double low, double q, double high) {
  struct ek_dist_terms t = terms(dist);
  t.at[0] = p;
  t.at[1] = q;
  t.quantile[0] = low;
  t.quantile[1] = high;
  return fit(t);
}

static void test_quantiles(void **state) {
  (void)state;
  const double at[][2] = {{0.05, 0.95}, {0.1, 0.5}, {0.5, 0.9}, {0.25, 0.75}, {0.75, 0.95}};
  for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
    double p = at[i][0], q = at[i][1];
    struct ek_dist_fit f = fit_quantiles(EK_DIST_NORMAL, p, -2.385, q, 7);
    assert_near(gsl_cdf_gaussian_P(-2.385 - f.a, f.b), p, 1e-12, 0);
    assert_near(gsl_cdf_gaussian_P(7 - f.a, f.b), q, 1e-12, 0);
    f = fit_quantiles(EK_DIST_LOGNORMAL, p, 2.385, q, 17);
    assert_near(gsl_cdf_lognormal_P(2.385, f.a, f.b), p, 1e-12, 0);
    assert_near(gsl_cdf_lognormal_P(17, f.a, f.b), q, 1e-12, 0);
    assert_near(f.mean, exp(f.a + f.b * f.b / 2), 1e-15, 0);
    f = fit_quantiles(EK_DIST_BETA, p, 0.21, q, 0.38);
    assert_near(gsl_cdf_beta_P(0.21, f.a, f.b), p, 1e-7, 0);
    assert_near(gsl_cdf_beta_P(0.38, f.a, f.b), q, 1e-7, 0);
    f = fit_quantiles(EK_DIST_GAMMA, p, 4123.85, q, 9501);
    assert_near(gsl_cdf_gamma_P(4123.85, f.a, f.b), p, 1e-7, 0);
    assert_near(gsl_cdf_gamma_P(9501, f.a, f.b), q, 1e-7, 0);
  }
}

/* t = mean / se; a p of 0.05 is a z of 1.96, and one of 0.0027 a z of 3. */
static void test_published_statistics(void **state) {
  (void)state;
  struct ek_dist_terms t = terms(EK_DIST_NORMAL);
  t.mean = -4.77;
  t.t = 2.25;
  assert_near(fit(t).b, 2.12, 1e-14, 0);
  t.t = -2.25;
  assert_near(fit(t).b, 2.12, 1e-14, 0);
  t.t = NAN;
  t.p = 0.05;
  assert_near(fit(t).b, 4.77 / 1.959963984540054, 1e-12, 0);
  t.p = 0.0026997960632601866;
  assert_near(fit(t).b, 4.77 / 3, 1e-10, 0);
}

static void test_counts(void **state) {
  (void)state;
  struct ek_dist_terms t = terms(EK_DIST_BETA);
  t.count = 12;
  t.of = 40;
  struct ek_dist_fit f = fit(t);
  assert_near(f.a, 12, 0, 0);
  assert_near(f.b, 28, 0, 0);
  assert_near(f.mean, 0.3, 0, 0);
}

/* The mean of what is left, against the sum of its quantiles. */
static void check_cut(enum ek_dist dist, double mean, double sd, double min, double max) {
  struct ek_dist_terms t = terms(dist);
  t.mean = mean;
  t.sd = sd;
  t.cut[0] = min;
  t.cut[1] = max;
  struct ek_dist_fit f = fit(t);
  double sum = 0;
  enum { N = 20000 };
  for (int i = 0; i < N; i++) {
    double x = ek_dist_quantile(&t, &f, (i + 0.5) / N);
    if (x < min || x > max) fail_msg("%g is outside", x);
    sum += x / N;
  }
  assert_near(f.mean, sum, 2e-4, 0);
  if (!isnan(min) && min > 0) assert_near(ek_dist_quantile(&t, &f, 1e-9), min, 1e-6, 0);
}

static void test_cut_off(void **state) {
  (void)state;
  check_cut(EK_DIST_NORMAL, 2.385, 3, 0, NAN);
  check_cut(EK_DIST_NORMAL, 2.385, 3, NAN, 1);
  check_cut(EK_DIST_NORMAL, -2.385, 3, 0.5, 4);
  check_cut(EK_DIST_LOGNORMAL, 2.385, 3, 0.5, 4);
  check_cut(EK_DIST_LOGNORMAL, 2.385, 3, -1, 4);
  check_cut(EK_DIST_GAMMA, 2.385, 3, 0.5, NAN);
  check_cut(EK_DIST_BETA, 0.35, 0.2, 0.1, 0.5);
  check_cut(EK_DIST_BETA, 0.35, 0.2, NAN, 2);
}

static void test_cut_off_beyond_both_ends_is_whole(void **state) {
  (void)state;
  struct ek_dist_terms t = terms(EK_DIST_GAMMA);
  t.mean = 62385;
  t.sd = 15010;
  t.cut[0] = -1;
  t.cut[1] = 1e9;
  assert_near(fit(t).mean, 62385, 1e-14, 0);
}

static void test_what_cannot_be_stated(void **state) {
  (void)state;
  struct ek_dist_terms t = terms(EK_DIST_NORMAL);
  t.mean = 0;
  t.t = 2;
  assert_why(t, "with a mean of 0");
  t.mean = 1;
  t.t = 0;
  assert_why(t, "t must not be 0");
  t.t = NAN;
  t.p = 1;
  assert_why(t, "p must be above 0 and below 1");
  t.p = 0;
  assert_why(t, "p must be above 0 and below 1");
  t.p = 0.05;
  t.cut[0] = 2;
  t.cut[1] = 2;
  assert_why(t, "min must be below max");
  t.cut[0] = 50;
  t.cut[1] = NAN;
  assert_why(t, "next to nothing");
  t = terms(EK_DIST_BETA);
  t.of = 40;
  t.count = 0;
  assert_why(t, "count must be above 0 and below of");
  t.count = 40;
  assert_why(t, "count must be above 0 and below of");
}

static void test_what_cannot_be(void **state) {
  (void)state;
  struct ek_dist_terms t = terms(EK_DIST_BETA);
  t.mean = 0.35;
  t.sd = 0;
  assert_why(t, "sd must be above 0");
  t.sd = 0.48;
  assert_why(t, "a beta distribution needs 0 < mean < 1 and sd² < mean (1 − mean)");
  t.mean = 1.2;
  assert_why(t, "a beta distribution needs 0 < mean < 1 and sd² < mean (1 − mean)");
  t.mean = -0.1;
  assert_why(t, "the mean must be above 0");
  t.dist = EK_DIST_GAMMA;
  assert_why(t, "the mean must be above 0");
  t = terms(EK_DIST_NORMAL);
  t.quantile[0] = 3;
  t.quantile[1] = 3;
  assert_why(t, "the lower of two quantiles");
  t = terms(EK_DIST_LOGNORMAL);
  t.quantile[0] = 0;
  t.quantile[1] = 3;
  assert_why(t, "this distribution has only values above 0");
  t.dist = EK_DIST_BETA;
  t.quantile[0] = 0.5;
  assert_why(t, "a beta distribution stays below 1");
  t = terms(EK_DIST_PERT);
  t.low = 1;
  t.mode = 5;
  t.high = 3;
  assert_why(t, "low, mode and high must come in that order");
  t.mode = NAN;
  assert_why(t, "low, mode and high must come in that order");
  t.dist = EK_DIST_UNIFORM;
  t.high = 1;
  assert_why(t, "low must be below high");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_normal), TEST(test_lognormal), TEST(test_beta_moments), TEST(test_beta_interval),
      TEST(test_gamma), TEST(test_means_of_the_bounded), TEST(test_what_cannot_be),
      TEST(test_quantiles), TEST(test_published_statistics), TEST(test_counts), TEST(test_cut_off),
      TEST(test_cut_off_beyond_both_ends_is_whole), TEST(test_what_cannot_be_stated),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
