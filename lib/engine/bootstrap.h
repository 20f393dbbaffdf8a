/* How much results rest on who happened to be followed up: intervals by drawing participants
 * anew (the bootstrap, percentile intervals; Efron and Tibshirani, An Introduction to the
 * Bootstrap, 1993, chapter 13), and what one person alone decides. */
#ifndef EK_ENGINE_BOOTSTRAP_H
#define EK_ENGINE_BOOTSTRAP_H

#include "engine/run.h"

/* Where the study does not say: so many samples, for no more people than this. */
#define EK_BOOTSTRAP_DRAWS 1000
#define EK_BOOTSTRAP_PEOPLE 20000

/* Of one figure, over the samples in which it has a meaning. */
struct ek_interval {
  bool known;             /* it is drawn for this figure */
  double low, high;       /* 95 %: the 2.5th and 97.5th percentile; INFINITY: never */
  double low80, high80;   /* 80 % */
  double median;
  double error;           /* standard error; NaN where the figure may be infinite */
  double above;           /* share of samples above 0 */
};
/* Of a column of draws; `scratch` has room for twice as many. */
struct ek_interval ek_interval_of(const double *values, size_t draws, double *scratch);
struct ek_bootstrap_result {
  size_t draws, width;
  int seed;
  const struct ek_interval *of; /* as the result's figures */
};

/* What the result would be without the one participant who moves it most, when the others
 * count for all. A share of the result, not kronor: it is about one person. */
struct ek_influence {
  int actor;
  double largest;         /* change / result, the largest in size */
  bool turns;             /* it turns a gain into a loss, or a loss into a gain */
};

/* Intervals for the result of the runner's people: the runner that it was made by. */
const struct ek_bootstrap_result *ek_bootstrap_run(const struct ek_runner *runner,
                                                   const struct ek_result *result, size_t draws,
                                                   int seed);
/* By actor, at the horizon in months: a list of struct ek_influence. */
struct ek_list ek_influences(const struct ek_runner *runner, const struct ek_result *result, int horizon);

#endif
