/* Rows of CSV: quotes, numbers, and texts that a spreadsheet would take for formulas. */
#include "saying.h"

#include <math.h>

#include "render/csv_row.h"

static const char *row(const char *const *cells, size_t n, unsigned numbers) {
  struct ek_buffer out = {.arena = arena};
  ek_csv_row(&out, cells, n, numbers);
  return ek_buffer_text(&out);
}

/* Whatever begins like a formula is a text by an apostrophe; elsewhere in it such a sign is a sign. */
static void no_text_is_a_formula(void **state) {
  (void)state;
  assert_string_equal(row((const char *[]){"=1+1", "+46", "-5", "@SUM(1)", "\tx", "a=b"}, 6, 0), "'=1+1,'+46,'-5,'@SUM(1),'\tx,a=b\n");
  assert_string_equal(row((const char *[]){"\rx", "=HYPERLINK(\"a\",1)"}, 2, 0), "\"'\rx\",\"'=HYPERLINK(\"\"a\"\",1)\"\n");
  assert_string_equal(row((const char *[]){"=", "-", "", "'="}, 4, 0), "'=,'-,,'=\n");
}

static void a_number_keeps_its_minus(void **state) {
  (void)state;
  assert_string_equal(row((const char *[]){"-2.385", "-2.385"}, 2, 1u << 1), "'-2.385,-2.385\n");
  assert_string_equal(ek_csv_number(arena, -2.385), "-2.385");
  assert_string_equal(ek_csv_number(arena, INFINITY), "");
  const char *many[40];
  for (size_t i = 0; i < 40; i++) many[i] = "-1";
  const char *text = row(many, 40, 1u << 31); /* bit 31 is of all cells from there on */
  assert_int_equal(strlen(text), 40 * 2 + 39 + 1 + 31);
}

static void quotes_where_they_are_asked_for(void **state) {
  (void)state;
  assert_string_equal(row((const char *[]){"a,b", "say \"x\"", "two\nlines", NULL, "plain"}, 5, 0), "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",,plain\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(no_text_is_a_formula), TEST(a_number_keeps_its_minus), TEST(quotes_where_they_are_asked_for)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
