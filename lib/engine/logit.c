/* Newton's steps with a factor of our own: GSL's stops at a matrix that is singular, and a sample
 * in which a category happens to be missing has one. Sums are in the order of the rows. */
#include "engine/logit.h"

#include <math.h>
#include <string.h>

#define FOLLOWS 1e-9   /* what is left of a column's own sum when it follows from others */
#define STILL 1e-8     /* a step that moves no row's xβ by more is the last one */
#define FARTHEST 40.0  /* exp(40) is a weight that no person has */
#define HALVINGS 20

double ek_logit_eta(const struct ek_logit *l, size_t row, const double *beta) {
  const double *x = l->x + row * l->k;
  double eta = 0;
  for (size_t j = 0; j < l->k; j++) eta += x[j] * beta[j];
  return eta > FARTHEST ? FARTHEST : eta < -FARTHEST ? -FARTHEST : eta;
}

/* log (1 + exp(v)) without overflow. */
static double softplus(double v) { return v > 0 ? v + log1p(exp(-v)) : log1p(exp(v)); }

static double likelihood(const struct ek_logit *l, const double *yes, const double *no, const double *beta) {
  double sum = 0;
  for (size_t r = 0; r < l->rows; r++) {
    if (yes[r] + no[r] == 0) continue;
    double eta = ek_logit_eta(l, r, beta);
    sum -= yes[r] * softplus(-eta) + no[r] * softplus(eta);
  }
  return sum;
}

/* What the likelihood rises by for each coefficient, and the information. */
static void derive(const struct ek_logit *l, const double *yes, const double *no, const double *beta, double *rise,
                   struct ek_logit_matrix *m) {
  size_t k = l->k;
  memset(rise, 0, k * sizeof *rise);
  memset(m->a, 0, k * k * sizeof *m->a);
  for (size_t r = 0; r < l->rows; r++) {
    double all = yes[r] + no[r];
    if (all == 0) continue;
    const double *x = l->x + r * k;
    double p = 1 / (1 + exp(-ek_logit_eta(l, r, beta))), off = yes[r] - all * p, by = all * p * (1 - p);
    for (size_t i = 0; i < k; i++) {
      if (x[i] == 0) continue;
      rise[i] += off * x[i];
      for (size_t j = 0; j <= i; j++) m->a[i * k + j] += by * x[i] * x[j];
    }
  }
}

/* A = L D Lᵀ in place; L has ones on its diagonal. */
static void factor(struct ek_logit_matrix *m) {
  size_t k = m->k;
  for (size_t j = 0; j < k; j++) {
    double whole = m->a[j * k + j], left = whole;
    for (size_t i = 0; i < j; i++) left -= m->a[j * k + i] * m->a[j * k + i] * m->d[i];
    m->d[j] = left > FOLLOWS * whole ? left : 0;
    for (size_t i = j + 1; i < k; i++) {
      double sum = m->a[i * k + j];
      for (size_t c = 0; c < j; c++) sum -= m->a[i * k + c] * m->a[j * k + c] * m->d[c];
      m->a[i * k + j] = m->d[j] > 0 ? sum / m->d[j] : 0;
    }
  }
}

void ek_logit_solve(const struct ek_logit_matrix *m, const double *b, double *z) {
  size_t k = m->k;
  for (size_t i = 0; i < k; i++) {
    double sum = b[i];
    for (size_t j = 0; j < i; j++) sum -= m->a[i * k + j] * z[j];
    z[i] = sum;
  }
  for (size_t i = 0; i < k; i++) z[i] = m->d[i] > 0 ? z[i] / m->d[i] : 0;
  for (size_t i = k; i-- > 0;) {
    if (m->d[i] == 0) continue;
    for (size_t j = i + 1; j < k; j++) z[i] -= m->a[j * k + i] * z[j];
  }
}

/* How far a step moves any row by one column alone; the constant only follows what others do. */
static double movement(const struct ek_logit *l, const double *yes, const double *no, const double *step, size_t *which) {
  double most = 0;
  for (size_t r = 0; r < l->rows; r++) {
    if (yes[r] + no[r] == 0) continue;
    for (size_t j = 1; j < l->k; j++) {
      double by = fabs(l->x[r * l->k + j] * step[j]);
      if (by <= most) continue;
      most = by;
      *which = j;
    }
  }
  return fabs(step[0]) > most ? fabs(step[0]) : most;
}

struct ek_logit_fit ek_logit_run(const struct ek_logit *l, const double *yes, const double *no, double *beta, int most,
                                 struct ek_logit_matrix *m) {
  struct ek_logit_fit fit = {.converged = false};
  double rise[EK_LOGIT_MOST], step[EK_LOGIT_MOST], next[EK_LOGIT_MOST];
  double now = likelihood(l, yes, no, beta);
  for (fit.steps = 0; fit.steps < most && !fit.converged; fit.steps++) {
    derive(l, yes, no, beta, rise, m);
    factor(m);
    ek_logit_solve(m, rise, step);
    double by = 1, then = now;
    for (int half = 0; half < HALVINGS; half++, by /= 2) { /* a whole step may go too far */
      for (size_t j = 0; j < l->k; j++) next[j] = beta[j] + by * step[j];
      then = likelihood(l, yes, no, next);
      if (then >= now - 1e-12 * fabs(now)) break;
    }
    memcpy(beta, next, l->k * sizeof *beta);
    fit.converged = movement(l, yes, no, step, &fit.moving) < STILL;
    now = then;
  }
  derive(l, yes, no, beta, rise, m);
  factor(m);
  for (size_t j = 0; j < l->k; j++) fit.aliased[j] = m->d[j] == 0;
  return fit;
}
