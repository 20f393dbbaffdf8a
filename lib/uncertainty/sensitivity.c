/* Columns are values tried. Where a result is what is asked for is looked for on a grid, and then between two
 * of its points by Brent's method, one run a step. */
#include "uncertainty/sensitivity.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <string.h>

int ek_sensitivity_horizon(const struct ek_result *base, int horizon, struct ek_diags *diags) {
  if (horizon == 0) return base->horizons[base->n_horizons / 2];
  for (size_t h = 0; h < base->n_horizons; h++) if (base->horizons[h] == horizon) return horizon;
  ek_error(diags, (struct ek_pos){0}, "choose one of the study's horizons", "the horizon of %d months is not in the study", horizon);
  return 0;
}

/* One thing at `n` values. */
static bool try(const struct ek_result *base, const struct ek_vary *v, const double *values, size_t n, double **out) {
  const struct ek_varied one = ek_vary_column(v, values);
  return ek_vary_try(base, &one, 1, n, out);
}

/* Both ends of its range. */
static void vary_one(struct ek_arena *arena, struct ek_sensitivity *s, size_t i) {
  size_t actors = s->base->model->n_actors;
  double **out = ek_vary_room(arena, s->base, 2), ends[2] = {s->vary[i].low, s->vary[i].high};
  const struct ek_varied one = ek_vary_column(&s->vary[i], ends);
  bool known = !isnan(ends[0]);
  if (known) ek_vary_each(s->base, &one, 1, 2, out);
  for (size_t a = 0; a < actors; a++) {
    const double *column = out[ek_vary_at(s->base, a, s->horizon)];
    s->at_low[i * actors + a] = known ? column[0] : NAN;
    s->at_high[i * actors + a] = known ? column[1] : NAN;
  }
}

/* ---- the value at which a result is an amount ---- */

struct seeking {
  struct ek_arena *arena;
  const struct ek_result *base;
  const struct ek_vary *vary;
  size_t at;      /* which result */
  double amount;
};

static double off(double x, void *data) {
  const struct seeking *k = data;
  double **out = ek_vary_room(k->arena, k->base, 1);
  return try(k->base, k->vary, &x, 1, out) ? out[k->at][0] - k->amount : NAN;
}

/* Brent's method between two values with results on either side. */
static double brent(struct seeking *k, double from, double to) {
  gsl_function f = {off, k};
  gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
  double root = NAN;
  bool fine = gsl_root_fsolver_set(solver, &f, from, to) == GSL_SUCCESS;
  for (int i = 0; fine && i < 60; i++) {
    if (gsl_root_fsolver_iterate(solver) != GSL_SUCCESS) break;
    root = gsl_root_fsolver_root(solver);
    double low = gsl_root_fsolver_x_lower(solver), high = gsl_root_fsolver_x_upper(solver);
    if (gsl_root_test_interval(low, high, 1e-12, 1e-10) == GSL_SUCCESS) break;
  }
  gsl_root_fsolver_free(solver);
  return root;
}

enum { POINTS = 33 };

/* Values tried: they hold the base, and shrink towards it until all of them can be. */
struct scan {
  double value[POINTS];
  double **result; /* as of ek_vary_room */
  bool fine;
};

/* Halfway to the base, and again, until it can be. */
static double nearer(struct ek_arena *arena, const struct ek_result *base, const struct ek_vary *v, double end) {
  double **out = ek_vary_room(arena, base, 1);
  for (int again = 0; again < 8 && !try(base, v, &end, 1, out); again++) end = v->base + (end - v->base) / 2;
  return end;
}

static struct scan scan(struct ek_arena *arena, const struct ek_result *base, const struct ek_vary *v) {
  struct scan s = {.result = ek_vary_room(arena, base, POINTS)};
  double least = v->least, most = v->most;
  for (int again = 0; most > least && again < 8 && !s.fine; again++) {
    for (int i = 0; i < POINTS; i++) {
      int half = POINTS / 2;
      s.value[i] = i < half ? least + (v->base - least) * i / half : v->base + (most - v->base) * (i - half) / (POINTS - 1 - half);
    }
    s.fine = try(base, v, s.value, POINTS, s.result);
    if (s.fine) break;
    least = again == 0 ? nearer(arena, base, v, least) : v->base + (least - v->base) / 2; /* one way may be shorter than the other */
    most = again == 0 ? nearer(arena, base, v, most) : v->base + (most - v->base) / 2;
  }
  return s;
}

/* On which side of the amount a result is: -1, 0 or 1. */
static int side(const struct seeking *k, double result) {
  double more = result - k->amount, noise = ek_vary_noise(k->amount);
  return more > noise ? 1 : more < -noise ? -1 : 0;
}

/* Does the result cross the amount between this point and the next, or at this one? */
static bool crosses(const struct scan *s, const struct seeking *k, int g) {
  const double *x = s->value, *y = s->result[k->at];
  int here = side(k, y[g]), next = side(k, y[g + 1]);
  if (here == 0 && g > 0) return side(k, y[g - 1]) * next < 0;
  return here * next < 0 && x[g] < x[g + 1];
}

/* The crossing that is nearest to the base; NaN: there is none. */
static double nearest(const struct scan *s, struct seeking *k) {
  const double *x = s->value, *y = s->result[k->at], base = k->vary->base;
  int best = -1;
  for (int g = 0; s->fine && g + 1 < POINTS; g++) {
    if (crosses(s, k, g) && (best < 0 || fmin(fabs(x[g] - base), fabs(x[g + 1] - base)) < fmin(fabs(x[best] - base), fabs(x[best + 1] - base)))) best = g;
  }
  if (best < 0) return NAN;
  return side(k, y[best]) == 0 ? x[best] : brent(k, x[best], x[best + 1]);
}

static struct ek_sensitivity *swings(struct ek_arena *arena, const struct ek_result *base, int horizon) {
  struct ek_sensitivity *s = ek_alloc(arena, sizeof *s);
  struct ek_list vary = ek_vary_all(arena, base);
  size_t actors = base->model->n_actors;
  *s = (struct ek_sensitivity){.base = base, .horizon = horizon, .n = vary.n, .vary = vary.items};
  s->at_low = ek_alloc_array(arena, s->n * actors, sizeof *s->at_low);
  s->at_high = ek_alloc_array(arena, s->n * actors, sizeof *s->at_high);
  s->few = ek_alloc_array(arena, s->n * actors, sizeof *s->few);
  for (size_t i = 0; i < s->n; i++) {
    vary_one(arena, s, i);
    for (size_t a = 0; a < actors; a++) s->few[i * actors + a] = ek_vary_few(base, &s->vary[i], a, horizon);
  }
  return s;
}

const struct ek_sensitivity *ek_sensitivity_swings(struct ek_arena *arena, const struct ek_result *base, int horizon) {
  return swings(arena, base, horizon);
}

const struct ek_sensitivity *ek_sensitivity_run(struct ek_arena *arena, const struct ek_result *base, int horizon) {
  struct ek_sensitivity *s = swings(arena, base, horizon);
  struct ek_list vary = {.items = (void *)s->vary, .n = s->n};
  size_t actors = base->model->n_actors;
  gsl_set_error_handler_off();
  s->variations = ek_variations_run(arena, base);
  s->caution = ek_caution_run(arena, base, &vary);
  s->turn = ek_alloc_array(arena, s->n * actors, sizeof *s->turn);
  for (size_t i = 0; i < s->n; i++) {
    struct scan tried = scan(arena, base, &s->vary[i]);
    for (size_t a = 0; a < actors; a++) {
      s->turn[i * actors + a] = nearest(&tried, &(struct seeking){arena, base, &s->vary[i], ek_vary_at(base, a, horizon), 0});
    }
  }
  return s;
}

const struct ek_target *ek_target_run(struct ek_arena *arena, const struct ek_result *base, int actor, int horizon, double amount) {
  struct ek_target *t = ek_alloc(arena, sizeof *t);
  struct ek_list vary = ek_vary_all(arena, base);
  gsl_set_error_handler_off();
  *t = (struct ek_target){base, actor, horizon, amount, vary.n, vary.items, ek_alloc_array(arena, vary.n, sizeof *t->value)};
  for (size_t i = 0; i < t->n; i++) {
    struct scan tried = scan(arena, base, &t->vary[i]);
    t->value[i] = nearest(&tried, &(struct seeking){arena, base, &t->vary[i], ek_vary_at(base, (size_t)actor, horizon), amount});
  }
  return t;
}

/* ---- two at a time ---- */

/* From end to end in even steps; where nothing is said, with the study's own value in the middle. */
static void steps(const struct ek_two_way_axis *axis, double *out) {
  const struct ek_vary *v = axis->vary;
  bool said = !isnan(axis->from), known = !isnan(v->low) && v->low <= v->base && v->base <= v->high;
  double from = said ? axis->from : known ? v->low : fmax(v->base / 2, v->least), to = said ? axis->to : known ? v->high : fmin(v->base * 1.5, v->most);
  if (!said && !known && v->base == 0) to = v->kind == EK_VARY_DISCOUNT ? 0.05 : 0.5; /* a share that the study says nothing of */
  double middle = said || v->base == 0 ? (from + to) / 2 : v->base;
  for (int i = 0; i < EK_GRID; i++) {
    int half = EK_GRID / 2;
    out[i] = i < half ? from + (middle - from) * i / half : middle + (to - middle) * (i - half) / half;
  }
}

const struct ek_two_way *ek_two_way_run(struct ek_arena *arena, const struct ek_result *base, int horizon, const struct ek_two_way_axis axes[2]) {
  struct ek_two_way *g = ek_alloc(arena, sizeof *g);
  enum { CELLS = EK_GRID * EK_GRID };
  double column[2][CELLS];
  *g = (struct ek_two_way){.base = base, .horizon = horizon, .vary = {axes[0].vary, axes[1].vary},
                         .said = {!isnan(axes[0].from), !isnan(axes[1].from)}};
  for (int k = 0; k < 2; k++) steps(&axes[k], g->value[k]);
  for (int i = 0; i < CELLS; i++) {
    column[0][i] = g->value[0][i / EK_GRID];
    column[1][i] = g->value[1][i % EK_GRID];
  }
  struct ek_varied both[2];
  for (int k = 0; k < 2; k++) {
    both[k] = ek_vary_column(axes[k].vary, column[k]);
    both[k].few = ek_vary_few_at(arena, base, axes[k].vary, g->value[k], EK_GRID);
  }
  double **out = ek_vary_room(arena, base, CELLS);
  ek_vary_each(base, both, 2, CELLS, out);
  g->result = ek_alloc_array(arena, base->model->n_actors, sizeof *g->result);
  for (size_t a = 0; a < base->model->n_actors; a++) g->result[a] = out[ek_vary_at(base, a, horizon)];
  return g;
}
