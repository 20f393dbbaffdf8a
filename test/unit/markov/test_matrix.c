/* Products, powers and exponentials against closed forms. */
#include "markov/matrix.h"

#include "near.h"

/* P(t) of two states with intensities a and b: 1 - a/(a+b) (1 - exp(-(a+b) t)). */
static void two_states(void **state) {
  (void)state;
  double a = 0.731, b = 2.385, q[4] = {-a, a, b, -b}, p[4], work[12];
  const double times[] = {0, 1.0 / 365, 0.37, 4.5, 250};
  for (size_t i = 0; i < 5; i++) {
    double gone = 1 - exp(-(a + b) * times[i]);
    ek_matrix_exp(2, q, times[i], p, work);
    assert_near(p[0], 1 - a / (a + b) * gone, 1e-12, 0);
    assert_near(p[1], a / (a + b) * gone, 1e-12, 0);
    assert_near(p[2], b / (a + b) * gone, 1e-12, 0);
    assert_near(p[3], 1 - b / (a + b) * gone, 1e-12, 0);
  }
}

/* Also where intensities are far apart, rows add to 1 and nothing is below 0. */
static void stiff(void **state) {
  (void)state;
  double q[9] = {-3000.5, 3000, 0.5, 1e-7, -1e-7 - 4e-9, 4e-9, 0, 0, 0}, p[9], work[27];
  ek_matrix_exp(3, q, 1.7, p, work);
  for (size_t i = 0; i < 3; i++) {
    assert_near(p[3 * i] + p[3 * i + 1] + p[3 * i + 2], 1, 1e-11, 0);
    for (size_t k = 0; k < 3; k++) assert_true(p[3 * i + k] >= 0);
  }
  assert_near(p[5], 4e-9 * 1.7 + 1e-7 * 1.7 * 0.5 / 3000.5, 1e-5, 0);
}

/* exp of a nilpotent matrix ends after its terms: 1, t, t^2/2. */
static void nilpotent(void **state) {
  (void)state;
  const double a[9] = {0, 1, 0, 0, 0, 1, 0, 0, 0};
  double p[9], work[27];
  ek_matrix_exp(3, a, 2.385, p, work);
  assert_near(p[1], 2.385, 1e-14, 0);
  assert_near(p[2], 2.385 * 2.385 / 2, 1e-14, 0);
  assert_near(p[0], 1, 1e-14, 0);
  assert_near(p[3], 0, 0, 1e-16);
}

/* A rotation: no generator, and its diagonal is not below 0. */
static void rotation(void **state) {
  (void)state;
  const double a[4] = {0, -1, 1, 0};
  double p[4], work[12];
  ek_matrix_exp(2, a, 0.7, p, work);
  assert_near(p[0], cos(0.7), 1e-14, 0);
  assert_near(p[1], -sin(0.7), 1e-14, 0);
}

/* exp(Q s) exp(Q t) = exp(Q (s + t)). */
static void semigroup(void **state) {
  (void)state;
  double q[9] = {-1.1, 0.4, 0.7, 0.25, -0.35, 0.1, 2, 0, -2}, one[9], two[9], both[9], product[9], work[27];
  ek_matrix_exp(3, q, 0.31, one, work);
  ek_matrix_exp(3, q, 5.17, two, work);
  ek_matrix_exp(3, q, 5.48, both, work);
  ek_matrix_multiply(3, one, two, product);
  for (size_t i = 0; i < 9; i++) assert_near(product[i], both[i], 1e-13, 0);
}

/* The triangle times itself turned round is the matrix; in place as well; the row that makes it none. */
static void test_cholesky(void **state) {
  (void)state;
  double a[9] = {4, 2, -2, 2, 10, 2, -2, 2, 6}, l[9];
  assert_int_equal(ek_matrix_cholesky(3, a, l), 3);
  for (int i = 0; i < 3; i++) {
    for (int k = 0; k < 3; k++) {
      double sum = 0;
      for (int m = 0; m < 3; m++) sum += l[i * 3 + m] * l[k * 3 + m];
      assert_near(sum, a[i * 3 + k], 1e-14, 1e-15);
    }
  }
  assert_near(l[1], 0, 0, 0);
  assert_int_equal(ek_matrix_cholesky(3, a, a), 3);
  assert_memory_equal(a, l, sizeof a);
  double bad[9] = {1, 0.9, 0, 0.9, 1, 0.9, 0, 0.9, 1}, alike[4] = {0.1, 0.1, 0.1, 0.1};
  assert_int_equal(ek_matrix_cholesky(3, bad, bad), 2);
  assert_int_equal(ek_matrix_cholesky(2, alike, alike), 1);
  assert_int_equal(ek_matrix_cholesky(0, NULL, NULL), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_cholesky), cmocka_unit_test(two_states), cmocka_unit_test(stiff), cmocka_unit_test(nilpotent),
                                     cmocka_unit_test(rotation), cmocka_unit_test(semigroup)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
