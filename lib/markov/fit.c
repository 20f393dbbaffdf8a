/* Newton's method on a Hessian that is told by its eigenvalues. */
#include "markov/fit.h"

#include <gsl/gsl_eigen.h>
#include <math.h>
#include <string.h>

#define MOST_STEPS 200
#define LONGEST 2.0   /* the most that a log moves in a step: a factor of seven */
#define ENOUGH 1e-9
#define PART 0.2      /* of an eigenvector's length: a parameter with less has no part in it */

/* Minus the Hessian by its eigenvalues and eigenvectors, in the columns. */
struct shape {
  size_t n;
  double *values;  /* [n] */
  double *vectors; /* [n * n] row by row */
};

struct search {
  struct ek_arena *arena;
  const struct ek_likelihood *l;
  double *theta, *gradient, *trial, *trial_gradient, *hessian, *step;
  struct shape shape;
  gsl_eigen_symmv_workspace *work;
  double value, gain;
};

static void free_workspace(void *workspace) { gsl_eigen_symmv_free(workspace); }

/* Half the sum of a matrix with its transposed: differences leave a trace of rounding. */
static void find_shape(struct search *s) {
  size_t n = s->l->n;
  memset(s->hessian, 0, n * n * sizeof *s->hessian);
  s->l->hessian(s->l->data, s->theta, s->hessian);
  double *minus = s->step; /* [n * n] is at hand there */
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < n; k++) minus[i * n + k] = -(s->hessian[i * n + k] + s->hessian[k * n + i]) / 2;
  }
  gsl_matrix_view m = gsl_matrix_view_array(minus, n, n), vectors = gsl_matrix_view_array(s->shape.vectors, n, n);
  gsl_vector_view values = gsl_vector_view_array(s->shape.values, n);
  gsl_eigen_symmv(&m.matrix, &values.vector, &vectors.matrix, s->work);
}

/* The step of Newton's method; what it promises to gain is kept. Eigenvalues are taken without
 * their signs, or it would go downhill, and none as smaller than a trace of the largest. */
static void find_step(struct search *s, double *step) {
  size_t n = s->l->n;
  double largest = 0, longest = 0;
  for (size_t e = 0; e < n; e++) if (fabs(s->shape.values[e]) > largest) largest = fabs(s->shape.values[e]);
  for (size_t i = 0; i < n; i++) step[i] = 0;
  s->gain = 0;
  for (size_t e = 0; e < n; e++) {
    double along = 0, size = fmax(fabs(s->shape.values[e]), 1e-14 * largest);
    for (size_t i = 0; i < n; i++) along += s->shape.vectors[i * n + e] * s->gradient[i];
    if (!(size > 0)) continue;
    for (size_t i = 0; i < n; i++) step[i] += s->shape.vectors[i * n + e] * along / size;
    s->gain += along * along / size / 2;
  }
  for (size_t i = 0; i < n; i++) if (fabs(step[i]) > longest) longest = fabs(step[i]);
  for (size_t i = 0; i < n && longest > LONGEST; i++) step[i] *= LONGEST / longest;
}

/* Along the step, halved until the likelihood is higher. */
static bool take_step(struct search *s, const double *step) {
  size_t n = s->l->n;
  for (double part = 1; part > 1e-12; part /= 2) {
    for (size_t i = 0; i < n; i++) s->trial[i] = s->theta[i] + part * step[i];
    double value = s->l->value(s->l->data, s->trial, s->trial_gradient);
    if (!isfinite(value) || !(value > s->value)) continue;
    memcpy(s->theta, s->trial, n * sizeof *s->theta);
    memcpy(s->gradient, s->trial_gradient, n * sizeof *s->gradient);
    s->value = value;
    return true;
  }
  return false;
}

/* So near, the step squares the error, and the likelihood no longer shows it. */
static void polish(struct search *s, const double *step) {
  size_t n = s->l->n;
  for (size_t i = 0; i < n; i++) s->trial[i] = s->theta[i] + step[i];
  double value = s->l->value(s->l->data, s->trial, s->trial_gradient);
  if (!(value > s->value - 1e-6)) return;
  memcpy(s->theta, s->trial, n * sizeof *s->theta);
  s->value = value;
}

static struct search search_new(struct ek_arena *arena, const struct ek_likelihood *l, const double *start) {
  size_t n = l->n;
  struct search s = {.arena = arena, .l = l};
  s.theta = ek_alloc_array(arena, n, sizeof(double));
  s.gradient = ek_alloc_array(arena, n, sizeof(double));
  s.trial = ek_alloc_array(arena, n, sizeof(double));
  s.trial_gradient = ek_alloc_array(arena, n, sizeof(double));
  s.hessian = ek_alloc_array(arena, n * n, sizeof(double));
  s.step = ek_alloc_array(arena, n * n, sizeof(double));
  s.shape = (struct shape){n, ek_alloc_array(arena, n, sizeof(double)), ek_alloc_array(arena, n * n, sizeof(double))};
  if (n > 0) {
    memcpy(s.theta, start, n * sizeof *start);
    s.work = gsl_eigen_symmv_alloc(n);
    ek_arena_defer(arena, free_workspace, s.work);
  }
  s.value = l->value(l->data, s.theta, s.gradient);
  return s;
}

static void name_weak(struct ek_arena *arena, const bool *weak, struct ek_fit *fit) {
  fit->weak = ek_alloc_array(arena, fit->n, sizeof *fit->weak);
  for (size_t i = 0; i < fit->n; i++) if (weak[i]) fit->weak[fit->n_weak++] = i;
}

/* What the data do not tell, and how sure the rest is. */
static void take_errors(const struct search *s, struct ek_fit *fit) {
  size_t n = fit->n;
  bool *weak = ek_alloc_array(s->arena, n, sizeof *weak);
  for (size_t e = 0; e < n; e++) {
    for (size_t i = 0; i < n && !(s->shape.values[e] > EK_FIT_TELLS); i++) {
      weak[i] |= fabs(s->shape.vectors[i * n + e]) > PART;
    }
  }
  name_weak(s->arena, weak, fit);
  for (size_t i = 0; i < n; i++) fit->se[i] = NAN;
  for (size_t e = 0; e < n && fit->n_weak == 0; e++) {
    for (size_t i = 0; i < n; i++) {
      for (size_t k = 0; k < n; k++) {
        fit->covariance[i * n + k] += s->shape.vectors[i * n + e] * s->shape.vectors[k * n + e] / s->shape.values[e];
      }
    }
  }
  for (size_t i = 0; i < n && fit->n_weak == 0; i++) fit->se[i] = sqrt(fit->covariance[i * n + i]);
}

struct ek_fit ek_fit_maximise(struct ek_arena *arena, const struct ek_likelihood *l, const double *start) {
  struct search s = search_new(arena, l, start);
  struct ek_fit fit = {.n = l->n, .theta = s.theta};
  fit.covariance = ek_alloc_array(arena, l->n * l->n, sizeof(double));
  fit.se = ek_alloc_array(arena, l->n, sizeof(double));
  double *step = ek_alloc_array(arena, l->n, sizeof *step);
  fit.converged = l->n == 0;
  while (!fit.converged && isfinite(s.value) && fit.iterations < MOST_STEPS) {
    find_shape(&s);
    find_step(&s, step);
    fit.converged = s.gain < ENOUGH;
    if (fit.converged) polish(&s, step);
    /* Rounding may hide the last trace of a rise: that near is near enough. */
    if (!fit.converged && !take_step(&s, step)) {
      fit.converged = s.gain < 1e-5;
      break;
    }
    fit.iterations += !fit.converged;
  }
  fit.loglik = s.value;
  if (l->n > 0 && isfinite(s.value)) {
    find_shape(&s); /* that of the place it ended in */
    take_errors(&s, &fit);
  }
  if (fit.converged || fit.n_weak > 0) return fit;
  bool *weak = ek_alloc_array(arena, l->n, sizeof *weak);
  for (size_t i = 0; i < l->n; i++) weak[i] = !isfinite(step[i]) || fabs(step[i]) > 1e-4;
  name_weak(arena, weak, &fit);
  return fit;
}
