/* Matrices of transition probabilities over another length of time: by a root of the matrix, or
 * by the exponential of intensities. */
#ifndef EK_MARKOV_ROOT_H
#define EK_MARKOV_ROOT_H

#include <stdbool.h>
#include <stddef.h>

/* What became of a root. */
enum ek_root { EK_ROOT_FINE,
               EK_ROOT_NONE,      /* the matrix has no real logarithm (an eigenvalue is 0 or negative) */
               EK_ROOT_NEGATIVE,  /* it has one, but a root with a negative probability */
};
/* out = matrix^part, 0 < part < 1, both row-major [n * n]: a year's matrix to a month's by 1/12.
 * It is exp(part · ln matrix), the logarithm by repeated square roots (Higham 2008, Functions of
 * Matrices, chapter 11: inverse scaling and squaring). Rows of `out` add to 1. With
 * EK_ROOT_NEGATIVE *row and *column say where; such a matrix is not embeddable for that length
 * (Israel, Rosenthal & Wei 2001). Probabilities below 1e-12 in size are set to 0. */
enum ek_root ek_matrix_root(const double *matrix, size_t n, double part, double *out, size_t *row,
                            size_t *column);
/* out = exp(rates · years), rates per year with rows that add to 0. */
void ek_matrix_intensities(const double *rates, size_t n, double years, double *out);

#endif
