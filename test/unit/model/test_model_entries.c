/* Entries are read when they are asked for: what is not used is not reported, what is
 * broken is told once, and a circle is found wherever it is entered. */
#include "fixture.h"

static void test_what_is_not_used_is_not_read(void **state) {
  (void)state;
  put_model();
  put("services", "trasig: {flows: [{name: a, from: kommunn, to: resources, amount: 3 kr}]}\n"
                  "hel: {flows: [{name: a, from: kommun, to: resources, amount: 3 kr}]}\n");
  put("parameters", PARAMETERS "oläst: {unit: krr, values: {2010-01-01: 3 kr}}\n");
  struct ek_model *m = read_model();
  assert_non_null(m);
  assert_true(ek_model_item(m, "hel", false) >= 0);
  assert_int_equal(ek_diags_errors(diags), 0);
  assert_true(ek_model_item(m, "trasig", false) >= 0); /* it is there, though broken */
  assert_int_equal(ek_diags_errors(diags), 1);
  ek_model_read_all(m);
  const char *all = errors();
  assert_non_null(strstr(all, "services.yaml:1:34+7 'kommunn' is not an account; did you mean 'kommun'?"));
  assert_non_null(strstr(all, "'krr' is not a unit"));
}

static void test_what_is_broken_is_told_once(void **state) {
  (void)state;
  put_model();
  put("parameters", PARAMETERS "trasig: {unit: kr, values: {2010-01-01: 3 visits}}\n");
  put("rules", RULES "bruten: {args: {x: kr}, unit: kr, value: x + nej}\n");
  struct ek_model *m = read_model();
  assert_non_null(m);
  for (int i = 0; i < 2; i++) {
    assert_null(compile(m, "trasig * 2"));
    assert_null(compile(m, "bruten(3 kr) + trasig"));
  }
  assert_errors("liten/parameters.yaml:8:41+8 this is visit, but kr is asked for\n"
                "liten/rules.yaml:12:46+3 'nej' is not a parameter, an assumption or an input here\n");
}

static void test_dates_in_any_order(void **state) {
  (void)state;
  struct ek_model *m = model_of();
  const struct ek_parameter *p = &m->parameters[ek_model_parameter(m, "belopp")];
  assert_non_null(compile(m, "belopp"));
  assert_int_equal(p->n_dated, 2);
  assert_int_equal(p->dated[0].from, 20110101);
  assert_int_equal(p->dated[1].from, 20120701);
}

static void test_rules_ask_about_persons(void **state) {
  (void)state;
  put_model();
  put("rules", RULES "genom_let: {args: {}, unit: '1', let: {y: age * 2}, value: y + 1}\n"
                     "genom_annan: {args: {}, unit: '1', values: {2010-01-01: 1, 2012-01-01: genom_let()}}\n");
  struct ek_model *m = read_model();
  ek_model_read_all(m);
  assert_fine();
  static const struct { const char *name; bool asks; } table[] = {
      {"dubbel", false}, {"steg", false}, {"per_barn", true}, {"genom_let", true}, {"genom_annan", true}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    assert_int_equal(m->rules[ek_model_rule(m, table[i].name)].person, table[i].asks);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_what_is_not_used_is_not_read), TEST(test_what_is_broken_is_told_once),
      TEST(test_dates_in_any_order), TEST(test_rules_ask_about_persons),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
