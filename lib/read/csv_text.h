/* What is found out of a CSV text before it is cut: encoding and delimiter; and where
 * libcsv stood when it gave up. Private to lib/read. */
#ifndef EK_READ_CSV_TEXT_H
#define EK_READ_CSV_TEXT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

/* The text as UTF-8 without a byte order mark, and what it was: "UTF-8", "UTF-8 with BOM" or
 * "Windows-1252". NULL with a diagnostic: UTF-16, a NUL byte, neither of the encodings, a
 * workbook of Excel. */
const struct ek_source *ek_csv_text(struct ek_arena *arena, const struct ek_source *source,
                                    const char **encoding, struct ek_diags *diags);
/* The sign that parts most cells of the header, outside quotes: ';', tab or ','. */
char ek_csv_delimiter(const struct ek_source *source);
/* "a tab", "';'", "','": in messages. */
const char *ek_csv_delimiter_name(char delimiter);
/* Skips white space at both ends: spaces, tabs, line ends, no-break spaces. */
void ek_csv_trim(const char **text, size_t *size);

/* What is said of quotes that do not pair. */
#define EK_CSV_QUOTE_HINT "put the whole cell in quotes, and write a quote inside it twice: \"\""

#endif
