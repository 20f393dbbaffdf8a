/* Products and exponentials of small matrices, in loops of one order. */
#include "markov/matrix.h"

#include <math.h>
#include <string.h>

#define DEGREE 14 /* 0.5^15 / 15! is below the rounding of a double */

void ek_matrix_identity(size_t n, double *out) {
  for (size_t i = 0; i < n * n; i++) out[i] = 0;
  for (size_t i = 0; i < n; i++) out[i * n + i] = 1;
}

void ek_matrix_multiply(size_t n, const double *restrict a, const double *restrict b, double *restrict out) {
  for (size_t i = 0; i < n; i++) {
    double *row = out + i * n;
    for (size_t k = 0; k < n; k++) row[k] = 0;
    for (size_t m = 0; m < n; m++) {
      double x = a[i * n + m];
      const double *other = b + m * n;
      for (size_t k = 0; k < n; k++) row[k] += x * other[k];
    }
  }
}

size_t ek_matrix_cholesky(size_t n, const double *a, double *out) {
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k <= i; k++) {
      double sum = a[i * n + k], scale = fabs(sum);
      for (size_t m = 0; m < k; m++) sum -= out[i * n + m] * out[k * n + m];
      if (i == k && !(sum > 1e-12 * scale)) return i; /* what rounding leaves of nothing is nothing */
      out[i * n + k] = i == k ? sqrt(sum) : sum / out[k * n + k];
    }
  }
  for (size_t i = 0; i < n; i++) for (size_t k = i + 1; k < n; k++) out[i * n + k] = 0;
  return n;
}

/* The largest sum of a row's sizes. */
static double norm(size_t n, const double *a) {
  double most = 0;
  for (size_t i = 0; i < n; i++) {
    double sum = 0;
    for (size_t k = 0; k < n; k++) sum += fabs(a[i * n + k]);
    if (!(sum <= most)) most = sum; /* also not-a-number */
  }
  return most;
}

/* out = I + a (I + a/2 (I + a/3 (…))), with `a` of norm 0.5 at most. */
static void series(size_t n, const double *a, double *out, double *work) {
  ek_matrix_identity(n, out);
  for (int degree = DEGREE; degree >= 1; degree--) {
    ek_matrix_multiply(n, a, out, work);
    for (size_t i = 0; i < n * n; i++) out[i] = work[i] / degree;
    for (size_t i = 0; i < n; i++) out[i * n + i] += 1;
  }
}

void ek_matrix_exp(size_t n, const double *a, double t, double *out, double *work) {
  double *scaled = work, *other = work + n * n, shift = 0;
  for (size_t i = 0; i < n; i++) if (-a[i * n + i] * t > shift) shift = -a[i * n + i] * t;
  for (size_t i = 0; i < n * n; i++) scaled[i] = a[i] * t;
  for (size_t i = 0; i < n; i++) scaled[i * n + i] += shift;
  double size = norm(n, scaled);
  int halvings = 0;
  while (size > 0.5 && halvings < 1000) {
    size /= 2;
    halvings++;
  }
  double scale = ldexp(1, -halvings), factor = exp(-shift * scale);
  for (size_t i = 0; i < n * n; i++) scaled[i] *= scale;
  series(n, scaled, out, other);
  for (size_t i = 0; i < n * n; i++) out[i] *= factor;
  for (int i = 0; i < halvings; i++) {
    ek_matrix_multiply(n, out, out, other);
    memcpy(out, other, n * n * sizeof *out);
  }
}
