/* What may vary: names, ranges and bounds; a value that is varied is as if the study said it. */
#include "unit/engine/fixture.h"

#include <string.h>

#include "uncertainty/vary.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: Känslighet\nmodel: generic\n"                                                 \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: {rate: {dist: uniform, low: 2 %, high: 6 %}}}\n" \
  "assumptions:\n"                                                                                 \
  "  lön: {value: 20 000 kr/month, low: 17 500 kr/month, high: 24 250 kr/month, price_year: 2014}\n" \
  "  andel: {dist: beta, mean: 60 %, sd: 10 %}\n"                                                  \
  "  dubbel: 2 * andel\n"                                                                          \
  "participants:\n  cases:\n"                                                                      \
  "    - name: A\n      weight: {value: 10, low: 8, high: 15}\n      before: {states: {outside: 100 %}}\n" \
  "      after:\n        states: {work: dubbel / 2, outside: 1 - andel}\n        services: {session: {dist: uniform, low: 1/year, high: 3/year}}\n" \
  "        inputs: {wage: lön, price: 500 kr/session}\n"                                           \
  "costs: [{name: Kurs, payer: employer, amount: {value: 285 000 kr, low: 100 000 kr, high: 400 000 kr, price_year: 2014}}]\n" \
  "comparison: {deadweight: {share: 30 %, low: 10 %, high: 45 %}}\n"

static const struct ek_vary *vary_of(const struct ek_result *r, const char *name) {
  struct ek_list all = ek_vary_all(arena, r);
  const struct ek_vary *v = ek_vary_find(arena, &all, name);
  if (v == NULL) fail_msg("'%s' is not varied", name);
  return v;
}

static void test_what_there_is(void **state) {
  (void)state;
  static const char *const names[] = {"lön", "andel", "deadweight", "displacement", "discount", "line:16", "line:12", "Kurs", "costs", "participants"};
  struct ek_list all = ek_vary_all(arena, run(STUDY));
  const struct ek_vary *v = all.items;
  assert_int_equal(all.n, sizeof names / sizeof *names);
  for (size_t i = 0; i < all.n; i++) assert_string_equal(v[i].name, names[i]);
}

static void test_ranges_and_bounds(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_vary *wage = vary_of(r, "lön"), *dead = vary_of(r, "deadweight"), *share = vary_of(r, "andel"), *rate = vary_of(r, "discount"), *factor = vary_of(r, "costs");
  assert_near(wage->base, 240000, 1e-12, 0); /* as stated, in its own prices */
  assert_near(wage->low, 210000, 1e-12, 0);
  assert_near(wage->most, 5 * 291000, 1e-12, 0);
  assert_false(wage->drawn);
  assert_near(dead->base, 0.3, 1e-12, 0);
  assert_near(dead->high, 0.45, 1e-12, 0);
  assert_near(dead->most, 1, 0, 0);
  assert_true(share->drawn);
  assert_near(share->base, 0.6, 1e-12, 0);
  assert_near(share->most, 1, 0, 0);
  assert_near(rate->low, 0.024, 1e-12, 0);
  assert_near(rate->most, 0.5, 0, 0);
  assert_true(isnan(factor->low));
  assert_near(factor->most, 5, 0, 0);
}

static void test_found_as_people_call_it(void **state) {
  (void)state;
  struct ek_list all = ek_vary_all(arena, run(STUDY));
  assert_non_null(ek_vary_find(arena, &all, "LÖN"));
  assert_string_equal(ek_vary_find(arena, &all, "dödvikt")->name, "deadweight");
  assert_string_equal(ek_vary_find(arena, &all, "discount rate")->name, "discount");
  assert_null(ek_vary_find(arena, &all, "dubbel")); /* it follows from andel */
  assert_string_equal(ek_vary_label("retention").en, "Left of the effect after each year");
}

/* One thing at a value is the study with that value, for each actor at each horizon. */
static void check(const char *name, double value, const char *path, const char *text) {
  const struct ek_result *r = run(STUDY), *other = run_set(STUDY, SET(path, text));
  const struct ek_varied one = ek_vary_column(vary_of(r, name), &value);
  double **out = ek_vary_room(arena, r, 1);
  assert_true(ek_vary_try(r, &one, 1, 1, out));
  for (size_t a = 0; a < r->model->n_actors; a++) {
    for (size_t h = 0; h < r->n_horizons; h++) {
      assert_near(out[ek_vary_at(r, a, r->horizons[h])][0], ek_result_value(other, EK_FIG_RESULT, (int)a, r->horizons[h]), 1e-12, 1e-6);
    }
  }
}

static void test_a_value_is_as_if_said(void **state) {
  (void)state;
  check("lön", 252000, "assumptions.lön.value", "21 000 kr/month");
  check("andel", 0.7, "assumptions.andel", "70 %");
  check("deadweight", 0.2, "comparison.deadweight", "20 %");
  check("discount", 0.01, "settings.discount.rate", "1 %");
  check("line:12", 12, "participants.cases[1].weight", "12");
  check("line:16", 5, "participants.cases[1].after.services.session", "5/year");
  check("Kurs", 300000, "costs[1].amount.value", "300 000 kr");
}

/* Many together, two at once. */
static void test_columns(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  double wages[3] = {200000, 240000, 300000}, shares[3] = {0.2, 0.6, 0.9}, one;
  const struct ek_varied both[2] = {ek_vary_column(vary_of(r, "lön"), wages), ek_vary_column(vary_of(r, "andel"), shares)};
  double **out = ek_vary_room(arena, r, 3), **single = ek_vary_room(arena, r, 1);
  assert_true(ek_vary_try(r, both, 2, 3, out));
  for (int i = 0; i < 3; i++) {
    const struct ek_varied at[2] = {ek_vary_column(vary_of(r, "lön"), &wages[i]), ek_vary_column(vary_of(r, "andel"), &shares[i])};
    assert_true(ek_vary_try(r, at, 2, 1, single));
    for (size_t a = 0; a < r->model->n_actors * r->n_horizons; a++) assert_near(out[a][i], single[a][0], 1e-12, 1e-9);
  }
  one = ek_result_value(r, EK_FIG_RESULT, r->model->root, 36);
  assert_near(out[ek_vary_at(r, (size_t)r->model->root, 36)][1], one, 1e-12, 1e-6);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_what_there_is), TEST(test_ranges_and_bounds), TEST(test_found_as_people_call_it),
                                     TEST(test_a_value_is_as_if_said), TEST(test_columns)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
