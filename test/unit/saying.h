/* Texts as tests read them, and documents to write. */
#ifndef EK_TEST_SAYING_H
#define EK_TEST_SAYING_H

#include "document/document.h"
#include "support.h"

/* No-break spaces of both widths as plain ones, so that expectations can be read. */
static inline const char *plain(const char *text) {
  struct ek_buffer out = {.arena = arena};
  while (*text != '\0') {
    bool narrow = strncmp(text, "\u202F", 3) == 0, wide = strncmp(text, "\u00A0", 2) == 0;
    if (narrow || wide) ek_buffer_add(&out, " ");
    else ek_buffer_add_bytes(&out, text, 1);
    text += narrow ? 3 : wide ? 2 : 1;
  }
  return ek_buffer_text(&out);
}

/* Wrapped lines as one, for sentences that stand anywhere. */
static inline const char *unwrapped(const char *text) {
  char *copy = ek_strdup(arena, plain(text));
  for (char *c = copy; *c != '\0'; c++) {
    if (*c == '\n') *c = ' ';
  }
  return copy;
}

/* Runs of spaces as one, for rows of tables whatever the widths of their columns; lines stay, without indentation. */
static inline const char *squeezed(const char *text) {
  struct ek_buffer out = {.arena = arena};
  for (text = plain(text); *text != '\0'; text++) {
    bool again = *text == ' ' && (out.size == 0 || out.text[out.size - 1] == ' ' || out.text[out.size - 1] == '\n');
    if (!again) ek_buffer_add_bytes(&out, text, 1);
  }
  return ek_buffer_text(&out);
}

static inline void says(const char *text, const char *part, const char *file, int line) {
  if (strstr(text, part) != NULL) return;
  print_error("not said: %s\nin: %s\n", part, text);
  _fail(file, line);
}
#define assert_says(text, part) says(text, part, __FILE__, __LINE__)
#define assert_silent(text, part) assert_null(strstr(text, part))

static inline struct ek_document new_document(enum ek_lang lang) {
  return (struct ek_document){.arena = arena, .lang = lang};
}

#endif
