/* What formulas are told of the time. */
#include "cohort.h"

#include "engine/clock.h"

#define TEXT                                                                                       \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                          \
  "settings: {price_year: 2020, start: 2019-11, horizons: [3 years], discount: none}\n"           \
  "outcomes:\n  cycle: 1 month\n  entry: {2019-11: 50 %, 2020-01: 50 %}\n" STATES                  \
  "  tables:\n"                                                                                    \
  "    avtar: {by: cycle, values: {1: 12 %, 3: 8 %, 7: 5 %}}\n"                                   \
  "    död: {by: age, file: liv.csv, columns: {kvinna: q_f, man: q_m}, unit: 1/year}\n"            \
  "    kalender: {by: calendar_year, values: {2019: 1, 2020: 2}}\n"                                      \
  "  groups:\n    kvinnor: {sex: kvinna, age: 64, initial: {a: 3}}\n    män: {sex: man, age: 30, initial: {a: 2}}\n" \
  "    nya: {sex: man, age: 0, initial: {a: 1}}\n"                                                           \
  "  alternatives:\n    utan:\n      reference: yes\n      mortality: {to: dead, rate: död}\n"    \
  "      matrix: {a: {b: avtar, a: rest}, b: {c: \"if(calendar_year > 2019, 10 %, 0 %)\", b: rest}}\n" \
  "    med: {based_on: utan, matrix: {a: {d: \"if(female > 0, 1 % * in_state / (in_state + cycle), 0 %)\"}}}\n"
#define TABLE "ålder;q_m;q_f\n0;0.001;0.002\n30;0.01;0.02\n65;0.3;0.2\n"

static const struct ek_result *study(void) {
  file_of("liv.csv", TABLE);
  return run(TEXT);
}

static struct ek_clock *clock_of(const struct ek_result *r, size_t group) {
  return ek_clock_new(r->runner, r->runner->cohort->world[group], group);
}

static double now(const struct ek_clock *c, int local) { return c->now.values[local][0]; }

static void test_names(void **state) {
  (void)state;
  struct ek_clock *c = clock_of(study(), 0);
  ek_clock_set(c, (struct ek_moment){0, 0, 0});
  assert_near(now(c, EK_CLOCK_CYCLE), 1, 0, 0);
  assert_near(now(c, EK_CLOCK_YEARS), 0, 0, 0);
  assert_near(now(c, EK_CLOCK_AGE), 64, 0, 0);
  assert_near(now(c, EK_CLOCK_IN_STATE), 1, 0, 0);
  assert_near(now(c, EK_CLOCK_CALENDAR), 2019, 0, 0);
  assert_near(now(c, EK_CLOCK_FEMALE), 1, 0, 0);
  ek_clock_set(c, (struct ek_moment){25, 7, 0});
  assert_near(now(c, EK_CLOCK_CYCLE), 26, 0, 0);
  assert_near(now(c, EK_CLOCK_YEARS), 25. / 12, 1e-15, 0);
  assert_near(now(c, EK_CLOCK_AGE), 66, 0, 0);
  assert_near(now(c, EK_CLOCK_IN_STATE), 8, 0, 0);
  assert_near(now(c, EK_CLOCK_CALENDAR), 2021, 0, 0);
}

/* The year changes with the calendar, and those who enter later come to it earlier. */
static void test_the_year_of_the_calendar(void **state) {
  (void)state;
  struct ek_clock *c = clock_of(study(), 1);
  static const struct { size_t cycle; int entry, year; } all[] = {{1, 0, 2019}, {2, 0, 2020}, {0, 2, 2020}, {13, 0, 2020}, {14, 0, 2021}, {12, 2, 2021}};
  for (size_t i = 0; i < 6; i++) {
    ek_clock_set(c, (struct ek_moment){all[i].cycle, 0, all[i].entry});
    assert_near(now(c, EK_CLOCK_CALENDAR), all[i].year, 0, 0);
  }
  assert_near(now(c, EK_CLOCK_FEMALE), 0, 0, 0);
}

/* The last row that is not beyond; the last goes on; a birthday moves it. */
static void test_tables(void **state) {
  (void)state;
  const struct ek_result *r = study();
  struct ek_clock *women = clock_of(r, 0), *men = clock_of(r, 1), *new = clock_of(r, 2);
  static const double by_cycle[] = {0.12, 0.12, 0.08, 0.08, 0.08, 0.08, 0.05, 0.05};
  for (size_t i = 0; i < 8; i++) {
    ek_clock_set(women, (struct ek_moment){i, 0, 0});
    assert_near(now(women, EK_CLOCKS), by_cycle[i], 1e-15, 0);
  }
  ek_clock_set(women, (struct ek_moment){11, 0, 0});
  assert_near(now(women, EK_CLOCKS + 1), 0.02, 0, 0);
  ek_clock_set(women, (struct ek_moment){12, 0, 0});
  assert_near(now(women, EK_CLOCKS + 1), 0.2, 0, 0);
  ek_clock_set(men, (struct ek_moment){0, 0, 0});
  assert_near(now(men, EK_CLOCKS + 1), 0.01, 0, 0);
  ek_clock_set(new, (struct ek_moment){13, 0, 0});
  assert_near(now(new, EK_CLOCK_AGE), 1, 0, 0); /* who is born then is no grown-up of the model's age */
  assert_near(now(new, EK_CLOCKS + 1), 0.001, 0, 0);
}

static void test_what_formulas_ask(void **state) {
  (void)state;
  const struct ek_result *r = study();
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  size_t n = k->n_states, a = state_of(r, "a"), b = state_of(r, "b");
  assert_int_equal(ek_clock_asks_quantity(k, NULL), 0);
  assert_int_equal(ek_clock_asks_quantity(k, k->chance[0][a * n + b]->q_probability), EK_CLOCK_BIT(EK_CLOCK_CYCLE));
  assert_int_equal(ek_clock_asks_quantity(k, k->chance[0][b * n + state_of(r, "c")]->q_probability), EK_CLOCK_BIT(EK_CLOCK_CALENDAR));
  assert_int_equal(ek_clock_asks_quantity(k, k->chance[1][a * n + state_of(r, "d")]->q_probability),
                   EK_CLOCK_BIT(EK_CLOCK_CYCLE) | EK_CLOCK_BIT(EK_CLOCK_IN_STATE) | EK_CLOCK_BIT(EK_CLOCK_FEMALE));
  assert_int_equal(ek_clock_asks_quantity(k, k->mortality[0]->q_rate), EK_CLOCK_BIT(EK_CLOCK_AGE));
  struct ek_chances *c = ek_chances_new(r->runner, r->runner->cohort->world[0], 0, 0);
  assert_int_equal(ek_chances_asks(c, a), EK_CLOCK_BIT(EK_CLOCK_CYCLE) | EK_CLOCK_BIT(EK_CLOCK_AGE));
  assert_int_equal(ek_chances_asks(c, state_of(r, "dead")), 0);
}

static void test_a_week(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS "outcomes:\n  cycle: 1 week\n  age: 40\n  initial: {a: 1}\n" STATES ALONE(""));
  struct ek_clock *c = clock_of(r, 0);
  ek_clock_set(c, (struct ek_moment){52, 0, 0}); /* day 364 */
  assert_near(now(c, EK_CLOCK_AGE), 40, 0, 0);
  assert_near(now(c, EK_CLOCK_CALENDAR), 2020, 0, 0);
  ek_clock_set(c, (struct ek_moment){53, 0, 0});
  assert_near(now(c, EK_CLOCK_AGE), 41, 0, 0);
  assert_near(now(c, EK_CLOCK_CALENDAR), 2021, 0, 0);
  assert_near(now(c, EK_CLOCK_YEARS), 53 * 7 / 365., 1e-15, 0);
}

/* One sex by any of its words, in groups as in columns; another word is no sex. */
static void test_words_for_sex(void **state) {
  (void)state;
  static const char *const women[] = {"kvinna", "kvinnor", "K", "F", "female", "woman", "women"}, *const men[] = {"man", "män", "M", "male", "men"};
  for (int i = 0; i < 12; i++) {
    const char *word = i < 7 ? women[i] : men[i - 7];
    file_of("liv.csv", TABLE);
    const struct ek_result *r = run_set(TEXT, SET("outcomes.groups.kvinnor.sex", word,
        "outcomes.tables.död.columns", i < 7 ? ek_sprintf(arena, "{%s: q_f, man: q_m}", word) : ek_sprintf(arena, "{kvinna: q_f, %s: q_m}", word)));
    struct ek_clock *c = clock_of(r, 0);
    ek_clock_set(c, (struct ek_moment){0, 0, 0});
    assert_near(now(c, EK_CLOCK_FEMALE), i < 7, 0, 0);
    assert_near(now(c, EK_CLOCKS + 1), i < 7 ? 0.02 : 0.01, 0, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_names), TEST(test_the_year_of_the_calendar), TEST(test_tables),
      TEST(test_what_formulas_ask), TEST(test_a_week), TEST(test_words_for_sex),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
