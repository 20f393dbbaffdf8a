/* Tests of lib/base/unit.c. */
#include "near.h"

#include <string.h>

#include "base/unit.h"

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

/* `text` is a unit whose canonical name is `canonical` and one of it is `factor`. */
static void check(const char *text, const char *canonical, double factor) {
  struct ek_unit unit;
  double got;
  size_t offset, length;
  const char *suggestion;
  if (!ek_unit_parse(text, &unit, &got, &offset, &length, &suggestion))
    fail_msg("'%s' is not read as a unit", text);
  assert_string_equal(ek_unit_text(arena, unit), canonical);
  if (got != factor)
    fail_msg("'%s' has the factor %.17g, not %.17g", text, got, factor);
}

static void check_bad(const char *text, const char *bad, const char *suggestion) {
  struct ek_unit unit;
  double factor;
  size_t offset, length;
  const char *got;
  assert_false(ek_unit_parse(text, &unit, &factor, &offset, &length, &got));
  assert_int_equal(length, strlen(bad));
  assert_memory_equal(text + offset, bad, length);
  if (suggestion == NULL)
    assert_null(got);
  else
    assert_string_equal(got, suggestion);
}

static void test_names(void **state) {
  (void)state;
  check("", "a bare number", 1);
  check("kr", "kr", 1);
  check("SEK", "kr", 1);
  check("öre", "kr", 0.01);
  check("tkr", "kr", 1e3);
  check("Mkr", "kr", 1e6);
  check("mnkr", "kr", 1e6);
  check("mdkr", "kr", 1e9);
  check("år", "year", 1);
  check("mån", "year", 1.0 / 12);
  check("kvartal", "year", 0.25);
  check("veckor", "year", 7.0 / 365);
  check("dagar", "year", 1.0 / 365);
  check("%", "a bare number", 0.01);
  check("‰", "a bare number", 0.001);
  check("procent", "a bare number", 0.01);
  check("ersättningsdagar", "benefit_day", 1);
  check("deltagare", "participant", 1);
  check("tim", "hour", 1);
  check("h", "hour", 1);
  check("vårddygn", "stay_day", 1);
  check("utredningar", "investigation", 1);
  check("children", "child", 1);
}

static void test_compound(void **state) {
  (void)state;
  check("kr/month", "kr/year", 12);
  check("kr/dag", "kr/year", 365);
  check("kr/vecka", "kr/year", 365.0 / 7);
  check("Mkr/kvartal", "kr/year", 4e6);
  check("kr/benefit_day", "kr/benefit_day", 1);
  check("kr/participant/month", "kr/year/participant", 12);
  check("kr/hour", "kr/hour", 1);
  check("/year", "1/year", 1);
  check("1/year", "1/year", 1);
  check("1/ month", "1/year", 12);
  check(" kr / månad ", "kr/year", 12);
  check("\u00A0kr\u202F", "kr", 1);
  check("%/year", "1/year", 0.01);
  check("months/year", "a bare number", 1.0 / 12);
  check("visits/besök", "a bare number", 1);
  check("visit/month", "visit/year", 12);
  check("kr/year/year", "kr/year/year", 1);
  check("kr/kr/visit", "1/visit", 1);
  check("GBP/week", "GBP/year", 365.0 / 7);
  check("£/visit", "GBP/visit", 1);
  check("€", "EUR", 1);
  check("GBP/£", "a bare number", 1);
}

static void test_bad(void **state) {
  (void)state;
  check_bad("Kr", "Kr", "kr");
  check_bad("MKR", "MKR", "Mkr");
  check_bad("kr/mont", "mont", "month");
  check_bad("kr/månd", "månd", "månad");
  check_bad("kr/", "", NULL);
  check_bad("kr//month", "/month", NULL);
  check_bad("1", "1", NULL);
  check_bad("1 kr", "1 kr", NULL);
  check_bad("kr month", "month", NULL);
  check_bad("kr*month", "*month", NULL);
  check_bad("percentage points", "percentage", "percent");
  check_bad("kr/visit/hour", "hour", NULL);
  check_bad("kr/year/year/year/year/year/year", "/year", NULL);
  check_bad("handläggartimme", "handläggartimme", NULL);
  check_bad("¥", "¥", NULL);
  check_bad("GBP/kr", "kr", NULL);
  check_bad("\xE5r", "\xE5r", NULL);
  check_bad("a123456789012345678901234567890123456789012345678901234567890123456789",
            "a123456789012345678901234567890123456789012345678901234567890123456789", NULL);
}

static void check_scan(const char *text, size_t used, const char *canonical) {
  struct ek_unit_reading reading;
  bool read = ek_unit_read(text, false, &reading);
  assert_int_equal(read ? reading.used : 0, used);
  if (used > 0)
    assert_string_equal(ek_unit_text(arena, reading.unit), canonical);
}

static void test_scan(void **state) {
  (void)state;
  check_scan("kr/month * 12", 8, "kr/year");
  check_scan("kr / month", 2, "kr");
  check_scan("kr/handläggare", 2, "kr");
  check_scan("%)", 1, "a bare number");
  check_scan("%/year", 6, "1/year");
  check_scan("/year + 1", 5, "1/year");
  check_scan("/wage", 0, "");
  check_scan("wage", 0, "");
  check_scan("1/year", 0, "");
  check_scan("krwage", 0, "");
  check_scan(" kr", 0, "");
  check_scan("", 0, "");
}

static void test_reading_keeps_whole_numbers_exact(void **state) {
  (void)state;
  struct ek_unit_reading r;
  assert_true(ek_unit_read("%", true, &r));
  assert_true(35 * r.top / r.bottom == 0.35);
  assert_true(ek_unit_read("months", true, &r));
  for (int n = 0; n <= 1200; n++)
    assert_true(n * r.top / r.bottom == n / 12.0);
  assert_true(ek_unit_read("kr/month", true, &r));
  assert_true(1 * r.top / r.bottom == 12.0);
  assert_int_equal(r.used, 8);
}

static void test_words(void **state) {
  (void)state;
  assert_true(ek_unit_word("kr", 2));
  assert_true(ek_unit_word("kronan", 5));
  assert_true(ek_unit_word("månad", strlen("månad")));
  assert_false(ek_unit_word("kron", 4));
  assert_false(ek_unit_word("wage", 4));
  assert_false(ek_unit_word("", 0));
}

static struct ek_unit parse(const char *text) {
  struct ek_unit_reading r;
  assert_true(ek_unit_read(text, true, &r));
  return r.unit;
}

static void test_combine(void **state) {
  (void)state;
  struct ek_unit out;
  assert_true(ek_unit_combine(parse("kr/month"), parse("months"), 1, &out));
  assert_true(ek_unit_same(out, ek_unit_money));
  assert_true(ek_unit_combine(parse("kr/visit"), parse("visit/year"), 1, &out));
  assert_string_equal(ek_unit_text(arena, out), "kr/year");
  assert_null(out.thing);
  assert_true(ek_unit_combine(parse("kr"), parse("hour"), -1, &out));
  assert_string_equal(ek_unit_text(arena, out), "kr/hour");
  assert_true(ek_unit_combine(parse("kr"), parse("kr"), 1, &out));
  assert_string_equal(ek_unit_text(arena, out), "kr*kr");
  assert_false(ek_unit_combine(parse("kr/visit"), parse("hour"), 1, &out));
  struct ek_unit high = {.power = {100}};
  assert_false(ek_unit_combine(high, ek_unit_money, 1, &out));
}

static void test_currencies(void **state) {
  (void)state;
  struct ek_unit out;
  assert_string_equal(ek_currency("kr"), "kr");
  assert_string_equal(ek_currency("SEK"), "kr");
  assert_string_equal(ek_currency("£"), "GBP");
  assert_null(ek_currency("Mkr"));
  assert_null(ek_currency("hour"));
  assert_null(ek_currency("pounds"));
  assert_false(ek_unit_same(parse("kr/month"), parse("GBP/month")));
  assert_true(ek_unit_alike(parse("kr/month"), parse("GBP/month")));
  assert_false(ek_unit_alike(parse("kr/month"), parse("GBP/visit")));
  assert_true(ek_unit_same(ek_unit_in(parse("kr/month"), "GBP"), parse("£/month")));
  assert_true(ek_unit_same(ek_unit_in(parse("hour"), "GBP"), parse("hour")));
  assert_true(ek_unit_combine(parse("GBP/visit"), parse("visit/year"), 1, &out));
  assert_string_equal(ek_unit_text(arena, out), "GBP/year");
  assert_true(ek_unit_combine(parse("GBP/visit"), parse("GBP/month"), -1, &out));
  assert_null(out.currency);
  assert_true(ek_unit_combine(parse("month"), parse("GBP/month"), 1, &out));
  assert_string_equal(ek_unit_text(arena, out), "GBP");
  assert_false(ek_unit_combine(parse("GBP/visit"), parse("kr"), -1, &out));
  assert_true(ek_unit_fits_currency(parse("hour"), "GBP"));
  assert_true(ek_unit_fits_currency(parse("£/hour"), "GBP"));
  assert_false(ek_unit_fits_currency(parse("kr/hour"), "GBP"));
  assert_false(ek_unit_fits_currency(parse("GBP/hour"), "kr"));
  assert_true(ek_unit_fits_currency(parse("Mkr"), "DKK"));
  assert_false(ek_unit_fits_currency(parse("DKK"), "kr"));
}

static void test_same(void **state) {
  (void)state;
  assert_true(ek_unit_same(parse("%"), ek_unit_none));
  assert_true(ek_unit_same(parse("kr/månad"), parse("tkr/year")));
  assert_false(ek_unit_same(parse("visit"), parse("hour")));
  assert_false(ek_unit_same(parse("benefit_day"), parse("day")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names),
      cmocka_unit_test(test_currencies),
      cmocka_unit_test(test_compound),
      cmocka_unit_test(test_bad),
      cmocka_unit_test(test_scan),
      cmocka_unit_test(test_reading_keeps_whole_numbers_exact),
      cmocka_unit_test(test_words),
      cmocka_unit_test(test_combine),
      cmocka_unit_test(test_same),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
