/* Cuts a plain block mapping at the keys that stand in its first column,
 * without parsing what is between them. */
#include <string.h>

#include "base/text.h"
#include "read/personnummer.h"
#include "read/yaml.h"
#include "read/yaml_syntax.h"

static bool key_character(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c >= 0xC0;
}

/* The length of a plain key at the start of the line, followed by ':' and space or line end; else 0. */
static size_t key_length(const char *line, const char *end) {
  size_t n = 0, bytes;
  if (end - line >= 3 && strncmp(line, "---", 3) == 0)
    return 0;
  while (line + n < end && key_character(ek_utf8_next(line + n, &bytes)))
    n += bytes;
  if (n == 0 || line + n >= end || line[n] != ':')
    return 0;
  const char *after = line + n + 1;
  return after == end || *after == ' ' || *after == '\n' || *after == '\r' ? n : 0;
}

/* Ends the entry before the one that begins at `offset`. */
static void close_entry(struct ek_list *out, size_t from, size_t offset) {
  struct ek_yaml_entry *entries = out->items;
  if (out->n > from)
    entries[out->n - 1].size = offset - entries[out->n - 1].offset;
}

bool ek_yaml_split(struct ek_arena *arena, const struct ek_source *source, struct ek_list *out) {
  struct ek_diags *unheard = ek_diags_new(arena);
  if (!ek_personnummer_check(source, unheard) || !ek_yaml_check_bytes(source, unheard))
    return false;
  const char *end = source->text + source->size;
  size_t from = out->n;
  int line = 1;
  for (const char *at = source->text; at < end; line++) {
    const char *next = memchr(at, '\n', (size_t)(end - at));
    next = next != NULL ? next + 1 : end;
    if (*at != ' ' && *at != '#' && *at != '\n' && *at != '\r') {
      size_t length = key_length(at, end), offset = (size_t)(at - source->text);
      if (length == 0)
        return false;
      close_entry(out, from, offset);
      struct ek_yaml_entry *entry = ek_list_push(arena, out, sizeof *entry);
      entry->key = ek_strndup(arena, at, length);
      entry->pos = (struct ek_pos){source, line, 1, (int)ek_utf8_length(at, length)};
      entry->offset = offset;
    }
    at = next;
  }
  close_entry(out, from, source->size);
  return out->n > from;
}
