/* Tests of lib/read/csv_copy.c: what is written reads back as it was. */
#include "read/fixture.h"

#include "read/csv_copy.h"

static enum ek_want want_codes(void *data, const char *name) {
  (void)data;
  (void)name;
  return EK_WANT_CODES;
}

static struct ek_columns *read_text(const char *text) {
  struct ek_columns *columns = ek_columns_read(arena, source_of(text), want_codes, NULL, diags);
  assert_non_null(columns);
  return columns;
}

static const char *copy_of(const struct ek_columns *columns, const struct ek_csv_column_copy *how) {
  struct ek_buffer out = {.arena = arena};
  ek_csv_copy(columns, how, &out);
  return ek_buffer_text(&out);
}

static const struct ek_csv_column_copy as_it_is[8];

/* Copied whole; a copy of the copy is the same. */
static void check_copy(const char *text, const char *expected) {
  assert_string_equal(copy_of(read_text(text), as_it_is), expected);
  assert_string_equal(copy_of(read_text(expected), as_it_is), expected);
}

static void test_cells(void **state) {
  (void)state;
  check_copy("a;b\n1;2\n", "a;b\n1;2\n");
  check_copy(" a ; \"b\"\r\n 1 ;\r\n\r\n;\r\n;\" två \"", "a;b\n1;\n;två\n");
  check_copy("a;b\n\"x;y\";\"sa \"\"hej\"\"\"\n\"rad 1\nrad 2\";\"\"\"\"\n",
             "a;b\n\"x;y\";\"sa \"\"hej\"\"\"\n\"rad 1\nrad 2\";\"\"\"\"\n");
  check_copy("a\tb\n1;2\t\"x\ty\"\n", "a\tb\n1;2\t\"x\ty\"\n");
  check_copy("a,b\n\"1,5\",2;3\n", "a,b\n\"1,5\",2;3\n");
  check_copy("a;b\n\"x\ry\";1,5\n", "a;b\n\"x\ry\";1,5\n");
}

static void test_encodings(void **state) {
  (void)state;
  check_copy("\xEF\xBB\xBFk\xC3\xB6n;x\n1;2\n", "kön;x\n1;2\n");
  check_copy("k\xF6n;x\n\x96;2\n", "kön;x\n–;2\n");
}

/* The reader must find the same delimiter again, whatever stands in the names. */
static void test_header(void **state) {
  (void)state;
  check_copy("a;\"b;c\";\"d,e,f,g\"\n1;2;3\n", "a;\"b;c\";\"d,e,f,g\"\n1;2;3\n");
  struct ek_columns *columns = read_text("a;b, c, d;e;f;g\n1;2;3;4;5\n");
  const struct ek_csv_column_copy how[5] = {[2] = {true, NULL}, {true, NULL}, {true, NULL}};
  const char *out = copy_of(columns, how);
  assert_string_equal(out, "a;\"b, c, d\"\n1;2\n");
  assert_int_equal(read_text(out)->delimiter, ';');
}

static void test_left_out_and_replaced(void **state) {
  (void)state;
  struct ek_columns *columns = read_text("a;b;c\n1;x;2\n3;y;4\n5;x;6\n");
  static const char *const texts[] = {"ett;", ""};
  const struct ek_csv_column_copy how[3] = {{true, NULL}, {false, texts}, {false, NULL}};
  assert_string_equal(copy_of(columns, how), "b;c\n\"ett;\";2\n;4\n\"ett;\";6\n");
}

static void test_one_column(void **state) {
  (void)state;
  struct ek_columns *columns = read_text("a;b\n1;\n2;x\n");
  const struct ek_csv_column_copy how[2] = {{true, NULL}, {false, NULL}};
  assert_string_equal(copy_of(columns, how), "b\n\"\"\nx\n");
  check_copy("\"a\"\n\"1;5\"\n\"1,5\"\n", "a\n\"1;5\"\n\"1,5\"\n");
}

/* A row of another length is not among the rows. */
static void test_odd_row(void **state) {
  (void)state;
  assert_string_equal(copy_of(read_text("a;b\n1\n2;3\n"), as_it_is), "a;b\n2;3\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_cells),      TEST(test_encodings),
      TEST(test_header),     TEST(test_left_out_and_replaced),
      TEST(test_one_column), TEST(test_odd_row),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
