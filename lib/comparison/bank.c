/* Keeps the index of a folder of studies up with the folder. */
#include "comparison/bank.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "comparison/bank_index.h"
#include "comparison/studies.h"
#include "model/shelf.h"
#include "people/people.h"
#include "study/layers.h"

struct ek_bank {
  struct ek_arena *arena;
  const char *folder, *whole; /* as given; all of it, with a slash at its end */
  const char *const *model_folders;
  struct ek_diags *diags;
  struct ek_database *index;
  struct ek_list models; /* struct ek_bank_model */
  struct ek_shelf *shelf; /* those that studies are computed with: read once */
  size_t broken;
  struct ek_list insatser; /* struct ek_peer */
  struct ek_list studies;  /* const char *: of each, its file below the bank */
};

/* ---- places: the same wherever the bank is read from ---- */

/* Below the bank without it, else from the root on. NULL: not there. */
static const char *place_of(struct ek_arena *arena, const struct ek_bank *b, const char *path) {
  char *whole = realpath(path, NULL);
  size_t n = strlen(b->whole);
  const char *out = whole == NULL ? NULL : ek_strdup(arena, strncmp(whole, b->whole, n) == 0 ? whole + n : whole);
  free(whole);
  return out;
}

static const char *path_of(const struct ek_bank *b, const char *place) { return *place == '/' ? place : ek_sprintf(b->arena, "%s%s", b->whole, place); }

/* The study as a user would name it. */
static const char *shown(const struct ek_bank *b, const char *study) {
  size_t n = strlen(b->folder);
  return ek_sprintf(b->arena, "%s%s%s", b->folder, n > 0 && b->folder[n - 1] == '/' ? "" : "/", study);
}

/* ---- what a study rests on ---- */

static void add_file(struct ek_arena *arena, const struct ek_bank *b, struct ek_list *out, const struct ek_source *source) {
  const char *place = source != NULL ? place_of(arena, b, source->name) : NULL;
  if (place != NULL) *(struct ek_bank_file *)ek_list_push(arena, out, sizeof(struct ek_bank_file)) = (struct ek_bank_file){place, ek_file_hash(arena, source->text, source->size)};
}

/* Layers have their sources; a study of one file has one. */
static struct ek_list files_of(struct ek_arena *arena, const struct ek_bank *b, const struct ek_study *study) {
  struct ek_list out = {0};
  const struct ek_layer *layers = study->layers.items;
  const struct ek_timetable *tables = study->outcomes.cohort.table_list.items;
  add_file(arena, b, &out, study->source);
  for (size_t i = 0; i < study->layers.n; i++) add_file(arena, b, &out, layers[i].source);
  for (size_t i = 0; i < study->outcomes.cohort.table_list.n; i++) {
    if (tables[i].file.text != NULL) add_file(arena, b, &out, ek_file_read(arena, ek_study_beside(arena, study, &tables[i].file), ek_diags_new(arena)));
  }
  if (study->people == NULL) return out;
  add_file(arena, b, &out, study->people->file.source);
  add_file(arena, b, &out, study->people->group.source);
  return out;
}

static bool same_file(struct ek_bank *b, const struct ek_bank_file *file) {
  struct ek_arena *arena = ek_arena_new();
  const struct ek_source *source = ek_file_read_secret(arena, path_of(b, file->place), ek_diags_new(arena));
  bool same = source != NULL && ek_text_same(ek_file_hash(arena, source->text, source->size), file->hash);
  ek_arena_free(arena);
  return same;
}

/* The model that the row's study would use today; NULL: none. Each is read and hashed once. */
static const struct ek_bank_model *model_of(struct ek_bank *b, const struct ek_bank_row *row) {
  bool path = strchr(row->model_name, '/') != NULL;
  const char *folder = path ? path_of(b, row->model_place) : ek_model_folder(b->arena, row->model_name, b->model_folders);
  const struct ek_bank_model *known = b->models.items;
  if (folder == NULL) return NULL;
  for (size_t i = 0; i < b->models.n; i++) if (ek_text_same(known[i].folder, folder)) return &known[i];
  const struct ek_model *model = ek_model_read(b->arena, folder, ek_diags_new(b->arena)); /* its faults are told by the study */
  if (model == NULL) return NULL;
  struct ek_bank_model *m = ek_list_push(b->arena, &b->models, sizeof *m);
  *m = (struct ek_bank_model){row->model_name, folder, model, ek_model_hash(model)};
  return m;
}

static bool is_current(struct ek_bank *b, const char *study) {
  struct ek_bank_row row;
  if (!ek_bank_index_get(b->arena, b->index, study, &row)) return false;
  const struct ek_bank_model *model = model_of(b, &row);
  if (model == NULL || !ek_text_same(model->hash, row.peer.model_hash)) return false;
  struct ek_list files = ek_bank_index_files(b->arena, b->index, study);
  const struct ek_bank_file *file = files.items;
  for (size_t i = 0; i < files.n; i++) if (!same_file(b, &file[i])) return false;
  return files.n > 0;
}

/* ---- runs ---- */

/* Memory of its own for each study: a bank may hold many. It stays where something is to be told. */
struct trial {
  struct ek_arena *arena;
  struct ek_diags *diags;
  const struct ek_result *result;
};

static void free_arena(void *arena) { ek_arena_free(arena); }

static struct trial try_study(const struct ek_bank *b, const char *path, const struct ek_list *moves) {
  struct trial t = {.arena = ek_arena_new()};
  t.diags = ek_diags_new(t.arena);
  const struct ek_study_options options = {.model_folders = b->model_folders, .shelf = b->shelf};
  enum ek_status status;
  t.result = ek_peer_run(t.arena, path, &options, moves, &status, t.diags);
  return t;
}

static void end_trial(struct ek_bank *b, struct trial *t) {
  if (t->result != NULL) {
    ek_arena_free(t->arena);
    return;
  }
  size_t n;
  const struct ek_diag *d = ek_diags_sorted(t->diags, &n);
  ek_arena_defer(b->arena, free_arena, t->arena);
  for (size_t i = 0; i < n; i++) {
    if (d[i].severity != EK_ERROR) continue;
    if (d[i].system) ek_system_error(b->diags, d[i].pos, d[i].hint, "%s", d[i].message);
    else ek_error(b->diags, d[i].pos, d[i].hint, "%s", d[i].message);
  }
}

static void compute(struct ek_bank *b, const char *study) {
  struct trial t = try_study(b, shown(b, study), NULL);
  if (t.result != NULL) {
    const struct ek_model *model = t.result->model;
    struct ek_bank_row row = {.study = study, .model_name = t.result->study->model_name.text, .model_place = place_of(t.arena, b, model->folder),
                              .peer = ek_peer_of(t.arena, study, t.result, t.result)};
    *(struct ek_peer_stamp *)ek_list_push(t.arena, &row.peer.stamps, sizeof(struct ek_peer_stamp)) = (struct ek_peer_stamp){"study_sha256", t.result->study->hash};
    struct ek_list files = files_of(t.arena, b, t.result->study);
    ek_bank_index_put(b->index, &row, &files);
  } else {
    ek_bank_index_forget(b->index, study);
    b->broken++;
  }
  end_trial(b, &t);
}

/* ---- the whole ---- */

static bool is_among(const char *name, const struct ek_list *studies) {
  const char *const *all = studies->items;
  for (size_t i = 0; i < studies->n; i++) if (strcmp(all[i], name) == 0) return true;
  return false;
}

static void forget_gone(struct ek_bank *b, const struct ek_list *there) {
  struct ek_list known = ek_bank_index_studies(b->arena, b->index);
  const char *const *name = known.items;
  for (size_t i = 0; i < known.n; i++) if (!is_among(name[i], there)) ek_bank_index_forget(b->index, name[i]);
}

/* An insats counts once: what extends a study is the later word on it, as a follow-up of a plan is. */
static void take(struct ek_bank *b, const char *study) {
  struct ek_bank_row row;
  if (!ek_bank_index_get(b->arena, b->index, study, &row)) return;
  const char *later = ek_bank_index_extends(b->index, study);
  if (later != NULL) {
    ek_warning(b->diags, (struct ek_pos){0}, NULL, "'%s' is left out: '%s' extends it and stands for it", shown(b, study), shown(b, later));
    return;
  }
  const struct ek_bank_model *model = model_of(b, &row);
  if (model == NULL) return;
  row.peer.model = model->model;
  row.peer.name = shown(b, study);
  ek_bank_index_get_figures(b->arena, b->index, study, EK_BANK_OWN, &row.peer);
  *(struct ek_peer *)ek_list_push(b->arena, &b->insatser, sizeof row.peer) = row.peer;
  *(const char **)ek_list_push(b->arena, &b->studies, sizeof study) = study;
}

struct ek_bank *ek_bank_open(struct ek_arena *arena, const char *folder, const char *const *model_folders, struct ek_diags *diags) {
  struct ek_bank *b = ek_alloc(arena, sizeof *b);
  struct ek_list paths = {0}, there = {0};
  if (!ek_studies_find(arena, folder, &paths, diags)) return NULL;
  char *whole = realpath(folder, NULL);
  *b = (struct ek_bank){.arena = arena, .folder = folder, .whole = ek_sprintf(arena, "%s/", whole != NULL ? whole : folder), .model_folders = model_folders, .shelf = ek_shelf_new(arena), .diags = diags};
  free(whole);
  if ((b->index = ek_bank_index(arena, folder, diags)) == NULL) return NULL;
  size_t n = strlen(shown(b, ""));
  for (size_t i = 0; i < paths.n; i++) *(const char **)ek_list_push(arena, &there, sizeof(char *)) = ((const char *const *)paths.items)[i] + n;
  const char *const *study = there.items;
  for (size_t i = 0; i < there.n; i++) if (!is_current(b, study[i])) compute(b, study[i]);
  forget_gone(b, &there);
  for (size_t i = 0; i < there.n; i++) take(b, study[i]);
  return ek_database_fine(b->index) ? b : NULL;
}

size_t ek_bank_broken(const struct ek_bank *b) { return b->broken; }

const struct ek_peer *ek_bank_insatser(const struct ek_bank *b, size_t *n) {
  *n = b->insatser.n;
  return b->insatser.items;
}

/* ---- common ground ---- */

static const char *study_of(const struct ek_bank *b, const struct ek_peer *peer) {
  const struct ek_peer *all = b->insatser.items;
  for (size_t i = 0; i < b->insatser.n; i++) if (strcmp(all[i].name, peer->name) == 0) return ((const char *const *)b->studies.items)[i];
  return NULL;
}

/* What the study hides by itself is hidden on every ground. */
static void hide(struct ek_peer *moved, const struct ek_peer *own) {
  struct ek_peer_figure *f = moved->figures.items;
  for (size_t i = 0; i < moved->figures.n; i++) {
    const struct ek_peer_figure *there = ek_peer_figure(own, f[i].id, f[i].actor, f[i].horizon);
    if (there != NULL && there->hidden) f[i].hidden = true;
  }
}

static void tell_left_out(const struct ek_bank *b, const struct ek_peer *peer, const struct ek_list *moves) {
  struct ek_buffer all = {.arena = b->arena};
  const struct ek_setting *s = moves->items;
  for (size_t m = 0; m < moves->n; m++) ek_buffer_addf(&all, "%s%s=%s", m > 0 ? ", " : "", s[m].path, s[m].text);
  ek_error(b->diags, (struct ek_pos){0}, "choose common ground with --horizon, --price-year or --discount", "'%s' is left out: it cannot be computed as the others are, with %s", peer->name, ek_buffer_text(&all));
}

static struct trial try_on(const struct ek_bank *b, const struct ek_peer *peer, const struct ek_list *moves) {
  struct trial t = try_study(b, peer->name, moves);
  if (t.result == NULL) tell_left_out(b, peer, moves);
  return t;
}

bool ek_bank_run(struct ek_bank *b, struct ek_peer *peer, const struct ek_ground *common) {
  struct ek_list moves = ek_ground_settings(b->arena, &peer->own, common);
  struct trial t = try_on(b, peer, &moves);
  peer->result = t.result;
  if (t.result != NULL) peer->stamps = (struct ek_list){0}; /* the result has its own */
  if (t.result == NULL) end_trial(b, &t);
  else ek_arena_defer(b->arena, free_arena, t.arena); /* whoever draws it needs it */
  return peer->result != NULL;
}

bool ek_bank_move(struct ek_bank *b, struct ek_peer *peer, const struct ek_ground *common) {
  struct ek_list moves = ek_ground_settings(b->arena, &peer->own, common);
  const char *study = study_of(b, peer), *ground = ek_ground_text(b->arena, common);
  if (moves.n == 0 || ek_bank_index_get_figures(b->arena, b->index, study, ground, peer)) return true;
  struct trial t = try_on(b, peer, &moves);
  bool done = t.result != NULL;
  if (done) {
    struct ek_peer moved = ek_peer_of(t.arena, peer->name, t.result, t.result);
    hide(&moved, peer);
    ek_database_begin(b->index);
    ek_bank_index_put_figures(b->index, study, ground, &moved);
    done = ek_database_commit(b->index) && ek_bank_index_get_figures(b->arena, b->index, study, ground, peer);
  }
  end_trial(b, &t);
  return done;
}
