/* Costs month by month: once, spread, per participant and per participant and month. */
#include "fixture.h"

#include "engine/cost.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: sverige\n"                                                         \
  "settings: {price_year: 2014, start: 2013-01, horizons: [2 months], discount: {rate: 3.85 %}}\n" \
  "participants:\n  cases:\n"                                                                      \
  "    - {name: A, weight: 7.3, before: {states: {försörjningsstöd: 100 %}}, during: {months: 4, states: {aktivitetsstöd: 100 %}}}\n" \
  "    - {name: B, weight: 2.5, start: 2013-06, before: {states: {försörjningsstöd: 100 %}}, during: {months: 3, states: {aktivitetsstöd: 100 %}}}\n" \
  "costs: []\ncomparison: {deadweight: 1 %}\n"

/* What leaves the account in each month, `expected` ended by -1. */
static void assert_paid(const struct ek_result *r, const char *payer, const double *expected) {
  int account = ek_model_account(r->model, payer);
  size_t m = 0;
  for (; expected[m] >= 0; m++) {
    assert_true(m < r->ledger->months);
    assert_near(-ek_ledger_month(r->ledger, EK_SIDE_COST, account, m)[0], expected[m], 1e-13, 1e-9);
  }
  for (; m < r->ledger->months; m++) {
    assert_near(ek_ledger_month(r->ledger, EK_SIDE_COST, account, m)[0], 0, 0, 0);
  }
}

#define MONTHS(...) ((const double[]){__VA_ARGS__, -1})

static const struct ek_result *with(const char *cost) {
  return run_set(STUDY, SET("costs", ek_sprintf(arena, "[%s]", cost)));
}

static void test_once(void **state) {
  (void)state;
  assert_paid(with("{name: K, payer: af, amount: 987.5 kr}"), "af", MONTHS(987.5));
  assert_paid(with("{name: K, payer: af, amount: 987.5 kr, month: 2013-03}"), "af",
              MONTHS(0, 0, 987.5));
}

static void test_spread(void **state) {
  (void)state;
  assert_paid(with("{name: K, payer: af, amount: 1 234.5 kr/month, from: 2013-02, to: 2013-04}"), "af",
              MONTHS(0, 1234.5, 1234.5, 1234.5));
  assert_paid(with("{name: K, payer: af, amount: 900 kr/year, from: 2013-01, to: 2013-02}"), "af",
              MONTHS(75, 75));
  assert_paid(with("{name: K, payer: af, amount: 900 kr, from: 2013-01, to: 2013-04}"), "af",
              MONTHS(225, 225, 225, 225));
  assert_paid(with("{name: K, payer: af, amount: 900 kr/month, from: 2013-02, to: 2013-02}"), "af",
              MONTHS(0, 900));
}

static void test_per_participant(void **state) {
  (void)state;
  assert_paid(with("{name: K, payer: af, amount: 100 kr/participant}"), "af",
              MONTHS(730, 0, 0, 0, 0, 250));
  assert_paid(with("{name: K, payer: af, amount: 100 kr/participant, month: 2013-02}"), "af",
              MONTHS(0, 980));
  assert_paid(with("{name: K, payer: af, amount: 100 kr/participant/month}"), "af",
              MONTHS(730, 730, 730, 730, 0, 250, 250, 250));
}

static void test_pool(void **state) {
  (void)state;
  const struct ek_result *r = with("{name: K, payer: samordningsförbund, amount: 1 000 kr}");
  assert_paid(r, "fk", MONTHS(500));
  assert_paid(r, "kommun", MONTHS(250));
  assert_paid(r, "region", MONTHS(250));
  r = run_set(STUDY, SET("costs", "[{name: K, payer: samordningsförbund, amount: 1 000 kr}]",
                         "financing", "{samordningsförbund: {shares: {kommun: 62.5 %, af: 37.5 %}}}"));
  assert_paid(r, "kommun", MONTHS(625));
  assert_paid(r, "af", MONTHS(375));
  assert_paid(r, "fk", MONTHS(0));
}

/* A pool that pays one of its members: that member's own share moves nothing. */
static void test_pool_pays_a_member(void **state) {
  (void)state;
  const struct ek_result *r =
      with("{name: K, payer: samordningsförbund, receiver: kommun, amount: 1 000 kr}");
  assert_paid(r, "fk", MONTHS(500));
  int kommun = ek_model_account(r->model, "kommun");
  assert_near(ek_ledger_month(r->ledger, EK_SIDE_COST, kommun, 0)[0], 750, 1e-14, 0);
  assert_near(at(r, EK_FIG_COST, NULL, 2), 0, 0, 1e-9);
}

static void test_months_reached(void **state) {
  (void)state;
  assert_int_equal(ek_cost_months(with("{name: K, payer: af, amount: 1 kr}")->study), 8);
  assert_int_equal(ek_cost_months(with("{name: K, payer: af, amount: 1 kr, month: 2014-02}")->study), 14);
  assert_int_equal(
      ek_cost_months(with("{name: K, payer: af, amount: 1 kr/month, from: 2014-01, to: 2014-11}")->study), 23);
}

static void test_nyttosam_pays_at_once(void **state) {
  (void)state;
  const struct ek_result *r = run_set(
      STUDY, SET("costs", "[{name: K, payer: af, amount: 300 kr/month, from: 2013-02, to: 2013-08}, "
                          "{name: L, payer: af, amount: 100 kr/participant/month}]",
                 "settings.discount", "{schedule: none}", "settings.profile", "nyttosam"));
  assert_paid(r, "af", MONTHS(2100 + 4 * 730 + 3 * 250));
  assert_int_equal(r->months, 12); /* time starts at exit and ends with a whole year */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_once), TEST(test_spread), TEST(test_per_participant), TEST(test_pool),
      TEST(test_pool_pays_a_member), TEST(test_months_reached), TEST(test_nyttosam_pays_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
