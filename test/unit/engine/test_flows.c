/* A result taken apart leads back to its figures, and with other corrections, costs and rates to theirs. */
#include "people.h"

#include <math.h>

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
    for (size_t i = 0; paid[k].account == actor && i < f->steps; i++) sum += times * paid[k].kr[i] * f->factor[i];
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

/* The factor is the rate's; of a schedule there is no rate to change. */
static void factors_follow_the_rate(void **state) {
  (void)state;
  const struct ek_flows *f = ek_flows(run(STUDY));
  for (size_t i = 0; i < f->steps; i++) assert_near(f->factor[i], pow(1.0385, -f->years[i]), 1e-14, 0);
  assert_near(f->rate[0], 0.0385, 1e-15, 0);
  assert_null(ek_flows(run_set(STUDY, SET("settings.discount", "{schedule: none}")))->rate);
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
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(parts_are_the_figures), TEST(others_are_as_a_run_has_them), TEST(factors_follow_the_rate),
                                     TEST(nothing_left_is_nothing_to_change), TEST(people_by_year)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
