/* Whom a value reaches: what a result changes by when a price, a rent or a share of time is another
 * rests on those for whom it is another. Fewer than EK_FEWEST of them, and the change would tell of
 * them, as a figure does (few.h). Private to the room. */
#ifndef EK_ENGINE_REACH_H
#define EK_ENGINE_REACH_H

#include "engine/run.h"

/* A value of the study, and others that it may have. */
struct ek_reached {
  int slot, assumption; /* as an uncertain quantity, as an assumption; -1: it is not one */
  double values[3];     /* as it is, and two others */
};

/* Whose results do not tell what the value does, until each horizon of the result or from it to the
 * next: those for whom it changes anything for some but for fewer than EK_FEWEST of the
 * participants, or of those they are compared with, and their siblings, or what the sum above them
 * leaves would be theirs. Nobody's of cases or a cohort. `few`: [n_horizons * actors]. */
void ek_reach_few(const struct ek_result *base, const struct ek_reached *value, bool *few);
/* The same of an uncertain quantity, between its tenth and ninetieth percentile. */
void ek_reach_few_drawn(const struct ek_result *base, size_t slot, bool *few);
/* The number of a horizon among those of the result. */
size_t ek_reach_horizon(const struct ek_result *base, int horizon);

#endif
