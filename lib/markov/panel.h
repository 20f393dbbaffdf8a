/* Intensities from states that were seen at certain times only. Between two looks any moves may
 * have been made, so the likelihood of being in s after t years when one was in r is that of a
 * continuous-time Markov chain, P(t) = exp(Q t): Kalbfleisch & Lawless (1985), "The analysis of
 * panel data under a Markov assumption", JASA 80(392), 863-871; Jackson (2011), "Multi-state
 * models for panel data: the msm package for R", J. Stat. Software 38(8). Whoever is not seen
 * again is censored at the last look. Covariates are those of the look that a stretch begins with.
 *
 * A state may be entered at a time that is known to the day, such as a death: one was then in some
 * other state k until that day, which has the likelihood sum over k of P(t)[r, k] q[k, s].
 *
 * Time is in whole days and a day is 1/365 year. exp(Q/365) is made once for a pattern, its powers
 * by doubling, and P of each length of time from that of the one before; the gradient goes the
 * same way back (adjoint), at three times the cost of the likelihood however many parameters there
 * are. The Hessian is made of central differences of that gradient. */
#ifndef EK_MARKOV_PANEL_H
#define EK_MARKOV_PANEL_H

#include "markov/fit.h"
#include "markov/rates.h"

#define EK_DAYS_OF_YEAR 365.0

/* So many persons of a pattern who were in `from` and after so many days, 1 at least, in `to`. */
struct ek_panel_group {
  size_t pattern;
  int days;
  size_t from, to;
  bool exact;   /* `to` was entered on that very day, from another state */
  double count;
};

struct ek_panel {
  const struct ek_rates *rates;
  size_t n;
  struct ek_panel_group *groups; /* [n], in any order; ek_panel_gather puts them in one */
};

/* Puts the groups in order, by pattern, days, states, and those that are alike together. */
void ek_panel_gather(struct ek_panel *panel);
/* Fitted, in the arena; the groups have been gathered. Each group must be possible by the moves
 * (ek_rates_reach), or the likelihood is 0 everywhere and nothing converges. Memory for the work
 * goes with a scratch arena of its own. */
struct ek_fit ek_panel_fit(struct ek_arena *arena, const struct ek_panel *panel);

/* How many one would expect to have gone from where to where, and how far that is from how many
 * did: the sum of (observed - expected)^2 / expected over the cells of lengths of time in `bands`
 * parts with as many looks in each, states from, and states to. Cells with fewer than five
 * expected are left to the others of their row. Only looks, no exact entries. Compare Aguirre-
 * Hernández & Farewell (2002), Statistics in Medicine 21(13): its distribution is near
 * chi-square, and nearest where times are alike. */
struct ek_panel_pearson {
  double statistic;
  size_t cells;         /* that were compared */
  size_t free;          /* cells less rows less parameters; 0: nothing is left to judge by */
};
struct ek_panel_pearson ek_panel_pearson(struct ek_arena *arena, const struct ek_panel *panel,
                                         const double *theta, size_t bands);

#endif
