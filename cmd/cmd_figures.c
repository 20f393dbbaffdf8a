/* ekusia figures: the charts of a report as files, each by its name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "command.h"
#include "convert.h"
#include "render/chart_svg.h"
#include "report/report.h"

#define COMMAND "figures"

struct wanted {
  char *folder, *actor, *only, *draws_text;
  struct ek_draws draws;
  int seed, png, pdf, quiet;
  struct ek_list names; /* const char *: of --only */
};

/* --- which of them ----------------------------------------------------------------------- */

static bool is_wanted(const struct wanted *w, const char *name) {
  const char *const *names = w->names.items;
  for (size_t i = 0; i < w->names.n; i++) if (strcmp(names[i], name) == 0) return true;
  return w->names.n == 0;
}

static void take_names(struct ek_call *call, struct wanted *w) {
  for (const char *at = w->only != NULL ? w->only : ""; *at != '\0';) {
    size_t n = strcspn(at, ",");
    if (n > 0) *(const char **)ek_list_push(call->arena, &w->names, sizeof at) = ek_strndup(call->arena, at, n);
    at += n + (at[n] == ',');
  }
}

static struct ek_list charts_of(struct ek_call *call, const struct ek_document *doc) {
  struct ek_list out = {0};
  const struct ek_doc_block *blocks = doc->blocks.items;
  for (size_t i = 0; i < doc->blocks.n; i++) {
    if (blocks[i].kind == EK_DOC_CHART) *(const struct ek_chart **)ek_list_push(call->arena, &out, sizeof(void *)) = blocks[i].chart;
  }
  return out;
}

/* A name that the study has no figure of is an error, with those that it has. */
static bool names_known(struct ek_call *call, const struct wanted *w, const struct ek_list *charts) {
  const struct ek_chart *const *chart = charts->items;
  const char *const *asked = w->names.items, **names = ek_alloc_array(call->arena, charts->n, sizeof *names);
  struct ek_buffer known = {.arena = call->arena};
  bool fine = true;
  for (size_t i = 0; i < charts->n; i++) {
    names[i] = chart[i]->name;
    ek_buffer_addf(&known, "%s%s", i > 0 ? ", " : "", names[i]);
  }
  for (size_t k = 0; k < w->names.n; k++) {
    bool there = false;
    for (size_t i = 0; i < charts->n; i++) there |= strcmp(names[i], asked[k]) == 0;
    if (there) continue;
    const char *draws = w->draws.n == 0 && strncmp(asked[k], "distribution", 12) == 0 ? "; -n DRAWS adds distributions" : "";
    ek_usage(call, COMMAND, "the study has no figure '%s'%s; there are %s%s", asked[k], ek_options_near(call, asked[k], names, charts->n), ek_buffer_text(&known), draws);
    fine = false;
  }
  return fine;
}

/* --- files ------------------------------------------------------------------------------- */

static void tell(const struct wanted *w, const char *path) {
  if (!w->quiet) printf("%s\n", path);
}

static bool write_one(struct ek_call *call, const struct wanted *w, const struct ek_document *doc, const struct ek_chart *chart) {
  struct ek_buffer out = {.arena = call->arena};
  const char *base = ek_sprintf(call->arena, "%s/%s", w->folder, chart->name), *svg = ek_sprintf(call->arena, "%s.svg", base);
  ek_chart_svg(doc, chart, &out);
  if (!ek_file_write(call->arena, svg, out.text, out.size, call->diags)) return false;
  tell(w, svg);
  static const char *const formats[] = {"png", "pdf"};
  for (size_t i = 0; i < 2; i++) {
    const char *path = ek_sprintf(call->arena, "%s.%s", base, formats[i]);
    if (!(i == 0 ? w->png : w->pdf)) continue;
    if (!ek_convert_svg(call, svg, formats[i], path)) return false;
    tell(w, path);
  }
  return true;
}

static int figures(struct ek_call *call, struct ek_common *common, struct wanted *w, const char *path) {
  struct ek_study *study = ek_call_study(call, path, common);
  if (study == NULL) return ek_call_input_code(call);
  int actor;
  if (!ek_options_actor(call, COMMAND, study->model, w->actor, &actor)) return EK_EXIT_USAGE;
  struct ek_result *result;
  enum ek_status status = ek_run(call->arena, study, &result, call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  struct ek_report_options options = {.diags = call->diags, .study_path = path, .actor = actor >= 0 ? &actor : NULL};
  struct ek_simulation_options drawn = {.draws = w->draws.n, .precision = w->draws.precision, .seed = (unsigned long)w->seed};
  int lines[EK_REPORT_LINES];
  if (is_wanted(w, "cash-flow")) {
    drawn.bands = lines;
    drawn.n_bands = ek_report_lines(result, options.actor, lines);
  }
  if (!ek_call_indicators(call, study, &options.indicators)) return ek_call_input_code(call);
  if (w->draws.n > 0 && (options.simulation = ek_simulate(call->arena, result, &drawn, call->diags)) == NULL) return EK_EXIT_INPUT;
  options.sensitivity = ek_sensitivity_run(call->arena, result, ek_sensitivity_horizon(result, 0, call->diags));
  struct ek_document document;
  ek_report_build(result, common->language, &options, &document);
  const struct ek_list charts = charts_of(call, &document);
  const struct ek_chart *const *chart = charts.items;
  if (!names_known(call, w, &charts)) return EK_EXIT_USAGE;
  if (!ek_file_make_folder(call->arena, w->folder, call->diags)) return EK_EXIT_SYSTEM;
  for (size_t i = 0; i < charts.n; i++) {
    if (is_wanted(w, chart[i]->name) && !write_one(call, w, &document, chart[i])) return EK_EXIT_SYSTEM;
  }
  return EK_EXIT_FINE;
}

int ek_cmd_figures(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  struct wanted w = {.seed = 1};
  const struct poptOption table[] = {
      {"dir", 'd', POPT_ARG_STRING, &w.folder, 0, "the folder to write to, made unless it is there", "DIR"},
      {"only", 0, POPT_ARG_STRING, &w.only, 0, "only these figures, by name, parted by commas", "NAME"},
      {"actor", 'a', POPT_ARG_STRING, &w.actor, 0, "whose cash flow, sensitivity and distribution; society's and payers' unless stated", "NAME"},
      {"draws", 'n', POPT_ARG_STRING, &w.draws_text, 0, "adds how sure the result is, by so many draws", "N|auto"},
      {"seed", 0, POPT_ARG_INT, &w.seed, 0, "where the random numbers begin", "N"},
      {"png", 0, POPT_ARG_NONE, &w.png, 0, "as PNG too, by rsvg-convert", NULL},
      {"pdf", 0, POPT_ARG_NONE, &w.pdf, 0, "as PDF too, by rsvg-convert", NULL},
      {"quiet", 'q', POPT_ARG_NONE, &w.quiet, 0, "does not say what was written", NULL},
      EK_OPTION_ALTERNATIVE(common), EK_OPTION_LANG(common), EK_OPTION_SETS, EK_OPTION_DIAGNOSTICS(common), POPT_AUTOHELP POPT_TABLEEND};
  poptContext options = ek_options_new(call, COMMAND, argc, argv, table, "[OPTION…] STUDY");
  int code = ek_options_read(call, options, &common);
  char *const texts[] = {w.folder, w.only, w.actor, w.draws_text};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) if (texts[i] != NULL) ek_arena_defer(call->arena, free, texts[i]);
  if (code != EK_EXIT_FINE) return code;
  if (w.folder == NULL || *w.folder == '\0') return ek_usage(call, COMMAND, "say where to: -d DIR");
  if (w.draws_text != NULL && !ek_options_draws(call, COMMAND, w.draws_text, &w.draws)) return EK_EXIT_USAGE;
  if (w.seed < 0) return ek_usage(call, COMMAND, "--seed is 0 or more");
  take_names(call, &w);
  if (w.only != NULL && w.names.n == 0) return ek_usage(call, COMMAND, "--only takes the names of figures, such as result-by-actor,cash-flow");
  const char *path = ek_options_one(call, options, "study");
  if (path == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, figures(call, &common, &w, path));
}
