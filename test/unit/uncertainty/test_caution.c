/* The cautious calculation is the study with corrected values, each the worse way for society; widened values are drawn. */
#include "unit/engine/fixture.h"

#include <string.h>

#include "uncertainty/caution.h"
#include "engine/draw.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                         \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: {rate: 3 %}}\n" \
  "assumptions:\n"                                                                                 \
  "  lön: {value: 20 000 kr/month, grade: B}\n"                                                    \
  "  andel: {value: 60 %, grade: D, evidence: mitt}\n"                                             \
  "  säkert: {value: 95 %, grade: A}\n"                                                            \
  "  nära: {value: 95 %, grade: D}\n"                                                              \
  "evidence: {steps: {A: {cut: 0 %}, B: {cut: 10 %}, C: {cut: 20 %, spread: 10 %}, D: {cut: 40 %, spread: 25 %}, mitt: {cut: 25 %}}}\n" \
  "participants:\n  cases:\n    - {name: A, weight: 10, before: {states: {outside: 100 %}}, after: {states: {work: andel * säkert * nära, outside: 0 %}, inputs: {wage: lön}}}\n" \
  "costs: [{name: K, payer: payer, amount: {value: 300 000 kr, grade: C}}, {name: L, payer: payer, amount: 100 000 kr}]\n" \
  "comparison: {deadweight: {share: 80 %, grade: C}}\n"

static const struct ek_caution *caution(const struct ek_result *r) {
  const struct ek_list all = ek_vary_all(arena, r);
  return ek_caution_run(arena, r, &all);
}

static const struct ek_cautious_value *of(const struct ek_caution *c, const char *name) {
  const struct ek_cautious_value *v = c->values.items;
  for (size_t i = 0; i < c->values.n; i++) if (strcmp(v[i].vary.name, name) == 0) return &v[i];
  return NULL;
}

static void test_each_is_cut_the_worse_way(void **state) {
  (void)state;
  const struct ek_caution *c = caution(run(STUDY));
  assert_near(of(c, "lön")->value, 0.9 * 240000, 1e-12, 0);
  assert_near(of(c, "andel")->value, 0.45, 1e-12, 0);
  assert_near(of(c, "nära")->value, 0.57, 1e-12, 0);
  assert_near(of(c, "K")->value, 360000, 1e-12, 0); /* a cost is dearer */
  assert_near(of(c, "deadweight")->value, 0.96, 1e-12, 0); /* and more would have come anyway */
  assert_null(of(c, "säkert"));
  assert_null(of(c, "L"));
}

static void test_all_at_once(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_caution *c = caution(r);
  const struct ek_result *other = run_set(STUDY, SET("assumptions.lön.value", "18 000 kr/month", "assumptions.andel.value", "45 %", "assumptions.nära.value", "57 %",
                                                     "costs[1].amount.value", "360 000 kr", "comparison.deadweight.share", "96 %"));
  for (size_t a = 0; a < r->model->n_actors; a++) {
    for (int h = 12; h <= 36; h += 24) assert_near(c->result[ek_vary_at(r, a, h)], ek_result_value(other, EK_FIG_RESULT, (int)a, h), 1e-12, 1e-6);
  }
  assert_true(c->result[ek_vary_at(r, (size_t)r->model->root, 36)] < at(r, EK_FIG_RESULT, NULL, 36));
}

/* The result as stated is not touched, whatever is cut and widened. */
static void test_as_stated(void **state) {
  (void)state;
  const struct ek_result *with = run(STUDY), *without = run_set(STUDY, SET("evidence.steps", "{mitt: {cut: 0 %}}"));
  assert_near(at(with, EK_FIG_RESULT, NULL, 36), at(without, EK_FIG_RESULT, NULL, 36), 1e-13, 0);
  assert_null(caution(run("ekusia: 1\ntitle: T\nmodel: generic\nsettings: {price_year: 2020, start: 2020-01, discount: none}\nparticipants: {cases: [{name: A, before: {states: {outside: 100 %}}}]}\ncomparison: {before_continues: yes}\n")));
}

/* Uniform, as far to both sides as a share may be. */
static void test_widened(void **state) {
  (void)state;
  const struct ek_study *study = study_set(STUDY, NULL);
  struct ek_quantity *const *q = study->uncertain.items;
  struct ek_runner r = {.arena = arena, .diags = diags, .study = study, .draws = 2000, .random = true};
  ek_draw_columns(&r);
  size_t found = 0;
  for (size_t i = 0; i < study->uncertain.n; i++) {
    double low = 1e99, high = -1e99;
    for (size_t d = 0; d < r.draws; d++) {
      low = fmin(low, r.drawn[i][d]);
      high = fmax(high, r.drawn[i][d]);
    }
    assert_int_equal(q[i]->dist, EK_DIST_UNIFORM);
    if (strcmp(q[i]->value->text, "95 %") == 0) {
      assert_true(low >= 0.9 && low < 0.901 && high <= 1 && high > 0.999);
      found++;
    }
    if (strcmp(q[i]->value->text, "300 000 kr") == 0) {
      assert_true(low >= 270000 && low < 270300 && high <= 330000 && high > 329700);
      found++;
    }
  }
  assert_int_equal(found, 2);
  assert_int_equal(study->uncertain.n, 3); /* and the deadweight */
}

/* So is what is left each year, written in per cent. */
static void test_widened_by_the_year(void **state) {
  (void)state;
  const struct ek_study *study = study_set(STUDY, SET("assumptions.kvar", "{value: 95 %/year, grade: D}", "effect", "{retention: kvar}"));
  struct ek_quantity *const *q = study->uncertain.items;
  struct ek_runner r = {.arena = arena, .diags = diags, .study = study, .draws = 500, .random = true};
  ek_draw_columns(&r);
  for (size_t i = 0; i < study->uncertain.n; i++) {
    for (size_t d = 0; d < r.draws && strcmp(q[i]->value->text, "95 %/year") == 0; d++) assert_true(r.drawn[i][d] >= 0.9 && r.drawn[i][d] <= 1);
  }
  assert_int_equal(study->uncertain.n, 4);
}

/* What cannot be one way is cut the other; where that is the worse it goes as far as it can. */
static void test_as_far_as_can_be(void **state) {
  (void)state;
  const char *const *kept = SET("assumptions.kvar", "{value: 90 %/year, grade: C}", "effect", "{retention: kvar}");
  assert_near(of(caution(run_set(STUDY, kept)), "kvar")->value, 0.72, 1e-12, 0);
  const char *const *worse = SET("assumptions.kvar", "{value: 90 %/year, grade: C}", "effect", "{retention: kvar}", "participants.cases[1].before.states", "{work: 100 %}",
                                       "participants.cases[1].before.inputs", "{wage: 50 000 kr/month}");
  assert_near(of(caution(run_set(STUDY, worse)), "kvar")->value, 1, 1e-8, 0);
}

/* A transfer is none of society's: what is left of it in the last digits does not decide. */
static void test_no_way_is_worse(void **state) {
  (void)state;
  const struct ek_caution *c = caution(run_set(STUDY, SET("assumptions.stöd", "{value: 7 301.7 kr/month, grade: D}", "participants.cases[1].before.inputs", "{benefit: stöd}")));
  assert_true(of(c, "stöd")->value == of(c, "stöd")->vary.base);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_each_is_cut_the_worse_way), TEST(test_all_at_once), TEST(test_as_stated), TEST(test_widened), TEST(test_widened_by_the_year), TEST(test_as_far_as_can_be), TEST(test_no_way_is_worse)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
