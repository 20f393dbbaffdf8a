/* Counts votes. */
#include "indicators/votes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "privacy/identity.h"
#include "privacy/masking.h"
#include "read/columns.h"
#include "read/intern.h"

enum role { VOTER, INDICATOR, ROUND, VOTE, ROLES };
static const char *const names[ROLES][2] = {{"voter", "röstande"}, {"indicator", "indikator"}, {"round", "omgång"}, {"vote", "röst"}};

struct counter {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_columns *columns;
  const struct ek_column *column[ROLES];
  size_t at[ROLES];
  size_t *round_of, *candidate_of; /* by code */
  struct ek_votes *v;
};

bool ek_ballot_is(const struct ek_ballot *b) { return b->yes + b->no + b->blank > 0; }

double ek_ballot_share(const struct ek_ballot *b) {
  return b->hidden || b->yes + b->no == 0 ? NAN : (double)b->yes / (double)(b->yes + b->no);
}

static enum ek_want want(void *data, const char *name) {
  (void)data;
  for (int k = 0; k < ROLES; k++) if (ek_text_same(names[k][0], name) || ek_text_same(names[k][1], name)) return EK_WANT_CODES;
  return EK_WANT_SAMPLE;
}

static bool find_columns(struct counter *c) {
  size_t errors = ek_diags_errors(c->diags);
  for (int k = 0; k < ROLES; k++) {
    int at = ek_columns_find(c->columns, names[k][0]);
    if (at < 0) at = ek_columns_find(c->columns, names[k][1]);
    if (at < 0) {
      ek_error(c->diags, (struct ek_pos){.source = c->columns->source}, "the first row is voter, indicator, round and vote", "there is no column '%s' or '%s'", names[k][0], names[k][1]);
      continue;
    }
    c->at[k] = (size_t)at;
    c->column[k] = &c->columns->columns[at];
  }
  return ek_diags_errors(c->diags) == errors;
}

/* --- rounds and candidates in order ------------------------------------------------------------ */

/* By number where both are numbers. */
static int by_round(const void *a, const void *b) {
  const char *x = *(const char *const *)a, *y = *(const char *const *)b;
  char *end_x, *end_y;
  long m = strtol(x, &end_x, 10), n = strtol(y, &end_y, 10);
  if (*end_x == '\0' && *end_y == '\0' && m != n) return m < n ? -1 : 1;
  return strcmp(x, y);
}

/* The words that rows have, ordered; their places by code. */
static const char **order_words(const struct counter *c, enum role role, size_t **place, size_t *n) {
  const struct ek_column *column = c->column[role];
  const char **words = ek_alloc_array(c->arena, column->n, sizeof *words);
  bool *seen = ek_alloc_array(c->arena, column->n, sizeof *seen);
  *place = ek_alloc_array(c->arena, column->n, sizeof **place);
  for (size_t i = 0; i < c->columns->rows; i++) seen[column->codes[i]] = true;
  for (size_t k = 0; k < column->n; k++) if (seen[k]) words[(*n)++] = column->texts[k];
  if (*n > 1) qsort(words, *n, sizeof *words, by_round);
  for (size_t k = 0; k < column->n; k++) while (seen[k] && strcmp(words[(*place)[k]], column->texts[k]) != 0) (*place)[k]++;
  return words;
}

static void make_candidates(struct counter *c) {
  struct ek_votes *v = c->v;
  const struct ek_indicator *listed = v->list->indicators.items;
  v->rounds = order_words(c, ROUND, &c->round_of, &v->n_rounds);
  const char **words = order_words(c, INDICATOR, &c->candidate_of, &v->n);
  v->candidates = ek_alloc_array(c->arena, v->n, sizeof *v->candidates);
  for (size_t i = 0; i < v->n; i++) {
    v->candidates[i] = (struct ek_candidate){.name = words[i], .rounds = ek_alloc_array(c->arena, v->n_rounds, sizeof(struct ek_ballot))};
    for (size_t k = 0; k < v->list->indicators.n; k++) if (ek_text_same(listed[k].name.text, words[i])) v->candidates[i].listed = &listed[k];
  }
}

/* --- votes -------------------------------------------------------------------------------------- */

static const char *text_of(const struct counter *c, enum role role, size_t row) { return c->column[role]->texts[c->column[role]->codes[row]]; }

static bool is_one(struct ek_arena *arena, const char *text, const char *const *words) {
  for (const char *lower = ek_text_lower(arena, text); *words != NULL; words++) if (strcmp(lower, *words) == 0) return true;
  return false;
}

/* How many votes there are of a kind in a column's cells that are wrong is told with the first. */
static void fault(struct counter *c, size_t row, size_t *told, enum role role, const char *message, const char *hint) {
  if ((*told)++ == 0) ek_error(c->diags, ek_columns_pos(c->columns, row, c->at[role]), hint, "'%s': %s", c->column[role]->name, message);
}

static void count_votes(struct counter *c) {
  static const char *const yes[] = {"ja", "yes", NULL}, *const no[] = {"nej", "no", NULL}, *const blank[] = {"", "avstår", "blank", "abstain", NULL};
  struct ek_intern *known = ek_intern_new(c->arena), *voters = ek_intern_new(c->arena);
  size_t empty = 0, wrong = 0, twice = 0, next = 0;
  for (size_t row = 0; row < c->columns->rows; row++) {
    for (int k = VOTER; k <= ROUND; k++) if (*text_of(c, (enum role)k, row) == '\0') fault(c, row, &empty, (enum role)k, "nothing is said", "every vote needs it");
    uint32_t key[3] = {c->column[VOTER]->codes[row], c->column[INDICATOR]->codes[row], c->column[ROUND]->codes[row]};
    if (ek_intern(known, (const char *)key, sizeof key) == next) next++;
    else fault(c, row, &twice, VOTER, "votes again on the same indicator in the same round", "take one of the rows away");
    ek_intern(voters, (const char *)key, sizeof *key);
    struct ek_ballot *b = &c->v->candidates[c->candidate_of[key[1]]].rounds[c->round_of[key[2]]];
    const char *vote = text_of(c, VOTE, row);
    if (is_one(c->arena, vote, yes)) b->yes++;
    else if (is_one(c->arena, vote, no)) b->no++;
    else if (is_one(c->arena, vote, blank)) b->blank++;
    else fault(c, row, &wrong, VOTE, "neither ja nor nej", "write ja or nej; avstår, or nothing, is a blank vote");
  }
  ek_intern_texts(voters, &c->v->voters);
}

/* What stays goes on to the next round. */
static void decide(struct counter *c) {
  size_t back = 0, away = 0;
  for (size_t i = 0; i < c->v->n; i++) {
    bool fallen = false, stayed = false, came_back = false, went_away = false;
    for (size_t t = 0; t < c->v->n_rounds; t++) {
      struct ek_ballot *b = &c->v->candidates[i].rounds[t];
      b->hidden = ek_ballot_is(b) && b->yes + b->no < EK_FEWEST;
      b->stays = !fallen && b->yes > b->no;
      came_back |= fallen && ek_ballot_is(b);
      went_away |= stayed && !ek_ballot_is(b);
      fallen |= ek_ballot_is(b) && !b->stays;
      stayed = b->stays;
    }
    back += came_back;
    away += went_away;
  }
  struct ek_pos pos = {.source = c->columns->source};
  if (back > 0) ek_warning(c->diags, pos, "what has fallen stays so", "%zu of %zu candidates are voted on after the round in which they fell", back, c->v->n);
  if (away > 0) ek_warning(c->diags, pos, "they are in no later round", "%zu of %zu candidates stayed and are not voted on in the next round", away, c->v->n);
}

static double last_share(const struct ek_candidate *c, size_t rounds, size_t *round) {
  for (*round = rounds; *round > 0; --*round) {
    const struct ek_ballot *b = &c->rounds[*round - 1];
    if (ek_ballot_is(b)) return isnan(ek_ballot_share(b)) ? -1 : ek_ballot_share(b);
  }
  return -1;
}

struct placed {
  struct ek_candidate candidate;
  double share;
  size_t round;
};

static int by_share(const void *a, const void *b) {
  const struct placed *x = a, *y = b;
  if (x->round != y->round) return x->round > y->round ? -1 : 1;
  if (x->share != y->share) return x->share > y->share ? -1 : 1;
  return strcmp(x->candidate.name, y->candidate.name);
}

static void order_candidates(struct counter *c) {
  struct placed *p = ek_alloc_array(c->arena, c->v->n, sizeof *p);
  for (size_t i = 0; i < c->v->n; i++) {
    p[i].candidate = c->v->candidates[i];
    p[i].share = last_share(&p[i].candidate, c->v->n_rounds, &p[i].round);
  }
  if (c->v->n > 1) qsort(p, c->v->n, sizeof *p, by_share);
  for (size_t i = 0; i < c->v->n; i++) c->v->candidates[i] = p[i].candidate;
}

struct ek_votes *ek_votes_read(struct ek_arena *arena, const char *path, const struct ek_indicator_list *list, struct ek_diags *diags) {
  size_t errors = ek_diags_errors(diags);
  struct ek_votes *v = ek_alloc(arena, sizeof *v);
  *v = (struct ek_votes){.file = path, .list = list};
  struct counter c = {.arena = arena, .diags = diags, .v = v};
  const struct ek_source *source = ek_file_read_secret(arena, path, diags);
  c.columns = source != NULL ? ek_columns_read(arena, source, want, NULL, diags) : NULL;
  if (c.columns == NULL || !ek_identity_check(c.columns, diags) || !find_columns(&c)) return NULL;
  const struct ek_odd_row *odd = c.columns->odd.items;
  for (size_t i = 0; i < c.columns->odd.n; i++) {
    ek_error(diags, ek_columns_odd_pos(c.columns, &odd[i]), "put a cell that holds the delimiter in quotes",
             "another number of cells than in the first row: %zu, not %zu", odd[i].cells, c.columns->n);
  }
  make_candidates(&c);
  count_votes(&c);
  if (ek_diags_errors(diags) == errors && v->voters < EK_FEWEST) {
    ek_error(diags, (struct ek_pos){.source = c.columns->source}, "how so few voted is not shown", "%zu %s; at least %d are asked for", v->voters, v->voters == 1 ? "voter" : "voters", EK_FEWEST);
  }
  decide(&c);
  order_candidates(&c);
  return ek_diags_errors(diags) > errors ? NULL : v;
}
