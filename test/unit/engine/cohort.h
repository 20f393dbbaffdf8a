/* What tests of cohorts share: small studies on the model without a country, and where their
 * persons are. */
#ifndef EK_TEST_ENGINE_COHORT_H
#define EK_TEST_ENGINE_COHORT_H

#include "fixture.h"

#include "engine/alternatives.h"
#include "engine/cohort.h"

/* Five states of which nothing is priced but the time in `b`, a krona a month. */
#define STATES                                                                                     \
  "  states:\n    a: {states: {}}\n    b: {states: {outside: 100 %}, inputs: {exclusion_cost: 1 kr/month}}\n" \
  "    c: {states: {}}\n    d: {states: {}}\n    dead: {states: {}}\n"
#define UNTIL(horizons, discount)                                                                  \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                          \
  "settings: {price_year: 2020, start: 2020-01, horizons: [" horizons "], discount: " discount "}\n"
#define FIVE_YEARS UNTIL("1 year, 5 years", "none")
/* The reference, and another that is no different. */
#define ALONE(matrix) "  alternatives:\n    utan:\n      reference: yes\n" matrix "    med: {based_on: utan}\n"
#define MATRIX(rows) "      matrix: {" rows "}\n"

static inline const struct ek_passage *passage_of(const struct ek_result *r, size_t group, size_t alternative, size_t entry) {
  return ek_cohort_course(r->runner, group, alternative)->passages[entry];
}

static inline size_t state_of(const struct ek_result *r, const char *state) {
  int s = ek_cohort_state_at(&r->study->outcomes.cohort, state);
  assert_true(s >= 0);
  return (size_t)s;
}

/* Persons of the first group in a state at a point, in an alternative by its number. */
static inline double persons(const struct ek_result *r, size_t alternative, const char *state, size_t point) {
  double out;
  ek_passage_at(passage_of(r, 0, alternative, 0), point, state_of(r, state), &out);
  return out;
}

static inline double measured(const struct ek_result *r, size_t alternative, size_t measure) {
  return r->alternatives->measure[alternative][measure][0];
}

static inline double total(const struct ek_result *r, size_t alternative, const char *actor) {
  int a = actor != NULL ? ek_model_actor(r->model, actor) : r->model->root;
  return r->alternatives->total[alternative][a][0];
}

/* What is wrong with a study that is read, or with one that is run. */
static inline const char *faults(const char *text) {
  const struct ek_study *study = study_set(text, NULL);
  struct ek_result *result = NULL;
  if (study != NULL) ek_run(arena, study, &result, diags);
  return errors();
}

#define assert_fault(expected, text)                                                               \
  do {                                                                                             \
    const char *all_ = faults(text);                                                               \
    if (strstr(all_, expected) == NULL) fail_msg("no '%s' in:\n%s", expected, all_);               \
  } while (0)

#endif
