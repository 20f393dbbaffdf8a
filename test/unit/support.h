/* What the tests of the upper rooms share: an arena and diagnostics for each test, files
 * in a temporary folder that goes with the test, and all diagnostics as one text. */
#ifndef EK_TEST_SUPPORT_H
#define EK_TEST_SUPPORT_H

#include "near.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"

static struct ek_arena *arena;
static struct ek_diags *diags;
static char folder[200]; /* temporary, empty at the start of each test */

static inline int setup(void **state) {
  (void)state;
  const char *place = getenv("TMPDIR");
  snprintf(folder, sizeof folder, "%.150s/ekusia-unit.XXXXXX", place != NULL ? place : "/tmp");
  if (mkdtemp(folder) == NULL) return -1;
  arena = ek_arena_new();
  diags = ek_diags_new(arena);
  return 0;
}

static inline int remove_entry(const char *path, const struct stat *info, int type,
                               struct FTW *at) {
  (void)info;
  (void)type;
  (void)at;
  return remove(path);
}

static inline int teardown(void **state) {
  (void)state;
  ek_arena_free(arena);
  return nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

/* Writes a file in the temporary folder and gives its path; folders in `name` are made. */
static inline const char *file_of(const char *name, const char *text) {
  char *path = ek_sprintf(arena, "%s/%s", folder, name);
  for (char *at = strchr(path + strlen(folder) + 1, '/'); at != NULL; at = strchr(at + 1, '/')) {
    *at = '\0';
    mkdir(path, 0700);
    *at = '/';
  }
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
  assert_int_equal(fclose(file), 0);
  return path;
}

/* "FILE:LINE:COLUMN+LENGTH message; hint" for each, one on a line, in order, without the
 * temporary folder; warnings begin with "~ ". Then they are forgotten. */
static inline const char *errors(void) {
  struct ek_buffer out = {.arena = arena};
  size_t n, cut = strlen(folder) + 1;
  const struct ek_diag *d = ek_diags_sorted(diags, &n);
  for (size_t i = 0; i < n; i++) {
    const char *name = d[i].pos.source != NULL ? d[i].pos.source->name : "";
    if (strncmp(name, folder, cut - 1) == 0) name += strlen(name) < cut ? cut - 1 : cut;
    ek_buffer_addf(&out, "%s%s:%d:%d+%d %s%s%s\n", d[i].severity == EK_WARNING ? "~ " : "", name,
                   d[i].pos.line, d[i].pos.column, d[i].pos.length, d[i].message,
                   d[i].hint != NULL ? "; " : "", d[i].hint != NULL ? d[i].hint : "");
  }
  diags = ek_diags_new(arena);
  char *text = ek_strdup(arena, ek_buffer_text(&out)), *at;
  while ((at = strstr(text, folder)) != NULL) memmove(at, at + cut - 1, strlen(at + cut - 1) + 1);
  return text;
}

#define assert_errors(expected) assert_string_equal(errors(), expected)
#define assert_fine() assert_string_equal(errors(), "")

#endif
