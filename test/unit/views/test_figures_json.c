/* Figures as JSON, read back with the same library: all there, null where there is no number. */
#include <jansson.h>

#include "report_fixture.h"

static json_t *json_of(const struct ek_result *r) {
  struct ek_buffer out = {.arena = arena};
  assert_true(ek_render_figures_json(r, NULL, NULL, diags, EK_EN, &out));
  json_error_t error;
  json_t *root = json_loads(ek_buffer_text(&out), JSON_REJECT_DUPLICATES, &error);
  if (root == NULL) fail_msg("%s:\n%s", error.text, ek_buffer_text(&out));
  return root;
}

static const json_t *figure(const json_t *root, const char *name, const char *actor, int horizon) {
  const json_t *figures = json_object_get(root, "figures");
  for (size_t i = 0; i < json_array_size(figures); i++) {
    const json_t *f = json_array_get(figures, i);
    const char *of = json_string_value(json_object_get(f, "actor"));
    if (ek_text_same(json_string_value(json_object_get(f, "figure")), name) &&
        ek_text_same(of, actor) &&
        json_integer_value(json_object_get(f, "horizon_months")) == horizon) {
      return f;
    }
  }
  fail_msg("no figure %s of %s", name, actor);
  return NULL;
}

static const char *text_at(const json_t *object, const char *key) {
  return json_string_value(json_object_get(object, key));
}

static void everything_is_there(void **state) {
  (void)state;
  json_t *root = json_of(result_of(
      STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET
      "assumptions: {lön: {value: 23 850 kr/month, source: S, grade: B}, del: 0.2385}\n"));
  const json_t *study = json_object_get(root, "study");
  assert_string_equal(text_at(study, "title"), "Provet");
  assert_string_equal(text_at(study, "comparison"), "deadweight");
  assert_string_equal(text_at(study, "profile"), "npv");
  assert_string_equal(text_at(json_object_get(root, "stamp"), "model"), "liten");
  assert_true(json_is_null(json_object_get(json_object_get(root, "stamp"), "seed")));
  const json_t *wage = json_array_get(json_object_get(root, "assumptions"), 0);
  assert_string_equal(text_at(wage, "unit"), "kr/year");
  assert_string_equal(text_at(wage, "grade"), "B");
  assert_near(json_real_value(json_object_get(wage, "value")), 286200, 0, 0);
  const json_t *share = json_array_get(json_object_get(root, "assumptions"), 1);
  assert_string_equal(text_at(share, "unit"), "1");
  const json_t *costs = json_object_get(root, "costs");
  assert_int_equal(json_array_size(costs), 4);
  assert_string_equal(text_at(json_array_get(costs, 1), "pool"), "förbund");
  assert_near(json_real_value(json_object_get(json_object_get(root, "balance"), "outside")),
              -333333, 0, 0);
  assert_string_equal(text_at(json_array_get(json_object_get(root, "warnings"), 0), "kind"), "weak");
  json_decref(root);
}

static void numbers_are_whole_and_never_is_null(void **state) {
  (void)state;
  const struct ek_result *r =
      result_of(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET);
  json_t *root = json_of(r);
  const json_t *benefit = figure(root, "benefit", "samhälle", 60);
  double exact = ek_result_value(r, EK_FIG_BENEFIT, r->model->root, 60);
  assert_true(json_real_value(json_object_get(benefit, "value")) == exact);
  assert_true(json_is_null(json_object_get(benefit, "text")));
  const json_t *never = figure(root, "payback_months", "fk", 0);
  assert_true(json_is_null(json_object_get(never, "value")));
  assert_string_equal(text_at(never, "text"), "never");
  const json_t *none = figure(root, "return", "individ", 12);
  assert_true(json_is_null(json_object_get(none, "value")));
  assert_string_equal(text_at(none, "text"), "none");
  json_decref(root);
}

static void gross_change_is_said(void **state) {
  (void)state;
  json_t *root = json_of(result_of(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_GROSS));
  assert_string_equal(text_at(json_object_get(root, "study"), "comparison"), "before_continues");
  assert_int_equal(json_array_size(json_object_get(root, "costs")), 0);
  json_decref(root);
}

static void bytes_that_are_no_text_do_not_stop_it(void **state) {
  (void)state;
  struct ek_result r = *result_of(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_NET);
  struct ek_study study = *r.study;
  r.study = &study;
  study.title = "Pr\xF6vet";
  json_t *root = json_of(&r);
  assert_string_equal(text_at(json_object_get(root, "study"), "title"), "Pr?vet");
  json_decref(root);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(everything_is_there),
      TEST(numbers_are_whole_and_never_is_null),
      TEST(gross_change_is_said),
      TEST(bytes_that_are_no_text_do_not_stop_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
