/* Weighted logistic regression by Newton's method (iteratively reweighted least squares;
 * McCullagh and Nelder, Generalized Linear Models, 1989, chapter 4). Rows are kinds of persons,
 * each with how much of it says yes and how much no. Knows nothing of persons. */
#ifndef EK_ENGINE_LOGIT_H
#define EK_ENGINE_LOGIT_H

#include <stdbool.h>
#include <stddef.h>

/* Columns, the constant among them, so many that a fit needs no memory of its own. */
#define EK_LOGIT_MOST 96

struct ek_logit {
  size_t rows, k;  /* the first column is the constant */
  const double *x; /* [rows * k] */
};

struct ek_logit_fit {
  bool converged;  /* false: some column tells yes from no (nearly) completely */
  size_t moving;   /* the column that moves the fit most at its last step */
  int steps;
  bool aliased[EK_LOGIT_MOST]; /* columns that follow from those before them: left at 0 */
};

/* Room for a symmetric matrix of the fit, factored; a column that follows from others is 0. */
struct ek_logit_matrix {
  size_t k;
  double *a;       /* [k * k] lower triangle, with the diagonal apart */
  double *d;       /* [k] 0: the column follows from others */
};

/* Maximises Σ yes · log p + no · log (1 − p), p = 1 / (1 + exp(−xβ)), from the coefficients that
 * stand in `beta`, in at most `most` steps. `information` gets the information at the end. */
struct ek_logit_fit ek_logit_run(const struct ek_logit *data, const double *yes, const double *no,
                                 double *beta, int most, struct ek_logit_matrix *information);
/* xβ of a row, kept where its exponential is a number. */
double ek_logit_eta(const struct ek_logit *data, size_t row, const double *beta);
/* Solves A z = b for a factored A; z may be b. What follows from others stays 0. */
void ek_logit_solve(const struct ek_logit_matrix *a, const double *b, double *z);

#endif
