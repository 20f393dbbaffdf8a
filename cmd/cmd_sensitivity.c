/* ekusia sensitivity: what decides the result, the values at which each actor breaks even, and what must be true. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "command.h"
#include "render/render.h"
#include "uncertainty/sensitivity.h"
#include "views/sensitive.h"
#include "views/tornado.h"

#define COMMAND "sensitivity"
#define LARGEST 1e15 /* as what a study may say */

/* One of the three is asked for instead of the whole: the set, two together, or a target. */
struct wanted {
  char *actor, *horizon, *grid, *target;
  int standard;
};

struct asking {
  struct ek_call *call;
  struct ek_common *common;
  const struct ek_result *result;
  int actor, horizon; /* -1, 0: not said */
};

/* ---- what is asked for, in words of the command line ---- */

static bool ask_ends(const struct asking *k, const char *name, const struct ek_vary *v, const char *why) {
  const char *unit = ek_unit_text(k->call->arena, v->unit);
  const char *ends = ek_unit_same(v->unit, ek_unit_none) ? "10 %..50 %" : ek_sprintf(k->call->arena, "1 %s..2 %s", unit, unit);
  ek_usage(k->call, COMMAND, "--grid: '%s' is varied from one value of its kind to another, '%s=%s'%s", name, name, ends, why);
  return false;
}

/* "dödvikt=0 %..50 %": a name, and perhaps its ends in the value's unit. */
static bool take_axis(const struct asking *k, const struct ek_list *all, const char *text, struct ek_two_way_axis *out) {
  struct ek_arena *arena = k->call->arena;
  const char *equals = strchr(text, '='), *dots = equals != NULL ? strstr(equals, "..") : NULL;
  const char *name = equals != NULL ? ek_strndup(arena, text, (size_t)(equals - text)) : text;
  const struct ek_vary *vary = all->items;
  *out = (struct ek_two_way_axis){ek_vary_find(arena, all, name), NAN, NAN};
  if (out->vary == NULL) {
    const char **names = ek_alloc_array(arena, all->n, sizeof *names);
    for (size_t i = 0; i < all->n; i++) names[i] = vary[i].name;
    ek_usage(k->call, COMMAND, "--grid: nothing that may vary is called '%s'%s", name, ek_options_near(k->call, name, names, all->n));
    return false;
  }
  bool nothing = out->vary->base == 0 && isnan(out->vary->low) && !ek_unit_same(out->vary->unit, ek_unit_none);
  if (equals == NULL) return !nothing || ask_ends(k, name, out->vary, ": half of 0 and half as much again are 0");
  const char *ends[2] = {dots != NULL ? ek_strndup(arena, equals + 1, (size_t)(dots - equals - 1)) : "", dots != NULL ? dots + 2 : ""};
  double value[2];
  for (int i = 0; i < 2; i++) {
    struct ek_unit unit;
    const char *unit_text;
    struct ek_number_error error;
    bool number = ek_quantity_parse(arena, ends[i], &value[i], &unit, &unit_text, &error);
    if (number && fabs(value[i]) <= LARGEST && ek_unit_same(unit, out->vary->unit)) continue;
    return ask_ends(k, name, out->vary, ek_sprintf(arena, ", not to '%s'", ends[i]));
  }
  out->from = value[0];
  out->to = value[1];
  return true;
}

static bool knows(const struct asking *k, const struct ek_list *all, const char *text, size_t length) {
  const char *axis = ek_strndup(k->call->arena, text, length);
  return ek_vary_find(k->call->arena, all, ek_strndup(k->call->arena, axis, strcspn(axis, "="))) != NULL;
}

/* The comma between two things: names and numbers have commas too. NULL: which one is not known. */
static const char *between(const struct asking *k, const struct ek_list *all, const char *text) {
  const char *first = strchr(text, ',');
  for (const char *at = first; at != NULL; at = strchr(at + 1, ',')) {
    if (knows(k, all, text, (size_t)(at - text)) && knows(k, all, at + 1, strlen(at + 1))) return at;
  }
  return first == NULL || strchr(first + 1, ',') != NULL ? NULL : first;
}

static bool take_axes(const struct asking *k, const char *text, struct ek_two_way_axis out[2]) {
  struct ek_list all = ek_vary_all(k->call->arena, k->result);
  const char *comma = between(k, &all, text);
  if (comma == NULL) {
    ek_usage(k->call, COMMAND, "--grid takes two names, as dödvikt,lön or dödvikt=0 %%..50 %%,lön, not '%s'", text);
    return false;
  }
  if (!take_axis(k, &all, ek_strndup(k->call->arena, text, (size_t)(comma - text)), &out[0]) || !take_axis(k, &all, comma + 1, &out[1])) return false;
  if (out[0].vary == out[1].vary) ek_usage(k->call, COMMAND, "--grid takes two things, not '%s' twice", out[0].vary->name);
  return out[0].vary != out[1].vary;
}

/* "kommun:5y=0" */
static bool take_target(struct asking *k, const char *text, double *amount) {
  struct ek_arena *arena = k->call->arena;
  const char *colon = strchr(text, ':'), *equals = colon != NULL ? strchr(colon, '=') : NULL;
  struct ek_unit unit, kronor = ek_unit_none;
  const char *unit_text;
  struct ek_number_error error;
  kronor.power[EK_DIM_MONEY] = 1;
  bool fine = equals != NULL && ek_quantity_parse(arena, equals + 1, amount, &unit, &unit_text, &error) && fabs(*amount) <= LARGEST &&
              (*unit_text == '\0' || ek_unit_same(unit, ek_unit_in(kronor, k->result->model->currency))) &&
              ek_horizon_parse(arena, ek_strndup(arena, colon + 1, (size_t)(equals - colon - 1)), &k->horizon);
  if (!fine) {
    ek_usage(k->call, COMMAND, "--target is an actor, a horizon and an amount, as kommun:5y=0, not '%s'", text);
    return false;
  }
  return ek_options_actor(k->call, COMMAND, k->result->model, ek_strndup(arena, text, (size_t)(colon - text)), &k->actor);
}

/* ---- answers ---- */

static int write_answer(const struct asking *k, struct ek_buffer *out, struct ek_document *document) {
  if (document->arena != NULL) ek_call_render(k->common, document, out);
  return ek_call_write(k->call, k->common, ek_buffer_text(out), out->size) ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
}

static int answer_grid(const struct asking *k, const char *text) {
  struct ek_buffer out = {.arena = k->call->arena};
  struct ek_document document = {0};
  struct ek_two_way_axis axes[2];
  if (!take_axes(k, text, axes)) return EK_EXIT_USAGE;
  const struct ek_two_way *grid = ek_two_way_run(k->call->arena, k->result, k->horizon, axes);
  if (strcmp(k->common->format, "csv") == 0) ek_two_way_csv(grid, &out);
  else if (strcmp(k->common->format, "json") != 0) ek_two_way_build(grid, k->actor, k->common->language, &document);
  else if (!ek_two_way_json(grid, &out)) return ek_call_no_memory(k->call);
  return write_answer(k, &out, &document);
}

static int answer_target(struct asking *k, const char *text) {
  struct ek_buffer out = {.arena = k->call->arena};
  struct ek_document document = {0};
  double amount;
  if (!take_target(k, text, &amount)) return EK_EXIT_USAGE;
  k->horizon = ek_sensitivity_horizon(k->result, k->horizon, k->call->diags);
  if (k->horizon == 0) return EK_EXIT_USAGE;
  const struct ek_figure *asked = ek_result_figure(k->result, EK_FIG_RESULT, k->actor, k->horizon, -1);
  if (asked != NULL && asked->hidden) {
    ek_error(k->call->diags, (struct ek_pos){0}, "ask for a sum that rests on more, as society's",
             "the result of '%s' is not shown: it, or what it would tell of, rests on few persons", k->result->model->actors[k->actor].name.text);
    return EK_EXIT_INPUT;
  }
  const struct ek_target *target = ek_target_run(k->call->arena, k->result, k->actor, k->horizon, amount);
  if (strcmp(k->common->format, "csv") == 0) ek_target_csv(target, &out);
  else if (strcmp(k->common->format, "json") != 0) ek_target_build(target, k->common->language, &document);
  else if (!ek_target_json(target, &out)) return ek_call_no_memory(k->call);
  return write_answer(k, &out, &document);
}

static int answer_standard(const struct asking *k) {
  struct ek_buffer out = {.arena = k->call->arena};
  struct ek_document document = {0};
  const struct ek_list set = ek_variations_run(k->call->arena, k->result);
  if (strcmp(k->common->format, "csv") == 0) ek_variations_csv(k->result, &set, &out);
  else if (strcmp(k->common->format, "json") != 0) ek_variations_build(k->result, &set, k->actor, k->common->language, &document);
  else if (!ek_variations_json(k->result, &set, &out)) return ek_call_no_memory(k->call);
  return write_answer(k, &out, &document);
}

static int answer_all(const struct asking *k) {
  struct ek_buffer out = {.arena = k->call->arena};
  struct ek_document document = {0};
  const struct ek_sensitivity *s = ek_sensitivity_run(k->call->arena, k->result, k->horizon);
  if (strcmp(k->common->format, "csv") == 0) ek_sensitive_csv(s, &out);
  else if (strcmp(k->common->format, "svg") == 0) ek_tornado_svg(s, k->actor, k->common->language, &out);
  else if (strcmp(k->common->format, "json") == 0) {
    if (!ek_sensitive_json(s, &out)) return ek_call_no_memory(k->call);
  } else ek_sensitive_build(s, k->actor, k->common->language, &document);
  return write_answer(k, &out, &document);
}

static int sensitivity(struct ek_call *call, struct ek_common *common, const struct wanted *w, int horizon, const char *path) {
  struct ek_study *study = ek_call_study(call, path, common);
  if (study == NULL) return ek_call_input_code(call);
  struct asking k = {.call = call, .common = common};
  if (!ek_options_actor(call, COMMAND, study->model, w->actor, &k.actor)) return EK_EXIT_USAGE;
  enum ek_status status = ek_run(call->arena, study, (struct ek_result **)&k.result, call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  k.horizon = ek_sensitivity_horizon(k.result, horizon, call->diags);
  if (k.horizon == 0) return EK_EXIT_USAGE;
  if (w->grid != NULL) return answer_grid(&k, w->grid);
  if (w->target != NULL) return answer_target(&k, w->target);
  return w->standard ? answer_standard(&k) : answer_all(&k);
}

int ek_cmd_sensitivity(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  struct wanted w = {0};
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "tables to read, rows for machines, or a drawing", "text|markdown|html|csv|json|svg"},
      {"actor", 'a', POPT_ARG_STRING, &w.actor, 0, "whose result; society unless stated", "NAME"},
      {"horizon", 0, POPT_ARG_STRING, &w.horizon, 0, "at which of the study's horizons: 5y, 5 years; the middle one unless stated", "TIME"},
      {"standard", 0, POPT_ARG_NONE, &w.standard, 0, "only NyttoSam's standard variations", NULL},
      {"grid", 0, POPT_ARG_STRING, &w.grid, 0, "two things varied together: dödvikt,lön or dödvikt=0 %..50 %,lön", "A,B"},
      {"target", 0, POPT_ARG_STRING, &w.target, 0, "single changes by which an actor's result at a horizon is an amount: kommun:5y=0", "ACTOR:TIME=AMOUNT"},
      EK_OPTION_ALTERNATIVE(common),
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, COMMAND, argc, argv, table, "[OPTION…] STUDY");
  int code = ek_options_read(call, options, &common), months = 0;
  char *const given[] = {w.actor, w.horizon, w.grid, w.target};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) if (given[i] != NULL) ek_arena_defer(call->arena, free, given[i]);
  if (code != EK_EXIT_FINE) return code;
  static const char *const formats[] = {"text", "markdown", "html", "csv", "json", "svg", NULL};
  if (!ek_options_format(call, COMMAND, &common, formats)) return EK_EXIT_USAGE;
  if (common.format == NULL) common.format = "text";
  if ((w.grid != NULL) + (w.target != NULL) + w.standard > 1) return ek_usage(call, COMMAND, "one of --standard, --grid and --target at a time");
  if (strcmp(common.format, "svg") == 0 && (w.grid != NULL || w.target != NULL || w.standard)) return ek_usage(call, COMMAND, "a drawing is of one assumption at a time, not of --standard, --grid or --target");
  if (w.target != NULL && (w.actor != NULL || w.horizon != NULL)) return ek_usage(call, COMMAND, "--target says whose result and when");
  if (!ek_options_horizon(call, COMMAND, w.horizon, &months)) return EK_EXIT_USAGE;
  const char *path = ek_options_one(call, options, "study");
  if (path == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, sensitivity(call, &common, &w, months, path));
}
