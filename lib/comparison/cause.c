/* The table of causes, and how a place finds its row. */
#include "comparison/cause.h"

#include <string.h>

#include "base/text.h"

static const char *const names[EK_CAUSES] = {"horizon", "rules", "price", "intake", "timing", "effect"};

const char *ek_cause_name(enum ek_cause cause) { return names[cause]; }

#define H EK_CAUSE(HORIZON)
#define R EK_CAUSE(RULES)
#define P EK_CAUSE(PRICE)
#define I EK_CAUSE(INTAKE)
#define T EK_CAUSE(TIMING)
#define E EK_CAUSE(EFFECT)
#define ONE 0
#define WHOLE EK_CAUSE_WHOLE
#define MONEY (EK_CAUSE_WHOLE | EK_CAUSE_MONEY)
#define IDLE (EK_CAUSE_WHOLE | EK_CAUSE_IDLE)

static const struct ek_cause_row rows[] = {
    /* what is told, and what else is computed of it */
    {"ekusia", 0, ONE}, {"extends", 0, ONE}, {"title", 0, ONE}, {"organisation", 0, ONE}, {"summary", 0, ONE}, {"class", 0, WHOLE}, {"notes", 0, WHOLE}, {"unpriced", 0, WHOLE}, {"indicators", 0, WHOLE},
    {"expect", 0, WHOLE}, {"bank", 0, WHOLE}, {"breakdown", 0, WHOLE}, {"bootstrap", 0, WHOLE}, {"estimate", 0, WHOLE}, {"measures", 0, WHOLE}, {"correlations", 0, WHOLE}, {"evidence", 0, WHOLE},
    /* how it is computed */
    {"model", R, ONE}, {"settings.horizons", H, ONE}, {"settings.price_year", P, ONE}, {"settings.rules_date", R, ONE}, {"settings.profile", R, ONE}, {"settings.discount", R, WHOLE},
    {"settings.timing", R, ONE}, {"settings.savings", R, ONE}, {"settings.write_off", R, ONE}, {"settings.start", T, ONE}, {"settings.municipality", I, ONE},
    /* assumptions: ek_cause_of looks where they are used */
    {"assumptions", E, MONEY | IDLE}, {"joint", E, WHOLE},
    /* who took part, and what became of them */
    {"participants.cases", I | E, ONE}, {"participants.cases.*", I, ONE}, {"participants.cases.*.name", I, ONE}, {"participants.cases.*.weight", I, ONE}, {"participants.cases.*.sex", I, ONE},
    {"participants.cases.*.age", I, ONE}, {"participants.cases.*.education", I, ONE}, {"participants.cases.*.household", I, WHOLE}, {"participants.cases.*.municipality", I, ONE},
    {"participants.cases.*.start", T, ONE}, {"participants.cases.*.inputs", I, MONEY},
    {"participants.cases.*.before", I, WHOLE}, {"participants.cases.*.before.inputs", I, MONEY},
    {"participants.cases.*.during", E, WHOLE}, {"participants.cases.*.during.inputs", E, MONEY}, {"participants.cases.*.during.months", T, ONE},
    {"participants.cases.*.after", E, WHOLE}, {"participants.cases.*.after.inputs", E, MONEY}, {"participants.cases.*.after.months", T, ONE},
    {"participants.cases.*.later", E, WHOLE}, {"participants.cases.*.later.*.inputs", E, MONEY}, {"participants.cases.*.later.*.months", T, ONE},
    {"participants.file", I | E, ONE}, {"participants.form", I | E, ONE}, {"participants.columns", I | E, WHOLE}, {"participants.values", I | E, WHOLE}, {"participants.units", I | E, WHOLE},
    {"participants.missing", I | E, ONE}, {"participants.households", I | E, WHOLE}, {"participants.inputs", I | E, MONEY}, {"participants.services", I | E, WHOLE},
    {"participants.measured", I | E, ONE}, {"participants.on_problem", I | E, ONE}, {"participants.during", T, ONE}, {"participants.price_year", P, ONE}, {"participants.whole", I, ONE}, {"participants.age_bands", 0, ONE},
    {"outcomes.before", I | E, WHOLE}, {"outcomes.transitions", E, WHOLE}, {"outcomes.inputs", E, MONEY}, {"outcomes.services", E, WHOLE}, {"outcomes.age", I, ONE}, {"outcomes.household", I, WHOLE},
    {"outcomes.cycle", E, ONE}, {"outcomes.counting", R, ONE}, {"outcomes.discounting", R, ONE}, {"outcomes.unusual_pair", R, ONE}, {"outcomes.initial", I, WHOLE}, {"outcomes.entry", T, WHOLE},
    {"outcomes.states", E, WHOLE}, {"outcomes.states.*.inputs", E, MONEY}, {"outcomes.tables", E, IDLE},
    {"outcomes.groups", I, WHOLE}, {"outcomes.groups.*.inputs", I, MONEY}, {"outcomes.events", E, WHOLE}, {"outcomes.events.*.amount", P, ONE},
    {"outcomes.alternatives", E, WHOLE}, {"outcomes.alternatives.*.states.*.inputs", E, MONEY}, {"outcomes.alternatives.*.costs", P, WHOLE},
    {"outcomes.alternatives.*.costs.*.month", T, ONE}, {"outcomes.alternatives.*.costs.*.from", T, ONE}, {"outcomes.alternatives.*.costs.*.to", T, ONE},
    {"comparison", E, WHOLE}, {"comparison.note", 0, ONE}, {"comparison.group.inputs", E, MONEY}, {"comparison.group.price_year", P, ONE},
    {"effect.lag", T, ONE}, {"effect.attribution", E, ONE}, {"effect.haircut", E, ONE}, {"effect.retention", E, ONE}, {"effect.retention_profile", E, ONE}, {"effect.retention_step", E, ONE},
    /* what it costs, and what things cost */
    {"costs", P, WHOLE}, {"costs.*.category", 0, ONE}, {"costs.*.note", 0, ONE}, {"costs.*.month", T, ONE}, {"costs.*.from", T, ONE}, {"costs.*.to", T, ONE},
    {"financing", P, WHOLE}, {"states", P, IDLE}, {"services", P, IDLE}, {"overrides", R, MONEY}};
#undef IDLE
#undef MONEY
#undef WHOLE
#undef ONE
#undef E
#undef T
#undef I
#undef P
#undef R
#undef H

#define ROWS (sizeof rows / sizeof *rows)

const struct ek_cause_row *ek_cause_rows(size_t *n) {
  *n = ROWS;
  return rows;
}

static const struct ek_cause_row *find(const char *place, size_t size) {
  for (size_t i = 0; i < ROWS; i++) if (strlen(rows[i].place) == size && memcmp(rows[i].place, place, size) == 0) return &rows[i];
  return NULL;
}

bool ek_cause_own(const char *place) { return find(place, strlen(place)) != NULL; }

const struct ek_cause_row *ek_cause_find(const char *place) {
  size_t size = strlen(place);
  const struct ek_cause_row *row = find(place, size);
  while (row == NULL && size > 0) {
    while (size > 0 && place[size - 1] != '.') size--;
    if (size > 0) size--;
    row = find(place, size);
    if (row != NULL && !(row->flags & EK_CAUSE_WHOLE)) return NULL;
  }
  return row;
}

/* Does the table know the place, or something below it? */
static bool leads(const char *place) {
  size_t size = strlen(place);
  for (size_t i = 0; i < ROWS; i++) if (strncmp(rows[i].place, place, size) == 0 && (rows[i].place[size] == '\0' || rows[i].place[size] == '.')) return true;
  return false;
}

const char *ek_cause_below(struct ek_arena *arena, const char *place, const char *key) {
  if (*place == '\0') return key;
  const char *named = ek_sprintf(arena, "%s.%s", place, key), *any = ek_sprintf(arena, "%s.*", place);
  return !leads(named) && leads(any) ? any : named;
}

bool ek_cause_order(struct ek_arena *arena, const char *text, enum ek_cause order[EK_CAUSES], const char **bad) {
  bool used[EK_CAUSES] = {false};
  size_t n = 0;
  while (*text != '\0') {
    size_t size = strcspn(text, ",");
    const char *word = ek_strndup(arena, text, size);
    int c = 0;
    while (c < EK_CAUSES && strcmp(word, names[c]) != 0) c++;
    *bad = word;
    if (c == EK_CAUSES || used[c]) return false;
    used[c] = true;
    order[n++] = (enum ek_cause)c;
    text += size + (text[size] == ',');
  }
  for (int c = 0; c < EK_CAUSES; c++) if (!used[c]) order[n++] = (enum ek_cause)c;
  return true;
}
