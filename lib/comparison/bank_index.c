/* Rows of the index, written and read. What is hidden has no number in it. */
#include "comparison/bank_index.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

#ifndef EK_VERSION
#define EK_VERSION "" /* the build says which */
#endif
#define FILE_NAME ".ekusia-bank.sqlite"

static const char tables[] =
    "DROP TABLE IF EXISTS figure; DROP TABLE IF EXISTS file; DROP TABLE IF EXISTS study; DROP TABLE IF EXISTS made;"
    "CREATE TABLE made (version TEXT NOT NULL);"
    "CREATE TABLE study (study TEXT PRIMARY KEY, title TEXT, organisation TEXT, municipality TEXT,"
    " target TEXT, type TEXT, phase TEXT, counterfactual TEXT, alternative TEXT, alternative_sv TEXT, alternative_en TEXT,"
    " start INTEGER, displaces INTEGER, model TEXT, model_place TEXT, model_sha256 TEXT, study_sha256 TEXT,"
    " months TEXT, horizon INTEGER, rate REAL, schedule TEXT, write_off_months INTEGER,"
    " horizons TEXT, price_year TEXT, rules_date TEXT, profile TEXT, discount TEXT, timing TEXT, savings TEXT, write_off TEXT);"
    "CREATE TABLE file (study TEXT, place TEXT, sha256 TEXT, PRIMARY KEY (study, place));"
    "CREATE TABLE figure (study TEXT, ground TEXT, figure TEXT, actor TEXT, horizon_months INTEGER, value REAL, hidden INTEGER,"
    " PRIMARY KEY (study, ground, figure, actor, horizon_months));";
enum { HORIZONS = 22 }; /* the column of the first part of the ground */

/* ---- where it is ---- */

static void make_folder(struct ek_arena *arena, const char *path) {
  char *part = ek_strdup(arena, path);
  for (char *at = strchr(part + 1, '/'); at != NULL; at = strchr(at + 1, '/')) {
    *at = '\0';
    mkdir(part, 0700);
    *at = '/';
  }
  mkdir(part, 0700);
}

/* What is there must be a file, not a folder of that name. */
static bool writable(const char *folder, const char *file) {
  struct stat about;
  bool there = lstat(file, &about) == 0;
  return access(folder, W_OK) == 0 && (!there || (S_ISREG(about.st_mode) && access(file, R_OK | W_OK) == 0));
}

/* NULL: nowhere. */
static const char *place_of(struct ek_arena *arena, const char *folder) {
  const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
  const char *path = ek_sprintf(arena, "%s/" FILE_NAME, folder);
  if (writable(folder, path)) return path;
  if (cache == NULL || *cache != '/') cache = home != NULL && *home == '/' ? ek_sprintf(arena, "%s/.cache", home) : NULL;
  if (cache == NULL) return NULL;
  char *whole = realpath(folder, NULL);
  const char *hash = ek_file_hash(arena, whole != NULL ? whole : folder, strlen(whole != NULL ? whole : folder));
  free(whole);
  cache = ek_sprintf(arena, "%s/ekusia", cache);
  make_folder(arena, cache);
  path = ek_sprintf(arena, "%s/bank-%.16s.sqlite", cache, hash);
  return writable(cache, path) ? path : NULL;
}

static bool is_current(struct ek_arena *arena, const char *path) {
  struct ek_diags *unheard = ek_diags_new(arena);
  struct ek_database *d = ek_database_open(arena, path, EK_DATABASE_READ, unheard);
  struct ek_query *q = d != NULL ? ek_database_query(d, "SELECT version FROM made") : NULL;
  bool fine = q != NULL && ek_query_step(q) && ek_text_same(ek_query_text(q, 0), EK_VERSION);
  if (q != NULL) ek_query_reset(q);
  return fine;
}

static bool make_tables(struct ek_database *d) {
  struct ek_query *q;
  if (!ek_database_begin(d) || !ek_database_run(d, tables)) return ek_database_commit(d);
  q = ek_database_query(d, "INSERT INTO made VALUES (?1)");
  ek_query_bind_text(q, 1, EK_VERSION);
  ek_query_done(q);
  return ek_database_commit(d);
}

struct ek_database *ek_bank_index(struct ek_arena *arena, const char *folder, struct ek_diags *diags) {
  const char *path = place_of(arena, folder);
  bool current = path != NULL && ek_file_exists(path) && is_current(arena, path);
  /* It holds nothing that cannot be computed again: one of another version, or a damaged one, goes. */
  if (path != NULL && !current) unlink(path);
  struct ek_database *d = ek_database_open(arena, path != NULL ? path : folder, path != NULL ? EK_DATABASE_WRITE : EK_DATABASE_MEMORY, diags);
  return d != NULL && (current || make_tables(d)) ? d : NULL;
}

/* ---- writing ---- */

static const char *months_text(struct ek_arena *arena, const struct ek_ground *g) {
  struct ek_buffer out = {.arena = arena};
  for (size_t i = 0; i < g->n_horizons; i++) ek_buffer_addf(&out, "%s%d", i > 0 ? " " : "", g->horizons[i]);
  return ek_buffer_text(&out);
}

static void put_row(struct ek_database *d, const struct ek_bank_row *row, struct ek_arena *arena) {
  const struct ek_peer *p = &row->peer;
  const struct ek_peer_stamp *stamp = p->stamps.items;
  struct ek_query *q = ek_database_query(d, "INSERT INTO study VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,"
                                            "?23,?24,?25,?26,?27,?28,?29,?30)");
  const char *texts[] = {row->study, p->title, p->organisation, p->municipality, p->class[0], p->class[1], p->class[2], p->class[3],
                         p->alternative, p->alternative_label.sv, p->alternative_label.en};
  for (int i = 0; i < 11; i++) ek_query_bind_text(q, i + 1, texts[i]);
  ek_query_bind_int(q, 12, p->start);
  ek_query_bind_int(q, 13, p->displaces);
  ek_query_bind_text(q, 14, row->model_name);
  ek_query_bind_text(q, 15, row->model_place);
  ek_query_bind_text(q, 16, p->model_hash);
  ek_query_bind_text(q, 17, p->stamps.n > 0 ? stamp[0].text : NULL);
  ek_query_bind_text(q, 18, months_text(arena, &p->own));
  ek_query_bind_int(q, 19, p->own.horizon);
  ek_query_bind_real(q, 20, p->own.rate);
  ek_query_bind_text(q, 21, p->own.schedule);
  ek_query_bind_int(q, 22, p->own.write_off);
  for (int i = 0; i < EK_GROUND_PARTS; i++) ek_query_bind_text(q, HORIZONS + 1 + i, p->own.part[i]);
  ek_query_done(q);
}

bool ek_bank_index_put_figures(struct ek_database *d, const char *study, const char *ground, const struct ek_peer *peer) {
  const struct ek_peer_figure *f = peer->figures.items;
  struct ek_query *q = ek_database_query(d, "INSERT OR REPLACE INTO figure VALUES (?1,?2,?3,?4,?5,?6,?7)");
  for (size_t i = 0; i < peer->figures.n; i++) {
    ek_query_bind_text(q, 1, study);
    ek_query_bind_text(q, 2, ground);
    ek_query_bind_text(q, 3, ek_figure_defs[f[i].id].name);
    ek_query_bind_text(q, 4, f[i].actor >= 0 ? peer->model->actors[f[i].actor].name.text : "");
    ek_query_bind_int(q, 5, f[i].horizon);
    ek_query_bind_real(q, 6, f[i].hidden ? NAN : f[i].value);
    ek_query_bind_int(q, 7, f[i].hidden);
    ek_query_done(q);
  }
  return ek_database_fine(d);
}

bool ek_bank_index_forget(struct ek_database *d, const char *study) {
  static const char *const statements[] = {"DELETE FROM study WHERE study = ?1", "DELETE FROM file WHERE study = ?1", "DELETE FROM figure WHERE study = ?1"};
  for (size_t i = 0; i < 3; i++) {
    struct ek_query *q = ek_database_query(d, statements[i]);
    ek_query_bind_text(q, 1, study);
    ek_query_done(q);
  }
  return ek_database_fine(d);
}

bool ek_bank_index_put(struct ek_database *d, const struct ek_bank_row *row, const struct ek_list *files) {
  struct ek_arena *arena = ek_arena_new();
  const struct ek_bank_file *file = files->items;
  ek_database_begin(d);
  ek_bank_index_forget(d, row->study);
  put_row(d, row, arena);
  struct ek_query *q = ek_database_query(d, "INSERT OR REPLACE INTO file VALUES (?1,?2,?3)");
  for (size_t i = 0; i < files->n; i++) {
    ek_query_bind_text(q, 1, row->study);
    ek_query_bind_text(q, 2, file[i].place);
    ek_query_bind_text(q, 3, file[i].hash);
    ek_query_done(q);
  }
  ek_bank_index_put_figures(d, row->study, EK_BANK_OWN, &row->peer);
  ek_arena_free(arena);
  return ek_database_commit(d);
}

/* ---- reading ---- */

struct ek_list ek_bank_index_studies(struct ek_arena *arena, struct ek_database *d) {
  struct ek_list out = {0};
  struct ek_query *q = ek_database_query(d, "SELECT study FROM study ORDER BY study");
  while (ek_query_step(q)) *(const char **)ek_list_push(arena, &out, sizeof(char *)) = ek_query_text(q, 0);
  return out;
}

struct ek_list ek_bank_index_files(struct ek_arena *arena, struct ek_database *d, const char *study) {
  struct ek_list out = {0};
  struct ek_query *q = ek_database_query(d, "SELECT place, sha256 FROM file WHERE study = ?1 ORDER BY place");
  ek_query_bind_text(q, 1, study);
  while (ek_query_step(q)) *(struct ek_bank_file *)ek_list_push(arena, &out, sizeof(struct ek_bank_file)) = (struct ek_bank_file){ek_query_text(q, 0), ek_query_text(q, 1)};
  return out;
}

const char *ek_bank_index_extends(struct ek_database *d, const char *study) {
  struct ek_query *q = ek_database_query(d, "SELECT study FROM file WHERE place = ?1 AND study <> ?1 ORDER BY study");
  ek_query_bind_text(q, 1, study);
  const char *out = ek_query_step(q) ? ek_query_text(q, 0) : NULL;
  ek_query_reset(q);
  return out;
}

static void get_ground(struct ek_arena *arena, struct ek_query *q, struct ek_ground *g) {
  struct ek_list months = {0};
  char *at = ek_strdup(arena, ek_query_text(q, 17)), *end;
  for (long month; (month = strtol(at, &end, 10)) > 0 && end != at; at = end) *(int *)ek_list_push(arena, &months, sizeof(int)) = (int)month;
  *g = (struct ek_ground){.n_horizons = months.n, .horizons = months.items, .horizon = (int)ek_query_int(q, 18), .rate = ek_query_real(q, 19),
                          .schedule = ek_query_text(q, 20), .write_off = (int)ek_query_int(q, 21)};
  for (int i = 0; i < EK_GROUND_PARTS; i++) g->part[i] = ek_query_text(q, HORIZONS + i);
}

bool ek_bank_index_get(struct ek_arena *arena, struct ek_database *d, const char *study, struct ek_bank_row *row) {
  struct ek_query *q = ek_database_query(d, "SELECT * FROM study WHERE study = ?1");
  ek_query_bind_text(q, 1, study);
  if (!ek_query_step(q)) return false;
  struct ek_peer *p = &row->peer;
  *row = (struct ek_bank_row){.study = ek_query_text(q, 0), .model_name = ek_query_text(q, 13), .model_place = ek_query_text(q, 14)};
  *p = (struct ek_peer){.title = ek_query_text(q, 1), .organisation = ek_query_text(q, 2), .municipality = ek_query_text(q, 3), .alternative = ek_query_text(q, 8),
                        .alternative_label = {ek_query_text(q, 9), ek_query_text(q, 10)}, .start = (ek_month)ek_query_int(q, 11), .displaces = ek_query_int(q, 12) != 0,
                        .model_hash = ek_query_text(q, 15)};
  for (int i = 0; i < EK_UNLIKES; i++) p->class[i] = ek_query_text(q, 4 + i);
  const struct ek_peer_stamp stamps[] = {{"study_sha256", ek_query_text(q, 16)}, {"ekusia", EK_VERSION}, {"model", row->model_name}, {"model_sha256", p->model_hash}};
  for (size_t i = 0; i < 4; i++) *(struct ek_peer_stamp *)ek_list_push(arena, &p->stamps, sizeof *stamps) = stamps[i];
  get_ground(arena, q, &p->own);
  ek_query_reset(q);
  return true;
}

bool ek_bank_index_get_figures(struct ek_arena *arena, struct ek_database *d, const char *study, const char *ground, struct ek_peer *peer) {
  struct ek_query *q = ek_database_query(d, "SELECT figure, actor, horizon_months, value, hidden FROM figure WHERE study = ?1 AND ground = ?2 ORDER BY rowid");
  ek_query_bind_text(q, 1, study);
  ek_query_bind_text(q, 2, ground);
  struct ek_list none = {0}, before = peer->figures;
  peer->figures = none;
  while (ek_query_step(q)) {
    const struct ek_figure_def *def = ek_figure_find(ek_query_text(q, 0));
    const char *actor = ek_query_text(q, 1);
    if (def == NULL) continue;
    ek_peer_add(arena, peer, (struct ek_peer_figure){def->id, *actor != '\0' ? ek_model_actor(peer->model, actor) : -1, (int)ek_query_int(q, 2), ek_query_real(q, 3), ek_query_int(q, 4) != 0});
  }
  bool found = peer->figures.n > 0;
  if (!found) peer->figures = before;
  return found;
}
