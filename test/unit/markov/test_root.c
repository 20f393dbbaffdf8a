/* Roots that give the matrix back, matrices that have none, and exponentials in closed form. */
#include "near.h"

#include <stdlib.h>
#include <string.h>

#include "markov/root.h"

enum { MOST = 8 };

static void multiply(const double *a, const double *b, size_t n, double *out) {
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j < n; j++) {
      double sum = 0;
      for (size_t k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j];
      out[i * n + j] = sum;
    }
  }
}

static void power(const double *a, size_t n, int times, double *out) {
  double now[MOST * MOST], next[MOST * MOST];
  memcpy(now, a, n * n * sizeof *now);
  for (int i = 1; i < times; i++) {
    multiply(now, a, n, next);
    memcpy(now, next, n * n * sizeof *now);
  }
  memcpy(out, now, n * n * sizeof *now);
}

static void check_back(const double *p, size_t n, int parts) {
  double root[MOST * MOST], back[MOST * MOST];
  size_t row, column;
  assert_int_equal(ek_matrix_root(p, n, 1.0 / parts, root, &row, &column), EK_ROOT_FINE);
  power(root, n, parts, back);
  for (size_t i = 0; i < n; i++) {
    double sum = 0;
    for (size_t j = 0; j < n; j++) {
      assert_near(back[i * n + j], p[i * n + j], 1e-12, 1e-13);
      assert_true(root[i * n + j] >= 0);
      sum += root[i * n + j];
    }
    assert_near(sum, 1, 1e-15, 0);
  }
}

static void test_the_twelfth_root(void **state) {
  (void)state;
  static const double four[] = {0.721, 0.152, 0.087, 0.040, 0, 0.581, 0.307, 0.112, 0, 0, 0.750, 0.250, 0, 0, 0, 1};
  static const double two[] = {0.9, 0.1, 0.385, 0.615};
  check_back(four, 4, 12);
  check_back(two, 2, 12);
  check_back(two, 2, 365);
  static const double one[] = {1, 0, 0, 1};
  check_back(one, 2, 12);
}

/* [1-a a; b 1-b]^t by its eigenvalues. */
static void test_two_states_in_closed_form(void **state) {
  (void)state;
  double a = 0.2385, b = 0.0617, lambda = pow(1 - a - b, 1 / 12.), out[4];
  const double p[] = {1 - a, a, b, 1 - b};
  size_t row, column;
  assert_int_equal(ek_matrix_root(p, 2, 1 / 12., out, &row, &column), EK_ROOT_FINE);
  assert_near(out[1], a / (a + b) * (1 - lambda), 1e-13, 0);
  assert_near(out[2], b / (a + b) * (1 - lambda), 1e-13, 0);
}

/* Exponentials of random generators have roots that are exponentials too. */
static void test_random_embeddable_matrices(void **state) {
  (void)state;
  srand(2385);
  for (int round = 0; round < 40; round++) {
    size_t n = 2 + (size_t)(round % 6);
    double rates[MOST * MOST], year[MOST * MOST], month[MOST * MOST], root[MOST * MOST];
    for (size_t i = 0; i < n; i++) {
      double sum = 0;
      for (size_t j = 0; j < n; j++) {
        rates[i * n + j] = i == j ? 0 : (double)(rand() % 1000) / 2000;
        sum += rates[i * n + j];
      }
      rates[i * n + i] = -sum;
    }
    ek_matrix_intensities(rates, n, 1, year);
    ek_matrix_intensities(rates, n, 1 / 12., month);
    size_t row, column;
    assert_int_equal(ek_matrix_root(year, n, 1 / 12., root, &row, &column), EK_ROOT_FINE);
    for (size_t k = 0; k < n * n; k++) assert_near(root[k], month[k], 1e-10, 1e-11);
  }
}

/* One that swaps its states has the eigenvalue −1; with 0 there is no logarithm either. */
static void test_none(void **state) {
  (void)state;
  static const double swap[] = {0, 1, 1, 0}, half[] = {0.5, 0.5, 0.5, 0.5}, past[] = {0.2, 0.8, 0.7, 0.3};
  double out[4];
  size_t row, column;
  assert_int_equal(ek_matrix_root(swap, 2, 1 / 12., out, &row, &column), EK_ROOT_NONE);
  assert_int_equal(ek_matrix_root(half, 2, 1 / 12., out, &row, &column), EK_ROOT_NONE);
  assert_int_equal(ek_matrix_root(past, 2, 1 / 12., out, &row, &column), EK_ROOT_NONE);
}

/* Who must pass through the second state within a year comes there by no steps of a month. */
static void test_negative(void **state) {
  (void)state;
  static const double p[] = {0.8, 0.2, 0, 0, 0.7, 0.3, 0, 0, 1};
  double out[9];
  size_t row = 9, column = 9;
  assert_int_equal(ek_matrix_root(p, 3, 1 / 12., out, &row, &column), EK_ROOT_NEGATIVE);
  assert_int_equal(row, 0);
  assert_int_equal(column, 2);
  assert_true(out[2] < 0);
  /* The HIV model of Chancellor et al. (1997): fewer die of the first state in a year than
   * steps of a month through the others would bring there. */
  static const double hiv[] = {0.721, 0.202, 0.067, 0.010, 0, 0.581, 0.407, 0.012, 0, 0, 0.750, 0.250, 0, 0, 0, 1};
  double four[16];
  assert_int_equal(ek_matrix_root(hiv, 4, 1 / 12., four, &row, &column), EK_ROOT_NEGATIVE);
}

static void test_exponential_of_two_by_two(void **state) {
  (void)state;
  double a = 0.385, b = 1.17, t = 1 / 12., out[4];
  const double rates[] = {-a, a, b, -b};
  ek_matrix_intensities(rates, 2, t, out);
  double gone = -expm1(-(a + b) * t) / (a + b);
  assert_near(out[1], a * gone, 1e-13, 0);
  assert_near(out[2], b * gone, 1e-13, 0);
  assert_near(out[0], 1 - a * gone, 1e-14, 0);
  assert_near(out[3], 1 - b * gone, 1e-14, 0);
}

/* A chain of three without return: Erlang. Rates in the thousands do no harm. */
static void test_exponential_of_a_path(void **state) {
  (void)state;
  const double r = 2.385, rates[] = {-r, r, 0, 0, -r, r, 0, 0, 0};
  double out[9];
  ek_matrix_intensities(rates, 3, 0.7, out);
  double x = r * 0.7;
  assert_near(out[0], exp(-x), 1e-13, 0);
  assert_near(out[1], x * exp(-x), 1e-13, 0);
  assert_near(out[2], 1 - exp(-x) - x * exp(-x), 1e-13, 0);
  assert_near(out[3], 0, 0, 0);
  const double fast[] = {-5000, 5000, 7000, -7000};
  ek_matrix_intensities(fast, 2, 1, out);
  assert_near(out[0], 7. / 12, 1e-11, 0);
  assert_near(out[3], 5. / 12, 1e-11, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_twelfth_root),
      cmocka_unit_test(test_two_states_in_closed_form),
      cmocka_unit_test(test_random_embeddable_matrices),
      cmocka_unit_test(test_none),
      cmocka_unit_test(test_negative),
      cmocka_unit_test(test_exponential_of_two_by_two),
      cmocka_unit_test(test_exponential_of_a_path),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
