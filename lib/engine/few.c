/* A figure rests on those of the participants, and of those they are compared with, for whom
 * anything changes with the actor: what does not change is in no figure, and of two hundred who
 * stand as before and one who does not, the sum is that one's. Of whom they are it depends when: a
 * figure of a year rests on those for whom anything is changed that year, that of a horizon on
 * those until then and on those from then to any later one. Fewer than EK_FEWEST
 * hide it; then others, the smallest first, until what is hidden rests on enough together: within
 * a result the parts of an actor, and in all groups of a breakdown the same actors, so that
 * neither a sum nor what the groups are less than the whole tells of fewer. */
#include "engine/few.h"

#include <math.h>
#include <string.h>

#include "engine/bootstrap.h"
#include "engine/compare.h"
#include "engine/few_seen.h"
#include "privacy/masking.h"

/* --- what else is hidden with it ------------------------------------------------------------ */

/* The parts of an actor that anybody sees anything of. */
struct parts {
  size_t n, n_hidden, smallest; /* smallest: of those that are shown; SIZE_MAX: none */
  size_t *hidden;
};

static struct parts parts_of(const struct ek_seen *f, const struct ek_seen_by *scopes, size_t n_scopes, const bool *hidden, size_t parent) {
  struct parts p = {.smallest = SIZE_MAX, .hidden = ek_alloc_array(f->scratch, f->m->n_actors, sizeof(size_t))};
  size_t least = 0;
  for (size_t a = 0; a < f->m->n_actors; a++) {
    if (f->m->actors[a].parent != (int)parent) continue;
    size_t size = ek_seen_size(f, scopes, n_scopes, a);
    if (size == 0 && !hidden[a]) continue;
    p.n++;
    if (hidden[a]) p.hidden[p.n_hidden++] = a;
    else if (p.smallest == SIZE_MAX || size < least) p.smallest = a, least = size;
  }
  return p;
}

/* Of some persons only one part is hidden, whatever is of others: the rest of the sum is theirs. */
static bool alone_in_any(const struct ek_seen *f, const struct ek_seen_by *scopes, size_t n_scopes, const struct parts *p) {
  for (size_t s = 0; s < n_scopes; s++) {
    size_t touched = 0;
    for (size_t i = 0; i < p->n_hidden; i++) touched += ek_seen_size(f, &scopes[s], 1, p->hidden[i]) > 0;
    if (touched == 1) return true;
  }
  return false;
}

/* Are all parts shown that some persons see anything of? */
static bool shown_in_any(const struct ek_seen *f, const struct ek_seen_by *scopes, size_t n_scopes, const bool *hidden, size_t parent) {
  for (size_t s = 0; s < n_scopes; s++) {
    size_t n[2] = {0};
    for (size_t a = 0; a < f->m->n_actors; a++) {
      if (f->m->actors[a].parent == (int)parent) n[hidden[a]] += ek_seen_size(f, &scopes[s], 1, a) > 0;
    }
    if (n[false] > 0 && n[true] == 0) return true;
  }
  return false;
}

/* Persons outside the scope who see any of the chosen things, and in it any of the others. */
static size_t heads_mixed(const struct ek_seen *f, const struct ek_seen_by *scope, const struct ek_window *w, const size_t *things, size_t n,
                          unsigned chosen) {
  size_t participants = f->r->crowd->people->participants, found = 0;
  for (size_t i = 0; i < participants && found < EK_FEWEST; i++) {
    bool own = scope->groups[scope->by->group[i]], any = false;
    if (f->r->everybody->weight[i] == 0) continue;
    for (size_t t = 0; t < n && !any; t++) any = own != (chosen >> t & 1) && ek_sees(f, i, w, things[t]);
    found += any;
  }
  return found;
}

/* Where the whole shows some of what a group hides, and the sum of what the group hides is known,
 * the one less the other is theirs who have the rest. */
static bool mixes(const struct ek_seen *f, const struct ek_seen_by *scope, const size_t *things, size_t n) {
  const struct ek_window *w = f->windows->items;
  if (f->whole == NULL || n < 2 || n > 6 || f->r->crowd->people->n > EK_BOOTSTRAP_PEOPLE) return false;
  for (unsigned chosen = 1; chosen + 1 < 1u << n; chosen++) {
    bool shown = true;
    for (size_t t = 0; t < n; t++) shown &= !(chosen >> t & 1) || !f->whole[things[t]];
    for (size_t k = 0; shown && k < f->windows->n; k++) {
      size_t found = heads_mixed(f, scope, &w[k], things, n, chosen);
      if (found > 0 && found < EK_FEWEST) return true;
    }
  }
  return false;
}

static bool mixes_in_any(const struct ek_seen *f, const struct ek_seen_by *scopes, size_t n_scopes, const struct parts *p) {
  for (size_t s = 0; s < n_scopes; s++) if (mixes(f, &scopes[s], p->hidden, p->n_hidden)) return true;
  return false;
}

static bool few_in_any(const struct ek_seen *f, const struct ek_seen_by *scopes, size_t n_scopes, const size_t *things, size_t n) {
  for (size_t s = 0; s < n_scopes; s++) if (ek_seen_few(f, &scopes[s], things, n)) return true;
  return false;
}

/* A sum that is shown has no part hidden, or several that rest on enough together; one that is
 * hidden has a hidden part, or its parts would tell it. True when something more was hidden. */
static bool close_parts(const struct ek_seen *f, const struct ek_seen_by *scopes, size_t n_scopes, bool *hidden, size_t parent) {
  struct parts p = parts_of(f, scopes, n_scopes, hidden, parent);
  if (p.n == 0) return false;
  bool told = hidden[parent] ? shown_in_any(f, scopes, n_scopes, hidden, parent)
                             : p.n_hidden > 0 && (alone_in_any(f, scopes, n_scopes, &p) ||
                                                  few_in_any(f, scopes, n_scopes, p.hidden, p.n_hidden) ||
                                                  mixes_in_any(f, scopes, n_scopes, &p));
  if (!told) return false;
  hidden[p.smallest != SIZE_MAX ? p.smallest : parent] = true;
  return true;
}

/* Accounts and what else is told, of the persons of all scopes alike. */
static void close_all(const struct ek_seen *f, const struct ek_seen_by *scopes, size_t n_scopes, bool *hidden) {
  size_t production = (size_t)EK_ACCOUNT_PRODUCTION(f->m), resources = (size_t)EK_ACCOUNT_RESOURCES(f->m);
  bool changed = true;
  while (changed) {
    changed = false;
    for (size_t parent = f->m->n_actors; parent-- > 0;) {
      while (close_parts(f, scopes, n_scopes, hidden, parent)) changed = true;
    }
    /* Society is what is produced less the resources used. */
    if (hidden[production] != hidden[resources]) hidden[production] = hidden[resources] = changed = true;
  }
}

/* What is hidden in figures of all the time, of each year and of each horizon. */
struct hidden {
  bool *base, *years, **horizon; /* [n], [n_horizons][n] */
};

static bool *hide_in(struct ek_seen *f, struct ek_list windows, const struct ek_seen_by *scopes, size_t n_scopes, const bool *besides) {
  bool *hidden = ek_alloc_array(f->r->arena, f->n, sizeof *hidden);
  f->windows = &windows;
  for (size_t t = 0; t < f->n; t++) hidden[t] = (besides != NULL && besides[t]) || few_in_any(f, scopes, n_scopes, &t, 1);
  /* Society's sum is that of those for whom production or resources change: of others it is 0. */
  hidden[f->m->root] |= hidden[f->accounts + EK_SEEN_NET];
  close_all(f, scopes, n_scopes, hidden);
  return hidden;
}

/* Of groups: `whole` is what the whole hides, `besides` what they hide anyhow; else NULL. */
static struct hidden hide_few(struct ek_seen *f, const struct ek_seen_by *scopes, size_t n_scopes, const struct hidden *whole,
                              const struct hidden *besides) {
  size_t n = f->result->n_horizons;
  struct hidden out = {.horizon = ek_alloc_array(f->r->arena, n, sizeof(bool *))};
  f->whole = whole != NULL ? whole->base : NULL;
  out.base = hide_in(f, ek_seen_always(f), scopes, n_scopes, besides != NULL ? besides->base : NULL);
  bool *both = ek_alloc_array(f->scratch, f->n, sizeof *both);
  for (size_t t = 0; t < f->n; t++) both[t] = out.base[t] || (besides != NULL && besides->years[t]);
  f->whole = whole != NULL ? whole->years : NULL;
  out.years = hide_in(f, ek_seen_years(f), scopes, n_scopes, both);
  for (size_t h = n; h-- > 0;) {
    for (size_t t = 0; t < f->n; t++) both[t] = out.base[t] || (besides != NULL && besides->horizon[h][t]);
    f->whole = whole != NULL ? whole->horizon[h] : NULL;
    out.horizon[h] = hide_in(f, ek_seen_until(f, h), scopes, n_scopes, both);
  }
  return out;
}

/* Household lines add to what the household can spend. */
static void close_lines(const struct ek_seen *f, bool *hidden) {
  const struct ek_seen_by all = {0};
  const struct ek_window either[] = {{EK_LOOK_LEVEL_BEFORE, 0, 0}, {EK_LOOK_LEVEL_AFTER, 0, 0}};
  size_t first = f->accounts + EK_SEEN_MORE, *counts = ek_alloc_array(f->scratch, f->lines, sizeof *counts);
  for (size_t w = 0; w < 2; w++) {
    for (size_t i = 0; i < f->lines; i++) {
      size_t thing = first + i, n = ek_seen_heads(f, &all, 0, f->r->crowd->people->participants, &either[w], &thing, 1, EK_SEEN_ENOUGH);
      counts[i] = hidden[thing] && n >= EK_FEWEST ? EK_FEWEST - 1 : n;
    }
    const bool *masked = ek_mask_groups(f->scratch, counts, f->lines);
    for (size_t i = 0; i < f->lines; i++) hidden[first + i] |= masked[i];
  }
}

/* --- groups --------------------------------------------------------------------------------- */

/* Those that are masked, as one. */
static struct ek_seen_by masked_of(const struct ek_seen *f, const struct ek_breakdown_result *b, size_t *n) {
  bool *groups = ek_alloc_array(f->scratch, b->by->n, sizeof *groups);
  *n = 0;
  for (size_t g = 0; g < b->by->n; g++) *n += groups[g] = b->groups[g].masked;
  return (struct ek_seen_by){b->by, groups};
}

static struct ek_seen_by scope_of(const struct ek_seen *f, const struct ek_breakdown *by, size_t group) {
  bool *groups = ek_alloc_array(f->scratch, by->n, sizeof *groups);
  groups[group] = true;
  return (struct ek_seen_by){by, groups};
}

static void mask_smallest(const struct ek_breakdown_result *b) {
  size_t next = b->by->n;
  for (size_t g = 0; g < b->by->n; g++) {
    if (!b->groups[g].masked && (next == b->by->n || b->by->counts[g] < b->by->counts[next])) next = g;
  }
  if (next < b->by->n) b->groups[next].masked = true;
}

/* A group in which little happened is masked as a whole. */
static void mask_groups(const struct ek_seen *f, const struct ek_breakdown_result *b) {
  size_t root = (size_t)f->m->root, n = 0;
  for (size_t g = 0; g < b->by->n; g++) {
    struct ek_seen_by one = scope_of(f, b->by, g);
    b->groups[g].masked |= ek_seen_few(f, &one, &root, 1);
  }
  struct ek_seen_by masked = masked_of(f, b, &n);
  while (n > 0 && n < b->by->n && (n == 1 || ek_seen_few(f, &masked, &root, 1))) {
    mask_smallest(b);
    masked = masked_of(f, b, &n);
  }
}

/* Groups of two breakdowns that are the same but for few to whom anything happens with an actor:
 * the one less the other would be theirs. Then the actor is hidden in the later breakdown. */
static bool has_twin(const struct ek_seen *f, const struct ek_breakdown *a, const struct ek_breakdown *b, const bool *sees_it) {
  size_t participants = f->r->crowd->people->participants;
  size_t *both = ek_alloc_array(f->scratch, a->n * b->n, sizeof *both);
  size_t *of_a = ek_alloc_array(f->scratch, a->n, sizeof *of_a), *of_b = ek_alloc_array(f->scratch, b->n, sizeof *of_b);
  for (size_t i = 0; i < participants; i++) {
    if (!sees_it[i]) continue;
    both[a->group[i] * b->n + b->group[i]]++;
    of_a[a->group[i]]++;
    of_b[b->group[i]]++;
  }
  for (size_t g = 0; g < a->n; g++) {
    for (size_t h = 0; h < b->n; h++) {
      size_t off = of_a[g] + of_b[h] - 2 * both[g * b->n + h];
      if (off > 0 && off < EK_FEWEST && both[g * b->n + h] > 0) return true;
    }
  }
  return false;
}

/* Of so many persons it is not looked for: it would take longer than the rest. */
static void hide_twins(const struct ek_seen *f, const struct ek_breakdown_result *all, size_t number, bool *hidden) {
  const struct ek_people *p = f->r->crowd->people;
  const struct ek_window any_time = {EK_LOOK_IN_TIME, 0, SIZE_MAX};
  bool *sees_it = ek_alloc_array(f->scratch, p->participants, sizeof *sees_it);
  for (size_t t = 0; number > 0 && t < f->m->n_actors && p->n <= EK_BOOTSTRAP_PEOPLE; t++) {
    if (!ek_seen_touched(f, t) || hidden[t]) continue;
    for (size_t i = 0; i < p->participants; i++) sees_it[i] = f->r->everybody->weight[i] != 0 && ek_sees(f, i, &any_time, t);
    for (size_t k = 0; k < number && !hidden[t]; k++) hidden[t] = has_twin(f, all[k].by, all[number].by, sees_it);
  }
}

/* The same things are hidden in every group, so that no sum over groups tells of them. */
static struct hidden hide_breakdown(struct ek_seen *f, const struct ek_breakdown_result *all, size_t number, const struct hidden *whole) {
  const struct ek_breakdown_result *b = &all[number];
  struct ek_seen_by *scopes = ek_alloc_array(f->scratch, b->by->n + 1, sizeof *scopes);
  struct ek_list windows = ek_seen_always(f);
  size_t n = 0, masked;
  f->windows = &windows;
  mask_groups(f, b);
  for (size_t g = 0; g < b->by->n; g++) if (!b->groups[g].masked) scopes[n++] = scope_of(f, b->by, g);
  scopes[n] = masked_of(f, b, &masked);
  struct hidden besides = *whole;
  besides.base = ek_alloc_array(f->scratch, f->n, sizeof *besides.base);
  memcpy(besides.base, whole->base, f->n * sizeof *besides.base);
  hide_twins(f, all, number, besides.base);
  return hide_few(f, scopes, n + (masked > 0), whole, &besides);
}

/* --- taking it out --------------------------------------------------------------------------- */

/* A stage before the last differs from it by what is displaced, a share of hidden production. */
static bool tells_displaced(const struct ek_seen *f, const struct ek_result *r, const bool *hidden, const struct ek_figure *figure) {
  bool last = figure->stage == r->stages[r->n_stages - 1].correction;
  return hidden[EK_ACCOUNT_PRODUCTION(f->m)] && !last && f->m->displaced >= 0 && ek_model_below(f->m, f->m->displaced, figure->actor);
}

static bool hides_border(const struct ek_seen *f, const bool *hidden) {
  for (size_t a = 0; a < f->m->n_actors; a++) if (f->m->actors[a].outside && hidden[a]) return true;
  return false;
}

static bool hides(const struct ek_seen *f, const struct ek_result *r, const bool *hidden, const struct ek_figure *figure) {
  bool production = hidden[EK_ACCOUNT_PRODUCTION(f->m)], root = hidden[f->m->root];
  switch (figure->def->id) {
  case EK_FIG_COST: case EK_FIG_COST_IN_YEAR: return false;
  case EK_FIG_PRODUCTION: case EK_FIG_RESOURCES: return production || root;
  case EK_FIG_POTENTIAL_BEFORE: case EK_FIG_POTENTIAL_AFTER: case EK_FIG_REALISED_POTENTIAL: case EK_FIG_COST_PER_REALISED_POINT:
  case EK_FIG_POTENTIAL_BEFORE_PRODUCTION: case EK_FIG_POTENTIAL_AFTER_PRODUCTION:
  case EK_FIG_POTENTIAL_BEFORE_RESOURCES: case EK_FIG_POTENTIAL_AFTER_RESOURCES:
    return production || root; /* what the one is less than the other is what changed */
  case EK_FIG_BENEFIT_STAGE: return hidden[figure->actor] || tells_displaced(f, r, hidden, figure);
  case EK_FIG_BORDER: return hides_border(f, hidden);
  case EK_FIG_EXTRA_IN_WORK: case EK_FIG_COST_PER_EXTRA_IN_WORK: return hidden[f->accounts + EK_SEEN_WORK];
  case EK_FIG_EXTRA_IN_SUBSIDISED_WORK: return hidden[f->accounts + EK_SEEN_SUBSIDISED];
  case EK_FIG_HOUSEHOLD_BEFORE: case EK_FIG_HOUSEHOLD_AFTER: return hidden[f->accounts + EK_SEEN_DISPOSABLE];
  case EK_FIG_PARTICIPATION_EFFECT: case EK_FIG_MARGINAL_EFFECT: return hidden[f->accounts + EK_SEEN_PAY] || hidden[f->accounts + EK_SEEN_DISPOSABLE];
  default: return figure->actor >= 0 && hidden[figure->actor];
  }
}

/* What is hidden anywhere. */
static bool *anywhere(const struct ek_seen *f, const struct hidden *h) {
  bool *out = ek_alloc_array(f->r->arena, f->n, sizeof *out);
  for (size_t t = 0; t < f->n; t++) {
    out[t] = h->base[t] || h->years[t];
    for (size_t k = 0; k < f->result->n_horizons; k++) out[t] |= h->horizon[k][t];
  }
  return out;
}

static const struct ek_few *told(const struct ek_seen *f, const struct hidden *all) {
  struct ek_few *few = ek_alloc(f->r->arena, sizeof *few);
  bool *hidden = all->base;
  few->account = anywhere(f, all);
  few->disposable = hidden[f->accounts + EK_SEEN_DISPOSABLE];
  few->pay = hidden[f->accounts + EK_SEEN_PAY];
  few->line = hidden + f->accounts + EK_SEEN_MORE;
  return few;
}

/* What is hidden at the time of a figure. */
static const bool *set_of(const struct ek_seen *f, const struct hidden *all, const struct ek_figure *figure) {
  if (figure->def->by_year) return all->years;
  for (size_t h = 0; figure->horizon > 0 && h < f->result->n_horizons; h++) {
    if (f->result->horizons[h] == figure->horizon) return all->horizon[h];
  }
  return all->base;
}

/* Its values, how sure they are, what one person does to them, and how others fared. */
static void take_out(const struct ek_seen *f, struct ek_result *out, const struct hidden *all) {
  const bool *hidden = all->base;
  double *nothing = ek_alloc_array(f->r->arena, out->draws, sizeof *nothing);
  struct ek_interval *intervals = out->bootstrap != NULL ? (struct ek_interval *)out->bootstrap->of : NULL;
  struct ek_figure *figures = out->figures.items;
  for (size_t d = 0; d < out->draws; d++) nothing[d] = NAN;
  out->few = told(f, all);
  for (size_t i = 0; i < out->figures.n; i++) {
    if (!hides(f, out, set_of(f, all, &figures[i]), &figures[i])) continue;
    figures[i].hidden = true;
    figures[i].column = nothing;
    figures[i].value = NAN;
    if (intervals != NULL) intervals[i].known = false;
  }
  struct ek_contrast *contrasts = out->contrasts.items;
  for (size_t i = 0; i < out->contrasts.n; i++) contrasts[i].masked |= contrasts[i].state == NULL && hidden[contrasts[i].actor];
  struct ek_influence *influences = out->influences.items;
  size_t kept = 0;
  for (size_t i = 0; i < out->influences.n; i++) if (!hidden[influences[i].actor]) influences[kept++] = influences[i];
  out->influences.n = kept;
}

void ek_few_hide(struct ek_runner *r, struct ek_result *result) {
  const struct ek_breakdown_result *b = result->breakdowns.items;
  struct ek_seen f = ek_seen_new(r, result, ek_arena_new());
  const struct ek_seen_by all = {0};
  struct hidden whole = hide_few(&f, &all, 1, NULL, NULL);
  close_lines(&f, whole.base);
  for (size_t i = 0; i < result->breakdowns.n; i++) {
    struct hidden hidden = hide_breakdown(&f, b, i, &whole);
    for (size_t g = 0; g < b[i].by->n; g++) take_out(&f, (struct ek_result *)b[i].groups[g].result, &hidden);
  }
  take_out(&f, result, &whole);
  if (result->sample != NULL) take_out(&f, (struct ek_result *)result->sample, &whole);
  ek_arena_free(f.scratch);
}
