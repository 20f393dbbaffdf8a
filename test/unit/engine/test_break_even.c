/* What must come of a change for an actor to break even: held against runs of the study as it would then be, and at
 * the edges where there is no such part. */
#include "fixture.h"

#include <math.h>

#include "engine/break_even.h"

#define STUDY(after)                                                                                            \
  "ekusia: 1\ntitle: t\nmodel: sverige\n"                                                                      \
  "settings: {price_year: 2024, start: 2024-01, horizons: [1 year, 3 years], discount: {rate: 2.3851 %}}\n"     \
  "participants: {cases: [{name: A, weight: 7, before: {states: {försörjningsstöd: 100 %}},\n"                  \
  "  after: {states: {" after "}, inputs: {wage: 23 850 kr/month}}}]}\n"                                        \
  "costs: [{name: Ledare, payer: kommun, amount: 234 567 kr}]\n"
#define WORK "arbete: 100 %"
#define NET "comparison: {deadweight: 23.85 %, displacement: 7 %}\neffect: {retention: 83 %/year}\n"

static struct ek_break_even of(const struct ek_result *r, const char *actor) {
  return ek_break_even_of(r, actor != NULL ? ek_model_actor(r->model, actor) : r->model->root, 36);
}

/* The same study in which so much is due to the insats, or would have come anyway, breaks even. */
static void runs_agree(void **state) {
  (void)state;
  static const char *const actors[] = {NULL, "kommun"};
  const struct ek_result *base = run(STUDY(WORK) NET);
  for (size_t i = 0; i < 2; i++) {
    const struct ek_break_even b = of(base, actors[i]);
    const char *share = ek_sprintf(arena, "%.17g", b.share), *deadweight = ek_sprintf(arena, "%.17g", b.deadweight);
    assert_true(b.share > 0 && b.share < 1 && b.deadweight > 0.2385 && b.deadweight < 1);
    const struct ek_result *part = run_set(STUDY(WORK) NET, SET("effect.attribution", share));
    assert_near(at(part, EK_FIG_RESULT, actors[i], 36), 0, 0, 1e-4);
    assert_near(at(part, EK_FIG_EXTRA_IN_WORK, NULL, 0), b.work, 1e-9, 0);
    assert_near(at(run_set(STUDY(WORK) NET, SET("comparison.deadweight", deadweight)), EK_FIG_RESULT, actors[i], 36), 0, 0, 1e-4);
    assert_near(b.realised, b.share * at(base, EK_FIG_REALISED_POTENTIAL, NULL, 0), 1e-12, 0);
  }
}

static void what_costs_nothing_needs_nothing(void **state) {
  (void)state;
  const struct ek_break_even b = of(run(STUDY(WORK) NET), "region");
  assert_near(b.share, 0, 0, 0);
  assert_near(b.work, 0, 0, 0);
  assert_near(b.deadweight, 1, 0, 0);
}

static void no_part_of_a_loss_is_enough(void **state) {
  (void)state;
  const struct ek_break_even b = of(run(STUDY("försörjningsstöd: 100 %, arbete: 0 %") NET), NULL);
  assert_true(isinf(b.share) && isnan(b.work) && isnan(b.realised) && isnan(b.deadweight));
  const struct ek_break_even loss = of(run(STUDY(WORK) NET), "ovriga"); /* bears what is displaced, and pays nothing */
  assert_true(isinf(loss.share));
}

static void more_than_all_is_told_as_that(void **state) {
  (void)state;
  const struct ek_break_even b = of(run_set(STUDY(WORK) NET, SET("costs[1].amount", "23 850 000 kr")), NULL);
  assert_true(b.share > 1 && isfinite(b.share));
  assert_true(isnan(b.realised)); /* all took work, and more than all cannot */
  assert_true(isnan(b.deadweight)); /* even without any it does not pay */
}

static void gross_change_has_a_highest_deadweight_too(void **state) {
  (void)state;
  const struct ek_break_even b = of(run(STUDY(WORK) "comparison: {before_continues: yes}\n"), NULL);
  assert_near(b.deadweight, 1 - b.share, 1e-12, 0);
}

static void years_add_up(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY(WORK) NET);
  double sum = 0;
  for (int y = 0; y < 3; y++) {
    sum += in_year(r, EK_FIG_NET_IN_YEAR, "kommun", y);
    assert_near(ek_result_until(r, EK_FIG_NET_IN_YEAR, ek_model_actor(r->model, "kommun"), y), sum, 1e-12, 1e-6);
  }
  assert_true(isnan(ek_result_until(r, EK_FIG_NET_IN_YEAR, r->model->root, 99)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(runs_agree), TEST(what_costs_nothing_needs_nothing), TEST(no_part_of_a_loss_is_enough),
      TEST(more_than_all_is_told_as_that), TEST(gross_change_has_a_highest_deadweight_too), TEST(years_add_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
