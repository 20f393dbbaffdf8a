/* What formulas give: arithmetic, steps, laziness, rules by date, and whole columns of draws. */
#include "fixture.h"

static struct ek_world *world;

static double value(const char *text) { return value_in(world, text); }

static void start(ek_day day) { world = world_on(model_of(), day); }

static void test_arithmetic(void **state) {
  (void)state;
  start(20130701);
  assert_near(value("2 + 3 * 4.5"), 15.5, 0, 0);
  assert_near(value("(2 + 3) * 4.5 - -1"), 23.5, 0, 0);
  assert_near(value("7 - 2 - 1"), 4, 0, 0);
  assert_near(value("12 / 4 / 2.5"), 1.2, 1e-15, 0);
  assert_near(value("2 \u2212 5"), -3, 0, 0);
  assert_near(value("35 %"), 0.35, 0, 0);
  assert_near(value("1 kr/month"), 12, 0, 0);
  assert_near(value("18 months"), 1.5, 0, 0);
  assert_near(value("power(1.0350, -7.5)"), pow(1.035, -7.5), 1e-15, 0);
  assert_near(value("abs(-2.3857)"), 2.3857, 0, 0);
  assert_near(value("min(3, -2.5, 7)"), -2.5, 0, 0);
  assert_near(value("max(3, -2.5, 7)"), 7, 0, 0);
  assert_near(value("1 / 0"), INFINITY, 0, 0);
  assert_true(isnan(value("max(1, 0 / 0)")));
  assert_fine();
}

static void test_logic(void **state) {
  (void)state;
  start(20130701);
  assert_near(value("1 < 2 and 2 <= 2 and 3 > 2 and 3 >= 3 and 1 == 1 and 1 != 2"), 1, 0, 0);
  assert_near(value("1 > 2 or 2 < 1"), 0, 0, 0);
  assert_near(value("not 1 > 2"), 1, 0, 0);
  assert_near(value("1 > 2 or 1 < 2 and 1 > 2"), 0, 0, 0); /* and binds closer */
  assert_near(value("if(age > 65, 1, age > 30, 2, 3)"), 2, 0, 0);
  assert_near(value("if(age > 65, 1, age > 40, 2, 3)"), 3, 0, 0);
}

/* Decimal steps are what people mean, though doubles fall a hair beside them. */
static void test_steps(void **state) {
  (void)state;
  start(20130701);
  assert_near(value("floor(0.77 * 42400, 1)"), 32648, 0, 0); /* 32647.999… in doubles */
  assert_near(value("floor(0.29 * 100 kr, 1 kr)"), 29, 0, 0);
  assert_near(value("ceil(0.07 * 100, 1)"), 7, 0, 0); /* 7.000…01 in doubles */
  assert_near(value("floor(32647.9, 1)"), 32647, 0, 0);
  assert_near(value("floor(-2.5, 1)"), -3, 0, 0);
  assert_near(value("ceil(-2.5, 1)"), -2, 0, 0);
  assert_near(value("floor(23 851 kr, 100 kr)"), 23800, 0, 0);
  assert_near(value("ceil(23 801 kr, 100 kr)"), 23900, 0, 0);
  assert_near(value("round(2.5, 1)"), 3, 0, 0);
  assert_near(value("round(-2.5, 1)"), -3, 0, 0);
  assert_near(value("round(1.0050, 0.01)"), 1.01, 1e-15, 0); /* 1.00499… in doubles */
  assert_near(value("round_half_down(350, 100)"), 300, 0, 0);
  assert_near(value("round_half_down(351, 100)"), 400, 0, 0);
  assert_near(value("round_half_down(0.7 * 500, 100)"), 300, 0, 0);
  assert_true(isnan(value("floor(3, 0)")));
  assert_true(isnan(value("floor(3, -1)")));
}

static void test_the_person(void **state) {
  (void)state;
  start(20130701);
  assert_near(value("age"), 34, 0, 0);
  assert_near(value("adults"), 2, 0, 0);
  assert_near(value("children(0, 17)"), 3, 0, 0);
  assert_near(value("children(5, 9)"), 1, 0, 0);
  assert_near(value("children(30, 40)"), 0, 0, 0);
  assert_near(value("rules_year"), 2013, 0, 0);
  assert_near(value("per_barn()"), 3 * 15000 + 2 * 34, 0, 0);
}

static void test_rules_by_date(void **state) {
  (void)state;
  start(20120701);
  assert_near(value("steg(1 000 kr/year, 30 %)"), 300 + 600, 1e-14, 0);
  start(20130101);
  assert_near(value("steg(1 000 kr/year, 30 %)"), 300 + 600 + 1, 1e-14, 0);
  start(20101231);
  assert_true(isnan(value("steg(1 000 kr/year, 30 %)")));
  assert_errors("liten/rules.yaml:2:1+4 the rule 'steg' is not known on 2010-12-31; "
                "the rule begins later; choose a later price_year\n");
}

/* A branch that nobody takes is not asked for, so what did not exist is not missed. */
static void test_if_is_lazy(void **state) {
  (void)state;
  start(20101231);
  assert_near(value("if(rules_year < 2011, 7 kr/year, steg(1 kr/year, 1))"), 7, 0, 0);
  assert_near(value("if(rules_year < 2011, 7 kr/month, belopp)"), 84, 0, 0);
  assert_fine();
}

static void test_columns(void **state) {
  (void)state;
  start(20130701);
  world->draws = 3;
  const struct ek_local local = {"x", ek_unit_none, NULL};
  const struct ek_scope scope = {.model = world->model, .locals = {&local, 1}, .person = true};
  double x[3] = {-1.5, 0, 2.3857};
  double *values[1] = {x};
  const struct { const char *text; double expected[3]; } table[] = {
      {"x * 2 + 1", {-2, 1, 5.7714}},
      {"if(x > 0, x, 0 - x)", {1.5, 0, 2.3857}},
      {"if(x > 100, 1 / 0, x < -100, 1 / 0, 8)", {8, 8, 8}},
      {"max(x, 0)", {0, 0, 2.3857}},
      {"floor(x, 1)", {-2, 0, 2}},
      {"not x", {0, 1, 0}},
      {"x < 1 and x != 0", {1, 0, 0}},
      {"children(x + 3, 9)", {2, 2, 1}},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    const struct ek_formula *f =
        ek_formula_compile(arena, scalar_of(table[i].text), &scope, NULL, diags);
    if (f == NULL) fail_msg("%s", errors());
    struct ek_env env = {.world = world, .person = &someone, .locals = &scope.locals,
                         .values = values};
    const double *out = ek_formula_eval(f, &env);
    for (size_t d = 0; d < 3; d++) {
      near_check(out[d], table[i].expected[d], 1e-14, 0, table[i].text, __FILE__, __LINE__);
    }
  }
}

static void test_trace(void **state) {
  (void)state;
  start(20130701);
  const struct ek_formula *f = compile(world->model, "steg(belopp, 30 %) + 1 kr/year");
  struct ek_trace *root = ek_trace_add(arena, NULL, "root", NULL);
  struct ek_env env = {.world = world, .person = &someone, .trace = root};
  double out = ek_formula_eval(f, &env)[0];
  assert_near(out, 12 * 2385 * 0.9 + 2, 1e-14, 0);
  struct ek_trace *const *c = root->children.items;
  assert_int_equal(root->children.n, 2);
  assert_string_equal(c[0]->kind, "parameter");
  assert_near(c[0]->value, 12 * 2385, 0, 0);
  assert_string_equal(c[0]->remark.sv, "från 2012-07-01");
  assert_string_equal(c[1]->kind, "rule");
  assert_string_equal(c[1]->name, "steg");
  assert_near(c[1]->value, 12 * 2385 * 0.9 + 1, 1e-14, 0);
  struct ek_trace *const *parts = c[1]->children.items;
  assert_string_equal(parts[0]->kind, "argument");
  assert_string_equal(parts[2]->kind, "let");
  assert_string_equal(parts[2]->name, "mer");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_arithmetic), TEST(test_logic), TEST(test_steps), TEST(test_the_person),
      TEST(test_rules_by_date), TEST(test_if_is_lazy), TEST(test_columns), TEST(test_trace),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
