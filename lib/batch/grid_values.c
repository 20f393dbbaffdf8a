/* Values that a grid does not write one by one: ranges, and draws from a distribution. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "batch/grid.h"
#include "engine/draw.h"
#include "read/show.h"
#include "study/files.h"

const char *ek_grid_number(struct ek_arena *arena, double value, int digits) {
  char text[64];
  int decimals = 0;
  snprintf(text, sizeof text, "%.*g", digits, value);
  char *exponent = strchr(text, 'e'), *point = strchr(text, '.');
  const char *rest = exponent != NULL ? exponent : text + strlen(text);
  if (point != NULL) decimals = (int)(rest - point) - 1;
  /* 1.234 could be a thousand and more: 1.2340 cannot. */
  return ek_sprintf(arena, "%.*s%s%s", (int)(rest - text), text, decimals == 3 ? "0" : "", rest);
}

/* ---- ranges ---- */

struct end {
  double value;    /* in the unit as it is written */
  const char *unit_text;
};

static bool read_end(struct ek_arena *arena, const struct ek_name *name, const char *key, const struct ek_grid_dimension *d, struct end *out, struct ek_diags *diags) {
  struct ek_unit unit, read;
  struct ek_number_error error;
  double canonical, factor;
  size_t offset, length;
  const char *near;
  if (name->text == NULL) return ek_error(diags, d->set.pos, "write from: 40 000 kr/month, to: 60 000 kr/month, count: 5", "the range of '%s' has no '%s'", ek_show(arena, d->set.text), key);
  if (!ek_quantity_parse(arena, name->text, &canonical, &unit, &out->unit_text, &error)) return ek_error(diags, name->pos, error.hint, "%s", error.message);
  if (!ek_unit_parse(out->unit_text, &read, &factor, &offset, &length, &near)) factor = 1;
  out->value = canonical / factor;
  return true;
}

static bool same_unit(struct ek_arena *arena, const struct end *a, const struct end *b, const struct ek_name *at, struct ek_diags *diags) {
  bool same = strcmp(a->unit_text, b->unit_text) == 0;
  return same || ek_error(diags, at->pos, "write both in the same unit", "the range is from '%s' in '%s'", ek_show(arena, a->unit_text), ek_show(arena, b->unit_text));
}

static bool count_steps(const struct ek_grid_dimension *d, const struct end *from, const struct end *to, const struct end *step, size_t *n, struct ek_diags *diags) {
  double steps = (to->value - from->value) / step->value;
  if (!(step->value != 0) || !(steps >= 0)) return ek_error(diags, d->step.pos, NULL, "so many steps never come from the first value to the last");
  if (fabs(steps - round(steps)) > 1e-9 * (1 + steps)) return ek_error(diags, d->step.pos, "the range must be a whole number of steps", "the last value is not reached in steps of this size");
  if (steps >= EK_GRID_POINTS) return ek_error(diags, d->step.pos, "take longer steps", "these are more than %d values", EK_GRID_POINTS);
  *n = (size_t)round(steps) + 1;
  return true;
}

static void fill_range(struct ek_arena *arena, const struct ek_grid_dimension *d, const struct end *from, const struct end *to, size_t n, struct ek_axis *out) {
  ek_grid_points(arena, out, d, n);
  for (size_t i = 0; i < n; i++) {
    double value = n == 1 ? from->value : from->value + (to->value - from->value) * ((double)i / (double)(n - 1));
    const char *number = ek_grid_number(arena, value, 12);
    const char *space = *from->unit_text == '\0' || *from->unit_text == '/' ? "" : " ";
    ek_grid_set(arena, out, i, d, ek_sprintf(arena, "%s%s%s", number, space, from->unit_text));
  }
}

bool ek_grid_range(struct ek_arena *arena, const struct ek_grid_dimension *d, struct ek_axis *out, struct ek_diags *diags) {
  struct end from, to, step;
  size_t n = (size_t)d->count;
  if (!read_end(arena, &d->from, "from", d, &from, diags) || !read_end(arena, &d->to, "to", d, &to, diags)) return false;
  if (!same_unit(arena, &to, &from, &d->to, diags)) return false;
  if ((d->step.text != NULL) == (d->count > 0)) {
    return ek_error(diags, d->set.pos, "write count: 5, how many values there are, or step: 5 000 kr/month", "the range of '%s' needs either 'count' or 'step'", ek_show(arena, d->set.text));
  }
  if (d->step.text != NULL) {
    if (!read_end(arena, &d->step, "step", d, &step, diags) || !same_unit(arena, &step, &from, &d->step, diags)) return false;
    if (!count_steps(d, &from, &to, &step, &n, diags)) return false;
  }
  fill_range(arena, d, &from, &to, n, out);
  return true;
}

/* ---- distributions ---- */

/* What the study says of the value: a mapping bound as a value stands in a study. */
static bool own_value(struct ek_arena *arena, const struct ek_grid_dimension *d, const struct ek_node *root, struct ek_value *out, struct ek_diags *diags) {
  static const struct ek_field fields[] = {{.key = "value", .kind = EK_VALUE}, {.key = NULL}};
  static const struct ek_record record = {.name = "value", .size = sizeof(struct ek_value), .fields = fields, .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET};
  const struct ek_node *node = ek_study_at(arena, root, d->set.text);
  const char *hint = "write values, from and to, or dist: {dist: uniform, low: …, high: …}";
  if (node == NULL) return ek_error(diags, d->set.pos, hint, "the study does not say '%s': there is nothing to take its values from", ek_show(arena, d->set.text));
  if (node->kind != EK_NODE_MAP) return ek_error(diags, d->set.pos, hint, "the study gives '%s' neither a distribution nor low and high", ek_show(arena, d->set.text));
  struct ek_node *key = ek_alloc(arena, sizeof *key), *map = ek_alloc(arena, sizeof *map);
  struct ek_pair *pair = ek_alloc(arena, sizeof *pair);
  *key = (struct ek_node){.kind = EK_NODE_SCALAR, .pos = node->pos, .text = "value"};
  *pair = (struct ek_pair){key, node};
  *map = (struct ek_node){.kind = EK_NODE_MAP, .pos = node->pos, .n = 1, .pairs = pair};
  return ek_bind(arena, map, &record, out, diags);
}

/* Behind a number: " kr/month", "/year", nothing. */
static const char *unit_behind(struct ek_arena *arena, struct ek_unit unit) {
  const char *text = ek_unit_text(arena, unit);
  if (ek_unit_same(unit, ek_unit_none)) return "";
  return strncmp(text, "1/", 2) == 0 ? text + 1 : ek_sprintf(arena, " %s", text);
}

static void fill_drawn(struct ek_arena *arena, const struct ek_grid_dimension *d, const struct ek_quantity *q, const double *numbers, struct ek_axis *out) {
  const char *unit = unit_behind(arena, q->unit);
  ek_grid_points(arena, out, d, (size_t)d->count);
  for (size_t i = 0; i < out->n; i++) ek_grid_set(arena, out, i, d, ek_sprintf(arena, "%s%s", ek_grid_number(arena, numbers[i], 17), unit));
}

/* One of the study's own range: evenly from its low to its high. */
static bool own_range(struct ek_arena *arena, const struct ek_value *value, const struct ek_grid_dimension *d, struct ek_axis *out, struct ek_diags *diags) {
  struct ek_grid_dimension range = *d;
  range.from = (struct ek_name){value->low->text, value->low->pos};
  range.to = (struct ek_name){value->high->text, value->high->pos};
  return ek_grid_range(arena, &range, out, diags);
}

static bool draw_axis(struct ek_arena *arena, const struct ek_grid *grid, struct ek_study *study, const struct ek_node *root, struct ek_axis *out, struct ek_diags *diags) {
  const struct ek_grid_dimension *d = out->drawn;
  struct ek_value *value = ek_alloc(arena, sizeof *value);
  *value = d->dist;
  if (d->dist.pos.line == 0 && !own_value(arena, d, root, value, diags)) return false;
  if (d->dist.pos.line == 0 && value->dist.text == NULL && value->low != NULL && value->high != NULL) return own_range(arena, value, d, out, diags);
  if (value->dist.text == NULL) return ek_error(diags, d->set.pos, "write dist: {dist: beta, mean: 30 %, sd: 5 %}", "there is no distribution to draw '%s' from", ek_show(arena, d->set.text));
  const struct ek_quantity *q = ek_study_input(study, value, NULL);
  if (q == NULL) return false; /* told to the study's diagnostics */
  struct ek_runner runner = {.arena = arena, .diags = diags, .study = study, .draws = 1};
  struct ek_dist_terms terms = ek_dist_terms_of(q, ek_run_world(&runner, NULL));
  struct ek_dist_fit fit;
  const char *why = NULL;
  if (!ek_dist_parts_known(q, &terms)) return ek_error(diags, value->pos, NULL, "a part of this distribution is not a number");
  if (!ek_dist_fit(&terms, &fit, &why)) return ek_error(diags, value->pos, why, "there is no such distribution");
  double *numbers = ek_alloc_array(arena, (size_t)d->count, sizeof *numbers);
  ek_draw_numbers(&terms, &fit, (unsigned long)grid->seed, d->set.text, numbers, (size_t)d->count);
  fill_drawn(arena, d, q, numbers, out);
  return true;
}

bool ek_grid_draw(struct ek_arena *arena, struct ek_grid *grid, struct ek_study *study, const struct ek_node *root, struct ek_diags *diags) {
  struct ek_axis *axes = grid->axes.items;
  bool fine = true;
  for (size_t a = 0; a < grid->axes.n; a++) if (axes[a].drawn != NULL) fine &= draw_axis(arena, grid, study, root, &axes[a], diags);
  return fine;
}
