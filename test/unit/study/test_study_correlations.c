/* Rank correlations: put together from pairs and matrices, and as a triangle. */
#include "cohort.h"

#include <math.h>

#define WITH(more) COHORT "correlations: [" more "]\n"
/* `före` is an assumption of the cohort's; these are uncertain. */
#define MORE SET("assumptions.före", "1 % + (a + b + c + sure) / 1000", "assumptions.a", "{dist: normal, mean: 1, sd: 0.1}", "assumptions.b", "{dist: uniform, low: 0, high: 1}", \
                 "assumptions.c", "{dist: gamma, mean: 2, sd: 1}", "assumptions.sure", "3")

static const struct ek_copula *copula_of(const char *text) {
  struct ek_study *s = read_set(text, MORE);
  if (s == NULL) fail_msg("%s", errors());
  return &s->copula;
}

#define assert_fault(expected, more)                                                               \
  do {                                                                                             \
    assert_null(read_set(WITH(more), MORE));                                                       \
    const char *all_ = errors();                                                                   \
    if (strstr(all_, expected) == NULL) fail_msg("no '%s' in:\n%s", expected, all_);               \
  } while (0)

/* The triangle times itself turned round has the normal correlation of each rank correlation. */
static void test_the_triangle(void **state) {
  (void)state;
  static const double rank[3][3] = {{1, 0.7, -0.2}, {0.7, 1, 0}, {-0.2, 0, 1}};
  const char *const texts[] = {WITH("{names: [a, b], rank: 0.7}, {names: [c, a], rank: -0.2}"),
                               WITH("{names: [a, b, c], matrix: [[1, 0.7, -0.2], [0.7, 1, 0], [-0.2, 0, 1]]}")};
  for (int t = 0; t < 2; t++) {
    const struct ek_copula *c = copula_of(texts[t]);
    assert_int_equal(c->n, 3);
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        double sum = 0;
        for (int m = 0; m < 3; m++) sum += c->lower[i * 3 + m] * c->lower[k * 3 + m];
        assert_near(sum, i == k ? 1 : 2 * sin(3.14159265358979323846 * rank[i][k] / 6), 1e-14, 1e-16);
      }
    }
  }
}

static void test_one_number_is_of_all_pairs(void **state) {
  (void)state;
  const struct ek_copula *c = copula_of(WITH("{names: [a, b, c], rank: 0.4}"));
  assert_int_equal(c->n, 3);
  assert_near(c->lower[3], c->lower[6], 1e-15, 0);
  assert_int_equal(copula_of(COHORT)->n, 0);
}

static void test_what_is_wrong(void **state) {
  (void)state;
  assert_fault("a correlation is between two assumptions or more", "{names: a, rank: 0.1}");
  assert_fault("a correlation has 'rank' or 'matrix'", "{names: [a, b]}");
  assert_fault("a correlation has 'rank' or 'matrix', not both", "{names: [a, b], rank: 0.1, matrix: [[1, 0], [0, 1]]}");
  assert_fault("the matrix does not go with 2 names; 2 rows of 2", "{names: [a, b], matrix: [[1, 0]]}");
  assert_fault("the matrix does not go with 2 names; 2 rows of 2", "{names: [a, b], matrix: [[1, 0, 0], [0, 1, 0]]}");
  assert_fault("'1 + 1' is not a plain number", "{names: [a, b], rank: 1 + 1}");
  assert_fault("the rank correlation of 'b' and 'a' is said in two ways", "{names: [a, b], matrix: [[1, 0.2], [0.1, 1]]}");
  assert_fault("the rank correlation of a value with itself is 1", "{names: [a, b], matrix: [[1, 0.2], [0.2, 0.9]]}");
  assert_fault("a rank correlation is between -1 and 1; what follows another wholly is written as a formula of it", "{names: [a, b], rank: 1}");
  assert_fault("must be at least -1, not -2", "{names: [a, b], matrix: [[1, -2], [-2, 1]]}");
  assert_fault("there is no assumption 'd'", "{names: [a, d], rank: 0.1}");
  assert_fault("'före' has no distribution, so nothing can vary with it; write {dist: …}", "{names: [a, före], rank: 0.1}");
  assert_fault("'a' is named twice", "{names: [a, a], rank: 0.1}");
  assert_fault("the rank correlation of 'b' and 'a' is said twice", "{names: [a, b], rank: 0.1}, {names: [b, c, a], rank: 0.2}");
  assert_fault("the rank correlations of 'c' with those before it cannot all be (the matrix is not positive definite)", "{names: [a, b], rank: 0.9}, {names: [a, c], rank: 0.9}");
}

/* A number, as --set may make of a value, is left out of what goes together. */
static void test_a_number_goes_with_nothing(void **state) {
  (void)state;
  const struct ek_copula *c = copula_of(WITH("{names: [a, sure, b], matrix: [[1, 0.3, 0.4], [0.3, 1, 0.2], [0.4, 0.2, 1]]}"));
  assert_int_equal(c->n, 2);
  assert_near(c->lower[2], 2 * sin(3.14159265358979323846 * 0.4 / 6), 1e-14, 0);
}

static void test_those_of_joint_are_apart(void **state) {
  (void)state;
  assert_null(read_set(COHORT "joint: [{names: u, means: [2], covariance: [[9]]}]\ncorrelations: [{names: [a, u], rank: 0.1}]\n", MORE));
  assert_non_null(strstr(errors(), "'u' is one of those in 'joint'; its covariances say what it goes with"));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_the_triangle), TEST(test_one_number_is_of_all_pairs), TEST(test_what_is_wrong), TEST(test_a_number_goes_with_nothing), TEST(test_those_of_joint_are_apart)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
