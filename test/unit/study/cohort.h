/* What tests of cohorts in studies share: a study that is right, and what is wrong when it is changed. */
#ifndef EK_TEST_STUDY_COHORT_H
#define EK_TEST_STUDY_COHORT_H

#include "fixture.h"

#define COHORT                                                                                     \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                          \
  "settings: {price_year: 2020, start: 2020-03, horizons: [1 year, 5 years], discount: {rate: 3 %}}\n" \
  "outcomes:\n  cycle: 1 month\n  age: 34\n"                                                       \
  "  initial: {outside: 40, work: 2.5}\n"                                                          \
  "  inputs: {wage: 25 000 kr/month, benefit: 9 000 kr/month, price: 300 kr/session}\n"           \
  "  services: {outside: {session: 4/year}}\n"                                                     \
  "  tables: {avtar: {by: cycle, values: {1: 2 %, 13: 1 %}}}\n"                                    \
  "  states:\n    halv: {label: Halvtid, states: {work: 50 %, outside: 50 %}}\n    död: {states: {}}\n" \
  "  events: [{name: bonus, to: work, payer: payer, receiver: employer, amount: 1 000 kr}]\n"     \
  "  alternatives:\n"                                                                              \
  "    utan:\n      reference: yes\n      mortality: {to: död, rate: 0.01/year, hazard_ratio: {outside: 2}}\n" \
  "      matrix: {outside: {work: avtar, halv: 1 %, outside: rest}, work: {outside: {rate: 0.2/year}}, halv: {work: {count: 3}, halv: {count: 17}}}\n" \
  "    med:\n      based_on: utan\n      matrix: {outside: {work: {hazard_ratio: 1.5, for_first: 18 months}}}\n" \
  "      states: {outside: {services: {session: 9/year}}}\n"                                       \
  "      costs: [{name: kurs, payer: payer, amount: 900 kr/participant}]\n"                        \
  "measures: [{name: arbete, states: {work: 1, halv: 0.5}, alternatives: {med: {states: {halv: 0.6}}}, willingness: [1 kr, 2 kr]}]\n"

static inline struct ek_study *cohort_set(const char *const *set) {
  struct ek_study *study = read_set(COHORT, set);
  if (study == NULL) fail_msg("%s", errors());
  return study;
}

static inline const struct ek_cohort *cohort(const struct ek_study *s) { return &s->outcomes.cohort; }

static inline size_t state_at(const struct ek_cohort *k, const char *name) {
  int s = ek_cohort_state_at(k, name);
  assert_true(s >= 0);
  return (size_t)s;
}

static inline const struct ek_chance *chance(const struct ek_cohort *k, size_t group, size_t alternative, const char *from, const char *to) {
  return k->chance[group * k->n_alternatives + alternative][state_at(k, from) * k->n_states + state_at(k, to)];
}

#define assert_cohort_wrong(expected, ...)                                                         \
  do {                                                                                             \
    struct ek_study *read_ = read_set(COHORT, SET(__VA_ARGS__));                                   \
    const char *all_ = errors();                                                                   \
    if (read_ != NULL) fail_msg("it is fine, and not '%s'", expected);                             \
    if (strstr(all_, expected) == NULL) fail_msg("no '%s' in:\n%s", expected, all_);               \
  } while (0)

#endif
