/* Common ground: what differs is found, and a study computed anew is as if it had been written so. */
#include "unit/engine/fixture.h"

#include "comparison/ground.h"

#define HEAD "ekusia: 1\ntitle: T\nmodel: generic\n"
#define PEOPLE                                                                                     \
  "participants:\n  cases:\n    - name: A\n      weight: 10\n"                                     \
  "      before: {states: {outside: 100 %}, services: {session: 12/year}, inputs: {exclusion_cost: 900 kr/month}}\n" \
  "      after: {states: {work: 100 %}, services: {}, inputs: {wage: 20 000 kr/month}}\n      inputs: {price: 1 000 kr/session}\n" \
  "costs: [{name: K, payer: payer, amount: 1 200 000 kr}]\ncomparison: {deadweight: 25 %}\n"
#define STUDY HEAD "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 5 years], discount: {rate: 3.5 %}}\n" PEOPLE
#define OTHER HEAD "settings: {price_year: 2020, start: 2020-01, horizons: [5 years, 10 years], discount: none, savings: variable, timing: year-end, write_off: 3 years}\n" PEOPLE
#define NYTTOSAM HEAD "settings: {price_year: 2020, start: 2020-01, horizons: [5 years], profile: nyttosam}\n" PEOPLE

static const struct ek_result *moved(const char *text, const struct ek_list *settings) {
  const char *set[2 * EK_GROUND_PARTS + 1] = {0};
  const struct ek_setting *s = settings->items;
  for (size_t i = 0; i < settings->n; i++) {
    set[2 * i] = s[i].path;
    set[2 * i + 1] = s[i].text;
  }
  return run_set(text, set);
}

static void same(const struct ek_result *a, const struct ek_result *b, int horizon) {
  for (size_t i = 0; i < a->model->n_actors; i++) assert_near(ek_result_value(a, EK_FIG_RESULT, (int)i, horizon), ek_result_value(b, EK_FIG_RESULT, (int)i, horizon), 0, 0);
}

/* Any study moved to the ground of another gives the same as the other, of which it is a copy else. */
static void test_moved_is_as_written(void **state) {
  (void)state;
  static const char *const texts[] = {STUDY, OTHER, NYTTOSAM};
  for (size_t from = 0; from < 3; from++) {
    for (size_t to = 0; to < 3; to++) {
      const struct ek_result *a = run(texts[from]), *b = run(texts[to]);
      struct ek_ground own = ek_ground_of(a), common = ek_ground_of(b);
      ek_ground_reach(arena, &common, 60);
      struct ek_list settings = ek_ground_settings(arena, &own, &common);
      const struct ek_result *c = moved(texts[from], &settings);
      same(c, b, 60);
      own = ek_ground_of(c);
      assert_int_equal(ek_ground_settings(arena, &own, &common).n, 0);
    }
  }
}

/* Only payback rests on the longest horizon: it is sought up to the common one. */
static void test_payback_is_sought_up_to_the_horizon(void **state) {
  (void)state;
  const struct ek_result *r = run(OTHER);
  struct ek_ground own = ek_ground_of(r), common = own;
  ek_ground_reach(arena, &common, 60);
  struct ek_list settings = ek_ground_settings(arena, &own, &common);
  assert_int_equal(settings.n, 1);
  assert_string_equal(((const struct ek_setting *)settings.items)->path, "settings.horizons");
  same(moved(OTHER, &settings), r, 60);
}

static void test_horizon_in_common(void **state) {
  (void)state;
  const struct ek_result *of[3] = {run(STUDY), run(OTHER), run_set(STUDY, SET("settings.horizons", "[1 year, 2 years]"))};
  struct ek_ground g[3];
  for (size_t i = 0; i < 3; i++) g[i] = ek_ground_of(of[i]);
  assert_int_equal(ek_ground_horizon(g, 2), 60);
  assert_int_equal(ek_ground_horizon(g, 1), 60);
  assert_int_equal(ek_ground_horizon(g + 2, 1), 24);
  assert_int_equal(ek_ground_horizon(g, 3), 0);
  assert_true(ek_ground_has(&g[0], 12));
  assert_false(ek_ground_has(&g[0], 24));
}

static void test_what_is_said(void **state) {
  (void)state;
  struct ek_ground g = ek_ground_of(run_set(STUDY, SET("settings.rules_date", "2020-02-03", "settings.discount.rate", "2 % + 0.385 %")));
  assert_string_equal(g.part[EK_GROUND_PRICE_YEAR], "2020");
  assert_string_equal(g.part[EK_GROUND_RULES_DATE], "2020-02-03");
  assert_near(g.rate, 0.02385, 1e-12, 0);
  ek_ground_price_year(arena, &g, 2020); /* the same: the rules of its own day */
  assert_string_equal(g.part[EK_GROUND_RULES_DATE], "2020-02-03");
  ek_ground_price_year(arena, &g, 2021);
  assert_string_equal(g.part[EK_GROUND_RULES_DATE], "2021-07-01");
  ek_ground_discount(arena, &g, NAN, NULL);
  assert_string_equal(g.part[EK_GROUND_DISCOUNT], "none");
  ek_ground_discount(arena, &g, NAN, "falling");
  assert_string_equal(g.part[EK_GROUND_DISCOUNT], "{schedule: falling}");
  assert_string_equal(ek_ground_key(EK_GROUND_WRITE_OFF), "write_off");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_moved_is_as_written), TEST(test_payback_is_sought_up_to_the_horizon), TEST(test_horizon_in_common), TEST(test_what_is_said)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
