/* What the tests of this room share: a study that is right, with values set as on the
 * command line, and what is then wrong with it. */
#ifndef EK_TEST_STUDY_FIXTURE_H
#define EK_TEST_STUDY_FIXTURE_H

#include "support.h"

#include "study/study.h"

#define STUDY                                                                                      \
  "ekusia: 1\n"                                                                                    \
  "title: T\n"                                                                                     \
  "model: sverige\n"                                                                               \
  "settings: {price_year: 2014, start: 2013-02, discount: {rate: 3.85 %}}\n"                       \
  "assumptions: {lön: 21 385 kr/month, andel: {value: 61 %, source: enkät, grade: C}}\n"           \
  "participants:\n"                                                                                \
  "  cases:\n"                                                                                     \
  "    - name: A\n"                                                                                \
  "      before: {states: {försörjningsstöd: 100 %}, services: {sfi: 40 %}}\n"                     \
  "      after: {states: {arbete: andel, försörjningsstöd: 1 - andel}, inputs: {wage: lön}}\n"     \
  "costs:\n"                                                                                       \
  "  - {name: K, payer: kommun, amount: 1 000 kr}\n"                                               \
  "comparison: {deadweight: 30 %}\n"

#define SET(...) ((const char *const[]){__VA_ARGS__, NULL})

static inline struct ek_study *read_set(const char *text, const char *const *set) {
  static const char *const folders[] = {"models", NULL};
  struct ek_list settings = {0};
  for (size_t i = 0; set != NULL && set[i] != NULL; i += 2) {
    *(struct ek_setting *)ek_list_push(arena, &settings, sizeof(struct ek_setting)) =
        (struct ek_setting){set[i], set[i + 1]};
  }
  const struct ek_study_options options = {
      .set = settings.items, .n_set = settings.n, .model_folders = folders};
  return ek_study_read(arena, file_of("s.yaml", text), &options, diags);
}

static inline struct ek_study *study_set(const char *const *set) {
  struct ek_study *study = read_set(STUDY, set);
  if (study == NULL) fail_msg("%s", errors());
  assert_int_equal(ek_diags_errors(diags), 0); /* what is set may leave an assumption unused */
  return study;
}

static inline const struct ek_case *case_of(const struct ek_study *s, size_t index) {
  return (const struct ek_case *)s->participants.cases.items + index;
}

/* What is wrong when the settings are made. */
static inline const char *wrong(const char *const *set) {
  assert_null(read_set(STUDY, set));
  return errors();
}

#define assert_wrong(expected, ...)                                                                \
  do {                                                                                             \
    const char *all_ = wrong(SET(__VA_ARGS__));                                                    \
    if (strstr(all_, expected) == NULL) fail_msg("no '%s' in:\n%s", expected, all_);               \
  } while (0)

#endif
