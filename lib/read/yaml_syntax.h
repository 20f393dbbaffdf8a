/* What libyaml and the bytes of a file have to say when a text is not YAML,
 * turned into diagnostics. Private to lib/read/yaml*.c. */
#ifndef EK_READ_YAML_SYNTAX_H
#define EK_READ_YAML_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>

#include <yaml.h>

#include "base/diag.h"

/* A running place in a text: libyaml counts characters, a file has bytes. */
struct ek_yaml_cursor {
  const char *at, *end;
  size_t index; /* characters before it */
  int line, column;
};

struct ek_yaml_cursor ek_yaml_cursor_start(const struct ek_source *source);
/* Forward to character `index`; stays when it is behind or at the end of the text. */
void ek_yaml_cursor_move(struct ek_yaml_cursor *cursor, size_t index);
/* Bytes that are not UTF-8 and control characters are errors (the first is told). */
bool ek_yaml_check_bytes(const struct ek_source *source, struct ek_diags *diags);
/* The parser's error. Returns false. */
bool ek_yaml_syntax_error(struct ek_arena *arena, const yaml_parser_t *parser, const struct ek_source *source,
                          struct ek_diags *diags);

#endif
