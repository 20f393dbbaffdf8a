/* Writes a CSV file that was read as columns again, with columns left out and texts replaced. */
#ifndef EK_READ_CSV_COPY_H
#define EK_READ_CSV_COPY_H

#include <stdbool.h>

#include "base/arena.h"
#include "read/columns.h"

/* What becomes of a column; all that are not left out must have codes. */
struct ek_csv_column_copy {
  bool left_out;
  const char *const *texts; /* instead of the column's own, by code; NULL: as they are */
};

/* The first row and then all rows but blank and odd ones, with the delimiter of the file: UTF-8
 * without byte order mark, lines ended by LF, in quotes where RFC 4180 asks for them. White space
 * round a cell does not count and is not written. `how` has one for each column. */
void ek_csv_copy(const struct ek_columns *columns, const struct ek_csv_column_copy *how,
                 struct ek_buffer *out);

#endif
