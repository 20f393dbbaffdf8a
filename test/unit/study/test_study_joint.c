/* Assumptions estimated together: added to the others, and their covariance as a triangle. */
#include "cohort.h"

#define JOINT(more) COHORT "joint: [" more "]\n"
#define THREE "{names: [u, v, w], means: [-1.5, 0.7, 11], covariance: [[0.04, 0.012, -0.02], [0.012, 0.09, 0.03], [-0.02, 0.03, 0.25]]}"

static const char *joint_faults(const char *text) {
  assert_null(read_set(text, NULL));
  return errors();
}

#define assert_joint(expected, more)                                                               \
  do {                                                                                             \
    const char *all_ = joint_faults(JOINT(more));                                                  \
    if (strstr(all_, expected) == NULL) fail_msg("no '%s' in:\n%s", expected, all_);               \
  } while (0)

static void test_names_are_assumptions(void **state) {
  (void)state;
  struct ek_study *s = read_set(JOINT(THREE ", {names: x, means: [2], covariance: [[9]]}"),
                                SET("outcomes.alternatives.utan.matrix.outside.halv", "1 % * exp(u + v) / (1 + exp(w + x))", "assumptions.före", "3 %"));
  if (s == NULL) fail_msg("%s", errors());
  const struct ek_joint *j = s->joint.items;
  const struct ek_named_value *v = s->assumption_list.items;
  assert_int_equal(s->assumption_list.n, 5);
  assert_int_equal(j[0].first, 1);
  assert_int_equal(j[1].first, 4);
  assert_string_equal(v[2].name.text, "v");
  assert_string_equal(s->assumptions[2]->value->dist.text, "normal");
  assert_int_equal(s->assumptions[2]->dist, EK_DIST_NORMAL);
  assert_int_equal(s->uncertain.n, 4);
  assert_near(j[1].lower[0], 3, 0, 0);
}

/* The triangle times itself turned round is the covariance. */
static void test_the_triangle(void **state) {
  (void)state;
  static const double cov[3][3] = {{0.04, 0.012, -0.02}, {0.012, 0.09, 0.03}, {-0.02, 0.03, 0.25}};
  struct ek_study *s = read_set(JOINT(THREE), NULL);
  if (s == NULL) fail_msg("%s", errors());
  const double *l = ((const struct ek_joint *)s->joint.items)->lower;
  for (int i = 0; i < 3; i++) {
    for (int k = 0; k < 3; k++) {
      double sum = 0;
      for (int m = 0; m < 3; m++) sum += l[i * 3 + m] * l[k * 3 + m];
      assert_near(sum, cov[i][k], 1e-15, 1e-17);
      if (k > i) assert_near(l[i * 3 + k], 0, 0, 0);
    }
  }
}

static void test_what_is_wrong(void **state) {
  (void)state;
  assert_joint("means or covariance do not go with 2 names; 2 means, and 2 rows of 2", "{names: [a, b], means: [1], covariance: [[1, 0], [0, 1]]}");
  assert_joint("means or covariance do not go with 2 names", "{names: [a, b], means: [1, 2], covariance: [[1, 0]]}");
  assert_joint("means or covariance do not go with 1 name;", "{names: a, means: [1], covariance: [[1, 0]]}");
  assert_joint("'1 + 1' is not a plain number", "{names: a, means: [1], covariance: [[1 + 1]]}");
  assert_joint("the covariance of 'b' and 'a' is said in two ways", "{names: [a, b], means: [1, 2], covariance: [[1, 0.1], [0.2, 1]]}");
  assert_joint("the covariance of 'b' with those before it cannot be", "{names: [a, b], means: [1, 2], covariance: [[1, 2], [2, 1]]}");
  assert_joint("the variance of 'b' is not above 0", "{names: [a, b], means: [1, 2], covariance: [[1, 0], [0, 0]]}");
  assert_joint("the variance of 'a' is not above 0", "{names: [a, b], means: [1, 2], covariance: [[-1, 0], [0, 1]]}");
  assert_joint("'a' is an assumption twice", "{names: [a, a], means: [1, 2], covariance: [[1, 0], [0, 1]]}");
  assert_joint("'month' is a unit", "{names: month, means: [1], covariance: [[1]]}");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_names_are_assumptions), TEST(test_the_triangle), TEST(test_what_is_wrong)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
