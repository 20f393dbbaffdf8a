/* Groups of participants by what is said of them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "people/intake.h"

#define MOST_GROUPS 400 /* Sweden has 290 municipalities */

static const struct {
  const char *name, *alias;
  enum ek_role_kind kind;
} known[] = {{"sex", "kön", EK_ROLE_SEX},
             {"age_band", "ålder", EK_ROLE_AGE},
             {"education", "utbildning", EK_ROLE_EDUCATION},
             {"household", "hushåll", EK_ROLE_HOUSEHOLD},
             {"municipality", "kommun", EK_ROLE_MUNICIPALITY}};
#define KNOWN (sizeof known / sizeof *known)

/* The column of a breakdown: one of those that are known, or a background variable. */
static const struct ek_role_of *role_of(const struct ek_intake *in, const char *name) {
  for (size_t i = 0; i < KNOWN; i++) {
    if (strcmp(known[i].name, name) == 0) return ek_intake_role(in, known[i].kind, EK_ANY_PHASE);
  }
  const struct ek_role_of *roles = in->roles.items;
  for (size_t i = 0; i < in->roles.n; i++) {
    if (roles[i].kind == EK_ROLE_BACKGROUND && ek_text_same(roles[i].name, name)) return &roles[i];
  }
  for (size_t i = 0; i < KNOWN; i++) { /* the file's own words for them come first */
    if (strcmp(known[i].alias, name) == 0) return ek_intake_role(in, known[i].kind, EK_ANY_PHASE);
  }
  return NULL;
}

/* As in the study's English, however it was asked for. */
static const char *name_of(const struct ek_role_of *role, const char *asked) {
  for (size_t i = 0; i < KNOWN; i++) {
    if (known[i].kind == role->kind && strcmp(known[i].alias, asked) == 0) return known[i].name;
  }
  return asked;
}

static bool no_column(struct ek_intake *in, const struct ek_name *name) {
  const struct ek_role_of *roles = in->roles.items;
  const char **words = ek_alloc_array(in->arena, in->roles.n + KNOWN, sizeof *words);
  size_t n = 0;
  bool is_known = false;
  for (size_t i = 0; i < KNOWN; i++) {
    is_known |= strcmp(known[i].name, name->text) == 0 || strcmp(known[i].alias, name->text) == 0;
    if (role_of(in, known[i].name) != NULL) words[n++] = known[i].name;
  }
  for (size_t i = 0; i < in->roles.n; i++) {
    if (roles[i].kind == EK_ROLE_BACKGROUND) words[n++] = roles[i].name;
  }
  const char *near = ek_text_nearest(name->text, words, n);
  struct ek_buffer hint = {.arena = in->arena};
  if (near != NULL) ek_buffer_addf(&hint, "did you mean '%s'?", near);
  else if (is_known) ek_buffer_addf(&hint, "write columns: {%s: …}", strcmp(name->text, "age_band") == 0 ? "age" : name->text);
  else {
    ek_buffer_add(&hint, n > 0 ? "there are " : "write columns: {background.NAME: …}");
    for (size_t i = 0; i < n; i++) ek_buffer_addf(&hint, "%s%s", i > 0 ? ", " : "", words[i]);
  }
  return ek_error(in->diags, name->pos, ek_buffer_text(&hint), "no column says which '%s' a participant belongs to", name->text);
}

/* "16–24", "25–34", "50–". The first begins at nothing in particular: "–24". */
static const char *band_of(const struct ek_intake *in, double age) {
  const int *from = in->study->participants.age_bands.items;
  size_t n = in->study->participants.age_bands.n, at = 0;
  if (isnan(age)) return NULL;
  while (at < n && age >= from[at]) at++;
  if (n == 0) return "–";
  if (at == 0) return ek_sprintf(in->people->arena, "–%d", from[0] - 1);
  if (at == n) return ek_sprintf(in->people->arena, "%d–", from[n - 1]);
  return ek_sprintf(in->people->arena, "%d–%d", from[at - 1], from[at] - 1);
}

static const char *word_of(const struct ek_intake *in, const struct ek_role_of *role, uint32_t code) {
  if (role->kind == EK_ROLE_AGE) return band_of(in, role->meaning->number[code]);
  return role->meaning->word[code];
}

/* The groups in the order in which people read them: ages rising, others by their words; those
 * of whom nothing is said last. */
struct group {
  const char *label;
  double order;
  size_t first; /* its number before they were put in order */
  bool own;     /* what it is called stands in the file alone */
};

static int by_order(const void *a, const void *b) {
  const struct group *x = a, *y = b;
  if (x->order < y->order || x->order > y->order) return x->order < y->order ? -1 : 1;
  return strcmp(x->label, y->label);
}

static size_t group_of(struct group *groups, size_t *n, const char *label, double order) {
  for (size_t i = 0; i < *n; i++) {
    if (strcmp(groups[i].label, label) == 0) return i;
  }
  if (*n == MOST_GROUPS) return MOST_GROUPS;
  groups[*n] = (struct group){label, order, *n, false};
  return (*n)++;
}

/* The group of each text of the column; false when there are too many to show. */
static bool groups_of_codes(const struct ek_intake *in, const struct ek_role_of *role, struct group *groups,
                            size_t *n, uint16_t *of_code) {
  for (size_t code = 0; code < in->columns->columns[role->column].n; code++) {
    const char *word = word_of(in, role, (uint32_t)code);
    double order = word == NULL ? 2e9 : role->kind == EK_ROLE_AGE ? strtod(word[0] < '0' || word[0] > '9' ? "0" : word, NULL) : 0;
    size_t at = group_of(groups, n, word != NULL ? word : "", order);
    if (at == MOST_GROUPS) return false;
    groups[at].own |= word != NULL && role->kind != EK_ROLE_AGE && role->meaning->own[code];
    of_code[code] = (uint16_t)at;
  }
  return true;
}

/* What few are called, in words of the file's, is not told: it may be what somebody wrote of one. */
static void hide_labels(struct ek_intake *in, const struct group *groups, size_t n, const size_t *counts,
                        struct ek_breakdown *out) {
  const bool *masked = ek_mask_groups(in->arena, out->counts, out->n);
  for (size_t i = 0, kept = 0; i < n; i++) {
    if (counts[groups[i].first] == 0) continue;
    if (masked[kept] && groups[i].own) out->labels[kept] = EK_NOT_TOLD;
    kept++;
  }
}

static bool make(struct ek_intake *in, const struct ek_role_of *role, const char *name, struct ek_pos pos,
                 struct ek_breakdown *out) {
  struct ek_people *p = in->people;
  const struct ek_column *column = &in->columns->columns[role->column];
  struct group *groups = ek_alloc_array(in->arena, MOST_GROUPS, sizeof *groups);
  uint16_t *of_code = ek_alloc_array(in->arena, column->n, sizeof *of_code);
  uint16_t place[MOST_GROUPS];
  size_t n = 0, kept = 0;
  if (!groups_of_codes(in, role, groups, &n, of_code)) {
    return ek_error(in->diags, pos, "gather them under values, or choose another column",
                    "'%s' has more than %d different values: too many groups", role->written->text, MOST_GROUPS);
  }
  size_t *counts = ek_alloc_array(in->arena, n, sizeof *counts);
  for (size_t i = 0; i < p->participants; i++) counts[of_code[column->codes[in->rows[i]]]]++;
  qsort(groups, n, sizeof *groups, by_order);
  out->name = name;
  out->labels = ek_alloc_array(p->arena, n, sizeof *out->labels);
  out->counts = ek_alloc_array(p->arena, n, sizeof *out->counts);
  out->group = ek_alloc_array(p->arena, p->participants, sizeof *out->group);
  for (size_t i = 0; i < n; i++) {
    if (counts[groups[i].first] == 0) continue; /* only in rows that were left out */
    place[groups[i].first] = (uint16_t)kept;
    out->labels[kept] = groups[i].label;
    out->counts[kept++] = counts[groups[i].first];
  }
  out->n = kept;
  hide_labels(in, groups, n, counts, out);
  for (size_t i = 0; i < p->participants; i++) out->group[i] = place[of_code[column->codes[in->rows[i]]]];
  return true;
}

/* Places where somebody lives and that bear nothing of the costs. */
static void warn_unshared(struct ek_intake *in, const struct ek_municipal_split *split, const struct ek_named_value *share) {
  const struct ek_breakdown *m = &in->people->municipality;
  for (size_t g = 0; g < m->n; g++) {
    const char *label = ek_text_lower(in->arena, m->labels[g]);
    bool there = *label == '\0' || m->counts[g] < EK_FEWEST;
    for (size_t k = 0; k < split->financing->shares.n; k++) there |= strcmp(ek_text_lower(in->arena, share[k].name.text), label) == 0;
    if (there) continue;
    ek_warning(in->diags, split->financing->name.pos, "give it a share, or 0 %",
               "participants live in '%s', which has no share of what '%s' pays", m->labels[g], split->financing->name.text);
  }
}

/* Shares of costs are stated for municipalities that somebody lives in. */
static bool check_municipal(struct ek_intake *in) {
  const struct ek_municipal_split *split = in->study->municipal.items;
  const struct ek_breakdown *m = &in->people->municipality;
  bool fine = true;
  for (size_t i = 0; i < in->study->municipal.n; i++) {
    const struct ek_named_value *share = split[i].financing->shares.items;
    for (size_t k = 0; k < split[i].financing->shares.n; k++) {
      bool there = false;
      const char *named = ek_text_lower(in->arena, share[k].name.text);
      for (size_t g = 0; g < m->n; g++) there |= strcmp(ek_text_lower(in->arena, m->labels[g]), named) == 0;
      if (there) continue;
      const char *near = ek_text_nearest(share[k].name.text, m->labels, m->n);
      ek_error(in->diags, share[k].name.pos, near != NULL ? ek_sprintf(in->arena, "did you mean '%s'?", near) : NULL,
               m->n == 0 ? "no column says in which municipality '%s' or another a participant lives"
                         : "no participant lives in '%s'", share[k].name.text);
      fine = false;
    }
    if (fine) warn_unshared(in, &split[i], share);
  }
  return fine;
}

bool ek_breakdowns_make(struct ek_intake *in, const struct ek_list *by) {
  const struct ek_list *wanted = by != NULL && by->n > 0 ? by : &in->study->breakdown;
  const struct ek_name *names = wanted->items;
  const struct ek_role_of *m = role_of(in, "municipality");
  bool fine = m == NULL || make(in, m, "municipality", m->written->pos, &in->people->municipality);
  for (size_t i = 0; i < wanted->n; i++) {
    const struct ek_role_of *role = role_of(in, names[i].text);
    if (role == NULL) {
      fine = no_column(in, &names[i]);
      continue;
    }
    struct ek_breakdown *b = ek_list_push(in->people->arena, &in->people->breakdowns, sizeof *b);
    fine &= make(in, role, name_of(role, names[i].text), names[i].pos, b);
  }
  return check_municipal(in) && fine;
}
