/* Tests of lib/base/date.c. */
#include "near.h"

#include "base/date.h"

static void check_day(const char *text, ek_day expected) {
  ek_day day = -1;
  assert_true(ek_day_parse(text, &day));
  assert_int_equal(day, expected);
}

static void test_day(void **state) {
  (void)state;
  check_day("2013-01-31", 20130131);
  check_day("2013-02", 20130201);
  check_day("2013", 20130101);
  check_day("1900-01-01", 19000101);
  check_day("2200-12-31", 22001231);
  check_day("2012-02-29", 20120229);
  check_day("2000-02-29", 20000229);
}

static void test_no_day(void **state) {
  (void)state;
  static const char *const texts[] = {"",           "13",         "2013-1",     "2013-13",
                                      "2013-00",    "2013-01-00", "2013-01-32", "2013-04-31",
                                      "2013-02-29", "1900-02-29", "1899-12-31", "2201-01-01",
                                      "2013/01/01", "2013-01/01", "20130101",   "2013-01-01 ",
                                      "2013-0a",    "abcd",       "-013-01-01", "2013-01-1x"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    ek_day day = -1;
    if (ek_day_parse(texts[i], &day))
      fail_msg("'%s' is read as a day", texts[i]);
    assert_int_equal(day, -1);
  }
}

static void test_month(void **state) {
  (void)state;
  ek_month month = -1;
  assert_true(ek_month_parse("2013-01", &month));
  assert_int_equal(month, 2013 * 12);
  assert_true(ek_month_parse("2013-12-01", &month));
  assert_int_equal(month, 2013 * 12 + 11);
  assert_false(ek_month_parse("2013-12-02", &month));
  assert_false(ek_month_parse("2013", &month));
  assert_false(ek_month_parse("2013-13", &month));
  assert_false(ek_month_parse("", &month));
}

static void test_parts_and_texts(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  ek_month month = ek_day_month(20141231);
  assert_int_equal(month, 2014 * 12 + 11);
  assert_int_equal(ek_month_year(month), 2014);
  assert_int_equal(ek_day_year(20141231), 2014);
  assert_string_equal(ek_month_text(arena, month), "2014-12");
  assert_string_equal(ek_month_text(arena, month + 1), "2015-01");
  assert_string_equal(ek_day_text(arena, 20140305), "2014-03-05");
  ek_arena_free(arena);
}

static void check_duration(struct ek_arena *arena, const char *text, int expected) {
  int months = -1;
  if (!ek_duration_parse(arena, text, &months))
    fail_msg("'%s' is not read as a duration", text);
  assert_int_equal(months, expected);
}

static void test_duration(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  check_duration(arena, "18 months", 18);
  check_duration(arena, "7 mån", 7);
  check_duration(arena, "1 year", 12);
  check_duration(arena, "5 år", 60);
  check_duration(arena, "10\u00A0years", 120);
  check_duration(arena, "2 quarters", 6);
  check_duration(arena, "0 months", 0);
  check_duration(arena, "1,5 år", 18);
  check_duration(arena, "1 000 years", 12000);
  check_duration(arena, "730 days", 24);
  ek_arena_free(arena);
}

static void test_no_duration(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  static const char *const texts[] = {
      "",           "12",     "months", "1.5 months", "2 weeks",   "-1 month", "12 kr",
      "1001 years", "1/year", "5 %",    "1 year x",   "0,3 years", "1e300 år"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    int months = -1;
    if (ek_duration_parse(arena, texts[i], &months))
      fail_msg("'%s' is read as a duration", texts[i]);
    assert_int_equal(months, -1);
  }
  ek_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_day),      cmocka_unit_test(test_no_day),
      cmocka_unit_test(test_month),    cmocka_unit_test(test_parts_and_texts),
      cmocka_unit_test(test_duration), cmocka_unit_test(test_no_duration),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
