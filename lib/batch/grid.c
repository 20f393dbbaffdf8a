/* From the grid as written to axes of points, and from the number of a run to a point of each. */
#include "batch/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "engine/figures.h"
#include "read/csv.h"
#include "read/show.h"

struct maker {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_grid *grid;
};

/* ---- what is asked for ---- */

/* Does a run of many draws have the figure? The others need a run for themselves. */
static bool is_drawn(enum ek_figure_id id) {
  bool household = id == EK_FIG_HOUSEHOLD_BEFORE || id == EK_FIG_HOUSEHOLD_AFTER || id == EK_FIG_PARTICIPATION_EFFECT || id == EK_FIG_MARGINAL_EFFECT;
  return ek_figure_sampled(id) && !household && id != EK_FIG_DISCOUNT_FACTOR && id != EK_FIG_PRODUCTION && id != EK_FIG_RESOURCES;
}

static bool ask_figure(struct maker *m, const struct ek_name *name) {
  const struct ek_figure_def *def = ek_figure_find(name->text);
  const char *names[EK_FIG_COUNT];
  if (def == NULL) {
    for (int i = 0; i < EK_FIG_COUNT; i++) names[i] = ek_figure_defs[i].name;
    const char *near = ek_text_nearest(name->text, names, EK_FIG_COUNT);
    return ek_error(m->diags, name->pos, near != NULL ? ek_sprintf(m->arena, "did you mean '%s'?", near) : "ekusia schema figures lists them",
                    "there is no figure '%s'", ek_show(m->arena, name->text));
  }
  if (def->by_year || def->by_stage) return ek_error(m->diags, name->pos, "ekusia report --format csv has it", "'%s' is by year or stage, which a batch does not tell", def->name);
  m->grid->asked[def->id] = true;
  m->grid->whole |= !is_drawn(def->id);
  return true;
}

static void ask_figures(struct maker *m) {
  const struct ek_name *names = m->grid->figures.items;
  for (int id = 0; id < EK_FIG_COUNT && m->grid->figures.n == 0; id++) m->grid->asked[id] = is_drawn((enum ek_figure_id)id);
  for (size_t i = 0; i < m->grid->figures.n; i++) ask_figure(m, &names[i]);
}

/* ---- which studies ---- */

static bool is_study(struct maker *m, const struct ek_name *name) {
  bool fine = *name->text != '\0' && strcmp(name->text, "-") != 0;
  return fine || ek_error(m->diags, name->pos, "save it in a file first", "a study must be a file: it is read again and again");
}

static void take_studies(struct maker *m) {
  struct ek_grid *g = m->grid;
  if ((g->study.text != NULL) == (g->studies.n > 0)) {
    ek_error(m->diags, g->study.text != NULL ? g->study.pos : g->pos, "write study: study.yaml", "a batch needs either 'study' or 'studies'");
    return;
  }
  size_t n = g->studies.n > 0 ? g->studies.n : 1;
  const struct ek_name *names = g->studies.n > 0 ? g->studies.items : &g->study;
  g->paths = ek_alloc_array(m->arena, n, sizeof *g->paths);
  for (size_t i = 0; i < n; i++) if (is_study(m, &names[i])) g->paths[i] = ek_file_beside(m->arena, g->source->name, names[i].text);
}

/* ---- axes ---- */

static const char *column_of(const struct ek_grid_dimension *d, const char *otherwise) { return d->name.text != NULL ? d->name.text : otherwise; }

static void take_room(struct maker *m, struct ek_axis *axis, size_t n_columns, size_t n) {
  axis->n_columns = n_columns;
  axis->n = n;
  axis->columns = ek_alloc_array(m->arena, n_columns, sizeof *axis->columns);
  axis->points = ek_alloc_array(m->arena, n, sizeof *axis->points);
  for (size_t i = 0; i < n; i++) axis->points[i].cells = ek_alloc_array(m->arena, n_columns, sizeof *axis->points[i].cells);
}

static void add_setting(struct ek_arena *arena, struct ek_point *point, const char *path, const char *text) {
  struct ek_setting *s = ek_list_push(arena, &point->settings, sizeof *s);
  *s = (struct ek_setting){.path = path, .text = text};
}

void ek_grid_points(struct ek_arena *arena, struct ek_axis *axis, const struct ek_grid_dimension *d, size_t n) {
  struct maker m = {.arena = arena};
  take_room(&m, axis, 1, n);
  axis->columns[0] = column_of(d, d->set.text);
}

void ek_grid_set(struct ek_arena *arena, struct ek_axis *axis, size_t point, const struct ek_grid_dimension *d, const char *text) {
  axis->points[point].cells[0] = text;
  add_setting(arena, &axis->points[point], d->set.text, text);
}

static void make_values(struct maker *m, const struct ek_grid_dimension *d, struct ek_axis *axis) {
  const struct ek_name *values = d->values.items;
  ek_grid_points(m->arena, axis, d, d->values.n);
  for (size_t i = 0; i < d->values.n; i++) ek_grid_set(m->arena, axis, i, d, values[i].text);
}

static void make_models(struct maker *m, const struct ek_grid_dimension *d, struct ek_axis *axis) {
  const struct ek_name *models = d->models.items;
  take_room(m, axis, 1, d->models.n);
  axis->columns[0] = column_of(d, "model");
  for (size_t i = 0; i < axis->n; i++) {
    axis->points[i].cells[0] = models[i].text;
    add_setting(m->arena, &axis->points[i], "model", models[i].text);
  }
}

static void make_changes(struct maker *m, const struct ek_grid_dimension *d, struct ek_axis *axis) {
  const struct ek_name *files = d->changes.items;
  take_room(m, axis, 1, d->changes.n);
  axis->columns[0] = column_of(d, "changes");
  axis->layers = true;
  for (size_t i = 0; i < axis->n; i++) {
    bool none = strcmp(files[i].text, "-") == 0;
    axis->points[i].cells[0] = none ? "" : files[i].text;
    axis->points[i].with = none ? NULL : ek_file_beside(m->arena, m->grid->source->name, files[i].text);
  }
}

/* What is wrong with the file as a file is told where it is named. */
static const struct ek_csv *read_rows(struct maker *m, const struct ek_grid_dimension *d) {
  struct ek_diags *own = ek_diags_new(m->arena);
  size_t n;
  const struct ek_source *source = ek_file_read(m->arena, ek_file_beside(m->arena, m->grid->source->name, d->file.text), own);
  const struct ek_diag *found = ek_diags_sorted(own, &n);
  for (size_t i = 0; i < n; i++) ek_system_error(m->diags, d->file.pos, found[i].hint, "'%s': %s", ek_show(m->arena, d->file.text), found[i].message);
  if (source == NULL) return NULL;
  *(const struct ek_source **)ek_list_push(m->arena, &m->grid->files, sizeof source) = source;
  return ek_csv_read(m->arena, source, m->diags);
}

static bool make_rows(struct maker *m, const struct ek_grid_dimension *d, struct ek_axis *axis) {
  const struct ek_csv *csv = read_rows(m, d);
  if (csv == NULL) return false;
  if (csv->rows == 0) return ek_error(m->diags, d->file.pos, NULL, "'%s' has no rows", ek_show(m->arena, d->file.text));
  take_room(m, axis, csv->columns, csv->rows);
  for (size_t k = 0; k < csv->columns; k++) {
    bool name = strcmp(csv->header[k].text, "name") == 0;
    axis->columns[k] = name ? column_of(d, "name") : csv->header[k].text;
    for (size_t i = 0; i < csv->rows; i++) {
      const char *text = ek_csv_cell(csv, i, k)->text;
      axis->points[i].cells[k] = text;
      if (!name && *text != '\0') add_setting(m->arena, &axis->points[i], csv->header[k].text, text);
    }
  }
  return true;
}

static void make_studies(struct maker *m, struct ek_axis *axis) {
  const struct ek_name *studies = m->grid->studies.items;
  take_room(m, axis, 1, m->grid->studies.n);
  axis->columns[0] = "study";
  axis->studies = true;
  axis->pos = studies[0].pos;
  for (size_t i = 0; i < axis->n; i++) {
    axis->points[i].cells[0] = studies[i].text;
    axis->points[i].study = i;
  }
}

/* Exactly one thing is another, and it is said in one way. */
static bool is_whole(struct maker *m, const struct ek_grid_dimension *d) {
  bool range = d->from.text != NULL || d->to.text != NULL || d->step.text != NULL, drawn = d->dist.pos.line > 0;
  int kinds = (d->set.text != NULL) + (d->file.text != NULL) + (d->models.n > 0) + (d->changes.n > 0);
  if (kinds != 1) return ek_error(m->diags, d->pos, "write {set: assumptions.dödvikt, values: [20 %, 30 %]}, or file, models or changes", "a dimension needs one of 'set', 'file', 'models' and 'changes'");
  if (d->set.text == NULL) {
    if (d->values.n == 0 && !range && !drawn && d->count == 0) return true;
    return ek_error(m->diags, d->pos, "values belong to 'set'", "this dimension has its values from '%s'", d->file.text != NULL ? "file" : d->models.n > 0 ? "models" : "changes");
  }
  if ((d->values.n > 0) + range + drawn > 1 || (d->values.n > 0 && d->count > 0)) {
    return ek_error(m->diags, d->set.pos, "keep one of them", "'%s' has its values in more ways than one: values, from and to, dist", ek_show(m->arena, d->set.text));
  }
  if (d->values.n == 0 && !range && d->count == 0) {
    return ek_error(m->diags, d->set.pos, "write values: [20 %, 30 %], from, to and count, or dist and count", "nothing says which values '%s' has", ek_show(m->arena, d->set.text));
  }
  return true;
}

/* The values come later: ek_grid_draw. */
static bool make_drawn(struct maker *m, const struct ek_grid_dimension *d, struct ek_axis *axis) {
  if (d->count == 0) return ek_error(m->diags, d->set.pos, "write count: 20", "nothing says how many values of '%s' are drawn", ek_show(m->arena, d->set.text));
  ek_grid_points(m->arena, axis, d, (size_t)d->count);
  axis->drawn = d;
  return true;
}

static void make_axis(struct maker *m, const struct ek_grid_dimension *d) {
  struct ek_axis axis = {.pos = d->set.text != NULL ? d->set.pos : d->pos};
  bool fine = is_whole(m, d);
  if (!fine) return;
  if (d->models.n > 0) make_models(m, d, &axis);
  else if (d->changes.n > 0) make_changes(m, d, &axis);
  else if (d->file.text != NULL) fine = make_rows(m, d, &axis);
  else if (d->values.n > 0) make_values(m, d, &axis);
  else if (d->from.text != NULL || d->to.text != NULL || d->step.text != NULL) fine = ek_grid_range(m->arena, d, &axis, m->diags);
  else fine = make_drawn(m, d, &axis);
  if (fine) *(struct ek_axis *)ek_list_push(m->arena, &m->grid->axes, sizeof axis) = axis;
}

/* ---- runs ---- */

/* Columns of the output have different names, or a reader could not tell them apart. */
static void refuse_twice(struct maker *m) {
  static const char *const taken[] = {"run", "actor", "horizon_months", "figure", "value", "unit", "text", "mean", "sd", "low", "high", "error"};
  const struct ek_axis *axes = m->grid->axes.items;
  struct ek_list seen = {0};
  for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) *(const char **)ek_list_push(m->arena, &seen, sizeof taken[i]) = taken[i];
  for (size_t a = 0; a < m->grid->axes.n; a++) {
    for (size_t k = 0; k < axes[a].n_columns; k++) {
      const char *name = axes[a].columns[k], *const *known = seen.items;
      for (size_t i = 0; i < seen.n; i++) {
        if (strcmp(known[i], name) == 0) ek_error(m->diags, axes[a].pos, "give the dimension another 'name'", "the output has a column '%s' already", ek_show(m->arena, name));
      }
      *(const char **)ek_list_push(m->arena, &seen, sizeof name) = name;
    }
  }
}

static bool count_full(struct maker *m) {
  const struct ek_axis *axes = m->grid->axes.items;
  m->grid->runs = 1;
  for (size_t a = 0; a < m->grid->axes.n; a++) {
    m->grid->runs *= axes[a].n;
    if (m->grid->runs > EK_GRID_RUNS) return ek_error(m->diags, axes[a].pos, "take fewer values, or mode: rows", "these are more than %d runs", EK_GRID_RUNS);
  }
  return true;
}

/* What has one value has it in all runs. */
static bool count_rows(struct maker *m) {
  const struct ek_axis *axes = m->grid->axes.items;
  m->grid->runs = 1;
  for (size_t a = 0; a < m->grid->axes.n; a++) {
    size_t n = axes[a].n, runs = m->grid->runs;
    if (n > 1 && runs > 1 && n != runs) return ek_error(m->diags, axes[a].pos, "mode: full takes every combination", "row by row all dimensions must have as many values: %zu here, %zu before", n, runs);
    if (n > 1) m->grid->runs = n;
  }
  return true;
}

static bool is_number(struct ek_arena *arena, const char *text) {
  struct ek_number_error error;
  struct ek_unit unit;
  const char *unit_text;
  double value;
  return ek_quantity_parse(arena, text, &value, &unit, &unit_text, &error);
}

void ek_grid_find_numbers(struct ek_arena *arena, struct ek_axis *axis) {
  const struct ek_list *first = &axis->points[0].settings;
  axis->numbers = first->n > 0;
  for (size_t i = 0; i < axis->n && axis->numbers; i++) {
    const struct ek_setting *s = axis->points[i].settings.items, *of = first->items;
    axis->numbers = axis->points[i].settings.n == first->n;
    for (size_t k = 0; k < first->n && axis->numbers; k++) axis->numbers = strcmp(s[k].path, of[k].path) == 0 && is_number(arena, s[k].text);
  }
}

static bool make_axes(struct maker *m) {
  size_t before = ek_diags_errors(m->diags);
  const struct ek_grid_dimension *d = m->grid->dimensions.items;
  if (m->grid->studies.n > 0) make_studies(m, ek_list_push(m->arena, &m->grid->axes, sizeof(struct ek_axis)));
  for (size_t i = 0; i < m->grid->dimensions.n; i++) make_axis(m, &d[i]);
  if (ek_diags_errors(m->diags) > before) return false;
  refuse_twice(m);
  bool counted = m->grid->mode == EK_GRID_ROWS ? count_rows(m) : count_full(m);
  return counted && ek_diags_errors(m->diags) == before;
}

struct ek_grid *ek_grid_read_source(struct ek_arena *arena, const struct ek_source *source, struct ek_diags *diags) {
  size_t before = ek_diags_errors(diags);
  const struct ek_node *root = ek_yaml_read(arena, source, diags);
  struct ek_grid_file *file = ek_alloc(arena, sizeof *file);
  if (root == NULL || !ek_bind(arena, root, &ek_record_batch, file, diags)) return NULL;
  file->batch.source = source;
  struct maker m = {arena, diags, &file->batch};
  ask_figures(&m);
  take_studies(&m);
  return make_axes(&m) && ek_diags_errors(diags) == before ? &file->batch : NULL;
}

struct ek_grid *ek_grid_read(struct ek_arena *arena, const char *path, struct ek_diags *diags) {
  const struct ek_source *source = ek_file_read(arena, path, diags);
  return source != NULL ? ek_grid_read_source(arena, source, diags) : NULL;
}

size_t ek_grid_at(const struct ek_grid *grid, size_t axis, size_t run) {
  const struct ek_axis *axes = grid->axes.items;
  if (grid->mode == EK_GRID_ROWS) return axes[axis].n > 1 ? run : 0;
  for (size_t a = grid->axes.n; a-- > axis + 1;) run /= axes[a].n;
  return run % axes[axis].n;
}
