/* Rows as SQLite: every cell as it stands, numbers to the bit. */
#include "unit/support.h"

#include "batch/table.h"
#include "read/database.h"

#define ROWS "run,\"lön, \"\"hög\"\"\",actor,horizon_months,figure,value,unit,text,error\n" \
  ",,,,stamp:id,,,abc,\n" \
  "1,\"20 385 kr, ungefär\",kommun,60,result,0.30000000000000004,kr,,\n" \
  "1,,kommun,,payback_months,,months,never,\n" \
  "2,'=1,,,,,,,\"a \"\"b\"\", c\"\n" \
  "3,x,,,,,,,\"a \"\"b\"\", c\"\n" \
  ",,,,stamp:rows,,,4,\n"

static void test_cells(void **state) {
  (void)state;
  const char *out = ek_sprintf(arena, "%s/out.sqlite", folder);
  assert_true(ek_table_write(arena, file_of("rows.csv", ROWS), out, diags));
  struct ek_database *db = ek_database_open(arena, out, EK_DATABASE_READ, diags);
  struct ek_query *q = ek_database_query(db, "SELECT * FROM runs");
  struct ek_query *heads = ek_database_query(db, "SELECT name FROM pragma_table_info('runs') WHERE cid = 1");
  assert_true(ek_query_step(heads));
  assert_string_equal(ek_query_text(heads, 0), "lön, \"hög\"");
  assert_true(ek_query_step(q));
  assert_string_equal(ek_query_text(q, 1), "20 385 kr, ungefär");
  assert_int_equal(ek_query_int(q, 3), 60);
  double value = ek_query_real(q, 5);
  assert_memory_equal(&value, &(double){0.1 + 0.2}, sizeof value);
  assert_true(ek_query_step(q));
  assert_int_equal(ek_query_kind(q, 5), EK_IS_NULL);
  assert_string_equal(ek_query_text(q, 7), "never");
  assert_true(ek_query_step(q));
  assert_string_equal(ek_query_text(q, 8), "a \"b\", c");
  assert_true(ek_query_step(q));
  assert_false(ek_query_step(q));
  struct ek_failures failures = {0};
  ek_table_failures(arena, out, &failures);
  assert_int_equal(failures.failed, 2);
  assert_int_equal(failures.kinds.n, 1);
  assert_fine();
}

static void test_of_which_batch(void **state) {
  (void)state;
  const char *out = ek_sprintf(arena, "%s/out.db", folder);
  assert_false(ek_table_is(out, "abc", NULL));
  assert_true(ek_table_write(arena, file_of("rows.csv", ROWS), out, diags));
  assert_true(ek_table_is(out, "abc", NULL));
  assert_false(ek_table_is(out, "abd", NULL));
  assert_false(ek_table_is(out, "abc", "1/2"));
  assert_false(ek_table_is(file_of("text.db", "no table"), "abc", NULL));
  assert_true(ek_table_named("a/b.sqlite") && ek_table_named("b.sqlite3") && ek_table_named("x.db"));
  assert_false(ek_table_named("x.csv") || ek_table_named(".db") || ek_table_named("db"));
}

static void test_what_cannot_be(void **state) {
  (void)state;
  assert_false(ek_table_write(arena, ek_sprintf(arena, "%s/none.csv", folder), ek_sprintf(arena, "%s/out.db", folder), diags));
  assert_errors("none.csv:0:0+0 cannot write: No such file or directory\n");
  assert_false(ek_table_write(arena, file_of("rows.csv", ROWS), ek_sprintf(arena, "%s/no/out.db", folder), diags));
  assert_non_null(strstr(errors(), "no/out.db"));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_cells), TEST(test_of_which_batch), TEST(test_what_cannot_be)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
