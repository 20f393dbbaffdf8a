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
  assert_false(fine("5,198507099805"));
  assert_false(fine("nr.198507099805"));
  assert_false(fine("1.19850709-9805"));
  assert_false(fine("850769-9805")); /* a samordningsnummer: 60 is added to the day */
}

/* Wherever it stands: the search looks at one byte in some. */
static void test_found_at_every_place(void **state) {
  (void)state;
  static const char *const numbers[] = {"850709-9805", "8507099805", "198507099805",
                                        "19850709+9805"};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    for (int before = 0; before < 26; before++) {
      assert_false(fine(ek_sprintf(arena, "%*s%s", before, "", numbers[i])));
      assert_false(
          fine(ek_sprintf(arena, "%.*s-%s x", before, "a1b22c333d4444e55555f666666", numbers[i])));
      assert_true(fine(
          ek_sprintf(arena, "%.*s7-%s", before, "a1b22c333d4444e55555f666666", "850709-98051")));
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
  assert_true(fine("dödvikt: 0.198507099805"));
  assert_true(fine("lön: 41000.8507099805"));
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

/* One person in every way of writing; twelve digits tell them apart from others. */
static void test_whole(void **state) {
  (void)state;
  static const char *const rows[][2] = {
      {"850709-9805", "198507099805"},      {"8507099805", "198507099805"},
      {"19850709-9805", "198507099805"},    {"198507099805", "198507099805"},
      {"850709 9805", "198507099805"},      {" 850709 - 9805\t", "198507099805"},
      {"850709\u20139805", "198507099805"}, {"850709\u00A09805", "198507099805"},
      {"850709+9805", "188507099805"},      {"19850709+9805", "198507099805"},
      {"850769-9805", "198507699805"},      {"300709-9805", "203007099805"},
      {"310709-9805", "193107099805"},      {"310709+9805", "183107099805"},
      {"000709+9805", "190007099805"},      {"18850709-9805", "188507099805"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char twelve[EK_PERSONNUMMER_SIZE] = "";
    assert_true(ek_personnummer_whole(rows[i][0], twelve));
    assert_string_equal(twelve, rows[i][1]);
  }
}

static void test_not_whole(void **state) {
  (void)state;
  static const char *const texts[] = {"",
                                      "-",
                                      "8",
                                      "850709-980",
                                      "850709-98055",
                                      "x850709-9805",
                                      "850709-9805x",
                                      "8507099804",
                                      "850732-9805",
                                      "851309-9805",
                                      "850709--9805",
                                      "850709-9805-",
                                      "21850709-9805",
                                      "1985070998055",
                                      "8507-099805",
                                      "850709-9805 850709-9805",
                                      "Kalle 850709-9805",
                                      "212000-0357",
                                      "850709\u2014"
                                      "9805",
                                      "850709-\u0664\u0664\u0664\u0664"};
  char twelve[EK_PERSONNUMMER_SIZE];
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (ek_personnummer_whole(texts[i], twelve))
      fail_msg("%s", texts[i]);
}

static void test_in(void **state) {
  (void)state;
  assert_true(ek_personnummer_in("850709-9805"));
  assert_true(ek_personnummer_in("ring (198507099805), helst"));
  assert_false(ek_personnummer_in(""));
  assert_false(ek_personnummer_in("12 500 kr, 2013-01-31"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_found),     TEST(test_found_at_every_place),
      TEST(test_not_found), TEST(test_message),
      TEST(test_whole),     TEST(test_not_whole),
      TEST(test_in),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
