/* Options of common ground. */
#include "ground_options.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/unit.h"

struct asked {
  struct ek_call *call;
  const char *command;
  const struct ek_model *model;
  struct ek_ground *ground;
};

/* "3.5 %", the name of a schedule, or none. */
static bool take_discount(struct asked *k, const char *text) {
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error;
  double rate;
  const struct ek_model *m = k->model;
  if (ek_quantity_parse(k->call->arena, text, &rate, &unit, &unit_text, &error) && ek_unit_same(unit, ek_unit_none)) {
    ek_ground_discount(k->call->arena, k->ground, rate, NULL);
    return true;
  }
  const char **names = ek_alloc_array(k->call->arena, m->n_schedules + 1, sizeof *names);
  bool known = strcmp(text, "none") == 0;
  names[0] = "none";
  for (size_t i = 0; i < m->n_schedules; i++) {
    names[i + 1] = m->schedules[i].name.text;
    known |= strcmp(text, names[i + 1]) == 0;
  }
  if (!known) {
    ek_usage(k->call, k->command, "--discount is a rate such as 3.5 %%, a schedule of the model, or none, not '%s'%s", text, ek_options_near(k->call, text, names, m->n_schedules + 1));
    return false;
  }
  ek_ground_discount(k->call->arena, k->ground, NAN, strcmp(text, "none") == 0 ? NULL : text);
  return true;
}

static bool take_price_year(struct asked *k, const char *text) {
  char *end;
  unsigned long year = strtoul(text, &end, 10);
  if (*end != '\0' || year < 1990 || year > 2100) {
    ek_usage(k->call, k->command, "--price-year is a year such as 2022, not '%s'", text);
    return false;
  }
  ek_ground_price_year(k->call->arena, k->ground, (int)year);
  return true;
}

bool ek_options_ground_keep(struct ek_call *call, const char *command, struct ek_ground_wanted *w) {
  char *const given[] = {w->horizon, w->price_year, w->discount};
  for (size_t i = 0; i < 3; i++) if (given[i] != NULL) ek_arena_defer(call->arena, free, given[i]);
  return ek_options_horizon(call, command, w->horizon, &w->months);
}

bool ek_options_ground(struct ek_call *call, const char *command, const struct ek_ground_wanted *w, const struct ek_model *model, struct ek_ground *ground) {
  struct asked a = {call, command, model, ground};
  if (w->price_year != NULL && !take_price_year(&a, w->price_year)) return false;
  return w->discount == NULL || take_discount(&a, w->discount);
}
