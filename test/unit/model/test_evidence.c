/* Scales of evidence: shares of steps, and which step a value has. */
#include "fixture.h"

#include "model/evidence.h"

static struct ek_evidence_step steps[] = {{.name = {.text = "1"}, .cut_share = 0}, {.name = {.text = "svag"}, .cut_share = 0.4}};
static const struct ek_grading grading = {.steps = steps, .n = 2, .of = {[EK_GRADE_D] = &steps[1]}};

static void test_of_a_value(void **state) {
  (void)state;
  const struct ek_value own = {.grade = EK_GRADE_D, .evidence = {.text = "1"}}, by_grade = {.grade = EK_GRADE_D}, none = {.grade = EK_GRADE_A};
  assert_ptr_equal(ek_evidence_of(&grading, &own), &steps[0]);
  assert_ptr_equal(ek_evidence_of(&grading, &by_grade), &steps[1]);
  assert_null(ek_evidence_of(&grading, &none));
  assert_null(ek_evidence_of(NULL, &own));
  assert_null(ek_evidence_of(&grading, NULL));
  assert_null(ek_evidence_step_named(&grading, "2"));
}

/* The published table, as the models have it. */
static void test_scales_of_models(void **state) {
  (void)state;
  static const double cut[6] = {0, 0.05, 0.1, 0.15, 0.25, 0.4}, spread[6] = {0.02, 0.05, 0.1, 0.15, 0.2, 0.25};
  const char *const folders[] = {"models/sverige", "models/england"};
  for (int m = 0; m < 2; m++) {
    const struct ek_model *model = ek_model_read(arena, folders[m], diags);
    int at = ek_model_evidence(model, "gmca-2014");
    assert_true(at >= 0);
    assert_int_equal(ek_model_evidence(model, "gmca"), -1);
    const struct ek_evidence_step *s = model->evidence[at].steps.items;
    assert_int_equal(model->evidence[at].steps.n, 6);
    for (int i = 0; i < 6; i++) {
      assert_near(s[i].cut_share, cut[i], 1e-15, 0);
      assert_near(s[i].spread_share, spread[i], 1e-15, 0);
      assert_non_null(s[i].label.sv);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_of_a_value), TEST(test_scales_of_models)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
