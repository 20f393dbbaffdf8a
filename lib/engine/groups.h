/* Results for groups of participants, for the sample that was followed up, and the comparison
 * with a group: each is a run in which others count. Private to the room. */
#ifndef EK_ENGINE_GROUPS_H
#define EK_ENGINE_GROUPS_H

#include "engine/run.h"

/* Makes what the study's people ask for besides the whole. */
enum ek_status ek_groups_run(struct ek_runner *runner, struct ek_result *result);

#endif
