/* Participants from state to state: of cases by weight, of people with what tells of few masked. */
#include "cohort.h"
#include "people.h"

#include "engine/shifts.h"
#include "privacy/masking.h"

#define CASE(name, weight, before, after)                                                          \
  "    - {name: " name ", weight: " weight ", inputs: {benefit: 8 000 kr/month, exclusion_cost: 2 000 kr/month, wage: 20 000 kr/month},\n" \
  "       before: {states: {" before "}}, after: {states: {" after "}}}\n"

static void cases_count_by_weight(void **state) {
  (void)state;
  const struct ek_result *r = run(UNTIL("1 year", "none") "participants:\n  cases:\n" CASE("A", "2.3850", "outside: 100 %", "outside: 55 %, work: 45 %")
                                  CASE("B", "7", "outside: 60 %, work: 40 %", "work: 100 %") CASE("C", "3", "outside: 100 %", "work: 51 %, outside: 49 %") "comparison: {deadweight: 0 %}\n");
  const struct ek_shifts *s = ek_shifts(r);
  assert_int_equal(s->n, 2);
  size_t outside = strcmp(s->states[0]->name.text, "outside") == 0 ? 0 : 1, work = 1 - outside;
  assert_near(s->persons[outside * 2 + outside], 2.385, 1e-12, 0);
  assert_near(s->persons[outside * 2 + work], 10, 1e-12, 0);
  assert_near(s->persons[work * 2 + outside] + s->persons[work * 2 + work], 0, 0, 0);
  for (size_t i = 0; i < 4; i++) assert_false(s->masked[i]);
}

static void the_phase_that_lasts_counts(void **state) {
  (void)state;
  const struct ek_result *r = run(UNTIL("1 year", "none") "participants:\n  cases:\n"
                                  "    - {name: A, weight: 3, inputs: {benefit: 8 000 kr/month, exclusion_cost: 2 000 kr/month, wage: 20 000 kr/month}, before: {states: {outside: 100 %}},\n"
                                  "       after: {states: {work: 100 %}, months: 3}, later: [{states: {outside: 100 %}}]}\ncomparison: {deadweight: 0 %}\n");
  const struct ek_shifts *s = ek_shifts(r);
  assert_int_equal(s->n, 1);
  assert_near(s->persons[0], 3, 1e-12, 0);
}

/* Persons in a state of no extent are in none. */
static void people_are_masked(void **state) {
  (void)state;
  struct somebody all[60];
  draw_somebody(all, 60, 2385, false);
  file_of("p.csv", people_file(all, 60, ';'));
  const struct ek_result *r = people_run(PEOPLE_HEAD(NPV) "participants:\n  file: p.csv\n" PEOPLE_COLUMNS PEOPLE_COSTS PEOPLE_NET);
  const struct ek_shifts *s = ek_shifts(r);
  size_t masked = 0;
  double shown = 0;
  for (size_t i = 0; i < s->n * s->n; i++) {
    masked += s->masked[i];
    shown += s->persons[i];
    assert_true(s->persons[i] == 0 || s->persons[i] >= EK_FEWEST);
    assert_true(!s->masked[i] || s->persons[i] == 0);
  }
  assert_true(masked > 0);
  assert_true(shown > 0 && shown < 60);
}

static void cohorts_are_not_followed(void **state) {
  (void)state;
  assert_null(ek_shifts(run(FIVE_YEARS "outcomes:\n  cycle: 1 year\n  initial: {b: 10}\n" STATES ALONE(""))));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(cases_count_by_weight), TEST(the_phase_that_lasts_counts), TEST(people_are_masked), TEST(cohorts_are_not_followed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
