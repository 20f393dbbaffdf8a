/* Intensities of the moves between states, and what they depend on: log q = log q0 + b x, so that
 * exp(b) is a hazard ratio. The parameters of a likelihood stand in one vector: first the log
 * intensity a year of each move where all covariates are 0, then the log hazard ratios. Persons
 * with the same covariates share a pattern. All is borrowed and only read. */
#ifndef EK_MARKOV_RATES_H
#define EK_MARKOV_RATES_H

#include <stdbool.h>
#include <stddef.h>

struct ek_rates {
  size_t states, moves, covariates, patterns;
  const size_t *from, *to; /* [moves] states; a move stands there once, and never to itself */
  bool common;             /* one hazard ratio for all moves, or one for each */
  const double *x;         /* [patterns * covariates]; NULL without covariates, and one pattern */
};

/* How many parameters there are: moves + covariates, times moves unless they are common. */
size_t ek_rates_parameters(const struct ek_rates *rates);
/* Where the log hazard ratio of a covariate on a move stands. */
size_t ek_rates_ratio(const struct ek_rates *rates, size_t covariate, size_t move);
/* The log intensities in a pattern: eta [moves]. */
void ek_rates_log(const struct ek_rates *rates, const double *theta, size_t pattern, double *eta);
/* The intensity matrix a year of log intensities: q [states * states], rows that add to 0. */
void ek_rates_matrix(const struct ek_rates *rates, const double *eta, double *q);
/* The same at a row of covariates [covariates] that need be no pattern, such as a mean. */
void ek_rates_matrix_at(const struct ek_rates *rates, const double *theta, const double *x, double *q);
/* Adds derivatives by the log intensities of a pattern, [moves] and [moves * moves], to those by
 * the parameters, [p] and [p * p]: the chain rule for a linear predictor. */
void ek_rates_add_gradient(const struct ek_rates *rates, size_t pattern, const double *by_eta,
                           double *gradient);
void ek_rates_add_hessian(const struct ek_rates *rates, size_t pattern, const double *by_eta,
                          double *hessian);
/* Which states can be reached from which, by any number of moves: reach [states * states]; a
 * state reaches itself. */
void ek_rates_reach(const struct ek_rates *rates, bool *reach);

#endif
