/* ekusia schema: the JSON Schema or the field reference of the files, from the
 * same tables that read them, and the definitions of the figures. */
#include <string.h>

#include "batch/grid.h"
#include "command.h"

static const struct subject {
  const char *name, *title;
  const struct ek_record *record; /* NULL: the figures, which are no file */
} subjects[] = {{"study", "ekusia study", &ek_record_study},
                {"model", "ekusia model folder", &ek_record_model_folder},
                {"batch", "ekusia batch grid", &ek_record_batch},
                {"figures", NULL, NULL},
                {NULL, NULL, NULL}};

/* A bar would end the cell of a Markdown table. */
static void add_cell(struct ek_buffer *out, const char *text) {
  for (; *text != '\0'; text++) ek_buffer_addf(out, *text == '|' ? "\\%c" : "%c", *text);
}

/* What there is one of the figure for: "actor, horizon". */
static const char *given_by(struct ek_arena *arena, const struct ek_figure_def *def) {
  const struct { bool holds; const char *word; } words[] = {{def->by_actor, "actor"},
      {def->by_horizon, "horizon"}, {def->by_year, "year"}, {def->by_stage, "correction"}};
  struct ek_buffer out = {.arena = arena};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (words[i].holds) ek_buffer_addf(&out, "%s%s", out.size > 0 ? ", " : "", words[i].word);
  }
  return ek_buffer_text(&out);
}

static void add_figures(struct ek_buffer *out) {
  ek_buffer_add(out, "| figure | Swedish | unit | by | definition |\n"
                     "| --- | --- | --- | --- | --- |\n");
  for (size_t i = 0; i < EK_FIG_COUNT; i++) {
    const struct ek_figure_def *def = &ek_figure_defs[i];
    ek_buffer_addf(out, "| `%s` | `%s` | %s | %s | ", def->name, def->alias,
                   ek_figure_unit_name(def->unit), given_by(out->arena, def));
    add_cell(out, def->help.en);
    ek_buffer_add(out, " |\n");
  }
}

static const struct subject *find_subject(const char *name) {
  const struct subject *s = subjects;
  while (s->name != NULL && strcmp(s->name, name) != 0) s++;
  return s->name != NULL ? s : NULL;
}

static int describe(struct ek_call *call, const char *which, const char *format,
                    struct ek_buffer *out) {
  const struct subject *subject = find_subject(which);
  if (subject == NULL) {
    return ek_usage(call, "schema", "there is a schema of a study, a model or a batch, and figures, not of '%s'", which);
  }
  bool json = format != NULL && strcmp(format, "json") == 0;
  if (format != NULL && !json && strcmp(format, "markdown") != 0) {
    return ek_usage(call, "schema", "--format is json or markdown, not '%s'", format);
  }
  if (subject->record == NULL && json) {
    return ek_usage(call, "schema", "figures are defined in markdown only; they are no file");
  }
  if (subject->record == NULL) add_figures(out);
  else if (json || format == NULL) ek_schema_json(subject->record, subject->title, out);
  else ek_schema_reference(subject->record, out);
  return EK_EXIT_FINE;
}

int ek_cmd_schema(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "json: JSON Schema; markdown: field reference", "json|markdown"},
      EK_OPTION_OUT(common),
      POPT_AUTOHELP POPT_TABLEEND};
  poptContext options = ek_options_new(call, "schema", argc, argv, table, "[OPTION…] [study|model|batch|figures]");
  int code = ek_options_read(call, options, &common);
  if (code != EK_EXIT_FINE) return code;
  const char *which = poptGetArg(options);
  if (poptPeekArg(options) != NULL) return ek_usage(call, "schema", "one of study, model and figures is asked for");
  struct ek_buffer out = {.arena = call->arena};
  code = describe(call, which != NULL ? which : "study", common.format, &out);
  if (code != EK_EXIT_FINE) return code;
  bool fine = ek_call_write(call, &common, ek_buffer_text(&out), out.size);
  return ek_call_end(call, &common, fine ? EK_EXIT_FINE : EK_EXIT_SYSTEM);
}
