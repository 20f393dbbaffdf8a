/* Probabilities of a cycle from counts of who went from where to where in it. Each row is
 * multinomial; with a prior that is Dirichlet and has the same pseudo-count in each cell that is
 * possible, so is what is known of it afterwards: Briggs, Ades & Price (2003), "Probabilistic
 * sensitivity analysis for decision trees with multiple branches: use of the Dirichlet
 * distribution in a Bayesian framework", Medical Decision Making 23(4), 341-350. */
#ifndef EK_MARKOV_COUNTS_H
#define EK_MARKOV_COUNTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct ek_shares {
  size_t n;
  double *alpha;  /* [n * n] Dirichlet parameters: counts with pseudo-counts, 0 where impossible */
  double *p;      /* [n * n] alpha / sum of the row; a row of zeros: nothing is known of it */
  double *se;     /* [n * n] sqrt(p (1 - p) / sum of the row) */
  double *low, *high; /* [n * n] 95 % of a beta distribution with half a count more on each side:
                       * Jeffreys' interval; Brown, Cai & DasGupta (2001), Statistical Science 16(2) */
  double *row;    /* [n] sums of alpha */
  double loglik;  /* sum of count log p over cells with counts, at p without the prior */
};

/* `count` and `allowed` [n * n]; staying is always possible. `prior`: the pseudo-count, 0 for
 * none. In the arena. */
struct ek_shares ek_counts_fit(struct ek_arena *arena, size_t n, const double *count,
                                const bool *allowed, double prior);

#endif
