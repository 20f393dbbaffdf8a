/* Tests of lib/engine/bootstrap.c. */
#include "people.h"

#include <omp.h>

#include "engine/bootstrap.h"

#define N 200

static struct somebody all[N], others[N];

static const struct ek_result *drawn_anew(size_t n, const char *tail) {
  file_of("p.csv", people_file(all, n, ';'));
  file_of("g.csv", people_file(others, n, ';'));
  return people_run(ek_sprintf(arena, "%sparticipants:\n  file: p.csv\n" PEOPLE_COLUMNS PEOPLE_COSTS "%s", PEOPLE_HEAD(NPV), tail));
}

static const struct ek_interval *interval(const struct ek_result *r, enum ek_figure_id id, int actor, int horizon) {
  const struct ek_figure *f = ek_result_figure(r, id, actor, horizon, -1);
  assert_non_null(f);
  return &r->bootstrap->of[f - (const struct ek_figure *)r->figures.items];
}

/* Member by member: what pads a struct is anything. */
static void same_bits(const struct ek_interval *a, const struct ek_interval *b) {
  assert_int_equal(a->known, b->known);
  size_t from = offsetof(struct ek_interval, low);
  assert_memory_equal((const char *)a + from, (const char *)b + from, sizeof *a - from);
}

static void test_the_same_bits_whoever_draws(void **state) {
  (void)state;
  draw_somebody(all, 40, 7, true);
  draw_somebody(others, 40, 8, true);
  const struct ek_result *first = NULL;
  static const int threads[] = {1, 1, 2, 5};
  for (size_t i = 0; i < 4; i++) {
    omp_set_num_threads(threads[i]);
    const struct ek_result *r = drawn_anew(40, "comparison: {group: {file: g.csv}, displacement: 11 %}\nbootstrap: {draws: 300, seed: 4}\n");
    if (first == NULL) first = r;
    assert_int_equal(r->figures.n, first->figures.n);
    for (size_t k = 0; k < r->figures.n; k++) same_bits(&r->bootstrap->of[k], &first->bootstrap->of[k]);
  }
  omp_set_num_threads(omp_get_num_procs());
  const struct ek_result *other = drawn_anew(40, "comparison: {group: {file: g.csv}, displacement: 11 %}\nbootstrap: {draws: 300, seed: 5}\n");
  assert_true(interval(other, EK_FIG_RESULT, 0, 60)->low != interval(first, EK_FIG_RESULT, 0, 60)->low);
}

/* Participants who are all alike may be drawn in any way. */
static void test_identical_participants(void **state) {
  (void)state;
  draw_somebody(all, 1, 7, true);
  all[0].before = 0;
  all[0].after = 4;
  for (size_t i = 1; i < 30; i++) all[i] = all[0];
  const struct ek_result *r = drawn_anew(30, "comparison: {deadweight: 13 %}\nbootstrap: {draws: 130}\n");
  const struct ek_figure *f = r->figures.items;
  size_t known = 0;
  for (size_t i = 0; i < r->figures.n; i++) {
    const struct ek_interval *in = &r->bootstrap->of[i];
    known += in->known;
    if (!in->known) continue;
    assert_near(in->low, in->high, 1e-12, 1e-9);
    assert_near(in->low80, in->high80, 1e-12, 1e-9);
    assert_near(in->low, f[i].value, 1e-9, 1e-4);
    assert_true(in->above == 0 || in->above == 1);
  }
  assert_true(known > 50);
}

/* The standard error of the mean change of an actor, on a side whose members weigh alike. */
static double error_by_hand(const struct ek_result *r, int actor, size_t from, size_t to) {
  const struct ek_crowd *c = r->runner->crowd;
  const struct ek_people *p = r->study->people;
  double sum = 0, squares = 0, n = (double)(to - from);
  for (size_t i = from; i < to; i++) {
    double change = 0;
    for (size_t a = 0; a < r->model->n_actors; a++) {
      if (!r->model->actors[a].leaf || !ek_model_below(r->model, (int)a, actor)) continue;
      change += c->net[ek_people_lasting(p, i) * c->accounts + a] - c->net[p->before[i] * c->accounts + a];
    }
    sum += change;
    squares += change * change;
  }
  return to > from ? sqrt((squares - sum * sum / n) / (n - 1) / n) : 0;
}

/* Of what is a mean over persons, the error is known without drawing. */
static void test_errors_agree_with_those_that_are_known(void **state) {
  (void)state;
  draw_somebody(all, N, 21, false);
  draw_somebody(others, N, 22, false);
  static const char *const tails[] = {"comparison: {before_continues: yes}\nbootstrap: {draws: 4000, seed: 3}\n",
                                      "comparison: {group: {file: g.csv}}\nbootstrap: {draws: 4000, seed: 3}\n"};
  for (size_t t = 0; t < 2; t++) {
    const struct ek_result *r = drawn_anew(N, tails[t]);
    size_t checked = 0;
    for (int actor = 0; actor < (int)r->model->n_actors; actor++) {
      const struct ek_interval *in = interval(r, EK_FIG_BENEFIT_PER_YEAR, actor, 0);
      double error = hypot(error_by_hand(r, actor, 0, N), error_by_hand(r, actor, N, r->study->people->n));
      if (!in->known || error < 1e-6) continue;
      assert_near(in->error, N * error, 0.04, 0);
      assert_near((in->high - in->low) / 2, 1.96 * in->error, 0.1, 0);
      assert_true(in->low < in->low80 && in->low80 < in->high80 && in->high80 < in->high);
      checked++;
    }
    assert_true(checked > 5);
  }
}

static void test_few_draws(void **state) {
  (void)state;
  double value = 385, scratch[4];
  assert_false(ek_interval_of(&value, 1, scratch).known); /* one sample says nothing */
  draw_somebody(all, 20, 7, true);
  const struct ek_interval *in = interval(drawn_anew(20, "comparison: {before_continues: yes}\nbootstrap: {draws: 129}\n"), EK_FIG_RESULT, 0, 60);
  assert_true(in->known && in->low <= in->low80 && in->high80 <= in->high);
}

/* What one person decides: the run without that person, the others counting for all. */
static void test_influence_is_leaving_one_out(void **state) {
  (void)state;
  draw_somebody(all, 30, 7, true);
  const char *tail = "comparison: {deadweight: 19 %, displacement: 12 %}\neffect: {retention: 87 %/year}\nbootstrap: {draws: 0}\n";
  const struct ek_result *r = drawn_anew(30, tail);
  double people = at(r, EK_FIG_PARTICIPANTS, NULL, 0);
  int horizon = r->horizons[r->n_horizons / 2];
  const struct ek_influence *in = r->influences.items;
  assert_true(r->influences.n > 5);
  double largest[64] = {0};
  for (size_t out = 0; out < 30; out++) {
    draw_somebody(all, 30, 7, true);
    double weight = all[out].weight;
    for (size_t i = 0; i < 30; i++) all[i].weight *= i == out ? 0 : people / (people - weight);
    const struct ek_result *without = drawn_anew(30, tail);
    for (size_t k = 0; k < r->influences.n; k++) {
      double change = (ek_result_value(without, EK_FIG_BENEFIT, in[k].actor, horizon) - ek_result_value(r, EK_FIG_BENEFIT, in[k].actor, horizon)) /
                      ek_result_value(r, EK_FIG_RESULT, in[k].actor, horizon);
      if (fabs(change) > fabs(largest[k])) largest[k] = change;
    }
  }
  for (size_t k = 0; k < r->influences.n; k++) assert_near(in[k].largest, largest[k], 1e-8, 1e-9);
}

/* Their mean is 2e-16 off, and still nothing spreads. */
static void test_what_is_alike_does_not_spread(void **state) {
  (void)state;
  double values[100], scratch[200];
  for (size_t d = 0; d < 100; d++) values[d] = 0.1;
  struct ek_interval in = ek_interval_of(values, 100, scratch);
  assert_true(ek_column_mean(values, 100) != 0.1);
  assert_true(in.known && in.error == 0 && in.low == 0.1 && in.high == 0.1);
  values[17] = 0.2;
  assert_near(ek_interval_of(values, 100, scratch).error, 0.01, 1e-12, 0);
  for (size_t d = 0; d < 100; d++) values[d] = INFINITY;
  in = ek_interval_of(values, 100, scratch);
  assert_true(in.known && isnan(in.error) && isinf(in.low));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_the_same_bits_whoever_draws),
      TEST(test_what_is_alike_does_not_spread),
      TEST(test_identical_participants),
      TEST(test_errors_agree_with_those_that_are_known),
      TEST(test_few_draws),
      TEST(test_influence_is_leaving_one_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
