/* Tests of lib/engine/people_draw.c: many values in one run are as many runs, persons drawn anew are
 * the bootstrap, and the two together are what statistics says. */
#include "unit/engine/people.h"

#include <omp.h>

#include "engine/bootstrap.h"
#include "uncertainty/doubt.h"
#include "uncertainty/people_draw.h"
#include "engine/repricing.h"
#include "uncertainty/sensitivity.h"
#include "uncertainty/simulate.h"
#include "uncertainty/vary.h"

#define N 40

static struct somebody all[N], others[N];

/* Values that reach prices (rent, wage before an illness, visits), corrections, costs and the rate. */
#define HEAD(rent, wage, left, support, cost, rate)                                                 \
  "ekusia: 1\ntitle: Dragning\nmodel: sverige\n"                                                   \
  "settings: {municipality: Eskilstuna, price_year: 2014, start: 2013-01, horizons: [1 year, 5 years, 10 years], discount: {rate: " rate "}}\n" \
  "assumptions:\n  hyra: " rent "\n  lön: " wage "\n  kvar: " left "\n  avtal: " cost "\n  stöd: " support "\n" \
  "participants:\n  file: p.csv\n"                                                                 \
  "  columns: {id: nr, age: ålder, sex: kön, household: hushåll, municipality: kommun, entry: in, exit: ut, weight: vikt,\n" \
  "    before.state: före, during.state: under, after.state: efter, before.inputs.wage: lön0, after.inputs.wage: lön1,\n" \
  "    before.services.läkarbesök-primärvård: besök0, after.services.läkarbesök-primärvård: besök1}\n" \
  "  households: {E: {adults: 1}, EB: {adults: 1, children: [8]}, P: {adults: 2}, PB: {adults: 2, children: [6, 10]}}\n" \
  "  inputs: {boendekostnad: hyra, sjukpenning.lön_före: lön}\n"                                   \
  "costs:\n"                                                                                       \
  "  - {name: Ledare, payer: kommun, amount: avtal, from: 2013-01, to: 2013-11}\n"                 \
  "  - {name: Stöd, payer: af, amount: stöd}\n"                           \
  "  - {name: Tolk, payer: kommun, amount: stöd * 3 / 1 month}\n"                          \
  "effect: {lag: 1 month, retention: kvar}\n"
#define DRAWN HEAD("{dist: normal, mean: 6 513 kr/month, sd: 700 kr/month}", "{dist: gamma, mean: 25 385 kr/month, sd: 2 100 kr/month}", \
                   "{dist: beta, mean: 83 %/year, sd: 7 %/year}", "{dist: gamma, mean: 811 kr/participant, sd: 90 kr/participant}", "{dist: lognormal, mean: 52 385 kr/month, sd: 9 000 kr/month}", \
                   "{dist: uniform, low: 2 %, high: 5 %}")
#define GROUP                                                                                      \
  "comparison: {group: {file: g.csv}, weighting: {variables: [age, household], trim: {dist: uniform, low: 2 %, high: 9 %}},\n" \
  "  displacement: {dist: beta, mean: 12 %, sd: 4 %}}\n"

static const struct ek_result *run_people(const char *text) {
  draw_somebody(all, N, 91, true);
  draw_somebody(others, N, 17, true);
  file_of("p.csv", people_file(all, N, ';'));
  file_of("g.csv", people_file(others, N, ';'));
  return people_run(text);
}

static struct ek_runner *drawn_runner(const struct ek_result *base, size_t draws) {
  struct ek_runner *r = ek_alloc(arena, sizeof *r);
  *r = (struct ek_runner){.arena = arena, .diags = diags, .study = base->study, .draws = draws, .random = true, .seed = 5, .block = 3};
  return r;
}

/* Column d of `many` is the result of the study with the values of draw d written into it. */
static void check_column(const struct ek_result *many, size_t d, const struct ek_result *one) {
  const struct ek_figure *f = many->figures.items;
  size_t checked = 0;
  one = open_result(one);
  for (size_t i = 0; i < many->figures.n; i++) {
    const struct ek_figure *e = ek_result_figure(one, f[i].def->id, f[i].actor, f[i].horizon, -1);
    if (f[i].def->id >= EK_FIG_HOUSEHOLD_BEFORE && f[i].def->id <= EK_FIG_MARGINAL_EFFECT) continue;
    checked++;
    if (isnan(e->value) && isnan(f[i].column[d])) continue;
    bool kronor = f[i].def->unit == EK_IN_KR || f[i].def->unit == EK_IN_KR_PER_YEAR;
    near_check(f[i].column[d], e->value, 1e-9, kronor ? 1e-3 : 1e-9, f[i].def->name, __FILE__, __LINE__);
  }
  assert_true(checked > 50);
}

static double value(const struct ek_runner *r, const struct ek_quantity *q, size_t d) { return r->drawn[q->slot][d]; }

static const char *written(const struct ek_runner *r, size_t d, const char *tail) {
  const struct ek_study *s = r->study;
  const struct ek_quantity *const *a = s->assumptions;
  return ek_sprintf(arena, HEAD("%.17g kr/year", "%.17g kr/year", "%.17g/year", "%.17g kr/participant", "%.17g kr/year", "%.17g") "%s",
                    value(r, s->discount_rate, d), value(r, a[0], d), value(r, a[1], d), value(r, a[2], d), value(r, a[3], d), value(r, a[4], d), tail);
}

static void check_as_they_are(const char *tail, const char *(*tail_of)(const struct ek_runner *r, size_t d)) {
  const struct ek_result *base = run_people(ek_sprintf(arena, "%s%sbootstrap: {draws: 0}\n", DRAWN, tail));
  struct ek_runner *r = drawn_runner(base, 5);
  const struct ek_result *many = ek_people_draw(r, base, EK_PEOPLE_AS_THEY_ARE);
  if (many == NULL) fail_msg("it is not drawn:\n%s", errors());
  assert_true(r->repricing->n > 10);
  for (size_t d = 0; d < 5; d += 2) check_column(many, d, run_people(written(r, d, tail_of(r, d))));
}

static const char *alone(const struct ek_runner *r, size_t d) {
  (void)r;
  (void)d;
  return "comparison: {deadweight: 17 %}\nbootstrap: {draws: 0}\n";
}
static const char *with_group(const struct ek_runner *r, size_t d) {
  return ek_sprintf(arena, "comparison: {group: {file: g.csv}, weighting: {variables: [age, household], trim: %.17g}, displacement: %.17g}\nbootstrap: {draws: 0}\n",
                    value(r, r->study->comparison.weighting.trimmed, d), value(r, r->study->correction[EK_DISPLACEMENT], d));
}

static void test_many_values_are_as_many_runs(void **state) {
  (void)state;
  check_as_they_are("comparison: {deadweight: 17 %}\n", alone);
  check_as_they_are(GROUP, with_group);
}

/* With no uncertain value, simulation is the bootstrap to the bit. */
static void test_persons_alone_are_the_bootstrap(void **state) {
  (void)state;
  const struct ek_result *r = run_people(HEAD("6 513 kr/month", "25 385 kr/month", "83 %/year", "811 kr/participant", "52 385 kr/month", "3.85 %")
                                         "comparison: {group: {file: g.csv}, weighting: {variables: [age]}, displacement: 12 %}\nbootstrap: {draws: 200, seed: 4}\n");
  const struct ek_simulation *s = ek_simulate(arena, r, &(struct ek_simulation_options){.draws = 200, .seed = 4}, diags);
  const struct ek_figure *all_figures = r->figures.items;
  size_t known = 0;
  assert_true(s->persons);
  for (size_t i = 0; i < s->n; i++) {
    const struct ek_interval *a = &s->of[i], *b = &r->bootstrap->of[s->figure[i] - all_figures];
    assert_int_equal(a->known, b->known);
    assert_memory_equal(&a->low, &b->low, sizeof *a - offsetof(struct ek_interval, low));
    assert_null(s->other[i]);
    known += a->known;
  }
  assert_true(known > 50);
}

static void test_the_same_bits(void **state) {
  (void)state;
  const struct ek_result *r = run_people(DRAWN GROUP "bootstrap: {draws: 100}\n");
  static const int threads[] = {1, 2, 16};
  const struct ek_simulation *first = NULL;
  for (size_t t = 0; t < 3; t++) {
    omp_set_num_threads(threads[t]);
    const struct ek_simulation *s = ek_simulate(arena, r, &(struct ek_simulation_options){.draws = 200, .seed = 9}, diags);
    if (first == NULL) first = s;
    assert_int_equal(s->n, first->n);
    for (size_t i = 0; i < s->n; i++) {
      assert_memory_equal(s->column[i], first->column[i], 200 * sizeof(double));
      if (s->other[i] != NULL) assert_memory_equal(s->other[i], first->other[i], 200 * sizeof(double));
    }
  }
  omp_set_num_threads(omp_get_num_procs());
}

/* ---- in closed form: persons who begin to work, each with a wage ---- */

#define WORKERS 60
#define GENERIC(wages, cost, tail)                                                                 \
  "ekusia: 1\ntitle: Dragning\nmodel: generic\n"                                                   \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: none}\n"    \
  "assumptions: {extra: " wages "}\n"                                                              \
  "participants:\n  file: w.csv\n  columns: {id: nr, before.state: före, after.state: efter, after.inputs.wage: lön}\n" \
  "costs: [{name: K, payer: payer, amount: " cost "}]\n"                                           \
  "comparison: {before_continues: yes}\n" tail

static double wage_of(size_t i, bool alike) { return alike ? 20000 : 14000 + 331.0 * (double)((i * 37) % WORKERS); }

static const struct ek_result *run_workers(const char *text, bool alike) {
  struct ek_buffer out = {.arena = arena};
  ek_buffer_add(&out, "nr;före;efter;lön\n");
  for (size_t i = 0; i < WORKERS; i++) ek_buffer_addf(&out, "%zu;outside;work;%.0f\n", i + 1, wage_of(i, alike));
  file_of("w.csv", ek_buffer_text(&out));
  return people_run(text);
}

static const double *society(const struct ek_simulation *s) {
  int found = ek_simulation_at(s, EK_FIG_RESULT, s->base->model->root, 36);
  assert_true(found >= 0);
  return s->column[found];
}

static double variance(const double *x, size_t n) {
  double sum = 0, squares = 0;
  for (size_t d = 0; d < n; d++) sum += x[d] / (double)n;
  for (size_t d = 0; d < n; d++) squares += (x[d] - sum) * (x[d] - sum) / (double)(n - 1);
  return squares;
}

/* n persons with effects of a known spread: the variance of their sum is n times theirs. An
 * independent cost adds its own, and the shares of both are known. */
static void test_variances_add(void **state) {
  (void)state;
  const size_t n = 20000;
  double effect[WORKERS], own, sd = 1.5e6;
  for (size_t i = 0; i < WORKERS; i++) effect[i] = 36 * wage_of(i, false);
  own = WORKERS * variance(effect, WORKERS) * (WORKERS - 1) / WORKERS; /* the persons are all there are */
  const struct ek_result *r = run_workers(GENERIC("0", "2 000 000 kr", "bootstrap: {draws: 100}\n"), false);
  const struct ek_simulation *s = ek_simulate(arena, r, &(struct ek_simulation_options){.draws = n, .seed = 2}, diags);
  assert_near(variance(society(s), n), own, 0.05, 0);
  r = run_workers(GENERIC("0", "{dist: normal, mean: 20 000 000 kr, sd: 1 500 000 kr}", "bootstrap: {draws: 100}\n"), false);
  s = ek_simulate(arena, r, &(struct ek_simulation_options){.draws = n, .seed = 2}, diags);
  assert_near(variance(society(s), n), own + sd * sd, 0.05, 0);
  const struct ek_doubt *d = ek_doubt_make(s, &(int){36}, 1);
  assert_near(d->persons[r->model->root], own / (own + sd * sd), 0, 0.03);
  assert_near(d->of[0].share[r->model->root].variance, sd * sd / (own + sd * sd), 0, 0.03);
  r = run_workers(GENERIC("0", "{dist: normal, mean: 20 000 000 kr, sd: 1 500 000 kr}", "bootstrap: {draws: 0}\n"), false);
  s = ek_simulate(arena, r, &(struct ek_simulation_options){.draws = n, .seed = 2}, diags);
  assert_false(s->persons);
  assert_near(variance(society(s), n), sd * sd, 0.05, 0);
  assert_null(ek_doubt_make(s, &(int){36}, 1)->persons);
}

/* Persons who are all alike may be drawn in any way: what is left is the study with one type case. */
static void test_persons_alike_are_a_case(void **state) {
  (void)state;
  const char *costs = "costs: [{name: K, payer: payer, amount: {dist: gamma, mean: 20 000 000 kr, sd: 1 500 000 kr}}]\n"
                      "comparison: {deadweight: {dist: beta, mean: 30 %, sd: 8 %}}\n";
  const char *head = "ekusia: 1\ntitle: Dragning\nmodel: generic\nsettings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: none}\n";
  const struct ek_result *people = run_workers(ek_sprintf(arena, "%sparticipants:\n  file: w.csv\n  columns: {id: nr, before.state: före, after.state: efter, after.inputs.wage: lön}\n%s", head, costs), true);
  const struct ek_result *cases = run(ek_sprintf(arena, "%sparticipants:\n  cases:\n    - {name: A, weight: 60, before: {states: {outside: 100 %%}}, after: {states: {work: 100 %%}, inputs: {wage: 20 000 kr/month}}}\n%s", head, costs));
  const struct ek_simulation_options options = {.draws = 120, .seed = 8};
  const struct ek_simulation *a = ek_simulate(arena, people, &options, diags), *b = ek_simulate(arena, cases, &options, diags);
  for (size_t d = 0; d < 120; d++) assert_near(society(a)[d], society(b)[d], 1e-12, 0);
}

/* So many persons begin to work with a wage that is uncertain, the others with their own. */
static const struct ek_result *run_agreed(size_t with_the_studys) {
  struct ek_buffer out = {.arena = arena};
  ek_buffer_add(&out, "nr;före;efter;lön\n");
  for (size_t i = 0; i < 40; i++) ek_buffer_addf(&out, "%zu;outside;work;%s\n", i + 1, i < with_the_studys ? "" : "21 385 kr/month");
  file_of("a.csv", ek_buffer_text(&out));
  return people_run("ekusia: 1\ntitle: Avtal\nmodel: generic\n"
                    "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: none}\n"
                    "assumptions: {avtal: {dist: normal, mean: 23 850 kr/month, sd: 900 kr/month}}\n"
                    "participants:\n  file: a.csv\n  columns: {id: nr, before.state: före, after.state: efter, after.inputs.wage: lön}\n"
                    "  inputs: {wage: avtal}\n"
                    "costs: [{name: K, payer: payer, amount: 900 000 kr}]\n"
                    "comparison: {before_continues: yes}\nbootstrap: {draws: 0}\n");
}

/* With the same persons in all draws nothing is told but what is paid, and of few draws of others nothing. */
static void test_draws_of_few(void **state) {
  (void)state;
  const struct ek_simulation_options options = {.draws = 100, .seed = 3}, few = {.draws = 99, .seed = 3};
  for (size_t n = 3; n < 6; n += 2) {
    const struct ek_result *r = run_agreed(n);
    const struct ek_simulation *s = ek_simulate(arena, r, &options, diags);
    assert_int_equal(ek_simulation_at(s, EK_FIG_RESULT, r->model->root, 36) < 0, n < 5);
    assert_int_equal(ek_simulation_at(s, EK_FIG_BENEFIT, r->model->root, 36) < 0, n < 5);
    assert_true(ek_simulation_at(s, EK_FIG_COST, ek_model_actor(r->model, "payer"), 36) >= 0);
    assert_non_null(ek_simulate(arena, r, &few, diags));
    struct ek_study anew = *r->study;
    struct ek_result of = *r;
    anew.bootstrap = (struct ek_bootstrap){.draws = 200};
    of.study = &anew;
    assert_null(ek_simulate(arena, &of, &few, diags));
    assert_non_null(strstr(errors(), "100 draws at least"));
  }
}

/* ---- varied ---- */

static const struct ek_vary *named(const struct ek_sensitivity *s, const char *name, size_t *at) {
  for (*at = 0; *at < s->n; ++*at) if (strcmp(s->vary[*at].name, name) == 0) return &s->vary[*at];
  fail_msg("'%s' is not varied", name);
  return NULL;
}

static void test_sensitivity(void **state) {
  (void)state;
  const char *text = HEAD("{value: 6 513 kr/month, low: 5 000 kr/month, high: 9 001 kr/month}", "25 385 kr/month", "83 %/year", "811 kr/participant", "52 385 kr/month", "3.85 %")
                     "comparison: {deadweight: 17 %}\nbootstrap: {draws: 0}\n";
  const struct ek_result *base = run_people(text);
  const struct ek_sensitivity *s = ek_sensitivity_run(arena, base, 60);
  const struct ek_result *high = open_result(run_people(HEAD("9 001 kr/month", "25 385 kr/month", "83 %/year", "811 kr/participant", "52 385 kr/month", "3.85 %")
                                                        "comparison: {deadweight: 17 %}\nbootstrap: {draws: 0}\n"));
  size_t at, actors = base->model->n_actors, kommun = (size_t)ek_model_actor(base->model, "kommun"), told = 0;
  named(s, "hyra", &at);
  for (size_t a = 0; a < actors; a++) {
    if (s->few[at * actors + a]) continue;
    assert_near(s->at_high[at * actors + a], ek_result_value(high, EK_FIG_RESULT, (int)a, 60), 1e-9, 1e-3);
    told++;
  }
  assert_true(told > 3);
  named(s, "participants", &at);
  double **out = ek_vary_room(arena, base, 1), twice = 2;
  const struct ek_varied column = ek_vary_column(&s->vary[at], &twice);
  assert_true(ek_vary_try(base, &column, 1, 1, out));
  double benefit = ek_result_value(open_result(base), EK_FIG_BENEFIT, (int)kommun, 60), paid = ek_result_value(open_result(base), EK_FIG_COST, (int)kommun, 60);
  /* What Ledare costs is not doubled: eleven months in the first year, discounted. */
  double fixed = 0;
  for (size_t m = 0; m < 11; m++) fixed += 52385 * base->runner->discount[m];
  assert_near(out[ek_vary_at(base, kommun, 60)][0], 2 * (benefit - paid) + fixed, 1e-9, 1e-3);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_many_values_are_as_many_runs), TEST(test_persons_alone_are_the_bootstrap), TEST(test_the_same_bits),
                                     TEST(test_variances_add), TEST(test_draws_of_few), TEST(test_persons_alike_are_a_case), TEST(test_sensitivity)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
