/* Distributions that a study states by mean and spread, by judgement or by an
 * interval: their parameters and means. */
#ifndef EK_ENGINE_DISTRIBUTION_H
#define EK_ENGINE_DISTRIBUTION_H

#include <stdbool.h>

#include "model/quantity.h"

/* What a study says of a distribution, as numbers. NAN: not said. */
struct ek_dist_terms {
  enum ek_dist dist;
  double mean, sd, low, mode, high, ci95[2];
};

/* The two parameters of normal (mean, sd), lognormal (mu, sigma), beta
 * (alpha, beta), gamma (shape, scale); of pert, triangular and uniform only
 * the mean is filled in. */
struct ek_dist_fit {
  double a, b;
  double mean;
};

/* Fits; false when no such distribution exists (`why` says so, for people). */
bool ek_dist_fit(const struct ek_dist_terms *terms, struct ek_dist_fit *out, const char **why);

/* The value that a share `p` of it lies below. */
double ek_dist_quantile(const struct ek_dist_terms *terms, const struct ek_dist_fit *fit, double p);

#endif
