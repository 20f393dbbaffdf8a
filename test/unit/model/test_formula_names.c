/* What formulas name, and the unit they are shown in. */
#include "fixture.h"

struct seen {
  char text[200];
  const struct ek_model *model;
};

static void see(void *data, enum ek_named kind, int index) {
  struct seen *s = data;
  const char *name = kind == EK_NAMES_RULE ? s->model->rules[index].name.text
                                           : s->model->parameters[index].name.text;
  strcat(s->text, name);
  strcat(s->text, kind == EK_NAMES_RULE ? "() " : " ");
}

static void test_names(void **state) {
  (void)state;
  struct seen s = {.model = model_of()};
  const struct ek_name_seen seen = {see, &s};
  ek_formula_names(compile(s.model, "if(avgift > 0.3, dubbel(belopp) + belopp, -flyttad)"), &seen);
  assert_string_equal(s.text, "avgift dubbel() belopp belopp flyttad ");
  s.text[0] = '\0';
  ek_formula_names(compile(s.model, "age * 2 kr"), &seen);
  ek_formula_names(NULL, &seen);
  assert_string_equal(s.text, "");
}

static void test_units(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  static const struct { const char *formula, *unit; } cases[] = {
      {"belopp", "kr/month"}, {"belopp * 2", "kr/month"}, {"2 * belopp - 5 kr/day", "kr/month"},
      {"5 kr/day + belopp", "kr/day"}, {"dubbel(belopp)", "kr/year"}, {"avgift", "%"},
      {"avgift + 0.1", "%"}, {"0.1 + avgift", "1"}, {"1/3", "1"}, {"age > 3", "1"},
      {"belopp * 3 months", "kr"}, {"belopp / dagantal", "kr/benefit_day"}, {"18 months", "months"},
      {"-(25 000 kr/month)", "kr/month"}, {"belopp / (1 kr/visit)", "visit/year"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const struct ek_formula *f = compile(m, cases[i].formula);
    assert_non_null(f);
    assert_string_equal(ek_formula_unit_said(arena, f, m), cases[i].unit);
  }
  assert_string_equal(ek_formula_unit_said(arena, ek_formula_constant(arena, 3, ek_unit_money), m), "kr");
}

static void test_is_name(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  assert_true(ek_formula_is_name(compile(m, "belopp")));
  assert_true(ek_formula_is_name(compile(m, "(dubbel(belopp))")));
  assert_false(ek_formula_is_name(compile(m, "-belopp")));
  assert_false(ek_formula_is_name(compile(m, "12 kr")));
}

/* Assumptions a, b, c, …: their formulas, and which of them stand on the command line. */
static const char *assumption_name(void *study, size_t index) {
  (void)study;
  static const char *const names[] = {"a", "b", "c", "d"};
  return names[index];
}

static bool assumption_unit(void *study, size_t index, struct ek_unit *out) {
  (void)study;
  (void)index;
  *out = ek_unit_none;
  return true;
}

static void test_option(void **state) {
  (void)state;
  const struct ek_source file = {.name = "study.yaml"}, set_a = {.name = "--set a"}, set_b = {.name = "--set b"};
  struct ek_node place[] = {{.pos = {&set_a, 1, 3, 1}}, {.pos = {&set_b, 1, 1, 1}}, {.pos = {&file, 5, 1, 1}}, {.pos = {&file, 6, 1, 1}}};
  struct ek_value value[4] = {{.node = &place[0]}, {.node = &place[1]}, {.node = &place[2]}, {.pos = {&file, 6, 1, 1}}};
  struct ek_quantity q[4] = {{.value = &value[0]}, {.value = &value[1]}, {.value = &value[2]}, {.value = &value[3]}};
  const struct ek_quantity *all[] = {&q[0], &q[1], &q[2], &q[3]};
  const struct ek_study_names names = {NULL, 4, assumption_name, assumption_unit, all};
  const struct ek_scope scope = {.model = model_of(), .study = &names};
#define COMPILED(text) ek_formula_compile(arena, scalar_of(text), &scope, NULL, diags)
  q[2].formula = COMPILED("2 * a + a");
  assert_int_equal(ek_formula_option(COMPILED("1 - c"), all).column, 3); /* through another, and more than once */
  assert_ptr_equal(ek_formula_option(COMPILED("b"), all).source, &set_b);
  assert_null(ek_formula_option(COMPILED("b + c"), all).source); /* which of them? */
  assert_null(ek_formula_option(COMPILED("d + 3"), all).source);
  assert_null(ek_formula_option(NULL, all).source);
  assert_null(ek_formula_option(COMPILED("a"), NULL).source);
  q[3].formula = COMPILED("d + d + a"); /* no end, which compiling refuses */
  assert_null(ek_formula_option(COMPILED("d"), all).source);
  all[0] = NULL;
  assert_null(ek_formula_option(COMPILED("a"), all).source);
  assert_fine();
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_names), TEST(test_option), TEST(test_units), TEST(test_is_name)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
