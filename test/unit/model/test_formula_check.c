/* Units given to the parts of formulas: the literal 0, ratios and powers of units. */
#include "fixture.h"

static const struct ek_model *model;

static bool unit_is(const char *text, struct ek_unit expected) {
  const struct ek_formula *f = compile(model, text);
  if (f == NULL) fail_msg("%s: %s", text, errors());
  return ek_unit_same(ek_formula_unit(f), expected);
}

/* A bare 0 is 0 of whatever stands beside it, also negated or picked by if, min and max. */
static void test_zero_fits_all(void **state) {
  (void)state;
  model = model_of();
  const struct ek_unit rate = {.power = {[EK_DIM_MONEY] = 1, [EK_DIM_TIME] = -1}};
  assert_true(unit_is("belopp + 0", rate));
  assert_true(unit_is("0 - belopp", rate));
  assert_true(unit_is("-0 + belopp", rate));
  assert_true(unit_is("max(0, 0, belopp)", rate));
  assert_true(unit_is("if(1 > 0, 0, belopp)", rate));
  assert_true(unit_is("max(0, 0) + belopp", rate));
  assert_true(unit_is("if(1 > 0, 0, 0) + belopp", rate));
  assert_true(unit_is("dubbel(0)", rate));
  assert_true(unit_is("belopp >= 0", ek_unit_none));
  assert_null(compile(model, "belopp + 0 kr"));
  assert_null(compile(model, "belopp + 0.5"));
  assert_null(compile(model, "(0 > 1) + belopp")); /* an answer is no literal */
}

static void test_products(void **state) {
  (void)state;
  model = model_of();
  assert_true(unit_is("belopp / belopp", ek_unit_none));
  assert_true(unit_is("1 kr/visit * 3 visit/year * 1 year", ek_unit_money));
  assert_true(unit_is("0 * belopp * 1 month", ek_unit_money));
  assert_null(compile(model, "1 kr/visit * 3 hours"));
  assert_true(unit_is("power(2, 3)", ek_unit_none));
  assert_true(unit_is("abs(belopp - 2 * belopp) * 1 year", ek_unit_money));
  assert_true(unit_is("1 > 0 and 2 > 1 or not 3 > 2", ek_unit_none));
}

static void test_asks_person(void **state) {
  (void)state;
  model = model_of();
  assert_true(ek_formula_asks_person(compile(model, "2 * (1 + age)"), model));
  assert_true(ek_formula_asks_person(compile(model, "max(0, children(0, 3))"), model));
  assert_true(ek_formula_asks_person(compile(model, "dubbel(per_barn())"), model));
  assert_false(ek_formula_asks_person(compile(model, "dubbel(belopp)"), model));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_zero_fits_all), TEST(test_products), TEST(test_asks_person),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
