/* The sections of the report, a function each: it adds its blocks to the document, and nothing where it has
 * nothing to say. Their order is in report.c, with those that are views of other commands too. */
#ifndef EK_REPORT_SECTIONS_H
#define EK_REPORT_SECTIONS_H

#include "views/parts.h"

void ek_part_planning(struct ek_report *p);
void ek_part_intervention(struct ek_report *p);
void ek_part_benefits(struct ek_report *p);
void ek_part_financing(struct ek_report *p);
void ek_part_actors(struct ek_report *p);
void ek_part_prices(struct ek_report *p);
void ek_part_method(struct ek_report *p);
void ek_part_stamp(struct ek_report *p);
void ek_part_people(struct ek_report *p);
void ek_part_compared(struct ek_report *p);
void ek_part_uncertainty(struct ek_report *p);
void ek_part_groups(struct ek_report *p);
void ek_part_summary(struct ek_report *p);
void ek_part_assumptions(struct ek_report *p);
void ek_part_result(struct ek_report *p);
void ek_part_rules_change(struct ek_report *p);
void ek_part_payback(struct ek_report *p);
void ek_part_household(struct ek_report *p);
void ek_part_potential(struct ek_report *p);
void ek_part_corrections(struct ek_report *p);
void ek_part_costs(struct ek_report *p);
void ek_part_settlement(struct ek_report *p);
void ek_part_cashflow(struct ek_report *p);
void ek_part_cases(struct ek_report *p);
void ek_part_unpriced(struct ek_report *p);
void ek_part_notes(struct ek_report *p);
void ek_part_indicators(struct ek_report *p);
void ek_part_warnings(struct ek_report *p);
void ek_part_sources(struct ek_report *p);

/* --- what several sections share --- */

/* The section's part on weights; variables as they are named in running text. */
void ek_part_weighting(struct ek_report *p);
const char *ek_part_weighting_variables(const struct ek_report *p);
/* Is the study a plan, of what has not happened yet? */
bool ek_part_planned(const struct ek_report *p);
/* The author's note of that name; NULL: there is none. And a text of its, in paragraphs. */
const char *ek_part_note(const struct ek_report *p, const char *name);
void ek_part_paragraphs(struct ek_report *p, const char *text);
/* How many values the study states of each grade, and which are merely assumed; NULL: it states none. */
const char *ek_part_grades_text(const struct ek_report *p);
/* All actors of society, the public ones first, then the person; `out` has room for all. Returns how many. */
size_t ek_part_actors_public_first(const struct ek_report *p, int *out);
/* Has the year, from 0, a column of its own? All of a short time; of a long one the first five, every fifth and the last. */
bool ek_part_shown_year(size_t year, size_t n);
/* A parameter's value in the unit that the model declares, without it. */
const char *ek_part_parameter(const struct ek_report *p, const struct ek_parameter *parameter, double value);

#endif
