/* Tests of lib/engine/compare.c, and the laws of a comparison group. */
#include "people.h"

#include "engine/compare.h"

#define N 50
#define HEAD PEOPLE_HEAD(NPV) "participants:\n  file: p.csv\n" PEOPLE_COLUMNS PEOPLE_COSTS "bootstrap: {draws: 0}\n"

static struct somebody all[N], others[N];

static const struct ek_result *compared(const char *how) {
  file_of("p.csv", people_file(all, N, ';'));
  file_of("g.csv", people_file(others, N, ';'));
  return people_run(ek_sprintf(arena, "%s%s", HEAD, how));
}

/* A group that is a copy of the participants: nothing is left for the insats. */
static void test_a_copy_gives_no_effect(void **state) {
  (void)state;
  draw_somebody(all, N, 3, true);
  memcpy(others, all, sizeof all);
  const struct ek_result *r = compared("comparison: {group: {file: g.csv}, displacement: 12 %}\neffect: {lag: 1 month, retention: 87 %/year}\n");
  const struct ek_figure *f = r->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) {
    enum ek_figure_id id = f[i].def->id;
    if (f[i].hidden) continue;
    if (id == EK_FIG_BENEFIT || id == EK_FIG_BENEFIT_PER_YEAR || id == EK_FIG_BENEFIT_IN_YEAR) assert_near(f[i].value, 0, 0, 1e-5);
  }
  assert_near(at(r, EK_FIG_EXTRA_IN_WORK, NULL, 0), 0, 0, 1e-9);
  const struct ek_contrast *c = r->contrasts.items;
  for (size_t i = 0; i < r->contrasts.n; i++) assert_near(c[i].difference, 0, 0, 1e-6);
}

/* A group in which nothing changes: what is left is before and after. */
static void test_a_group_that_stands_still_is_before_and_after(void **state) {
  (void)state;
  draw_somebody(all, N, 3, true);
  draw_somebody(others, N, 4, true);
  for (size_t i = 0; i < N; i++) {
    others[i].during = others[i].before = others[i].before % 3;
    others[i].after = others[i].before;
    others[i].visits_after = others[i].visits_before;
  }
  const struct ek_result *a = compared("comparison: {group: {file: g.csv}}\neffect: {retention: 87 %/year}\n");
  const struct ek_result *b = compared("comparison: {before_continues: yes}\neffect: {retention: 87 %/year}\n");
  const struct ek_figure *f = a->figures.items;
  for (size_t i = 0; i < a->figures.n; i++) {
    if (f[i].def->by_stage || isnan(f[i].value)) continue;
    const struct ek_figure *g = ek_result_figure(b, f[i].def->id, f[i].actor, f[i].horizon, f[i].year);
    near_check(f[i].value, g->value, 1e-10, 1e-5, f[i].def->name, __FILE__, __LINE__);
  }
}

/* Difference in differences: mean change less mean change, times the participants. */
static void test_the_effect_is_the_difference_of_changes(void **state) {
  (void)state;
  draw_somebody(all, N, 3, true);
  draw_somebody(others, N, 4, true);
  const struct ek_result *r = compared("comparison: {group: {file: g.csv}}\n");
  const struct ek_contrast *c = r->contrasts.items;
  double people = at(r, EK_FIG_PARTICIPANTS, NULL, 0);
  size_t actors = 0;
  for (size_t i = 0; i < r->contrasts.n; i++) {
    assert_near(c[i].difference, c[i].change[0] - c[i].change[1], 1e-12, 1e-9);
    if (isfinite(c[i].error_of_difference)) { /* to two digits, of numbers to two digits */
      assert_near(c[i].error_of_difference, hypot(c[i].error[0], c[i].error[1]), 0.06, 0);
    }
    if (c[i].state != NULL) continue;
    assert_near(people * c[i].difference, ek_result_value(r, EK_FIG_BENEFIT_PER_YEAR, c[i].actor, 0), 1e-10, 1e-5);
    actors++;
  }
  assert_int_equal(actors, r->model->n_actors);
}

/* Weighed means and errors by hand, of a state. */
static void test_means_and_errors(void **state) {
  (void)state;
  draw_somebody(all, N, 3, true);
  draw_somebody(others, N, 4, true);
  for (size_t i = 0; i < 8; i++) { /* enough who stay in work for an error to be told */
    all[i].before = all[i].after = 3;
    others[i].before = others[i].after = 3;
  }
  const struct ek_result *r = compared("comparison: {group: {file: g.csv}}\n");
  const struct ek_contrast *c = r->contrasts.items;
  while (strcmp(c->state->name.text, "arbete") != 0) c++;
  static const double work[] = {0, 0, 0, 0.38, 1, 0, 0};
  for (int side = 0; side < 2; side++) {
    const struct somebody *s = side ? others : all;
    double weight = 0, before = 0, after = 0, squares = 0;
    size_t heads = 0;
    for (size_t i = 0; i < N; i++) {
      weight += s[i].weight;
      before += s[i].weight * work[s[i].before];
      after += s[i].weight * work[s[i].after];
      heads += work[s[i].after] > 0;
    }
    before /= weight;
    after /= weight;
    for (size_t i = 0; i < N; i++) squares += pow(s[i].weight * (work[s[i].after] - work[s[i].before] - (after - before)), 2);
    assert_near(c->before[side], before, 1e-12, 0);
    assert_near(c->after[side], after, 1e-12, 0);
    assert_near(c->change[side], after - before, 1e-12, 0);
    assert_near(c->error[side], sqrt(squares * N / (N - 1.0)) / weight, 0.051, 0); /* two digits */
    assert_int_equal(c->heads_after[side], heads);
  }
}

static void test_a_state_of_few_is_masked(void **state) {
  (void)state;
  draw_somebody(all, N, 3, false);
  for (size_t i = 0; i < N; i++) {
    all[i].before = i % 2 ? 0 : 2;
    all[i].after = i < 3 ? 6 : i % 2 ? 4 : 0;
  }
  file_of("p.csv", people_file(all, N, ';'));
  const struct ek_result *r = people_run(HEAD "comparison: {before_continues: yes}\n");
  const struct ek_contrast *c = r->contrasts.items;
  bool found = false;
  for (size_t i = 0; i < r->contrasts.n && c[i].state != NULL; i++) {
    bool studies = strcmp(c[i].state->name.text, "studier") == 0;
    found |= studies;
    if (studies) assert_true(c[i].masked);
    assert_near(c[i].difference, c[i].change[0], 0, 0); /* compared with nobody */
    assert_near(c[i].error_of_difference, c[i].error[0], 0, 0);
  }
  assert_true(found);
}

/* --- counts ------------------------------------------------------------------------------ */

#define GENERIC                                                                                    \
  "ekusia: 1\ntitle: Lagar\nmodel: generic\n"                                                     \
  "settings: {price_year: 2020, start: 2020-03, horizons: [18 months, 4 years], discount: {rate: 2.25 %}}\n" \
  "costs:\n  - {name: Kurs, payer: payer, amount: 61 385 kr, month: 2020-04}\n"                    \
  "  - {name: Arvode, payer: payer, receiver: employer, amount: 977 kr/participant}\n"             \
  "effect: {lag: 2 months, retention: 91 %/year}\nbootstrap: {draws: 0}\n"
#define GIVEN "{benefit: 11 385 kr/month, exclusion_cost: 2 417 kr/month, wage: 27 123 kr/month}"

static void add_rows(struct ek_buffer *out, size_t n, const char *before, const char *after) {
  static size_t number = 1000;
  for (size_t i = 0; i < n; i++) ek_buffer_addf(out, "%zu;%s;%s\n", ++number, before, after);
}

/* What is counted is the same persons in two files. */
static void test_counts_are_persons(void **state) {
  (void)state;
  const char *counts = GENERIC
      "outcomes:\n  before: {outside: 23}\n"
      "  transitions:\n    - {from: outside, to: work, count: 9}\n    - {from: outside, to: work 40 % + outside 60 %, count: 3}\n"
      "  inputs: " GIVEN "\n"
      "comparison:\n  displacement: 11 %\n  transitions:\n    - {from: outside, to: work, count: 5, of: 31}\n";
  const char *files = GENERIC
      "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e}\n  inputs: " GIVEN "\n"
      "comparison: {displacement: 11 %, group: {file: g.csv}}\n";
  struct ek_buffer p = {.arena = arena}, g = {.arena = arena};
  ek_buffer_add(&p, "nr;f;e\n");
  ek_buffer_add(&g, "nr;f;e\n");
  add_rows(&p, 9, "outside", "work");
  add_rows(&p, 3, "outside", "work 40 % + outside 60 %");
  add_rows(&p, 11, "outside", "outside");
  add_rows(&g, 26, "outside", "outside");
  add_rows(&g, 5, "outside", "work");
  file_of("p.csv", ek_buffer_text(&p));
  file_of("g.csv", ek_buffer_text(&g));
  same_figures(people_run(counts), people_run(files), 1e-11);
}

/* Of several states before, each is held against those of the group that began there. */
static void test_states_before_are_strata(void **state) {
  (void)state;
  const struct ek_result *r = people_run(GENERIC
      "outcomes:\n  before: {outside: 200, work: 100}\n"
      "  transitions:\n    - {from: outside, to: work, count: 100}\n    - {from: work, to: outside, count: 10}\n"
      "  inputs: " GIVEN "\n"
      "comparison:\n  transitions:\n    - {from: outside, to: work, count: 10, of: 40}\n    - {from: work, to: outside, count: 30, of: 60}\n");
  /* 200 · (100/200 − 10/40) out of it, 100 · (10/100 − 30/60) back */
  assert_near(at(r, EK_FIG_EXTRA_IN_WORK, NULL, 0), 200 * (0.5 - 0.25) - 100 * (0.1 - 0.5), 1e-12, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_a_copy_gives_no_effect),
      TEST(test_a_group_that_stands_still_is_before_and_after),
      TEST(test_the_effect_is_the_difference_of_changes),
      TEST(test_means_and_errors),
      TEST(test_a_state_of_few_is_masked),
      TEST(test_counts_are_persons),
      TEST(test_states_before_are_strata),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
