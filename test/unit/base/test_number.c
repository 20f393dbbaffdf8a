/* Tests of lib/base/number.c. */
#include "near.h"

#include <float.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"

static struct ek_arena *arena;

static int setup(void **state) {
  (void)state;
  arena = ek_arena_new();
  return 0;
}

static int teardown(void **state) {
  (void)state;
  ek_arena_free(arena);
  return 0;
}

static void check_scan(const char *text, double value, size_t used) {
  struct ek_number_error error;
  double got = -1;
  size_t n = ek_number_scan(arena, text, true, &got, &error);
  if (n != used)
    fail_msg("'%s': %zu bytes used, not %zu (%s)", text, n, used,
             error.message != NULL ? error.message : "no error");
  if (got != value)
    fail_msg("'%s' is %.17g, not %.17g", text, got, value);
  assert_null(error.message);
}

static void test_scan(void **state) {
  (void)state;
  check_scan("0", 0, 1);
  check_scan("2385", 2385, 4);
  check_scan("2,385e3", 2385, 7);
  check_scan("2.3851", 2.3851, 6);
  check_scan("0.123", 0.123, 5);
  check_scan("0,350 ", 0.35, 5);
  check_scan("1234.567", 1234.567, 8);
  check_scan("1 234,567", 1234.567, 9);
  check_scan("12 500 kr", 12500, 6);
  check_scan("12\u00A0500\u202F000\u2009125 kr", 12500000125, 19);
  check_scan("1e6", 1e6, 3);
  check_scan("1.5E-3", 1.5e-3, 6);
  check_scan("1e+2x", 100, 4);
  check_scan("3 e", 3, 1);
  check_scan("3e", 3, 1);
  check_scan("3e+", 3, 1);
  check_scan("7.", 7, 1);
  check_scan("7, 8", 7, 1);
  check_scan("2013-01", 2013, 4);
  check_scan("0.1", 0.1, 3);
  check_scan("179769313486231570000000000000000000000e270", DBL_MAX, 43);
  check_scan("1e-400", 0, 6);
  check_scan("0.00000000000000000000000000000000000000000000000000000000000000000002385", 2.385e-68,
             73);
}

/* `text` is refused for its first `length` bytes. */
static void check_bad(const char *text, bool comma, size_t length, const char *message,
                      const char *hint) {
  struct ek_number_error error;
  double value;
  assert_int_equal(ek_number_scan(arena, text, comma, &value, &error), 0);
  assert_string_equal(error.message, message);
  if (hint == NULL)
    assert_null(error.hint);
  else
    assert_string_equal(error.hint, hint);
  assert_int_equal(error.offset, 0);
  assert_int_equal(error.length, length);
}

static void test_ambiguous(void **state) {
  (void)state;
  check_bad("1.234", true, 5, "ambiguous number '1.234'", "write 1234 or 1.2340");
  check_bad("12,345 kr", true, 6, "ambiguous number '12,345'", "write 12345 or 12,3450");
  check_bad("3.500", true, 5, "ambiguous number '3.500'", "write 3500 or 3.5");
  check_bad("999.000", true, 7, "ambiguous number '999.000'", "write 999000 or 999");
}

static void test_thousands(void **state) {
  (void)state;
  const char *hint = "part groups of three with spaces: 1 000 000";
  check_bad("1.000.000", true, 9, "thousands signs in '1.000.000'", hint);
  check_bad("1,000,000 kr", true, 9, "thousands signs in '1,000,000'", hint);
  check_bad("1.234,56", true, 8, "thousands signs in '1.234,56'",
            "part groups of three with spaces: 1 234,56");
  check_bad("1,234.567", true, 9, "thousands signs in '1,234.567'",
            "part groups of three with spaces: 1 234.567");
  check_bad("1 234.567.890", true, 13, "thousands signs in '1 234.567.890'",
            "part groups of three with spaces: 1 234 567 890");
  check_bad("1.2.3", true, 5, "'1.2.3' is not a number", NULL);
  check_bad("2013.01.15", true, 10, "'2013.01.15' is not a number", NULL);
  check_bad("1.234,567.890", true, 13, "'1.234,567.890' is not a number", NULL);
}

static void test_groups(void **state) {
  (void)state;
  const char *hint = "groups after a space have exactly three digits: 12 500";
  check_bad("12 34", true, 5, "wrong groups of digits in '12 34'", hint);
  check_bad("1234 567", true, 8, "wrong groups of digits in '1234 567'", hint);
  check_bad("1 2345", true, 6, "wrong groups of digits in '1 2345'", hint);
  check_bad("1  234", true, 6, "wrong groups of digits in '1  234'", hint);
  check_bad("0 234", true, 5, "wrong groups of digits in '0 234'", hint);
  check_bad("1 234 56 kr", true, 8, "wrong groups of digits in '1 234 56'", hint);
}

static void test_not_numbers(void **state) {
  (void)state;
  const char *hint = "write digits, with spaces between groups of three";
  check_bad("", true, 0, "a number is missing", NULL);
  check_bad("abc", true, 3, "'abc' is not a number", NULL);
  check_bad("nan", true, 3, "'nan' is not a number", NULL);
  check_bad("+5", true, 2, "'+5' is not a number", NULL);
  check_bad("- 5", true, 3, "'- 5' is not a number", NULL);
  check_bad(".5 kr", true, 2, "a number begins with a digit: '.5'", "write 0.5");
  check_bad(",25", true, 3, "a number begins with a digit: ',25'", "write 0,25");
  check_bad("0x10 kr", true, 4, "'0x10' is not a number", hint);
  check_bad("1_000", true, 5, "'1_000' is not a number", hint);
  check_bad("1'000", true, 5, "'1'000' is not a number", hint);
  check_bad("1’000", true, 7, "'1’000' is not a number", hint);
  check_bad("1e309", true, 5, "the number '1e309' is too large", NULL);
  check_bad("en mycket lång text som inte alls är ett tal utan något annat", true, 64,
            "'en mycket lång text som inte alls är ett…' is not a number", NULL);
}

static void test_comma_in_parentheses(void **state) {
  (void)state;
  double value;
  struct ek_number_error error;
  check_bad("1,5)", false, 3, "a decimal comma cannot stand in parentheses: '1,5'",
            "write 1.5, or '1, 5' for two arguments");
  check_bad("1,000,000", false, 5, "a decimal comma cannot stand in parentheses: '1,000'",
            "write 1.000, or '1, 000' for two arguments");
  assert_int_equal(ek_number_scan(arena, "1, 5", false, &value, &error), 1);
  assert_int_equal(ek_number_scan(arena, "1.5,", false, &value, &error), 3);
}

static void check_quantity(const char *text, double value, const char *canonical,
                           const char *written) {
  struct ek_number_error error;
  struct ek_unit unit;
  const char *unit_text;
  double got;
  if (!ek_quantity_parse(arena, text, &got, &unit, &unit_text, &error))
    fail_msg("'%s': %s", text, error.message);
  if (got != value)
    fail_msg("'%s' is %.17g, not %.17g", text, got, value);
  assert_string_equal(ek_unit_text(arena, unit), canonical);
  assert_string_equal(unit_text, written);
}

static void test_quantity(void **state) {
  (void)state;
  check_quantity("12 500 kr/month", 150000, "kr/year", "kr/month");
  check_quantity("308 kr/day", 112420, "kr/year", "kr/day");
  check_quantity("3.5 %", 0.035, "a bare number", "%");
  check_quantity("35 %", 0.35, "a bare number", "%");
  check_quantity("35%", 0.35, "a bare number", "%");
  check_quantity("0,35", 0.35, "a bare number", "");
  check_quantity("6/year", 6, "1/year", "/year");
  check_quantity("1.2 Mkr", 1.2e6, "kr", "Mkr");
  check_quantity("18 months", 1.5, "year", "months");
  check_quantity("1 kr/month", 12, "kr/year", "kr/month");
  check_quantity("\u00A045 000\u202Fkr ", 45000, "kr", "kr");
  check_quantity("-2,5 kr", -2.5, "kr", "kr");
  check_quantity("\u22122.3851 Mkr/år", -2385100, "kr/year", "Mkr/år");
}

static void check_quantity_bad(const char *text, const char *part, const char *message,
                               const char *hint) {
  struct ek_number_error error;
  struct ek_unit unit;
  const char *unit_text;
  double got;
  assert_false(ek_quantity_parse(arena, text, &got, &unit, &unit_text, &error));
  assert_string_equal(error.message, message);
  if (hint == NULL)
    assert_null(error.hint);
  else
    assert_string_equal(error.hint, hint);
  assert_int_equal(error.length, strlen(part));
  assert_memory_equal(text + error.offset, part, error.length);
}

static void test_quantity_bad(void **state) {
  (void)state;
  check_quantity_bad("  ", "", "a number is missing", NULL);
  check_quantity_bad("-", "", "a number is missing", NULL);
  check_quantity_bad(" -1.234 kr", "1.234", "ambiguous number '1.234'", "write 1234 or 1.2340");
  check_quantity_bad("12 Kr/month", "Kr", "'Kr' is not a unit", "did you mean 'kr'?");
  check_quantity_bad("12 kr/mont ", "mont", "'mont' is not a unit", "did you mean 'month'?");
  check_quantity_bad("12 kr/", "", "a unit is missing after '/'", NULL);
  check_quantity_bad("12 kr i månaden ", "i månaden", "'i månaden' is not a unit",
                     "units are joined by '/': kr/month");
  check_quantity_bad("12 kr/visit/hour", "hour",
                     "'hour' cannot be combined with the unit before it", NULL);
  check_quantity_bad("9 kr mån", "mån", "'mån' cannot be combined with the unit before it",
                     "units are joined by '/': kr/month");
  check_quantity_bad("5 :-", ":-", "':-' is not a unit", NULL);
  check_quantity_bad("2e307 Gkr", "2e307", "the number '2e307' is too large", NULL);
}

/* What is written must be read back to the same bits. */
static void check_exact(double value, const char *text) {
  const char *got = ek_number_exact(arena, value);
  assert_string_equal(got, text);
  assert_true(strtod(got, NULL) == value);
}

static void test_exact(void **state) {
  (void)state;
  check_exact(0, "0");
  check_exact(-0.0, "-0");
  check_exact(0.1, "0.1");
  check_exact(0.1 + 0.2, "0.30000000000000004");
  check_exact(2.385, "2.385");
  check_exact(1e20, "1e+20");
  check_exact(-12500, "-12500");
  check_exact(1.0 / 3, "0.3333333333333333");
  check_exact(DBL_MAX, "1.7976931348623157e+308");
  check_exact(DBL_MIN, "2.2250738585072014e-308");
  check_exact((double)INFINITY, "inf");
  check_exact(-(double)INFINITY, "-inf");
  assert_string_equal(ek_number_exact(arena, (double)NAN), "nan");
}

static void check_show(double value, int decimals, const char *sv, const char *en) {
  assert_string_equal(ek_number_show(arena, value, decimals, EK_SV), sv);
  assert_string_equal(ek_number_show(arena, value, decimals, EK_EN), en);
}

static void test_show(void **state) {
  (void)state;
  check_show(2.675, 2, "2,68", "2.68");
  check_show(1.005, 2, "1,01", "1.01");
  check_show(2.385, 2, "2,39", "2.39");
  check_show(0.5, 0, "1", "1");
  check_show(-0.5, 0, "−1", "−1");
  check_show(-0.4, 0, "0", "0");
  check_show(-0.004, 2, "0,00", "0.00");
  check_show(0.05, 1, "0,1", "0.1");
  check_show(0.04, 1, "0,0", "0.0");
  check_show(0.004999, 1, "0,0", "0.0");
  check_show(0, 2, "0,00", "0.00");
  check_show(999.5, 0, "1\u202F000", "1,000");
  check_show(99.995, 2, "100,00", "100.00");
  check_show(1234567.891, 1, "1\u202F234\u202F567,9", "1,234,567.9");
  check_show(-123456, 0, "−123\u202F456", "−123,456");
  check_show(123, -3, "123", "123");
  check_show(1e-300, 3, "0,000", "0.000");
  check_show(0.1, 20, "0,10000000000000000000", "0.10000000000000000000");
  check_show((double)NAN, 2, "–", "–");
  check_show(-(double)INFINITY, 2, "–", "–");
}

static void test_show_large(void **state) {
  (void)state;
  const char *text = ek_number_show(arena, 1e300, 0, EK_EN);
  assert_int_equal(strlen(text), 301 + 100);
  assert_memory_equal(text, "1,000,000,", 10);
  text = ek_number_show(arena, DBL_MAX, 2, EK_EN);
  assert_memory_equal(text, "179,769,313,486,231,570,000,", 28);
}

/* Numbers are read and written alike where the decimal sign is a comma. */
static void test_locale(void **state) {
  (void)state;
  if (setlocale(LC_NUMERIC, "sv_SE.UTF-8") == NULL && setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL)
    skip();
  check_scan("2.3851", 2.3851, 6);
  assert_string_equal(ek_number_exact(arena, 0.1), "0.1");
  check_show(2.675, 2, "2,68", "2.68");
  setlocale(LC_NUMERIC, "C");
}

/* The shortest of 15 to 17 digits that reads back, as printf would write it. */
static const char *by_printf(double value) {
  static char text[40];
  for (int precision = 15; precision <= 17; precision++) {
    snprintf(text, sizeof text, "%.*g", precision, value);
    if (strtod(text, NULL) == value) break;
  }
  return text;
}

static void test_exact_as_printf(void **state) {
  (void)state;
  static const double awkward[] = {0.0001, 0.00012345, 0.000099999, 1e-5, 999999999999999.0, 1e15, 1e15 + 2,
                                   123456789012345.6, 0.1, 0.3, 1.0 / 3, 2.385, -5542.65, 0.1 + 0.2, 1e22,
                                   562949953421311.9, 99999999999.9999, 1e-300, 4503599627370495.5, -0.07};
  for (size_t i = 0; i < sizeof awkward / sizeof *awkward; i++) {
    assert_string_equal(ek_number_exact(arena, awkward[i]), by_printf(awkward[i]));
  }
  unsigned long long seed = 2385;
  for (int i = 0; i < 20000; i++) { /* of all sizes, with few digits and with many */
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    double whole = (double)(seed >> (12 + i % 50));
    double value = (i % 2 ? whole : -whole) / pow(10, i % 13);
    if (i % 3 == 0) value /= 12;
    if (value != 0) assert_string_equal(ek_number_exact(arena, value), by_printf(value));
  }
  assert_string_equal(ek_number_exact(arena, 0.0), "0");
  assert_string_equal(ek_number_exact(arena, -0.0), "-0");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_scan),        cmocka_unit_test(test_ambiguous),
      cmocka_unit_test(test_thousands),   cmocka_unit_test(test_groups),
      cmocka_unit_test(test_not_numbers), cmocka_unit_test(test_comma_in_parentheses),
      cmocka_unit_test(test_quantity),    cmocka_unit_test(test_quantity_bad),
      cmocka_unit_test(test_exact),       cmocka_unit_test(test_exact_as_printf),
      cmocka_unit_test(test_show),
      cmocka_unit_test(test_show_large),  cmocka_unit_test(test_locale),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
