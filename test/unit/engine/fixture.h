/* What the tests of this room share: studies from texts, with values set as on the
 * command line, run on the models of the source tree. */
#ifndef EK_TEST_ENGINE_FIXTURE_H
#define EK_TEST_ENGINE_FIXTURE_H

#include "support.h"

#include "engine/result.h"
#include "study/study.h"

/* Each setting is a path and a text; the list ends with a NULL path. */
#define SET(...) ((const char *const[]){__VA_ARGS__, NULL})

static inline const struct ek_study *study_set(const char *text, const char *const *set) {
  static const char *const folders[] = {"models", NULL};
  struct ek_list settings = {0};
  for (size_t i = 0; set != NULL && set[i] != NULL; i += 2) {
    *(struct ek_setting *)ek_list_push(arena, &settings, sizeof(struct ek_setting)) =
        (struct ek_setting){set[i], set[i + 1]};
  }
  const struct ek_study_options options = {
      .set = settings.items, .n_set = settings.n, .model_folders = folders};
  return ek_study_read(arena, file_of("study.yaml", text), &options, diags);
}

/* The study computed; it must be without errors (warnings are let be). */
static inline const struct ek_result *run_set(const char *text, const char *const *set) {
  const struct ek_study *study = study_set(text, set);
  struct ek_result *result = NULL;
  if (study == NULL || ek_run(arena, study, &result, diags) != EK_OK) {
    fail_msg("the study does not run:\n%s", errors());
  }
  return result;
}

static inline const struct ek_result *run(const char *text) { return run_set(text, NULL); }

static inline double at(const struct ek_result *r, enum ek_figure_id id, const char *actor,
                        int horizon) {
  int index = actor != NULL ? ek_model_actor(r->model, actor) : r->model->root;
  const struct ek_figure_def *def = &ek_figure_defs[id];
  const struct ek_figure *f =
      ek_result_figure(r, id, def->by_actor ? index : -1, horizon, -1);
  if (f == NULL) fail_msg("there is no figure %s of %s at %d", def->name,
                          actor != NULL ? actor : "society", horizon);
  return f->value;
}

static inline double in_year(const struct ek_result *r, enum ek_figure_id id, const char *actor,
                             int year) {
  int index = actor != NULL ? ek_model_actor(r->model, actor) : r->model->root;
  const struct ek_figure *f =
      ek_result_figure(r, id, ek_figure_defs[id].by_actor ? index : -1, 0, year);
  assert_non_null(f);
  return f->value;
}

#endif
