/* ekusia estimate: transitions between states, estimated from a file of persons' histories or of
 * counts, to read and as what a study needs of them. */
#include <string.h>

#include "command.h"
#include "people/estimates.h"
#include "render/render.h"
#include "views/estimate.h"

static const char *const formats[] = {"text", "markdown", "html", "csv", "json", "yaml", NULL};

/* As --format says; else YAML for an output that is called so. */
static const char *format_of(const struct ek_common *common) {
  const char *dot = common->output != NULL ? strrchr(common->output, '.') : NULL;
  if (common->format != NULL) return common->format;
  return dot != NULL && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0) ? "yaml" : "text";
}

static int render(struct ek_call *call, const struct ek_common *common, const struct ek_estimates *e, struct ek_buffer *out) {
  const char *format = format_of(common);
  if (strcmp(format, "yaml") == 0) return ek_estimate_yaml(e, out, call->diags) ? EK_EXIT_FINE : EK_EXIT_INPUT;
  if (strcmp(format, "json") == 0) return ek_estimate_json(e, out) ? EK_EXIT_FINE : ek_call_no_memory(call);
  if (strcmp(format, "csv") == 0) {
    ek_estimate_csv(e, out);
    return EK_EXIT_FINE;
  }
  struct ek_document document = {.arena = call->arena, .lang = common->language};
  ek_estimate_document(e, &document);
  ek_call_render(common, &document, out);
  return EK_EXIT_FINE;
}

static int estimate(struct ek_call *call, const struct ek_common *common, const char *path) {
  struct ek_study_options options = ek_call_options(call, common);
  options.only = EK_ONLY_ESTIMATE;
  struct ek_study *study = ek_study_read(call->arena, path, &options, call->diags);
  const struct ek_histories *histories = study != NULL ? ek_histories_read(call->arena, study, call->diags) : NULL;
  if (histories == NULL) return ek_call_input_code(call);
  struct ek_estimates estimates;
  if (!ek_estimates_make(call->arena, histories, &estimates, call->diags)) return EK_EXIT_NUMERIC;
  struct ek_buffer out = {.arena = call->arena};
  int code = render(call, common, &estimates, &out);
  if (code != EK_EXIT_FINE) return code;
  return ek_call_write(call, common, ek_buffer_text(&out), out.size) ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
}

int ek_cmd_estimate(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "to read, for machines, or what a study needs", "text|markdown|html|csv|json|yaml"},
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, "estimate", argc, argv, table, "[OPTION…] STUDY");
  int code = ek_options_read(call, options, &common);
  if (code != EK_EXIT_FINE) return code;
  if (!ek_options_format(call, "estimate", &common, formats)) return EK_EXIT_USAGE;
  const char *path = ek_options_one(call, options, "study");
  if (path == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, estimate(call, &common, path));
}
