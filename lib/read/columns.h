/* A CSV file as columns of codes, for files with a row for each person. A cell is the number
 * of its text among the different texts of its column, so that a million rows are looked at
 * once and their texts only as often as they differ. Nothing of the file is copied elsewhere. */
#ifndef EK_READ_COLUMNS_H
#define EK_READ_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"

/* What is asked of a column: a sample of its texts; a code for each row; or, of one in which
 * all texts should differ, a mark for each row by which one may see whether they do. */
enum ek_want { EK_WANT_SAMPLE, EK_WANT_CODES, EK_WANT_MARKS };

struct ek_column {
  const char *name;      /* as in the first row */
  enum ek_want want;
  /* Different texts: all of them when it has codes, else of a sample; also of rows that were
   * passed over, so that a text may stand in no row. */
  size_t n;
  const char **texts;    /* [n] UTF-8, without white space round it */
  uint32_t *codes;       /* [rows] or NULL */
  uint64_t *marks;       /* [rows] or NULL: the first eight bytes, or a hash of a longer text */
  struct ek_intern *intern; /* private */
};

/* A row that has another number of cells than the first; it is not among the rows. */
struct ek_odd_row {
  size_t physical, cells;
};

struct ek_columns {
  const struct ek_source *source; /* as UTF-8, secret */
  char delimiter;                 /* ';' ',' or tab: found out */
  const char *encoding;           /* "UTF-8", "UTF-8 with BOM" or "Windows-1252": found out */
  size_t n;
  struct ek_column *columns;      /* [n] */
  size_t rows;                    /* without the first, blank ones and odd ones */
  struct ek_list odd;             /* struct ek_odd_row */
  struct ek_list gaps;            /* size_t: rows before which a row was passed over */
  size_t at_row, at_offset;       /* where ek_columns_pos last looked */
  int at_line;
};

/* Reads all of `source`. `want` is asked of each column's name. Errors: what is no CSV text, a
 * personnummer, no header, a column without a name or named twice, too many columns, quotes that
 * do not pair, no row at all. NULL when there were errors. Rows with too few or too many cells are
 * the caller's to judge. */
struct ek_columns *ek_columns_read(struct ek_arena *arena, const struct ek_source *source,
                                   enum ek_want (*want)(void *data, const char *name),
                                   void *data, struct ek_diags *diags);
/* The same of a file in which personnummer may stand: for what takes them away. */
struct ek_columns *ek_columns_read_unchecked(struct ek_arena *arena,
                                             const struct ek_source *source,
                                             enum ek_want (*want)(void *data, const char *name),
                                             void *data, struct ek_diags *diags);
/* The column's index, or -1. */
int ek_columns_find(const struct ek_columns *columns, const char *name);
/* The place of a cell; column SIZE_MAX: the row. Looked up in the text when it is asked for:
 * cheapest from the first row on. Of an odd row: by its physical number. */
struct ek_pos ek_columns_pos(struct ek_columns *columns, size_t row, size_t column);
struct ek_pos ek_columns_odd_pos(struct ek_columns *columns, const struct ek_odd_row *odd);
/* Two rows with the same text in a column of marks, the later one of each pair after the
 * first: a list of struct ek_twin in the order of the rows. */
struct ek_twin {
  size_t first, again;
};
struct ek_list ek_columns_twins(struct ek_arena *arena, const struct ek_columns *columns,
                                size_t column);

#endif
