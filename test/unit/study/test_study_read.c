/* Reading whole studies: where models are found, assumptions in any order, all errors at once. */
#include "fixture.h"

static void test_a_whole_study(void **state) {
  (void)state;
  struct ek_study *s = study_set(NULL);
  assert_string_equal(s->title, "T");
  assert_string_equal(s->model->name, "sverige");
  assert_int_equal(s->rules_date, 20140701);
  assert_int_equal(s->settings.horizons.n, 2); /* 1 and 5 years unless stated */
  assert_int_equal(((const int *)s->settings.horizons.items)[1], 60);
  assert_int_equal(strlen(s->hash), 64);
  assert_int_equal(s->uncertain.n, 0);
  assert_non_null(s->correction[EK_DEADWEIGHT]);
  assert_null(s->correction[EK_LEAKAGE]);
  assert_int_equal(s->schedule, -1);
  assert_non_null(s->discount_rate);
}

static void test_a_model_beside_the_study(void **state) {
  (void)state;
  file_of("egen/model.yaml", "name: egen\nversion: '1'\nperson: p\n");
  file_of("egen/actors.yaml", "s: {}\np: {parent: s}\n");
  file_of("egen/states.yaml", "vila: {}\n");
  static const char text[] = "ekusia: 1\ntitle: T\nmodel: ./egen\n"
                             "settings: {price_year: 2014, start: 2013-02, discount: {schedule: none}}\n"
                             "participants: {cases: [{name: A, before: {states: {vila: 100 %}}}]}\n"
                             "comparison: {before_continues: yes}\n";
  struct ek_study *s = read_set(text, NULL);
  assert_fine();
  assert_string_equal(s->model->name, "egen");
}

static void test_no_model(void **state) {
  (void)state;
  assert_wrong("there is no model 'svergie'; did you mean 'sverige'?", "model", "svergie");
  assert_wrong("there is no model 'xyzzyxyzzy'; a folder of your own is written ./folder", "model", "xyzzyxyzzy");
  assert_wrong("there is no model at '/./finns-inte'", "model", "./finns-inte");
}

static void test_no_file(void **state) {
  (void)state;
  static const char *const folders[] = {"models", NULL};
  const struct ek_study_options options = {.model_folders = folders};
  assert_null(ek_study_read(arena, ek_sprintf(arena, "%s/nej.yaml", folder), &options, diags));
  assert_non_null(strstr(errors(), "there is no such file"));
  assert_null(read_set("", NULL));
  assert_errors("s.yaml:0:0+0 the file is empty\n");
  assert_null(read_set("- 1\n", NULL));
  assert_non_null(strstr(errors(), "must be"));
}

static void test_assumptions_in_any_order(void **state) {
  (void)state;
  struct ek_study *s = study_set(SET("assumptions.a", "b * 2", "assumptions.b", "c + 1 kr",
                                     "assumptions.c", "{dist: normal, mean: 3 kr, sd: 1 kr}"));
  assert_int_equal(s->uncertain.n, 1);
  assert_wrong("'a' is defined by itself", "assumptions.a", "b * 2", "assumptions.b", "a + 1 kr");
}

static void test_assumption_names(void **state) {
  (void)state;
  assert_wrong("'besök' is a unit; choose another name", "assumptions.besök", "3");
  assert_wrong("'age' is about a person", "assumptions.x", "age");
  /* One that is wrong is told once, and what uses it says nothing more. */
  assert_string_equal(wrong(SET("assumptions.lön", "21 385 kr/mnth")),
                      "--set assumptions.lön:1:11+4 assumptions.lön: 'mnth' is not a unit; did you mean 'month'?\n");
}

static void test_one_run_tells_all(void **state) {
  (void)state;
  const char *all = wrong(SET("settings.titel", "x", "costs[1].payer", "komun", "comparison.deadweight", "31",
                              "participants.cases[1].after.states", "{arbte: 100 %}",
                              "participants.cases[1].after.inputs", "{}", "settings.horizons", "[5 år, 1 år]"));
  static const char *const parts[] = {
      "unknown key 'titel' in settings", "'komun' is not an actor or a pool that can pay; did you mean 'kommun'?",
      "did you mean 31 %?", "there is no state 'arbte' in the model 'sverige'; did you mean 'arbete'?",
      "the horizons are not in order"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (strstr(all, parts[i]) == NULL) fail_msg("no '%s' in:\n%s", parts[i], all);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_a_whole_study), TEST(test_a_model_beside_the_study), TEST(test_no_model),
      TEST(test_no_file), TEST(test_assumptions_in_any_order), TEST(test_assumption_names),
      TEST(test_one_run_tells_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
