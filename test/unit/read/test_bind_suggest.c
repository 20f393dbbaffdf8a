/* Tests of lib/read/bind_suggest.c: Swedish names, slips of the finger, far words. */
#include "read/fixture.h"

#include "read/bind_spot.h"

static const struct ek_field fields[] = {
    {.key = "amount", .aliases = "kostnad belopp summa"},
    {.key = "payer", .aliases = "betalare finansiär"},
    {.key = "from", .aliases = "från"},
    {.key = "name"},
    {.key = "hidden", .flags = EK_HIDDEN},
    {.key = NULL},
};
static const struct ek_record record = {"cost", 1, fields, EK_NO_OFFSET, EK_NO_OFFSET, NULL};

static const char *suggest(const char *word, const bool *given) {
  static const bool none[5] = {false};
  const struct ek_field *field = ek_suggest_field(&record, given ? given : none, word);
  return field ? field->key : "nothing";
}

static void test_field(void **state) {
  (void)state;
  assert_string_equal(suggest("kostnad", NULL), "amount");
  assert_string_equal(suggest("Finansiär", NULL), "payer");
  assert_string_equal(suggest("finansiar", NULL), "payer");
  assert_string_equal(suggest("amuont", NULL), "amount");
  assert_string_equal(suggest("kostnader", NULL), "amount");
  assert_string_equal(suggest("form", NULL), "from");
  assert_string_equal(suggest("Name", NULL), "name");
  assert_string_equal(suggest("hiden", NULL), "nothing");
  assert_string_equal(suggest("xyzzy", NULL), "nothing");
  assert_string_equal(suggest("", NULL), "nothing");
}

static void test_given_and_long(void **state) {
  (void)state;
  const bool given[5] = {true};
  char word[5000];
  assert_string_equal(suggest("kostnad", given), "nothing");
  memset(word, 'a', sizeof word - 1);
  word[sizeof word - 1] = '\0';
  assert_string_equal(suggest(word, NULL), "nothing");
}

static void test_choice(void **state) {
  (void)state;
  static const char *const choices[] = {"plus", "minus", NULL};
  assert_string_equal(ek_suggest_choice(arena, choices, "minsu"), "did you mean 'minus'?");
  assert_string_equal(ek_suggest_choice(arena, choices, "osäkert"), "one of: plus, minus");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_field), TEST(test_given_and_long),
                                     TEST(test_choice)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
