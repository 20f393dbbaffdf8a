/* Reads answers: columns get roles, texts a meaning, rows become answers in an order of their own. */
#include "indicators/answers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "indicators/answers_parts.h"
#include "privacy/identity.h"
#include "read/intern.h"

static const char *const roles[EK_ANSWER_ROLES] = {"item", "answer", "id", "group", "organisation", "period"};
static const enum ek_answer_role role_of_part[EK_ANSWER_PARTS] = {EK_ANSWER_GROUP, EK_ANSWER_ORGANISATION, EK_ANSWER_PERIOD};

/* --- what is wrong in rows ---------------------------------------------------------------- */

struct ek_answer_problem {
  struct ek_pos pos;
  enum ek_answer_role role;
  bool error;
  const char *message, *hint;
  size_t rows;
};

bool ek_answers_problem(struct ek_answers_reader *r, size_t row, enum ek_answer_role role, bool error, const char *message, const char *hint) {
  struct ek_answer_problem *p = r->problems.items;
  for (size_t i = 0; i < r->problems.n; i++) {
    if (p[i].role != role || !ek_text_same(p[i].message, message)) continue;
    p[i].rows++;
    return false;
  }
  struct ek_pos pos = ek_columns_pos(r->columns, row, r->column[role]);
  *(struct ek_answer_problem *)ek_list_push(r->arena, &r->problems, sizeof *p) = (struct ek_answer_problem){pos, role, error, message, hint, 1};
  return false;
}

void ek_answers_tell(struct ek_answers_reader *r) {
  const struct ek_answer_problem *p = r->problems.items;
  for (size_t i = 0; i < r->problems.n; i++) {
    const char *more = p[i].rows > 2 ? ek_sprintf(r->arena, " (and %zu more rows)", p[i].rows - 1) : p[i].rows == 2 ? " (and one more row)" : "";
    if (p[i].error) ek_error(r->diags, p[i].pos, p[i].hint, "'%s': %s%s", r->written[p[i].role]->text, p[i].message, more);
    else ek_warning(r->diags, p[i].pos, p[i].hint, "'%s': %s%s", r->written[p[i].role]->text, p[i].message, more);
  }
  const struct ek_odd_row *odd = r->columns->odd.items;
  for (size_t i = 0; i < r->columns->odd.n; i++) {
    ek_error(r->diags, ek_columns_odd_pos(r->columns, &odd[i]), "put a cell that holds the delimiter in quotes",
             "another number of cells than in the first row: %zu, not %zu", odd[i].cells, r->columns->n);
  }
}

/* --- columns ------------------------------------------------------------------------------ */

static void take_roles(struct ek_answers_reader *r) {
  const struct ek_named_text *c = r->terms->columns.items;
  for (size_t i = 0; i < r->terms->columns.n; i++) {
    size_t k = 0;
    while (k < EK_ANSWER_ROLES && !ek_text_same(roles[k], c[i].name.text)) k++;
    if (k < EK_ANSWER_ROLES) {
      r->written[k] = &c[i];
      continue;
    }
    const char *near = ek_text_nearest(c[i].name.text, roles, EK_ANSWER_ROLES);
    ek_error(r->diags, c[i].name.pos, near != NULL ? ek_sprintf(r->arena, "did you mean '%s'?", near) : "there are item, answer, period, group, organisation and id",
             "no column of answers is a '%s'", c[i].name.text);
  }
  static const enum ek_answer_role needed[] = {EK_ANSWER_ITEM, EK_ANSWER_VALUE, EK_ANSWER_PERIOD};
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    if (r->written[needed[i]] == NULL) ek_error(r->diags, r->terms->pos, ek_sprintf(r->arena, "write columns: {%s: …}", roles[needed[i]]), "no column is the '%s'", roles[needed[i]]);
  }
}

static enum ek_want want(void *data, const char *name) {
  const struct ek_answers_reader *r = data;
  for (size_t i = 0; i < EK_ANSWER_ROLES; i++) if (r->written[i] != NULL && ek_text_same(r->written[i]->text, name)) return EK_WANT_CODES;
  return EK_WANT_SAMPLE;
}

static const char *near_column(const struct ek_answers_reader *r, const char *name) {
  const char **names = ek_alloc_array(r->arena, r->columns->n, sizeof *names);
  for (size_t i = 0; i < r->columns->n; i++) names[i] = r->columns->columns[i].name;
  const char *near = ek_text_nearest(name, names, r->columns->n);
  return near != NULL ? ek_sprintf(r->arena, "did you mean '%s'?", near) : "`columns` names columns as they stand in the first row";
}

static void place_roles(struct ek_answers_reader *r) {
  for (size_t i = 0; i < EK_ANSWER_ROLES; i++) {
    if (r->written[i] == NULL) continue;
    int at = ek_columns_find(r->columns, r->written[i]->text);
    if (at >= 0) r->column[i] = (size_t)at;
    else ek_error(r->diags, r->written[i]->pos, near_column(r, r->written[i]->text), "'%s' has no column '%s'", r->terms->answers.text, r->written[i]->text);
    for (size_t k = 0; k < i; k++) {
      if (r->written[k] == NULL || !ek_text_same(r->written[k]->text, r->written[i]->text)) continue;
      ek_error(r->diags, r->written[i]->pos, "give each its own column", "'%s' is both %s and %s", r->written[i]->text, roles[k], roles[i]);
    }
  }
}

static bool open_file(struct ek_answers_reader *r, const struct ek_study *study) {
  struct ek_diags *own = ek_diags_new(r->arena);
  const struct ek_source *source = ek_file_read_secret(r->arena, ek_study_beside(r->arena, study, &r->terms->answers), own);
  size_t n, errors = ek_diags_errors(r->diags);
  const struct ek_diag *d = ek_diags_sorted(own, &n);
  for (size_t i = 0; i < n; i++) ek_system_error(r->diags, r->terms->answers.pos, d[i].hint, "'%s': %s", r->terms->answers.text, d[i].message);
  if (source == NULL) return false;
  r->columns = ek_columns_read(r->arena, source, want, r, r->diags);
  if (r->columns == NULL || !ek_identity_check(r->columns, r->diags)) return false;
  r->a->pos = (struct ek_pos){.source = r->columns->source};
  r->a->encoding = r->columns->encoding;
  r->a->delimiter = r->columns->delimiter;
  place_roles(r);
  return ek_diags_errors(r->diags) == errors;
}

/* --- words in order ----------------------------------------------------------------------- */

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static size_t index_of(const struct ek_list *words, const char *text) {
  const char *const *w = words->items;
  size_t i = 0;
  while (i < words->n && strcmp(w[i], text) != 0) i++;
  return i;
}

/* The words that rows have in a column, ordered; a number of its place for each code. */
static uint32_t *order_words(struct ek_answers_reader *r, enum ek_answer_part part) {
  struct ek_list *words = &r->a->words[part];
  enum ek_answer_role role = role_of_part[part];
  if (r->written[role] == NULL) {
    *(const char **)ek_list_push(r->arena, words, sizeof(char *)) = "";
    return NULL;
  }
  r->a->has[part] = true;
  const struct ek_column *c = ek_answer_column(r, role);
  bool *seen = ek_alloc_array(r->arena, c->n, sizeof *seen);
  for (size_t i = 0; i < r->columns->rows; i++) {
    uint32_t code = c->codes[i];
    if (*c->texts[code] == '\0') ek_answers_problem(r, i, role, true, "nothing is said", "every answer needs it");
    seen[code] = true;
  }
  for (size_t k = 0; k < c->n; k++) if (seen[k] && *c->texts[k] != '\0') *(const char **)ek_list_push(r->arena, words, sizeof(char *)) = c->texts[k];
  if (words->n > 1) qsort(words->items, words->n, sizeof(char *), by_text);
  uint32_t *place = ek_alloc_array(r->arena, c->n, sizeof *place);
  for (size_t k = 0; k < c->n; k++) place[k] = (uint32_t)index_of(words, c->texts[k]);
  return place;
}

/* Periods as the study orders them; all that the file has must be among them. */
static void order_periods(struct ek_answers_reader *r, uint32_t *place) {
  struct ek_list *words = &r->a->words[EK_PART_PERIOD], stated = {0};
  const struct ek_name *p = r->terms->periods.items;
  if (r->terms->periods.n == 0) return;
  for (size_t i = 0; i < r->terms->periods.n; i++) {
    if (index_of(words, p[i].text) == words->n) ek_error(r->diags, p[i].pos, "write it as it stands in the file", "no answer is from the period '%s'", p[i].text);
    if (index_of(&stated, p[i].text) < stated.n) ek_error(r->diags, p[i].pos, "keep one of them", "the period '%s' stands there twice", p[i].text);
    *(const char **)ek_list_push(r->arena, &stated, sizeof(char *)) = p[i].text;
  }
  const struct ek_column *c = ek_answer_column(r, EK_ANSWER_PERIOD);
  for (size_t k = 0; k < c->n; k++) place[k] = (uint32_t)index_of(&stated, c->texts[k]);
  for (size_t i = 0; i < r->columns->rows; i++) {
    if (place[c->codes[i]] == stated.n && *c->texts[c->codes[i]] != '\0') ek_answers_problem(r, i, EK_ANSWER_PERIOD, true, "a period that 'periods' does not name", NULL);
  }
  *words = stated;
}

static void find_baseline(struct ek_answers_reader *r) {
  const struct ek_name *b = &r->terms->baseline;
  const struct ek_list *words = &r->a->words[EK_PART_PERIOD];
  r->a->baseline = -1;
  if (b->text == NULL) return;
  size_t at = index_of(words, b->text);
  if (at < words->n) r->a->baseline = (int)at;
  else ek_error(r->diags, b->pos, "write it as it stands in the file; leave it out when nothing was measured before", "no answer is from the period '%s'", b->text);
}

/* --- rows ---------------------------------------------------------------------------------- */

/* Respondents as numbers that follow their texts, from 1: one id in two groups is two persons. */
struct respondent {
  const char *id;
  uint32_t part[2], first;
};

static int by_respondent(const void *a, const void *b) {
  const struct respondent *x = a, *y = b;
  for (int k = 0; k < 2; k++) if (x->part[k] != y->part[k]) return x->part[k] < y->part[k] ? -1 : 1;
  return strcmp(x->id, y->id);
}

static void number_respondents(struct ek_answers_reader *r, const uint32_t *ids) {
  struct ek_answers *a = r->a;
  const struct ek_column *c = ek_answer_column(r, EK_ANSWER_ID);
  struct ek_intern *known = ek_intern_new(r->arena);
  struct ek_list all = {0};
  for (size_t i = 0; i < a->n; i++) {
    uint32_t key[3] = {ids[i], a->answers[i].part[EK_PART_GROUP], a->answers[i].part[EK_PART_ORGANISATION]};
    uint32_t at = ek_intern(known, (const char *)key, sizeof key);
    a->answers[i].who = at;
    if (at == all.n) *(struct respondent *)ek_list_push(r->arena, &all, sizeof(struct respondent)) = (struct respondent){c->texts[ids[i]], {key[1], key[2]}, at};
  }
  struct respondent *p = all.items;
  if (all.n > 1) qsort(p, all.n, sizeof *p, by_respondent);
  uint32_t *place = ek_alloc_array(r->arena, all.n, sizeof *place);
  for (size_t i = 0; i < all.n; i++) place[p[i].first] = (uint32_t)i + 1;
  for (size_t i = 0; i < a->n; i++) a->answers[i].who = place[a->answers[i].who];
  a->respondents = all.n;
}

/* An answer to the same question in the same period by the same person counts once. */
static void check_twice(struct ek_answers_reader *r, const size_t *rows) {
  struct ek_intern *known = ek_intern_new(r->arena);
  for (size_t i = 0; i < r->a->n; i++) {
    const struct ek_answer *x = &r->a->answers[i];
    uint32_t key[3] = {x->who, x->item, x->part[EK_PART_PERIOD]};
    if (ek_intern(known, (const char *)key, sizeof key) == i) continue;
    ek_answers_problem(r, rows[i], EK_ANSWER_ID, true, "the same person answers the same question again in the same period", "take one of the rows away");
    return;
  }
}

static bool take_row(struct ek_answers_reader *r, size_t row, uint32_t *const *places, struct ek_answer *out) {
  uint32_t item = ek_answer_code(r, EK_ANSWER_ITEM, row);
  const struct ek_question *q = &r->questions[item];
  if (q->measured < 0) {
    if (q->stated) return false; /* its indicator is wrong, which is told */
    r->a->left_out++;
    return ek_answers_problem(r, row, EK_ANSWER_ITEM, false, "left out: a question that is no indicator's", "say under `items` which it is, if it is one");
  }
  *out = (struct ek_answer){.indicator = (uint32_t)q->measured, .item = item};
  for (int k = 0; k < EK_ANSWER_PARTS; k++) out->part[k] = places[k] != NULL ? places[k][ek_answer_code(r, role_of_part[k], row)] : 0;
  if (r->written[EK_ANSWER_ID] != NULL && *ek_answer_column(r, EK_ANSWER_ID)->texts[ek_answer_code(r, EK_ANSWER_ID, row)] == '\0') {
    return ek_answers_problem(r, row, EK_ANSWER_ID, true, "nothing is said", "every answer needs it");
  }
  uint32_t code = ek_answer_code(r, EK_ANSWER_VALUE, row);
  struct ek_reading read = r->common[code];
  if (q->scale != &r->terms->scale) read = ek_answer_reading(r->arena, q->scale, &r->terms->missing, ek_answer_column(r, EK_ANSWER_VALUE)->texts[code]);
  if (read.said && isnan(read.value) && r->scales_fine) return ek_answers_problem(r, row, EK_ANSWER_VALUE, true, "not on the scale", "say under `labels` of the scale what words stand for, or under `missing` that they say nothing");
  out->value = q->reversed ? q->scale->from + q->scale->to - read.value : read.value;
  out->positive = read.said && ek_answer_is_positive(q->scale, out->value);
  return true;
}

static void read_texts(struct ek_answers_reader *r) {
  const struct ek_column *c = ek_answer_column(r, EK_ANSWER_VALUE);
  r->common = ek_alloc_array(r->arena, c->n, sizeof *r->common);
  for (size_t k = 0; k < c->n; k++) r->common[k] = ek_answer_reading(r->arena, &r->terms->scale, &r->terms->missing, c->texts[k]);
}

static void take_rows(struct ek_answers_reader *r) {
  uint32_t *places[EK_ANSWER_PARTS];
  for (int k = 0; k < EK_ANSWER_PARTS; k++) places[k] = order_words(r, (enum ek_answer_part)k);
  order_periods(r, places[EK_PART_PERIOD]);
  find_baseline(r);
  size_t n = r->columns->rows, *rows = ek_alloc_array(r->arena, n, sizeof *rows);
  uint32_t *ids = ek_alloc_array(r->arena, n, sizeof *ids);
  r->a->answers = ek_alloc_array(r->arena, n, sizeof *r->a->answers);
  r->a->identified = r->written[EK_ANSWER_ID] != NULL;
  for (size_t row = 0; row < n; row++) {
    if (!take_row(r, row, places, &r->a->answers[r->a->n])) continue;
    ids[r->a->n] = r->a->identified ? ek_answer_code(r, EK_ANSWER_ID, row) : 0;
    rows[r->a->n++] = row;
  }
  if (!r->a->identified) return;
  number_respondents(r, ids);
  check_twice(r, rows);
}

struct ek_answers *ek_answers_read(struct ek_arena *arena, const struct ek_study *study, const struct ek_indicator_list *list, struct ek_diags *diags) {
  size_t errors = ek_diags_errors(diags);
  struct ek_answers *a = ek_alloc(arena, sizeof *a);
  *a = (struct ek_answers){.arena = arena, .study = study, .list = list};
  struct ek_answers_reader r = {.arena = arena, .diags = diags, .terms = &study->indicators, .a = a};
  take_roles(&r);
  if (ek_diags_errors(diags) > errors || !open_file(&r, study)) return NULL;
  ek_answers_questions(&r);
  read_texts(&r);
  take_rows(&r);
  ek_answers_tell(&r);
  if (ek_diags_errors(diags) == errors && a->n == 0) ek_error(diags, a->pos, "say under `items` which question is which indicator's", "no row of the file is an answer about an indicator");
  return ek_diags_errors(diags) > errors ? NULL : a;
}
