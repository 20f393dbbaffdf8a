/* Rows of CSV. */
#include "render/csv_row.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/number.h"

/* Quoted where RFC 4180 asks. */
static void add_cell(struct ek_buffer *out, const char *text, bool formula) {
  bool quoted = strpbrk(text, ",\"\r\n") != NULL;
  if (quoted) ek_buffer_add(out, "\"");
  if (formula) ek_buffer_add(out, "'");
  for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
    ek_buffer_add_bytes(out, text, (size_t)(quote + 1 - text));
    ek_buffer_add(out, "\"");
  }
  ek_buffer_add(out, text);
  if (quoted) ek_buffer_add(out, "\"");
}

void ek_csv_cell_text(struct ek_buffer *out, const char *text) { add_cell(out, text, *text != '\0' && strchr("=+-@\t\r", *text) != NULL); }

void ek_csv_cell_quantity(struct ek_buffer *out, const char *text) { add_cell(out, text, false); }

void ek_csv_row(struct ek_buffer *out, const char *const *cells, size_t n, unsigned numbers) {
  for (size_t i = 0; i < n; i++) {
    if (i > 0) ek_buffer_add(out, ",");
    if (cells[i] == NULL) continue;
    if (numbers >> (i < 31 ? i : 31) & 1u) ek_buffer_add(out, cells[i]);
    else ek_csv_cell_text(out, cells[i]);
  }
  ek_buffer_add(out, "\n");
}

const char *ek_csv_number(struct ek_arena *arena, double value) { return isfinite(value) ? ek_number_exact(arena, value) : ""; }

const char *ek_csv_unit(struct ek_arena *arena, struct ek_unit unit) {
  return ek_unit_same(unit, ek_unit_none) ? "1" : ek_unit_text(arena, unit);
}
