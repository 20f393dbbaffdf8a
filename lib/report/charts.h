/* The charts of the report: each takes the figures of the table beside it, in the table's scale. They
 * are blocks of their own; NULL where there is nothing to draw. Whose table it is, is for the section to say. */
#ifndef EK_REPORT_CHARTS_H
#define EK_REPORT_CHARTS_H

#include "document/chart.h"
#include "report/sections.h"

/* An amount as tables show it; of an actor whose figures are hidden "..", with a note below the chart. */
struct ek_doc_cell ek_part_chart_money(const struct ek_report *p, struct ek_chart *chart, struct ek_scale scale, int actor, double kronor);

/* "result-by-actor": society, and those within it that have no others below them, at the middle horizon. */
struct ek_chart *ek_part_chart_result(struct ek_report *p, struct ek_scale scale);
/* "benefit-by-actor": the same at the shortest horizon and the middle one. */
struct ek_chart *ek_part_chart_benefit(struct ek_report *p, struct ek_scale scale);
/* "cost-by-payer", in the order of the table. */
struct ek_chart *ek_part_chart_costs(struct ek_report *p, struct ek_scale scale);
/* "potential": of the table's rows, before and after. */
struct ek_chart *ek_part_chart_potential(struct ek_report *p, const struct ek_doc_table *table, const char *unit);
/* "cash-flow": of society and of those who pay most, and when the money is back. */
struct ek_chart *ek_part_chart_cashflow(struct ek_report *p);

/* Charts are made before their table, which stands below them. */
static inline void ek_part_chart_of(struct ek_chart *chart, const struct ek_doc_table *table) {
  if (chart != NULL) chart->table = table;
}

#endif
