/* Makes a text from a file fit to stand in a message. A message is one short
 * line, and what a file holds may be neither. */
#include "read/show.h"

#include "base/text.h"

#define SHOWN 60

const char *ek_show(struct ek_arena *arena, const char *text) {
  size_t size = 0;
  for (int characters = 0; text[size]; characters++) {
    size_t bytes;
    ek_utf8_next(text + size, &bytes);
    if (characters == SHOWN)
      break;
    size += bytes;
  }
  char *line = ek_text_clean(arena, ek_strndup(arena, text, size));
  return text[size] ? ek_sprintf(arena, "%s…", line) : line;
}
