/* Counts as probabilities, with and without a prior. */
#include "markov/counts.h"

#include "near.h"

static const double count[9] = {26, 14, 0, 3, 17, 5, 0, 0, 0};
static const bool allowed[9] = {false, true, true, true, false, true, false, false, false};

static void plain(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  struct ek_shares c = ek_counts_fit(arena, 3, count, allowed, 0);
  assert_near(c.p[0], 0.65, 1e-15, 0);
  assert_near(c.p[1], 0.35, 1e-15, 0);
  assert_near(c.se[1], sqrt(0.35 * 0.65 / 40), 1e-15, 0);
  assert_near(c.p[5], 0.2, 1e-15, 0);
  assert_near(c.row[2], 0, 0, 0);
  assert_near(c.p[8], 0, 0, 0); /* nothing is known of the last row */
  assert_true(isnan(c.low[8]));
  double loglik = 26 * log(0.65) + 14 * log(0.35) + 3 * log(0.12) + 17 * log(0.68) + 5 * log(0.2);
  assert_near(c.loglik, loglik, 1e-14, 0);
  ek_arena_free(arena);
}

/* R: qbeta(c(.025, .975), 14.5, 26.5). */
static void interval(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  struct ek_shares c = ek_counts_fit(arena, 3, count, allowed, 0);
  assert_near(c.low[1], 0.216720611203, 1e-9, 0);
  assert_near(c.high[1], 0.504121910328, 1e-9, 0);
  assert_near(c.low[2], 0, 0, 0);
  assert_true(c.high[2] > 0.05 && c.high[2] < 0.08);
  ek_arena_free(arena);
}

static void prior(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  struct ek_shares c = ek_counts_fit(arena, 3, count, allowed, 0.5);
  assert_near(c.alpha[0], 26.5, 0, 0);
  assert_near(c.alpha[2], 0.5, 0, 0);
  assert_near(c.row[0], 41.5, 0, 0);
  assert_near(c.p[2], 0.5 / 41.5, 1e-15, 0);
  assert_near(c.alpha[6], 0, 0, 0); /* impossible: no pseudo-count */
  assert_near(c.alpha[8], 0.5, 0, 0); /* staying is always possible */
  assert_near(c.p[8], 1, 0, 0);
  ek_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(plain), cmocka_unit_test(interval), cmocka_unit_test(prior)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
