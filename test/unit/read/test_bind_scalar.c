/* Tests of lib/read/bind_scalar.c: what each kind of plain text takes and refuses. */
#include "read/fixture.h"

#include <math.h>

#include "read/bind.h"

static const char *const choices[] = {"personal", "lokaler", "annat", NULL};

/* Binds `text` as the key x of a record of one field. */
static bool bind_one(struct ek_field field, const char *text, void *out) {
  field.key = "x";
  struct ek_field fields[] = {field, {.key = NULL}};
  struct ek_record record = {"one", 16, fields, EK_NO_OFFSET, EK_NO_OFFSET, NULL};
  const struct ek_node *root =
      ek_yaml_read(arena, source_of(ek_sprintf(arena, "x: %s\n", text)), diags);
  assert_non_null(root);
  return ek_bind(arena, root, &record, out, diags);
}

static int good(struct ek_field field, const char *text) {
  union {
    int number;
    bool flag;
    char room[16];
  } out;
  assert_true(bind_one(field, text, &out));
  return field.kind == EK_BOOL ? out.flag : out.number;
}

static void bad(struct ek_field field, const char *text, const char *expected) {
  char out[16];
  assert_false(bind_one(field, text, out));
  assert_errors(expected);
}

static void test_bool(void **state) {
  (void)state;
  struct ek_field field = {.kind = EK_BOOL};
  assert_true(good(field, "yes"));
  assert_true(good(field, "TRUE"));
  assert_true(good(field, "Ja"));
  assert_false(good(field, "no"));
  assert_false(good(field, "false"));
  assert_false(good(field, "NEJ"));
  bad(field, "25", "1:4+2 x must be yes or no, not '25'; write yes or no\n");
  bad(field, "[]", "1:4+1 x must be yes or no, not a list\n");
}

static void test_int(void **state) {
  (void)state;
  struct ek_field field = {.kind = EK_INT};
  assert_int_equal(good(field, "34"), 34);
  assert_int_equal(good(field, "-3"), -3);
  assert_int_equal(good(field, "12 500"), 12500);
  bad(field, "2.5", "1:4+3 x must be a whole number, not '2.5'\n");
  bad(field, "34 år", "1:4+5 x must be a whole number, not '34 år'; write the number alone\n");
  bad(field, "1e12", "1:4+4 x must be a whole number, not '1e12'\n");
  bad(field, "många", "1:4+5 x must be a whole number, not 'många'\n");
}

static void test_range(void **state) {
  (void)state;
  struct ek_field field = {.kind = EK_INT, .min = 18, .max = 65};
  assert_int_equal(good(field, "18"), 18);
  assert_int_equal(good(field, "65"), 65);
  bad(field, "17", "1:4+2 x must be between 18 and 65, not 17\n");
  field.max = INFINITY;
  bad(field, "17", "1:4+2 x must be at least 18, not 17\n");
  field = (struct ek_field){.kind = EK_MONTHS, .min = -INFINITY, .max = 12};
  assert_int_equal(good(field, "0 months"), 0);
  bad(field, "2 years", "1:4+7 x must be at most 12, not 2 years\n");
}

static void test_dates(void **state) {
  (void)state;
  assert_int_equal(good((struct ek_field){.kind = EK_MONTH}, "2013-03"), 2013 * 12 + 2);
  assert_int_equal(good((struct ek_field){.kind = EK_DAY}, "2013"), 20130101);
  assert_int_equal(good((struct ek_field){.kind = EK_MONTHS}, "18 månader"), 18);
  bad((struct ek_field){.kind = EK_MONTH}, "2013-13",
      "1:4+7 x must be a month, not '2013-13'; write a year and a month: 2013-01\n");
  bad((struct ek_field){.kind = EK_DAY}, "2013-02-29",
      "1:4+10 x must be a day, not '2013-02-29'; write 2013-01-31\n");
  bad((struct ek_field){.kind = EK_MONTHS}, "1.5 months",
      "1:4+10 x must be a duration, not '1.5 months'; write whole months or years: '18 months', "
      "'1 year'\n");
  bad((struct ek_field){.kind = EK_MONTHS}, "12",
      "1:4+2 x must be a duration, not '12'; write whole months or years: '18 months', '1 year'\n");
}

static void test_enum(void **state) {
  (void)state;
  struct ek_field field = {.kind = EK_ENUM, .choices = choices};
  assert_int_equal(good(field, "lokaler"), 1);
  bad(field, "personel", "1:4+8 x cannot be 'personel'; did you mean 'personal'?\n");
  bad(field, "bil", "1:4+3 x cannot be 'bil'; one of: personal, lokaler, annat\n");
  bad(field, "{a: 1}", "1:4+1 x must be one of the choices, not a map\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_bool), TEST(test_int), TEST(test_range),
                                     TEST(test_dates), TEST(test_enum)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
