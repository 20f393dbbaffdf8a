/* One cycle of a cohort: persons move along edges with probabilities, many draws at a time. */
#ifndef EK_MARKOV_CHAIN_H
#define EK_MARKOV_CHAIN_H

#include <stddef.h>

/* A move that there can be. A state whose stay is remembered has several slots, one for each
 * cycle in it. */
struct ek_edge {
  size_t from, to;  /* slots */
  const double *p;  /* [draws] */
};

/* next(to) = Σ p · x(from), draw by draw: `x` and `next` are [slots * draws], slot by slot. The
 * sums are made in the order of the edges, so that they are the same bits every time. */
void ek_chain_step(const double *x, double *next, size_t slots, size_t draws,
                   const struct ek_edge *edges, size_t n);

#endif
