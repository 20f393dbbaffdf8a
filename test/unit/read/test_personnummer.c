/* Tests of lib/read/personnummer.c. The numbers are Skatteverket's test numbers or hold
 * impossible dates. */
#include "read/fixture.h"

#include "read/personnummer.h"

static bool fine(const char *text) {
  bool result = ek_personnummer_check(source_of(text), diags);
  assert_int_equal(result, errors()[0] == '\0');
  return result;
}

static void test_found(void **state) {
  (void)state;
  assert_false(fine("850709-9805"));
  assert_false(fine("850709+9805"));
  assert_false(fine("19850709-9805"));
  assert_false(fine("198507099805"));
  assert_false(fine("8507099805"));
  assert_false(fine("namn: Kalle 850709-9805, 40 år"));
  assert_false(fine("850769-9805")); /* a samordningsnummer: 60 is added to the day */
}

/* Wherever it stands: the search looks at one byte in some. */
static void test_found_at_every_place(void **state) {
  (void)state;
  static const char *const numbers[] = {"850709-9805", "8507099805", "198507099805", "19850709+9805"};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    for (int before = 0; before < 26; before++) {
      assert_false(fine(ek_sprintf(arena, "%*s%s", before, "", numbers[i])));
      assert_false(fine(ek_sprintf(arena, "%.*s-%s x", before, "a1b22c333d4444e55555f666666", numbers[i])));
      assert_true(fine(ek_sprintf(arena, "%.*s7-%s", before, "a1b22c333d4444e55555f666666", "850709-98051")));
    }
}

static void test_not_found(void **state) {
  (void)state;
  assert_true(fine(""));
  assert_true(fine("12 500 kr, 2013-01-31, 3.5 %"));
  assert_true(fine("212000-0357"));  /* the municipality of Eskilstuna */
  assert_true(fine("8507099804"));   /* wrong check digit */
  assert_true(fine("850732-9805"));  /* day 32 */
  assert_true(fine("851309-9805"));  /* month 13 */
  assert_true(fine("123456789012")); /* month 56 */
  assert_true(fine("850709-98051"));
  assert_true(fine("1850709-9805"));
  assert_true(fine("850709-980"));
  assert_true(fine("21850709-9805")); /* the year 2185 */
}

static void test_message(void **state) {
  (void)state;
  const struct ek_source *source =
      source_of("id;ålder\n1;40\n2;850709-9805\n850709-9805;850709-9805");
  assert_false(ek_personnummer_check(source, diags));
  const char *said = errors();
  assert_string_equal(said,
                      "0:0+0 3 personnummer stand in the file, the first on line 3, column 3; "
                      "take it away; give each person a serial number of your own\n");
  assert_null(strstr(said, "9805"));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_found), TEST(test_found_at_every_place), TEST(test_not_found), TEST(test_message)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
