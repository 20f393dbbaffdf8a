/* Events and measures made ready. */
#include "cohort.h"

static const struct ek_measure *measure(const struct ek_study *s) { return s->measures.items; }

static void test_events(void **state) {
  (void)state;
  const struct ek_study *s = cohort_set(NULL);
  const struct ek_event *e = s->outcomes.cohort.event_list.items;
  assert_int_equal(e->from_account, ek_model_account(s->model, "payer"));
  assert_int_equal(e->to_account, ek_model_account(s->model, "employer"));
  assert_string_equal(e->item->name.text, "bonus");
  assert_int_equal(e->item->flows.n, 1);
  assert_non_null(e->amount);
  s = cohort_set(SET("outcomes.events[1]", "{name: bonus, payer: production, amount: 3 kr}"));
  e = s->outcomes.cohort.event_list.items;
  assert_int_equal(e->from_account, EK_ACCOUNT_PRODUCTION(s->model));
  assert_int_equal(e->to_account, EK_ACCOUNT_RESOURCES(s->model));
}

static void test_events_that_are_wrong(void **state) {
  (void)state;
#define EVENT "outcomes.events[1]"
  assert_cohort_wrong("'payr' is not an account; did you mean 'payer'?", EVENT ".payer", "payr");
  assert_cohort_wrong("'society' is not an account", EVENT ".payer", "society");
  assert_cohort_wrong("would come out of resources or go into production", EVENT ".payer", "resources");
  assert_cohort_wrong("would come out of resources or go into production", EVENT ".receiver", "production");
  assert_cohort_wrong("'payer' pays itself", EVENT ".receiver", "payer");
  assert_cohort_wrong("the cohort has no state 'wrk'; did you mean 'work'?", EVENT ".to", "wrk");
  assert_cohort_wrong("nobody moves from 'work' to 'work'", EVENT ".from", "work");
  assert_cohort_wrong("there is no alternative 'mad'; did you mean 'med'?", EVENT ".alternatives", "[mad]");
  assert_cohort_wrong("must be", EVENT ".amount", "3 %");
}

static void test_measures(void **state) {
  (void)state;
  const struct ek_study *s = cohort_set(NULL);
  const struct ek_cohort *k = cohort(s);
  const struct ek_measure *m = measure(s);
  size_t half = state_at(k, "halv");
  assert_null(m->weight[0][state_at(k, "outside")]);
  assert_string_equal(m->weight[0][half]->value->text, "0.5");
  assert_string_equal(m->weight[1][half]->value->text, "0.6");
  assert_ptr_equal(m->weight[0][state_at(k, "work")]->value, m->weight[1][state_at(k, "work")]->value);
  assert_false(m->discounted);
  assert_int_equal(m->willingness.n, 2);
  assert_non_null(m->q_willingness[1]);
  m = measure(cohort_set(SET("measures[1].discount", "{rate: 1 %}")));
  assert_true(m->discounted);
  assert_non_null(m->rate);
  m = measure(cohort_set(SET("measures[1].discount", "none")));
  assert_true(m->discounted);
  assert_null(m->rate);
  assert_int_equal(m->schedule, -1);
}

static void test_measures_that_are_wrong(void **state) {
  (void)state;
  assert_cohort_wrong("the cohort has no state 'wrk'", "measures[1].states.wrk", "1");
  assert_cohort_wrong("there is no alternative 'mad'", "measures[1].alternatives", "{mad: {states: {work: 1}}}");
  assert_cohort_wrong("the cohort has no state 'wrk'", "measures[1].events", "[{to: wrk, amount: 1}]");
  assert_cohort_wrong("nobody moves from 'work' to 'work'", "measures[1].events", "[{from: work, to: work, amount: 1}]");
  assert_cohort_wrong("there are two measures 'arbete'", "measures", "[{name: arbete, states: {work: 1}}, {name: arbete, states: {work: 1}}]");
  assert_null(read_set(STUDY "measures: [{name: m, states: {arbete: 1}}]\n", NULL));
  const char *all = errors();
  if (strstr(all, "measures are of a cohort, and there is none") == NULL) fail_msg("%s", all);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_events), TEST(test_events_that_are_wrong), TEST(test_measures), TEST(test_measures_that_are_wrong)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
