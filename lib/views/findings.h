/* What a reader must know before trusting the figures: values that were
 * stretched, assumptions without a source, warnings about the input. */
#ifndef EK_VIEWS_FINDINGS_H
#define EK_VIEWS_FINDINGS_H

#include "base/diag.h"
#include "document/words.h"
#include "engine/result.h"

struct ek_finding {
  const char *kind; /* stable: "gross-change", "weak", "no-source", "grade-d", "held-before",
                       "moved", "stale", "old-price", "beyond", "price-years", "input" */
  const char *text; /* a sentence */
};

/* A list of struct ek_finding in the result's arena, gravest first. `diags` may be NULL. */
struct ek_list ek_findings(const struct ek_result *result, struct ek_diags *diags,
                           enum ek_lang lang);

/* Those of some notes alone; `year`: what their values are used for. */
struct ek_list ek_note_findings(const struct ek_result *result, const struct ek_list *notes,
                                int year, enum ek_lang lang);

/* What the corrections of a study are called, and which value states them: NULL when
 * none does. An assumption named alone lends its source and grade. */
enum ek_word ek_correction_word(int correction);
const struct ek_value *ek_correction_value(const struct ek_study *study, int correction);
const struct ek_named_value *ek_assumption_named(const struct ek_study *study, const char *name);

#endif
