/* SQLite files through libsqlite3, which nothing else knows: opened, asked with bound values, read row
 * by row. Numbers are kept to the bit, save that -0 becomes 0. A failure becomes a diagnostic about the
 * file, once; after it every call is content and gives nothing, so that a caller may ask for the outcome
 * at the end. Statements and the connection are closed when the arena goes. */
#ifndef EK_READ_DATABASE_H
#define EK_READ_DATABASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

enum ek_database_mode {
  EK_DATABASE_READ,   /* must exist; nothing is written, no file beside it either */
  EK_DATABASE_WRITE,  /* made when it does not exist */
  EK_DATABASE_MEMORY  /* no file; `path` is what it is called in diagnostics */
};

struct ek_database;
struct ek_query;

/* NULL with a diagnostic: there is no such file (with a near name), no permission, it is no SQLite file.
 * One that others write is waited for up to 10 seconds. */
struct ek_database *ek_database_open(struct ek_arena *arena, const char *path, enum ek_database_mode mode, struct ek_diags *diags);
/* Has nothing failed so far? */
bool ek_database_fine(const struct ek_database *database);
/* Statements without values or rows, parted by ';'. */
bool ek_database_run(struct ek_database *database, const char *sql);
/* All that is written between them is written as a whole, or, where anything failed, not at all. */
bool ek_database_begin(struct ek_database *database);
bool ek_database_commit(struct ek_database *database);

/* One statement with a place ?1, ?2, … for each value; never NULL. `sql` is the program's own text:
 * what a user wrote is bound, never part of it. */
struct ek_query *ek_database_query(struct ek_database *database, const char *sql);
/* Binds the value of a place, from 1. A NULL text and a number that is none (NAN) are null. */
void ek_query_bind_text(struct ek_query *query, int place, const char *text);
void ek_query_bind_real(struct ek_query *query, int place, double value);
void ek_query_bind_int(struct ek_query *query, int place, long long value);
/* The next row; false when there is none, or on failure. After the last row, or a statement without rows,
 * it is ready to be bound and stepped again; what was bound stays. */
bool ek_query_step(struct ek_query *query);
/* A statement without rows: done as a whole; false on failure. */
bool ek_query_done(struct ek_query *query);
/* Ready for other values before its rows have come to an end. */
void ek_query_reset(struct ek_query *query);

enum ek_cell_kind { EK_IS_NULL, EK_IS_INT, EK_IS_REAL, EK_IS_TEXT, EK_IS_BYTES };

/* Columns, from 0, of the row that ek_query_step gave. */
enum ek_cell_kind ek_query_kind(const struct ek_query *query, int column);
/* A copy in the arena, numbers as SQLite writes them; NULL for null. */
const char *ek_query_text(const struct ek_query *query, int column);
/* NAN for null and what is no number. */
double ek_query_real(const struct ek_query *query, int column);
/* 0 for null and what is no number. */
long long ek_query_int(const struct ek_query *query, int column);

#endif
