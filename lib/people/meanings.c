/* What the texts of a column mean. Each different text is looked at once, however many rows
 * have it. A fault says what was asked for and never what stands there. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/number.h"
#include "base/text.h"
#include "people/intake.h"
#include "people/problems.h"
#include "read/csv.h"

struct reading {
  struct ek_intake *in;
  const struct ek_role_of *role;
  struct ek_meaning *out;
  const struct ek_list *values; /* struct ek_named_text of the column; NULL: none */
  struct ek_intern *words;      /* of the column, in lower case */
  struct ek_list spelled;       /* const char *: as each came first */
};

static const struct ek_list *values_of(const struct ek_intake *in, const char *column) {
  const struct ek_named_texts *v = in->spec->values.items;
  for (size_t i = 0; i < in->spec->values.n; i++) {
    if (ek_text_same(v[i].name.text, column)) return &v[i].texts;
  }
  return NULL;
}

/* What the study says a text stands for: exactly, else without regard to case; NULL: nothing. */
static const struct ek_named_text *mapped(const struct reading *r, const char *text) {
  const struct ek_named_text *v = r->values != NULL ? r->values->items : NULL;
  size_t n = r->values != NULL ? r->values->n : 0;
  for (size_t i = 0; i < n; i++) {
    if (strcmp(v[i].name.text, text) == 0) return &v[i];
  }
  const char *lower = ek_text_lower(r->in->arena, text);
  for (size_t i = 0; i < n; i++) {
    if (strcmp(ek_text_lower(r->in->arena, v[i].name.text), lower) == 0) return &v[i];
  }
  return NULL;
}

static bool says_nothing(const struct reading *r, const char *text) {
  const struct ek_name *missing = r->in->spec->missing.items;
  if (text == NULL || *text == '\0') return true;
  for (size_t i = 0; i < r->in->spec->missing.n; i++) {
    if (ek_text_same(missing[i].text, text)) return true;
  }
  return false;
}

/* --- numbers, days, words ---------------------------------------------------------------- */

/* Shares are written 75 % or 0,75, and as 75 where that can be nothing else. */
static bool read_extent(struct ek_unit unit, const char *unit_text, double *value) {
  bool bare = *unit_text == '\0';
  if (bare && *value > 1 && *value <= 100) *value /= 100;
  return *value >= 0 && *value <= 1 && ek_unit_same(unit, ek_unit_none);
}

/* Services are counted by their unit, or by none; ages and weights are plain numbers. */
static bool counts(const struct ek_role_of *role, struct ek_unit unit) {
  if (ek_unit_same(unit, ek_unit_none)) return true;
  if (role->kind != EK_ROLE_SERVICES) return false;
  struct ek_unit counted = role->item->quantity;
  counted.power[EK_DIM_COUNT] = 0;
  counted.thing = NULL;
  return ek_unit_same(unit, role->item->quantity) || ek_unit_same(unit, counted);
}

/* 1.234 and 1,234: three digits behind a sign that is perhaps no decimal sign. */
static bool is_ambiguous(const char *text) {
  size_t whole = strspn(text, "0123456789");
  return (text[whole] == '.' || text[whole] == ',') && strspn(text + whole + 1, "0123456789") == 3;
}

/* Weights from statistics programs have three decimals as often as any number, and no thousands. */
static const char *with_more_decimals(struct ek_arena *arena, const char *text) {
  return ek_sprintf(arena, "%.*s,%s0", (int)strcspn(text, ".,"), text, text + strcspn(text, ".,") + 1);
}

static void read_number(const struct reading *r, size_t code, const char *text) {
  struct ek_unit unit;
  const char *unit_text = "";
  struct ek_number_error error = {0};
  double value;
  if (r->role->kind == EK_ROLE_WEIGHT && is_ambiguous(text)) text = with_more_decimals(r->in->arena, text);
  if (!ek_quantity_parse(r->in->arena, text, &value, &unit, &unit_text, &error)) {
    bool ambiguous = is_ambiguous(text);
    r->out->fault[code] = ambiguous ? EK_PROBLEM_AMBIGUOUS : EK_PROBLEM_NUMBER;
    r->out->hint[code] = ambiguous ? "write 1 234 or 1,2340" : "write 23 400, 23400 or 23400,50";
    return;
  }
  bool share = r->role->kind == EK_ROLE_EXTENT || r->role->kind == EK_ROLE_STATES;
  if (share && !read_extent(unit, unit_text, &value)) {
    r->out->fault[code] = EK_PROBLEM_SHARE;
    r->out->hint[code] = "write 75 % or 0,75";
  }
  bool number = !share && r->role->kind != EK_ROLE_INPUTS;
  if (number && !counts(r->role, unit)) r->out->fault[code] = EK_PROBLEM_KIND;
  if (!share && !(value >= 0)) r->out->fault[code] = EK_PROBLEM_BELOW;
  r->out->number[code] = value;
  r->out->unit[code] = unit;
  r->out->has_unit[code] = *unit_text != '\0' && !share;
}

static void read_age(const struct reading *r, size_t code, const char *text) {
  read_number(r, code, text);
  double age = r->out->number[code];
  if (r->out->fault[code] == NULL && !(age >= 0 && age <= 120)) r->out->fault[code] = EK_PROBLEM_AGE;
}

/* What ends in a month ends with it. */
static ek_day last_of(ek_day first) {
  int days = ek_month_number(ek_day_month(first) + 1) - ek_month_number(ek_day_month(first));
  return first + days - 1;
}

/* 2021-02-01, 2021-02, 20210201, also with a time of day behind. */
static void read_day(const struct reading *r, size_t code, const char *text) {
  ek_day day = 0;
  char iso[11] = {0};
  size_t digits = strspn(text, "0123456789");
  if (digits == 8 && text[8] == '\0') {
    const char *t = text;
    const char spelled[] = {t[0], t[1], t[2], t[3], '-', t[4], t[5], '-', t[6], t[7], '\0'};
    memcpy(iso, spelled, sizeof iso);
  } else if (strlen(text) > 10 && (text[10] == ' ' || text[10] == 'T')) {
    memcpy(iso, text, 10);
  }
  bool month = digits == 4 && text[4] == '-';
  if ((*iso != '\0' || month) && ek_day_parse(*iso != '\0' ? iso : text, &day)) {
    bool ends = r->role->kind == EK_ROLE_TO || r->role->kind == EK_ROLE_EXIT;
    r->out->number[code] = ends && *iso == '\0' && strlen(text) == 7 ? last_of(day) : day;
    return;
  }
  r->out->fault[code] = EK_PROBLEM_DAY;
  r->out->hint[code] = "write 2021-02-01";
}

static void read_children(const struct reading *r, size_t code, const char *text) {
  struct ek_household *h = ek_alloc(r->in->arena, sizeof *h);
  for (const char *at = text; *at != '\0';) {
    size_t digits = strspn(at, "0123456789");
    int age = digits == 1 ? at[0] - '0' : digits == 2 ? (at[0] - '0') * 10 + at[1] - '0' : 26;
    if (age > 25) {
      r->out->fault[code] = EK_PROBLEM_CHILDREN;
      r->out->hint[code] = "write 4 9";
      return;
    }
    *(int *)ek_list_push(r->in->arena, &h->children, sizeof(int)) = age;
    at += digits;
    at += strspn(at, " ,;+");
  }
  r->out->household[code] = h;
}

static void read_household(const struct reading *r, size_t code, const char *text) {
  const struct ek_named_household *h = r->in->spec->households.items;
  r->out->word[code] = text;
  for (size_t i = 0; i < r->in->spec->households.n; i++) {
    if (ek_text_same(h[i].name.text, text)) r->out->household[code] = &h[i].household;
  }
  bool apart = ek_intake_role(r->in, EK_ROLE_ADULTS, EK_ANY_PHASE) != NULL ||
               ek_intake_role(r->in, EK_ROLE_CHILDREN, EK_ANY_PHASE) != NULL;
  if (r->out->household[code] != NULL || apart) return;
  r->out->fault[code] = EK_PROBLEM_HOUSEHOLD;
  r->out->hint[code] = "write it under households: {EB: {adults: 1, children: [7]}}";
}

/* --- states ------------------------------------------------------------------------------ */

/* "arbete 50 %" → "arbete" and 0.5. */
static bool take_part(struct ek_arena *arena, const struct ek_study *study, const char *text,
                      struct ek_mixture *m, const char **fault, const char **hint) {
  const char *percent = strchr(text, '%');
  char *name = ek_strdup(arena, text);
  double extent = 1;
  if (percent != NULL) {
    const char *number = percent;
    while (number > text && strchr(" 0123456789,.", number[-1]) != NULL) number--;
    struct ek_unit unit;
    const char *unit_text;
    struct ek_number_error error;
    if (!ek_quantity_parse(arena, number, &extent, &unit, &unit_text, &error) || !(extent >= 0 && extent <= 1)) {
      *fault = EK_PROBLEM_SHARE;
      return false;
    }
    name[number - text] = '\0';
  }
  for (size_t n = strlen(name); n > 0 && name[n - 1] == ' '; n--) name[n - 1] = '\0';
  const struct ek_item *item = ek_study_item(study, name, true);
  if (item == NULL) item = ek_study_item(study, ek_text_lower(arena, name), true);
  if (item == NULL) {
    const char *near = ek_study_item_hint(study, name, true);
    *fault = EK_PROBLEM_STATE;
    *hint = strncmp(near, "did you mean", 12) == 0 ? near : "write values: {COLUMN: {TEXT: försörjningsstöd}}";
    return false;
  }
  m->part[m->n].item = item;
  m->part[m->n].stated = percent != NULL;
  m->part[m->n++].extent = extent;
  return true;
}

struct ek_mixture *ek_mixture_read(struct ek_arena *arena, const struct ek_study *study,
                                   const char *text, const char **fault, const char **hint) {
  struct ek_mixture *m = ek_alloc(arena, sizeof *m);
  for (const char *at = text; *at != '\0';) {
    size_t n = strcspn(at, "+");
    char *part = ek_strndup(arena, at, n);
    for (size_t k = strlen(part); k > 0 && part[k - 1] == ' '; k--) part[k - 1] = '\0';
    part += strspn(part, " ");
    if (m->n == sizeof m->part / sizeof *m->part) {
      *fault = EK_PROBLEM_EIGHT;
      return NULL;
    }
    if (!take_part(arena, study, part, m, fault, hint)) return NULL;
    at += n + (at[n] == '+');
  }
  return m;
}

/* Of histories: one state, which need be none of the model's when the study's transitions name
 * it. A mixture is a state only by a name of its own. */
static void read_state_word(const struct reading *r, size_t code, const char *text) {
  struct ek_arena *arena = r->in->arena;
  int own = ek_estimate_state(r->in->estimate, text);
  if (own < 0) own = ek_estimate_state(r->in->estimate, ek_text_lower(arena, text));
  const struct ek_item *item = ek_study_item(r->in->study, text, true);
  if (item == NULL) item = ek_study_item(r->in->study, ek_text_lower(arena, text), true);
  if (own >= 0) r->out->word[code] = ((const char *const *)r->in->estimate->states.items)[own];
  else if (item != NULL) r->out->word[code] = item->name.text;
  else {
    bool several = strpbrk(text, "+%") != NULL;
    r->out->fault[code] = several ? EK_PROBLEM_ONE_STATE : EK_PROBLEM_STATE;
    r->out->hint[code] = several ? "name such a state in 'transitions', and what stands for it in 'values'"
                                 : "write values: {COLUMN: {TEXT: försörjningsstöd}}, or name it in 'transitions'";
  }
}

static void read_side(const struct reading *r, size_t code, const char *text) {
  const char *lower = ek_text_lower(r->in->arena, text);
  bool with = strcmp(lower, "insats") == 0, without = strcmp(lower, "jämförelse") == 0;
  r->out->word[code] = with ? EK_SIDE_WITH : EK_SIDE_WITHOUT;
  if (with || without) return;
  r->out->word[code] = NULL;
  r->out->fault[code] = EK_PROBLEM_SIDE;
  r->out->hint[code] = "write values: {COLUMN: {TEXT: insats, OTHER: jämförelse}}";
}

static void read_count(const struct reading *r, size_t code, const char *text) {
  read_number(r, code, text);
  double n = r->out->number[code];
  if (r->out->fault[code] == NULL && !(n == floor(n) && n <= 1e6)) r->out->fault[code] = EK_PROBLEM_COUNT;
}

/* --- the columns ------------------------------------------------------------------------- */

/* Eskilstuna and eskilstuna are one place, and one group. */
static const char *as_first_spelled(struct reading *r, const char *text) {
  const char *lower = ek_text_lower(r->in->arena, text);
  uint32_t at = ek_intern(r->words, lower, strlen(lower));
  if (at == r->spelled.n) *(const char **)ek_list_push(r->in->arena, &r->spelled, sizeof text) = text;
  return ((const char **)r->spelled.items)[at];
}

/* Is there such a place in the model's tables? A model without tables knows no places. */
static bool is_place(const struct reading *r, const char *text) {
  const struct ek_model *m = r->in->study->model;
  const char *lower = ek_text_lower(r->in->arena, text);
  bool asked = false;
  for (size_t i = 0; i < m->n_parameters; i++) {
    const struct ek_table *t = &m->parameters[i].table;
    const struct ek_name *keys = t->key.items;
    for (size_t k = 0; t->csv != NULL && k < t->key.n; k++) {
      int column = ek_csv_column(t->csv, keys[k].text);
      asked = true;
      for (size_t row = 0; row < t->csv->rows; row++) {
        if (strcmp(ek_csv_cell(t->csv, row, (size_t)column)->text, lower) == 0) return true;
      }
    }
  }
  return !asked;
}

static void read_word(struct reading *r, size_t code, const char *text) {
  r->out->word[code] = as_first_spelled(r, text);
  if (r->role->kind != EK_ROLE_MUNICIPALITY || is_place(r, text)) return;
  r->out->fault[code] = EK_PROBLEM_MUNICIPALITY;
  r->out->hint[code] = "write its name as in the model, or values: {COLUMN: {TEXT: eskilstuna}}";
}

static void read_text(struct reading *r, size_t code, const char *text) {
  switch (r->role->kind) {
  case EK_ROLE_AGE: read_age(r, code, text); break;
  case EK_ROLE_ENTRY:
  case EK_ROLE_EXIT:
  case EK_ROLE_FROM:
  case EK_ROLE_DATE:
  case EK_ROLE_TO: read_day(r, code, text); break;
  case EK_ROLE_SIDE: read_side(r, code, text); break;
  case EK_ROLE_COUNT: read_count(r, code, text); break;
  case EK_ROLE_CHILDREN: read_children(r, code, text); break;
  case EK_ROLE_HOUSEHOLD: read_household(r, code, text); break;
  case EK_ROLE_STATE:
    if (r->in->estimate != NULL) {
      read_state_word(r, code, text);
      break;
    }
    r->out->mixture[code] = ek_mixture_read(r->in->arena, r->in->study, text, &r->out->fault[code], &r->out->hint[code]);
    break;
  case EK_ROLE_ADULTS:
    read_number(r, code, text);
    if (r->out->number[code] != 1 && r->out->number[code] != 2) r->out->fault[code] = EK_PROBLEM_ADULTS;
    break;
  case EK_ROLE_ID:
  case EK_ROLE_SEX:
  case EK_ROLE_EDUCATION:
  case EK_ROLE_MUNICIPALITY:
  case EK_ROLE_BACKGROUND: read_word(r, code, text); break;
  default: read_number(r, code, text); break;
  }
}

static const char *sex_of(const struct reading *r, const char *text) {
  static const char *const women[] = {"k", "kvinna", "kvinnor", "f", "female", "woman", NULL};
  static const char *const men[] = {"m", "man", "män", "male", NULL};
  const char *lower = ek_text_lower(r->in->arena, text);
  for (size_t i = 0; women[i] != NULL; i++) if (strcmp(lower, women[i]) == 0) return "kvinna";
  for (size_t i = 0; men[i] != NULL; i++) if (strcmp(lower, men[i]) == 0) return "man";
  return text;
}

/* What the study itself says wrongly is told where it says so, once. Of what stands in the file
 * nothing is told: a word that is near would be what somebody wrote. */
static void blame(const struct reading *r, size_t code, const struct ek_named_text *said) {
  const char *hint = r->out->hint[code];
  bool near = hint != NULL && strncmp(hint, "did you mean", 12) == 0;
  if (said != NULL && r->in->describes == false) {
    bool state = strcmp(r->out->fault[code], EK_PROBLEM_STATE) == 0;
    const char *nearest = ek_study_item_hint(r->in->study, said->text, true);
    bool own = r->in->estimate != NULL && strncmp(nearest, "did you mean", 12) != 0;
    if (state) ek_error(r->in->diags, said->pos, own ? "name it in 'transitions', when it is a state of your own" : nearest, "there is no state '%s'", said->text);
    else ek_error(r->in->diags, said->pos, hint, "'%s' stands for %s", said->name.text, r->out->fault[code]);
  } else if (near) {
    r->out->hint[code] = "write values: {COLUMN: {TEXT: försörjningsstöd}}";
  }
}

static struct ek_meaning *meaning_new(struct ek_arena *arena, size_t n) {
  struct ek_meaning *m = ek_alloc(arena, sizeof *m);
  m->number = ek_alloc_array(arena, n, sizeof *m->number);
  m->unit = ek_alloc_array(arena, n, sizeof *m->unit);
  m->has_unit = ek_alloc_array(arena, n, sizeof *m->has_unit);
  m->mixture = ek_alloc_array(arena, n, sizeof *m->mixture);
  m->household = ek_alloc_array(arena, n, sizeof *m->household);
  m->word = ek_alloc_array(arena, n, sizeof *m->word);
  m->own = ek_alloc_array(arena, n, sizeof *m->own);
  m->fault = ek_alloc_array(arena, n, sizeof *m->fault);
  m->hint = ek_alloc_array(arena, n, sizeof *m->hint);
  for (size_t i = 0; i < n; i++) m->number[i] = NAN;
  return m;
}

void ek_intake_meanings(struct ek_intake *in) {
  struct ek_role_of *roles = in->roles.items;
  for (size_t i = 0; i < in->roles.n; i++) {
    const struct ek_column *column = &in->columns->columns[roles[i].column];
    if (column->want != EK_WANT_CODES) continue;
    struct reading r = {.in = in, .role = &roles[i], .values = values_of(in, column->name)};
    r.words = ek_intern_new(in->arena);
    r.out = roles[i].meaning = meaning_new(in->arena, column->n);
    for (size_t code = 0; code < column->n; code++) {
      const char *text = column->texts[code];
      if (says_nothing(&r, text)) continue;
      const struct ek_named_text *said = mapped(&r, text);
      if (said != NULL) text = said->text;
      if (says_nothing(&r, text)) continue;
      const char *sex = roles[i].kind == EK_ROLE_SEX ? sex_of(&r, text) : text;
      r.out->own[code] = said == NULL && sex == text && roles[i].kind != EK_ROLE_MUNICIPALITY && roles[i].kind != EK_ROLE_HOUSEHOLD;
      read_text(&r, code, sex);
      if (r.out->fault[code] != NULL) blame(&r, code, said);
    }
  }
}
