/* A cohort made ready: time, states and what they hold, who starts where and when. */
#include "cohort.h"

#include "base/number.h"

static void test_time(void **state) {
  (void)state;
  const struct ek_cohort *k = cohort(cohort_set(NULL));
  assert_true(k->present);
  assert_int_equal(k->cycle.months, 1);
  assert_int_equal(k->counting, EK_COUNT_LIFE_TABLE);
  assert_int_equal(k->weighing, EK_WEIGH_MIDDLE);
  k = cohort(cohort_set(SET("outcomes.cycle", "2 weeks", "outcomes.counting", "end")));
  assert_int_equal(k->cycle.months, 0);
  assert_int_equal(k->cycle.days, 14);
  assert_near(k->cycle.years, 14 / 365., 1e-15, 0);
  assert_int_equal(k->weighing, EK_WEIGH_END);
  k = cohort(cohort_set(SET("outcomes.cycle", "1 year")));
  assert_int_equal(k->cycle.months, 12);
  k = cohort(cohort_set(SET("outcomes.counting", "start", "outcomes.discounting", "end", "outcomes.unusual_pair", "yes")));
  assert_int_equal(k->weighing, EK_WEIGH_END);
}

static void test_time_that_is_wrong(void **state) {
  (void)state;
  assert_cohort_wrong("is not a length of time in whole days or months", "outcomes.cycle", "1.5 days");
  assert_cohort_wrong("is not a length of time in whole days or months", "outcomes.cycle", "0 months");
  assert_cohort_wrong("is not a length of time in whole days or months", "outcomes.cycle", "-1 month");
  assert_cohort_wrong("is not a length of time in whole days or months", "outcomes.cycle", "3 kr");
  assert_cohort_wrong("persons counted early would be discounted late", "outcomes.counting", "start", "outcomes.discounting", "end");
  assert_cohort_wrong("the horizon of 12 months is no whole number of cycles", "outcomes.cycle", "5 months");
  assert_cohort_wrong("the horizon of 12 months is no whole number of pairs of cycles", "outcomes.cycle", "4 months", "outcomes.counting", "simpson");
}

/* First those at the start, then those of matrices, then those that are only defined. */
static void test_states(void **state) {
  (void)state;
  const struct ek_cohort *k = cohort(cohort_set(NULL));
  static const char *const names[] = {"outside", "work", "halv", "död"}, *const labels[] = {"Utanför arbete", "Arbete", "Halvtid", "död"};
  assert_int_equal(k->n_states, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_string_equal(k->states[i].text, names[i]);
    assert_string_equal(k->labels[i].sv, labels[i]);
  }
  assert_int_equal(ek_cohort_state_at(k, "work"), 1);
  assert_int_equal(ek_cohort_state_at(k, "arbete"), -1);
  assert_int_equal(ek_cohort_alternative_at(k, "med"), 1);
  assert_int_equal(ek_cohort_alternative_at(k, "Med"), -1);
}

static double evaluated(const struct ek_quantity *q) {
  assert_non_null(q);
  double out = 0;
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error;
  assert_true(ek_quantity_parse(arena, q->value->text, &out, &unit, &unit_text, &error));
  return out;
}

/* What a state holds: the model's state of that name, as defined, or as an alternative has it. */
static void test_what_states_hold(void **state) {
  (void)state;
  const struct ek_cohort *k = cohort(cohort_set(NULL));
  const struct ek_phase *outside = &k->cases[0][0][0]->before, *work = &k->cases[0][0][1]->before, *half = &k->cases[0][0][2]->before, *dead = &k->cases[0][0][3]->before;
  assert_int_equal(outside->n_holdings, 2); /* and its service */
  assert_int_equal(work->n_holdings, 1);
  assert_string_equal(work->holdings[0].item->name.text, "work");
  assert_near(evaluated(work->holdings[0].quantity), 1, 0, 0);
  assert_int_equal(half->n_holdings, 2);
  assert_near(evaluated(half->holdings[1].quantity), 0.5, 0, 0);
  assert_int_equal(dead->n_holdings, 0);
  assert_near(evaluated(outside->holdings[1].quantity), 4, 0, 0);
  assert_near(evaluated(k->cases[0][1][0]->before.holdings[1].quantity), 9, 0, 0);
  assert_ptr_equal(k->cases[0][0][1], k->cases[0][1][1]); /* shared where alike */
  assert_ptr_not_equal(k->cases[0][0][0], k->cases[0][1][0]);
  assert_int_equal(k->cases[0][0][0]->age, 34);
}

static void test_groups(void **state) {
  (void)state;
  const struct ek_cohort *k = cohort(cohort_set(NULL));
  assert_int_equal(k->n_groups, 1);
  assert_null(k->groups[0].name.text);
  assert_near(evaluated(k->start[0][1]), 2.5, 0, 0);
  assert_null(k->start[0][2]);
  k = cohort(cohort_set(SET("outcomes", "{cycle: 1 month, inputs: {wage: 25 000 kr/month}, groups: {k: {sex: kvinna, age: 61, initial: {outside: 3}, inputs: {wage: 19 000 kr/month}}, m: {sex: man, initial: {outside: 1, work: 7}}}, "
                            "alternatives: {a: {reference: yes, matrix: {outside: {work: 2 %, outside: rest}}, groups: {k: {matrix: {outside: {work: 3 %}}}}}, b: {based_on: a}}}",
                            "measures", "[]")));
  assert_int_equal(k->n_groups, 2);
  assert_true(k->groups[0].woman);
  assert_false(k->groups[1].woman);
  assert_int_equal(k->cases[0][0][0]->age, 61);
  assert_string_equal(k->cases[0][0][1]->name.text, "work, k");
  assert_near(evaluated(k->start[1][1]), 7, 0, 0);
  assert_near(evaluated(chance(k, 0, 1, "outside", "work")->q_probability), 0.03, 1e-15, 0);
  assert_near(evaluated(chance(k, 1, 1, "outside", "work")->q_probability), 0.02, 1e-15, 0);
}

static void test_entry(void **state) {
  (void)state;
  const struct ek_cohort *k = cohort(cohort_set(NULL));
  assert_int_equal(k->n_entries, 1);
  assert_int_equal(k->entry_month[0], 0);
  assert_null(k->entry_share[0]);
  k = cohort(cohort_set(SET("outcomes.entry", "{2020-03: 40 %, 2021-02: 60 %}")));
  assert_int_equal(k->n_entries, 2);
  assert_int_equal(k->entry_month[1], 11);
  assert_near(evaluated(k->entry_share[1]), 0.6, 0, 0);
  assert_cohort_wrong("some enter in 2020-02, before the study starts", "outcomes.entry", "{2020-02: 40 %, 2021-02: 60 %}");
  assert_cohort_wrong("'2020' is not a month", "outcomes.entry", "{2020: 40 %, 2021-02: 60 %}");
}

static void test_alternatives(void **state) {
  (void)state;
  const struct ek_cohort *k = cohort(cohort_set(NULL));
  assert_int_equal(k->reference, 0);
  assert_int_equal(k->chosen, 1);
  assert_int_equal(k->alternatives[1].costs.n, 1);
  assert_cohort_wrong("no alternative is the reference", "outcomes.alternatives.utan.reference", "no");
  assert_cohort_wrong("more than one alternative is the reference", "outcomes.alternatives.med.reference", "yes");
  assert_cohort_wrong("the cohort has both `initial` and groups", "outcomes.groups", "{k: {initial: {outside: 1}}}");
  assert_cohort_wrong("nobody is said to be in the cohort", "outcomes.initial", "{}");
  assert_cohort_wrong("lag and retention have no place beside them", "effect.lag", "2 months");
  assert_cohort_wrong("lag and retention have no place beside them", "effect.retention", "90 %/year");
  assert_cohort_wrong("the nyttosam profile has a constant yearly benefit", "settings.profile", "nyttosam");
  assert_cohort_wrong("the comparison too", "comparison.deadweight", "30 %");
  assert_cohort_wrong("'nonsens'", "outcomes.inputs.nonsens", "3 kr");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_time), TEST(test_time_that_is_wrong), TEST(test_states), TEST(test_what_states_hold),
      TEST(test_groups), TEST(test_entry), TEST(test_alternatives),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
