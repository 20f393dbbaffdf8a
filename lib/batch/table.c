/* The rows stand in the order of the CSV, so that the same batch is the same table. */
#include "batch/table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "read/database.h"

struct maker {
  struct ek_arena *arena, *pad; /* of all; of a line */
  struct ek_database *db;
  struct ek_query *row, *stamp;
  bool *real;                   /* [columns] */
  size_t columns, figure;       /* the place of `figure`, after which the value, unit and text follow */
};

bool ek_table_named(const char *path) {
  static const char *const endings[] = {".sqlite", ".sqlite3", ".db"};
  for (size_t i = 0; i < 3; i++) {
    size_t n = strlen(path), m = strlen(endings[i]);
    if (n > m && strcmp(path + n - m, endings[i]) == 0) return true;
  }
  return false;
}

/* "name", with quotes inside it doubled. */
static void add_name(struct ek_buffer *out, const char *name) {
  ek_buffer_add(out, "\"");
  for (; *name != '\0'; name++) ek_buffer_addf(out, "%s%c", *name == '"' ? "\"" : "", *name);
  ek_buffer_add(out, "\"");
}

static const char *type_of(const char *column) {
  static const char *const reals[] = {"value", "mean", "sd", "low", "high"};
  for (size_t i = 0; i < 5; i++) if (strcmp(column, reals[i]) == 0) return "REAL";
  return strcmp(column, "run") == 0 || strcmp(column, "horizon_months") == 0 ? "INTEGER" : "TEXT";
}

static bool make_tables(struct maker *m, char **cells) {
  struct ek_buffer sql = {.arena = m->arena}, places = {.arena = m->arena};
  m->real = ek_alloc_array(m->arena, m->columns, sizeof *m->real);
  ek_buffer_add(&sql, "CREATE TABLE stamp (key TEXT, text TEXT); CREATE TABLE runs (");
  for (size_t i = 0; i < m->columns; i++) {
    if (strcmp(cells[i], "figure") == 0) m->figure = i;
    ek_buffer_add(&sql, i > 0 ? ", " : "");
    add_name(&sql, cells[i]);
    m->real[i] = strcmp(type_of(cells[i]), "REAL") == 0;
    ek_buffer_addf(&sql, " %s", type_of(cells[i]));
    ek_buffer_addf(&places, "%s?%zu", i > 0 ? ", " : "", i + 1);
  }
  ek_buffer_add(&sql, ")");
  if (!ek_database_begin(m->db) || !ek_database_run(m->db, ek_buffer_text(&sql))) return false;
  m->row = ek_database_query(m->db, ek_sprintf(m->arena, "INSERT INTO runs VALUES (%s)", ek_buffer_text(&places)));
  m->stamp = ek_database_query(m->db, "INSERT INTO stamp VALUES (?1, ?2)");
  return ek_database_fine(m->db);
}

/* One cell from `at` on, unquoted into `to`; where the next begins, or past the end. */
static size_t cut_one(const char *line, size_t size, size_t at, char *to) {
  bool quoted = at < size && line[at] == '"';
  for (at += quoted; at < size && (quoted || line[at] != ','); at++) {
    if (quoted && line[at] == '"' && (++at == size || line[at] != '"')) break;
    *to++ = line[at];
  }
  return at + 1;
}

static size_t cut(struct ek_arena *arena, const char *line, size_t size, char **cells, size_t most) {
  size_t n = 0;
  for (size_t at = 0; at <= size && n < most; n++) {
    cells[n] = ek_alloc(arena, size - at + 1);
    at = cut_one(line, size, at, cells[n]);
  }
  return n;
}

static bool add_row(struct maker *m, char **cells) {
  if (*cells[0] == '\0') {
    ek_query_bind_text(m->stamp, 1, cells[m->figure] + strlen("stamp:"));
    ek_query_bind_text(m->stamp, 2, cells[m->figure + 3]);
    return ek_query_done(m->stamp);
  }
  for (size_t i = 0; i < m->columns; i++) {
    if (*cells[i] == '\0') ek_query_bind_text(m->row, (int)i + 1, NULL);
    else if (m->real[i]) ek_query_bind_real(m->row, (int)i + 1, strtod(cells[i], NULL)); /* to the bit, which SQLite's own reading is not */
    else ek_query_bind_text(m->row, (int)i + 1, cells[i]);
  }
  return ek_query_done(m->row);
}

static bool add_all(struct maker *m, FILE *file) {
  char *line = NULL;
  size_t room = 0, number = 0;
  bool fine = true;
  for (ssize_t size; fine && (size = getline(&line, &room, file)) > 0; number++) {
    size_t n = (size_t)size - (line[size - 1] == '\n');
    if (number == 0) for (size_t i = 0; i < n; i++) m->columns += line[i] == ','; /* at most: names may be quoted */
    char **cells = ek_alloc_array(number == 0 ? m->arena : m->pad, m->columns + 1, sizeof *cells);
    size_t cut_into = cut(number == 0 ? m->arena : m->pad, line, n, cells, m->columns + 1);
    if (number == 0) m->columns = cut_into;
    fine = number == 0 ? make_tables(m, cells) : cut_into == m->columns && add_row(m, cells);
    ek_arena_clear(m->pad);
  }
  free(line);
  return fine && !ferror(file) && ek_database_commit(m->db);
}

static bool failed(struct ek_arena *arena, const char *path, struct ek_diags *diags) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  *source = (struct ek_source){.name = ek_strdup(arena, path), .text = ""};
  return ek_system_error(diags, (struct ek_pos){.source = source}, NULL, "cannot write: %s", strerror(errno));
}

/* What was found goes before the rest. */
static void tell(struct ek_arena *arena, const char *path, struct ek_diags *found, struct ek_diags *diags) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  size_t n;
  const struct ek_diag *all = ek_diags_sorted(found, &n);
  *source = (struct ek_source){.name = ek_strdup(arena, path), .text = ""};
  for (size_t i = 0; i < n; i++) ek_system_error(diags, (struct ek_pos){.source = source}, all[i].hint != NULL ? ek_strdup(arena, all[i].hint) : NULL, "%s", all[i].message);
  if (n == 0) ek_system_error(diags, (struct ek_pos){.source = source}, NULL, "its rows cannot be read");
}

bool ek_table_write(struct ek_arena *arena, const char *csv, const char *path, struct ek_diags *diags) {
  const char *made = ek_sprintf(arena, "%s.made", path);
  FILE *file = fopen(csv, "r");
  if (file == NULL) return failed(arena, csv, diags);
  unlink(made); /* of one that was killed */
  struct ek_arena *own = ek_arena_new(); /* the connection is closed with it */
  struct ek_diags *found = ek_diags_new(own);
  struct maker m = {.arena = own, .pad = ek_arena_new()};
  m.db = ek_database_open(own, made, EK_DATABASE_WRITE, found);
  bool fine = m.db != NULL && add_all(&m, file);
  fclose(file);
  if (!fine) tell(arena, path, found, diags);
  ek_arena_free(m.pad);
  ek_arena_free(own);
  if (fine && rename(made, path) == 0) return true;
  if (fine) failed(arena, path, diags);
  unlink(made);
  return false;
}

bool ek_table_is(const char *path, const char *id, const char *part) {
  struct ek_arena *own = ek_arena_new();
  struct ek_database *db = ek_database_open(own, path, EK_DATABASE_READ, ek_diags_new(own));
  bool same = db != NULL;
  for (int i = 0; i < 2 && same; i++) {
    struct ek_query *query = ek_database_query(db, "SELECT text FROM stamp WHERE key = ?1");
    ek_query_bind_text(query, 1, i == 0 ? "id" : "part");
    same = ek_text_same(ek_query_step(query) ? ek_query_text(query, 0) : NULL, i == 0 ? id : part);
  }
  ek_arena_free(own);
  return same;
}

void ek_table_failures(struct ek_arena *arena, const char *path, struct ek_failures *out) {
  struct ek_arena *own = ek_arena_new();
  struct ek_database *db = ek_database_open(own, path, EK_DATABASE_READ, ek_diags_new(own));
  struct ek_query *query = db != NULL ? ek_database_query(db, "SELECT error, count(*) FROM runs WHERE error IS NOT NULL GROUP BY error ORDER BY min(run)") : NULL;
  while (query != NULL && ek_query_step(query)) {
    struct ek_failure_kind kind = {ek_strdup(arena, ek_query_text(query, 0)), (size_t)ek_query_int(query, 1)};
    *(struct ek_failure_kind *)ek_list_push(arena, &out->kinds, sizeof kind) = kind;
    out->failed += kind.n;
  }
  ek_arena_free(own);
}
