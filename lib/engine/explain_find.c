/* Figures by the names that users give them, and back. */
#include "engine/explain.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "engine/path.h"
#include "privacy/masking.h"

/* What a path names; a stage is EK_CORRECTIONS until one is named. */
struct wanted {
  const struct ek_figure_def *def;
  int actor, horizon, year, stage;
};

static bool take_stage(const char *name, int *stage) {
  for (int c = -1; c < EK_CORRECTIONS; c++) {
    if (ek_text_same(ek_correction_name(c), name)) {
      *stage = c;
      return true;
    }
  }
  return false;
}

static bool take_word(const struct ek_result *r, const char *word, struct wanted *w) {
  const struct ek_figure_def *found = ek_figure_find(word);
  int a = ek_model_actor(r->model, word), months;
  if (found != NULL) w->def = found;
  else if (a >= 0) w->actor = a;
  else if (strncmp(word, "year:", 5) == 0) w->year = atoi(word + 5);
  else if (strncmp(word, "stage:", 6) == 0) return take_stage(word + 6, &w->stage);
  else if (ek_horizon_parse(r->arena, word, &months)) w->horizon = months;
  else return false;
  return true;
}

static const char *near_word(const struct ek_result *r, const char *word) {
  size_t room = EK_FIG_COUNT * 2 + r->model->n_actors + r->n_stages, n = 0;
  const char **words = ek_alloc_array(r->arena, room, sizeof *words);
  for (size_t i = 0; i < EK_FIG_COUNT; i++) {
    words[n++] = ek_figure_defs[i].name;
    words[n++] = ek_figure_defs[i].alias;
  }
  for (size_t i = 0; i < r->model->n_actors; i++) words[n++] = r->model->actors[i].name.text;
  for (size_t i = 0; i < r->n_stages; i++) words[n++] = ek_sprintf(r->arena, "stage:%s", ek_correction_name(r->stages[i].correction));
  return ek_text_nearest(word, words, n);
}

static const struct ek_figure *figure_of(const struct ek_result *r, const struct wanted *w) {
  const struct ek_figure_def *def = w->def;
  int actor = def->by_actor ? w->actor : -1, horizon = def->by_horizon ? w->horizon : 0;
  if (!def->by_stage) return ek_result_figure(r, def->id, actor, horizon, def->by_year ? w->year : -1);
  int last = r->n_stages > 0 ? r->stages[r->n_stages - 1].correction : -1;
  return ek_result_stage(r, def->id, actor, horizon, w->stage < EK_CORRECTIONS ? w->stage : last);
}

/* What could have been asked for instead. */
static const char *others(const struct ek_result *r, const struct ek_figure_def *def) {
  struct ek_buffer known = {.arena = r->arena};
  if (def->by_year) return ek_sprintf(r->arena, "its years are year:0 to year:%zu", r->n_years - 1);
  for (size_t i = 0; i < r->n_horizons; i++) ek_buffer_addf(&known, "%s%dm", i > 0 ? ", " : "", r->horizons[i]);
  if (def->by_stage) ek_buffer_add(&known, "; its stages are");
  for (size_t i = 0; def->by_stage && i < r->n_stages; i++) ek_buffer_addf(&known, "%s stage:%s", i > 0 ? "," : "", ek_correction_name(r->stages[i].correction));
  return ek_sprintf(r->arena, "the study's horizons are %s", ek_buffer_text(&known));
}

const struct ek_figure *ek_explain_find(const struct ek_result *r, const char *path,
                                        struct ek_diags *diags) {
  struct wanted w = {&ek_figure_defs[EK_FIG_RESULT], r->model->root, r->horizons[r->n_horizons - 1], 0, EK_CORRECTIONS};
  for (const char *at = path; *at != '\0';) {
    size_t n = strcspn(at, "/");
    const char *word = ek_strndup(r->arena, at, n);
    if (n > 0 && !take_word(r, word, &w)) {
      const char *near = near_word(r, word);
      ek_error(diags, (struct ek_pos){0},
               near != NULL ? ek_sprintf(r->arena, "did you mean '%s'?", near)
                            : "a figure is named like kommun/5y/resultat",
               "'%s' is not an actor, a horizon or a figure", word);
      return NULL;
    }
    at += n;
    if (*at == '/') at++;
  }
  const struct ek_figure *f = figure_of(r, &w);
  if (f == NULL) {
    ek_error(diags, (struct ek_pos){0}, others(r, w.def), "'%s' is not computed in this study", path);
  } else if (f->hidden) {
    ek_error(diags, (struct ek_pos){0}, "ask for a sum that rests on more, as society's",
             "'%s' is not shown: it, or what it would tell of, rests on fewer than %d persons", path, EK_FEWEST);
    return NULL;
  }
  return f;
}

const char *ek_explain_name(const struct ek_result *r, const struct ek_figure *f, const char *word) {
  struct ek_buffer name = {.arena = r->arena};
  if (f->actor >= 0) ek_buffer_addf(&name, "%s/", r->model->actors[f->actor].name.text);
  if (f->horizon > 0 && f->horizon % 12 == 0) ek_buffer_addf(&name, "%dy/", f->horizon / 12);
  else if (f->horizon > 0) ek_buffer_addf(&name, "%dm/", f->horizon);
  if (f->year >= 0) ek_buffer_addf(&name, "year:%d/", f->year);
  if (f->def->by_stage) ek_buffer_addf(&name, "stage:%s/", ek_correction_name(f->stage));
  ek_buffer_add(&name, word);
  return ek_buffer_text(&name);
}
