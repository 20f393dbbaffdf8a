/* The parameters at which a likelihood is highest, how sure they are, and which of them the data
 * do not tell. Newton's method with the eigenvalues of the Hessian made positive where they are
 * not, and steps that are halved until the likelihood rises: Nocedal & Wright (2006), Numerical
 * Optimization, 2nd ed., Springer, 3.4. Parameters are logs, of which 1 is a large step. */
#ifndef EK_MARKOV_FIT_H
#define EK_MARKOV_FIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct ek_likelihood {
  size_t n;   /* parameters */
  void *data; /* handed to the functions */
  /* The log-likelihood and its gradient [n]; not finite where the parameters are impossible. */
  double (*value)(void *data, const double *theta, double *gradient);
  /* Its second derivatives, [n * n], zeroed by the caller. */
  void (*hessian)(void *data, const double *theta, double *hessian);
};

struct ek_fit {
  bool converged;       /* what is still to gain is below 1e-9 of a log-likelihood */
  int iterations;
  size_t n;
  double *theta;        /* [n] */
  double loglik;
  double *covariance;   /* [n * n] minus the inverse of the Hessian; zeros where it has none */
  double *se;           /* [n] its roots; NaN where it has none */
  /* Parameters that the data do not tell: those of any weight in an eigenvector of minus the
   * Hessian whose eigenvalue is below EK_FIT_TELLS, so that the error of a log is above ten. That
   * is so of what is confounded, and of the log intensity of a move that nobody can have made,
   * which runs to minus infinity. Not converged: those still on their way. */
  size_t n_weak;
  size_t *weak;         /* [n_weak] rising */
};
#define EK_FIT_TELLS 0.01

/* From `start` [n], in the arena. With no parameters it is the likelihood of none. */
struct ek_fit ek_fit_maximise(struct ek_arena *arena, const struct ek_likelihood *likelihood,
                              const double *start);

#endif
