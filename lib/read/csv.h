/* CSV text to rows of cells with marks. This is the only room that knows libcsv. */
#ifndef EK_READ_CSV_H
#define EK_READ_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

struct ek_cell {
  const char *text; /* UTF-8, trimmed of spaces round it */
  int line, column; /* where it starts, from 1 */
};

struct ek_csv {
  const struct ek_source *source;
  char delimiter;     /* found out from the first line: ';' ',' or tab */
  const char *encoding; /* "UTF-8", "UTF-8 with BOM" or "Windows-1252": found out */
  size_t columns;
  const struct ek_cell *header; /* [columns] */
  size_t rows;
  const struct ek_cell *cells;  /* [rows * columns] */
};

/* Reads all of `source` with its first row as header. Errors: no header, a row with another
 * number of cells, an unclosed quote, an empty or repeated column name, a personnummer (see
 * yaml.h). Blank lines and rows of empty cells are passed over. NULL when there were errors. */
const struct ek_csv *ek_csv_read(struct ek_arena *arena, const struct ek_source *source,
                                 struct ek_diags *diags);
/* The column's index, or -1. */
int ek_csv_column(const struct ek_csv *csv, const char *name);
const struct ek_cell *ek_csv_cell(const struct ek_csv *csv, size_t row, size_t column);
struct ek_pos ek_csv_pos(const struct ek_csv *csv, const struct ek_cell *cell);

#endif
