/* Chances of a row by every way of saying them, held against what they are by hand. */
#include "cohort.h"

#include "markov/hazard.h"

#define ONE "outcomes:\n  cycle: 1 month\n  initial: {a: 1}\n" STATES
#define RUN(rows) run(FIVE_YEARS ONE ALONE(MATRIX(rows)))

/* The chance of leaving in the first cycle. */
static double first(const struct ek_result *r, const char *to) { return persons(r, 0, to, 1); }

static void test_a_row_without_a_word_stays(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS ONE ALONE(""));
  assert_near(persons(r, 0, "a", 60), 1, 0, 0);
}

static void test_rest_is_what_is_left(void **state) {
  (void)state;
  const struct ek_result *r = RUN("a: {b: 12.5 %, c: 30 %, d: rest}");
  assert_near(first(r, "b"), 0.125, 1e-15, 0);
  assert_near(first(r, "c"), 0.3, 1e-15, 0);
  assert_near(first(r, "d"), 0.575, 1e-15, 0);
  assert_near(first(r, "a"), 0, 0, 0);
}

static void test_another_time(void **state) {
  (void)state;
  const struct ek_result *r = RUN("a: {b: {probability: 38.5 %, per: 1 year}, a: rest}");
  assert_near(persons(r, 0, "a", 12), 1 - 0.385, 1e-13, 0);
}

static void test_rates_compete(void **state) {
  (void)state;
  const struct ek_result *r = RUN("a: {b: {rate: 0.385/year}, c: {rate: 1.17/year}}");
  double sum = 0.385 + 1.17, gone = -expm1(-sum / 12);
  assert_near(first(r, "b"), 0.385 / sum * gone, 1e-14, 0);
  assert_near(first(r, "c"), 1.17 / sum * gone, 1e-14, 0);
  assert_near(first(r, "a"), 1 - gone, 1e-14, 0);
  r = RUN("a: {b: {rate: 0.385/year}, c: {rate: 1.17/year}, d: rest}");
  assert_near(first(r, "d"), 1 - gone, 1e-14, 0);
  assert_near(first(r, "a"), 0, 0, 0);
  r = RUN("a: {b: {rate: 0/year}}");
  assert_near(first(r, "a"), 1, 0, 0);
}

static void test_counts_are_parts(void **state) {
  (void)state;
  const struct ek_result *r = RUN("a: {a: {count: 26}, b: {count: 11}, c: {count: 3}}");
  assert_near(first(r, "a"), 26. / 40, 1e-15, 0);
  assert_near(first(r, "b"), 11. / 40, 1e-15, 0);
  assert_near(first(r, "c"), 3. / 40, 1e-15, 0);
}

/* A base's chance and its change, in the second alternative. */
#define CHANGED(base, change) \
  run(FIVE_YEARS ONE "  alternatives:\n    utan: {reference: yes, matrix: {a: {" base "}}}\n    med: {based_on: utan, matrix: {a: {" change "}}}\n")

static void test_ratios(void **state) {
  (void)state;
  const struct ek_result *r = CHANGED("b: 12 %, a: rest", "b: {relative_risk: 1.7}");
  assert_near(persons(r, 0, "b", 1), 0.12, 1e-15, 0);
  assert_near(persons(r, 1, "b", 1), 0.204, 1e-14, 0);
  assert_near(persons(r, 1, "a", 1), 0.796, 1e-14, 0);
  r = CHANGED("b: 12 %, a: rest", "b: {hazard_ratio: 1.7}");
  assert_near(persons(r, 1, "b", 1), 1 - pow(0.88, 1.7), 1e-14, 0);
  r = CHANGED("b: 12 %, a: rest", "b: {odds_ratio: 1.7}");
  assert_near(persons(r, 1, "b", 1), 1.7 * 0.12 / (0.88 + 1.7 * 0.12), 1e-14, 0);
  r = CHANGED("b: {rate: 0.385/year}", "b: {hazard_ratio: 1.7}");
  assert_near(persons(r, 1, "b", 1), -expm1(-1.7 * 0.385 / 12), 1e-14, 0);
  r = CHANGED("b: {probability: 38.5 %, per: 1 year}, a: rest", "b: {hazard_ratio: 1.7}");
  assert_near(persons(r, 1, "a", 12), pow(1 - 0.385, 1.7), 1e-13, 0);
}

static void test_a_cap(void **state) {
  (void)state;
  const struct ek_result *r = CHANGED("b: 60 %, a: rest", "b: {relative_risk: 2, cap: 95 %}");
  assert_near(persons(r, 1, "b", 1), 0.95, 1e-15, 0);
  assert_fault("the ratio brings the chance from 'a' to 'b' to 120 % in cycle 1",
               FIVE_YEARS ONE "  alternatives:\n    utan: {reference: yes, matrix: {a: {b: 60 %, a: rest}}}\n    med: {based_on: utan, matrix: {a: {b: {relative_risk: 2}}}}\n");
}

static void test_a_ratio_for_the_first_cycles(void **state) {
  (void)state;
  static const char *const texts[] = {"3 cycles", "3 months", "3"};
  for (int i = 0; i < 3; i++) {
    const struct ek_result *r = run_set(FIVE_YEARS ONE "  alternatives:\n    utan: {reference: yes, matrix: {a: {b: 12 %, a: rest}}}\n"
                                        "    med: {based_on: utan, matrix: {a: {b: {relative_risk: 1.7}}}}\n",
                                        SET("outcomes.alternatives.med.matrix.a.b.for_first", texts[i]));
    for (int n = 1; n <= 24; n++) {
      int first_ones = n < 3 ? n : 3;
      assert_near(persons(r, 1, "a", (size_t)n), pow(1 - 0.204, first_ones) * pow(0.88, n - first_ones), 1e-13, 0);
    }
  }
}

/* A ratio on a ratio, and what the one in between says more. */
static void test_based_on_what_is_based_on(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS ONE "  alternatives:\n    utan: {reference: yes, matrix: {a: {b: 12 %, a: rest}}}\n"
                                                 "    mer: {based_on: med, matrix: {a: {b: {relative_risk: 2, for_first: 1 cycle}}}}\n"
                                                 "    med: {based_on: utan, matrix: {a: {b: {relative_risk: 1.5}, c: 7 %}}}\n");
  assert_near(persons(r, 1, "b", 1), 0.36, 1e-14, 0);
  assert_near(persons(r, 1, "c", 1), 0.07, 1e-14, 0);
  assert_near(persons(r, 1, "b", 2), 0.36 + 0.57 * 0.18, 1e-14, 0);
  assert_near(persons(r, 2, "b", 1), 0.18, 1e-14, 0);
}

static void test_hazards(void **state) {
  (void)state;
  const struct ek_result *r = RUN("a: {b: {hazard: weibull, shape: 1.7, scale: 4.5 years}}");
  for (size_t n = 1; n <= 60; n++) assert_near(persons(r, 0, "a", n), exp(-pow((double)n / 12 / 4.5, 1.7)), 1e-12, 0);
  r = RUN("a: {b: {hazard: gompertz, shape: 0.1, scale: 90 years, clock: age}}");
  double from = (exp(0.1 * 40) - 1) / (0.1 * 90), to = (exp(0.1 * 45) - 1) / (0.1 * 90);
  assert_near(persons(r, 0, "a", 60), exp(-(to - from)), 1e-12, 0);
  r = RUN("a: {b: {hazard: exponential, scale: 2 years}}");
  assert_near(persons(r, 0, "a", 60), exp(-2.5), 1e-12, 0);
}

/* Time since the state was entered begins anew: those who come at different times are apart. */
static void test_a_hazard_by_the_stay(void **state) {
  (void)state;
  const struct ek_result *r = RUN("a: {b: 50 %, a: rest}, b: {c: {hazard: log-logistic, shape: 2.4, scale: 0.6 years, clock: in_state}}");
  double b = 0;
  for (int n = 1; n <= 60; n++) { /* who came k cycles ago is still there with S(k) */
    b = 0;
    for (int k = 0; k < n; k++) b += pow(0.5, n - k) / (1 + pow(k / 12. / 0.6, 2.4));
    assert_near(persons(r, 0, "b", (size_t)n), b, 1e-12, 1e-13);
  }
}

/* A matrix of a year in steps of a month: after twelve it is the year's. */
static void test_a_root(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS ONE ALONE("      matrix_cycle: 1 year\n" MATRIX("a: {b: 15 %, c: 8.7 %, dead: 4 %, a: rest}, b: {c: 31 %, dead: 11 %, b: rest}, c: {dead: 25 %, c: rest}")));
  assert_near(persons(r, 0, "a", 12), 0.723, 1e-12, 0);
  assert_near(persons(r, 0, "b", 12), 0.15, 1e-12, 0);
  assert_near(persons(r, 0, "c", 12), 0.087, 1e-12, 0);
  assert_near(persons(r, 0, "dead", 12), 0.04, 1e-12, 0);
  assert_near(persons(r, 0, "c", 24), 0.723 * 0.087 + 0.15 * 0.31 + 0.087 * 0.75, 1e-12, 0);
  assert_fault("the matrix of 'utan' has no root: it cannot come from equal shorter steps",
               FIVE_YEARS ONE ALONE("      matrix_cycle: 1 year\n" MATRIX("a: {b: 100 %}, b: {a: 100 %}")));
  assert_fault("the root of the matrix of 'utan' is no matrix of probabilities: from 'a' to 'c' it has -0.",
               FIVE_YEARS ONE ALONE("      matrix_cycle: 1 year\n" MATRIX("a: {b: 20 %, a: rest}, b: {c: 30 %, b: rest}")));
}

/* A hazard in a matrix of a year is the year's. */
static void test_a_root_of_hazards(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS ONE ALONE("      matrix_cycle: 1 year\n" MATRIX("a: {b: {hazard: exponential, scale: 2 years}}")));
  assert_near(persons(r, 0, "a", 12), exp(-0.5), 1e-12, 0);
}

static void test_intensities(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS ONE ALONE("      intensities: {a: {b: {rate: 0.385/year}}, b: {a: {rate: 1.17/year}}}\n"));
  double sum = 0.385 + 1.17;
  for (size_t n = 1; n <= 60; n++) {
    assert_near(persons(r, 0, "b", n), 0.385 / sum * -expm1(-sum * (double)n / 12), 1e-12, 0);
  }
}

#define DYING(deaths, age) FIVE_YEARS "outcomes:\n  cycle: 1 month\n  age: " age "\n  initial: {a: 1}\n" STATES ALONE("      mortality: {to: dead, " deaths "}\n" MATRIX("a: {b: 10 %, a: rest}"))

/* First some die, then the others move by the matrix; the dead stay dead. */
static void test_deaths_come_first(void **state) {
  (void)state;
  const struct ek_result *r = run(DYING("probability: 2 %, hazard_ratio: {b: 3}", "40"));
  assert_near(persons(r, 0, "dead", 1), 0.02, 1e-15, 0);
  assert_near(persons(r, 0, "b", 1), 0.98 * 0.1, 1e-15, 0);
  assert_near(persons(r, 0, "a", 1), 0.98 * 0.9, 1e-15, 0);
  double b = 0.098 * pow(0.98, 3) + 0.98 * 0.9 * 0.98 * 0.1;
  assert_near(persons(r, 0, "b", 2), b, 1e-14, 0);
  r = run(DYING("rate: 0.24/year, hazard_ratio: {b: 3}", "40"));
  assert_near(persons(r, 0, "dead", 1), -expm1(-0.02), 1e-14, 0);
  assert_near(persons(r, 0, "b", 2) + persons(r, 0, "a", 2) + persons(r, 0, "dead", 2), 1, 1e-15, 0);
}

/* The matrix may lead to the dead as well. */
static void test_two_ways_to_die(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS ONE ALONE("      mortality: {to: dead, probability: 2 %}\n" MATRIX("a: {dead: 10 %, a: rest}")));
  assert_near(persons(r, 0, "dead", 1), 0.02 + 0.98 * 0.1, 1e-15, 0);
  assert_near(persons(r, 0, "dead", 7), 1 - pow(0.98 * 0.9, 7), 1e-14, 0);
}

static void test_rows_that_cannot_be(void **state) {
  (void)state;
  assert_fault("the row 'a' of 'utan' adds to 110 % in cycle 1; the chances of a row add to 100 %", FIVE_YEARS ONE ALONE(MATRIX("a: {b: 50 %, c: 60 %, a: rest}")));
  assert_fault("the row 'a' of 'utan' adds to 50 % in cycle 1; write a: rest for those who stay", FIVE_YEARS ONE ALONE(MATRIX("a: {b: 50 %}")));
  assert_fault("the counts of the row 'a' are all 0", FIVE_YEARS ONE ALONE(MATRIX("a: {b: {count: 0}, a: {count: 0}}")));
  assert_fault("time in the state is counted in cycles, and the matrix of 'utan' is not of a cycle",
               FIVE_YEARS ONE ALONE("      matrix_cycle: 1 year\n" MATRIX("a: {b: 10 % / in_state, a: rest}")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_a_row_without_a_word_stays), TEST(test_rest_is_what_is_left), TEST(test_another_time), TEST(test_rates_compete),
      TEST(test_counts_are_parts), TEST(test_ratios), TEST(test_a_cap), TEST(test_a_ratio_for_the_first_cycles),
      TEST(test_based_on_what_is_based_on), TEST(test_hazards), TEST(test_a_hazard_by_the_stay), TEST(test_a_root),
      TEST(test_a_root_of_hazards), TEST(test_intensities), TEST(test_deaths_come_first), TEST(test_two_ways_to_die), TEST(test_rows_that_cannot_be),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
