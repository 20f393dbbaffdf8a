/* A study under the rules of another day: what must not move does not, to the bit, and what
 * moves does so by what can be counted by hand. */
#include "fixture.h"

#include "engine/rules_change.h"

/* A small world whose prices rise by a quarter from 2020 to 2024; its wages by a half. */
#define MODEL                                                                                      \
  "name: m\nversion: \"1\"\ncurrency: kr\nfull_work: work\nperson: person\ndisplaced: employer\n"  \
  "default_index: prices\ndefault_age: 40\n"
#define INDICES                                                                                    \
  "prices: {values: {2018: 90, 2019: 95, 2020: 100, 2021: 105, 2022: 110, 2023: 119, 2024: 125}}\n" \
  "wages: {values: {2018: 80, 2019: 90, 2020: 100, 2021: 110, 2022: 123, 2023: 137, 2024: 150}}\n"
#define ACTORS                                                                                     \
  "society: {}\nperson: {parent: society}\npayer: {parent: society, public: yes}\n"               \
  "employer: {parent: society}\neu: {outside: yes}\n"
#define STATES                                                                                     \
  "work:\n  activity: work\n  inputs: {wage: {unit: kr/month, default: 0.8 * floor_wage}}\n"       \
  "  flows:\n"                                                                                     \
  "    - {name: production, from: production, to: employer, amount: wage * (1 + fee)}\n"           \
  "    - {name: wage, from: employer, to: person, amount: wage, income: earned}\n"                 \
  "    - {name: fee, from: employer, to: payer, amount: wage * fee}\n"                             \
  "outside:\n  activity: benefit\n  inputs: {past: {unit: kr/month, default: 20 000 kr/month}}\n"  \
  "  flows: [{name: benefit, from: payer, to: person, amount: \"dole(past)\", income: earned}]\n"
#define SERVICES                                                                                   \
  "visit:\n  price_year: 2018\n  index: wages\n"                                                   \
  "  let: {staff: 700 kr/visit}\n"                                                                 \
  "  flows: [{name: cost, from: payer, to: resources, amount: staff + 115 kr/visit}]\n"
#define PERSON                                                                                     \
  "incomes: {earned: {}}\n"                                                                        \
  "flows: [{name: tax, from: person, to: payer, amount: \"max(0 kr/year, earned - allowance) * rate\"}]\n"
/* Law: at most the ceiling a month, never less than a fifth of it. */
#define RULES                                                                                      \
  "dole:\n  args: {past: kr/month}\n  unit: kr/month\n"                                            \
  "  value: \"max(0.2 * ceiling, min(ceiling, 0.8 * past))\"\n"

/* Parameters by their values from 2020 and from 2024. */
static void model(const char *name, const char *parameters, const char *rules) {
  const char *const files[][2] = {{"model", MODEL}, {"indices", INDICES}, {"actors", ACTORS},
                                  {"states", STATES}, {"services", SERVICES}, {"person", PERSON},
                                  {"rules", rules}, {"parameters", parameters}};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    file_of(ek_sprintf(arena, "%s/%s.yaml", name, files[i][0]), files[i][1]);
  }
}

#define PARAMETERS(ceiling, floor, allowance, rate)                                                \
  "fee: {unit: \"%\", values: {2020-01-01: 31 %}}\n"                                               \
  "rate: {unit: \"%\", values: {2020-01-01: 30 %, 2024-01-01: " rate "}}\n"                        \
  "ceiling: {unit: kr/month, values: {2020-01-01: 16 000, 2024-01-01: " ceiling "}}\n"             \
  "floor_wage: {unit: kr/month, values: {2020-01-01: 24 000, 2024-01-01: " floor "}}\n"            \
  "allowance: {unit: kr/year, values: {2020-01-01: 18 400, 2024-01-01: " allowance "}}\n"
#define FOLLOWS PARAMETERS("20 000", "30 000", "23 000", "30 %")

#define HEAD                                                                                       \
  "ekusia: 1\ntitle: Regler\nmodel: ./m\n"                                                         \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: {rate: 3 %}}\n" \
  "comparison: {deadweight: 25 %, displacement: 10 %}\n"
/* Every way in which a study writes kronor. */
#define EVERYTHING HEAD                                                                            \
  "assumptions:\n"                                                                                 \
  "  wage: {value: 27 385 kr/month}\n"                                                             \
  "  old: {value: 21 111 kr/month, price_year: 2019}\n"                                            \
  "  staff: {value: 515 kr/hour, price_year: 2018, index: wages}\n"                                \
  "  twice: {value: wage + 1 000 kr/month, price_year: 2021}\n"                                    \
  "  mixed: {value: \"if(wage > 27 000 kr/month, 0.3 * ceiling + 2 000 kr/month, wage)\"}\n"       \
  "  rounded: {value: \"floor(wage, 1 000 kr/month)\"}\n"                                          \
  "  guess: {dist: pert, low: 3 000 kr, mode: 4 000 kr, high: 7 000 kr}\n"                         \
  "  ruled: {value: dole(18 000 kr/month)}\n"                                                      \
  "  per_krona: {value: 0.0000250 / 1 kr}\n"                                                       \
  "participants:\n  cases:\n"                                                                      \
  "    - name: A\n      weight: 7.5\n"                                                             \
  "      before: {states: {outside: 100 %}, inputs: {past: old}, services: {visit: 3.5/year, help: 2/year}}\n" \
  "      during: {months: 3, states: {outside: 60 %}, inputs: {past: mixed}}\n"                    \
  "      after: {states: {work: 80 %, outside: 20 %}, inputs: {wage: rounded, past: twice}, services: {visit: 1/year}}\n" \
  "    - name: B\n      weight: guess * per_krona * 20\n"                                          \
  "      before: {states: {outside: 100 %}, inputs: {past: 19 000 kr/month}}\n"                    \
  "      after: {states: {work: 100 %}}\n"                                                         \
  "services:\n  help:\n    unit: hour\n    let: {extra: 15 kr/hour}\n"                             \
  "    flows: [{name: cost, from: payer, to: resources, amount: staff + extra}]\n"                 \
  "overrides:\n  allowance: 17 000 kr/year\n  work.fee: {value: wage * fee + 100 kr/month, price_year: 2021}\n" \
  "costs:\n  - {name: K, payer: payer, amount: 61 385 kr}\n"                                       \
  "  - {name: L, payer: eu, amount: {value: 977 kr/participant, price_year: 2018}}\n"              \
  "  - {name: M, payer: payer, receiver: employer, amount: guess + ruled * 1 month}\n"

/* `past` by default is an amount of the law, in kronor of its day: cases give theirs. */
#define PLAIN HEAD                                                                                 \
  "participants:\n  cases:\n    - name: A\n      weight: 10\n"                                    \
  "      before: {states: {outside: 100 %}, inputs: {past: 25 000 kr/month}, services: {visit: 4/year}}\n" \
  "      after: {states: {work: 100 %}, inputs: {wage: 25 000 kr/month}, services: {}}\n"          \
  "costs:\n  - {name: K, payer: payer, amount: 100 000 kr}\n"

static const struct ek_result *under(const char *text, ek_day day, const char *const *set) {
  struct ek_result *r = NULL;
  const struct ek_study *study = study_set(text, set);
  if (study == NULL || ek_run(arena, study, &r, diags) != EK_OK ||
      ek_rules_change(r, day, diags) != EK_OK) {
    fail_msg("the study does not run:\n%s", errors());
  }
  assert_non_null(r->rules_change);
  return r;
}

static double moved(const struct ek_result *r, const char *actor, int horizon) {
  int a = actor != NULL ? ek_model_actor(r->model, actor) : r->model->root;
  return ek_rules_difference(r, a, horizon);
}

/* No actor's result differs by more than a part of all that moves. */
static void nothing_moves(const struct ek_result *r, double tolerance) {
  double all = 0;
  for (int a = 0; a < (int)r->model->n_actors; a++) {
    all += fabs(ek_result_value(r, EK_FIG_RESULT, a, r->horizons[r->n_horizons - 1]));
  }
  assert_true(all > 1000);
  for (int a = 0; a < (int)r->model->n_actors; a++) {
    for (size_t h = 0; h < r->n_horizons; h++) {
      double own = ek_result_value(r, EK_FIG_RESULT, a, r->horizons[h]);
      double other = ek_rules_result(r, a, r->horizons[h]);
      near_check(other, own, 0, tolerance * all, r->model->actors[a].name.text, __FILE__, __LINE__);
    }
  }
}

/* --- laws ----------------------------------------------------------------------------- */

static void test_own_day(void **state) {
  (void)state;
  model("m", FOLLOWS, RULES);
  const struct ek_result *r = under(EVERYTHING, 20200701, NULL);
  nothing_moves(r, 0);
  assert_true(r->rules_change->krona == 1);
  assert_null(r->rules_change->index);
  assert_int_equal(r->rules_change->values.n, 0);
  assert_int_equal(r->rules_change->rules.n, 0);
  nothing_moves(under(EVERYTHING, 20200101, SET("settings.rules_date", "2020-12-31")), 0);
}

/* Where all that is dated follows prices, another year is the same world in other kronor. */
static void test_only_prices(void **state) {
  (void)state;
  model("m", FOLLOWS, RULES);
  const struct ek_result *r = under(EVERYTHING, 20240701, NULL);
  assert_true(r->rules_change->krona == 1.25);
  assert_string_equal(r->rules_change->index->name.text, "prices");
  nothing_moves(r, 1e-12);
  assert_int_equal(r->rules_change->values.n, 0);
  assert_int_equal(r->notes.n, r->rules_change->other->notes.n);
  /* Every figure of it is the same, kronor times so much: payback and shares too. */
  const struct ek_figure *f = r->figures.items, *g = r->rules_change->other->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) {
    bool kronor = f[i].def->unit == EK_IN_KR || f[i].def->unit == EK_IN_KR_PER_YEAR;
    if (isnan(f[i].value) && isnan(g[i].value)) continue;
    near_check(g[i].value, (kronor ? 1.25 : 1) * f[i].value, 1e-11, 1e-6, f[i].def->name, __FILE__,
               __LINE__);
  }
}

/* Twice the people and the costs, twice the difference; seen from the other year it is the
 * opposite, in that year's kronor. */
static void test_scaling(void **state) {
  (void)state;
  model("m", PARAMETERS("17 500", "31 000", "20 000", "32 %"), RULES);
  const char *none = "participants.cases[1].before.services.visit"; /* its price has another index */
  const struct ek_result *whole = under(PLAIN, 20240701, SET(none, "0/year"));
  const struct ek_result *half = under(PLAIN, 20240701, SET(
      none, "0/year", "participants.cases[1].weight", "5", "costs[1].amount", "50 000 kr"));
  const struct ek_result *back = under(PLAIN, 20200701, SET(
      none, "0/year", "settings.price_year", "2024", "costs[1].amount", "125 000 kr",
      "participants.cases[1].before.inputs.past", "31 250 kr/month",
      "participants.cases[1].after.inputs.wage", "31 250 kr/month"));
  assert_true(fabs(moved(whole, "person", 36)) > 1000);
  for (int a = 0; a < (int)whole->model->n_actors; a++) {
    const char *name = whole->model->actors[a].name.text;
    double once = moved(whole, name, 36);
    near_check(2 * moved(half, name, 36), once, 1e-12, 1e-6, name, __FILE__, __LINE__);
    near_check(-moved(back, name, 36) / 1.25, once, 1e-12, 1e-6, name, __FILE__, __LINE__);
  }
}

/* --- by hand --------------------------------------------------------------------------- */

/* Undiscounted and certain: ten people, a year, three quarters of the change counted. */
#define BY_HAND "settings.discount", "none", "comparison.displacement", "0 %"

static void test_ceiling(void **state) {
  (void)state;
  model("m", PARAMETERS("17 500", "30 000", "23 000", "30 %"), RULES);
  const struct ek_result *r = under(PLAIN, 20240701, SET(BY_HAND));
  /* The ceiling is 17 500 / 1.25 = 14 000 instead of 16 000 kr a month at 2020 prices, and
   * binds at 0.8 * 25 000. So those who leave the benefit lose 24 000 kr a year less before
   * tax, 16 800 after it, and the payer saves that much less. */
  assert_near(moved(r, "person", 12), 0.75 * 10 * 0.7 * 24000, 1e-12, 0);
  assert_near(moved(r, "payer", 36), -3 * 0.75 * 10 * 0.7 * 24000, 1e-12, 0);
  assert_true(moved(r, NULL, 36) == 0); /* what moves between actors is no dust to society */
  const struct ek_value_change *v = r->rules_change->values.items;
  assert_int_equal(r->rules_change->values.n, 1);
  assert_string_equal(v->parameter->name.text, "ceiling");
  assert_near(v->own, 12 * 16000, 1e-15, 0);
  assert_near(v->other, 12 * 17500, 1e-15, 0);
  assert_near(v->change, -0.125, 1e-12, 0);
  assert_int_equal(v->since, 20240101);
}

/* In the price year itself only the rules' day differs. */
static void test_within_the_year(void **state) {
  (void)state;
  model("m", "fee: {unit: \"%\", values: {2020-01-01: 31 %}}\n"
             "rate: {unit: \"%\", values: {2020-01-01: 30 %, 2020-09-01: 20 %}}\n"
             "ceiling: {unit: kr/month, values: {2020-01-01: 16 000}}\n"
             "floor_wage: {unit: kr/month, values: {2020-01-01: 24 000}}\n"
             "allowance: {unit: kr/year, values: {2020-01-01: 18 400}}\n", RULES);
  const struct ek_result *r = under(PLAIN, 20201001, SET(BY_HAND));
  /* A tenth less tax on the wage less a tenth less on the benefit. */
  assert_near(moved(r, "person", 12), 0.75 * 10 * 0.1 * 12 * (25000 - 16000), 1e-12, 0);
  assert_null(r->rules_change->index);
  const struct ek_value_change *v = r->rules_change->values.items;
  assert_int_equal(r->rules_change->values.n, 1);
  assert_near(v->change, -1.0 / 3, 1e-12, 0);
}

/* A rule of another wording is named when it is used; its own kronor are those of its day. */
static void test_wording(void **state) {
  (void)state;
  model("m", FOLLOWS,
        "dole:\n  args: {past: kr/month}\n  unit: kr/month\n  values:\n"
        "    2020-01-01: \"min(ceiling, 0.8 * past)\"\n"
        "    2024-01-01: \"min(ceiling, 0.8 * past) - 1 000 kr/month\"\n"
        "unused:\n  unit: \"1\"\n  values: {2020-01-01: 1, 2024-01-01: 2}\n");
  const struct ek_result *r = under(PLAIN, 20240701, SET(BY_HAND));
  const struct ek_rule *const *rules = r->rules_change->rules.items;
  assert_int_equal(r->rules_change->rules.n, 1);
  assert_string_equal(rules[0]->name.text, "dole");
  assert_near(moved(r, "person", 12), 0.75 * 10 * 0.7 * 12 * 1000 / 1.25, 1e-12, 0);
}

/* A price that is moved by an index of its own is the study's under any day's rules. */
static void test_prices_stay(void **state) {
  (void)state;
  model("m", FOLLOWS, RULES);
  const struct ek_result *r = under(PLAIN, 20240701, SET(BY_HAND));
  double visits = 4 * (700 + 115) * 100.0 / 80 * 0.75 * 10;
  assert_near(at(r, EK_FIG_RESOURCES, NULL, 12), -visits + 100000, 1e-9, 0);
  assert_near(at(r->rules_change->other, EK_FIG_RESOURCES, NULL, 12), 1.25 * (-visits + 100000), 1e-9, 0);
}

/* A value known only from later is moved back to the rules' own year, and that is told. */
static void test_moved_back(void **state) {
  (void)state;
  model("m", "fee: {unit: \"%\", values: {2020-01-01: 31 %}}\n"
             "rate: {unit: \"%\", values: {2020-01-01: 30 %}}\n"
             "ceiling: {unit: kr/month, index: prices, values: {2024-01-01: 20 000}}\n"
             "floor_wage: {unit: kr/month, index: prices, values: {2024-01-01: 30 000}}\n"
             "allowance: {unit: kr/year, index: prices, values: {2024-01-01: 23 000}}\n", RULES);
  const struct ek_result *r = under(PLAIN, 20220701, NULL);
  nothing_moves(r, 1e-12);
  const struct ek_note *notes = r->rules_change->notes.items;
  assert_int_equal(r->rules_change->notes.n, 2); /* the wage is the study's */
  assert_int_equal(notes[0].kind, EK_NOTE_MOVED);
  assert_int_equal(notes[0].year, 2022);
  assert_int_equal(notes[0].used, 2024);
}

/* Beyond the last year of an index its stated growth moves the kronor, and that is told. */
static void test_beyond_the_index(void **state) {
  (void)state;
  model("m", FOLLOWS, RULES);
  file_of("m/indices.yaml", "prices: {beyond: 4 %, values: {2020: 100, 2021: 105, 2022: 110, 2023: 119, 2024: 125}}\n"
                            "wages: {values: {2018: 80, 2019: 90, 2020: 100}}\n");
  const struct ek_result *r = under(PLAIN, 20250701, NULL);
  const struct ek_note *notes = r->rules_change->notes.items;
  assert_near(r->rules_change->krona, 1.3, 1e-12, 0);
  assert_int_equal(r->rules_change->notes.n, 1);
  assert_int_equal(notes[0].kind, EK_NOTE_BEYOND);
  assert_int_equal(notes[0].year, 2025);
}

/* --- order and faults ---------------------------------------------------------------------- */

static void test_order(void **state) {
  (void)state;
  model("m", PARAMETERS("20 100", "15 000", "46 000", "30 %"), RULES);
  const char *text = HEAD
      "participants:\n  cases:\n    - name: A\n      weight: 10\n"
      "      before: {states: {outside: 100 %}, inputs: {past: 25 000 kr/month}}\n"
      "      after: {states: {work: 100 %}}\n";
  const struct ek_result *r = under(text, 20240701, NULL);
  const struct ek_value_change *v = r->rules_change->values.items;
  assert_int_equal(r->rules_change->values.n, 3);
  assert_string_equal(v[0].parameter->name.text, "floor_wage"); /* halved as doubled */
  assert_string_equal(v[1].parameter->name.text, "allowance");
  assert_string_equal(v[2].parameter->name.text, "ceiling");
  assert_near(v[0].change, -0.5, 1e-12, 0);
  assert_near(v[1].change, 1, 1e-12, 0);
  assert_near(v[2].change, 0.005, 1e-9, 0);
}

static enum ek_status failing(ek_day day, const char *const *set) {
  struct ek_result *r = NULL;
  assert_int_equal(ek_run(arena, study_set(PLAIN, set), &r, diags), EK_OK);
  enum ek_status status = ek_rules_change(r, day, diags);
  assert_null(r->rules_change);
  return status;
}

static void test_faults(void **state) {
  (void)state;
  model("m", FOLLOWS, RULES);
  assert_int_equal(failing(20190701, NULL), EK_INPUT_ERROR);
  const char *all = errors();
  assert_non_null(strstr(all, "parameters.yaml:3:1+7 under the rules of 2019-07-01: 'ceiling' is not "
                              "known before 2020-01-01; choose a later date for the rules, or give it "
                              "under 'overrides: {ceiling: …}'\n"));
  assert_int_equal(failing(20250701, NULL), EK_INPUT_ERROR);
  assert_string_equal(errors(), ":0:0+0 under the rules of 2025-07-01: the index 'prices' has "
                                "no value for 2025; it covers 2018 to 2024\n");
}

/* Warnings are told once, though there are two runs. */
static void test_warnings(void **state) {
  (void)state;
  model("m", FOLLOWS, RULES);
  under(PLAIN, 20240701, SET("participants.cases[1].before.states.outside", "50 %"));
  assert_int_equal(ek_diags_warnings(diags), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_own_day), TEST(test_only_prices), TEST(test_scaling), TEST(test_ceiling),
      TEST(test_within_the_year), TEST(test_wording), TEST(test_prices_stay), TEST(test_moved_back), TEST(test_beyond_the_index),
      TEST(test_order),
      TEST(test_faults), TEST(test_warnings)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
