/* What a run refuses, and what it warns about. */
#include "fixture.h"
#include "household.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: sverige\n"                                                         \
  "settings: {price_year: 2014, start: 2013-01, horizons: [1 year], discount: {rate: 3.85 %}}\n"   \
  "participants:\n  cases:\n    - name: A\n"                                                       \
  "      before: {states: {försörjningsstöd: 100 %}}\n"                                            \
  "      after: {states: {arbete: 100 %}}\n"                                                       \
  "comparison: {deadweight: 25 %}\n"

static const char *refused(const char *const *set) {
  struct ek_result *result = NULL;
  const struct ek_study *study = study_set(STUDY, set);
  if (study == NULL) fail_msg("not even read: %s", errors());
  assert_int_equal(ek_run(arena, study, &result, diags), EK_INPUT_ERROR);
  return errors();
}

static void test_fine(void **state) {
  (void)state;
  run(STUDY);
  assert_fine();
}

static void test_distributions_are_used_by_their_means(void **state) {
  (void)state;
  const struct ek_result *plain = run(STUDY);
  const struct ek_result *drawn =
      run_set(STUDY, SET("comparison.deadweight", "{dist: beta, mean: 0.25, sd: 0.08}"));
  assert_int_equal(drawn->draws, 1);
  assert_near(at(drawn, EK_FIG_BENEFIT, NULL, 12), at(plain, EK_FIG_BENEFIT, NULL, 12), 1e-14, 0);
}

static void test_a_distribution_that_cannot_be(void **state) {
  (void)state;
  assert_string_equal(refused(SET("comparison.deadweight", "{dist: beta, mean: 0.25, sd: 0.48}")),
                      "--set comparison.deadweight:1:1+1 there is no such distribution; a beta "
                      "distribution needs 0 < mean < 1 and sd² < mean (1 − mean)\n");
}

static void test_shares_of_a_pool(void **state) {
  (void)state;
  const char *all = refused(SET("costs", "[{name: K, payer: samordningsförbund, amount: 1 000 kr}]",
                                "financing", "{samordningsförbund: {shares: {kommun: 60 %, fk: 30 %}}}"));
  assert_non_null(strstr(all, "the shares of 'samordningsförbund' add to 90 %, not 100 %"));
}

static void test_a_formula_out_of_range(void **state) {
  (void)state;
  const char *all = refused(SET("assumptions.x", "0.77", "comparison.deadweight", "x + 0.4"));
  assert_non_null(strstr(all, "x + 0.4 is 117 %, but must be from 0 % to 100 %"));
  all = refused(SET("participants.cases[1].after.states", "{arbete: 1 / 0}"));
  assert_non_null(strstr(all, "1 / 0 does not give a number; is something divided by 0?"));
}

static void test_states_short_of_a_whole(void **state) {
  (void)state;
  run_set(STUDY, SET("participants.cases[1].after.states", "{arbete: 70 %}"));
  const char *all = errors();
  assert_non_null(strstr(all, "~ "));
  assert_non_null(strstr(all, "the states add to 70 %; the rest of the time has no flows"));
}

static void test_states_over_a_whole(void **state) {
  (void)state;
  run_set(STUDY, SET("participants.cases[1].after.states", "{arbete: 70 %, sjukpenning: 37.5 %}"));
  assert_non_null(strstr(errors(), "the states add to 107.5 %"));
}

static void test_nyttosam_leaves_retention_aside(void **state) {
  (void)state;
  run_set(STUDY, SET("settings.profile", "nyttosam", "settings.discount", "{schedule: none}",
                     "effect", "{retention: 80 %/year}"));
  assert_non_null(strstr(errors(), "lag and retention are left aside"));
}

/* Rules of another municipality are another world; its notes are kept as well. */
static void test_municipalities(void **state) {
  (void)state;
  const char *all = refused(SET("participants.cases[1].municipality", "Eskilstunna"));
  assert_non_null(strstr(all, "there is no municipality 'eskilstunna' in"));
  assert_non_null(strstr(all, "did you mean 'eskilstuna'?"));
  const struct ek_result *a = run_set(STUDY, SET("settings.municipality", "Eskilstuna"));
  const struct ek_result *b = run_set(STUDY, SET("participants.cases[1].municipality", "ESKILSTUNA"));
  assert_near(at(a, EK_FIG_BENEFIT, "kommun", 12), at(b, EK_FIG_BENEFIT, "kommun", 12), 1e-15, 0);
}

static void test_years_without_prices(void **state) {
  (void)state;
  const char *all = refused(SET("costs", "[{name: K, payer: kommun, amount: {value: 1 000 kr, price_year: 1987}}]"));
  assert_non_null(strstr(all, "the index 'kpi' has no value for 1987; it covers 2010 to 2026"));
}

/* Warnings about the extents of a phase `before` of the household's study. */
static const char *extents(const char *states) {
  household_model(HUS_PERSON, HUS_STATES);
  const char *text = ek_sprintf(arena, HUS_STUDY("    - {name: A, before: {states: {%s}}}\n"), states);
  struct ek_result *r;
  assert_int_equal(ek_run(arena, ek_study_read(arena, file_of("hus.yaml", text), &(struct ek_study_options){0}, diags), &r, diags), EK_OK);
  return errors();
}

/* A means-tested state fills up the others and takes no part of the time. */
static void test_extents_of_means_tested_states(void **state) {
  (void)state;
  assert_string_equal(extents("stöd: 100 %"), "");
  assert_string_equal(extents("jobb: 100 %, stöd: 100 %"), "");
  assert_string_equal(extents("jobb: 45 %, bidrag: 55 %, stöd: 100 %"), "");
  assert_string_equal(extents("jobb: 40 %, stöd: 100 %"), "");
  assert_non_null(strstr(extents("stöd: 60 %"), "the states add to 60 %; the rest of the time has no flows"));
  assert_non_null(strstr(extents("jobb: 70 %, bidrag: 45 %, stöd: 100 %"), "the states add to 115 %"));
  assert_string_equal(extents("jobb: 73 %, stöd: 27 %"),
                      "~ hus.yaml:8:47+4 'stöd' is 27 % of what the household lacks beside all its other incomes; "
                      "write 100 % for all that is lacking; when one follows the other in time, write phases or two cases\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_fine), TEST(test_distributions_are_used_by_their_means),
      TEST(test_a_distribution_that_cannot_be), TEST(test_shares_of_a_pool),
      TEST(test_a_formula_out_of_range), TEST(test_states_short_of_a_whole),
      TEST(test_states_over_a_whole), TEST(test_nyttosam_leaves_retention_aside),
      TEST(test_municipalities), TEST(test_years_without_prices),
      TEST(test_extents_of_means_tested_states),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
