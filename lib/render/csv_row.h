/* Rows of CSV as all outputs write them: separator ',', quotes as in RFC 4180, LF. */
#ifndef EK_RENDER_CSV_ROW_H
#define EK_RENDER_CSV_ROW_H

#include "base/arena.h"
#include "base/unit.h"

/* One row. A cell may be NULL (empty). A text that starts with = + - @, a tab or a return
 * gets an apostrophe in front, so that no spreadsheet takes it for a formula; not so the
 * cells whose bit is set in `numbers` (1 << index), whose minus is no formula; bit 31
 * is that of all cells from there on. */
void ek_csv_row(struct ek_buffer *out, const char *const *cells, size_t n, unsigned numbers);

/* A cell of text by itself, as in a row. */
void ek_csv_cell_text(struct ek_buffer *out, const char *text);

/* A quantity as it was written, -5 %: quoted where needed, but its minus is no formula. */
void ek_csv_cell_quantity(struct ek_buffer *out, const char *text);

/* A number with all its digits; nothing where there is none, or it is infinite. */
const char *ek_csv_number(struct ek_arena *arena, double value);
/* "kr/year"; "1" for a share or a bare number. */
const char *ek_csv_unit(struct ek_arena *arena, struct ek_unit unit);

#endif
