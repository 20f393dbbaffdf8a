/* The chart of the flow of participants, from where they were to where they are. */
#ifndef EK_VIEWS_FLOW_H
#define EK_VIEWS_FLOW_H

#include "document/chart.h"
#include "views/parts.h"

/* "flow": of cases and people, from state to state. */
struct ek_chart *ek_part_chart_flow(struct ek_report *p);
/* "flow" of a cohort, whose persons are not followed one by one: persons in each state, by three columns of the table. */
struct ek_chart *ek_part_chart_states(struct ek_report *p, const struct ek_doc_table *table, const size_t columns[3], const char *const labels[3]);

#endif
