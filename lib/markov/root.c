/* Logarithm by inverse scaling and squaring: square roots (Denman and Beavers 1976) until the
 * matrix is near the identity, then the series of ln(1 + x); and back by the exponential. */
#include "markov/root.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

static double distance_from_one(const gsl_matrix *m) {
  double most = 0;
  for (size_t i = 0; i < m->size1; i++) {
    double sum = 0;
    for (size_t j = 0; j < m->size2; j++) sum += fabs(gsl_matrix_get(m, i, j) - (i == j));
    if (sum > most) most = sum;
  }
  return most;
}

static bool invert(const gsl_matrix *m, gsl_matrix *out) {
  gsl_matrix *lu = gsl_matrix_alloc(m->size1, m->size1);
  gsl_permutation *order = gsl_permutation_alloc(m->size1);
  int sign;
  gsl_matrix_memcpy(lu, m);
  bool fine = gsl_linalg_LU_decomp(lu, order, &sign) == GSL_SUCCESS &&
              fabs(gsl_linalg_LU_det(lu, sign)) > 0 && gsl_linalg_LU_invert(lu, order, out) == GSL_SUCCESS;
  gsl_permutation_free(order);
  gsl_matrix_free(lu);
  return fine;
}

/* m becomes its principal square root: Y and Z halve towards it and its inverse. */
static bool square_root(gsl_matrix *m) {
  size_t n = m->size1;
  gsl_matrix *z = gsl_matrix_alloc(n, n), *iy = gsl_matrix_alloc(n, n), *iz = gsl_matrix_alloc(n, n);
  gsl_matrix *before = gsl_matrix_alloc(n, n);
  gsl_matrix_set_identity(z);
  bool fine = false;
  double moved = INFINITY;
  for (int i = 0; i < 60 && !fine; i++) {
    if (!invert(m, iy) || !invert(z, iz)) break;
    gsl_matrix_memcpy(before, m);
    gsl_matrix_add(m, iz);
    gsl_matrix_scale(m, 0.5);
    gsl_matrix_add(z, iy);
    gsl_matrix_scale(z, 0.5);
    gsl_matrix_sub(before, m);
    double step = 0;
    for (size_t k = 0; k < n * n; k++) step = fmax(step, fabs(before->data[k]));
    if (!isfinite(step)) break;
    fine = step < 1e-15 || (step < 1e-10 && step >= moved); /* rounding is all that is left */
    moved = step;
  }
  gsl_matrix_free(z);
  gsl_matrix_free(iy);
  gsl_matrix_free(iz);
  gsl_matrix_free(before);
  return fine;
}

/* ln(1 + x) = x − x²/2 + x³/3 − …, for a small x; into `m`, which holds 1 + x. */
static void log_series(gsl_matrix *m) {
  size_t n = m->size1;
  gsl_matrix *x = gsl_matrix_alloc(n, n), *power = gsl_matrix_alloc(n, n), *next = gsl_matrix_alloc(n, n);
  gsl_matrix_memcpy(x, m);
  for (size_t i = 0; i < n; i++) gsl_matrix_set(x, i, i, gsl_matrix_get(x, i, i) - 1);
  gsl_matrix_memcpy(power, x);
  gsl_matrix_memcpy(m, x);
  for (int k = 2; k < 40; k++) {
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, power, x, 0, next);
    gsl_matrix_memcpy(power, next);
    gsl_matrix_scale(next, (k % 2 ? 1.0 : -1.0) / k);
    gsl_matrix_add(m, next);
  }
  gsl_matrix_free(x);
  gsl_matrix_free(power);
  gsl_matrix_free(next);
}

static bool logarithm(gsl_matrix *m) {
  int halvings = 0;
  while (distance_from_one(m) > 0.05) {
    if (halvings++ > 60 || !square_root(m)) return false;
  }
  log_series(m);
  gsl_matrix_scale(m, ldexp(1, halvings));
  for (size_t k = 0; k < m->size1 * m->size1; k++) {
    if (!isfinite(m->data[k])) return false;
  }
  return true;
}

static void exponential(const gsl_matrix *m, double *out) {
  gsl_matrix_view to = gsl_matrix_view_array(out, m->size1, m->size1);
  gsl_linalg_exponential_ss(m, &to.matrix, GSL_PREC_DOUBLE);
}

void ek_matrix_intensities(const double *rates, size_t n, double years, double *out) {
  gsl_matrix *m = gsl_matrix_alloc(n, n);
  for (size_t k = 0; k < n * n; k++) m->data[k] = rates[k] * years;
  exponential(m, out);
  gsl_matrix_free(m);
  /* Where no path leads, rounding may leave a hair on either side of 0; and so with 1. */
  for (size_t k = 0; k < n * n; k++) out[k] = out[k] < 1e-300 ? 0 : out[k] > 1 ? 1 : out[k];
}

/* Dust becomes 0, and rows add to 1 by their largest entry. False at a real negative one. */
static bool tidy(double *out, size_t n, size_t *row, size_t *column) {
  double worst = -1e-12;
  bool fine = true;
  for (size_t i = 0; i < n; i++) {
    double sum = 0;
    for (size_t j = 0; j < n; j++) {
      double *p = &out[i * n + j];
      if (*p < worst) {
        worst = *p;
        fine = false;
        *row = i;
        *column = j;
      }
      if (fabs(*p) < 1e-12) *p = 0;
      sum += *p;
    }
    size_t largest = 0;
    for (size_t j = 1; j < n; j++) if (out[i * n + j] > out[i * n + largest]) largest = j;
    out[i * n + largest] += 1 - sum;
  }
  return fine;
}

enum ek_root ek_matrix_root(const double *matrix, size_t n, double part, double *out, size_t *row,
                            size_t *column) {
  gsl_error_handler_t *handler = gsl_set_error_handler_off();
  gsl_matrix *m = gsl_matrix_alloc(n, n);
  for (size_t k = 0; k < n * n; k++) m->data[k] = matrix[k];
  bool fine = logarithm(m);
  if (fine) {
    gsl_matrix_scale(m, part);
    exponential(m, out);
  }
  gsl_matrix_free(m);
  gsl_set_error_handler(handler);
  if (!fine) return EK_ROOT_NONE;
  return tidy(out, n, row, column) ? EK_ROOT_FINE : EK_ROOT_NEGATIVE;
}
