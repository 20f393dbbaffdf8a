/* Effects of a cohort that are not kronor: persons in states times weights, discounted by terms of
 * their own, with the same convention of counting as kronor. */
#ifndef EK_ENGINE_MEASURES_H
#define EK_ENGINE_MEASURES_H

#include "engine/cohort.h"

/* What a measure adds to in one alternative at the longest horizon, of groups that count: [draws].
 * The difference to the reference is net of the corrections as kronor are, in work states of displacement too. */
const double *ek_measure_total(struct ek_runner *runner, const struct ek_measure *measure, size_t alternative);

#endif
