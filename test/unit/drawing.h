/* What tests of drawings share: is it well-formed XML that stays within its own ground? */
#ifndef EK_TEST_DRAWING_H
#define EK_TEST_DRAWING_H

#include "saying.h"

/* Tags close in turn, and nothing that users wrote is a tag or an entity of its own. */
static inline void well_formed(const char *text, const char *file, int line) {
  char open[32][32];
  size_t depth = 0;
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '&' && strncmp(c, "&lt;", 4) != 0 && strncmp(c, "&gt;", 4) != 0 && strncmp(c, "&amp;", 5) != 0 && strncmp(c, "&quot;", 6) != 0) goto wrong;
    if ((unsigned char)*c < 0x20 && *c != '\n') goto wrong;
    if (*c != '<') continue;
    bool closes = c[1] == '/';
    const char *name = c + 1 + closes, *end = strchr(c, '>');
    size_t size = strcspn(name, " />");
    if (end == NULL || size == 0 || size >= sizeof *open) goto wrong;
    if (closes && (depth == 0 || strncmp(open[--depth], name, size) != 0 || open[depth][size] != '\0')) goto wrong;
    if (!closes && end[-1] != '/') {
      if (depth == 32) goto wrong;
      snprintf(open[depth++], sizeof *open, "%.*s", (int)size, name);
    }
    continue;
  wrong:
    print_error("not well-formed at: %.60s\n", c);
    _fail(file, line);
  }
  if (depth == 0) return;
  print_error("<%s> is not closed\n", open[depth - 1]);
  _fail(file, line);
}
#define assert_well_formed(text) well_formed(text, __FILE__, __LINE__)

/* No number that is not one, and none of a place far outside. */
static inline void assert_within(const char *text, double width) {
  assert_null(strstr(text, "nan"));
  assert_null(strstr(text, "inf"));
  for (const char *at = text; (at = strstr(at, " x=\"")) != NULL; at += 4) {
    double x = strtod(at + 4, NULL);
    assert_true(x >= 0 && x <= width);
  }
}

/* How often the part stands in the text. */
static inline size_t count(const char *text, const char *part) {
  size_t n = 0;
  for (; (text = strstr(text, part)) != NULL; text += strlen(part)) n++;
  return n;
}

#endif
