/* Published comparisons of several strategies: who is dominated, and what one more costs along the
 * frontier. */
#include "fixture.h"

#include "engine/alternatives.h"
#include "engine/frontier.h"

enum { N = EK_ON_FRONTIER, D = EK_DOMINATED, X = EK_EXTENDEDLY_DOMINATED };

static void expect(const struct ek_frontier *got, size_t n, const int *standing, const int *against) {
  for (size_t i = 0; i < n; i++) {
    if ((int)got[i].standing != standing[i] || got[i].against != against[i]) print_error("strategy %zu\n", i);
    assert_int_equal(got[i].standing, standing[i]);
    assert_int_equal(got[i].against, against[i]);
    assert_int_equal(isnan(got[i].ratio), against[i] < 0);
  }
}

/* The VA Health Economics Resource Center's example of extended dominance, as in the tests of the
 * R package dampack; whatever the order in which strategies are written. */
static void test_herc(void **state) {
  (void)state;
  const double cost[] = {5000, 12000, 10000, 25000, 35000, 55000}, effect[] = {1, 1.5, 2, 3, 4, 5};
  struct ek_frontier f[6];
  ek_frontier(cost, effect, 6, f);
  expect(f, 6, (int[]){N, D, N, X, N, N}, (int[]){-1, -1, 0, -1, 2, 4});
  assert_near(f[2].ratio, 5000, 1e-15, 0);
  assert_near(f[4].ratio, 12500, 1e-15, 0);
  assert_near(f[4].more_cost, 25000, 1e-15, 0);
  assert_near(f[4].more_effect, 2, 1e-15, 0);
  assert_near(f[5].ratio, 20000, 1e-15, 0);
  const double back[] = {55000, 35000, 25000, 10000, 12000, 5000}, more[] = {5, 4, 3, 2, 1.5, 1};
  ek_frontier(back, more, 6, f);
  expect(f, 6, (int[]){N, N, X, N, D, N}, (int[]){1, 3, -1, 5, -1, -1});
  assert_near(f[1].ratio, 12500, 1e-15, 0);
}

/* Clostridium difficile: Rajasingham, Enns, Khoruts & Vaughn, Clinical Infectious Diseases
 * 2020;70(5):754–762; costs, QALYs and ratios as in dampack's cdiff_icers.csv: its strategies 3, 27,
 * 33, 31, 43 and 44, 39, and 4, 13, 37 and 20. */
static void test_difficile(void **state) {
  (void)state;
  const double cost[] = {57336.0059896538, 57541.2526373815, 57642.2587507842, 57934.0743411241,
                         58072.1137208494, 58665.7823044647, 57814.6470919581, 57887.481549326,
                         58018.6252420203, 58081.7947984323, 58634.2026441398};
  const double qaly[] = {12.9399639202408, 13.0140640696275, 13.0389116321918, 13.0966257932217,
                         13.11285766912, 13.1283328397025, 13.0462790163185, 12.9970657153765,
                         13.0650412387992, 13.1029711156978, 13.1100568867995};
  struct ek_frontier f[11];
  ek_frontier(cost, qaly, 11, f);
  expect(f, 11, (int[]){N, N, N, N, N, N, X, D, D, D, D}, (int[]){-1, 0, 1, 2, 3, 4, -1, -1, -1, -1, -1});
  const double published[] = {0, 2769.85470915263, 4065.03105249231, 5056.2216470406, 8504.2160616553, 38362.6519947134};
  for (size_t i = 1; i < 6; i++) assert_near(f[i].ratio, published[i], 2e-12, 0);
}

/* HIV screening: Paltiel et al., Annals of Internal Medicine 2006;145:797–806, costs and quality-
 * adjusted months of table 4. Its ratios are of figures less rounded; that screening each year is
 * dominated is published, what is held against is computed from the table. */
static void test_screening(void **state) {
  (void)state;
  const double cost[] = {26000, 27000, 28020, 28440, 29440}, months[] = {277.25, 277.57, 277.78, 277.83, 277.76};
  double years[5];
  struct ek_frontier f[5];
  for (size_t i = 0; i < 5; i++) years[i] = months[i] / 12;
  ek_frontier(cost, years, 5, f);
  expect(f, 5, (int[]){N, N, N, N, D}, (int[]){-1, 0, 1, 2, -1});
  assert_near(f[1].ratio, 37500, 1e-11, 0);
  assert_near(f[2].ratio, 1020 * 12 / 0.21, 1e-11, 0);
  assert_near(f[3].ratio, 100800, 1e-11, 0);
}

/* As much for less leaves one alone, and the dearer of two with one effect is dominated (dampack's
 * "test and treat"); of two that are alike the first stays. */
static void test_ties(void **state) {
  (void)state;
  const double cost[] = {163771.0, 164848.7, 163765.1}, effect[] = {6.48273, 6.52861, 6.52861};
  struct ek_frontier f[3];
  ek_frontier(cost, effect, 3, f);
  expect(f, 3, (int[]){D, D, N}, (int[]){-1, -1, -1});
  const double same[] = {385, 385, 500}, lives[] = {2.75, 2.75, 3.25};
  ek_frontier(same, lives, 3, f);
  expect(f, 3, (int[]){N, D, N}, (int[]){-1, -1, 0});
  assert_near(f[2].ratio, 230, 1e-15, 0);
}

/* On a straight line a mix of the ends gives as much for as little as the one in the middle. */
static void test_line(void **state) {
  (void)state;
  const double cost[] = {100, 300, 200}, effect[] = {1, 3, 2};
  struct ek_frontier f[3];
  ek_frontier(cost, effect, 3, f);
  expect(f, 3, (int[]){N, N, X}, (int[]){-1, 0, -1});
  assert_near(f[1].ratio, 100, 1e-15, 0);
  ek_frontier(cost, effect, 1, f);
  expect(f, 1, (int[]){N}, (int[]){-1});
}

/* Of ten draws each is a tenth, and all of them are one and not nearly so. */
static void test_acceptable(void **state) {
  (void)state;
  const double kronor[2][10] = {{-1, -2, -3, -4, -5, -6, -7, -8, -9, -10}, {-20, -20, -20, -20, -20, -20, -20, -20, -20, -20}};
  const double effect[2][10] = {{0}, {2, 2, 2, 2, 2, 2, 2, 2, 2, 2}};
  const double *total[2][1] = {{kronor[0]}, {kronor[1]}}, *measure[2][1] = {{effect[0]}, {effect[1]}};
  const double **totals[2] = {total[0], total[1]}, **measures[2] = {measure[0], measure[1]};
  const struct ek_alternatives all = {.n = 2, .draws = 10, .total = totals, .measure = measures};
  double share[2];
  ek_alternatives_acceptable(&all, 0, 0, 0, share);
  assert_true(share[0] == 1 && share[1] == 0);
  ek_alternatives_acceptable(&all, 0, 0, 6.75, share); /* 13.5 more, worth it where the first loses more than 6.5 */
  assert_true(share[0] == 0.6 && share[1] == 0.4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_herc), TEST(test_difficile), TEST(test_screening), TEST(test_ties), TEST(test_line),
      TEST(test_acceptable),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
