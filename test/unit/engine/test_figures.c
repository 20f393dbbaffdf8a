/* Every figure by hand on a study small enough for it: one payer, one person, one employer. */
#include "fixture.h"

/* Undiscounted, 10 persons. A month outside costs the payer 8 000 + 2 000 a person, a month
 * in work makes 20 000. The insats costs 600 000 at once. */
#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                         \
  "settings: {price_year: 2020, start: 2020-01, horizons: [6 months, 2 years, 5 years], discount: {schedule: none}}\n" \
  "participants:\n  cases:\n    - name: A\n      weight: 10\n"                                     \
  "      inputs: {benefit: 8 000 kr/month, exclusion_cost: 2 000 kr/month}\n"                      \
  "      before: {states: {outside: 100 %}}\n"                                                     \
  "      after: {states: {work: 40 %, outside: 60 %}, inputs: {wage: 20 000 kr/month}}\n"          \
  "costs: [{name: K, payer: payer, amount: 600 000 kr}]\n"                                         \
  "comparison: {deadweight: 25 %}\n"

/* 0.75 net × 10 persons × 40 % of each. */
#define PAYER_MONTH (7.5 * 0.4 * 10000)
#define SOCIETY_MONTH (7.5 * 0.4 * (20000 + 2000))

static void test_benefit_cost_result(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  assert_near(at(r, EK_FIG_BENEFIT, "payer", 6), 6 * PAYER_MONTH, 1e-13, 0);
  assert_near(at(r, EK_FIG_BENEFIT, NULL, 60), 60 * SOCIETY_MONTH, 1e-13, 0);
  assert_near(at(r, EK_FIG_COST, "payer", 6), 600000, 0, 0);
  assert_near(at(r, EK_FIG_COST, "person", 24), 0, 0, 0);
  assert_near(at(r, EK_FIG_RESULT, "payer", 24), 24 * PAYER_MONTH - 600000, 1e-13, 0);
  assert_near(at(r, EK_FIG_RETURN, NULL, 24), 24 * SOCIETY_MONTH / 600000, 1e-13, 0);
  assert_true(isnan(at(r, EK_FIG_RETURN, "person", 24))); /* a return on no cost */
  assert_near(at(r, EK_FIG_RESULT_PER_PARTICIPANT, "payer", 24), 2.4 * PAYER_MONTH - 60000, 1e-13, 0);
  assert_near(at(r, EK_FIG_BENEFIT_PER_YEAR, "payer", 0), 12 * PAYER_MONTH, 1e-13, 0);
}

static void test_payback(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  assert_near(at(r, EK_FIG_PAYBACK_BENEFIT_MONTHS, "payer", 0), 600000 / PAYER_MONTH, 1e-13, 0);
  assert_near(at(r, EK_FIG_PAYBACK_MONTHS, "payer", 0), 20, 0, 0); /* exactly after 20 months */
  assert_near(at(r, EK_FIG_PAYBACK_MONTHS, NULL, 0), ceil(600000 / SOCIETY_MONTH), 0, 0);
  assert_near(at(r, EK_FIG_PAYBACK_MONTHS, "person", 0), 0, 0, 0); /* nothing to pay back */
  assert_near(at(r, EK_FIG_PAYBACK_BENEFIT_MONTHS, "employer", 0), 0, 0, 0);
  r = run_set(STUDY, SET("costs[1].amount", "60 000 001 kr"));
  assert_true(isinf(at(r, EK_FIG_PAYBACK_MONTHS, "payer", 0)));
  assert_near(at(r, EK_FIG_PAYBACK_BENEFIT_MONTHS, "payer", 0), 60000001 / PAYER_MONTH, 1e-13, 0);
  /* Whoever loses never gets it back, also without a cost. */
  r = run_set(STUDY, SET("participants.cases[1].inputs.benefit", "25 000 kr/month",
                         "costs[1].payer", "employer"));
  assert_true(at(r, EK_FIG_BENEFIT_PER_YEAR, "person", 0) < 0);
  assert_true(isinf(at(r, EK_FIG_PAYBACK_BENEFIT_MONTHS, "person", 0)));
  assert_true(isinf(at(r, EK_FIG_PAYBACK_MONTHS, "person", 0)));
  assert_true(isinf(at(r, EK_FIG_PAYBACK_BENEFIT_MONTHS, "employer", 0)));
}

/* A later cost takes back what was paid: only the month after which it stays counts. */
static void test_payback_must_stay(void **state) {
  (void)state;
  const struct ek_result *r = run_set(
      STUDY, SET("costs", "[{name: K, payer: payer, amount: 60 000 kr}, "
                          "{name: L, payer: payer, amount: 300 000 kr, month: 2020-06}]"));
  assert_near(at(r, EK_FIG_PAYBACK_MONTHS, "payer", 0), 12, 0, 0);
}

static void test_written_off(void **state) {
  (void)state;
  const struct ek_result *r = run_set(STUDY, SET("settings.write_off", "3 years"));
  assert_near(at(r, EK_FIG_COST, "payer", 6), 100000, 1e-14, 0);
  assert_near(at(r, EK_FIG_COST, "payer", 24), 400000, 1e-14, 0);
  assert_near(at(r, EK_FIG_COST, "payer", 60), 600000, 0, 0);
  assert_near(at(r, EK_FIG_RESULT, NULL, 6), 6 * SOCIETY_MONTH - 100000, 1e-13, 0);
  assert_near(at(r, EK_FIG_RESOURCES, NULL, 6) - at(run(STUDY), EK_FIG_RESOURCES, NULL, 6), -500000,
              1e-12, 0);
}

static void test_years(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  assert_int_equal(r->n_years, 5);
  assert_near(in_year(r, EK_FIG_BENEFIT_IN_YEAR, "payer", 3), 12 * PAYER_MONTH, 1e-13, 0);
  assert_near(in_year(r, EK_FIG_COST_IN_YEAR, "payer", 0), 600000, 0, 0);
  assert_near(in_year(r, EK_FIG_COST_IN_YEAR, "payer", 1), 0, 0, 0);
  assert_near(in_year(r, EK_FIG_NET_IN_YEAR, NULL, 0), 12 * SOCIETY_MONTH - 600000, 1e-12, 0);
  r = run_set(STUDY, SET("settings.discount", "{rate: 5 %}"));
  assert_near(in_year(r, EK_FIG_DISCOUNT_FACTOR, NULL, 0), 1, 0, 0);
  assert_near(in_year(r, EK_FIG_DISCOUNT_FACTOR, NULL, 5), pow(1.05, -5), 1e-14, 0);
}

static void test_whole(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const double full = 10 * 12 * 20000.0, used = 10 * 12 * 2000.0;
  assert_near(at(r, EK_FIG_PARTICIPANTS, NULL, 0), 10, 0, 0);
  assert_near(at(r, EK_FIG_POTENTIAL_BEFORE_PRODUCTION, NULL, 0), full, 1e-13, 0);
  assert_near(at(r, EK_FIG_POTENTIAL_BEFORE_RESOURCES, NULL, 0), used, 1e-13, 0);
  assert_near(at(r, EK_FIG_POTENTIAL_BEFORE, NULL, 0), full + used, 1e-13, 0);
  assert_near(at(r, EK_FIG_POTENTIAL_AFTER_PRODUCTION, NULL, 0), 0.6 * full, 1e-13, 0);
  assert_near(at(r, EK_FIG_POTENTIAL_AFTER_RESOURCES, NULL, 0), 0.6 * used, 1e-13, 0);
  assert_near(at(r, EK_FIG_POTENTIAL_AFTER, NULL, 0), 0.6 * (full + used), 1e-13, 0);
  assert_near(at(r, EK_FIG_REALISED_POTENTIAL, NULL, 0), 0.4, 1e-13, 0);
  assert_near(at(r, EK_FIG_COST_PER_PARTICIPANT, NULL, 0), 60000, 1e-14, 0);
  assert_near(at(r, EK_FIG_COST_PER_REALISED_POINT, NULL, 0), 60000 / 40.0, 1e-13, 0);
  assert_near(at(r, EK_FIG_EXTRA_IN_WORK, NULL, 0), 10 * 0.4 * 0.75, 1e-14, 0);
  assert_near(at(r, EK_FIG_EXTRA_IN_SUBSIDISED_WORK, NULL, 0), 0, 0, 0);
  assert_near(at(r, EK_FIG_COST_PER_EXTRA_IN_WORK, NULL, 0), 200000, 1e-13, 0);
  assert_near(at(r, EK_FIG_ADDITIONALITY, NULL, 0), 0.75, 1e-15, 0);
  assert_near(at(r, EK_FIG_PRODUCTION, NULL, 24), 24 * 7.5 * 0.4 * 20000, 1e-13, 0);
  assert_near(at(r, EK_FIG_RESOURCES, NULL, 24), 600000 - 24 * 7.5 * 0.4 * 2000, 1e-13, 0);
  assert_near(at(r, EK_FIG_BORDER, NULL, 24), 0, 0, 0);
}

static void test_displaced_work_is_not_extra(void **state) {
  (void)state;
  const struct ek_result *r =
      run_set(STUDY, SET("comparison.displacement", "20 %", "comparison.substitution", "10 %"));
  assert_near(at(r, EK_FIG_EXTRA_IN_WORK, NULL, 0), 3 * 0.8 * 0.9, 1e-14, 0);
  assert_near(at(r, EK_FIG_ADDITIONALITY, NULL, 0), 0.75 * 0.72, 1e-14, 0);
  assert_near(at(r, EK_FIG_PRODUCTION, NULL, 24), 24 * 7.5 * 0.4 * 20000 * 0.72, 1e-13, 0);
}

static void test_nobody_gained_has_no_ratio(void **state) {
  (void)state;
  const struct ek_result *r =
      run_set(STUDY, SET("participants.cases[1].after.states", "{outside: 100 %}",
                         "participants.cases[1].after.inputs", "{}",
                         "participants.cases[1].inputs.wage", "20 000 kr/month"));
  assert_true(isnan(at(r, EK_FIG_COST_PER_EXTRA_IN_WORK, NULL, 0)));
  assert_true(isnan(at(r, EK_FIG_COST_PER_REALISED_POINT, NULL, 0)));
  assert_near(at(r, EK_FIG_REALISED_POTENTIAL, NULL, 0), 0, 0, 1e-15);
}

/* Nobody took part: money was spent, and what is counted per person has no meaning. */
static void test_nobody(void **state) {
  (void)state;
  const struct ek_result *r = run_set(STUDY, SET("participants.cases[1].weight", "0"));
  assert_near(at(r, EK_FIG_RESULT, "payer", 24), -600000, 1e-14, 0);
  assert_true(isnan(at(r, EK_FIG_RESULT_PER_PARTICIPANT, "payer", 24)));
  assert_true(isnan(at(r, EK_FIG_COST_PER_PARTICIPANT, NULL, 0)));
  assert_true(isnan(at(r, EK_FIG_REALISED_POTENTIAL, NULL, 0)));
}

/* Without a wage nobody knows what full work would be worth. */
static void test_no_wage_no_potential(void **state) {
  (void)state;
  const struct ek_result *r =
      run_set(STUDY, SET("participants.cases[1].after.states", "{outside: 100 %}",
                         "participants.cases[1].after.inputs", "{}"));
  assert_null(ek_result_figure(r, EK_FIG_POTENTIAL_BEFORE, -1, 0, -1));
  assert_true(isnan(ek_result_value(r, EK_FIG_REALISED_POTENTIAL, -1, 0)));
  assert_near(at(r, EK_FIG_COST_PER_PARTICIPANT, NULL, 0), 60000, 1e-14, 0);
}

/* EU money is a cost of the insats, but not society's. */
static void test_money_from_outside(void **state) {
  (void)state;
  const struct ek_result *r =
      run("ekusia: 1\ntitle: T\nmodel: sverige\n"
          "settings: {price_year: 2014, start: 2013-01, horizons: [1 year], discount: {schedule: none}}\n"
          "participants: {cases: [{name: A, weight: 4, before: {states: {försörjningsstöd: 100 %}}}]}\n"
          "costs: [{name: E, payer: eu, amount: 10 000 kr}, {name: F, payer: eu, receiver: kommun, amount: 2 500 kr}]\n"
          "comparison: {deadweight: 25 %}\n");
  assert_near(at(r, EK_FIG_COST, "eu", 12), 12500, 1e-14, 0);
  assert_near(at(r, EK_FIG_COST, NULL, 12), -2500, 1e-14, 0);
  assert_near(at(r, EK_FIG_BORDER, NULL, 12), -12500, 1e-14, 0);
  assert_near(at(r, EK_FIG_COST_PER_PARTICIPANT, NULL, 0), 12500 / 4.0, 1e-14, 0);
}

#define UNCHANGED                                                                                  \
  "{states: {försörjningsstöd: 100 %}, services: {läkarbesök-primärvård: 9.1/year, ekonomiskt-bistånd-handläggning: 12/year}}"
/* Where nothing changes every figure of kronor is exactly 0, and no rounding of doubles. */
static void test_no_change_is_nothing(void **state) {
  (void)state;
  const struct ek_result *r = run(
      "ekusia: 1\ntitle: T\nmodel: sverige\nsettings: {price_year: 2025, start: 2025-01, horizons: [1 year, 90 months], discount: {rate: 4 %}}\n"
      "participants:\n  cases:\n"
      "    - {name: A, weight: 7.3, before: " UNCHANGED ", during: {months: 7, states: {försörjningsstöd: 100 %}}, after: {months: 11, states: {försörjningsstöd: 100 %}}, later: [" UNCHANGED "]}\n"
      "comparison: {deadweight: 31 %, leakage: 3 %, displacement: 12 %}\neffect: {retention: 88 %/year, lag: 2 months}\n");
  static const enum ek_figure_id ids[] = {EK_FIG_BENEFIT, EK_FIG_RESULT, EK_FIG_PRODUCTION, EK_FIG_RESOURCES, EK_FIG_BORDER};
  const struct ek_figure *f = r->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) {
    for (size_t k = 0; k < sizeof ids / sizeof *ids; k++) {
      if (f[i].def->id == ids[k]) assert_true(f[i].value == 0);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_benefit_cost_result), TEST(test_payback), TEST(test_payback_must_stay),
      TEST(test_written_off), TEST(test_years), TEST(test_whole),
      TEST(test_displaced_work_is_not_extra), TEST(test_nobody_gained_has_no_ratio),
      TEST(test_no_wage_no_potential), TEST(test_nobody),
      TEST(test_money_from_outside),
      TEST(test_no_change_is_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
