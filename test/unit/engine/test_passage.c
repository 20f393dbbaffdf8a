/* Where persons are at each point, held against closed forms, and that nobody is lost. */
#include "cohort.h"

#include <stdlib.h>

#define ONE "outcomes:\n  cycle: 1 month\n  initial: {a: 1}\n" STATES

static void test_two_states(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS ONE ALONE(MATRIX("a: {b: 3.8 %, a: rest}, b: {a: 1.1 %, b: rest}")));
  double pi = 0.011 / 0.049, lambda = 1 - 0.049;
  for (size_t n = 0; n <= 60; n++) {
    assert_near(persons(r, 0, "a", n), pi + (1 - pi) * pow(lambda, (double)n), 1e-13, 0);
    assert_near(persons(r, 0, "b", n), (1 - pi) * (1 - pow(lambda, (double)n)), 1e-12, 1e-15);
  }
}

/* Three cycles in `a`, then all leave; in `b` each year's stay is a tunnel of its own. */
static void test_stays_of_a_known_length(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS ONE ALONE(MATRIX("a: {b: \"if(in_state >= 3, 100 %, 0 %)\", a: rest}, b: {a: \"if(in_state >= 2, 100 %, 0 %)\", b: rest}")));
  for (size_t n = 0; n <= 60; n++) {
    assert_near(persons(r, 0, "a", n), n % 5 < 3, 0, 0);
    assert_near(persons(r, 0, "b", n), n % 5 >= 3, 0, 0);
  }
}

/* Who comes back begins the stay anew. */
static void test_a_stay_begins_anew(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS ONE ALONE(MATRIX("a: {b: \"if(in_state >= 2, 50 %, 0 %)\", a: rest}, b: {a: 100 %}")));
  /* a₁ → a₂ → half to b, half to a₃ → …; b → a₁ */
  double slot[80] = {1}, b = 0;
  for (size_t n = 0; n <= 60; n++) {
    double a = 0, next[80] = {0};
    for (int k = 0; k < 80; k++) a += slot[k];
    assert_near(persons(r, 0, "a", n), a, 1e-13, 0);
    assert_near(persons(r, 0, "b", n), b, 1e-13, 1e-15);
    next[0] = b;
    b = 0;
    for (int k = 0; k < 79; k++) {
      double leave = k >= 1 ? 0.5 * slot[k] : 0;
      next[k + 1] += slot[k] - leave;
      b += leave;
    }
    memcpy(slot, next, sizeof slot);
  }
}

/* Random matrices with what remembers, changes and dies: persons are conserved at each point. */
static const char *random_study(bool remember) {
  static const char names[] = "abcd";
  struct ek_buffer text = {.arena = arena};
  ek_buffer_addf(&text, "%s", FIVE_YEARS "outcomes:\n  cycle: 1 month\n  initial: {a: 17.3, b: 2.9, c: 0.1}\n" STATES
                              "  alternatives:\n    utan:\n      reference: yes\n      mortality: {to: dead, rate: 0.02/year * (1 + years), hazard_ratio: {b: 2.1}}\n      matrix:\n");
  for (int i = 0; i < 4; i++) {
    ek_buffer_addf(&text, "        %c: {", names[i]);
    for (int j = 0; j < 4; j++) {
      if (j == i) ek_buffer_addf(&text, "%c: rest, ", names[i]);
      else if (remember && j == 3) ek_buffer_addf(&text, "%c: %d.%02d %% / in_state, ", names[j], rand() % 25, rand() % 100);
      else ek_buffer_addf(&text, "%c: %d.%02d %%, ", names[j], rand() % 25, rand() % 100);
    }
    ek_buffer_addf(&text, "}\n");
  }
  ek_buffer_addf(&text, "    med: {based_on: utan, matrix: {a: {b: {hazard_ratio: 1.3, for_first: 7 cycles}}}}\n");
  return ek_buffer_text(&text);
}

static void test_persons_are_conserved(void **state) {
  (void)state;
  srand(2385);
  for (int round = 0; round < 12; round++) {
    const struct ek_result *r = run(random_study(round % 2));
    for (size_t a = 0; a < 2; a++) {
      const struct ek_passage *p = passage_of(r, 0, a, 0);
      for (size_t n = 0; n <= p->cycles; n++) {
        double sum = 0;
        for (size_t s = 0; s < p->states; s++) {
          double here;
          ek_passage_at(p, n, s, &here);
          assert_true(here >= 0);
          sum += here;
        }
        assert_near(sum, 20.3, 1e-12, 0);
      }
    }
  }
}

/* Moves are what left; those between any states are all of them, and who stays makes none. */
static void test_moves(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS ONE "  events:\n    - {name: bonus, from: a, to: b, payer: payer, amount: 1 kr}\n    - {name: in, to: b, payer: payer, amount: 1 kr}\n"
                                  "    - {name: ut, from: b, payer: payer, amount: 1 kr}\n    - {name: alla, payer: payer, amount: 1 kr}\n"
                                  ALONE(MATRIX("a: {b: 10 %, c: 5 %, a: rest}, b: {a: 20 %, b: rest}, c: {b: 7 %, c: rest}")));
  const struct ek_passage *p = passage_of(r, 0, 0, 0);
  const struct ek_watch *w = p->watched.items;
  for (size_t n = 0; n < 60; n++) {
    double a = persons(r, 0, "a", n), b = persons(r, 0, "b", n), c = persons(r, 0, "c", n);
    assert_near(w[0].moved[n], 0.1 * a, 1e-13, 0);
    assert_near(w[1].moved[n], 0.1 * a + 0.07 * c, 1e-13, 0);
    assert_near(w[2].moved[n], 0.2 * b, 1e-13, 0);
    assert_near(w[3].moved[n], 0.15 * a + 0.07 * c + 0.2 * b, 1e-13, 0);
  }
}

/* Deaths are moves too. */
static void test_deaths_are_moves(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS ONE "  events: [{name: begravning, to: dead, payer: payer, amount: 1 kr}]\n"
                                  ALONE("      mortality: {to: dead, probability: 3 %}\n" MATRIX("a: {b: 10 %, a: rest}")));
  const struct ek_watch *w = passage_of(r, 0, 0, 0)->watched.items;
  for (size_t n = 0; n < 60; n++) assert_near(w[0].moved[n], 0.03 * pow(0.97, (double)n), 1e-13, 0);
}

/* Those who enter alike walk once. */
static void test_entries_share_a_passage(void **state) {
  (void)state;
  const struct ek_result *r = run(FIVE_YEARS "outcomes:\n  cycle: 1 month\n  initial: {a: 1}\n  entry: {2020-01: 40 %, 2020-06: 60 %}\n" STATES ALONE(MATRIX("a: {b: 10 %, a: rest}")));
  assert_ptr_equal(passage_of(r, 0, 0, 0), passage_of(r, 0, 0, 1));
  assert_ptr_equal(passage_of(r, 0, 0, 0), passage_of(r, 0, 1, 0));
  r = run(FIVE_YEARS "outcomes:\n  cycle: 1 month\n  initial: {a: 1}\n  entry: {2020-01: 40 %, 2020-06: 60 %}\n" STATES ALONE(MATRIX("a: {b: \"if(calendar_year > 2020, 10 %, 5 %)\", a: rest}")));
  double out;
  ek_passage_at(passage_of(r, 0, 0, 1), 10, state_of(r, "a"), &out);
  assert_near(out, pow(0.95, 7) * pow(0.9, 3), 1e-14, 0);
  assert_near(persons(r, 0, "a", 13), pow(0.95, 12) * 0.9, 1e-14, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_two_states), TEST(test_stays_of_a_known_length), TEST(test_a_stay_begins_anew), TEST(test_persons_are_conserved),
      TEST(test_moves), TEST(test_deaths_are_moves), TEST(test_entries_share_a_passage),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
