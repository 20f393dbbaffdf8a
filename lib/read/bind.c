/* Binds a tree to structs by field tables: maps and lists here, what stands in
 * them in bind_scalar.c and bind_value.c. Every error is told, and binding goes on after it. */
#include "read/bind.h"

#include <assert.h>
#include <string.h>

#include "read/bind_spot.h"
#include "read/show.h"

#define LIST_HINT "begin each item with '- ', or write [ ... ]"
#define MAP_HINT "write keys and values: 'key: value'"

bool ek_field_bounded(const struct ek_field *field) {
  return field->min < 0 || field->min > 0 || field->max < 0 || field->max > 0;
}

static size_t field_count(const struct ek_record *record) {
  size_t n = 0;
  while (record->fields[n].key)
    n++;
  return n;
}

static size_t field_index(const struct ek_record *record, const char *key) {
  size_t i = 0;
  while (record->fields[i].key && strcmp(record->fields[i].key, key) != 0)
    i++;
  return i;
}

/* Room for `n` zeroed items. */
static char *list_room(const struct ek_spot *spot, struct ek_list *list, size_t n, size_t size) {
  *list = (struct ek_list){ek_alloc_array(spot->arena, n, size), n, n};
  if (n == 0 && (spot->field->flags & EK_POSITIVE))
    ek_spot_error(spot, NULL, "must hold at least one item");
  return list->items;
}

static size_t item_size(const struct ek_field *field) {
  switch (field->kind) {
  case EK_NAMES:
    return sizeof(struct ek_name);
  case EK_VALUES:
    return sizeof(struct ek_value);
  case EK_VALUE_ROWS:
    return sizeof(struct ek_list);
  case EK_RECORDS:
    return field->record->size;
  default:
    return sizeof(int);
  }
}

static void bind_list(const struct ek_spot *spot, struct ek_list *out);

/* A row of a matrix: a list of quantities like its field's. */
static void bind_row(const struct ek_spot *spot, struct ek_list *out) {
  struct ek_field *field = ek_alloc(spot->arena, sizeof *field); /* bound values point at it */
  *field = *spot->field;
  field->kind = EK_VALUES;
  struct ek_spot row = *spot;
  row.field = field;
  bind_list(&row, out);
}

static void bind_item(const struct ek_spot *spot, void *item) {
  if (spot->field->kind == EK_VALUE_ROWS)
    bind_row(spot, item);
  else if (spot->field->kind == EK_RECORDS)
    ek_bind_record(spot, spot->field->record, item);
  else if (spot->field->kind == EK_VALUES)
    ek_bind_value(spot, item);
  else
    ek_bind_scalar(spot, item);
}

static void bind_list(const struct ek_spot *spot, struct ek_list *out) {
  const struct ek_node *node = spot->node;
  size_t size = item_size(spot->field);
  if (spot->field->kind == EK_NAMES && node->kind == EK_NODE_SCALAR) {
    ek_bind_scalar(spot, list_room(spot, out, 1, size));
    return;
  }
  if (!ek_spot_is(spot, EK_NODE_LIST, "a list", LIST_HINT))
    return;
  char *items = list_room(spot, out, node->n, size);
  for (size_t i = 0; i < node->n; i++) {
    struct ek_spot item = ek_spot_item(spot, i + 1, node->items[i]);
    bind_item(&item, items + i * size);
  }
}

static void bind_record_entry(const struct ek_spot *spot, const struct ek_name *name, void *out) {
  ek_bind_record(spot, spot->field->record, out);
  *(struct ek_name *)out = *name;
}

static void bind_value_entry(const struct ek_spot *spot, const struct ek_name *name,
                             struct ek_named_value *out) {
  out->name = *name;
  ek_bind_value(spot, &out->value);
}

static void bind_text_entry(const struct ek_spot *spot, const struct ek_name *name,
                            struct ek_named_text *out) {
  out->name = *name;
  out->text = ek_spot_scalar(spot, "a text");
  out->pos = spot->node->pos;
}

static void bind_map(const struct ek_spot *spot, struct ek_list *out);

/* A map of maps: the inner ones are bound as if each were a field of its own. */
static void bind_texts_entry(const struct ek_spot *spot, const struct ek_name *name,
                             struct ek_named_texts *out) {
  static const struct ek_field inner = {.key = "text", .kind = EK_TEXT_MAP};
  struct ek_spot texts = *spot;
  texts.field = &inner;
  out->name = *name;
  bind_map(&texts, &out->texts);
}

/* A map of lists: each is bound as if it were a field of its own. */
static void bind_names_entry(const struct ek_spot *spot, const struct ek_name *name,
                             struct ek_named_names *out) {
  static const struct ek_field inner = {.key = "names", .kind = EK_NAMES};
  struct ek_spot names = *spot;
  names.field = &inner;
  out->name = *name;
  bind_list(&names, &out->names);
}

/* The same of records. */
static void bind_records_entry(const struct ek_spot *spot, const struct ek_name *name,
                               struct ek_named_records *out) {
  struct ek_field inner = {.key = "entry", .kind = EK_RECORD_MAP, .record = spot->field->record};
  struct ek_field *kept = ek_alloc(spot->arena, sizeof *kept); /* bound values may point at it */
  *kept = inner;
  struct ek_spot records = *spot;
  records.field = kept;
  out->name = *name;
  bind_map(&records, &out->records);
}

static size_t entry_size(const struct ek_field *field) {
  if (field->kind == EK_RECORD_MAP)
    return field->record->size;
  if (field->kind == EK_RECORD_MAPS)
    return sizeof(struct ek_named_records);
  if (field->kind == EK_TEXT_MAPS)
    return sizeof(struct ek_named_texts);
  if (field->kind == EK_NAME_MAP)
    return sizeof(struct ek_named_names);
  return field->kind == EK_VALUE_MAP ? sizeof(struct ek_named_value) : sizeof(struct ek_named_text);
}

static void bind_map(const struct ek_spot *spot, struct ek_list *out) {
  const struct ek_node *node = spot->node;
  const char *help = spot->field->kind == EK_VALUE_MAP ? spot->field->help : NULL;
  const char *hint = help ? ek_sprintf(spot->arena, "%s. %s", MAP_HINT, help) : MAP_HINT;
  if (!ek_spot_is(spot, EK_NODE_MAP, "a map of names", hint))
    return;
  size_t size = entry_size(spot->field);
  char *entries = list_room(spot, out, node->n, size);
  for (size_t i = 0; i < node->n; i++, entries += size) {
    const struct ek_node *key = node->pairs[i].key;
    struct ek_spot entry = ek_spot_key(spot, spot->field, key->text, node->pairs[i].value);
    struct ek_name name = {key->text, key->pos};
    if (!key->text[0])
      ek_error(spot->diags, key->pos, NULL, "an empty name in %s", ek_spot_path(spot));
    if (spot->field->kind == EK_RECORD_MAP)
      bind_record_entry(&entry, &name, entries);
    else if (spot->field->kind == EK_VALUE_MAP)
      bind_value_entry(&entry, &name, (void *)entries);
    else if (spot->field->kind == EK_TEXT_MAPS)
      bind_texts_entry(&entry, &name, (void *)entries);
    else if (spot->field->kind == EK_NAME_MAP)
      bind_names_entry(&entry, &name, (void *)entries);
    else if (spot->field->kind == EK_RECORD_MAPS)
      bind_records_entry(&entry, &name, (void *)entries);
    else
      bind_text_entry(&entry, &name, (void *)entries);
  }
}

static const struct ek_field label_fields[] = {
    {.key = "sv", .kind = EK_TEXT, .offset = offsetof(struct ek_label, sv), .help = "In Swedish."},
    {.key = "en", .kind = EK_TEXT, .offset = offsetof(struct ek_label, en), .help = "In English."},
    {.key = NULL},
};
const struct ek_record ek_label_record = {.name = "label", .size = sizeof(struct ek_label), .fields = label_fields, .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET, .help = "A text in one or both languages."};

static void bind_label(const struct ek_spot *spot, struct ek_label *out) {
  if (spot->node->kind == EK_NODE_MAP)
    ek_bind_record(spot, &ek_label_record, out);
  else
    out->sv = out->en = ek_spot_scalar(spot, "a text, or {sv: ..., en: ...}");
}

static const char *const origin_grades[] = {"-", "A", "B", "C", "D", NULL};
static const struct ek_field origin_fields[] = {
    {.key = "title",
     .kind = EK_TEXT,
     .offset = offsetof(struct ek_origin, text),
     .flags = EK_REQUIRED,
     .aliases = "titel namn name text",
     .help = "What it is called."},
    {.key = "url",
     .kind = EK_TEXT,
     .offset = offsetof(struct ek_origin, url),
     .aliases = "länk link adress",
     .help = "Where it can be read."},
    {.key = "retrieved",
     .kind = EK_TEXT,
     .offset = offsetof(struct ek_origin, retrieved),
     .aliases = "hämtad datum date",
     .help = "The day when it was read there: 2026-11-21."},
    {.key = "grade",
     .kind = EK_ENUM,
     .offset = offsetof(struct ek_origin, grade),
     .choices = origin_grades,
     .fallback = "-",
     .aliases = "betyg evidens",
     .help = "How good the evidence is, when no grade stands beside the source."},
    {.key = NULL},
};
const struct ek_record ek_origin_record = {.name = "source",
                                           .size = sizeof(struct ek_origin),
                                           .fields = origin_fields,
                                           .pos_offset = EK_NO_OFFSET,
                                           .present_offset = EK_NO_OFFSET,
                                           .help = "Where a figure comes from."};

static void bind_origin(const struct ek_spot *spot, struct ek_origin *out) {
  if (spot->node->kind == EK_NODE_MAP)
    ek_bind_record(spot, &ek_origin_record, out);
  else
    out->text = ek_spot_scalar(spot, "a text, or {title: ..., url: ..., retrieved: ...}");
}

void ek_bind_field(const struct ek_spot *spot, void *member) {
  switch (spot->field->kind) {
  case EK_RECORD:
    ek_bind_record(spot, spot->field->record, member);
    break;
  case EK_RECORDS:
  case EK_NAMES:
  case EK_VALUES:
  case EK_VALUE_ROWS:
  case EK_INTS:
  case EK_DURATIONS:
    bind_list(spot, member);
    break;
  case EK_RECORD_MAP:
  case EK_VALUE_MAP:
  case EK_TEXT_MAP:
  case EK_TEXT_MAPS:
  case EK_NAME_MAP:
  case EK_RECORD_MAPS:
    bind_map(spot, member);
    break;
  case EK_VALUE:
    ek_bind_value(spot, member);
    break;
  case EK_LABEL:
    bind_label(spot, member);
    break;
  case EK_ORIGIN:
    bind_origin(spot, member);
    break;
  default:
    ek_bind_scalar(spot, member);
    break;
  }
}

/* A fallback is read as if it stood in the file; lists and maps are written as YAML. */
static const struct ek_node *fallback_node(const struct ek_spot *spot, const char *text) {
  if (text[0] == '[' || text[0] == '{') {
    struct ek_source *source = ek_alloc(spot->arena, sizeof *source);
    *source = (struct ek_source){.name = "<default>", .text = text, .size = strlen(text)};
    const struct ek_node *node = ek_yaml_read(spot->arena, source, spot->diags);
    assert(node);
    return node;
  }
  struct ek_node *node = ek_alloc(spot->arena, sizeof *node);
  *node = (struct ek_node){.kind = EK_NODE_SCALAR, .pos = spot->node->pos, .text = text};
  return node;
}

/* What is said about fields that do not stand in the mapping. A nested mapping that
 * is left out still has its fallbacks. */
static void bind_absent(const struct ek_spot *spot, const struct ek_field *field, char *out) {
  if (field->fallback) {
    struct ek_spot child =
        ek_spot_key(spot, field, field->key, fallback_node(spot, field->fallback));
    ek_bind_field(&child, out + field->offset);
  } else if (field->kind == EK_RECORD) {
    for (const struct ek_field *inner = field->record->fields; inner->key; inner++)
      bind_absent(spot, inner, out + field->offset);
  }
}

static void missing_error(const struct ek_spot *spot, const struct ek_field *field) {
  const char *hint =
      field->help ? ek_sprintf(spot->arena, "%s: %s", field->key, field->help) : NULL;
  ek_error(spot->diags, spot->node->pos, hint, "missing key '%s'%s%s", field->key,
           spot->up ? " in " : "", spot->up ? ek_spot_path(spot) : "");
}

static const char *known_keys(const struct ek_spot *spot, const struct ek_record *record) {
  struct ek_buffer list = {.arena = spot->arena};
  for (const struct ek_field *field = record->fields; field->key; field++)
    if (!(field->flags & EK_HIDDEN))
      ek_buffer_addf(&list, "%s%s", list.size ? ", " : "known keys: ", field->key);
  return ek_buffer_text(&list);
}

/* {value: 0,40} is read as two keys, the second of them "40", perhaps with its unit. */
static bool torn_number(const char *key) {
  size_t digits = strspn(key, "0123456789");
  return digits > 0 && (key[digits] == '\0' || key[digits] == ' ' || key[digits] == '%');
}

/* An unknown key stands for the one it was meant to be: that one is not also missing. */
static void unknown_key(const struct ek_spot *spot, const struct ek_record *record,
                        const struct ek_node *key, bool *given) {
  const struct ek_field *meant = ek_suggest_field(record, given, key->text);
  const char *hint =
      meant ? ek_sprintf(spot->arena, "did you mean '%s'?", meant->key)
      : torn_number(key->text)
          ? "inside { } a comma ends the value: write 0.40, or quote it as \"0,40\""
          : known_keys(spot, record);
  if (meant)
    given[meant - record->fields] = true;
  ek_error(spot->diags, key->pos, hint, "unknown key '%s'%s%s", ek_show(spot->arena, key->text),
           spot->up ? " in " : "", spot->up ? ek_spot_path(spot) : "");
}

static void bind_pairs(const struct ek_spot *spot, const struct ek_record *record, char *out,
                       bool *given) {
  const struct ek_node *map = spot->node;
  size_t n = field_count(record), unknown = 0;
  for (size_t i = 0; i < map->n; i++) {
    size_t f = field_index(record, map->pairs[i].key->text);
    if (f == n) {
      unknown++;
      continue;
    }
    const struct ek_field *field = &record->fields[f];
    struct ek_spot child = ek_spot_key(spot, field, field->key, map->pairs[i].value);
    ek_bind_field(&child, out + field->offset);
    given[f] = true;
  }
  for (size_t i = 0; unknown && i < map->n; i++)
    if (field_index(record, map->pairs[i].key->text) == n)
      unknown_key(spot, record, map->pairs[i].key, given);
}

/* `none` as {schedule: none}: the mapping that a shorthand stands for. */
static const struct ek_node *spelled_out(const struct ek_spot *spot, const char *shorthand) {
  struct ek_node *key = ek_alloc(spot->arena, sizeof *key);
  struct ek_node *map = ek_alloc(spot->arena, sizeof *map);
  struct ek_pair *pair = ek_alloc(spot->arena, sizeof *pair);
  *key = *map = *spot->node;
  key->text = shorthand;
  *pair = (struct ek_pair){key, spot->node};
  map->kind = EK_NODE_MAP;
  map->n = 1;
  map->pairs = pair;
  return map;
}

/* Is the map that of a quantity, {dist: beta, …}, in place of the record that has one? */
static bool is_quantity(const struct ek_node *node, const struct ek_record *record) {
  static const char *const marks[] = {"value", "share", "dist", "ci95"};
  size_t at = field_index(record, record->shorthand);
  if (node->kind != EK_NODE_MAP || record->fields[at].kind != EK_VALUE)
    return false;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (ek_node_get(node, marks[i]) && !record->fields[field_index(record, marks[i])].key)
      return true;
  return false;
}

void ek_bind_record(const struct ek_spot *spot, const struct ek_record *record, void *out) {
  memset(out, 0, record->size);
  if (record->pos_offset != EK_NO_OFFSET)
    *(struct ek_pos *)(void *)((char *)out + record->pos_offset) = spot->node->pos;
  struct ek_spot whole = *spot;
  if (record->shorthand &&
      (spot->node->kind == EK_NODE_SCALAR || is_quantity(spot->node, record)))
    whole.node = spelled_out(spot, record->shorthand);
  if (!ek_spot_is(&whole, EK_NODE_MAP, "a map", MAP_HINT))
    return;
  if (record->present_offset != EK_NO_OFFSET)
    *(bool *)((char *)out + record->present_offset) = true;
  size_t n = field_count(record);
  bool *given = ek_alloc_array(spot->arena, n, sizeof *given);
  bind_pairs(&whole, record, out, given);
  for (size_t i = 0; i < n; i++) {
    if (given[i])
      continue;
    if (record->fields[i].flags & EK_REQUIRED)
      missing_error(spot, &record->fields[i]);
    else
      bind_absent(spot, &record->fields[i], out);
  }
}

bool ek_bind(struct ek_arena *arena, const struct ek_node *root, const struct ek_record *record,
             void *out, struct ek_diags *diags) {
  size_t errors = ek_diags_errors(diags);
  struct ek_spot spot = {.arena = arena, .diags = diags, .node = root};
  ek_bind_record(&spot, record, out);
  return ek_diags_errors(diags) == errors;
}
