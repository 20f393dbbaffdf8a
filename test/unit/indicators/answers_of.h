/* Answers from a text of CSV and what a study says of it, for the tests of the room. */
#ifndef EK_TEST_ANSWERS_OF_H
#define EK_TEST_ANSWERS_OF_H

#include "support.h"

#include <math.h>

#include "indicators/tally.h"

static const char *const folders[] = {"models", NULL};

/* `terms`: what stands under `indicators` besides the file, indented by two. NULL with diagnostics. */
static inline const struct ek_answers *answers_or_none(const char *terms, const char *csv) {
  const struct ek_study_options options = {.model_folders = folders, .only = EK_ONLY_INDICATORS};
  file_of("svar.csv", csv);
  const char *text = ek_sprintf(arena, "ekusia: 1\ntitle: T\nindicators:\n  answers: svar.csv\n%s", terms);
  const struct ek_study *study = ek_study_read(arena, file_of("s.yaml", text), &options, diags);
  const struct ek_indicator_list *list = ek_indicator_list_find(arena, folders, diags);
  return study != NULL && list != NULL ? ek_answers_read(arena, study, list, diags) : NULL;
}

static inline const struct ek_answers *answers_of(const char *terms, const char *csv) {
  const struct ek_answers *a = answers_or_none(terms, csv);
  if (a == NULL) fail_msg("%s", errors());
  return a;
}

#endif
