/* Tests of lib/people/spells.c: calendars reckoned by hand, day by day. */
#include "fixture.h"

#define SPELLS(more)                                                                               \
  HEAD "participants:\n  file: p.csv\n  form: spells\n"                                            \
       "  columns: {id: nr, state: s, extent: o, from: a, to: b, entry: i, exit: u, inputs.wage: l, inputs.benefit: t}\n" more ALONE

/* The same spells for six persons; each is a row from `s` on, `|` between rows. */
static const char *spells(const char *each) {
  struct ek_buffer out = {.arena = arena};
  ek_buffer_add(&out, "nr;s;o;a;b;i;u;l;t\n");
  for (int i = 1; i <= 6; i++) {
    for (const char *row = each; *row != '\0'; row += strcspn(row, "|") + (row[strcspn(row, "|")] == '|')) {
      ek_buffer_addf(&out, "%d;%.*s\n", i, (int)strcspn(row, "|"), row);
    }
  }
  return ek_buffer_text(&out);
}

#define IN ";2020-03-05;2020-05-20;" /* in the insats from March to May */

/* Work and outside it in each month from before the entry to the last. */
static void check_month(const struct ek_people *p, size_t month, double work, double outside) {
  for (size_t i = 0; i < steps(p, 0); i++) {
    struct step s = step(p, 0, i);
    if (month < s.stretch->first || month - s.stretch->first >= s.stretch->length) continue;
    assert_near(held(p, s.standing, "work"), work, 1e-13, 1e-15);
    assert_near(held(p, s.standing, "outside"), outside, 1e-13, 1e-15);
    return;
  }
  fail_msg("month %zu has no step", month);
}

static void test_a_calendar_by_hand(void **state) {
  (void)state;
  const struct ek_people *p = people_of(SPELLS(""), spells(
      "outside;;2020-01-01;2020-02-14" IN ";|"
      "work;75 %;2020-02-15;2020-03-15" IN "25 385;|"
      "outside;;2020-03-10;2020-03-31" IN ";9 000|" /* six days of 175 % */
      "work;;2020-04-11;" IN "26 385;"));             /* ten days of nothing before */
  assert_near(held(p, p->before[0], "outside"), 14.0 / 29, 1e-14, 0); /* a leap year */
  assert_near(held(p, p->before[0], "work"), 0.75 * 15 / 29, 1e-14, 0);
  check_month(p, 0, 0.75 * (9 + 6 / 1.75) / 31, (6 / 1.75 + 16) / 31);
  check_month(p, 1, 20.0 / 30, 0);
  check_month(p, 2, 1, 0);
  check_month(p, 99, 1, 0);
  assert_int_equal(steps(p, 0), 3);
  assert_stretch(step(p, 0, 0), 0, 1, EVER);
  assert_stretch(step(p, 0, 1), 1, 1, EVER);
  assert_stretch(step(p, 0, 2), 2, EVER, 14); /* known until a year after the exit */
  assert_int_equal(p->entry[0], 0);
  assert_int_equal(p->during[0], 2);
  assert_int_equal(p->observed[0], 15);
  assert_near(given(p, step(p, 0, 0).standing, "work", "wage"), 12 * 25385, 1e-15, 0);
  assert_near(given(p, step(p, 0, 0).standing, "outside", "benefit"), 12 * 9000, 1e-15, 0);
  assert_near(given(p, p->full[0], "work", "wage"), 12 * 26385, 1e-15, 0); /* the latest */
  const char *told = errors();
  assert_non_null(strstr(told, "~ p.csv:2:12+1 'a': spells of this person overlap to more than 100 %; cut down in proportion on those days (and 5 more rows)"));
  assert_non_null(strstr(told, "'a': days between spells of this person are in none of them; no flows on those days (and 5 more rows)"));
}

/* What a state asks for is read from its own spell, though another ends the month. */
static void test_two_states_in_a_month_have_their_own_inputs(void **state) {
  (void)state;
  const struct ek_people *p = people_of(SPELLS(""), spells(
      "outside;;2020-01-01;2020-04-10" IN ";9 000|work;;2020-04-11;2020-06-10" IN "25 385;|outside;;2020-06-11;" IN ";7 000"));
  check_month(p, 1, 20.0 / 30, 10.0 / 30);
  check_month(p, 3, 10.0 / 30, 20.0 / 30);
  struct step june = step(p, 0, 3);
  assert_int_equal(june.stretch->first, 3);
  assert_near(given(p, june.standing, "work", "wage"), 12 * 25385, 1e-15, 0);
  assert_near(given(p, june.standing, "outside", "benefit"), 12 * 7000, 1e-15, 0);
  assert_fine();
}

static void test_follow_up_that_ends_early(void **state) {
  (void)state;
  const struct ek_people *p = people_of(SPELLS(""), spells("outside;;2020-01-01;2020-06-30" IN ";|work;50 %;2020-07-01;2020-11-14" IN "25 385;"));
  assert_int_equal(p->observed[0], 8); /* October is the last month that is whole */
  assert_stretch(step(p, 0, 1), 4, EVER, 7);
  check_month(p, 4, 0.5, 0);
  assert_non_null(strstr(errors(), "followed for a shorter time than the last measurement; what was known last goes on"));
  p = people_of(SPELLS("  measured: [9 months, 3 months]\n"), spells("outside;;2020-01-01;" IN ";"));
  assert_int_equal(p->observed[0], 12); /* the later one, whichever comes first */
  assert_wrong(SPELLS(""), spells("outside;;2020-01-01;2020-05-30" IN ";"), "'s': no spell reaches the end of the month of the exit");
  p = people_of(SPELLS(""), spells("outside;;2020-01-01;2020-05-31" IN ";"));
  assert_int_equal(p->observed[0], 3);
}

/* A month is whole when its last day is in a spell, and a spell to a month ends with it. */
static void test_days_and_months(void **state) {
  (void)state;
  const struct ek_people *p = people_of(SPELLS(""), spells("outside;;2020-02-29;2020-03" IN ";|work;;2020-04;2021-05" IN "25 385;"));
  assert_near(held(p, p->before[0], "outside"), 1.0 / 29, 1e-14, 0);
  check_month(p, 0, 0, 1);
  check_month(p, 1, 1, 0);
  assert_int_equal(p->observed[0], 15);
  assert_non_null(strstr(errors(), "'t' says nothing of some who are in 'outside'"));
}

static void test_nyttosam_has_the_last(void **state) {
  (void)state;
  const struct ek_people *p = people_of("ekusia: 1\ntitle: T\nmodel: generic\nsettings: {price_year: 2020, start: 2020-03, profile: nyttosam}\n"
      "participants:\n  file: p.csv\n  form: spells\n  columns: {id: nr, state: s, from: a, to: b, entry: i, exit: u, inputs.wage: l}\n" ALONE,
      spells("outside;;2020-01-01;2020-08-31" IN ";|work;;2020-09-01;" IN "25 385;"));
  assert_int_equal(steps(p, 0), 1);
  assert_stretch(step(p, 0, 0), 0, EVER, EVER);
  assert_near(held(p, step(p, 0, 0).standing, "work"), 1, 0, 0);
}

static void test_rows_that_cannot_be(void **state) {
  (void)state;
  assert_wrong(SPELLS(""), spells(";;2020-01-01;" IN ";"), "'s': no state");
  assert_wrong(SPELLS(""), spells("outside;;;" IN ";"), "'a': no first day");
  assert_wrong(SPELLS(""), spells("outside;;2020-01-02;2020-01-01" IN ";"), "'b': ends before it begins");
  assert_wrong(SPELLS(""), spells("outside;;2020-01-01;;;2020-05-20;;"), "'i': no day of entry");
  assert_wrong(SPELLS(""), spells("outside;;2020-01-01;;2020-03-05;;;"), "'u': no day of exit");
  assert_wrong(SPELLS(""), spells("outside;;2020-01-01;;2020-03-05;2020-03-04;;"), "'u': leaves before the entry");
  assert_wrong(SPELLS(""), spells("outside;;2020-01-01;;2020-02-05;2020-03-04;;"), "'i': enters before the study starts");
  assert_wrong(SPELLS(""), spells("outside;;2020-01-01;;2121-02-05;2121-03-04;;"), "'i': enters a hundred years after the start");
  assert_wrong(SPELLS(""), spells("outside;;2020-01-01;;2020-03-05;2121-03-04;;"), "'u': more than a hundred years");
  assert_wrong(SPELLS(""), spells("outside;;2020-03-01;" IN ";"), "'a': no spell in the month before the entry");
  assert_wrong(SPELLS(""), spells("work;;2020-01-01;" IN ";"), "'s': the state asks for 'wage', which nothing gives");
  assert_wrong(SPELLS(""), spells("work;;2020-01-01;" IN "5 hour;"), "'l': another unit than that of 'wage'");
  assert_wrong(SPELLS(""), "nr;s;o;a;b;i;u;l;t\n;outside;;2020-01-01;" IN ";\n", "'nr': no serial number");
  assert_wrong(SPELLS(""), "nr;s;o;a;b;i;u;l;t\n1;outside\n", "another number of cells than in the first row: 2, not 9");
}

static void test_what_is_not_the_same_in_all_rows(void **state) {
  (void)state;
  const char *text = HEAD "participants:\n  file: p.csv\n  form: spells\n"
                          "  columns: {id: nr, state: s, from: a, to: b, entry: i, exit: u, age: o}\n" ALONE;
  const struct ek_people *p = people_of(text, spells("outside;33;2020-01-01;2020-08-31" IN ";|outside;34;2020-09-01;" IN ";"));
  assert_near(person(p, p->before[0])->age, 33, 0, 0);
  assert_non_null(strstr(errors(), "~ p.csv:3:11+1 'o': not the same as in the person's first row, which counts (and 5 more rows)"));
}

static void test_too_many_rows_and_states(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, "nr;s;o;a;b;i;u;l;t\n");
  for (int i = 0; i < 2001; i++) ek_buffer_addf(&csv, "7;outside;;2020-01-01;" IN ";\n");
  assert_wrong(SPELLS(""), ek_buffer_text(&csv), "p.csv:2:1+1 'nr': more than 2000 rows of one person; is it the column of serial numbers?");
  struct ek_buffer text = {.arena = arena};
  ek_buffer_add(&text, SPELLS("") "states:\n");
  csv = (struct ek_buffer){.arena = arena};
  ek_buffer_add(&csv, "nr;s;o;a;b;i;u;l;t\n");
  for (int i = 0; i < 49; i++) {
    ek_buffer_addf(&text, "  s%d: {activity: none}\n", i);
    ek_buffer_addf(&csv, "7;s%d;2 %%;2020-01-01;" IN ";\n", i);
  }
  assert_wrong(ek_buffer_text(&text), ek_buffer_text(&csv), "'s': more than 48 different states of one person");
}

/* What is means-tested fills up and takes no time: it is not cut down. */
static void test_means_tested_spells_are_not_cut(void **state) {
  (void)state;
  const char *text = "ekusia: 1\ntitle: T\nmodel: sverige\n"
      "settings: {municipality: Eskilstuna, price_year: 2022, start: 2020-03, horizons: [2 years], discount: none}\n"
      "participants:\n  file: p.csv\n  form: spells\n  columns: {id: nr, state: s, extent: o, from: a, to: b, entry: i, exit: u}\n" ALONE;
  const struct ek_people *p = people_of(text, spells("försörjningsstöd;;2020-01-01;" IN ";|a-kassa;;2020-01-01;" IN ";|sjukpenning;60 %;2020-01-01;" IN ";"));
  assert_near(held(p, p->before[0], "försörjningsstöd"), 1, 0, 0);
  assert_near(held(p, p->before[0], "a-kassa"), 1 / 1.6, 1e-14, 0);
  assert_near(held(p, p->before[0], "sjukpenning"), 0.6 / 1.6, 1e-14, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_a_calendar_by_hand),
      TEST(test_two_states_in_a_month_have_their_own_inputs),
      TEST(test_follow_up_that_ends_early),
      TEST(test_days_and_months),
      TEST(test_nyttosam_has_the_last),
      TEST(test_rows_that_cannot_be),
      TEST(test_what_is_not_the_same_in_all_rows),
      TEST(test_too_many_rows_and_states),
      TEST(test_means_tested_spells_are_not_cut),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
