/* Looking figures up, and what a study expects of them. */
#include "fixture.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                         \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 5 years], discount: {schedule: none}}\n" \
  "participants:\n  cases:\n    - name: A\n      weight: 10\n"                                     \
  "      before: {states: {outside: 100 %}, inputs: {benefit: 8 000 kr/month}}\n"                  \
  "      after: {states: {work: 100 %}, inputs: {wage: 20 000 kr/month}}\n"                        \
  "costs: [{name: K, payer: payer, amount: 600 000 kr}]\n"                                         \
  "comparison: {deadweight: 25 %}\n"                                                               \
  "expect:\n"

/* Adds `expect` entries; says how many fail. */
static size_t expecting(const char *entries) {
  return ek_result_expect(run(ek_sprintf(arena, "%s%s", STUDY, entries)), diags);
}

static void test_lookup(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY "  []\n");
  int payer = ek_model_actor(r->model, "payer");
  const struct ek_figure *f = ek_result_figure(r, EK_FIG_RESULT, payer, 60, -1);
  assert_near(f->value, 60 * 7.5 * 8000 - 600000, 1e-13, 0);
  assert_near(f->column[0], f->value, 0, 0);
  assert_null(ek_result_figure(r, EK_FIG_RESULT, payer, 59, -1));
  assert_true(isnan(ek_result_value(r, EK_FIG_RESULT, payer, 0)));
  assert_non_null(ek_result_stage(r, EK_FIG_BENEFIT_STAGE, payer, 12, EK_DEADWEIGHT));
  assert_null(ek_result_stage(r, EK_FIG_BENEFIT_STAGE, payer, 12, EK_LEAKAGE));
}

static void test_names(void **state) {
  (void)state;
  for (int id = 0; id < EK_FIG_COUNT; id++) {
    const struct ek_figure_def *def = &ek_figure_defs[id];
    assert_int_equal(def->id, id);
    assert_ptr_equal(ek_figure_find(def->name), def);
    assert_ptr_equal(ek_figure_find(def->alias), def);
    assert_non_null(def->label.sv);
    assert_non_null(def->label.en);
    assert_true(strlen(def->help.sv) > 10 && strlen(def->help.en) > 10);
    assert_non_null(ek_figure_unit_name(def->unit));
  }
  assert_null(ek_figure_find("lönsamheten"));
}

static void test_what_holds(void **state) {
  (void)state;
  assert_int_equal(
      expecting("  - {figure: result, actor: payer, horizon: 5 years, value: 3 000 000 kr}\n"
                "  - {figure: resultat, actor: payer, value: 3 000 000}\n"
                "  - {figure: payback_months, actor: payer, value: 10 months}\n"
                "  - {figure: payback_benefit_months, actor: payer, value: 10}\n"
                "  - {figure: net_in_year, actor: payer, year: 1, value: 720 000 kr}\n"
                "  - {figure: benefit_per_year, actor: payer, value: 60 000 kr/month}\n"
                "  - {figure: benefit, actor: payer, horizon: 1 year, value: 719 990 kr, tolerance: 10 kr}\n"
                "  - {figure: participants, value: 10}\n"
                "  - {figure: realised_potential, value: 100 %}\n"
                "  - {figure: payback_months, actor: person, value: 0}\n"
                "  - {figure: return, actor: person, horizon: 1 year, text: none}\n"),
      0);
  assert_fine();
}

static void test_what_does_not_hold(void **state) {
  (void)state;
  assert_int_equal(expecting("  - {figure: benefit, actor: payer, horizon: 1 year, value: 719 990 kr, tolerance: 9.9 kr}\n"
                             "  - {figure: payback_months, actor: payer, text: ingen}\n"
                             "  - {figure: payback_months, actor: payer, value: 10.5 months, tolerance: 0.25 months}\n"
                             "  - {figure: return, actor: person, horizon: 1 year, value: 1.5}\n"),
                   4);
  assert_errors("study.yaml:14:5+1 expected benefit 719990, got 720000 (tolerance 9.9)\n"
                "study.yaml:15:5+1 expected payback_months 'ingen', got 10\n"
                "study.yaml:16:5+1 expected payback_months 10.5, got 10 (tolerance 0.25)\n"
                "study.yaml:17:5+1 expected return 1.5, got none\n");
}

static void test_never_is_ingen(void **state) {
  (void)state;
  static const char expect[] = "  - {figure: payback_months, actor: payer, text: ingen}\n"
                               "  - {figure: payback_months, actor: payer, text: never}\n"
                               "  - {figure: payback_months, actor: payer, text: none}\n"
                               "  - {figure: payback_months, actor: payer, value: 3}\n";
  char *text = ek_sprintf(arena, "%s%s", STUDY, expect);
  memcpy(strstr(text, "600 000 kr"), "60 000 Mkr", 10);
  assert_int_equal(ek_result_expect(run(text), diags), 2);
  assert_errors("study.yaml:16:5+1 expected payback_months 'none', got ingen\n"
                "study.yaml:17:5+1 expected payback_months 3, got ingen\n");
}

static void test_what_is_not_there(void **state) {
  (void)state;
  assert_int_equal(expecting("  - {figure: resultt, value: 1}\n"
                             "  - {figure: result, actor: payr, value: 1}\n"
                             "  - {figure: result, horizon: 3 years, value: 1}\n"
                             "  - {figure: net_in_year, year: 5, value: 1}\n"),
                   4);
  const char *all = errors();
  assert_non_null(strstr(all, "there is no figure 'resultt'; did you mean 'result'?"));
  assert_non_null(strstr(all, "there is no actor 'payr'; did you mean 'payer'?"));
  assert_non_null(strstr(all, "study.yaml:16:5+1 the figure 'result' is not computed for that; "
                              "the study's horizons are 12 and 60 months"));
  assert_non_null(strstr(all, "study.yaml:17:5+1 the figure 'net_in_year' is not computed for that; "
                              "its years are 0 to 4"));
}

static void test_ranges(void **state) {
  (void)state;
  assert_int_equal(expecting("  - {figure: payback_months, actor: payer, min: 9, max: 10}\n"
                             "  - {figure: payback_months, actor: payer, min: 10.5}\n"
                             "  - {figure: payback_months, actor: payer, min: 2, max: 9.5}\n"
                             "  - {figure: payback_months, actor: payer, max: 12, value: 10}\n"),
                   3);
  assert_errors("study.yaml:15:5+1 expected payback_months at least 10.5, got 10\n"
                "study.yaml:16:5+1 expected payback_months at least 2 and at most 9.5, got 10\n"
                "study.yaml:17:5+1 this expects both a value and a range; keep one of them\n");
}

/* With --set it is another study than the one whose results are known. */
static void test_settings_leave_expectations_aside(void **state) {
  (void)state;
  const struct ek_result *r =
      run_set(STUDY "  - {figure: payback_months, actor: payer, value: 3}\n", SET("title", "Annan"));
  assert_int_equal(ek_result_expect(r, diags), 0);
}

static void test_what_is_no_number(void **state) {
  (void)state;
  assert_int_equal(expecting("  - {figure: result, actor: payer, value: 2 * 1 500 000}\n"
                             "  - {figure: result, actor: payer}\n"
                             "  - {figure: result, actor: payer, value: 1 kr, text: ingen}\n"),
                   3);
  const char *all = errors();
  assert_non_null(strstr(all, ":14:43+"));
  assert_non_null(strstr(all, "an expected value is a number"));
  assert_non_null(strstr(all, "study.yaml:15:5+1 this expects nothing; give it a value, or text: ingen"));
  assert_non_null(strstr(all, "study.yaml:16:5+1 this expects both a value and a text; keep one of them"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_lookup), TEST(test_names), TEST(test_what_holds), TEST(test_what_does_not_hold),
      TEST(test_never_is_ingen), TEST(test_what_is_not_there), TEST(test_what_is_no_number),
      TEST(test_ranges), TEST(test_settings_leave_expectations_aside),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
