/* A batch as a SQLite file: the same rows, made of the CSV when that is whole. */
#ifndef EK_BATCH_TABLE_H
#define EK_BATCH_TABLE_H

#include "batch/journal.h"

/* Is the name that of a SQLite file: .sqlite, .sqlite3 or .db? */
bool ek_table_named(const char *path);
/* Reads the rows in `csv` into a new SQLite file `path`: a table `runs` with a row each, typed, and a table
 * `stamp` of keys and texts. It takes the name when all is there. False with diagnostics. */
bool ek_table_write(struct ek_arena *arena, const char *csv, const char *path, struct ek_diags *diags);
/* Is there such a file, of the batch of that id and of that part (NULL: the whole)? */
bool ek_table_is(const char *path, const char *id, const char *part);
/* What went wrong in its runs. */
void ek_table_failures(struct ek_arena *arena, const char *path, struct ek_failures *out);

#endif
