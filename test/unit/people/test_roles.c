/* Tests of lib/people/roles.c. */
#include "fixture.h"

#define GOOD rows("f;e;x", "outside;work;1")

static void check_role(const char *columns, const char *expected) {
  assert_wrong(ek_sprintf(arena, HEAD "participants:\n  file: p.csv\n  columns: {%s}\n" ALONE, columns), GOOD, expected);
}

static void test_columns_that_can_be_nothing(void **state) {
  (void)state;
  check_role("before.stat: f, after.state: e", "'before.stat' is nothing that a column can be; did you mean 'before.state'?");
  check_role("before.state: f, after.state: e, löneutveckling: x", "'löneutveckling' is nothing that a column can be; known: before.state");
  check_role("before.state: f, after.0.state: e", "'after.0.state' is nothing that a column can be");
  check_role("before.state: f, after.1201.state: e", "'after.1201.state' is nothing that a column can be");
  check_role("before.state: f, after.state: e, before.background.x: x", "'before.background.x' is nothing");
  check_role("before.state: f, after.state: e, services.session: x", "'services.session' is nothing");
  check_role("before.state: f, after.state: e, before.id: x", "'before.id' is nothing");
  check_role("before.state: f, after.state: e, from: x", "'from' is nothing");
  check_role("before.state: f, after.state: e, background.: x", "'background.' is nothing");
}

static void test_items_that_are_not_there(void **state) {
  (void)state;
  check_role("before.state: f, after.state: e, after.services.sesion: x", "there is no service 'sesion' in the model 'generic'; did you mean 'session'?");
  check_role("before.states.wrk: f, after.state: e", "there is no state 'wrk' in the model 'generic'; did you mean 'work'?");
}

static void test_columns_that_are_not_there(void **state) {
  (void)state;
  check_role("before.state: f, after.state: e, age: y", "p.csv' has no column 'y'");
  assert_wrong(WIDE_OF("before.state: före, after.state: efter, age: ålde", ""), rows("före;efter;ålder", "outside;work;33"),
               "'p.csv' has no column 'ålde'; did you mean 'ålder'?");
  check_role("before.state: f, after.state: e, age: zzzzzz", "its columns: nr, f, e, x");
}

/* A file without names in its first row begins with a person, of whom nothing is said. */
static void test_a_first_row_without_names(void **state) {
  (void)state;
  const char *all = wrong(WIDE(""), "1001;Hemligt;work\n1002;Hemligt;outside\n");
  assert_non_null(strstr(all, "'p.csv' has no column 'f'; the first row names the columns; is it there?"));
  assert_null(strstr(all, "Hemlig"));
  assert_null(strstr(all, "1001"));
}

static void test_what_there_must_be(void **state) {
  (void)state;
  check_role("before.state: f", "no column is said to be 'after.state'; write columns: {after.state: …}");
  check_role("after.state: f", "no column is said to be 'before.state'");
  check_role("id: nr", "no column is said to be 'before.state'");
  assert_wrong(HEAD "participants: {file: p.csv, form: spells, columns: {id: nr, state: f, from: x}}\n" ALONE, GOOD,
               "no column is said to be 'entry'");
  assert_wrong(HEAD "participants: {file: p.csv, form: spells, columns: {id: nr, before.state: f}}\n" ALONE, GOOD,
               "'before.state' is nothing that a column can be; known: id, state");
}

static void test_a_serial_number_is_nothing_else(void **state) {
  (void)state;
  check_role("id: nr, weight: nr, before.state: f, after.state: e", "'nr' cannot be both 'id' and 'weight'");
  check_role("weight: nr, id: nr, before.state: f, after.state: e", "'nr' cannot be both 'id' and 'weight'");
  check_role("id: nr, background.x: nr, before.state: f, after.state: e", "'nr' cannot be both 'id' and 'background.x'");
}

static void test_too_many(void **state) {
  (void)state;
  struct ek_buffer columns = {.arena = arena}, header = {.arena = arena};
  ek_buffer_add(&columns, "before.state: f, after.state: e");
  ek_buffer_add(&header, "f;e");
  for (int i = 0; i < 127; i++) {
    ek_buffer_addf(&columns, ", background.b%d: b%d", i, i);
    ek_buffer_addf(&header, ";b%d", i);
  }
  assert_wrong(ek_sprintf(arena, HEAD "participants:\n  file: p.csv\n  columns: {%s}\n" ALONE, ek_buffer_text(&columns)),
               ek_sprintf(arena, "%s\n", ek_buffer_text(&header)), "the file has a first row and no others");
  assert_wrong(ek_sprintf(arena, HEAD "participants:\n  file: p.csv\n  columns: {%s}\n" ALONE, ek_buffer_text(&columns)),
               ek_sprintf(arena, "%s\noutside;work%.*s\n", ek_buffer_text(&header), 127, "; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; "),
               "more than 128 columns are said to be something");
}

static void test_columns_used_and_not(void **state) {
  (void)state;
  const struct ek_people *p = people_of(WIDE(""), rows("f;e;x;y", "outside;work;1;2"));
  assert_int_equal(p->file.used.n, 3);
  assert_int_equal(p->file.unused.n, 2);
  assert_string_equal(((const char **)p->file.unused.items)[1], "y");
  assert_string_equal(p->file.name, "p.csv");
  assert_string_equal(p->file.encoding, "UTF-8");
  assert_int_equal(p->file.delimiter, ';');
  assert_int_equal(p->file.rows, 6);
}

/* Measurements in any order, and those with the month of the first left out. */
static void test_measurements(void **state) {
  (void)state;
  const struct ek_people *p = people_of(WIDE_OF("after.24.state: e24, before.state: f, after.state: e, after.6.state: e6", "  during: 3 months\n  inputs: {wage: 23 385 kr/month}\n"),
                                        rows("f;e;e6;e24", "outside;work;outside;work"));
  assert_int_equal(steps(p, 0), 4);
  assert_stretch(step(p, 0, 0), 0, 3, EVER);
  assert_stretch(step(p, 0, 1), 3, 6, EVER);
  assert_stretch(step(p, 0, 2), 9, 18, EVER);
  assert_stretch(step(p, 0, 3), 27, EVER, 27);
}

/* --- a comparison group ------------------------------------------------------------------- */

#define WITH_GROUP(own)                                                                            \
  HEAD "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e, background.x: x}\n"  \
       "  inputs: {wage: 23 385 kr/month}\n  values: {f: {U: outside}, e: {A: work, U: outside}}\n" \
       "comparison: {group: {file: g.csv" own "}}\n"

static void test_a_group_inherits(void **state) {
  (void)state;
  file_of("g.csv", rows("f;e", "U;A")); /* x is inherited and not there: no fault */
  const struct ek_people *p = people_of(WITH_GROUP(""), rows("f;e;x", "U;A;1"));
  assert_int_equal(p->n, 12);
  assert_int_equal(p->participants, 6);
  file_of("g.csv", rows("före;efter", "U;A")); /* its own columns have the values of the same roles */
  p = people_of(WITH_GROUP(", columns: {before.state: före, after.state: efter}"), rows("f;e;x", "U;A;1"));
  assert_near(held(p, p->before[11], "outside"), 1, 0, 0);
  assert_near(held(p, ek_people_lasting(p, 11), "work"), 1, 0, 0);
  file_of("g.csv", rows("före;efter", "0;1"));
  p = people_of(WITH_GROUP(", columns: {before.state: före, after.state: efter}, values: {före: {\"0\": outside}, efter: {\"1\": work}}"), rows("f;e;x", "U;A;1"));
  assert_near(held(p, ek_people_lasting(p, 11), "work"), 1, 0, 0);
  file_of("g.csv", rows("e", "A"));
  assert_wrong(WITH_GROUP(""), rows("f;e;x", "U;A;1"), "no column is said to be 'before.state'");
}

#define SPELLS_HEAD                                                                                \
  HEAD "participants:\n  file: p.csv\n  form: spells\n  columns: {id: nr, state: s, from: a, to: b, entry: i}\n" \
       "  inputs: {wage: 23 385 kr/month}\n"

static void test_a_group_of_spells_need_not_say_so(void **state) {
  (void)state;
  const char *spells = rows("s;a;b;i", "outside;2019-01-01;;2020-04-01");
  file_of("g.csv", spells);
  const struct ek_people *p = people_of(SPELLS_HEAD "comparison: {group: {file: g.csv}}\n", spells);
  assert_int_equal(p->n, 12);
  file_of("g.csv", rows("z;a;b;i", "outside;2019-01-01;;2020-04-01"));
  p = people_of(SPELLS_HEAD "comparison: {group: {file: g.csv, columns: {state: z}}}\n", spells);
  assert_int_equal(p->n, 12);
  file_of("g.csv", rows("f;e", "outside;work")); /* one that speaks of phases is wide */
  p = people_of(SPELLS_HEAD "comparison: {group: {file: g.csv, columns: {before.state: f, after.state: e}}}\n", spells);
  assert_int_equal(p->n, 12);
}

static void test_files_that_are_not_there(void **state) {
  (void)state;
  assert_wrong(WIDE_OF("before.state: f, after.state: e", ""), NULL, "p.csv");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_columns_that_can_be_nothing),
      TEST(test_items_that_are_not_there),
      TEST(test_columns_that_are_not_there),
      TEST(test_a_first_row_without_names),
      TEST(test_what_there_must_be),
      TEST(test_a_serial_number_is_nothing_else),
      TEST(test_too_many),
      TEST(test_columns_used_and_not),
      TEST(test_measurements),
      TEST(test_a_group_inherits),
      TEST(test_a_group_of_spells_need_not_say_so),
      TEST(test_files_that_are_not_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
