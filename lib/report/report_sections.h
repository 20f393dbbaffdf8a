/* The sections of the report, a function each: it adds its blocks to the document, and nothing where it has
 * nothing to say. Their order is in report.c. */
#ifndef EK_REPORT_REPORT_SECTIONS_H
#define EK_REPORT_REPORT_SECTIONS_H

struct ek_report; /* report/report_parts.h */

void ek_part_head(struct ek_report *p);
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
void ek_part_simulated(struct ek_report *p);
void ek_part_sensitive(struct ek_report *p);
void ek_part_groups(struct ek_report *p);
void ek_part_summary(struct ek_report *p);
void ek_part_assumptions(struct ek_report *p);
void ek_part_alternatives(struct ek_report *p);
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
void ek_part_likewise(struct ek_report *p);
void ek_part_notes(struct ek_report *p);
void ek_part_indicators(struct ek_report *p);
void ek_part_warnings(struct ek_report *p);
void ek_part_sources(struct ek_report *p);

#endif
