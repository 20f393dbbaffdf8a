/* Simulation: what is certain stays as it is to the bit, what is linear comes out in closed form, and
 * the same seed gives the same bits whoever draws. */
#include "unit/engine/fixture.h"

#include <omp.h>
#include <string.h>

#include "engine/run.h"
#include "uncertainty/simulate.h"

#define STUDY(cost, deadweight)                                                                    \
  "ekusia: 1\ntitle: Dragning\nmodel: generic\n"                                                   \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: none}\n"    \
  "participants:\n  cases:\n    - {name: A, weight: 10, before: {states: {outside: 100 %}}, after: {states: {work: 100 %}, inputs: {wage: 20 000 kr/month}}}\n" \
  "costs: [{name: K, payer: payer, amount: " cost "}]\n"                                           \
  "comparison: {deadweight: " deadweight "}\n"

static struct ek_simulation *simulated(const struct ek_result *base, size_t draws, unsigned long seed) {
  const struct ek_simulation_options options = {.draws = draws, .seed = seed};
  struct ek_simulation *s = ek_simulate(arena, base, &options, diags);
  if (s == NULL) fail_msg("it is not simulated:\n%s", errors());
  return s;
}

static const double *column(const struct ek_simulation *s, enum ek_figure_id id, const char *actor, int horizon) {
  int a = actor != NULL ? ek_model_actor(s->base->model, actor) : s->base->model->root;
  int found = ek_simulation_at(s, id, a, horizon);
  assert_true(found >= 0);
  return s->column[found];
}

static void test_nothing_uncertain(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("1 000 000 kr", "30 %"));
  const struct ek_simulation *s = simulated(r, 100, 7);
  assert_true(s->n > 20);
  for (size_t i = 0; i < s->n; i++) {
    for (size_t d = 0; d < 100; d++) {
      bool same = s->column[i][d] == s->figure[i]->value || (isnan(s->column[i][d]) && isnan(s->figure[i]->value));
      if (!same) fail_msg("%s differs in draw %zu", s->figure[i]->def->name, d);
    }
  }
}

/* result = benefit − cost, and the cost is normal. */
static void test_normal_in_normal_out(void **state) {
  (void)state;
  const size_t n = 20000;
  const struct ek_result *r = run(STUDY("{dist: normal, mean: 5 000 000 kr, sd: 400 000 kr}", "30 %"));
  const struct ek_simulation *s = simulated(r, n, 1);
  double mean = 10 * 0.7 * 20000 * 36 - 5e6, sum = 0, squares = 0, above = 0;
  const double *x = column(s, EK_FIG_RESULT, NULL, 36);
  for (size_t d = 0; d < n; d++) {
    sum += x[d] - mean;
    squares += (x[d] - mean) * (x[d] - mean);
    above += x[d] > 0;
  }
  double root = sqrt((double)n);
  assert_near(sum / (double)n, 0, 0, 5 * 4e5 / root);
  assert_near(sqrt(squares / (double)n), 4e5, 0, 5 * 4e5 / sqrt(2.0) / root);
  double chance = 0.5 * erfc(-mean / 4e5 / sqrt(2));
  assert_near(above / (double)n, chance, 0, 5 * 0.5 / root);
  const struct ek_interval *i = &s->of[ek_simulation_at(s, EK_FIG_RESULT, r->model->root, 36)];
  assert_near(i->low, mean - 1.96 * 4e5, 0, 3e4);
  assert_near(i->high80, mean + 1.2816 * 4e5, 0, 2e4);
}

/* Paid back within a horizon when the benefit until then covers the cost. */
static void test_payback(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("{dist: uniform, low: 1 000 000 kr, high: 3 000 000 kr}", "30 %"));
  const struct ek_simulation *s = simulated(r, 4000, 3);
  int payer = ek_model_actor(r->model, "payer");
  assert_near(ek_simulation_paid_back(s, payer, 36), 0, 0, 0); /* it pays and gets nothing */
  double year = 10 * 0.7 * 20000 * 12;
  assert_near(ek_simulation_paid_back(s, r->model->root, 12), (year - 1e6) / 2e6, 0, 5 * 0.5 / sqrt(4000));
  assert_near(ek_simulation_paid_back(s, r->model->root, 36), 1, 0, 0);
  assert_true(isnan(ek_simulation_paid_back(s, ek_model_actor(r->model, "person"), 36)));
}

static void test_the_same_bits(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("{dist: gamma, mean: 5 000 000 kr, sd: 400 000 kr}", "{dist: beta, mean: 30 %, sd: 8 %}"));
  omp_set_num_threads(1);
  const struct ek_simulation *one = simulated(r, 1000, 11);
  omp_set_num_threads(5);
  const struct ek_simulation *five = simulated(r, 1000, 11), *other = simulated(r, 1000, 12), *fewer = simulated(r, 130, 11);
  const double *a = column(one, EK_FIG_RESULT, NULL, 36);
  assert_memory_equal(a, column(five, EK_FIG_RESULT, NULL, 36), 1000 * sizeof *a);
  assert_memory_equal(a, column(fewer, EK_FIG_RESULT, NULL, 36), 130 * sizeof *a);
  assert_true(memcmp(a, column(other, EK_FIG_RESULT, NULL, 36), 1000 * sizeof *a) != 0);
}

static void test_precision_and_stop(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("{dist: normal, mean: 5 000 000 kr, sd: 400 000 kr}", "30 %"));
  const struct ek_simulation_options options = {.draws = 100000, .seed = 1, .precision = 0.01};
  const struct ek_simulation *s = ek_simulate(arena, r, &options, diags);
  assert_true(s->draws >= 2500 && s->draws < 10000);
  assert_false(s->stopped);
}

/* A draw that cannot be is an error at its place. */
static void test_more_than_is_kept(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("{dist: normal, mean: 5 000 000 kr, sd: 400 000 kr}", "30 %"));
  const struct ek_simulation_options much = {.draws = 1000000000, .seed = 1}, as_needed = {.draws = 1000000000, .seed = 1, .precision = 0.01};
  assert_null(ek_simulate(arena, r, &much, diags));
  assert_non_null(strstr(errors(), "more than the 8 that are kept"));
  const struct ek_simulation *grown = ek_simulate(arena, r, &as_needed, diags), *at_once = simulated(r, grown->draws, 1);
  assert_true(grown->draws > 2048); /* more than a first round */
  for (size_t i = 0; i < grown->n; i++) assert_memory_equal(grown->column[i], at_once->column[i], grown->draws * sizeof(double));
  assert_memory_equal(grown->input[0], at_once->input[0], grown->draws * sizeof(double));
}

static void test_an_impossible_draw(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("1 000 000 kr", "{dist: normal, mean: 30 %, sd: 40 %}"));
  const struct ek_simulation_options options = {.draws = 500, .seed = 1};
  assert_null(ek_simulate(arena, r, &options, diags));
  assert_non_null(strstr(errors(), "in some of the draws"));
}

#define CASES                                                                                      \
  "ekusia: 1\ntitle: Dragning\nmodel: generic\n"                                                   \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: {rate: 3.85 %}}\n" \
  "assumptions:\n  lön: {value: {dist: uniform, low: 18 000 kr/month, high: 23 850 kr/month}}\n"   \
  "  dubbel: {value: 2 * lön}\n  fast: {value: 7 123 kr/month}\n"                                  \
  "participants:\n  cases:\n"                                                                      \
  "    - {name: A, weight: 3, before: {states: {outside: 100 %}, inputs: {benefit: fast}}, after: {states: {work: 100 %}, inputs: {wage: lön}}}\n" \
  "    - {name: B, weight: 5, before: {states: {outside: 100 %}}, after: {states: {work: 50 %, outside: 50 %}, inputs: {wage: 20 000 kr/month, benefit: fast}}}\n" \
  "    - {name: C, weight: 7, before: {states: {outside: 100 %}, inputs: {benefit: dubbel}}, after: {states: {work: 100 %}, inputs: {wage: 3 * fast}}}\n" \
  "costs: [{name: K, payer: payer, amount: 1 000 000 kr}]\n"                                       \
  "comparison: {deadweight: {dist: beta, mean: 30 %, sd: 8 %}}\neffect: {retention: 85 %/year}\n"

static const struct ek_result *block(const struct ek_result *base, const struct ek_runner *prices) {
  struct ek_runner *r = ek_alloc(arena, sizeof *r);
  struct ek_result *out;
  *r = (struct ek_runner){.arena = arena, .diags = diags, .study = base->study, .draws = 21, .random = true, .seed = 5, .block = 2, .base = prices};
  assert_true(ek_run_prepare(r));
  assert_int_equal(ek_run_result(r, &out), EK_OK);
  return out;
}

/* Prices that rest on nothing drawn, directly or by other assumptions, are those of the base, and what comes out
 * is to the bit as if all were priced anew. */
static void test_what_is_certain(void **state) {
  (void)state;
  const struct ek_result *r = run(CASES);
  struct ek_runner *base = r->runner;
  const bool before[] = {true, true, false}, after[] = {false, true, true};
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(base->cases[i].before->certain, before[i]);
    assert_int_equal(ek_run_lasting(base, &base->cases[i])->certain, after[i]);
  }
  const struct ek_result *with = block(r, base), *without = block(r, NULL);
  const struct ek_figure *a = with->figures.items, *b = without->figures.items;
  assert_int_equal(with->figures.n, without->figures.n);
  for (size_t i = 0; i < with->figures.n; i++) {
    assert_ptr_equal(a[i].def, b[i].def);
    assert_memory_equal(a[i].column, b[i].column, 21 * sizeof(double));
  }
  assert_null(with->runner->cases[1].before->values); /* widened */
  assert_non_null(with->runner->cases[2].before->values);
}

static void test_errors_of_shares(void **state) {
  (void)state;
  assert_near(ek_share_error(0.2, 64), 0.05, 1e-12, 0);
  assert_near(ek_share_error(0, 64), 0, 0, 0);
  assert_near(ek_share_error(1, 64), 0, 0, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_nothing_uncertain), TEST(test_normal_in_normal_out), TEST(test_payback),
                                     TEST(test_the_same_bits), TEST(test_precision_and_stop), TEST(test_more_than_is_kept), TEST(test_an_impossible_draw), TEST(test_errors_of_shares), TEST(test_what_is_certain)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
