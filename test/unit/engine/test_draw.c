/* Samples held against the distributions they are of, and against the run without draws. */
#include "cohort.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>

#include "engine/distribution.h"
#include "engine/draw.h"

enum { N = 20000 };

#define HEAD(assumptions)                                                                          \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                          \
  "settings: {price_year: 2020, start: 2020-01, horizons: [5 years], discount: none}\n"           \
  assumptions                                                                                      \
  "outcomes:\n  cycle: 1 month\n  initial: {a: 1}\n" STATES "  alternatives: {utan: {reference: yes}, med: {based_on: utan}}\n"

static struct ek_runner *drawn(const char *text, unsigned long seed, size_t block, size_t n) {
  const struct ek_study *study = study_set(text, NULL);
  if (study == NULL) fail_msg("%s", errors());
  struct ek_runner *r = ek_alloc(arena, sizeof *r);
  *r = (struct ek_runner){.arena = arena, .diags = diags, .study = study, .draws = n, .random = true, .seed = seed, .block = block};
  ek_draw_columns(r);
  return r;
}

static int upwards(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Kolmogorov and Smirnov: √N · D is above 1.949 once in a thousand. */
static void check_ks(const double *sample, double (*cdf)(double, const double *), const double *of, const char *what) {
  double *sorted = ek_alloc_array(arena, N, sizeof *sorted), worst = 0;
  memcpy(sorted, sample, N * sizeof *sorted);
  qsort(sorted, N, sizeof *sorted, upwards);
  for (int i = 0; i < N; i++) {
    double p = cdf(sorted[i], of);
    worst = fmax(worst, fmax((i + 1.0) / N - p, p - (double)i / N));
  }
  if (worst * sqrt(N) > 1.949) fail_msg("%s: D is %g", what, worst);
}

static double normal(double x, const double *o) { return gsl_cdf_gaussian_P(x - o[0], o[1]); }
static double lognormal(double x, const double *o) { return gsl_cdf_lognormal_P(x, o[0], o[1]); }
static double beta(double x, const double *o) { return gsl_cdf_beta_P(x, o[0], o[1]); }
static double positive_normal(double x, const double *o) { return (gsl_cdf_gaussian_P(x - o[0], o[1]) - gsl_cdf_gaussian_P(-o[0], o[1])) / gsl_cdf_gaussian_Q(-o[0], o[1]); }
static double pert(double x, const double *o) { return gsl_cdf_beta_P((x - o[0]) / (o[2] - o[0]), 1 + 4 * (o[1] - o[0]) / (o[2] - o[0]), 1 + 4 * (o[2] - o[1]) / (o[2] - o[0])); }

#define TWO HEAD("assumptions: {x: {dist: normal, mean: 3, sd: 1}, y: {dist: normal, mean: 3, sd: 1}}\n")

static double correlation(const double *x, const double *y, size_t n) { return gsl_stats_correlation(x, 1, y, 1, n); }

/* The same seed and block are the same bits; another is another; two that are alike are apart. */
static void test_streams(void **state) {
  (void)state;
  const double *const *a = drawn(TWO, 7, 0, N)->drawn, *const *again = drawn(TWO, 7, 0, N)->drawn;
  const double *const *seed = drawn(TWO, 8, 0, N)->drawn, *const *block = drawn(TWO, 7, 1, N)->drawn;
  assert_memory_equal(a[0], again[0], N * sizeof **a);
  assert_memory_equal(a[1], again[1], N * sizeof **a);
  double bound = 5 / sqrt(N);
  assert_near(correlation(a[0], a[1], N), 0, 0, bound);
  assert_near(correlation(a[0], seed[0], N), 0, 0, bound);
  assert_near(correlation(a[0], block[0], N), 0, 0, bound);
  /* Fewer draws are the first of more. */
  assert_memory_equal(a[0], drawn(TWO, 7, 0, 100)->drawn[0], 100 * sizeof **a);
}

static void test_without_draws_there_are_means(void **state) {
  (void)state;
  const struct ek_study *study = study_set(TWO, NULL);
  struct ek_runner r = {.arena = arena, .diags = diags, .study = study, .draws = 3};
  ek_draw_columns(&r);
  for (int d = 0; d < 3; d++) assert_near(r.drawn[1][d], 3, 0, 0);
}

#define JOINT(names, means, covariance) HEAD("joint: [{names: " names ", means: " means ", covariance: " covariance "}]\n")

/* Means, variances and covariances to five standard errors. */
static void test_joint_moments(void **state) {
  (void)state;
  static const double cov[3][3] = {{0.04, 0.012, -0.02}, {0.012, 0.09, 0.03}, {-0.02, 0.03, 0.25}}, mean[3] = {-1.5, 0.7, 11};
  const double *const *x = drawn(JOINT("[u, v, w]", "[-1.5, 0.7, 11]", "[[0.04, 0.012, -0.02], [0.012, 0.09, 0.03], [-0.02, 0.03, 0.25]]"), 5, 0, N)->drawn;
  for (int i = 0; i < 3; i++) {
    double sum = 0;
    for (int d = 0; d < N; d++) sum += x[i][d];
    assert_near(sum / N, mean[i], 0, 5 * sqrt(cov[i][i] / N));
    for (int k = 0; k <= i; k++) {
      double both = 0;
      for (int d = 0; d < N; d++) both += (x[i][d] - mean[i]) * (x[k][d] - mean[k]);
      assert_near(both / N, cov[i][k], 0, 5 * sqrt((cov[i][i] * cov[k][k] + cov[i][k] * cov[i][k]) / N));
    }
    double of[2] = {mean[i], sqrt(cov[i][i])};
    check_ks(x[i], normal, of, "of three");
  }
}

/* Spearman's: of ranks as of values. */
static double rank_correlation(const double *x, const double *y, size_t n) {
  const double *both[2] = {x, y};
  double *rank[2];
  for (int k = 0; k < 2; k++) {
    double *sorted = ek_alloc_array(arena, n, sizeof *sorted);
    rank[k] = ek_alloc_array(arena, n, sizeof **rank);
    memcpy(sorted, both[k], n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, upwards);
    for (size_t i = 0; i < n; i++) rank[k][i] = (double)((double *)bsearch(&both[k][i], sorted, n, sizeof *sorted, upwards) - sorted);
  }
  return correlation(rank[0], rank[1], n);
}

#define FOUR "assumptions: {a: {dist: lognormal, mean: 2.5, sd: 5}, b: {dist: beta, mean: 30 %, sd: 20 %}, c: {dist: pert, low: 1, mode: 2, high: 5}, d: {dist: normal, mean: 1, sd: 2, min: 0}}\n"

/* Each has its own distribution still, two have the rank correlation that is stated, whichever their
 * distributions are, and what is not among them is drawn as before. */
static void test_rank_correlations(void **state) {
  (void)state;
  static const double stated[4][4] = {{1, 0.8, -0.5, 0}, {0.8, 1, -0.3, 0}, {-0.5, -0.3, 1, 0}, {0, 0, 0, 1}};
  double v = 4, sigma = sqrt(log(1 + v)), bound = 5 / sqrt(N); /* √N times the error of Spearman's is 1 at most at 0, less elsewhere */
  const double *const *alone = drawn(HEAD(FOUR), 3, 0, N)->drawn;
  const double *const *x = drawn(HEAD(FOUR "correlations: [{names: [a, b, c], matrix: [[1, 0.8, -0.5], [0.8, 1, -0.3], [-0.5, -0.3, 1]]}]\n"), 3, 0, N)->drawn;
  for (int i = 0; i < 4; i++) {
    for (int k = 0; k < i; k++) assert_near(rank_correlation(x[i], x[k], N), stated[i][k], 0, bound);
  }
  check_ks(x[0], lognormal, (double[]){log(2.5) - sigma * sigma / 2, sigma}, "a");
  check_ks(x[1], beta, (double[]){0.3 * (0.21 / 0.04 - 1), 0.7 * (0.21 / 0.04 - 1)}, "b");
  check_ks(x[2], pert, (double[]){1, 2, 5}, "c");
  assert_memory_equal(x[3], alone[3], N * sizeof **x);
  const double *const *pairs = drawn(HEAD(FOUR "correlations: [{names: [a, b], rank: 0.8}, {names: [b, d], rank: -0.4}]\n"), 3, 0, N)->drawn;
  assert_near(rank_correlation(pairs[0], pairs[1], N), 0.8, 0, bound);
  assert_near(rank_correlation(pairs[1], pairs[3], N), -0.4, 0, bound);
  assert_near(rank_correlation(pairs[0], pairs[3], N), 0, 0, bound);
  check_ks(pairs[3], positive_normal, (double[]){1, 2}, "d");
  /* In any order of the names, a name of the draws is its own: fewer are the first of more. */
  const double *const *few = drawn(HEAD(FOUR "correlations: [{names: [a, b], rank: 0.8}, {names: [b, d], rank: -0.4}]\n"), 3, 0, 64)->drawn;
  for (int i = 0; i < 4; i++) assert_memory_equal(pairs[i], few[i], 64 * sizeof **few);
}

static void test_correlations_leave_means_alone(void **state) {
  (void)state;
  const struct ek_study *study = study_set(HEAD(FOUR "correlations: [{names: [a, b, c], rank: 0.5}]\n"), NULL);
  struct ek_runner r = {.arena = arena, .diags = diags, .study = study, .draws = 2};
  ek_draw_columns(&r);
  assert_near(r.drawn[0][1], 2.5, 0, 0);
  assert_near(r.drawn[1][1], 0.3, 0, 0);
}

/* Nearly one number, said with others or alone, is its mean. */
static void test_degenerate(void **state) {
  (void)state;
  const double *const *x = drawn(JOINT("[u, v]", "[-1.5, 0.7]", "[[1e-24, 0], [0, 1e-24]]"), 5, 0, 1000)->drawn;
  for (int d = 0; d < 1000; d++) {
    assert_near(x[0][d], -1.5, 1e-10, 0);
    assert_near(x[1][d], 0.7, 1e-10, 0);
  }
  x = drawn(HEAD("assumptions: {x: {dist: gamma, mean: 2.5, sd: 0.0000001}, y: {dist: beta, mean: 30 %, sd: 0.000001 %}}\n"), 5, 0, 1000)->drawn;
  for (int d = 0; d < 1000; d++) {
    assert_near(x[0][d], 2.5, 1e-6, 0);
    assert_near(x[1][d], 0.3, 1e-6, 0);
  }
}

static void test_dirichlet(void **state) {
  (void)state;
  static const double counts[4] = {26, 11, 0, 3}, all = 40;
  const double *x[4] = {NULL}, *again[4] = {NULL}, *other[4] = {NULL};
  struct ek_runner *r = drawn(TWO, 5, 0, N);
  ek_draw_parts(r, "rad", counts, 4, x);
  ek_draw_parts(r, "rad", counts, 4, again);
  ek_draw_parts(r, "annan", counts, 4, other);
  assert_null(x[2]);
  for (int i = 0; i < 4; i++) {
    if (x[i] == NULL) continue;
    double p = counts[i] / all, sum = 0, square = 0;
    for (int d = 0; d < N; d++) {
      sum += x[i][d];
      square += (x[i][d] - p) * (x[i][d] - p);
    }
    double variance = p * (1 - p) / (all + 1);
    assert_near(sum / N, p, 0, 5 * sqrt(variance / N));
    assert_near(square / N, variance, 0, 5 * variance * sqrt(3. / N));
    double of[2] = {counts[i], all - counts[i]};
    check_ks(x[i], beta, of, "a part");
    assert_memory_equal(x[i], again[i], N * sizeof **x);
    assert_near(correlation(x[i], other[i], N), 0, 0, 5 / sqrt(N));
  }
  for (int d = 0; d < N; d++) assert_near(x[0][d] + x[1][d] + x[3][d], 1, 1e-14, 0);
  assert_near(correlation(x[0], x[1], N), -sqrt(26. * 11 / (14. * 29)), 0, 5 / sqrt(N));
  r->random = false;
  ek_draw_parts(r, "rad", counts, 4, x);
  assert_near(x[1][N - 1], 11. / 40, 1e-15, 0);
}

/* --- draws of whole studies ----------------------------------------------------------------- */

#define WHOLE(spread)                                                                              \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                          \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 2 years], discount: {rate: {dist: gamma, mean: 3.5 %, sd: " spread " %}}}\n" \
  "assumptions: {p: {dist: beta, mean: 7 %, sd: " spread " %}, lön: {dist: gamma, mean: 20000 kr/month, sd: " spread " kr/month}}\n" \
  "outcomes:\n  cycle: 1 month\n  entry: {2020-01: 40 %, 2020-08: 60 %}\n"                         \
  "  groups:\n    k: {sex: kvinna, initial: {outside: 30, work: 4}}\n    m: {sex: man, age: 61, initial: {outside: 11}}\n" \
  "  inputs: {wage: lön, exclusion_cost: 1200 kr/month, price: 300 kr/session}\n"                  \
  "  states:\n    dead: {states: {}}\n    outside: {services: {session: \"if(in_state <= 3, 52/year, if(calendar_year > 2020, 2/year, 0/year))\"}}\n" \
  "  events: [{name: bonus, to: work, payer: payer, receiver: employer, amount: 1000 kr, alternatives: [med]}]\n" \
  "  alternatives:\n    utan:\n      reference: yes\n      mortality: {to: dead, rate: 0.01/year}\n      matrix: {outside: {work: p / 4, outside: rest}, work: {outside: {rate: 0.1/year}}}\n" \
  "    med: {based_on: utan, matrix: {outside: {work: {hazard_ratio: 1.4, for_first: 30 cycles}}}, costs: [{name: kurs, payer: payer, amount: 900 kr/participant}]}\n" \
  "comparison: {displacement: 20 %}\neffect: {haircut: 10 %}\n"                                    \
  "measures:\n  - {name: arbete, states: {work: 1}, discount: none, events: [{to: dead, amount: -0.5}]}\n  - {name: vistelse, per: month, states: {outside: in_state}}\n"

/* The sums that draws make are those that the ledger makes. */
static void check_draws(const char *const *set) {
  const struct ek_result *r = run_set(WHOLE("0.0000001"), set);
  const struct ek_alternatives *all = ek_alternatives_draw(arena, r->study, 260, 3, diags);
  if (all == NULL) fail_msg("%s", errors());
  for (size_t a = 0; a < 2; a++) {
    for (size_t actor = 0; actor < r->model->n_actors; actor++) {
      for (int d = 0; d < 260; d += 259) assert_near(all->total[a][actor][d], r->alternatives->total[a][actor][0], 1e-7, 1e-3);
    }
    for (size_t m = 0; m < 2; m++) assert_near(all->measure[a][m][259], measured(r, a, m), 1e-7, 0);
  }
}

static void test_draws_are_like_the_ledger(void **state) {
  (void)state;
  check_draws(NULL);
  static const char *const countings[] = {"start", "end", "trapezoid", "points", "alternating"};
  for (int i = 0; i < 5; i++) check_draws(SET("outcomes.counting", countings[i]));
  check_draws(SET("outcomes.cycle", "1 week", "outcomes.states.outside.services.session", "if(calendar_year > 2020, 2/year, 0/year)", "measures[2]", "{name: ålder, states: {work: age}}"));
  check_draws(SET("outcomes.discounting", "continuous", "outcomes.entry", "{2020-01: 100 %}"));
}

static void test_draws_are_the_same_bits(void **state) {
  (void)state;
  const struct ek_study *study = study_set(WHOLE("1"), NULL);
  if (study == NULL) fail_msg("%s", errors());
  const struct ek_alternatives *one = ek_alternatives_draw(arena, study, 520, 3, diags), *two = ek_alternatives_draw(arena, study, 260, 3, diags);
  if (one == NULL || two == NULL) fail_msg("%s", errors());
  for (size_t a = 0; a < 2; a++) {
    assert_memory_equal(one->total[a][0], two->total[a][0], 256 * sizeof(double));
    assert_memory_equal(one->measure[a][0], two->measure[a][0], 256 * sizeof(double));
  }
}

/* Counts that alternatives and groups share are drawn once; those of another arm by themselves. */
static void test_shared_counts(void **state) {
  (void)state;
  const struct ek_study *study = study_set(UNTIL("1 year", "none")
      "outcomes:\n  cycle: 1 year\n  counting: end\n  groups: {k: {sex: kvinna, initial: {a: 1}}, m: {sex: man, initial: {a: 1}}}\n" STATES
      "  alternatives:\n    utan: {reference: yes, matrix: {a: {b: {count: 12}, a: {count: 28}}}}\n    med: {based_on: utan}\n    arm: {matrix: {a: {b: {count: 12}, a: {count: 28}}}}\n"
      "measures: [{name: b, states: {b: 1}}]\n", NULL);
  if (study == NULL) fail_msg("%s", errors());
  const struct ek_alternatives *all = ek_alternatives_draw(arena, study, 4000, 3, diags);
  if (all == NULL) fail_msg("%s", errors());
  assert_memory_equal(all->measure[0][0], all->measure[1][0], 4000 * sizeof(double));
  assert_near(correlation(all->measure[0][0], all->measure[2][0], 4000), 0, 0, 5 / sqrt(4000));
  double square = 0; /* both groups at once: twice the same part */
  for (int d = 0; d < 4000; d++) square += pow(all->measure[0][0][d] - 0.6, 2) / 4000;
  double variance = 4 * 0.3 * 0.7 / 41;
  assert_near(square, variance, 0, 5 * variance * sqrt(3. / 4000));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_streams), TEST(test_without_draws_there_are_means), TEST(test_joint_moments), TEST(test_rank_correlations), TEST(test_correlations_leave_means_alone),
      TEST(test_degenerate), TEST(test_dirichlet), TEST(test_draws_are_like_the_ledger), TEST(test_draws_are_the_same_bits), TEST(test_shared_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
