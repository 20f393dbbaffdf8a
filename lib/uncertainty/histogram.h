/* How often draws come out where: bins of one width with round edges, of which zero is one, so that
 * losses and gains stand in bins of their own. */
#ifndef EK_UNCERTAINTY_HISTOGRAM_H
#define EK_UNCERTAINTY_HISTOGRAM_H

#include <stddef.h>

#include "base/arena.h"

struct ek_histogram {
  size_t n;            /* bins; 0: the draws are alike */
  double first, width; /* bin i is above first + i * width, and at most a width more */
  const double *share; /* [n] of the draws */
  double below, above; /* shares that lie beyond the first bin and the last */
};

/* The least of 1, 2, 2.5 and 5 times a power of ten that is no less than `least`, which is above 0. */
double ek_round_step(double least);
/* At most `most` bins (3 at least), between the percentiles 0.5 and 99.5. What is not finite is left out. */
struct ek_histogram ek_histogram_of(struct ek_arena *arena, const double *values, size_t draws, size_t most);

#endif
