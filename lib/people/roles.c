/* Opens a follow-up file and finds the columns that the study speaks of. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "privacy/identity.h"
#include "people/intake.h"

static const struct {
  const char *key;
  enum ek_role_kind kind;
} plain[] = {
    {"id", EK_ROLE_ID},           {"sex", EK_ROLE_SEX},           {"age", EK_ROLE_AGE},
    {"education", EK_ROLE_EDUCATION}, {"household", EK_ROLE_HOUSEHOLD}, {"adults", EK_ROLE_ADULTS},
    {"children", EK_ROLE_CHILDREN}, {"municipality", EK_ROLE_MUNICIPALITY},
    {"weight", EK_ROLE_WEIGHT},   {"entry", EK_ROLE_ENTRY},       {"exit", EK_ROLE_EXIT},
};
static const struct {
  const char *key;
  enum ek_role_kind kind;
} of_spells[] = {{"state", EK_ROLE_STATE}, {"extent", EK_ROLE_EXTENT}, {"from", EK_ROLE_FROM}, {"to", EK_ROLE_TO}};

#define PLAIN (sizeof plain / sizeof *plain)

/* What there may be in a file of histories, by its form: a bit for each that may have it. What a
 * count came from and where it went are the states before and after. */
enum { OF_PANEL = 1, OF_HISTORY = 2, OF_COUNTS = 4, OF_PERSONS = 3, OF_ALL = 7 };
static const struct {
  const char *key;
  enum ek_role_kind kind;
  int forms, phase;
} of_histories[] = {
    {"id", EK_ROLE_ID, OF_PERSONS, EK_ANY_PHASE},          {"state", EK_ROLE_STATE, OF_PERSONS, EK_ANY_PHASE},
    {"date", EK_ROLE_DATE, OF_PANEL, EK_ANY_PHASE},        {"entry", EK_ROLE_ENTRY, OF_HISTORY, EK_ANY_PHASE},
    {"from", EK_ROLE_FROM, OF_HISTORY, EK_ANY_PHASE},      {"to", EK_ROLE_TO, OF_HISTORY, EK_ANY_PHASE},
    {"from", EK_ROLE_STATE, OF_COUNTS, EK_BEFORE},         {"to", EK_ROLE_STATE, OF_COUNTS, EK_AFTER},
    {"count", EK_ROLE_COUNT, OF_COUNTS, EK_ANY_PHASE},     {"side", EK_ROLE_SIDE, OF_ALL, EK_ANY_PHASE},
    {"sex", EK_ROLE_SEX, OF_ALL, EK_ANY_PHASE},            {"education", EK_ROLE_EDUCATION, OF_ALL, EK_ANY_PHASE},
    {"municipality", EK_ROLE_MUNICIPALITY, OF_ALL, EK_ANY_PHASE},
};
#define OF_HISTORIES (sizeof of_histories / sizeof *of_histories)

static int form_bit(const struct ek_intake *in) {
  return in->spec->form == EK_FORM_PANEL ? OF_PANEL : in->spec->form == EK_FORM_HISTORY ? OF_HISTORY
       : in->spec->form == EK_FORM_COUNTS ? OF_COUNTS : 0;
}

static bool take_of_histories(const struct ek_intake *in, const char *key, struct ek_role_of *role) {
  size_t n = strlen("background.");
  if (strncmp(key, "background.", n) == 0 && key[n] != '\0') {
    role->kind = EK_ROLE_BACKGROUND;
    role->name = key + n;
    return true;
  }
  for (size_t i = 0; i < OF_HISTORIES; i++) {
    if (strcmp(key, of_histories[i].key) != 0 || (of_histories[i].forms & form_bit(in)) == 0) continue;
    role->kind = of_histories[i].kind;
    role->phase = of_histories[i].phase;
    return true;
  }
  return false;
}

/* "after.12.state" → "state" and the phase; a word that is no phase is left. */
static const char *take_phase(const char *key, struct ek_role_of *role) {
  static const char *const phases[] = {"before.", "during.", "after."};
  role->phase = EK_ANY_PHASE;
  for (int i = 0; i < 3; i++) {
    size_t n = strlen(phases[i]);
    if (strncmp(key, phases[i], n) != 0) continue;
    role->phase = i;
    key += n;
  }
  if (role->phase != EK_AFTER) return key;
  char *end;
  long month = strtol(key, &end, 10);
  if (end == key || *end != '.' || month < 1 || month > 1200) return key;
  role->month = (int)month;
  return end + 1;
}

/* What stands after the phase: state, extent, states.NAME, services.NAME, inputs.NAME. */
static bool take_rest(const struct ek_intake *in, const char *rest, struct ek_role_of *role) {
  static const struct {
    const char *key;
    enum ek_role_kind kind;
  } named[] = {{"states.", EK_ROLE_STATES}, {"services.", EK_ROLE_SERVICES},
               {"inputs.", EK_ROLE_INPUTS}, {"background.", EK_ROLE_BACKGROUND}};
  bool spells = in->spec->form == EK_FORM_SPELLS;
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    size_t n = strlen(named[i].key);
    if (strncmp(rest, named[i].key, n) != 0 || rest[n] == '\0') continue;
    role->kind = named[i].kind;
    role->name = rest + n;
    if (role->kind == EK_ROLE_INPUTS) return role->phase == EK_ANY_PHASE || !spells;
    return (role->kind == EK_ROLE_BACKGROUND) == (role->phase == EK_ANY_PHASE) &&
           (!spells || role->kind == EK_ROLE_BACKGROUND);
  }
  for (size_t i = 0; i < sizeof of_spells / sizeof *of_spells; i++) {
    if (strcmp(rest, of_spells[i].key) != 0) continue;
    role->kind = of_spells[i].kind;
    return spells ? role->phase == EK_ANY_PHASE : role->phase != EK_ANY_PHASE && i < 2;
  }
  for (size_t i = 0; i < PLAIN && role->phase == EK_ANY_PHASE; i++) {
    if (strcmp(rest, plain[i].key) != 0) continue;
    role->kind = plain[i].kind;
    return true;
  }
  return false;
}

static void unknown_of_histories(struct ek_intake *in, const struct ek_named_text *t) {
  const char *words[OF_HISTORIES];
  struct ek_buffer known = {.arena = in->arena};
  size_t n = 0;
  for (size_t i = 0; i < OF_HISTORIES; i++) {
    if ((of_histories[i].forms & form_bit(in)) == 0) continue;
    ek_buffer_addf(&known, "%s%s", n > 0 ? ", " : "known: ", of_histories[i].key);
    words[n++] = of_histories[i].key;
  }
  const char *near = ek_text_nearest(t->name.text, words, n);
  ek_error(in->diags, t->name.pos, near != NULL ? ek_sprintf(in->arena, "did you mean '%s'?", near)
                                                : ek_sprintf(in->arena, "%s, background.NAME", known.text),
           "'%s' is nothing that a column can be", t->name.text);
}

static void unknown_role(struct ek_intake *in, const struct ek_named_text *t) {
  static const char *const wide[] = {
      "id", "sex", "age", "education", "household", "adults", "children", "municipality", "weight",
      "entry", "exit", "before.state", "before.extent", "during.state", "during.extent",
      "after.state", "after.extent"};
  static const char *const spells[] = {
      "id", "sex", "age", "education", "household", "adults", "children", "municipality", "weight",
      "entry", "exit", "state", "from", "to", "extent"};
  bool long_form = in->spec->form == EK_FORM_SPELLS;
  const char *near = long_form ? ek_text_nearest(t->name.text, spells, sizeof spells / sizeof *spells)
                               : ek_text_nearest(t->name.text, wide, sizeof wide / sizeof *wide);
  const char *known = long_form ? "known: id, state, from, to, extent, entry, exit, sex, age, inputs.NAME, background.NAME, …"
                                : "known: before.state, after.state, after.12.state, after.extent, services and inputs by name, entry, exit, sex, age, background.NAME, …";
  ek_error(in->diags, t->name.pos, near != NULL ? ek_sprintf(in->arena, "did you mean '%s'?", near) : known,
           "'%s' is nothing that a column can be", t->name.text);
}

/* The item that the role names. */
static bool take_item(struct ek_intake *in, struct ek_role_of *role) {
  bool state = role->kind == EK_ROLE_STATES;
  if (!state && role->kind != EK_ROLE_SERVICES) return true;
  role->item = ek_study_item(in->study, role->name, state);
  if (role->item != NULL) return true;
  return ek_error(in->diags, role->written->name.pos, ek_study_item_hint(in->study, role->name, state),
                  "there is no %s '%s' in the model '%s'", state ? "state" : "service", role->name,
                  in->study->model->name);
}

static void add_role(struct ek_intake *in, const struct ek_named_text *t) {
  struct ek_role_of role = {.written = t, .column = SIZE_MAX};
  const char *rest = take_phase(t->name.text, &role);
  bool histories = in->estimate != NULL;
  if (histories ? !take_of_histories(in, t->name.text, &role) : !take_rest(in, rest, &role)) {
    if (histories) unknown_of_histories(in, t);
    else unknown_role(in, t);
    return;
  }
  if (t->text == NULL || !take_item(in, &role)) return;
  *(struct ek_role_of *)ek_list_push(in->arena, &in->roles, sizeof role) = role;
}

static int by_month(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

/* The measurements after, in order; a role's phase becomes EK_AFTER and its place among them. */
static void number_measurements(struct ek_intake *in) {
  struct ek_role_of *roles = in->roles.items;
  for (size_t i = 0; i < in->roles.n; i++) {
    bool known = roles[i].phase != EK_AFTER;
    const int *months = in->after.items;
    for (size_t k = 0; !known && k < in->after.n; k++) known = months[k] == roles[i].month;
    if (!known) *(int *)ek_list_push(in->arena, &in->after, sizeof(int)) = roles[i].month;
  }
  int *months = in->after.items;
  if (in->after.n > 1) qsort(months, in->after.n, sizeof *months, by_month);
  for (size_t i = 0; i < in->roles.n; i++) {
    for (size_t k = 0; roles[i].phase == EK_AFTER && k < in->after.n; k++) {
      if (months[k] == roles[i].month) { roles[i].phase = EK_AFTER + (int)k; break; }
    }
  }
}

const struct ek_role_of *ek_intake_role(const struct ek_intake *in, enum ek_role_kind kind, int phase) {
  const struct ek_role_of *roles = in->roles.items;
  for (size_t i = 0; i < in->roles.n; i++) {
    if (roles[i].kind == kind && roles[i].phase == phase) return &roles[i];
  }
  return NULL;
}

/* Which columns are read cell by cell: those with a role. */
static enum ek_want want(void *data, const char *name) {
  const struct ek_intake *in = data;
  const struct ek_role_of *roles = in->roles.items;
  for (size_t i = 0; i < in->roles.n; i++) {
    if (!ek_text_same(roles[i].written->text, name)) continue;
    bool serial = roles[i].kind == EK_ROLE_ID && in->spec->form == EK_FORM_WIDE;
    return serial ? EK_WANT_MARKS : EK_WANT_CODES;
  }
  return EK_WANT_SAMPLE;
}

/* Where hardly any column is found the first row may be a person, of whom nothing is said. */
static bool has_names(const struct ek_intake *in) {
  const struct ek_role_of *roles = in->roles.items;
  size_t found = 0;
  for (size_t i = 0; i < in->roles.n; i++) found += ek_columns_find(in->columns, roles[i].written->text) >= 0;
  return 2 * found >= in->roles.n;
}

static const char *near_column(const struct ek_intake *in, const char *name) {
  const char **words = ek_alloc_array(in->arena, in->columns->n, sizeof *words);
  if (!has_names(in)) return "the first row names the columns; is it there?";
  for (size_t i = 0; i < in->columns->n; i++) words[i] = in->columns->columns[i].name;
  const char *near = ek_text_nearest(name, words, in->columns->n);
  if (near != NULL) return ek_sprintf(in->arena, "did you mean '%s'?", near);
  struct ek_buffer known = {.arena = in->arena};
  for (size_t i = 0; i < in->columns->n; i++) {
    bool digit = words[i][0] >= '0' && words[i][0] <= '9'; /* no name */
    if (!digit) ek_buffer_addf(&known, "%s%s", known.size > 0 ? ", " : "its columns: ", words[i]);
  }
  return known.size > 0 ? ek_buffer_text(&known) : NULL;
}

/* Is it said of the file of the participants only, and of a comparison group by inheritance? */
static bool inherited(const struct ek_intake *in, const struct ek_role_of *role) {
  const struct ek_named_text *own = in->study->comparison.group.columns.items;
  for (size_t i = 0; i < in->study->comparison.group.columns.n; i++) {
    if (ek_text_same(own[i].name.text, role->written->name.text)) return false;
  }
  return in->compared;
}

/* Of serial numbers only marks are kept, by which nothing else can be read. */
static void check_serial(struct ek_intake *in) {
  const struct ek_role_of *roles = in->roles.items, *id = ek_intake_role(in, EK_ROLE_ID, EK_ANY_PHASE);
  for (size_t i = 0; i < in->roles.n && id != NULL; i++) {
    if (&roles[i] == id || roles[i].column != id->column) continue;
    ek_error(in->diags, roles[i].written->pos, "a serial number tells persons apart, and nothing of them",
             "'%s' cannot be both '%s' and '%s'", id->written->text, id->written->name.text, roles[i].written->name.text);
  }
}

/* Where each role's column is in the file, and which columns have none. What is only inherited
 * and not there is no part of the file. */
static void place_roles(struct ek_intake *in) {
  struct ek_role_of *roles = in->roles.items;
  bool *used = ek_alloc_array(in->arena, in->columns->n, sizeof *used);
  size_t kept = 0;
  for (size_t i = 0; i < in->roles.n; i++) {
    int at = ek_columns_find(in->columns, roles[i].written->text);
    if (at >= 0) {
      roles[kept] = roles[i];
      roles[kept++].column = (size_t)at;
      used[at] = true;
    } else if (!inherited(in, &roles[i])) {
      ek_error(in->diags, roles[i].written->pos, near_column(in, roles[i].written->text),
               "'%s' has no column '%s'", in->file->name, roles[i].written->text);
    }
  }
  in->roles.n = kept;
  for (size_t i = 0; i < in->columns->n; i++) {
    struct ek_list *list = used[i] ? &in->file->used : &in->file->unused;
    *(const char **)ek_list_push(in->arena, list, sizeof(char *)) = in->columns->columns[i].name;
  }
}

static void need(struct ek_intake *in, const char *key, bool there) {
  if (there) return;
  ek_error(in->diags, in->spec->file.pos, ek_sprintf(in->arena, "write columns: {%s: …}", key),
           "no column is said to be '%s'", key);
}

static bool holds(const struct ek_intake *in, int phase) {
  return ek_intake_role(in, EK_ROLE_STATE, phase) != NULL || ek_intake_role(in, EK_ROLE_STATES, phase) != NULL;
}

static void check_histories(struct ek_intake *in) {
  bool counts = in->spec->form == EK_FORM_COUNTS, panel = in->spec->form == EK_FORM_PANEL;
  need(in, "from", !counts || ek_intake_role(in, EK_ROLE_STATE, EK_BEFORE) != NULL);
  need(in, "to", !counts || ek_intake_role(in, EK_ROLE_STATE, EK_AFTER) != NULL);
  if (counts) return;
  need(in, "id", ek_intake_role(in, EK_ROLE_ID, EK_ANY_PHASE) != NULL);
  need(in, "state", ek_intake_role(in, EK_ROLE_STATE, EK_ANY_PHASE) != NULL);
  need(in, panel ? "date" : "from", ek_intake_role(in, panel ? EK_ROLE_DATE : EK_ROLE_FROM, EK_ANY_PHASE) != NULL);
  need(in, "to", panel || ek_intake_role(in, EK_ROLE_TO, EK_ANY_PHASE) != NULL);
}

/* What there must be a column for. */
static void check_roles(struct ek_intake *in) {
  if (in->estimate != NULL) {
    check_histories(in);
    return;
  }
  if (in->spec->form == EK_FORM_SPELLS) {
    need(in, "id", ek_intake_role(in, EK_ROLE_ID, EK_ANY_PHASE) != NULL);
    need(in, "state", ek_intake_role(in, EK_ROLE_STATE, EK_ANY_PHASE) != NULL);
    need(in, "from", ek_intake_role(in, EK_ROLE_FROM, EK_ANY_PHASE) != NULL);
    need(in, "entry", ek_intake_role(in, EK_ROLE_ENTRY, EK_ANY_PHASE) != NULL);
    return;
  }
  need(in, "before.state", holds(in, EK_BEFORE));
  bool after = false;
  for (size_t k = 0; k < in->after.n; k++) after |= holds(in, EK_AFTER + (int)k);
  if (!in->study->outcomes.cohort.present) need(in, "after.state", after); /* a cohort asks where they start */
  if (ek_intake_role(in, EK_ROLE_EXIT, EK_ANY_PHASE) != NULL) {
    need(in, "entry", ek_intake_role(in, EK_ROLE_ENTRY, EK_ANY_PHASE) != NULL);
  }
}

/* Why there is no such file is told where the study names it. */
static const struct ek_source *read_named(struct ek_intake *in, const char *name) {
  struct ek_diags *own = ek_diags_new(in->arena);
  const struct ek_source *source = ek_file_read_secret(in->arena, name, own);
  size_t n;
  const struct ek_diag *d = ek_diags_sorted(own, &n);
  for (size_t i = 0; i < n; i++) ek_system_error(in->diags, in->spec->file.pos, d[i].hint, "'%s': %s", in->spec->file.text, d[i].message);
  return source;
}

bool ek_intake_open(struct ek_intake *in) {
  size_t errors = ek_diags_errors(in->diags);
  const struct ek_named_text *t = in->spec->columns.items;
  for (size_t i = 0; i < in->spec->columns.n; i++) add_role(in, &t[i]);
  in->file->name = in->spec->file.text;
  const struct ek_source *source = read_named(in, ek_study_beside(in->arena, in->study, &in->spec->file));
  if (source == NULL) return false;
  in->columns = ek_columns_read(in->arena, source, want, in, in->diags);
  if (in->columns == NULL || !ek_identity_check(in->columns, in->diags)) return false;
  in->file->source = in->columns->source;
  in->file->encoding = in->columns->encoding;
  in->file->delimiter = in->columns->delimiter;
  in->file->rows = in->columns->rows + in->columns->odd.n;
  place_roles(in);
  check_serial(in);
  number_measurements(in);
  if (in->roles.n > EK_MOST_ROLES) ek_error(in->diags, in->spec->file.pos, NULL, "more than %d columns are said to be something", EK_MOST_ROLES);
  if (ek_diags_errors(in->diags) == errors) check_roles(in);
  return ek_diags_errors(in->diags) == errors;
}

/* A map of texts with what another one has besides, by name. */
static struct ek_list joined_texts(struct ek_arena *arena, const struct ek_list *own, const struct ek_list *other) {
  struct ek_list out = {0};
  const struct ek_named_text *a = own->items, *b = other->items;
  for (size_t i = 0; i < own->n; i++) *(struct ek_named_text *)ek_list_push(arena, &out, sizeof *a) = a[i];
  for (size_t i = 0; i < other->n; i++) {
    bool known = false;
    for (size_t k = 0; k < own->n; k++) known |= ek_text_same(a[k].name.text, b[i].name.text);
    if (!known) *(struct ek_named_text *)ek_list_push(arena, &out, sizeof *a) = b[i];
  }
  return out;
}

/* The values of a column in the group's file: its own, else those of the participants' column
 * by the same name, else of the column with the same role. */
static struct ek_list joined_values(struct ek_arena *arena, const struct ek_followup *own,
                                    const struct ek_followup *other) {
  struct ek_list out = own->values;
  const struct ek_named_texts *theirs = other->values.items;
  const struct ek_named_text *columns = own->columns.items, *their_columns = other->columns.items;
  out.capacity = out.n; /* what is added stands in a list of its own */
  for (size_t i = 0; i < other->values.n; i++) {
    *(struct ek_named_texts *)ek_list_push(arena, &out, sizeof *theirs) = theirs[i];
    for (size_t k = 0; k < other->columns.n; k++) {
      if (!ek_text_same(their_columns[k].text, theirs[i].name.text)) continue;
      for (size_t m = 0; m < own->columns.n; m++) {
        if (!ek_text_same(columns[m].name.text, their_columns[k].name.text)) continue;
        struct ek_named_texts *same = ek_list_push(arena, &out, sizeof *theirs);
        *same = theirs[i];
        same->name.text = columns[m].text;
      }
    }
  }
  return out;
}

/* Do its own columns speak of phases? Then it is no file of spells. */
static bool says_wide(const struct ek_followup *spec) {
  const struct ek_named_text *t = spec->columns.items;
  struct ek_role_of role;
  for (size_t i = 0; i < spec->columns.n; i++) {
    take_phase(t[i].name.text, &role);
    if (role.phase != EK_ANY_PHASE) return true;
  }
  return false;
}

struct ek_followup ek_intake_spec(struct ek_arena *arena, const struct ek_study *study, bool compared) {
  if (!compared) return study->participants.followup;
  const struct ek_followup *other = &study->participants.followup;
  struct ek_followup own = study->comparison.group;
  own.values = joined_values(arena, &own, other);
  if (other->form == EK_FORM_SPELLS && !says_wide(&own)) own.form = EK_FORM_SPELLS;
  if (own.columns.n == 0 || own.form == other->form) own.columns = joined_texts(arena, &own.columns, &other->columns);
  own.units = joined_texts(arena, &own.units, &other->units);
  if (own.missing.n == 0) own.missing = other->missing;
  if (own.households.n == 0) own.households = other->households;
  if (own.inputs.n == 0) own.inputs = other->inputs;
  if (own.services.n == 0) own.services = other->services;
  if (own.measured.n == 0) own.measured = other->measured;
  if (own.price_year == 0) own.price_year = other->price_year;
  if (own.on_problem == EK_PROBLEM_ERROR) own.on_problem = other->on_problem;
  return own;
}
