/* Alternatives held against each other by what they cost and what they give: which are dominated,
 * which lie on the efficiency frontier, and what one more of the effect costs along it. */
#ifndef EK_ENGINE_FRONTIER_H
#define EK_ENGINE_FRONTIER_H

#include <stddef.h>

enum ek_standing_of { EK_ON_FRONTIER,
                      EK_DOMINATED, /* another gives at least as much for no more */
                      EK_EXTENDEDLY_DOMINATED }; /* a mix of two others does */

struct ek_frontier {
  enum ek_standing_of standing;
  int against;       /* the one before it on the frontier; -1: the cheapest, or not on it */
  double more_cost, more_effect; /* than that */
  double ratio;      /* cost of one more of the effect; NaN: none before it */
};

/* `out` has one for each of `n`. Of two that are alike the first stays. (Johannesson & Weinstein
 * 1993; Briggs, Sculpher & Claxton 2006, chapter 2.) */
void ek_frontier(const double *cost, const double *effect, size_t n, struct ek_frontier *out);

#endif
