/* The chance of being the best: shared by equals, all of it for what is always ahead. */
#include "unit/engine/fixture.h"

#include "comparison/best.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                          \
  "settings: {price_year: 2020, start: 2020-01, horizons: [5 years], discount: {rate: 3.5 %}}\n"   \
  "assumptions:\n  lön: {value: {dist: normal, mean: 20 000 kr/month, sd: 1 500 kr/month}}\n"      \
  "participants:\n  cases:\n    - name: A\n      weight: 2.3850\n"                                 \
  "      before: {states: {outside: 100 %}, inputs: {exclusion_cost: 900 kr/month}}\n"             \
  "      after: {states: {work: 40 %, outside: 60 %}, inputs: {wage: lön}}\n"                      \
  "costs: [{name: K, payer: payer, amount: 131 000 kr}]\n"                                         \
  "comparison: {deadweight: 25 %}\n"

static const struct ek_best *best_by(const struct ek_result *const *of, size_t n, const char *figure, size_t draws, double precision) {
  struct ek_peer *peer = ek_alloc_array(arena, n, sizeof *peer);
  for (size_t i = 0; i < n; i++) peer[i] = ek_peer_of(arena, "study", of[i], of[i]);
  struct ek_peers *p = ek_peers_make(arena, peer, n, 60, -1, -1);
  assert_true(ek_peers_rank(p, figure));
  const struct ek_best *b = ek_best_of(arena, p, &(struct ek_best_options){.draws = draws, .precision = precision, .seed = 3}, diags);
  assert_non_null(b);
  return b;
}

static void test_as_good_as_itself(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY), *of[2] = {r, r};
  const struct ek_best *b = best_by(of, 2, "result_per_participant", 4000, 0);
  assert_near(b->chance[0] + b->chance[1], 1, 0, 1e-9);
  assert_near(b->chance[0], 0.5, 0, 4 * sqrt(0.25 / 4000)); /* drawn independently */
  assert_true(b->chance[0] != 0.5);
  b = best_by(of, 2, "cost_per_participant", 100, 0); /* nothing of it is uncertain: shared in every draw */
  assert_near(b->chance[0], 0.5, 0, 1e-9);
}

/* The difference of two independent results of the same spread is normal. */
static void test_chance_of_a_normal_difference(void **state) {
  (void)state;
  const struct ek_result *of[2] = {run(STUDY), run_set(STUDY, SET("costs[1].amount", "150 000 kr"))};
  const struct ek_result *more = run_set(STUDY, SET("lön", "21 500 kr/month"));
  double sd = at(more, EK_FIG_RESULT_PER_PARTICIPANT, NULL, 60) - at(of[0], EK_FIG_RESULT_PER_PARTICIPANT, NULL, 60);
  double apart = at(of[0], EK_FIG_RESULT_PER_PARTICIPANT, NULL, 60) - at(of[1], EK_FIG_RESULT_PER_PARTICIPANT, NULL, 60);
  double chance = 0.5 * erfc(-apart / (sqrt(2) * sd) / sqrt(2));
  const struct ek_best *b = best_by(of, 2, "result_per_participant", 20000, 0);
  assert_near(b->chance[0], chance, 0, 4 * sqrt(0.25 / 20000));
}

static void test_always_ahead(void **state) {
  (void)state;
  const struct ek_result *of[3] = {run(STUDY), run_set(STUDY, SET("costs[1].amount", "10 kr")), run(STUDY)};
  const struct ek_best *b = best_by(of, 3, "cost_per_participant", 50, 0);
  assert_near(b->chance[1], 1, 0, 0);
  assert_near(b->chance[0] + b->chance[2], 0, 0, 0);
}

/* Nobody is the best where none is paid back. */
static void test_never(void **state) {
  (void)state;
  const struct ek_result *r = run_set(STUDY, SET("costs[1].amount", "90 000 000 kr")), *of[2] = {r, r};
  const struct ek_best *b = best_by(of, 2, "payback_months", 50, 0);
  assert_near(b->chance[0] + b->chance[1], 0, 0, 0);
  of[0] = run_set(STUDY, SET("costs[1].amount", "10 kr"));
  assert_near(best_by(of, 2, "payback_months", 50, 0)->chance[0], 1, 0, 0);
}

static void test_hidden(void **state) {
  (void)state;
  const struct ek_result *of[2] = {run(STUDY), run(STUDY)};
  struct ek_figure *f = of[1]->figures.items;
  for (size_t i = 0; i < of[1]->figures.n; i++) if (f[i].def->id == EK_FIG_COST_PER_PARTICIPANT) f[i].hidden = true;
  assert_null(best_by(of, 2, "cost_per_participant", 50, 0)->chance);
  assert_non_null(best_by(of, 2, "result_per_participant", 50, 0)->chance);
}

/* Until the chance is known to a percentage point: as often as it takes, the same as when it was said. */
static void test_drawn_until_it_is_known(void **state) {
  (void)state;
  const struct ek_result *of[2] = {run(STUDY), run_set(STUDY, SET("costs[1].amount", "150 000 kr"))};
  const struct ek_best *b = best_by(of, 2, "result_per_participant", 100000, 0.01);
  assert_true(b->draws > 500 && b->draws <= 4000);
  assert_true(sqrt(b->chance[0] * b->chance[1] / (double)b->draws) <= 0.01);
  assert_near(best_by(of, 2, "result_per_participant", b->draws, 0)->chance[0], b->chance[0], 0, 0);
  assert_int_equal(best_by(of, 2, "cost_per_participant", 100000, 0.01)->draws, 500); /* nothing is uncertain */
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_as_good_as_itself), TEST(test_chance_of_a_normal_difference), TEST(test_always_ahead), TEST(test_never), TEST(test_hidden), TEST(test_drawn_until_it_is_known)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
