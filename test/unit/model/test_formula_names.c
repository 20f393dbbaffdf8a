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

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_names), TEST(test_units), TEST(test_is_name)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
