/* Flows of people in a file, explained without showing anybody; private to the room. */
#ifndef EK_ENGINE_EXPLAIN_PEOPLE_H
#define EK_ENGINE_EXPLAIN_PEOPLE_H

#include "engine/explain_flows.h"

/* A line of the ledger that a figure sums: so many person-years at its price, with a sign. */
struct ek_counted_line {
  const struct ek_line *line;
  double years, sign;
  const char *flow;        /* what lines are gathered by: state.flow */
  struct ek_label label, between;
};

/* Adds a node for each flow, with the person-years and mean price of each alternative. Flows
 * that may not be told apart are one node without parts. `lines`: struct ek_counted_line. */
void ek_explain_people(const struct ek_result *result, const struct ek_told_flows *told, const struct ek_list *lines,
                       struct ek_unit unit, struct ek_unit price_unit, struct ek_trace *root);

#endif
