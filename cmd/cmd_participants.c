/* ekusia participants: what is in the files of a study's participants, and what is wrong in them. */
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "people/people.h"
#include "render/render.h"
#include "views/overview.h"

/* Were there rows that stop a report? */
static bool stops(const struct ek_people *people) {
  const struct ek_study *study = people->study;
  return (people->file.excluded > 0 && study->participants.followup.on_problem == EK_PROBLEM_ERROR) ||
         (people->group.excluded > 0 && study->participants.followup.on_problem == EK_PROBLEM_ERROR &&
          study->comparison.group.on_problem == EK_PROBLEM_ERROR);
}

static bool render(struct ek_call *call, const struct ek_common *common, const struct ek_people *people,
                   struct ek_buffer *out) {
  const char *format = common->format != NULL ? common->format : "text";
  if (strcmp(format, "json") == 0) return ek_overview_json(people, out);
  if (strcmp(format, "csv") == 0) {
    ek_overview_csv(people, out);
    return true;
  }
  struct ek_document document = {.arena = call->arena, .lang = common->language};
  ek_overview_document(people, &document);
  ek_call_render(common, &document, out);
  return true;
}

static int participants(struct ek_call *call, const struct ek_common *common, const char *path) {
  const struct ek_study_options options = ek_call_options(call, common);
  struct ek_study *study = ek_study_read(call->arena, path, &options, call->diags);
  if (study == NULL) return ek_call_input_code(call);
  if (!ek_study_has_people(study)) {
    ek_error(call->diags, study->pos, "write participants: {file: deltagare.csv, columns: …}",
             "this study has no participants in a file");
    return EK_EXIT_INPUT;
  }
  if (!ek_people_describe(call->arena, study, call->diags)) return ek_call_input_code(call);
  struct ek_buffer out = {.arena = call->arena};
  if (!render(call, common, study->people, &out)) return ek_call_no_memory(call);
  if (!ek_call_write(call, common, ek_buffer_text(&out), out.size)) return EK_EXIT_SYSTEM;
  return stops(study->people) ? EK_EXIT_INPUT : EK_EXIT_FINE;
}

int ek_cmd_participants(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "to read, or rows and objects for machines", "text|markdown|html|csv|json"},
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, "participants", argc, argv, table, "[OPTION…] STUDY");
  int code = ek_options_read(call, options, &common);
  if (code != EK_EXIT_FINE) return code;
  static const char *const formats[] = {"text", "markdown", "html", "csv", "json", NULL};
  if (!ek_options_format(call, "participants", &common, formats)) return EK_EXIT_USAGE;
  const char *path = ek_options_one(call, options, "study");
  if (path == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, participants(call, &common, path));
}
