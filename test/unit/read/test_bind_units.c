/* Tests of lib/read/bind_units.c. */
#include "read/fixture.h"

#include "read/bind_spot.h"

static void test_next(void **state) {
  (void)state;
  const char *units = "kr | kr/month | 1";
  char unit[EK_UNIT_SIZE];
  assert_true(ek_unit_next(&units, unit));
  assert_string_equal(unit, "kr");
  assert_true(ek_unit_next(&units, unit));
  assert_string_equal(unit, "kr/month");
  assert_true(ek_unit_next(&units, unit));
  assert_string_equal(unit, "");
  assert_false(ek_unit_next(&units, unit));
  units = "en enhet som är så lång att den aldrig kan vara en enhet";
  assert_true(ek_unit_next(&units, unit));
  assert_int_equal(strlen(unit), EK_UNIT_SIZE - 1);
}

static void test_texts(void **state) {
  (void)state;
  assert_string_equal(ek_units_text(arena, "kr | kr/month | 1"), "kr, kr/month or a bare number");
  assert_string_equal(ek_units_text(arena, "%"), "%");
}

static void test_examples(void **state) {
  (void)state;
  assert_string_equal(ek_units_example(arena, "kr/month | kr"), "12 500 kr/month");
  assert_string_equal(ek_units_example(arena, "%"), "35 %");
  assert_string_equal(ek_units_example(arena, "1/year"), "6/year");
  assert_string_equal(ek_units_example(arena, "months"), "6 months");
  assert_string_equal(ek_units_example(arena, ""), "12");
}

static void test_bounds(void **state) {
  (void)state;
  assert_string_equal(ek_units_bound(arena, "%", 0.35), "35 %");
  assert_string_equal(ek_units_bound(arena, "kr/month | kr", 12), "1 kr/month");
  assert_string_equal(ek_units_bound(arena, "1", 2.385), "2.385");
  assert_string_equal(ek_units_bound(arena, NULL, -3), "-3");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_next), TEST(test_texts), TEST(test_examples),
                                     TEST(test_bounds)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
