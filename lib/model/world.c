/* Finds the value in force, looks rows up in tables, moves values by index.
 * Whatever had to be stretched leaves a note for the report. */
#include "model/world.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

enum { MOST_NODES = 100000 };

void ek_world_init(struct ek_world *world) {
  world->parameter =
      ek_alloc_array(world->arena, world->model->n_parameters, sizeof *world->parameter);
  world->busy = ek_alloc(world->arena, world->model->n_parameters);
  world->doubtful = ek_alloc(world->arena, world->model->n_parameters);
  world->rule_used = ek_alloc(world->arena, world->model->n_rules);
  world->krona = 1;
  world->assumption =
      ek_alloc_array(world->arena, world->n_assumptions, sizeof *world->assumption);
  world->assumption_busy = ek_alloc(world->arena, world->n_assumptions);
  world->assumption_doubtful = ek_alloc(world->arena, world->n_assumptions);
}

double *ek_world_column(struct ek_world *world, double value) {
  double *column = ek_alloc_array(world->arena, world->draws, sizeof *column);
  for (size_t d = 0; d < world->draws; d++) column[d] = value;
  return column;
}

double ek_column_mean(const double *column, size_t n) {
  double sum = 0;
  for (size_t d = 0; d < n; d++) sum += column[d];
  return sum / (double)n;
}

bool ek_column_alike(const double *column, size_t n) {
  for (size_t d = 1; d < n; d++) if (column[d] != column[0]) return false;
  return true;
}

void ek_world_note(struct ek_world *world, struct ek_note note) {
  const struct ek_note *notes = world->notes.items;
  for (size_t i = 0; i < world->notes.n; i++) {
    if (notes[i].kind == note.kind && ek_text_same(notes[i].name, note.name)) return;
  }
  *(struct ek_note *)ek_list_push(world->arena, &world->notes, sizeof note) = note;
}

struct ek_trace *ek_trace_add(struct ek_arena *arena, struct ek_trace *parent, const char *kind,
                              const char *name) {
  struct ek_trace *node = ek_alloc(arena, sizeof *node);
  node->arena = arena;
  node->kind = kind;
  node->name = name;
  node->made = parent != NULL ? parent->made : ek_alloc(arena, sizeof *node->made);
  node->below = parent != NULL ? parent->below - 1 : INT_MAX;
  ++*node->made;
  if (parent != NULL) {
    *(struct ek_trace **)ek_list_push(arena, &parent->children, sizeof node) = node;
  }
  return node;
}

void ek_trace_count_afresh(struct ek_trace *trace) {
  trace->made = ek_alloc(trace->arena, sizeof *trace->made);
}

bool ek_trace_full(const struct ek_trace *trace) { return *trace->made >= MOST_NODES || trace->below <= 0; }

bool ek_trace_has(const struct ek_trace *parent, const char *kind, const char *name) {
  if (ek_trace_full(parent)) return true;
  struct ek_trace *const *child = parent->children.items;
  for (size_t i = 0; i < parent->children.n; i++) {
    if (strcmp(child[i]->kind, kind) == 0 && ek_text_same(child[i]->name, name)) return true;
  }
  return false;
}

static int last_known(const struct ek_index *index) {
  return index->first_year + (int)index->n_years - 1;
}

/* The index's level in a year, after its last by the growth it assumes; NaN when it has none. */
static double index_level(const struct ek_index *index, int year) {
  if (index->constant) return 1;
  if (index->n_years == 0 || year < index->first_year) return NAN;
  int last = last_known(index), past = year - last;
  if (past <= 0) return index->year[year - index->first_year];
  return index->year[last - index->first_year] * pow(1 + index->growth, past);
}

bool ek_index_reaches(const struct ek_index *index, int year) {
  return !isnan(index_level(index, year));
}

static void note_beyond(struct ek_world *world, const struct ek_index *index, int year) {
  if (index->constant || year <= last_known(index)) return;
  ek_world_note(world, (struct ek_note){.kind = EK_NOTE_BEYOND, .name = index->name.text, .year = year,
                                        .used = last_known(index), .growth = index->growth,
                                        .pos = index->beyond.pos});
}

/* How much a krona of one year is in another. */
static bool move(struct ek_world *world, int index, int from_year, int to_year, struct ek_pos pos,
                 double *factor) {
  *factor = 1;
  if (from_year == 0 || from_year == to_year) return true;
  const struct ek_model *model = world->model;
  int which = index >= 0 ? index : model->default_index;
  if (which < 0) {
    return ek_error(world->diags, pos, "name an index", "the model '%s' has no default index",
                    model->name);
  }
  const struct ek_index *i = &model->indices[which];
  double from = index_level(i, from_year), to = index_level(i, to_year);
  if (isnan(from) || isnan(to)) {
    return ek_error(world->diags, pos,
                    ek_sprintf(world->arena, "it covers %d to %d", i->first_year, last_known(i)),
                    "the index '%s' has no value for %d", i->name.text,
                    isnan(from) ? from_year : to_year);
  }
  note_beyond(world, i, from_year > to_year ? from_year : to_year);
  *factor = to / from;
  return true;
}

bool ek_world_rebase(struct ek_world *world, int index, int from_year, struct ek_pos pos,
                     double *factor) {
  return move(world, index, from_year, world->price_year, pos, factor);
}

bool ek_world_set_krona(struct ek_world *world, struct ek_pos pos) {
  return move(world, -1, world->price_year, ek_day_year(world->day), pos, &world->krona);
}

const char *ek_world_choose(const struct ek_world *world, const char *which) {
  const char *what = ek_day_year(world->day) == world->price_year ? "price_year" : "date for the rules";
  return ek_sprintf(world->arena, "choose %s %s", which, world->no_study ? "--date" : what);
}

/* What a study can do besides. */
static const char *choose_or(const struct ek_world *world, const char *which,
                             const struct ek_parameter *p) {
  const char *choose = ek_world_choose(world, which);
  if (world->no_study) return choose;
  return ek_sprintf(world->arena, "%s, or give it under 'overrides: {%s: …}'", choose, p->name.text);
}

/* Finds the table's row for the municipality: the latest at or before the
 * year, else, where the parameter may be held, the first after it. */
static int table_row(const struct ek_world *world, const struct ek_parameter *p, int *row_year) {
  const struct ek_csv *csv = p->table.csv;
  int year_column = ek_csv_column(csv, p->table.year.text);
  int value_column = ek_csv_column(csv, p->table.column.text);
  int wanted = ek_day_year(world->day), best = -1, best_year = 0;
  const struct ek_name *keys = p->table.key.items;
  if (world->municipality == NULL) return -1;
  for (size_t k = 0; k < p->table.key.n && best < 0; k++) {
    int key_column = ek_csv_column(csv, keys[k].text);
    for (size_t row = 0; row < csv->rows; row++) {
      if (strcmp(ek_csv_cell(csv, row, (size_t)key_column)->text, world->municipality) != 0) continue;
      if (*ek_csv_cell(csv, row, (size_t)value_column)->text == '\0') continue;
      int year = atoi(ek_csv_cell(csv, row, (size_t)year_column)->text);
      bool better = best < 0 || (year <= wanted ? best_year > wanted || year > best_year
                                                : best_year > wanted && year < best_year);
      if (better) {
        best = (int)row;
        best_year = year;
      }
    }
  }
  *row_year = best_year;
  return best;
}

/* The nearest place name in the table, to suggest. */
static const char *near_place(const struct ek_world *world, const struct ek_parameter *p) {
  const struct ek_csv *csv = p->table.csv;
  const struct ek_name *keys = p->table.key.items;
  const char **words = ek_alloc_array(world->arena, csv->rows * p->table.key.n, sizeof *words);
  size_t n = 0;
  for (size_t k = 0; k < p->table.key.n; k++) {
    int column = ek_csv_column(csv, keys[k].text);
    for (size_t row = 0; row < csv->rows; row++) {
      words[n++] = ek_csv_cell(csv, row, (size_t)column)->text;
    }
  }
  return ek_text_nearest(world->municipality, words, n);
}

/* The last year that a row is known for. */
static int last_year(const struct ek_parameter *p, int row, int from) {
  if (p->table.until.text == NULL) return from;
  int column = ek_csv_column(p->table.csv, p->table.until.text);
  int year = atoi(ek_csv_cell(p->table.csv, (size_t)row, (size_t)column)->text);
  return year > from ? year : from;
}

/* Beside dated values, a table holds for the places and years that it has. */
static bool own_row(const struct ek_world *world, const struct ek_parameter *p) {
  int year = 0, row = table_row(world, p, &year), wanted = ek_day_year(world->day);
  return row >= 0 && year <= wanted && last_year(p, row, year) >= wanted;
}

/* A place that the study names is wrong there, once, and not in each table of the model. */
static double *no_row(struct ek_world *world, const struct ek_parameter *p) {
  if (world->municipality == NULL) {
    ek_error(world->diags, p->name.pos,
             world->no_study ? "name one: --municipality NAME" : "name it under settings: municipality: …",
             "'%s' is known by municipality, and %s names none", p->name.text,
             world->no_study ? "the command" : "the study");
    return ek_world_column(world, NAN);
  }
  const char *near = near_place(world, p);
  if (near != NULL) near = ek_sprintf(world->arena, "did you mean '%s'?", near);
  if (world->municipality_pos.source != NULL) {
    ek_error(world->diags, world->municipality_pos, near, "there is no municipality '%s' in %s",
             world->municipality, p->table.file.text);
  } else {
    ek_error(world->diags, p->name.pos, near ? near : "see settings.municipality",
             "'%s' has no row for '%s' in %s", p->name.text, world->municipality, p->table.file.text);
  }
  return ek_world_column(world, NAN);
}

static double *table_value(struct ek_world *world, const struct ek_parameter *p,
                           struct ek_trace *trace) {
  int year = 0, row = table_row(world, p, &year), wanted = ek_day_year(world->day);
  if (row < 0) return no_row(world, p);
  if (year > wanted && !p->hold_before) {
    ek_error(world->diags, p->name.pos,
             choose_or(world, "a later", p),
             "'%s' of '%s' is not known before %d", p->name.text, world->municipality, year);
    return ek_world_column(world, NAN);
  }
  int last = year < wanted ? last_year(p, row, year) : year;
  if (year > wanted || last < wanted) {
    ek_world_note(world, (struct ek_note){.kind = year > wanted ? EK_NOTE_HELD_BEFORE : EK_NOTE_STALE,
                                          .name = ek_sprintf(world->arena, "%s (%s)", p->name.text,
                                                             world->municipality),
                                          .year = wanted, .used = last, .pos = p->name.pos});
  }
  const struct ek_cell *cell =
      ek_csv_cell(p->table.csv, (size_t)row, (size_t)ek_csv_column(p->table.csv, p->table.column.text));
  if (trace != NULL) {
    trace->pos = ek_csv_pos(p->table.csv, cell);
    trace->formula = cell->text;
    const char *place = ek_sprintf(world->arena, "%s %d", world->municipality, year);
    trace->remark = (struct ek_label){place, place};
  }
  double value;
  struct ek_number_error error;
  size_t used = ek_number_scan(world->arena, cell->text, true, &value, &error);
  if (used == 0 || cell->text[used] != '\0') {
    ek_error(world->diags, ek_csv_pos(p->table.csv, cell), NULL, "'%s' is not a number", cell->text);
    value = NAN;
  }
  return ek_world_column(world, value * p->factor);
}

/* The dated value in force, or the first one where the day is before it. */
static const struct ek_dated_value *in_force(const struct ek_parameter *p, ek_day day) {
  for (size_t i = p->n_dated; i-- > 0;) {
    if (p->dated[i].from <= day) return &p->dated[i];
  }
  return p->n_dated > 0 ? &p->dated[0] : NULL;
}

/* How a value before its first date is used: moved by index, held, or refused. */
static bool stretch(struct ek_world *world, const struct ek_parameter *p,
                    const struct ek_dated_value *v, double *factor) {
  *factor = 1;
  if (v->from <= world->day) return true;
  int wanted = ek_day_year(world->day), used = ek_day_year(v->from);
  struct ek_note note = {.kind = EK_NOTE_HELD_BEFORE, .name = p->name.text, .year = wanted,
                         .used = used, .index = p->index.text, .pos = v->value.pos};
  if (p->index.text != NULL) {
    note.kind = EK_NOTE_MOVED;
    if (!move(world, ek_model_index(world->model, p->index.text), used, wanted, p->name.pos,
              factor)) {
      return false;
    }
  } else if (!p->hold_before) {
    return ek_error(world->diags, p->name.pos,
                    choose_or(world, "a later", p),
                    "'%s' is not known before %s", p->name.text,
                    ek_day_text(world->arena, v->from));
  }
  ek_world_note(world, note);
  return true;
}

/* A benefit that was abolished must not be paid for ever at its last amount. */
static double *ended(struct ek_world *world, const struct ek_parameter *p) {
  ek_error(world->diags, p->name.pos, choose_or(world, "an earlier", p),
           "'%s' is not known after %s", p->name.text, ek_day_text(world->arena, p->until));
  return ek_world_column(world, NAN);
}

static double *dated_value(struct ek_world *world, const struct ek_parameter *p,
                           struct ek_trace *trace) {
  const struct ek_dated_value *v = in_force(p, world->day);
  double factor;
  if (v == NULL || v->formula == NULL || !stretch(world, p, v, &factor)) {
    return ek_world_column(world, NAN);
  }
  struct ek_env env = {.world = world, .trace = trace};
  double *column = ek_formula_eval(v->formula, &env);
  if (factor != 1) {
    double *moved = ek_alloc_array(world->arena, world->draws, sizeof *moved);
    for (size_t d = 0; d < world->draws; d++) moved[d] = column[d] * factor;
    column = moved;
  }
  if (trace != NULL) {
    trace->formula = v->value.text;
    trace->pos = v->value.pos;
    if (v->value.source.text != NULL) {
      trace->source = ek_model_origin(world->model, v->value.source);
    }
    if (v->value.grade != EK_GRADE_NONE) trace->grade = v->value.grade;
    const char *from = ek_day_text(world->arena, v->from);
    trace->remark = (struct ek_label){ek_sprintf(world->arena, "från %s", from),
                                      ek_sprintf(world->arena, "from %s", from)};
  }
  return column;
}

static const struct ek_quantity *overriding(const struct ek_world *world, int parameter) {
  for (size_t i = 0; i < world->n_overrides; i++) {
    if (world->overrides[i].parameter == parameter) return world->overrides[i].quantity;
  }
  return NULL;
}

static double *compute_parameter(struct ek_world *world, int index, struct ek_trace *trace) {
  const struct ek_parameter *p = &world->model->parameters[index];
  const struct ek_quantity *override = overriding(world, index);
  if (override != NULL) {
    struct ek_env env = {.world = world, .trace = trace};
    if (trace != NULL) {
      trace->remark = (struct ek_label){"ersatt i studien", "overridden by the study"};
      trace->pos = override->value->pos;
      trace->source = override->value->source;
      trace->grade = override->value->grade;
      trace->formula = override->value->text;
    }
    return ek_quantity_eval(override, &env);
  }
  if (p->until != 0 && world->day > p->until) return ended(world, p);
  if (!p->table.present || (p->n_dated > 0 && !own_row(world, p))) return dated_value(world, p, trace);
  return table_value(world, p, trace);
}

double *ek_world_parameter(struct ek_world *world, int index, struct ek_trace *trace) {
  const struct ek_parameter *p = &world->model->parameters[index];
  if (trace != NULL && ek_trace_has(trace, "parameter", p->name.text)) trace = NULL;
  if (world->parameter[index] != NULL && trace == NULL) {
    world->doubts += world->doubtful[index];
    return world->parameter[index];
  }
  if (world->busy[index]) {
    ek_error(world->diags, p->name.pos, NULL, "'%s' is defined by itself", p->name.text);
    return ek_world_column(world, NAN);
  }
  struct ek_trace *node = NULL;
  if (trace != NULL) {
    node = ek_trace_add(trace->arena, trace, "parameter", p->name.text);
    node->label = p->label;
    node->unit = p->unit;
    node->source = ek_model_origin(world->model, p->source);
    node->grade = p->grade;
    node->pos = p->name.pos;
  }
  struct ek_arena *scratch = world->scratch;
  size_t doubts = world->doubts;
  world->busy[index] = 1;
  world->scratch = NULL; /* it is kept */
  world->parameter[index] = compute_parameter(world, index, node);
  world->scratch = scratch;
  world->busy[index] = 0;
  world->doubtful[index] = world->doubts > doubts;
  if (node != NULL) node->value = ek_column_mean(world->parameter[index], world->draws);
  return world->parameter[index];
}

/* An assumption's value is bound in a struct ek_named_value: its name stands before it. */
static const struct ek_named_value *assumption_named(const struct ek_quantity *q) {
  return (const void *)((const char *)q->value - offsetof(struct ek_named_value, value));
}

bool ek_asked_has(const struct ek_asked *asked, const struct ek_value *value) {
  const struct ek_value *const *known = asked->values.items;
  for (size_t i = 0; i < asked->values.n; i++) if (known[i] == value) return true;
  return false;
}

void ek_asked_note(struct ek_asked *asked, const struct ek_value *value) {
  if (!ek_asked_has(asked, value)) *(const struct ek_value **)ek_list_push(asked->arena, &asked->values, sizeof value) = value;
}

double *ek_world_assumption(struct ek_world *world, int index, struct ek_trace *trace) {
  const struct ek_quantity *q = world->assumptions[index];
  if (q == NULL) return ek_world_column(world, NAN);
  const struct ek_named_value *named = assumption_named(q);
  if (trace != NULL && ek_trace_has(trace, "assumption", named->name.text)) trace = NULL;
  if (world->assumption[index] != NULL && trace == NULL) {
    world->doubts += world->assumption_doubtful[index];
    return world->assumption[index];
  }
  if (world->assumption_busy[index]) {
    ek_error(world->diags, q->value->pos, NULL, "this assumption is defined by itself");
    return ek_world_column(world, NAN);
  }
  struct ek_trace *node = NULL;
  if (trace != NULL) {
    node = ek_trace_add(trace->arena, trace, "assumption", named->name.text);
    node->unit = q->unit;
    node->source = ek_model_origin(world->model, q->value->source);
    node->grade = q->value->grade;
    node->pos = q->value->pos;
    node->formula = q->value->text;
  }
  world->assumption_busy[index] = 1;
  struct ek_env env = {.world = world, .trace = node};
  struct ek_arena *scratch = world->scratch;
  size_t doubts = world->doubts;
  world->scratch = NULL; /* it is kept */
  world->assumption[index] = ek_quantity_eval(q, &env);
  world->scratch = scratch;
  world->assumption_busy[index] = 0;
  world->assumption_doubtful[index] = world->doubts > doubts;
  if (node != NULL) node->value = ek_column_mean(world->assumption[index], world->draws);
  return world->assumption[index];
}

double **ek_world_item_defaults(struct ek_world *world, const struct ek_person *person,
                                const struct ek_item *item, const struct ek_input **lacking) {
  double **values = ek_alloc_array(world->arena, item->locals.n, sizeof *values);
  const struct ek_input *inputs = item->inputs.items;
  for (size_t i = 0; i < item->first_input; i++) { /* of the person: an income is nothing */
    if (item->locals.items[i].formula == NULL) values[i] = ek_world_column(world, 0);
  }
  for (size_t i = 0; i < item->inputs.n; i++) {
    struct ek_env env = {.world = world, .person = person};
    if (inputs[i].formula == NULL) {
      *lacking = &inputs[i];
      return NULL;
    }
    values[item->first_input + i] = ek_formula_eval(inputs[i].formula, &env);
  }
  return values;
}
