/* What a set of figures came from: enough to compute them again. */
#ifndef EK_REPORT_STAMP_H
#define EK_REPORT_STAMP_H

#include "engine/result.h"

struct ek_stamp {
  const char *key, *text; /* text "" where there is nothing to say */
};

/* A list of struct ek_stamp in a fixed order: ekusia, study_sha256, model,
 * model_version, model_sha256, seed, draws, rules_date, other_rules_date (when it was asked for),
 * price_year, one `layer` for each file of a study of several (base first, with the paths that it
 * changes), and one `set` for each --set. In the result's arena. */
struct ek_list ek_stamps(const struct ek_result *result);
/* Its text where so many draws were made from a seed; 0: none were, and the text is its own. */
const char *ek_stamp_drawn(struct ek_arena *arena, const struct ek_stamp *stamp, size_t draws, unsigned long seed);

#endif
