/* Distributions that a study states by mean and spread, by a published estimate
 * and its standard error, t or p, by two quantiles, by counts or by judgement:
 * their parameters and means. */
#ifndef EK_ENGINE_DISTRIBUTION_H
#define EK_ENGINE_DISTRIBUTION_H

#include <stdbool.h>

#include "model/quantity.h"

/* What a study says of a distribution, as numbers. NAN: not said. */
struct ek_dist_terms {
  enum ek_dist dist;
  double mean, sd;
  double t, p;              /* in place of sd: it is |mean / t|, or what gives the two-sided p of a normal test */
  double low, mode, high;
  double quantile[2], at[2]; /* values, and the shares that lie below them */
  double cut[2];            /* outside them it is cut off; what is left is made whole again */
  double count, of;         /* of a beta with the parameters count and of - count */
};

/* Those of a quantity that has a distribution; its parts are the same in all draws. */
struct ek_dist_terms ek_dist_terms_of(const struct ek_quantity *quantity, struct ek_world *world);

/* Is each part that the study says a number? Not so when it rests on what is itself drawn. */
bool ek_dist_parts_known(const struct ek_quantity *quantity, const struct ek_dist_terms *terms);

/* The two parameters of normal (mean, sd), lognormal (mu, sigma), beta
 * (alpha, beta), gamma (shape, scale); of pert, triangular and uniform only
 * the mean is filled in. `mean` is of what is left when it is cut off. */
struct ek_dist_fit {
  double a, b;
  double mean;
  bool cut;
  double from, to; /* when it is cut off: the shares that lie below its ends */
};

/* Fits; false when no such distribution exists (`why` says so, for people). */
bool ek_dist_fit(const struct ek_dist_terms *terms, struct ek_dist_fit *out, const char **why);

/* The value that a share `p` of it lies below. */
double ek_dist_quantile(const struct ek_dist_terms *terms, const struct ek_dist_fit *fit, double p);

#endif
