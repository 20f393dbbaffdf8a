/* Values as they may be written again, and rows of CSV. */
#include "support.h"

#include <math.h>

#include "document/words.h"
#include "lookup/eval.h"
#include "render/csv_row.h"

static void test_said(void **state) {
  (void)state;
  assert_string_equal(ek_say_evaluated(arena, EK_SV, 5829, "kr/month"), "5\u202F829\u00A0kr/month");
  assert_string_equal(ek_say_evaluated(arena, EK_EN, 1050.5, "kr"), "1\u202F050.5\u00A0kr");
  assert_string_equal(ek_say_evaluated(arena, EK_SV, 0.25, "1"), "0,25");
  assert_string_equal(ek_say_evaluated(arena, EK_SV, 6, "1/year"), "6/year");
  assert_string_equal(ek_plain_spaces(arena, "5\u202F829\u00A0kr/month"), "5 829 kr/month");
}

static void test_exact(void **state) {
  (void)state;
  static const struct { double value; const char *text; } cases[] = {
      {0, "0"}, {0.1 + 0.2, "0,3"}, {69948 / 12.0, "5\u202F829"}, {1 / 3.0, "0,333333333"},
      {44500 / 12.0, "3\u202F708,333333"}, {-2.5, "\u22122,5"}, {123456789012.0, "123\u202F456\u202F789\u202F012"},
      {0.0000004, "0,0000004"}, {NAN, "–"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_string_equal(ek_say_exact(arena, EK_SV, cases[i].value), cases[i].text);
  }
}

static void test_rows(void **state) {
  (void)state;
  struct ek_buffer out = {.arena = arena};
  const char *const cells[] = {"=1+1", "-5", "a,b", NULL, "say \"x\"", "@x, y"};
  ek_csv_row(&out, cells, 6, 1u << 1);
  assert_string_equal(out.text, "'=1+1,-5,\"a,b\",,\"say \"\"x\"\"\",\"'@x, y\"\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_said), TEST(test_exact), TEST(test_rows)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
