/* Names of the time in formulas, and tables written out or in a file. */
#include "cohort.h"

#include "study/cohort_parts.h"

static const struct ek_timetable *table(const struct ek_study *s, size_t i) {
  return (const struct ek_timetable *)s->outcomes.cohort.table_list.items + i;
}

static void test_names(void **state) {
  (void)state;
  const struct ek_cohort *k = cohort(cohort_set(NULL));
  assert_int_equal(k->clock.n, EK_CLOCKS + 1);
  assert_string_equal(k->clock.items[EK_CLOCK_AGE].name, "age");
  assert_string_equal(k->clock.items[EK_CLOCKS].name, "avtar");
}

static void test_values(void **state) {
  (void)state;
  const struct ek_timetable *t = table(cohort_set(NULL), 0);
  assert_int_equal(t->n, 2);
  assert_int_equal(t->by, EK_CLOCK_CYCLE);
  assert_near(t->from[1], 13, 0, 0);
  assert_near(t->value[0][0], 0.02, 0, 0);
  assert_near(t->value[1][1], 0.01, 0, 0);
  t = table(cohort_set(SET("outcomes.tables.r", "{by: age, values: {0: 0.1/year, 65.5: 0.2/year}}")), 1);
  assert_int_equal(t->unit.power[EK_DIM_TIME], -1);
  assert_near(t->from[1], 65.5, 0, 0);
}

static void test_files(void **state) {
  (void)state;
  file_of("liv.csv", "ålder;q_m;q_f\n0;0,5;0.25\n30;1;-2\n");
  const struct ek_timetable *t = table(cohort_set(SET("outcomes.tables.r", "{by: age, file: liv.csv}")), 1);
  assert_int_equal(t->n, 2);
  assert_near(t->value[0][0], 0.5, 0, 0);
  assert_near(t->value[1][0], 0.5, 0, 0);
  t = table(cohort_set(SET("outcomes.tables.r", "{by: age, file: liv.csv, column: q_f, unit: '%'}")), 1);
  assert_near(t->value[0][1], -0.02, 1e-15, 0);
  t = table(cohort_set(SET("outcomes.tables.r", "{by: age, file: liv.csv, key: ålder, columns: {män: q_m, F: q_f}, unit: 1/month}",
                           "outcomes.initial", "{}", "outcomes.groups", "{k: {sex: kvinna, initial: {outside: 10}}}")), 1);
  assert_near(t->value[0][0], 6, 1e-15, 0);
  assert_near(t->value[1][0], 3, 1e-15, 0);
  assert_int_equal(t->unit.power[EK_DIM_TIME], -1);
}

static void test_files_that_are_wrong(void **state) {
  (void)state;
  file_of("liv.csv", "ålder;q_m;q_f\n0;0,5;0.25\n30;saknas;2\n");
  file_of("en.csv", "ålder\n0\n");
  assert_cohort_wrong("there is no file '/nej.csv'", "outcomes.tables.r", "{by: age, file: nej.csv}");
  assert_cohort_wrong("liv.csv:3:4+6 'saknas' is not a number here", "outcomes.tables.r", "{by: age, file: liv.csv}");
  assert_cohort_wrong("the file has no column 'q_x'", "outcomes.tables.r", "{by: age, file: liv.csv, column: q_x}");
  assert_cohort_wrong("the file has no column 'nyckel'", "outcomes.tables.r", "{by: age, file: liv.csv, key: nyckel, column: q_f}");
  assert_cohort_wrong("the table has no second column", "outcomes.tables.r", "{by: age, file: en.csv}");
  assert_cohort_wrong("the table 'r' is by sex, and the cohort has no groups", "outcomes.tables.r", "{by: age, file: en.csv, columns: {kvinna: ålder, man: ålder}}");
  assert_cohort_wrong("the table has no column for men", "outcomes.tables.r", "{by: age, file: liv.csv, columns: {kvinna: q_f}}");
  assert_cohort_wrong("the table has no column for women", "outcomes.tables.r", "{by: age, file: liv.csv, columns: {man: q_f}}");
  assert_cohort_wrong("'annan' is neither women nor men", "outcomes.tables.r", "{by: age, file: liv.csv, columns: {kvinna: q_f, annan: q_f}}");
}

static void test_tables_that_are_wrong(void **state) {
  (void)state;
#define TABLE "outcomes.tables.avtar"
  assert_cohort_wrong("the table 'avtar' has neither values nor a file", TABLE, "{by: cycle}");
  assert_cohort_wrong("the table 'avtar' has both values and a file", TABLE, "{by: cycle, file: x.csv, values: {1: 2 %}}");
  assert_cohort_wrong("the table 'avtar' is not in order", TABLE, "{by: cycle, values: {3: 2 %, 1: 1 %}}");
  assert_cohort_wrong("the table 'avtar' is not in order", TABLE, "{by: cycle, values: {3: 2 %, 3.0: 1 %}}");
  assert_cohort_wrong("'snart' is not a number to go by", TABLE, "{by: cycle, values: {snart: 2 %}}");
  assert_cohort_wrong("'nan' is not a number to go by", TABLE, "{by: cycle, values: {nan: 2 %}}");
  assert_cohort_wrong("'0x10' is not a number to go by", TABLE, "{by: cycle, values: {0x10: 2 %}}");
  assert_cohort_wrong("'1 % + 1 %' is not a plain quantity", TABLE, "{by: cycle, values: {1: 1 % + 1 %}}");
  assert_cohort_wrong("none with a distribution", TABLE, "{by: cycle, values: {1: {dist: beta, mean: 2 %, sd: 1 %}}}");
  assert_cohort_wrong("the values of a table have one unit", TABLE, "{by: cycle, values: {1: 2 %, 3: 0.1/year}}");
  assert_cohort_wrong("the table 'avtar' has an unknown unit 'per mill'", TABLE, "{by: cycle, unit: per mill, values: {1: 2 %}}");
  assert_cohort_wrong("'age' stands for the time of a cohort", "outcomes.tables.age", "{by: cycle, values: {1: 2 %}}");
  assert_cohort_wrong("'month' is a unit", "outcomes.tables.month", "{by: cycle, values: {1: 2 %}}");
  assert_cohort_wrong("'p' is an assumption too", "outcomes.tables.p", "{by: cycle, values: {1: 2 %}}", "assumptions.p", "3 %");
  assert_cohort_wrong("'in_state' stands for the time of a cohort", "assumptions.in_state", "3 %");
}

static void test_words_for_women(void **state) {
  (void)state;
  assert_int_equal(ek_study_woman(arena, "kvinnor"), 1);
  assert_int_equal(ek_study_woman(arena, "Kvinna"), 1);
  assert_int_equal(ek_study_woman(arena, "M"), 0);
  assert_int_equal(ek_study_woman(arena, "x"), -1);
  assert_int_equal(ek_study_woman(arena, NULL), -1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_names), TEST(test_values), TEST(test_files), TEST(test_files_that_are_wrong), TEST(test_tables_that_are_wrong), TEST(test_words_for_women),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
