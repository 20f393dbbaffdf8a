/* Finds the place in a file of a part of a scalar's text. The text and what
 * stands for it in the file are walked side by side, past quotes, escapes and folded lines. */
#include <string.h>

#include "base/text.h"
#include "read/bytes.h"
#include "read/yaml.h"

struct pair_walk {
  const char *file, *text;
  char quote; /* ' or " or 0 */
};

static bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* At a backslash in "...": a code for one character, or a line that goes on. */
static bool step_escape(struct pair_walk *walk) {
  char code = walk->file[1];
  if (code == '\n' || code == '\r') {
    for (walk->file++; blank(*walk->file);)
      walk->file++;
    return true;
  }
  size_t size = code == 'x' ? 4 : code == 'u' ? 6 : code == 'U' ? 10 : 2;
  size_t bytes;
  if (strnlen(walk->file, size) < size || ek_utf8_next(walk->text, &bytes) <= 0)
    return false;
  walk->file += size;
  walk->text += bytes;
  return true;
}

/* One step forward in the text, in the file, or in both; false when they do not match. */
static bool step(struct pair_walk *walk) {
  if (walk->quote == '"' && *walk->file == '\\')
    return step_escape(walk);
  if (walk->quote == '\'' && walk->file[0] == '\'' && walk->file[1] == '\'')
    walk->file++;
  if (!*walk->file || !*walk->text)
    return false;
  if (*walk->file == *walk->text) {
    walk->file++;
    walk->text++;
  } else if (blank(*walk->file)) {
    walk->file++;
  } else if (blank(*walk->text)) {
    walk->text++;
  } else {
    return false;
  }
  return true;
}

/* Where the scalar's first character stands: after the quote, or below | and >. */
static struct pair_walk walk_start(const struct ek_node *scalar) {
  const struct ek_source *source = scalar->pos.source;
  const char *at = source->text;
  const char *end = at + source->size;
  for (int line = 1; line < scalar->pos.line && at < end; line++) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    at = stop ? stop + 1 : end;
  }
  for (int column = 1; column < scalar->pos.column && *at; column++) {
    size_t bytes;
    ek_utf8_next(at, &bytes);
    at += bytes;
  }
  struct pair_walk walk = {at, scalar->text, 0};
  if (scalar->quoted && (*at == '\'' || *at == '"'))
    walk.quote = *walk.file++;
  else if (scalar->quoted)
    walk.file += strcspn(walk.file, "\n");
  return walk;
}

static bool walk_to(struct pair_walk *walk, const char *text) {
  while (walk->text < text)
    if (!step(walk))
      return false;
  return true;
}

/* Before a word that begins a new line in the file, the line end and indentation. */
static void skip_line_end(struct pair_walk *walk) {
  bool goes_on = walk->quote == '"' && walk->file[0] == '\\' && strchr("\r\n", walk->file[1]);
  if (goes_on)
    walk->file++;
  while (blank(*walk->file) && *walk->text && !blank(*walk->text))
    walk->file++;
}

struct ek_pos ek_node_part(const struct ek_node *scalar, size_t offset, size_t length) {
  const struct ek_source *source = scalar->pos.source;
  if (!source || scalar->pos.line < 1 || scalar->kind != EK_NODE_SCALAR)
    return scalar->pos;
  struct pair_walk walk = walk_start(scalar);
  if (!walk_to(&walk, scalar->text + offset))
    return scalar->pos; /* a fallback's text does not stand in the file */
  skip_line_end(&walk);
  const char *start = walk.file;
  if (!walk_to(&walk, scalar->text + offset + length))
    return scalar->pos;
  size_t bytes = (size_t)(walk.file - start);
  size_t first_line = strcspn(start, "\n");
  if (bytes > first_line)
    bytes = first_line;
  size_t characters = ek_utf8_length(start, bytes);
  return ek_bytes_pos(source, (size_t)(start - source->text), characters > 0 ? (int)characters : 1);
}
