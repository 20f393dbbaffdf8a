/* Small square matrices of doubles, row by row: `a[i * n + k]` is the element in row i and column
 * k. What they hold has the unit that the caller gives it: intensities a year, probabilities,
 * or none. Nothing is allocated and nothing can fail; results are the same bits on each run. */
#ifndef EK_MARKOV_MATRIX_H
#define EK_MARKOV_MATRIX_H

#include <stddef.h>

/* out = the matrix with ones in its diagonal, [n * n]. */
void ek_matrix_identity(size_t n, double *out);
/* out = a b, all [n * n]; `out` is neither of the others. */
void ek_matrix_multiply(size_t n, const double *a, const double *b, double *out);

/* The lower triangle `out` with out out' = a, both [n * n], of a symmetric positive definite matrix
 * (Cholesky). The first row that makes it none; n: it is one. They may be the same. */
size_t ek_matrix_cholesky(size_t n, const double *a, double *out);

/* out = exp(a t), all [n * n], `work` [3 * n * n], and all of them apart. With `a` an intensity
 * matrix a year (each row adds to 0, only the diagonal below 0) and t in years it holds the
 * probabilities of being in each state after t. The diagonal is moved to 0 or above first, so that
 * for such matrices every term of the series is positive and no digits are lost: exp(a t) =
 * exp(-c) exp(a t + c I). Then scaling and squaring of a Taylor series of degree 14: Moler & Van
 * Loan (2003), "Nineteen dubious ways to compute the exponential of a matrix, twenty-five years
 * later", SIAM Review 45(1), methods 1 and 3; the shift is that of uniformisation. */
void ek_matrix_exp(size_t n, const double *a, double t, double *out, double *work);

#endif
