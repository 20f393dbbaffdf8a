/* What differs is found in the study by the place that --set gave it; its numbers are read as the study's are. */
#include "batch/columns.h"

#include <math.h>

#include "base/text.h"
#include "engine/run.h"

/* A number that differs from run to run. */
struct varying {
  const char *path;
  size_t axis, setting; /* which of the axis's points' */
};

struct making {
  const struct ek_plan *plan;
  struct ek_arena *arena;
  const size_t *runs;
  size_t n;
  struct ek_study *study;
  struct ek_diags *diags;
  struct ek_env env;      /* of one column, where numbers are read */
  struct ek_list varying; /* struct varying */
  struct ek_list varied;  /* struct ek_varied */
};

/* The study's numbers that stand where --set put them. */
static struct ek_list numbers_of(struct ek_arena *arena, const struct ek_study *study, const char *path) {
  struct ek_quantity *const *q = study->numbers.items;
  const char *name = ek_sprintf(arena, "--set %s", path);
  struct ek_list out = {0};
  for (size_t i = 0; i < study->numbers.n; i++) {
    const struct ek_node *node = q[i]->value->node;
    if (node == NULL || node->pos.source == NULL || !ek_text_same(node->pos.source->name, name)) continue;
    *(const struct ek_quantity **)ek_list_push(arena, &out, sizeof *q) = q[i];
  }
  return out;
}

bool ek_columns_has(struct ek_arena *arena, const struct ek_study *study, const char *path) { return numbers_of(arena, study, path).n > 0; }

/* ---- numbers ---- */

/* What the text is in place of the quantity's own; false when a study would not take it. */
static bool read_number(struct making *m, const struct ek_quantity *q, const char *text, double *out) {
  struct ek_node *node = ek_alloc(m->arena, sizeof *node);
  struct ek_value *value = ek_alloc(m->arena, sizeof *value);
  *node = *q->value->node;
  node->text = text;
  *value = *q->value;
  value->text = text;
  value->node = node;
  const struct ek_quantity *read = ek_study_input(m->study, value, &q->unit);
  if (read == NULL || read->dist != EK_DIST_NONE || ek_diags_errors(m->diags) > 0) return false;
  *out = ek_formula_eval(read->formula, &m->env)[0];
  return isfinite(*out) && ((q->min == 0 && q->max == 0) || (*out >= q->min && *out <= q->max));
}

static bool add_column(struct making *m, const struct ek_quantity *q, const struct varying *v) {
  double *column = ek_alloc_array(m->arena, m->n, sizeof *column);
  for (size_t i = 0; i < m->n; i++) {
    const struct ek_setting *s = ek_plan_point(m->plan, v->axis, m->runs[i])->settings.items;
    if (!read_number(m, q, s[v->setting].text, &column[i])) return false;
  }
  *(struct ek_varied *)ek_list_push(m->arena, &m->varied, sizeof(struct ek_varied)) = (struct ek_varied){.kind = EK_VARY_VALUE, .value = q->value, .column = column};
  return true;
}

/* A quantity that stands where something else should is none that a run may differ in. */
static bool add_columns(struct making *m, const struct varying *v) {
  struct ek_list found = numbers_of(m->arena, m->study, v->path);
  const struct ek_quantity *const *q = found.items;
  for (size_t i = 0; i < found.n; i++) if (!add_column(m, q[i], v)) return false;
  return found.n > 0;
}

/* ---- runs ---- */

/* False when a path is set by two axes: the last one counts. */
static bool find_varying(struct making *m) {
  const struct ek_axis *axes = m->plan->grid->axes.items;
  for (size_t a = 0; a < m->plan->grid->axes.n; a++) {
    const struct ek_list *settings = &ek_plan_point(m->plan, a, m->runs[0])->settings;
    const struct ek_setting *s = settings->items;
    for (size_t k = 0; k < settings->n; k++) {
      const struct varying *known = m->varying.items;
      for (size_t i = 0; i < m->varying.n; i++) if (ek_text_same(known[i].path, s[k].path)) return false;
      if (axes[a].numbers) *(struct varying *)ek_list_push(m->arena, &m->varying, sizeof *known) = (struct varying){s[k].path, a, k};
    }
  }
  return true;
}

const struct ek_result *ek_columns_run(const struct ek_plan *plan, const size_t *runs, size_t n, struct ek_shelf *shelf, struct ek_arena *arena) {
  struct making m = {.plan = plan, .arena = arena, .runs = runs, .n = n, .diags = ek_diags_new(arena)};
  if (!find_varying(&m)) return NULL;
  m.study = ek_plan_study(plan, arena, runs[0], shelf, m.diags);
  if (m.study == NULL || m.study->people != NULL) return NULL;
  struct ek_runner one = {.arena = arena, .diags = m.diags, .study = m.study, .draws = 1};
  m.env.world = ek_run_world(&one, NULL);
  const struct varying *v = m.varying.items;
  for (size_t i = 0; i < m.varying.n; i++) if (!add_columns(&m, &v[i])) return NULL;
  struct ek_runner *r = ek_alloc(arena, sizeof *r);
  struct ek_result *out = NULL;
  *r = (struct ek_runner){.arena = arena, .diags = m.diags, .study = m.study, .draws = n, .brief = true, .varied = m.varied.items, .n_varied = m.varied.n,
                          .alternative = m.study->outcomes.cohort.chosen};
  return ek_run_prepare(r) && ek_run_result(r, &out) == EK_OK && ek_diags_errors(m.diags) == 0 ? out : NULL;
}
