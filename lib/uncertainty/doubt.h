/* What the spread of a simulation comes from: of each value that was drawn, how much of an actor's
 * result follows it, and what it would be worth to know it before deciding whether to do the
 * insats or not. From the draws alone, no matter what the formulas are. */
#ifndef EK_UNCERTAINTY_DOUBT_H
#define EK_UNCERTAINTY_DOUBT_H

#include "uncertainty/simulate.h"

/* Of one value and one actor's result. */
struct ek_doubt_share {
  bool few;        /* the value reaches few persons there: the others are NaN */
  double rank;     /* Spearman's rank correlation; NaN where one of them does not vary */
  double variance; /* share of the variance that is between values of it: the first-order index, the
                      correlation ratio (Saltelli et al., Global Sensitivity Analysis, 2008, 1.2); with
                      values drawn together it has what goes by the others as well. NaN: no variance */
  double knowing;  /* NaN: it rests on few persons. kronor: the expected value of knowing it (EVPPI; Strong and Oakley 2013) */
};

struct ek_doubt_of {
  const char *name;               /* as in --set; `line:25` of what has no name */
  const struct ek_quantity *quantity;
  struct ek_doubt_share *share;   /* [actors] */
};

struct ek_doubt {
  int horizon;             /* months */
  size_t n;
  struct ek_doubt_of *of;  /* [n] by the order of the study; rows of counts are not among them */
  double *knowing_all;     /* [actors] kronor: E max(result, 0) - max(E result, 0), EVPI; NaN: it rests on few persons */
  double *persons;         /* [actors] of people drawn anew: the share of the variance that would be left if all values
                              were known, E Var(result | values) / Var result (the total index; Jansen 1999, from pairs
                              of draws with the same values and other persons); NaN: as above, or a value reaches few; NULL: they are not drawn */
};

/* At so many of the study's horizons, in months: out[n]. In the arena of the simulation's base. */
const struct ek_doubt *ek_doubt_make(const struct ek_simulation *simulation, const int *horizons, size_t n);

#endif
