/* The report on a result: what a NyttoSam report says, the actors' result first. Built
 * once as a document, then given to any renderer. */
#ifndef EK_REPORT_REPORT_H
#define EK_REPORT_REPORT_H

#include "views/parts.h"

/* Is it a plan, so that the report has the financing view? */
bool ek_report_plans(const struct ek_result *result);
/* What a whole report tries of itself, for `tried`: of a plan what must be true, else what decides. NULL: nothing, of so many
 * persons (EK_BOOTSTRAP_PEOPLE) that it would take longer than all else. */
const struct ek_sensitivity *ek_report_try(const struct ek_result *result);
/* Whose lines the chart of cash flow has: society's and those of the three that pay most of the cost, or that of the `actor`
 * alone; in order, into `out`. A simulation that is asked for their bands makes a chart that has them. */
#define EK_REPORT_LINES 4
size_t ek_report_lines(const struct ek_result *result, const int *actor, int out[EK_REPORT_LINES]);
/* The names of the sections in their order, NULL-ended. Some are several parts, with names of their own. */
extern const char *const ek_report_sections[];

/* Builds the report in the result's arena. Sections without anything to say are
 * left out. The head is always there, the closing caveat in a whole report.
 * `options` may be NULL. Every headline says gross change where that is all it is. */
void ek_report_build(const struct ek_result *result, enum ek_lang lang,
                     const struct ek_report_options *options, struct ek_document *out);

#endif
