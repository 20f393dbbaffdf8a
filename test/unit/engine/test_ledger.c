/* Bookings: both ends, both sides, months and draws, and sums up the tree of actors. */
#include "fixture.h"

#include "engine/ledger.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: sverige\nsettings: {price_year: 2014, start: 2013-01, discount: {schedule: none}}\n" \
  "participants: {cases: [{name: A, before: {states: {arbete: 100 %}}}]}\ncomparison: {deadweight: 1 %}\n"

static const struct ek_model *model_of(void) { return study_set(STUDY, NULL)->model; }

static void test_effect_is_a_twelfth(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  struct ek_ledger *l = ek_ledger_new(arena, m, 3, 2);
  int from = ek_model_account(m, "kommun"), to = ek_model_account(m, "individ");
  const double price[2] = {23850, -77.7}, quantity[6] = {1.5, 2, 0, -1, 0.25, 3};
  const struct ek_line line = {.side = EK_SIDE_EFFECT, .from = from, .to = to, .price = price,
                               .quantity = ek_ledger_columns(arena, quantity, 3, 3, 2)};
  assert_near(ek_line_month_factor(&line), 1.0 / 12, 0, 0);
  ek_ledger_book(l, &line);
  assert_int_equal(l->lines.n, 1);
  ek_ledger_close(l);
  for (size_t month = 0; month < 3; month++) {
    for (size_t d = 0; d < 2; d++) {
      double amount = price[d] * quantity[2 * month + d] / 12;
      assert_near(ek_ledger_month(l, EK_SIDE_EFFECT, to, month)[d], amount, 1e-14, 0);
      assert_near(ek_ledger_month(l, EK_SIDE_EFFECT, from, month)[d], -amount, 1e-14, 0);
      assert_near(ek_ledger_month(l, EK_SIDE_COST, to, month)[d], 0, 0, 0);
    }
  }
}

static void test_a_cost_is_the_amount_itself(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  struct ek_ledger *l = ek_ledger_new(arena, m, 2, 1);
  const double price = 98765.4, quantity[2] = {0, 0.3};
  int af = ek_model_account(m, "af"), resources = EK_ACCOUNT_RESOURCES(m);
  const struct ek_line line = {.side = EK_SIDE_COST, .role = EK_ROLE_COST, .from = af,
                               .to = resources, .price = &price, .quantity = ek_ledger_columns(arena, quantity, 2, 2, 1)};
  ek_ledger_book(l, &line);
  ek_ledger_book(l, &line); /* and again: balances add */
  ek_ledger_close(l);
  assert_near(ek_ledger_month(l, EK_SIDE_COST, af, 0)[0], 0, 0, 0);
  assert_near(ek_ledger_month(l, EK_SIDE_COST, af, 1)[0], -2 * 0.3 * 98765.4, 1e-14, 0);
  assert_near(ek_ledger_month(l, EK_SIDE_COST, resources, 1)[0], 2 * 0.3 * 98765.4, 1e-14, 0);
}

/* Columns that say the same are one, nothing is none; months in which no line changes are a stretch, and what
 * moved is counted once for each month of it. */
static void test_stretches(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  struct ek_ledger *l = ek_ledger_new(arena, m, 6, 1);
  const double price = 1200, quantity[6] = {0, 2.5, 2.5, 2.5, -1, -1}, others[6] = {3, 3, 3, 4, 4, 4};
  const double *const *columns = ek_ledger_columns(arena, quantity, 6, 6, 1);
  int af = ek_model_account(m, "af"), fk = ek_model_account(m, "fk"), person = ek_model_account(m, "individ");
  assert_null(columns[0]);
  assert_ptr_equal(columns[1], columns[3]);
  assert_ptr_not_equal(columns[3], columns[4]);
  ek_ledger_book(l, &(struct ek_line){.from = af, .to = person, .price = &price, .quantity = columns});
  ek_ledger_book(l, &(struct ek_line){.from = fk, .to = person, .price = &price, .quantity = ek_ledger_columns(arena, others, 6, 6, 1)});
  assert_near(ek_line_quantity(l->lines.items, 0, 0), 0, 0, 0);
  assert_near(ek_line_quantity(l->lines.items, 2, 0), 2.5, 0, 0);
  ek_ledger_close(l);
  assert_int_equal(l->stretches, 4);
  const size_t stretch[6] = {0, 1, 1, 2, 3, 3};
  double moved = 0;
  for (size_t month = 0; month < 6; month++) {
    assert_int_equal(l->stretch[month], stretch[month]);
    assert_near(ek_ledger_month(l, EK_SIDE_EFFECT, person, month)[0], 100 * (quantity[month] + others[month]), 1e-14, 0);
    assert_near(ek_ledger_month(l, EK_SIDE_EFFECT, af, month)[0], -100 * quantity[month], 1e-14, 0);
    moved += 100 * (fabs(quantity[month]) + others[month]);
  }
  assert_near(l->moved[0], moved, 1e-14, 0);
}

/* A ledger without lines is filled in, every month by itself. */
static void test_opened(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  struct ek_ledger *l = ek_ledger_new(arena, m, 3, 2);
  int af = ek_model_account(m, "af");
  ek_ledger_open(l);
  for (size_t i = 0; i < 6; i++) l->balance[EK_SIDE_COST][(size_t)af * 6 + i] = 1.25 * (double)i;
  ek_ledger_close(l);
  for (size_t i = 0; i < 6; i++) assert_near(ek_ledger_month(l, EK_SIDE_COST, m->root, i / 2)[i % 2], 1.25 * (double)i, 0, 0);
}

static void test_closing_adds_up_the_tree(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  struct ek_ledger *l = ek_ledger_new(arena, m, 1, 1);
  const double price = 12 * 100.25, one = 1, half = 0.5;
  int af = ek_model_account(m, "af"), fk = ek_model_account(m, "fk");
  int person = ek_model_account(m, "individ"), eu = ek_model_account(m, "eu");
  ek_ledger_book(l, &(struct ek_line){.from = af, .to = person, .price = &price, .quantity = ek_ledger_columns(arena, &one, 1, 1, 1)});
  ek_ledger_book(l, &(struct ek_line){.from = eu, .to = fk, .price = &price, .quantity = ek_ledger_columns(arena, &half, 1, 1, 1)});
  ek_ledger_close(l);
  assert_near(ek_ledger_month(l, EK_SIDE_EFFECT, ek_model_actor(m, "staten"), 0)[0], -50.125, 1e-14, 0);
  assert_near(ek_ledger_month(l, EK_SIDE_EFFECT, ek_model_actor(m, "offentlig-sektor"), 0)[0],
              -50.125, 1e-14, 0);
  assert_near(ek_ledger_month(l, EK_SIDE_EFFECT, m->root, 0)[0], 50.125, 1e-14, 0);
  assert_near(ek_ledger_month(l, EK_SIDE_EFFECT, eu, 0)[0], -50.125, 1e-14, 0);
}

static void test_within(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  struct ek_ledger *l = ek_ledger_new(arena, m, 1, 1);
  int af = ek_model_actor(m, "af"), state_ = ek_model_actor(m, "staten");
  assert_true(ek_ledger_within(l, af, af));
  assert_true(ek_ledger_within(l, af, state_));
  assert_true(ek_ledger_within(l, af, m->root));
  assert_false(ek_ledger_within(l, af, ek_model_actor(m, "kommun")));
  assert_false(ek_ledger_within(l, ek_model_actor(m, "eu"), m->root));
  assert_false(ek_ledger_within(l, EK_ACCOUNT_PRODUCTION(m), m->root));
  assert_false(ek_ledger_within(l, EK_ACCOUNT_RESOURCES(m), m->root));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_effect_is_a_twelfth), TEST(test_a_cost_is_the_amount_itself),
      TEST(test_stretches), TEST(test_opened), TEST(test_closing_adds_up_the_tree), TEST(test_within),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
