/* The order of a column, held against a plain sort. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/order.h"

static struct ek_arena *arena;

static const double *sorted;

/* By value, and what is alike by place. */
static int ascending(const void *a, const void *b) {
  size_t i = *(const size_t *)a, k = *(const size_t *)b;
  return sorted[i] != sorted[k] ? (sorted[i] > sorted[k]) - (sorted[i] < sorted[k]) : (i > k) - (i < k);
}

static void check(const double *x, size_t n) {
  size_t *expected = ek_alloc_array(arena, n, sizeof *expected), *order = ek_order_of(arena, x, n);
  for (size_t i = 0; i < n; i++) expected[i] = i;
  sorted = x;
  qsort(expected, n, sizeof *expected, ascending);
  assert_memory_equal(order, expected, n * sizeof *order);
}

static void test_small(void **state) {
  (void)state;
  const double x[] = {2.385, -1e300, INFINITY, 0.1, -2.385, 2.385, 1e-308, -INFINITY, 5e-324, 0.1, 7};
  for (size_t n = 0; n <= sizeof x / sizeof *x; n++) check(x, n);
}

static void test_all_alike(void **state) {
  (void)state;
  const double x[] = {-3.5, -3.5, -3.5};
  check(x, 3);
}

static void test_many(void **state) {
  (void)state;
  enum { N = 5000 };
  double *x = ek_alloc_array(arena, N, sizeof *x);
  uint32_t seed = 12345;
  for (size_t i = 0; i < N; i++) {
    seed = seed * 1664525u + 1013904223u;
    x[i] = ((double)(seed >> 8) / 1000 - 8000) * (i % 3 == 0 ? 1e-6 : 1e6);
    if (i % 7 == 0) x[i] = floor(x[i]); /* some are alike */
  }
  check(x, N);
}

/* Both zeros stand together, before what is above them; what is no number does not disturb the rest. */
static void test_zeros_and_no_number(void **state) {
  (void)state;
  const double x[] = {0.0, 1, -0.0, NAN, -1};
  const size_t *order = ek_order_of(arena, x, 5);
  const size_t expected[] = {4, 2, 0, 1, 3};
  assert_memory_equal(order, expected, sizeof expected);
}

static int set_up(void **state) {
  (void)state;
  arena = ek_arena_new();
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  ek_arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_small), cmocka_unit_test(test_all_alike), cmocka_unit_test(test_many),
                                     cmocka_unit_test(test_zeros_and_no_number)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
