/* Options, reading and writing as all subcommands do it. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "base/text.h"
#include "command.h"
#include "people/people.h"
#include "render/render.h"

#define PROGRAM "ekusia "

int ek_usage(struct ek_call *call, const char *command, const char *format, ...) {
  va_list args;
  va_start(args, format);
  const char *message = ek_vsprintf(call->arena, format, args);
  va_end(args);
  fprintf(stderr, "ekusia %s: error: %s; see ekusia %s --help\n", command,
          ek_text_clean(call->arena, message), command);
  return EK_EXIT_USAGE;
}

static const char *command_name(poptContext options) {
  return poptGetInvocationName(options) + strlen(PROGRAM);
}

static void free_context(void *context) { poptFreeContext(context); }

/* popt's help names the program by its first word: "ekusia report". */
poptContext ek_options_new(struct ek_call *call, const char *name, int argc, const char **argv,
                           const struct poptOption *table, const char *words) {
  const char **named = ek_alloc_array(call->arena, (size_t)argc + 1, sizeof *named);
  memcpy(named, argv, (size_t)argc * sizeof *named);
  named[0] = ek_sprintf(call->arena, PROGRAM "%s", name);
  poptContext options = poptGetContext(name, argc, named, table, 0);
  poptSetOtherOptionHelp(options, words);
  ek_arena_defer(call->arena, free_context, options);
  call->options = table;
  return options;
}

/* popt hands out strings of its own; they go with the arena like everything else. */
static void keep_string(struct ek_call *call, char **value) {
  if (*value != NULL) ek_arena_defer(call->arena, free, *value);
}

static bool keep_setting(struct ek_call *call, struct ek_common *common, const char *text) {
  const char *equals = strchr(text, '=');
  if (equals == NULL || equals == text) return false;
  struct ek_setting *s = ek_list_push(call->arena, &common->set, sizeof *s);
  s->path = ek_strndup(call->arena, text, (size_t)(equals - text));
  s->text = ek_strdup(call->arena, equals + 1);
  return true;
}

static bool one_of(const char *value, const char *a, const char *b) {
  return value == NULL || strcmp(value, a) == 0 || strcmp(value, b) == 0;
}

/* "; did you mean '--format'?", or nothing, of an option that the command does not have. */
static const char *near_option(struct ek_call *call, const char *bad) {
  if (strncmp(bad, "--", 2) != 0) return "";
  struct ek_list names = {0};
  *(const char **)ek_list_push(call->arena, &names, sizeof(char *)) = "help";
  for (const struct poptOption *o = call->options; o->longName != NULL || o->shortName != 0 || o->arg != NULL; o++) {
    if (o->longName != NULL) *(const char **)ek_list_push(call->arena, &names, sizeof(char *)) = o->longName;
  }
  const char *name = ek_strndup(call->arena, bad + 2, strcspn(bad + 2, "=")), *near = ek_text_nearest(name, names.items, names.n);
  return near != NULL ? ek_sprintf(call->arena, "; did you mean '--%s'?", near) : "";
}

int ek_options_read(struct ek_call *call, poptContext options, struct ek_common *common) {
  int got;
  while ((got = poptGetNextOpt(options)) > 0) {
    if (got != EK_OPTION_SET && got != EK_OPTION_WITH) continue;
    char *text = poptGetOptArg(options);
    if (got == EK_OPTION_WITH) {
      *(const char **)ek_list_push(call->arena, &common->with, sizeof text) = ek_strdup(call->arena, text);
      free(text);
      continue;
    }
    bool fine = keep_setting(call, common, text);
    if (!fine) ek_usage(call, command_name(options), "--set takes NAME=VALUE, not '%s'", text);
    free(text);
    if (!fine) return EK_EXIT_USAGE;
  }
  keep_string(call, &common->lang);
  keep_string(call, &common->format);
  keep_string(call, &common->output);
  keep_string(call, &common->diagnostics);
  keep_string(call, &common->alternative);
  const char *name = command_name(options);
  if (got < -1) {
    const char *bad = poptBadOption(options, POPT_BADOPTION_NOALIAS);
    bool number = bad[0] == '-' && bad[1] >= '0' && bad[1] <= '9';
    return ek_usage(call, name, "%s: %s%s", bad, poptStrerror(got),
                    number ? "; what begins with a minus comes after --" : got == POPT_ERROR_BADOPT ? near_option(call, bad) : "");
  }
  if (!one_of(common->lang, "sv", "en")) return ek_usage(call, name, "--lang is sv or en, not '%s'", common->lang);
  if (common->output != NULL && *common->output == '\0') return ek_usage(call, name, "--output takes the name of a file");
  if (!one_of(common->diagnostics, "text", "json")) {
    return ek_usage(call, name, "--diagnostics is text or json, not '%s'", common->diagnostics);
  }
  common->language = common->lang != NULL && strcmp(common->lang, "en") == 0 ? EK_EN : EK_SV;
  return EK_EXIT_FINE;
}

bool ek_options_by(struct ek_call *call, const char *command, const char *text, struct ek_common *common) {
  while (*text != '\0') {
    size_t n = strcspn(text, ",");
    const char *name = ek_strndup(call->arena, text, n);
    if (n > 0) *(struct ek_name *)ek_list_push(call->arena, &common->by, sizeof(struct ek_name)) = (struct ek_name){.text = name};
    text += n + (text[n] == ',');
  }
  if (common->by.n > 0) return true;
  ek_usage(call, command, "--by takes names such as sex,age_band");
  return false;
}

/* "; did you mean 'csv'?", or nothing. */
const char *ek_options_near(struct ek_call *call, const char *name, const char *const *names, size_t n) {
  const char *near = ek_text_nearest(name, names, n);
  return near != NULL ? ek_sprintf(call->arena, "; did you mean '%s'?", near) : "";
}

bool ek_options_format(struct ek_call *call, const char *command, const struct ek_common *common, const char *const *formats) {
  struct ek_buffer all = {.arena = call->arena};
  size_t n = 0;
  while (formats[n] != NULL) n++;
  for (size_t i = 0; i < n; i++) {
    if (common->format == NULL || strcmp(common->format, formats[i]) == 0) return true;
    ek_buffer_addf(&all, "%s%s", i == 0 ? "" : i + 1 == n ? " or " : ", ", formats[i]);
  }
  ek_usage(call, command, "--format is %s, not '%s'%s", ek_buffer_text(&all), common->format, ek_options_near(call, common->format, formats, n));
  return false;
}

bool ek_options_actor(struct ek_call *call, const char *command, const struct ek_model *model, const char *name, int *actor) {
  *actor = name != NULL ? ek_model_actor(model, name) : -1;
  if (name == NULL || *actor >= 0) return true;
  const char **names = ek_alloc_array(call->arena, model->n_actors, sizeof *names);
  for (size_t i = 0; i < model->n_actors; i++) names[i] = model->actors[i].name.text;
  ek_usage(call, command, "there is no actor '%s'%s", name, ek_options_near(call, name, names, model->n_actors));
  return false;
}

bool ek_options_horizon(struct ek_call *call, const char *command, const char *text, int *months) {
  *months = 0;
  if (text == NULL || ek_horizon_parse(call->arena, text, months)) return true;
  ek_usage(call, command, "--horizon is a time such as 5y or 5 years, not '%s'", text);
  return false;
}

bool ek_options_draws(struct ek_call *call, const char *command, const char *text, struct ek_draws *out) {
  char *end;
  if (strcmp(text, "auto") == 0) {
    *out = (struct ek_draws){1000000, 0.01};
    return true;
  }
  unsigned long n = strtoul(text, &end, 10);
  if (*end != '\0' || end == text || *text == '-' || n < 2 || n > 10000000) {
    ek_usage(call, command, "--draws is 2 to 10 000 000, or auto, not '%s'", text);
    return false;
  }
  *out = (struct ek_draws){n, 0};
  return true;
}

const char *ek_options_one(struct ek_call *call, poptContext options, const char *what) {
  const char *word = poptGetArg(options);
  if (word == NULL || poptPeekArg(options) != NULL) {
    ek_usage(call, command_name(options), "one %s is asked for", what);
    return NULL;
  }
  return word;
}

struct ek_study_options ek_call_options(const struct ek_call *call, const struct ek_common *common) {
  return (struct ek_study_options){.with = common->with.items, .n_with = common->with.n,
                                   .set = common->set.items, .n_set = common->set.n,
                                   .model_folders = call->model_folders};
}

struct ek_study *ek_call_study(struct ek_call *call, const char *path,
                               const struct ek_common *common) {
  const struct ek_study_options options = ek_call_options(call, common);
  struct ek_study *study = ek_people_study(call->arena, path, &options, &common->by, call->diags);
  return study == NULL || ek_study_choose(study, common->alternative, call->diags) ? study : NULL;
}

bool ek_call_indicators(struct ek_call *call, const struct ek_study *study, const struct ek_tally **tally) {
  *tally = NULL;
  if (!study->indicators.present) return true;
  const struct ek_indicator_list *list = ek_indicator_list_find(call->arena, call->model_folders, call->diags);
  const struct ek_answers *answers = list != NULL ? ek_answers_read(call->arena, study, list, call->diags) : NULL;
  if (answers != NULL) *tally = ek_tally_make(call->arena, answers, -1, false);
  return *tally != NULL;
}

bool ek_call_colour(const struct ek_common *common) {
  return common->output == NULL && isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL;
}

void ek_call_render(const struct ek_common *common, const struct ek_document *document, struct ek_buffer *out) {
  const char *format = common->format != NULL ? common->format : "text";
  if (strcmp(format, "html") == 0) ek_render_html(document, out);
  else if (strcmp(format, "markdown") == 0) ek_render_markdown(document, out);
  else ek_render_text(document, ek_call_colour(common), out);
}

static struct ek_diags *errors_only(struct ek_call *call) {
  struct ek_diags *errors = ek_diags_new(call->arena);
  size_t n;
  const struct ek_diag *all = ek_diags_sorted(call->diags, &n);
  for (size_t i = 0; i < n; i++) {
    if (all[i].severity == EK_ERROR) ek_error_noted(errors, all[i].pos, all[i].note, all[i].hint, "%s", all[i].message);
  }
  return errors;
}

int ek_call_end(struct ek_call *call, const struct ek_common *common, int code) {
  struct ek_buffer out = {.arena = call->arena};
  bool json = common->diagnostics != NULL && strcmp(common->diagnostics, "json") == 0;
  bool colour = isatty(STDERR_FILENO) && getenv("NO_COLOR") == NULL;
  if (json) ek_diags_json(call->diags, &out);
  else ek_diags_text(common->warnings_told ? errors_only(call) : call->diags, &out, colour);
  fputs(ek_buffer_text(&out), stderr);
  return code;
}

int ek_call_input_code(const struct ek_call *call) {
  return ek_diags_system(call->diags) ? EK_EXIT_SYSTEM : EK_EXIT_INPUT;
}

int ek_call_status_code(enum ek_status status) {
  switch (status) {
  case EK_OK: return EK_EXIT_FINE;
  case EK_INPUT_ERROR: return EK_EXIT_INPUT;
  case EK_NO_SOLUTION: return EK_EXIT_NUMERIC;
  default: return EK_EXIT_INTERNAL;
  }
}

int ek_call_no_memory(struct ek_call *call) {
  ek_system_error(call->diags, (struct ek_pos){0}, NULL, "out of memory");
  return EK_EXIT_SYSTEM;
}

bool ek_call_write(struct ek_call *call, const struct ek_common *common, const char *text,
                   size_t size) {
  if (common->output != NULL && strcmp(common->output, "-") != 0) {
    return ek_file_write(call->arena, common->output, text, size, call->diags);
  }
  errno = 0;
  if (fwrite(text, 1, size, stdout) == size && fflush(stdout) == 0) return true;
  if (errno == EPIPE) return true; /* the reader had enough: head, less */
  return ek_system_error(call->diags, (struct ek_pos){0}, NULL, "cannot write: %s", strerror(errno));
}
