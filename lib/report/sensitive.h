/* What `ekusia sensitivity` shows: what decides the result, and where it turns. */
#ifndef EK_REPORT_SENSITIVE_H
#define EK_REPORT_SENSITIVE_H

#include "base/arena.h"
#include "engine/sensitivity.h"
#include "report/document.h"

/* `actor`: whose table of swings is shown, -1: society. */
void ek_sensitive_build(const struct ek_sensitivity *sensitivity, int actor, enum ek_lang lang, struct ek_document *out);
/* Rows assumption,actor,base,low,high,result_base,result_low,result_high,switching_value. */
void ek_sensitive_csv(const struct ek_sensitivity *sensitivity, struct ek_buffer *out);
bool ek_sensitive_json(const struct ek_sensitivity *sensitivity, struct ek_buffer *out);

#endif
