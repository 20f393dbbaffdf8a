/* A forecast and its follow-up say the same insats, and their phases. */
#include "unit/engine/fixture.h"

#include "comparison/outcome.h"

static struct ek_study study(const char *title, const char *target, const char *phase) {
  return (struct ek_study){.title = title, .organisation = "Kommunen", .class = {.target = target, .phase = phase}};
}

static void test_mismatch(void **state) {
  (void)state;
  struct ek_study plan = study("Stegen", "unga", "planering"), done = study("Stegen", "unga", "uppföljning"), other = study("Trappan", NULL, "planering");
  for (int k = 0; k < EK_MISMATCHES; k++) assert_false(ek_mismatch(&plan, &done, (enum ek_mismatch)k));
  assert_true(ek_mismatch(&done, &plan, EK_MISMATCH_PHASE)); /* the other way round */
  assert_true(ek_mismatch(&plan, &other, EK_MISMATCH_PHASE));
  assert_true(ek_mismatch(&plan, &other, EK_MISMATCH_TITLE));
  assert_true(ek_mismatch(&plan, &other, EK_MISMATCH_TARGET));
  assert_false(ek_mismatch(&plan, &other, EK_MISMATCH_ORGANISATION));
  assert_null(ek_mismatch_value(&other, EK_MISMATCH_TARGET));
  assert_string_equal(ek_mismatch_name(EK_MISMATCH_PHASE), "phase");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_mismatch)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
