/* Looks figures up and holds them against what the study expects. */
#include "engine/result.h"

#include "engine/alternatives.h"

#include <math.h>

#include "base/number.h"
#include "base/text.h"
#include "privacy/masking.h"

struct ek_figure *ek_result_add(struct ek_result *r, struct ek_figure figure) {
  struct ek_figure *f = ek_list_push(r->arena, &r->figures, sizeof *f);
  *f = figure;
  size_t *first = &r->first[figure.def->id];
  if (*first == 0) *first = r->figures.n;
  return f;
}

static const struct ek_figure *find(const struct ek_result *r, enum ek_figure_id id, int actor,
                                    int horizon, int year, int stage) {
  const struct ek_figure *f = r->figures.items;
  if (r->first[id] == 0) return NULL;
  for (size_t i = r->first[id] - 1; i < r->figures.n; i++) {
    if (f[i].def->id == id && f[i].actor == actor && f[i].horizon == horizon &&
        f[i].year == year && f[i].stage == stage) {
      return &f[i];
    }
  }
  return NULL;
}

const struct ek_figure *ek_result_figure(const struct ek_result *r, enum ek_figure_id id, int actor,
                                         int horizon, int year) {
  return find(r, id, actor, horizon, year, -1);
}

const struct ek_figure *ek_result_stage(const struct ek_result *r, enum ek_figure_id id, int actor,
                                        int horizon, int stage) {
  return find(r, id, actor, horizon, -1, stage);
}

double ek_result_value(const struct ek_result *r, enum ek_figure_id id, int actor, int horizon) {
  const struct ek_figure *f = find(r, id, actor, horizon, -1, -1);
  return f != NULL ? f->value : NAN;
}

double ek_result_until(const struct ek_result *r, enum ek_figure_id id, int actor, int year) {
  double sum = 0;
  for (int y = 0; y <= year; y++) {
    const struct ek_figure *f = find(r, id, actor, 0, y, -1);
    sum += f != NULL ? f->value : NAN;
  }
  return sum;
}

/* At which horizons or in which years a figure is there, for a hint. */
static const char *where_computed(const struct ek_result *r, const struct ek_figure_def *def) {
  if (def->by_year) {
    size_t last = def->id == EK_FIG_DISCOUNT_FACTOR ? r->n_years : r->n_years - 1;
    return ek_sprintf(r->arena, "its years are 0 to %zu", last);
  }
  if (!def->by_horizon) return "the study lacks what it is computed from";
  struct ek_buffer out = {.arena = r->arena};
  for (size_t i = 0; i < r->n_horizons; i++) {
    const char *join = i == 0 ? "" : i + 1 == r->n_horizons ? " and " : ", ";
    ek_buffer_addf(&out, "%s%d", join, r->horizons[i]);
  }
  return ek_sprintf(r->arena, "the study's horizons are %s months", ek_buffer_text(&out));
}

/* The figure that an `expect` means; NULL with a diagnostic when there is none. */
static const struct ek_figure *expected_figure(const struct ek_result *r, const struct ek_expect *e,
                                               struct ek_diags *diags) {
  const struct ek_figure_def *def = ek_figure_find(e->figure.text);
  if (def == NULL) {
    const char *names[EK_FIG_COUNT];
    for (size_t i = 0; i < EK_FIG_COUNT; i++) names[i] = ek_figure_defs[i].name;
    const char *near = ek_text_nearest(e->figure.text, names, EK_FIG_COUNT);
    ek_error(diags, e->figure.pos, near ? ek_sprintf(r->arena, "did you mean '%s'?", near) : NULL,
             "there is no figure '%s'", e->figure.text);
    return NULL;
  }
  int actor = !def->by_actor ? -1
              : e->actor.text == NULL ? r->model->root : ek_model_actor(r->model, e->actor.text);
  if (def->by_actor && actor < 0) {
    const char **names = ek_alloc_array(r->arena, r->model->n_actors, sizeof *names);
    for (size_t i = 0; i < r->model->n_actors; i++) names[i] = r->model->actors[i].name.text;
    const char *near = ek_text_nearest(e->actor.text, names, r->model->n_actors);
    ek_error(diags, e->actor.pos, near ? ek_sprintf(r->arena, "did you mean '%s'?", near) : NULL,
             "there is no actor '%s'", e->actor.text);
    return NULL;
  }
  int horizon = !def->by_horizon ? 0 : e->horizon != 0 ? e->horizon : r->horizons[r->n_horizons - 1];
  const struct ek_figure *f =
      find(r, def->id, actor, horizon, def->by_year ? e->year : -1, -1);
  if (f == NULL) {
    ek_error(diags, e->pos, where_computed(r, def), "the figure '%s' is not computed for that", def->name);
  } else if (f->hidden) {
    ek_error(diags, e->pos, "expect a sum that rests on more, as society's",
             "the figure '%s' is not shown: it, or what it would tell of, rests on fewer than %d persons", def->name, EK_FEWEST);
    return NULL;
  }
  return f;
}

static double number_of(const struct ek_result *r, const struct ek_value *value, double otherwise,
                        struct ek_diags *diags) {
  if (value->text == NULL) return otherwise;
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error;
  double number;
  if (ek_quantity_parse(r->arena, value->text, &number, &unit, &unit_text, &error)) {
    /* Months are months here, not parts of a year: the figure's own unit is meant. */
    return unit.power[EK_DIM_TIME] == 1 && unit.power[EK_DIM_MONEY] == 0 ? number * 12 : number;
  }
  ek_error(diags, value->pos, error.hint, "an expected value is a number");
  return NAN;
}

/* " at least 3 and at most 5" */
static const char *range_text(struct ek_arena *arena, double least, double most) {
  struct ek_buffer out = {.arena = arena};
  if (isfinite(least)) ek_buffer_addf(&out, " at least %s", ek_number_exact(arena, least));
  if (isfinite(least) && isfinite(most)) ek_buffer_add(&out, " and");
  if (isfinite(most)) ek_buffer_addf(&out, " at most %s", ek_number_exact(arena, most));
  return ek_buffer_text(&out);
}

static bool holds(const struct ek_result *r, const struct ek_expect *e, const struct ek_figure *f,
                  struct ek_diags *diags) {
  bool number = e->value.text != NULL, range = e->min.text != NULL || e->max.text != NULL;
  if (!number && !range && e->text == NULL) {
    return ek_error(diags, e->pos, "give it a value, or text: ingen", "this expects nothing");
  }
  if (number + range + (e->text != NULL) > 1) {
    return ek_error(diags, e->pos, "keep one of them", "this expects both %s and %s",
                    number ? "a value" : "a range", e->text != NULL ? "a text" : "a range");
  }
  const char *got = isnan(f->value) ? "none" : isinf(f->value) ? "ingen"
                                             : ek_number_exact(r->arena, f->value);
  if (e->text != NULL) {
    bool never = ek_text_same(e->text, "ingen") || ek_text_same(e->text, "never");
    bool none = ek_text_same(e->text, "none");
    if (never ? isinf(f->value) : none && isnan(f->value)) return true;
    return ek_error(diags, e->pos, NULL, "expected %s '%s', got %s", e->figure.text, e->text, got);
  }
  size_t before = ek_diags_errors(diags);
  double wanted = number_of(r, &e->value, NAN, diags);
  double tolerance = number_of(r, &e->tolerance, 1e-9 * fmax(1, fabs(wanted)), diags);
  double least = number_of(r, &e->min, -INFINITY, diags), most = number_of(r, &e->max, INFINITY, diags);
  if (ek_diags_errors(diags) > before) return false;
  if (number ? fabs(f->value - wanted) <= tolerance : f->value >= least && f->value <= most) {
    return true;
  }
  return ek_error(diags, e->pos, NULL, "expected %s%s, got %s%s", e->figure.text,
                  number ? ek_sprintf(r->arena, " %s", ek_number_exact(r->arena, wanted))
                         : range_text(r->arena, least, most), got,
                  e->tolerance.text == NULL ? "" : ek_sprintf(r->arena, " (tolerance %s)",
                                                              ek_number_exact(r->arena, tolerance)));
}

/* Of what alternatives are compared by. */
static bool alternative_holds(const struct ek_result *r, const struct ek_expect *e, struct ek_diags *diags) {
  struct ek_figure f = {.value = NAN};
  const char *word;
  if (!ek_alternatives_expected(r, e, &f.value, &word, diags)) return false;
  if (word == NULL) return holds(r, e, &f, diags);
  if (e->text == NULL) return ek_error(diags, e->pos, "write text: dominated, extendedly-dominated or frontier", "this expects no standing");
  return ek_text_same(e->text, word) || ek_error(diags, e->pos, NULL, "expected %s '%s', got %s", e->figure.text, e->text, word);
}

size_t ek_result_expect(const struct ek_result *r, struct ek_diags *diags) {
  const struct ek_expect *e = r->study->expect.items;
  size_t failed = 0;
  if (r->study->set.n > 0) return 0; /* another study than the one whose results are known */
  for (size_t i = 0; i < r->study->expect.n; i++) {
    if (e[i].figure.text != NULL && ek_alternatives_figure(e[i].figure.text)) {
      failed += !alternative_holds(r, &e[i], diags);
      continue;
    }
    const struct ek_result *of = ek_alternatives_result(r, &e[i], diags);
    const struct ek_figure *f = of != NULL ? expected_figure(of, &e[i], diags) : NULL;
    if (f == NULL || !holds(r, &e[i], f, diags)) failed++;
  }
  return failed;
}
