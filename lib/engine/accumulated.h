/* What an actor has got less what it has paid, from the start to each point in time, as present value: the sum
 * whose last crossing of zero is the payback, and at a horizon by which all is paid the result, to the bit. Of
 * people in files a point is the end of a year: what happens month by month would tell when somebody moved. */
#ifndef EK_ENGINE_ACCUMULATED_H
#define EK_ENGINE_ACCUMULATED_H

#include "engine/result.h"

/* How many months there are between points: 1, or 12 of people. */
int ek_accumulated_step(const struct ek_result *result);
/* The number of points: the start, and one for each step up to the longest horizon. */
size_t ek_accumulated_points(const struct ek_result *result);
/* Kr at each and in each draw, [points * draws], in the result's arena; the first is 0. NULL when the actor's figures are hidden. */
const double *ek_accumulated(const struct ek_result *result, int actor);

#endif
