/* ekusia paths: where people are over time, in each alternative. */
#include <string.h>

#include "command.h"
#include "engine/occupancy.h"
#include "render/render.h"
#include "views/alternatives.h"

static int paths(struct ek_call *call, struct ek_common *common, const char *path) {
  struct ek_study *study = ek_call_study(call, path, common);
  if (study == NULL) return ek_call_input_code(call);
  if (study->people != NULL) {
    ek_error(call->diags, study->participants.present ? study->participants.pos : study->outcomes.pos,
             "`ekusia participants` shows what can be shown of them; `ekusia estimate` makes matrices of them",
             "the paths of persons one by one are not shown, month by month they would tell of few");
    return EK_EXIT_INPUT;
  }
  struct ek_result *result;
  enum ek_status status = ek_run(call->arena, study, &result, call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  const struct ek_occupancy *occupancy = ek_occupancy(result);
  struct ek_buffer out = {.arena = call->arena};
  struct ek_document document;
  const char *format = common->format != NULL ? common->format : "text";
  if (strcmp(format, "csv") == 0) ek_paths_csv(result, occupancy, &out);
  else if (strcmp(format, "json") == 0) {
    if (!ek_paths_json(result, occupancy, &out)) return ek_call_no_memory(call);
  } else if (strcmp(format, "svg") == 0) ek_paths_svg(result, occupancy, common->language, &out);
  else {
    ek_paths_build(result, occupancy, common->language, &document);
    ek_call_render(common, &document, &out);
  }
  return ek_call_write(call, common, ek_buffer_text(&out), out.size) ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
}

int ek_cmd_paths(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "a table with a figure, rows for machines, or a drawing", "text|markdown|html|csv|json|svg"},
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, "paths", argc, argv, table, "[OPTION…] STUDY");
  int code = ek_options_read(call, options, &common);
  if (code != EK_EXIT_FINE) return code;
  static const char *const formats[] = {"text", "markdown", "html", "csv", "json", "svg", NULL};
  if (!ek_options_format(call, "paths", &common, formats)) return EK_EXIT_USAGE;
  const char *path = ek_options_one(call, options, "study");
  if (path == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, paths(call, &common, path));
}
