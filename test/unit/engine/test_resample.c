/* Tests of lib/engine/resample.c: a sample in which everybody is drawn once is the run itself,
 * though it is made without the lines of a ledger. */
#include "people.h"

#include "engine/figures.h"
#include "engine/resample.h"

#define N 40
#define WIDTH 3

static struct somebody all[N], others[N];

/* The figures of a block in which each member of sample d counts `counts[i * WIDTH + d]` times. */
static const struct ek_result *sampled(const struct ek_result *of, const double *counts) {
  const struct ek_resampler *s = ek_resampler_new(of->runner, WIDTH);
  return ek_resample_result(s, of, arena, 1, 0, counts);
}

/* Column d of the samples is the result that `expected` has. */
static void check(const struct ek_result *sample, size_t d, const struct ek_result *expected) {
  const struct ek_figure *f = sample->figures.items;
  size_t checked = 0, sampled_figures = 0;
  for (size_t i = 0; i < expected->figures.n; i++) {
    const struct ek_figure *e = (const struct ek_figure *)expected->figures.items + i;
    sampled_figures += ek_figure_sampled(e->def->id);
  }
  for (size_t i = 0; i < sample->figures.n; i++) {
    const struct ek_figure *e = ek_result_figure(expected, f[i].def->id, f[i].actor, f[i].horizon, -1);
    assert_non_null(e);
    checked++;
    if (isnan(e->value) && isnan(f[i].column[d])) continue;
    bool kronor = f[i].def->unit == EK_IN_KR || f[i].def->unit == EK_IN_KR_PER_YEAR;
    near_check(f[i].column[d], e->value, 1e-9, kronor ? 1e-4 : 1e-9, f[i].def->name, __FILE__, __LINE__);
  }
  assert_true(checked > 50 && checked <= sampled_figures);
}

static void check_once(const struct ek_result *hidden) {
  const struct ek_result *r = open_result(hidden);
  size_t n = r->study->people->n;
  double *ones = ek_alloc_array(arena, n * WIDTH, sizeof *ones);
  for (size_t i = 0; i < n * WIDTH; i++) ones[i] = 1;
  check(sampled(r, ones), 0, r);
  check(sampled(r, ones), WIDTH - 1, r);
}

static const struct ek_result *people_of(const char *settings, const char *more, const char *tail) {
  file_of("p.csv", people_file(all, N, ';'));
  file_of("g.csv", people_file(others, N, ';'));
  return people_run(ek_sprintf(arena, "%sparticipants:\n  file: p.csv\n" PEOPLE_COLUMNS "%s" PEOPLE_COSTS "%s"
                               "bootstrap: {draws: 0}\n", settings, more, tail));
}

static void test_once_each_is_the_run(void **state) {
  (void)state;
  static const char *const tails[] = {
      PEOPLE_NET,
      "comparison: {before_continues: yes}\n",
      "comparison: {deadweight: 17 %}\neffect: {lag: 3 months, retention: 71 %/year, retention_step: month}\n",
      "comparison: {deadweight: 17 %}\neffect: {retention_profile: [100 %, 63 %, 11 %]}\n",
      "comparison: {group: {file: g.csv}, displacement: 12 %, substitution: 3 %}\neffect: {lag: 2 months, retention: 87 %/year}\n",
      "comparison: {group: {file: g.csv}, weighting: {variables: [age, household, before.state], trim: 5 %}}\neffect: {retention: 87 %/year}\n",
      "comparison: {group: {file: g.csv}, weighting: {variables: [age, sex], max: 1.5}}\n"};
  draw_somebody(all, N, 91, true);
  draw_somebody(others, N, 17, true);
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
    check_once(people_of(PEOPLE_HEAD(NPV), "", tails[i]));
    check_once(people_of(PEOPLE_HEAD(NPV), "  whole: 217\n", tails[i]));
  }
  check_once(people_of(PEOPLE_HEAD(NYTTOSAM), "", "comparison: {deadweight: 17 %, displacement: 12 %}\n"));
}

static void test_once_each_is_the_group(void **state) {
  (void)state;
  draw_somebody(all, N, 91, true);
  draw_somebody(others, N, 17, true);
  const struct ek_result *r = people_of(PEOPLE_HEAD(NPV), "  whole: 217\n",
      "comparison: {group: {file: g.csv}, weighting: {variables: [age, household]}, displacement: 12 %}\neffect: {retention: 87 %/year}\nbreakdown: [sex, municipality]\n"
      "financing: {kommun: {shares: {Eskilstuna: 23.85 %, Strängnäs: 41 %, Stockholm: 35.15 %}}}\n");
  const struct ek_breakdown_result *by = r->breakdowns.items;
  check_once(r->sample);
  for (size_t b = 0; b < 2; b++) {
    for (size_t g = 0; g < by[b].by->n; g++) check_once(by[b].groups[g].result);
  }
}

/* Somebody drawn three times and somebody not at all is a file with such weights. */
static void check_counts(const char *tail) {
  draw_somebody(all, N, 91, true);
  draw_somebody(others, N, 17, true);
  const struct ek_result *r = open_result(people_of(PEOPLE_HEAD(NPV), "", tail));
  double counts[2 * N * WIDTH];
  for (size_t i = 0; i < 2 * N; i++) {
    for (size_t d = 0; d < WIDTH; d++) counts[i * WIDTH + d] = (double)((i * 7 + d * 3) % 4);
  }
  const struct ek_result *sample = sampled(r, counts);
  for (size_t d = 0; d < WIDTH; d++) {
    draw_somebody(all, N, 91, true);
    draw_somebody(others, N, 17, true);
    for (size_t i = 0; i < N; i++) {
      all[i].weight *= counts[i * WIDTH + d];
      others[i].weight *= counts[(N + i) * WIDTH + d];
    }
    check(sample, d, open_result(people_of(PEOPLE_HEAD(NPV), "", tail)));
  }
}

static void test_counts_are_weights(void **state) {
  (void)state;
  check_counts("comparison: {group: {file: g.csv}, displacement: 12 %}\neffect: {retention: 87 %/year}\n");
  check_counts("comparison: {group: {file: g.csv}, weighting: {variables: [household, age], trim: 4 %}}\n");
  check_counts("comparison: {group: {file: g.csv}, weighting: {variables: [sex, age], max: 1.3}}\n");
}

/* Each sample has as many persons as there are; the same block is the same bits. */
static void test_samples(void **state) {
  (void)state;
  draw_somebody(all, N, 91, false);
  const struct ek_result *r = people_of(PEOPLE_HEAD(NPV), "", PEOPLE_NET);
  const struct ek_resampler *s = ek_resampler_new(r->runner, 64);
  struct ek_ledger *a, *b;
  struct ek_sums *one, *two;
  ek_resample(s, arena, 5, 2, NULL, &a, &one);
  ek_resample(s, arena, 5, 2, NULL, &b, &two);
  for (size_t d = 0; d < 64; d++) assert_near(one->people[d], N, 1e-12, 0);
  assert_memory_equal(one->work, two->work, 64 * sizeof(double));
  assert_memory_equal(one->potential[0][0], two->potential[0][0], 64 * sizeof(double));
  ek_resample(s, arena, 5, 3, NULL, &b, &two);
  assert_memory_not_equal(one->work, two->work, 64 * sizeof(double));
  ek_resample(s, arena, 6, 2, NULL, &b, &two);
  assert_memory_not_equal(one->work, two->work, 64 * sizeof(double));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_once_each_is_the_run),
      TEST(test_once_each_is_the_group),
      TEST(test_counts_are_weights),
      TEST(test_samples),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
