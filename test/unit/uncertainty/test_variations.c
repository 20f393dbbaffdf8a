/* NyttoSam's set: each is the study with one thing said otherwise. */
#include "unit/engine/fixture.h"

#include "uncertainty/variations.h"

#define HEAD "ekusia: 1\ntitle: T\nmodel: generic\n"
#define STUDY                                                                                      \
  HEAD "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 5 years], discount: {rate: 3 %}}\n" \
  "participants:\n  cases:\n    - name: A\n      weight: 10\n"                                     \
  "      before: {states: {outside: 100 %}, services: {session: 12/year}, inputs: {exclusion_cost: 900 kr/month}}\n"                           \
  "      after: {states: {work: 100 %}, services: {}, inputs: {wage: 20 000 kr/month}}\n      inputs: {price: 1 000 kr/session}\n"      \
  "costs: [{name: K, payer: payer, amount: 1 200 000 kr}]\n"                                       \
  "comparison: {deadweight: 25 %}\n"
#define COHORT                                                                                     \
  HEAD "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 5 years], discount: none}\n" \
  "outcomes:\n  cycle: 1 month\n  initial: {outside: 30}\n  inputs: {wage: 20 000 kr/month}\n"      \
  "  alternatives: {utan: {reference: yes, matrix: {outside: {work: 2 %, outside: rest}, work: {work: rest, outside: 1 %}}}, med: {based_on: utan, matrix: {outside: {work: {relative_risk: 1.5}}}}}\n" \
  "effect: {attribution: 80 %}\n"

static const double *result_of(const struct ek_list *all, enum ek_variation_kind kind, double value) {
  const struct ek_variation *v = all->items;
  for (size_t i = 0; i < all->n; i++) if (v[i].kind == kind && v[i].value == value) return v[i].result;
  fail_msg("there is no variation %s at %g", ek_variation_name(kind), value);
  return NULL;
}

static void same(const struct ek_result *r, const double *found, const struct ek_result *other) {
  for (size_t a = 0; a < r->model->n_actors; a++) {
    for (size_t h = 0; h < r->n_horizons; h++) {
      assert_near(found[ek_vary_at(r, a, r->horizons[h])], ek_result_value(other, EK_FIG_RESULT, (int)a, r->horizons[h]), 1e-12, 1e-6);
    }
  }
}

static void test_each_is_a_run(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  struct ek_list all = ek_variations_run(arena, r);
  same(r, result_of(&all, EK_VARIATION_EXTERNAL, 0.4), run_set(STUDY, SET("comparison.deadweight", "40 %")));
  same(r, result_of(&all, EK_VARIATION_EXTERNAL, 0), run_set(STUDY, SET("comparison.deadweight", "0 %")));
  same(r, result_of(&all, EK_VARIATION_WRITE_OFF, 0), r);
  same(r, result_of(&all, EK_VARIATION_WRITE_OFF, 36), run_set(STUDY, SET("settings.write_off", "3 years")));
  same(r, result_of(&all, EK_VARIATION_DISCOUNT, 0.03), r);
  same(r, result_of(&all, EK_VARIATION_DISCOUNT, 0.015), run_set(STUDY, SET("settings.discount.rate", "1.5 %")));
  same(r, result_of(&all, EK_VARIATION_DISCOUNT, 0), run_set(STUDY, SET("settings.discount", "none")));
  same(r, result_of(&all, EK_VARIATION_FIXED, 0), r);
  /* Half of what a service saves, and all of what a state no longer costs. */
  same(r, result_of(&all, EK_VARIATION_FIXED, 0.5), run_set(STUDY, SET("participants.cases[1].inputs.price", "500 kr/session")));
}

/* A schedule of the model gives way to the rate. */
static void test_rates_in_place_of_a_schedule(void **state) {
  (void)state;
  const struct ek_result *r = run_set(STUDY, SET("settings.discount", "none"));
  struct ek_list all = ek_variations_run(arena, r);
  same(r, result_of(&all, EK_VARIATION_DISCOUNT, 0.04), run_set(STUDY, SET("settings.discount.rate", "4 %")));
}

static void test_of_a_cohort(void **state) {
  (void)state;
  const struct ek_result *r = run(COHORT);
  struct ek_list all = ek_variations_run(arena, r);
  same(r, result_of(&all, EK_VARIATION_EXTERNAL, 0), r);
  same(r, result_of(&all, EK_VARIATION_EXTERNAL, 0.5), run_set(COHORT, SET("effect.attribution", "40 %")));
  const struct ek_variation *v = all.items;
  for (size_t i = 0; i < all.n; i++) assert_int_not_equal(v[i].kind, EK_VARIATION_SAMPLE);
}

/* The fixed part stands in place of what the model knows of it. */
static void test_fixed_and_variable(void **state) {
  (void)state;
  static const char own[] = STUDY "services: {tid: {label: Tid, unit: hour, variable_share: 40 %, flows: [{name: tid, from: payer, to: resources, amount: 300 kr/hour}]}}\n";
  const char *const both[] = {"participants.cases[1].before.services.tid", "20 hour/month", "settings.savings", "variable", NULL};
  const struct ek_result *r = run_set(own, both);
  struct ek_list all = ek_variations_run(arena, r);
  same(r, result_of(&all, EK_VARIATION_FIXED, 0), run_set(own, SET("participants.cases[1].before.services.tid", "20 hour/month")));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_each_is_a_run), TEST(test_rates_in_place_of_a_schedule), TEST(test_of_a_cohort), TEST(test_fixed_and_variable)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
