/* Two costs that are normal: the result is normal, and what knowing either is worth has a closed form. */
#include "unit/engine/fixture.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <string.h>

#include "uncertainty/doubt.h"
#include "uncertainty/sensitivity.h"

#define STUDY(costs)                                                                               \
  "ekusia: 1\ntitle: Tvivel\nmodel: generic\n"                                                     \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: none}\n"    \
  "participants:\n  cases:\n    - {name: A, weight: 10, before: {states: {outside: 100 %}}, after: {states: {work: 100 %}, inputs: {wage: 20 000 kr/month}}}\n" \
  "assumptions:\n  stor: {dist: normal, mean: 3 000 000 kr, sd: 400 000 kr, source: Antaget, grade: D}\n" \
  "  liten: {dist: normal, mean: 2 060 000 kr, sd: 300 000 kr, source: Antaget, grade: D}\n"           \
  "  ovidkommande: {dist: beta, mean: 20 %, sd: 5 %, source: Antaget, grade: D}\n"                  \
  "costs: [" costs "]\ncomparison: {deadweight: 30 %}\n"
#define BOTH "{name: K, payer: payer, amount: stor}, {name: L, payer: payer, amount: liten}"
#define N ((size_t)40000)

static const struct ek_doubt *doubt(const char *study, size_t draws, const struct ek_simulation **out) {
  const struct ek_simulation_options options = {.draws = draws, .seed = 3};
  const struct ek_simulation *s = ek_simulate(arena, run(study), &options, diags);
  if (s == NULL) fail_msg("it is not simulated:\n%s", errors());
  if (out != NULL) *out = s;
  static const int horizons[] = {12, 36};
  return &ek_doubt_make(s, horizons, 2)[1];
}

static const struct ek_doubt_of *of(const struct ek_doubt *d, const char *name) {
  for (size_t i = 0; i < d->n; i++) if (strcmp(d->of[i].name, name) == 0) return &d->of[i];
  fail_msg("there is no %s", name);
  return NULL;
}

/* E max(x, 0) - max(mean, 0) of a normal with that mean, of which sd can be known. */
static double known(double mean, double sd) { return sd * gsl_ran_ugaussian_pdf(mean / sd) - fabs(mean) * gsl_cdf_ugaussian_Q(fabs(mean) / sd); }

static void test_two_normal_costs(void **state) {
  (void)state;
  const struct ek_simulation *s;
  const struct ek_doubt *d = doubt(STUDY(BOTH), N, &s);
  int society = s->base->model->root;
  double mean = 10 * 0.7 * 20000 * 36 - 5.06e6, pi = acos(-1.0);
  assert_int_equal(d->n, 3);
  const struct ek_doubt_share *large = &of(d, "stor")->share[society], *little = &of(d, "liten")->share[society];
  assert_near(large->variance, 0.64, 0, 0.02);
  assert_near(little->variance, 0.36, 0, 0.02);
  assert_near(large->rank, -6 / pi * asin(0.8 / 2), 0, 0.02);
  assert_near(little->rank, -6 / pi * asin(0.6 / 2), 0, 0.02);
  assert_near(d->knowing_all[society], known(mean, 5e5), 0.03, 0);
  assert_near(large->knowing, known(mean, 4e5), 0.06, 0);
  assert_near(little->knowing, known(mean, 3e5), 0.06, 0);
}

static void test_what_does_not_matter(void **state) {
  (void)state;
  const struct ek_simulation *s;
  const struct ek_doubt *d = doubt(STUDY(BOTH), N, &s);
  int society = s->base->model->root, person = ek_model_actor(s->base->model, "person");
  const struct ek_doubt_share *out = &of(d, "ovidkommande")->share[society];
  assert_near(out->variance, 0, 0, 0.01);
  assert_near(out->rank, 0, 0, 5 / sqrt((double)N));
  assert_near(out->knowing, 0, 0, 0.02 * d->knowing_all[society]);
  /* Nothing of it is the person's: there is no variance to be parted. */
  out = &of(d, "stor")->share[person];
  assert_true(isnan(out->variance) && isnan(out->rank));
  assert_near(out->knowing, 0, 0, 0);
  assert_near(d->knowing_all[person], 0, 0, 0);
}

/* One thing alone explains everything, and knowing it is knowing all. */
static void test_one_alone(void **state) {
  (void)state;
  const struct ek_simulation *s;
  const struct ek_doubt *d = doubt(STUDY("{name: K, payer: payer, amount: stor}"), N, &s);
  int society = s->base->model->root;
  const struct ek_doubt_share *large = &of(d, "stor")->share[society];
  assert_near(large->variance, 1, 0, 0.006); /* what is within fifty bins of a normal is not seen */
  assert_near(large->rank, -1, 1e-12, 0);
  assert_near(large->knowing, d->knowing_all[society], 0.02, 0);
  assert_true(large->knowing <= d->knowing_all[society]);
}

/* Never more than everything, and never less than nothing, also of few draws. */
static void test_few_draws(void **state) {
  (void)state;
  for (size_t n = 2; n < 60; n += 7) {
    const struct ek_simulation *s;
    const struct ek_doubt *d = doubt(STUDY(BOTH), n, &s);
    for (size_t i = 0; i < d->n; i++) {
      for (size_t a = 0; a < s->base->model->n_actors; a++) {
        const struct ek_doubt_share *x = &d->of[i].share[a];
        assert_true(x->knowing >= 0 && x->knowing <= d->knowing_all[a]);
        assert_true(isnan(x->variance) || (x->variance >= 0 && x->variance <= 1));
        assert_true(isnan(x->rank) || fabs(x->rank) <= 1 + 1e-12);
      }
    }
  }
}

static void test_names(void **state) {
  (void)state;
  const struct ek_doubt *d = doubt("ekusia: 1\ntitle: T\nmodel: generic\n"
      "settings: {price_year: 2020, start: 2020-01, horizons: [3 years], discount: {rate: {dist: uniform, low: 1 %, high: 5 %}}}\n"
      "participants:\n  cases:\n    - {name: A, weight: 10, before: {states: {outside: 100 %}}, after: {states: {work: 100 %}, inputs: {wage: 20 000 kr/month}}}\n"
      "costs:\n  - {name: K, payer: payer, amount: {dist: uniform, low: 1 kr, high: 3 kr}}\ncomparison: {deadweight: {dist: beta, mean: 30 %, sd: 5 %}}\n", 50, NULL);
  assert_int_equal(d->n, 3);
  (void)of(d, "discount");
  (void)of(d, "deadweight");
  (void)of(d, "K");
  assert_string_equal(ek_vary_label("deadweight").sv, "Dödvikt");
  assert_null(ek_vary_label("stor").sv);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_two_normal_costs), TEST(test_what_does_not_matter), TEST(test_one_alone), TEST(test_few_draws), TEST(test_names)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
