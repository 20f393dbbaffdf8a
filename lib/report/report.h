/* The report on a result: what a NyttoSam report says, the actors' result first. Built
 * once as a document, then given to any renderer. */
#ifndef EK_REPORT_REPORT_H
#define EK_REPORT_REPORT_H

#include "base/diag.h"
#include "uncertainty/sensitivity.h"
#include "uncertainty/simulate.h"
#include "report/document.h"

struct ek_report_options {
  const char *const *sections; /* wanted, NULL-ended; NULL: all of them */
  const char *command;    /* how the program is called, for the hint on explain; NULL: no hint */
  const char *study_path; /* as the user gave it */
  struct ek_diags *diags; /* its warnings are told; may be NULL */
  const struct ek_simulation *simulation;   /* NULL: nothing was drawn */
  const struct ek_sensitivity *sensitivity; /* NULL: nothing was varied */
  const int *actor; /* whom charts of one actor are of; NULL: society, and those who pay */
};

/* The names of the sections in their order, NULL-ended. */
extern const char *const ek_report_sections[];

/* Builds the report in the result's arena. Sections without anything to say are
 * left out. The head is always there, the closing caveat in a whole report.
 * `options` may be NULL. Every headline says gross change where that is all it is. */
void ek_report_build(const struct ek_result *result, enum ek_lang lang,
                     const struct ek_report_options *options, struct ek_document *out);

#endif
