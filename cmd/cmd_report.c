/* ekusia report: computes a study and writes its report, or its figures for
 * machines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "command.h"
#include "engine/rules_change.h"
#include "likewise.h"
#include "render/workbook.h"
#include "report/report.h"
#include "views/figures.h"

/* A form that a result can be written in. */
struct format {
  const char *name;
  bool document; /* for people; otherwise figures for machines */
  bool binary;   /* no text: not for a terminal */
};
static const struct format formats[] = {
    {"text", true, false}, {"markdown", true, false}, {"html", true, false}, {"xlsx", true, true}, {"csv", false, false}, {"json", false, false}};
#define N_FORMATS (sizeof formats / sizeof *formats)

static const struct format *find_format(struct ek_call *call, const struct ek_common *common) {
  const char *names[N_FORMATS + 1] = {NULL};
  size_t at = 0;
  for (size_t i = 0; i < N_FORMATS; i++) {
    names[i] = formats[i].name;
    if (common->format != NULL && strcmp(common->format, formats[i].name) == 0) at = i;
  }
  return ek_options_format(call, "report", common, names) ? &formats[at] : NULL;
}

static bool has_section(const struct ek_report_options *wanted, const char *name) {
  if (wanted->sections == NULL) return true;
  for (size_t i = 0; wanted->sections[i] != NULL; i++) {
    if (strcmp(wanted->sections[i], name) == 0) return true;
  }
  return false;
}

/* False when memory ran out. */
static bool render(struct ek_call *call, struct ek_common *common,
                   const struct ek_report_options *wanted, const struct format *format,
                   const struct ek_result *result, struct ek_buffer *out) {
  if (strcmp(format->name, "json") == 0) {
    return ek_render_figures_json(result, wanted->peers, call->diags, common->language, out);
  }
  if (!format->document) {
    ek_render_figures_csv(result, call->diags, common->language, out);
    return true;
  }
  struct ek_document document = {.arena = call->arena, .lang = common->language};
  struct ek_report_options options = *wanted;
  options.origins = strcmp(format->name, "html") == 0;
  ek_report_build(result, common->language, &options, &document);
  bool fine = true;
  if (format->binary) fine = ek_render_workbook(&document, result, out);
  else ek_call_render(common, &document, out);
  common->warnings_told = has_section(wanted, "warnings");
  return fine;
}

/* A plan is asked what must be true, every summary what decides: tried here when nothing else asks for it. */
static void try_little(const struct ek_result *result, struct ek_report_options *wanted) {
  bool plan = ek_report_plans(result) && has_section(wanted, "planning");
  wanted->tried = wanted->sensitivity;
  if (wanted->tried == NULL && (plan || has_section(wanted, "summary"))) wanted->tried = ek_report_try(result);
}

struct asked {
  ek_day rules_date;     /* another day to compute under as well, 0: none */
  struct ek_draws draws; /* of 0: none */
  int seed;
  bool sensitivity;
  bool peers;       /* is the comparison with a bank told? */
  const char *bank; /* a folder; NULL: the one that the study names, if any */
};

/* What is drawn and varied; false on errors. */
static bool try_much(struct ek_call *call, const struct asked *asked, const struct ek_result *result, struct ek_report_options *wanted) {
  if (asked->draws.n == 0 && !asked->sensitivity) return true;
  struct ek_simulation_options options = {.draws = asked->draws.n, .precision = asked->draws.precision, .seed = (unsigned long)asked->seed};
  if (asked->draws.n > 0 && (wanted->simulation = ek_simulate(call->arena, result, &options, call->diags)) == NULL) return false;
  if (asked->sensitivity) wanted->sensitivity = ek_sensitivity_run(call->arena, result, ek_sensitivity_horizon(result, 0, call->diags));
  return true;
}

static int report(struct ek_call *call, struct ek_common *common, struct ek_report_options *wanted,
                  const struct format *format, const struct asked *asked, const char *path) {
  struct ek_study *study = ek_call_study(call, path, common);
  if (study == NULL) return ek_call_input_code(call);
  if (wanted->sections != NULL && has_section(wanted, "peers") && asked->bank == NULL && study->bank.folder.text == NULL) {
    return ek_usage(call, "report", "the section 'peers' asks for --bank DIR as well, or for a study that names its bank");
  }
  struct ek_result *result;
  enum ek_status status = ek_run(call->arena, study, &result, call->diags);
  if (status == EK_OK && asked->rules_date != 0) status = ek_rules_change(result, asked->rules_date, call->diags);
  if (status == EK_BALANCE_ERROR) {
    ek_error(call->diags, (struct ek_pos){0}, "this is a fault of ekusia: please report it with the study",
             "the books do not balance");
  }
  if (status != EK_OK) return ek_call_status_code(status);
  if (!try_much(call, asked, result, wanted)) return EK_EXIT_INPUT;
  if (!ek_call_indicators(call, study, &wanted->indicators)) return ek_call_input_code(call);
  if (format->document) try_little(result, wanted);
  if (asked->peers && !ek_call_likewise(call, common, asked->bank, path, result, &wanted->peers)) return ek_call_input_code(call);
  size_t failed = ek_result_expect(result, call->diags);
  wanted->diags = call->diags;
  wanted->study_path = path;
  wanted->command = "ekusia";
  struct ek_buffer out = {.arena = call->arena};
  if (!render(call, common, wanted, format, result, &out)) return ek_call_no_memory(call);
  if (!ek_call_write(call, common, ek_buffer_text(&out), out.size)) return EK_EXIT_SYSTEM;
  return failed > 0 ? EK_EXIT_EXPECT : EK_EXIT_FINE;
}

static bool is_section(const char *name) {
  for (size_t i = 0; ek_report_sections[i] != NULL; i++) {
    if (strcmp(ek_report_sections[i], name) == 0) return true;
  }
  return false;
}

static void no_section(struct ek_call *call, const char *name) {
  struct ek_buffer known = {.arena = call->arena};
  size_t n = 0;
  for (; ek_report_sections[n] != NULL; n++) ek_buffer_addf(&known, "%s%s", n > 0 ? ", " : "", ek_report_sections[n]);
  const char *near = ek_options_near(call, name, ek_report_sections, n);
  if (*near != '\0') ek_usage(call, "report", "there is no section '%s'%s", name, near);
  else ek_usage(call, "report", "there is no section '%s'; there are %s", name, ek_buffer_text(&known));
}

/* The names in --section, parted by commas, as a NULL-ended list; NULL when one is wrong. */
static const char *const *take_sections(struct ek_call *call, const char *text) {
  struct ek_list names = {0};
  while (*text != '\0') {
    size_t n = strcspn(text, ",");
    const char *name = ek_strndup(call->arena, text, n);
    if (n > 0 && !is_section(name)) {
      no_section(call, name);
      return NULL;
    }
    if (n > 0) *(const char **)ek_list_push(call->arena, &names, sizeof name) = name;
    text += n + (text[n] == ',');
  }
  if (names.n == 0) {
    ek_usage(call, "report", "--section takes the names of sections, such as result,payback");
    return NULL;
  }
  ek_list_push(call->arena, &names, sizeof(char *));
  return names.items;
}

static bool take_day(struct ek_call *call, const char *text, ek_day *day) {
  if (text == NULL || ek_day_parse(text, day)) return true;
  ek_usage(call, "report", "--rules-date is a day from 1900 to 2200 such as 2026-01-01, not '%s'", text);
  return false;
}

int ek_cmd_report(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  char *sections = NULL, *rules_date = NULL, *by = NULL, *draws = NULL, *bank = NULL;
  struct asked asked = {.seed = 1};
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "a report, or figures for machines", "text|markdown|html|xlsx|csv|json"},
      {"section", 0, POPT_ARG_STRING, &sections, 0, "only these sections, parted by commas", "NAME"},
      {"by", 0, POPT_ARG_STRING, &by, 0, "results for groups of participants in a file: sex,age_band", "NAME"},
      {"draws", 'n', POPT_ARG_STRING, &draws, 0, "adds how sure it is, by so many draws, and what decides it", "N|auto"},
      {"seed", 0, POPT_ARG_INT, &asked.seed, 0, "where the random numbers begin", "N"},
      {"rules-date", 0, POPT_ARG_STRING, &rules_date, 0, "adds what the rules of another day would change", "DAY"},
      {"bank", 0, POPT_ARG_STRING, &bank, 0, "adds a comparison with insatser of its kind among the studies in the folder", "DIR"},
      EK_OPTION_ALTERNATIVE(common),
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, "report", argc, argv, table, "[OPTION…] STUDY");
  int code = ek_options_read(call, options, &common);
  if (sections != NULL) ek_arena_defer(call->arena, free, sections);
  if (rules_date != NULL) ek_arena_defer(call->arena, free, rules_date);
  if (by != NULL) ek_arena_defer(call->arena, free, by);
  if (draws != NULL) ek_arena_defer(call->arena, free, draws);
  if (bank != NULL) ek_arena_defer(call->arena, free, bank);
  if (code != EK_EXIT_FINE) return code;
  struct ek_report_options wanted = {0};
  const struct format *format = find_format(call, &common);
  if (by != NULL && !ek_options_by(call, "report", by, &common)) return EK_EXIT_USAGE;
  if (format == NULL || !take_day(call, rules_date, &asked.rules_date)) return EK_EXIT_USAGE;
  if (sections != NULL && (wanted.sections = take_sections(call, sections)) == NULL) return EK_EXIT_USAGE;
  if (wanted.sections != NULL && has_section(&wanted, "rules") && asked.rules_date == 0) {
    return ek_usage(call, "report", "the section 'rules' asks for --rules-date DAY as well");
  }
  if (draws != NULL && !ek_options_draws(call, "report", draws, &asked.draws)) return EK_EXIT_USAGE;
  if (asked.seed < 0) return ek_usage(call, "report", "--seed is 0 or more");
  asked.sensitivity = wanted.sections != NULL ? has_section(&wanted, "sensitivity") : draws != NULL;
  bool tells_draws = has_section(&wanted, "uncertainty") || has_section(&wanted, "summary") || has_section(&wanted, "planning");
  if (!tells_draws) asked.draws.n = 0;
  if (!format->document && (draws != NULL || asked.sensitivity)) {
    return ek_usage(call, "report", "draws are for people to read; ekusia simulate and ekusia sensitivity write them as %s", format->name);
  }
  if (format->binary && common.output == NULL && isatty(STDOUT_FILENO)) {
    return ek_usage(call, "report", "a workbook is not for a terminal; name a file with --output");
  }
  bool csv = strcmp(format->name, "csv") == 0;
  if (csv && bank != NULL) return ek_usage(call, "report", "ekusia compare STUDY --bank DIR writes the comparison with the bank as csv");
  if (bank != NULL && common.alternative != NULL) return ek_usage(call, "report", "--bank is of the study's own insats, not of another --alternative");
  asked.peers = !csv && (!format->document || has_section(&wanted, "peers"));
  asked.bank = bank;
  const char *path = ek_options_one(call, options, "study");
  if (path == NULL) return EK_EXIT_USAGE;
  if (asked.peers && bank != NULL && strcmp(path, "-") == 0) return ek_usage(call, "report", "--bank asks for a study in a file: it may have to be read again");
  return ek_call_end(call, &common, report(call, &common, &wanted, format, &asked, path));
}
