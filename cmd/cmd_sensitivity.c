/* ekusia sensitivity: what decides the result, and the values at which each actor breaks even. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "command.h"
#include "engine/sensitivity.h"
#include "report/render.h"
#include "report/sensitive.h"

static int sensitivity(struct ek_call *call, struct ek_common *common, const char *actor_name, int horizon, const char *path) {
  struct ek_study *study = ek_call_study(call, path, common);
  if (study == NULL) return ek_call_input_code(call);
  int actor;
  if (!ek_options_actor(call, "sensitivity", study->model, actor_name, &actor)) return EK_EXIT_USAGE;
  struct ek_result *result;
  enum ek_status status = ek_run(call->arena, study, &result, call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  const struct ek_sensitivity *s = ek_sensitivity_run(call->arena, result, horizon, call->diags);
  if (s == NULL) return EK_EXIT_USAGE;
  struct ek_buffer out = {.arena = call->arena};
  struct ek_document document;
  const char *format = common->format != NULL ? common->format : "text";
  if (strcmp(format, "csv") == 0) ek_sensitive_csv(s, &out);
  else if (strcmp(format, "json") == 0) {
    if (!ek_sensitive_json(s, &out)) return ek_call_no_memory(call);
  } else {
    ek_sensitive_build(s, actor, common->language, &document);
    if (strcmp(format, "text") == 0) ek_render_text(&document, ek_call_colour(common), &out);
    else ek_render_markdown(&document, &out);
  }
  return ek_call_write(call, common, ek_buffer_text(&out), out.size) ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
}

int ek_cmd_sensitivity(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  char *actor = NULL, *horizon = NULL;
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "tables to read, or rows for machines", "text|markdown|csv|json"},
      {"actor", 'a', POPT_ARG_STRING, &actor, 0, "whose result; society unless stated", "NAME"},
      {"horizon", 0, POPT_ARG_STRING, &horizon, 0, "at which of the study's horizons: 5 years; the middle one unless stated", "TIME"},
      EK_OPTION_ALTERNATIVE(common),
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, "sensitivity", argc, argv, table, "[OPTION…] STUDY");
  int code = ek_options_read(call, options, &common), months = 0;
  if (actor != NULL) ek_arena_defer(call->arena, free, actor);
  if (horizon != NULL) ek_arena_defer(call->arena, free, horizon);
  if (code != EK_EXIT_FINE) return code;
  static const char *const formats[] = {"text", "markdown", "csv", "json", NULL};
  if (!ek_options_format(call, "sensitivity", &common, formats)) return EK_EXIT_USAGE;
  if (horizon != NULL && !ek_duration_parse(call->arena, horizon, &months)) return ek_usage(call, "sensitivity", "--horizon is a time such as 5 years, not '%s'", horizon);
  const char *path = ek_options_one(call, options, "study");
  if (path == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, sensitivity(call, &common, actor, months, path));
}
