/* How many one would expect to find in each state so long after they were first seen: the model's
 * answer to what was found, as `prevalence.msm` of R's msm gives it (Jackson 2011, 4.5). */
#ifndef EK_MARKOV_PREVALENCE_H
#define EK_MARKOV_PREVALENCE_H

#include "base/arena.h"
#include "markov/rates.h"

/* Adds to expected [states] the persons of a pattern that `begin` [states] began in, `years`
 * later. Room for its work is in the arena. */
void ek_prevalence_add(struct ek_arena *arena, const struct ek_rates *rates, const double *theta,
                       size_t pattern, const double *begin, double years, double *expected);
/* Mean time in a state until it is left, in years: 1 / sum of its intensities; infinite for a
 * state that nobody leaves. `q` [states * states]. */
double ek_mean_stay(size_t states, const double *q, size_t state);
/* Its standard error by the delta method, at covariates `x`; see ek_rates_matrix_at. */
double ek_mean_stay_error(struct ek_arena *arena, const struct ek_rates *rates, const double *theta,
                          const double *covariance, const double *x, size_t state);
/* The standard error of the log intensity of a move at covariates `x` [covariates], or NULL. */
double ek_log_rate_error(const struct ek_rates *rates, const double *covariance, const double *x,
                         size_t move);

#endif
