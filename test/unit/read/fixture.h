/* What the tests of this room share: an arena and diagnostics for each test, texts as
 * sources, and all diagnostics as one text to compare with. */
#ifndef EK_TEST_READ_FIXTURE_H
#define EK_TEST_READ_FIXTURE_H

#include "near.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"

static struct ek_arena *arena;
static struct ek_diags *diags;

static int setup(void **state) {
  (void)state;
  arena = ek_arena_new();
  diags = ek_diags_new(arena);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  ek_arena_free(arena);
  return 0;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

static inline const struct ek_source *source_bytes(const char *bytes, size_t size) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  char *text = ek_alloc(arena, size + 1);
  memcpy(text, bytes, size);
  *source = (struct ek_source){"test", text, size};
  return source;
}

static inline const struct ek_source *source_of(const char *text) {
  return source_bytes(text, strlen(text));
}

/* "LINE:COLUMN+LENGTH message; hint" for each, one on a line, in order; then they are forgotten. */
static inline const char *errors(void) {
  struct ek_buffer out = {.arena = arena};
  size_t n;
  const struct ek_diag *sorted = ek_diags_sorted(diags, &n);
  for (size_t i = 0; i < n; i++)
    ek_buffer_addf(&out, "%d:%d+%d %s%s%s\n", sorted[i].pos.line, sorted[i].pos.column,
                   sorted[i].pos.length, sorted[i].message, sorted[i].hint ? "; " : "",
                   sorted[i].hint ? sorted[i].hint : "");
  diags = ek_diags_new(arena);
  return ek_buffer_text(&out);
}

#define assert_errors(expected) assert_string_equal(errors(), expected)

#endif
