/* What must come of a change for an actor to break even: how much of it, in shares, work and potential, and
 * the deadweight that would still leave nothing lost. Ratios of a result's figures, all else equal. */
#ifndef EK_ENGINE_BREAK_EVEN_H
#define EK_ENGINE_BREAK_EVEN_H

#include "engine/result.h"

struct ek_break_even {
  int actor, horizon;  /* months */
  double share;        /* of the computed change that the actor's cost asks for: cost / benefit. 0: it pays nothing;
                          INFINITY: no part of a change that is no gain is enough; NaN: the actor's figures are hidden */
  double work;         /* full-time jobs without subsidy at that share; NaN where the change has none, or never enough */
  double realised;     /* of the potential, at that share; NaN likewise, and where it would be more than all */
  double deadweight;   /* the highest at which the actor does not lose, 0 to 1; NaN: even none at all is too much,
                          or the study has another comparison (a group, a reference) */
};

/* Every correction is a factor of the whole change, so that a part of the change is that part of the benefit. */
struct ek_break_even ek_break_even_of(const struct ek_result *result, int actor, int horizon);

#endif
