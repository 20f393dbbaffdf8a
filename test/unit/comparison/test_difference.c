/* Laws of differences: parts add up for any two studies, none between a study and itself, and the other
 * way round in the other order the same with the other sign. */
#include "unit/engine/fixture.h"

#include "comparison/difference.h"

/* What two studies may differ in, three ways each. */
static const char *const knobs[][4] = {
    {"settings.price_year", "2020", "2019", "2021"}, {"settings.start", "2020-01", "2019-07", "2018-03"}, {"settings.horizons", "[5 years]", "[3 years, 7 years]", "[10 years]"},
    {"settings.discount", "{rate: 3.5 %}", "none", "{rate: 2.3850 %}"}, {"settings.timing", "month-mid", "year-end", "month-start"}, {"assumptions.lön", "20 000 kr/month", "23 850 kr/month", "18 100 kr/month"},
    {"participants.cases[1].weight", "10", "11.5", "4"}, {"participants.cases[1].before.services.session", "12/year", "7/year", "23.85/year"}, {"participants.cases[1].during.months", "6", "9", "14"},
    {"participants.cases[2].weight", "3", "2.3850", "30"}, {"costs[1].amount", "1 200 000 kr", "870 000 kr", "2 000 000 kr"}, {"effect.retention", "90 %/year", "85 %/year", "100 %/year"},
    {"effect.lag", "1 month", "3 months", "0 months"}, {"comparison.deadweight", "25 %", "40 %", "0 %"}, {"participants.cases[1].after.states.work", "60 %", "45 %", "80 %"}};
#define KNOBS (sizeof knobs / sizeof *knobs)
#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                          \
  "settings: {price_year: 2020, start: 2020-01, horizons: [5 years], discount: {rate: 3.5 %}}\n"   \
  "assumptions: {lön: 20 000 kr/month}\n"                                                          \
  "participants:\n  cases:\n    - name: A\n      weight: 10\n      inputs: {price: 1 000 kr/session}\n" \
  "      before: {states: {outside: 100 %}, services: {session: 12/year}, inputs: {exclusion_cost: 900 kr/month}}\n" \
  "      during: {states: {outside: 100 %}, months: 6, inputs: {exclusion_cost: 900 kr/month}}\n"  \
  "      after: {states: {work: 60 %}, services: {}, inputs: {wage: lön}}\n"                       \
  "    - name: B\n      weight: 3\n      before: {states: {outside: 100 %}, inputs: {exclusion_cost: 700 kr/month}}\n" \
  "      after: {states: {work: 30 %, outside: 70 %}, inputs: {wage: 1.1 * lön, exclusion_cost: 700 kr/month}}\n" \
  "costs: [{name: K, payer: payer, amount: 1 200 000 kr}]\neffect: {retention: 90 %/year, lag: 1 month}\ncomparison: {deadweight: 25 %}\n"

#define SWEDISH                                                                                    \
  "ekusia: 1\ntitle: T\nmodel: sverige\nsettings: {price_year: 2022, start: 2020-01, horizons: [5 years], discount: {rate: 3.5 %}}\n" \
  "participants:\n  cases:\n    - name: A\n      weight: 10\n      before: {states: {försörjningsstöd: 100 %}, inputs: {boendekostnad: 6 000 kr/month}}\n" \
  "      after: {states: {arbete: 100 %}, inputs: {wage: 23 850 kr/month}}\ncosts: [{name: K, payer: kommun, amount: 1 200 000 kr}]\ncomparison: {deadweight: 25 %}\n"

static unsigned long state_of_chance;
static unsigned chance(unsigned n) {
  state_of_chance = state_of_chance * 6364136223846793005UL + 1442695040888963407UL;
  return (unsigned)(state_of_chance >> 33) % n;
}

static struct ek_difference_side side_of(const char *text, const char *const *set) {
  const struct ek_result *r = run_set(text, set);
  return (struct ek_difference_side){.path = r->study->source->name, .study = r->study, .own = r, .day = r->study->rules_date};
}

static struct ek_difference_side any_side(void) {
  const char *set[2 * KNOBS + 1] = {0};
  for (size_t i = 0; i < KNOBS; i++) {
    set[2 * i] = knobs[i][0];
    set[2 * i + 1] = knobs[i][1 + chance(3)];
  }
  return side_of(STUDY, set);
}

static struct ek_difference_options usual(const char *order) {
  static const char *const folders[] = {"models", NULL};
  struct ek_difference_options o = {.model_folders = folders};
  const char *bad;
  assert_true(ek_cause_order(arena, order, o.order, &bad));
  return o;
}

static const struct ek_difference *take(struct ek_difference_side a, struct ek_difference_side b, struct ek_difference_options o) {
  struct ek_difference *d = NULL;
  if (ek_difference_make(arena, &a, &b, &o, &d, diags) != EK_OK) fail_msg("%s", errors());
  return d;
}

static void test_parts_add_up(void **state) {
  (void)state;
  state_of_chance = 23850;
  for (int i = 0; i < 12; i++) {
    struct ek_difference_side a = any_side(), b = any_side();
    const struct ek_difference *d = take(a, b, usual(i % 2 ? "effect,horizon" : ""));
    const struct ek_difference_figure *f = d->figures.items;
    assert_true(d->steps.n >= 2);
    assert_true(d->gap < 0.005);
    for (size_t k = 0; k < d->figures.n; k++) {
      double sum = f[k].old;
      for (size_t s = 0; s < d->steps.n; s++) sum += f[k].part[s];
      assert_near(sum, f[k].now, 0, 0.005);
    }
    /* The ends are the studies' own results, the parts of result those of benefit less cost. */
    const struct ek_difference_figure *result = ek_difference_of(d, EK_FIG_RESULT, -1), *benefit = ek_difference_of(d, EK_FIG_BENEFIT, -1), *cost = ek_difference_of(d, EK_FIG_COST, -1);
    assert_near(result->old, at(a.own, EK_FIG_RESULT, NULL, d->old_horizon), 0, 1e-6);
    assert_near(result->now, at(b.own, EK_FIG_RESULT, NULL, d->now_horizon), 0, 1e-6);
    for (size_t s = 0; s < d->steps.n; s++) assert_near(result->part[s], benefit->part[s] - cost->part[s], 0, 1e-6);
  }
}

static void test_of_itself(void **state) {
  (void)state;
  struct ek_difference_side a = side_of(STUDY, NULL);
  const struct ek_difference *d = take(a, a, usual(""));
  assert_int_equal(d->changes.n, 0);
  assert_int_equal(d->steps.n, 0);
  const struct ek_difference_figure *f = ek_difference_of(d, EK_FIG_RESULT, -1);
  assert_near(f->now - f->old, 0, 0, 0);
}

static void test_other_way_round(void **state) {
  (void)state;
  state_of_chance = 417;
  for (int i = 0; i < 8; i++) {
    struct ek_difference_side a = any_side(), b = any_side();
    const struct ek_difference *there = take(a, b, usual("")), *back = take(b, a, usual("effect,timing,intake,price,rules,horizon"));
    assert_int_equal(there->steps.n, back->steps.n);
    for (size_t k = 0; k < there->figures.n; k++) {
      const struct ek_difference_figure *f = (const struct ek_difference_figure *)there->figures.items + k, *g = (const struct ek_difference_figure *)back->figures.items + k;
      for (size_t s = 0; s < there->steps.n; s++) assert_near(f->part[s], -g->part[there->steps.n - 1 - s], 1e-9, 1e-6);
    }
  }
}

/* A part is what its own change does with all else old, when it is the first. */
static void test_first_part(void **state) {
  (void)state;
  struct ek_difference_side a = side_of(STUDY, NULL), b = side_of(STUDY, SET("comparison.deadweight", "40 %", "costs[1].amount", "870 000 kr"));
  const struct ek_difference *d = take(a, b, usual("effect"));
  const struct ek_difference_step *steps = d->steps.items;
  assert_int_equal(d->steps.n, 2);
  assert_int_equal(steps[0].causes, EK_CAUSE(EFFECT));
  const struct ek_result *alone = run_set(STUDY, SET("comparison.deadweight", "40 %"));
  assert_near(ek_difference_of(d, EK_FIG_RESULT, -1)->part[0], at(alone, EK_FIG_RESULT, NULL, 60) - at(a.own, EK_FIG_RESULT, NULL, 60), 0, 1e-6);
  assert_near(ek_difference_of(d, EK_FIG_COST, -1)->part[1], at(b.own, EK_FIG_COST, NULL, 60) - at(a.own, EK_FIG_COST, NULL, 60), 0, 1e-6);
  assert_near(ek_difference_of(d, EK_FIG_BENEFIT, -1)->part[1], 0, 0, 0);
}

static void test_horizons(void **state) {
  (void)state;
  struct ek_difference_side a = side_of(STUDY, SET("settings.horizons", "[1 year, 5 years]")), b = side_of(STUDY, SET("settings.horizons", "[5 years, 10 years]"));
  const struct ek_difference *d = take(a, b, usual(""));
  assert_int_equal(d->old_horizon, 60);
  assert_int_equal(d->now_horizon, 120);
  assert_int_equal(d->steps.n, 1);
  struct ek_difference_options o = usual("");
  o.common = true;
  d = take(a, b, o);
  assert_int_equal(d->now_horizon, 60);
  assert_int_equal(d->steps.n, 0);
  o.horizon = 30; /* of neither */
  d = take(a, b, o);
  assert_int_equal(d->old_horizon, 30);
  assert_near(ek_difference_of(d, EK_FIG_RESULT, -1)->now, at(run_set(STUDY, SET("settings.horizons", "[30 months]")), EK_FIG_RESULT, NULL, 30), 0, 0);
}

/* Rules of another day alone: what reports say of them (engine/rules_change.h), in the prices of the study. */
static void test_rules_of_another_year(void **state) {
  (void)state;
  struct ek_difference_side a = side_of(SWEDISH, NULL), b = side_of(SWEDISH, NULL);
  struct ek_study *other = ek_alloc(arena, sizeof *other);
  struct ek_result *result = NULL;
  *other = *b.study;
  assert_true(ek_day_parse("2018-07-01", &other->rules_date));
  assert_int_equal(ek_run(arena, other, &result, diags), EK_OK);
  b.study = other;
  b.own = result;
  b.day = other->rules_date;
  const struct ek_difference *d = take(a, b, usual(""));
  assert_int_equal(d->steps.n, 1);
  assert_int_equal(d->changes.n, 1);
  int person = 0;
  const struct ek_difference_actor *actors = d->actors.items;
  while (strcmp(actors[person].actor->name.text, "individ") != 0) person++;
  const struct ek_difference_figure *f = ek_difference_of(d, EK_FIG_RESULT, person);
  assert_near(f->now, at(result, EK_FIG_RESULT, "individ", 60) / result->world->krona, 1e-12, 0);
  assert_true(result->world->krona != 1 && fabs(f->part[0]) > 1000);
}

/* Other prices and other rules are two parts: in the first the rules of the old day hold in new kronor. */
static void test_price_year(void **state) {
  (void)state;
  struct ek_difference_side a = side_of(SWEDISH, NULL), b = side_of(SWEDISH, SET("settings.price_year", "2018"));
  const struct ek_difference *d = take(a, b, usual("price"));
  const struct ek_difference_step *steps = d->steps.items;
  assert_int_equal(d->steps.n, 2);
  assert_int_equal(steps[0].causes, EK_CAUSE(PRICE));
  assert_int_equal(steps[1].causes, EK_CAUSE(RULES));
  assert_true(steps[0].krona != 1);
  assert_near(steps[1].krona, 1, 0, 0);
  assert_near(ek_difference_of(d, EK_FIG_RESULT, -1)->now, at(b.own, EK_FIG_RESULT, NULL, 60), 0, 0);
  const struct ek_difference_figure *cost = ek_difference_of(d, EK_FIG_COST, -1); /* stated in kronor of whichever year */
  assert_near(cost->part[0], 0, 0, 1e-6);
  assert_near(cost->part[1], 0, 0, 1e-6);
}

/* What one cannot compute alone is taken with the next: a case that starts before the old study does. */
static void test_not_parted(void **state) {
  (void)state;
  struct ek_difference_side a = side_of(STUDY, NULL), b = side_of(STUDY, SET("settings.start", "2019-01", "costs[1]", "{name: K, payer: payer, amount: 7 kr, month: 2019-02, category: x}", "costs[1].name", "L", "comparison.deadweight", "12 %"));
  const struct ek_difference *d = take(a, b, usual(""));
  const struct ek_difference_step *steps = d->steps.items;
  assert_int_equal(d->steps.n, 2);
  assert_int_equal(steps[0].causes, EK_CAUSE(PRICE) | EK_CAUSE(TIMING));
  assert_non_null(strstr(steps[0].why, "paid before the study starts"));
  assert_null(steps[1].why);
  assert_true(d->gap < 0.005);
}

static void test_hidden(void **state) {
  (void)state;
  struct ek_difference_side a = side_of(STUDY, NULL), b = side_of(STUDY, SET("comparison.deadweight", "40 %", "costs[1].amount", "870 000 kr"));
  struct ek_figure *f = b.own->figures.items;
  for (size_t i = 0; i < b.own->figures.n; i++) f[i].hidden |= f[i].def->id == EK_FIG_RESULT && f[i].actor == b.own->model->root;
  const struct ek_difference *d = take(a, b, usual(""));
  const struct ek_difference_figure *result = ek_difference_of(d, EK_FIG_RESULT, -1);
  assert_true(result->hidden && isnan(result->old) && isnan(result->now) && isnan(result->part[0]) && isnan(result->part[1]));
  assert_false(ek_difference_of(d, EK_FIG_COST, -1)->hidden);
}

static void test_currencies(void **state) {
  (void)state;
  struct ek_difference_side a = side_of(STUDY, NULL), b = a;
  struct ek_study *other = ek_alloc(arena, sizeof *other);
  struct ek_model *model = ek_alloc(arena, sizeof *model);
  struct ek_difference_options o = usual("");
  struct ek_difference *d = NULL;
  *other = *a.study;
  *model = *a.study->model;
  model->currency = "GBP";
  other->model = model;
  b.study = other;
  assert_int_equal(ek_difference_make(arena, &a, &b, &o, &d, diags), EK_INPUT_ERROR);
  assert_non_null(strstr(errors(), "its currency is GBP"));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_parts_add_up), TEST(test_of_itself), TEST(test_other_way_round), TEST(test_first_part), TEST(test_horizons), TEST(test_rules_of_another_year), TEST(test_price_year), TEST(test_not_parted), TEST(test_hidden), TEST(test_currencies)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
