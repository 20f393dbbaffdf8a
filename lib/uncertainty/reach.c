/* Standings that the value reaches are priced with each of its values; a person's change is held
 * against the situation before, as in every figure. */
#include "uncertainty/reach.h"

#include <math.h>
#include <string.h>

#include "engine/draw.h"
#include "engine/few.h"
#include "engine/repricing.h"
#include "privacy/masking.h"

#define ORE 0.01 /* kr a year, as in few_seen.c */

struct reaching {
  const struct ek_result *base;
  struct ek_runner *r;
  size_t accounts, others; /* others: values besides what it is */
  const uint32_t *number; /* [standings] + 1; 0: the value does not reach it */
  double *off;            /* [reached * accounts * others] kr a year more with each of them */
};

static bool reached(const void *data, const struct ek_asked *asked) { return ek_varied_reaches(data, asked); }

static void take(void *data, size_t number, const struct ek_standing_price *price) {
  const struct reaching *k = data;
  const struct ek_model *m = k->base->model;
  const double *displaced = ek_path_displaced_share(k->r->arena, &k->base->runner->corrections, 1);
  size_t n = k->others;
  double *off = k->off + number * k->accounts * n;
  for (size_t a = 0; a < k->accounts; a++) {
    const double *net = price->net + a * (n + 1);
    for (size_t v = 0; v < n; v++) off[a * n + v] = net[1 + v] - net[0];
  }
  for (size_t v = 0; displaced != NULL && v < n; v++) {
    off[(size_t)m->displaced * n + v] += off[(size_t)EK_ACCOUNT_PRODUCTION(m) * n + v] * displaced[0];
  }
}

/* A member's change in one stay, for each account and value: [accounts * others]. */
static bool change(const struct reaching *k, uint32_t standing, uint32_t before, double *out) {
  uint32_t at = k->number[standing], from = k->number[before];
  if (at == from) return false;
  size_t n = k->accounts * k->others;
  for (size_t i = 0; i < n; i++) out[i] = (at > 0 ? k->off[(at - 1) * n + i] : 0) - (from > 0 ? k->off[(from - 1) * n + i] : 0);
  return true;
}

/* `sees`: [actors * others]. What cannot be computed with a value is not told with it. */
static void mark(const struct reaching *k, const double *accounts, bool *sees) {
  const struct ek_model *m = k->base->model;
  for (int actor = 0; actor < (int)m->n_actors; actor++) {
    for (size_t v = 0; v < k->others; v++) {
      double sum = 0;
      for (size_t a = 0; a < m->n_actors; a++) {
        if (m->actors[a].leaf && ek_ledger_within(k->base->ledger, (int)a, actor)) sum += accounts[a * k->others + v];
      }
      sees[(size_t)actor * k->others + v] |= fabs(sum) > ORE;
    }
  }
}

/* How many see what a value does to an actor in some months: the result is theirs. Sides by turns, participants first. */
static size_t *heads_in(const struct reaching *k, size_t from, size_t to) {
  const struct ek_people *p = k->base->runner->crowd->people;
  const struct ek_stay *stay = p->stays.items;
  const struct ek_stretch *stretch = p->stretches.items;
  size_t n = k->base->model->n_actors * k->others, *heads = ek_alloc_array(k->r->arena, 2 * n, sizeof *heads);
  double *accounts = ek_alloc_array(k->r->arena, k->accounts * k->others, sizeof *accounts);
  bool *sees = ek_alloc_array(k->r->arena, n, sizeof *sees);
  for (size_t i = 0; i < p->n; i++) {
    if (k->base->runner->everybody->weight[i] == 0) continue;
    memset(sees, 0, n * sizeof *sees);
    for (size_t s = p->first_stay[i]; s < p->first_stay[i + 1]; s++) {
      const struct ek_stretch *t = &stretch[stay[s].stretch];
      bool then = t->first < to && (t->length == SIZE_MAX || t->first + t->length > from);
      if (then && change(k, stay[s].standing, p->before[i], accounts)) mark(k, accounts, sees);
    }
    for (size_t c = 0; c < n; c++) heads[2 * c + (i >= p->participants)] += sees[c];
  }
  return heads;
}

static bool any_few(const struct reaching *k, const size_t *heads, size_t actor) {
  for (size_t c = 2 * actor * k->others; c < 2 * (actor + 1) * k->others; c++) if (heads[c] > 0 && heads[c] < EK_FEWEST) return true;
  return false;
}

/* From each horizon on: of a step in which a value reaches nobody, the next tells, or the one after it. */
static void carry_back(const struct reaching *k, const size_t *later, size_t *heads) {
  for (size_t c = 0; c < 2 * k->base->model->n_actors * k->others; c++) if (heads[c] == 0) heads[c] = later[c];
}

/* Siblings of those in it, and what is below them: parents come before children. */
static void add_siblings(const struct ek_model *m, const bool *few, bool *out) {
  for (size_t a = 0; a < m->n_actors; a++) {
    int parent = m->actors[a].parent;
    for (size_t b = 0; b < m->n_actors; b++) out[a] |= few[b] && m->actors[b].parent == parent;
    if (parent >= 0) out[a] |= out[parent];
  }
}

void ek_reach_few(const struct ek_result *base, const struct ek_varied *varied, size_t values, bool *few) {
  size_t actors = base->model->n_actors, n;
  memset(few, 0, base->n_horizons * actors * sizeof *few);
  if (base->runner->crowd == NULL) return;
  if (base->model->displaced >= 0 && base->few != NULL && base->few->account[EK_ACCOUNT_PRODUCTION(base->model)]) {
    memset(few, true, base->n_horizons * actors * sizeof *few);
    return;
  }
  struct ek_arena *own = ek_arena_new();
  struct ek_runner r = {.arena = own, .diags = ek_diags_new(own), .study = base->study, .draws = values, .fitted = base->runner->fitted,
                        .varied = varied, .n_varied = 1};
  struct reaching k = {.base = base, .r = &r, .accounts = actors + 2, .others = values - 1};
  uint32_t *number, *standing;
  n = ek_repricing_find(own, base->runner->crowd, reached, varied, &standing, &number);
  ek_draw_columns(&r);
  k.number = number;
  k.off = ek_alloc_array(own, n * k.accounts * k.others, sizeof *k.off);
  ek_crowd_draw(&r, standing, n, take, &k);
  size_t *later = ek_alloc_array(own, 2 * actors * k.others, sizeof *later);
  for (size_t h = n > 0 ? base->n_horizons : 0; h-- > 0;) {
    bool *at = ek_alloc_array(own, actors, sizeof *at), *all = ek_alloc_array(own, actors, sizeof *all);
    size_t end = (size_t)base->horizons[h];
    const size_t *until = heads_in(&k, 0, end);
    for (size_t a = 0; a < actors; a++) at[a] = any_few(&k, until, a) || any_few(&k, later, a);
    add_siblings(base->model, at, all);
    for (size_t a = 0; a < actors; a++) few[a * base->n_horizons + h] = all[a];
    if (h == 0) break;
    size_t *step = heads_in(&k, (size_t)base->horizons[h - 1], end);
    carry_back(&k, later, step);
    later = step;
  }
  ek_arena_free(own);
}

void ek_reach_few_years(const struct ek_result *base, bool *few) {
  for (size_t a = 0; base->few != NULL && a < base->model->n_actors; a++) {
    for (size_t h = 0; h < base->n_horizons; h++) few[a * base->n_horizons + h] |= base->few->account[a];
  }
}

void ek_reach_few_drawn(const struct ek_result *base, size_t slot, bool *few) {
  static const double quantiles[] = {0.001, 0.025, 0.1, 0.25, 0.75, 0.9, 0.975, 0.999};
  enum { N = sizeof quantiles / sizeof *quantiles };
  const struct ek_fitted_dist *f = &base->runner->fitted[slot];
  struct ek_quantity *const *uncertain = base->study->uncertain.items;
  double values[1 + N] = {f->fit.mean};
  for (int i = 0; i < N; i++) values[1 + i] = ek_dist_quantile(&f->terms, &f->fit, quantiles[i]);
  ek_reach_few(base, &(struct ek_varied){.kind = EK_VARY_VALUE, .value = uncertain[slot]->value, .column = values}, 1 + N, few);
}
