/* Tests of lib/study/study_followups.c and followup_tables.c: what a study says of files, without
 * the files. Each message stands in test/errors too. */
#include "fixture.h"

#define HEAD "ekusia: 1\ntitle: T\nmodel: sverige\nsettings: {price_year: 2014, start: 2013-02, discount: {rate: 3.85 %}}\n"
#define FILED "participants:\n  file: p.csv\n  columns: {before.state: f, after.state: e}\n"
#define ALONE "comparison: {before_continues: yes}\n"

static const struct ek_study *fine(const char *text) {
  const struct ek_study *s = read_set(text, NULL);
  if (s == NULL) fail_msg("%s", errors());
  return s;
}

static void check(const char *text, const char *expected) {
  assert_null(read_set(text, NULL));
  const char *all = errors();
  if (strstr(all, expected) == NULL) fail_msg("no '%s' in:\n%s", expected, all);
}

static void test_a_file(void **state) {
  (void)state;
  const struct ek_study *s = fine(HEAD FILED
      "  form: spells\n  missing: [vet ej]\n  measured: [6 months, 2 years]\n  during: 5 months\n  on_problem: exclude\n  price_year: 2012\n"
      "  households: {E: {}, P: {adults: 2, children: [4]}}\n  inputs: {boendekostnad: 7 100 kr/month}\n  whole: 2.38 * 100\n" ALONE);
  const struct ek_followup *f = &s->participants.followup;
  assert_true(ek_study_has_people(s));
  assert_int_equal(f->form, EK_FORM_SPELLS);
  assert_int_equal(f->on_problem, EK_PROBLEM_EXCLUDE);
  assert_int_equal(f->during, 5);
  assert_int_equal(((const int *)f->measured.items)[1], 24);
  assert_int_equal(((const struct ek_named_household *)f->households.items)[0].household.adults, 1);
  assert_int_equal(f->price_year, 2012);
  assert_non_null(s->participants.whole.quantity);
  assert_int_equal(s->participants.age_bands.n, 3);
}

static void test_an_input_is_compiled_by_its_unit(void **state) {
  (void)state;
  const struct ek_study *s = fine(HEAD FILED "  inputs: {boendekostnad: 7 100 kr/month}\n" ALONE);
  const struct ek_named_value *v = s->participants.followup.inputs.items;
  struct ek_unit_reading month, hour;
  assert_true(ek_unit_read("kr/month", true, &month) && ek_unit_read("hour", true, &hour));
  assert_non_null(ek_study_input(s, &v->value, &month.unit));
  assert_null(ek_study_input(s, &v->value, &hour.unit));
  assert_true(ek_diags_errors(diags) > 0);
}

static void test_defaults(void **state) {
  (void)state;
  const struct ek_study *s = fine(HEAD FILED ALONE);
  assert_int_equal(s->participants.followup.form, EK_FORM_WIDE);
  assert_int_equal(s->participants.followup.on_problem, EK_PROBLEM_ERROR);
  assert_null(s->participants.whole.quantity);
  assert_false(s->bootstrap.present);
  s = fine(HEAD "outcomes: {before: {sjukpenning: 3}, transitions: []}\nbootstrap: {}\n" ALONE);
  assert_true(ek_study_has_people(s));
  assert_int_equal(s->outcomes.household.adults, 1);
  assert_int_equal(s->bootstrap.draws, -1);
  assert_int_equal(s->bootstrap.seed, 1);
}

static void test_draws_of_persons(void **state) {
  (void)state;
  fine(HEAD FILED "bootstrap: {draws: 0}\n" ALONE);
  fine(HEAD FILED "bootstrap: {draws: 100}\n" ALONE);
  check(HEAD FILED "bootstrap: {draws: 99}\n" ALONE, "99 draws of persons are too few; 100 at least");
  check(HEAD FILED "bootstrap: {draws: 2}\n" ALONE, "2 draws of persons are too few");
}

static void test_one_way_of_saying_who_took_part(void **state) {
  (void)state;
  check(HEAD ALONE, "the study does not say who took part; write participants");
  check(HEAD "participants: {}\n" ALONE, "missing key 'cases' in participants");
  check(HEAD FILED "outcomes: {before: {sjukpenning: 3}, transitions: []}\n" ALONE, "in more than one way who took part: a file and outcomes");
  check(HEAD FILED "  cases: [{name: A, before: {states: {sjukpenning: 100 %}}}]\n" ALONE, "in more than one way who took part: cases and a file");
  check(HEAD "participants: {file: p.csv}\n" ALONE, "nothing says what the columns of 'p.csv' mean");
  check(HEAD "participants: {columns: {id: nr}}\n" ALONE, "columns of a file are described, but no file is named");
}

static void test_what_needs_a_file(void **state) {
  (void)state;
  const char *cases = HEAD "participants:\n  cases: [{name: A, before: {states: {sjukpenning: 100 %}}}]\n";
  check(ek_sprintf(arena, "%s" "comparison: {group: {file: g.csv}}\n", cases), "a comparison group can be held against participants in a file only");
  check(ek_sprintf(arena, "%s" "comparison: {transitions: [{from: sjukpenning, to: arbete, count: 1, of: 3}]}\n", cases), "counts of a comparison group can be held against counted outcomes only");
  check(ek_sprintf(arena, "%s  whole: 33\n" ALONE, cases), "'whole' is said of a sample in a file");
  check(ek_sprintf(arena, "%sbreakdown: [sex]\n" ALONE, cases), "a breakdown needs participants in a file");
  check(ek_sprintf(arena, "%sfinancing: {kommun: {shares: {Eskilstuna: 100 %%}}}\n" ALONE, cases), "'kommun' is no pool, and the participants are in no file");
  check(HEAD FILED "financing: {komun: {shares: {Eskilstuna: 100 %}}}\n" ALONE, "there is no pool 'komun' in the model 'sverige'");
}

static void test_age_bands_rise(void **state) {
  (void)state;
  fine(HEAD FILED "  age_bands: [18]\n" ALONE);
  check(HEAD FILED "  age_bands: [18, 18]\n" ALONE, "the ages of 'age_bands' must rise, but 18 follows on 18");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_a_file),
      TEST(test_an_input_is_compiled_by_its_unit),
      TEST(test_defaults),
      TEST(test_draws_of_persons),
      TEST(test_one_way_of_saying_who_took_part),
      TEST(test_what_needs_a_file),
      TEST(test_age_bands_rise),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
