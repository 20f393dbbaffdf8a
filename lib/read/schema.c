/* Writes the JSON Schema of a file from its field tables, for editors that complete
 * and check while one writes. Formulas and units are beyond it: the program checks them. */
#include "read/schema.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "read/bind_spot.h"

/* A JSON text being written, two spaces to each level. */
struct writer {
  struct ek_buffer *out;
  struct ek_list records;
  int level;
  bool begun; /* something stands at this level: a comma comes first */
};

static void add_string(struct writer *w, const char *text) {
  ek_buffer_add(w->out, "\"");
  for (const char *c = text; *c; c++) {
    if (*c == '"' || *c == '\\')
      ek_buffer_addf(w->out, "\\%c", *c);
    else if ((unsigned char)*c < 0x20)
      ek_buffer_addf(w->out, "\\u%04x", (unsigned char)*c);
    else
      ek_buffer_add_bytes(w->out, c, 1);
  }
  ek_buffer_add(w->out, "\"");
}

/* A new line for the next member (`key`) or element (NULL). */
static void next(struct writer *w, const char *key) {
  ek_buffer_addf(w->out, "%s%s%*s", w->begun ? "," : "", w->level ? "\n" : "", 2 * w->level, "");
  w->begun = true;
  if (key) {
    add_string(w, key);
    ek_buffer_add(w->out, ": ");
  }
}

static void open(struct writer *w, const char *key, const char *bracket) {
  next(w, key);
  ek_buffer_add(w->out, bracket);
  w->level++;
  w->begun = false;
}

static void close(struct writer *w, const char *bracket) {
  w->level--;
  ek_buffer_addf(w->out, "\n%*s%s", 2 * w->level, "", bracket);
  w->begun = true;
}

static void raw(struct writer *w, const char *key, const char *json) {
  next(w, key);
  ek_buffer_add(w->out, json);
}

static void string(struct writer *w, const char *key, const char *text) {
  next(w, key);
  add_string(w, text);
}

static void strings(struct writer *w, const char *key, const char *const *texts) {
  open(w, key, "[");
  for (; *texts; texts++)
    string(w, NULL, *texts);
  close(w, "]");
}

static void reference(struct writer *w, const struct ek_record *record) {
  const char *name = ek_schema_name(w->out->arena, &w->records, record);
  string(w, "$ref", ek_sprintf(w->out->arena, "#/$defs/%s", name));
}

static void bound(struct writer *w, const char *key, double value) {
  if (isfinite(value))
    raw(w, key, ek_number_exact(w->out->arena, value));
}

static void whole_number(struct writer *w, const struct ek_field *field) {
  raw(w, "type", "\"integer\"");
  if (ek_field_bounded(field)) {
    bound(w, "minimum", field->min);
    bound(w, "maximum", field->max);
  }
}

static void duration(struct writer *w) {
  raw(w, "type", "\"string\"");
  string(w, "pattern", "^ *[0-9][0-9 ]*[^0-9]+$");
  raw(w, "examples", "[\"18 months\", \"1 year\"]");
}

static void plain_quantity(struct writer *w, const struct ek_field *field) {
  const char *units = field->unit;
  char unit[EK_UNIT_SIZE];
  raw(w, "type", "[\"string\", \"number\"]");
  if (!units)
    return;
  open(w, "examples", "[");
  while (ek_unit_next(&units, unit))
    string(w, NULL, ek_units_example(w->out->arena, unit));
  close(w, "]");
}

static void quantity(struct writer *w, const struct ek_field *field) {
  if (field->flags & EK_PLAIN) {
    plain_quantity(w, field);
    return;
  }
  open(w, "anyOf", "[");
  open(w, NULL, "{");
  plain_quantity(w, field);
  close(w, "}");
  open(w, NULL, "{");
  reference(w, &ek_value_record);
  close(w, "}");
  close(w, "]");
}

static void text_or_record(struct writer *w, const struct ek_record *record) {
  open(w, "anyOf", "[");
  raw(w, NULL, "{ \"type\": [\"string\", \"number\"] }");
  open(w, NULL, "{");
  reference(w, record);
  close(w, "}");
  close(w, "]");
}

static void record_item(struct writer *w, const struct ek_record *record) {
  if (record->shorthand)
    text_or_record(w, record);
  else
    reference(w, record);
}

static void names(struct writer *w, const struct ek_field *field) {
  open(w, "anyOf", "[");
  raw(w, NULL, "{ \"type\": [\"string\", \"number\"] }");
  open(w, NULL, "{");
  raw(w, "type", "\"array\"");
  raw(w, "items", "{ \"type\": [\"string\", \"number\"] }");
  if (field->flags & EK_POSITIVE)
    raw(w, "minItems", "1");
  close(w, "}");
  close(w, "]");
}

/* One item of a list or map, or the whole of a plain kind. */
static void single(struct writer *w, const struct ek_field *field) {
  switch (field->kind) {
  case EK_TEXT:
  case EK_TEXT_MAP:
    raw(w, "type", "[\"string\", \"number\", \"boolean\"]");
    break;
  case EK_TEXT_MAPS:
    raw(w, "type", "\"object\"");
    raw(w, "additionalProperties", "{ \"type\": [\"string\", \"number\", \"boolean\"] }");
    break;
  case EK_BOOL:
    raw(w, "enum", "[true, false, \"yes\", \"no\", \"ja\", \"nej\"]");
    break;
  case EK_INT:
  case EK_INTS:
    whole_number(w, field);
    break;
  case EK_MONTH:
    raw(w, "type", "\"string\"");
    string(w, "pattern", "^[0-9]{4}-[0-9]{2}(-01)?$");
    raw(w, "examples", "[\"2013-01\"]");
    break;
  case EK_DAY:
    raw(w, "type", "[\"string\", \"integer\"]");
    string(w, "pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$");
    raw(w, "examples", "[\"2013-01-31\"]");
    break;
  case EK_MONTHS:
  case EK_DURATIONS:
    duration(w);
    break;
  case EK_ENUM:
    strings(w, "enum", field->choices);
    break;
  case EK_VALUE:
  case EK_VALUES:
  case EK_VALUE_MAP:
    quantity(w, field);
    break;
  case EK_VALUE_ROWS:
    raw(w, "type", "\"array\"");
    open(w, "items", "{");
    quantity(w, field);
    close(w, "}");
    break;
  case EK_LABEL:
    text_or_record(w, &ek_label_record);
    break;
  case EK_ORIGIN:
    text_or_record(w, &ek_origin_record);
    break;
  case EK_NAMES:
  case EK_NAME_MAP:
    names(w, field);
    break;
  case EK_RECORD:
  case EK_RECORDS:
  case EK_RECORD_MAP:
    record_item(w, field->record);
    break;
  case EK_RECORD_MAPS:
    raw(w, "type", "\"object\"");
    open(w, "additionalProperties", "{");
    record_item(w, field->record);
    close(w, "}");
    break;
  default:
    if (field->choices)
      strings(w, "enum", field->choices);
    else
      raw(w, "type", "[\"string\", \"number\"]");
    break;
  }
}

static void many(struct writer *w, const struct ek_field *field, bool list) {
  raw(w, "type", list ? "\"array\"" : "\"object\"");
  if (field->flags & EK_POSITIVE)
    raw(w, list ? "minItems" : "minProperties", "1");
  open(w, list ? "items" : "additionalProperties", "{");
  single(w, field);
  close(w, "}");
}

/* A fallback as JSON: lists keep their items, numbers are numbers. */
static void default_value(struct writer *w, const struct ek_field *field) {
  const char *text = field->fallback;
  if (text[0] != '[') {
    if (field->kind == EK_INT)
      raw(w, "default", text);
    else
      string(w, "default", text);
    return;
  }
  struct ek_source source = {.name = "<default>", .text = text, .size = strlen(text)};
  const struct ek_node *list = ek_yaml_read(w->out->arena, &source, ek_diags_new(w->out->arena));
  open(w, "default", "[");
  for (size_t i = 0; list && i < list->n; i++) {
    if (field->kind == EK_INTS)
      raw(w, NULL, list->items[i]->text);
    else
      string(w, NULL, list->items[i]->text);
  }
  close(w, "]");
}

static void property(struct writer *w, const struct ek_field *field) {
  open(w, field->key, "{");
  switch (field->kind) {
  case EK_RECORDS:
  case EK_VALUES:
  case EK_VALUE_ROWS:
  case EK_INTS:
  case EK_DURATIONS:
    many(w, field, true);
    break;
  case EK_RECORD_MAP:
  case EK_VALUE_MAP:
  case EK_TEXT_MAP:
  case EK_TEXT_MAPS:
  case EK_NAME_MAP:
  case EK_RECORD_MAPS:
    many(w, field, false);
    break;
  default:
    single(w, field);
    break;
  }
  if (field->help)
    string(w, "description", field->help);
  if (field->fallback && field->fallback[0] != '{')
    default_value(w, field);
  close(w, "}");
}

static void definition(struct writer *w, const struct ek_record *record) {
  bool required = false;
  open(w, ek_schema_name(w->out->arena, &w->records, record), "{");
  raw(w, "type", "\"object\"");
  if (record->help)
    string(w, "description", record->help);
  open(w, "properties", "{");
  for (const struct ek_field *field = record->fields; field->key; field++) {
    required = required || (field->flags & EK_REQUIRED);
    if (!(field->flags & EK_HIDDEN))
      property(w, field);
  }
  close(w, "}");
  if (required) {
    open(w, "required", "[");
    for (const struct ek_field *field = record->fields; field->key; field++)
      if (field->flags & EK_REQUIRED)
        string(w, NULL, field->key);
    close(w, "]");
  }
  raw(w, "additionalProperties", "false");
  close(w, "}");
}

/* A file that extends another has what it changes, in whatever form that may be changed. */
static void extending(struct writer *w, const struct ek_record *record) {
  open(w, "if", "{");
  open(w, "required", "[");
  string(w, NULL, record->extends);
  close(w, "]");
  close(w, "}");
  open(w, "then", "{");
  raw(w, "type", "\"object\"");
  open(w, "properties", "{");
  for (const struct ek_field *field = record->fields; field->key; field++) {
    if (field->flags & EK_HIDDEN)
      continue;
    open(w, field->key, "{");
    if (field->help)
      string(w, "description", field->help);
    close(w, "}");
  }
  close(w, "}");
  raw(w, "additionalProperties", "false");
  close(w, "}");
  open(w, "else", "{");
  reference(w, record);
  close(w, "}");
}

void ek_schema_json(const struct ek_record *record, const char *title, struct ek_buffer *out) {
  struct writer w = {.out = out, .records = ek_schema_records(out->arena, record)};
  const struct ek_record *const *records = w.records.items;
  open(&w, NULL, "{");
  string(&w, "$schema", "https://json-schema.org/draft/2020-12/schema");
  string(&w, "title", title);
  if (record->extends)
    extending(&w, record);
  else
    reference(&w, record);
  open(&w, "$defs", "{");
  for (size_t i = 0; i < w.records.n; i++)
    definition(&w, records[i]);
  close(&w, "}");
  close(&w, "}");
  ek_buffer_add(out, "\n");
}
