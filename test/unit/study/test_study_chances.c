/* Matrices made ready: what alternatives take from each other, and what cannot be meant. */
#include "cohort.h"

static void test_a_row(void **state) {
  (void)state;
  const struct ek_cohort *k = cohort(cohort_set(NULL));
  assert_true(chance(k, 0, 0, "outside", "outside")->rest);
  assert_non_null(chance(k, 0, 0, "outside", "halv")->q_probability);
  assert_null(chance(k, 0, 0, "outside", "död"));
  assert_non_null(chance(k, 0, 0, "work", "outside")->q_rate);
  assert_null(chance(k, 0, 0, "work", "work"));
  assert_non_null(chance(k, 0, 0, "halv", "work")->q_count);
  assert_int_equal(chance(k, 0, 0, "halv", "work")->row->n, 2);
}

static void test_what_it_is_based_on(void **state) {
  (void)state;
  const struct ek_cohort *k = cohort(cohort_set(NULL));
  const struct ek_chance *own = chance(k, 0, 1, "outside", "work");
  assert_ptr_equal(own->base, chance(k, 0, 0, "outside", "work"));
  assert_non_null(own->q_hazard_ratio);
  assert_near(own->first_years, 1.5, 1e-15, 0);
  assert_int_equal(own->first_cycles, 0);
  assert_ptr_equal(chance(k, 0, 1, "halv", "work"), chance(k, 0, 0, "halv", "work"));
  assert_ptr_equal(k->mortality[1], k->mortality[0]);
  assert_int_equal(k->mortality[0]->state, state_at(k, "död"));
  assert_non_null(k->mortality[0]->ratio[0]);
  assert_null(k->mortality[0]->ratio[1]);
}

static void test_for_first(void **state) {
  (void)state;
#define FOR "outcomes.alternatives.med.matrix.outside.work.for_first"
  assert_int_equal(chance(cohort(cohort_set(SET(FOR, "7 cycles"))), 0, 1, "outside", "work")->first_cycles, 7);
  assert_int_equal(chance(cohort(cohort_set(SET(FOR, "1 cykel"))), 0, 1, "outside", "work")->first_cycles, 1);
  assert_int_equal(chance(cohort(cohort_set(SET(FOR, "3"))), 0, 1, "outside", "work")->first_cycles, 3);
  assert_near(chance(cohort(cohort_set(SET(FOR, "2 weeks"))), 0, 1, "outside", "work")->first_years, 14 / 365., 1e-15, 0);
  assert_cohort_wrong("'0 cycles' is not a number of cycles", FOR, "0 cycles");
  assert_cohort_wrong("'2.5 cycles' is not a number of cycles", FOR, "2.5 cycles");
  assert_cohort_wrong("is not a length of time", FOR, "a while");
}

static void test_spans(void **state) {
  (void)state;
  const struct ek_cohort *k = cohort(cohort_set(SET("outcomes.alternatives.utan.matrix_cycle", "1 year")));
  assert_int_equal(k->matrix_span[0].months, 12);
  assert_int_equal(k->matrix_span[1].months, 12);
  assert_false(k->continuous[0]);
  k = cohort(cohort_set(SET("outcomes.alternatives.utan.matrix", "{}", "outcomes.alternatives.utan.intensities", "{outside: {work: {rate: 0.4/year}}, work: {halv: {rate: 0.1/year}}}")));
  assert_true(k->continuous[0]);
  assert_true(k->continuous[1]);
}

static void test_one_chance_that_is_wrong(void **state) {
  (void)state;
#define CELL "outcomes.alternatives.utan.matrix.outside.halv"
  assert_cohort_wrong("the chance is said in more than one way", CELL, "{probability: 2 %, rate: 0.1/year}");
  assert_cohort_wrong("the chance is not said", CELL, "{}");
  assert_cohort_wrong("the chance has more than one ratio", CELL, "{probability: 2 %, relative_risk: 2, odds_ratio: 2}");
  assert_cohort_wrong("what is left of a row cannot have a ratio", CELL, "{probability: rest, hazard_ratio: 2}");
  assert_cohort_wrong("`per` is the time of a probability, and there is none", CELL, "{count: 3, per: 1 year}");
  assert_cohort_wrong("the hazard has no scale", CELL, "{hazard: exponential}");
  assert_cohort_wrong("the hazard has no shape", CELL, "{hazard: gamma, scale: 2 years}");
  assert_cohort_wrong("there is a shape and no hazard that has one", CELL, "{hazard: exponential, scale: 2 years, shape: 2}");
  assert_cohort_wrong("a hazard does not go by the calendar year", CELL, "{hazard: weibull, scale: 2 years, shape: 2, clock: calendar_year}");
  assert_cohort_wrong("there is no ratio that could end or be capped", CELL, "{probability: 2 %, cap: 50 %}");
  assert_cohort_wrong("must be at most 100 %, not 120 %", CELL, "120 %");
  /* Told once, and nothing that follows from it. */
  struct ek_study *read = read_set(COHORT, SET(CELL, "{}"));
  assert_null(read);
  const char *all = errors();
  assert_ptr_equal(strchr(all, '\n'), all + strlen(all) - 1);
}

static void test_rows_that_are_wrong(void **state) {
  (void)state;
#define ROW "outcomes.alternatives.utan.matrix.halv"
  assert_cohort_wrong("the row 'halv' has two `rest`", ROW, "{work: rest, halv: rest}");
  assert_cohort_wrong("has both rates, which compete, and probabilities", ROW, "{work: {rate: 0.1/year}, halv: 90 %}");
  assert_cohort_wrong("has both counts and other chances", ROW, "{work: {count: 3}, halv: rest}");
  assert_cohort_wrong("there is no chance from 'halv' to 'outside' for the ratio to bear on", "outcomes.alternatives.med.matrix.halv", "{outside: {relative_risk: 2}}");
  assert_cohort_wrong("is what is left of its row", "outcomes.alternatives.med.matrix.outside.outside", "{relative_risk: 2}");
  assert_cohort_wrong("a relative risk is of a probability, and the chance is a rate", "outcomes.alternatives.med.matrix.work", "{outside: {relative_risk: 2}}");
  assert_cohort_wrong("an odds ratio is of a probability", "outcomes.alternatives.utan.matrix.work", "{outside: {rate: 0.2/year, odds_ratio: 2}}");
  assert_cohort_wrong("a rate needs no cap", "outcomes.alternatives.med.matrix.work", "{outside: {hazard_ratio: 2, cap: 50 %}}");
}

static void test_alternatives_that_are_wrong(void **state) {
  (void)state;
  assert_cohort_wrong("there is no alternative 'utn'; did you mean 'utan'?", "outcomes.alternatives.med.based_on", "utn");
  assert_cohort_wrong("is based on itself", "outcomes.alternatives.utan.based_on", "med");
  assert_cohort_wrong("is based on itself", "outcomes.alternatives.med.based_on", "med");
  assert_cohort_wrong("the matrix is of a shorter time than the cycle", "outcomes.alternatives.utan.matrix_cycle", "1 day");
  assert_cohort_wrong("'med' has both a matrix and intensities", "outcomes.alternatives.med.intensities", "{work: {halv: {rate: 0.1/year}}}");
  assert_cohort_wrong("the cohort has no group 'k'", "outcomes.alternatives.med.groups", "{k: {matrix: {work: {halv: 1 %}}}}");
  assert_cohort_wrong("mortality has both a rate and a probability", "outcomes.alternatives.utan.mortality.probability", "1 %");
  assert_cohort_wrong("mortality has neither a rate nor a probability", "outcomes.alternatives.utan.mortality", "{to: död}");
  assert_cohort_wrong("the cohort has no state 'outsid'; did you mean 'outside'?", "outcomes.alternatives.utan.mortality.hazard_ratio.outsid", "2");
}

static void test_a_state_that_nobody_comes_to(void **state) {
  (void)state;
  cohort_set(SET("outcomes.states.pension", "{states: {}}"));
  const char *all = errors();
  if (strstr(all, "the state 'pension' is never reached") == NULL) fail_msg("%s", all);
  cohort_set(NULL);
  assert_null(strstr(errors(), "never reached"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_a_row), TEST(test_what_it_is_based_on), TEST(test_for_first), TEST(test_spans), TEST(test_one_chance_that_is_wrong),
      TEST(test_rows_that_are_wrong), TEST(test_alternatives_that_are_wrong), TEST(test_a_state_that_nobody_comes_to),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
