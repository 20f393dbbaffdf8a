/* A figure rests on those of the participants, and of those they are compared with, for whom
 * anything changes with the actor: what does not change is in no figure, and of two hundred who
 * stand as before and one who does not, the sum is that one's. Fewer than EK_FEWEST hide it; then
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
  const struct ek_runner *r; /* who they are */
  const struct worths *worths;
  const struct ek_breakdown *by;
  size_t group;
};

/* --- how many persons there are behind each ------------------------------------------------ */

static size_t things(const struct ek_crowd *c) { return c->accounts + MORE + c->lines; }

/* What everybody who stands alike has of each thing. */
struct worths {
  const struct ek_model *m;
  size_t n, accounts;
  bool displaced;  /* somebody bears what production displaces */
  double *of;      /* [standings][n]; of sums nothing */
};

static struct worths worths_of(const struct ek_runner *r, struct ek_arena *scratch) {
  const struct ek_crowd *c = r->crowd;
  const struct ek_model *m = r->study->model;
  bool displaces = r->study->correction[EK_DISPLACEMENT] != NULL || r->study->correction[EK_SUBSTITUTION] != NULL;
  struct worths out = {m, things(c), c->accounts, displaces && m->displaced >= 0, NULL};
  out.of = ek_alloc_array(scratch, c->people->standings.n * out.n, sizeof *out.of);
  for (size_t s = 0; s < c->people->standings.n; s++) {
    double *of = out.of + s * out.n;
    memcpy(of, c->net + s * c->accounts, c->accounts * sizeof *of);
    of[c->accounts + WORK] = c->work[s];
    of[c->accounts + SUBSIDISED] = c->subsidised[s];
    of[c->accounts + PAY] = c->earned[s];
    for (size_t i = 0; i < c->lines; i++) of[c->accounts + MORE + i] = c->line[s * c->lines + i];
  }
  return out;
}

/* Does a thing differ between two standings? A sum does when any of its parts does, but for
 * society: it is what is produced less the resources used, and what only passes from one account
 * to another is not in it. Of pay and of a household's lines what they are is told, not only what
 * changes. */
static bool differs(const struct worths *w, uint32_t from, uint32_t to, size_t thing) {
  const double *a = w->of + from * w->n, *b = w->of + to * w->n;
  if (thing >= w->accounts + PAY) return fabs(a[thing]) > ORE || fabs(b[thing]) > ORE;
  if (fabs(a[thing] - b[thing]) > (thing < w->accounts ? ORE : 1e-9)) return true;
  if (thing >= w->m->n_actors) return false;
  if ((int)thing == w->m->root) {
    return differs(w, from, to, (size_t)EK_ACCOUNT_PRODUCTION(w->m)) || differs(w, from, to, (size_t)EK_ACCOUNT_RESOURCES(w->m));
  }
  if (w->displaced && (int)thing == w->m->displaced) return differs(w, from, to, (size_t)EK_ACCOUNT_PRODUCTION(w->m));
  for (size_t part = thing + 1; part < w->m->n_actors; part++) {
    if (w->m->actors[part].parent == (int)thing && differs(w, from, to, part)) return true;
  }
  return false;
}

/* Does it at any time for a member? */
static bool changes(const struct worths *w, const struct ek_people *p, size_t member, size_t thing) {
  const struct ek_stay *stays = p->stays.items;
  bool has = false;
  for (size_t k = p->first_stay[member]; !has && k < p->first_stay[member + 1]; k++) {
    has = differs(w, p->before[member], stays[k].standing, thing);
  }
  return has;
}

/* What persons on a side may still be few of. */
static size_t open_things(const struct counted *c, const size_t *heads, size_t *open) {
  size_t n = 0;
  for (size_t t = 0; t < c->n; t++) if (heads[t] < ENOUGH) open[n++] = t;
  return n;
}

/* Counts the persons from one to another, until there are enough behind everything. */
static void count(const struct ek_runner *r, const struct worths *worths, size_t from, size_t to,
                  const struct ek_breakdown *by, size_t group, const struct counted *c, size_t *heads) {
  const struct ek_people *p = r->crowd->people;
  size_t *open = ek_alloc_array(r->arena, c->n, sizeof *open), n = open_things(c, heads, open);
  for (size_t i = from; i < to && n > 0; i++) {
    if (r->everybody->weight[i] == 0 || (by != NULL && by->group[i] != group)) continue;
    bool enough = false;
    for (size_t o = 0; o < n; o++) {
      heads[open[o]] += changes(worths, p, i, open[o]);
      enough |= heads[open[o]] == ENOUGH;
    }
    if (enough) n = open_things(c, heads, open);
  }
}

static bool few(const struct counted *c, size_t thing) {
  size_t own = c->heads[thing], others = c->heads[c->n + thing];
  return (own > 0 && own < EK_FEWEST) || (others > 0 && others < EK_FEWEST);
}

static struct counted counted(const struct ek_runner *r, const struct worths *worths,
                              const struct ek_breakdown *by, size_t group, struct ek_result *result) {
  const struct ek_people *p = r->crowd->people;
  struct counted c = {.n = things(r->crowd), .accounts = r->crowd->accounts, .lines = r->crowd->lines, .result = result,
                      .r = r, .worths = worths, .by = by, .group = group};
  c.heads = ek_alloc_array(r->arena, 2 * c.n, sizeof *c.heads);
  c.hidden = ek_alloc_array(r->arena, c.n, sizeof *c.hidden);
  count(r, worths, 0, p->participants, by, group, &c, c.heads);
  count(r, worths, p->participants, p->n, NULL, 0, &c, c.heads + c.n);
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

/* How many persons of a side have anything that changes in a hidden part; no more than enough. */
static size_t behind_hidden(const struct ek_model *m, const struct counted *c, size_t parent, size_t from, size_t to,
                            const struct ek_breakdown *by) {
  size_t n = 0;
  for (size_t i = from; i < to && n < EK_FEWEST; i++) {
    if (c->r->everybody->weight[i] == 0 || (by != NULL && by->group[i] != c->group)) continue;
    bool has = false;
    for (size_t a = 0; !has && a < m->n_actors; a++) {
      has = m->actors[a].parent == (int)parent && c->hidden[a] && changes(c->worths, c->r->crowd->people, i, a);
    }
    n += has;
  }
  return n;
}

/* The parts of an actor. One person may be behind several of them, and is counted once. */
static struct parts parts_of(const struct ek_model *m, const struct counted *c, size_t parent) {
  const struct ek_people *people = c->r->crowd->people;
  struct parts p = {.next = SIZE_MAX};
  for (size_t a = 0; a < m->n_actors; a++) {
    if (m->actors[a].parent == (int)parent) add_part(&p, a, heads_of(c, a), c->hidden[a]);
  }
  if (p.hidden < 2) return p;
  p.heads = behind_hidden(m, c, parent, 0, people->participants, c->by);
  if (p.heads == 0) p.heads = behind_hidden(m, c, parent, people->participants, people->n, NULL);
  return p;
}

/* The parts of every actor, from the lowest up, and then down. True when something was hidden. */
static bool close_result(const struct ek_model *m, struct counted *c) {
  bool changed = false;
  for (size_t parent = m->n_actors; parent-- > 0;) {
    struct parts p;
    while (p = parts_of(m, c, parent), !c->hidden[parent] && tells(&p)) {
      c->hidden[p.next != SIZE_MAX ? p.next : parent] = changed = true;
    }
  }
  /* A hidden sum of which all parts are shown is no secret. */
  for (size_t parent = 0; parent < m->n_actors; parent++) {
    struct parts p = parts_of(m, c, parent);
    if (c->hidden[parent] && p.hidden == 0 && p.next != SIZE_MAX) c->hidden[p.next] = changed = true;
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

static struct parts groups_of(const struct ek_breakdown_result *b, const struct counted *of, size_t thing) {
  struct parts p = {.next = SIZE_MAX};
  for (size_t g = 0; g < b->by->n; g++) add_part(&p, g, heads_of(&of[g], thing), of[g].hidden[thing] || b->groups[g].masked);
  return p;
}

/* The groups of a breakdown add to the whole, account by account. */
static bool close_groups(const struct ek_breakdown_result *b, struct counted *of, struct counted *whole) {
  bool changed = false;
  for (size_t t = 0; t < whole->accounts + PAY; t++) {
    struct parts p;
    while (p = groups_of(b, of, t), !whole->hidden[t] && tells(&p)) {
      (p.next != SIZE_MAX ? of[p.next].hidden : whole->hidden)[t] = changed = true;
    }
    /* A hidden whole of which all groups are shown is no secret. */
    if (whole->hidden[t] && p.hidden == 0 && p.next != SIZE_MAX) of[p.next].hidden[t] = changed = true;
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

/* A stage before the last differs from it by what is displaced, a share of hidden production. */
static bool tells_displaced(const struct counted *c, const struct ek_model *m, const struct ek_figure *f) {
  const struct ek_result *r = c->result;
  bool last = f->stage == r->stages[r->n_stages - 1].correction;
  return c->hidden[EK_ACCOUNT_PRODUCTION(m)] && !last && m->displaced >= 0 && ek_model_below(m, m->displaced, f->actor);
}

static bool hides(const struct counted *c, const struct ek_model *m, const struct ek_figure *f) {
  switch (f->def->id) {
  case EK_FIG_COST: case EK_FIG_COST_IN_YEAR: return false;
  case EK_FIG_PRODUCTION: return c->hidden[EK_ACCOUNT_PRODUCTION(m)];
  case EK_FIG_RESOURCES: return c->hidden[EK_ACCOUNT_RESOURCES(m)];
  case EK_FIG_POTENTIAL_BEFORE_PRODUCTION: case EK_FIG_POTENTIAL_AFTER_PRODUCTION:
  case EK_FIG_POTENTIAL_BEFORE_RESOURCES: case EK_FIG_POTENTIAL_AFTER_RESOURCES:
    return c->hidden[EK_ACCOUNT_PRODUCTION(m)]; /* what the one is less than the other changes it */
  case EK_FIG_POTENTIAL_BEFORE: case EK_FIG_POTENTIAL_AFTER: case EK_FIG_REALISED_POTENTIAL:
  case EK_FIG_COST_PER_REALISED_POINT: return c->hidden[m->root]; /* in the same way */
  case EK_FIG_BENEFIT_STAGE: return c->hidden[f->actor] || tells_displaced(c, m, f);
  case EK_FIG_BORDER:
    for (size_t a = 0; a < m->n_actors; a++) if (m->actors[a].outside && c->hidden[a]) return true;
    return false;
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
  const struct worths worths = worths_of(r, scratch);
  struct counted whole = counted(r, &worths, NULL, 0, result);
  struct counted **of = ek_alloc_array(r->arena, result->breakdowns.n, sizeof *of);
  for (size_t i = 0; i < result->breakdowns.n; i++) {
    of[i] = ek_alloc_array(r->arena, b[i].by->n, sizeof **of);
    for (size_t g = 0; g < b[i].by->n; g++) {
      of[i][g] = counted(r, &worths, b[i].by, g, (struct ek_result *)b[i].groups[g].result);
    }
  }
  close_lines(r->arena, &whole);
  close_all(r, result, of, &whole);
  ek_arena_free(scratch);
  take_out(r, &whole);
  for (size_t i = 0; i < result->breakdowns.n; i++) {
    for (size_t g = 0; g < b[i].by->n; g++) take_out(r, &of[i][g]);
  }
  if (result->sample == NULL) return;
  whole.result = (struct ek_result *)result->sample;
  take_out(r, &whole);
}
