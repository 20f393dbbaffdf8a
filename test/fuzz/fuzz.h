/* What fuzz targets share. */
#ifndef EK_TEST_FUZZ_H
#define EK_TEST_FUZZ_H

#include <stdlib.h>
#include <string.h>

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

#endif
