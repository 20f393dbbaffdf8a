/* Feeds any bytes to the readers of YAML and CSV and to the binder, with a record that has
 * every kind of field, and checks what must hold of trees, places and messages. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/bind.h"
#include "read/csv.h"
#include "read/yaml.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct all {
  struct ek_pos pos;
  const char *text;
  struct ek_name name;
  bool flag;
  int number, months, choice;
  ek_month month;
  ek_day day;
  struct ek_value value, share;
  struct ek_label label;
  struct ek_origin source;
  struct ek_list records, entries, names, values, value_map, text_map, ints, durations;
};

struct entry {
  struct ek_name name;
  bool present;
  int number;
};

static const struct ek_record all_record;
static const char *const choices[] = {"personal", "lokaler", NULL};
static const struct ek_field entry_fields[] = {{.key = "number",
                                                .kind = EK_INT,
                                                .offset = offsetof(struct entry, number),
                                                .flags = EK_REQUIRED,
                                                .aliases = "antal"},
                                               {.key = NULL}};
static const struct ek_record entry_record = {
    "entry", sizeof(struct entry), entry_fields, EK_NO_OFFSET, offsetof(struct entry, present),
    NULL};

#define AT(member) .offset = offsetof(struct all, member)
static const struct ek_field all_fields[] = {
    {.key = "text", .kind = EK_TEXT, AT(text), .flags = EK_REQUIRED, .aliases = "titel"},
    {.key = "name", .kind = EK_NAME, AT(name)},
    {.key = "flag", .kind = EK_BOOL, AT(flag)},
    {.key = "number", .kind = EK_INT, AT(number), .min = 0, .max = 120},
    {.key = "months", .kind = EK_MONTHS, AT(months)},
    {.key = "choice", .kind = EK_ENUM, AT(choice), .choices = choices},
    {.key = "month", .kind = EK_MONTH, AT(month)},
    {.key = "day", .kind = EK_DAY, AT(day)},
    {.key = "value", .kind = EK_VALUE, AT(value), .unit = "kr | kr/month", .max = INFINITY},
    {.key = "share", .kind = EK_VALUE, AT(share), .unit = "%", .max = 1, .fallback = "35 %"},
    {.key = "label", .kind = EK_LABEL, AT(label)},
    {.key = "source", .kind = EK_ORIGIN, AT(source)},
    {.key = "records",
     .kind = EK_RECORDS,
     AT(records),
     .record = &all_record,
     .flags = EK_POSITIVE},
    {.key = "entries", .kind = EK_RECORD_MAP, AT(entries), .record = &entry_record},
    {.key = "names", .kind = EK_NAMES, AT(names)},
    {.key = "values", .kind = EK_VALUES, AT(values), .unit = "% | 1"},
    {.key = "value_map", .kind = EK_VALUE_MAP, AT(value_map)},
    {.key = "text_map", .kind = EK_TEXT_MAP, AT(text_map)},
    {.key = "ints", .kind = EK_INTS, AT(ints)},
    {.key = "durations", .kind = EK_DURATIONS, AT(durations), .fallback = "[1 year]"},
    {.key = NULL}};
static const struct ek_record all_record = {
    "all", sizeof(struct all), all_fields, offsetof(struct all, pos), EK_NO_OFFSET, NULL};

static void check_text(const char *text) {
  require(ek_utf8_invalid(text, strlen(text)) == strlen(text));
}

/* A scalar of the file, and the places of all its parts. */
static void check_scalar(const struct ek_node *node) {
  size_t size = strlen(node->text);
  check_text(node->text);
  require(node->pos.line >= 1 && node->pos.column >= 1 && node->pos.length >= 1);
  for (size_t i = 0; i < size && i < 40; i++) {
    struct ek_pos pos = ek_node_part(node, i, 1);
    require(pos.line >= node->pos.line && pos.column >= 1 && pos.length >= 1);
  }
}

/* Aliases make a tree far larger than its file: only so much of it is looked at. */
static void check_tree(const struct ek_node *node, int depth, int *left) {
  require(depth <= EK_YAML_DEPTH);
  if (--*left < 0)
    return;
  if (node->kind == EK_NODE_SCALAR)
    check_scalar(node);
  for (size_t i = 0; i<node->n && * left> 0; i++) {
    if (node->kind == EK_NODE_MAP) {
      check_scalar(node->pairs[i].key);
      require(ek_node_get(node, node->pairs[i].key->text) == node->pairs[i].value);
    }
    check_tree(node->kind == EK_NODE_MAP ? node->pairs[i].value : node->items[i], depth + 1, left);
  }
}

static void read_yaml(struct ek_arena *arena, const struct ek_source *source,
                      struct ek_diags *diags) {
  struct all all;
  int left = 2000;
  const struct ek_node *root = ek_yaml_read(arena, source, diags);
  require((root == NULL) == (ek_diags_errors(diags) > 0));
  if (!root)
    return;
  check_tree(root, 1, &left);
  bool fine = ek_bind(arena, root, &all_record, &all, diags);
  require(fine == (ek_diags_errors(diags) == 0));
  require(!fine || all.text);
}

static void read_csv(struct ek_arena *arena, const struct ek_source *source,
                     struct ek_diags *diags) {
  const struct ek_csv *csv = ek_csv_read(arena, source, diags);
  require((csv == NULL) == (ek_diags_errors(diags) > 0));
  for (size_t i = 0; csv && i < csv->rows * csv->columns; i++) {
    const struct ek_cell *cell = ek_csv_cell(csv, i / csv->columns, i % csv->columns);
    check_text(cell->text);
    require(cell->line >= 1 && cell->column >= 1);
  }
}

static void check_messages(struct ek_arena *arena, struct ek_diags *diags) {
  struct ek_buffer out = {.arena = arena};
  size_t n;
  const struct ek_diag *sorted = ek_diags_sorted(diags, &n);
  for (size_t i = 0; i < n; i++) {
    check_text(sorted[i].message);
    require(!strchr(sorted[i].message, '\n'));
  }
  ek_diags_text(diags, &out, true);
  ek_diags_json(diags, &out);
  check_text(ek_buffer_text(&out));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct ek_arena *arena = ek_arena_new();
  struct ek_diags *yaml_diags = ek_diags_new(arena), *csv_diags = ek_diags_new(arena);
  char *text = ek_alloc(arena, size + 1);
  if (size > 0)
    memcpy(text, data, size);
  struct ek_source source = {"fuzz", text, size};
  read_yaml(arena, &source, yaml_diags);
  check_messages(arena, yaml_diags);
  read_csv(arena, &source, csv_diags);
  check_messages(arena, csv_diags);
  ek_arena_free(arena);
  return 0;
}
