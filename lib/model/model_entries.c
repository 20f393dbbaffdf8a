/* Parameters, rules, states and services, read and made ready one by one when
 * a study or a formula asks for them. An entry's unit or signature is known
 * before its formulas are compiled, so that entries may use each other. */
#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "model/model.h"
#include "model/model_files.h"

static_assert(offsetof(struct ek_entry, unread) == offsetof(struct ek_parameter, unread) &&
                  offsetof(struct ek_entry, unread) == offsetof(struct ek_rule, unread) &&
                  offsetof(struct ek_entry, unread) == offsetof(struct ek_item, unread) &&
                  offsetof(struct ek_entry, unread) == offsetof(struct ek_source_entry, unread) &&
                  offsetof(struct ek_entry, unread) == offsetof(struct ek_missing, unread) &&
                  offsetof(struct ek_entry, broken) == offsetof(struct ek_parameter, broken) &&
                  offsetof(struct ek_entry, broken) == offsetof(struct ek_rule, broken) &&
                  offsetof(struct ek_entry, broken) == offsetof(struct ek_item, broken) &&
                  offsetof(struct ek_entry, broken) == offsetof(struct ek_source_entry, broken) &&
                  offsetof(struct ek_entry, broken) == offsetof(struct ek_missing, broken),
              "entries begin alike");

static const struct ek_node *map_node(struct ek_arena *arena, const struct ek_name *key,
                                      const struct ek_node *value) {
  struct ek_node *name = ek_alloc(arena, sizeof *name), *map = ek_alloc(arena, sizeof *map);
  struct ek_pair *pair = ek_alloc(arena, sizeof *pair);
  name->kind = EK_NODE_SCALAR;
  name->text = key->text;
  name->pos = key->pos;
  *pair = (struct ek_pair){name, value};
  map->kind = EK_NODE_MAP;
  map->pos = key->pos;
  map->n = 1;
  map->pairs = pair;
  return map;
}

/* The room is bound as the only field of a record, so that messages name it. */
bool ek_model_bind_map(struct ek_model *m, const char *room, const struct ek_record *record,
                       const struct ek_node *map, struct ek_list *out) {
  const struct ek_field fields[] = {{.key = room, .kind = EK_RECORD_MAP, .record = record},
                                    {.key = NULL}};
  const struct ek_record wrapper = {.name = room, .size = sizeof(struct ek_list),
                                    .fields = fields, .pos_offset = EK_NO_OFFSET,
                                    .present_offset = EK_NO_OFFSET};
  const struct ek_name name = {room, map->pos};
  return ek_bind(m->arena, map_node(m->arena, &name, map), &wrapper, out, m->diags);
}

/* Binds an entry that has not been read, in its place. True when it is new and whole. */
static bool read_entry(struct ek_model *m, const char *room, const struct ek_record *record,
                       struct ek_entry *entry) {
  const struct ek_unread *unread = entry->unread;
  if (unread == NULL) return false;
  entry->unread = NULL; /* at once: what it uses may use it */
  const struct ek_node *node =
      unread->entry != NULL ? ek_yaml_read_entry(m->arena, unread->source, unread->entry, m->diags)
                            : unread->node;
  struct ek_list list = {0};
  const struct ek_name name = entry->name;
  bool fine = node != NULL && ek_model_bind_map(m, room, record, map_node(m->arena, &name, node), &list);
  if (list.n == 1) memcpy(entry, list.items, record->size);
  entry->name = name;
  entry->broken = !fine;
  return fine;
}

/* A grade may stand beside the source or in it. */
static void take_grade(enum ek_grade *grade, const struct ek_origin *source) {
  if (*grade == EK_GRADE_NONE) *grade = (enum ek_grade)source->grade;
}

static int compare_dated(const void *a, const void *b) {
  const struct ek_dated_value *x = a, *y = b;
  return (x->from > y->from) - (x->from < y->from);
}

/* A bare number stands in the unit that its parameter declares: 44 500 under
 * `unit: kr/year`. NULL when it is anything else. */
static const struct ek_formula *bare_number(struct ek_arena *arena, const char *text,
                                            struct ek_unit unit, double factor) {
  struct ek_number_error error;
  struct ek_unit read;
  const char *unit_text;
  double number;
  if (isalpha((unsigned char)*text)) return NULL; /* a name, most often: no need to say why not */
  if (!ek_quantity_parse(arena, text, &number, &read, &unit_text, &error)) return NULL;
  return *unit_text == '\0' ? ek_formula_constant(arena, number * factor, unit) : NULL;
}

/* Dated values as written to dated formulas in order of time. */
static struct ek_dated_value *compile_dated(const struct ek_model *m, const struct ek_list *values,
                                            const struct ek_scope *scope, struct ek_unit unit,
                                            double factor, struct ek_diags *diags) {
  const struct ek_named_value *v = values->items;
  struct ek_dated_value *dated = ek_alloc_array(m->arena, values->n, sizeof *dated);
  for (size_t i = 0; i < values->n; i++) {
    dated[i].value = v[i].value;
    if (!ek_day_parse(v[i].name.text, &dated[i].from)) {
      ek_error(diags, v[i].name.pos, "write 2013-01-01", "'%s' is not a date", v[i].name.text);
    }
    if (v[i].value.node == NULL) continue;
    dated[i].formula = bare_number(m->arena, v[i].value.text, unit, factor);
    if (dated[i].formula == NULL) {
      dated[i].formula = ek_formula_compile(m->arena, v[i].value.node, scope, &unit, diags);
    }
  }
  if (values->n > 0) qsort(dated, values->n, sizeof *dated, compare_dated);
  for (size_t i = 1; i < values->n; i++) { /* written in two ways, or the key would be a duplicate */
    if (dated[i].from != dated[i - 1].from) continue;
    ek_error(diags, dated[i].value.pos, NULL, "two values hold from %s",
             ek_day_text(m->arena, dated[i].from));
  }
  return dated;
}

static void check_column(const struct ek_model *m, const struct ek_parameter *p,
                         const struct ek_name *column) {
  const struct ek_csv *csv = p->table.csv;
  if (column->text == NULL || ek_csv_column(csv, column->text) >= 0) return;
  struct ek_buffer known = {.arena = m->arena};
  const char **words = ek_alloc_array(m->arena, csv->columns, sizeof *words);
  for (size_t i = 0; i < csv->columns; i++) {
    words[i] = csv->header[i].text;
    ek_buffer_addf(&known, "%s%s", i > 0 ? ", " : "its columns: ", words[i]);
  }
  const char *near = ek_text_nearest(column->text, words, csv->columns);
  ek_error(m->diags, column->pos,
           near != NULL ? ek_sprintf(m->arena, "did you mean '%s'?", near) : ek_buffer_text(&known),
           "%s has no column '%s'", p->table.file.text, column->text);
}

static void check_table(const struct ek_model *m, const struct ek_parameter *p) {
  if (p->table.csv == NULL) return;
  const struct ek_name *keys = p->table.key.items;
  check_column(m, p, &p->table.year);
  check_column(m, p, &p->table.column);
  if (p->table.until.text != NULL) check_column(m, p, &p->table.until);
  for (size_t k = 0; k < p->table.key.n; k++) check_column(m, p, &keys[k]);
}

/* One file may serve several parameters. */
static void read_table(struct ek_model *m, struct ek_table *t) {
  for (size_t i = 0; i < m->n_parameters; i++) {
    const struct ek_table *other = &m->parameters[i].table;
    if (other->csv != NULL && ek_text_same(other->file.text, t->file.text)) t->csv = other->csv;
  }
  if (t->csv != NULL || t->file.text == NULL) return;
  const char *path = ek_sprintf(m->arena, "%s/%s", m->folder, t->file.text);
  if (!ek_file_exists(path)) {
    ek_error(m->diags, t->file.pos, ek_file_missing_hint(m->arena, path), "there is no file '%s'", path);
    return;
  }
  const struct ek_source *source = ek_file_read(m->arena, path, m->diags);
  if (source != NULL) t->csv = ek_csv_read(m->arena, source, m->diags);
}

void ek_model_need_parameter(struct ek_model *m, size_t index) {
  struct ek_parameter *p = &m->parameters[index];
  if (!read_entry(m, "parameters", &ek_record_parameter, (struct ek_entry *)(void *)p)) return;
  size_t before = ek_diags_errors(m->diags);
  ek_model_default_label(&p->label, &p->name);
  take_grade(&p->grade, &p->source);
  bool known = ek_model_unit(m, p->unit_text, p->name.pos, &p->unit, &p->factor, m->diags);
  if (ek_unit_word(p->name.text, strlen(p->name.text))) {
    ek_error(m->diags, p->name.pos, "choose another name", "'%s' is a unit", p->name.text);
  }
  if (p->index.text != NULL) ek_model_index_named(m, p->index.text, p->index.pos, m->diags);
  if (p->table.present) {
    read_table(m, &p->table);
    check_table(m, p);
  } else if (p->values.n == 0) {
    ek_error(m->diags, p->name.pos, NULL, "'%s' has neither values nor a table", p->name.text);
  }
  const struct ek_scope scope = {.model = m};
  p->busy = true;
  if (known) { /* else every value would seem to have a wrong unit too */
    p->dated = compile_dated(m, &p->values, &scope, p->unit, p->factor, m->diags);
    p->n_dated = p->values.n;
    if (p->until != 0 && p->n_dated > 0 && p->until < p->dated[p->n_dated - 1].from) {
      ek_error(m->diags, p->name.pos, "'until' is the last day of the last value",
               "'%s' has a value from after its end", p->name.text);
    }
  }
  p->busy = false;
  p->broken = ek_diags_errors(m->diags) > before;
}

/* Gives the factor of the rule's own unit. */
static double rule_signature(struct ek_model *m, struct ek_rule *r) {
  double factor, own;
  ek_model_default_label(&r->label, &r->name);
  take_grade(&r->grade, &r->source);
  ek_model_unit(m, r->unit_text, r->name.pos, &r->unit, &own, m->diags);
  const struct ek_named_text *args = r->args.items;
  struct ek_local *given = ek_alloc_array(m->arena, r->args.n, sizeof *given);
  for (size_t k = 0; k < r->args.n; k++) {
    given[k].name = args[k].name.text;
    ek_model_unit(m, args[k].text, args[k].name.pos, &given[k].unit, &factor, m->diags);
  }
  r->n_args = r->args.n;
  r->locals = (struct ek_locals){given, r->args.n};
  return own;
}

/* What a rule calls has been compiled before it, so their answers are known. */
static bool rule_asks_person(const struct ek_model *m, const struct ek_rule *r) {
  for (size_t i = 0; i < r->n_dated; i++) {
    const struct ek_formula *f = r->dated[i].formula;
    if (f != NULL && ek_formula_asks_person(f, m)) return true;
  }
  for (size_t i = 0; i < r->locals.n; i++) {
    const struct ek_formula *f = r->locals.items[i].formula;
    if (f != NULL && ek_formula_asks_person(f, m)) return true;
  }
  return false;
}

void ek_model_need_rule(struct ek_model *m, size_t index) {
  struct ek_rule *r = &m->rules[index];
  if (!read_entry(m, "rules", &ek_record_rule, (struct ek_entry *)(void *)r)) return;
  size_t before = ek_diags_errors(m->diags);
  r->busy = true;
  double factor = rule_signature(m, r);
  const struct ek_scope base = {.model = m, .person = true};
  r->locals = ek_model_compile_lets(&base, r->locals.items, r->n_args, &r->let, m->arena, m->diags);
  const struct ek_scope scope = {.model = m, .locals = r->locals, .person = true};
  bool one = r->value.text != NULL;
  if (one == (r->values.n > 0)) {
    ek_error(m->diags, r->name.pos, NULL, "the rule '%s' needs either value or values", r->name.text);
  } else if (one) {
    r->dated = ek_alloc(m->arena, sizeof *r->dated);
    r->dated->value = r->value;
    r->dated->formula = ek_formula_compile(m->arena, r->value.node, &scope, &r->unit, m->diags);
    r->n_dated = 1;
  } else {
    r->dated = compile_dated(m, &r->values, &scope, r->unit, factor, m->diags);
    r->n_dated = r->values.n;
  }
  r->person = rule_asks_person(m, r);
  r->busy = false;
  r->broken = ek_diags_errors(m->diags) > before;
}

void ek_model_need_item(struct ek_model *m, size_t index) {
  struct ek_item *item = &m->items[index];
  bool is_state = item->is_state;
  bool read = read_entry(m, is_state ? "states" : "services",
                         is_state ? &ek_record_state : &ek_record_service, (struct ek_entry *)(void *)item);
  item->is_state = is_state; /* also of one that is wrong, or it would be missed where it is named */
  if (!read) return;
  ek_model_need_person(m); /* it sees its inputs */
  take_grade(&item->grade, &item->source);
  const struct ek_scope base = {.model = m, .person = true};
  item->broken = !ek_model_compile_item(&base, m->arena, item, m->diags);
}

void ek_model_need_source(struct ek_model *m, size_t index) {
  read_entry(m, "sources", &ek_record_source, (struct ek_entry *)(void *)&m->sources[index]);
}

/* As in ek_model_parameter: to callers a model that has been read more of is the same. */
const struct ek_missing *ek_model_missing(const struct ek_model *model) {
  struct ek_model *m = (struct ek_model *)model;
  ek_model_need_group(m, EK_GROUP_TEXTS);
  for (size_t i = 0; i < m->n_missing; i++) {
    struct ek_missing *gap = &m->missing[i];
    read_entry(m, "missing", &ek_record_missing, (struct ek_entry *)(void *)gap);
    ek_model_default_label(&gap->label, &gap->name);
  }
  return m->missing;
}

void ek_model_read_all(struct ek_model *m) {
  ek_model_need_group(m, EK_GROUP_STUDIES);
  ek_model_need_group(m, EK_GROUP_TEXTS);
  ek_model_need_person(m);
  for (size_t i = 0; i < m->n_parameters; i++) ek_model_need_parameter(m, i);
  for (size_t i = 0; i < m->n_rules; i++) ek_model_need_rule(m, i);
  for (size_t i = 0; i < m->n_items; i++) ek_model_need_item(m, i);
  for (size_t i = 0; i < m->n_sources; i++) ek_model_need_source(m, i);
  ek_model_missing(m);
}
