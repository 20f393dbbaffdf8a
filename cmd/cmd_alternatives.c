/* ekusia alternatives: the alternatives of a cohort beside each other, with draws of what is
 * uncertain when asked for. */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "command.h"
#include "engine/alternatives.h"
#include "render/render.h"
#include "views/alternatives.h"

struct wanted {
  int draws, seed;
  char *actor, *worth;
};

/* "0, 50 000, 100000": amounts; false with a usage error. */
static bool take_worths(struct ek_call *call, const char *text, struct ek_alternatives_options *out) {
  struct ek_list list = {0};
  while (text != NULL && *text != '\0') {
    size_t n = strcspn(text, ",;");
    const char *word = ek_strndup(call->arena, text, n);
    while (*word == ' ') word++;
    struct ek_number_error error;
    double *number = ek_list_push(call->arena, &list, sizeof *number);
    size_t used = ek_number_scan(call->arena, word, false, number, &error);
    if (used == 0 || word[used + strspn(word + used, " ")] != '\0') {
      ek_usage(call, "alternatives", "--worth takes amounts parted by commas, such as 0,50000,100000, not '%s'", word);
      return false;
    }
    text += n + (text[n] != '\0');
  }
  out->worth = list.items;
  out->n_worth = list.n;
  return true;
}

static int alternatives(struct ek_call *call, struct ek_common *common, const struct wanted *wanted, const char *path) {
  struct ek_alternatives_options options = {.seed = (unsigned long)wanted->seed};
  if (!take_worths(call, wanted->worth, &options)) return EK_EXIT_USAGE;
  struct ek_study *study = ek_call_study(call, path, common);
  if (study == NULL) return ek_call_input_code(call);
  if (!study->outcomes.cohort.present) {
    ek_error(call->diags, study->pos, "write outcomes: {alternatives: …}", "the study has no alternatives");
    return EK_EXIT_INPUT;
  }
  if (!ek_options_actor(call, "alternatives", study->model, wanted->actor, &options.actor)) return EK_EXIT_USAGE;
  struct ek_result *result;
  enum ek_status status = ek_run(call->arena, study, &result, call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  if (wanted->draws > 0) {
    options.drawn = ek_alternatives_draw(call->arena, study, (size_t)wanted->draws, options.seed, call->diags);
    if (options.drawn == NULL) return EK_EXIT_INPUT;
    if (!ek_study_uncertain(study)) ek_warning(call->diags, study->pos, "write {dist: beta, mean: …, sd: …}", "nothing in the study is uncertain: all draws are alike");
  }
  struct ek_buffer out = {.arena = call->arena};
  struct ek_document document;
  bool csv = common->format != NULL && strcmp(common->format, "csv") == 0, json = common->format != NULL && strcmp(common->format, "json") == 0;
  if (csv) ek_alternatives_csv(result, &options, &out);
  else if (json && !ek_alternatives_json(result, &options, &out)) return ek_call_no_memory(call);
  if (!csv && !json) {
    ek_alternatives_build(result, &options, common->language, &document);
    ek_call_render(common, &document, &out);
  }
  return ek_call_write(call, common, ek_buffer_text(&out), out.size) ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
}

int ek_cmd_alternatives(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  struct wanted wanted = {.seed = 1};
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "a report, or figures for machines", "text|markdown|html|csv|json"},
      {"draws", 'n', POPT_ARG_INT, &wanted.draws, 0, "how often what is uncertain is drawn; 0: not at all", "N"},
      {"seed", 0, POPT_ARG_INT, &wanted.seed, 0, "where the random numbers begin", "N"},
      {"actor", 'a', POPT_ARG_STRING, &wanted.actor, 0, "whose perspective; society and the public purse unless stated", "NAME"},
      {"worth", 'w', POPT_ARG_STRING, &wanted.worth, 0, "what one of a measure may be worth: 0,50000,100000", "KR"},
      EK_OPTION_ALTERNATIVE(common),
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, "alternatives", argc, argv, table, "[OPTION…] STUDY");
  int code = ek_options_read(call, options, &common);
  if (wanted.actor != NULL) ek_arena_defer(call->arena, free, wanted.actor);
  if (wanted.worth != NULL) ek_arena_defer(call->arena, free, wanted.worth);
  if (code != EK_EXIT_FINE) return code;
  static const char *const formats[] = {"text", "markdown", "html", "csv", "json", NULL};
  if (!ek_options_format(call, "alternatives", &common, formats)) return EK_EXIT_USAGE;
  if (wanted.draws < 0 || wanted.draws == 1 || wanted.draws > 10000000) {
    return ek_usage(call, "alternatives", "--draws is 0 (none), or 2 to 10 000 000, not '%d'", wanted.draws);
  }
  if (wanted.seed < 0) return ek_usage(call, "alternatives", "--seed is 0 or more");
  const char *path = ek_options_one(call, options, "study");
  if (path == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, alternatives(call, &common, &wanted, path));
}
