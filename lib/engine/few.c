/* A figure rests on those of the participants, and of those they are compared with, who have a
 * flow to or from the actor in any of their situations. Fewer than EK_FEWEST hide it; then
 * others, the smallest first, until no sum that is shown tells of fewer: the parts of an actor
 * within a result, and the groups of a breakdown for an actor. */
#include "engine/few.h"

#include <math.h>
#include <string.h>

#include "engine/bootstrap.h"
#include "engine/compare.h"
#include "engine/run.h"
#include "privacy/masking.h"

/* Things that may rest on few: the accounts, and then these. */
enum more { WORK, SUBSIDISED, PAY, MORE };

#define ORE 0.01 /* kr a year: less is what doubles leave of sums that cancel */
#define ENOUGH 1000 /* persons: to go on counting tells nothing more */

struct counted {
  size_t n, accounts, lines; /* n: accounts, MORE, lines */
  size_t *heads;             /* [2 * n] participants, and those they are compared with */
  bool *hidden;              /* [n] */
  struct ek_result *result;
};

/* --- how many persons there are behind each ------------------------------------------------ */

static size_t things(const struct ek_crowd *c) { return c->accounts + MORE + c->lines; }

/* What a standing has anything of: [things]. Sums have what their parts have, and who bears what
 * is displaced has what production has. */
static void mark_standing(const struct ek_runner *r, size_t s, bool displaced, bool *has) {
  const struct ek_crowd *c = r->crowd;
  const struct ek_model *m = r->study->model;
  const double *net = c->net + s * c->accounts;
  for (size_t a = 0; a < c->accounts; a++) has[a] = fabs(net[a]) > ORE;
  if (displaced && has[EK_ACCOUNT_PRODUCTION(m)]) has[m->displaced] = true;
  for (size_t a = m->n_actors; a-- > 0;) {
    if (has[a] && m->actors[a].parent >= 0) has[m->actors[a].parent] = true;
  }
  has[c->accounts + WORK] = c->work[s] != 0;
  has[c->accounts + SUBSIDISED] = c->subsidised[s] != 0;
  has[c->accounts + PAY] = c->earned[s] != 0;
  for (size_t i = 0; i < c->lines; i++) has[c->accounts + MORE + i] = c->line[s * c->lines + i] != 0;
}

struct standing_marks {
  bool *has; /* [standings][things] */
  bool *any; /* [things] some standing has it */
};

static struct standing_marks mark_standings(const struct ek_runner *r, struct ek_arena *scratch) {
  size_t n = things(r->crowd), standings = r->crowd->people->standings.n;
  struct standing_marks out = {ek_alloc_array(scratch, standings * n, sizeof(bool)), ek_alloc_array(scratch, n, sizeof(bool))};
  bool displaced = r->study->correction[EK_DISPLACEMENT] != NULL || r->study->correction[EK_SUBSTITUTION] != NULL;
  displaced = displaced && r->study->model->displaced >= 0;
  for (size_t s = 0; s < standings; s++) {
    mark_standing(r, s, displaced, out.has + s * n);
    for (size_t t = 0; t < n; t++) out.any[t] |= out.has[s * n + t];
  }
  return out;
}

/* What persons on a side may still be few of. */
static size_t open_things(const struct counted *c, const bool *any, const size_t *heads, size_t *open) {
  size_t n = 0;
  for (size_t t = 0; t < c->n; t++) if (any[t] && heads[t] < ENOUGH) open[n++] = t;
  return n;
}

/* Counts the persons from one to another, until there are enough behind everything. */
static void count(const struct ek_runner *r, const struct standing_marks *marks, size_t from, size_t to,
                  const struct ek_breakdown *by, size_t group, const struct counted *c, size_t *heads) {
  const struct ek_people *p = r->crowd->people;
  const struct ek_stay *stays = p->stays.items;
  size_t *open = ek_alloc_array(r->arena, c->n, sizeof *open), n = open_things(c, marks->any, heads, open);
  for (size_t i = from; i < to && n > 0; i++) {
    if (r->everybody->weight[i] == 0 || (by != NULL && by->group[i] != group)) continue;
    bool enough = false;
    for (size_t o = 0; o < n; o++) {
      bool has = marks->has[p->before[i] * c->n + open[o]];
      for (size_t k = p->first_stay[i]; !has && k < p->first_stay[i + 1]; k++) has = marks->has[stays[k].standing * c->n + open[o]];
      heads[open[o]] += has;
      enough |= heads[open[o]] == ENOUGH;
    }
    if (enough) n = open_things(c, marks->any, heads, open);
  }
}

static bool few(const struct counted *c, size_t thing) {
  size_t own = c->heads[thing], others = c->heads[c->n + thing];
  return (own > 0 && own < EK_FEWEST) || (others > 0 && others < EK_FEWEST);
}

static struct counted counted(const struct ek_runner *r, const struct standing_marks *marks,
                              const struct ek_breakdown *by, size_t group, struct ek_result *result) {
  const struct ek_people *p = r->crowd->people;
  struct counted c = {.n = things(r->crowd), .accounts = r->crowd->accounts, .lines = r->crowd->lines, .result = result};
  c.heads = ek_alloc_array(r->arena, 2 * c.n, sizeof *c.heads);
  c.hidden = ek_alloc_array(r->arena, c.n, sizeof *c.hidden);
  count(r, marks, 0, p->participants, by, group, &c, c.heads);
  count(r, marks, p->participants, p->n, NULL, 0, &c, c.heads + c.n);
  for (size_t t = 0; t < c.n; t++) c.hidden[t] = few(&c, t);
  return c;
}

/* --- what else is hidden with it ------------------------------------------------------------ */

/* Is what is hidden of the parts of a shown whole more than one part, of persons enough? */
struct parts {
  size_t hidden, heads; /* how many parts, of how many persons together */
  size_t next, least;   /* the smallest part that is shown, SIZE_MAX: there is none; its persons */
};

static void add_part(struct parts *p, size_t at, size_t heads, bool hidden) {
  if (heads == 0) return;
  p->hidden += hidden;
  p->heads += hidden ? heads : 0;
  if (hidden || (p->next != SIZE_MAX && heads >= p->least)) return;
  p->next = at;
  p->least = heads;
}

static bool tells(const struct parts *p) { return p->hidden == 1 || (p->hidden > 1 && p->heads < EK_FEWEST); }

/* Persons behind a thing: participants, or if there are none those they are compared with. */
static size_t heads_of(const struct counted *c, size_t thing) {
  return c->heads[thing] > 0 ? c->heads[thing] : c->heads[c->n + thing];
}

static struct parts parts_of(const struct ek_model *m, const struct counted *c, size_t parent) {
  struct parts p = {.next = SIZE_MAX};
  for (size_t a = 0; a < m->n_actors; a++) {
    if (m->actors[a].parent == (int)parent) add_part(&p, a, heads_of(c, a), c->hidden[a]);
  }
  return p;
}

/* The parts of every actor, from the lowest up. True when something was hidden. */
static bool close_result(const struct ek_model *m, struct counted *c) {
  bool changed = false;
  for (size_t parent = m->n_actors; parent-- > 0;) {
    struct parts p;
    while (p = parts_of(m, c, parent), !c->hidden[parent] && tells(&p)) {
      c->hidden[p.next != SIZE_MAX ? p.next : parent] = changed = true;
    }
  }
  /* Society is what is produced less the resources used. */
  size_t production = (size_t)EK_ACCOUNT_PRODUCTION(m), resources = (size_t)EK_ACCOUNT_RESOURCES(m);
  if (c->hidden[production] != c->hidden[resources]) c->hidden[production] = c->hidden[resources] = changed = true;
  return changed;
}

/* Household lines add to what the household can spend. */
static void close_lines(struct ek_arena *arena, struct counted *c) {
  size_t first = c->accounts + MORE;
  const bool *masked = ek_mask_groups(arena, c->heads + first, c->lines);
  for (size_t i = 0; i < c->lines; i++) c->hidden[first + i] |= masked[i];
}

/* The groups of a breakdown add to the whole, account by account. */
static bool close_groups(const struct ek_breakdown_result *b, struct counted *of, struct counted *whole) {
  bool changed = false;
  for (size_t t = 0; t < whole->accounts + PAY; t++) {
    while (!whole->hidden[t]) {
      struct parts p = {.next = SIZE_MAX};
      for (size_t g = 0; g < b->by->n; g++) add_part(&p, g, heads_of(&of[g], t), of[g].hidden[t] || b->groups[g].masked);
      if (!tells(&p)) break;
      (p.next != SIZE_MAX ? of[p.next].hidden : whole->hidden)[t] = changed = true;
    }
  }
  return changed;
}

/* The whole and all breakdowns, until nothing tells of few. */
static void close_all(struct ek_runner *r, const struct ek_result *result, struct counted **of, struct counted *whole) {
  const struct ek_breakdown_result *b = result->breakdowns.items;
  bool changed = true;
  while (changed) {
    changed = close_result(r->study->model, whole);
    for (size_t i = 0; i < result->breakdowns.n; i++) {
      for (size_t g = 0; g < b[i].by->n; g++) changed |= !b[i].groups[g].masked && close_result(r->study->model, &of[i][g]);
      changed |= close_groups(&b[i], of[i], whole);
    }
  }
}

/* --- taking it out --------------------------------------------------------------------------- */

static bool hides(const struct counted *c, const struct ek_model *m, const struct ek_figure *f) {
  switch (f->def->id) {
  case EK_FIG_COST: case EK_FIG_COST_IN_YEAR: return false;
  case EK_FIG_PRODUCTION: return c->hidden[EK_ACCOUNT_PRODUCTION(m)];
  case EK_FIG_RESOURCES: return c->hidden[EK_ACCOUNT_RESOURCES(m)];
  case EK_FIG_EXTRA_IN_WORK: case EK_FIG_COST_PER_EXTRA_IN_WORK: return c->hidden[c->accounts + WORK];
  case EK_FIG_EXTRA_IN_SUBSIDISED_WORK: return c->hidden[c->accounts + SUBSIDISED];
  case EK_FIG_PARTICIPATION_EFFECT: case EK_FIG_MARGINAL_EFFECT: return c->hidden[c->accounts + PAY];
  default: return f->actor >= 0 && c->hidden[f->actor];
  }
}

/* Its values, how sure they are, what one person does to them, and how others fared. */
static void take_out(const struct ek_runner *r, const struct counted *c) {
  struct ek_result *out = c->result;
  const struct ek_model *m = r->study->model;
  struct ek_few *few = ek_alloc(r->arena, sizeof *few);
  few->account = c->hidden;
  few->work = c->hidden[c->accounts + WORK];
  few->subsidised = c->hidden[c->accounts + SUBSIDISED];
  few->pay = c->hidden[c->accounts + PAY];
  few->line = c->hidden + c->accounts + MORE;
  out->few = few;
  double *nothing = ek_alloc_array(r->arena, out->draws, sizeof *nothing);
  for (size_t d = 0; d < out->draws; d++) nothing[d] = NAN;
  struct ek_interval *intervals = out->bootstrap != NULL ? (struct ek_interval *)out->bootstrap->of : NULL;
  struct ek_figure *figures = out->figures.items;
  for (size_t i = 0; i < out->figures.n; i++) {
    if (!hides(c, m, &figures[i])) continue;
    figures[i].hidden = true;
    figures[i].column = nothing;
    figures[i].value = NAN;
    if (intervals != NULL) intervals[i].known = false;
  }
  struct ek_contrast *contrasts = out->contrasts.items;
  for (size_t i = 0; i < out->contrasts.n; i++) contrasts[i].masked |= contrasts[i].state == NULL && c->hidden[contrasts[i].actor];
  struct ek_influence *influences = out->influences.items;
  size_t kept = 0;
  for (size_t i = 0; i < out->influences.n; i++) if (!c->hidden[influences[i].actor]) influences[kept++] = influences[i];
  out->influences.n = kept;
}

void ek_few_hide(struct ek_runner *r, struct ek_result *result) {
  const struct ek_breakdown_result *b = result->breakdowns.items;
  struct ek_arena *scratch = ek_arena_new();
  const struct standing_marks marks = mark_standings(r, scratch);
  struct counted whole = counted(r, &marks, NULL, 0, result);
  struct counted **of = ek_alloc_array(r->arena, result->breakdowns.n, sizeof *of);
  for (size_t i = 0; i < result->breakdowns.n; i++) {
    of[i] = ek_alloc_array(r->arena, b[i].by->n, sizeof **of);
    for (size_t g = 0; g < b[i].by->n; g++) {
      of[i][g] = counted(r, &marks, b[i].by, g, (struct ek_result *)b[i].groups[g].result);
    }
  }
  ek_arena_free(scratch);
  close_lines(r->arena, &whole);
  close_all(r, result, of, &whole);
  take_out(r, &whole);
  for (size_t i = 0; i < result->breakdowns.n; i++) {
    for (size_t g = 0; g < b[i].by->n; g++) take_out(r, &of[i][g]);
  }
  if (result->sample == NULL) return;
  whole.result = (struct ek_result *)result->sample;
  take_out(r, &whole);
}
