/* Indicators as they are told: `ekusia indicators`, and a section of the report. */
#ifndef EK_VIEWS_INDICATORS_H
#define EK_VIEWS_INDICATORS_H

#include "document/document.h"
#include "indicators/tally.h"
#include "indicators/votes.h"

/* The section: what was asked, a figure, shares, changes and counts. A tally of groups or
 * organisations shows them beside each other in the last period. */
void ek_indicators_section(const struct ek_tally *tally, struct ek_document *doc);
/* The whole answer of the command. */
void ek_indicators_document(const struct ek_tally *tally, struct ek_document *doc);
/* A row for each indicator or perspective, part and period. */
void ek_indicators_csv(const struct ek_tally *tally, struct ek_buffer *out);
bool ek_indicators_json(const struct ek_tally *tally, struct ek_buffer *out);

/* The indicators that there are; `core`: no others. */
void ek_indicator_list_document(const struct ek_indicator_list *list, bool core, struct ek_document *doc);
void ek_indicator_list_csv(const struct ek_indicator_list *list, bool core, struct ek_arena *arena, struct ek_buffer *out);
bool ek_indicator_list_json(const struct ek_indicator_list *list, bool core, struct ek_arena *arena, struct ek_buffer *out);

/* Votes counted. */
void ek_votes_document(const struct ek_votes *votes, struct ek_document *doc);
void ek_votes_csv(const struct ek_votes *votes, struct ek_arena *arena, struct ek_buffer *out);
bool ek_votes_json(const struct ek_votes *votes, struct ek_arena *arena, struct ek_buffer *out);

#endif
