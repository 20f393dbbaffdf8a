/* What is read back of rows: whose they are, and what went wrong. */
#include "unit/batch/fixture.h"

#include "batch/rows.h"

static size_t run_of(const char *line) { return ek_rows_run(line, strlen(line)); }
static const char *error_of(const char *line) { return ek_rows_error(arena, line, strlen(line)); }

static void test_runs(void **state) {
  (void)state;
  assert_int_equal(run_of("1,a"), 1);
  assert_int_equal(run_of("1000000000,"), 1000000000);
  assert_int_equal(run_of(",stamp"), 0);
  assert_int_equal(run_of("12"), 0);
  assert_int_equal(run_of("-1,a"), 0);
  assert_int_equal(run_of("1x,a"), 0);
  assert_int_equal(run_of("9999999999999999999,a"), 0);
  assert_int_equal(run_of(""), 0);
}

static void test_errors_of_rows(void **state) {
  (void)state;
  assert_null(error_of("1,a,"));
  assert_null(error_of("1,\"a,b\","));
  assert_string_equal(error_of("1,a,fel"), "fel");
  assert_string_equal(error_of("1,a,\"fel, \"\"igen\"\"\""), "fel, \"igen\"");
  assert_string_equal(error_of("1,a,\"\"\"igen\"\"\""), "\"igen\"");
  assert_string_equal(error_of("1,a,'--draws: få"), "--draws: få");
  assert_string_equal(error_of("1,a,\"'=a,b\""), "=a,b");
  assert_string_equal(error_of("1,a,'kr' is no unit"), "'kr' is no unit");
}

/* A quantity is as it was written; what a spreadsheet would take for a formula is no quantity. */
static void test_values_as_written(void **state) {
  (void)state;
  struct ek_plan *p = plan_fine("batch:\n  study: study.yaml\n  figures: [result]\n  dimensions: [{set: kvar, values: [-5 %/year, \"-5,5 %/year\"]}, {set: title, values: [\"-1+1|x\", \"=1\"]}]\n");
  struct ek_buffer out = {.arena = arena};
  struct ek_diags *wrong = ek_diags_new(arena);
  for (size_t run = 0; run < 4; run++) ek_rows_add_error(p, run, wrong, &out);
  assert_string_equal(ek_buffer_text(&out), "1,-5 %/year,'-1+1|x,,,,,,,it could not be computed\n2,-5 %/year,'=1,,,,,,,it could not be computed\n"
                                            "3,\"-5,5 %/year\",'-1+1|x,,,,,,,it could not be computed\n4,\"-5,5 %/year\",'=1,,,,,,,it could not be computed\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_runs), TEST(test_errors_of_rows), TEST(test_values_as_written)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
