/* Laws of a household's economy, whatever the prices. */
#include "fixture.h"
#include "household.h"

#include "engine/budget.h"
#include "engine/run.h"

static const struct ek_study *study_of(const char *text) {
  household_model(HUS_PERSON, HUS_STATES);
  const struct ek_study *s = ek_study_read(arena, file_of("hus.yaml", text), &(struct ek_study_options){0}, diags);
  if (s == NULL) fail_msg("%s", errors());
  return s;
}

static const struct ek_result *result_of(const char *text) {
  struct ek_result *r = NULL;
  if (ek_run(arena, study_of(text), &r, diags) != EK_OK) fail_msg("%s", errors());
  return r;
}

#define MIXED(order)                                                                               \
  HUS_STUDY("    - {name: A, weight: 7.7, before: {states: {stöd: 1}},\n"                      \
            "       after: {states: {" order "}, inputs: {wage: 18 385 kr/month}}}\n")
#define FORTH "jobb: 35 %, stöd: 100 %, bidrag: 40 %"
#define BACK "bidrag: 40 %, stöd: 100 %, jobb: 35 %"

/* Support falls or stands still as pay rises, never to below nothing, and what is left never falls. */
static void test_more_pay_never_raises_support(void **state) {
  (void)state;
  enum { N = 400 };
  static double wages[N];
  for (size_t i = 0; i < N; i++) wages[i] = 12 * 91.7 * (double)i;
  const struct ek_study *s = study_of(HUS_STUDY(
      "    - {name: A, before: {states: {stöd: 100 %}}}\n"
      "    - {name: B, before: {states: {stöd: 63 %, bidrag: 50 %}, inputs: {hyra: 9 999 kr/month}}}\n"));
  struct ek_list notes;
  const struct ek_budget_row *rows = ek_budget_sweep(arena, s, wages, N, &notes, diags);
  for (size_t c = 0; c < 2; c++) {
    const double *support = rows[c].budget.line[3], *left = rows[c].budget.disposable;
    assert_true(support[0] > 0 && support[N - 1] == 0);
    for (size_t i = 1; i < N; i++) {
      assert_true(support[i] <= support[i - 1] && support[i] >= 0);
      assert_true(left[i] >= left[i - 1] - 1e-9);
      assert_true(rows[c].participation[i] > -1e-12 && rows[c].participation[i] < 1 + 1e-12);
    }
  }
}

static void test_lines_add_up(void **state) {
  (void)state;
  const struct ek_result *r = result_of(MIXED(FORTH));
  const struct ek_budget *all[] = {r->budgets->cases[0].before, r->budgets->cases[0].after,
                                   r->budgets->mean.before, r->budgets->mean.after};
  for (size_t i = 0; i < 4; i++) {
    double sum = 0;
    for (size_t l = 0; l < all[i]->n; l++) sum += all[i]->line[l][0];
    assert_near(all[i]->disposable[0], sum, 1e-14, 1e-9);
  }
}

/* What the person gets from others, less what it pays, is what its household has but for the consumption tax. */
static void test_lines_are_what_is_booked(void **state) {
  (void)state;
  const struct ek_result *r = result_of(MIXED(FORTH));
  double change = r->budgets->mean.after->disposable[0] - r->budgets->mean.before->disposable[0];
  assert_near(at(r, EK_FIG_BENEFIT_PER_YEAR, "individ", 0), 0.99 * 7.7 * (1 - 0.125) * change, 1e-12, 0);
}

static void test_the_order_of_states_does_not_matter(void **state) {
  (void)state;
  const struct ek_result *a = result_of(MIXED(FORTH)), *b = result_of(MIXED(BACK));
  for (size_t l = 0; l < 4; l++) {
    assert_true(a->budgets->mean.after->line[l][0] == b->budgets->mean.after->line[l][0]);
  }
  assert_true(a->budgets->mean.marginal[0] == b->budgets->mean.marginal[0]);
  assert_near(at(a, EK_FIG_RESULT, "kommun", 60), at(b, EK_FIG_RESULT, "kommun", 60), 1e-14, 0);
}

/* Support is a transfer: a higher norm moves money, and society has what it had. */
static void test_support_is_a_transfer(void **state) {
  (void)state;
  const struct ek_result *a = result_of(MIXED("jobb: 100 %, stöd: 100 %"));
  const struct ek_result *b = result_of(MIXED("jobb: 100 %, stöd: 100 %") "overrides: {norm: 9 385 kr/month}\n");
  assert_true(fabs(at(a, EK_FIG_BENEFIT, "kommun", 60) - at(b, EK_FIG_BENEFIT, "kommun", 60)) > 1000);
  assert_near(at(a, EK_FIG_BENEFIT, NULL, 60), at(b, EK_FIG_BENEFIT, NULL, 60), 1e-12, 0);
  assert_near(b->balance.worst, 0, 0, 1e-6);
  for (size_t m = 0; m < b->ledger->months; m++) {
    double sum = 0, size = 0;
    for (int k = 0; k < (int)b->ledger->accounts; k++) {
      if (k < (int)b->model->n_actors && !b->model->actors[k].leaf) continue;
      double part = ek_ledger_month(b->ledger, EK_SIDE_EFFECT, k, m)[0];
      sum += part;
      size += fabs(part);
    }
    assert_near(sum, 0, 0, 1e-12 * size + 1e-9);
  }
}

static void test_participation_is_what_is_not_kept(void **state) {
  (void)state;
  static const char *const extents[] = {"0.05", "0.35", "0.715", "1"};
  for (size_t i = 0; i < 4; i++) {
    const struct ek_result *r = result_of(ek_sprintf(arena, MIXED("jobb: %s, stöd: 1"), extents[i]));
    const struct ek_case_budget *c = &r->budgets->cases[0];
    double kept = c->after->disposable[0] - c->before->disposable[0];
    assert_near(c->participation[0], 1 - kept / (c->after->earned[0] - c->before->earned[0]), 1e-13, 0);
  }
}

/* A wage written in the study is the same as one put on top of no work. */
static void test_a_wage_on_top_is_a_wage(void **state) {
  (void)state;
  const struct ek_study *s = study_of(HUS_STUDY(
      "    - {name: A, before: {states: {stöd: 100 %}}}\n"
      "    - {name: B, before: {states: {stöd: 100 %, jobb: 100 %}, inputs: {wage: 13 777 kr/month}}}\n"));
  struct ek_list notes;
  const double wage[] = {12 * 13777.0}, none[] = {0};
  const struct ek_budget_row *with = ek_budget_sweep(arena, s, wage, 1, &notes, diags);
  const struct ek_budget_row *without = ek_budget_sweep(arena, s, none, 1, &notes, diags);
  for (size_t l = 0; l < 4; l++) assert_near(with[0].budget.line[l][0], without[1].budget.line[l][0], 1e-14, 0);
  assert_near(with[0].marginal[0], without[1].marginal[0], 1e-11, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_more_pay_never_raises_support), TEST(test_lines_add_up), TEST(test_lines_are_what_is_booked),
      TEST(test_the_order_of_states_does_not_matter), TEST(test_support_is_a_transfer),
      TEST(test_participation_is_what_is_not_kept), TEST(test_a_wage_on_top_is_a_wage),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
