/* Tests of lib/base/text.c. */
#include "near.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static struct ek_arena *arena;

static int setup(void **state) {
  (void)state;
  setlocale(LC_CTYPE, "C.UTF-8");
  arena = ek_arena_new();
  return 0;
}

static int teardown(void **state) {
  (void)state;
  ek_arena_free(arena);
  return 0;
}

static void check_next(const char *text, int code, size_t bytes) {
  size_t n = 99;
  assert_int_equal(ek_utf8_next(text, &n), code);
  assert_int_equal(n, bytes);
}

static void test_utf8_next(void **state) {
  (void)state;
  check_next("a", 'a', 1);
  check_next("", 0, 0);
  check_next("å", 0xE5, 2);
  check_next("\u202F", 0x202F, 3);
  check_next("\U0001F600", 0x1F600, 4);
  check_next("\xF4\x8F\xBF\xBF", 0x10FFFF, 4);
  check_next("\xC0\xAF", -1, 1);         /* overlong in two */
  check_next("\xE0\x80\xAF", -1, 1);     /* overlong in three */
  check_next("\xF0\x82\x82\xAC", -1, 1); /* overlong in four */
  check_next("\xED\xA0\x80", -1, 1);     /* a surrogate */
  check_next("\xF4\x90\x80\x80", -1, 1); /* above U+10FFFF */
  check_next("\xE5", -1, 1);             /* å of Windows-1252 */
  check_next("\xC3", -1, 1);             /* cut short */
  check_next("\x80", -1, 1);
  check_next("\xFF", -1, 1);
}

static void test_utf8_spans(void **state) {
  (void)state;
  assert_int_equal(ek_utf8_invalid("försörjning", 13), 13);
  assert_int_equal(ek_utf8_invalid("f\xF6rs", 4), 1);
  assert_int_equal(ek_utf8_invalid("ab\0å", 5), 5);
  /* The sequence is whole in memory but not within the size. */
  assert_int_equal(ek_utf8_invalid("abå", 3), 2);
  assert_int_equal(ek_utf8_length("försörjning", 13), 11);
  assert_int_equal(ek_utf8_length("f\xF6rs", 4), 4);
  assert_int_equal(ek_utf8_length("", 0), 0);
}

static void test_width(void **state) {
  (void)state;
  assert_int_equal(ek_text_width(""), 0);
  assert_int_equal(ek_text_width("åtgärd"), 6);
  assert_int_equal(ek_text_width("e\u0301"), 1); /* combining acute */
  assert_int_equal(ek_text_width("日本"), 4);
  assert_int_equal(ek_text_width("a\xFF"), 2);
}

static void test_pad(void **state) {
  (void)state;
  assert_string_equal(ek_text_pad(arena, "år", 5, false), "år   ");
  assert_string_equal(ek_text_pad(arena, "år", 5, true), "   år");
  assert_string_equal(ek_text_pad(arena, "日本", 5, true), " 日本");
  assert_string_equal(ek_text_pad(arena, "kommun", 3, true), "kommun");
  assert_string_equal(ek_text_pad(arena, "", 0, true), "");
}

static void test_wrap(void **state) {
  (void)state;
  assert_string_equal(ek_text_wrap(arena, "ett två tre fyra", 8, 0), "ett två\ntre fyra");
  assert_string_equal(ek_text_wrap(arena, "ett två tre fyra", 9, 2), "ett två\n  tre\n  fyra");
  assert_string_equal(ek_text_wrap(arena, "  a \n b  ", 80, 4), "a b");
  assert_string_equal(ek_text_wrap(arena, "a samhällsekonomisk b", 6, 1),
                      "a\n samhällsekonomisk\n b");
  assert_string_equal(ek_text_wrap(arena, "kostar 12\u202F500\u00A0kr här", 12, 0),
                      "kostar\n12\u202F500\u00A0kr\nhär");
  assert_string_equal(ek_text_wrap(arena, "", 10, 2), "");
}

static void test_distance(void **state) {
  (void)state;
  assert_int_equal(ek_text_distance("payer", "payer"), 0);
  assert_int_equal(ek_text_distance("payr", "payer"), 1);
  assert_int_equal(ek_text_distance("pyaer", "payer"), 1); /* a swap */
  assert_int_equal(ek_text_distance("kostnad", "cost"), 4);
  assert_int_equal(ek_text_distance("", "abc"), 3);
  assert_int_equal(ek_text_distance("FORSÖRJNING", "försörjning"), 0);
  assert_int_equal(ek_text_distance("atgard", "åtgärd"), 0);
  assert_int_equal(ek_text_distance("café", "cafe"), 0);
  assert_int_equal(ek_text_distance("månad", "mått"), 3);
}

static void test_distance_of_long_words(void **state) {
  (void)state;
  char a[101], b[91];
  memset(a, 'x', 100);
  memset(b, 'x', 90);
  a[100] = b[90] = '\0';
  assert_int_equal(ek_text_distance(a, b), 10);
  b[0] = 'y';
  assert_int_equal(ek_text_distance(b, a), 11);
}

static void test_nearest(void **state) {
  (void)state;
  static const char *const words[] = {"name", "payer", "amount", "category", "från", "kr"};
  assert_string_equal(ek_text_nearest("payr", words, 6), "payer");
  assert_string_equal(ek_text_nearest("ammount", words, 6), "amount");
  assert_string_equal(ek_text_nearest("katagory", words, 6), "category");
  assert_string_equal(ek_text_nearest("fran", words, 6), "från");
  assert_string_equal(ek_text_nearest("Kr", words, 6), "kr");
  assert_null(ek_text_nearest("kostnad", words, 6));
  assert_null(ek_text_nearest("", words, 6));
  assert_null(ek_text_nearest("payer", words, 0));
  /* One letter for another is not a misspelling of it. */
  assert_null(ek_text_nearest("x", (const char *const[]){"h"}, 1));
}

static void test_case(void **state) {
  (void)state;
  assert_string_equal(ek_text_lower(arena, "ÅTGÄRD Éva ŠČ 12 ×"), "åtgärd éva šč 12 ×");
  assert_string_equal(ek_text_lower(arena, "Ÿ ß \xC5Z"), "ÿ ß \xC5z");
  assert_string_equal(ek_text_capital(arena, "återbetalningstid åå"), "Återbetalningstid åå");
  assert_string_equal(ek_text_capital(arena, "kommun"), "Kommun");
  assert_string_equal(ek_text_capital(arena, "šk"), "Šk");
  assert_string_equal(ek_text_capital(arena, "ÿ"), "Ÿ");
  assert_string_equal(ek_text_capital(arena, "ßa"), "ßa");
  assert_string_equal(ek_text_capital(arena, "÷a"), "÷a");
  assert_string_equal(ek_text_capital(arena, "7a"), "7a");
  assert_string_equal(ek_text_capital(arena, ""), "");
}

static void test_fold(void **state) {
  (void)state;
  assert_string_equal(ek_text_fold(arena, "ÅTGÄRD-Öppen_vård éva 12"), "atgard oppen vard eva 12");
  assert_string_equal(ek_text_fold(arena, ""), "");
}

static void test_clean(void **state) {
  (void)state;
  assert_string_equal(ek_text_clean(arena, "a\tb\nc\033[1md\x7F\xC2\x85\xE5é"), "a b c?[1md???é");
  assert_string_equal(ek_text_clean(arena, "a\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD\xEF\xB7\x90\xF0\x9F\xBF\xBEz"), "a??\xEF\xBF\xBD??z"); /* U+FFFE, FFFF, FFFD, FDD0, 1FFFE */
  assert_string_equal(ek_text_clean(arena, ""), "");
}

/* Marks that would turn what follows are gone; isolates that end are kept. */
static void test_clean_turns_nothing(void **state) {
  (void)state;
  assert_string_equal(ek_text_clean(arena, "a\u202Eb\u202Ac\u202Cd"), "abcd");
  assert_string_equal(ek_text_clean(arena, "a\u2067b"), "ab");
  assert_string_equal(ek_text_clean(arena, "a\u2069b\u2068c\u2069\u2069d"), "ab\u2068c\u2069d");
  assert_string_equal(ek_text_clean(arena, "\u2066\u2067a\u2069b"), "\u2067a\u2069b");
  assert_string_equal(ek_text_clean(arena, "a\u2028b\u2029c\u200F\u200Dd"), "a b c\u200F\u200Dd");
}

static void test_isolated(void **state) {
  (void)state;
  static const char *const still[] = {"", "a ä 12 – …", "e\u0301 \u200D 👩🏽‍💻", "κόσμε мир"};
  static const char *const turning[] = {"\u05D0", "a \u0661", "\u200F", "\u202D", "\u2066", "\uFB1D", "\uFEFC", "\U00010800", "\U0001E800"};
  for (size_t i = 0; i < sizeof still / sizeof *still; i++) assert_ptr_equal(ek_text_isolated(arena, still[i]), still[i]);
  for (size_t i = 0; i < sizeof turning / sizeof *turning; i++) assert_true(ek_text_turns(turning[i]));
  assert_string_equal(ek_text_isolated(arena, "\u05D0\u202E 7"), "\u2068\u05D0 7\u2069");
  assert_string_equal(ek_text_pad(arena, "\u05D0\u05D1", 4, false), "\u2068\u05D0\u05D1\u2069  ");
  assert_string_equal(ek_text_pad(arena, "\u05D0", 3, true), "  \u2068\u05D0\u2069");
}

static void test_same(void **state) {
  (void)state;
  assert_true(ek_text_same("kr", "kr"));
  assert_true(ek_text_same(NULL, NULL));
  assert_false(ek_text_same("kr", NULL));
  assert_false(ek_text_same(NULL, ""));
  assert_false(ek_text_same("kr", "kra"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_utf8_next),
      cmocka_unit_test(test_utf8_spans),
      cmocka_unit_test(test_width),
      cmocka_unit_test(test_pad),
      cmocka_unit_test(test_wrap),
      cmocka_unit_test(test_distance),
      cmocka_unit_test(test_distance_of_long_words),
      cmocka_unit_test(test_nearest),
      cmocka_unit_test(test_case),
      cmocka_unit_test(test_fold),
      cmocka_unit_test(test_clean),
      cmocka_unit_test(test_clean_turns_nothing),
      cmocka_unit_test(test_isolated),
      cmocka_unit_test(test_same),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
