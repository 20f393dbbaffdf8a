/* Reads a YAML text into a tree whose every node knows its place. libyaml's document is
 * turned over node by node, in the order of the file, so that places cost one pass. */
#include "read/yaml.h"

#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "base/text.h"
#include "read/bytes.h"
#include "read/personnummer.h"
#include "read/show.h"
#include "read/yaml_syntax.h"

struct reader {
  struct ek_arena *arena;
  const struct ek_source *source;
  struct ek_diags *diags;
  struct ek_yaml_cursor cursor;
  bool failed;
  struct ek_node *nodes; /* one per node of libyaml's document, aliases shared */
  size_t n;
};

/* What a node weighs when its aliases are written out. */
struct weight {
  size_t size; /* 0: not known yet */
  int height;
  bool open; /* being weighed: met again, it contains itself */
};

/* Failure is noted here: an error that was told before, of the same file, is not added again. */
__attribute__((format(printf, 4, 5))) static bool fail(struct reader *r, struct ek_pos pos,
                                                       const char *hint, const char *format, ...) {
  va_list args;
  va_start(args, format);
  ek_error(r->diags, pos, hint, "%s", ek_vsprintf(r->arena, format, args));
  va_end(args);
  r->failed = true;
  return false;
}

static bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A place is the value's, not that of an anchor or tag before it. */
static void skip_properties(struct ek_yaml_cursor *cursor, size_t end) {
  while (cursor->index < end && (*cursor->at == '&' || *cursor->at == '!')) {
    while (cursor->index < end && !blank(*cursor->at))
      ek_yaml_cursor_move(cursor, cursor->index + 1);
    while (cursor->index < end && blank(*cursor->at))
      ek_yaml_cursor_move(cursor, cursor->index + 1);
  }
}

static struct ek_pos start_pos(struct reader *r, const yaml_node_t *from) {
  if (from->type == YAML_SCALAR_NODE)
    skip_properties(&r->cursor, from->end_mark.index);
  return (struct ek_pos){r->source, r->cursor.line, r->cursor.column, 1};
}

/* Characters of a scalar on its first line, which is what a caret can underline. */
static int first_line_length(const struct ek_yaml_cursor *cursor, const yaml_node_t *from) {
  size_t end = from->end_mark.index;
  if (end <= cursor->index)
    return 1;
  if (from->start_mark.line == from->end_mark.line)
    return (int)(end - cursor->index);
  struct ek_yaml_cursor at = *cursor;
  int length = 1;
  while (at.index < end && at.at < at.end && *at.at != '\n') {
    bool seen = !blank(*at.at);
    ek_yaml_cursor_move(&at, at.index + 1);
    if (seen)
      length = at.column - cursor->column;
  }
  return length;
}

/* Only an escape such as "\0" can bring what no page or workbook may hold this far. */
static void check_escapes(struct reader *r, const yaml_node_t *from, struct ek_pos pos) {
  const char *text = (const char *)from->data.scalar.value, *end = text + from->data.scalar.length;
  for (size_t bytes; text < end; text += bytes) {
    int code = ek_utf8_next(text, &bytes);
    if (ek_utf8_shown(code) || blank(*text)) continue;
    fail(r, pos, "delete the escape", code < 0xA0 ? "a control character (0x%02X) in a text" : "a code that is no character (U+%04X) in a text", (unsigned)code);
    return;
  }
}

static void build_scalar(struct reader *r, const yaml_node_t *from, struct ek_node *to) {
  to->kind = EK_NODE_SCALAR;
  to->pos.length = first_line_length(&r->cursor, from);
  to->quoted = from->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
  to->text = ek_strndup(r->arena, (const char *)from->data.scalar.value, from->data.scalar.length);
  if (from->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
    check_escapes(r, from, to->pos);
}

static void build_list(struct reader *r, const yaml_node_t *from, struct ek_node *to) {
  const yaml_node_item_t *items = from->data.sequence.items.start;
  to->kind = EK_NODE_LIST;
  to->n = (size_t)(from->data.sequence.items.top - items);
  const struct ek_node **list = ek_alloc_array(r->arena, to->n, sizeof *list);
  for (size_t i = 0; i < to->n; i++)
    list[i] = &r->nodes[items[i] - 1];
  to->items = list;
}

static void build_map(struct reader *r, const yaml_node_t *from, struct ek_node *to) {
  const yaml_node_pair_t *pairs = from->data.mapping.pairs.start;
  to->kind = EK_NODE_MAP;
  to->n = (size_t)(from->data.mapping.pairs.top - pairs);
  struct ek_pair *map = ek_alloc_array(r->arena, to->n, sizeof *map);
  for (size_t i = 0; i < to->n; i++)
    map[i] = (struct ek_pair){&r->nodes[pairs[i].key - 1], &r->nodes[pairs[i].value - 1]};
  to->pairs = map;
}

/* Tags that say what a field table says anyway are passed over. */
static void check_tag(struct reader *r, const yaml_node_t *from) {
  static const char core[] = "tag:yaml.org,2002:";
  static const char *const names[] = {"str", "int", "float", "map", "seq", "null", "bool"};
  const char *tag = from->tag ? (const char *)from->tag : "";
  if (strncmp(tag, core, strlen(core)) == 0) {
    tag += strlen(core);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
      if (strcmp(tag, names[i]) == 0)
        return;
  }
  struct ek_pos pos = {r->source, r->cursor.line, r->cursor.column, 1};
  fail(r, pos, "take the tag away; put a text that begins with '!' in quotes",
       "the tag '%s' is not supported", ek_show(r->arena, tag));
}

static void build_nodes(struct reader *r, const yaml_document_t *document) {
  r->n = (size_t)(document->nodes.top - document->nodes.start);
  r->nodes = ek_alloc_array(r->arena, r->n, sizeof *r->nodes);
  for (size_t i = 0; i < r->n; i++) {
    const yaml_node_t *from = &document->nodes.start[i];
    struct ek_node *to = &r->nodes[i];
    ek_yaml_cursor_move(&r->cursor, from->start_mark.index);
    check_tag(r, from);
    to->pos = start_pos(r, from);
    if (from->type == YAML_SCALAR_NODE)
      build_scalar(r, from, to);
    else if (from->type == YAML_SEQUENCE_NODE)
      build_list(r, from, to);
    else
      build_map(r, from, to);
  }
}

/* The keys of a map in order of text, equal ones in order of the file. */
static int by_key(const void *a, const void *b) {
  const struct ek_pair *x = *(const struct ek_pair *const *)a;
  const struct ek_pair *y = *(const struct ek_pair *const *)b;
  int order = strcmp(x->key->text, y->key->text);
  return order ? order : (x > y) - (x < y);
}

static void duplicate_error(struct reader *r, const struct ek_node *key,
                            const struct ek_node *first) {
  fail(r, key->pos, "take one of them away", "the key '%s' is given twice, first on line %d",
       ek_show(r->arena, key->text), first->pos.line);
}

/* Sorting finds duplicates in a map of any size, whoever chose its keys. */
static void check_duplicates(struct reader *r, const struct ek_node *map) {
  const struct ek_pair **sorted = ek_alloc_array(r->arena, map->n, sizeof *sorted);
  for (size_t i = 0; i < map->n; i++)
    sorted[i] = &map->pairs[i];
  qsort(sorted, map->n, sizeof *sorted, by_key);
  for (size_t i = 1, first = 0; i < map->n; i++) {
    if (strcmp(sorted[i]->key->text, sorted[first]->key->text) != 0)
      first = i;
    else
      duplicate_error(r, sorted[i]->key, sorted[first]->key);
  }
}

static void check_keys(struct reader *r, const struct ek_node *map) {
  bool scalars = true;
  for (size_t i = 0; i < map->n; i++) {
    const struct ek_node *key = map->pairs[i].key;
    if (key->kind != EK_NODE_SCALAR) {
      scalars = fail(r, key->pos, "write a plain name before ':'", "a key must be a text, not a %s",
                     key->kind == EK_NODE_LIST ? "list" : "map");
    } else if (!key->quoted && strcmp(key->text, "<<") == 0) {
      fail(r, key->pos, "write the keys out", "merge keys ('<<') are not supported");
    }
  }
  if (scalars && map->n > 1)
    check_duplicates(r, map);
}

static bool weigh(struct reader *r, struct weight *weights, const struct ek_node *node, int depth);

static bool weigh_children(struct reader *r, struct weight *weights, const struct ek_node *node,
                           int depth, struct weight *sum) {
  for (size_t i = 0; i < node->n; i++) {
    bool map = node->kind == EK_NODE_MAP;
    const struct ek_node *child = map ? node->pairs[i].value : node->items[i];
    if (!weigh(r, weights, child, depth + 1))
      return false;
    const struct weight *weight = &weights[child - r->nodes];
    sum->size += weight->size + (map ? 1 : 0);
    if (weight->height >= sum->height)
      sum->height = weight->height + 1;
    if (sum->size > EK_YAML_NODES)
      return fail(r, node->pos, "use fewer aliases",
                  "more than %d values once aliases are written out", EK_YAML_NODES);
  }
  return true;
}

/* Finds cycles, bombs and too deep nesting before anyone walks the tree: a shared node is
 * weighed once and counted each time. */
static bool weigh(struct reader *r, struct weight *weights, const struct ek_node *node, int depth) {
  struct weight *weight = &weights[node - r->nodes];
  if (weight->open)
    return fail(r, node->pos, "write its parts out", "an alias inside this points back to it");
  if (depth + (weight->size ? weight->height : 1) > EK_YAML_DEPTH)
    return fail(r, node->pos, NULL, "nested more than %d levels deep", EK_YAML_DEPTH);
  if (weight->size)
    return true;
  struct weight sum = {.size = 1, .height = 1};
  weight->open = true;
  if (!weigh_children(r, weights, node, depth, &sum))
    return false;
  *weight = sum;
  return true;
}

static const struct ek_node *build_tree(struct reader *r, const yaml_document_t *document) {
  build_nodes(r, document);
  const struct ek_node *root = &r->nodes[0];
  for (size_t i = 0; i < r->n; i++)
    if (r->nodes[i].kind == EK_NODE_MAP)
      check_keys(r, &r->nodes[i]);
  struct weight *weights = ek_alloc_array(r->arena, r->n, sizeof *weights);
  weigh(r, weights, root, 0);
  return r->failed ? NULL : root;
}

static bool empty_error(struct reader *r) {
  return fail(r, (struct ek_pos){r->source, 0, 0, 0}, NULL,
              ek_source_is_option(r->source) ? "nothing is written here" : "the file is empty");
}

/* libyaml would pass over a second document without a word. */
static bool check_one_document(struct reader *r, yaml_parser_t *parser) {
  yaml_document_t second;
  if (!yaml_parser_load(parser, &second))
    return ek_yaml_syntax_error(r->arena, parser, r->source, r->diags);
  bool one = !yaml_document_get_root_node(&second);
  if (!one) {
    struct ek_yaml_cursor cursor = ek_yaml_cursor_start(r->source);
    ek_yaml_cursor_move(&cursor, second.start_mark.index);
    struct ek_pos pos = {r->source, cursor.line, cursor.column, 3};
    fail(r, pos, "take the '---' away, or make it a file of its own",
         "a second document begins here");
  }
  yaml_document_delete(&second);
  return one;
}

static const struct ek_node *read_document(struct reader *r, yaml_parser_t *parser) {
  yaml_document_t document;
  if (!yaml_parser_load(parser, &document)) {
    ek_yaml_syntax_error(r->arena, parser, r->source, r->diags);
    return NULL;
  }
  const struct ek_node *root = NULL;
  if (!yaml_document_get_root_node(&document))
    empty_error(r);
  else
    root = build_tree(r, &document);
  yaml_document_delete(&document);
  if (root && !check_one_document(r, parser))
    return NULL;
  if (root && root->kind == EK_NODE_SCALAR && !root->quoted && !root->text[0]) {
    empty_error(r);
    return NULL;
  }
  return root;
}

/* Parses the `size` bytes at `offset`, the start of line `line`. */
static const struct ek_node *read_range(struct reader *r, size_t offset, size_t size, int line) {
  const char *text = r->source->text + offset;
  r->cursor = (struct ek_yaml_cursor){text, text + size, 0, line, 1};
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) {
    ek_error(r->diags, (struct ek_pos){r->source, 0, 0, 0}, NULL, "out of memory");
    return NULL;
  }
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
  const struct ek_node *root = read_document(r, &parser);
  yaml_parser_delete(&parser);
  return root;
}

const struct ek_node *ek_yaml_read(struct ek_arena *arena, const struct ek_source *source,
                                   struct ek_diags *diags) {
  struct reader r = {.arena = arena, .source = ek_bytes_without_bom(arena, source), .diags = diags};
  if (ek_bytes_utf16(r.source, diags) || !ek_personnummer_check(r.source, diags) ||
      !ek_yaml_check_bytes(r.source, diags))
    return NULL;
  return read_range(&r, 0, r.source->size, 1);
}

/* What is wrong is told from a reading of the whole file: only there do all places fit. */
const struct ek_node *ek_yaml_read_entry(struct ek_arena *arena, const struct ek_source *source,
                                         const struct ek_yaml_entry *entry,
                                         struct ek_diags *diags) {
  struct reader r = {.arena = arena, .source = source, .diags = ek_diags_new(arena)};
  const struct ek_node *map = read_range(&r, entry->offset, entry->size, entry->pos.line);
  if (map == NULL)
    map = ek_yaml_read(arena, source, diags);
  return ek_node_get(map, entry->key);
}

const struct ek_node *ek_node_get(const struct ek_node *map, const char *key) {
  if (!map || map->kind != EK_NODE_MAP)
    return NULL;
  for (size_t i = 0; i < map->n; i++)
    if (strcmp(map->pairs[i].key->text, key) == 0)
      return map->pairs[i].value;
  return NULL;
}
