/* One connection, its statements, and what has failed. */
#include "read/database.h"

#include <errno.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

enum { WAIT_MS = 10000 };

struct ek_database {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_pos pos; /* the file as a whole */
  sqlite3 *handle;
  bool failed;
};

struct ek_query {
  struct ek_database *of;
  sqlite3_stmt *statement; /* NULL: it could not be made */
};

static void close_handle(void *handle) { sqlite3_close_v2(handle); }
static void close_statement(void *statement) { sqlite3_finalize(statement); }

static struct ek_pos whole(struct ek_arena *arena, const char *path) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  *source = (struct ek_source){.name = ek_strdup(arena, path), .text = ""};
  return (struct ek_pos){.source = source};
}

/* Says once what stood in the way: what follows from it is not news. */
static bool fail(struct ek_database *d, int code) {
  if (d->failed) return false;
  d->failed = true;
  switch (code & 0xff) {
  case SQLITE_NOTADB: return ek_error(d->diags, d->pos, "is it the right file?", "this is not a SQLite database");
  case SQLITE_CORRUPT: return ek_error(d->diags, d->pos, "take another copy of it", "the SQLite database is damaged");
  case SQLITE_BUSY: return ek_system_error(d->diags, d->pos, "wait until the other program is done", "another program is writing in the SQLite database");
  case SQLITE_READONLY:
  case SQLITE_PERM: return ek_system_error(d->diags, d->pos, NULL, "no permission to write in the SQLite database");
  case SQLITE_FULL: return ek_system_error(d->diags, d->pos, NULL, "the disk is full");
  default: return ek_system_error(d->diags, d->pos, NULL, "the SQLite database fails: %s", sqlite3_errmsg(d->handle));
  }
}

static bool check(struct ek_database *d, int code) { return code == SQLITE_OK || fail(d, code); }

/* What SQLite calls "unable to open" has a reason that it does not tell. */
static bool may_open(struct ek_arena *arena, const char *path, enum ek_database_mode mode, struct ek_diags *diags) {
  struct stat about;
  struct ek_pos pos = whole(arena, path);
  if (stat(path, &about) == 0) {
    if (S_ISDIR(about.st_mode)) return ek_system_error(diags, pos, "name the file in it", "this is a folder, not a file");
    return about.st_size > 0 || mode == EK_DATABASE_WRITE || ek_error(diags, pos, "is it the right file?", "this is not a SQLite database");
  }
  if (errno != ENOENT && errno != ENOTDIR) return ek_system_error(diags, pos, NULL, "the file cannot be read: %s", strerror(errno));
  return mode == EK_DATABASE_WRITE || ek_system_error(diags, pos, ek_file_missing_hint(arena, path), "there is no such file");
}

struct ek_database *ek_database_open(struct ek_arena *arena, const char *path, enum ek_database_mode mode, struct ek_diags *diags) {
  static const int flags[] = {[EK_DATABASE_READ] = SQLITE_OPEN_READONLY, [EK_DATABASE_WRITE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                              [EK_DATABASE_MEMORY] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
  if (mode != EK_DATABASE_MEMORY && !may_open(arena, path, mode, diags)) return NULL;
  struct ek_database *d = ek_alloc(arena, sizeof *d);
  *d = (struct ek_database){.arena = arena, .diags = diags, .pos = whole(arena, path)};
  /* A name that begins with a colon means something else to SQLite. */
  const char *name = mode == EK_DATABASE_MEMORY ? ":memory:" : *path == ':' ? ek_sprintf(arena, "./%s", path) : path;
  int code = sqlite3_open_v2(name, &d->handle, flags[mode], NULL);
  ek_arena_defer(arena, close_handle, d->handle);
  if (code == SQLITE_OK) code = sqlite3_busy_timeout(d->handle, WAIT_MS);
  /* The file is not looked into before something is asked of it. */
  if (code == SQLITE_OK) code = sqlite3_exec(d->handle, "PRAGMA schema_version", NULL, NULL, NULL);
  return check(d, code) ? d : NULL;
}

bool ek_database_fine(const struct ek_database *d) { return !d->failed; }

bool ek_database_run(struct ek_database *d, const char *sql) { return !d->failed && check(d, sqlite3_exec(d->handle, sql, NULL, NULL, NULL)); }

bool ek_database_begin(struct ek_database *d) { return ek_database_run(d, "BEGIN IMMEDIATE"); }

bool ek_database_commit(struct ek_database *d) {
  if (!d->failed) return ek_database_run(d, "COMMIT");
  if (!sqlite3_get_autocommit(d->handle)) sqlite3_exec(d->handle, "ROLLBACK", NULL, NULL, NULL);
  return false;
}

struct ek_query *ek_database_query(struct ek_database *d, const char *sql) {
  struct ek_query *q = ek_alloc(d->arena, sizeof *q);
  q->of = d;
  if (d->failed || !check(d, sqlite3_prepare_v2(d->handle, sql, -1, &q->statement, NULL))) return q;
  ek_arena_defer(d->arena, close_statement, q->statement);
  return q;
}

static bool asks(const struct ek_query *q) { return q->statement != NULL && !q->of->failed; }

void ek_query_bind_text(struct ek_query *q, int place, const char *text) {
  if (asks(q)) check(q->of, text != NULL ? sqlite3_bind_text(q->statement, place, text, -1, SQLITE_TRANSIENT) : sqlite3_bind_null(q->statement, place));
}

void ek_query_bind_real(struct ek_query *q, int place, double value) {
  if (asks(q)) check(q->of, isnan(value) ? sqlite3_bind_null(q->statement, place) : sqlite3_bind_double(q->statement, place, value));
}

void ek_query_bind_int(struct ek_query *q, int place, long long value) {
  if (asks(q)) check(q->of, sqlite3_bind_int64(q->statement, place, value));
}

void ek_query_reset(struct ek_query *q) {
  if (q->statement != NULL) sqlite3_reset(q->statement); /* its code is that of the last step, told already */
}

bool ek_query_step(struct ek_query *q) {
  if (!asks(q)) return false;
  int code = sqlite3_step(q->statement);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(q->of, code);
  ek_query_reset(q);
  return false;
}

bool ek_query_done(struct ek_query *q) {
  while (ek_query_step(q)) continue;
  return asks(q);
}

enum ek_cell_kind ek_query_kind(const struct ek_query *q, int column) {
  switch (sqlite3_column_type(q->statement, column)) {
  case SQLITE_INTEGER: return EK_IS_INT;
  case SQLITE_FLOAT: return EK_IS_REAL;
  case SQLITE_TEXT: return EK_IS_TEXT;
  case SQLITE_BLOB: return EK_IS_BYTES;
  default: return EK_IS_NULL;
  }
}

const char *ek_query_text(const struct ek_query *q, int column) {
  const char *text = (const char *)sqlite3_column_text(q->statement, column);
  return text != NULL ? ek_strdup(q->of->arena, text) : NULL;
}

double ek_query_real(const struct ek_query *q, int column) {
  enum ek_cell_kind kind = ek_query_kind(q, column);
  return kind == EK_IS_INT || kind == EK_IS_REAL ? sqlite3_column_double(q->statement, column) : NAN;
}

long long ek_query_int(const struct ek_query *q, int column) { return sqlite3_column_int64(q->statement, column); }
