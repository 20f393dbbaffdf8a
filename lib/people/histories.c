/* Opens a file of histories, numbers its states and covariates, and says which moves there are. */
#include "people/histories.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "people/histories_parts.h"
#include "people/overview.h"
#include "people/problems.h"

/* --- what the columns are ---------------------------------------------------------------- */

static const struct ek_role_of *role_named(const struct ek_intake *in, const char *name) {
  static const struct {
    const char *name;
    enum ek_role_kind kind;
  } known[] = {{"side", EK_ROLE_SIDE}, {"sex", EK_ROLE_SEX}, {"education", EK_ROLE_EDUCATION}, {"municipality", EK_ROLE_MUNICIPALITY}};
  const struct ek_role_of *roles = in->roles.items;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (strcmp(known[i].name, name) == 0) return ek_intake_role(in, known[i].kind, EK_ANY_PHASE);
  }
  for (size_t i = 0; i < in->roles.n; i++) {
    if (roles[i].kind == EK_ROLE_BACKGROUND && ek_text_same(roles[i].name, name)) return &roles[i];
  }
  return NULL;
}

static void add_factor(struct ek_historian *hs, const struct ek_name *name) {
  struct ek_intake *in = hs->in;
  const struct ek_role_of *role = name->text != NULL ? role_named(in, name->text) : NULL;
  if (role == NULL) {
    bool age = ek_text_same(name->text, "age");
    ek_error(in->diags, name->pos, age ? "put ages together in a column of their own: background.NAME"
                                       : ek_sprintf(in->arena, "write columns: {side: …}, {sex: …}, or {background.%s: …}", name->text),
             "no column is said to be '%s'", name->text);
    return;
  }
  struct ek_factor_column *c = ek_list_push(in->arena, &hs->columns, sizeof *c);
  const struct ek_column *column = &in->columns->columns[role->column];
  c->role = role;
  c->word = ek_alloc_array(in->arena, column->n, sizeof *c->word);
  for (size_t code = 0; code < column->n; code++) {
    const char *word = role->meaning->word[code];
    const char *const *words = c->words.items;
    size_t at = 0;
    c->word[code] = EK_NO_STATE;
    if (word == NULL) continue;
    while (at < c->words.n && !ek_text_same(words[at], word)) at++;
    if (at == c->words.n) *(const char **)ek_list_push(in->arena, &c->words, sizeof word) = word;
    c->word[code] = (uint32_t)at;
  }
}

static void find_columns(struct ek_historian *hs) {
  const struct ek_estimate *e = hs->in->estimate;
  const struct ek_name *covariates = e->covariates.items;
  for (size_t i = 0; i < e->covariates.n; i++) add_factor(hs, &covariates[i]);
  hs->by = e->by.text != NULL;
  if (hs->by) add_factor(hs, &e->by);
  hs->id = ek_intake_role(hs->in, EK_ROLE_ID, EK_ANY_PHASE);
  hs->state = ek_intake_role(hs->in, EK_ROLE_STATE, EK_ANY_PHASE);
  hs->date = ek_intake_role(hs->in, EK_ROLE_DATE, EK_ANY_PHASE);
  hs->entry = ek_intake_role(hs->in, EK_ROLE_ENTRY, EK_ANY_PHASE);
  hs->from = ek_intake_role(hs->in, EK_ROLE_FROM, EK_ANY_PHASE);
  hs->to = ek_intake_role(hs->in, EK_ROLE_TO, EK_ANY_PHASE);
  hs->count = ek_intake_role(hs->in, EK_ROLE_COUNT, EK_ANY_PHASE);
  hs->came = ek_intake_role(hs->in, EK_ROLE_STATE, EK_BEFORE);
  hs->went = ek_intake_role(hs->in, EK_ROLE_STATE, EK_AFTER);
}

uint32_t ek_historian_state(struct ek_historian *hs, const struct ek_role_of *role, size_t row) {
  const char *word = role->meaning->word[ek_code(hs->in, role, row)];
  const char *const *words = hs->words.items;
  if (word == NULL) return EK_NO_STATE;
  for (size_t i = 0; i < hs->words.n; i++) if (words[i] == word || strcmp(words[i], word) == 0) return (uint32_t)i;
  *(const char **)ek_list_push(hs->in->arena, &hs->words, sizeof word) = word;
  return (uint32_t)hs->words.n - 1;
}

bool ek_historian_pattern(struct ek_historian *hs, size_t row, uint32_t *pattern, uint32_t *group) {
  const struct ek_factor_column *c = hs->columns.items;
  uint32_t key[EK_MOST_ROLES] = {0};
  size_t n = hs->columns.n - (hs->by ? 1 : 0);
  for (size_t i = 0; i < hs->columns.n; i++) {
    uint32_t word = c[i].word[ek_code(hs->in, c[i].role, row)];
    if (word == EK_NO_STATE) return ek_intake_row_problem(hs->in, row, c[i].role, true, EK_PROBLEM_NO_COVARIATE, NULL);
    if (i < n) key[i] = word;
    else *group = word;
  }
  *pattern = ek_intern(hs->kinds, (const char *)key, n * sizeof *key);
  return true;
}

/* --- factors ----------------------------------------------------------------------------- */

/* Where the study says a word first among the values of the column; behind all when it does not. */
static size_t place_in_values(const struct ek_historian *hs, const struct ek_factor_column *c, const char *word) {
  const struct ek_named_texts *v = hs->in->spec->values.items;
  if (c->role->kind == EK_ROLE_SIDE) return strcmp(word, EK_SIDE_WITHOUT) != 0;
  for (size_t i = 0; i < hs->in->spec->values.n; i++) {
    const struct ek_named_text *t = v[i].texts.items;
    if (!ek_text_same(v[i].name.text, c->role->written->text)) continue;
    for (size_t k = 0; k < v[i].texts.n; k++) if (ek_text_same(t[k].text, word)) return k;
  }
  return SIZE_MAX;
}

/* The words' order: as the study names them, others by the alphabet, never as the file has them. */
static uint32_t *word_order(struct ek_historian *hs, const struct ek_factor_column *c) {
  const char *const *words = c->words.items;
  uint32_t *rank = ek_alloc_array(hs->in->arena, c->words.n, sizeof *rank);
  for (size_t i = 0; i < c->words.n; i++) {
    size_t own = place_in_values(hs, c, words[i]);
    for (size_t k = 0; k < c->words.n; k++) {
      size_t other = place_in_values(hs, c, words[k]);
      rank[i] += other < own || (other == own && strcmp(words[k], words[i]) < 0);
    }
  }
  return rank;
}

/* How many persons have each word, of those that are in steps; `of` gives the word of a step. */
static void count_words(struct ek_historian *hs, struct ek_factor *f, const uint32_t *word_of_pattern, bool by) {
  const struct ek_sojourn *s = hs->steps.items;
  uint32_t *last = ek_alloc_array(hs->in->arena, f->n, sizeof *last); /* person + 1 */
  for (size_t i = 0; i < hs->steps.n; i++) {
    uint32_t word = by ? s[i].group : word_of_pattern[s[i].pattern];
    bool counts = hs->in->spec->form == EK_FORM_COUNTS;
    if (counts) f->persons[word] += (size_t)s[i].count;
    else if (last[word] != s[i].person + 1) f->persons[word]++;
    last[word] = s[i].person + 1;
  }
}

/* Words that no step has are none. Few persons behind a word would be told by their ratio. */
static bool check_factor(struct ek_historian *hs, struct ek_factor *f, const struct ek_name *name) {
  bool fine = true;
  for (size_t i = 0; i < f->n && fine; i++) {
    if (f->persons[i] >= EK_FEWEST) continue;
    fine = ek_error(hs->in->diags, name->pos, "put words together under 'values', or leave it out",
                    "fewer than %d usable persons have one of the words of '%s'", EK_FEWEST, f->name);
  }
  if (fine && f->n < 2) fine = ek_error(hs->in->diags, name->pos, "leave it out", "all have the same word of '%s'", f->name);
  return fine;
}

static struct ek_factor make_factor(struct ek_historian *hs, const struct ek_factor_column *c, const struct ek_name *name, const uint32_t *rank) {
  struct ek_factor f = {.name = name->text, .n = c->words.n};
  f.words = ek_alloc_array(hs->in->arena, f.n, sizeof *f.words);
  f.persons = ek_alloc_array(hs->in->arena, f.n, sizeof *f.persons);
  for (size_t i = 0; i < f.n; i++) f.words[rank[i]] = ((const char *const *)c->words.items)[i];
  return f;
}

/* Patterns as columns of 0 and 1, one for each word of a covariate but its first. */
static void fill_patterns(struct ek_historian *hs, size_t factor, const uint32_t *rank) {
  struct ek_histories *h = hs->h;
  size_t n;
  const char **keys = ek_intern_texts(hs->kinds, &n);
  uint32_t *words = ek_alloc_array(hs->in->arena, n, sizeof *words);
  struct ek_factor *f = &h->factors[factor];
  for (size_t p = 0; p < n; p++) {
    memcpy(&words[p], keys[p] + factor * sizeof *words, sizeof *words);
    words[p] = rank[words[p]];
    if (words[p] > 0) h->x[p * h->covariates + f->first + words[p] - 1] = 1;
  }
  count_words(hs, f, words, false);
}

static void make_factors(struct ek_historian *hs) {
  struct ek_histories *h = hs->h;
  const struct ek_factor_column *c = hs->columns.items;
  const struct ek_estimate *e = hs->in->estimate;
  const struct ek_name *names = e->covariates.items;
  struct ek_arena *arena = hs->in->arena;
  h->n_factors = e->covariates.n;
  h->factors = ek_alloc_array(arena, h->n_factors, sizeof *h->factors);
  uint32_t **rank = ek_alloc_array(arena, hs->columns.n, sizeof *rank);
  for (size_t i = 0; i < hs->columns.n; i++) rank[i] = word_order(hs, &c[i]);
  for (size_t i = 0; i < h->n_factors; i++) {
    h->factors[i] = make_factor(hs, &c[i], &names[i], rank[i]);
    h->factors[i].first = h->covariates;
    h->covariates += c[i].words.n > 0 ? c[i].words.n - 1 : 0;
  }
  ek_intern_texts(hs->kinds, &h->patterns);
  h->x = ek_alloc_array(arena, h->patterns * h->covariates, sizeof *h->x);
  for (size_t i = 0; i < h->n_factors; i++) {
    fill_patterns(hs, i, rank[i]);
    check_factor(hs, &h->factors[i], &names[i]);
  }
  h->by = (struct ek_factor){.n = 1};
  if (!hs->by) return;
  struct ek_sojourn *s = hs->steps.items;
  for (size_t i = 0; i < hs->steps.n; i++) s[i].group = rank[h->n_factors][s[i].group];
  h->by = make_factor(hs, &c[h->n_factors], &e->by, rank[h->n_factors]);
  count_words(hs, &h->by, NULL, true);
  check_factor(hs, &h->by, &e->by);
}

/* --- states and moves -------------------------------------------------------------------- */

/* States in an order that the file has no part in: as the transitions name them, and others as the
 * model has them. Steps get the new numbers. */
static void number_states(struct ek_historian *hs) {
  struct ek_histories *h = hs->h;
  size_t stated = hs->in->estimate->states.n, n = h->n_states = hs->words.n;
  const char *const *words = hs->words.items;
  h->states = ek_alloc_array(hs->in->arena, n, sizeof *h->states);
  h->items = ek_alloc_array(hs->in->arena, n, sizeof *h->items);
  uint32_t *number = ek_alloc_array(hs->in->arena, n, sizeof *number);
  for (size_t i = 0; i < n; i++) h->items[i] = ek_study_item(hs->in->study, words[i], true);
  if (n > stated) qsort(h->items + stated, n - stated, sizeof *h->items, ek_by_item);
  for (size_t i = 0; i < n; i++) {
    h->states[i] = i < stated ? words[i] : h->items[i]->name.text;
    for (size_t k = 0; k < n; k++) if (strcmp(words[k], h->states[i]) == 0) number[k] = (uint32_t)i;
  }
  struct ek_sojourn *s = hs->steps.items;
  for (size_t i = 0; i < hs->steps.n; i++) {
    s[i].state = number[s[i].state];
    if (s[i].next != EK_NO_STATE) s[i].next = number[s[i].next];
  }
}

static bool *seen_moves(const struct ek_historian *hs) {
  const struct ek_sojourn *s = hs->steps.items;
  size_t n = hs->h->n_states;
  bool *seen = ek_alloc_array(hs->in->arena, n * n, sizeof *seen);
  for (size_t i = 0; i < hs->steps.n; i++) {
    if (s[i].next != EK_NO_STATE && s[i].next != s[i].state && s[i].count > 0) seen[s[i].state * n + s[i].next] = true;
  }
  return seen;
}

static void take_moves(struct ek_historian *hs, const bool *seen) {
  struct ek_histories *h = hs->h;
  size_t n = h->n_states;
  const struct ek_move *moves = hs->in->estimate->moves.items;
  bool *possible = ek_alloc_array(hs->in->arena, n * n, sizeof *possible);
  for (size_t i = 0; i < hs->in->estimate->moves.n; i++) possible[moves[i].from * n + moves[i].to] = true;
  if (hs->in->estimate->moves.n == 0) memcpy(possible, seen, n * n * sizeof *possible);
  h->from = ek_alloc_array(hs->in->arena, n * n, sizeof *h->from);
  h->to = ek_alloc_array(hs->in->arena, n * n, sizeof *h->to);
  for (size_t i = 0; i < n * n; i++) {
    if (!possible[i]) continue;
    h->from[h->n_moves] = i / n;
    h->to[h->n_moves++] = i % n;
  }
}

/* What was seen must be possible: of looks by several moves, else by one. */
static void check_moves(struct ek_historian *hs, const bool *seen) {
  struct ek_histories *h = hs->h;
  struct ek_rates rates = ek_histories_rates(h);
  const struct ek_named_names *t = hs->in->estimate->transitions.items;
  size_t n = h->n_states;
  bool *reach = ek_alloc_array(hs->in->arena, n * n, sizeof *reach);
  if (hs->in->spec->form == EK_FORM_PANEL) ek_rates_reach(&rates, reach);
  for (size_t m = 0; m < h->n_moves; m++) reach[h->from[m] * n + h->to[m]] = true;
  for (size_t i = 0; i < n * n; i++) {
    if (!seen[i] || reach[i] || i / n == i % n) continue;
    ek_error(hs->in->diags, t->name.pos, ek_sprintf(hs->in->arena, "write %s: [%s, …], or look at 'values'", h->states[i / n], h->states[i % n]),
             "'%s' is followed by '%s' in the file, which 'transitions' do not allow", h->states[i / n], h->states[i % n]);
  }
  if (h->n_moves == 0) ek_error(hs->in->diags, hs->in->spec->file.pos, "nothing can be estimated of those who stay", "nobody goes from one state to another in the file");
}

static void take_exact(struct ek_historian *hs) {
  struct ek_histories *h = hs->h;
  const struct ek_name *names = hs->in->estimate->absorbing_exact.items;
  h->exact = ek_alloc_array(hs->in->arena, h->n_states, sizeof *h->exact);
  for (size_t i = 0; i < hs->in->estimate->absorbing_exact.n; i++) {
    size_t at = 0;
    while (at < h->n_states && !ek_text_same(h->states[at], names[i].text)) at++;
    if (at == h->n_states) {
      ek_error(hs->in->diags, names[i].pos, ek_study_item_hint(hs->in->study, names[i].text, true), "nobody is in the state '%s'", names[i].text);
      continue;
    }
    h->exact[at] = true;
    for (size_t m = 0; m < h->n_moves; m++) {
      if (h->from[m] != at) continue;
      ek_error(hs->in->diags, names[i].pos, "states that are left are looked at like all others", "'%s' is never left, and yet somebody leaves it in the file", names[i].text);
      break;
    }
  }
}

struct ek_rates ek_histories_rates(const struct ek_histories *h) {
  return (struct ek_rates){.states = h->n_states, .moves = h->n_moves, .covariates = h->covariates,
                           .patterns = h->patterns > 0 ? h->patterns : 1, .from = h->from, .to = h->to,
                           .common = h->study->estimate.common != 0, .x = h->covariates > 0 ? h->x : NULL};
}

/* --- the file ---------------------------------------------------------------------------- */

/* Which states the transitions never leave; NULL: none are stated. */
static bool *find_ends(const struct ek_historian *hs) {
  const struct ek_estimate *e = hs->in->estimate;
  const struct ek_move *moves = e->moves.items;
  if (e->moves.n == 0) return NULL;
  bool *ends = ek_alloc_array(hs->in->arena, e->states.n, sizeof *ends);
  for (size_t i = 0; i < e->states.n; i++) ends[i] = true;
  for (size_t i = 0; i < e->moves.n; i++) ends[moves[i].from] = false;
  return ends;
}

static bool read_rows(struct ek_historian *hs) {
  struct ek_intake *in = hs->in;
  const char *const *states = in->estimate->states.items;
  for (size_t i = 0; i < in->estimate->states.n; i++) *(const char **)ek_list_push(in->arena, &hs->words, sizeof(char *)) = states[i];
  hs->kinds = ek_intern_new(in->arena);
  hs->ends = find_ends(hs);
  ek_intake_odd_rows(in);
  if (in->spec->form == EK_FORM_PANEL) ek_historian_panel(hs);
  else if (in->spec->form == EK_FORM_HISTORY) ek_historian_spells(hs);
  else ek_historian_counts(hs);
  in->file->members = hs->h->persons;
  size_t errors = ek_diags_errors(in->diags);
  ek_intake_sort_problems(in);
  ek_intake_tell(in);
  if (ek_diags_errors(in->diags) > errors) return false;
  if (hs->h->persons >= EK_FEWEST) return true;
  return ek_error(in->diags, (struct ek_pos){.source = in->file->source}, "results of so few are not shown, to protect them",
                  "%zu usable %s in the file; at least %d are asked for", hs->h->persons, hs->h->persons == 1 ? "person" : "persons", EK_FEWEST);
}

struct ek_histories *ek_histories_read(struct ek_arena *arena, const struct ek_study *study, struct ek_diags *diags) {
  size_t errors = ek_diags_errors(diags);
  struct ek_histories *h = ek_alloc(arena, sizeof *h);
  struct ek_people *people = ek_alloc(arena, sizeof *people);
  struct ek_study *mutable = ek_alloc(arena, sizeof *mutable);
  *mutable = *study;
  *people = (struct ek_people){.arena = arena, .study = study};
  h->arena = arena;
  h->study = study;
  struct ek_intake in = {.arena = arena, .diags = diags, .study = mutable, .people = people, .spec = &study->estimate.source,
                         .estimate = &study->estimate, .file = &h->file, .scratch = arena};
  struct ek_historian hs = {.in = &in, .h = h};
  if (!ek_intake_open(&in)) return NULL;
  ek_intake_meanings(&in);
  if (ek_diags_errors(diags) > errors) return NULL;
  find_columns(&hs);
  if (ek_diags_errors(diags) > errors || !read_rows(&hs)) return NULL;
  number_states(&hs);
  h->n_steps = hs.steps.n;
  h->steps = hs.steps.items;
  make_factors(&hs);
  bool *seen = seen_moves(&hs);
  take_moves(&hs, seen);
  check_moves(&hs, seen);
  take_exact(&hs);
  return ek_diags_errors(diags) > errors ? NULL : h;
}
