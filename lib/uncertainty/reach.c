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
#define VALUES 3

struct reaching {
  const struct ek_result *base;
  struct ek_runner *r;
  size_t accounts;
  const uint32_t *number; /* [standings] + 1; 0: the value does not reach it */
  double *off;            /* [reached * accounts * 2] kr a year more with the other values */
};

static bool reached(const void *data, const struct ek_asked *asked) { return ek_varied_reaches(data, asked); }

static void take(void *data, size_t number, const struct ek_standing_price *price) {
  const struct reaching *k = data;
  const struct ek_model *m = k->base->model;
  const double *displaced = ek_path_displaced_share(k->r->arena, &k->base->runner->corrections, 1);
  double *off = k->off + number * k->accounts * 2;
  for (size_t a = 0; a < k->accounts; a++) {
    for (size_t v = 0; v < 2; v++) off[a * 2 + v] = price->net[a * VALUES + 1 + v] - price->net[a * VALUES];
  }
  for (size_t v = 0; displaced != NULL && v < 2; v++) {
    off[(size_t)m->displaced * 2 + v] += off[(size_t)EK_ACCOUNT_PRODUCTION(m) * 2 + v] * displaced[0];
  }
}

/* A member's change in one stay, for each account: [accounts * 2]. */
static bool change(const struct reaching *k, uint32_t standing, uint32_t before, double *out) {
  uint32_t at = k->number[standing], from = k->number[before];
  if (at == from) return false;
  for (size_t i = 0; i < 2 * k->accounts; i++) {
    out[i] = (at > 0 ? k->off[(at - 1) * k->accounts * 2 + i] : 0) - (from > 0 ? k->off[(from - 1) * k->accounts * 2 + i] : 0);
  }
  return true;
}

static void mark(const struct reaching *k, const double *accounts, bool *sees) {
  const struct ek_model *m = k->base->model;
  for (int actor = 0; actor < (int)m->n_actors; actor++) {
    double sum[2] = {0};
    for (size_t a = 0; a < m->n_actors; a++) {
      if (!m->actors[a].leaf || !ek_ledger_within(k->base->ledger, (int)a, actor)) continue;
      sum[0] += accounts[a * 2];
      sum[1] += accounts[a * 2 + 1];
    }
    sees[actor] |= fabs(sum[0]) > ORE || fabs(sum[1]) > ORE;
  }
}

/* Adds those of whom too few see the value in some months. */
static void add_few(const struct reaching *k, size_t from, size_t to, bool *few) {
  const struct ek_people *p = k->base->runner->crowd->people;
  const struct ek_stay *stay = p->stays.items;
  const struct ek_stretch *stretch = p->stretches.items;
  size_t actors = k->base->model->n_actors, *heads = ek_alloc_array(k->r->arena, 2 * actors, sizeof *heads);
  double *accounts = ek_alloc_array(k->r->arena, 2 * k->accounts, sizeof *accounts);
  bool *sees = ek_alloc_array(k->r->arena, actors, sizeof *sees);
  for (size_t i = 0; i < p->n; i++) {
    if (k->base->runner->everybody->weight[i] == 0) continue;
    memset(sees, 0, actors * sizeof *sees);
    for (size_t s = p->first_stay[i]; s < p->first_stay[i + 1]; s++) {
      const struct ek_stretch *t = &stretch[stay[s].stretch];
      bool then = t->first < to && (t->length == SIZE_MAX || t->first + t->length > from);
      if (then && change(k, stay[s].standing, p->before[i], accounts)) mark(k, accounts, sees);
    }
    for (size_t a = 0; a < actors; a++) heads[2 * a + (i >= p->participants)] += sees[a];
  }
  for (size_t a = 0; a < 2 * actors; a++) few[a / 2] |= heads[a] > 0 && heads[a] < EK_FEWEST;
}

/* Siblings of those in it, and what is below them: parents come before children. */
static void add_siblings(const struct ek_model *m, const bool *few, bool *out) {
  for (size_t a = 0; a < m->n_actors; a++) {
    int parent = m->actors[a].parent;
    for (size_t b = 0; b < m->n_actors; b++) out[a] |= few[b] && m->actors[b].parent == parent;
    if (parent >= 0) out[a] |= out[parent];
  }
}

void ek_reach_few(const struct ek_result *base, const struct ek_varied *varied, bool *few) {
  size_t actors = base->model->n_actors, n;
  memset(few, 0, base->n_horizons * actors * sizeof *few);
  if (base->runner->crowd == NULL) return;
  if (base->model->displaced >= 0 && base->few != NULL && base->few->account[EK_ACCOUNT_PRODUCTION(base->model)]) {
    memset(few, true, base->n_horizons * actors * sizeof *few);
    return;
  }
  struct ek_arena *own = ek_arena_new();
  struct ek_runner r = {.arena = own, .diags = ek_diags_new(own), .study = base->study, .draws = VALUES, .fitted = base->runner->fitted,
                        .varied = varied, .n_varied = 1};
  struct reaching k = {.base = base, .r = &r, .accounts = actors + 2};
  uint32_t *number, *standing;
  n = ek_repricing_find(own, base->runner->crowd, reached, varied, &standing, &number);
  ek_draw_columns(&r);
  k.number = number;
  k.off = ek_alloc_array(own, n * k.accounts * 2, sizeof *k.off);
  ek_crowd_draw(&r, standing, n, take, &k);
  for (size_t h = 0; n > 0 && h < base->n_horizons; h++) {
    bool *at = ek_alloc_array(own, actors, sizeof *at), *all = ek_alloc_array(own, actors, sizeof *all);
    size_t end = (size_t)base->horizons[h];
    add_few(&k, 0, end, at);
    if (h + 1 < base->n_horizons) add_few(&k, end, (size_t)base->horizons[h + 1], at);
    add_siblings(base->model, at, all);
    for (size_t a = 0; a < actors; a++) few[a * base->n_horizons + h] = all[a];
  }
  ek_arena_free(own);
}

void ek_reach_few_years(const struct ek_result *base, bool *few) {
  for (size_t a = 0; base->few != NULL && a < base->model->n_actors; a++) {
    for (size_t h = 0; h < base->n_horizons; h++) few[a * base->n_horizons + h] |= base->few->account[a];
  }
}

void ek_reach_few_drawn(const struct ek_result *base, size_t slot, bool *few) {
  const struct ek_fitted *f = &base->runner->fitted[slot];
  const double values[VALUES] = {f->fit.mean, ek_dist_quantile(&f->terms, &f->fit, 0.1), ek_dist_quantile(&f->terms, &f->fit, 0.9)};
  struct ek_quantity *const *uncertain = base->study->uncertain.items;
  ek_reach_few(base, &(struct ek_varied){.kind = EK_VARY_VALUE, .value = uncertain[slot]->value, .column = values}, few);
}
