/* Which flows of people may be told apart when figures are explained; private to the room. */
#ifndef EK_ENGINE_EXPLAIN_FLOWS_H
#define EK_ENGINE_EXPLAIN_FLOWS_H

#include "engine/result.h"

struct ek_line;
struct ek_told_flows;

/* Of a result of people, on its arena. The same flows are told in all figures, of whatever time and actor: those of one
 * less those of another would tell of what only one of them hides. */
const struct ek_told_flows *ek_told_flows_find(const struct ek_result *result);
/* May the flow of a line be told by itself? And what it is with and without the insats? */
bool ek_flow_told(const struct ek_told_flows *told, const struct ek_line *line);
bool ek_flow_alternatives_told(const struct ek_told_flows *told, const struct ek_line *line);

#endif
