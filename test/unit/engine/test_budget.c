/* The household's economy: lines, disposable income, participation and marginal effects,
 * and sweeps over wages. */
#include "fixture.h"
#include "household.h"

#include "engine/budget.h"
#include "engine/run.h"

#define HUS HUS_STUDY
#define CASE_A                                                                                     \
  "    - {name: A, weight: 3.3, before: {states: {stöd: 100 %}, inputs: {hyra: 6 100 kr/month}},\n" \
  "       after: {states: {jobb: 70 %, stöd: 100 %}, inputs: {wage: 19 385 kr/month}}}\n"
#define CASE_B "    - {name: B, weight: 1.7, before: {states: {bidrag: 100 %}}, after: {states: {inget: 100 %}}}\n"

static const struct ek_study *household_study(const char *text) {
  household_model(HUS_PERSON, HUS_STATES);
  const struct ek_study *s = ek_study_read(arena, file_of("hus.yaml", text), &(struct ek_study_options){0}, diags);
  if (s == NULL) fail_msg("the study cannot be read:\n%s", errors());
  return s;
}

static const struct ek_result *household_run(const char *text) {
  struct ek_result *r = NULL;
  if (ek_run(arena, household_study(text), &r, diags) != EK_OK) fail_msg("%s", errors());
  return r;
}

static double tax(double income) { return 0.3 * fmax(0, income - 12 * 1525); }

static double support(double rent, double income) {
  return fmax(0, 12 * (4385 + rent) - (income - tax(income)));
}

static void test_lines_add_to_disposable(void **state) {
  (void)state;
  const struct ek_budgets *b = household_run(HUS(CASE_A CASE_B))->budgets;
  assert_int_equal(b->n, 2);
  const struct ek_budget *before = b->cases[0].before, *after = b->cases[0].after;
  double pay = 0.7 * 12 * 19385;
  assert_int_equal(after->n, 4);
  assert_near(after->line[0][0], pay, 1e-14, 0);
  assert_near(after->line[1][0], 0, 0, 0);
  assert_near(after->line[2][0], -tax(pay), 1e-14, 0);
  assert_near(after->line[3][0], support(6100, pay), 1e-13, 0);
  assert_near(after->disposable[0], pay - tax(pay) + support(6100, pay), 1e-14, 0);
  assert_near(after->earned[0], pay, 1e-14, 0);
  assert_near(before->disposable[0], 12 * (4385 + 6100), 1e-14, 0);
  assert_near(before->earned[0], 0, 0, 0);
}

static void test_effects(void **state) {
  (void)state;
  const struct ek_budgets *b = household_run(HUS(CASE_A CASE_B))->budgets;
  double pay = 0.7 * 12 * 19385, more = pay + EK_MARGINAL_STEP;
  double now = pay - tax(pay) + support(6100, pay), then = more - tax(more) + support(6100, more);
  assert_near(b->cases[0].participation[0], 1 - (now - 12 * (4385 + 6100)) / pay, 1e-12, 0);
  assert_near(b->cases[0].marginal[0], 1 - (then - now) / EK_MARGINAL_STEP, 1e-11, 0);
  /* No pay after: nothing to compare with. */
  assert_true(isnan(b->cases[1].participation[0]));
  assert_true(isnan(b->cases[1].marginal[0]));
}

/* The mean household; its participation effect is of sums, its marginal effect of those with pay. */
static void test_the_mean(void **state) {
  (void)state;
  const struct ek_budgets *b = household_run(HUS(CASE_A CASE_B))->budgets;
  double a = 3.3 / 5, rest = 1.7 / 5;
  assert_null(b->mean.who);
  assert_near(b->mean.after->disposable[0],
              a * b->cases[0].after->disposable[0] + rest * b->cases[1].after->disposable[0], 1e-14, 0);
  double change = b->mean.after->disposable[0] - b->mean.before->disposable[0];
  assert_near(b->mean.participation[0], 1 - change / b->mean.after->earned[0], 1e-13, 0);
  assert_near(b->mean.marginal[0], b->cases[0].marginal[0], 1e-14, 0);
}

static void test_figures(void **state) {
  (void)state;
  const struct ek_result *r = household_run(HUS(CASE_A CASE_B));
  const struct ek_budgets *b = r->budgets;
  assert_near(at(r, EK_FIG_HOUSEHOLD_BEFORE, NULL, 0), b->mean.before->disposable[0], 1e-15, 0);
  assert_near(at(r, EK_FIG_HOUSEHOLD_AFTER, NULL, 0), b->mean.after->disposable[0], 1e-15, 0);
  assert_near(at(r, EK_FIG_PARTICIPATION_EFFECT, NULL, 0), b->mean.participation[0], 1e-15, 0);
  assert_near(at(r, EK_FIG_MARGINAL_EFFECT, NULL, 0), b->mean.marginal[0], 1e-15, 0);
}

static void test_no_lines_no_budgets(void **state) {
  (void)state;
  household_model(HUS_INPUTS HUS_INCOMES HUS_LET HUS_FLOWS, HUS_STATES);
  const struct ek_study *s =
      ek_study_read(arena, file_of("hus.yaml", HUS(CASE_A)), &(struct ek_study_options){0}, diags);
  struct ek_result *r;
  assert_int_equal(ek_run(arena, s, &r, diags), EK_OK);
  assert_null(r->budgets);
}

/* --- sweeps --------------------------------------------------------------------------------- */

static void same_bits(double a, double b, const char *what, size_t i) {
  if (memcmp(&a, &b, sizeof a) != 0 && !(isnan(a) && isnan(b))) fail_msg("%s %zu: %.17g, %.17g", what, i, a, b);
}

static struct ek_budget_row *sweep(const struct ek_study *s, const double *earned, size_t n) {
  struct ek_list notes;
  struct ek_budget_row *rows = ek_budget_sweep(arena, s, earned, n, &notes, diags);
  if (rows == NULL) fail_msg("%s", errors());
  return rows;
}

/* However many wages are priced at a time, each is as if it were alone. */
static void test_a_sweep_is_its_single_runs(void **state) {
  (void)state;
  const struct ek_study *s = household_study(HUS(CASE_A CASE_B));
  static const size_t sizes[] = {1, 127, 128, 129, 257};
  static double wages[257];
  for (size_t i = 0; i < 257; i++) wages[i] = 12 * 137.77 * (double)(i * 7 % 257);
  for (size_t k = 0; k < 5; k++) {
    const struct ek_budget_row *all = sweep(s, wages, sizes[k]);
    for (size_t i = sizes[k] > 128 ? 120 : 0; i < sizes[k]; i += 3) {
      const struct ek_budget_row *one = sweep(s, &wages[i], 1);
      for (size_t c = 0; c < 2; c++) {
        for (size_t l = 0; l < 4; l++) same_bits(all[c].budget.line[l][i], one[c].budget.line[l][0], "line", i);
        same_bits(all[c].budget.disposable[i], one[c].budget.disposable[0], "disposable", i);
        same_bits(all[c].budget.earned[i], one[c].budget.earned[0], "earned", i);
        same_bits(all[c].participation[i], one[c].participation[0], "participation", i);
        same_bits(all[c].marginal[i], one[c].marginal[0], "marginal", i);
      }
    }
  }
}

static void test_a_sweep_by_hand(void **state) {
  (void)state;
  const struct ek_study *s = household_study(HUS(CASE_A CASE_B));
  const double wages[] = {0, 12 * 1000.5, 12 * 17300.0, 12 * 99999.0};
  const struct ek_budget_row *rows = sweep(s, wages, 4);
  for (size_t i = 0; i < 4; i++) {
    double net = wages[i] - tax(wages[i]) + support(6100, wages[i]);
    assert_near(rows[0].budget.disposable[i], net, 1e-13, 0);
    double taxed = wages[i] + 12 * 7777;
    assert_near(rows[1].budget.disposable[i], taxed - tax(taxed), 1e-13, 0);
    assert_near(rows[1].budget.earned[i], wages[i], 1e-15, 0);
    if (i == 0) continue;
    assert_near(rows[0].participation[i], 1 - (net - 12 * (4385 + 6100)) / wages[i], 1e-11, 0);
  }
  assert_true(isnan(rows[0].participation[0]));
  assert_near(rows[0].marginal[0], 1, 1e-11, 0); /* all of the first thousand; below the allowance */
  assert_near(rows[0].marginal[3], 0.3, 1e-9, 0);
}

/* Without wages: each case as it stands, against the first. */
static void test_situations(void **state) {
  (void)state;
  const struct ek_study *s = household_study(
      HUS("    - {name: A, before: {states: {stöd: 100 %}}}\n    - {name: B, before: {states: {jobb: 100 %}}}\n"));
  const struct ek_budget_row *rows = sweep(s, NULL, 1);
  double pay = 12 * 21385.0, change = pay - tax(pay) - 12 * (4385 + 5010);
  assert_true(isnan(rows[0].participation[0]));
  assert_near(rows[1].participation[0], 1 - change / pay, 1e-12, 0);
}

static size_t notes_of(const char *cases, const double *wages, size_t n) {
  struct ek_list notes;
  assert_non_null(ek_budget_sweep(arena, household_study(cases), wages, n, &notes, diags));
  return notes.n;
}

/* A default is asked for by what needs it alone; what a late part of a sweep stretched is told. */
static void test_notes(void **state) {
  (void)state;
  assert_int_equal(notes_of(HUS(CASE_A CASE_B), NULL, 1), 0);
  assert_int_equal(notes_of(HUS("    - {name: A, before: {states: {sparare: 50 %}}}\n"), NULL, 1), 1);
  assert_int_equal(notes_of(HUS("    - {name: A, before: {states: {sparare: 50 %}, inputs: {sparat: 3 kr/month}}}\n"), NULL, 1), 0);
  static double wages[300];
  for (size_t i = 0; i < 300; i++) wages[i] = 12.0 * (double)i;
  household_model(HUS_INPUTS HUS_INCOMES HUS_LET
                  "household: [{name: a, amount: 'if(lön > 290 kr/month, lön - gammal, lön)'}]\n", HUS_STATES);
  const struct ek_study *s = ek_study_read(arena, file_of("hus.yaml", HUS(CASE_A)), &(struct ek_study_options){0}, diags);
  struct ek_list notes;
  assert_non_null(ek_budget_sweep(arena, s, wages, 250, &notes, diags)); /* a step of 1 000 kr more asks */
  assert_int_equal(notes.n, 1);
  assert_string_equal(((const struct ek_note *)notes.items)->name, "gammal");
}

static void test_faults(void **state) {
  (void)state;
  struct ek_list notes;
  const double far[] = {1.7e308};
  const struct ek_study *s = household_study(
      HUS("    - {name: A, before: {states: {jobb: 100 %}, inputs: {wage: 1.2e307 kr/month}}}\n"));
  assert_null(ek_budget_sweep(arena, s, far, 1, &notes, diags));
  assert_errors(":0:0+0 the amounts are too large to compute with; look for a wage or a price that is far too large\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_lines_add_to_disposable), TEST(test_effects), TEST(test_the_mean), TEST(test_figures),
      TEST(test_no_lines_no_budgets), TEST(test_a_sweep_is_its_single_runs), TEST(test_a_sweep_by_hand),
      TEST(test_situations), TEST(test_notes), TEST(test_faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
