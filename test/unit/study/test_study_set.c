/* --set: where a path leads, what it leaves as it was, and paths that lead nowhere. */
#include "fixture.h"

static void test_plain_values(void **state) {
  (void)state;
  assert_string_equal(study_set(SET("title", "Annan"))->title, "Annan");
  assert_int_equal(study_set(SET("settings.price_year", "2015"))->settings.price_year, 2015);
  struct ek_study *s = study_set(SET("costs[1].amount", "2 500 kr", "participants.cases[1].weight", "7.5"));
  assert_string_equal(((const struct ek_cost *)s->costs.items)->amount_value.text, "2 500 kr");
  assert_string_equal(case_of(s, 0)->weight_value.text, "7.5");
  assert_int_equal(s->set.n, 2);
  assert_string_equal(((const struct ek_setting *)s->set.items)[1].path, "participants.cases[1].weight");
}

static void test_items_by_name(void **state) {
  (void)state;
  struct ek_study *s = study_set(SET("costs.K.amount", "2 500 kr", "participants.cases.A.weight", "7.5", "participants.cases.A.before.services.sfi", "10 %"));
  assert_string_equal(((const struct ek_cost *)s->costs.items)->amount_value.text, "2 500 kr");
  assert_string_equal(case_of(s, 0)->weight_value.text, "7.5");
}

static void test_a_bare_name_is_an_assumption_first(void **state) {
  (void)state;
  struct ek_study *s = study_set(SET("andel", "73 %"));
  const struct ek_named_value *v = s->assumption_list.items;
  assert_string_equal(v[1].value.text, "73 %");
  assert_string_equal(v[1].value.source.text, "enkät"); /* the rest of it stays */
  assert_int_equal(v[1].value.grade, EK_GRADE_C);
  s = study_set(SET("prisbasbelopp", "45 000 kr/year"));
  assert_int_equal(s->n_overrides, 1);
  assert_string_equal(s->model->parameters[s->overrides[0].parameter].name.text, "prisbasbelopp");
  s = study_set(SET("sfi.kostnad", "33 000 kr/year"));
  assert_int_equal(s->flow_overrides.n, 1);
  /* a second one is a name of its own and no part of the first */
  s = study_set(SET("sfi.kostnad", "33 000 kr/year", "läkarbesök-primärvård.besök", "2 001 kr/visit",
                    "prisbasbelopp", "45 000 kr/year"));
  assert_int_equal(s->flow_overrides.n, 2);
  assert_int_equal(s->n_overrides, 1);
}

static void test_sections_that_are_not_there(void **state) {
  (void)state;
  struct ek_study *s = study_set(SET("effect.retention", "85 %/year"));
  assert_non_null(s->correction[EK_RETENTION]);
  s = study_set(SET("comparison.deadweight", "{dist: beta, mean: 0.3, sd: 0.08}"));
  assert_int_equal(s->uncertain.n, 1);
  s = study_set(SET("comparison.deadweight", "{share: 30 %, source: x}", "comparison.deadweight", "12 %"));
  assert_string_equal(s->comparison.deadweight.text, "12 %");
  assert_string_equal(s->comparison.deadweight.source.text, "x");
}

/* The last of two settings of one thing counts; whole parts may be given. */
static void test_order_and_parts(void **state) {
  (void)state;
  assert_string_equal(study_set(SET("title", "a", "title", "b"))->title, "b");
  struct ek_study *s = study_set(SET("costs", "[{name: X, payer: af, amount: 1 kr}, {name: Y, payer: af, amount: 2 kr}]",
                                     "costs[2].payer", "fk"));
  assert_int_equal(s->costs.n, 2);
  assert_string_equal(((const struct ek_cost *)s->costs.items)[1].payer.text, "fk");
}

static void test_paths_that_lead_nowhere(void **state) {
  (void)state;
  assert_wrong(":0:0+0 --set costs[2].amount: '[2]' is not there; they are numbered from [1] to [1]", "costs[2].amount", "3 kr");
  assert_wrong("--set costs[0].amount: '[0]' is not there", "costs[0].amount", "3 kr");
  assert_wrong("--set costs.amount: 'amount' is not there; items of a list are written costs[1], costs[2], …", "costs.amount", "3 kr");
  assert_wrong("--set title.x: 'x' is not there; the path goes on below a plain value", "title.x", "3 kr");
  assert_wrong("--set notes[1]: 'notes' is not there", "notes[1]", "3 kr");
  assert_wrong("there is nothing called 'prisbasbelop' in the model 'sverige' to override; did you mean 'prisbasbelopp'?", "prisbasbelop", "1 kr/year");
}

/* What is wrong in a setting points into the setting. */
static void test_errors_in_the_value(void **state) {
  (void)state;
  assert_wrong("--set andel:1:8+3 'lno' is not a parameter", "andel", "0.5 + (lno - lön)");
  assert_wrong("--set costs[1].amount:1:3+5 ", "costs[1].amount", "1 kronx");
  assert_wrong("--set title:1:1", "title", "[a");
  assert_wrong(":0:0+0 --set title: there is no value after '='", "title", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_plain_values), TEST(test_items_by_name), TEST(test_a_bare_name_is_an_assumption_first),
      TEST(test_sections_that_are_not_there), TEST(test_order_and_parts),
      TEST(test_paths_that_lead_nowhere), TEST(test_errors_in_the_value),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
