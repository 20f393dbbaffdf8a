/* ekusia simulate: how sure a result is, for each actor. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "command.h"
#include "render/render.h"
#include "uncertainty/sensitivity.h"
#include "uncertainty/simulate.h"
#include "views/simulated.h"
#include "views/spread.h"

static volatile sig_atomic_t interrupted;
static void interrupt(int signal) {
  (void)signal;
  interrupted = 1;
}

struct wanted {
  struct ek_draws draws;
  int seed;
  const char *actor; /* NULL: society and those who pay */
  int horizon;       /* months; 0: the one that reports tell of */
};

/* A line on the terminal that is written over; nothing where there is none. */
static bool go_on(void *data, size_t done, size_t all) {
  bool terminal = *(bool *)data;
  if (terminal) {
    fprintf(stderr, "\r%zu of %zu draws", done, all);
    if (done >= all || interrupted) fprintf(stderr, "\r\033[K");
    fflush(stderr);
  }
  return !interrupted;
}

/* The persons of each draw are known from the seed, so that as many draws as there are persons
 * would be as many equations for what each of them costs and gains. */
static bool may_tell_draws(struct ek_call *call, const struct ek_study *study) {
  if (study->people == NULL) return true;
  return ek_error(call->diags, study->participants.present ? study->participants.pos : study->outcomes.pos,
                  "--format csv and json have means, intervals and chances; cases made by `ekusia typecases` have draws",
                  "every draw of persons in a file or counted would tell of each of them");
}

static int simulate(struct ek_call *call, struct ek_common *common, const struct wanted *w, const char *path) {
  struct ek_study *study = ek_call_study(call, path, common);
  if (study == NULL) return ek_call_input_code(call);
  if (common->format != NULL && strcmp(common->format, "draws") == 0 && !may_tell_draws(call, study)) return EK_EXIT_INPUT;
  int actor;
  if (!ek_options_actor(call, "simulate", study->model, w->actor, &actor)) return EK_EXIT_USAGE;
  struct ek_result *result;
  enum ek_status status = ek_run(call->arena, study, &result, call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  int horizon = ek_sensitivity_horizon(result, w->horizon, call->diags);
  if (horizon == 0) return EK_EXIT_USAGE;
  if (!ek_study_uncertain(study) && !ek_people_uncertain(study)) ek_warning(call->diags, study->pos, "write {dist: beta, mean: …, sd: …}", "nothing in the study is uncertain: all draws are alike");
  bool terminal = isatty(STDERR_FILENO);
  struct ek_simulation_options options = {.draws = w->draws.n, .precision = w->draws.precision, .seed = (unsigned long)w->seed, .go_on = go_on, .data = &terminal};
  void (*before)(int) = signal(SIGINT, interrupt);
  const struct ek_simulation *s = ek_simulate(call->arena, result, &options, call->diags);
  signal(SIGINT, before);
  if (s == NULL) return EK_EXIT_INPUT;
  struct ek_buffer out = {.arena = call->arena};
  struct ek_document document;
  const char *format = common->format != NULL ? common->format : "text";
  if (strcmp(format, "csv") == 0) ek_simulated_csv(s, &out);
  else if (strcmp(format, "draws") == 0) ek_simulated_draws_csv(s, &out);
  else if (strcmp(format, "svg") == 0) ek_spread_svg(s, actor, horizon, common->language, &out);
  else if (strcmp(format, "json") == 0) {
    if (!ek_simulated_json(s, &out)) return ek_call_no_memory(call);
  } else {
    ek_simulated_build(s, actor, horizon, common->language, &document);
    ek_call_render(common, &document, &out);
  }
  return ek_call_write(call, common, ek_buffer_text(&out), out.size) ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
}

int ek_cmd_simulate(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  struct wanted wanted = {.draws = {.n = 10000}, .seed = 1};
  char *draws = NULL, *actor = NULL, *horizon = NULL;
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "tables to read, statistics or every draw for machines, or a drawing", "text|markdown|html|csv|draws|json|svg"},
      {"draws", 'n', POPT_ARG_STRING, &draws, 0, "how often what is uncertain is drawn, 10000 unless stated; auto: until chances are known to a percentage point", "N|auto"},
      {"seed", 0, POPT_ARG_INT, &wanted.seed, 0, "where the random numbers begin", "N"},
      {"actor", 'a', POPT_ARG_STRING, &actor, 0, "whose result the figures are of; society and those who pay unless stated", "NAME"},
      {"horizon", 0, POPT_ARG_STRING, &horizon, 0, "at which of the study's horizons, of words and figures: 5y, 5 years; the middle one unless stated", "TIME"},
      EK_OPTION_ALTERNATIVE(common),
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, "simulate", argc, argv, table, "[OPTION…] STUDY");
  int code = ek_options_read(call, options, &common);
  char *const texts[] = {draws, actor, horizon};
  for (size_t i = 0; i < 3; i++) if (texts[i] != NULL) ek_arena_defer(call->arena, free, texts[i]);
  if (code != EK_EXIT_FINE) return code;
  static const char *const formats[] = {"text", "markdown", "html", "csv", "draws", "json", "svg", NULL};
  if (!ek_options_format(call, "simulate", &common, formats)) return EK_EXIT_USAGE;
  if (draws != NULL && !ek_options_draws(call, "simulate", draws, &wanted.draws)) return EK_EXIT_USAGE;
  wanted.actor = actor;
  if (!ek_options_horizon(call, "simulate", horizon, &wanted.horizon)) return EK_EXIT_USAGE;
  bool machine = common.format != NULL && (strcmp(common.format, "csv") == 0 || strcmp(common.format, "draws") == 0 || strcmp(common.format, "json") == 0);
  if (machine && (actor != NULL || horizon != NULL)) return ek_usage(call, "simulate", "%s has all actors and horizons; --actor and --horizon are of words and figures", common.format);
  if (wanted.seed < 0) return ek_usage(call, "simulate", "--seed is 0 or more");
  const char *path = ek_options_one(call, options, "study");
  if (path == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, simulate(call, &common, &wanted, path));
}
