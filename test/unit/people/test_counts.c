/* Tests of lib/people/counts.c. */
#include "fixture.h"

#define COUNTS(before, transitions, more)                                                          \
  HEAD "outcomes:\n  before: {" before "}\n  transitions: [" transitions "]\n"                     \
       "  inputs: {wage: 23 385 kr/month, price: 811 kr/session}\n" more
#define ONE "{from: outside, to: work, count: 4}"

static void test_one_member_for_each(void **state) {
  (void)state;
  const struct ek_people *p = people_of(COUNTS("outside: 9, work 50 % + outside 50 %: 3",
      "{from: outside, to: work, count: 4, month: 7}, {from: outside, to: work 20 % + outside 80 %, count: 2}",
      "  age: 52\n  household: {adults: 2, children: [3]}\n  services: {outside: {session: 6/year}}\n") "effect: {lag: 2 months}\n" ALONE, NULL);
  assert_int_equal(p->n, 12);
  assert_int_equal(p->participants, 12);
  size_t moved = 0;
  for (size_t i = 0; i < 12; i++) {
    assert_near(p->weight[i], 1, 0, 0);
    assert_int_equal(p->stratum[i], i >= 9);
    moved += steps(p, i);
  }
  assert_int_equal(moved, 6);
  assert_stretch(step(p, 0, 0), 7, EVER, 7); /* a month that is stated has no lag */
  assert_stretch(step(p, 4, 0), 2, EVER, 2);
  assert_near(held(p, step(p, 4, 0).standing, "work"), 0.2, 1e-15, 0);
  assert_near(held(p, step(p, 4, 0).standing, "session"), 0.8 * 6, 1e-14, 0);
  assert_near(held(p, p->before[11], "session"), 3, 0, 0);
  assert_near(person(p, p->before[0])->age, 52, 0, 0);
  assert_int_equal(person(p, p->before[0])->adults, 2);
  assert_int_equal(ek_people_lasting(p, 8), p->before[8]); /* who is not counted stays */
}

static void test_a_comparison_group_in_counts(void **state) {
  (void)state;
  const struct ek_people *p = people_of(COUNTS("outside: 9", ONE, "") "comparison:\n  transitions:\n    - {from: outside, to: work, count: 2, of: 7}\n", NULL);
  assert_int_equal(p->participants, 9);
  assert_int_equal(p->n, 16);
}

static void test_what_is_wrong(void **state) {
  (void)state;
  assert_wrong(COUNTS("outside: många", ONE, "") ALONE, NULL, "'outside' must be a whole number of persons; write 40");
  assert_wrong(COUNTS("outside: 4.5", ONE, "") ALONE, NULL, "'outside' must be a whole number of persons");
  assert_wrong(COUNTS("outside: -4", ONE, "") ALONE, NULL, "'outside' must be a whole number of persons");
  assert_wrong(COUNTS("outside: 1000001", ONE, "") ALONE, NULL, "'outside' must be a whole number of persons");
  assert_wrong(COUNTS("outsid: 9", ONE, "") ALONE, NULL, "there is no state 'outsid'; did you mean 'outside'?");
  assert_wrong(COUNTS("outside: 9", "{from: outside, to: wrk, count: 4}", "") ALONE, NULL, "there is no state 'wrk'; did you mean 'work'?");
  assert_wrong(COUNTS("outside: 9", "{from: outside, to: work 120 %, count: 4}", "") ALONE, NULL, "a share must be 0 to 100 %");
  assert_wrong(COUNTS("outside: 9", "{from: work, to: outside, count: 4}", "") ALONE, NULL, "nobody is said to be in 'work' before; write it under outcomes.before");
  assert_wrong(COUNTS("outside: 3", ONE, "") ALONE, NULL, "more went from 'outside' than were in it");
  assert_wrong(COUNTS("outside: 5", ONE ", {from: outside, to: outside 50 %, count: 2}", "") ALONE, NULL, "more went from 'outside' than were in it");
  assert_wrong(HEAD "outcomes:\n  before: {outside: 9}\n  transitions: [" ONE "]\n" ALONE, NULL, "'work' asks for the input 'wage'; write outcomes: {inputs: {wage: …}}");
  assert_wrong(COUNTS("outside: 9", ONE, "  services: {outside: {sesion: 6/year}}\n") ALONE, NULL, "there is no service 'sesion'");
}

#define GROUP(transitions) COUNTS("outside: 9, work: 3", ONE, "") "comparison:\n  transitions: [" transitions "]\n"

static void test_what_is_wrong_in_the_group(void **state) {
  (void)state;
  assert_wrong(GROUP("{from: outside, to: work, count: 2, of: 7}"), NULL, "the comparison group says nothing of 'work'; write {from: work, to: …, count: …, of: …}");
  assert_wrong(GROUP("{from: outside, to: work, count: 2}, {from: work, to: outside, count: 0, of: 3}"), NULL, "of how many in the comparison group is not said; write of: 60");
  assert_wrong(GROUP("{from: outside, to: work, count: 2, of: 7}, {from: outside, to: outside 50 %, count: 1, of: 8}, {from: work, to: outside, count: 0, of: 3}"), NULL,
               "the comparison group has both 7 and 8 in 'outside'");
  assert_wrong(GROUP("{from: outside, to: work, count: 8, of: 7}, {from: work, to: outside, count: 0, of: 3}"), NULL, "more went from 'outside' than were in it");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_one_member_for_each),
      TEST(test_a_comparison_group_in_counts),
      TEST(test_what_is_wrong),
      TEST(test_what_is_wrong_in_the_group),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
