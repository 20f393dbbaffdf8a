/* Everything is tried once by itself before anything is run: a path that leads nowhere in any study is a fault
 * of the grid, a value that one study does not take is one run's. */
#include "batch/plan.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "batch/columns.h"
#include "people/people.h"
#include "read/show.h"

#ifndef EK_VERSION
#define EK_VERSION "" /* the build says which */
#endif

#define MOST_BASES ((size_t)100000)

/* Why a setting does not hold. */
struct failure {
  const char *path, *why, *hint;
};

struct maker {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_plan *plan;
  struct ek_shelf *shelf;
  struct ek_list models; /* const struct ek_model *: those that are stamped */
};

/* ---- bases ---- */

static bool decides_base(const struct ek_axis *axis) { return axis->studies || axis->layers; }

/* Which base a run has: the numbers of its study and layers, as digits. */
static size_t base_of(const struct ek_plan *plan, size_t run) {
  const struct ek_axis *axes = plan->grid->axes.items;
  size_t base = 0;
  for (size_t a = 0; a < plan->grid->axes.n; a++) if (decides_base(&axes[a])) base = base * axes[a].n + ek_grid_at(plan->grid, a, run);
  return base;
}

/* The points of a base's axes. */
static void base_points(const struct ek_plan *plan, size_t base, const struct ek_point **points) {
  const struct ek_axis *axes = plan->grid->axes.items;
  for (size_t a = plan->grid->axes.n; a-- > 0;) {
    points[a] = NULL;
    if (!decides_base(&axes[a])) continue;
    points[a] = &axes[a].points[base % axes[a].n];
    base /= axes[a].n;
  }
}

static bool read_base(struct maker *m, size_t base, struct ek_base *out) {
  const struct ek_axis *axes = m->plan->grid->axes.items;
  size_t n = m->plan->grid->axes.n, study = 0, n_with = 0;
  const struct ek_point **points = ek_alloc_array(m->arena, n, sizeof *points);
  const char **with = ek_alloc_array(m->arena, n, sizeof *with);
  base_points(m->plan, base, points);
  for (size_t a = 0; a < n; a++) {
    if (points[a] == NULL) continue;
    if (axes[a].studies) study = points[a]->study;
    else if (points[a]->with != NULL) with[n_with++] = points[a]->with;
  }
  const struct ek_study_options options = {.with = with, .n_with = n_with};
  return ek_study_files_read(m->arena, m->plan->grid->paths[study], &options, &out->files, m->diags);
}

static bool read_bases(struct maker *m) {
  const struct ek_axis *axes = m->plan->grid->axes.items;
  bool fine = true;
  m->plan->n_bases = 1;
  for (size_t a = 0; a < m->plan->grid->axes.n; a++) {
    if (!decides_base(&axes[a])) continue;
    m->plan->n_bases *= axes[a].n;
    if (m->plan->n_bases > MOST_BASES) return ek_error(m->diags, axes[a].pos, NULL, "these are more than %zu studies with different files", MOST_BASES);
  }
  m->plan->bases = ek_alloc_array(m->arena, m->plan->n_bases, sizeof *m->plan->bases);
  for (size_t b = 0; b < m->plan->n_bases; b++) fine &= read_base(m, b, &m->plan->bases[b]);
  return fine;
}

/* ---- studies ---- */

static struct ek_study *study_with(const struct ek_plan *plan, struct ek_arena *arena, const struct ek_base *base, const struct ek_list *settings, struct ek_shelf *shelf,
                                   struct ek_diags *diags) {
  const struct ek_study_options options = {.set = settings->items, .n_set = settings->n, .model_folders = plan->model_folders, .shelf = shelf};
  struct ek_study *study = ek_study_of_files(arena, &base->files, &options, diags);
  return study != NULL && ek_people_read(arena, study, NULL, diags) ? study : NULL;
}

const struct ek_point *ek_plan_point(const struct ek_plan *plan, size_t axis, size_t run) {
  const struct ek_axis *axes = plan->grid->axes.items;
  return &axes[axis].points[ek_grid_at(plan->grid, axis, run)];
}

struct ek_study *ek_plan_study(const struct ek_plan *plan, struct ek_arena *arena, size_t run, struct ek_shelf *shelf, struct ek_diags *diags) {
  struct ek_list settings = {0};
  for (size_t a = 0; a < plan->grid->axes.n; a++) {
    const struct ek_point *point = ek_plan_point(plan, a, run);
    const struct ek_setting *s = point->settings.items;
    for (size_t i = 0; i < point->settings.n; i++) *(struct ek_setting *)ek_list_push(arena, &settings, sizeof *s) = s[i];
  }
  return study_with(plan, arena, &plan->bases[base_of(plan, run)], &settings, shelf, diags);
}

/* ---- what it came from ---- */

static void stamp(struct maker *m, const char *key, const char *text) {
  struct ek_batch_stamp *s = ek_list_push(m->arena, &m->plan->stamp, sizeof *s);
  *s = (struct ek_batch_stamp){key, text};
}

static void stamp_once(struct maker *m, const char *key, const char *text) {
  const struct ek_batch_stamp *s = m->plan->stamp.items;
  for (size_t i = 0; i < m->plan->stamp.n; i++) if (strcmp(s[i].key, key) == 0 && strcmp(s[i].text, text) == 0) return;
  stamp(m, key, text);
}

static void stamp_model(struct maker *m, const struct ek_model *model) {
  for (size_t i = 0; i < m->models.n; i++) if (((const struct ek_model **)m->models.items)[i] == model) return;
  *(const struct ek_model **)ek_list_push(m->arena, &m->models, sizeof model) = model;
  stamp_once(m, "model_sha256", ek_sprintf(m->arena, "%s %s %s", model->name, model->version != NULL ? model->version : "", ek_model_hash(model)));
}

static void stamp_study(struct maker *m, const struct ek_study *study) {
  const struct ek_people_file *files[] = {study->people != NULL ? &study->people->file : NULL, study->people != NULL ? &study->people->group : NULL};
  static const char *const keys[] = {"participants_sha256", "comparison_sha256"};
  stamp_once(m, "study_sha256", study->hash);
  for (size_t i = 0; i < 2; i++) {
    if (files[i] != NULL && files[i]->source != NULL) stamp_once(m, keys[i], ek_file_hash(m->arena, files[i]->source->text, files[i]->source->size));
  }
  stamp_model(m, study->model);
}

static void begin_stamp(struct maker *m) {
  struct ek_source *const *files = m->plan->grid->files.items;
  stamp(m, "ekusia", EK_VERSION);
  stamp(m, "grid_sha256", ek_file_hash(m->arena, m->plan->grid->source->text, m->plan->grid->source->size));
  for (size_t i = 0; i < m->plan->grid->files.n; i++) stamp(m, "rows_sha256", ek_file_hash(m->arena, files[i]->text, files[i]->size));
}

/* The id is of all that decides the rows of the whole; a part says besides which it is. */
static void end_stamp(struct maker *m) {
  struct ek_buffer all = {.arena = m->arena};
  const struct ek_plan *p = m->plan;
  const struct ek_axis *axes = p->grid->axes.items;
  bool random = p->draws > 0;
  for (size_t a = 0; a < p->grid->axes.n; a++) random |= axes[a].drawn != NULL;
  if (random) stamp(m, "seed", ek_sprintf(m->arena, "%lu", p->seed));
  if (p->draws > 0) stamp(m, "draws", ek_sprintf(m->arena, "%zu", p->draws));
  stamp(m, "runs", ek_sprintf(m->arena, "%zu", p->grid->runs));
  const struct ek_batch_stamp *s = p->stamp.items;
  for (size_t i = 0; i < p->stamp.n; i++) ek_buffer_addf(&all, "%s=%s\n", s[i].key, s[i].text);
  stamp(m, "id", ek_file_hash(m->arena, ek_buffer_text(&all), all.size));
  if (p->parts > 1) stamp(m, "part", ek_sprintf(m->arena, "%zu/%zu", p->part, p->parts));
}

/* ---- is the grid right as such? ---- */

/* The bases as they stand. Those that are no study are told of in their runs; if all are, nothing is run. */
static struct ek_study *try_bases(struct maker *m, size_t *first) {
  static const struct ek_list none;
  struct ek_study *out = NULL;
  struct ek_diags *found = NULL;
  for (size_t b = 0; b < m->plan->n_bases; b++) {
    struct ek_diags *own = ek_diags_new(m->arena);
    struct ek_study *study = study_with(m->plan, m->arena, &m->plan->bases[b], &none, m->shelf, own);
    if (study != NULL) stamp_study(m, study);
    else if (found == NULL) found = own;
    if (study == NULL || out != NULL) continue;
    out = study;
    *first = b;
  }
  size_t n = 0;
  const struct ek_diag *all = out == NULL && found != NULL ? ek_diags_sorted(found, &n) : NULL;
  for (size_t i = 0; i < n; i++) {
    if (all[i].severity == EK_ERROR) ek_error(m->diags, all[i].pos, all[i].hint, "%s", all[i].message);
  }
  return out;
}

static void keep_why(struct maker *m, struct ek_diags *diags, struct failure *out) {
  size_t n;
  const struct ek_diag *all = ek_diags_sorted(diags, &n);
  for (size_t i = 0; i < n && out->why == NULL; i++) {
    if (all[i].severity != EK_ERROR) continue;
    out->why = ek_text_clean(m->arena, all[i].message);
    out->hint = all[i].hint != NULL ? ek_strdup(m->arena, all[i].hint) : NULL;
  }
}

/* Does the setting hold in any of the studies? Where not, why is said of the first. Where it does, is it a quantity? */
static bool holds(struct maker *m, const struct ek_setting *s, struct failure *out, struct ek_axis *axis) {
  const struct ek_list one = {.items = (void *)s, .n = 1};
  bool model = strcmp(s->path, "model") == 0, any = false;
  for (size_t b = 0; b < m->plan->n_bases && (model || !any); b++) {
    struct ek_arena *own = ek_arena_new();
    struct ek_diags *diags = ek_diags_new(own);
    const struct ek_study *study = study_with(m->plan, own, &m->plan->bases[b], &one, m->shelf, diags);
    if (study == NULL) keep_why(m, diags, out);
    else if (model) stamp_model(m, study->model);
    else axis->numbers &= study->people == NULL && ek_columns_has(own, study, s->path);
    any |= study != NULL;
    ek_arena_free(own);
  }
  return any;
}

static bool is_among(const struct ek_list *paths, const char *path) {
  for (size_t i = 0; i < paths->n; i++) if (strcmp(((const char **)paths->items)[i], path) == 0) return true;
  return false;
}

/* Of each path of an axis, one value must hold somewhere. Of models all are tried: each is stamped. */
static void try_axis(struct maker *m, struct ek_axis *axis) {
  struct ek_list done = {0}, failed = {0}; /* const char *: paths; struct failure */
  for (size_t i = 0; i < axis->n; i++) {
    const struct ek_setting *s = axis->points[i].settings.items;
    for (size_t k = 0; k < axis->points[i].settings.n; k++) {
      struct failure f = {.path = s[k].path};
      if (strcmp(s[k].path, "model") != 0 && is_among(&done, s[k].path)) continue;
      if (holds(m, &s[k], &f, axis)) *(const char **)ek_list_push(m->arena, &done, sizeof f.path) = f.path;
      else *(struct failure *)ek_list_push(m->arena, &failed, sizeof f) = f;
    }
  }
  const struct failure *f = failed.items;
  for (size_t i = 0; i < failed.n; i++) {
    if (is_among(&done, f[i].path)) continue;
    ek_error(m->diags, axis->pos, f[i].hint, "'%s' cannot be set in any run: %s", ek_show(m->arena, f[i].path), f[i].why);
    *(const char **)ek_list_push(m->arena, &done, sizeof f->path) = f[i].path; /* told once */
  }
}

/* An actor or a horizon that there is in no study would leave the output empty without a word. */
static void try_actors(struct maker *m) {
  const struct ek_name *names = m->plan->grid->actors.items;
  struct ek_model *const *models = m->models.items;
  for (size_t i = 0; i < m->plan->grid->actors.n; i++) {
    bool known = false;
    const char *near = NULL;
    for (size_t k = 0; k < m->models.n; k++) {
      known |= ek_model_actor(models[k], names[i].text) >= 0;
      const char **all = ek_alloc_array(m->arena, models[k]->n_actors, sizeof *all);
      for (size_t a = 0; a < models[k]->n_actors; a++) all[a] = models[k]->actors[a].name.text;
      if (near == NULL) near = ek_text_nearest(names[i].text, all, models[k]->n_actors);
    }
    if (!known) ek_error(m->diags, names[i].pos, near != NULL ? ek_sprintf(m->arena, "did you mean '%s'?", near) : NULL, "there is no actor '%s'", ek_show(m->arena, names[i].text));
  }
}

struct ek_plan *ek_plan_make(struct ek_arena *arena, const char *path, const struct ek_plan_options *o, struct ek_diags *diags) {
  size_t before = ek_diags_errors(diags), first = 0;
  struct ek_plan *p = ek_alloc(arena, sizeof *p);
  struct maker m = {.arena = arena, .diags = diags, .plan = p, .shelf = ek_shelf_new(arena)};
  p->arena = arena;
  p->model_folders = o->model_folders;
  p->part = o->parts > 0 ? o->part : 1;
  p->parts = o->parts > 0 ? o->parts : 1;
  p->grid = ek_grid_read(arena, path, diags);
  if (p->grid == NULL) return NULL;
  if (o->seed >= 0) p->grid->seed = (int)o->seed;
  p->seed = (unsigned long)p->grid->seed;
  p->draws = o->draws > 0 ? o->draws : (size_t)p->grid->draws;
  if (!read_bases(&m)) return NULL;
  begin_stamp(&m);
  struct ek_study *study = try_bases(&m, &first);
  if (study == NULL || !ek_grid_draw(arena, p->grid, study, p->bases[first].files.root, diags)) return NULL;
  struct ek_axis *axes = p->grid->axes.items;
  for (size_t a = 0; a < p->grid->axes.n; a++) {
    ek_grid_find_numbers(arena, &axes[a]);
    try_axis(&m, &axes[a]);
  }
  try_actors(&m);
  end_stamp(&m);
  return ek_diags_errors(diags) > before ? NULL : p;
}

size_t ek_plan_first(size_t runs, size_t part, size_t parts) {
  return runs * (part - 1) / parts;
}
