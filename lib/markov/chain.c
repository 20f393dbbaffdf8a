/* The hot loop of cohorts: nothing but multiplications and additions over columns. */
#include "markov/chain.h"

#include <string.h>

/* Wider vectors where the machine has them; no contraction, so the bits are the same. */
__attribute__((target_clones("avx512f", "avx2", "default")))
static void add_product(double *restrict to, const double *restrict from, const double *restrict p,
                        size_t n) {
  for (size_t d = 0; d < n; d++) to[d] += from[d] * p[d];
}

void ek_chain_step(const double *x, double *next, size_t slots, size_t draws,
                   const struct ek_edge *edges, size_t n) {
  memset(next, 0, slots * draws * sizeof *next);
  for (size_t i = 0; i < n; i++) {
    add_product(next + edges[i].to * draws, x + edges[i].from * draws, edges[i].p, draws);
  }
}
