/* Effects that are not kronor: person-time, weights, what moves add, discounting of their own. */
#include "cohort.h"

#define CYCLE(cycle, who) "outcomes:\n  cycle: " cycle "\n  counting: start\n" who STATES
#define CHAIN MATRIX("a: {b: 30 %, dead: 20 %, a: rest}, b: {a: 25 %, dead: 25 %, b: rest}")

/* Years until the end, by the fundamental matrix (I − Q)⁻¹ of a, b. */
static void test_years_until_the_end(void **state) {
  (void)state;
  const struct ek_result *r = run(UNTIL("100 years", "{rate: 5 %}") CYCLE("1 year", "  initial: {a: 3}\n") ALONE(CHAIN)
      "measures:\n  - {name: a, states: {a: 1}, discount: none}\n  - {name: b, states: {b: 1}, discount: none}\n  - {name: båda, states: {a: 1, b: 1}, discount: none}\n");
  double det = 0.5 * 0.5 - 0.3 * 0.25, in_a = 0.5 / det, in_b = 0.3 / det;
  assert_near(measured(r, 0, 0), 3 * in_a, 1e-10, 0);
  assert_near(measured(r, 0, 1), 3 * in_b, 1e-10, 0);
  assert_near(measured(r, 0, 2), 3 * (in_a + in_b), 1e-10, 0);
}

static void test_discounting(void **state) {
  (void)state;
  const struct ek_result *r = run(UNTIL("100 years", "{rate: 5 %}") CYCLE("1 year", "  initial: {a: 3}\n") ALONE(MATRIX("a: {dead: 20 %, a: rest}"))
      "measures:\n  - {name: som kronor, states: {a: 1}}\n  - {name: egen, states: {a: 1}, discount: {rate: 1.5 %}}\n  - {name: ingen, states: {a: 1}, discount: none}\n");
  assert_near(measured(r, 0, 0), 3 / (1 - 0.8 / 1.05), 1e-11, 0);
  assert_near(measured(r, 0, 1), 3 / (1 - 0.8 / 1.015), 1e-9, 0);
  assert_near(measured(r, 0, 2), 3 / 0.2, 1e-9, 0);
}

static void test_the_time_of_a_weight(void **state) {
  (void)state;
  const struct ek_result *r = run(UNTIL("2 years", "none") CYCLE("3 months", "  initial: {a: 3}\n") ALONE("")
      "measures:\n  - {name: år, states: {a: 0.7}}\n  - {name: månader, per: month, states: {a: 1}}\n  - {name: cykler, per: cycle, states: {a: 1}}\n");
  assert_near(measured(r, 0, 0), 3 * 2 * 0.7, 1e-13, 0);
  assert_near(measured(r, 0, 1), 3 * 24, 1e-13, 0);
  assert_near(measured(r, 0, 2), 3 * 8, 1e-13, 0);
}

/* What lies after the horizon does not count, neither of a last cycle nor of late entrants. */
static void test_until_the_horizon(void **state) {
  (void)state;
  static const char *const cycles[] = {"1 week", "1 day", "10 days", "1 month"}, *const countings[] = {"start", "life-table"};
  for (int i = 0; i < 4; i++) {
    for (int k = 0; k < 2; k++) {
      const struct ek_result *r = run_set(UNTIL("1 year", "none") CYCLE("1 month", "  initial: {b: 10}\n") ALONE("") "measures: [{name: år, states: {b: 1}}]\n",
                                          SET("outcomes.cycle", cycles[i], "outcomes.counting", countings[k]));
      assert_near(measured(r, 0, 0), 10, 1e-9, 0);
      assert_near(-total(r, 0, "payer"), 120, 1e-9, 0);
    }
  }
  const struct ek_result *r = run(UNTIL("1 year", "none") CYCLE("1 month", "  initial: {b: 10}\n  entry: {2020-01: 40 %, 2020-07: 60 %}\n") ALONE("") "measures: [{name: år, states: {b: 1}}]\n");
  assert_near(-total(r, 0, "payer"), 4 * 12 + 6 * 6, 1e-12, 0);
  assert_near(measured(r, 0, 0), 4 + 6 * 0.5, 1e-12, 0);
}

/* Kronor and a measure with the same weight are the same sum, by whatever convention. */
static void test_a_measure_is_like_kronor(void **state) {
  (void)state;
  static const char *const countings[] = {"start", "end", "life-table", "trapezoid", "simpson", "points", "alternating"};
  static const char *const cycles[] = {"1 month", "1 week", "6 months"};
  for (int i = 0; i < 7; i++) {
    for (int k = 0; k < 3; k++) {
      if (i == 4 && k == 1) continue; /* Simpson's rule wants pairs of cycles */
      const struct ek_result *r = run_set(UNTIL("1 year, 3 years", "{rate: 4 %}") CYCLE("1 month", "  initial: {a: 7, b: 4}\n  entry: {2020-01: 40 %, 2020-08: 60 %}\n")
                                          ALONE(MATRIX("a: {b: 7 %, a: rest}, b: {a: 3 %, c: 1 %, b: rest}")) "measures: [{name: år, per: month, states: {b: 1}}]\n",
                                          SET("outcomes.counting", countings[i], "outcomes.cycle", cycles[k]));
      assert_near(measured(r, 0, 0), -total(r, 0, "payer"), 1e-9, 0);
    }
  }
}

static void test_weights_of_a_time(void **state) {
  (void)state;
  const struct ek_result *r = run(UNTIL("5 years", "none") CYCLE("1 year", "  age: 40\n  initial: {a: 3}\n") ALONE("")
      "measures:\n  - {name: år, states: {a: \"if(age >= 42, 0.5, 1)\"}}\n  - {name: vistelse, states: {a: \"in_state\"}}\n");
  assert_near(measured(r, 0, 0), 3 * 3.5, 1e-13, 0);
  assert_near(measured(r, 0, 1), 3 * 15, 1e-13, 0);
}

static void test_alternatives_and_moves(void **state) {
  (void)state;
  const struct ek_result *r = run(UNTIL("5 years", "none") CYCLE("1 year", "  initial: {a: 100}\n")
      "  alternatives:\n    utan: {reference: yes, matrix: {a: {b: 10 %, a: rest}}}\n    med: {based_on: utan}\n"
      "measures:\n  - name: QALY\n    states: {a: 0.9}\n    alternatives: {med: {states: {a: 0.95}}}\n    events: [{from: a, to: b, amount: -0.1}, {to: b, amount: 0.01}]\n");
  double years = 0, moves = 0, here = 100;
  for (int k = 0; k < 5; k++, here *= 0.9) {
    years += here;
    moves += here * 0.1;
  }
  assert_near(measured(r, 0, 0), 0.9 * years - 0.09 * moves, 1e-13, 0);
  assert_near(measured(r, 1, 0), 0.95 * years - 0.09 * moves, 1e-13, 0);
}

/* Corrections bear on the difference, displacement on time in work alone. */
static void test_corrections(void **state) {
  (void)state;
  const struct ek_result *r = run(UNTIL("5 years", "none") "outcomes:\n  cycle: 1 year\n  counting: start\n  initial: {outside: 100}\n  inputs: {wage: 20 000 kr/month}\n"
      "  alternatives:\n    utan: {reference: yes}\n    med: {matrix: {outside: {work: 10 %, outside: rest}}}\n"
      "comparison: {displacement: 30 %}\neffect: {attribution: 80 %}\nmeasures: [{name: arbete, states: {work: 1}}, {name: utanför, states: {outside: 1}}]\n");
  double outside = 0, work = 0, here = 100;
  for (int k = 0; k < 5; k++, here *= 0.9) {
    outside += here;
    work += 100 - here;
  }
  assert_near(measured(r, 1, 0), 0.8 * 0.7 * work, 1e-13, 0);
  assert_near(measured(r, 1, 1), 500 + 0.8 * (outside - 500), 1e-13, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_years_until_the_end), TEST(test_discounting), TEST(test_the_time_of_a_weight), TEST(test_until_the_horizon),
      TEST(test_a_measure_is_like_kronor), TEST(test_weights_of_a_time), TEST(test_alternatives_and_moves), TEST(test_corrections),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
