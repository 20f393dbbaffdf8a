/* The hot loop of cohorts: nothing but multiplications and additions over columns. */
#include "markov/chain.h"

#include <stdbool.h>
#include <string.h>

#include "base/wide.h"

/* What comes to a slot along 1 to 4 edges; `more`: added to what has come already. Each call below has its
 * own numbers, and so its own loop. */
__attribute__((always_inline)) static inline void come(const double *from, double *restrict to, size_t draws,
                                                      const struct ek_edge *e, int n, bool more) {
  const double *x[4], *p[4];
  for (int i = 0; i < 4; i++) {
    x[i] = from + e[i < n ? i : 0].from * draws;
    p[i] = e[i < n ? i : 0].p;
  }
  for (size_t d = 0; d < draws; d++) {
    double sum = x[0][d] * p[0][d];
    if (more) sum = to[d] + sum;
    if (n > 1) sum += x[1][d] * p[1][d];
    if (n > 2) sum += x[2][d] * p[2][d];
    if (n > 3) sum += x[3][d] * p[3][d];
    to[d] = sum;
  }
}

/* Four edges at a time, so that a slot's column is read and written seldom. */
__attribute__((always_inline)) static inline void come_all(const double *from, double *restrict to, size_t draws,
                                                          const struct ek_edge *e, size_t n) {
  switch (n < 4 ? n : 4) {
  case 0: memset(to, 0, draws * sizeof *to); return;
  case 1: come(from, to, draws, e, 1, false); return;
  case 2: come(from, to, draws, e, 2, false); return;
  case 3: come(from, to, draws, e, 3, false); return;
  default: come(from, to, draws, e, 4, false);
  }
  for (e += 4, n -= 4; n >= 4; e += 4, n -= 4) come(from, to, draws, e, 4, true);
  for (; n > 0; e++, n--) come(from, to, draws, e, 1, true);
}

EK_WIDE void ek_chain_step(const double *x, double *next, size_t slots, size_t draws,
                           const struct ek_edge *edges, size_t n) {
  for (size_t slot = 0, i = 0; slot < slots; slot++) {
    size_t begin = i;
    while (i < n && edges[i].to == slot) i++;
    come_all(x, next + slot * draws, draws, edges + begin, i - begin);
  }
}

void ek_chain_sort(const struct ek_edge *edges, size_t n, size_t slots, size_t *at, struct ek_edge *out) {
  memset(at, 0, slots * sizeof *at);
  for (size_t i = 0; i < n; i++) at[edges[i].to]++;
  for (size_t to = 0, before = 0; to < slots; to++) {
    size_t here = at[to];
    at[to] = before;
    before += here;
  }
  for (size_t i = 0; i < n; i++) out[at[edges[i].to]++] = edges[i];
}
