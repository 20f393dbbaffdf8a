/* ekusia explain: from a figure back through bookings, quantities and prices
 * to the source and the line of the file. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "engine/explain.h"
#include "engine/explain_matrix.h"
#include "views/figures.h"

static int explain(struct ek_call *call, const struct ek_common *common, const char *path,
                   const char *name) {
  struct ek_study *study = ek_call_study(call, path, common);
  if (study == NULL) return ek_call_input_code(call);
  struct ek_result *result;
  enum ek_status status = ek_run(call->arena, study, &result, call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  const struct ek_trace *tree;
  if (ek_explain_is_matrix(name)) {
    tree = ek_explain_matrix(result, name, call->diags);
    if (tree == NULL) return EK_EXIT_USAGE;
  } else {
    const struct ek_figure *figure = ek_explain_find(result, name, call->diags);
    if (figure == NULL) return EK_EXIT_USAGE;
    tree = ek_explain(result, figure);
  }
  struct ek_buffer out = {.arena = call->arena};
  bool json = common->format != NULL && strcmp(common->format, "json") == 0;
  if (json && !ek_render_trace_json(tree, common->language, &out)) return ek_call_no_memory(call);
  if (!json) ek_render_trace_text(tree, common->language, &out);
  return ek_call_write(call, common, ek_buffer_text(&out), out.size) ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
}

int ek_cmd_explain(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "a tree to read, or nested objects", "text|json"},
      EK_OPTION_ALTERNATIVE(common),
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, "explain", argc, argv, table, "[OPTION…] STUDY FIGURE");
  int code = ek_options_read(call, options, &common);
  if (code != EK_EXIT_FINE) return code;
  const char *study = poptGetArg(options), *figure = poptGetArg(options);
  if (figure == NULL || poptPeekArg(options) != NULL) {
    return ek_usage(call, "explain", "a study and a figure are asked for: explain study.yaml kommun/5y/resultat");
  }
  static const char *const formats[] = {"text", "json", NULL};
  if (!ek_options_format(call, "explain", &common, formats)) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, explain(call, &common, study, figure));
}
