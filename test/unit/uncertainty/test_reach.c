/* Tests of lib/engine/reach.c: what a value does is told where it reaches enough persons. */
#include "unit/engine/people.h"

#include "uncertainty/reach.h"
#include "uncertainty/sensitivity.h"
#include "uncertainty/vary.h"

#define N 40

/* So many persons begin to work with the study's wage, the others with their own. */
static const struct ek_result *run_workers_at(size_t with_the_studys, const char *agreed, const char *wage) {
  struct ek_buffer out = {.arena = arena};
  ek_buffer_add(&out, "nr;före;efter;lön\n");
  for (size_t i = 0; i < N; i++) ek_buffer_addf(&out, "%zu;outside;work;%s\n", i + 1, i < with_the_studys ? "" : "21 385 kr/month");
  file_of("w.csv", ek_buffer_text(&out));
  return people_run(ek_sprintf(arena, "ekusia: 1\ntitle: Räckvidd\nmodel: generic\n"
                    "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: none}\n"
                    "assumptions:\n  avtal: %s\n  osäker: {dist: normal, mean: 10 000 kr, sd: 500 kr}\n"
                    "participants:\n  file: w.csv\n  columns: {id: nr, before.state: före, after.state: efter, after.inputs.wage: lön}\n"
                    "  inputs: {wage: %s}\n"
                    "costs: [{name: K, payer: payer, amount: osäker}]\n"
                    "comparison: {before_continues: yes}\nbootstrap: {draws: 0}\n", agreed, wage));
}
static const struct ek_result *run_workers(size_t with_the_studys) { return run_workers_at(with_the_studys, "23 850 kr/month", "avtal"); }

static const double wages[] = {12 * 23850, 12 * 20000, 12 * 29000};

static struct ek_varied agreed(const struct ek_result *r) {
  return (struct ek_varied){.kind = EK_VARY_VALUE, .value = r->study->assumptions[0]->value, .column = wages};
}

static void test_few_and_enough(void **state) {
  (void)state;
  for (size_t n = 0; n < 8; n++) {
    const struct ek_result *r = run_workers(n);
    size_t actors = r->model->n_actors;
    bool *few = ek_alloc_array(arena, 2 * actors, sizeof *few), expected = n > 0 && n < 5;
    struct ek_varied wage = agreed(r);
    ek_reach_few(r, &wage, 3, few);
    assert_int_equal(few[ek_vary_at(r, (size_t)r->model->root, 12)], expected);
    assert_int_equal(few[ek_vary_at(r, (size_t)ek_model_actor(r->model, "person"), 36)], expected);
    for (size_t a = 0; a < actors && expected; a++) assert_true(few[ek_vary_at(r, a, 12)] || !ek_model_below(r->model, (int)a, r->model->root));
    ek_reach_few_drawn(r, 0, few); /* a cost is nobody's */
    for (size_t a = 0; a < 2 * actors; a++) assert_false(few[a]);
  }
}

/* Three have at least the agreed wage: a tenth more of it changes nothing, five times as much theirs. */
static void test_beyond_a_threshold(void **state) {
  (void)state;
  const double above[] = {12 * 9000, 12 * 10000, 12 * 45000};
  for (size_t n = 3; n < 6; n += 2) {
    const struct ek_result *r = run_workers_at(n, "9 000 kr/month", "\"max(avtal, 20 000 kr/month)\"");
    struct ek_list all = ek_vary_all(arena, r);
    const struct ek_vary *agreed = ek_vary_find(arena, &all, "avtal"), *costs = ek_vary_find(arena, &all, "costs");
    size_t root = (size_t)r->model->root, at = ek_vary_at(r, root, 36);
    bool *few = ek_alloc_array(arena, 2 * r->model->n_actors, sizeof *few);
    ek_reach_few(r, &(struct ek_varied){.kind = EK_VARY_VALUE, .value = agreed->quantity->value, .column = above}, 3, few);
    assert_int_equal(few[at], n < 5); /* one of the values is enough */
    assert_int_equal(ek_vary_few(r, agreed, root, 36), n < 5);
    /* Nor is it told by a grid that goes further than it is sought. */
    struct ek_vary short_of = *agreed;
    short_of.few = NULL;
    const struct ek_two_way_axis axes[2] = {{&short_of, 12 * 9000, 12 * 90000}, {costs, 1, 2}};
    const struct ek_two_way *grid = ek_two_way_run(arena, r, 36, axes);
    assert_int_equal(isnan(grid->result[root][0]), n < 5);
  }
}

/* Of the rent three see anything at Försäkringskassan: nor are its siblings told, but their sum is. */
static void test_siblings(void **state) {
  (void)state;
  static const char *const folders[] = {"models", NULL};
  struct ek_setting fixed = {"bootstrap.draws", "0"};
  const struct ek_study *study = ek_people_study(arena, "examples/stegen/study.yaml", &(struct ek_study_options){.model_folders = folders, .set = &fixed, .n_set = 1}, NULL, diags);
  struct ek_result *r;
  assert_int_equal(ek_run(arena, study, &r, diags), EK_OK);
  struct ek_list all = ek_vary_all(arena, r);
  const struct ek_vary *rent = ek_vary_find(arena, &all, "hyra");
  static const char *const untold[] = {"fk", "staten-ovrigt", "af"}, *const told[] = {"staten", "kommun", "samhället"};
  for (size_t i = 0; i < 3; i++) {
    assert_true(ek_vary_few(r, rent, (size_t)ek_model_actor(r->model, untold[i]), 60));
    assert_false(ek_vary_few(r, rent, (size_t)ek_model_actor(r->model, told[i]), 60));
  }
  /* By several discount rates, years could be worked out that are masked. */
  const struct ek_vary *rate = ek_vary_find(arena, &all, "discount"), *costs = ek_vary_find(arena, &all, "costs");
  assert_true(ek_vary_few(r, rate, (size_t)ek_model_actor(r->model, "fk"), 60) && !ek_vary_few(r, rate, (size_t)ek_model_actor(r->model, "kommun"), 60));
  assert_false(ek_vary_few(r, costs, (size_t)ek_model_actor(r->model, "fk"), 60));
  /* Nor is anything else told that is tried with it. */
  double values[] = {70000, 80000}, **out = ek_vary_room(arena, r, 2);
  const struct ek_varied column = ek_vary_column(rent, values);
  assert_true(ek_vary_try(r, &column, 1, 2, out));
  assert_true(isnan(out[ek_vary_at(r, (size_t)ek_model_actor(r->model, "fk"), 60)][1]));
  double told_of = out[ek_vary_at(r, (size_t)ek_model_actor(r->model, "kommun"), 60)][1];
  assert_true(told_of == told_of);
}

static void test_cases_reach_nobody(void **state) {
  (void)state;
  const struct ek_result *r = run("ekusia: 1\ntitle: T\nmodel: generic\nsettings: {price_year: 2020, start: 2020-01, horizons: [1 year], discount: none}\n"
                                  "assumptions: {lön: 23 850 kr/month}\n"
                                  "participants:\n  cases: [{name: A, before: {states: {outside: 100 %}}, after: {states: {work: 100 %}, inputs: {wage: lön}}}]\n"
                                  "comparison: {before_continues: yes}\n");
  bool *few = ek_alloc_array(arena, r->model->n_actors * r->n_horizons, sizeof *few);
  struct ek_varied wage = agreed(r);
  ek_reach_few(r, &wage, 3, few);
  for (size_t a = 0; a < r->model->n_actors; a++) assert_false(few[a]);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_few_and_enough), TEST(test_beyond_a_threshold), TEST(test_siblings), TEST(test_cases_reach_nobody)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
