/* Reading formulas: precedence, units, names, and where each message points. */
#include "fixture.h"

static const struct ek_model *model;

/* The unit of a formula, or its errors. */
static const char *unit_of(const char *text) {
  const struct ek_formula *f = compile(model, text);
  return f != NULL ? ek_unit_text(arena, ek_formula_unit(f)) : errors();
}

#define assert_unit(text, expected) assert_string_equal(unit_of(text), expected)

static void test_units(void **state) {
  (void)state;
  model = model_of();
  assert_unit("2.385e3 kr", "kr");
  assert_unit("12 500 kr/month", "kr/year");
  assert_unit("0,35", ek_unit_text(arena, ek_unit_none));
  assert_unit("belopp * 12 months", "kr");
  assert_unit("belopp / avgift", "kr/year");
  assert_unit("100 kr/benefit_day * dagantal", "kr/year");
  assert_unit("12 visits/year * 300 kr/visit", "kr/year");
  assert_unit("1/year", "1/year");
  assert_unit("1 / 1 year", "1/year");
  assert_unit("belopp > 100 kr/month", ek_unit_text(arena, ek_unit_none));
  assert_unit("dubbel(belopp)", "kr/year");
  assert_unit("-belopp", "kr/year");
  assert_unit("+ belopp", "kr/year");
  assert_unit("\u2212belopp × 2", "kr/year");
  assert_unit("if(age > 30, belopp, 0)", "kr/year");
  assert_unit("max(0, belopp)", "kr/year");
  assert_unit("  belopp\u00a0", "kr/year");
  assert_unit("floor(belopp, 100 kr/year)", "kr/year");
  assert_unit("rules_year == 2013 and not age < 3 or adults >= 2", ek_unit_text(arena, ek_unit_none));
}

static void test_units_that_do_not_go_together(void **state) {
  (void)state;
  model = model_of();
  assert_unit("belopp + 100 kr", "f:1:14+6 '+': kr/year and kr do not go together\n");
  assert_unit("belopp - 3", "f:1:14+1 '-': kr/year and a bare number do not go together\n");
  assert_unit("if(1 > 0, belopp, 3 kr)", "f:1:23+4 if: kr/year and kr do not go together\n");
  assert_unit("if(belopp, 1, 2)", "f:1:8+6 a condition must be a bare number or share, not kr/year; "
                                  "compare it with something: belopp > 0\n");
  assert_unit("min(belopp, 3 visits)", "f:1:17+8 min and max: kr/year and visit do not go together\n");
  assert_unit("dubbel(100 kr)", "f:1:12+6 'x' of dubbel is asked for in kr/year, not kr\n");
  assert_unit("floor(belopp, 100 kr)", "f:1:19+6 rounding (value, step): kr/year and kr do not go together\n");
  assert_unit("power(belopp, 2)", "f:1:11+6 the parts of power must be a bare number or share, not kr/year\n");
  assert_unit("3 visits * 4 hours", "f:1:5+18 visit and hour cannot be multiplied\n");
  assert_unit("not belopp", "f:1:9+6 what stands after 'not' must be a bare number or share, not kr/year\n");
  assert_unit("1 > 0 and belopp", "f:1:15+6 what stands beside 'and' must be a bare number or share, not kr/year\n");
  assert_unit("children(belopp, 3)", "f:1:14+6 an age must be a bare number or share, not kr/year\n");
  assert_unit("belopp == 3 kr", "f:1:15+4 a comparison: kr/year and kr do not go together\n");
}

static void test_a_wish_for_a_unit(void **state) {
  (void)state;
  model = model_of();
  const struct ek_scope scope = {.model = model};
  assert_null(ek_formula_compile(arena, scalar_of("2 * belopp"), &scope, &ek_unit_money, diags));
  assert_errors("f:1:5+10 this is kr/year, but kr is asked for\n");
  const struct ek_formula *zero =
      ek_formula_compile(arena, scalar_of("0"), &scope, &ek_unit_money, diags);
  assert_true(ek_unit_same(ek_formula_unit(zero), ek_unit_money)); /* 0 is 0 of anything */
  assert_true(ek_formula_is_number(zero));
  assert_true(ek_formula_is_number(compile(model, "-3 kr")));
  assert_false(ek_formula_is_number(compile(model, "belopp")));
  assert_string_equal(ek_formula_text(compile(model, "belopp * 2")), "belopp * 2");
  assert_null(ek_formula_text(ek_formula_constant(arena, 2.5, ek_unit_money)));
}

static void test_names(void **state) {
  (void)state;
  model = model_of();
  assert_unit("belop * 2", "f:1:5+5 'belop' is not a parameter, an assumption or an input here; "
                           "did you mean 'belopp'?\n");
  assert_unit("2 * xyzzyxyzzy", "f:1:9+10 'xyzzyxyzzy' is not a parameter, an assumption or an input "
                                "here\n");
  assert_unit("dubbel", "f:1:5+6 'dubbel' is a rule and needs its arguments; write dubbel(…)\n");
  assert_unit("1 + floor", "f:1:9+5 'floor' is a function and needs its arguments; write floor(…)\n");
  assert_unit("dubel(belopp)", "f:1:5+5 there is no rule or function 'dubel'; did you mean 'dubbel'?\n");
  assert_unit("belopp(2)", "f:1:5+6 there is no rule or function 'belopp'; it is a parameter: leave out the parentheses\n");
  assert_unit("dubbel()", "f:1:5+8 'dubbel' takes 1 argument, not 0\n");
  assert_unit("steg(belopp)", "f:1:5+12 'steg' takes 2 arguments, not 1\n");
  assert_unit("floor(3)", "f:1:5+8 'floor' takes 2 arguments, not 1\n");
  assert_unit("if(1 > 0, 3)", "f:1:5+12 'if' takes 3 arguments or more, not 2\n");
  assert_unit("if(1 > 0, 3, 1 > 2, 3)", "f:1:5+22 'if' lacks the value for 'otherwise'; if(condition, value, …, otherwise)\n");
}

static void test_a_person(void **state) {
  (void)state;
  model = model_of();
  const struct ek_scope scope = {.model = model, .person = false};
  static const char *const texts[] = {"age", "1 + adults", "children(0, 3)", "2 * per_barn()"};
  static const char *const messages[] = {
      "f:1:5+3 'age' is about a person, and no person is meant here",
      "f:1:9+6 'adults' is about a person, and no person is meant here",
      "f:1:5+14 children(from, to) is about a person, and no person is meant here",
      "f:1:9+10 'per_barn' asks about a person's age or household, and no person is meant here"};
  for (size_t i = 0; i < 4; i++) {
    assert_null(ek_formula_compile(arena, scalar_of(texts[i]), &scope, NULL, diags));
    assert_errors(ek_sprintf(arena, "%s; use it in the inputs or quantities of a case, where there is one\n",
                             messages[i]));
  }
}

static void test_signs(void **state) {
  (void)state;
  model = model_of();
  assert_unit("", "f:1:4+2 a number or formula is missing\n");
  assert_unit("   ", "f:1:5+1 a number or formula is missing\n");
  assert_unit("2 *", "f:1:7+1 the formula ends too early\n");
  assert_unit("(2 + 3", "f:1:5+1 this '(' is never closed\n");
  assert_unit("2 + 3)", "f:1:10+1 ')' cannot stand here; there is no '(' before it\n");
  assert_unit("max(2, 3", "f:1:8+1 this '(' is never closed; inside { } a formula that holds a "
                          "comma must stand in quotes\n");
  assert_unit("max(2 kr 3)", "f:1:14+1 ')' is missing here\n");
  assert_unit("max(2 3)", "f:1:9+3 wrong groups of digits in '2 3'; groups after a space have exactly three digits: 12 500\n");
  assert_unit("2 & 3", "f:1:7+1 '&' cannot stand here; an operator such as * or + is missing before it\n");
  assert_unit("* 2", "f:1:5+1 '*' cannot stand here\n");
  assert_unit("2 ^ 3", "f:1:7+1 '^' cannot stand here; write power(x, y)\n");
  assert_unit("2 3 kr", "f:1:5+3 wrong groups of digits in '2 3'; groups after a space have exactly three digits: 12 500\n");
  assert_unit("1.234 * belopp", "f:1:5+5 ambiguous number '1.234'; write 1234 or 1.2340\n");
  assert_unit("3 krx", "f:1:7+3 unknown unit 'krx' after a number; units are written like kr/month, %, 1/year, kr/visit\n");
  assert_unit("1 < 2 < 3", "f:1:11+1 '<' cannot stand here; join comparisons by 'and'\n");
  assert_unit("belopp = 2", "f:1:12+1 '=' cannot stand here; write == to compare\n");
}

/* Inside parentheses a comma parts arguments, so it is no decimal sign there. */
static void test_commas(void **state) {
  (void)state;
  model = model_of();
  assert_unit("2,5 * belopp", "kr/year");
  assert_true(compile(model, "max(2, 5)") != NULL);
  assert_true(compile(model, "max(2; 5)") != NULL);
  assert_null(compile(model, "max(2,5; 3)"));
  assert_non_null(strstr(errors(), "f:1:9+3 "));
}

static void test_depth_and_length(void **state) {
  (void)state;
  model = model_of();
  char deep[500] = "";
  for (int i = 0; i < 120; i++) strcat(deep, "(");
  assert_null(compile(model, deep));
  assert_non_null(strstr(errors(), "the formula is too deep; name the parts"));
  deep[0] = '\0';
  for (int i = 0; i < 120; i++) strcat(deep, "-");
  assert_null(compile(model, deep));
  assert_non_null(strstr(errors(), "the formula is too deep"));
  struct ek_buffer sum = {.arena = arena};
  for (int i = 0; i < 6000; i++) ek_buffer_add(&sum, "1 + ");
  assert_null(compile(model, ek_buffer_text(&sum)));
  assert_non_null(strstr(errors(), "the formula is longer than 20000 characters"));
}

/* A message points into the formula also where it runs over several lines. */
static void test_places_in_folded_text(void **state) {
  (void)state;
  model = model_of();
  const char *text = "f: >-\n  belopp\n  + belop\n";
  struct ek_source source = {"f", text, strlen(text)};
  const struct ek_node *node = ek_node_get(ek_yaml_read(arena, &source, diags), "f");
  const struct ek_scope scope = {.model = model};
  assert_null(ek_formula_compile(arena, node, &scope, NULL, diags));
  assert_errors("f:3:5+5 'belop' is not a parameter, an assumption or an input here; did you mean 'belopp'?\n");
}

/* Locals hide assumptions, which hide parameters. */
static const char *study_name(void *study, size_t index) {
  (void)study;
  return index == 0 ? "belopp" : "bara_studien";
}

static bool study_unit(void *study, size_t index, struct ek_unit *out) {
  (void)study;
  *out = ek_unit_money;
  return index == 0; /* the other could not be compiled, which has been said */
}

static void test_hiding(void **state) {
  (void)state;
  model = model_of();
  const struct ek_study_names study = {NULL, 2, study_name, study_unit, NULL};
  const struct ek_local local = {"belopp", ek_unit_none, NULL};
  struct ek_scope scope = {.model = model, .study = &study};
  const struct ek_formula *f = ek_formula_compile(arena, scalar_of("belopp"), &scope, NULL, diags);
  assert_true(ek_unit_same(ek_formula_unit(f), ek_unit_money));
  scope.locals = (struct ek_locals){&local, 1};
  f = ek_formula_compile(arena, scalar_of("belopp"), &scope, NULL, diags);
  assert_true(ek_unit_same(ek_formula_unit(f), ek_unit_none));
  assert_null(ek_formula_compile(arena, scalar_of("bara_studien"), &scope, NULL, diags));
  assert_fine();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_units), TEST(test_units_that_do_not_go_together), TEST(test_a_wish_for_a_unit),
      TEST(test_names), TEST(test_a_person), TEST(test_signs), TEST(test_commas),
      TEST(test_depth_and_length), TEST(test_places_in_folded_text), TEST(test_hiding),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
