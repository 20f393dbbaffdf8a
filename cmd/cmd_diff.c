/* ekusia diff: what is changed between two studies, or in one, and what that does. */
#include <stdlib.h>

#include "difference.h"

#define COMMAND "diff"

struct asked {
  char *model, *rules_date, *price_year;
};

static void set(struct ek_differing *k, const char *path, const char *text) {
  *(struct ek_setting *)ek_list_push(k->call->arena, &k->common.set, sizeof(struct ek_setting)) = (struct ek_setting){.path = path, .text = text};
}

static int take_asked(struct ek_differing *k, const struct asked *w) {
  char *end;
  unsigned long year = w->price_year != NULL ? strtoul(w->price_year, &end, 10) : 0;
  if (w->price_year != NULL && (*end != '\0' || year < 1990 || year > 2100)) return ek_usage(k->call, COMMAND, "--price-year is a year such as 2022, not '%s'", w->price_year);
  if (w->rules_date != NULL && !ek_day_parse(w->rules_date, &k->rules_date)) return ek_usage(k->call, COMMAND, "--rules-date is a day such as 2022-01-01, not '%s'", w->rules_date);
  if (w->model != NULL) set(k, "model", w->model);
  if (w->price_year == NULL) return EK_EXIT_FINE;
  set(k, "settings.price_year", w->price_year); /* and by the rules of that year, as ekusia compare */
  set(k, "settings.rules_date", ek_sprintf(k->call->arena, "%lu-07-01", year));
  return EK_EXIT_FINE;
}

int ek_cmd_diff(struct ek_call *call, int argc, const char **argv) {
  struct ek_differing k = {.call = call, .command = COMMAND};
  struct asked w = {0};
  const struct poptOption table[] = {
      EK_OPTIONS_DIFFERENCE(k),
      {"horizon", 0, POPT_ARG_STRING, &k.horizon, 0, "up to when, for both: 5y, 5 years; the longest horizon of each unless stated", "TIME"},
      {"model", 0, POPT_ARG_STRING, &w.model, 0, "the new one by another model", "NAME"},
      {"rules-date", 0, POPT_ARG_STRING, &w.rules_date, 0, "the new one by the rules of another day", "DAY"},
      {"price-year", 0, POPT_ARG_STRING, &w.price_year, 0, "the new one in the prices and by the rules of another year", "YEAR"},
      EK_OPTIONS_STUDY(k.common)};
  poptContext options = ek_options_new(call, COMMAND, argc, argv, table, "[OPTION…] OLD [NEW]");
  int code = ek_options_read(call, options, &k.common);
  char *const given[] = {w.model, w.rules_date, w.price_year};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) if (given[i] != NULL) ek_arena_defer(call->arena, free, given[i]);
  if (code == EK_EXIT_FINE) code = ek_differing_ready(&k);
  if (code == EK_EXIT_FINE) code = take_asked(&k, &w);
  if (code != EK_EXIT_FINE) return code;
  const char *old = poptGetArg(options), *now = poptGetArg(options);
  if (old == NULL || poptPeekArg(options) != NULL) return ek_usage(call, COMMAND, "two studies are held against each other, or one against itself with --set");
  bool changed = k.common.set.n > 0 || k.common.with.n > 0 || k.rules_date != 0;
  if (now == NULL && !changed) return ek_usage(call, COMMAND, "with one study, what is to differ is said by --set, --with, --model, --rules-date or --price-year");
  return ek_call_end(call, &k.common, ek_differing_run(&k, old, now != NULL ? now : old));
}
