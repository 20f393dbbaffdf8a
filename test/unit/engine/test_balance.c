/* The proof must hold for a fair ledger and fail for every kind of unfair one. */
#include "fixture.h"

#include "engine/balance.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: sverige\n"                                                         \
  "settings: {price_year: 2014, start: 2013-01, horizons: [3 months], discount: {rate: 3.85 %}}\n" \
  "participants: {cases: [{name: A, weight: 7.3, before: {states: {försörjningsstöd: 100 %}},\n"  \
  "  after: {states: {arbete: 100 %}, services: {läkarbesök-primärvård: 2.1/year}}}]}\n"          \
  "costs: [{name: K, payer: kommun, amount: 1 234.5 kr}, {name: E, payer: eu, amount: 987 kr}]\n" \
  "comparison: {deadweight: 11 %, displacement: 7 %}\n"

/* The ledger of the run, which the tests then spoil. */
static struct ek_ledger *ledger_of(void) {
  return (struct ek_ledger *)(uintptr_t)run(STUDY)->ledger;
}

static double *cell(struct ek_ledger *l, enum ek_side side, int account, size_t month) {
  return (double *)(uintptr_t)ek_ledger_month(l, side, account, month);
}

static void test_a_run_balances(void **state) {
  (void)state;
  struct ek_balance b;
  const struct ek_result *r = run(STUDY);
  assert_true(ek_balance_prove(r->ledger, &b));
  assert_near(b.worst, 0, 0, 1e-8);
  assert_near(b.society + b.outside, b.production - b.resources, 1e-12, 0);
  assert_near(b.outside, -987, 1e-12, 0);
  assert_near(b.actors, b.society + b.outside, 1e-15, 0);
  assert_near(r->balance.production, b.production, 0, 0);
  /* Undiscounted: the production of three months, less what is displaced. */
  assert_true(b.production > 0 && b.resources > 1234.5 + 987);
}

static void assert_caught(struct ek_ledger *l, double gap) {
  struct ek_balance b;
  assert_false(ek_balance_prove(l, &b));
  if (isnan(gap)) assert_true(isnan(b.worst));
  else assert_near(b.worst, gap, 1e-6, 0);
}

static void test_half_an_ore_is_caught(void **state) {
  (void)state;
  struct ek_ledger *l = ledger_of();
  cell(l, EK_SIDE_EFFECT, ek_model_actor(l->model, "fk"), 1)[0] += 0.0051;
  assert_caught(l, 0.0051);
}

static void test_a_cost_that_left_nobody_is_caught(void **state) {
  (void)state;
  struct ek_ledger *l = ledger_of();
  cell(l, EK_SIDE_COST, ek_model_actor(l->model, "kommun"), 0)[0] = 0;
  assert_caught(l, 1234.5);
}

static void test_outside_society_counts_as_well(void **state) {
  (void)state;
  struct ek_ledger *l = ledger_of();
  cell(l, EK_SIDE_COST, ek_model_actor(l->model, "eu"), 0)[0] = 0;
  assert_caught(l, 987);
}

/* A month that is not a number must not be forgotten when later ones are. */
static void test_not_a_number_is_caught(void **state) {
  (void)state;
  for (size_t month = 0; month < 3; month++) {
    struct ek_ledger *l = ledger_of();
    cell(l, EK_SIDE_EFFECT, ek_model_actor(l->model, "individ"), month)[0] = NAN;
    assert_caught(l, NAN);
  }
}

static void test_a_line_that_was_not_booked_is_caught(void **state) {
  (void)state;
  struct ek_ledger *l = ledger_of();
  const double price = 500, quantity[] = {0, 0, 1};
  *(struct ek_line *)ek_list_push(arena, &l->lines, sizeof(struct ek_line)) =
      (struct ek_line){.side = EK_SIDE_COST, .from = 0, .to = EK_ACCOUNT_RESOURCES(l->model),
                       .price = &price, .quantity = ek_ledger_columns(arena, quantity, 3, 12, 1)};
  assert_caught(l, 500);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_a_run_balances), TEST(test_half_an_ore_is_caught),
      TEST(test_a_cost_that_left_nobody_is_caught), TEST(test_outside_society_counts_as_well),
      TEST(test_not_a_number_is_caught), TEST(test_a_line_that_was_not_booked_is_caught),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
