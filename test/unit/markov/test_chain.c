/* One step and many, held against what a chain comes to in closed form. */
#include "near.h"

#include <string.h>

#include "markov/chain.h"

/* x(n) of a two-state chain that starts in the first: π + (1 − π) λ^n. */
static void test_two_states_in_closed_form(void **state) {
  (void)state;
  const double leave = 0.0385, come = 0.0117, stay[2] = {1 - leave, 1 - come};
  const struct ek_edge edges[] = {{0, 0, 0, &stay[0]}, {1, 0, 0, &come}, {0, 1, 0, &leave}, {1, 1, 0, &stay[1]}};
  double x[2] = {1, 0}, next[2], pi = come / (come + leave), lambda = 1 - leave - come;
  for (int n = 1; n <= 240; n++) {
    ek_chain_step(x, next, 2, 1, edges, 4);
    memcpy(x, next, sizeof x);
    assert_near(x[0], pi + (1 - pi) * pow(lambda, n), 1e-13, 0);
    assert_near(x[0] + x[1], 1, 1e-13, 0);
  }
}

/* Draws do not touch each other, and an odd number of them leaves none out. */
static void test_draws_are_columns(void **state) {
  (void)state;
  enum { DRAWS = 13 };
  double p[DRAWS], q[DRAWS], x[2 * DRAWS], next[2 * DRAWS];
  for (int d = 0; d < DRAWS; d++) {
    p[d] = 0.05 * (d + 1);
    q[d] = 1 - p[d];
    x[d] = 10 + d;
    x[DRAWS + d] = 3.5 * d;
  }
  double ones[DRAWS];
  for (int d = 0; d < DRAWS; d++) ones[d] = 1;
  const struct ek_edge edges[] = {{0, 0, 0, q}, {0, 1, 0, p}, {1, 1, 0, ones}};
  ek_chain_step(x, next, 2, DRAWS, edges, 3);
  for (int d = 0; d < DRAWS; d++) {
    assert_near(next[d], (10 + d) * q[d], 1e-15, 0);
    assert_near(next[DRAWS + d], (10 + d) * p[d] + 3.5 * d, 1e-15, 0);
  }
}

static void test_without_edges_nobody_is_left(void **state) {
  (void)state;
  double x[3] = {1, 2, 3}, next[3] = {9, 9, 9};
  ek_chain_step(x, next, 3, 1, NULL, 0);
  for (int i = 0; i < 3; i++) assert_near(next[i], 0, 0, 0);
}

static void test_edges_are_sorted_by_where_they_lead(void **state) {
  (void)state;
  const struct ek_edge edges[] = {{0, 2, 1, NULL}, {1, 0, 2, NULL}, {0, 1, 3, NULL}, {2, 0, 4, NULL}, {2, 2, 5, NULL}};
  struct ek_edge out[5];
  size_t at[3];
  ek_chain_sort(edges, 5, 3, at, out);
  const size_t moves[] = {2, 4, 3, 1, 5};
  for (int i = 0; i < 5; i++) assert_int_equal(out[i].move, moves[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_two_states_in_closed_form),
      cmocka_unit_test(test_draws_are_columns),
      cmocka_unit_test(test_without_edges_nobody_is_left),
      cmocka_unit_test(test_edges_are_sorted_by_where_they_lead),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
