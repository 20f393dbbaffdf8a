/* Bands over time: at horizons they are the intervals of results, without doubt they are the line, and few persons have none. */
#include "unit/engine/people.h"

#include <omp.h>

#include "engine/accumulated.h"
#include "uncertainty/simulate.h"

#define STUDY(cost, deadweight)                                                                    \
  "ekusia: 1\ntitle: Band\nmodel: generic\n"                                                       \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: {rate: 3.85 %}}\n" \
  "participants:\n  cases:\n    - {name: A, weight: 10, before: {states: {outside: 100 %}}, after: {states: {work: 100 %}, inputs: {wage: 20 000 kr/month}}}\n" \
  "costs: [{name: K, payer: payer, " cost "}]\n"                                                   \
  "comparison: {deadweight: " deadweight "}\neffect: {retention: 83 %/year}\n"
#define AT_ONCE STUDY("amount: {dist: normal, mean: 5 000 000 kr, sd: 400 000 kr}", "{dist: beta, mean: 30 %, sd: 8 %}")

/* Bands of everybody in the model. */
static const struct ek_simulation *simulated(const struct ek_result *base, size_t draws, double precision) {
  size_t n = base->model->n_actors;
  int *all = ek_alloc_array(arena, n, sizeof *all);
  for (size_t a = 0; a < n; a++) all[a] = (int)a;
  const struct ek_simulation_options options = {.draws = draws, .seed = 7, .precision = precision, .bands = all, .n_bands = n};
  const struct ek_simulation *s = ek_simulate(arena, base, &options, diags);
  if (s == NULL) fail_msg("it is not simulated:\n%s", errors());
  return s;
}

static const double *drawn_at(const struct ek_simulation *s, size_t band, size_t point) { return s->bands.column[band * s->bands.points + point]; }

static const struct ek_result *example(const char *path, const char *bootstrap) {
  static const char *const folders[] = {"models", NULL};
  struct ek_setting persons = {"bootstrap.draws", bootstrap};
  const struct ek_study_options options = {.model_folders = folders, .set = &persons, .n_set = bootstrap != NULL};
  const struct ek_study *study = ek_people_study(arena, path, &options, NULL, diags);
  struct ek_result *r = NULL;
  assert_int_equal(ek_run(arena, study, &r, diags), EK_OK);
  return r;
}

/* In the first year so many have the wage that is uncertain, from then on all. */
static const struct ek_result *run_agreed(size_t first_year) {
  struct ek_buffer out = {.arena = arena};
  ek_buffer_add(&out, "nr;in;ut;före;under;efter;lön\n");
  for (size_t i = 0; i < 40; i++) ek_buffer_addf(&out, "%zu;2020-01;2020-12;outside;work;work;%s\n", i + 1, i < first_year ? "" : "21 385 kr/month");
  file_of("a.csv", ek_buffer_text(&out));
  return people_run("ekusia: 1\ntitle: Avtal\nmodel: generic\n"
                    "settings: {price_year: 2020, start: 2020-01, horizons: [3 years], discount: none}\n"
                    "assumptions: {avtal: {dist: normal, mean: 23 850 kr/month, sd: 900 kr/month}}\n"
                    "participants:\n  file: a.csv\n  columns: {id: nr, entry: in, exit: ut, before.state: före, during.state: under, after.state: efter, during.inputs.wage: lön}\n"
                    "  inputs: {wage: avtal}\n"
                    "costs: [{name: K, payer: payer, amount: 900 000 kr}]\n"
                    "comparison: {before_continues: yes}\nbootstrap: {draws: 0}\n");
}

/* Draws and interval of a result whose costs have all come, to the bit. Returns how many were uncertain. */
static size_t check_horizon(const struct ek_simulation *s, size_t band, int horizon) {
  int at = ek_simulation_at(s, EK_FIG_RESULT, s->bands.actor[band], horizon);
  size_t point = (size_t)(horizon / ek_accumulated_step(s->base));
  assert_true(at >= 0);
  assert_memory_equal(drawn_at(s, band, point), s->column[at], s->draws * sizeof(double));
  const struct ek_interval *of = &ek_simulation_band(s, s->bands.actor[band])[point];
  assert_int_equal(of->known, s->of[at].known);
  assert_memory_equal(&of->low, &s->of[at].low, sizeof *of - offsetof(struct ek_interval, low));
  return of->low80 < of->high80;
}

/* Cases, persons drawn anew and not, and a cohort. */
static void test_results_at_horizons(void **state) {
  (void)state;
  const struct ek_result *of[] = {example("examples/heltidsmodellen/study.yaml", NULL), example("examples/stegen/study.yaml", "200"),
                                  run_agreed(40), example("examples/vagval/study.yaml", NULL)};
  for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
    const struct ek_simulation *s = simulated(of[i], 150, 0);
    size_t checked = 0;
    for (size_t b = 0; b < s->bands.n; b++) {
      for (size_t h = 0; h < s->base->n_horizons; h++) if (s->base->horizons[h] >= 36) checked += check_horizon(s, b, s->base->horizons[h]);
    }
    if (checked < 2) fail_msg("study %zu: %zu", i, checked);
  }
}

/* What falls later is in the result, and not yet in the line. */
static void test_a_cost_to_come(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("amount: {dist: normal, mean: 5 000 000 kr, sd: 400 000 kr}, from: 2021-06, to: 2021-06", "{dist: beta, mean: 30 %, sd: 8 %}"));
  const struct ek_simulation *s = simulated(r, 100, 0);
  size_t root = 0;
  while (s->bands.actor[root] != r->model->root) root++;
  const double *result = s->column[ek_simulation_at(s, EK_FIG_RESULT, r->model->root, 12)], *cost = s->column[ek_simulation_at(s, EK_FIG_COST, r->model->root, 12)];
  for (size_t d = 0; d < 100; d++) assert_near(drawn_at(s, root, 12)[d], result[d] + cost[d], 1e-12, 0);
  for (size_t p = 1; p < s->bands.points; p++) {
    double step = drawn_at(s, root, p)[42] - drawn_at(s, root, p - 1)[42];
    assert_true((step < 0) == (p == 18)); /* the month in which it is paid, and no other */
  }
  check_horizon(s, root, 36);
}

static void test_nothing_uncertain(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("amount: 5 000 000 kr", "30 %"));
  const struct ek_simulation *s = simulated(r, 70, 0);
  assert_int_equal(s->bands.n, r->model->n_actors);
  assert_int_equal(s->bands.points, 37);
  for (size_t b = 0; b < s->bands.n; b++) {
    const double *line = ek_accumulated(r, s->bands.actor[b]);
    const struct ek_interval *of = ek_simulation_band(s, s->bands.actor[b]);
    for (size_t p = 0; p < s->bands.points; p++) {
      for (size_t d = 0; d < 70; d++) assert_true(drawn_at(s, b, p)[d] == line[p]);
      assert_true(of[p].low == line[p] && of[p].low80 == line[p] && of[p].high80 == line[p] && of[p].high == line[p]);
    }
  }
}

static void same_bands(const struct ek_simulation *a, const struct ek_simulation *b) {
  assert_int_equal(a->bands.n, b->bands.n);
  for (size_t i = 0; i < a->bands.n * a->bands.points; i++) {
    assert_memory_equal(a->bands.column[i], b->bands.column[i], a->draws * sizeof(double));
    assert_memory_equal(&a->bands.of[i].low, &b->bands.of[i].low, sizeof *a->bands.of - offsetof(struct ek_interval, low));
  }
}

/* Whoever draws, however the columns grow, and nothing else is otherwise for them. */
static void test_the_same_bits(void **state) {
  (void)state;
  const struct ek_result *r = run(AT_ONCE);
  omp_set_num_threads(1);
  const struct ek_simulation *one = simulated(r, 500, 0);
  omp_set_num_threads(5);
  const struct ek_simulation *five = simulated(r, 500, 0), *grown = simulated(r, 100000, 0.01), *at_once = simulated(r, grown->draws, 0);
  const struct ek_simulation *without = ek_simulate(arena, r, &(struct ek_simulation_options){.draws = 500, .seed = 7}, diags);
  omp_set_num_threads(omp_get_num_procs());
  same_bands(one, five);
  same_bands(grown, at_once);
  assert_true(grown->draws > 2048); /* more than a first round */
  assert_int_equal(without->bands.n, 0);
  assert_null(ek_simulation_band(without, r->model->root));
  assert_int_equal(without->n, one->n);
  for (size_t i = 0; i < one->n; i++) assert_memory_equal(one->column[i], without->column[i], 500 * sizeof(double));
}

static void test_hidden_actors(void **state) {
  (void)state;
  const struct ek_result *r = example("examples/stegen/study.yaml", "200");
  const struct ek_simulation *s = simulated(r, 150, 0);
  assert_null(ek_simulation_band(s, ek_model_actor(r->model, "fk")));
  assert_non_null(ek_simulation_band(s, ek_model_actor(r->model, "kommun")));
}

/* With the same persons in all draws a year in which a value reaches few would tell of them, though the horizon does not. */
static void test_few_in_a_year(void **state) {
  (void)state;
  for (size_t n = 3; n < 6; n += 2) {
    const struct ek_result *r = run_agreed(n);
    const struct ek_simulation *s = simulated(r, 100, 0);
    assert_true(ek_simulation_at(s, EK_FIG_RESULT, r->model->root, 36) >= 0);
    assert_int_equal(ek_simulation_band(s, r->model->root) == NULL, n < 5);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_results_at_horizons), TEST(test_a_cost_to_come), TEST(test_nothing_uncertain), TEST(test_the_same_bits),
                                     TEST(test_hidden_actors), TEST(test_few_in_a_year)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
