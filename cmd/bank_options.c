/* Options that choose insatser in a bank. */
#include "bank_options.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static bool take_year(const char *text, const char **end, int *out) {
  char *after;
  long year = strtol(text, &after, 10);
  *end = after;
  *out = (int)year;
  return after - text == 4 && year >= 1900;
}

/* "2014", "2014..2020", "2014..", "..2020". */
static bool take_years(const char *text, struct ek_bank_filter *f) {
  const char *at = text;
  if (*at != '.' && !take_year(at, &at, &f->from)) return false;
  if (*at == '\0') {
    f->until = f->from;
    return true;
  }
  if (strncmp(at, "..", 2) != 0) return false;
  at += 2;
  if (*at == '\0') return f->from != 0;
  return take_year(at, &at, &f->until) && *at == '\0' && f->from <= f->until;
}

bool ek_options_filter_keep(struct ek_call *call, const char *command, struct ek_bank_wanted *w) {
  for (int i = 0; i < EK_BANK_FIELDS; i++) if (w->field[i] != NULL) ek_arena_defer(call->arena, free, w->field[i]);
  if (w->year != NULL) ek_arena_defer(call->arena, free, w->year);
  for (int i = 0; i < EK_BANK_FIELDS; i++) ek_bank_want(&w->filter, i, w->field[i]);
  if (w->year == NULL || take_years(w->year, &w->filter)) return true;
  ek_usage(call, command, "--year is a year or several: 2014, 2014..2020, 2018.., not '%s'", w->year);
  return false;
}

bool ek_options_filters(const struct ek_bank_wanted *w) {
  for (int i = 0; i < EK_BANK_FIELDS; i++) if (w->field[i] != NULL) return true;
  return w->year != NULL;
}

static bool known(const struct ek_bank_wanted *w, int field, const struct ek_peer *all, size_t n) {
  struct ek_bank_filter one = {0};
  ek_bank_want(&one, field, w->field[field]);
  for (size_t i = 0; i < n; i++) if (ek_bank_matches(&one, &all[i])) return true;
  return false;
}

/* The different values in the bank, "; there are a, b" where none is near. */
static const char *values(struct ek_call *call, const char *name, int field, const struct ek_peer *all, size_t n) {
  const char **names = ek_alloc_array(call->arena, n, sizeof *names);
  size_t found = 0;
  for (size_t i = 0; i < n; i++) {
    const char *value = ek_bank_field(&all[i], field);
    bool said = value == NULL;
    for (size_t k = 0; k < found; k++) said |= strcmp(names[k], value) == 0;
    if (!said) names[found++] = value;
  }
  const char *near = ek_options_near(call, name, names, found);
  if (*near != '\0' || found == 0) return near;
  struct ek_buffer out = {.arena = call->arena};
  for (size_t i = 0; i < found && i < 12; i++) ek_buffer_addf(&out, "%s'%s'", i == 0 ? "; there are " : ", ", names[i]);
  if (found > 12) ek_buffer_addf(&out, " and %zu more", found - 12);
  return ek_buffer_text(&out);
}

bool ek_options_filter(struct ek_call *call, const char *command, const struct ek_bank_wanted *w, const struct ek_bank *bank) {
  size_t n;
  const struct ek_peer *all = ek_bank_insatser(bank, &n);
  bool fine = true;
  for (int i = 0; i < EK_BANK_FIELDS; i++) {
    if (w->field[i] == NULL || known(w, i, all, n)) continue;
    ek_usage(call, command, "no insats in the bank has the %s '%s'%s", ek_bank_field_name(i), w->field[i], values(call, w->field[i], i, all, n));
    fine = false;
  }
  return fine;
}
