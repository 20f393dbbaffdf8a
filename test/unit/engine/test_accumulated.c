/* What has come in less what has been paid out: its points are results, and its crossing of zero is the payback. */
#include "people.h"

#include "engine/accumulated.h"
#include "engine/few.h"

#define STUDY(discount)                                                                            \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                         \
  "settings: {price_year: 2020, start: 2020-01, horizons: [6 months, 2 years, 5 years], discount: " discount "}\n" \
  "participants:\n  cases:\n    - name: A\n      weight: 10\n"                                     \
  "      inputs: {benefit: 8 000 kr/month, exclusion_cost: 2 000 kr/month}\n"                      \
  "      before: {states: {outside: 100 %}}\n"                                                     \
  "      after: {states: {work: 40 %, outside: 60 %}, inputs: {wage: 20 000 kr/month}}\n"          \
  "costs: [{name: K, payer: payer, amount: 600 000 kr}]\n"                                         \
  "comparison: {deadweight: 25 %}\n"

static void month_by_month(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("{schedule: none}"));
  const double *sum = ek_accumulated(r, ek_model_actor(r->model, "payer"));
  assert_int_equal(ek_accumulated_step(r), 1);
  assert_int_equal(ek_accumulated_points(r), 61);
  assert_near(sum[0], 0, 0, 0);
  for (size_t m = 1; m <= 60; m++) assert_near(sum[m], (double)m * 7.5 * 0.4 * 10000 - 600000, 1e-12, 1e-6);
  assert_near(sum[20], 0, 0, 1e-6); /* where the money is back */
}

/* Discounted and summed as results are, so that they meet at horizons. */
static void points_are_results(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("{rate: 3.85 %}"));
  for (int a = 0; a < (int)r->model->n_actors; a++) {
    const double *sum = ek_accumulated(r, a);
    size_t back = 0;
    for (size_t h = 0; h < r->n_horizons; h++) assert_near(sum[r->horizons[h]], ek_result_value(r, EK_FIG_RESULT, a, r->horizons[h]), 0, 0);
    for (size_t m = 1; m <= 60; m++) if (sum[m] < -1e-6) back = m + 1;
    double months = ek_result_value(r, EK_FIG_PAYBACK_MONTHS, a, 0);
    if (back <= 60) assert_near(months, (double)back, 0, 0);
    else assert_true(isinf(months));
  }
}

/* Of people a point is a year; what rests on few has none. */
static void people_by_year(void **state) {
  (void)state;
  struct somebody all[40];
  draw_somebody(all, 40, 2385, false);
  file_of("p.csv", people_file(all, 40, ';'));
  const struct ek_result *r = people_run(PEOPLE_HEAD(NPV) "participants:\n  file: p.csv\n" PEOPLE_COLUMNS PEOPLE_COSTS PEOPLE_NET);
  assert_int_equal(ek_accumulated_step(r), 12);
  assert_int_equal(ek_accumulated_points(r), 11);
  size_t hidden = 0;
  for (int a = 0; a < (int)r->model->n_actors; a++) {
    const double *sum = ek_accumulated(r, a);
    assert_true((sum == NULL) == r->few->account[a]);
    hidden += sum == NULL;
    if (sum != NULL) assert_near(sum[10], ek_result_value(r, EK_FIG_RESULT, a, 120), 0, 0);
  }
  assert_true(hidden < r->model->n_actors);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(month_by_month), TEST(points_are_results), TEST(people_by_year)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
