/* Columns of codes become categories of both files alike, by their words. */
#include "people/traits.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "people/intake.h"

#define STATES "before.state"
#define BACKGROUND "background."

static const struct {
  const char *name, *alias;
  enum ek_role_kind kind;
} known[] = {{"sex", "kön", EK_ROLE_SEX},
             {"age", "ålder", EK_ROLE_AGE},
             {"education", "utbildning", EK_ROLE_EDUCATION},
             {"household", "hushåll", EK_ROLE_HOUSEHOLD},
             {"municipality", "kommun", EK_ROLE_MUNICIPALITY}};
#define KNOWN (sizeof known / sizeof *known)

const struct ek_trait *ek_trait_find(const struct ek_people *p, const char *variable) {
  const struct ek_trait *t = p->traits.items;
  for (size_t i = 0; i < p->traits.n; i++) if (strcmp(t[i].variable, variable) == 0) return &t[i];
  return NULL;
}

const char *ek_role_variable(const struct ek_role_of *role) {
  if (role->kind == EK_ROLE_BACKGROUND) return role->name;
  for (size_t i = 0; i < KNOWN; i++) if (known[i].kind == role->kind) return known[i].name;
  return NULL;
}

/* Is that what the study calls the variable? A background column may go by its name alone. */
static bool names(const struct ek_name *name, const char *variable, bool background) {
  const char *text = name->text;
  size_t size = strlen(BACKGROUND);
  if (background && strncmp(text, BACKGROUND, size) == 0) text += size;
  if (strcmp(text, variable) == 0) return true;
  for (size_t i = 0; i < KNOWN && !background; i++) {
    if (strcmp(known[i].name, variable) == 0 && strcmp(known[i].alias, text) == 0) return true;
  }
  return false;
}

static const struct ek_name *named_by_study(const struct ek_intake *in, const char *variable, bool background) {
  const struct ek_list *list = &in->study->comparison.weighting.variables;
  const struct ek_name *name = list->items;
  for (size_t i = 0; i < list->n; i++) if (names(&name[i], variable, background)) return &name[i];
  return NULL;
}

static struct ek_trait *trait_of(struct ek_intake *in, const char *variable, bool background) {
  struct ek_people *p = in->people;
  struct ek_trait *t = (struct ek_trait *)ek_trait_find(p, variable);
  if (t != NULL) return t;
  t = ek_list_push(p->arena, &p->traits, sizeof *t);
  *t = (struct ek_trait){.variable = variable, .modelled = named_by_study(in, variable, background)};
  return t;
}

/* Room for all members; those of the first file are kept. */
static void widen(struct ek_trait *t, struct ek_people *p, size_t first, bool number) {
  uint16_t *code = t->code;
  double *value = t->number;
  if (number) {
    t->number = ek_alloc_array(p->arena, p->n, sizeof *value);
    for (size_t i = 0; i < first; i++) t->number[i] = value != NULL ? value[i] : NAN;
    return;
  }
  t->code = ek_alloc_array(p->arena, p->n, sizeof *code);
  for (size_t i = 0; i < first && code != NULL; i++) t->code[i] = code[i];
}

/* 0: there are too many. */
static uint16_t category_of(struct ek_trait *t, struct ek_arena *arena, const char *word, bool own) {
  const char *const *words = t->words.items;
  size_t at = 0;
  while (at < t->words.n && strcmp(words[at], word) != 0) at++;
  if (at == EK_MOST_CATEGORIES) return 0;
  if (at == t->words.n) *(const char **)ek_list_push(arena, &t->words, sizeof word) = word;
  t->own[at] |= own;
  return (uint16_t)(at + 1);
}

static void too_many(struct ek_intake *in, struct ek_trait *t) {
  if (t->modelled == NULL) return;
  ek_error(in->diags, t->modelled->pos, "gather them under values, or take it away from variables",
           "'%s' has more than %d different values: too many to weigh by", t->modelled->text, EK_MOST_CATEGORIES);
}

static void add_role(struct ek_intake *in, const struct ek_role_of *role, size_t first) {
  struct ek_people *p = in->people;
  const struct ek_column *c = &in->columns->columns[role->column];
  const char *variable = ek_role_variable(role);
  bool number = role->kind == EK_ROLE_AGE, full = false;
  if (variable == NULL || role->meaning == NULL) return;
  struct ek_trait *t = trait_of(in, variable, role->kind == EK_ROLE_BACKGROUND);
  t->known[in->compared] = true;
  widen(t, p, first, number);
  uint16_t *category = ek_alloc_array(in->arena, c->n, sizeof *category);
  bool *seen = ek_alloc_array(in->arena, c->n, sizeof *seen);
  for (size_t i = first; i < p->n; i++) {
    uint32_t code = c->codes[in->rows[i - first]];
    if (number) {
      t->number[i] = role->meaning->number[code];
      continue;
    }
    if (!seen[code] && role->meaning->word[code] != NULL) {
      category[code] = category_of(t, p->arena, role->meaning->word[code], role->meaning->own[code]);
      full |= category[code] == 0;
    }
    seen[code] = true;
    t->code[i] = category[code];
  }
  if (full) too_many(in, t);
}

/* A variable that the study names and no column of the file says. */
static void no_column(struct ek_intake *in, const struct ek_name *name) {
  const struct ek_role_of *roles = in->roles.items;
  const char **words = ek_alloc_array(in->arena, in->roles.n + 1, sizeof *words);
  size_t n = 0;
  const char *key = strncmp(name->text, BACKGROUND, strlen(BACKGROUND)) == 0
                        ? name->text : ek_sprintf(in->arena, BACKGROUND "%s", name->text);
  words[n++] = STATES;
  for (size_t i = 0; i < in->roles.n; i++) {
    const char *variable = ek_role_variable(&roles[i]);
    if (variable != NULL) words[n++] = roles[i].kind == EK_ROLE_BACKGROUND ? ek_sprintf(in->arena, BACKGROUND "%s", variable) : variable;
  }
  for (size_t i = 0; i < KNOWN; i++) if (names(name, known[i].name, false)) key = known[i].name;
  const char *near = ek_text_nearest(name->text, words, n);
  if (near == NULL && roles != NULL) { /* a background column by its name alone */
    for (size_t i = 0; i < in->roles.n && near == NULL; i++) {
      const char *one = roles[i].kind == EK_ROLE_BACKGROUND ? roles[i].name : NULL;
      near = one != NULL ? ek_text_nearest(name->text, &one, 1) : NULL;
    }
  }
  const char *hint = near != NULL ? ek_sprintf(in->arena, "did you mean '%s'?", near)
                                  : ek_sprintf(in->arena, "write columns: {%s: …} for it, or take it away from variables", key);
  ek_error(in->diags, name->pos, hint, "no column of '%s' says what '%s' is: both files must, to weigh by it", in->file->name, name->text);
}

bool ek_traits_add(struct ek_intake *in, size_t first) {
  const struct ek_weighting_terms *w = &in->study->comparison.weighting;
  const struct ek_name *name = w->variables.items;
  const struct ek_role_of *roles = in->roles.items;
  size_t errors = ek_diags_errors(in->diags);
  if (!w->present) return true;
  for (size_t i = 0; i < in->roles.n; i++) add_role(in, &roles[i], first);
  struct ek_trait *states = trait_of(in, STATES, false);
  states->known[in->compared] = true;
  struct ek_trait *t = in->people->traits.items;
  for (size_t i = 0; i < w->variables.n; i++) {
    bool said = false;
    for (size_t k = 0; k < in->people->traits.n; k++) said |= t[k].modelled == &name[i] && t[k].known[in->compared];
    if (!said) no_column(in, &name[i]);
  }
  for (size_t k = 0; k < in->people->traits.n; k++) { /* said by the other file alone */
    if (!t[k].known[in->compared] && (t[k].code != NULL || t[k].number != NULL)) widen(&t[k], in->people, first, t[k].number != NULL);
    for (size_t i = first; !t[k].known[in->compared] && t[k].number != NULL && i < in->people->n; i++) t[k].number[i] = NAN;
  }
  return ek_diags_errors(in->diags) == errors;
}
