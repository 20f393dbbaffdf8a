/* Tests of lib/people/wide.c. */
#include "fixture.h"

#define TIMED(more) WIDE_OF("id: nr, before.state: f, after.state: e, entry: i, exit: u", "  inputs: {wage: 23 385 kr/month}\n" more)

static void test_a_row_is_a_member(void **state) {
  (void)state;
  const struct ek_people *p = people_of(WIDE_OF("id: nr, before.state: f, before.extent: fo, during.state: u, after.state: e, entry: i, exit: x, weight: v",
                                                "  inputs: {wage: 23 385 kr/month}\n"),
                                        rows("f;fo;u;e;i;x;v", "outside;61 %;work 20 %;work;2020-05-17;2020-08-14;2,38"));
  assert_int_equal(p->n, 6);
  assert_int_equal(p->entry[3], 2);
  assert_int_equal(p->during[3], 3);
  assert_int_equal(p->observed[3], 3);
  assert_near(p->weight[3], 2.38, 1e-15, 0);
  assert_near(held(p, p->before[3], "outside"), 0.61, 1e-15, 0);
  assert_int_equal(steps(p, 3), 2);
  assert_stretch(step(p, 3, 0), 2, 3, EVER);
  assert_near(held(p, step(p, 3, 0).standing, "work"), 0.2, 1e-15, 0);
  assert_stretch(step(p, 3, 1), 5, EVER, 5);
  assert_near(held(p, step(p, 3, 1).standing, "work"), 1, 0, 0);
  assert_int_equal(p->standings.n, 3); /* three phases; full work is the last of them */
  assert_int_equal(p->persons.n, 1);
}

/* Without a state while in the insats it is that before; without one at a measurement what was
 * measured last goes on. */
static void test_what_is_not_said(void **state) {
  (void)state;
  const char *text = WIDE_OF("id: nr, before.state: f, during.state: u, after.6.state: e6, after.12.state: e12, after.24.state: e24",
                             "  during: 4 months\n  inputs: {wage: 23 385 kr/month}\n");
  const struct ek_people *p = people_of(text, rows("f;u;e6;e12;e24", "outside;;;work;"));
  assert_int_equal(step(p, 0, 0).standing, p->before[0]);
  assert_int_equal(steps(p, 0), 2);
  assert_int_equal(step(p, 0, 1).stretch->first, 4); /* from the exit on: nothing else is known */
  assert_int_equal(p->observed[0], 16);
  p = people_of(text, rows("f;u;e6;e12;e24", "outside;work;work;;outside"));
  assert_int_equal(steps(p, 0), 3);
  assert_int_equal(step(p, 0, 1).stretch->length, 24);
  assert_int_equal(step(p, 0, 2).stretch->first, 28);
  assert_non_null(strstr(wrong(text, rows("f;u;e6;e12;e24", "outside;work;;;")), "p.csv:2:19+1 'e6': nothing is said of the state after (and 5 more rows)"));
  assert_non_null(strstr(wrong(text, rows("f;u;e6;e12;e24", ";work;work;;")), "p.csv:2:6+1 'f': nothing is said of the state before"));
}

static void test_times_that_cannot_be(void **state) {
  (void)state;
  assert_wrong(TIMED(""), rows("f;e;i;u", "outside;work;;2020-08-14"), "'i': no day of entry");
  assert_wrong(TIMED(""), rows("f;e;i;u", "outside;work;2020-05-17;"), "'u': no day of exit");
  assert_wrong(TIMED(""), rows("f;e;i;u", "outside;work;2020-05-17;2020-05-16"), "'u': leaves before the entry");
  assert_wrong(TIMED(""), rows("f;e;i;u", "outside;work;2020-02-29;2020-05-16"), "'i': enters before the study starts (and 5 more rows); move settings.start back");
  assert_wrong(TIMED(""), rows("f;e;i;u", "outside;work;2121-02-28;2121-05-16"), "'i': enters a hundred years after the start");
  assert_wrong(TIMED(""), rows("f;e;i;u", "outside;work;2020-05-17;2121-05-16"), "'u': more than a hundred years in the insats");
}

static void test_the_lag_comes_before_the_outcome(void **state) {
  (void)state;
  const char *text = TIMED("") "effect: {lag: 3 months}\n";
  const struct ek_people *p = people_of(text, rows("f;e;i;u", "outside;work;2020-05-01;2020-08-31"));
  assert_stretch(step(p, 0, 1), 9, EVER, 9);
  /* A lag that is longer than the time to the first measurement: that one has no time of its own. */
  p = people_of(WIDE_OF("id: nr, before.state: f, after.state: e, after.2.state: e2", "  inputs: {wage: 23 385 kr/month}\n") "effect: {lag: 3 months}\n",
                rows("f;e;e2", "outside;work;outside"));
  assert_int_equal(steps(p, 0), 1);
  assert_int_equal(step(p, 0, 0).stretch->first, 3);
  assert_near(held(p, step(p, 0, 0).standing, "outside"), 1, 0, 0);
}

static void test_nyttosam_has_one_step(void **state) {
  (void)state;
  const char *text = "ekusia: 1\ntitle: T\nmodel: generic\nsettings: {price_year: 2020, start: 2020-03, profile: nyttosam}\n"
                     "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e, after.9.state: e9}\n"
                     "  during: 4 months\n  inputs: {wage: 23 385 kr/month}\n" ALONE;
  const struct ek_people *p = people_of(text, rows("f;e;e9", "outside;outside;work"));
  assert_int_equal(steps(p, 0), 1);
  assert_stretch(step(p, 0, 0), 0, EVER, EVER);
  assert_near(held(p, step(p, 0, 0).standing, "work"), 1, 0, 0);
}

static void test_states_as_columns(void **state) {
  (void)state;
  const struct ek_people *p = people_of(WIDE_OF("id: nr, before.states.outside: f1, before.states.work: f2, after.states.work: e1, after.state: e2",
                                                "  inputs: {wage: 23 385 kr/month}\n"),
                                        rows("f1;f2;e1;e2", "75;25;40 %;outside 35 %"));
  assert_near(held(p, p->before[0], "outside"), 0.75, 1e-15, 0);
  assert_near(held(p, p->before[0], "work"), 0.25, 1e-15, 0);
  assert_near(held(p, ek_people_lasting(p, 0), "work"), 0.4, 1e-15, 0);
  assert_near(held(p, ek_people_lasting(p, 0), "outside"), 0.35, 1e-15, 0);
}

/* Services that a later phase says nothing of go on from before, with their prices; those it
 * has columns for do not. */
static void test_services_go_on(void **state) {
  (void)state;
  const char *csv = rows("f;e;b;p;b1", "outside;work;3,5;811;1,5");
  const struct ek_people *p = people_of(WIDE_OF("id: nr, before.state: f, after.state: e, before.services.session: b, before.inputs.price: p",
                                                "  inputs: {wage: 23 385 kr/month}\n"), csv);
  assert_near(held(p, ek_people_lasting(p, 0), "session"), 3.5, 0, 0);
  assert_near(given(p, ek_people_lasting(p, 0), "session", "price"), 811, 0, 0);
  p = people_of(WIDE_OF("id: nr, before.state: f, after.state: e, before.services.session: b, after.services.session: b1, inputs.price: p",
                        "  inputs: {wage: 23 385 kr/month}\n"), csv);
  assert_near(held(p, ek_people_lasting(p, 0), "session"), 1.5, 0, 0);
  assert_wrong(WIDE_OF("id: nr, before.state: f, after.state: e, before.services.session: b, after.services.session: b1, before.inputs.price: p",
                       "  inputs: {wage: 23 385 kr/month}\n"), csv, "'e': the state asks for 'price', which nothing gives");
}

/* Of wages the phase's own comes before that for all, which comes before the study's. */
static void test_the_nearest_input(void **state) {
  (void)state;
  const char *text = WIDE_OF("id: nr, before.state: f, after.state: e, inputs.wage: l, after.inputs.work.wage: l1, after.inputs.wage: l2", "  inputs: {wage: 23 385 kr/month}\n");
  const struct ek_people *p = people_of(text, rows("f;e;l;l1;l2", "work 10 %;work;20000;21000;22000"));
  assert_near(given(p, ek_people_lasting(p, 0), "work", "wage"), 12 * 21000, 1e-15, 0); /* the item's own */
  assert_near(given(p, p->before[0], "work", "wage"), 12 * 20000, 1e-15, 0);
  p = people_of(text, rows("f;e;l;l1;l2", "work 10 %;work;20000;;22000"));
  assert_near(given(p, ek_people_lasting(p, 0), "work", "wage"), 12 * 22000, 1e-15, 0);
  p = people_of(text, rows("f;e;l;l1;l2", "work 10 %;work;;;"));
  assert_true(isnan(given(p, ek_people_lasting(p, 0), "work", "wage"))); /* the study's */
}

/* Full work has the wage in the latest phase with work, else another that is known. */
static void test_full_work(void **state) {
  (void)state;
  const char *text = WIDE_OF("id: nr, before.state: f, after.state: e, before.inputs.wage: l0, after.inputs.wage: l1", "");
  const struct ek_people *p = people_of(text, rows("f;e;l0;l1", "work;work;20000;21000"));
  assert_near(given(p, p->full[0], "work", "wage"), 12 * 21000, 1e-15, 0);
  p = people_of(text, rows("f;e;l0;l1", "work;outside;20000;21000"));
  assert_near(given(p, p->full[0], "work", "wage"), 12 * 20000, 1e-15, 0);
  p = people_of(text, rows("f;e;l0;l1", "outside;outside;20000;21000"));
  assert_near(given(p, p->full[0], "work", "wage"), 12 * 21000, 1e-15, 0);
  p = people_of(text, rows("f;e;l0;l1", "outside;outside;;"));
  assert_int_equal(p->full[0], EK_NO_STANDING); /* no wage is known */
}

static void test_twins_and_odd_rows(void **state) {
  (void)state;
  const char *csv = "nr;f;e\n1;outside;work\n2;outside;work\n1;work;work\n3;outside;work\n4;outside\n5;outside;work\n6;outside;work\n1;outside;work\n;outside;work\n;outside;work\n";
  assert_wrong(WIDE(""), csv, "p.csv:4:1+1 'nr': the same person as in a row before (and one more row); has each person one row?");
  assert_wrong(WIDE(""), csv, "p.csv:6:1+1 another number of cells than in the first row: 2, not 3");
  const struct ek_people *p = people_of(WIDE("  on_problem: exclude\n"), csv);
  assert_int_equal(p->n, 7); /* those without a number are persons of their own */
  assert_int_equal(p->file.rows, 10);
  assert_int_equal(p->file.excluded, 3);
  assert_int_equal(p->file.members, 7);
  assert_non_null(strstr(errors(), "~ p.csv:4:1+1 left out: 'nr': the same person"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_a_row_is_a_member),
      TEST(test_what_is_not_said),
      TEST(test_times_that_cannot_be),
      TEST(test_the_lag_comes_before_the_outcome),
      TEST(test_nyttosam_has_one_step),
      TEST(test_states_as_columns),
      TEST(test_services_go_on),
      TEST(test_the_nearest_input),
      TEST(test_full_work),
      TEST(test_twins_and_odd_rows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
