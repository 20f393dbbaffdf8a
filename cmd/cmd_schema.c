/* ekusia schema: the JSON Schema or the field reference of the files, from the
 * same tables that read them. */
#include <string.h>

#include "command.h"
#include "model/model_test.h"

static void add_model(const struct ek_model_file *file, bool reference, struct ek_buffer *out) {
  if (reference) ek_schema_reference(file->record, out);
  else ek_schema_json(file->record, file->name, out);
}

/* One schema per file of a model, as one JSON object; or all their references. */
static void model_files(bool reference, struct ek_buffer *out) {
  if (!reference) ek_buffer_add(out, "{\n");
  for (const struct ek_model_file *f = ek_model_files; f->name != NULL; f++) {
    if (!reference) ek_buffer_addf(out, "%s\"%s\": ", f == ek_model_files ? "" : ",\n", f->name);
    add_model(f, reference, out);
  }
  if (!reference) ek_buffer_add(out, "}\n");
}

int ek_cmd_schema(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "json: JSON Schema; markdown: field reference", "json|markdown"},
      EK_OPTION_OUT(common),
      POPT_AUTOHELP POPT_TABLEEND};
  poptContext options = ek_options_new(call, "schema", argc, argv, table, "[OPTION…] [study|model]");
  int code = ek_options_read(call, options, &common);
  const char *which = poptGetArg(options);
  if (which == NULL) which = "study";
  bool reference = common.format != NULL && strcmp(common.format, "markdown") == 0;
  if (code == EK_EXIT_FINE && common.format != NULL && !reference && strcmp(common.format, "json") != 0) {
    code = ek_usage(call, "schema", "--format is json or markdown, not '%s'", common.format);
  }
  struct ek_buffer out = {.arena = call->arena};
  if (code == EK_EXIT_FINE && strcmp(which, "study") == 0) {
    if (reference) ek_schema_reference(&ek_record_study, &out);
    else ek_schema_json(&ek_record_study, "ekusia study", &out);
  } else if (code == EK_EXIT_FINE && strcmp(which, "model") == 0) {
    model_files(reference, &out);
  } else if (code == EK_EXIT_FINE) {
    code = ek_usage(call, "schema", "there is a schema of a study or a model, not of '%s'", which);
  }
  if (code == EK_EXIT_FINE && !ek_call_write(call, &common, ek_buffer_text(&out), out.size)) {
    code = EK_EXIT_SYSTEM;
  }
  return ek_call_end(call, &common, code);
}
