/* Quantities: one of several units, distributions with slots, price years, ranges. */
#include "fixture.h"

#include "model/quantity.h"

static const struct ek_model *model;
static struct ek_list uncertain;

static const struct ek_field field = {.key = "q", .kind = EK_VALUE, .max = 0};

/* Binds and compiles `q: TEXT`; the units are kr and kr/year. */
static const struct ek_quantity *quantity(const char *text, const struct ek_field *asked,
                                          struct ek_list *slots) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  const char *whole = ek_sprintf(arena, "q: %s\n", text);
  *source = (struct ek_source){"f", whole, strlen(whole)};
  struct ek_field *fields = ek_alloc_array(arena, 2, sizeof *fields);
  fields[0] = *asked;
  const struct ek_record record = {.name = "r", .size = sizeof(struct ek_value), .fields = fields,
                                   .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET};
  struct ek_value *value = ek_alloc(arena, sizeof *value);
  ek_bind(arena, ek_yaml_read(arena, source, diags), &record, value, diags);
  struct ek_unit units[2] = {ek_unit_money, ek_unit_money};
  units[1].power[EK_DIM_TIME] = -1;
  const struct ek_scope scope = {.model = model, .person = true};
  return ek_quantity_compile(arena, value, &scope, units, 2, slots, diags);
}

static double value_of(const struct ek_quantity *q, ek_day day) {
  struct ek_world *w = world_on(model, day);
  struct ek_env env = {.world = w, .person = &someone};
  return ek_quantity_eval(q, &env)[0];
}

static void start(void) {
  model = model_of();
  uncertain = (struct ek_list){0};
}

static void test_either_unit(void **state) {
  (void)state;
  start();
  assert_near(value_of(quantity("2 385 kr", &field, &uncertain), 20130701), 2385, 0, 0);
  assert_near(value_of(quantity("2 * belopp", &field, &uncertain), 20130701), 24 * 2385, 0, 0);
  assert_fine();
  assert_null(quantity("3 visits", &field, &uncertain));
  assert_errors("f:1:4+8 this is visit, but kr or kr/year is asked for\n");
  assert_null(quantity("belopp * avgift * 1 year * 1 year", &field, &uncertain));
  assert_errors("f:1:4+33 this is kr*year, but kr or kr/year is asked for\n");
  assert_null(quantity("", &field, &uncertain));
}

static void test_price_years(void **state) {
  (void)state;
  start();
  const struct ek_quantity *q = quantity("{value: 500 kr, price_year: 2011}", &field, &uncertain);
  assert_near(value_of(q, 20130701), 500 * 110 / 104.0, 1e-14, 0);
  assert_near(value_of(q, 20110701), 500, 0, 0);
  q = quantity("{value: 500 kr, price_year: 2011, index: fast}", &field, &uncertain);
  assert_near(value_of(q, 20130701), 500, 0, 0);
  assert_null(quantity("{value: 500 kr, price_year: 2011, index: fats}", &field, &uncertain));
  assert_errors("f:1:4+1 there is no index 'fats'; did you mean 'fast'?\n");
  value_of(quantity("{value: 500 kr, price_year: 1987}", &field, &uncertain), 20130701);
  assert_errors("f:1:4+1 the index 'kpi' has no value for 1987; it covers 2010 to 2013\n");
}

static void test_distributions(void **state) {
  (void)state;
  start();
  const struct ek_quantity *a = quantity("{dist: gamma, mean: 500 kr, sd: 20 kr}", &field, &uncertain);
  const struct ek_quantity *b = quantity("{ci95: [2 kr, 7 kr], dist: lognormal, price_year: 2011}", &field, &uncertain);
  assert_int_equal(a->dist, EK_DIST_GAMMA);
  assert_int_equal(a->slot, 0);
  assert_int_equal(b->slot, 1);
  assert_int_equal(uncertain.n, 2);
  assert_non_null(a->mean);
  assert_null(a->formula);
  assert_non_null(b->quantile[1]);
  struct ek_world *w = world_on(model, 20130701);
  const double drawn_a[2] = {480.5, 511}, drawn_b[2] = {3.5, 4.25};
  const double *const drawn[] = {drawn_a, drawn_b};
  w->draws = 2;
  w->drawn = drawn;
  struct ek_env env = {.world = w};
  assert_near(ek_quantity_eval(a, &env)[1], 511, 0, 0);
  assert_near(ek_quantity_eval(b, &env)[1], 4.25 * 110 / 104, 1e-14, 0);
  assert_fine();
}

/* All parts of a distribution are in one unit, and of nobody in particular. */
static void test_distributions_that_cannot_be(void **state) {
  (void)state;
  start();
  assert_null(quantity("{dist: normal, mean: 500 kr, sd: 20 kr/year}", &field, &uncertain));
  assert_errors("f:1:37+10 this is kr/year, but kr is asked for\n");
  assert_null(quantity("{dist: normal, mean: 5 kr * age, sd: 2 kr}", &field, &uncertain));
  assert_errors("f:1:32+3 'age' is about a person, and no person is meant here; use it in the inputs "
                "or quantities of a case, where there is one\n");
  assert_null(quantity("{dist: normal, mean: 5 kr, sd: 2 kr}", &field, NULL));
  assert_errors("f:1:4+1 a distribution cannot stand here\n");
}

static void test_ranges(void **state) {
  (void)state;
  start();
  const struct ek_field bounded = {.key = "q", .kind = EK_VALUE, .min = 10, .max = 99.5};
  assert_near(value_of(quantity("5 kr * 2", &bounded, &uncertain), 20130701), 10, 0, 0);
  assert_fine();
  assert_near(value_of(quantity("5 kr * 20", &bounded, &uncertain), 20130701), 100, 0, 0);
  assert_errors("f:1:4+9 5 kr * 20 is 100, but must be from 10 to 99.5\n");
  value_of(quantity("5 kr / 0", &bounded, &uncertain), 20130701);
  assert_errors("f:1:4+8 5 kr / 0 does not give a number; is something divided by 0?\n");
  assert_null(quantity("5 kr", &bounded, &uncertain));
  assert_errors("f:1:4+4 q must be at least 10, not 5 kr\n"); /* once, not twice */
}

static void test_constant(void **state) {
  (void)state;
  start();
  const struct ek_quantity *q = ek_quantity_constant(arena, 2.385, ek_unit_money);
  assert_near(value_of(q, 20130701), 2.385, 0, 0);
  assert_int_equal(q->slot, -1);
  assert_null(q->value);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_either_unit), TEST(test_price_years), TEST(test_distributions),
      TEST(test_distributions_that_cannot_be), TEST(test_ranges), TEST(test_constant),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
