/* What became of participants and of those they are compared with, side by side: the plain
 * change, and the difference between the changes (difference in differences; Angrist and
 * Pischke, Mostly Harmless Econometrics, 2009, chapter 5) with its standard error. */
#ifndef EK_ENGINE_COMPARE_H
#define EK_ENGINE_COMPARE_H

#include "engine/run.h"

/* A mean per person: an extent of a state, or kr a year for an actor. */
struct ek_contrast {
  const struct ek_item *state; /* NULL: an actor */
  int actor;                   /* -1: a state */
  double before[2], after[2];  /* participants, comparison group */
  size_t heads_before[2], heads_after[2]; /* in the state */
  size_t heads_moved[2];       /* for whom it changed */
  bool masked;                 /* too few persons somewhere */
  double change[2], difference; /* the plain change of each; the one less the other */
  double unweighted, error_unweighted; /* the difference to the group as it is; NaN: it is not weighed */
  double error[2], error_of_difference; /* standard errors to two digits; NaN: they would tell */
};

/* struct ek_contrast: states, then actors. For people that are compared with nobody the second
 * side is empty and the difference is the change. */
struct ek_list ek_contrasts(struct ek_runner *runner);

#endif
