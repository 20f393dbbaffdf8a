/* The entries of a model by name, and what stands in each. */
#include "lookup/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

const char *const ek_entry_kind_names[EK_ENTRY_KINDS] = {
    [EK_ENTRY_PARAMETER] = "parameter", [EK_ENTRY_RULE] = "rule",     [EK_ENTRY_STATE] = "state",
    [EK_ENTRY_SERVICE] = "service",     [EK_ENTRY_INDEX] = "index",   [EK_ENTRY_ACTOR] = "actor",
    [EK_ENTRY_POOL] = "pool",           [EK_ENTRY_SCHEDULE] = "schedule", [EK_ENTRY_EVIDENCE] = "evidence", [EK_ENTRY_INCOME] = "income",
    [EK_ENTRY_PERSON] = "person",       [EK_ENTRY_HOUSEHOLD] = "household", [EK_ENTRY_SOURCE] = "source",
    [EK_ENTRY_MISSING] = "missing"};

/* ---- which entries there are ---- */

static void push(struct ek_arena *arena, struct ek_list *list, enum ek_entry_kind kind, size_t index,
                 const char *name, struct ek_label label) {
  *(struct ek_entry_ref *)ek_list_push(arena, list, sizeof(struct ek_entry_ref)) =
      (struct ek_entry_ref){kind, index, name, label};
}

#define PUSH_ALL(kind, field)                                                                      \
  for (size_t i = 0; i < m->n_##field; i++) {                                                      \
    push(arena, &list, kind, i, m->field[i].name.text, m->field[i].label);                         \
  }

static void push_items(struct ek_arena *arena, const struct ek_model *m, bool states,
                       struct ek_list *list) {
  for (size_t i = 0; i < m->n_items; i++) {
    if (m->items[i].is_state != states) continue;
    push(arena, list, states ? EK_ENTRY_STATE : EK_ENTRY_SERVICE, i, m->items[i].name.text, m->items[i].label);
  }
}

static void push_person(struct ek_arena *arena, const struct ek_personal *p, struct ek_list *list) {
  const struct ek_income *incomes = p->incomes.items;
  const struct ek_flow *flows = p->item.flows.items;
  const struct ek_input *inputs = p->item.inputs.items;
  const struct ek_household_line *lines = p->household.items;
  for (size_t i = 0; i < p->incomes.n; i++) {
    push(arena, list, EK_ENTRY_INCOME, i, incomes[i].name.text, incomes[i].label);
  }
  for (size_t i = 0; i < p->item.flows.n; i++) {
    push(arena, list, EK_ENTRY_PERSON, i, flows[i].name.text, flows[i].label);
  }
  for (size_t i = 0; i < p->item.inputs.n; i++) {
    push(arena, list, EK_ENTRY_HOUSEHOLD, i, inputs[i].name.text, inputs[i].label);
  }
  for (size_t i = 0; i < p->household.n; i++) {
    push(arena, list, EK_ENTRY_HOUSEHOLD, p->item.inputs.n + i, lines[i].name.text, lines[i].label);
  }
}

struct ek_list ek_model_entry_list(struct ek_arena *arena, const struct ek_model *m) {
  struct ek_list list = {0};
  PUSH_ALL(EK_ENTRY_PARAMETER, parameters)
  PUSH_ALL(EK_ENTRY_RULE, rules)
  push_items(arena, m, true, &list);
  push_items(arena, m, false, &list);
  PUSH_ALL(EK_ENTRY_INDEX, indices)
  PUSH_ALL(EK_ENTRY_ACTOR, actors)
  PUSH_ALL(EK_ENTRY_POOL, pools)
  PUSH_ALL(EK_ENTRY_SCHEDULE, schedules)
  PUSH_ALL(EK_ENTRY_EVIDENCE, evidence)
  push_person(arena, &m->personal, &list);
  for (size_t i = 0; i < m->n_sources; i++) {
    const struct ek_source_entry *s = &m->sources[i];
    push(arena, &list, EK_ENTRY_SOURCE, i, s->name.text, (struct ek_label){s->title, s->title});
  }
  PUSH_ALL(EK_ENTRY_MISSING, missing)
  return list;
}

struct ek_list ek_model_entries_named(struct ek_arena *arena, const struct ek_model *model,
                                      const char *name) {
  struct ek_list all = ek_model_entry_list(arena, model), found = {0};
  const struct ek_entry_ref *entries = all.items;
  for (size_t i = 0; i < all.n; i++) {
    if (strcmp(entries[i].name, name) != 0) continue;
    *(struct ek_entry_ref *)ek_list_push(arena, &found, sizeof *entries) = entries[i];
  }
  return found;
}

const char *ek_model_entry_near(struct ek_arena *arena, const struct ek_model *model,
                                const char *name) {
  struct ek_list all = ek_model_entry_list(arena, model);
  const struct ek_entry_ref *entries = all.items;
  const char **words = ek_alloc_array(arena, all.n, sizeof *words);
  for (size_t i = 0; i < all.n; i++) words[i] = entries[i].name;
  return ek_text_nearest(name, words, all.n);
}

/* ---- small answers ---- */

const char *ek_flow_kind(const struct ek_model *m, int from, int to) {
  if (from == EK_ACCOUNT_PRODUCTION(m)) return "production";
  return to == EK_ACCOUNT_RESOURCES(m) ? "resources" : "transfer";
}

const char *ek_account_name(const struct ek_model *m, int account) {
  if (account == EK_ACCOUNT_PRODUCTION(m)) return "production";
  return account == EK_ACCOUNT_RESOURCES(m) ? "resources" : m->actors[account].name.text;
}

double ek_in_unit(double value, const char *unit) {
  struct ek_unit_reading read = {.top = 1, .bottom = 1};
  if (unit == NULL || strcmp(unit, "1") == 0 || !ek_unit_read(unit, true, &read)) return value;
  return value * read.bottom / read.top;
}

static int year_in(const struct ek_csv *csv, size_t row, const char *column) {
  int at = column != NULL ? ek_csv_column(csv, column) : -1;
  return at >= 0 ? atoi(ek_csv_cell(csv, row, (size_t)at)->text) : 0;
}

static int compare_texts(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct ek_table_extent ek_table_extent(struct ek_arena *arena, const struct ek_table *t) {
  struct ek_table_extent out = {0};
  const struct ek_name *keys = t->key.items;
  int column = t->csv != NULL ? ek_csv_column(t->csv, keys[0].text) : -1;
  if (column < 0 || t->csv->rows == 0) return out;
  const char **places = ek_alloc_array(arena, t->csv->rows, sizeof *places);
  for (size_t row = 0; row < t->csv->rows; row++) {
    places[row] = ek_csv_cell(t->csv, row, (size_t)column)->text;
    int from = year_in(t->csv, row, t->year.text), until = year_in(t->csv, row, t->until.text);
    if (out.first_year == 0 || from < out.first_year) out.first_year = from;
    if (from > out.last_year) out.last_year = from;
    if (until > out.last_year) out.last_year = until;
  }
  qsort(places, t->csv->rows, sizeof *places, compare_texts);
  for (size_t row = 0; row < t->csv->rows; row++) {
    out.places += row == 0 || strcmp(places[row], places[row - 1]) != 0;
  }
  return out;
}
