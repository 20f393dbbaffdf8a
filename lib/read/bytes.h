/* What the bytes of a file are: their encoding, and the line and column of
 * each. Private to lib/read. */
#ifndef EK_READ_BYTES_H
#define EK_READ_BYTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

/* The place of the byte at `offset`; `length` in characters. */
struct ek_pos ek_bytes_pos(const struct ek_source *source, size_t offset, int length);

/* Is it UTF-16, as some editors and spreadsheets save "Unicode"? Adds the error if so. */
bool ek_bytes_utf16(const struct ek_source *source, struct ek_diags *diags);
/* The source without a byte order mark: columns count as editors show them. */
const struct ek_source *ek_bytes_without_bom(struct ek_arena *arena,
                                             const struct ek_source *source);
/* The source turned from Windows-1252 to UTF-8; NULL when a byte means nothing there. */
const struct ek_source *ek_bytes_from_1252(struct ek_arena *arena, const struct ek_source *source);

#endif
