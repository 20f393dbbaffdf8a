/* The public face: one handle that holds an arena, a study and its result. */
#include "ekusia.h"

#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "engine/explain.h"
#include "engine/result.h"
#include "engine/rules_change.h"
#include "people/people.h"
#include "render/render.h"
#include "report/report.h"
#include "views/figures.h"

struct ekusia {
  struct ek_arena *arena;
  struct ek_diags *diags;
  const char *const *model_folders;
  struct ek_list with;     /* const char * */
  struct ek_list settings; /* struct ek_setting */
  ek_day rules_date; /* 0: only the study's own */
  const char *path;
  struct ek_result *result; /* NULL until computed */
};

const char *ekusia_version(void) { return EK_VERSION; }

struct ekusia *ekusia_new(const char *const *model_folders) {
  static const char *const installed[] = {EK_DATADIR "/models", NULL};
  if (model_folders == NULL) model_folders = installed;
  struct ek_arena *arena = ek_arena_new();
  struct ekusia *handle = ek_alloc(arena, sizeof *handle);
  handle->arena = arena;
  handle->diags = ek_diags_new(arena);
  size_t n = 0;
  while (model_folders[n] != NULL) n++;
  const char **copy = ek_alloc_array(arena, n + 1, sizeof *copy);
  for (size_t i = 0; i < n; i++) copy[i] = ek_strdup(arena, model_folders[i]);
  handle->model_folders = copy;
  return handle;
}

void ekusia_free(struct ekusia *handle) {
  if (handle != NULL) ek_arena_free(handle->arena);
}

void ekusia_with(struct ekusia *handle, const char *path) {
  *(const char **)ek_list_push(handle->arena, &handle->with, sizeof path) = ek_strdup(handle->arena, path);
}

void ekusia_set(struct ekusia *handle, const char *path, const char *value) {
  struct ek_setting *s = ek_list_push(handle->arena, &handle->settings, sizeof *s);
  s->path = ek_strdup(handle->arena, path);
  s->text = ek_strdup(handle->arena, value);
}

enum ekusia_status ekusia_rules_date(struct ekusia *handle, const char *day) {
  return ek_day_parse(day, &handle->rules_date) ? EKUSIA_FINE : EKUSIA_USAGE;
}

/* A file that could not be read is another matter than what stood in it. */
static enum ekusia_status input_status(const struct ekusia *handle) {
  return ek_diags_system(handle->diags) ? EKUSIA_SYSTEM : EKUSIA_INPUT;
}

enum ekusia_status ekusia_read(struct ekusia *handle, const char *path) {
  const struct ek_study_options options = {.with = handle->with.items,
                                           .n_with = handle->with.n,
                                           .set = handle->settings.items,
                                           .n_set = handle->settings.n,
                                           .model_folders = handle->model_folders};
  handle->path = ek_strdup(handle->arena, path);
  struct ek_study *study = ek_people_study(handle->arena, handle->path, &options, NULL, handle->diags);
  if (study == NULL) return input_status(handle);
  struct ek_result *result = NULL;
  enum ek_status status = ek_run(handle->arena, study, &result, handle->diags);
  if (status == EK_OK && handle->rules_date != 0) {
    status = ek_rules_change(result, handle->rules_date, handle->diags);
  }
  switch (status) {
  case EK_OK: break;
  case EK_INPUT_ERROR: return EKUSIA_INPUT;
  case EK_NO_SOLUTION: return EKUSIA_NUMERIC;
  default: return EKUSIA_INTERNAL;
  }
  handle->result = result;
  return ek_result_expect(result, handle->diags) > 0 ? EKUSIA_EXPECT : EKUSIA_FINE;
}

enum ekusia_status ekusia_figure(struct ekusia *handle, const char *name, double *value) {
  *value = NAN;
  if (handle->result == NULL) return EKUSIA_USAGE;
  const struct ek_figure *figure = ek_explain_find(handle->result, name, handle->diags);
  if (figure == NULL) return EKUSIA_USAGE;
  *value = figure->value;
  return EKUSIA_FINE;
}

/* A form for people; false when it is none. */
static bool render_report(struct ekusia *handle, const char *format, enum ek_lang language, struct ek_buffer *out) {
  bool html = strcmp(format, "html") == 0, markdown = strcmp(format, "markdown") == 0;
  if (!html && !markdown && strcmp(format, "text") != 0) return false;
  struct ek_document document = {.arena = handle->arena, .lang = language};
  const struct ek_report_options options = {.diags = handle->diags, .study_path = handle->path, .tried = ek_report_try(handle->result), .origins = html};
  ek_report_build(handle->result, language, &options, &document);
  if (html) ek_render_html(&document, out);
  else if (markdown) ek_render_markdown(&document, out);
  else ek_render_text(&document, false, out);
  return true;
}

const char *ekusia_render(struct ekusia *handle, const char *format, const char *lang) {
  if (handle->result == NULL) return NULL;
  enum ek_lang language = strcmp(lang, "en") == 0 ? EK_EN : EK_SV;
  struct ek_buffer out = {.arena = handle->arena};
  if (strcmp(format, "csv") == 0) {
    ek_render_figures_csv(handle->result, handle->diags, language, &out);
  } else if (strcmp(format, "json") == 0) {
    if (!ek_render_figures_json(handle->result, NULL, handle->diags, language, &out)) return NULL;
  } else if (!render_report(handle, format, language, &out)) {
    return NULL;
  }
  return ek_buffer_text(&out);
}

const char *ekusia_diagnostics(struct ekusia *handle, int json) {
  struct ek_buffer out = {.arena = handle->arena};
  if (json) ek_diags_json(handle->diags, &out);
  else ek_diags_text(handle->diags, &out, false);
  return ek_buffer_text(&out);
}
