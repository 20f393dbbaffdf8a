/* The overview as tidy rows and as one object. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "people/overview.h"
#include "render/csv_row.h"
#include "views/overview.h"
#include "views/result_json.h"
#include "views/stamp.h"

enum { COLUMNS = 9, PERSONS = 4, NUMBER = 5 };
static const char *const head[COLUMNS] = {"section", "file", "name", "value", "persons", "number", "line", "column", "text"};

/* One statement, however it is written. */
struct statement {
  const char *section, *name, *value, *text;
  bool counted, numbered, masked;
  size_t persons;
  double number;
  int line, column;
};

/* Goes through all statements on a file in the order of the sections. */
struct teller {
  struct ek_arena *arena;
  const struct ek_people *p;
  bool compared;
  void (*tell)(struct teller *t, const struct statement *s);
  void *out;
};

static const struct ek_people_file *file_of(const struct teller *t) { return t->compared ? &t->p->group : &t->p->file; }

static void tell_file(struct teller *t, const struct ek_overview *o) {
  const struct ek_people_file *f = file_of(t);
  const char *const *used = f->used.items, *const *unused = f->unused.items;
  t->tell(t, &(struct statement){.section = "file", .name = "persons", .counted = true, .persons = o->persons, .masked = o->persons > 0 && o->persons < EK_FEWEST});
  if (f->source == NULL) return;
  t->tell(t, &(struct statement){.section = "file", .name = "rows", .numbered = true, .number = (double)f->rows});
  t->tell(t, &(struct statement){.section = "file", .name = "excluded", .numbered = true, .number = (double)f->excluded});
  t->tell(t, &(struct statement){.section = "file", .name = "encoding", .value = f->encoding});
  t->tell(t, &(struct statement){.section = "file", .name = "delimiter", .value = f->delimiter == '\t' ? "tab" : ek_sprintf(t->arena, "%c", f->delimiter)});
  for (size_t i = 0; i < f->used.n; i++) t->tell(t, &(struct statement){.section = "file", .name = "column_used", .value = used[i]});
  for (size_t i = 0; i < f->unused.n; i++) t->tell(t, &(struct statement){.section = "file", .name = "column_not_used", .value = unused[i]});
}

static const char *state(const struct ek_item *item) { return item != NULL ? item->name.text : ""; }

static void tell_moves(struct teller *t, const struct ek_overview *o) {
  const struct ek_moves *m = &o->moves;
  for (size_t i = 0; i < m->n; i++) {
    for (size_t k = 0; k < m->n; k++) {
      bool masked = m->masked[i * (m->n + 1) + k];
      if (m->count[i * m->n + k] == 0 && !masked) continue;
      t->tell(t, &(struct statement){.section = "move", .name = state(m->states[i]), .value = state(m->states[k]),
                                     .counted = true, .persons = m->count[i * m->n + k], .masked = masked});
    }
  }
  for (size_t k = 0; k < o->n_measured; k++) {
    for (size_t i = 0; i < o->n; i++) {
      size_t at = k * o->n + i;
      if (o->standing[at] == 0) continue;
      t->tell(t, &(struct statement){.section = "measured", .name = state(o->states[i]), .value = ek_sprintf(t->arena, "%d", o->measured[k]),
                                     .counted = true, .persons = o->standing[at], .masked = o->standing_masked[at]});
    }
  }
  for (size_t i = 0; i < o->n && o->observed > 0; i++) {
    if (o->months_heads[i] == 0) continue;
    t->tell(t, &(struct statement){.section = "months", .name = state(o->states[i]), .numbered = true,
                                   .number = o->months[i], .masked = o->months_masked[i]});
  }
}

static void tell_background(struct teller *t) {
  struct ek_list list = ek_covariates(t->p);
  const struct ek_covariate *c = list.items;
  for (size_t i = 0; i < list.n; i++) {
    if (strcmp(c[i].variable, "before.state") == 0 || isnan(c[i].mean[t->compared])) continue;
    t->tell(t, &(struct statement){.section = "background", .name = c[i].variable, .value = c[i].value, .counted = true,
                                   .persons = c[i].heads[t->compared], .numbered = true, .number = c[i].mean[t->compared],
                                   .masked = c[i].masked[t->compared]});
  }
}

static void tell_all(struct teller *t) {
  const struct ek_people_file *f = file_of(t);
  const struct ek_missing_cells *empty = f->empty.items;
  const struct ek_problem *p = f->problems.items;
  struct ek_overview o = ek_overview(t->p, t->compared);
  tell_file(t, &o);
  for (size_t i = 0; i < f->empty.n; i++) {
    t->tell(t, &(struct statement){.section = "missing", .name = empty[i].column, .numbered = true, .number = (double)empty[i].n});
  }
  if (o.persons >= EK_FEWEST) {
    tell_moves(t, &o);
    tell_background(t);
  }
  for (size_t i = 0; i < f->problems.n; i++) {
    t->tell(t, &(struct statement){.section = "problem", .name = p[i].column, .value = p[i].excludes ? "excluded" : "used",
                                   .text = p[i].message, .line = p[i].pos.line, .column = p[i].pos.column});
  }
}

static bool compared_too(const struct ek_people *p) { return p->n > p->participants || p->group.source != NULL; }

static void tell_row(struct teller *t, const struct statement *s) {
  const char *file = t->compared ? "comparison_group" : "participants";
  const char *cells[COLUMNS] = {s->section, file, s->name, s->value};
  if (s->counted && !s->masked) cells[PERSONS] = ek_sprintf(t->arena, "%zu", s->persons);
  if (s->numbered && !s->masked) cells[NUMBER] = ek_number_exact(t->arena, s->number);
  if (s->line > 0) cells[6] = ek_sprintf(t->arena, "%d", s->line);
  if (s->line > 0) cells[7] = ek_sprintf(t->arena, "%d", s->column);
  cells[8] = s->masked ? "masked" : s->text;
  ek_csv_row(t->out, cells, COLUMNS, 1u << PERSONS | 1u << NUMBER | 1u << 6 | 1u << 7);
}

void ek_overview_csv(const struct ek_people *people, struct ek_buffer *out) {
  struct teller t = {.arena = out->arena, .p = people, .tell = tell_row, .out = out};
  ek_csv_row(out, head, COLUMNS, 0);
  tell_all(&t);
  t.compared = true;
  if (compared_too(people)) tell_all(&t);
  ek_csv_stamps(out, ek_stamps_study(out->arena, people->study, &people->file, &people->group), COLUMNS, 0, 2, 8);
}

struct object {
  struct ek_json json;
  json_t *side;
};

static void tell_object(struct teller *t, const struct statement *s) {
  struct object *o = t->out;
  json_t *list = json_object_get(o->side, s->section), *one = json_object();
  if (list == NULL) {
    ek_json_put(&o->json, o->side, s->section, json_array());
    list = json_object_get(o->side, s->section);
  }
  ek_json_put_text(&o->json, one, "name", s->name);
  if (s->value != NULL) ek_json_put_text(&o->json, one, "value", s->value);
  if (s->masked) ek_json_put(&o->json, one, "masked", json_true());
  if (s->counted && !s->masked) ek_json_put_int(&o->json, one, "persons", (long long)s->persons);
  if (s->numbered && !s->masked) ek_json_put(&o->json, one, "number", json_real(s->number));
  if (s->line > 0) ek_json_put_int(&o->json, one, "line", s->line);
  if (s->line > 0) ek_json_put_int(&o->json, one, "column", s->column);
  if (s->text != NULL) ek_json_put_text(&o->json, one, "text", s->text);
  ek_json_push(&o->json, list, one);
}

bool ek_overview_json(const struct ek_people *people, struct ek_buffer *out) {
  struct object o = {.json = {.arena = out->arena}};
  struct teller t = {.arena = out->arena, .p = people, .tell = tell_object, .out = &o};
  json_t *root = json_object();
  ek_json_put(&o.json, root, "stamp", ek_json_stamp_study(&o.json, people->study, &people->file, &people->group));
  o.side = json_object();
  tell_all(&t);
  ek_json_put(&o.json, root, "participants", o.side);
  t.compared = true;
  if (compared_too(people)) {
    o.side = json_object();
    tell_all(&t);
    ek_json_put(&o.json, root, "comparison_group", o.side);
  }
  return ek_json_finish(&o.json, root, out);
}
