/* Traces: a tree with branches for people, nested objects for programs. */
#include <jansson.h>

#include "report_fixture.h"

static const struct ek_source source = {"study.yaml", "", 0};

static struct ek_trace *small_tree(void) {
  struct ek_trace *root = ek_trace_add(arena, NULL, "figure", "result");
  root->label = (struct ek_label){"Resultat", "Result"};
  root->value = 2325000;
  root->unit = ek_unit_money;
  struct ek_trace *wage = ek_trace_add(arena, root, "assumption", "månadslön");
  wage->label = (struct ek_label){"Månadslön", "Monthly wage"};
  wage->value = 237600;
  wage->unit = (struct ek_unit){.power = {[EK_DIM_MONEY] = 1, [EK_DIM_TIME] = -1}};
  wage->formula = "19 800 kr/month";
  wage->source.text = "Lönestatistik";
  wage->grade = EK_GRADE_B;
  wage->remark = (struct ek_label){"från 2014-01-01", "from 2014-01-01"};
  wage->pos = (struct ek_pos){&source, 12, 3, 1};
  struct ek_trace *tax = ek_trace_add(arena, wage, "parameter", "skatt");
  tax->value = 0.3219;
  struct ek_trace *last = ek_trace_add(arena, root, "let", NULL);
  last->value = NAN;
  last->pos = (struct ek_pos){&source, 0, 0, 0};
  return root;
}

static const char *text_of(const struct ek_trace *root, enum ek_lang lang) {
  struct ek_buffer out = {.arena = arena};
  ek_render_trace_text(root, lang, &out);
  return plain(ek_buffer_text(&out));
}

static void a_tree_has_branches(void **state) {
  (void)state;
  assert_string_equal(text_of(small_tree(), EK_SV), "Resultat (result): 2 325 000 kr\n"
                                                    "├─ Månadslön: 237 600 kr/år\n"
                                                    "│  │  = 19 800 kr/month\n"
                                                    "│  │  Lönestatistik, grad B, från 2014-01-01\n"
                                                    "│  │  study.yaml:12\n"
                                                    "│  └─ skatt: 0,3219\n"
                                                    "└─ let: –\n"
                                                    "      study.yaml\n");
  assert_says(text_of(small_tree(), EK_EN), "├─ Monthly wage (månadslön): 237,600 kr/year\n");
}

static void long_formulas_are_wrapped_and_cut(void **state) {
  (void)state;
  struct ek_trace *root = small_tree();
  struct ek_buffer formula = {.arena = arena};
  for (int i = 0; i < 60; i++) ek_buffer_add(&formula, "lön_å + ");
  root->formula = formula.text;
  const char *text = text_of(root, EK_SV);
  for (const char *at = text; *at != '\0'; at += strcspn(at, "\n") + 1) {
    assert_true(ek_text_width(ek_strndup(arena, at, strcspn(at, "\n"))) <= 80);
  }
  assert_says(text, " …\n");
  assert_int_equal(ek_utf8_invalid(text, strlen(text)), strlen(text));
}

static void objects_are_nested(void **state) {
  (void)state;
  struct ek_buffer out = {.arena = arena};
  assert_true(ek_render_trace_json(small_tree(), EK_EN, &out));
  json_t *root = json_loads(ek_buffer_text(&out), 0, NULL);
  assert_non_null(root);
  assert_string_equal(json_string_value(json_object_get(root, "label")), "Result");
  assert_string_equal(json_string_value(json_object_get(root, "unit")), "kr");
  const json_t *children = json_object_get(root, "children");
  const json_t *wage = json_array_get(children, 0), *last = json_array_get(children, 1);
  assert_string_equal(json_string_value(json_object_get(wage, "file")), "study.yaml");
  assert_int_equal(json_integer_value(json_object_get(wage, "line")), 12);
  assert_string_equal(json_string_value(json_object_get(wage, "grade")), "B");
  assert_int_equal(json_array_size(json_object_get(wage, "children")), 1);
  assert_true(json_is_null(json_object_get(last, "value")));
  assert_null(json_object_get(last, "line"));
  assert_true(json_is_null(json_object_get(last, "name")));
  json_decref(root);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_tree_has_branches),
      TEST(long_formulas_are_wrapped_and_cut),
      TEST(objects_are_nested),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
