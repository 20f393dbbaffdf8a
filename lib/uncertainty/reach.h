/* Whom a value reaches: what a result changes by when a price, a rent or a share of time is another
 * rests on those for whom it is another. Fewer than EK_FEWEST of them, and the change would tell of
 * them, as a figure does (few.h). Private to the room. */
#ifndef EK_UNCERTAINTY_REACH_H
#define EK_UNCERTAINTY_REACH_H

#include "engine/run.h"

/* Whose results do not tell what a change does, until each horizon of the result or from it to
 * a later one: those for whom it changes anything for some but for fewer than EK_FEWEST of the
 * participants, or of those they are compared with, and their siblings, or what the sum above them
 * leaves would be theirs. Nobody's of cases or a cohort, and of what is in no price. `varied` has
 * so many `values`, two at least: as it is, and others, of which any one counts: a ceiling or a
 * threshold may let one reach few that another reaches many with, or nobody. Where production is
 * masked, so is what may move how much of it is displaced. `few`: [actors * n_horizons], by ek_vary_at. */
void ek_reach_few(const struct ek_result *base, const struct ek_varied *varied, size_t values, bool *few);
/* The same of an uncertain quantity, over its distribution. */
void ek_reach_few_drawn(const struct ek_result *base, size_t slot, bool *few);

/* The same of what changes when money comes, as a discount rate does: by several of them the years
 * of an actor could be worked out that are masked. */
void ek_reach_few_years(const struct ek_result *base, bool *few);

#endif
