/* Tests of lib/engine/logit.c: closed forms, numbers from R, and what cannot be fitted. */
#include "support.h"

#include <math.h>

#include "engine/logit.h"

#define ROOM 8

static double triangle[ROOM * ROOM], diagonal[ROOM];

static struct ek_logit_fit fit(const double *x, size_t rows, size_t k, const double *yes, const double *no, double *beta,
                               struct ek_logit_matrix *m) {
  *m = (struct ek_logit_matrix){k, triangle, diagonal};
  return ek_logit_run(&(struct ek_logit){rows, k, x}, yes, no, beta, 25, m);
}

/* Of a table of two by two the coefficient is the logarithm of the odds ratio, and its variance
 * the sum of what one is by each count. */
static void test_two_by_two(void **state) {
  (void)state;
  static const double x[] = {1, 0, 1, 1}, yes[] = {17, 31}, no[] = {43, 11.5};
  double beta[2] = {0}, unit[2] = {0, 1}, variance[2];
  struct ek_logit_matrix m;
  struct ek_logit_fit f = fit(x, 2, 2, yes, no, beta, &m);
  assert_true(f.converged);
  assert_near(beta[0], log(17 / 43.0), 1e-13, 0);
  assert_near(beta[1], log(31 / 11.5 / (17 / 43.0)), 1e-13, 0);
  ek_logit_solve(&m, unit, variance);
  assert_near(variance[1], 1 / 17.0 + 1 / 43.0 + 1 / 31.0 + 1 / 11.5, 1e-12, 0);
  assert_near(variance[0], -(1 / 17.0 + 1 / 43.0), 1e-12, 0);
}

/* glm(cbind(yes, no) ~ a + b, family = binomial) of R 4.2.2, coef and vcov. */
static void test_as_r_has_it(void **state) {
  (void)state;
  static const double x[] = {1, 0, -1.3, 1, 0, 0.2, 1, 0, 2.385, 1, 1, -0.7, 1, 1, 0.9, 1, 1, 1.85};
  static const double yes[] = {3, 5.5, 9, 2, 7, 4}, no[] = {8, 6, 2.5, 7, 3, 1};
  static const double expected[] = {-0.237154313619976, 0.052341434938792, 0.744411101482395};
  static const double covariance[3][3] = {{0.1596537608368501, -0.15139009522887045, -0.01819765087302537},
                                          {-0.1513900952288705, 0.34587137728842848, -0.00826317146392419},
                                          {-0.0181976508730254, -0.00826317146392419, 0.05827012243041218}};
  double beta[3] = {0};
  struct ek_logit_matrix m;
  assert_true(fit(x, 6, 3, yes, no, beta, &m).converged);
  for (size_t j = 0; j < 3; j++) {
    double unit[3] = {0}, column[3];
    unit[j] = 1;
    ek_logit_solve(&m, unit, column);
    assert_near(beta[j], expected[j], 1e-12, 0);
    for (size_t i = 0; i < 3; i++) assert_near(column[i], covariance[i][j], 1e-7, 0); /* R's is that of its last step but one */
  }
}

/* From wherever it begins it ends in the same place. */
static void test_any_start(void **state) {
  (void)state;
  static const double x[] = {1, -1.3, 1, 0.2, 1, 2.385, 1, 0.9}, yes[] = {3, 5, 9, 7}, no[] = {8, 6, 2, 3};
  double a[2] = {0}, b[2] = {5, -4}, c[2] = {-9, 6};
  struct ek_logit_matrix m;
  assert_true(fit(x, 4, 2, yes, no, a, &m).converged);
  assert_true(fit(x, 4, 2, yes, no, b, &m).converged);
  assert_true(fit(x, 4, 2, yes, no, c, &m).converged);
  for (size_t j = 0; j < 2; j++) {
    assert_near(b[j], a[j], 1e-12, 0);
    assert_near(c[j], a[j], 1e-12, 0);
  }
}

/* A column that follows from the others is left at 0, and the others are as without it. */
static void test_what_follows(void **state) {
  (void)state;
  static const double x[] = {1, 0, 1, 1, 1, 0}, yes[] = {17, 31}, no[] = {43, 11.5};
  double beta[3] = {0};
  struct ek_logit_matrix m;
  struct ek_logit_fit f = fit(x, 2, 3, yes, no, beta, &m);
  assert_true(f.converged && f.aliased[2] && !f.aliased[1]);
  assert_near(beta[2], 0, 0, 0);
  assert_near(beta[1], log(31 / 11.5 / (17 / 43.0)), 1e-13, 0);
}

/* All of one kind took part: there is no such coefficient, and it is known which. */
static void test_told_apart(void **state) {
  (void)state;
  static const double x[] = {1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1}, yes[] = {17, 9, 8, 4}, no[] = {43, 11, 0, 0};
  static const double line[] = {1, 1, 1, 2, 1, 3, 1, 4}, after[] = {0, 0, 5, 5}, before[] = {5, 5, 0, 0};
  double beta[3] = {0};
  struct ek_logit_matrix m;
  struct ek_logit_fit f = fit(x, 4, 3, yes, no, beta, &m);
  assert_false(f.converged);
  assert_int_equal(f.moving, 2);
  memset(beta, 0, sizeof beta);
  assert_false(fit(line, 4, 2, after, before, beta, &m).converged);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_two_by_two), TEST(test_as_r_has_it), TEST(test_any_start), TEST(test_what_follows),
                                     TEST(test_told_apart)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
