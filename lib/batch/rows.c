/* Cells of CSV. Numbers have all their digits. */
#include "batch/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "render/csv_row.h"

/* Cells behind those of the dimensions. */
enum { ACTOR, HORIZON, FIGURE, VALUE, UNIT, TEXT, MEAN, SD, LOW, HIGH, MOST };

struct row {
  struct ek_arena *arena;
  const char *start;  /* as text: the run and the cells of dimensions, which its rows share; NULL: those are cells too */
  const char **cells; /* from the actor on, or all */
  size_t n, first;    /* of all; how many stand before the actor */
};

static size_t of_dimensions(const struct ek_plan *plan) {
  const struct ek_axis *axes = plan->grid->axes.items;
  size_t n = 0;
  for (size_t a = 0; a < plan->grid->axes.n; a++) n += axes[a].n_columns;
  return n;
}

static struct row row_new(const struct ek_plan *plan, struct ek_arena *arena) {
  size_t first = 1 + of_dimensions(plan), n = first + (plan->draws > 0 ? MOST : MEAN) + 1;
  return (struct row){.arena = arena, .cells = ek_alloc_array(arena, n, sizeof(char *)), .n = n, .first = first};
}

static bool is_number(const struct row *r, size_t cell) { return cell == r->first + VALUE || (cell >= r->first + MEAN && cell + 1 < r->n); }

/* What a dimension sets, when it is a quantity: the reader has it as it was written. */
static bool is_quantity(const struct row *r, size_t cell) {
  struct ek_number_error error;
  struct ek_unit unit;
  const char *unit_text;
  double value;
  return cell < r->first && ek_quantity_parse(r->arena, r->cells[cell], &value, &unit, &unit_text, &error);
}

/* A row is a line: a text with line breaks is put on one. A minus of a number is no formula. */
static void add_cells(struct ek_buffer *out, const struct row *r, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    if (i > 0) ek_buffer_add_bytes(out, ",", 1);
    if (r->cells[i] == NULL) continue;
    if (is_number(r, i)) ek_buffer_add(out, r->cells[i]);
    else if (*r->cells[i] == '-' && is_quantity(r, i)) ek_csv_cell_quantity(out, r->cells[i]);
    else ek_csv_cell_text(out, r->cells[i]);
  }
}

static void add_row(struct ek_buffer *out, const struct row *r) {
  if (r->start != NULL) ek_buffer_add(out, r->start);
  add_cells(out, r, r->start != NULL ? r->first : 0, r->n);
  ek_buffer_add_bytes(out, "\n", 1);
}

static void add_header(const struct ek_plan *plan, struct ek_buffer *out) {
  static const char *const names[] = {"actor", "horizon_months", "figure", "value", "unit", "text", "mean", "sd", "low", "high"};
  const struct ek_axis *axes = plan->grid->axes.items;
  struct row r = row_new(plan, out->arena);
  size_t at = 0;
  r.cells[at++] = "run";
  for (size_t a = 0; a < plan->grid->axes.n; a++) for (size_t k = 0; k < axes[a].n_columns; k++) r.cells[at++] = ek_text_clean(out->arena, axes[a].columns[k]);
  for (size_t i = 0; at + 1 < r.n; i++) r.cells[at++] = names[i];
  r.cells[at] = "error";
  add_row(out, &r);
}

void ek_rows_begin(const struct ek_plan *plan, struct ek_buffer *out) {
  const struct ek_batch_stamp *s = plan->stamp.items;
  add_header(plan, out);
  for (size_t i = 0; i < plan->stamp.n; i++) {
    struct row r = row_new(plan, out->arena);
    r.cells[r.first + FIGURE] = ek_sprintf(out->arena, "stamp:%s", s[i].key);
    r.cells[r.first + TEXT] = s[i].text;
    add_row(out, &r);
  }
}

void ek_rows_end(const struct ek_plan *plan, struct ek_buffer *before, struct ek_buffer *behind) {
  struct row r = row_new(plan, before->arena);
  r.cells[r.first + FIGURE] = "stamp:rows";
  add_cells(before, &r, 0, r.first + TEXT + 1);
  add_cells(behind, &r, r.first + TEXT + 1, r.n);
  ek_buffer_add(behind, "\n");
}

static struct row row_of_run(const struct ek_plan *plan, size_t run, struct ek_arena *arena) {
  const struct ek_axis *axes = plan->grid->axes.items;
  struct row r = row_new(plan, arena);
  struct ek_buffer start = {.arena = arena};
  size_t at = 0;
  r.cells[at++] = ek_sprintf(arena, "%zu", run + 1);
  for (size_t a = 0; a < plan->grid->axes.n; a++) {
    for (size_t k = 0; k < axes[a].n_columns; k++) r.cells[at++] = ek_text_clean(arena, ek_plan_point(plan, a, run)->cells[k]);
  }
  add_cells(&start, &r, 0, r.first);
  r.start = ek_buffer_text(&start);
  return r;
}

static bool is_asked(const struct ek_plan *plan, const struct ek_model *model, const struct ek_figure *f) {
  const struct ek_grid *g = plan->grid;
  const struct ek_name *actors = g->actors.items;
  const int *horizons = g->horizons.items;
  bool actor = g->actors.n == 0 || f->actor < 0, horizon = g->horizons.n == 0 || f->horizon == 0;
  for (size_t i = 0; !actor && i < g->actors.n; i++) actor = strcmp(actors[i].text, model->actors[f->actor].name.text) == 0;
  for (size_t i = 0; !horizon && i < g->horizons.n; i++) horizon = horizons[i] == f->horizon;
  return g->asked[f->def->id] && actor && horizon;
}

static const char *number(struct ek_arena *arena, double value) { return isfinite(value) ? ek_number_exact(arena, value) : NULL; }

static void add_drawn(struct row *r, const struct ek_simulation *s, const struct ek_figure *f) {
  int at = ek_simulation_at(s, f->def->id, f->actor, f->horizon);
  if (at < 0) return;
  r->cells[r->first + MEAN] = number(r->arena, ek_column_mean(s->column[at], s->draws));
  if (!s->of[at].known) return;
  r->cells[r->first + SD] = number(r->arena, s->of[at].error);
  r->cells[r->first + LOW] = number(r->arena, s->of[at].low);
  r->cells[r->first + HIGH] = number(r->arena, s->of[at].high);
}

static void add_error(const struct ek_plan *plan, size_t run, const char *message, struct ek_buffer *out) {
  struct row r = row_of_run(plan, run, out->arena);
  r.cells[r.n - 1] = ek_text_clean(out->arena, message);
  add_row(out, &r);
}

void ek_rows_add(const struct ek_plan *plan, size_t run, const struct ek_result *result, size_t draw, const struct ek_simulation *simulation, struct ek_buffer *out) {
  struct row r = row_of_run(plan, run, out->arena);
  const struct ek_figure *f = result->figures.items;
  size_t before = out->size;
  for (size_t i = 0; i < result->figures.n; i++) {
    if (!is_asked(plan, result->model, &f[i])) continue;
    double value = f[i].hidden ? NAN : f[i].column[draw];
    r.cells[r.first + ACTOR] = f[i].actor >= 0 ? result->model->actors[f[i].actor].name.text : NULL;
    r.cells[r.first + HORIZON] = f[i].horizon > 0 ? ek_sprintf(r.arena, "%d", f[i].horizon) : NULL;
    r.cells[r.first + FIGURE] = f[i].def->name;
    r.cells[r.first + VALUE] = number(r.arena, value);
    r.cells[r.first + UNIT] = ek_figure_unit_in(result, f[i].def->unit);
    r.cells[r.first + TEXT] = f[i].hidden ? "masked" : isnan(value) ? "none" : isinf(value) ? "never" : NULL;
    for (size_t k = MEAN; k < MOST && simulation != NULL; k++) r.cells[r.first + k] = NULL;
    if (simulation != NULL && !f[i].hidden) add_drawn(&r, simulation, &f[i]);
    add_row(out, &r);
  }
  if (out->size == before) add_error(plan, run, "it has none of the figures, actors and horizons that are asked for", out);
}

void ek_rows_add_error(const struct ek_plan *plan, size_t run, struct ek_diags *diags, struct ek_buffer *out) {
  size_t n;
  const struct ek_diag *all = ek_diags_sorted(diags, &n);
  const char *message = "it could not be computed";
  for (size_t i = n; i-- > 0;) if (all[i].severity == EK_ERROR) message = all[i].message;
  add_error(plan, run, message, out);
}

size_t ek_rows_run(const char *line, size_t size) {
  size_t n = 0;
  for (size_t i = 0; i < size && i < 12; i++) {
    if (line[i] == ',' && i > 0) return n;
    if (line[i] < '0' || line[i] > '9') return 0;
    n = 10 * n + (size_t)(line[i] - '0');
  }
  return 0;
}

const char *ek_rows_error(struct ek_arena *arena, const char *line, size_t size) {
  size_t from = 0;
  bool quoted = false;
  for (size_t i = 0; i < size; i++) {
    if (line[i] == '"') quoted = !quoted;
    else if (line[i] == ',' && !quoted) from = i + 1;
  }
  if (from == size) return NULL;
  struct ek_buffer out = {.arena = arena};
  bool whole = line[from] == '"';
  from += whole;
  if (from + 1 < size && line[from] == '\'' && strchr("=+-@", line[from + 1]) != NULL) from++; /* against formulas: csv_row.h */
  for (size_t i = from; i < size; i++) {
    if (whole && line[i] == '"' && ++i >= size) break; /* else the second of two */
    ek_buffer_add_bytes(&out, &line[i], 1);
  }
  return ek_buffer_text(&out);
}
