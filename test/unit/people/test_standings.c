/* Tests of lib/people/standings.c: what two persons have in common is held once. */
#include "fixture.h"

#define COLUMNS "id: nr, before.state: f, after.state: e, after.inputs.wage: l, after.inputs.price: p, after.services.session: b"

static void test_shapes_and_standings(void **state) {
  (void)state;
  const char *csv = "nr;f;e;l;p;b\n1;outside;work;20000;811;1\n2;outside;work;20000;811;1\n3;outside;work;21000;811;1\n"
                    "4;outside;work 50 %;21000;811;1\n5;outside;work 40 %;21000;811;1\n6;outside;outside;;811;2\n7;outside;outside;;811;0\n";
  const struct ek_people *p = people_of(WIDE_OF(COLUMNS, "  inputs: {wage: 19 385 kr/month}\n"), csv);
  uint32_t after[7];
  for (size_t i = 0; i < 7; i++) after[i] = ek_people_lasting(p, i);
  assert_int_equal(after[0], after[1]);
  assert_int_not_equal(after[1], after[2]);
  assert_ptr_equal(shape(p, after[1]), shape(p, after[2])); /* another wage is another number */
  assert_ptr_not_equal(shape(p, after[2]), shape(p, after[3])); /* part of the time is one more */
  assert_ptr_equal(shape(p, after[3]), shape(p, after[4]));
  assert_int_equal(shape(p, after[3])->n_numbers, 4);
  assert_int_equal(p->before[0], p->before[6]);
  assert_int_equal(after[6], p->before[0]); /* no visits, no service: as before */
}

/* The slot of a number comes after those that are drawn, also when those stand in inputs. */
static void test_numbers_come_after_what_is_drawn(void **state) {
  (void)state;
  const char *text = "ekusia: 1\ntitle: T\nmodel: generic\nsettings: {price_year: 2020, start: 2020-03, horizons: [2 years], discount: none}\n"
      "assumptions: {b: {dist: normal, mean: 9 000 kr/month, sd: 300 kr/month}}\n"
      "participants:\n  file: p.csv\n  columns: {" COLUMNS "}\n"
      "  inputs: {benefit: b, exclusion_cost: {dist: uniform, low: 1 kr/month, high: 300 kr/month}}\n" ALONE;
  const struct ek_people *p = people_of(text, rows("f;e;l;p;b", "outside 38 %;work 51 % + outside 49 %;20000;811;3"));
  assert_int_equal(p->study->uncertain.n, 2);
  assert_near(held(p, p->before[0], "outside"), 0.38, 1e-15, 0);
  assert_near(held(p, ek_people_lasting(p, 0), "work"), 0.51, 1e-15, 0);
  assert_near(held(p, ek_people_lasting(p, 0), "session"), 3, 0, 0);
  assert_near(given(p, ek_people_lasting(p, 0), "work", "wage"), 240000, 0, 0);
}

static void test_units_of_columns(void **state) {
  (void)state;
  const char *csv = rows("f;e;l;p;b", "outside;work;240 000;811;0");
  const struct ek_people *p = people_of(WIDE_OF(COLUMNS, "  units: {l: kr/year}\n"), csv);
  assert_near(given(p, ek_people_lasting(p, 0), "work", "wage"), 240000, 0, 0);
  assert_wrong(WIDE_OF(COLUMNS, "  units: {l: hour}\n"), csv, "'l': another unit than that of 'wage'");
  assert_wrong(WIDE_OF(COLUMNS, "  units: {l: kr/fortnight}\n"), csv, "'l': another unit than that of 'wage'");
}

static void test_what_is_lacking(void **state) {
  (void)state;
  assert_wrong(WIDE_OF(COLUMNS, ""), rows("f;e;l;p;b", "outside;work;;811;1"),
               "p.csv:2:14+1 'e': the state asks for 'wage', which nothing gives (and 5 more rows); write columns: {inputs.wage: …} or inputs: {wage: …}");
  assert_wrong(WIDE_OF(COLUMNS, "  inputs: {wage: 3 hour}\n"), rows("f;e;l;p;b", "outside;work;;811;0"), "s.yaml");
}

static void test_price_years(void **state) {
  (void)state;
  const char *csv = rows("f;e;l;p;b", "outside;work;20000;811;0");
  const struct ek_people *p = people_of(WIDE_OF(COLUMNS, "  price_year: 2018\n"), csv);
  const struct ek_shape *s = shape(p, ek_people_lasting(p, 0));
  assert_int_equal(s->number[s->n_numbers - 1]->price_year, 2018);
  p = people_of(WIDE_OF(COLUMNS, ""), csv);
  assert_int_equal(shape(p, ek_people_lasting(p, 0))->number[0]->price_year, 0);
}

/* Many services that ask for the same three inputs: more numbers than columns. */
static void test_many_numbers(void **state) {
  (void)state;
  struct ek_buffer text = {.arena = arena}, header = {.arena = arena}, cells = {.arena = arena};
  ek_buffer_add(&text, HEAD "services:\n");
  for (int i = 0; i < 100; i++) {
    ek_buffer_addf(&text, "  s%d: {unit: session, inputs: {a: {unit: kr/session}, b: {unit: kr/session}, c: {unit: kr/session}},\n"
                          "    flows: [{name: f, from: payer, to: resources, amount: a + b + c}]}\n", i);
  }
  ek_buffer_add(&text, "participants:\n  file: p.csv\n  inputs: {wage: 20 000 kr/month}\n"
                       "  columns: {id: nr, before.state: f, after.state: e, inputs.a: a, inputs.b: b, inputs.c: c");
  ek_buffer_add(&header, "f;e;a;b;c");
  ek_buffer_add(&cells, "outside;work;1;2;3");
  for (int i = 0; i < 100; i++) {
    ek_buffer_addf(&text, ", before.services.s%d: s%d", i, i);
    ek_buffer_addf(&header, ";s%d", i);
    ek_buffer_addf(&cells, ";%d", i + 1);
  }
  ek_buffer_add(&text, "}\n" ALONE);
  const struct ek_people *p = people_of(ek_buffer_text(&text), rows(ek_buffer_text(&header), ek_buffer_text(&cells)));
  assert_int_equal(shape(p, p->before[0])->n_numbers, 400);
  assert_near(held(p, p->before[0], "s99"), 100, 0, 0);
  assert_near(given(p, p->before[0], "s99", "c"), 3, 0, 0);
}

static void test_kinds_of_persons(void **state) {
  (void)state;
  const char *csv = "nr;f;e;å;b\n1;outside;work;33;4\n2;outside;work;33;4\n3;outside;work;34;4\n4;outside;work;33;4 7\n5;outside;work;33;\n6;outside;work;;\n";
  const struct ek_people *p = people_of(WIDE_OF("id: nr, before.state: f, after.state: e, age: å, children: b", "  inputs: {wage: 20 000 kr/month}\n"), csv);
  assert_int_equal(p->persons.n, 5);
  assert_int_equal(p->before[0], p->before[1]);
  for (size_t i = 2; i < 6; i++) assert_int_not_equal(p->before[0], p->before[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_shapes_and_standings),
      TEST(test_numbers_come_after_what_is_drawn),
      TEST(test_units_of_columns),
      TEST(test_what_is_lacking),
      TEST(test_price_years),
      TEST(test_many_numbers),
      TEST(test_kinds_of_persons),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
