/* What is read back of rows: whose they are, and what went wrong. */
#include "unit/support.h"

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

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_runs), TEST(test_errors_of_rows)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
