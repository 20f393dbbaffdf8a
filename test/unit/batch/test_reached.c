/* What values do to few persons is not told. The example has 135 participants; a case has one with few. */
#include "unit/batch/fixture.h"

#include "batch/batch.h"

static const char *row_of(const char *dimension, const char *start) {
  char at[4096];
  struct ek_buffer out = {.arena = arena};
  assert_non_null(getcwd(at, sizeof at));
  struct ek_plan *p = plan_fine(ek_sprintf(arena, "batch:\n  study: %s/examples/stegen/study.yaml\n  figures: [result]\n  horizons: [5 years]\n  dimensions: [%s]\n", at, dimension));
  ek_batch_one(p, 0, ek_shelf_new(arena), arena, &out);
  const char *row = strstr(ek_buffer_text(&out), start);
  if (row == NULL) fail_msg("no row of %s in\n%s", start, ek_buffer_text(&out));
  return ek_strndup(arena, row, strcspn(row, "\n"));
}

static void test_numbers(void **state) {
  (void)state;
  assert_null(strstr(row_of("{set: hyra, values: [5 500 kr/month, 9 000 kr/month]}", "kommun,60"), "masked")); /* many rent */
  assert_non_null(strstr(row_of("{set: hyra, values: [5 500 kr/month, 9 000 kr/month]}", "af,60"), "masked")); /* as in the report */
  assert_null(strstr(row_of("{set: settings.price_year, values: [2022, 2020]}", "kommun,60"), "masked"));
}

static void test_of_nobody_knows_whom(void **state) {
  (void)state;
  assert_non_null(strstr(row_of("{set: participants.file, values: [deltagare.csv, historik.csv]}", "1,"), "'participants.file' does may be told by few"));
  assert_non_null(strstr(row_of("{set: settings.horizons, values: [\"[5 years]\", \"[6 years]\"]}", "1,"), "'settings.horizons' does may be told by few"));
  assert_non_null(strstr(row_of("{set: settings.horizons, values: [\"[5 years]\"]}", "1,"), ",kr,")); /* one value in all runs */
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_numbers), TEST(test_of_nobody_knows_whom)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
