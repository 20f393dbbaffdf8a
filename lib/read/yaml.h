/* YAML text to a tree with marks. This is the only room that knows libyaml.
 * All scalars stay text: what `no` or `1e3` means is for a field table to say. */
#ifndef EK_READ_YAML_H
#define EK_READ_YAML_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"

enum ek_node_kind { EK_NODE_SCALAR, EK_NODE_LIST, EK_NODE_MAP };

struct ek_node;
struct ek_pair {
  const struct ek_node *key; /* always a scalar */
  const struct ek_node *value;
};

struct ek_node {
  enum ek_node_kind kind;
  struct ek_pos pos; /* a scalar: all of it; a list or map: its start */
  const char *text;  /* scalar, valid UTF-8, no NUL inside; "" for an empty value */
  bool quoted;       /* '...' "..." | > : certainly text */
  size_t n;          /* items or pairs */
  const struct ek_node *const *items;
  const struct ek_pair *pairs;
};

#define EK_YAML_DEPTH 64        /* nesting */
#define EK_YAML_NODES 2000000   /* after aliases are expanded */

/* Reads one document. NULL when there were errors or the file is empty (an
 * error too). Errors, all with position and hint: syntax (the opening quote
 * or bracket first), a tab as indentation, bad UTF-8 (line and column of the byte), a second
 * document, duplicate keys (naming the first), merge keys, a key that is not a scalar,
 * aliases that contain themselves or expand beyond EK_YAML_NODES, too deep nesting, tags
 * such as !!python. A personnummer (yymmdd-nnnn, yyyymmdd-nnnn or 12 digits) anywhere in the
 * file is an error that does not echo it. Anchors and aliases are expanded. */
const struct ek_node *ek_yaml_read(struct ek_arena *arena, const struct ek_source *source,
                                   struct ek_diags *diags);

/* A file that is one block mapping can be cut at its keys and each entry read
 * when it is wanted: a price world is large, a study uses little of it. */
struct ek_yaml_entry {
  const char *key;
  struct ek_pos pos;     /* of the key */
  size_t offset, size;   /* of its bytes in the source, key included */
};
/* Appends the entries to `out` (struct ek_yaml_entry). False, without a word, when the
 * file is not so plain (quoted keys, a list, bad bytes): read it whole instead. */
bool ek_yaml_split(struct ek_arena *arena, const struct ek_source *source, struct ek_list *out);
/* The value of an entry, or NULL with diagnostics. Anchors of other entries are not known. */
const struct ek_node *ek_yaml_read_entry(struct ek_arena *arena, const struct ek_source *source,
                                         const struct ek_yaml_entry *entry,
                                         struct ek_diags *diags);

/* The place of the part of a scalar that starts `offset` bytes into its text
 * and is `length` bytes long, also in folded and multi-line scalars. */
struct ek_pos ek_node_part(const struct ek_node *scalar, size_t offset, size_t length);

/* The value of `key` in a map, or NULL. */
const struct ek_node *ek_node_get(const struct ek_node *map, const char *key);

#endif
