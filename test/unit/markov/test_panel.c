/* Panel data against closed forms and against R's msm 1.7 (Jackson 2011) on simulated persons. */
#include "markov/panel.h"

#include "near.h"

/* 500 simulated persons in three states that may be left and one that may not, which is entered
 * on a day that is known: a covariate, days, from, to, exact, how many. Made by a script in R
 * from intensities of 0.05 to 0.8 a year; nobody is real. */
static const struct ek_panel_group simulated[] = {
    {0, 30, 1, 3, true, 1},
    {0, 30, 2, 3, true, 2},
    {0, 60, 0, 3, true, 2},
    {0, 60, 2, 3, true, 2},
    {0, 90, 0, 0, false, 60},
    {0, 90, 0, 1, false, 11},
    {0, 90, 0, 2, false, 6},
    {0, 90, 0, 3, true, 1},
    {0, 90, 1, 0, false, 9},
    {0, 90, 1, 1, false, 72},
    {0, 90, 1, 2, false, 7},
    {0, 90, 1, 3, true, 2},
    {0, 90, 2, 0, false, 5},
    {0, 90, 2, 1, false, 11},
    {0, 90, 2, 2, false, 57},
    {0, 90, 2, 3, true, 1},
    {0, 120, 0, 3, true, 1},
    {0, 120, 1, 3, true, 5},
    {0, 120, 2, 3, true, 1},
    {0, 150, 0, 3, true, 3},
    {0, 150, 2, 3, true, 1},
    {0, 180, 0, 0, false, 46},
    {0, 180, 0, 1, false, 19},
    {0, 180, 0, 2, false, 9},
    {0, 180, 0, 3, true, 1},
    {0, 180, 1, 0, false, 17},
    {0, 180, 1, 1, false, 53},
    {0, 180, 1, 2, false, 8},
    {0, 180, 2, 0, false, 2},
    {0, 180, 2, 1, false, 12},
    {0, 180, 2, 2, false, 54},
    {0, 180, 2, 3, true, 3},
    {0, 210, 0, 3, true, 1},
    {0, 210, 1, 3, true, 2},
    {0, 240, 1, 3, true, 1},
    {0, 240, 2, 3, true, 1},
    {0, 270, 0, 3, true, 1},
    {0, 300, 0, 3, true, 1},
    {0, 300, 1, 3, true, 1},
    {0, 300, 2, 3, true, 3},
    {0, 330, 0, 3, true, 1},
    {0, 330, 2, 3, true, 1},
    {0, 360, 1, 3, true, 1},
    {0, 360, 2, 3, true, 1},
    {0, 365, 0, 0, false, 40},
    {0, 365, 0, 1, false, 25},
    {0, 365, 0, 2, false, 12},
    {0, 365, 1, 0, false, 19},
    {0, 365, 1, 1, false, 40},
    {0, 365, 1, 2, false, 15},
    {0, 365, 2, 0, false, 8},
    {0, 365, 2, 1, false, 19},
    {0, 365, 2, 2, false, 31},
    {1, 30, 1, 3, true, 2},
    {1, 30, 2, 3, true, 3},
    {1, 60, 1, 3, true, 1},
    {1, 60, 2, 3, true, 4},
    {1, 90, 0, 0, false, 52},
    {1, 90, 0, 1, false, 17},
    {1, 90, 0, 2, false, 4},
    {1, 90, 1, 0, false, 15},
    {1, 90, 1, 1, false, 65},
    {1, 90, 1, 2, false, 6},
    {1, 90, 1, 3, true, 3},
    {1, 90, 2, 0, false, 8},
    {1, 90, 2, 1, false, 8},
    {1, 90, 2, 2, false, 56},
    {1, 90, 2, 3, true, 1},
    {1, 120, 0, 3, true, 2},
    {1, 120, 1, 3, true, 1},
    {1, 120, 2, 3, true, 2},
    {1, 150, 0, 3, true, 1},
    {1, 180, 0, 0, false, 28},
    {1, 180, 0, 1, false, 31},
    {1, 180, 0, 2, false, 7},
    {1, 180, 0, 3, true, 1},
    {1, 180, 1, 0, false, 12},
    {1, 180, 1, 1, false, 67},
    {1, 180, 1, 2, false, 14},
    {1, 180, 1, 3, true, 1},
    {1, 180, 2, 0, false, 4},
    {1, 180, 2, 1, false, 9},
    {1, 180, 2, 2, false, 48},
    {1, 180, 2, 3, true, 2},
    {1, 210, 2, 3, true, 1},
    {1, 270, 2, 3, true, 3},
    {1, 360, 0, 3, true, 1},
    {1, 360, 1, 3, true, 1},
    {1, 360, 2, 3, true, 1},
    {1, 365, 0, 0, false, 20},
    {1, 365, 0, 1, false, 34},
    {1, 365, 0, 2, false, 16},
    {1, 365, 1, 0, false, 25},
    {1, 365, 1, 1, false, 60},
    {1, 365, 1, 2, false, 13},
    {1, 365, 2, 0, false, 11},
    {1, 365, 2, 1, false, 22},
    {1, 365, 2, 2, false, 36},
};
#define GROUPS (sizeof simulated / sizeof *simulated)

/* All moves but from the last state, row by row as msm has them; without the one from 0 to 3 when
 * `fewer`. */
static const size_t from_all[] = {0, 0, 0, 1, 1, 1, 2, 2, 2}, to_all[] = {1, 2, 3, 0, 2, 3, 0, 1, 3};
static const size_t from_fewer[] = {0, 0, 1, 1, 1, 2, 2, 2}, to_fewer[] = {1, 2, 0, 2, 3, 0, 1, 3};
static const double x[] = {0, 1};

static struct ek_panel panel_of(struct ek_arena *arena, const struct ek_rates *r) {
  struct ek_panel panel = {.rates = r, .groups = ek_alloc_array(arena, GROUPS, sizeof *panel.groups)};
  for (size_t i = 0; i < GROUPS; i++) if (r->patterns > simulated[i].pattern) panel.groups[panel.n++] = simulated[i];
  ek_panel_gather(&panel);
  return panel;
}

/* Two states looked at once a year: the shares that were seen give P(1), and its logarithm Q: with
 * e = 1 - p01 - p10, q01 = -log(e) p01 / (1 - e). The error of log q by the delta method. */
static void two_states(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  const size_t from[] = {0, 1}, to[] = {1, 0};
  struct ek_rates r = {.states = 2, .moves = 2, .patterns = 1, .from = from, .to = to};
  struct ek_panel_group seen[] = {{.days = 365, .from = 0, .to = 0, .count = 173}, {.days = 365, .from = 0, .to = 1, .count = 41},
                                  {.days = 365, .from = 1, .to = 0, .count = 29}, {.days = 365, .from = 1, .to = 1, .count = 88}};
  struct ek_fit fit = ek_panel_fit(arena, &(struct ek_panel){&r, 4, seen});
  double a = 41.0 / 214, b = 29.0 / 117, e = 1 - a - b, rate = -log(e);
  assert_true(fit.converged);
  assert_near(exp(fit.theta[0]), rate * a / (a + b), 1e-9, 0);
  assert_near(exp(fit.theta[1]), rate * b / (a + b), 1e-9, 0);
  double loglik = 173 * log(1 - a) + 41 * log(a) + 29 * log(b) + 88 * log(1 - b);
  assert_near(fit.loglik, loglik, 1e-12, 0);
  double by_a = 1 / (e * rate) + 1 / a - 1 / (a + b), by_b = 1 / (e * rate) - 1 / (a + b);
  double variance = by_a * by_a * a * (1 - a) / 214 + by_b * by_b * b * (1 - b) / 117;
  assert_near(fit.se[0], sqrt(variance), 1e-6, 0);
  ek_arena_free(arena);
}

/* No moves back: P(t) = exp(-q t), also over times that differ. The score is that of its sum. */
static void one_way(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  const size_t from[] = {0}, to[] = {1};
  struct ek_rates r = {.states = 2, .moves = 1, .patterns = 1, .from = from, .to = to};
  struct ek_panel_group seen[] = {{.days = 61, .to = 0, .count = 50}, {.days = 61, .to = 1, .count = 7}, {.days = 410, .to = 1, .count = 12},
                                  {.days = 410, .to = 0, .count = 9}, {.days = 1, .to = 0, .count = 3}, {.days = 233, .to = 1, .exact = true, .count = 4}};
  struct ek_panel panel = {&r, 6, seen};
  ek_panel_gather(&panel);
  struct ek_fit fit = ek_panel_fit(arena, &panel);
  double q = exp(fit.theta[0]), score = 0;
  for (size_t i = 0; i < 6; i++) {
    double t = seen[i].days / 365.0;
    if (seen[i].exact) score += seen[i].count * (1 - q * t);
    else score += seen[i].to == 0 ? -seen[i].count * q * t : seen[i].count * q * t / (exp(q * t) - 1);
  }
  assert_true(fit.converged);
  assert_near(score, 0, 0, 1e-6);
  ek_arena_free(arena);
}

/* msm(s ~ t, qmatrix, subset x = 0), deaths as looks: -2 log L 1412.68529887. */
static void against_msm(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  static const double log_q[] = {-0.3552906122, -1.2487962161, -2.4418351795, -0.5251528680, -1.1416781181, -2.3960404921, -2.0202211657, -0.5285107054, -1.9160249026};
  static const double se[] = {0.1680510112, 0.2616348813, 0.3758043581, 0.1717774787, 0.2344399140, 0.3472440724, 0.4838627549, 0.1770563252, 0.2804288456};
  struct ek_rates r = {.states = 4, .moves = 9, .patterns = 1, .from = from_all, .to = to_all};
  struct ek_panel panel = panel_of(arena, &r);
  for (size_t i = 0; i < panel.n; i++) panel.groups[i].exact = false;
  ek_panel_gather(&panel);
  struct ek_fit fit = ek_panel_fit(arena, &panel);
  assert_near(-2 * fit.loglik, 1412.68529887, 1e-11, 0);
  for (size_t m = 0; m < 9; m++) {
    assert_near(fit.theta[m], log_q[m], 0, 2e-4); /* where msm's BFGS stops */
    assert_near(fit.se[m], se[m], 1e-3, 0);
  }
  ek_arena_free(arena);
}

/* msm(…, deathexact = 4, covariates = ~ x, center = FALSE), a ratio for each move. */
static void covariates(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  static const double theta[] = {-0.24886773726, -1.14688466958, -0.51778286628, -1.16039719557, -1.90166338031, -2.04189404974, -0.52838395829, -1.85445133603,
                                 0.73524582422, 0.02547547190, 0.15385355071, -0.03997047621, -0.90225923443, 0.94150065471, -0.38575587903, 0.03172311980};
  static const double se[] = {0.1655993034, 0.2641539688, 0.1731807391, 0.2399959484, 0.2894747409, 0.4890581540, 0.1797267285, 0.3339346245,
                              0.2234809792, 0.4378782996, 0.2520649272, 0.3392710734, 0.4792421233, 0.5736073458, 0.3168644850, 0.4242649679};
  struct ek_rates r = {.states = 4, .moves = 8, .covariates = 1, .patterns = 2, .from = from_fewer, .to = to_fewer, .x = x};
  struct ek_panel panel = panel_of(arena, &r);
  struct ek_fit fit = ek_panel_fit(arena, &panel);
  assert_true(fit.converged);
  assert_near(-2 * fit.loglik, 2712.19955447, 1e-11, 0);
  for (size_t i = 0; i < 16; i++) {
    assert_near(fit.theta[i], theta[i], 0, 2e-4);
    assert_near(fit.se[i], se[i], 2e-3, 0);
  }
  assert_near(fit.covariance[2], 0.01100565932, 0, 2e-5);
  assert_near(fit.covariance[2 * 16], fit.covariance[2], 1e-12, 0);
  ek_arena_free(arena);
}

/* The same with one ratio for all moves: constraint = list(x = rep(1, 9)). */
static void common_ratio(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  struct ek_rates r = {.states = 4, .moves = 9, .covariates = 1, .patterns = 2, .common = true, .from = from_all, .to = to_all, .x = x};
  struct ek_panel panel = panel_of(arena, &r);
  struct ek_fit fit = ek_panel_fit(arena, &panel);
  assert_near(-2 * fit.loglik, 2728.99853465, 1e-11, 0);
  assert_near(fit.theta[9], 0.12221571148, 0, 2e-4);
  assert_near(fit.se[9], 0.1093225440, 1e-3, 0);
  ek_arena_free(arena);
}

/* With all moves and a ratio for each, msm's optimiser stops at its limit with an error of 17 for
 * the ratio of 0 to 3, which is named here; what is confounded with it may be too. */
static void not_told(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  struct ek_rates r = {.states = 4, .moves = 9, .covariates = 1, .patterns = 2, .from = from_all, .to = to_all, .x = x};
  struct ek_panel panel = panel_of(arena, &r);
  struct ek_fit fit = ek_panel_fit(arena, &panel);
  assert_int_equal(fit.n_weak, 1);
  assert_int_equal(fit.weak[0], ek_rates_ratio(&r, 0, 2));
  assert_true(-2 * fit.loglik < 2707.0377 && -2 * fit.loglik > 2707.02);
  ek_arena_free(arena);
}

/* The model's own expectations: what was seen, and as many as were looked at. */
static void pearson(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  struct ek_rates r = {.states = 4, .moves = 9, .patterns = 1, .from = from_all, .to = to_all};
  struct ek_panel panel = panel_of(arena, &r);
  for (size_t i = 0; i < panel.n; i++) panel.groups[i].exact = false;
  ek_panel_gather(&panel);
  struct ek_fit fit = ek_panel_fit(arena, &panel);
  struct ek_panel_pearson good = ek_panel_pearson(arena, &panel, fit.theta, 3);
  assert_true(good.cells > good.free && good.free > 0);
  assert_true(good.statistic < 60); /* about its degrees of freedom: 12 to 20 */
  fit.theta[0] += 1;
  assert_true(ek_panel_pearson(arena, &panel, fit.theta, 3).statistic > good.statistic + 20);
  ek_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(two_states), cmocka_unit_test(one_way), cmocka_unit_test(against_msm), cmocka_unit_test(covariates),
                                     cmocka_unit_test(common_ratio), cmocka_unit_test(not_told), cmocka_unit_test(pearson)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
