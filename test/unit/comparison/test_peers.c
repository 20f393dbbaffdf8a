/* Insatser held against each other: laws that hold of any of them, and what is hidden. */
#include "unit/engine/fixture.h"

#include "comparison/peers.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nclass: {target: unga, type: arbetsmarknad, phase: planering}\nmodel: generic\n" \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 5 years], discount: {rate: 3.5 %}}\n" \
  "participants:\n  cases:\n    - name: A\n      weight: 2.3850\n"                                  \
  "      before: {states: {outside: 100 %}, services: {session: 12/year}, inputs: {exclusion_cost: 900 kr/month}}\n" \
  "      after: {states: {work: 40 %, outside: 60 %}, services: {}, inputs: {wage: 20 000 kr/month}}\n" \
  "      inputs: {price: 1 000 kr/session}\n"                                                      \
  "costs: [{name: K, payer: payer, amount: 131 000 kr}]\n"                                         \
  "comparison: {deadweight: 25 %}\n"

static struct ek_peers *peers_beside(const struct ek_result *const *of, const struct ek_result *const *own, size_t n, int reference, int apart) {
  struct ek_peer *peer = ek_alloc_array(arena, n, sizeof *peer);
  for (size_t i = 0; i < n; i++) peer[i] = ek_peer_of(arena, "study", own[i], of[i]);
  return ek_peers_make(arena, peer, n, 60, reference, apart);
}

static struct ek_peers *peers(const struct ek_result *const *of, size_t n, int reference) { return peers_beside(of, of, n, reference, -1); }

/* Three that differ, by costs, effect and people. */
static void three(const struct ek_result *out[3]) {
  out[0] = run(STUDY);
  out[1] = run_set(STUDY, SET("costs[1].amount", "97 310 kr", "comparison.deadweight", "61 %"));
  out[2] = run_set(STUDY, SET("participants.cases[1].after.states.work", "70 %", "participants.cases[1].after.states.outside", "30 %"));
}

static const struct ek_peers_figure *figures_of(const struct ek_peers *p) { return p->figures.items; }

static void test_values_are_the_figures(void **state) {
  (void)state;
  const struct ek_result *of[3];
  three(of);
  const struct ek_peers *p = peers(of, 3, -1);
  for (size_t i = 0; i < 3; i++) {
    assert_near(ek_peers_figure(p, "result_per_participant", -1)->value[i], at(of[i], EK_FIG_RESULT_PER_PARTICIPANT, NULL, 60), 0, 0);
    assert_near(ek_peers_figure(p, "resultat_per_deltagare", ek_model_actor(of[i]->model, "payer"))->value[i], at(of[i], EK_FIG_RESULT_PER_PARTICIPANT, "payer", 60), 0, 0);
    assert_near(ek_peers_figure(p, "verkningsgrad", -1)->value[i], at(of[i], EK_FIG_REALISED_POTENTIAL, NULL, 0), 0, 0);
    assert_near(ek_peers_figure(p, "potential_per_participant", -1)->value[i] * 2.385, at(of[i], EK_FIG_POTENTIAL_BEFORE, NULL, 0), 1e-12, 0);
  }
  assert_null(ek_peers_figure(p, "benefit", -1));
  assert_null(ek_peers_figure(p, "realised_potential", ek_model_actor(of[0]->model, "payer")));
}

static void test_deviations_from_the_mean_add_to_nothing(void **state) {
  (void)state;
  const struct ek_result *of[3];
  three(of);
  const struct ek_peers *p = peers(of, 3, -1);
  for (size_t k = 0; k < p->figures.n; k++) {
    const struct ek_peers_figure *f = &figures_of(p)[k];
    if (isnan(f->mean)) continue;
    assert_near(f->mean, (f->value[0] + f->value[1] + f->value[2]) / 3, 1e-12, 1e-9);
    assert_near(f->deviation[0] + f->deviation[1] + f->deviation[2], 0, 0, 1e-9 * (1 + fabs(f->mean)));
  }
}

static void test_itself(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY), *of[2] = {r, r};
  for (int reference = -1; reference < 2; reference++) {
    const struct ek_peers *p = peers(of, 2, reference);
    for (size_t k = 0; k < p->figures.n; k++) {
      const struct ek_peers_figure *f = &figures_of(p)[k];
      assert_int_equal(f->rank[0], f->rank[1]);
      if (isfinite(f->value[0])) assert_near(f->deviation[0], 0, 0, 0);
    }
    for (int u = 0; u < EK_UNLIKES; u++) assert_false(ek_peers_unlike(p, (enum ek_unlike)u));
  }
}

static void test_order_given_matters_not(void **state) {
  (void)state;
  const struct ek_result *of[3];
  three(of);
  const struct ek_result *turned[3] = {of[2], of[0], of[1]};
  const struct ek_peers *p = peers(of, 3, 1), *q = peers(turned, 3, 2);
  static const size_t place[3] = {1, 2, 0};
  for (size_t k = 0; k < p->figures.n; k++) {
    const struct ek_peers_figure *f = &figures_of(p)[k], *g = &figures_of(q)[k];
    for (size_t i = 0; i < 3; i++) {
      assert_int_equal(f->rank[i], g->rank[place[i]]);
      if (isfinite(f->deviation[i])) assert_near(f->deviation[i], g->deviation[place[i]], 0, 0);
    }
  }
}

/* The best first: the highest result, the lowest cost. */
static void test_ranks(void **state) {
  (void)state;
  const struct ek_result *of[3];
  three(of);
  struct ek_peers *p = peers(of, 3, -1);
  const struct ek_peers_figure *cost = ek_peers_figure(p, "cost_per_participant", -1);
  assert_int_equal(cost->rank[0], 2); /* as dear as the third */
  assert_int_equal(cost->rank[1], 1);
  assert_int_equal(cost->rank[2], 2);
  assert_int_equal(ek_peers_order(p)[0], 2); /* the third has the most effect */
  assert_true(ek_peers_rank(p, "kostnad_per_deltagare"));
  assert_int_equal(ek_peers_order(p)[0], 1);
  assert_true(ek_peers_rank(p, "payer/result_per_participant"));
  assert_int_equal(figures_of(p)[p->ranked].actor, ek_model_actor(of[0]->model, "payer"));
  assert_false(ek_peers_rank(p, "nobody/result_per_participant"));
  assert_false(ek_peers_rank(p, "payer/realised_potential"));
  assert_false(ek_peers_rank(p, "cost"));
}

/* A payback that never comes ranks last, and leaves no mean. */
static void test_never(void **state) {
  (void)state;
  const struct ek_result *of[3];
  three(of);
  of[1] = run_set(STUDY, SET("costs[1].amount", "90 000 000 kr"));
  const struct ek_peers_figure *f = ek_peers_figure(peers(of, 3, -1), "payback_months", -1);
  assert_true(isinf(f->value[1]));
  assert_int_equal(f->rank[1], 3);
  assert_true(isnan(f->mean) && isnan(f->deviation[0]));
  f = ek_peers_figure(peers(of, 3, 0), "payback_months", -1);
  assert_near(f->deviation[2], f->value[2] - f->value[0], 0, 0);
  assert_true(isnan(f->deviation[1]));
}

/* One that is hidden leaves no mean: with the others it could be worked out. What the study hides by
 * itself is hidden too. */
static void test_hidden(void **state) {
  (void)state;
  const struct ek_result *of[3], *own[3];
  three(of);
  three(own);
  struct ek_figure *figures = own[1]->figures.items;
  for (size_t i = 0; i < own[1]->figures.n; i++) {
    if (figures[i].def->id != EK_FIG_RESULT_PER_PARTICIPANT || figures[i].horizon != 60 || figures[i].actor != own[1]->model->root) continue;
    figures[i].hidden = true;
    figures[i].value = NAN;
  }
  for (int side = 0; side < 2; side++) {
    const struct ek_peers *p = peers_beside(side == 0 ? own : of, side == 0 ? of : own, 3, -1, -1);
    const struct ek_peers_figure *f = ek_peers_figure(p, "result_per_participant", -1);
    assert_true(f->hidden[1] && isnan(f->value[1]) && f->rank[1] == 0);
    assert_true(isnan(f->mean) && isnan(f->deviation[0]) && isnan(f->deviation[2]));
    assert_int_equal(ek_peers_order(p)[2], 1);
    assert_true(isfinite(ek_peers_figure(p, "cost_per_participant", -1)->mean));
  }
}

/* One insats beside a bank: the mean is that of the others, of one too, and what it hides itself hides no mean. */
static void test_apart(void **state) {
  (void)state;
  const struct ek_result *of[3];
  three(of);
  const struct ek_peers_figure *f = ek_peers_figure(peers_beside(of, of, 3, -1, 0), "result_per_participant", -1);
  assert_int_equal(f->known, 2);
  assert_near(f->mean, (f->value[1] + f->value[2]) / 2, 1e-12, 0);
  assert_near(f->deviation[0], f->value[0] - f->mean, 0, 0);
  assert_near(f->least, fmin(f->value[1], f->value[2]), 0, 0);
  assert_near(f->most, fmax(f->value[1], f->value[2]), 0, 0);
  f = ek_peers_figure(peers_beside(of, of, 2, -1, 0), "result_per_participant", -1);
  assert_near(f->mean, f->value[1], 0, 0);
  struct ek_figure *figures = of[0]->figures.items;
  for (size_t i = 0; i < of[0]->figures.n; i++) if (figures[i].def->id == EK_FIG_REALISED_POTENTIAL) figures[i].hidden = true;
  f = ek_peers_figure(peers_beside(of, of, 3, -1, 0), "realised_potential", -1);
  assert_true(f->hidden[0] && isnan(f->deviation[0]) && isfinite(f->mean));
}

static void test_unlike(void **state) {
  (void)state;
  const struct ek_result *of[2] = {run(STUDY), run_set(STUDY, SET("class.phase", "uppföljning", "comparison", "{before_continues: yes}"))};
  const struct ek_peers *p = peers(of, 2, -1);
  assert_false(ek_peers_unlike(p, EK_UNLIKE_TARGET));
  assert_false(ek_peers_unlike(p, EK_UNLIKE_TYPE));
  assert_true(ek_peers_unlike(p, EK_UNLIKE_PHASE));
  assert_true(ek_peers_unlike(p, EK_UNLIKE_COUNTERFACTUAL));
  assert_int_equal(ek_counterfactual_of(of[0]), EK_AGAINST_DEADWEIGHT);
  assert_int_equal(ek_counterfactual_of(of[1]), EK_AGAINST_BEFORE);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_values_are_the_figures), TEST(test_deviations_from_the_mean_add_to_nothing), TEST(test_itself), TEST(test_order_given_matters_not),
                                     TEST(test_ranks), TEST(test_never), TEST(test_hidden), TEST(test_unlike), TEST(test_apart)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
