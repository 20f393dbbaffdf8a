/* ekusia outcome: a forecast, what came of it, and why they differ. */
#include "difference.h"

#define COMMAND "outcome"

int ek_cmd_outcome(struct ek_call *call, int argc, const char **argv) {
  struct ek_differing k = {.call = call, .command = COMMAND, .outcome = true};
  const struct poptOption table[] = {
      EK_OPTIONS_DIFFERENCE(k),
      {"horizon", 0, POPT_ARG_STRING, &k.horizon, 0, "up to when, for both: 5y, 5 years; the longest horizon that both have unless stated", "TIME"},
      EK_OPTIONS_STUDY(k.common)};
  poptContext options = ek_options_new(call, COMMAND, argc, argv, table, "[OPTION…] FORECAST FOLLOWUP");
  int code = ek_options_read(call, options, &k.common);
  if (code == EK_EXIT_FINE) code = ek_differing_ready(&k);
  if (code != EK_EXIT_FINE) return code;
  const char *forecast = poptGetArg(options), *followup = poptGetArg(options);
  if (followup == NULL || poptPeekArg(options) != NULL) return ek_usage(call, COMMAND, "a forecast and its follow-up are asked for");
  return ek_call_end(call, &k.common, ek_differing_run(&k, forecast, followup));
}
