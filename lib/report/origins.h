/* Where the numbers that a document shows come from. */
#ifndef EK_REPORT_ORIGINS_H
#define EK_REPORT_ORIGINS_H

#include "document/document.h"
#include "engine/result.h"
#include "report/report.h"

/* Explains every figure that the document shows or rests on, in its origins: those of the whole first, then actor by
 * actor, in the document's order; and gathers what else its numbers rest on. The result is the one that it was built from. */
void ek_report_origins(const struct ek_result *result, const struct ek_report_options *options, struct ek_document *doc);

#endif
