/* Is a forecast held against its own follow-up? */
#ifndef EK_COMPARISON_OUTCOME_H
#define EK_COMPARISON_OUTCOME_H

#include "study/study.h"

enum ek_mismatch { EK_MISMATCH_TITLE, EK_MISMATCH_ORGANISATION, EK_MISMATCH_TARGET, EK_MISMATCH_PHASE, EK_MISMATCHES };

/* "title", "organisation", "target", "phase". */
const char *ek_mismatch_name(enum ek_mismatch kind);
/* What the study says; NULL: nothing. */
const char *ek_mismatch_value(const struct ek_study *study, enum ek_mismatch kind);
/* Do they say otherwise than forecast and follow-up of one insats do: two titles, or other phases than planering
 * and uppföljning? */
bool ek_mismatch(const struct ek_study *forecast, const struct ek_study *followup, enum ek_mismatch kind);

#endif
