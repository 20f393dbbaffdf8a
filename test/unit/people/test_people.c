/* Tests of lib/people/people.c: files as a whole, and how their faults are told. */
#include "fixture.h"

static void test_type_cases_are_left_as_they_are(void **state) {
  (void)state;
  const char *text = HEAD "participants:\n  cases:\n    - {name: A, before: {states: {outside: 100 %}}}\n" ALONE;
  assert_null(people_by(text, NULL, NULL));
  assert_fine();
  struct ek_list by = {0};
  *(struct ek_name *)ek_list_push(arena, &by, sizeof(struct ek_name)) = (struct ek_name){.text = "sex"};
  assert_null(people_by(text, NULL, &by));
  assert_non_null(strstr(errors(), "this study has no participants in a file; groups are made of participants in a file"));
}

static void test_few(void **state) {
  (void)state;
  assert_wrong(WIDE(""), "nr;f;e\n1;outside;work\n", "p.csv:0:0+0 1 usable person in the file; at least 5 are asked for");
  assert_wrong(WIDE("  on_problem: exclude\n"), "nr;f;e\n1;outside;work\n2;outside;work\n3;outside;work\n4;outside;work\n5;outside;xx\n",
               "4 usable persons in the file; at least 5 are asked for; results of so few are not shown");
}

static void test_weights(void **state) {
  (void)state;
  const char *text = WIDE_OF("id: nr, before.state: f, after.state: e, weight: v", "  inputs: {wage: 20 000 kr/month}\n");
  assert_wrong(text, rows("f;e;v", "outside;work;0"), "all weights are 0; is it the column of weights?");
  assert_wrong(text, rows("f;e;v", "outside;work;"), "'v': no weight");
  file_of("g.csv", rows("f;e;v", "outside;work;0"));
  assert_wrong(HEAD "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e}\n  inputs: {wage: 20 000 kr/month}\n"
               "comparison: {group: {file: g.csv, columns: {weight: v}}}\n", rows("f;e;v", "outside;work;0"), "all weights are 0");
}

#define WHOLE(whole, before)                                                                       \
  "ekusia: 1\ntitle: T\nmodel: generic\nsettings: {price_year: 2020, start: 2020-03, horizons: [2 years], discount: none}\n" before \
  "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e}\n  inputs: {wage: 20 000 kr/month}\n  whole: " whole "\n" ALONE

static void test_whole(void **state) {
  (void)state;
  const char *csv = rows("f;e", "outside;work");
  assert_near(people_of(WHOLE("41", ""), csv)->whole, 41, 0, 0);
  assert_near(people_of(WHOLE("6", ""), csv)->whole, 6, 0, 0);
  assert_near(people_of(WHOLE("2 * alla", "assumptions: {alla: 20.5}\n"), csv)->whole, 41, 1e-15, 0);
  assert_near(people_of(WIDE(""), csv)->whole, 0, 0, 0);
  assert_wrong(WHOLE("5.9", ""), csv, "'whole' is fewer than the 6 participants in the file; give all that took part");
  assert_wrong(WHOLE("{dist: normal, mean: 40, sd: 3}", ""), csv, "'whole' is not a number that is known; write a number, and no distribution");
  assert_wrong(WHOLE("alla", "assumptions: {alla: {dist: normal, mean: 40, sd: 3}}\n"), csv, "'whole' is not a number that is known");
  assert_wrong(WHOLE("alla", "assumptions: {alla: 1e12}\n"), csv, "alla is 1e+12, but must be from 1 to 1e+09");
}

/* Each kind of fault is told once, at its first row, with how many rows have it. */
static void test_kinds_of_faults(void **state) {
  (void)state;
  const char *text = WIDE_OF("id: nr, before.state: f, after.state: e, age: å", "  inputs: {wage: 20 000 kr/month}\n");
  const char *csv = "nr;f;e;å\n1;outside;work;300\n2;outside;hemligt;33\n3;outside;work;301\n4;hemligt;hemligare;33\n5;outside;work;302\n6;outside;work;3\n";
  assert_wrong(text, csv,
               "p.csv:2:16+1 'å': no age: 0 to 120 years (and 2 more rows)\n"
               "p.csv:3:11+1 'e': no state, and 'values' does not say what it stands for (and one more row); write values: {COLUMN: {TEXT: försörjningsstöd}}\n"
               "p.csv:5:3+1 'f': no state, and 'values' does not say what it stands for; write values");
  const char *all = wrong(text, csv);
  assert_null(strstr(all, "heml"));
  assert_null(strstr(all, "300"));
}

/* What stops the run is told, however much there is that is only worth knowing. */
static void test_faults_are_not_crowded_out(void **state) {
  (void)state;
  struct ek_buffer columns = {.arena = arena}, csv = {.arena = arena};
  ek_buffer_add(&columns, "id: nr, state: s, from: a, to: b, entry: i");
  ek_buffer_add(&csv, "nr;s;a;b;i");
  for (int i = 0; i < 25; i++) {
    ek_buffer_addf(&columns, ", background.x%d: x%d", i, i);
    ek_buffer_addf(&csv, ";x%d", i);
  }
  ek_buffer_add(&csv, "\n");
  for (int who = 1; who <= 7; who++) {
    for (int part = 0; part < 2; part++) {
      ek_buffer_addf(&csv, "%d;%s;2020-0%d-01;%s;2020-04-05", who, part == 0 && who == 7 ? "hemligt" : "outside", part + 1, part == 0 ? "2020-01-31" : "");
      for (int i = 0; i < 25; i++) ek_buffer_addf(&csv, ";%d", part);
      ek_buffer_add(&csv, "\n");
    }
  }
  assert_wrong(ek_sprintf(arena, "%sparticipants:\n  file: p.csv\n  form: spells\n  columns: {%s}\n%s", HEAD, ek_buffer_text(&columns), ALONE),
               ek_buffer_text(&csv), "'s': no state, and 'values' does not say");
}

static void test_left_out(void **state) {
  (void)state;
  const char *csv = "nr;f;e\n1;outside;work\n2;outside;hemligt\n3;outside;work\n4;outside;work\n5;outside;work\n6;outside;work\n";
  const struct ek_people *p = people_of(WIDE("  on_problem: exclude\n"), csv);
  assert_int_equal(p->n, 5);
  assert_int_equal(p->file.excluded, 1);
  assert_int_equal(p->file.problems.n, 1);
  assert_string_equal(errors(), "~ p.csv:3:11+1 left out: 'e': no state, and 'values' does not say what it stands for; write values: {COLUMN: {TEXT: försörjningsstöd}}\n");
}

/* The group is read as if it had been in the insats as long as the participants on average. */
static void test_a_group_without_days_of_exit(void **state) {
  (void)state;
  file_of("g.csv", rows("f;e", "outside;outside"));
  const char *text = HEAD "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e, entry: i, exit: u}\n"
                          "  inputs: {wage: 20 000 kr/month}\ncomparison: {group: {file: g.csv}}\n";
  const char *csv = "nr;f;e;i;u\n1;outside;work;2020-04-01;2020-06-30\n2;outside;work;2020-04-01;2020-06-30\n3;outside;work;2020-04-01;2020-10-31\n"
                    "4;outside;work;2020-04-01;2020-10-31\n5;outside;work;2020-04-01;2020-10-31\n";
  const struct ek_people *p = people_of(text, csv);
  assert_int_equal(p->during[0], 3);
  assert_int_equal(p->during[7], 5); /* (2 · 3 + 3 · 7) / 5 = 5.4 */
  assert_int_equal(p->participants, 5);
  assert_int_equal(p->n, 11);
  assert_string_equal(p->group.name, "g.csv");
}

static void test_many_twins_are_told_soon(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, "nr;f;e\n");
  for (int i = 0; i < 20000; i++) ek_buffer_add(&csv, "1001;outside;work\n");
  assert_wrong(WIDE(""), ek_buffer_text(&csv), "p.csv:3:1+1 'nr': the same person as in a row before (and 19998 more rows)");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_type_cases_are_left_as_they_are),
      TEST(test_few),
      TEST(test_weights),
      TEST(test_whole),
      TEST(test_kinds_of_faults),
      TEST(test_faults_are_not_crowded_out),
      TEST(test_left_out),
      TEST(test_a_group_without_days_of_exit),
      TEST(test_many_twins_are_told_soon),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
