/* Quantities, prices and totals of cohorts, held against sums by hand. */
#include "cohort.h"

/* Ten persons who stay in `b`, which costs the payer a krona a month. */
#define STAY(cycle, more) "outcomes:\n  cycle: " cycle "\n  initial: {b: 10}\n" more STATES ALONE("")

static double payer(const struct ek_result *r) { return -total(r, 0, "payer"); }

/* --- discounting ---------------------------------------------------------------------------- */

static double sum_at(double rate, double first, int n) {
  double sum = 0;
  for (int k = 0; k < n; k++) sum += 10 * pow(1 + rate, -(first + k) / 12);
  return sum;
}

static void test_a_constant_chain_is_a_geometric_sum(void **state) {
  (void)state;
  double v5 = pow(1.0385, -5), all = 120 / log(1.0385) * (1 - v5);
  const struct { const char *counting, *discounting; double expected; } pairs[] = {
      {"start", "own", sum_at(0.0385, 0, 60)},
      {"end", "own", sum_at(0.0385, 1, 60)},
      {"life-table", "own", sum_at(0.0385, 0.5, 60)},
      {"life-table", "continuous", all},
      {"trapezoid", "own", (sum_at(0.0385, 0, 60) + sum_at(0.0385, 1, 60)) / 2},
      {"points", "own", sum_at(0.0385, 0, 61)},
      {"simpson", "own", 0},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    const struct ek_result *r = run_set(UNTIL("5 years", "{rate: 3.85 %}") STAY("1 month", ""),
                                        SET("outcomes.counting", pairs[i].counting, "outcomes.discounting", pairs[i].discounting));
    if (pairs[i].expected > 0) assert_near(payer(r), pairs[i].expected, 1e-12, 0);
    else assert_near(payer(r), all, 1e-10, 0); /* Simpson's rule finds the integral */
  }
}

static void test_the_cycle_matters_little_to_the_middle(void **state) {
  (void)state;
  static const char *const cycles[] = {"1 month", "3 months", "6 months", "1 year"};
  for (int i = 0; i < 4; i++) {
    const struct ek_result *r = run_set(UNTIL("5 years", "{rate: 3.85 %}") STAY("1 month", ""), SET("outcomes.cycle", cycles[i], "outcomes.discounting", "continuous"));
    assert_near(payer(r), 120 / log(1.0385) * (1 - pow(1.0385, -5)), 1e-12, 0);
  }
}

static void test_a_schedule_falls_within_a_cycle(void **state) {
  (void)state;
  const struct ek_result *r = run_set("ekusia: 1\ntitle: T\nmodel: england\nsettings: {price_year: 2020, start: 2020-01, horizons: [40 years], discount: {schedule: none}}\n"
                                      "states: {b: {label: B, flows: [{name: k, from: nhs, to: resources, amount: 12 GBP/year}]}}\n"
                                      "outcomes:\n  cycle: 1 year\n  counting: start\n  initial: {b: 1}\n" ALONE(""), NULL);
  assert_near(-total(r, 0, NULL), 480, 1e-12, 0);
}

/* --- time ----------------------------------------------------------------------------------- */

/* Weeks and days give each month its own: a month of persons is a month of persons. */
static void test_weeks_and_days_conserve_person_time(void **state) {
  (void)state;
  static const char *const cycles[] = {"1 week", "2 weeks", "1 day", "10 days", "45 days", "400 days", "1 month", "1 year"};
  for (int i = 0; i < 8; i++) {
    const struct ek_result *r = run_set(UNTIL("5 years", "none") STAY("1 month", ""), SET("outcomes.cycle", cycles[i]));
    const struct ek_course *c = ek_cohort_course(r->runner, 0, 0);
    struct ek_state_stay *const *stays = c->stays.items;
    for (size_t k = 0; k < c->stays.n; k++) {
      if (stays[k]->state != state_of(r, "b")) continue;
      for (size_t m = 0; m < 60; m++) assert_near(stays[k]->quantity[m], 10, 1e-9, 0);
    }
    assert_near(payer(r), 600, 1e-10, 0);
  }
}

static void test_a_long_cycle_of_days(void **state) {
  (void)state;
  const struct ek_result *r = run_set(UNTIL("10 years", "none") STAY("1 month", ""), SET("outcomes.cycle", "1801 days"));
  assert_near(payer(r), 1200, 1e-10, 0);
}

/* A cohort that enters over time is the sum of cohorts, each moved. */
static void test_staggered_entry_is_a_sum(void **state) {
  (void)state;
#define ENTER(start, entry, n) \
  "ekusia: 1\ntitle: T\nmodel: generic\nsettings: {price_year: 2020, start: 2020-01, horizons: [1 year, 5 years], discount: {rate: 3.85 %}}\n" \
  "outcomes:\n  cycle: 1 month\n  entry: {" entry "}\n  initial: {a: " n "}\n" STATES ALONE(MATRIX("a: {b: 3.8 %, a: rest}, b: {a: \"if(in_state > 2, 11 %, 0 %)\", b: rest}"))
  const struct ek_result *all = run(ENTER("2020-01", "2020-01: 25 %, 2020-04: 30 %, 2021-02: 45 %", "40"));
  const struct ek_result *one = run(ENTER("2020-01", "2020-01: 100 %", "10")), *two = run(ENTER("2020-01", "2020-04: 100 %", "12")), *three = run(ENTER("2020-01", "2021-02: 100 %", "18"));
  assert_near(payer(all), payer(one) + payer(two) + payer(three), 1e-12, 0);
  for (size_t m = 0; m < 60; m++) {
    int b = ek_model_actor(all->model, "payer");
    double sum = 0, here = 0;
    const struct ek_result *parts[] = {one, two, three, all};
    for (int i = 0; i < 4; i++) {
      struct ek_ledger *l = ek_ledger_new(arena, all->model, 60, 1);
      ek_cohort_book_alone(l, parts[i]->runner, 0);
      ek_ledger_close(l);
      *(i < 3 ? &sum : &here) += ek_ledger_month(l, EK_SIDE_EFFECT, b, m)[0];
    }
    assert_near(here, sum, 1e-12, 1e-13);
  }
  /* Moved by three months, and weighed as then. */
  double first = 0;
  const struct ek_result *short_one = run_set(ENTER("2020-01", "2020-01: 100 %", "12"), SET("settings.horizons", "[57 months]"));
  first = payer(short_one) * pow(1.0385, -0.25);
  assert_near(payer(two), first, 1e-12, 0);
}

static void test_groups_add_to_the_whole(void **state) {
  (void)state;
#define BODY(who) FIVE_YEARS "outcomes:\n  cycle: 1 month\n" who STATES ALONE(MATRIX("a: {b: 3.8 %, a: rest}, b: {a: 11 %, b: rest}")) \
  "measures: [{name: m, states: {b: 1}}]\n"
  const struct ek_result *whole = run(BODY("  initial: {a: 17.3, b: 4}\n"));
  const struct ek_result *parts = run(BODY("  groups:\n    k: {sex: kvinna, initial: {a: 10}}\n    m: {sex: man, initial: {a: 7.3, b: 4}}\n"));
  assert_near(payer(parts), payer(whole), 1e-13, 0);
  assert_near(measured(parts, 0, 0), measured(whole, 0, 0), 1e-13, 0);
  assert_near(at(parts, EK_FIG_PARTICIPANTS, NULL, 0), 21.3, 1e-14, 0);
}

/* A matrix of a group alone is that of all to the others. */
static void test_a_matrix_of_a_group(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS "outcomes:\n  cycle: 1 month\n  groups:\n    k: {sex: kvinna, initial: {a: 1}}\n    m: {sex: man, initial: {a: 1}}\n" STATES
                                  "  alternatives:\n    utan:\n      reference: yes\n      matrix: {a: {b: 4 %, a: rest}}\n      groups: {k: {matrix: {a: {b: {relative_risk: 2}}}}}\n"
                                  "    med: {based_on: utan, matrix: {b: {c: 50 %, b: rest}}}\n");
  double out;
  for (size_t a = 0; a < 2; a++) {
    for (size_t g = 0; g < 2; g++) {
      ek_passage_at(passage_of(r, g, a, 0), 9, state_of(r, "a"), &out);
      assert_near(out, pow(g == 0 ? 0.92 : 0.96, 9), 1e-13, 0);
    }
  }
}

/* --- prices --------------------------------------------------------------------------------- */

/* What a state holds may change with the cycle, the age and the stay. */
static void test_prices_of_a_time(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS "outcomes:\n  cycle: 1 month\n  counting: start\n  initial: {a: 8}\n  inputs: {price: 100 kr/session}\n"
      "  states:\n    a: {states: {}, services: {session: \"if(cycle <= 3, 12/year, if(years >= 2, 6/year, 0/year))\"}}\n"
      "    b: {states: {}, services: {session: \"12/year * in_state\"}}\n" ALONE(MATRIX("a: {b: \"if(cycle > 36, 100 %, 0 %)\", a: rest}")));
  /* Three months at 1, then 24 … 36 at a half; then in `b` 1, 2, … 23 a month. */
  double expected = 8 * 100 * (3 + 13 * 0.5 + 23 * 24 / 2.0);
  assert_near(payer(r), expected, 1e-12, 0);
}

/* Those who enter later come to another year sooner, and pay what it costs then. */
static void test_prices_of_the_calendar(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS "outcomes:\n  cycle: 1 month\n  counting: start\n  initial: {a: 10}\n  entry: {2020-01: 40 %, 2020-07: 60 %}\n  inputs: {price: 100 kr/session}\n"
      "  states:\n    a: {states: {}, services: {session: \"if(calendar_year > 2020, 12/year, 0/year)\"}}\n" ALONE(""));
  assert_near(payer(r), 10 * 100 * 48, 1e-12, 0);
}

/* An alternative may hold other things in a state. */
static void test_a_state_that_differs(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS "outcomes:\n  cycle: 1 month\n  initial: {b: 10}\n" STATES
      "  alternatives:\n    utan: {reference: yes}\n    med: {based_on: utan, states: {b: {inputs: {exclusion_cost: 3 kr/month}}}}\n");
  assert_near(total(r, 0, "payer"), -600, 1e-12, 0);
  assert_near(total(r, 1, "payer"), -1800, 1e-12, 0);
  assert_near(at(r, EK_FIG_RESULT, "payer", 60), -1200, 1e-12, 0);
}

static void test_costs_of_alternatives(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS "outcomes:\n  cycle: 1 month\n  initial: {a: 10}\n" STATES
      "  alternatives:\n    utan: {reference: yes, costs: [{name: vanligt, payer: payer, amount: 70 kr}]}\n"
      "    med: {based_on: utan, costs: [{name: kurs, payer: payer, amount: 5 kr/participant}]}\n    mer: {based_on: utan}\n"
      "costs: [{name: ledning, payer: payer, amount: 1000 kr}]\n");
  assert_near(total(r, 0, "payer"), -70, 1e-12, 0);
  assert_near(total(r, 1, "payer"), -1050, 1e-12, 0);
  assert_near(total(r, 2, "payer"), -1000, 1e-12, 0);
  assert_near(at(r, EK_FIG_COST, "payer", 60), 980, 1e-12, 0);
}

/* An event costs what it costs, whatever the counting is. */
static void test_events(void **state) {
  (void)state;
  static const char *const countings[] = {"start", "end", "life-table", "trapezoid", "points"};
  for (int i = 0; i < 5; i++) {
    const struct ek_result *r = run_set(FIVE_YEARS "outcomes:\n  cycle: 3 months\n  initial: {a: 10}\n" STATES
        "  events: [{name: bonus, from: a, to: c, payer: payer, receiver: person, amount: 1000 kr}, {name: mer, from: a, payer: payer, amount: 7 kr, alternatives: [med]}]\n"
        ALONE(MATRIX("a: {c: \"if(cycle <= 4, 25 %, 100 %)\", a: rest}")), SET("outcomes.counting", countings[i]));
    assert_near(total(r, 0, "payer"), -10000, 1e-12, 0);
    assert_near(total(r, 0, "person"), 10000, 1e-12, 0);
    assert_near(total(r, 1, "payer"), -10070, 1e-12, 0);
    assert_near(total(r, 1, NULL), -70, 1e-12, 1e-9);
  }
}

/* Corrections: deadweight is the reference's, but the caution is the author's. */
static void test_a_haircut_is_of_the_difference(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS "outcomes:\n  cycle: 1 month\n  initial: {b: 10}\n" STATES
      "  alternatives:\n    utan: {reference: yes}\n    med: {matrix: {b: {a: 5 %, b: rest}}}\neffect: {haircut: 20 %}\n");
  double saved = 0;
  for (int k = 0; k < 60; k++) saved += 10 - 10 * (pow(0.95, k) + pow(0.95, k + 1)) / 2;
  assert_near(at(r, EK_FIG_RESULT, "payer", 60), 0.8 * saved, 1e-12, 0);
  assert_near(total(r, 0, "payer"), -600, 1e-12, 0);
  assert_near(total(r, 1, "payer"), -600 + 0.8 * saved, 1e-12, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_a_constant_chain_is_a_geometric_sum), TEST(test_the_cycle_matters_little_to_the_middle), TEST(test_a_schedule_falls_within_a_cycle),
      TEST(test_weeks_and_days_conserve_person_time), TEST(test_a_long_cycle_of_days), TEST(test_staggered_entry_is_a_sum),
      TEST(test_groups_add_to_the_whole), TEST(test_a_matrix_of_a_group), TEST(test_prices_of_a_time), TEST(test_prices_of_the_calendar),
      TEST(test_a_state_that_differs), TEST(test_costs_of_alternatives), TEST(test_events), TEST(test_a_haircut_is_of_the_difference),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
