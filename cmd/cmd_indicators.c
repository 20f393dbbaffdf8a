/* ekusia indicators: what answers say of indicators, which indicators there are, and votes on them. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "command.h"
#include "indicators/tally.h"
#include "render/render.h"
#include "views/indicators.h"

#define COMMAND "indicators"

struct wanted {
  char *by, *votes;
  int core, list, part; /* part: enum ek_answer_part, -1: all together */
};

/* One answer in all its forms; exactly one of the three is there. */
struct answer {
  const struct ek_tally *tally;
  const struct ek_indicator_list *list;
  const struct ek_votes *votes;
};

static bool machine(struct ek_call *call, const struct answer *a, bool core, bool csv, struct ek_buffer *out) {
  if (a->tally != NULL && csv) ek_indicators_csv(a->tally, out);
  else if (a->votes != NULL && csv) ek_votes_csv(a->votes, call->arena, out);
  else if (csv) ek_indicator_list_csv(a->list, core, call->arena, out);
  else if (a->tally != NULL) return ek_indicators_json(a->tally, out);
  else if (a->votes != NULL) return ek_votes_json(a->votes, call->arena, out);
  else return ek_indicator_list_json(a->list, core, call->arena, out);
  return true;
}

static int write_answer(struct ek_call *call, const struct ek_common *common, const struct answer *a, bool core) {
  const char *format = common->format != NULL ? common->format : "text";
  struct ek_buffer out = {.arena = call->arena};
  if (strcmp(format, "csv") == 0 || strcmp(format, "json") == 0) {
    if (!machine(call, a, core, strcmp(format, "csv") == 0, &out)) return ek_call_no_memory(call);
  } else {
    struct ek_document document = {.arena = call->arena, .lang = common->language};
    if (a->tally != NULL) ek_indicators_document(a->tally, &document);
    else if (a->votes != NULL) ek_votes_document(a->votes, &document);
    else ek_indicator_list_document(a->list, core, &document);
    ek_call_render(common, &document, &out);
  }
  return ek_call_write(call, common, ek_buffer_text(&out), out.size) ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
}

static bool take_by(struct ek_call *call, struct wanted *w) {
  static const char *const parts[] = {"group", "organisation"};
  w->part = -1;
  if (w->by == NULL) return true;
  for (int k = 0; k < 2; k++) if (strcmp(w->by, parts[k]) == 0) w->part = k == 0 ? EK_PART_GROUP : EK_PART_ORGANISATION;
  if (w->part >= 0) return true;
  ek_usage(call, COMMAND, "--by is group or organisation, not '%s'%s", w->by, ek_options_near(call, w->by, parts, 2));
  return false;
}

static int indicators(struct ek_call *call, const struct ek_common *common, const struct wanted *w, const char *path) {
  struct answer answer = {.list = ek_indicator_list_find(call->arena, call->model_folders, call->diags)};
  if (answer.list == NULL) return ek_call_input_code(call);
  if (w->votes != NULL) {
    answer.votes = ek_votes_read(call->arena, w->votes, answer.list, call->diags);
    if (answer.votes == NULL) return ek_call_input_code(call);
  } else if (!w->list) {
    struct ek_study_options options = ek_call_options(call, common);
    options.only = EK_ONLY_INDICATORS;
    const struct ek_study *study = ek_study_read(call->arena, path, &options, call->diags);
    const struct ek_answers *answers = study != NULL ? ek_answers_read(call->arena, study, answer.list, call->diags) : NULL;
    if (answers == NULL) return ek_call_input_code(call);
    if (w->part >= 0 && !answers->has[w->part]) {
      ek_error(call->diags, study->indicators.pos, ek_sprintf(call->arena, "write columns: {%s: …}", w->by), "no column is the '%s', which --by asks for", w->by);
      return EK_EXIT_INPUT;
    }
    answer.tally = ek_tally_make(call->arena, answers, w->part, w->core != 0);
  }
  return write_answer(call, common, &answer, w->core != 0);
}

int ek_cmd_indicators(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  struct wanted w = {0};
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "tables to read, or rows and objects for machines", "text|markdown|html|csv|json"},
      {"by", 0, POPT_ARG_STRING, &w.by, 0, "for each group of those who answer, or for each organisation", "group|organisation"},
      {"core", 0, POPT_ARG_NONE, &w.core, 0, "only the indicators of the core", NULL},
      {"list", 0, POPT_ARG_NONE, &w.list, 0, "which indicators there are, instead of a study", NULL},
      {"votes", 0, POPT_ARG_STRING, &w.votes, 0, "count votes on which to keep, instead of a study", "FILE"},
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, COMMAND, argc, argv, table, "[OPTION…] STUDY | --list | --votes FILE");
  int code = ek_options_read(call, options, &common);
  if (w.by != NULL) ek_arena_defer(call->arena, free, w.by);
  if (w.votes != NULL) ek_arena_defer(call->arena, free, w.votes);
  if (code != EK_EXIT_FINE) return code;
  static const char *const formats[] = {"text", "markdown", "html", "csv", "json", NULL};
  if (!ek_options_format(call, COMMAND, &common, formats) || !take_by(call, &w)) return EK_EXIT_USAGE;
  bool other = w.list || w.votes != NULL;
  if (w.list && w.votes != NULL) return ek_usage(call, COMMAND, "--list and --votes are asked for one at a time");
  if (w.votes != NULL && w.core) return ek_usage(call, COMMAND, "--core goes with a study or --list, not with --votes");
  if (other && (w.by != NULL || common.set.n > 0 || common.with.n > 0)) return ek_usage(call, COMMAND, "--by, --with and --set go with a study");
  if (other && poptPeekArg(options) != NULL) return ek_usage(call, COMMAND, "%s is asked for instead of a study", w.list ? "--list" : "--votes");
  const char *path = other ? NULL : ek_options_one(call, options, "study");
  if (!other && path == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, indicators(call, &common, &w, path));
}
