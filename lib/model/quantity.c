/* Compiles what a file says about a number, and evaluates it: its column of
 * draws, in the price year, inside its range. */
#include "model/quantity.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "base/wide.h"
#include "model/evidence.h"
#include "model/world.h"

static const char *const dist_names[] = {"",     "normal",     "lognormal", "beta", "gamma",
                                         "pert", "triangular", "uniform",   NULL};

static enum ek_dist dist_of(const char *name) {
  for (int i = 1; dist_names[i] != NULL; i++) {
    if (ek_text_same(name, dist_names[i])) return (enum ek_dist)i;
  }
  return EK_DIST_NONE;
}

const struct ek_quantity *ek_quantity_constant(struct ek_arena *arena, double number,
                                               struct ek_unit unit) {
  struct ek_quantity *q = ek_alloc(arena, sizeof *q);
  q->formula = ek_formula_constant(arena, number, unit);
  q->unit = unit;
  q->index = -1;
  q->slot = -1;
  return q;
}

/* Does one of the wanted units fit? An open wish takes any. */
static bool fits(const struct ek_formula *formula, const struct ek_unit *units, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (ek_unit_same(ek_formula_unit(formula), units[i])) return true;
  }
  return n == 0;
}

static const char *unit_list(struct ek_arena *arena, const struct ek_unit *units, size_t n) {
  struct ek_buffer out = {.arena = arena};
  for (size_t i = 0; i < n; i++) {
    ek_buffer_addf(&out, "%s%s", i == 0 ? "" : i + 1 == n ? " or " : ", ",
                   ek_unit_text(arena, units[i]));
  }
  return ek_buffer_text(&out);
}

static const struct ek_formula *compile_part(struct ek_arena *arena, const struct ek_node *node,
                                             const struct ek_scope *scope,
                                             const struct ek_unit *units, size_t n_units,
                                             struct ek_diags *diags, bool *fine) {
  if (node == NULL) return NULL;
  /* With one wish the compiler can give a literal 0 its unit. */
  const struct ek_formula *f =
      ek_formula_compile(arena, node, scope, n_units == 1 ? units : NULL, diags);
  if (f != NULL && n_units > 1 && !fits(f, units, n_units)) {
    ek_formula_told(diags, node->pos, ek_formula_option(f, scope->study != NULL ? scope->study->assumptions : NULL), NULL,
                    ek_sprintf(arena, "this is %s, but %s is asked for", ek_unit_text(arena, ek_formula_unit(f)), unit_list(arena, units, n_units)));
    f = NULL;
  }
  if (f == NULL) *fine = false;
  return f;
}

static void take_price_year(struct ek_quantity *q, const struct ek_value *value,
                            const struct ek_scope *scope, struct ek_diags *diags, bool *fine) {
  q->price_year = value->price_year;
  q->index = -1;
  if (value->index == NULL || scope->model == NULL) return;
  q->index = ek_model_index_named(scope->model, value->index, value->pos, diags);
  if (q->index < 0) *fine = false;
}

/* So many of so many are a share, which cannot stand where kronor are asked for. */
static bool share_fits(const struct ek_value *value, const struct ek_unit *units, size_t n_units, struct ek_diags *diags) {
  bool fits = value->of == 0 || n_units == 0;
  for (size_t i = 0; i < n_units; i++) fits |= ek_unit_same(units[i], ek_unit_none);
  if (!fits) ek_error(diags, value->pos, NULL, "count and of make a share, which cannot stand here");
  return fits;
}

static void keep_once(struct ek_arena *arena, struct ek_list *list, struct ek_quantity *q) {
  struct ek_quantity *const *known = list->items;
  for (size_t i = 0; i < list->n; i++) if (known[i]->value == q->value) return;
  *(struct ek_quantity **)ek_list_push(arena, list, sizeof q) = q;
}

/* One written distribution is one column of draws, however many states use it. */
static void take_slot(struct ek_arena *arena, struct ek_quantity *q, struct ek_list *uncertain) {
  struct ek_quantity *const *known = uncertain->items;
  for (size_t i = 0; i < uncertain->n; i++) {
    if (known[i]->value == q->value) {
      q->slot = (int)i;
      return;
    }
  }
  q->slot = (int)uncertain->n;
  *(struct ek_quantity **)ek_list_push(arena, uncertain, sizeof q) = q;
}

static const struct ek_evidence_step *step_of(const struct ek_value *value, const struct ek_scope *scope, struct ek_diags *diags) {
  const struct ek_evidence_step *step = ek_evidence_of(scope->grading, value);
  if (step != NULL || value->evidence.text == NULL || (scope->grading != NULL && scope->grading->broken)) return step;
  bool scale = scope->grading != NULL && scope->grading->n > 0;
  ek_error(diags, value->evidence.pos, scale ? NULL : "write evidence: gmca-2014 in the study", scale ? "there is no step '%s' in the scale of evidence" : "the step '%s' is of no scale of evidence", value->evidence.text);
  return NULL;
}

/* A number of weak evidence is uniform round what it is, as far as what it may be allows to both sides; a
 * bare number up to one is a share, and so is what is written in per cent (85 %/year). */
static void widen(struct ek_arena *arena, struct ek_quantity *q, double share, struct ek_list *uncertain) {
  double value = ek_quantity_number(arena, ek_formula_text(q->formula)), half = share * fabs(value);
  bool bounded = q->min != 0 || q->max != 0, per_cent = strchr(ek_formula_text(q->formula), '%') != NULL;
  bool part = (per_cent || ek_unit_same(q->unit, ek_unit_none)) && value >= 0 && value <= 1;
  if (part && !bounded) half = fmin(half, 1 - value);
  if (bounded) half = fmin(half, fmin(value - q->min, q->max - value));
  if (!(half > 0)) return;
  q->dist = EK_DIST_UNIFORM;
  q->low = ek_formula_constant(arena, value - half, q->unit);
  q->high = ek_formula_constant(arena, value + half, q->unit);
  take_slot(arena, q, uncertain);
}

const struct ek_quantity *ek_quantity_compile(struct ek_arena *arena, const struct ek_value *value,
                                              const struct ek_scope *scope,
                                              const struct ek_unit *units, size_t n_units,
                                              struct ek_list *uncertain, struct ek_diags *diags) {
  enum ek_dist dist = value->dist.text != NULL ? dist_of(value->dist.text) : EK_DIST_NONE;
  if (value->node == NULL && dist == EK_DIST_NONE) return NULL; /* absent, or told already */
  struct ek_quantity *q = ek_alloc(arena, sizeof *q);
  bool fine = true;
  q->value = value;
  q->slot = -1;
  if (value->field != NULL) {
    q->min = value->field->min;
    q->max = value->field->max;
  }
  q->dist = dist;
  take_price_year(q, value, scope, diags, &fine);
  const struct { const struct ek_node *node; const struct ek_formula **out; } parts[] = {
      {q->dist == EK_DIST_NONE ? value->node : NULL, &q->formula},
      {value->mean, &q->mean}, {value->sd, &q->sd}, {value->low, &q->low},
      {value->mode, &q->mode}, {value->high, &q->high},
      {value->quantile[0], &q->quantile[0]}, {value->quantile[1], &q->quantile[1]},
      {value->cut[0], &q->cut[0]}, {value->cut[1], &q->cut[1]}};
  /* A distribution is drawn once for all: what differs from person to person is not its. */
  struct ek_scope for_all = *scope;
  for_all.person = false;
  for_all.locals = (struct ek_locals){0};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    *parts[i].out = compile_part(arena, parts[i].node, i == 0 ? scope : &for_all, units, n_units,
                                 diags, &fine);
    if (*parts[i].out == NULL) continue;
    q->unit = ek_formula_unit(*parts[i].out);
    units = &q->unit; /* what the first part is, the others must be */
    n_units = 1;
  }
  q->t = compile_part(arena, value->t, &for_all, &ek_unit_none, 1, diags, &fine);
  q->p = compile_part(arena, value->p, &for_all, &ek_unit_none, 1, diags, &fine);
  if (!fine || !share_fits(value, units, n_units, diags)) return NULL;
  if (q->dist != EK_DIST_NONE) {
    if (uncertain == NULL) {
      ek_error(diags, value->pos, NULL, "a distribution cannot stand here");
      return NULL;
    }
    take_slot(arena, q, uncertain);
  }
  const struct ek_evidence_step *step = step_of(value, scope, diags);
  bool number = q->dist == EK_DIST_NONE && ek_formula_is_number(q->formula), range = q->low != NULL && q->high != NULL;
  if (number && !range && step != NULL && uncertain != NULL) widen(arena, q, step->spread_share, uncertain);
  if (number && q->dist == EK_DIST_NONE && scope->numbers != NULL) *(struct ek_quantity **)ek_list_push(arena, scope->numbers, sizeof q) = q;
  if (number && (range || step != NULL) && scope->ranged != NULL) keep_once(arena, scope->ranged, q);
  return q;
}

/* A number as the field asks for it: shares in per cent. */
static const char *as_asked(struct ek_arena *arena, const struct ek_quantity *q, double value) {
  const struct ek_field *field = q->value->field;
  bool share = field != NULL && field->unit != NULL && field->unit[0] == '%';
  return share ? ek_sprintf(arena, "%.6g %%", 100 * value) : ek_sprintf(arena, "%.6g", value);
}

/* What is wrong with the first that is not as it must be. */
static void tell_range(const struct ek_quantity *q, const double *column, struct ek_world *world) {
  const char *text = q->dist != EK_DIST_NONE ? ek_sprintf(world->arena, "what dist: %s gives", dist_names[q->dist])
                     : q->value->text != NULL ? ek_text_clean(world->arena, q->value->text) : "this";
  bool bounded = q->min != 0 || q->max != 0;
  for (size_t d = 0; d < world->draws; d++) {
    if (isnan(column[d]) && q->slot >= 0) return; /* told where it is drawn */
    if (!isfinite(column[d])) {
      if (ek_diags_errors(world->diags) > 0) return; /* told already */
      ek_error(world->diags, q->value->pos, "is something divided by 0?",
               "%s does not give a number", text);
      return;
    }
    if (!bounded || (column[d] >= q->min && column[d] <= q->max)) continue;
    const char *hint = world->draws > 1 || q->dist != EK_DIST_NONE ? "a distribution is cut off with min: and max:" : NULL;
    struct ek_pos option = world->n_replaced == 0 ? ek_formula_option(q->formula, world->assumptions) : (struct ek_pos){0};
    ek_formula_told(world->diags, q->value->pos, option, hint,
                    ek_sprintf(world->arena, "%s is %s, but must be from %s to %s", text, as_asked(world->arena, q, column[d]),
                               as_asked(world->arena, q, q->min), as_asked(world->arena, q, q->max)));
    return;
  }
}

EK_WIDE static bool all_within(const double *x, double low, double high, size_t n) {
  size_t outside = 0;
  for (size_t d = 0; d < n; d++) outside += x[d] >= low && x[d] <= high ? 0 : 1;
  return outside == 0;
}

static void check_range(const struct ek_quantity *q, const double *column, struct ek_world *world) {
  bool bounded = q->min != 0 || q->max != 0;
  if (q->value == NULL) return;
  if (!all_within(column, bounded ? q->min : -DBL_MAX, bounded ? q->max : DBL_MAX, world->draws)) tell_range(q, column, world);
}

/* What the run has instead of it; NULL: nothing. */
static const double *replaced(const struct ek_quantity *q, const struct ek_world *world) {
  for (size_t i = 0; i < world->n_replaced && q->value != NULL; i++) {
    if (world->replaced[i].value == q->value) return world->replaced[i].column;
  }
  return NULL;
}

double *ek_quantity_eval(const struct ek_quantity *q, struct ek_env *env) {
  struct ek_world *world = env->world;
  size_t bytes = world->draws * sizeof(double);
  double *out = ek_alloc(world->scratch != NULL ? world->scratch : world->arena, bytes);
  if (world->asked != NULL && q->value != NULL) ek_asked_note(world->asked, q->value);
  const double *raw = replaced(q, world);
  if (raw != NULL || q->slot >= 0) world->doubts++;
  if (raw == NULL) raw = q->slot >= 0 ? world->drawn[q->slot] : ek_formula_eval(q->formula, env);
  double factor = 1;
  struct ek_pos pos = q->value != NULL ? q->value->pos : (struct ek_pos){0};
  if (!ek_world_rebase(world, q->index, q->price_year, pos, &factor)) factor = NAN;
  for (size_t d = 0; d < world->draws; d++) out[d] = raw[d] * factor;
  check_range(q, out, world);
  return out;
}
