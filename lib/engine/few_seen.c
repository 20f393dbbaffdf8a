/* Persons are counted only as far as the answer asks for. */
#include "engine/few_seen.h"

#include <math.h>
#include <string.h>

#include "privacy/masking.h"

#define ORE 0.01 /* kr a year: less is what doubles leave of sums that cancel */

static void add_window(const struct ek_seen *f, struct ek_list *list, enum ek_look look, size_t from, size_t to) {
  *(struct ek_window *)ek_list_push(f->scratch, list, sizeof(struct ek_window)) = (struct ek_window){look, from, to};
}

/* All of the time, and what lasts. */
struct ek_list ek_seen_always(const struct ek_seen *f) {
  struct ek_list out = {0};
  add_window(f, &out, EK_LOOK_IN_TIME, 0, SIZE_MAX);
  add_window(f, &out, EK_LOOK_LASTING, 0, 0);
  return out;
}

struct ek_list ek_seen_years(const struct ek_seen *f) {
  struct ek_list out = {0};
  for (size_t y = 0; y < f->result->n_years; y++) add_window(f, &out, EK_LOOK_IN_TIME, 12 * y, 12 * (y + 1));
  return out;
}

/* Until a horizon, and from it to each later one: the next may be hidden, and of those after it more is told. A
 * horizon within a year lies between what the years until then add to and what they do with the whole of it. */
struct ek_list ek_seen_until(const struct ek_seen *f, size_t horizon) {
  struct ek_list out = {0};
  size_t end = (size_t)f->result->horizons[horizon], within = end % 12;
  add_window(f, &out, EK_LOOK_IN_TIME, 0, end);
  for (size_t h = horizon + 1; h < f->result->n_horizons; h++) add_window(f, &out, EK_LOOK_IN_TIME, end, (size_t)f->result->horizons[h]);
  if (within > 0) add_window(f, &out, EK_LOOK_IN_TIME, end - within, end);
  if (within > 0) add_window(f, &out, EK_LOOK_IN_TIME, end, end - within + 12);
  return out;
}

static void find_levels(struct ek_seen *f) {
  add_window(f, &f->levels, EK_LOOK_LASTING, 0, 0);
  add_window(f, &f->levels, EK_LOOK_LEVEL_BEFORE, 0, 0);
  add_window(f, &f->levels, EK_LOOK_LEVEL_AFTER, 0, 0);
}

static double *worth_at(const struct ek_seen *f, uint32_t standing) { return f->worth + standing * f->n; }

static void take_worths(struct ek_seen *f) {
  const struct ek_crowd *c = f->r->crowd;
  size_t standings = c->people->standings.n;
  f->worth = ek_alloc_array(f->scratch, standings * f->n, sizeof *f->worth);
  f->exists = ek_alloc_array(f->scratch, f->n, sizeof *f->exists);
  f->may_change = ek_alloc_array(f->scratch, f->n, sizeof *f->may_change);
  for (size_t s = 0; s < standings; s++) {
    double *of = worth_at(f, (uint32_t)s);
    memcpy(of, c->net + s * c->accounts, c->accounts * sizeof *of);
    of[f->accounts + EK_SEEN_WORK] = c->work[s];
    of[f->accounts + EK_SEEN_SUBSIDISED] = c->subsidised[s];
    of[f->accounts + EK_SEEN_DISPOSABLE] = c->lines > 0 ? c->disposable[s] : 0;
    of[f->accounts + EK_SEEN_PAY] = c->earned[s];
    for (size_t i = 0; i < c->lines; i++) of[f->accounts + EK_SEEN_MORE + i] = c->line[s * c->lines + i];
    for (size_t t = 0; t < f->n; t++) f->exists[t] |= fabs(of[t]) > ORE;
  }
}

/* Does a thing differ between standings of any one person? */
static bool may_change(const struct ek_seen *f, size_t thing, double *first) {
  const struct ek_people *p = f->r->crowd->people;
  const struct ek_standing *s = p->standings.items;
  for (size_t who = 0; who < p->persons.n; who++) first[who] = NAN;
  for (size_t at = 0; at < p->standings.n; at++) {
    double own = worth_at(f, (uint32_t)at)[thing], *known = &first[s[at].who];
    if (isnan(*known)) *known = own;
    else if (fabs(own - *known) > 1e-9) return true;
  }
  return false;
}

/* So that nobody is asked about what changes for none. */
static void find_changes(struct ek_seen *f) {
  double *first = ek_alloc_array(f->scratch, f->r->crowd->people->persons.n, sizeof *first);
  bool *may = f->may_change;
  for (size_t t = 0; t < f->n; t++) may[t] = may_change(f, t, first);
  may[f->accounts + EK_SEEN_NET] = may[EK_ACCOUNT_PRODUCTION(f->m)] || may[EK_ACCOUNT_RESOURCES(f->m)];
  if (f->displaced) may[f->m->displaced] |= may[EK_ACCOUNT_PRODUCTION(f->m)];
  for (size_t a = f->m->n_actors; a-- > 0;) {
    if (may[a] && f->m->actors[a].parent >= 0) may[f->m->actors[a].parent] = true;
  }
}

struct ek_seen ek_seen_new(const struct ek_runner *r, const struct ek_result *result, struct ek_arena *scratch) {
  const struct ek_study *study = r->study;
  struct ek_seen f = {.r = r, .m = study->model, .result = result, .scratch = scratch, .accounts = r->crowd->accounts, .lines = r->crowd->lines};
  bool displaces = study->correction[EK_DISPLACEMENT] != NULL || study->correction[EK_SUBSTITUTION] != NULL;
  f.n = f.accounts + EK_SEEN_MORE + f.lines;
  f.displaced = displaces && f.m->displaced >= 0;
  find_levels(&f);
  take_worths(&f);
  find_changes(&f);
  return f;
}

static bool is_level(const struct ek_seen *f, size_t thing) { return thing >= f->accounts + EK_SEEN_PAY; }
bool ek_seen_touched(const struct ek_seen *f, size_t thing) { return is_level(f, thing) ? f->exists[thing] : f->may_change[thing]; }

/* Does a thing differ between two standings? A sum does when any of its parts does; what society
 * has of it does not when it only passes from one account to another. */
static bool differs(const struct ek_seen *f, uint32_t from, uint32_t to, size_t thing) {
  if (!f->may_change[thing] || from == to) return false;
  double off = fabs(worth_at(f, from)[thing] - worth_at(f, to)[thing]);
  if (off > (thing == f->accounts + EK_SEEN_WORK || thing == f->accounts + EK_SEEN_SUBSIDISED ? 1e-9 : ORE)) return true;
  size_t production = (size_t)EK_ACCOUNT_PRODUCTION(f->m), resources = (size_t)EK_ACCOUNT_RESOURCES(f->m);
  if (thing == f->accounts + EK_SEEN_NET) return differs(f, from, to, production) || differs(f, from, to, resources);
  if (thing >= f->m->n_actors) return false;
  if (f->displaced && (int)thing == f->m->displaced) return differs(f, from, to, production);
  for (size_t part = thing + 1; part < f->m->n_actors; part++) {
    if (f->m->actors[part].parent == (int)thing && differs(f, from, to, part)) return true;
  }
  return false;
}

bool ek_sees(const struct ek_seen *f, size_t member, const struct ek_window *w, size_t thing) {
  const struct ek_people *p = f->r->crowd->people;
  const struct ek_stay *stays = p->stays.items;
  const struct ek_stretch *stretches = p->stretches.items;
  uint32_t before = p->before[member], lasting = ek_people_lasting(p, member);
  if (w->look == EK_LOOK_LEVEL_BEFORE) return fabs(worth_at(f, before)[thing]) > ORE;
  if (w->look == EK_LOOK_LEVEL_AFTER) return fabs(worth_at(f, lasting)[thing]) > ORE;
  if (w->look == EK_LOOK_LASTING) return differs(f, before, lasting, thing);
  for (size_t k = p->first_stay[member]; k < p->first_stay[member + 1]; k++) {
    const struct ek_stretch *s = &stretches[stays[k].stretch];
    bool then = s->first < w->to && (s->length == SIZE_MAX || s->first + s->length > w->from);
    if (then && differs(f, before, stays[k].standing, thing)) return true;
  }
  return false;
}

/* Persons from one member to another who see anything of some things, up to `most`. */
size_t ek_seen_heads(const struct ek_seen *f, const struct ek_seen_by *scope, size_t from, size_t to, const struct ek_window *w,
                    const size_t *things, size_t n, size_t most) {
  size_t found = 0;
  bool may = false;
  for (size_t t = 0; t < n; t++) may |= w->look >= EK_LOOK_LEVEL_BEFORE ? f->exists[things[t]] : f->may_change[things[t]];
  for (size_t i = from; may && i < to && found < most; i++) {
    bool own = scope->by == NULL || from > 0 || scope->groups[scope->by->group[i]], any = false;
    if (!own || f->r->everybody->weight[i] == 0) continue;
    for (size_t t = 0; t < n && !any; t++) any = ek_sees(f, i, w, things[t]);
    found += any;
  }
  return found;
}

/* Do some things together rest on few, at any time, of participants or of those compared with? */
bool ek_seen_few(const struct ek_seen *f, const struct ek_seen_by *scope, const size_t *things, size_t n) {
  const struct ek_people *p = f->r->crowd->people;
  const struct ek_list *list = is_level(f, things[0]) ? &f->levels : f->windows;
  const struct ek_window *w = list->items;
  bool any = false;
  for (size_t t = 0; t < n; t++) any |= ek_seen_touched(f, things[t]);
  for (size_t k = 0; any && k < list->n; k++) {
    size_t own = ek_seen_heads(f, scope, 0, p->participants, &w[k], things, n, EK_FEWEST);
    size_t others = ek_seen_heads(f, scope, p->participants, p->n, &w[k], things, n, EK_FEWEST);
    if ((own > 0 && own < EK_FEWEST) || (others > 0 && others < EK_FEWEST)) return true;
  }
  return false;
}

/* How many see anything of a thing at all, for which to hide first. */
size_t ek_seen_size(const struct ek_seen *f, const struct ek_seen_by *scopes, size_t n_scopes, size_t thing) {
  const struct ek_window any_time = {EK_LOOK_IN_TIME, 0, SIZE_MAX};
  size_t most = 0;
  for (size_t s = 0; s < n_scopes && ek_seen_touched(f, thing); s++) {
    size_t n = ek_seen_heads(f, &scopes[s], 0, f->r->crowd->people->participants, &any_time, &thing, 1, EK_SEEN_ENOUGH);
    if (n > most) most = n;
  }
  return most;
}
