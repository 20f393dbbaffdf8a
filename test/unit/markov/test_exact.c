/* Moves by time at risk: closed forms, hazard ratios, and moves that nobody made. */
#include "markov/exact.h"

#include "near.h"

static const size_t from[] = {0, 0, 1}, to[] = {1, 2, 2};

/* q = n / T and se(log q) = 1 / sqrt(n); the log-likelihood is sum n log q - n. */
static void rates(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  struct ek_rates r = {.states = 3, .moves = 3, .patterns = 1, .from = from, .to = to};
  const double years[] = {41.25, 17.5, 3}, count[] = {19, 7, 11};
  struct ek_fit fit = ek_exact_fit(arena, &(struct ek_exact){&r, years, count});
  assert_true(fit.converged);
  assert_int_equal(fit.n_weak, 0);
  double loglik = 0;
  for (size_t m = 0; m < 3; m++) {
    double q = count[m] / years[from[m]];
    assert_near(fit.theta[m], log(q), 1e-10, 0);
    assert_near(fit.se[m], 1 / sqrt(count[m]), 1e-10, 0);
    loglik += count[m] * log(q) - count[m];
    for (size_t k = 0; k < 3; k++) if (k != m) assert_near(fit.covariance[3 * m + k], 0, 0, 1e-15);
  }
  assert_near(fit.loglik, loglik, 1e-12, 0);
  ek_arena_free(arena);
}

/* One ratio for each move is that of the rates; of one for all, minus the second derivative by it
 * is known, and the likelihood is no higher. */
static void ratios(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  const double x[] = {0, 1}, years[] = {41.25, 17.5, 3, 22, 30.5, 0}, count[] = {19, 7, 11, 17, 3, 9};
  struct ek_rates r = {.states = 3, .moves = 3, .patterns = 2, .covariates = 1, .from = from, .to = to, .x = x};
  struct ek_exact e = {&r, years, count};
  struct ek_fit each = ek_exact_fit(arena, &e);
  for (size_t m = 0; m < 3; m++) {
    double ratio = count[3 + m] / years[3 + from[m]] / (count[m] / years[from[m]]);
    size_t at = ek_rates_ratio(&r, 0, m);
    assert_near(each.theta[at], log(ratio), 1e-9, 0);
    assert_near(each.se[at], sqrt(1 / count[m] + 1 / count[3 + m]), 1e-9, 0);
    assert_near(each.covariance[m * each.n + at], -1 / count[m], 1e-9, 0);
  }
  r.common = true;
  struct ek_fit all = ek_exact_fit(arena, &e);
  assert_int_equal(all.n, 4);
  assert_true(all.converged);
  assert_true(all.loglik < each.loglik);
  double made = 0, expected = 0;
  for (size_t m = 0; m < 3; m++) {
    made += count[3 + m];
    expected += years[3 + from[m]] * exp(all.theta[m] + all.theta[3]);
  }
  assert_near(expected, made, 1e-9, 0); /* the score by the ratio is 0 */
  ek_arena_free(arena);
}

static void nobody(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  struct ek_rates r = {.states = 3, .moves = 3, .patterns = 1, .from = from, .to = to};
  const double years[] = {41.25, 17.5, 3}, count[] = {19, 0, 11};
  struct ek_fit fit = ek_exact_fit(arena, &(struct ek_exact){&r, years, count});
  assert_int_equal(fit.n_weak, 1);
  assert_int_equal(fit.weak[0], 1);
  assert_true(isnan(fit.se[1]));
  ek_arena_free(arena);
}

/* A covariate that is the same for all cannot be told from the intensity itself. */
static void confounded(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  const double x[] = {1}, years[] = {41.25, 17.5, 3}, count[] = {19, 7, 11};
  struct ek_rates r = {.states = 3, .moves = 3, .patterns = 1, .covariates = 1, .from = from, .to = to, .x = x};
  struct ek_fit fit = ek_exact_fit(arena, &(struct ek_exact){&r, years, count});
  assert_int_equal(fit.n_weak, 6);
  ek_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(rates), cmocka_unit_test(ratios), cmocka_unit_test(nobody), cmocka_unit_test(confounded)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
