/* Which insatser a filter asks for. */
#include "unit/support.h"

#include "comparison/bank.h"

static void test_matches(void **state) {
  (void)state;
  ek_month start;
  assert_true(ek_month_parse("2014-11", &start));
  const struct ek_peer p = {.class = {"Nyanlända", "arbetsmarknad", NULL, "deadweight"}, .organisation = "Eskilstuna kommun", .start = start};
  struct ek_bank_filter f = {0};
  assert_true(ek_bank_matches(&f, &p));
  f.class[EK_UNLIKE_TARGET] = "nyanlända";
  f.organisation = "ESKILSTUNA kommun";
  f.from = f.until = 2014;
  assert_true(ek_bank_matches(&f, &p));
  f.until = 2013;
  assert_false(ek_bank_matches(&f, &p));
  f.until = 0;
  f.from = 2015;
  assert_false(ek_bank_matches(&f, &p));
  f.from = 0;
  f.class[EK_UNLIKE_PHASE] = "planering"; /* of one that says no phase */
  assert_false(ek_bank_matches(&f, &p));
}

static void test_fields(void **state) {
  (void)state;
  const struct ek_peer p = {.class = {"a", "b", "c", "d"}, .organisation = "e", .municipality = "f"};
  const struct ek_bank_filter w = {.class = {"1", "2", "3", "4"}, .organisation = "5", .municipality = "6"};
  static const char *const names[] = {"target", "type", "phase", "counterfactual", "organisation", "municipality"};
  for (int i = 0; i < EK_BANK_FIELDS; i++) {
    assert_string_equal(ek_bank_field_name(i), names[i]);
    assert_int_equal(*ek_bank_field(&p, i), 'a' + i);
    assert_int_equal(*ek_bank_wanted(&w, i), '1' + i);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_matches), TEST(test_fields)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
