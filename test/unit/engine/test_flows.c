/* A result taken apart leads back to its figures, and with other corrections, costs and rates to theirs. */
#include "people.h"

#include <math.h>
#include <stdint.h>

#include "engine/few.h"
#include "engine/flows.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                         \
  "settings: {price_year: 2020, start: 2020-01, horizons: [14 months, 5 years], discount: {rate: 3.85 %}}\n" \
  "participants:\n  cases:\n    - name: A\n      weight: 10.5\n"                                   \
  "      inputs: {benefit: 8 000 kr/month, exclusion_cost: 2 000 kr/month}\n"                      \
  "      before: {states: {outside: 100 %}}\n"                                                     \
  "      during: {months: 5, states: {outside: 100 %}}\n"                                          \
  "      after: {states: {work: 40 %, outside: 60 %}, inputs: {wage: 20 000 kr/month}}\n"          \
  "costs: [{name: K, payer: payer, amount: 600 000 kr/year, from: 2020-01, to: 2021-07}]\n"        \
  "comparison: {deadweight: 25 %, displacement: 12.5 %}\neffect: {attribution: 85 %, retention: 85 %/year}\n"

static double benefit(const struct ek_flows *f, size_t actor, int months, double net, double displaced) {
  double sum = 0;
  for (size_t i = 0; i < (size_t)(months / f->step); i++) {
    sum += net * (f->effect[actor][i] - (f->bears[actor] ? displaced * f->produced[i] : 0)) * f->factor[i];
  }
  return sum;
}

static double cost(const struct ek_flows *f, int actor, double times) {
  const struct ek_flows_paid *paid = f->paid.items;
  double sum = 0;
  for (size_t k = 0; k < f->paid.n; k++) {
    for (size_t i = 0; paid[k].account == actor && i < f->rows; i++) sum += times * paid[k].kr[i] * f->factor[i];
  }
  return sum;
}

static void parts_are_the_figures(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_flows *f = ek_flows(r);
  assert_int_equal(f->step, 1);
  assert_near(f->net, 0.75 * 0.85, 1e-15, 0);
  assert_near(f->displaced, 0.125, 1e-15, 0);
  for (size_t a = 0; a < r->model->n_actors; a++) {
    double sum = 0, paid = 0;
    for (size_t i = 0; i < 60; i++) sum += f->benefit[a][i];
    for (size_t i = 0; i < f->steps; i++) paid += f->cost[a][i];
    assert_near(sum, ek_result_value(r, EK_FIG_BENEFIT, (int)a, 60), 1e-12, 1e-4);
    assert_near(paid, ek_result_value(r, EK_FIG_COST, (int)a, 60), 1e-12, 1e-4);
    assert_near(f->accumulated[a][59], ek_result_value(r, EK_FIG_RESULT, (int)a, 60), 1e-12, 1e-4);
    if (f->effect[a] == NULL) continue;
    assert_near(benefit(f, a, 14, 1, f->displaced), ek_result_value(r, EK_FIG_BENEFIT, (int)a, 14), 1e-12, 1e-4);
    double steady = f->steady[a] - (f->bears[a] ? f->displaced * f->steady_produced : 0);
    assert_near(steady, ek_result_value(r, EK_FIG_BENEFIT_PER_YEAR, (int)a, 0), 1e-12, 1e-4);
  }
}

/* Net and displaced as others would have them, against a run with them. */
static void others_are_as_a_run_has_them(void **state) {
  (void)state;
  const struct ek_flows *f = ek_flows(run(STUDY));
  const struct ek_result *other = run_set(STUDY, SET("comparison.deadweight", "60 %", "comparison.displacement", "31.5 %", "effect.attribution", "50 %",
                                                     "costs[1].amount", "238 500 kr/year"));
  for (size_t a = 0; a < other->model->n_actors; a++) {
    if (f->effect[a] != NULL) assert_near(benefit(f, a, 60, 0.4 * 0.5 / f->net, 0.315), ek_result_value(other, EK_FIG_BENEFIT, (int)a, 60), 1e-12, 1e-4);
    if (other->model->actors[a].leaf) assert_near(cost(f, (int)a, 238500.0 / 600000), ek_result_value(other, EK_FIG_COST, (int)a, 60), 1e-12, 1e-4);
  }
}

static const struct ek_flows_rate *rate(const struct ek_flows *f, size_t i) { return (const struct ek_flows_rate *)f->rates.items + i; }

/* The factor is the rate's; where nothing is discounted, that of a rate of 0. */
static void factors_follow_the_rate(void **state) {
  (void)state;
  const struct ek_flows *f = ek_flows(run(STUDY));
  for (size_t i = 0; i < f->rows; i++) assert_near(f->factor[i], pow(1.0385, -f->due[i].years), 1e-14, 0);
  assert_int_equal(f->rates.n, 1);
  assert_near(rate(f, 0)->value, 0.0385, 1e-15, 0);
  const struct ek_flows *none = ek_flows(run_set(STUDY, SET("settings.discount", "none")));
  assert_int_equal(none->rates.n, 1);
  assert_near(rate(none, 0)->value, 0, 0, 0);
}

/* Participants × what is left × what one of them moves is the effect, and with another drop-off that of a run with it. */
static double of_stays(const struct ek_flows *f, size_t actor, size_t month, double retention, double persons) {
  const struct ek_flows_stay *stays = f->stays.items;
  double sum = 0;
  for (size_t i = 0; i < f->stays.n; i++) {
    if (month < stays[i].first || month >= stays[i].end) continue;
    size_t since = stays[i].begun != SIZE_MAX ? month - stays[i].begun : 0;
    sum += persons * pow(retention, (double)(since / 12)) * stays[i].moved[actor];
  }
  return sum;
}

static void stays_add_to_the_effect(void **state) {
  (void)state;
  const struct ek_flows *f = ek_flows(run(STUDY));
  const struct ek_flows *other = ek_flows(run_set(STUDY, SET("effect.retention", "0 %/year", "participants.cases[1].weight", "13.25")));
  assert_int_equal(f->stays.n, 2);
  for (size_t a = 0; a < 64 && f->effect[a] != NULL; a++) {
    for (size_t m = 0; m < f->steps; m++) {
      assert_near(of_stays(f, a, m, 0.85, 10.5), f->effect[a][m], 1e-12, 1e-9);
      assert_near(of_stays(f, a, m, 0, 13.25), other->effect[a][m], 1e-12, 1e-9);
    }
  }
  for (size_t m = 0; m < f->steps; m++) assert_near(f->kept[m], pow(0.85, (double)(m / 12)), 1e-15, 0);
}

/* What one participant of a case makes of a cost adds to the cost. */
static void each_adds_to_what_is_paid(void **state) {
  (void)state;
  const struct ek_flows *f = ek_flows(run_set(STUDY, SET("costs", "[{name: K, payer: payer, amount: 700 kr/participant/month}, {name: L, payer: payer, amount: 9 kr}]")));
  const struct ek_flows_paid *paid = f->paid.items;
  assert_int_equal(f->paid.n, 2);
  assert_null(paid[1].each);
  for (size_t i = 0; i < f->rows; i++) {
    assert_near(paid[0].kr[i], i < 5 ? 7350 : 0, 1e-12, 1e-9);
    assert_near(10.5 * paid[0].each[0][i], paid[0].kr[i], 1e-12, 1e-9);
  }
}

static void nothing_left_is_nothing_to_change(void **state) {
  (void)state;
  assert_null(ek_flows(run_set(STUDY, SET("comparison.deadweight", "100 %"))));
}

/* Of people it is told by year, and nothing of those whose figures are hidden. */
static void people_by_year(void **state) {
  (void)state;
  struct somebody all[40];
  draw_somebody(all, 40, 2385, false);
  file_of("p.csv", people_file(all, 40, ';'));
  const struct ek_result *r = people_run(PEOPLE_HEAD(NPV) "participants:\n  file: p.csv\n" PEOPLE_COLUMNS PEOPLE_COSTS PEOPLE_NET);
  const struct ek_flows *f = ek_flows(r);
  assert_non_null(f);
  assert_int_equal(f->step, 12);
  assert_true(f->discounted);
  size_t hidden = 0;
  for (size_t a = 0; a < r->model->n_actors; a++) {
    hidden += r->few->account[a];
    if (r->few->account[a]) assert_true(!f->touched[a] && f->effect[a] == NULL);
    else assert_near(f->accumulated[a][9], ek_result_value(r, EK_FIG_RESULT, (int)a, 120), 1e-9, 1);
  }
  assert_true(hidden > 0 && hidden < r->model->n_actors);
  assert_int_equal(f->rates.n, 0);
  assert_int_equal(f->stays.n, 0);
}

/* Discounted by year, years are enough for any rate. */
static void people_discounted_by_year(void **state) {
  (void)state;
  struct somebody all[40];
  draw_somebody(all, 40, 2385, false);
  file_of("p.csv", people_file(all, 40, ';'));
  const struct ek_result *r = people_run(PEOPLE_HEAD(NPV ", timing: year-end") "participants:\n  file: p.csv\n" PEOPLE_COLUMNS PEOPLE_COSTS PEOPLE_NET);
  const struct ek_flows *f = ek_flows(r);
  assert_false(f->discounted);
  assert_int_equal(f->rows, f->steps);
  for (size_t i = 0; i < f->rows; i++) assert_near(f->factor[i], pow(1 + rate(f, 0)->value, -(double)(i + 1)), 1e-14, 0);
  for (size_t a = 0; a < r->model->n_actors; a++) {
    if (!r->few->account[a]) assert_near(f->accumulated[a][9], ek_result_value(r, EK_FIG_RESULT, (int)a, 120), 1e-9, 1);
  }
}

#define COHORT                                                                                     \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                         \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 4 years], discount: {rate: 3.85 %}}\n" \
  "outcomes:\n  cycle: 6 months\n  counting: trapezoid\n  entry: {2020-01: 38.5 %, 2020-03: 61.5 %}\n  initial: {outside: 23.85}\n" \
  "  inputs: {wage: 20 000 kr/month, benefit: 8 000 kr/month, exclusion_cost: 2 000 kr/month}\n" \
  "  alternatives:\n    utan: {reference: yes, matrix: {outside: {work: 7 %, outside: rest}, work: {outside: 3 %, work: rest}}}\n" \
  "    med: {based_on: utan, matrix: {outside: {work: 19 %}}, costs: [{name: K, payer: payer, amount: 700 kr/participant}]}\n"

/* A cohort's effect stands by when it is discounted: at the start and at the end of a cycle of each entry. The same months
 * undiscounted lead to the figures of any rate, which it is tried for. */
static void a_cohort_by_due(void **state) {
  (void)state;
  static const char *const discounting[] = {"own", "start", "middle", "continuous"};
  for (size_t k = 0; k < sizeof discounting / sizeof *discounting; k++) {
    const char *const set[] = {"outcomes.discounting", discounting[k], "outcomes.unusual_pair", "yes", NULL};
    const char *const other_set[] = {"outcomes.discounting", discounting[k], "outcomes.unusual_pair", "yes", "settings.discount.rate", "9.15 %", NULL};
    const struct ek_result *other = run_set(COHORT, other_set);
    const struct ek_flows *f = ek_flows(run_set(COHORT, set)), *of_other = ek_flows(other);
    assert_false(f->discounted);
    assert_int_equal(f->rows, of_other->rows);
    assert_true(f->rows > f->steps);
    for (size_t i = 0; i < f->rows; i++) {
      double v = pow(1.0915, -f->due[i].years), over = f->due[i].over;
      if (over > 0) v *= (1 - pow(1.0915, -over)) / (over * log(1.0915));
      assert_near(of_other->factor[i], v, 1e-12, 0);
    }
    for (size_t a = 0; a < other->model->n_actors; a++) {
      double sum = 0;
      for (size_t i = 0; f->effect[a] != NULL && i < f->first[48]; i++) sum += f->effect[a][i] * of_other->factor[i];
      if (f->effect[a] != NULL) assert_near(sum, ek_result_value(other, EK_FIG_BENEFIT, (int)a, 48), 1e-11, 1e-4);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(parts_are_the_figures), TEST(others_are_as_a_run_has_them), TEST(factors_follow_the_rate),
                                     TEST(nothing_left_is_nothing_to_change), TEST(people_by_year),
                                     TEST(people_discounted_by_year), TEST(a_cohort_by_due), TEST(stays_add_to_the_effect), TEST(each_adds_to_what_is_paid)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
