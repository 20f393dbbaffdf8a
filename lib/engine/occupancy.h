/* Where people are, over time: persons in each state at each point, with the insats and without it,
 * or in each alternative of a cohort; before corrections. Of people in files nothing is told here
 * that rests on few. */
#ifndef EK_ENGINE_OCCUPANCY_H
#define EK_ENGINE_OCCUPANCY_H

#include "engine/result.h"

struct ek_occupancy_of {
  const char *alternative, *group; /* names; group NULL: all */
  struct ek_label label;           /* of the alternative */
  struct ek_label group_label;
  bool reference;
  double *persons;                 /* [states * points] */
  bool *masked;                    /* [states * points] it tells of few; or NULL */
};

struct ek_occupancy {
  size_t n_states, n_points, n;
  const char **states;             /* [n_states] names */
  const struct ek_label *labels;
  const double *months;            /* [n_points] from the start */
  struct ek_occupancy_of *of;      /* [n] alternatives, and their groups after each */
  bool cycles;                     /* points are those between cycles; else starts of months */
};

/* Of a result: of a cohort its passages, of cases and people what they hold, by extent. */
const struct ek_occupancy *ek_occupancy(const struct ek_result *result);

#endif
