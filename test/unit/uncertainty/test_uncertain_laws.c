/* What holds of any study that is drawn: normal in, normal out, as worked out by hand; no width, no
 * difference; wider in, wider out; chances are chances; alternatives are drawn alike. */
#include "unit/engine/cohort.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>

#include "uncertainty/doubt.h"
#include "uncertainty/simulate.h"

#define ALARM 1e-5 /* one false alarm in so many */
#define N ((size_t)40000)

static struct ek_simulation *simulated(const struct ek_result *base, size_t draws, unsigned long seed) {
  const struct ek_simulation_options options = {.draws = draws, .seed = seed};
  struct ek_simulation *s = ek_simulate(arena, base, &options, diags);
  if (s == NULL) fail_msg("it is not simulated:\n%s", errors());
  return s;
}

static int actor_of(const struct ek_simulation *s, const char *actor) { return actor != NULL ? ek_model_actor(s->base->model, actor) : s->base->model->root; }

static int place(const struct ek_simulation *s, const char *actor, int horizon) {
  int found = ek_simulation_at(s, EK_FIG_RESULT, actor_of(s, actor), horizon);
  assert_true(found >= 0);
  return found;
}

static double mean(const double *x, size_t n) {
  double sum = 0;
  for (size_t d = 0; d < n; d++) sum += x[d] / (double)n;
  return sum;
}

static double spread(const double *x, size_t n) {
  double m = mean(x, n), sum = 0;
  for (size_t d = 0; d < n; d++) sum += gsl_pow_2(x[d] - m) / (double)n;
  return sqrt(sum);
}

static double errors_off(void) { return gsl_cdf_ugaussian_Qinv(ALARM / 2); }

/* ---- a linear study by hand ---- */

/* Two cases: A waits five months and then works on; B enters in April, works half time for nine months and is
 * then as before. Prices, costs of all timings, deadweight, and discounting at each month's end. */
#define LINEAR                                                                                     \
  "ekusia: 1\ntitle: Rak\nmodel: generic\n"                                                        \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 30 months], discount: {rate: 4 %}, timing: month-end}\n" \
  "assumptions:\n"                                                                                 \
  "  lön: {dist: normal, mean: 19 500 kr/month, sd: 2 100 kr/month, source: S, grade: D}\n"          \
  "  pris: {dist: normal, ci95: [1 900 kr/session, 3 300 kr/session], source: S, grade: D}\n"       \
  "  hyra: {dist: normal, mean: 61 000 kr, t: 5, source: S, grade: D}\n"                            \
  "  löpande: {dist: normal, p10: 71 000 kr/month, p90: 97 000 kr/month, source: S, grade: D}\n"   \
  "  var: {dist: normal, mean: 23 850 kr/participant, se: 4 100 kr/participant, source: S, grade: D}\n" \
  "joint: [{names: [u, v], means: [1.5, -0.70], covariance: [[0.25, -0.12], [-0.12, 0.16]], source: S}]\n" \
  "participants:\n  cases:\n"                                                                      \
  "    - {name: A, weight: 7, inputs: {benefit: 9 000 kr/month}, before: {states: {outside: 100 %}}, during: {states: {outside: 100 %}, months: 5},\n" \
  "       after: {states: {work: 100 %}, inputs: {wage: lön, price: pris}, services: {session: 2/year}}}\n" \
  "    - {name: B, weight: 13, start: 2020-04, inputs: {benefit: 4 000 kr/month}, before: {states: {outside: 100 %}},\n" \
  "       after: {states: {work: 50 %, outside: 50 %}, months: 9, inputs: {wage: lön}}}\n"      \
  "costs:\n  - {name: K, payer: payer, amount: hyra, month: 2020-03}\n"                            \
  "  - {name: L, payer: payer, amount: löpande, from: 2020-01, to: 2020-10}\n"                    \
  "  - {name: M, payer: payer, amount: var}\n"                                                     \
  "  - {name: O, payer: payer, amount: 20 000 kr * (u + 9), month: 2020-01}\n"                   \
  "  - {name: P, payer: employer, amount: 30 000 kr * (v + 9), month: 2020-12}\n"           \
  "comparison: {deadweight: 35 %}\n"

enum { WAGE, PRICE, MEETING, RUNNING, EACH, U, V, INPUTS };

struct line {
  double constant, of[INPUTS];
};

static double present(int month) { return pow(1.04, -(month + 1) / 12.0); }

/* Kronor a year where a study says a month: values are canonical. */
static struct line by_hand(const char *actor, int horizon) {
  bool society = actor == NULL, payer = !society && strcmp(actor, "payer") == 0, employer = !society && !payer;
  struct line out = {0};
  for (int m = 0; m < horizon; m++) {
    double here = present(m) * 0.65, a = m >= 5 ? 7 * here : 0, b = m >= 3 && m < 12 ? 13 * 0.5 * here : 0;
    if (society) out.of[WAGE] += (a + b) / 12;
    if (payer) out.constant += a * 9000 + b * 4000;
    if (!employer) out.of[PRICE] -= a * 2 / 12;
    if (!employer && m < 10) out.of[RUNNING] -= present(m) / 12;
  }
  if (!employer) {
    out.of[MEETING] = -present(2);
    out.of[EACH] = -(7 * present(0) + 13 * present(3));
    out.of[U] = -20000 * present(0);
    out.constant += 9 * out.of[U];
  }
  if (!payer) {
    out.of[V] = -30000 * present(11);
    out.constant += 9 * out.of[V];
  }
  return out;
}

static const double means[] = {19500 * 12, 2600, 61000, 84000 * 12, 23850, 1.5, -0.7};

static double covariance(int i, int k) {
  double z975 = gsl_cdf_ugaussian_Pinv(0.975), z90 = gsl_cdf_ugaussian_Pinv(0.9);
  const double sd[] = {2100 * 12, 700 / z975, 61000 / 5.0, 13000 * 12 / z90, 4100, 0.5, 0.4};
  return i == k ? sd[i] * sd[i] : (i == U && k == V) || (i == V && k == U) ? -0.12 : 0;
}

/* With the i:th: what all of it comes to. */
static double with(const struct line *l, int i) {
  double sum = 0;
  for (int k = 0; k < INPUTS; k++) sum += l->of[k] * covariance(i, k);
  return sum;
}

/* E max(x, 0) - max(E x, 0) of a normal: the unit normal loss integral (Raiffa and Schlaifer 1961). */
static double loss(double m, double sd) { return sd > 0 ? sd * gsl_ran_ugaussian_pdf(m / sd) - fabs(m) * gsl_cdf_ugaussian_Q(fabs(m) / sd) : 0; }

/* The standard error of that from draws: of the part on the other side of 0. */
static double loss_error(double m, double sd) {
  double r = fabs(m) / sd, square = (m * m + sd * sd) * gsl_cdf_ugaussian_Q(r) - fabs(m) * sd * gsl_ran_ugaussian_pdf(r);
  return sqrt((square - gsl_pow_2(loss(m, sd))) / (double)N);
}

static void check_draws(const struct ek_simulation *s, const struct line *l, const double *y) {
  for (size_t d = 0; d < N; d++) {
    double sum = l->constant, size = fabs(l->constant);
    for (int i = 0; i < INPUTS; i++) {
      sum += l->of[i] * s->input[i][d];
      size += fabs(l->of[i] * s->input[i][d]);
    }
    assert_near(y[d], sum, 0, 1e-11 * size);
  }
}

static void check_normal(const struct ek_interval *i, const double *y, double m, double sd) {
  double root = sqrt((double)N), off = errors_off(), z[] = {-1.959963984540054, 1.959963984540054, -1.2815515655446004, 1.2815515655446004};
  const double ends[] = {i->low, i->high, i->low80, i->high80};
  assert_near(mean(y, N), m, 0, off * sd / root);
  assert_near(spread(y, N), sd, 0, off * sd / sqrt(2) / root);
  double chance = gsl_cdf_ugaussian_P(m / sd);
  assert_near(i->above, chance, 0, off * sqrt(chance * (1 - chance)) / root);
  for (int k = 0; k < 4; k++) {
    double p = gsl_cdf_ugaussian_P(z[k]);
    assert_near(ends[k], m + z[k] * sd, 0, off * sqrt(p * (1 - p)) / gsl_ran_ugaussian_pdf(z[k]) * sd / root);
  }
}

/* Of bins, a share is a little less than that of the value itself: fifty leave 1.3 per cent of a normal's variance within them. */
static void check_doubt(const struct ek_simulation *s, const char *actor, int horizon, const struct line *l, double m, double sd) {
  const struct ek_doubt *d = ek_doubt_make(s, &horizon, 1);
  int a = actor_of(s, actor);
  assert_int_equal(d->n, INPUTS);
  assert_near(d->knowing_all[a], loss(m, sd), 0, errors_off() * loss_error(m, sd));
  for (int i = 0; i < INPUTS; i++) {
    const struct ek_doubt_share *share = &d->of[i].share[a];
    double r = with(l, i) / sqrt(covariance(i, i)) / sd;
    assert_near(share->rank, 6 / M_PI * asin(r / 2), 0, errors_off() / sqrt((double)N));
    assert_near(share->variance, r * r, 0, 0.013 * r * r + errors_off() * 2 * fabs(r) / sqrt((double)N) + 0.002);
    assert_near(share->knowing, loss(m, fabs(r) * sd), 0.02, errors_off() * loss_error(m, sd) + 0.01 * loss(m, sd));
  }
}

static void test_linear_by_hand(void **state) {
  (void)state;
  static const char *const actors[] = {NULL, "payer", "employer"};
  const struct ek_simulation *s = simulated(run(LINEAR), N, 1);
  for (int k = 0; k < 6; k++) {
    const char *actor = actors[k / 2];
    int horizon = k % 2 == 0 ? 12 : 30, found = place(s, actor, horizon);
    struct line l = by_hand(actor, horizon);
    double m = l.constant, v = 0;
    for (int i = 0; i < INPUTS; i++) {
      m += l.of[i] * means[i];
      v += l.of[i] * with(&l, i);
    }
    assert_near(s->figure[found]->value, m, 1e-9, 1e-4); /* without draws */
    check_draws(s, &l, s->column[found]);
    check_normal(&s->of[found], s->column[found], m, sqrt(v));
    check_doubt(s, actor, horizon, &l, m, sqrt(v));
  }
}

/* ---- no width ---- */

#define ONE(lön, dödvikt, kostnad, more)                                                           \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                          \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: {rate: 3.5 %}}\n" \
  "assumptions: {lön: " lön ", dödvikt: " dödvikt ", kostnad: " kostnad "}\n" more                \
  "participants:\n  cases:\n    - {name: A, weight: 10, inputs: {benefit: 8 000 kr/month}, before: {states: {outside: 100 %}}, after: {states: {work: 100 %}, inputs: {wage: lön}}}\n" \
  "costs: [{name: K, payer: payer, amount: kostnad}]\n"                                            \
  "comparison: {deadweight: dödvikt}\neffect: {retention: 85 %/year}\n"

/* Every figure in every draw is that of the study without distributions. */
static void check_like(const struct ek_simulation *s, const struct ek_result *plain, double near) {
  assert_true(s->n > 20);
  for (size_t i = 0; i < s->n; i++) {
    const struct ek_figure *f = s->figure[i], *as = ek_result_figure(plain, f->def->id, f->actor, f->horizon, -1);
    for (size_t d = 0; as != NULL && d < s->draws; d++) {
      double x = s->column[i][d], scale = near * 1e6;
      bool same = x == as->value || (isnan(x) && isnan(as->value)) || fabs(x - as->value) <= fmax(scale, fabs(as->value) * near) * (near > 0);
      if (!same) fail_msg("%s of %d at %d is %.17g, not %.17g", f->def->name, f->actor, f->horizon, x, as->value);
    }
  }
}

static void test_no_width(void **state) {
  (void)state;
  const struct ek_result *plain = run(ONE("21 300 kr/month", "37 %", "1 130 000 kr", ""));
  check_like(simulated(run(ONE("{dist: normal, mean: 21 300 kr/month, sd: 1e-200 kr/month}", "{dist: normal, mean: 37 %, se: 1e-200 %, min: 0 %, max: 100 %}", "{dist: normal, mean: 1 130 000 kr, t: 1e200}", "")), 130, 1), plain, 1e-12);
  check_like(simulated(run(ONE("{dist: normal, mean: 21 300 kr/month, sd: 1e-200 kr/month}", "37 %", "{dist: normal, mean: 1 130 000 kr, t: 1e200}", "")), 130, 1), plain, 0);
  check_like(simulated(run(ONE("21 300 kr/month", "0 + d", "1 130 000 kr", "joint: [{names: [d, e], means: [0.37, 2], covariance: [[1e-200, 0], [0, 1e-200]], source: S}]\n")), 130, 1), plain, 0);
  check_like(simulated(run(ONE("{dist: gamma, mean: 21 300 kr/month, sd: 0.00001 kr/month}", "{dist: beta, mean: 37 %, sd: 0.0000001 %}", "{dist: lognormal, mean: 1 130 000 kr, sd: 0.001 kr}", "")), 130, 1), plain, 1e-7);
  check_like(simulated(run(ONE("{dist: pert, low: 21 299.99999 kr/month, mode: 21 300 kr/month, high: 21 300.00001 kr/month}",
                               "{dist: triangular, low: 36.9999999 %, mode: 37 %, high: 37.0000001 %}", "{dist: uniform, low: 1 129 999.9999 kr, high: 1 130 000.0001 kr}", "")), 130, 1), plain, 1e-7);
}

/* ---- wider in, wider out ---- */

/* All is gained by one value: the others are certain. */
static void check_wider(const char *narrow, const char *wide) {
  const struct ek_simulation *a = simulated(run(narrow), 4000, 3), *b = simulated(run(wide), 4000, 3);
  for (int horizon = 12; horizon <= 36; horizon += 24) {
    static const char *const actors[] = {NULL, "payer", "person"};
    for (int k = 0; k < 3; k++) {
      int at = place(a, actors[k], horizon);
      double before = spread(a->column[at], 4000), after = spread(b->column[at], 4000);
      if (before < 1e-6) continue;
      if (!(after > before)) fail_msg("%s: sd %g, then %g", wide, before, after);
      assert_true(b->of[at].high80 - b->of[at].low80 > a->of[at].high80 - a->of[at].low80);
      assert_true(b->of[at].high - b->of[at].low > a->of[at].high - a->of[at].low);
    }
  }
}

#define COST(text) ONE("21 300 kr/month", "37 %", text, "")
#define DEAD(text) ONE("21 300 kr/month", text, "1 130 000 kr", "")

static void test_widening(void **state) {
  (void)state;
  check_wider(COST("{dist: normal, mean: 900 000 kr, sd: 80 000 kr}"), COST("{dist: normal, mean: 900 000 kr, sd: 100 000 kr}"));
  check_wider(COST("{dist: normal, mean: 900 000 kr, t: 9}"), COST("{dist: normal, mean: 900 000 kr, t: 7}"));
  check_wider(COST("{dist: normal, mean: 900 000 kr, p: 0.00000001}"), COST("{dist: normal, mean: 900 000 kr, p: 0.0000001}"));
  check_wider(COST("{dist: lognormal, ci95: [700 000 kr, 1 200 000 kr]}"), COST("{dist: lognormal, ci95: [600 000 kr, 1 300 000 kr]}"));
  check_wider(COST("{dist: gamma, mean: 900 000 kr, sd: 80 000 kr}"), COST("{dist: gamma, mean: 900 000 kr, sd: 100 000 kr}"));
  check_wider(COST("{dist: gamma, p10: 800 000 kr, p90: 1 000 000 kr}"), COST("{dist: gamma, p10: 700 000 kr, p90: 1 100 000 kr}"));
  check_wider(COST("{dist: pert, low: 800 000 kr, mode: 900 000 kr, high: 1 200 000 kr}"), COST("{dist: pert, low: 700 000 kr, mode: 900 000 kr, high: 1 300 000 kr}"));
  check_wider(COST("{dist: triangular, low: 800 000 kr, mode: 900 000 kr, high: 1 200 000 kr}"), COST("{dist: triangular, low: 700 000 kr, mode: 900 000 kr, high: 1 300 000 kr}"));
  check_wider(COST("{dist: uniform, low: 800 000 kr, high: 1 200 000 kr}"), COST("{dist: uniform, low: 700 000 kr, high: 1 300 000 kr}"));
  check_wider(COST("{dist: normal, mean: 900 000 kr, sd: 90 000 kr, min: 800 000 kr}"), COST("{dist: normal, mean: 900 000 kr, sd: 90 000 kr, min: 700 000 kr}"));
  check_wider(DEAD("{dist: beta, mean: 37 %, sd: 8 %}"), DEAD("{dist: beta, mean: 37 %, sd: 11 %}"));
  check_wider(DEAD("{dist: beta, count: 37, of: 100}"), DEAD("{dist: beta, count: 12, of: 32}"));
  check_wider(DEAD("{dist: beta, ci95: [25 %, 50 %]}"), DEAD("{dist: beta, ci95: [20 %, 55 %]}"));
}

/* ---- chances ---- */

static void test_chances_are_chances(void **state) {
  (void)state;
  const struct ek_simulation *s = simulated(run(ONE("{dist: lognormal, mean: 21 300 kr/month, sd: 30 000 kr/month}", "{dist: beta, mean: 37 %, sd: 40 %}", "{dist: gamma, mean: 1 130 000 kr, sd: 5 000 000 kr}", "")), 2000, 1);
  const struct ek_doubt *doubt = ek_doubt_make(s, (const int[]){36}, 1);
  for (size_t i = 0; i < s->n; i++) assert_true(s->of[i].above >= 0 && s->of[i].above <= 1);
  for (size_t a = 0; a < s->base->model->n_actors; a++) {
    double before = 0;
    for (int months = 0; months <= 36; months++) { /* what is paid back is so later on too */
      double share = ek_simulation_paid_back(s, (int)a, months);
      if (isnan(share)) continue;
      assert_true(share >= before && share <= 1);
      before = share;
    }
    for (size_t i = 0; i < doubt->n; i++) {
      const struct ek_doubt_share *share = &doubt->of[i].share[a];
      if (isnan(share->rank)) continue;
      assert_true(fabs(share->rank) <= 1 && share->variance >= 0 && share->variance <= 1);
      assert_true(share->knowing >= 0 && share->knowing <= doubt->knowing_all[a]);
    }
  }
}

/* ---- alternatives ---- */

#define CHOICE(again)                                                                              \
  UNTIL("3 years", "none")                                                                         \
  "assumptions: {p: {dist: beta, mean: 20 %, sd: 6 %}, q: {dist: beta, mean: 4 %, sd: 1 %}}\n"    \
  "outcomes:\n  cycle: 1 month\n  initial: {a: 100}\n" STATES                                      \
  "  alternatives:\n    utan: {reference: yes, matrix: {a: {b: q, a: rest}}}\n"                    \
  "    med: {matrix: {a: {b: " again ", a: rest}}}\n    tredje: {matrix: {a: {b: p, a: rest}}}\n"

/* The same alternative twice differs by nothing in any draw, and what two have in common does not
 * make their difference uncertain. */
static void test_alternatives_are_drawn_alike(void **state) {
  (void)state;
  const size_t n = 3000;
  const struct ek_study *study = study_set(CHOICE("p"), NULL);
  if (study == NULL) fail_msg("%s", errors());
  const struct ek_alternatives *all = ek_alternatives_draw(arena, study, n, 3, diags);
  if (all == NULL) fail_msg("%s", errors());
  size_t root = (size_t)study->model->root;
  for (size_t d = 0; d < n; d++) assert_near(all->total[1][root][d] - all->total[2][root][d], 0, 0, 0);
  assert_true(spread(all->total[1][root], n) > 0);
  study = study_set(CHOICE("p * 0.9 + q * 0.1"), NULL);
  if (study == NULL) fail_msg("%s", errors());
  all = ek_alternatives_draw(arena, study, n, 3, diags);
  const struct ek_alternatives *apart = ek_alternatives_draw(arena, study, n, 4, diags);
  double *alike = ek_alloc_array(arena, n, sizeof *alike), *other = ek_alloc_array(arena, n, sizeof *other);
  for (size_t d = 0; d < n; d++) {
    alike[d] = all->total[1][root][d] - all->total[2][root][d];
    other[d] = all->total[1][root][d] - apart->total[2][root][d];
  }
  assert_true(spread(alike, n) < spread(other, n) / 3);
}

/* Chosen one at a time, alternatives are still drawn from the same numbers. */
static void test_chosen_alternatives(void **state) {
  (void)state;
  struct ek_simulation *s[2];
  for (int i = 0; i < 2; i++) {
    struct ek_study *study = (struct ek_study *)study_set(CHOICE("p"), NULL);
    struct ek_result *r;
    if (study == NULL) fail_msg("%s", errors());
    study->outcomes.cohort.chosen = (size_t)i + 1;
    assert_int_equal(ek_run(arena, study, &r, diags), EK_OK);
    s[i] = simulated(r, 200, 5);
  }
  assert_memory_equal(s[0]->column[place(s[0], NULL, 36)], s[1]->column[place(s[1], NULL, 36)], 200 * sizeof(double));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_linear_by_hand), TEST(test_no_width), TEST(test_widening), TEST(test_chances_are_chances),
      TEST(test_alternatives_are_drawn_alike), TEST(test_chosen_alternatives),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
