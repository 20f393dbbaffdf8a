/* Intensities from times that are known exactly: how long persons were in each state and how often
 * they went from one to another. Who is last seen in a state is censored there, which the time
 * alone tells. The log-likelihood of move m in pattern g, with n moves in T years at risk, is
 * n log q - T q, that of a Poisson number with the mean T q: Aalen, Borgan & Gjessing (2008),
 * Survival and Event History Analysis, Springer, 5.1; Holford (1980), Biometrics 36(2). Without
 * covariates q = n / T and the standard error of log q is 1 / sqrt(n). */
#ifndef EK_MARKOV_EXACT_H
#define EK_MARKOV_EXACT_H

#include "markov/fit.h"
#include "markov/rates.h"

struct ek_exact {
  const struct ek_rates *rates;
  const double *years; /* [patterns * states] time at risk in the state */
  const double *count; /* [patterns * moves] moves; a pseudo-count may be among them */
};

/* Fitted, in the arena. A move that nobody made is among the weak of the fit. */
struct ek_fit ek_exact_fit(struct ek_arena *arena, const struct ek_exact *exact);

#endif
