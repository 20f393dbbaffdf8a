/* Payments that leave no public actor worse off, and how the cost could be shared: their laws on
 * numbers drawn at random, awkward numbers, and which actors of a model settle. */
#include "fixture.h"

#include <string.h>

#include "engine/settlement.h"

enum { MOST = 9 };

/* Result = benefit − cost, as in the figures. */
static struct ek_settlement *settled(size_t n, const double *benefit, const double *cost) {
  struct ek_settlement *s = ek_alloc(arena, sizeof *s);
  s->n = n;
  s->parties = ek_alloc_array(arena, n, sizeof *s->parties);
  for (size_t i = 0; i < n; i++) {
    s->parties[i] = (struct ek_party){.actor = (int)i, .result = benefit[i] - cost[i], .benefit = benefit[i], .cost = cost[i]};
  }
  ek_settle(arena, s);
  return s;
}

static double total_paid(const struct ek_settlement *s) {
  const struct ek_payment *p = s->payments.items;
  double sum = 0;
  for (size_t i = 0; i < s->payments.n; i++) sum += p[i].amount;
  return sum;
}

/* Numbers that repeat, between −1 and 1. */
static double next(unsigned *state) {
  *state = *state * 1664525u + 1013904223u;
  return (double)(*state >> 8) / (1 << 23) - 1;
}

static size_t drawn(unsigned *state, double *benefit, double *cost) {
  size_t n = 1 + (size_t)((next(state) + 1) * 4);
  for (size_t i = 0; i < n; i++) {
    benefit[i] = 2385.17 * next(state);
    cost[i] = next(state) > 0 ? 1931.3 * next(state) : 0;
  }
  return n;
}

/* --- payments ------------------------------------------------------------------------------ */

static void those_who_gain_give_up_the_same_part(void **state) {
  (void)state;
  const struct ek_settlement *s = settled(4, (double[]){1200, 238.5, -90, 400}, (double[]){200, 338.5, 110, 0});
  const double results[] = {1000, -100, -200, 400}, after[] = {1000 - 300 / 1.4, 0, 0, 400 - 120 / 1.4};
  for (size_t i = 0; i < 4; i++) {
    assert_near(s->parties[i].result, results[i], 1e-15, 0);
    assert_near(s->parties[i].after, after[i], 1e-14, 0);
  }
  assert_near(s->part, 3.0 / 14, 1e-15, 0);
  assert_int_equal(s->payments.n, 4);
  const struct ek_payment *p = s->payments.items;
  assert_int_equal(p[1].from, 0);
  assert_int_equal(p[1].to, 2);
  assert_near(p[1].amount, 1000 * 3.0 / 14 * 2 / 3, 1e-14, 0);
}

/* What is paid is got; nobody pays more than it gains; nobody is left with a loss; and it is no more
 * than the losses, which nothing smaller could make up for. */
static void payments_make_up_for_losses_and_no_more(void **state) {
  (void)state;
  unsigned random = 2385;
  size_t enough = 0;
  for (int k = 0; k < 2000; k++) {
    double benefit[MOST], cost[MOST], sum = 0, losses = 0, moved = 0;
    const struct ek_settlement *s = settled(drawn(&random, benefit, cost), benefit, cost);
    const struct ek_payment *pay = s->payments.items;
    double by[MOST] = {0};
    for (size_t i = 0; i < s->payments.n; i++) {
      assert_true(pay[i].amount > 0);
      by[pay[i].from] -= pay[i].amount;
      by[pay[i].to] += pay[i].amount;
    }
    for (size_t i = 0; i < s->n; i++) {
      const struct ek_party *p = &s->parties[i];
      sum += p->result;
      losses += p->result < 0 ? -p->result : 0;
      moved += p->compensation;
      assert_near(p->compensation, by[i], 1e-12, 1e-9);
      if (s->missing == 0) assert_true(p->after >= 0);
      if (p->compensation < 0) assert_true(-p->compensation <= p->result);
    }
    assert_near(moved, 0, 0, 1e-9);
    assert_int_equal(s->missing > 0, sum < 0);
    if (sum < 0) assert_near(s->missing, -sum, 1e-9, 0);
    assert_near(total_paid(s), sum < 0 ? 0 : losses, 1e-12, 1e-9);
    enough += sum >= 0;
  }
  assert_in_range(enough, 500, 1500);
}

static void dearer_money_moves_more_of_it(void **state) {
  (void)state;
  unsigned random = 17;
  for (int k = 0; k < 200; k++) {
    double benefit[MOST], cost[MOST], more[2][MOST];
    size_t n = drawn(&random, benefit, cost);
    for (size_t i = 0; i < n; i++) more[0][i] = benefit[i] * 7.25, more[1][i] = cost[i] * 7.25;
    const struct ek_settlement *a = settled(n, benefit, cost), *b = settled(n, more[0], more[1]);
    for (size_t i = 0; i < n; i++) {
      assert_near(b->parties[i].compensation, 7.25 * a->parties[i].compensation, 1e-11, 1e-8);
      for (int split = 0; split < EK_SPLITS; split++) {
        if (isnan(a->parties[i].share[split])) assert_true(isnan(b->parties[i].share[split]));
        else assert_near(b->parties[i].share[split], a->parties[i].share[split], 1e-12, 1e-15);
      }
    }
    assert_near(b->missing, 7.25 * a->missing, 1e-11, 0);
  }
}

static void the_order_of_parties_does_not_matter(void **state) {
  (void)state;
  unsigned random = 5;
  for (int k = 0; k < 200; k++) {
    double benefit[MOST], cost[MOST], back[2][MOST];
    size_t n = drawn(&random, benefit, cost);
    for (size_t i = 0; i < n; i++) back[0][n - 1 - i] = benefit[i], back[1][n - 1 - i] = cost[i];
    const struct ek_settlement *a = settled(n, benefit, cost), *b = settled(n, back[0], back[1]);
    assert_int_equal(a->payments.n, b->payments.n);
    for (size_t i = 0; i < n; i++) {
      assert_near(b->parties[n - 1 - i].compensation, a->parties[i].compensation, 1e-11, 1e-9);
      if (a->cost > 0) assert_near(b->parties[n - 1 - i].break_even, a->parties[i].break_even, 1e-11, 1e-13);
    }
  }
}

static void nobody_pays_when_nobody_loses_or_too_much_is_lost(void **state) {
  (void)state;
  const struct ek_settlement *gain = settled(2, (double[]){5, 2.385}, (double[]){1, 0});
  assert_int_equal(gain->payments.n, 0);
  assert_near(gain->missing, 0, 0, 0);
  assert_near(gain->parties[0].after, 4, 0, 0);
  const struct ek_settlement *loss = settled(3, (double[]){5, 2.385, 0}, (double[]){1, 0, 100});
  assert_int_equal(loss->payments.n, 0);
  assert_near(loss->missing, 100 - 4 - 2.385, 1e-15, 0);
  assert_near(loss->parties[2].after, -100, 0, 0);
}

static void awkward_numbers(void **state) {
  (void)state;
  const struct ek_settlement *nothing = settled(3, (double[]){0, -0.0, 0}, (double[]){0, 0, -0.0});
  assert_int_equal(nothing->payments.n, 0);
  assert_near(nothing->missing, 0, 0, 0);
  for (size_t i = 0; i < 3; i++) {
    assert_false(signbit(nothing->parties[i].after));
    assert_true(isnan(nothing->parties[i].share[EK_SPLIT_TODAY]));
    assert_true(isnan(nothing->parties[i].break_even));
  }
  const struct ek_settlement *alone = settled(1, (double[]){2.385}, (double[]){23.85});
  assert_near(alone->missing, 21.465, 1e-14, 0);
  assert_near(alone->parties[0].break_even, 0.1, 1e-14, 0);
  const struct ek_settlement *huge = settled(3, (double[]){3e300, 1e-3, -1e300}, (double[]){0, 2e-3, 0});
  assert_near(huge->parties[0].compensation, -1e300, 1e-14, 0);
  assert_near(huge->parties[1].after, 0, 0, 0);
  /* Losses that are what is gained, but for the last bit. */
  const struct ek_settlement *even = settled(3, (double[]){0.1, 0.2, 0}, (double[]){0, 0, 0.3});
  assert_near(even->missing, 0, 0, 0);
  for (size_t i = 0; i < 3; i++) assert_near(even->parties[i].after, 0, 0, 1e-15);
  const struct ek_settlement *other = settled(3, (double[]){0.3, 0, 0}, (double[]){0, 0.1, 0.2});
  assert_near(other->missing, 0, 0, 0);
  for (size_t i = 0; i < 3; i++) assert_near(other->parties[i].after, 0, 0, 1e-15);
  assert_near(settled(0, NULL, NULL)->losses, 0, 0, 0);
}

/* --- the cost ------------------------------------------------------------------------------ */

static void the_cost_is_shared_by_benefit(void **state) {
  (void)state;
  const struct ek_settlement *s = settled(4, (double[]){600, 150, 250, -40}, (double[]){300, 200, 0, 0});
  const double today[] = {0.6, 0.4, 0, 0}, payers[] = {0.8, 0.2, 0, 0}, gainers[] = {0.6, 0.15, 0.25, 0}, most[] = {1, 0.3, 0.5, 0};
  for (size_t i = 0; i < 4; i++) {
    assert_near(s->parties[i].share[EK_SPLIT_TODAY], today[i], 1e-15, 0);
    assert_near(s->parties[i].share[EK_SPLIT_PAYERS], payers[i], 1e-15, 0);
    assert_near(s->parties[i].share[EK_SPLIT_GAINERS], gainers[i], 1e-15, 0);
    assert_near(s->parties[i].break_even, most[i], 1e-15, 0);
  }
  assert_near(s->cost, 500, 0, 0);
  assert_near(s->spare[EK_SPLIT_PAYERS], 250, 1e-15, 0);
  assert_near(s->spare[EK_SPLIT_GAINERS], 500, 1e-15, 0);
  assert_near(s->back[EK_SPLIT_PAYERS], 1.5, 1e-15, 0);
}

/* Each bears its share and gets the same back per krona; none loses exactly when there is enough. */
static void by_benefit_all_get_the_same_back(void **state) {
  (void)state;
  unsigned random = 99;
  for (int k = 0; k < 2000; k++) {
    double benefit[MOST], cost[MOST];
    const struct ek_settlement *s = settled(drawn(&random, benefit, cost), benefit, cost);
    for (int split = EK_SPLIT_PAYERS; split < EK_SPLITS && s->cost > 0 && s->bearable[split] > 0; split++) {
      double sum = 0;
      for (size_t i = 0; i < s->n; i++) {
        const struct ek_party *p = &s->parties[i];
        assert_true(p->share[split] >= 0 && p->share[split] <= 1);
        sum += p->share[split];
        if (p->share[split] == 0) continue;
        double borne = p->share[split] * s->cost;
        assert_near(p->most / borne, s->back[split], 1e-12, 0);
        if (fabs(s->spare[split]) > 1e-6) assert_int_equal(p->most >= borne, s->spare[split] >= 0);
      }
      assert_near(sum, 1, 1e-14, 0);
    }
    assert_true(s->bearable[EK_SPLIT_GAINERS] >= s->bearable[EK_SPLIT_PAYERS]);
    /* Whoever bears: benefits less what is borne are the results. */
    double most = 0;
    for (size_t i = 0; i < s->n; i++) most += s->parties[i].most;
    assert_near(most - s->cost, s->result, 1e-11, 1e-9);
  }
}

static void what_is_paid_to_a_party_is_a_benefit(void **state) {
  (void)state;
  const struct ek_settlement *s = settled(2, (double[]){50, 10}, (double[]){238.5, -138.5});
  assert_near(s->cost, 238.5, 0, 0);
  assert_near(s->parties[1].bears, 0, 0, 0);
  assert_near(s->parties[1].most, 148.5, 1e-15, 0);
}

/* --- of a result --------------------------------------------------------------------------- */

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: Reglering\nmodel: sverige\n"                                                  \
  "settings: {municipality: Eskilstuna, price_year: 2014, start: 2013-01,\n"                       \
  "  horizons: [1 year, 5 years], discount: {rate: 3.85 %}}\n"                                     \
  "participants: {cases: [{name: A, weight: 23.85, before: {states: {försörjningsstöd: 100 %}},\n" \
  "  after: {states: {arbete: 100 %}}}]}\ncomparison: {deadweight: 23.85 %}\n"                     \
  "costs:\n  - {name: Ledare, payer: samordningsförbund, amount: 1 238 500 kr}\n"                  \
  "  - {name: Bidrag, payer: eu, receiver: kommun, amount: 100 001 kr}\n"

static const struct ek_party *party_of(const struct ek_result *r, const struct ek_settlement *s, const char *name) {
  for (size_t i = 0; i < s->n; i++) if (s->parties[i].actor == ek_model_actor(r->model, name)) return &s->parties[i];
  return NULL;
}

static void the_state_is_one_and_its_parts_apart(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_settlement *s = ek_settlement_of(r, 60, false), *apart = ek_settlement_of(r, 60, true);
  assert_int_equal(s->n, 3);
  assert_int_equal(apart->n, 6);
  assert_null(party_of(r, s, "fk"));
  assert_null(party_of(r, apart, "staten"));
  assert_near(party_of(r, s, "staten")->result, at(r, EK_FIG_RESULT, "staten", 60), 0, 0);
  assert_near(s->result, at(r, EK_FIG_RESULT, "offentlig-sektor", 60), 1e-12, 0);
  assert_near(apart->result, s->result, 1e-12, 0);
  assert_true(apart->losses >= s->losses);
  /* The municipality pays a quarter of the one cost and is paid more of the other. */
  double quarter = 1238500.0 / 4, factor = at(r, EK_FIG_COST, "fk", 60) / (2 * quarter);
  assert_near(party_of(r, s, "kommun")->cost, (quarter - 100001) * factor, 1e-12, 0);
  assert_near(s->cost, (4 * quarter - 100001) * factor, 1e-12, 0);
}

static void who_settles(void **state) {
  (void)state;
  const struct ek_model *m = run(STUDY)->model;
  const struct {
    const char *name;
    bool settles;
  } of[] = {{"kommun", true}, {"staten", true}, {"fk", true}, {"offentlig-sektor", false}, {"individ", false}, {"eu", false},
            {"samhället", false}};
  for (size_t i = 0; i < sizeof of / sizeof *of; i++) assert_int_equal(ek_settles(m, ek_model_actor(m, of[i].name)), of[i].settles);
}

/* One alone has nobody to settle with. */
static void one_public_actor_settles_nothing(void **state) {
  (void)state;
  const struct ek_result *r = run("ekusia: 1\ntitle: En\nmodel: generic\nsettings: {price_year: 2014, start: 2013-01, horizons: [1 year], discount: none}\n"
                                  "participants: {cases: [{name: A, weight: 23.85, before: {states: {}}}]}\ncomparison: {deadweight: 0 %}\n"
                                  "costs: [{name: Ledare, payer: payer, amount: 2 385 kr}]\n");
  assert_null(ek_settlement_of(r, 12, false));
  assert_null(ek_settlement_of(r, 12, true));
}

/* A figure that is hidden, as one that rests on few, leaves nothing to be worked out. */
static void hidden_figures_settle_nothing(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  struct ek_figure *f = (struct ek_figure *)ek_result_figure(r, EK_FIG_RESULT, ek_model_actor(r->model, "fk"), 60, -1);
  f->value = NAN;
  assert_non_null(ek_settlement_of(r, 60, false)); /* the state's sum is told */
  assert_null(ek_settlement_of(r, 60, true));
  assert_non_null(ek_settlement_of(r, 12, true));
  f = (struct ek_figure *)ek_result_figure(r, EK_FIG_BENEFIT, ek_model_actor(r->model, "region"), 60, -1);
  f->value = NAN;
  assert_null(ek_settlement_of(r, 60, false));
  assert_null(ek_settlement_of(r, 36, false)); /* no such horizon */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(those_who_gain_give_up_the_same_part),
      TEST(payments_make_up_for_losses_and_no_more),
      TEST(dearer_money_moves_more_of_it),
      TEST(the_order_of_parties_does_not_matter),
      TEST(nobody_pays_when_nobody_loses_or_too_much_is_lost),
      TEST(awkward_numbers),
      TEST(the_cost_is_shared_by_benefit),
      TEST(by_benefit_all_get_the_same_back),
      TEST(what_is_paid_to_a_party_is_a_benefit),
      TEST(the_state_is_one_and_its_parts_apart),
      TEST(who_settles),
      TEST(one_public_actor_settles_nothing),
      TEST(hidden_figures_settle_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
