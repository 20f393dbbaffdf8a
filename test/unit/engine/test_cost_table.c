/* The cost table: who paid for what, pools split, money from outside apart. */
#include "fixture.h"

#include "engine/cost_table.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: Kostnader\nmodel: sverige\n"                                                  \
  "settings: {municipality: Eskilstuna, price_year: 2014, start: 2013-01,\n"                       \
  "  horizons: [5 years], discount: {rate: 3.85 %}}\n"                                             \
  "participants: {cases: [{name: A, weight: 23.85, before: {states: {försörjningsstöd: 100 %}}}]}\n" \
  "comparison: {before_continues: yes}\n"

static const struct ek_cost_row *row(const struct ek_result *r, const struct ek_cost_table *t,
                                     const char *payer, const char *kind) {
  for (size_t i = 0; i < t->n; i++) {
    if (t->rows[i].payer == ek_model_actor(r->model, payer) &&
        ek_text_same(t->rows[i].kind, kind)) {
      return &t->rows[i];
    }
  }
  fail_msg("%s does not pay %s", payer, kind);
  return NULL;
}

static void costs_are_summed_by_payer_and_category(void **state) {
  (void)state;
  const struct ek_result *r = run(
      STUDY "costs:\n"
            "  - {name: Ledare, category: personal, payer: kommun, amount: 52 385 kr/month, from: 2013-01, to: 2013-12}\n"
            "  - {name: Stöd, category: personal, payer: kommun, amount: 238.5 kr/participant}\n"
            "  - {name: Lokal, payer: kommun, amount: 1 001 kr, month: 2015-03}\n");
  const struct ek_cost_table *t = ek_cost_table(r);
  assert_int_equal(t->n, 2);
  assert_near(row(r, t, "kommun", "personal")->amount, 12 * 52385 + 23.85 * 238.5, 1e-12, 0);
  assert_near(row(r, t, "kommun", "Lokal")->amount, 1001, 1e-12, 0); /* undiscounted */
  assert_int_equal(t->n_payers, 1);
  assert_near(t->payers[0].share, 1, 0, 0);
}

static void pools_and_outsiders_stand_apart(void **state) {
  (void)state;
  const struct ek_result *r = run(
      STUDY "costs:\n"
            "  - {name: Lokal, payer: samordningsförbund, amount: 23 850 kr}\n"
            "  - {name: Lokal, payer: kommun, amount: 100 kr}\n"
            "  - {name: Bonus, payer: eu, receiver: individ, amount: 10 001 kr}\n");
  const struct ek_cost_table *t = ek_cost_table(r);
  assert_int_equal(t->n, 5); /* the municipality's own Lokal is another row than its share */
  assert_near(row(r, t, "fk", "Lokal")->amount, 11925, 1e-12, 0);
  assert_int_equal(row(r, t, "fk", "Lokal")->pool, ek_model_pool(r->model, "samordningsförbund"));
  assert_int_equal(row(r, t, "eu", "Bonus")->receiver, ek_model_actor(r->model, "individ"));
  assert_near(t->inside, 23950, 1e-12, 0);
  assert_near(t->outside, 10001, 1e-12, 0);
  assert_near(t->total, 33951, 1e-12, 0);
  assert_int_equal(t->payers[t->n_payers - 1].account, ek_model_actor(r->model, "eu"));
  assert_near(t->payers[t->n_payers - 1].share, 10001.0 / 33951, 1e-12, 0);
}

static void no_costs_make_an_empty_table(void **state) {
  (void)state;
  const struct ek_cost_table *t = ek_cost_table(run(STUDY));
  assert_int_equal(t->n, 0);
  assert_int_equal(t->n_payers, 0);
  assert_near(t->total, 0, 0, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(costs_are_summed_by_payer_and_category),
      TEST(pools_and_outsiders_stand_apart),
      TEST(no_costs_make_an_empty_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
