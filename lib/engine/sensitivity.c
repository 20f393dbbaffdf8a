/* Columns are values tried. Where an actor breaks even is looked for on a grid, and then between two
 * of its points by Brent's method, one run a step. */
#include "engine/sensitivity.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "engine/distribution.h"
#include "engine/people_draw.h"
#include "engine/reach.h"

/* ---- what may vary ---- */

static double number_of(struct ek_arena *arena, const struct ek_node *node) {
  double value;
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error;
  return node != NULL && ek_quantity_parse(arena, node->text, &value, &unit, &unit_text, &error) ? value : NAN;
}

/* The range that the author gives, or the middle 80 % of a distribution. */
static void take_range(struct ek_arena *arena, struct ek_vary *v, struct ek_world *world) {
  const struct ek_quantity *q = v->quantity;
  v->low = v->high = NAN;
  if (q == NULL || q->value == NULL) return;
  if (q->dist == EK_DIST_NONE) {
    v->low = number_of(arena, q->value->low);
    v->high = number_of(arena, q->value->high);
    if (isnan(v->low) || isnan(v->high)) v->low = v->high = NAN;
    return;
  }
  struct ek_dist_terms terms = ek_dist_terms_of(q, world);
  struct ek_dist_fit fit;
  const char *why;
  if (!ek_dist_fit(&terms, &fit, &why)) return;
  v->low = ek_dist_quantile(&terms, &fit, 0.1);
  v->high = ek_dist_quantile(&terms, &fit, 0.9);
  v->drawn = true;
}

/* Between which a value is sought: a share is a share; else from nothing to five times what it is,
 * and never beyond what the field or the author allows. */
static void take_bounds(struct ek_vary *v) {
  const struct ek_quantity *q = v->quantity;
  const struct ek_field *field = q != NULL && q->value != NULL ? q->value->field : NULL;
  bool share = v->kind == EK_VARY_CORRECTION || (field != NULL && field->unit != NULL && field->unit[0] == '%') ||
               (q != NULL && ek_unit_same(q->unit, ek_unit_none) && v->base >= 0 && v->base <= 1 && !(v->high > 1));
  double size = fmax(fabs(v->base), fmax(fabs(isnan(v->low) ? 0 : v->low), fabs(isnan(v->high) ? 0 : v->high)));
  v->least = share || v->base >= 0 ? 0 : -5 * size;
  v->most = share ? 1 : 5 * size;
  if (v->kind == EK_VARY_DISCOUNT) v->most = 0.5;
  if (q != NULL && (q->min != 0 || q->max != 0)) {
    v->least = fmax(v->least, q->min);
    v->most = fmin(v->most, q->max);
  }
}

static struct ek_vary *add(struct ek_arena *arena, struct ek_list *list, enum ek_vary_kind kind, int index, const char *name, const struct ek_quantity *q,
                           double base) {
  struct ek_vary *v = ek_list_push(arena, list, sizeof *v);
  *v = (struct ek_vary){.kind = kind, .index = index, .name = name, .unit = q != NULL ? q->unit : ek_unit_none, .quantity = q,
                        .base = base, .low = NAN, .high = NAN};
  return v;
}

static const char *const correction_names[EK_CORRECTIONS] = {"", "deadweight", "leakage", "displacement", "substitution", "attribution", "haircut", "retention"};
static const struct { const char *name; struct ek_label label; } labels[] = {
    {"deadweight", {"Dödvikt", "Deadweight"}}, {"leakage", {"Läckage", "Leakage"}}, {"displacement", {"Undanträngning", "Displacement"}},
    {"substitution", {"Substitution", "Substitution"}}, {"attribution", {"Insatsens andel av effekten", "Attribution"}},
    {"haircut", {"Avdrag för svag evidens", "Haircut for weak evidence"}}, {"retention", {"Kvar av effekten efter varje år", "Left of the effect after each year"}},
    {"discount", {"Diskonteringsränta", "Discount rate"}}, {"costs", {"Insatsens kostnad, gånger", "Cost of the intervention, times"}},
    {"participants", {"Antal deltagare, gånger", "Number of participants, times"}}};

struct ek_label ek_vary_label(const char *name) {
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) if (strcmp(labels[i].name, name) == 0) return labels[i].label;
  return (struct ek_label){NULL, NULL};
}

const char *ek_vary_name(struct ek_arena *arena, const struct ek_study *s, const struct ek_quantity *q) {
  const struct ek_named_value *named = s->assumption_list.items;
  for (size_t i = 0; i < s->assumption_list.n; i++) if (s->assumptions[i] == q) return named[i].name.text;
  for (int c = EK_DEADWEIGHT; c < EK_CORRECTIONS; c++) if (s->correction[c] == q) return correction_names[c];
  return s->discount_rate == q ? "discount" : ek_sprintf(arena, "line:%zu", (size_t)q->value->pos.line);
}

/* Is the correction an assumption by its name alone? Then that is varied. */
static bool names_assumption(const struct ek_study *s, const struct ek_quantity *q) {
  const struct ek_named_value *named = s->assumption_list.items;
  for (size_t i = 0; q != NULL && q->value != NULL && q->value->text != NULL && i < s->assumption_list.n; i++) {
    if (ek_text_same(named[i].name.text, q->value->text)) return true;
  }
  return false;
}

/* What a reader would ask of although the study says nothing: deadweight, displacement. */
static bool asked(const struct ek_result *r, int correction) {
  if (r->study->correction[correction] != NULL) return true;
  bool cohort = r->alternatives != NULL;
  return (correction == EK_DEADWEIGHT && !cohort) || (correction == EK_DISPLACEMENT && r->model->displaced >= 0);
}

static void find(struct ek_arena *arena, const struct ek_result *r, struct ek_list *out) {
  const struct ek_study *s = r->study;
  const struct ek_named_value *named = s->assumption_list.items;
  struct ek_world *world = r->world;
  for (size_t i = 0; i < s->assumption_list.n; i++) {
    const struct ek_quantity *q = s->assumptions[i];
    if (q == NULL || (q->dist == EK_DIST_NONE && !ek_formula_is_number(q->formula))) continue; /* it follows from others */
    struct ek_vary *v = add(arena, out, EK_VARY_ASSUMPTION, (int)i, named[i].name.text, q, ek_world_assumption(world, (int)i, NULL)[0]);
    take_range(arena, v, world);
  }
  for (int c = EK_DEADWEIGHT; c < EK_CORRECTIONS; c++) {
    const struct ek_quantity *q = s->correction[c];
    if (!asked(r, c) || names_assumption(s, q)) continue;
    const double *share = r->runner->corrections.share[c];
    struct ek_vary *v = add(arena, out, EK_VARY_CORRECTION, c, correction_names[c], q, share != NULL ? share[0] : c == EK_ATTRIBUTION || c == EK_RETENTION);
    take_range(arena, v, world);
  }
  if (s->discount_rate != NULL && !names_assumption(s, s->discount_rate)) {
    struct ek_vary *v = add(arena, out, EK_VARY_DISCOUNT, 0, "discount", s->discount_rate, r->runner->rate[0]);
    take_range(arena, v, world);
  }
  add(arena, out, EK_VARY_COSTS, 0, "costs", NULL, 1);
  add(arena, out, EK_VARY_PARTICIPANTS, 0, "participants", NULL, 1);
  struct ek_vary *all = out->items;
  for (size_t i = 0; i < out->n; i++) take_bounds(&all[i]);
}

/* ---- trying ---- */

/* A run of `n` draws in which things are as their columns say. */
static const struct ek_result *run(struct ek_arena *arena, const struct ek_result *base, const struct ek_varied *varied, size_t n_varied, size_t n,
                                   bool *crowded) {
  struct ek_runner *r = ek_alloc(arena, sizeof *r);
  struct ek_diags *diags = ek_diags_new(arena);
  struct ek_result *out = NULL;
  *r = (struct ek_runner){.arena = arena, .diags = diags, .study = base->study, .draws = n, .brief = true, .varied = varied, .n_varied = n_varied,
                          .alternative = base->study->outcomes.cohort.chosen};
  bool fine = base->study->people != NULL ? (out = ek_people_draw(r, base, EK_PEOPLE_AS_THEY_ARE)) != NULL : ek_run_prepare(r) && ek_run_result(r, &out) == EK_OK;
  *crowded = r->crowded;
  return fine ? out : NULL;
}

/* Into columns `out` from `first` on. Values are tried together while there is room for that, else half of them at a time. */
static bool try_some(const struct ek_result *base, int horizon, const struct ek_vary *vary, const double *values, size_t first,
                     size_t n, double **out) {
  struct ek_arena *own = ek_arena_new();
  const struct ek_varied one = {(int)vary->kind, vary->index, values + first};
  bool crowded;
  const struct ek_result *r = run(own, base, &one, 1, n, &crowded);
  for (size_t a = 0; r != NULL && a < base->model->n_actors; a++) {
    memcpy(out[a] + first, ek_result_figure(r, EK_FIG_RESULT, (int)a, horizon, -1)->column, n * sizeof **out);
  }
  ek_arena_free(own);
  if (r != NULL || !crowded || n == 1) return r != NULL;
  size_t half = n / 2;
  return try_some(base, horizon, vary, values, first, half, out) && try_some(base, horizon, vary, values, first + half, n - half, out);
}

bool ek_sensitivity_try(struct ek_arena *arena, const struct ek_result *base, int horizon, const struct ek_vary *vary, const double *values, size_t n, double **out) {
  for (size_t a = 0; a < base->model->n_actors; a++) out[a] = ek_alloc_array(arena, n, sizeof **out);
  return try_some(base, horizon, vary, values, 0, n, out);
}

/* Both ends of its range. */
static void vary_one(struct ek_arena *arena, struct ek_sensitivity *s, size_t i) {
  size_t actors = s->base->model->n_actors;
  double **out = ek_alloc_array(arena, actors, sizeof *out), ends[2] = {s->vary[i].low, s->vary[i].high};
  bool fine = !isnan(ends[0]) && ek_sensitivity_try(arena, s->base, s->horizon, &s->vary[i], ends, 2, out);
  for (size_t a = 0; a < actors; a++) {
    s->at_low[i * actors + a] = fine ? out[a][0] : NAN;
    s->at_high[i * actors + a] = fine ? out[a][1] : NAN;
  }
}

/* ---- breaking even ---- */

struct seeking {
  struct ek_arena *arena;
  const struct ek_sensitivity *s;
  const struct ek_vary *vary;
  size_t actor;
};

static double result_at(double x, void *data) {
  const struct seeking *k = data;
  double **out = ek_alloc_array(k->arena, k->s->base->model->n_actors, sizeof *out);
  return ek_sensitivity_try(k->arena, k->s->base, k->s->horizon, k->vary, &x, 1, out) ? out[k->actor][0] : NAN;
}

/* Brent's method between two values with results of unlike signs. */
static double brent(struct seeking *k, double from, double to) {
  gsl_function f = {result_at, k};
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

enum { GRID = 33 };

/* The grid of values: it holds the base, and shrinks towards it until all of it can be. */
static bool try_grid(struct ek_arena *arena, const struct ek_sensitivity *s, const struct ek_vary *v, double *grid, double **out) {
  double least = v->least, most = v->most;
  for (int again = 0; again < 8; again++) {
    for (int i = 0; i < GRID; i++) {
      int half = GRID / 2;
      grid[i] = i < half ? least + (v->base - least) * i / half : v->base + (most - v->base) * (i - half) / (GRID - 1 - half);
    }
    if (ek_sensitivity_try(arena, s->base, s->horizon, v, grid, GRID, out)) return true;
    least = v->base + (least - v->base) / 2;
    most = v->base + (most - v->base) / 2;
  }
  return false;
}

/* The change of sign that is nearest to the base. */
static void seek(struct ek_arena *arena, struct ek_sensitivity *s, size_t i) {
  size_t actors = s->base->model->n_actors;
  const struct ek_vary *v = &s->vary[i];
  double grid[GRID], **out = ek_alloc_array(arena, actors, sizeof *out);
  bool fine = v->most > v->least && try_grid(arena, s, v, grid, out);
  for (size_t a = 0; a < actors; a++) {
    struct ek_switch *turn = &s->turn[i * actors + a];
    struct seeking k = {arena, s, v, a};
    int best = -1;
    turn->value = NAN;
    for (int g = 0; fine && g + 1 < GRID; g++) {
      bool turns = (out[a][g] > 0) != (out[a][g + 1] > 0) && grid[g] < grid[g + 1] && out[a][g] != 0 && out[a][g + 1] != 0;
      double off = fmin(fabs(grid[g] - v->base), fabs(grid[g + 1] - v->base));
      if (turns && (best < 0 || off < fmin(fabs(grid[best] - v->base), fabs(grid[best + 1] - v->base)))) best = g;
    }
    if (best >= 0) turn->value = brent(&k, grid[best], grid[best + 1]);
  }
}

/* What rests on few persons is as little told here as in the report. */
static void hide(struct ek_arena *arena, struct ek_sensitivity *s, size_t i) {
  size_t actors = s->base->model->n_actors, at = ek_reach_horizon(s->base, s->horizon) * actors;
  const struct ek_vary *v = &s->vary[i];
  double by = v->base != 0 ? 0.1 * v->base : 0.1;
  bool *few = ek_alloc_array(arena, s->base->n_horizons * actors, sizeof *few);
  const struct ek_reached value = {-1, v->index, {v->base, isnan(v->low) ? v->base - by : v->low, isnan(v->high) ? v->base + by : v->high}};
  if (v->kind == EK_VARY_ASSUMPTION) ek_reach_few(s->base, &value, few);
  for (size_t a = 0; a < actors; a++) {
    const struct ek_figure *f = ek_result_figure(s->base, EK_FIG_RESULT, (int)a, s->horizon, -1);
    s->few[i * actors + a] = few[at + a] || (f != NULL && f->hidden);
    if (s->few[i * actors + a]) s->at_low[i * actors + a] = s->at_high[i * actors + a] = s->turn[i * actors + a].value = NAN;
  }
}

const struct ek_sensitivity *ek_sensitivity_run(struct ek_arena *arena, const struct ek_result *base, int horizon, struct ek_diags *diags) {
  struct ek_sensitivity *s = ek_alloc(arena, sizeof *s);
  struct ek_list vary = {0};
  size_t actors = base->model->n_actors;
  bool known = horizon == 0;
  for (size_t h = 0; h < base->n_horizons; h++) known |= base->horizons[h] == horizon;
  if (!known) {
    ek_error(diags, (struct ek_pos){0}, "choose one of the study's horizons", "the horizon of %d months is not in the study", horizon);
    return NULL;
  }
  gsl_set_error_handler_off();
  find(arena, base, &vary);
  *s = (struct ek_sensitivity){.base = base, .horizon = horizon != 0 ? horizon : base->horizons[base->n_horizons / 2], .n = vary.n, .vary = vary.items};
  s->at_low = ek_alloc_array(arena, s->n * actors, sizeof *s->at_low);
  s->at_high = ek_alloc_array(arena, s->n * actors, sizeof *s->at_high);
  s->turn = ek_alloc_array(arena, s->n * actors, sizeof *s->turn);
  s->few = ek_alloc_array(arena, s->n * actors, sizeof *s->few);
  for (size_t i = 0; i < s->n; i++) {
    vary_one(arena, s, i);
    seek(arena, s, i);
    hide(arena, s, i);
  }
  return s;
}
