/* Things that vary have names, ranges and bounds; a value that is varied stands in the world in place of the
 * study's. */
#include "uncertainty/vary.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "engine/distribution.h"
#include "study/layers.h"
#include "uncertainty/people_draw.h"
#include "uncertainty/reach.h"

/* ---- what may vary ---- */

static double end_of(struct ek_arena *arena, const struct ek_node *node) { return ek_quantity_number(arena, node != NULL ? node->text : NULL); }

/* Its number, or the mean of its distribution, as the study states it. */
static double stated(struct ek_arena *arena, const struct ek_quantity *q, struct ek_world *world) {
  struct ek_dist_fit fit;
  const char *why;
  if (q->dist == EK_DIST_NONE) return ek_quantity_number(arena, ek_formula_text(q->formula));
  struct ek_dist_terms terms = ek_dist_terms_of(q, world);
  return ek_dist_fit(&terms, &fit, &why) ? fit.mean : NAN;
}

/* The range that the author gives, or the middle 80 % of a distribution. */
static void take_range(struct ek_arena *arena, struct ek_vary *v, struct ek_world *world) {
  const struct ek_quantity *q = v->quantity;
  v->low = v->high = NAN;
  if (q == NULL || q->value == NULL) return;
  if (q->dist == EK_DIST_NONE) {
    v->low = end_of(arena, q->value->low);
    v->high = end_of(arena, q->value->high);
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

/* 85 %/year is a share as well. */
static bool in_per_cent(const struct ek_quantity *q) {
  const struct ek_node *node = q != NULL && q->value != NULL ? q->value->node : NULL;
  return node != NULL && node->text != NULL && q->dist == EK_DIST_NONE && strchr(node->text, '%') != NULL;
}

/* Between which a value is sought: a share is a share; else from nothing to five times what it is,
 * and never beyond what the field or the author allows. */
static void take_bounds(struct ek_vary *v) {
  const struct ek_quantity *q = v->quantity;
  const struct ek_field *field = q != NULL && q->value != NULL ? q->value->field : NULL;
  bool share = v->kind == EK_VARY_CORRECTION || (field != NULL && field->unit != NULL && field->unit[0] == '%') ||
               (q != NULL && ek_unit_same(q->unit, ek_unit_none) && v->base >= 0 && (v->base < 1 || q->dist == EK_DIST_BETA) && !(v->high > 1));
  share |= in_per_cent(q) && v->base >= 0 && v->base <= 1 && !(v->high > 1);
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

static bool others_on_line(const struct ek_list *list, struct ek_pos pos) {
  struct ek_quantity *const *q = list->items;
  for (size_t i = 0; i < list->n; i++) {
    struct ek_pos other = q[i]->value->pos;
    if (other.source == pos.source && other.line == pos.line && other.column != pos.column) return true;
  }
  return false;
}

/* Its line, and its column where the line has others that vary. */
static const char *place_of(struct ek_arena *arena, const struct ek_study *s, struct ek_pos pos) {
  bool others = others_on_line(&s->uncertain, pos) || others_on_line(&s->ranged, pos);
  size_t layer = ek_study_layer(s, pos); /* a line of a base is as it is called in the base */
  const char *file = layer > 0 ? ek_sprintf(arena, "%s:", ((const struct ek_layer *)s->layers.items)[layer].name) : "";
  return others ? ek_sprintf(arena, "line:%s%zu:%zu", file, (size_t)pos.line, (size_t)pos.column) : ek_sprintf(arena, "line:%s%zu", file, (size_t)pos.line);
}

const char *ek_vary_name(struct ek_arena *arena, const struct ek_study *s, const struct ek_quantity *q) {
  const struct ek_named_value *named = s->assumption_list.items;
  for (size_t i = 0; i < s->assumption_list.n; i++) if (s->assumptions[i] == q) return named[i].name.text;
  for (int c = EK_DEADWEIGHT; c < EK_CORRECTIONS; c++) if (s->correction[c] == q) return correction_names[c];
  const struct ek_cost *costs = s->costs.items;
  for (size_t i = 0; i < s->costs.n; i++) if (costs[i].amount == q) return costs[i].name.text;
  const struct ek_named_value *changed = s->override_list.items;
  for (size_t i = 0; i < s->override_list.n; i++) if (&changed[i].value == q->value) return changed[i].name.text;
  return s->discount_rate == q ? "discount" : place_of(arena, s, q->value->pos);
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

/* Those written in other places: they have a range or a distribution. */
static void find_others(struct ek_arena *arena, const struct ek_result *r, const struct ek_list *list, struct ek_list *out) {
  const struct ek_study *s = r->study;
  struct ek_quantity *const *q = list->items;
  for (size_t i = 0; i < list->n; i++) {
    const struct ek_vary *known = out->items;
    bool taken = s->discount_rate == q[i];
    for (size_t k = 0; k < out->n; k++) taken |= known[k].quantity != NULL && known[k].quantity->value == q[i]->value;
    for (int c = EK_DEADWEIGHT; c < EK_CORRECTIONS; c++) taken |= s->correction[c] == q[i];
    if (!taken) take_range(arena, add(arena, out, EK_VARY_VALUE, 0, ek_vary_name(arena, s, q[i]), q[i], stated(arena, q[i], r->world)), r->world);
  }
}

/* Is it what a correction or the discount rate is? */
static bool stands_for(const struct ek_vary *v, const struct ek_quantity *q) {
  return q != NULL && (v->quantity == q || (q->value != NULL && q->value->text != NULL && ek_text_same(q->value->text, v->name)));
}

/* Does it change when money comes? */
static bool about_time(const struct ek_study *s, const struct ek_vary *v) {
  bool profile = false;
  for (size_t i = 0; i < s->effect.retention_profile.n; i++) profile |= stands_for(v, s->retention_profile[i]);
  return v->kind == EK_VARY_DISCOUNT || (v->kind == EK_VARY_CORRECTION && v->index == EK_RETENTION) || profile ||
         stands_for(v, s->correction[EK_RETENTION]) || stands_for(v, s->discount_rate);
}

bool *ek_vary_few_at(struct ek_arena *arena, const struct ek_result *r, const struct ek_vary *v, const double *values, size_t n) {
  bool displaces = v->kind == EK_VARY_CORRECTION && (v->index == EK_DISPLACEMENT || v->index == EK_SUBSTITUTION);
  size_t results = r->model->n_actors * r->n_horizons;
  if (r->runner->crowd == NULL) return NULL;
  bool *few = ek_alloc_array(arena, results, sizeof *few);
  double *all = ek_alloc_array(arena, n + 1, sizeof *all);
  all[0] = v->base;
  memcpy(all + 1, values, n * sizeof *all);
  struct ek_varied varied = ek_vary_column(v, all);
  if (v->kind == EK_VARY_VALUE || displaces) ek_reach_few(r, &varied, n + 1, few);
  for (size_t i = 0; v->few != NULL && i < results; i++) few[i] |= v->few[i];
  return few;
}

bool *ek_vary_few_of(struct ek_arena *arena, const struct ek_result *r, const struct ek_quantity *q, double own, const double *values, size_t n) {
  struct ek_vary v = {.kind = EK_VARY_VALUE, .name = ek_vary_name(arena, r->study, q), .unit = q->unit, .quantity = q, .base = own};
  for (int c = EK_DEADWEIGHT; c < EK_CORRECTIONS; c++) {
    if (r->study->correction[c] == q) v = (struct ek_vary){.kind = EK_VARY_CORRECTION, .index = c, .name = v.name, .unit = v.unit, .quantity = q, .base = own};
  }
  if (r->study->discount_rate == q) v.kind = EK_VARY_DISCOUNT;
  bool *few = ek_vary_few_at(arena, r, &v, values, n);
  if (few != NULL && about_time(r->study, &v)) ek_reach_few_years(r, few);
  return few;
}

/* Of people: where it is in prices, at its ends, or a tenth less and more, and as far as it is sought. */
static void take_few(struct ek_arena *arena, const struct ek_result *r, struct ek_vary *v) {
  double by = v->base != 0 ? 0.1 * v->base : 0.1, least = v->least, most = v->most, base = v->base;
  const double values[] = {isnan(v->low) ? base - by : v->low, isnan(v->high) ? base + by : v->high, least, most, (least + base) / 2, (base + most) / 2,
                           (least + 3 * base) / 4, (3 * base + most) / 4};
  bool *few = ek_vary_few_at(arena, r, v, values, sizeof values / sizeof *values);
  if (few != NULL && about_time(r->study, v)) ek_reach_few_years(r, few);
  v->few = few;
}

struct ek_list ek_vary_all(struct ek_arena *arena, const struct ek_result *r) {
  const struct ek_study *s = r->study;
  const struct ek_named_value *named = s->assumption_list.items;
  struct ek_world *world = r->world;
  struct ek_list out = {0};
  for (size_t i = 0; i < s->assumption_list.n; i++) {
    const struct ek_quantity *q = s->assumptions[i];
    if (q == NULL || (q->dist == EK_DIST_NONE && !ek_formula_is_number(q->formula))) continue; /* it follows from others */
    take_range(arena, add(arena, &out, EK_VARY_VALUE, 0, named[i].name.text, q, stated(arena, q, world)), world);
  }
  for (int c = EK_DEADWEIGHT; c < EK_CORRECTIONS; c++) {
    const struct ek_quantity *q = s->correction[c];
    if (!asked(r, c) || names_assumption(s, q)) continue;
    const double *share = r->runner->corrections.share[c];
    take_range(arena, add(arena, &out, EK_VARY_CORRECTION, c, correction_names[c], q, share != NULL ? share[0] : c == EK_ATTRIBUTION || c == EK_RETENTION), world);
  }
  if (s->discount_rate != NULL && !names_assumption(s, s->discount_rate)) {
    take_range(arena, add(arena, &out, EK_VARY_DISCOUNT, 0, "discount", s->discount_rate, r->runner->rate[0]), world);
  }
  find_others(arena, r, &s->uncertain, &out);
  find_others(arena, r, &s->ranged, &out);
  add(arena, &out, EK_VARY_COSTS, 0, "costs", NULL, 1);
  add(arena, &out, EK_VARY_PARTICIPANTS, 0, "participants", NULL, 1);
  struct ek_vary *all = out.items;
  for (size_t i = 0; i < out.n; i++) {
    take_bounds(&all[i]);
    take_few(arena, r, &all[i]);
  }
  return out;
}

const struct ek_vary *ek_vary_find(struct ek_arena *arena, const struct ek_list *list, const char *name) {
  const struct ek_vary *all = list->items;
  const char *wanted = ek_text_fold(arena, name);
  for (size_t i = 0; i < list->n; i++) {
    struct ek_label label = ek_vary_label(all[i].name);
    const char *known[] = {all[i].name, label.sv, label.en};
    for (size_t k = 0; k < 3; k++) if (known[k] != NULL && ek_text_same(ek_text_fold(arena, known[k]), wanted)) return &all[i];
  }
  return NULL;
}

/* ---- trying ---- */

struct ek_varied ek_vary_column(const struct ek_vary *v, const double *values) {
  return (struct ek_varied){.kind = v->kind, .index = v->index, .value = v->kind == EK_VARY_VALUE ? v->quantity->value : NULL, .column = values,
                            .few = v->few};
}

double **ek_vary_room(struct ek_arena *arena, const struct ek_result *base, size_t n) {
  size_t rows = base->model->n_actors * base->n_horizons;
  double **out = ek_alloc_array(arena, rows, sizeof *out);
  for (size_t i = 0; i < rows; i++) out[i] = ek_alloc_array(arena, n, sizeof **out);
  return out;
}

size_t ek_vary_at(const struct ek_result *base, size_t actor, int horizon) {
  size_t h = 0;
  while (h + 1 < base->n_horizons && base->horizons[h] != horizon) h++;
  return actor * base->n_horizons + h;
}

/* A run of `n` draws in which things are as their columns say. */
static const struct ek_result *run(struct ek_arena *arena, const struct ek_result *base, const struct ek_varied *varied, size_t n_varied, size_t n,
                                   bool *crowded) {
  struct ek_runner *r = ek_alloc(arena, sizeof *r);
  struct ek_diags *diags = ek_diags_new(arena);
  struct ek_result *out = NULL;
  *r = (struct ek_runner){.arena = arena, .diags = diags, .study = base->study, .draws = n, .brief = true, .varied = varied, .n_varied = n_varied,
                          .alternative = base->study->outcomes.cohort.chosen};
  bool fine = base->study->people != NULL ? (out = ek_people_draw(r, base, EK_PEOPLE_AS_THEY_ARE)) != NULL
                                          : ek_run_prepare(r) && ek_run_result(r, &out) == EK_OK;
  *crowded = r->crowded;
  return fine ? out : NULL;
}

/* Into columns `out` from `first` on. Values are tried together while there is room for that, else half of them at a time. */
static bool try_some(const struct ek_result *base, const struct ek_varied *varied, size_t n_varied, size_t first, size_t n, double **out) {
  struct ek_arena *own = ek_arena_new();
  struct ek_varied *from = ek_alloc_array(own, n_varied, sizeof *from);
  bool crowded;
  for (size_t i = 0; i < n_varied; i++) {
    from[i] = varied[i];
    from[i].column += first;
  }
  const struct ek_result *r = run(own, base, from, n_varied, n, &crowded);
  for (size_t a = 0; r != NULL && a < base->model->n_actors; a++) {
    for (size_t h = 0; h < base->n_horizons; h++) {
      memcpy(out[a * base->n_horizons + h] + first, ek_result_figure(r, EK_FIG_RESULT, (int)a, base->horizons[h], -1)->column, n * sizeof **out);
    }
  }
  ek_arena_free(own);
  if (r != NULL || !crowded || n == 1) return r != NULL;
  size_t half = n / 2;
  return try_some(base, varied, n_varied, first, half, out) && try_some(base, varied, n_varied, first + half, n - half, out);
}

double ek_vary_noise(double result) { return fmax(0.005, 1e-12 * fabs(result)); }

static bool hidden(const struct ek_result *base, size_t actor, int horizon) {
  const struct ek_figure *f = ek_result_figure(base, EK_FIG_RESULT, (int)actor, horizon, -1);
  return f != NULL && f->hidden;
}

bool ek_vary_few(const struct ek_result *base, const struct ek_vary *v, size_t actor, int horizon) {
  return hidden(base, actor, horizon) || (v->few != NULL && v->few[ek_vary_at(base, actor, horizon)]);
}

/* What rests on few persons is as little told here as in a report. */
static void hide(const struct ek_result *base, const struct ek_varied *varied, size_t n_varied, size_t n, double **out) {
  for (size_t a = 0; a < base->model->n_actors; a++) {
    for (size_t h = 0; h < base->n_horizons; h++) {
      size_t at = a * base->n_horizons + h;
      bool few = hidden(base, a, base->horizons[h]);
      for (size_t i = 0; i < n_varied; i++) few |= varied[i].few != NULL && varied[i].few[at];
      for (size_t d = 0; few && d < n; d++) out[at][d] = NAN;
    }
  }
}

bool ek_vary_try(const struct ek_result *base, const struct ek_varied *varied, size_t n_varied, size_t n, double **out) {
  bool fine = try_some(base, varied, n_varied, 0, n, out);
  if (fine && base->runner->crowd != NULL) hide(base, varied, n_varied, n, out);
  return fine;
}

void ek_vary_each(const struct ek_result *base, const struct ek_varied *varied, size_t n_varied, size_t n, double **out) {
  if (ek_vary_try(base, varied, n_varied, n, out)) return;
  for (size_t d = 0; d < n; d++) {
    bool can = try_some(base, varied, n_varied, d, 1, out);
    for (size_t i = 0; !can && i < base->model->n_actors * base->n_horizons; i++) out[i][d] = NAN;
  }
  if (base->runner->crowd != NULL) hide(base, varied, n_varied, n, out);
}
