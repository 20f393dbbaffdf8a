/* Laws that a cohort must obey whatever its chances and prices; and the same study written as
 * counts or as type cases, which a cohort with one step must be to the öre. */
#include "cohort.h"
#include "transfers.h"
#include "people.h"

#define SETTINGS "settings: {municipality: Eskilstuna, price_year: 2014, start: 2013-01, horizons: [1 year, 5 years], timing: month-start, discount: {rate: 3.85 %}}\n"
#define SVERIGE "ekusia: 1\ntitle: Lagar\nmodel: sverige\n" SETTINGS
#define HOUSEHOLD "  age: 34\n  household: {adults: 2, children: [4, 9]}\n  inputs: {wage: 21 385 kr/month}\n"
#define WHO "  initial: {försörjningsstöd: 40, sjukpenning: 8.5}\n"
#define EVENTS "  events: [{name: bonus, from: försörjningsstöd, to: arbete, payer: kommun, receiver: arbetsgivare, amount: 10 000 kr}, {name: utredning, to: sjukpenning, payer: region, amount: 4 517.5 kr}]\n"
#define ROWS                                                                                       \
  "försörjningsstöd: {arbete: 2.1 %, sjukpenning: 0.6 %, försörjningsstöd: rest}, "                \
  "sjukpenning: {arbete: {rate: 0.31/year}, försörjningsstöd: {rate: 0.17/year}}, "                \
  "arbete: {försörjningsstöd: \"if(in_state <= 6, 4 %, 1 %)\", arbete: rest}"
#define UTAN "    utan: {reference: yes, mortality: {to: död, rate: 0.004/year, hazard_ratio: {sjukpenning: 3.1}}, matrix: {" ROWS "}}\n"
#define MED "    med: {based_on: utan, matrix: {försörjningsstöd: {arbete: {hazard_ratio: 1.7, for_first: 18 cycles}}}, costs: [{name: kurs, payer: kommun, amount: 7 811 kr/participant}]}\n"
#define MER "    mer: {based_on: med, matrix: {sjukpenning: {arbete: {hazard_ratio: 2}}}}\n"
#define REST                                                                                       \
  "costs: [{name: Ledare, payer: samordningsförbund, amount: 52 385 kr/month, from: 2013-01, to: 2013-11}]\n" \
  "comparison: {displacement: 12 %, substitution: 7 %}\neffect: {attribution: 83 %, haircut: 9 %}\n" \
  "measures: [{name: arbete, states: {arbete: 1}}, {name: liv, states: {arbete: 1, försörjningsstöd: 0.8, sjukpenning: 0.6}, discount: none}]\n"
#define OUTCOMES "outcomes:\n  cycle: 1 month\n" HOUSEHOLD
#define DEAD "  states: {död: {states: {}}}\n"
#define STUDY SVERIGE OUTCOMES WHO DEAD EVENTS "  alternatives:\n" UTAN MED MER REST

static void compare(const struct ek_result *a, const struct ek_result *b, double factor, double tolerance) {
  const struct ek_figure *f = a->figures.items, *g = b->figures.items;
  assert_int_equal(a->figures.n, b->figures.n);
  for (size_t i = 0; i < a->figures.n; i++) {
    assert_ptr_equal(f[i].def, g[i].def);
    if (isnan(f[i].value) && isnan(g[i].value)) continue;
    bool kronor = f[i].def->unit == EK_IN_KR || f[i].def->unit == EK_IN_KR_PER_YEAR;
    near_check(g[i].value, (kronor ? factor : 1) * f[i].value, tolerance, kronor ? 1e-6 : 1e-9, f[i].def->name, __FILE__, __LINE__);
  }
}

/* Alternatives by name, since they may stand in another order. */
static void compare_alternatives(const struct ek_result *a, const struct ek_result *b, double factor) {
  const struct ek_cohort *k = &a->study->outcomes.cohort, *other = &b->study->outcomes.cohort;
  assert_int_equal(k->n_alternatives, other->n_alternatives);
  for (size_t i = 0; i < k->n_alternatives; i++) {
    size_t at = (size_t)ek_cohort_alternative_at(other, k->alternatives[i].name.text);
    for (size_t actor = 0; actor < a->model->n_actors; actor++) {
      assert_near(b->alternatives->total[at][actor][0], factor * a->alternatives->total[i][actor][0], 1e-12, 1e-6);
    }
    for (size_t m = 0; m < a->study->measures.n; m++) {
      assert_near(b->alternatives->measure[at][m][0], factor * a->alternatives->measure[i][m][0], 1e-12, 0);
    }
  }
}

/* --- actors and accounts -------------------------------------------------------------------- */

static void test_actors_sum_to_society(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_alternatives *all = r->alternatives;
  for (size_t i = 0; i < all->n; i++) {
    for (int p = 0; p < (int)r->model->n_actors; p++) {
      if (r->model->actors[p].leaf) continue;
      double sum = 0, size = 0;
      for (int a = 0; a < (int)r->model->n_actors; a++) {
        if (r->model->actors[a].parent != p) continue;
        sum += all->total[i][a][0];
        size += fabs(all->total[i][a][0]);
      }
      assert_near(all->total[i][p][0], sum, 0, 1e-12 * size + 1e-6);
    }
  }
}

/* All accounts together, and with the boundaries, in each month; of what differs and of each alone. */
static void check_ledger(const struct ek_result *r, const struct ek_ledger *l) {
  for (size_t m = 0; m < l->months; m++) {
    double sum = 0, size = 0;
    for (int a = 0; a < (int)l->accounts; a++) {
      if (a < (int)r->model->n_actors && !r->model->actors[a].leaf) continue;
      double part = ek_ledger_month(l, EK_SIDE_EFFECT, a, m)[0];
      sum += part;
      size += fabs(part);
    }
    assert_near(sum, 0, 0, 1e-12 * size + 1e-9);
  }
}

static void test_every_krona_is_booked_twice(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  check_ledger(r, r->ledger);
  for (size_t a = 0; a < 3; a++) {
    struct ek_ledger *l = ek_ledger_new(arena, r->model, r->ledger->months, 1);
    ek_cohort_book_alone(l, r->runner, a);
    ek_ledger_close(l);
    check_ledger(r, l);
  }
}

/* Lines between actors move nothing for all of them together, discounted neither. */
static void test_transfers_sum_to_zero(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_ledger *only = transfers_of(r);
  double size = 0, sum = 0;
  for (size_t m = 0; m < only->months; m++) {
    for (int a = 0; a < (int)r->model->n_actors; a++) {
      double part = 0;
      if (!r->model->actors[a].leaf) continue;
      ek_ledger_add_present(only, EK_SIDE_EFFECT, a, m, r->runner->discount, 1, &part);
      sum += part;
      size += fabs(part);
    }
  }
  assert_near(sum, 0, 0, 1e-12 * size);
  assert_true(size > 1e6);
}

static void test_society_is_production_less_resources(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  for (size_t h = 0; h < 2; h++) {
    int months = r->horizons[h];
    assert_near(at(r, EK_FIG_RESULT, NULL, months),
                at(r, EK_FIG_PRODUCTION, NULL, months) - at(r, EK_FIG_RESOURCES, NULL, months) - at(r, EK_FIG_BORDER, NULL, months), 1e-11, 1e-6);
  }
}

/* --- order and size ------------------------------------------------------------------------- */

static void test_order_is_irrelevant(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_result *turned = run(SVERIGE OUTCOMES "  initial: {sjukpenning: 8.5, försörjningsstöd: 40}\n" DEAD EVENTS "  alternatives:\n" MED UTAN MER REST);
  compare_alternatives(r, turned, 1);
  compare(r, turned, 1, 1e-11);
  const struct ek_result *rows = run(SVERIGE OUTCOMES WHO DEAD EVENTS "  alternatives:\n"
      "    utan: {reference: yes, mortality: {to: död, rate: 0.004/year, hazard_ratio: {sjukpenning: 3.1}}, matrix: {"
      "arbete: {arbete: rest, försörjningsstöd: \"if(in_state <= 6, 4 %, 1 %)\"}, "
      "sjukpenning: {försörjningsstöd: {rate: 0.17/year}, arbete: {rate: 0.31/year}}, "
      "försörjningsstöd: {försörjningsstöd: rest, sjukpenning: 0.6 %, arbete: 2.1 %}}}\n" MED MER REST);
  compare_alternatives(r, rows, 1);
  compare(r, rows, 1, 1e-11);
}

static void test_the_same_study_gives_the_same_bits(void **state) {
  (void)state;
  compare(run(STUDY), run(STUDY), 1, 0);
}

static void test_kronor_scale_with_persons(void **state) {
  (void)state;
#define NO_FIXED "comparison: {displacement: 12 %}\nmeasures: [{name: arbete, states: {arbete: 1}}]\n"
  const struct ek_result *one = run(SVERIGE OUTCOMES WHO DEAD EVENTS "  alternatives:\n" UTAN MED MER NO_FIXED);
  const struct ek_result *more = run_set(SVERIGE OUTCOMES WHO DEAD EVENTS "  alternatives:\n" UTAN MED MER NO_FIXED,
                                         SET("outcomes.initial.försörjningsstöd", "40 * 2.3850", "outcomes.initial.sjukpenning", "8.5 * 2.3850"));
  compare_alternatives(one, more, 2.385);
}

static void test_an_alternative_like_the_reference_gives_nothing(void **state) {
  (void)state;
  const struct ek_result *r = run(SVERIGE OUTCOMES WHO DEAD EVENTS "  alternatives:\n" UTAN "    med: {based_on: utan}\n"
      "    skrivet: {mortality: {to: död, rate: 0.004/year, hazard_ratio: {sjukpenning: 3.1}}, matrix: {" ROWS "}}\ncomparison: {displacement: 12 %}\n");
  for (size_t actor = 0; actor < r->model->n_actors; actor++) {
    for (size_t h = 0; h < 2; h++) assert_near(ek_result_value(r, EK_FIG_RESULT, (int)actor, r->horizons[h]), 0, 0, 1e-6);
    assert_near(r->alternatives->total[2][actor][0], r->alternatives->total[0][actor][0], 1e-13, 1e-6);
  }
  assert_near(at(r, EK_FIG_EXTRA_IN_WORK, NULL, 0), 0, 0, 1e-12);
}

/* A hazard ratio of 1, a table of one row, a matrix of the cycle's own time change nothing. */
static void test_what_changes_nothing(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  compare_alternatives(r, run_set(STUDY, SET("outcomes.alternatives.utan.matrix_cycle", "1 month")), 1);
  compare_alternatives(r, run_set(STUDY, SET("outcomes.alternatives.utan.matrix.sjukpenning.arbete.hazard_ratio", "1")), 1);
  compare_alternatives(r, run_set(STUDY, SET("outcomes.tables", "{t: {by: years, values: {0: 2.1 %}}}", "outcomes.alternatives.utan.matrix.försörjningsstöd.arbete", "t")), 1);
  compare_alternatives(r, run_set(STUDY, SET("outcomes.entry", "{2013-01: 100 %}")), 1);
}

/* --- the same study in other words ---------------------------------------------------------- */

/* Every month of every account, and figures at both horizons. */
static void same_ledger(const struct ek_result *a, const struct ek_result *b) {
  size_t months = a->ledger->months < b->ledger->months ? a->ledger->months : b->ledger->months;
  double size = 0;
  for (size_t m = 0; m < months; m++) {
    for (int side = 0; side < EK_SIDES; side++) {
      for (int account = 0; account < (int)a->ledger->accounts; account++) {
        double kr = ek_ledger_month(a->ledger, (enum ek_side)side, account, m)[0];
        assert_near(ek_ledger_month(b->ledger, (enum ek_side)side, account, m)[0], kr, 0, 0.005);
        size += fabs(kr);
      }
    }
  }
  assert_true(size > 1e5);
  static const enum ek_figure_id figures[] = {EK_FIG_BENEFIT, EK_FIG_COST, EK_FIG_RESULT};
  for (size_t i = 0; i < 3; i++) {
    for (int actor = 0; actor < (int)a->model->n_actors; actor++) {
      for (int h = 12; h <= 60; h += 48) {
        assert_near(ek_result_value(b, figures[i], actor, h), ek_result_value(a, figures[i], actor, h), 0, 0.005);
      }
    }
  }
}

#define COUNTS(month, corrections)                                                                 \
  SVERIGE "outcomes:\n" HOUSEHOLD                                                                  \
  "  services: {försörjningsstöd: {läkarbesök-primärvård: 4/year}}\n"                              \
  "  before: {försörjningsstöd: 40, sjukpenning: 8}\n"                                             \
  "  transitions:\n    - {from: försörjningsstöd, to: arbete, count: 13, month: " month "}\n"      \
  "    - {from: sjukpenning, to: arbete, count: 3, month: " month "}\n"                            \
  "    - {from: försörjningsstöd, to: sjukpenning, count: 2, month: " month "}\n"                  \
  "costs: [{name: Ledare, payer: samordningsförbund, amount: 52 385 kr/month, from: 2013-01, to: 2013-11}, {name: kurs, payer: kommun, amount: 7 811 kr/participant}]\n" \
  corrections
/* Cycle n ends at the month n. */
#define COHORT(cycle, after, comparison)                                                           \
  SVERIGE "outcomes:\n  cycle: 1 month\n  counting: start\n" HOUSEHOLD                             \
  "  services: {försörjningsstöd: {läkarbesök-primärvård: 4/year}}\n"                              \
  "  initial: {försörjningsstöd: 40, sjukpenning: 8}\n"                                            \
  "  tables: {nu: {by: cycle, values: {1: 0, " cycle ": 1, " after ": 0}}}\n"                      \
  "  alternatives:\n    utan: {reference: yes}\n"                                                  \
  "    med: {matrix: {försörjningsstöd: {arbete: nu * 13 / 40, sjukpenning: nu * 2 / 40, försörjningsstöd: rest}, sjukpenning: {arbete: nu * 3 / 8, sjukpenning: rest}}}\n" \
  "costs: [{name: Ledare, payer: samordningsförbund, amount: 52 385 kr/month, from: 2013-01, to: 2013-11}, {name: kurs, payer: kommun, amount: 7 811 kr/participant}]\n" \
  comparison

#define run_counts(text) open_result(people_run(text))

static void test_counts_are_a_cohort_with_one_step(void **state) {
  (void)state;
  same_ledger(run_counts(COUNTS("6", "comparison: {deadweight: 0 %}\n")), run(COHORT("6", "7", "")));
  same_ledger(run_counts(COUNTS("14", "comparison: {deadweight: 0 %}\n")), run(COHORT("14", "15", "")));
}

static void test_with_corrections(void **state) {
  (void)state;
#define EFFECT "effect: {attribution: 83 %, haircut: 9 %}\n"
  same_ledger(run_counts(COUNTS("6", "comparison: {deadweight: 0 %, displacement: 12 %, substitution: 7 %}\n" EFFECT)),
              run(COHORT("6", "7", "comparison: {displacement: 12 %, substitution: 7 %}\n" EFFECT)));
}

/* A comparison group: its transitions are the reference's matrix. */
static void test_with_a_comparison_group(void **state) {
  (void)state;
  const struct ek_result *counts = run_counts(COUNTS("6", "comparison: {transitions: [{from: försörjningsstöd, to: arbete, count: 5, of: 50, month: 6}, {from: sjukpenning, to: arbete, count: 1, of: 10, month: 6}]}\n"));
  const struct ek_result *cohort = run_set(COHORT("6", "7", ""), SET("outcomes.alternatives.utan.matrix",
      "{försörjningsstöd: {arbete: nu * 5 / 50, försörjningsstöd: rest}, sjukpenning: {arbete: nu * 1 / 10, sjukpenning: rest}}"));
  same_ledger(counts, cohort);
}

/* Two type cases, before and then after: the same again. */
#define CASES                                                                                      \
  SVERIGE "participants:\n  cases:\n"                                                              \
  "    - {name: A, weight: 13, age: 34, household: {adults: 2, children: [4, 9]}, inputs: {wage: 21 385 kr/month},\n" \
  "       before: {states: {försörjningsstöd: 100 %}, services: {läkarbesök-primärvård: 4/year}},\n" \
  "       during: {months: 6, states: {försörjningsstöd: 100 %}, services: {läkarbesök-primärvård: 4/year}}, after: {states: {arbete: 100 %}, services: {}}}\n" \
  "    - {name: B, weight: 3, age: 34, household: {adults: 2, children: [4, 9]}, inputs: {wage: 21 385 kr/month},\n" \
  "       before: {states: {sjukpenning: 100 %}}, during: {months: 6, states: {sjukpenning: 100 %}}, after: {states: {arbete: 100 %}, services: {}}}\n" \
  "    - {name: C, weight: 2, age: 34, household: {adults: 2, children: [4, 9]}, inputs: {wage: 21 385 kr/month},\n" \
  "       before: {states: {försörjningsstöd: 100 %}, services: {läkarbesök-primärvård: 4/year}},\n" \
  "       during: {months: 6, states: {försörjningsstöd: 100 %}, services: {läkarbesök-primärvård: 4/year}}, after: {states: {sjukpenning: 100 %}, services: {}}}\n" \
  "    - {name: D, weight: 30, before: {states: {försörjningsstöd: 100 %}}}\n"                     \
  "costs: [{name: Ledare, payer: samordningsförbund, amount: 52 385 kr/month, from: 2013-01, to: 2013-11}, {name: kurs, payer: kommun, amount: 7 811 kr/participant}]\n" \
  "comparison: {deadweight: 0 %}\n"

static void test_type_cases_are_a_cohort_with_one_step(void **state) {
  (void)state;
  same_ledger(run(CASES), run(COHORT("6", "7", "")));
}

/* Kronor of a month weighed at its start, middle or end are persons at its start weighed there. */
static void test_at_other_timings(void **state) {
  (void)state;
  static const char *const pairs[][2] = {{"month-start", "start"}, {"month-mid", "middle"}, {"month-end", "end"}};
  for (int i = 0; i < 3; i++) {
    const struct ek_result *a = run_set(CASES, SET("settings.timing", pairs[i][0]));
    const struct ek_result *b = run_set(COHORT("6", "7", ""), SET("settings.timing", pairs[i][0], "outcomes.discounting", pairs[i][1], "outcomes.unusual_pair", "yes"));
    same_ledger(a, b);
  }
}

/* In the model without a country, with the same case over a year in cycles of a quarter. */
static void test_quarters(void **state) {
  (void)state;
  const struct ek_result *a = run("ekusia: 1\ntitle: T\nmodel: generic\nsettings: {price_year: 2020, start: 2020-03, horizons: [1 year, 5 years], timing: month-start, discount: none}\n"
      "participants:\n  cases:\n    - {name: A, weight: 17.3, inputs: {wage: 27 123 kr/month, benefit: 11 385 kr/month, exclusion_cost: 2 417 kr/month}, before: {states: {outside: 100 %}}, during: {months: 9, states: {outside: 100 %}}, after: {states: {work: 100 %}}}\n"
      "comparison: {deadweight: 0 %}\n");
  const struct ek_result *b = run("ekusia: 1\ntitle: T\nmodel: generic\nsettings: {price_year: 2020, start: 2020-03, horizons: [1 year, 5 years], timing: month-start, discount: none}\n"
      "outcomes:\n  cycle: 3 months\n  counting: start\n  initial: {outside: 17.3}\n  inputs: {wage: 27 123 kr/month, benefit: 11 385 kr/month, exclusion_cost: 2 417 kr/month}\n"
      "  alternatives: {utan: {reference: yes}, med: {matrix: {outside: {work: \"if(in_state >= 3, 100 %, 0 %)\", outside: rest}}}}\n");
  same_ledger(a, b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_actors_sum_to_society), TEST(test_every_krona_is_booked_twice), TEST(test_transfers_sum_to_zero),
      TEST(test_society_is_production_less_resources), TEST(test_order_is_irrelevant), TEST(test_the_same_study_gives_the_same_bits),
      TEST(test_kronor_scale_with_persons), TEST(test_an_alternative_like_the_reference_gives_nothing), TEST(test_what_changes_nothing),
      TEST(test_counts_are_a_cohort_with_one_step), TEST(test_with_corrections), TEST(test_with_a_comparison_group),
      TEST(test_type_cases_are_a_cohort_with_one_step), TEST(test_at_other_timings), TEST(test_quarters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
