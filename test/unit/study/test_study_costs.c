/* Settings, costs, pools and the comparison made ready, and what they refuse. */
#include "fixture.h"

static const struct ek_cost *cost(const char *text) {
  struct ek_study *s = study_set(SET("costs", ek_sprintf(arena, "[{name: K, %s}]", text),
                                     "participants.cases[1].during", "{months: 3, states: {a-kassa: 100 %}}"));
  return s->costs.items;
}

#define assert_cost_wrong(expected, text) \
  assert_wrong(expected, "costs", "[{name: K, " text "}]")

static void test_timing_follows_the_unit(void **state) {
  (void)state;
  assert_int_equal(cost("payer: af, amount: 3 kr")->timing, EK_COST_ONCE);
  assert_int_equal(cost("payer: af, amount: 3 kr, from: 2013-02, to: 2013-04")->timing, EK_COST_SPREAD);
  assert_int_equal(cost("payer: af, amount: 3 kr/month, from: 2013-02, to: 2013-04")->timing, EK_COST_SPREAD);
  assert_int_equal(cost("payer: af, amount: 3 kr/participant")->timing, EK_COST_PER_PARTICIPANT);
  assert_int_equal(cost("payer: af, amount: 3 kr/participant/month")->timing, EK_COST_PER_PARTICIPANT_TIME);
}

static void test_accounts(void **state) {
  (void)state;
  const struct ek_cost *c = cost("payer: samordningsförbund, receiver: kommun, amount: 3 kr");
  assert_int_equal(c->payer_account, -1);
  assert_true(c->pool >= 0);
  c = cost("payer: af, amount: 3 kr");
  assert_int_equal(c->pool, -1);
  assert_true(c->payer_account >= 0);
  assert_cost_wrong("'komun' is not an actor or a pool that can pay; did you mean 'kommun'?", "payer: komun, amount: 3 kr");
  assert_cost_wrong("'staten' is a sum of actors; name one of them: af, fk, rattsvasende, staten-ovrigt", "payer: staten, amount: 3 kr");
  assert_cost_wrong("'production' is not an actor or a pool that can pay", "payer: production, amount: 3 kr");
  assert_cost_wrong("'production' cannot receive a cost", "payer: af, receiver: production, amount: 3 kr");
  assert_cost_wrong("'staten' is a sum of actors; name one of them: af, fk", "payer: kommun, receiver: staten, amount: 3 kr");
  assert_cost_wrong("'samordningsförbund' cannot receive a cost", "payer: af, receiver: samordningsförbund, amount: 3 kr");
  assert_cost_wrong("'af' pays itself", "payer: af, receiver: af, amount: 3 kr");
}

static void test_dates(void **state) {
  (void)state;
  assert_cost_wrong("'K' is paid over time, but from or to is missing; add from: 2013-01, to: 2013-12", "payer: af, amount: 3 kr/month");
  assert_cost_wrong("'K' is paid over time, but from or to is missing", "payer: af, amount: 3 kr, from: 2013-03");
  assert_cost_wrong("'K' has dates that its amount does not use; write from as well", "payer: af, amount: 3 kr, to: 2013-03");
  assert_cost_wrong("'K' has dates that its amount does not use; leave out from and to", "payer: af, amount: 3 kr/participant, from: 2013-03");
  assert_cost_wrong("'K' has both a month and a period", "payer: af, amount: 3 kr/month, from: 2013-03, to: 2013-04, month: 2013-03");
  assert_cost_wrong("'K' is paid before the study starts; move settings.start back", "payer: af, amount: 3 kr, month: 2013-01");
  assert_cost_wrong("'K' ends before it begins", "payer: af, amount: 3 kr/month, from: 2013-05, to: 2013-04");
  assert_cost_wrong("'K' lasts more than 100 years", "payer: af, amount: 3 kr/month, from: 2013-05, to: 2123-04");
  assert_cost_wrong("'K' is paid per month in the insats, but no case says how long that is", "payer: af, amount: 3 kr/participant/month");
}

static void test_settings(void **state) {
  (void)state;
  assert_wrong("discount has both a rate and a schedule", "settings.discount", "{rate: 3 %, schedule: asek}");
  assert_wrong("there is no discount schedule 'asekk' in the model 'sverige'; did you mean 'asek'?", "settings.discount", "{schedule: asekk}");
  assert_wrong("the nyttosam profile does not discount; leave it out, or choose profile: npv", "settings.profile", "nyttosam");
  assert_wrong("settings do not say how later money is weighed", "settings", "{price_year: 2014, start: 2013-02}");
  assert_wrong("the horizons are not in order; from the shortest to the longest, at most 100 years", "settings.horizons", "[5 years, 1 year]");
  assert_wrong("the horizons are not in order", "settings.horizons", "[1 year, 1 year]");
  assert_wrong("horizons", "settings.horizons", "[101 years]");
  assert_wrong("rules_date is not in the price year 2014", "settings.rules_date", "2013-12-31");
  assert_int_equal(study_set(SET("settings.rules_date", "2014-01-01"))->rules_date, 20140101);
  struct ek_study *s = study_set(SET("settings.discount", "{schedule: hm-treasury-2022}"));
  assert_string_equal(s->model->schedules[s->schedule].name.text, "hm-treasury-2022");
  assert_null(s->discount_rate);
  s = study_set(SET("settings", "{price_year: 2014, start: 2013-02, profile: nyttosam}"));
  assert_null(s->discount_rate);
  assert_int_equal(s->schedule, -1);
}

static void test_pools(void **state) {
  (void)state;
  struct ek_study *s = study_set(SET("financing", "{samordningsförbund: {shares: {kommun: 70 %, af: 30 %}}}"));
  const struct ek_pool_split *split = &s->splits[ek_model_pool(s->model, "samordningsförbund")];
  assert_int_equal(split->n, 2);
  assert_int_equal(split->account[1], ek_model_account(s->model, "af"));
  assert_wrong("there is no pool 'förbund' in the model 'sverige'", "financing", "{förbund: {shares: {kommun: 100 %}}}");
  assert_wrong("'komun' is not an account; did you mean 'kommun'?", "financing", "{samordningsförbund: {shares: {komun: 100 %}}}");
}

static void test_comparison(void **state) {
  (void)state;
  assert_wrong("the comparison does not say what would have happened anyway; write deadweight:", "comparison", "{displacement: 3 %}");
  assert_wrong("before_continues and deadweight contradict each other", "comparison", "{before_continues: yes, deadweight: 3 %}");
  struct ek_study *s = study_set(SET("comparison", "{before_continues: yes}"));
  assert_true(s->comparison.before_continues);
  assert_null(s->correction[EK_DEADWEIGHT]);
}

static void test_effect(void **state) {
  (void)state;
  struct ek_study *s = study_set(SET("effect", "{retention_profile: [100 %, 80 %, andel], lag: 2 months}"));
  assert_int_equal(s->effect.retention_profile.n, 3);
  assert_int_equal(s->effect.lag, 2);
  assert_wrong("effect has both retention and retention_profile", "effect", "{retention: 90 %/year, retention_profile: [90 %]}");
  assert_wrong("must be at most 100 %", "effect", "{attribution: 110 %}");
}

static void test_a_model_without_displaced(void **state) {
  (void)state;
  file_of("egen/model.yaml", "name: egen\nversion: '1'\nperson: p\n");
  file_of("egen/actors.yaml", "s: {}\np: {parent: s}\n");
  file_of("egen/states.yaml", "vila: {}\n");
  assert_null(read_set("ekusia: 1\ntitle: T\nmodel: ./egen\n"
                       "settings: {price_year: 2014, start: 2013-02, discount: {schedule: none}}\n"
                       "participants: {cases: [{name: A, before: {states: {vila: 100 %}}}]}\n"
                       "comparison: {deadweight: 3 %, displacement: 4 %}\n", NULL));
  assert_errors("s.yaml:6:13+1 the model 'egen' does not say who bears displaced production; add 'displaced:' to model.yaml\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_timing_follows_the_unit), TEST(test_accounts), TEST(test_dates), TEST(test_settings),
      TEST(test_pools), TEST(test_comparison), TEST(test_effect), TEST(test_a_model_without_displaced),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
