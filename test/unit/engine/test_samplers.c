/* Every distribution, in every way that a study may state it, drawn block by block as simulations
 * are, and held against its moments and against GSL's cumulatives. Bounds come from how each
 * statistic is distributed, at one false alarm in a hundred thousand. */
#include "fixture.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>

#include "engine/draw.h"

#define WIDTH ((size_t)64)
#define BLOCKS ((size_t)800)
#define N (WIDTH * BLOCKS)
#define ALARM 1e-5

#define HEAD "ekusia: 1\ntitle: T\nmodel: generic\nsettings: {price_year: 2020, start: 2020-01, horizons: [1 year], discount: none}\n"
#define TAIL "participants: {cases: [{name: A, before: {states: {outside: 1}}, after: {states: {work: 1}, inputs: {wage: 1 kr/month}}}]}\ncomparison: {deadweight: 0}\n"

/* Columns of what a study is not sure of: [slots][N], of successive blocks. */
static double **drawn(const char *uncertain, unsigned long seed) {
  const struct ek_study *study = study_set(ek_sprintf(arena, HEAD "%s" TAIL, uncertain), NULL);
  if (study == NULL) fail_msg("%s", errors());
  struct ek_runner first = {.arena = arena, .diags = diags, .study = study, .draws = WIDTH, .random = true, .seed = seed};
  double **out = ek_alloc_array(arena, study->uncertain.n, sizeof *out);
  for (size_t i = 0; i < study->uncertain.n; i++) out[i] = ek_alloc_array(arena, N, sizeof **out);
  ek_draw_columns(&first);
  if (ek_diags_errors(diags) > 0) fail_msg("%s", errors());
  struct ek_arena *own = ek_arena_new();
  for (size_t b = 0; b < BLOCKS; b++) {
    struct ek_runner r = first;
    r.arena = own;
    r.block = b;
    ek_draw_columns(&r);
    for (size_t i = 0; i < study->uncertain.n; i++) memcpy(out[i] + b * WIDTH, r.drawn[i], WIDTH * sizeof **out);
    ek_arena_clear(own);
  }
  ek_arena_free(own);
  return out;
}

/* How many standard errors a sum may be off. */
static double errors_off(void) { return gsl_cdf_ugaussian_Qinv(ALARM / 2); }

/* Kolmogorov's limit: P(√n D > c) is 2 exp(-2 c²) but for smaller terms. */
static double furthest(size_t n) { return sqrt(log(2 / ALARM) / 2 / (double)n); }

/* ---- distributions as they are in books ---- */

struct law {
  enum ek_dist dist;
  double a, b;          /* normal: mean, sd; lognormal: mu, sigma; beta: alpha, beta; gamma: shape, scale */
  double low, mode, high; /* uniform, triangular; of a pert low and high stretch the beta */
  double cut[2];        /* where it is cut off, or infinities */
};

static double whole_below(const struct law *l, double x) {
  double width = l->high - l->low;
  if (isinf(x)) return x > 0;
  switch (l->dist) {
  case EK_DIST_NORMAL: return gsl_cdf_gaussian_P(x - l->a, l->b);
  case EK_DIST_LOGNORMAL: return x > 0 ? gsl_cdf_lognormal_P(x, l->a, l->b) : 0;
  case EK_DIST_BETA: return gsl_cdf_beta_P(fmin(fmax(x, 0), 1), l->a, l->b);
  case EK_DIST_GAMMA: return x > 0 ? gsl_cdf_gamma_P(x, l->a, l->b) : 0;
  case EK_DIST_PERT: return gsl_cdf_beta_P((x - l->low) / width, l->a, l->b);
  case EK_DIST_TRIANGULAR:
    return x < l->mode ? gsl_pow_2(x - l->low) / (width * (l->mode - l->low)) : 1 - gsl_pow_2(l->high - x) / (width * (l->high - l->mode));
  default: return gsl_cdf_flat_P(x, l->low, l->high);
  }
}

static double left(const struct law *l) { return whole_below(l, l->cut[1]) - whole_below(l, l->cut[0]); }

static double below(const struct law *l, double x) { return (whole_below(l, x) - whole_below(l, l->cut[0])) / left(l); }

/* E x^k of a piecewise linear or level density: the complete homogeneous polynomial of its knots,
 * over its number of terms (moments of a B-spline). */
static double spline_moment(const double *knot, int n, int k) {
  if (n == 1) return gsl_pow_int(knot[0], k);
  double sum = 0;
  for (int i = 0; i <= k; i++) sum += gsl_pow_int(knot[0], i) * spline_moment(knot + 1, n - 1, k - i) * gsl_sf_choose((unsigned)(n - 2 + k - i), (unsigned)(n - 2));
  return sum / gsl_sf_choose((unsigned)(n - 1 + k), (unsigned)(n - 1));
}

/* E x^k of a normal between two values, by parts. */
static double normal_moment(const struct law *l, int k) {
  if (k < 1) return k == 0;
  double ends = 0;
  for (int i = 0; i < 2; i++) ends += isinf(l->cut[i]) ? 0 : (i == 1 ? 1 : -1) * gsl_pow_int(l->cut[i], k - 1) * gsl_ran_gaussian_pdf(l->cut[i] - l->a, l->b);
  return l->a * normal_moment(l, k - 1) + gsl_pow_2(l->b) * ((k - 1) * normal_moment(l, k - 2) - ends / left(l));
}

/* E x^k, of a pert of what is stretched. Weighted by x^k the other three are of their own kind. */
static double moment(const struct law *l, int k) {
  const double knots[] = {l->low, l->dist == EK_DIST_UNIFORM ? l->high : l->mode, l->high};
  struct law weighted = *l;
  double whole = 1;
  switch (l->dist) {
  case EK_DIST_NORMAL: return normal_moment(l, k);
  case EK_DIST_UNIFORM: return spline_moment(knots, 2, k);
  case EK_DIST_TRIANGULAR: return spline_moment(knots, 3, k);
  case EK_DIST_LOGNORMAL:
    whole = exp(k * l->a + k * k * l->b * l->b / 2);
    weighted.a += k * l->b * l->b;
    break;
  case EK_DIST_GAMMA:
    for (int i = 0; i < k; i++) whole *= l->b * (l->a + i);
    weighted.a += k;
    break;
  default:
    for (int i = 0; i < k; i++) whole *= (l->a + i) / (l->a + l->b + i);
    weighted.a += k;
  }
  return l->dist == EK_DIST_PERT ? whole : whole * left(&weighted) / left(l);
}

static void check_ks(const double *sample, size_t n, const struct law *l, const char *what) {
  double *sorted = ek_alloc_array(arena, n, sizeof *sorted), worst = 0;
  memcpy(sorted, sample, n * sizeof *sorted);
  gsl_sort(sorted, 1, n);
  for (size_t i = 0; i < n; i++) {
    double p = below(l, sorted[i]);
    worst = fmax(worst, fmax((double)(i + 1) / (double)n - p, p - (double)i / (double)n));
  }
  if (!(worst <= furthest(n))) fail_msg("%s: D is %g, not below %g", what, worst, furthest(n));
}

/* Mean and variance, each within what its own variance lets it be off; that of a variance is of the fourth moment. */
static void check_moments(const double *x, const struct law *l, const char *what) {
  double stretch = l->dist == EK_DIST_PERT ? l->high - l->low : 1, moved = l->dist == EK_DIST_PERT ? l->low : 0;
  double m = moment(l, 1), square = moment(l, 2) - m * m, fourth = moment(l, 4) - 4 * m * moment(l, 3) + 6 * m * m * moment(l, 2) - 3 * gsl_pow_4(m), sum = 0, squares = 0;
  for (size_t d = 0; d < N; d++) {
    double off = (x[d] - moved) / stretch - m;
    sum += off / (double)N;
    squares += off * off / (double)N;
  }
  if (!(fabs(sum) <= errors_off() * sqrt(square / (double)N))) fail_msg("%s: mean %g off, with sd %g", what, sum, sqrt(square));
  double bound = errors_off() * sqrt((fourth - square * square) / (double)N);
  if (!(fabs(squares - square) <= bound)) fail_msg("%s: variance %g, not %g", what, squares, square);
}

static void check_sampler(const char *text, struct law l) {
  if (l.cut[0] == 0 && l.cut[1] == 0) {
    l.cut[0] = -INFINITY;
    l.cut[1] = INFINITY;
  }
  const double *x = drawn(ek_sprintf(arena, "assumptions: {x: {dist: %s, source: S, grade: A}}\n", text), 1)[0];
  check_ks(x, N, &l, text);
  check_moments(x, &l, text);
  for (size_t d = 0; d < N; d++) if (!(x[d] >= l.cut[0] && x[d] <= l.cut[1])) fail_msg("%s: %g is cut off", text, x[d]);
}

/* ---- every way to state one ---- */

static struct law normal(double mean, double sd) { return (struct law){.dist = EK_DIST_NORMAL, .a = mean, .b = sd}; }
static struct law lognormal(double mu, double sigma) { return (struct law){.dist = EK_DIST_LOGNORMAL, .a = mu, .b = sigma}; }
static struct law beta(double a, double b) { return (struct law){.dist = EK_DIST_BETA, .a = a, .b = b}; }
static struct law gamma_of(double shape, double scale) { return (struct law){.dist = EK_DIST_GAMMA, .a = shape, .b = scale}; }
static struct law pert(double low, double mode, double high) {
  double width = high - low;
  return (struct law){.dist = EK_DIST_PERT, .a = 1 + 4 * (mode - low) / width, .b = 1 + 4 * (high - mode) / width, .low = low, .high = high};
}
static struct law triangular(double low, double mode, double high) { return (struct law){.dist = EK_DIST_TRIANGULAR, .low = low, .mode = mode, .high = high}; }
static struct law cut(struct law l, double low, double high) {
  l.cut[0] = low;
  l.cut[1] = high;
  return l;
}

/* A lognormal and a beta by their own mean and sd. */
static struct law lognormal_of(double mean, double sd) {
  double sigma = sqrt(log1p(gsl_pow_2(sd / mean)));
  return lognormal(log(mean) - sigma * sigma / 2, sigma);
}
static struct law beta_of(double mean, double sd) {
  double k = mean * (1 - mean) / (sd * sd) - 1;
  return beta(mean * k, (1 - mean) * k);
}
static struct law gamma_by(double mean, double sd) { return gamma_of(gsl_pow_2(mean / sd), sd * sd / mean); }

static void test_by_mean_and_spread(void **state) {
  (void)state;
  double z = gsl_cdf_ugaussian_Pinv(0.9875);
  check_sampler("normal, mean: -2.3850, sd: 0.61", normal(-2.385, 0.61));
  check_sampler("normal, mean: 2.3850, se: 0.61", normal(2.385, 0.61));
  check_sampler("normal, mean: -2.3850, t: -3.1", normal(-2.385, 2.385 / 3.1));
  check_sampler("normal, mean: 2.3850, p: 2.5 %", normal(2.385, 2.385 / z));
  check_sampler("lognormal, mean: 2.3850, sd: 0.61", lognormal_of(2.385, 0.61));
  check_sampler("lognormal, mean: 2.3850, se: 1.9", lognormal_of(2.385, 1.9));
  check_sampler("lognormal, mean: 2.3850, t: 4", lognormal_of(2.385, 2.385 / 4));
  check_sampler("lognormal, mean: 2.3850, p: 0.025", lognormal_of(2.385, 2.385 / z));
  check_sampler("beta, mean: 35 %, sd: 8 %", beta_of(0.35, 0.08));
  check_sampler("beta, mean: 1 %, sd: 2 %", beta_of(0.01, 0.02));
  check_sampler("beta, mean: 62 %, sd: 40 %", beta_of(0.62, 0.4)); /* most at the ends */
  check_sampler("beta, mean: 35 %, t: 2.5", beta_of(0.35, 0.14));
  check_sampler("beta, mean: 35 %, p: 2.5 %", beta_of(0.35, 0.35 / z));
  check_sampler("gamma, mean: 2.3850, sd: 0.61", gamma_by(2.385, 0.61));
  check_sampler("gamma, mean: 2.3850, se: 5", gamma_by(2.385, 5)); /* a shape below 1 */
  check_sampler("gamma, mean: 2.3850, t: 1.5", gamma_by(2.385, 1.59));
  check_sampler("gamma, mean: 2.3850, p: 2.5 %", gamma_by(2.385, 2.385 / z));
}

static void test_by_counts_and_judgement(void **state) {
  (void)state;
  check_sampler("beta, count: 12, of: 40", beta(12, 28));
  check_sampler("beta, count: 1, of: 2", beta(1, 1));
  check_sampler("beta, count: 3, of: 4000", beta(3, 3997));
  check_sampler("uniform, low: -0.61, high: 2.3850", (struct law){.dist = EK_DIST_UNIFORM, .low = -0.61, .high = 2.385});
  check_sampler("pert, low: 1.2, mode: 2.3850, high: 5.3", pert(1.2, 2.385, 5.3));
  check_sampler("pert, low: 1.2, mode: 1.2, high: 5.3", pert(1.2, 1.2, 5.3));
  check_sampler("pert, low: -1.2, mode: 5.3, high: 5.3", pert(-1.2, 5.3, 5.3));
  check_sampler("triangular, low: 1.2, mode: 2.3850, high: 5.3", triangular(1.2, 2.385, 5.3));
  check_sampler("triangular, low: 1.2, mode: 1.2, high: 5.3", triangular(1.2, 1.2, 5.3));
  check_sampler("triangular, low: -1.2, mode: 5.3, high: 5.3", triangular(-1.2, 5.3, 5.3));
}

/* Where a share of one lies below. */
static double quantile(const struct law *l, double p) {
  switch (l->dist) {
  case EK_DIST_NORMAL: return l->a + gsl_cdf_gaussian_Pinv(p, l->b);
  case EK_DIST_LOGNORMAL: return gsl_cdf_lognormal_Pinv(p, l->a, l->b);
  case EK_DIST_BETA: return gsl_cdf_beta_Pinv(p, l->a, l->b);
  default: return gsl_cdf_gamma_Pinv(p, l->a, l->b);
  }
}

/* One of which only two quantiles are told, with so many digits that it is found again. */
static void check_quantiles(struct law l) {
  static const char *const names[] = {"", "normal", "lognormal", "beta", "gamma"};
  static const double at[] = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
  check_sampler(ek_sprintf(arena, "%s, ci95: [%.12f, %.12f]", names[l.dist], quantile(&l, 0.025), quantile(&l, 0.975)), l);
  for (int i = 0; i < 6; i++) {
    int k = i % 2 == 0 ? 6 - i / 2 : i + 1; /* far apart and beside one another, one-sided too */
    if (k <= i) k = i + 1;
    check_sampler(ek_sprintf(arena, "%s, p%.0f: %.12f, p%.0f: %.12f", names[l.dist], 100 * at[i], quantile(&l, at[i]), 100 * at[k], quantile(&l, at[k])), l);
  }
}

static void test_by_quantiles(void **state) {
  (void)state;
  check_quantiles(normal(-2.385, 0.61));
  check_quantiles(lognormal(0.4, 0.35));
  check_quantiles(beta(12, 28));
  check_quantiles(beta(0.8, 3.1));
  check_quantiles(gamma_of(6.3, 0.41));
  check_quantiles(gamma_of(0.7, 2.1));
}

/* Any interval within 0 and 1 has its beta, and its gamma: also a narrow one, and with an end where
 * the cumulative is hard to compute. */
static void test_every_interval_is_found(void **state) {
  (void)state;
  static const double at[][2] = {{0.025, 0.975}, {0.1, 0.9}, {0.05, 0.5}, {0.5, 0.95}};
  for (int i = 1; i < 40; i++) {
    for (int k = i; k < 40; k++) {
      for (int which = 0; which < 8; which++) {
        struct ek_dist_terms t = {.dist = which < 4 ? EK_DIST_BETA : EK_DIST_GAMMA, .mean = NAN, .sd = NAN, .t = NAN, .p = NAN, .count = NAN, .of = NAN,
                                  .quantile = {i / 40.0, k > i ? k / 40.0 : i / 40.0 + 0.001}, .at = {at[which % 4][0], at[which % 4][1]}, .cut = {NAN, NAN}};
        struct ek_dist_fit fit;
        const char *why = "";
        if (!ek_dist_fit(&t, &fit, &why)) fail_msg("%g to %g: %s", t.quantile[0], t.quantile[1], why);
        struct law l = cut(which < 4 ? beta(fit.a, fit.b) : gamma_of(fit.a, fit.b), -INFINITY, INFINITY);
        for (int end = 0; end < 2; end++) assert_near(below(&l, t.quantile[end]), t.at[end], 0, 1e-6);
      }
    }
  }
}

/* So many were counted that GSL's cumulative fails in the middle. */
static void test_very_many_counted(void **state) {
  (void)state;
  struct ek_dist_terms t = {.dist = EK_DIST_BETA, .mean = NAN, .sd = NAN, .t = NAN, .p = NAN, .count = 3e6, .of = 6e6, .quantile = {NAN, NAN}, .cut = {0.5, NAN}};
  struct ek_dist_fit fit;
  const char *why = "";
  if (!ek_dist_fit(&t, &fit, &why)) fail_msg("%s", why);
  double sd = 0.5 / sqrt(6e6);
  assert_near(fit.mean, 0.5 + sd * sqrt(2 / M_PI), 0, sd / 100);
  assert_near(ek_dist_quantile(&t, &fit, 0.5), 0.5 + sd * gsl_cdf_ugaussian_Pinv(0.75), 0, sd / 100);
}

/* A quantile has the share below it that was asked for, also where GSL's has none. */
static void test_quantiles_of_odd_shapes(void **state) {
  (void)state;
  static const double shapes[] = {0.001, 0.01, 0.1, 0.7, 12, 1e3, 1e5, 1e7}, shares[] = {1e-6, 0.01, 0.1, 0.5, 0.75, 0.9, 1 - 1e-6};
  for (size_t i = 0; i < 8 * 8 * 7; i++) {
    double a = shapes[i % 8], b = shapes[i / 8 % 8], p = shares[i / 64];
    for (int which = 0; which < 2; which++) {
      struct ek_dist_terms t = {.dist = which == 0 ? EK_DIST_BETA : EK_DIST_GAMMA};
      struct ek_dist_fit fit = {.a = a, .b = b};
      double x = ek_dist_quantile(&t, &fit, p);
      if (!(x >= 0 && isfinite(x))) fail_msg("the quantile at %g of %g and %g is %g", p, a, b, x);
      struct law l = cut(which == 0 ? beta(a, b) : gamma_of(a, b), -INFINITY, INFINITY); /* within what digits there are */
      double before = below(&l, x * (1 - 1e-9)), after = below(&l, x * (1 + 1e-9));
      if (x > 1e-300 && (before > p * (1 + 1e-6) || after < p * (1 - 1e-6))) fail_msg("%g of %g and %g: %g to %g lie below", p, a, b, before, after);
    }
  }
}

static void test_cut_off(void **state) {
  (void)state;
  check_sampler("normal, mean: 10 %, sd: 8 %, min: 0 %", cut(normal(0.1, 0.08), 0, INFINITY));
  check_sampler("normal, mean: 2.3850, sd: 0.61, max: 1.5", cut(normal(2.385, 0.61), -INFINITY, 1.5));
  check_sampler("normal, mean: 2.3850, sd: 0.61, min: 2.1, max: 2.2", cut(normal(2.385, 0.61), 2.1, 2.2));
  check_sampler("normal, mean: 2.3850, sd: 0.61, min: 4.6", cut(normal(2.385, 0.61), 4.6, INFINITY)); /* far out */
  check_sampler("normal, mean: 2.3850, t: 2, min: 0.5, max: 4", cut(normal(2.385, 1.1925), 0.5, 4));
  check_sampler("lognormal, mean: 2.3850, sd: 1.9, min: 0.5, max: 6", cut(lognormal_of(2.385, 1.9), 0.5, 6));
  check_sampler("lognormal, mean: 2.3850, sd: 1.9, max: 2", cut(lognormal_of(2.385, 1.9), -INFINITY, 2));
  check_sampler("lognormal, mean: 2.3850, sd: 0.61, min: -1", cut(lognormal_of(2.385, 0.61), -1, INFINITY)); /* nothing is */
  check_sampler("beta, mean: 35 %, sd: 8 %, min: 30 %", cut(beta_of(0.35, 0.08), 0.3, INFINITY));
  check_sampler("beta, count: 12, of: 40, min: 20 %, max: 45 %", cut(beta(12, 28), 0.2, 0.45));
  check_sampler("gamma, mean: 2.3850, sd: 1.9, min: 1, max: 4", cut(gamma_by(2.385, 1.9), 1, 4));
  check_sampler("gamma, mean: 2.3850, sd: 9, min: 0.000001", cut(gamma_by(2.385, 9), 1e-6, INFINITY));
  check_sampler("beta, count: 40000, of: 80000, max: 50 %", cut(beta(4e4, 4e4), -INFINITY, 0.5));
  check_sampler("beta, count: 3, of: 1000000, min: 0.0001 %", cut(beta(3, 1e6 - 3), 1e-6, INFINITY));
  check_sampler("gamma, mean: 2.3850, sd: 5, max: 3", cut(gamma_by(2.385, 5), -INFINITY, 3));
}

/* ---- drawn together ---- */

static double correlation(const double *x, const double *y, size_t n) { return gsl_stats_correlation(x, 1, y, 1, n); }

/* Any weighted sum is normal, with the variance that the covariance gives. */
static void test_joint(void **state) {
  (void)state;
  static const double cov[3][3] = {{0.04, 0.012, -0.02}, {0.012, 0.09, 0.03}, {-0.02, 0.03, 0.25}}, at[3] = {-1.5, 0.7, 11};
  static const double weights[][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 1}, {3, -2, 0.5}, {-1, 1, -1}};
  double **x = drawn("joint: [{names: [u, v, w], means: [-1.5, 0.7, 11], covariance: [[0.04, 0.012, -0.02], [0.012, 0.09, 0.03], [-0.02, 0.03, 0.25]]}]\n", 5);
  for (size_t k = 0; k < sizeof weights / sizeof *weights; k++) {
    const double *w = weights[k];
    double *sum = ek_alloc_array(arena, N, sizeof *sum), m = 0, v = 0;
    for (int i = 0; i < 3; i++) {
      m += w[i] * at[i];
      for (int j = 0; j < 3; j++) v += w[i] * w[j] * cov[i][j];
      for (size_t d = 0; d < N; d++) sum[d] += w[i] * x[i][d];
    }
    struct law l = cut(normal(m, sqrt(v)), -INFINITY, INFINITY);
    check_ks(sum, N, &l, "a weighted sum");
    check_moments(sum, &l, "a weighted sum");
  }
}

/* A row of counts: each part a beta, two together another, and against one another as they must be. */
static void test_rows_of_counts(void **state) {
  (void)state;
  static const double counts[] = {26, 11, 0, 3, 1}, all = 41;
  const struct ek_study *study = study_set(HEAD "assumptions: {x: {dist: beta, count: 1, of: 2, source: S, grade: A}}\n" TAIL, NULL);
  double *x[5] = {NULL}, *two = ek_alloc_array(arena, N, sizeof *two);
  for (int i = 0; i < 5; i++) x[i] = ek_alloc_array(arena, N, sizeof **x);
  for (size_t b = 0; b < BLOCKS; b++) {
    struct ek_runner r = {.arena = arena, .diags = diags, .study = study, .draws = WIDTH, .random = true, .seed = 9, .block = b};
    const double *out[5] = {NULL};
    ek_draw_parts(&r, "rad", counts, 5, out);
    assert_null(out[2]);
    for (int i = 0; i < 5; i++) if (out[i] != NULL) memcpy(x[i] + b * WIDTH, out[i], WIDTH * sizeof **x);
  }
  for (size_t d = 0; d < N; d++) two[d] = x[1][d] + x[3][d];
  for (int i = 0; i < 5; i++) {
    if (i == 2) continue;
    struct law l = cut(beta(counts[i], all - counts[i]), -INFINITY, INFINITY);
    check_ks(x[i], N, &l, "a part");
    check_moments(x[i], &l, "a part");
  }
  struct law both = cut(beta(14, 27), -INFINITY, INFINITY);
  check_ks(two, N, &both, "two parts");
  check_moments(two, &both, "two parts");
}

/* ---- independence ---- */

/* A correlation of n pairs that have none is normal with the sd 1/√n. */
static void check_apart(const double *x, const double *y, size_t n, const char *what) {
  double r = correlation(x, y, n);
  if (!(fabs(r) <= errors_off() / sqrt((double)n))) fail_msg("%s: the correlation is %g of %zu", what, r, n);
}

#define TWO "assumptions: {x: {dist: uniform, low: 0, high: 1, source: S, grade: A}, y: {dist: uniform, low: 0, high: 1, source: S, grade: A}, z: {dist: normal, mean: 0, sd: 1, source: S, grade: A}}\n"

static void test_apart(void **state) {
  (void)state;
  double **x = drawn(TWO, 7), **other = drawn(TWO, 8);
  check_apart(x[0], x[1], N, "two values");
  check_apart(x[0], x[2], N, "two values of different kinds");
  check_apart(x[0], other[0], N, "two seeds");
  check_apart(x[0], x[0] + WIDTH, N - WIDTH, "one block and the next");
  check_apart(x[0], x[1] + WIDTH, N - WIDTH, "one block and the next of another");
  for (size_t lag = 1; lag < 6; lag++) {
    check_apart(x[0], x[0] + lag, N - lag, "one draw and one soon after");
    check_apart(x[2], x[2] + lag, N - lag, "one normal draw and one soon after");
  }
}

/* What streams begin with is as random as what follows: by block, and by seed. */
static void test_beginnings(void **state) {
  (void)state;
  double *first = ek_alloc_array(arena, BLOCKS, sizeof *first), *second = ek_alloc_array(arena, BLOCKS, sizeof *second);
  double **x = drawn(TWO, 7);
  struct law flat = cut((struct law){.dist = EK_DIST_UNIFORM, .high = 1}, -INFINITY, INFINITY);
  for (size_t b = 0; b < BLOCKS; b++) {
    first[b] = x[0][b * WIDTH];
    second[b] = x[0][b * WIDTH + 1];
  }
  check_ks(first, BLOCKS, &flat, "the first of each block");
  check_apart(first, second, BLOCKS, "the first two of each block");
  check_apart(first, first + 1, BLOCKS - 1, "the first of successive blocks");
  const struct ek_study *study = study_set(HEAD TWO TAIL, NULL);
  for (size_t seed = 0; seed < BLOCKS; seed++) {
    struct ek_runner r = {.arena = arena, .diags = diags, .study = study, .draws = 2, .random = true, .seed = seed};
    ek_draw_columns(&r);
    first[seed] = r.drawn[0][0];
    second[seed] = r.drawn[1][0];
  }
  check_ks(first, BLOCKS, &flat, "the first of each seed");
  check_apart(first, first + 1, BLOCKS - 1, "the first of successive seeds");
  check_apart(first, second, BLOCKS, "the first of two values");
}

/* Draws are above or below the median as a coin falls: changes of side are binomial. */
static void test_runs(void **state) {
  (void)state;
  double **x = drawn(TWO, 7);
  for (int i = 0; i < 3; i++) {
    double median = i < 2 ? 0.5 : 0, changes = 0, pairs = (double)(N - 1);
    for (size_t d = 1; d < N; d++) changes += (x[i][d] > median) != (x[i][d - 1] > median);
    assert_near(changes, pairs / 2, 0, errors_off() * sqrt(pairs) / 2);
  }
}

/* Pairs that follow one another fall evenly over the squares of a board: chi-squared. */
static void test_pairs(void **state) {
  (void)state;
  enum { SIDE = 16 };
  double **x = drawn(TWO, 7), squares[SIDE][SIDE] = {{0}}, sum = 0, each = (double)(N / 2) / (SIDE * SIDE);
  for (size_t d = 0; d + 1 < N; d += 2) squares[(int)(SIDE * x[0][d])][(int)(SIDE * x[0][d + 1])]++;
  for (int i = 0; i < SIDE; i++) for (int k = 0; k < SIDE; k++) sum += gsl_pow_2(squares[i][k] - each) / each;
  double above = gsl_cdf_chisq_Q(sum, SIDE * SIDE - 1);
  assert_true(above > ALARM / 2 && above < 1 - ALARM / 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_by_mean_and_spread), TEST(test_by_counts_and_judgement), TEST(test_by_quantiles), TEST(test_every_interval_is_found), TEST(test_very_many_counted), TEST(test_quantiles_of_odd_shapes),
      TEST(test_cut_off), TEST(test_joint),
      TEST(test_rows_of_counts), TEST(test_apart), TEST(test_beginnings), TEST(test_runs), TEST(test_pairs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
