/* Writes the field reference in Markdown from the field tables, and gathers the records
 * that it and the schema describe. What the reference says is what the program reads. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "read/bind_spot.h"
#include "read/schema.h"

struct gathering {
  struct ek_arena *arena;
  struct ek_list records;
  bool values, origins, labels; /* which map forms may stand */
};

static bool listed(const struct ek_list *list, const struct ek_record *record) {
  const struct ek_record *const *records = list->items;
  for (size_t i = 0; i < list->n; i++)
    if (records[i] == record)
      return true;
  return false;
}

static void gather(struct gathering *g, const struct ek_record *record) {
  if (listed(&g->records, record))
    return;
  const struct ek_record **place = ek_list_push(g->arena, &g->records, sizeof *place);
  *place = record;
  for (const struct ek_field *field = record->fields; field->key; field++) {
    enum ek_kind kind = field->kind;
    if (field->flags & EK_HIDDEN)
      continue;
    if (field->record)
      gather(g, field->record);
    g->values |= kind == EK_VALUE || kind == EK_VALUES || kind == EK_VALUE_ROWS || kind == EK_VALUE_MAP;
    g->origins |= kind == EK_ORIGIN;
    g->labels |= kind == EK_LABEL;
  }
}

struct ek_list ek_schema_records(struct ek_arena *arena, const struct ek_record *record) {
  struct gathering g = {.arena = arena};
  gather(&g, record);
  if (g.values)
    gather(&g, &ek_value_record);
  if (g.origins)
    gather(&g, &ek_origin_record);
  if (g.labels)
    gather(&g, &ek_label_record);
  return g.records;
}

const char *ek_schema_name(struct ek_arena *arena, const struct ek_list *records,
                           const struct ek_record *record) {
  const struct ek_record *const *list = records->items;
  int same = 1;
  for (size_t i = 0; i < records->n && list[i] != record; i++)
    same += ek_text_same(list[i]->name, record->name);
  return same == 1 ? record->name : ek_sprintf(arena, "%s-%d", record->name, same);
}

/* A bar would end the cell of a Markdown table. */
static void add_cell(struct ek_buffer *out, const char *text) {
  for (const char *c = text ? text : ""; *c; c++)
    ek_buffer_addf(out, *c == '|' ? "\\%c" : "%c", *c == '\n' ? ' ' : *c);
  ek_buffer_add(out, " | ");
}

static const char *link_to(struct ek_arena *arena, const struct ek_list *records,
                           const struct ek_record *record) {
  const char *name = ek_schema_name(arena, records, record);
  return ek_sprintf(arena, "[%s](#%s)", name, name);
}

static const char *kind_text(struct ek_arena *arena, const struct ek_list *records,
                             const struct ek_field *field) {
  static const char *const plain[] = {
      [EK_TEXT] = "text",
      [EK_NAME] = "name",
      [EK_BOOL] = "yes or no",
      [EK_INT] = "whole number",
      [EK_MONTH] = "month",
      [EK_DAY] = "day",
      [EK_MONTHS] = "duration",
      [EK_ENUM] = "one of",
      [EK_VALUE] = "[quantity](#value)",
      [EK_LABEL] = "[label](#label)",
      [EK_NAMES] = "name or list of names",
      [EK_VALUES] = "list of [quantities](#value)",
      [EK_VALUE_ROWS] = "list of lists of [quantities](#value)",
      [EK_VALUE_MAP] = "map: name to [quantity](#value)",
      [EK_TEXT_MAP] = "map: name to text",
      [EK_TEXT_MAPS] = "map: name to map of texts",
      [EK_NAME_MAP] = "map: name to list of names",
      [EK_INTS] = "list of whole numbers",
      [EK_DURATIONS] = "list of durations",
      [EK_ORIGIN] = "text or [source](#source)",
  };
  if (field->flags & EK_PLAIN)
    return field->kind == EK_VALUES ? "list of plain quantities" : "plain quantity";
  if (field->kind == EK_RECORD && field->record->shorthand)
    return ek_sprintf(arena, "%s, or its %s", link_to(arena, records, field->record),
                      field->record->shorthand);
  if (field->kind == EK_RECORD)
    return link_to(arena, records, field->record);
  if (field->kind == EK_RECORDS)
    return ek_sprintf(arena, "list of %s", link_to(arena, records, field->record));
  if (field->kind == EK_RECORD_MAP)
    return ek_sprintf(arena, "map: name to %s", link_to(arena, records, field->record));
  if (field->kind == EK_RECORD_MAPS)
    return ek_sprintf(arena, "map: name to map of %s", link_to(arena, records, field->record));
  return plain[field->kind];
}

static const char *range_text(struct ek_arena *arena, const struct ek_field *field) {
  const char *units = field->unit;
  char first[EK_UNIT_SIZE];
  const char *unit = units && ek_unit_next(&units, first) ? first : NULL;
  const char *low = isfinite(field->min) ? ek_units_bound(arena, unit, field->min) : NULL;
  const char *high = isfinite(field->max) ? ek_units_bound(arena, unit, field->max) : NULL;
  if (low && high)
    return ek_sprintf(arena, "%s to %s", low, high);
  return ek_sprintf(arena, "%s %s", low ? "at least" : "at most", low ? low : high ? high : "");
}

/* The unit and range of a quantity, or the choices. */
static const char *unit_or_choices(struct ek_arena *arena, const struct ek_field *field) {
  struct ek_buffer text = {.arena = arena};
  for (const char *const *choice = field->choices; choice && *choice; choice++)
    ek_buffer_addf(&text, "%s`%s`", text.size ? ", " : "", *choice);
  if (field->unit)
    ek_buffer_add(&text, ek_units_text(arena, field->unit));
  if (ek_field_bounded(field))
    ek_buffer_addf(&text, "%s%s", text.size ? "; " : "", range_text(arena, field));
  return ek_buffer_text(&text);
}

static void add_field(struct ek_buffer *out, const struct ek_list *records,
                      const struct ek_field *field) {
  ek_buffer_addf(out, "| `%s` | ", field->key);
  add_cell(out, kind_text(out->arena, records, field));
  add_cell(out, unit_or_choices(out->arena, field));
  if (field->flags & EK_REQUIRED)
    add_cell(out, "required");
  else
    add_cell(out, field->fallback ? ek_sprintf(out->arena, "`%s`", field->fallback) : "");
  add_cell(out, field->help);
  out->text[out->size - 1] = '\n';
}

static void add_record(struct ek_buffer *out, const struct ek_list *records,
                       const struct ek_record *record) {
  ek_buffer_addf(out, "%s## %s\n\n", out->size ? "\n" : "",
                 ek_schema_name(out->arena, records, record));
  if (record->help)
    ek_buffer_addf(out, "%s\n\n", record->help);
  ek_buffer_add(out, "| key | what | unit or choices | required / default | meaning |\n"
                     "| --- | --- | --- | --- | --- |\n");
  for (const struct ek_field *field = record->fields; field->key; field++)
    if (!(field->flags & EK_HIDDEN))
      add_field(out, records, field);
}

void ek_schema_reference(const struct ek_record *record, struct ek_buffer *out) {
  struct ek_list list = ek_schema_records(out->arena, record);
  const struct ek_record *const *records = list.items;
  for (size_t i = 0; i < list.n; i++)
    add_record(out, &list, records[i]);
}
