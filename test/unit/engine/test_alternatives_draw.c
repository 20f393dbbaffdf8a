/* Draws have no ledger: what they come to must be what the ledger says, in every alternative, for
 * every actor and by every measure, on a study that has all that a cohort can have. */
#include "fixture.h"

#include <math.h>
#include <omp.h>
#include <string.h>

#include "engine/alternatives.h"

#define TOLERANCE 1e-9

/* Prices that change with the cycle and with the time in the state, a hazard of it, events, groups of
 * their own age and start, entry in three months, displacement, costs of the study and of alternatives. */
#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                          \
  "settings: {price_year: 2024, start: 2024-03, horizons: [2 years, 5 years], discount: {rate: 3.5 %}}\n" \
  "assumptions: {up: 2.3854 %, ratio: 1.37, pay: 27 531 kr/month, worth: 0.713, dies: 0.0173/year, assess: 6 127 kr, share: 31 %, price: 871 kr/month, cost: 13 711 kr/participant}\n" \
  "services:\n  coach: {unit: session, flows: [{name: lön, from: payer, to: resources, amount: 431 kr/session}]}\n" \
  "outcomes:\n  cycle: 1 month\n  counting: life-table\n  age: 37\n"                               \
  "  entry: {2024-03: share, 2024-06: 24 %, 2025-01: 1 - 24 % - share}\n"                          \
  "  inputs: {wage: pay, benefit: 11 213 kr/month, exclusion_cost: price}\n"                       \
  "  groups:\n"                                                                                    \
  "    women: {sex: kvinna, age: 41, initial: {outside: 62.5, ill: 3}}\n"                          \
  "    men: {sex: man, initial: {outside: 41, work: 7.25}}\n"                                      \
  "  tables:\n    fall: {by: age, values: {0: 1.1 %, 40: 1.7 %}}\n"                                \
  "  states:\n"                                                                                    \
  "    outside: {services: {coach: \"if(cycle <= 6, 4/year, 1/year)\"}}\n"                         \
  "    work: {services: {coach: \"if(in_state <= 3, 2/year, 0)\"}}\n"                              \
  "    ill: {states: {outside: 80 %}}\n"                                                           \
  "    gone: {states: {}}\n"                                                                       \
  "  alternatives:\n"                                                                              \
  "    none:\n      reference: yes\n"                                                              \
  "      matrix:\n"                                                                                \
  "        outside: {work: up, ill: fall, outside: rest}\n"                                        \
  "        work: {outside: {hazard: weibull, shape: 0.6, scale: 9 years, clock: in_state}, ill: {rate: 0.021/year}}\n" \
  "        ill: {outside: 21 %, ill: rest, gone: 4 %}\n"                                             \
  "      mortality: {to: gone, rate: dies, hazard_ratio: {ill: ratio}}\n"                          \
  "    guided:\n      based_on: none\n"                                                            \
  "      matrix: {outside: {work: {hazard_ratio: \"1 + (ratio - 1) * power(0.8, years)\"}}}\n"     \
  "      costs: [{name: K, payer: payer, amount: cost}]\n"                                         \
  "    paid:\n      based_on: none\n"                                                              \
  "      states: {work: {services: {coach: \"if(in_state <= 3, 5/year, 0)\"}}}\n"                  \
  "    first:\n      based_on: guided\n"                                                           \
  "      matrix: {work: {outside: {hazard_ratio: 0.85}}}\n"                                        \
  "  events:\n"                                                                                    \
  "    - {name: E, from: outside, to: work, payer: payer, amount: assess, alternatives: [guided, first]}\n" \
  "    - {name: F, to: gone, payer: payer, amount: 1 913 kr}\n"                                      \
  "measures:\n"                                                                                    \
  "  - {name: months, per: month, states: {work: 1}, discount: none}\n"                            \
  "  - name: qaly\n    states: {work: \"0.9 - 0.01 * years\", outside: worth, ill: 0.41}\n"          \
  "    alternatives: {guided: {states: {outside: 0.75}}}\n"                                        \
  "    discount: {rate: 1.5 %}\n"                                                                  \
  "    events: [{from: outside, to: ill, amount: -0.0173}]\n"                                      \
  "comparison: {displacement: {share: 11 %, source: s, grade: D}, substitution: {share: 7 %, source: s, grade: D}, leakage: {share: 9 %, source: s, grade: D}}\n" \
  "costs: [{name: L, payer: payer, amount: 120 000 kr, month: 2024-05}]\n"

static const struct ek_study *study_of(const char *const *set) {
  const struct ek_study *study = study_set(STUDY, set);
  if (study == NULL) fail_msg("not even read: %s", errors());
  return study;
}

static const struct ek_alternatives *drawn_of(const struct ek_study *study, size_t n) {
  const struct ek_alternatives *out = ek_alternatives_draw(arena, study, n, 7, diags);
  if (out == NULL) fail_msg("not drawn: %s", errors());
  return out;
}

/* The ledger's sums beside those of each draw. `slack` is for draws that spread a little. */
static void hold(const struct ek_study *study, size_t n, double slack) {
  struct ek_result *result = NULL;
  if (ek_run(arena, study, &result, diags) != EK_OK) fail_msg("not run: %s", errors());
  const struct ek_alternatives *all = result->alternatives, *drawn = drawn_of(study, n);
  assert_int_equal(drawn->n, all->n);
  for (size_t a = 0; a < all->n; a++) {
    for (size_t i = 0; i < study->model->n_actors; i++) {
      for (size_t d = 0; d < n; d++) assert_near(drawn->total[a][i][d], all->total[a][i][0], slack, 1e-6);
    }
    for (size_t m = 0; m < study->measures.n; m++) {
      for (size_t d = 0; d < n; d++) assert_near(drawn->measure[a][m][d], all->measure[a][m][0], slack, 1e-9);
    }
  }
}

static const char *const countings[] = {"life-table", "trapezoid", "start", "end", "simpson", "alternating", "points"};

static void test_certain(void **state) {
  (void)state;
  hold(study_of(NULL), 3, TOLERANCE);
  for (size_t i = 0; i < sizeof countings / sizeof *countings; i++) hold(study_of(SET("outcomes.counting", countings[i])), 2, TOLERANCE);
}

/* Nothing but what the cohort may leave out. */
static void test_without(void **state) {
  (void)state;
  hold(study_of(SET("outcomes.entry", "{2024-03: 100 %}", "comparison.displacement", "{share: 0 %}")), 2, TOLERANCE);
  hold(study_of(SET("outcomes.states.work.services", "{coach: 1/year}", "outcomes.alternatives.paid.states.work.services", "{coach: 2/year}")), 2, TOLERANCE);
  hold(study_of(SET("settings.discount", "none")), 2, TOLERANCE);
}

static const char *const tiny[] = {
    "assumptions.up", "{dist: beta, mean: 2.3854 %, sd: 0.000000000001}",
    "assumptions.ratio", "{dist: lognormal, mean: 1.37, sd: 0.00000000001}",
    "assumptions.pay", "{dist: gamma, mean: 27 531 kr/month, sd: 0.0000001 kr/month}",
    "assumptions.worth", "{dist: normal, mean: 0.713, sd: 0.000000000001}",
    "assumptions.dies", "{dist: gamma, mean: 0.0173/year, sd: 0.0000000000001/year}",
    "assumptions.assess", "{dist: normal, mean: 6 127 kr, sd: 0.00000001 kr}",
    "assumptions.share", "{dist: normal, mean: 31 %, sd: 0.0000000000001}",
    "assumptions.price", "{dist: uniform, low: 871 kr/month, high: 871.0000000001 kr/month}",
    "assumptions.cost", "{dist: normal, mean: 13 711 kr/participant, sd: 0.00000001 kr/participant}",
    "settings.discount.rate", "{dist: normal, mean: 3.5 %, sd: 0.00000000000001}",
    "comparison.displacement.share", "{dist: normal, mean: 11 %, sd: 0.0000000000001}", NULL};

/* Everything uncertain, but hardly: the same numbers by the ways of uncertain columns. */
static void test_hardly_uncertain(void **state) {
  (void)state;
  const struct ek_study *study = study_of(tiny);
  assert_int_equal(study->uncertain.n, 11);
  hold(study, 5, TOLERANCE);
}

static const char *const wide[] = {
    "assumptions.up", "{dist: beta, mean: 2.3854 %, sd: 0.004}", "assumptions.ratio", "{dist: lognormal, ci95: [1.05, 1.75]}",
    "assumptions.pay", "{dist: gamma, mean: 27 531 kr/month, sd: 2 000 kr/month}", "assumptions.share", "{dist: uniform, low: 20 %, high: 40 %}",
    "settings.discount.rate", "{dist: pert, low: 2 %, mode: 3 %, high: 5 %}",
    "outcomes.alternatives.none.matrix.ill", "{outside: {count: 17}, ill: {count: 61}, gone: {count: 3}}", NULL};

static void assert_same(const struct ek_study *study, const struct ek_alternatives *a, const struct ek_alternatives *b, size_t n) {
  for (size_t i = 0; i < a->n; i++) {
    for (size_t j = 0; j < study->model->n_actors; j++) assert_memory_equal(a->total[i][j], b->total[i][j], n * sizeof(double));
    for (size_t m = 0; m < study->measures.n; m++) assert_memory_equal(a->measure[i][m], b->measure[i][m], n * sizeof(double));
  }
}

static void test_threads(void **state) {
  (void)state;
  enum { N = 1000 };
  const struct ek_study *study = study_of(wide);
  int before = omp_get_max_threads();
  omp_set_num_threads(1);
  const struct ek_alternatives *one = drawn_of(study, N);
  for (int threads = 2; threads <= 16; threads += 14) {
    omp_set_num_threads(threads);
    assert_same(study, one, drawn_of(study, N), N);
  }
  omp_set_num_threads(before);
}

/* Draws of one study are the first of those when there are more. */
static void test_blocks(void **state) {
  (void)state;
  const struct ek_study *study = study_of(wide);
  assert_same(study, drawn_of(study, 300), drawn_of(study, 777), 256);
}

static void test_quantiles(void **state) {
  (void)state;
  static const double shares[] = {0, 0.025, 0.5, 0.975, 1};
  double x[2000], scratch[2000], out[5];
  for (size_t i = 0; i < 2000; i++) x[i] = (double)(i * 7919 % 2000) + (i % 3 == 0 ? 0.25 : 0);
  x[77] = 1e12; /* one far off must not hide the others */
  ek_draws_quantiles(x, 2000, scratch, shares, 5, out);
  double sorted[2000];
  memcpy(sorted, x, sizeof x);
  for (size_t i = 1; i < 2000; i++) {
    for (size_t j = i; j > 0 && sorted[j] < sorted[j - 1]; j--) {
      double other = sorted[j];
      sorted[j] = sorted[j - 1];
      sorted[j - 1] = other;
    }
  }
  for (size_t i = 0; i < 5; i++) assert_near(out[i], sorted[(size_t)(shares[i] * 1999 + 0.5)], 0, 0);
  for (size_t i = 0; i < 2000; i++) x[i] = -2.385;
  ek_draws_quantiles(x, 2000, scratch, shares, 5, out);
  for (size_t i = 0; i < 5; i++) assert_near(out[i], -2.385, 0, 0);
  x[3] = INFINITY;
  ek_draws_quantiles(x, 2000, scratch, shares, 5, out);
  assert_near(out[3], -2.385, 0, 0);
  assert_true(isinf(out[4]));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_certain), TEST(test_without), TEST(test_hardly_uncertain),
                                     TEST(test_threads), TEST(test_blocks), TEST(test_quantiles)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
