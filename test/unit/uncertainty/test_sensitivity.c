/* Sensitivity: ends of ranges are runs with those values, and a switching value put back gives nothing. */
#include "unit/engine/fixture.h"

#include <string.h>

#include "uncertainty/sensitivity.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: Känslighet\nmodel: generic\n"                                                 \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: {rate: 4 %}}\n" \
  "assumptions:\n"                                                                                 \
  "  lön: {value: 20 000 kr/month, low: 17 500 kr/month, high: 24 250 kr/month}\n"                 \
  "  andel: {dist: beta, mean: 60 %, sd: 10 %}\n"                                                  \
  "  följer: lön * 0 + lön\n"                                                                      \
  "participants:\n  cases:\n    - {name: A, weight: 10, before: {states: {outside: 100 %}}, after: {states: {work: andel, outside: 1 - andel}, inputs: {wage: följer}}}\n" \
  "costs: [{name: K, payer: employer, amount: 2 385 000 kr}]\n"                                    \
  "comparison: {deadweight: {share: 30 %, low: 10 %, high: 45 %}}\n"

static const struct ek_sensitivity *sensitivity(const struct ek_result *r, int horizon) {
  return ek_sensitivity_run(arena, r, ek_sensitivity_horizon(r, horizon, diags));
}

static size_t named(const struct ek_sensitivity *s, const char *name) {
  for (size_t i = 0; i < s->n; i++) if (strcmp(s->vary[i].name, name) == 0) return i;
  fail_msg("'%s' is not varied", name);
  return 0;
}

static double of(const struct ek_sensitivity *s, const double *values, const char *name) {
  return values[named(s, name) * s->base->model->n_actors + (size_t)s->base->model->root];
}

static void test_ends_are_runs(void **state) {
  (void)state;
  const struct ek_sensitivity *s = sensitivity(run(STUDY), 36);
  const struct ek_result *low = run_set(STUDY, SET("lön", "17 500 kr/month")), *high = run_set(STUDY, SET("lön", "24 250 kr/month"));
  assert_near(of(s, s->at_low, "lön"), at(low, EK_FIG_RESULT, NULL, 36), 1e-12, 0);
  assert_near(of(s, s->at_high, "lön"), at(high, EK_FIG_RESULT, NULL, 36), 1e-12, 0);
  const struct ek_result *less = run_set(STUDY, SET("comparison.deadweight", "45 %"));
  assert_near(of(s, s->at_high, "deadweight"), at(less, EK_FIG_RESULT, NULL, 36), 1e-12, 0);
}

static void test_percentiles_of_a_distribution(void **state) {
  (void)state;
  const struct ek_sensitivity *s = sensitivity(run(STUDY), 36);
  const struct ek_vary *v = &s->vary[named(s, "andel")];
  assert_true(v->drawn);
  assert_near(v->base, 0.6, 1e-12, 0);
  assert_near(v->low, 0.468, 0, 0.002); /* of a beta(13.8, 9.2) */
  assert_near(v->high, 0.727, 0, 0.002);
}

static void test_what_follows_is_not_varied(void **state) {
  (void)state;
  const struct ek_sensitivity *s = sensitivity(run(STUDY), 36);
  for (size_t i = 0; i < s->n; i++) assert_string_not_equal(s->vary[i].name, "följer");
}

/* Put back by --set, each gives a result of nothing. */
static void test_put_back_it_gives_nothing(void **state) {
  (void)state;
  const struct ek_sensitivity *s = sensitivity(run(STUDY), 36);
  size_t root = (size_t)s->base->model->root, actors = s->base->model->n_actors;
  double wage = s->turn[named(s, "lön") * actors + root], dead = s->turn[named(s, "deadweight") * actors + root];
  assert_true(wage > 0 && dead > 0 && dead < 1);
  char text[64];
  snprintf(text, sizeof text, "%.12g kr/year", wage);
  assert_near(at(run_set(STUDY, SET("lön", text)), EK_FIG_RESULT, NULL, 36), 0, 0, 0.01);
  snprintf(text, sizeof text, "%.14g", dead);
  assert_near(at(run_set(STUDY, SET("comparison.deadweight", text)), EK_FIG_RESULT, NULL, 36), 0, 0, 0.01);
  double costs = s->turn[named(s, "costs") * actors + root];
  snprintf(text, sizeof text, "%.14g kr", costs * 2385000);
  assert_near(at(run_set(STUDY, SET("costs[1].amount", text)), EK_FIG_RESULT, NULL, 36), 0, 0, 0.01);
}

/* The person gains whatever the cost is: there is no value at which that turns. */
static void test_none_where_there_is_none(void **state) {
  (void)state;
  const struct ek_sensitivity *s = sensitivity(run(STUDY), 0);
  size_t person = (size_t)ek_model_actor(s->base->model, "person");
  assert_true(isnan(s->turn[named(s, "costs") * s->base->model->n_actors + person]));
  assert_int_equal(s->horizon, 36);
  assert_int_equal(ek_sensitivity_horizon(s->base, 24, diags), 0);
}

/* Alone, what is tried changes nothing else: at its own value it is the study. */
static void test_at_its_own_value(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_sensitivity *s = sensitivity(r, 12);
  for (size_t i = 0; i < s->n; i++) {
    double **out = ek_vary_room(arena, r, 1), base = s->vary[i].base;
    const struct ek_varied one = ek_vary_column(&s->vary[i], &base);
    assert_true(ek_vary_try(r, &one, 1, 1, out));
    for (size_t a = 0; a < r->model->n_actors; a++) {
      assert_near(out[ek_vary_at(r, a, 12)][0], ek_result_value(r, EK_FIG_RESULT, (int)a, 12), 1e-12, 1e-6);
    }
  }
}

/* Twice the cost takes just what is gained, and 2 is one of the values tried. */
static void test_just_at_a_value_tried(void **state) {
  (void)state;
  char text[64];
  snprintf(text, sizeof text, "%.17g kr", at(run_set(STUDY, SET("costs[1].amount", "0 kr", "settings.discount", "none")), EK_FIG_RESULT, NULL, 36) / 2);
  const struct ek_sensitivity *s = sensitivity(run_set(STUDY, SET("costs[1].amount", text, "settings.discount", "none")), 36);
  assert_near(of(s, s->turn, "costs"), 2, 1e-12, 0);
}

/* One end that cannot be does not take the other with it. */
static void test_an_end_that_cannot_be(void **state) {
  (void)state;
  const struct ek_sensitivity *s = sensitivity(run_set(STUDY, SET("assumptions.kvar", "{value: 80 %/year, low: 60 %/year, high: 110 %/year}", "effect", "{retention: kvar}")), 36);
  assert_near(of(s, s->at_low, "kvar"), at(run_set(STUDY, SET("effect", "{retention: 60 %/year}")), EK_FIG_RESULT, NULL, 36), 1e-12, 0);
  assert_true(isnan(of(s, s->at_high, "kvar")));
}

/* What can be but a little higher is sought all the way down. */
static void test_one_way_is_short(void **state) {
  (void)state;
  static const char *const kept[] = {"90 %/year", "0.9/year"};
  for (int i = 0; i < 2; i++) {
    char cost[64];
    const char *const zero[] = {"costs[1].amount", "0 kr", "effect", "{retention: 25 %/year}", "settings.discount", "none", NULL};
    snprintf(cost, sizeof cost, "%.17g kr", at(run_set(STUDY, zero), EK_FIG_RESULT, NULL, 36)); /* what 25 % pays for */
    const struct ek_sensitivity *s = sensitivity(run_set(STUDY, SET("assumptions.kvar", kept[i], "effect", "{retention: kvar}", "costs[1].amount", cost, "settings.discount", "none")), 36);
    assert_near(of(s, s->turn, "kvar"), 0.25, 1e-7, 0);
  }
}

/* A value that makes a result what is asked for does so when it is put back. */
static void test_target(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_target *t = ek_target_run(arena, r, r->model->root, 36, 500000);
  char text[64];
  size_t found = 0;
  for (size_t i = 0; i < t->n; i++) {
    if (strcmp(t->vary[i].name, "lön") != 0) continue;
    snprintf(text, sizeof text, "%.12g kr/year", t->value[i]);
    assert_near(at(run_set(STUDY, SET("lön", text)), EK_FIG_RESULT, NULL, 36), 500000, 0, 0.01);
    found++;
  }
  assert_int_equal(found, 1);
  /* What is already so needs no change, and what no single one can do has none. */
  t = ek_target_run(arena, r, r->model->root, 36, 1e15);
  for (size_t i = 0; i < t->n; i++) assert_true(isnan(t->value[i]));
}

/* Each cell of a grid is the study with both values; its middle is the study. */
static void test_grid(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  struct ek_list all = ek_vary_all(arena, r);
  struct ek_two_way_axis axes[2] = {{ek_vary_find(arena, &all, "lön"), NAN, NAN}, {ek_vary_find(arena, &all, "deadweight"), 0.1, 0.5}};
  const struct ek_two_way *g = ek_two_way_run(arena, r, 36, axes);
  const double *society = g->result[r->model->root];
  assert_near(g->value[0][0], 210000, 1e-12, 0);
  assert_near(g->value[0][2], 240000, 1e-12, 0);
  assert_near(g->value[0][3], 265500, 1e-12, 0);
  assert_near(g->value[1][1], 0.2, 1e-12, 0);
  assert_near(society[2 * EK_GRID + 2], at(run(STUDY), EK_FIG_RESULT, NULL, 36), 1e-12, 0);
  assert_near(society[4 * EK_GRID + 1], at(run_set(STUDY, SET("lön", "24 250 kr/month", "comparison.deadweight", "20 %")), EK_FIG_RESULT, NULL, 36), 1e-12, 0);
  /* Without a range: from half of it to half as much more. */
  axes[0] = (struct ek_two_way_axis){ek_vary_find(arena, &all, "costs"), NAN, NAN};
  g = ek_two_way_run(arena, r, 36, axes);
  assert_near(g->value[0][0], 0.5, 1e-12, 0);
  assert_near(g->value[0][4], 1.5, 1e-12, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_ends_are_runs), TEST(test_percentiles_of_a_distribution), TEST(test_what_follows_is_not_varied),
                                     TEST(test_put_back_it_gives_nothing), TEST(test_none_where_there_is_none), TEST(test_at_its_own_value),
                                     TEST(test_just_at_a_value_tried), TEST(test_an_end_that_cannot_be), TEST(test_one_way_is_short), TEST(test_target), TEST(test_grid)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
