/* Laws that any result must obey, whatever the prices: the tests a reader would make to
 * trust the program. On both models, through the real reader, with awkward numbers. */
#include "fixture.h"
#include "transfers.h"

#define SETTINGS                                                                                   \
  "settings: {municipality: Eskilstuna, price_year: 2014, start: 2013-01,\n"                      \
  "  horizons: [1 year, 5 years, 10 years], discount: {rate: 3.85 %}}\n"
#define HEAD "ekusia: 1\ntitle: Lagar\nmodel: sverige\n" SETTINGS "participants:\n  cases:\n"
#define CASE_A                                                                                     \
  "    - name: A\n      weight: 23.85\n      age: 34\n"                                           \
  "      household: {adults: 2, children: [4, 9]}\n"                                              \
  "      before: {states: {försörjningsstöd: 100 %},\n"                                          \
  "        services: {ekonomiskt-bistånd-handläggning: 11.3/year, sfi: 47 %}}\n"                 \
  "      during: {months: 7, states: {försörjningsstöd: 100 %}}\n"                              \
  "      after: {states: {arbete: 73 %, försörjningsstöd: 27 %}, inputs: {wage: 21 385 kr/month},\n" \
  "        services: {läkarbesök-primärvård: 2.3857/year}}\n"
#define CASE_B                                                                                     \
  "    - name: B\n      weight: 7.7\n      age: 52\n      start: 2013-05\n"                        \
  "      before: {states: {sjukpenning: 61 %, a-kassa: 39 %}, services: {läkarbesök-primärvård: 6.1/year}}\n" \
  "      during: {months: 5, states: {aktivitetsstöd: 100 %}}\n"                                  \
  "      after: {months: 9, states: {nystartsjobb: 55 %, sjukpenning: 45 %}}\n"                   \
  "      later: [{states: {arbete: 88 %, a-kassa: 12 %}}]\n"
#define CASE_C                                                                                     \
  "    - name: C\n      weight: 3\n      municipality: Stockholm\n"                                \
  "      before: {states: {aktivitetsstöd: 100 %}}\n"                                             \
  "      after: {states: {studier: 100 %}}\n"
#define COSTS "costs:\n"
#define COST_1                                                                                     \
  "  - {name: Ledare, category: personal, payer: kommun, amount: 52 385 kr/month, from: 2013-01, to: 2013-11}\n"
#define COST_2                                                                                     \
  "  - {name: Lokal, category: lokal, payer: samordningsförbund, amount: 240 133 kr, month: 2013-02}\n"
#define COST_3 "  - {name: Stöd, payer: af, amount: 4 517.5 kr/participant}\n"
#define COST_4 "  - {name: Handledning, payer: eu, amount: 811 kr/participant/month}\n"
#define COST_5 "  - {name: Bidrag, payer: region, receiver: arbetsgivare, amount: 33 777 kr}\n"
#define NET                                                                                        \
  "comparison: {deadweight: 31 %, leakage: 4 %, displacement: 12 %, substitution: 7 %}\n"         \
  "effect: {lag: 1 month, retention: 87 %/year, attribution: 83 %, haircut: 9 %}\n"
#define GROSS "comparison: {before_continues: yes}\n"
#define SVERIGE HEAD CASE_A CASE_B CASE_C COSTS COST_1 COST_2 COST_3 COST_4 COST_5 NET

#define GENERIC                                                                                    \
  "ekusia: 1\ntitle: Lagar\nmodel: generic\n"                                                     \
  "settings: {price_year: 2020, start: 2020-03, horizons: [18 months, 4 years], discount: {rate: 2.25 %}}\n" \
  "participants:\n  cases:\n"                                                                      \
  "    - name: A\n      weight: 17.3\n"                                                            \
  "      before: {states: {outside: 100 %}, services: {session: 3.7/year},\n"                      \
  "        inputs: {benefit: 11 385 kr/month, exclusion_cost: 2 417 kr/month, price: 815 kr/session}}\n" \
  "      after: {states: {work: 64 %, outside: 36 %}, services: {session: 1.3/year},\n"            \
  "        inputs: {wage: 27 123 kr/month, benefit: 11 385 kr/month, exclusion_cost: 2 417 kr/month, price: 815 kr/session}}\n" \
  "costs:\n  - {name: Kurs, payer: payer, amount: 61 385 kr, month: 2020-04}\n"                    \
  "  - {name: Arvode, payer: payer, receiver: employer, amount: 977 kr/participant}\n"             \
  "comparison: {deadweight: 23 %, displacement: 11 %}\neffect: {retention: 91 %/year}\n"

/* Calls `each` with the figures of two results side by side; they must be the same figures. */
static void compare(const struct ek_result *a, const struct ek_result *b, double factor,
                    double tolerance) {
  const struct ek_figure *f = a->figures.items, *g = b->figures.items;
  assert_int_equal(a->figures.n, b->figures.n);
  for (size_t i = 0; i < a->figures.n; i++) {
    assert_ptr_equal(f[i].def, g[i].def);
    assert_int_equal(f[i].actor, g[i].actor);
    if (isnan(f[i].value) && isnan(g[i].value)) continue;
    bool kronor = f[i].def->unit == EK_IN_KR || f[i].def->unit == EK_IN_KR_PER_YEAR;
    double k = kronor ? factor : 1;
    near_check(g[i].value, k * f[i].value, tolerance, kronor ? 1e-6 : 1e-9, f[i].def->name,
               __FILE__, __LINE__);
  }
}

static void same(const struct ek_result *a, const struct ek_result *b) { compare(a, b, 1, 1e-12); }

/* --- actors and accounts -------------------------------------------------------------------- */

static bool adds_up(enum ek_figure_id id) {
  return id == EK_FIG_BENEFIT || id == EK_FIG_COST || id == EK_FIG_RESULT ||
         id == EK_FIG_BENEFIT_PER_YEAR || id == EK_FIG_BENEFIT_STAGE ||
         id == EK_FIG_BENEFIT_IN_YEAR || id == EK_FIG_COST_IN_YEAR || id == EK_FIG_NET_IN_YEAR;
}

/* The same figure of another actor. */
static double sibling(const struct ek_result *r, const struct ek_figure *f, int actor) {
  const struct ek_figure *all = r->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) {
    if (all[i].def == f->def && all[i].actor == actor && all[i].horizon == f->horizon &&
        all[i].year == f->year && all[i].stage == f->stage) {
      return all[i].value;
    }
  }
  fail_msg("%s lacks an actor", f->def->name);
  return NAN;
}

static void check_sums(const struct ek_result *r) {
  const struct ek_figure *f = r->figures.items;
  size_t checked = 0;
  for (size_t i = 0; i < r->figures.n; i++) {
    if (!adds_up(f[i].def->id) || r->model->actors[f[i].actor].leaf) continue;
    double sum = 0, size = 0;
    for (int a = 0; a < (int)r->model->n_actors; a++) {
      if (r->model->actors[a].parent != f[i].actor) continue;
      double part = sibling(r, &f[i], a);
      sum += part;
      size += fabs(part);
    }
    near_check(f[i].value, sum, 0, 1e-12 * size + 1e-6, f[i].def->name, __FILE__, __LINE__);
    checked++;
  }
  assert_true(checked > 20);
}

static void test_children_sum_to_parents(void **state) {
  (void)state;
  check_sums(run(SVERIGE));
  check_sums(run(GENERIC));
}

static void check_every_month(const struct ek_result *r) {
  for (size_t m = 0; m < r->ledger->months; m++) {
    for (int side = 0; side < EK_SIDES; side++) {
      double sum = 0, size = 0;
      for (int a = 0; a < (int)r->ledger->accounts; a++) {
        if (a < (int)r->model->n_actors && !r->model->actors[a].leaf) continue;
        double part = ek_ledger_month(r->ledger, (enum ek_side)side, a, m)[0];
        sum += part;
        size += fabs(part);
      }
      assert_near(sum, 0, 0, 1e-12 * size + 1e-9); /* what cancels leaves dust */
    }
  }
}

static void test_every_krona_is_booked_twice(void **state) {
  (void)state;
  check_every_month(run(SVERIGE));
  check_every_month(run(GENERIC));
}

/* A ledger with only the lines between actors moves nothing for all actors together. */
static void test_transfers_sum_to_zero_every_month(void **state) {
  (void)state;
  const struct ek_result *r = run(SVERIGE);
  const struct ek_ledger *only = transfers_of(r);
  for (size_t m = 0; m < only->months; m++) {
    for (int side = 0; side < EK_SIDES; side++) {
      double sum = 0, size = 0;
      for (int a = 0; a < (int)r->model->n_actors; a++) {
        if (!r->model->actors[a].leaf) continue;
        double part = ek_ledger_month(only, (enum ek_side)side, a, m)[0];
        sum += part;
        size += fabs(part);
      }
      assert_near(sum, 0, 0, 1e-12 * size + 1e-9); /* what cancels leaves dust */
    }
  }
}

static void test_society_is_production_less_resources(void **state) {
  (void)state;
  const struct ek_result *all[] = {run(SVERIGE), run(GENERIC)};
  for (size_t i = 0; i < 2; i++) {
    for (size_t h = 0; h < all[i]->n_horizons; h++) {
      int months = all[i]->horizons[h];
      double made = at(all[i], EK_FIG_PRODUCTION, NULL, months);
      double used = at(all[i], EK_FIG_RESOURCES, NULL, months);
      double border = at(all[i], EK_FIG_BORDER, NULL, months);
      assert_near(at(all[i], EK_FIG_RESULT, NULL, months), made - used - border, 1e-11, 1e-6);
    }
  }
}

/* --- order and size ------------------------------------------------------------------------- */

static void test_order_of_cases_and_costs_is_irrelevant(void **state) {
  (void)state;
  same(run(SVERIGE),
       run(HEAD CASE_C CASE_A CASE_B COSTS COST_5 COST_3 COST_1 COST_4 COST_2 NET));
}

static void test_the_same_study_gives_the_same_bits(void **state) {
  (void)state;
  compare(run(SVERIGE), run(SVERIGE), 1, 0);
}

static void test_weights_scale_linearly(void **state) {
  (void)state;
  const double k = 2.385;
  const struct ek_result *one = run(HEAD CASE_A CASE_B COSTS COST_3 COST_4 NET);
  const struct ek_result *more =
      run_set(HEAD CASE_A CASE_B COSTS COST_3 COST_4 NET,
              SET("participants.cases[1].weight", "23.85 * 2.3850",
                  "participants.cases[2].weight", "7.7 * 2.3850"));
  static const enum ek_figure_id scaled[] = {EK_FIG_BENEFIT, EK_FIG_COST, EK_FIG_RESULT};
  for (size_t i = 0; i < 3; i++) {
    for (int a = 0; a < (int)one->model->n_actors; a++) {
      for (size_t h = 0; h < 3; h++) {
        int months = one->horizons[h];
        assert_near(ek_result_value(more, scaled[i], a, months),
                    k * ek_result_value(one, scaled[i], a, months), 1e-11, 1e-6);
      }
    }
  }
  assert_near(at(more, EK_FIG_PARTICIPANTS, NULL, 0), k * (23.85 + 7.7), 1e-14, 0);
  assert_near(at(more, EK_FIG_RETURN, NULL, 60), at(one, EK_FIG_RETURN, NULL, 60), 1e-11, 0);
  assert_near(at(more, EK_FIG_REALISED_POTENTIAL, NULL, 0),
              at(one, EK_FIG_REALISED_POTENTIAL, NULL, 0), 1e-11, 0);
}

#define TWIN(name, weight)                                                                         \
  "    - name: " name "\n      weight: " weight "\n      age: 34\n"                                \
  "      before: {states: {sjukpenning: 100 %}}\n      during: {months: 3, states: {sjukpenning: 100 %}}\n" \
  "      after: {states: {arbete: 61 %, sjukpenning: 39 %}}\n"

static void test_two_half_weights_are_one_whole(void **state) {
  (void)state;
  same(run(HEAD TWIN("A", "9.3") COSTS COST_1 COST_3 COST_4 NET),
       run(HEAD TWIN("A", "4.1") TWIN("B", "5.2") COSTS COST_1 COST_3 COST_4 NET));
}

static void test_a_cost_in_two_parts_is_one(void **state) {
  (void)state;
  same(run(HEAD CASE_A COSTS "  - {name: L, payer: samordningsförbund, amount: 240 133 kr}\n" NET),
       run(HEAD CASE_A COSTS "  - {name: L, payer: samordningsförbund, amount: 100 033 kr}\n"
                             "  - {name: M, payer: samordningsförbund, amount: 140 100 kr}\n" NET));
}

static void test_a_pool_is_its_members(void **state) {
  (void)state;
  same(run(HEAD CASE_A COSTS "  - {name: L, payer: samordningsförbund, amount: 240 133 kr}\n" NET),
       run(HEAD CASE_A COSTS "  - {name: L, payer: fk, amount: 240 133 kr * 50 %}\n"
                             "  - {name: M, payer: kommun, amount: 240 133 kr * 25 %}\n"
                             "  - {name: N, payer: region, amount: 240 133 kr * 25 %}\n" NET));
}

/* A cost by the month is the same as twelve single ones. */
static void test_a_period_is_its_months(void **state) {
  (void)state;
  same(run(HEAD CASE_A COSTS
           "  - {name: L, payer: kommun, amount: 10 385 kr/month, from: 2013-01, to: 2013-03}\n" NET),
       run(HEAD CASE_A COSTS "  - {name: L, payer: kommun, amount: 10 385 kr, month: 2013-01}\n"
                             "  - {name: M, payer: kommun, amount: 10 385 kr, month: 2013-02}\n"
                             "  - {name: N, payer: kommun, amount: 10 385 kr, month: 2013-03}\n" NET));
}

/* --- nothing happens ------------------------------------------------------------------------ */

static void assert_no_benefit(const struct ek_result *r) {
  const struct ek_figure *f = r->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) {
    enum ek_figure_id id = f[i].def->id;
    if (id == EK_FIG_BENEFIT || id == EK_FIG_BENEFIT_PER_YEAR || id == EK_FIG_BENEFIT_IN_YEAR) {
      assert_near(f[i].value, 0, 0, 0);
    }
  }
}

static void test_no_change_gives_no_benefit(void **state) {
  (void)state;
  const struct ek_result *r =
      run(HEAD "    - name: A\n      weight: 23.85\n"
               "      before: {states: {arbete: 38 %, sjukpenning: 62 %}, services: {läkarbesök-primärvård: 2.1/year}}\n"
               "      during: {months: 4, states: {arbete: 38 %, sjukpenning: 62 %}}\n"
               "      after: {states: {arbete: 38 %, sjukpenning: 62 %}}\n" COSTS COST_1 NET);
  assert_no_benefit(r);
  assert_near(at(r, EK_FIG_REALISED_POTENTIAL, NULL, 0), 0, 0, 1e-15);
  assert_near(at(r, EK_FIG_EXTRA_IN_WORK, NULL, 0), 0, 0, 0);
  assert_true(isinf(at(r, EK_FIG_PAYBACK_BENEFIT_MONTHS, NULL, 0)));
  assert_true(isinf(at(r, EK_FIG_PAYBACK_MONTHS, "kommun", 0)));
}

static void test_no_after_gives_no_benefit(void **state) {
  (void)state;
  assert_no_benefit(
      run(HEAD "    - {name: A, weight: 3.3, before: {states: {försörjningsstöd: 100 %}}}\n" GROSS));
}

static void test_full_deadweight_gives_no_benefit(void **state) {
  (void)state;
  assert_no_benefit(run_set(SVERIGE, SET("comparison.deadweight", "100 %")));
  assert_no_benefit(run_set(SVERIGE, SET("comparison.leakage", "100 %")));
  assert_no_benefit(run_set(SVERIGE, SET("effect.attribution", "0 %")));
  assert_no_benefit(run_set(SVERIGE, SET("effect.haircut", "100 %")));
}

static void test_deadweight_scales_the_gross_benefit(void **state) {
  (void)state;
  const struct ek_result *gross = run(HEAD CASE_A CASE_B GROSS);
  const struct ek_result *net = run(HEAD CASE_A CASE_B "comparison: {deadweight: 38.5 %}\n");
  assert_true(gross->gross);
  assert_false(net->gross);
  for (int a = 0; a < (int)gross->model->n_actors; a++) {
    assert_near(ek_result_value(net, EK_FIG_BENEFIT, a, 60),
                (1 - 0.385) * ek_result_value(gross, EK_FIG_BENEFIT, a, 60), 1e-12, 1e-6);
  }
}

/* Displacement takes production away and nothing else; who bears it is in the model. */
static void test_displacement_takes_only_production(void **state) {
  (void)state;
  const struct ek_result *without = run(HEAD CASE_A CASE_B "comparison: {deadweight: 38.5 %}\n");
  const struct ek_result *with =
      run(HEAD CASE_A CASE_B "comparison: {deadweight: 38.5 %, displacement: 17 %}\n");
  double lost = 0.17 * at(without, EK_FIG_PRODUCTION, NULL, 60);
  assert_near(at(with, EK_FIG_PRODUCTION, NULL, 60), at(without, EK_FIG_PRODUCTION, NULL, 60) - lost,
              1e-12, 0);
  assert_near(at(with, EK_FIG_RESOURCES, NULL, 60), at(without, EK_FIG_RESOURCES, NULL, 60), 1e-12, 0);
  for (int a = 0; a < (int)with->model->n_actors; a++) {
    if (!with->model->actors[a].leaf) continue;
    double change = ek_result_value(with, EK_FIG_BENEFIT, a, 60) -
                    ek_result_value(without, EK_FIG_BENEFIT, a, 60);
    assert_near(change, a == with->model->displaced ? -lost : 0, 1e-9, 1e-5);
  }
}

/* --- transfers do not concern society ------------------------------------------------------- */

static void test_riksnorm_leaves_society_unchanged(void **state) {
  (void)state;
  const struct ek_result *one = run(HEAD CASE_A COSTS COST_1 GROSS);
  const struct ek_result *two =
      run_set(HEAD CASE_A COSTS COST_1 GROSS,
              SET("riksnorm_par", "2 * 5 320 kr/month", "riksnorm_barn_4_6", "7 777 kr/month"));
  assert_true(at(two, EK_FIG_BENEFIT, "kommun", 60) > at(one, EK_FIG_BENEFIT, "kommun", 60) + 1e6);
  assert_true(at(two, EK_FIG_BENEFIT, "individ", 60) < at(one, EK_FIG_BENEFIT, "individ", 60) - 1e6);
  for (size_t h = 0; h < 3; h++) {
    int months = one->horizons[h];
    assert_near(at(two, EK_FIG_RESULT, NULL, months), at(one, EK_FIG_RESULT, NULL, months), 1e-11, 0);
    assert_near(at(two, EK_FIG_PRODUCTION, NULL, months), at(one, EK_FIG_PRODUCTION, NULL, months),
                1e-14, 0);
  }
}

/* Benefit replaced by wage: society gains the production and the resources saved, no more. */
static void test_society_gains_production_and_saved_resources(void **state) {
  (void)state;
  const struct ek_result *r =
      run("ekusia: 1\ntitle: T\nmodel: generic\n"
          "settings: {price_year: 2020, start: 2020-01, horizons: [1 year], discount: {schedule: none}}\n"
          "participants:\n  cases:\n    - name: A\n      weight: 3.7\n"
          "      before: {states: {outside: 100 %}, inputs: {benefit: 9 999 kr/month, exclusion_cost: 1 234.5 kr/month}}\n"
          "      after: {states: {work: 100 %}, inputs: {wage: 23 850 kr/month}}\n" GROSS);
  assert_near(at(r, EK_FIG_BENEFIT, NULL, 12), 3.7 * 12 * (23850 + 1234.5), 1e-13, 0);
  assert_near(at(r, EK_FIG_BENEFIT, "person", 12), 3.7 * 12 * (23850 - 9999), 1e-13, 0);
  assert_near(at(r, EK_FIG_BENEFIT, "payer", 12), 3.7 * 12 * (9999 + 1234.5), 1e-13, 0);
  assert_near(at(r, EK_FIG_BENEFIT, "employer", 12), 0, 0, 0);
  assert_near(at(r, EK_FIG_POTENTIAL_BEFORE, NULL, 0), 3.7 * 12 * (23850 + 1234.5), 1e-13, 0);
  assert_near(at(r, EK_FIG_REALISED_POTENTIAL, NULL, 0), 1, 1e-13, 0);
}

#define OWN_SERVICE(payer)                                                                         \
  HEAD "    - {name: A, weight: 3.3, before: {states: {försörjningsstöd: 100 %}, services: {kurs: 5.5/year}},\n" \
       "       after: {states: {försörjningsstöd: 100 %}, services: {kurs: 1.1/year}}}\n"          \
       "services:\n  kurs: {unit: session, flows: [{name: k, from: " payer ", to: resources, amount: 1 234.5 kr/session}]}\n" \
       GROSS

static void test_the_payer_of_a_service_moves_the_amount(void **state) {
  (void)state;
  const struct ek_result *a = run(OWN_SERVICE("kommun")), *b = run(OWN_SERVICE("fk"));
  assert_near(at(a, EK_FIG_BENEFIT, "kommun", 60), at(b, EK_FIG_BENEFIT, "fk", 60), 1e-14, 0);
  assert_near(at(a, EK_FIG_BENEFIT_PER_YEAR, "kommun", 0), 3.3 * 4.4 * 1234.5, 1e-13, 0);
  assert_near(at(b, EK_FIG_BENEFIT, "kommun", 60), 0, 0, 0);
  assert_near(at(a, EK_FIG_BENEFIT, NULL, 60), at(b, EK_FIG_BENEFIT, NULL, 60), 1e-14, 0);
}

static void test_the_payer_of_a_cost_moves_the_amount(void **state) {
  (void)state;
  const struct ek_result *a = run(HEAD CASE_A COSTS COST_3 NET);
  const struct ek_result *b = run_set(HEAD CASE_A COSTS COST_3 NET, SET("costs[1].payer", "ovriga"));
  assert_near(at(a, EK_FIG_COST, "af", 60), at(b, EK_FIG_COST, "ovriga", 60), 1e-14, 0);
  assert_near(at(b, EK_FIG_COST, "af", 60), 0, 0, 0);
  assert_near(at(a, EK_FIG_RESULT, NULL, 60), at(b, EK_FIG_RESULT, NULL, 60), 1e-13, 0);
}

/* --- time ----------------------------------------------------------------------------------- */

static void check_plain_sum(const struct ek_result *r) {
  for (int a = 0; a < (int)r->model->n_actors; a++) {
    double sum = 0, cost = 0, size = 1;
    for (size_t y = 0, h = 0; y < r->n_years; y++) {
      double part = ek_result_figure(r, EK_FIG_BENEFIT_IN_YEAR, a, 0, (int)y)->value;
      sum += part;
      size += fabs(part);
      cost += ek_result_figure(r, EK_FIG_COST_IN_YEAR, a, 0, (int)y)->value;
      if (h >= r->n_horizons || r->horizons[h] != 12 * ((int)y + 1)) continue;
      assert_near(ek_result_value(r, EK_FIG_BENEFIT, a, r->horizons[h]), sum, 0, 1e-12 * size);
      h++;
    }
    assert_near(ek_result_value(r, EK_FIG_COST, a, r->horizons[0]), cost, 1e-12, 1e-6);
  }
}

static void test_rate_zero_is_the_plain_sum(void **state) {
  (void)state;
  check_plain_sum(run_set(SVERIGE, SET("settings.discount", "{rate: 0 %}")));
  check_plain_sum(run_set(SVERIGE, SET("settings.discount", "{schedule: ingen}")));
  check_plain_sum(run_set(SVERIGE, SET("settings.discount", "{schedule: none}")));
}

/* Whatever the rate, the years add to the undiscounted total. */
static void test_yearly_flows_do_not_depend_on_the_rate(void **state) {
  (void)state;
  const struct ek_result *a = run(SVERIGE);
  const struct ek_result *b = run_set(SVERIGE, SET("settings.discount", "{rate: 0 %}"));
  for (size_t y = 0; y < a->n_years; y++) {
    assert_near(in_year(a, EK_FIG_NET_IN_YEAR, "kommun", (int)y),
                in_year(b, EK_FIG_NET_IN_YEAR, "kommun", (int)y), 1e-14, 0);
    assert_near(in_year(a, EK_FIG_NET_IN_YEAR, NULL, (int)y),
                in_year(a, EK_FIG_BENEFIT_IN_YEAR, NULL, (int)y) -
                    in_year(a, EK_FIG_COST_IN_YEAR, NULL, (int)y), 1e-11, 1e-6);
  }
}

static void test_a_higher_rate_makes_less_of_a_gain(void **state) {
  (void)state;
  static const char *const rates[] = {"-1 %", "0 %", "1.5 %", "3.85 %", "11 %"};
  double last = INFINITY;
  for (size_t i = 0; i < 5; i++) {
    double now = at(run_set(GENERIC, SET("settings.discount.rate", rates[i])), EK_FIG_BENEFIT, NULL, 48);
    assert_true(now > 0 && now < last);
    last = now;
  }
}

static void test_longer_horizons_add_to_shorter(void **state) {
  (void)state;
  static const char horizons[] = "[1 month, 7 months, 1 year, 3 years, 5 years, 20 years]";
  const struct ek_result *r = run_set(GENERIC, SET("settings.horizons", horizons));
  for (size_t h = 1; h < r->n_horizons; h++) {
    assert_true(at(r, EK_FIG_BENEFIT, NULL, r->horizons[h]) >
                at(r, EK_FIG_BENEFIT, NULL, r->horizons[h - 1]));
    assert_near(at(r, EK_FIG_COST, NULL, r->horizons[h]), at(r, EK_FIG_COST, NULL, r->horizons[0]),
                1e-15, 0);
  }
  /* A horizon's figure does not depend on which others are asked for. */
  assert_near(at(run(GENERIC), EK_FIG_BENEFIT, NULL, 18),
              at(run_set(GENERIC, SET("settings.horizons", "[18 months]")), EK_FIG_BENEFIT, NULL, 18),
              1e-14, 0);
}

/* With retention 100 % and a constant effect each year is the yearly benefit. */
static void test_a_constant_effect_is_the_yearly_benefit(void **state) {
  (void)state;
  const struct ek_result *r = run_set(GENERIC, SET("effect", "{retention: 100 %/year}"));
  double year = at(r, EK_FIG_BENEFIT_PER_YEAR, "payer", 0);
  for (int y = 0; y < 4; y++) {
    assert_near(in_year(r, EK_FIG_BENEFIT_IN_YEAR, "payer", y), year, 1e-13, 0);
  }
}

static void test_retention_falls_by_its_share_each_year(void **state) {
  (void)state;
  const struct ek_result *r = run(GENERIC);
  double first = in_year(r, EK_FIG_BENEFIT_IN_YEAR, "person", 0);
  for (int y = 1; y < 4; y++) {
    assert_near(in_year(r, EK_FIG_BENEFIT_IN_YEAR, "person", y), first * pow(0.91, y), 1e-12, 0);
  }
  const struct ek_result *same_by_profile =
      run_set(GENERIC, SET("effect", "{retention_profile: [100 %, 91 %, 0.91 * 0.91, 0.91 * 0.91 * 0.91]}"));
  assert_near(at(same_by_profile, EK_FIG_BENEFIT, "person", 48), at(r, EK_FIG_BENEFIT, "person", 48),
              1e-12, 0);
}

static void test_a_lag_moves_the_effect(void **state) {
  (void)state;
  const struct ek_result *now = run_set(GENERIC, SET("effect", "{}", "settings.discount.rate", "0 %"));
  const struct ek_result *later =
      run_set(GENERIC, SET("effect", "{lag: 5 months}", "settings.discount.rate", "0 %"));
  assert_near(at(later, EK_FIG_BENEFIT, "payer", 18), at(now, EK_FIG_BENEFIT, "payer", 18) * 13 / 18,
              1e-13, 0);
}

/* --- stages --------------------------------------------------------------------------------- */

static void check_stages(const struct ek_result *r, size_t n) {
  assert_int_equal(r->n_stages, n);
  assert_int_equal(r->stages[0].correction, -1);
  for (int a = 0; a < (int)r->model->n_actors; a++) {
    for (size_t h = 0; h < r->n_horizons; h++) {
      const struct ek_figure *last = ek_result_stage(r, EK_FIG_BENEFIT_STAGE, a, r->horizons[h],
                                                     r->stages[n - 1].correction);
      assert_non_null(last);
      assert_near(last->value, ek_result_value(r, EK_FIG_BENEFIT, a, r->horizons[h]), 1e-13, 1e-6);
    }
  }
}

static void test_the_last_stage_is_the_benefit(void **state) {
  (void)state;
  check_stages(run(SVERIGE), 8);
  check_stages(run(GENERIC), 4);
  check_stages(run(HEAD CASE_A GROSS), 1);
}

static void test_the_first_stage_is_gross(void **state) {
  (void)state;
  const struct ek_result *gross = run_set(HEAD CASE_A CASE_B GROSS, SET("effect.lag", "1 month"));
  const struct ek_result *net = run(HEAD CASE_A CASE_B NET);
  for (int a = 0; a < (int)gross->model->n_actors; a++) {
    assert_near(ek_result_stage(net, EK_FIG_BENEFIT_STAGE, a, 60, -1)->value,
                ek_result_value(gross, EK_FIG_BENEFIT, a, 60), 1e-13, 1e-6);
  }
}

/* --- prices of other years ------------------------------------------------------------------ */

static double index_of(const struct ek_result *r, const char *name, int year) {
  const struct ek_index *index = &r->model->indices[ek_model_index(r->model, name)];
  return index->year[year - index->first_year];
}

#define PRICED(cost, wage, price, price_year)                                                      \
  HEAD "    - {name: A, weight: 3.3, before: {states: {försörjningsstöd: 100 %}, services: {kurs: 5.5/year}},\n" \
       "       after: {states: {arbete: 100 %}, inputs: {wage: " wage "}, services: {kurs: 1.1/year}}}\n" \
       "services:\n  kurs: {unit: session, " price_year "flows: [{name: k, from: kommun, to: resources, amount: " price "}]}\n" \
       "costs: [{name: K, payer: af, amount: " cost "}]\n" GROSS

/* A study in prices of 2011 is the same as one with each price moved by hand. */
static void test_prices_of_another_year_are_moved_by_index(void **state) {
  (void)state;
  const struct ek_result *old =
      run(PRICED("{value: 98 765 kr, price_year: 2011}",
                 "{value: 23 850 kr/month, price_year: 2010, index: löneindex}",
                 "1 234.5 kr/session", "price_year: 2012, "));
  static const char by_hand[] =
      PRICED("1 kr", "1 kr/month", "1 kr/session", "");
  double kpi = index_of(old, "kpi", 2014), wages = index_of(old, "löneindex", 2014);
  double cost = 98765 * kpi / index_of(old, "kpi", 2011);
  double wage = 23850 * wages / index_of(old, "löneindex", 2010);
  double price = 1234.5 * kpi / index_of(old, "kpi", 2012);
  same(old, run_set(by_hand, SET("costs[1].amount", ek_sprintf(arena, "%.17g kr", cost),
                                 "participants.cases[1].after.inputs.wage",
                                 ek_sprintf(arena, "%.17g kr/month", wage),
                                 "services.kurs.flows[1].amount",
                                 ek_sprintf(arena, "%.17g kr/session", price))));
}

/* With everything constant in real terms a later start changes nothing. */
static void test_the_calendar_does_not_matter(void **state) {
  (void)state;
  same(run(GENERIC), run_set(GENERIC, SET("settings.start", "2017-11", "costs[1].month", "2017-12")));
}

static void test_a_later_entry_is_discounted_more(void **state) {
  (void)state;
  static const char one[] =
      HEAD "    - {name: A, weight: 3.3, before: {states: {försörjningsstöd: 100 %}}, after: {months: 12, states: {arbete: 100 %}}}\n" GROSS;
  const struct ek_result *now = run(one);
  const struct ek_result *later = run_set(one, SET("participants.cases[1].start", "2014-04"));
  for (int a = 0; a < (int)now->model->n_actors; a++) {
    assert_near(ek_result_value(later, EK_FIG_BENEFIT, a, 60),
                ek_result_value(now, EK_FIG_BENEFIT, a, 60) * pow(1.0385, -15.0 / 12), 1e-12, 1e-6);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_children_sum_to_parents),
      TEST(test_every_krona_is_booked_twice),
      TEST(test_transfers_sum_to_zero_every_month),
      TEST(test_society_is_production_less_resources),
      TEST(test_order_of_cases_and_costs_is_irrelevant),
      TEST(test_the_same_study_gives_the_same_bits),
      TEST(test_weights_scale_linearly),
      TEST(test_two_half_weights_are_one_whole),
      TEST(test_a_cost_in_two_parts_is_one),
      TEST(test_a_pool_is_its_members),
      TEST(test_a_period_is_its_months),
      TEST(test_no_change_gives_no_benefit),
      TEST(test_no_after_gives_no_benefit),
      TEST(test_full_deadweight_gives_no_benefit),
      TEST(test_deadweight_scales_the_gross_benefit),
      TEST(test_displacement_takes_only_production),
      TEST(test_riksnorm_leaves_society_unchanged),
      TEST(test_society_gains_production_and_saved_resources),
      TEST(test_the_payer_of_a_service_moves_the_amount),
      TEST(test_the_payer_of_a_cost_moves_the_amount),
      TEST(test_rate_zero_is_the_plain_sum),
      TEST(test_yearly_flows_do_not_depend_on_the_rate),
      TEST(test_a_higher_rate_makes_less_of_a_gain),
      TEST(test_longer_horizons_add_to_shorter),
      TEST(test_a_constant_effect_is_the_yearly_benefit),
      TEST(test_retention_falls_by_its_share_each_year),
      TEST(test_a_lag_moves_the_effect),
      TEST(test_the_last_stage_is_the_benefit),
      TEST(test_the_first_stage_is_gross),
      TEST(test_prices_of_another_year_are_moved_by_index),
      TEST(test_the_calendar_does_not_matter),
      TEST(test_a_later_entry_is_discounted_more),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
