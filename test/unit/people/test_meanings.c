/* Tests of lib/people/meanings.c: what texts mean, and that none is shown. */
#include "fixture.h"

#include <math.h>

/* One column with a role, and its cell in every row; what is wrong with it. */
static const char *fault_of(const char *role, const char *cell) {
  const char *text = ek_sprintf(arena, WIDE_OF("id: nr, before.state: f, after.state: e, %s: x",
                                               "  inputs: {wage: 23 385 kr/month, price: 811 kr/session}\n  households: {E: {adults: 1}, P: {adults: 2, children: [3]}}\n"), role);
  return wrong(text, rows("f;e;x", ek_sprintf(arena, "outside;work;%s", cell)));
}

#define assert_fault(role, cell, expected)                                                         \
  do {                                                                                             \
    const char *all_ = fault_of(role, cell);                                                       \
    if (strstr(all_, "p.csv:2:19+1 error") == NULL && strstr(all_, "'x': " expected " (and 5 more rows)") == NULL) \
      fail_msg("no '%s' in:\n%s", expected, all_);                                                 \
  } while (0)

static const struct ek_people *fine(const char *role, const char *cell) {
  const char *text = ek_sprintf(arena, WIDE_OF("id: nr, before.state: f, after.state: e, %s: x",
                                               "  inputs: {wage: 23 385 kr/month, price: 811 kr/session}\n  households: {E: {adults: 1}, P: {adults: 2, children: [3]}}\n  missing: [vet ej]\n"), role);
  return people_of(text, rows("f;e;x", ek_sprintf(arena, "outside;work;%s", cell)));
}

static double weight(const char *cell) { return fine("weight", cell)->weight[0]; }
static double age(const char *cell) {
  const struct ek_people *p = fine("age", cell);
  return person(p, p->before[0])->age;
}
static double extent(const char *cell) {
  const struct ek_people *p = fine("after.extent", cell);
  return held(p, ek_people_lasting(p, 0), "work");
}
static double visits(const char *cell) {
  const struct ek_people *p = fine("after.services.session", cell);
  return held(p, ek_people_lasting(p, 0), "session");
}
static double wage(const char *cell) {
  const struct ek_people *p = fine("after.inputs.wage", cell);
  return given(p, ek_people_lasting(p, 0), "work", "wage");
}

static void test_numbers(void **state) {
  (void)state;
  assert_near(weight("2,3850"), 2.385, 1e-15, 0);
  assert_near(weight("0,385"), 0.385, 1e-15, 0);
  assert_near(weight("2,385"), 2.385, 1e-15, 0); /* weights have no thousands */
  assert_near(weight("0.125"), 0.125, 0, 0);
  assert_near(weight("2.38"), 2.38, 1e-15, 0);
  assert_near(weight("0,5"), 0.5, 0, 0);
  assert_fault("weight", "-1", "below 0");
  assert_fault("weight", "två", "not a number");
  assert_fault("weight", "1e400", "not a number");
  assert_fault("weight", "3 kr", "a number of another kind is asked for");
  assert_fault("weight", "NaN", "not a number");
  assert_non_null(strstr(fault_of("weight", ""), "'x': no weight"));
}

static void test_ages(void **state) {
  (void)state;
  assert_near(age("33"), 33, 0, 0);
  assert_near(age("33,5"), 33.5, 0, 0);
  assert_near(age(""), 40, 0, 0); /* the model's */
  assert_near(age("vet ej"), 40, 0, 0);
  assert_fault("age", "121", "no age: 0 to 120 years");
  assert_fault("age", "-3", "below 0");
  assert_fault("age", "33 kr", "a number of another kind is asked for");
}

static void test_shares(void **state) {
  (void)state;
  assert_near(extent("75 %"), 0.75, 1e-15, 0);
  assert_near(extent("0,75"), 0.75, 1e-15, 0);
  assert_near(extent("75"), 0.75, 1e-15, 0);
  assert_near(extent("1"), 1, 0, 0);
  assert_near(extent(""), 1, 0, 0);
  assert_fault("after.extent", "101", "not a share of 0 to 100 %");
  assert_fault("after.extent", "120 %", "not a share of 0 to 100 %");
  assert_fault("after.extent", "-0,5", "not a share of 0 to 100 %");
  assert_fault("after.extent", "0,5 kr", "not a share of 0 to 100 %");
}

static void test_services_and_inputs(void **state) {
  (void)state;
  assert_near(visits("2,5"), 2.5, 0, 0);
  assert_near(visits("2,5/year"), 2.5, 0, 0);
  assert_near(visits("2 session/month"), 24, 1e-15, 0);
  assert_near(visits("0"), 0, 0, 0);
  assert_fault("after.services.session", "3 kr", "a number of another kind is asked for");
  assert_fault("after.services.session", "3 hour/year", "a number of another kind is asked for");
  assert_fault("after.services.session", "-3", "below 0");
  assert_near(wage("21 385"), 12 * 21385.0, 1e-15, 0);
  assert_near(wage("21 385 kr/month"), 12 * 21385.0, 1e-15, 0);
  assert_near(wage("256 620 kr/year"), 256620, 1e-15, 0);
  assert_fault("after.inputs.wage", "tjugo", "not a number");
  assert_fault("after.inputs.wage", "21,385", "may be thousands, or a number with three decimals");
  assert_fault("after.inputs.wage", "-5", "below 0");
  assert_non_null(strstr(fault_of("after.inputs.wage", "33 hour"), "'x': another unit than that of 'wage'"));
}

static const struct ek_people *entered(const char *in, const char *out) {
  return people_of(WIDE_OF("id: nr, before.state: f, after.state: e, entry: i, exit: u", "  inputs: {wage: 23 385 kr/month}\n"),
                   rows("f;e;i;u", ek_sprintf(arena, "outside;work;%s;%s", in, out)));
}

static void test_days(void **state) {
  (void)state;
  static const char *const ways[] = {"2020-05-17", "20200517", "2020-05-17 00:00:00", "2020-05-17T09:30", "2020-05"};
  for (size_t i = 0; i < 5; i++) assert_int_equal(entered(ways[i], "2021-01-03")->entry[0], 2);
  assert_int_equal(entered("2020-05", "2020-08")->during[0], 4); /* the months that are named, whole */
  assert_int_equal(entered("2020-05-01", "2020-05-31")->during[0], 1);
  assert_int_equal(entered("2020-05-01", "2020-05-02")->during[0], 0);
  static const char *const bad[] = {"2020-02-30", "20200230", "17/5 2020", "2020", "2020-5-17", "i maj", "202005171", "2020-05-17x", "43968"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_fault("entry", bad[i], "not a day");
}

static void test_households(void **state) {
  (void)state;
  const struct ek_people *p = fine("household", "P");
  assert_int_equal(person(p, p->before[0])->adults, 2);
  assert_int_equal(person(p, p->before[0])->children[0], 3);
  p = fine("household", "");
  assert_int_equal(person(p, p->before[0])->adults, 1);
  assert_fault("household", "Q", "a household that the study does not describe");
  p = fine("adults", "2");
  assert_int_equal(person(p, p->before[0])->adults, 2);
  assert_fault("adults", "3", "not one or two adults");
  assert_fault("adults", "1,5", "not one or two adults");
  p = fine("children", "4 9, 11+0");
  assert_int_equal(person(p, p->before[0])->n_children, 4);
  assert_int_equal(person(p, p->before[0])->children[2], 11);
  p = fine("children", "");
  assert_int_equal(person(p, p->before[0])->n_children, 0);
  assert_fault("children", "4 år", "no ages of children");
  assert_fault("children", "26", "no ages of children");
  assert_fault("children", "104", "no ages of children");
}

#define STATES(values) WIDE_OF("id: nr, before.state: f, after.state: e", "  inputs: {wage: 23 385 kr/month}\n" values)

static uint32_t after_of(const char *values, const char *cell, const struct ek_people **p) {
  *p = people_of(ek_sprintf(arena, WIDE_OF("id: nr, before.state: f, after.state: e", "  inputs: {wage: 23 385 kr/month}\n%s"), values),
                 rows("f;e", ek_sprintf(arena, "outside;%s", cell)));
  return ek_people_lasting(*p, 0);
}

static void test_states(void **state) {
  (void)state;
  const struct ek_people *p;
  uint32_t at = after_of("", "work 38,5 % + outside 61.5%", &p);
  assert_near(held(p, at, "work"), 0.385, 1e-15, 0);
  assert_near(held(p, at, "outside"), 0.615, 1e-15, 0);
  at = after_of("", "WORK", &p);
  assert_near(held(p, at, "work"), 1, 0, 0);
  at = after_of("  values: {e: {Ja: work 25 % + work 25 %}}\n", "ja", &p); /* without regard to case; said twice adds */
  assert_near(held(p, at, "work"), 0.5, 0, 0);
  at = after_of("  values: {e: {a: work, A: outside}}\n", "A", &p); /* exactly, when it can be */
  assert_near(held(p, at, "outside"), 1, 0, 0);
  at = after_of("", "work 0 % + outside", &p);
  assert_near(held(p, at, "work"), 0, 0, 0);
}

static void check_state(const char *cell, const char *expected) {
  assert_wrong(STATES(""), rows("f;e", ek_sprintf(arena, "outside;%s", cell)), ek_sprintf(arena, "'e': %s", expected));
}

static void test_states_that_are_none(void **state) {
  (void)state;
  check_state("hemligt", "no state, and 'values' does not say what it stands for (and 5 more rows); write values");
  check_state("wrk", "no state, and 'values' does not say what it stands for (and 5 more rows); write values"); /* nor what is near it */
  check_state("work 120 %", "not a share of 0 to 100 %");
  check_state("work x %", "not a share of 0 to 100 %");
  check_state("50 %", "no state");
  check_state("+work", "no state");
  check_state("work + work + work + work + work + work + work + work + work", "more than eight states at once");
  assert_null(strstr(wrong(STATES(""), rows("f;e", "outside;hemligt")), "hemligt"));
}

/* What stands for nothing may be written in `missing`, also as the meaning of another text. */
static void test_missing(void **state) {
  (void)state;
  const char *text = WIDE_OF("id: nr, before.state: f, after.state: e, after.12.state: e12",
                             "  inputs: {wage: 23 385 kr/month}\n  missing: ['-']\n  values: {e12: {X: '-'}}\n");
  const struct ek_people *p = people_of(text, rows("f;e;e12", "outside;work;X"));
  assert_int_equal(steps(p, 0), 1);
  const struct ek_missing_cells *m = p->file.empty.items;
  assert_int_equal(p->file.empty.n, 1);
  assert_string_equal(m->column, "e12");
  assert_int_equal(m->n, 6);
}

#define SVERIGE                                                                                    \
  "ekusia: 1\ntitle: T\nmodel: sverige\n"                                                         \
  "settings: {municipality: Eskilstuna, price_year: 2022, start: 2021-01, horizons: [2 years], discount: {rate: 2.25 %}}\n" \
  "participants:\n  file: p.csv\n  columns: {id: nr, municipality: k, sex: kön, before.state: f, after.state: e}\n" ALONE

static void test_places(void **state) {
  (void)state;
  const struct ek_people *p = people_of(SVERIGE, rows("k;kön;f;e", "Eskilstuna;K;försörjningsstöd;arbete"));
  assert_string_equal(shape(p, p->before[0])->municipality, "eskilstuna");
  const char *all = wrong(SVERIGE, rows("k;kön;f;e", "Hemlighåla;K;försörjningsstöd;arbete"));
  assert_non_null(strstr(all, "p.csv:2:6+1 'k': no municipality that the model knows (and 5 more rows)"));
  assert_null(strstr(all, "Hemlig"));
  assert_null(strstr(all, "hemlig"));
}

static void test_sex_and_words(void **state) {
  (void)state;
  const char *csv = "nr;k;kön;f;e\n1;;K;försörjningsstöd;arbete\n2;;kvinna;försörjningsstöd;arbete\n3;;F;försörjningsstöd;arbete\n"
                    "4;;m;försörjningsstöd;arbete\n5;;Man;försörjningsstöd;arbete\n6;;X;försörjningsstöd;arbete\n7;;x;försörjningsstöd;arbete\n";
  const struct ek_people *p = people_of(SVERIGE "breakdown: [sex]\n", csv);
  const struct ek_breakdown *b = p->breakdowns.items;
  assert_int_equal(b->n, 3);
  assert_string_equal(b->labels[0], EK_NOT_TOLD); /* X and x are one word, of few */
  assert_string_equal(b->labels[1], "kvinna");
  assert_int_equal(b->counts[0], 2);
  assert_int_equal(b->counts[1], 3);
  assert_int_equal(b->counts[2], 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_numbers),
      TEST(test_ages),
      TEST(test_shares),
      TEST(test_services_and_inputs),
      TEST(test_days),
      TEST(test_households),
      TEST(test_states),
      TEST(test_states_that_are_none),
      TEST(test_missing),
      TEST(test_places),
      TEST(test_sex_and_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
