/* What the tests of this room share: a study in the temporary folder, and plans of grids on it. */
#ifndef EK_TEST_BATCH_FIXTURE_H
#define EK_TEST_BATCH_FIXTURE_H

#include "unit/support.h"

#include "batch/plan.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: Många\nmodel: generic\n"                                                      \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 3 years], discount: {rate: 3.85 %}}\n" \
  "assumptions:\n"                                                                                 \
  "  lön: {value: 20 385 kr/month, low: 17 500 kr/month, high: 24 250 kr/month, price_year: 2014}\n" \
  "  andel: {dist: beta, mean: 61 %, sd: 10 %}\n"                                                  \
  "  kvar: {value: 80 %/year, source: antaget, grade: D}\n"                                        \
  "participants:\n  cases:\n"                                                                      \
  "    - name: A\n      weight: 12\n      before: {states: {outside: 100 %}}\n"                    \
  "      after:\n        states: {work: andel, outside: 1 - andel}\n        services: {session: 3/year}\n" \
  "        inputs: {wage: lön, price: 500 kr/session}\n"                                           \
  "costs: [{name: Kurs, payer: employer, amount: {value: 285 000 kr, price_year: 2014}}, {name: Lokal, payer: payer, amount: 9 000 kr/month, from: 2020-01, to: 2020-08}]\n" \
  "comparison: {deadweight: 30 %}\neffect: {retention: kvar}\n"

static const char *const models[] = {"models", NULL};

static inline struct ek_plan *plan_of(const char *grid) {
  file_of("study.yaml", STUDY);
  const struct ek_plan_options options = {.model_folders = models, .seed = -1};
  return ek_plan_make(arena, file_of("grid.yaml", grid), &options, diags);
}

static inline struct ek_plan *plan_fine(const char *grid) {
  struct ek_plan *p = plan_of(grid);
  if (p == NULL) fail_msg("the grid is wrong:\n%s", errors());
  return p;
}

#endif
