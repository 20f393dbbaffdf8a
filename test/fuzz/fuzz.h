/* What fuzz targets share. */
#ifndef EK_TEST_FUZZ_H
#define EK_TEST_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/text.h"

static inline void require(bool holds) {
  if (!holds)
    abort();
}

/* Whatever was found must be tellable, and be text. */
static inline void require_told(struct ek_arena *arena, struct ek_diags *diags) {
  struct ek_buffer out = {.arena = arena};
  ek_diags_text(diags, &out, true);
  ek_diags_json(diags, &out);
  const char *text = ek_buffer_text(&out);
  require(ek_utf8_invalid(text, strlen(text)) == strlen(text));
}

/* The bytes as a file of their own, which the target removes again. */
static inline const char *write_alone(struct ek_arena *arena, const uint8_t *bytes, size_t size) {
  const char *place = getenv("TMPDIR");
  const char *path = ek_sprintf(arena, "%s/ekusia-fuzz-%ld.csv", place != NULL ? place : "/tmp", (long)getpid());
  FILE *file = fopen(path, "wb");
  if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) abort();
  return path;
}

#endif
