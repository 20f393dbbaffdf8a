/* Sums over persons, cell by cell, always in the order of the members. */
#include "engine/presence.h"

#include <string.h>

#include "engine/run.h"

double ek_slot_sign(enum ek_slot slot) {
  return slot == EK_SLOT_WITH || slot == EK_SLOT_GROUP_BEFORE ? 1 : -1;
}

#define SLOTS 4

/* `known`: [stretches * shapes * SLOTS] the cell of each, + 1. */
static uint32_t cell_of(struct ek_arena *arena, struct ek_cells *cells, uint32_t *known,
                        uint32_t stretch, uint32_t standing, enum ek_slot slot) {
  const struct ek_people *p = cells->crowd->people;
  const struct ek_standing *s = p->standings.items;
  uint32_t *at = &known[(stretch * p->shapes.n + s[standing].shape) * SLOTS + slot];
  if (*at != 0) return *at - 1;
  *at = (uint32_t)cells->cells.n + 1;
  struct ek_crowd_cell *cell = ek_list_push(arena, &cells->cells, sizeof *cell);
  *cell = (struct ek_crowd_cell){stretch, s[standing].shape, slot, cells->n_sums};
  cells->n_sums += cells->crowd->shapes[cell->shape].n_flows;
  return *at - 1;
}

struct ek_cells *ek_cells_make(struct ek_arena *arena, const struct ek_crowd *crowd) {
  const struct ek_people *p = crowd->people;
  const struct ek_stay *stays = p->stays.items;
  struct ek_cells *c = ek_alloc(arena, sizeof *c);
  uint32_t *known = ek_alloc_array(arena, p->stretches.n * p->shapes.n * SLOTS, sizeof *known);
  c->crowd = crowd;
  c->with = ek_alloc_array(arena, p->stays.n, sizeof *c->with);
  c->before = ek_alloc_array(arena, p->stays.n, sizeof *c->before);
  for (size_t i = 0; i < p->n; i++) {
    bool compared = i >= p->participants;
    for (size_t k = p->first_stay[i]; k < p->first_stay[i + 1]; k++) {
      c->with[k] = cell_of(arena, c, known, stays[k].stretch, stays[k].standing, compared ? EK_SLOT_GROUP : EK_SLOT_WITH);
      c->before[k] = cell_of(arena, c, known, stays[k].stretch, p->before[i], compared ? EK_SLOT_GROUP_BEFORE : EK_SLOT_BEFORE);
    }
  }
  return c;
}

/* As many in the comparison group as there are participants, stratum by stratum. */
static void scale_group(const struct ek_people *p, struct ek_arena *arena, double *weight) {
  size_t strata = 0;
  for (size_t i = 0; i < p->n; i++) if (p->stratum[i] >= strata) strata = (size_t)p->stratum[i] + 1;
  double *sum = ek_alloc_array(arena, 2 * strata, sizeof *sum);
  for (size_t i = 0; i < p->n; i++) sum[2 * p->stratum[i] + (i >= p->participants)] += weight[i];
  for (size_t i = p->participants; i < p->n; i++) {
    double all = sum[2 * p->stratum[i] + 1];
    weight[i] *= all > 0 ? sum[2 * p->stratum[i]] / all : 0;
  }
}

/* Where everybody stands: what is summed of standings need not be summed of persons. */
static void place(struct ek_arena *arena, const struct ek_people *p, struct ek_presence *out) {
  double **columns[] = {&out->before, &out->lasting, &out->full, &out->group_before, &out->group_lasting};
  for (size_t i = 0; i < 5; i++) *columns[i] = ek_alloc_array(arena, p->standings.n, sizeof(double));
  for (size_t i = 0; i < p->n; i++) {
    bool compared = i >= p->participants;
    (compared ? out->group_before : out->before)[p->before[i]] += out->weight[i];
    (compared ? out->group_lasting : out->lasting)[ek_people_lasting(p, i)] += out->weight[i];
    if (!compared && p->full[i] != EK_NO_STANDING) out->full[p->full[i]] += out->weight[i];
  }
}

static void add(struct ek_presence *out, uint32_t at, uint32_t standing, double weight) {
  const struct ek_crowd *crowd = out->cells->crowd;
  const struct ek_crowd_cell *cell = (const struct ek_crowd_cell *)out->cells->cells.items + at;
  const struct ek_shape_price *price = &crowd->shapes[cell->shape];
  const double *amount = price->amount + crowd->row[standing] * price->n_flows;
  double *sum = out->sum + cell->first;
  for (size_t f = 0; f < price->n_flows; f++) sum[f] += weight * amount[f];
  out->persons[at] += weight;
  out->heads_of[at]++;
}

struct ek_presence *ek_presence_make(struct ek_arena *arena, const struct ek_cells *cells,
                                     const double *counts, double whole) {
  const struct ek_people *p = cells->crowd->people;
  const struct ek_stay *stays = p->stays.items;
  struct ek_presence *out = ek_alloc(arena, sizeof *out);
  double *weight = ek_alloc_array(arena, p->n, sizeof *weight);
  for (size_t i = 0; i < p->n; i++) weight[i] = p->weight[i] * (counts != NULL ? counts[i] : 1);
  for (size_t i = p->participants; cells->factor != NULL && i < p->n; i++) weight[i] *= cells->factor[i];
  for (size_t i = 0; i < p->participants; i++) {
    out->people += weight[i];
    out->heads += weight[i] > 0;
  }
  for (size_t i = 0; whole > 0 && i < p->participants; i++) weight[i] *= whole / out->people;
  if (whole > 0) out->people = whole;
  if (p->n > p->participants) scale_group(p, arena, weight);
  out->cells = cells;
  out->weight = weight;
  place(arena, p, out);
  out->persons = ek_alloc_array(arena, cells->cells.n, sizeof *out->persons);
  out->heads_of = ek_alloc_array(arena, cells->cells.n, sizeof *out->heads_of);
  out->sum = ek_alloc_array(arena, cells->n_sums, sizeof *out->sum);
  for (size_t i = 0; i < p->n; i++) {
    if (weight[i] == 0) continue;
    for (size_t k = p->first_stay[i]; k < p->first_stay[i + 1]; k++) {
      add(out, cells->with[k], stays[k].standing, weight[i]);
      add(out, cells->before[k], p->before[i], weight[i]);
    }
  }
  return out;
}

double *ek_stretch_profile(struct ek_arena *arena, const struct ek_stretch *s, const struct ek_study *study,
                           const struct ek_corrections *c, size_t months, size_t draws) {
  double *out = ek_alloc_array(arena, months * draws, sizeof *out);
  const double *net = ek_path_net_share(arena, c, draws);
  for (size_t m = s->first; m < months && m - s->first < s->length; m++) {
    for (size_t d = 0; d < draws; d++) {
      double kept = m < s->fades ? 1 : ek_path_retained(study, c, m - s->fades, d);
      out[m * draws + d] = net[d] * kept;
    }
  }
  return out;
}

static enum ek_role role_of(enum ek_slot slot) {
  return slot == EK_SLOT_WITH ? EK_ROLE_WITH : slot == EK_SLOT_BEFORE ? EK_ROLE_COMPARISON : EK_ROLE_GROUP;
}

/* The lines of one cell: all persons in it, at the mean of their prices. */
static void book_cell(struct ek_ledger *ledger, const struct ek_presence *p, size_t at,
                      const double *profile, const double *net, const double *displaced) {
  const struct ek_crowd *crowd = p->cells->crowd;
  const struct ek_crowd_cell *cell = (const struct ek_crowd_cell *)p->cells->cells.items + at;
  const struct ek_shape *shape = (const struct ek_shape *)crowd->people->shapes.items + cell->shape;
  const struct ek_stretch *stretch = (const struct ek_stretch *)crowd->people->stretches.items + cell->stretch;
  const struct ek_shape_price *price = &crowd->shapes[cell->shape];
  size_t n = ledger->draws;
  double persons = ek_slot_sign(cell->slot) * p->persons[at];
  double *quantity = ek_alloc_array(ledger->arena, ledger->months * n, sizeof *quantity);
  double *steady = ek_alloc_array(ledger->arena, n, sizeof *steady);
  for (size_t i = 0; i < ledger->months * n; i++) quantity[i] = persons * profile[i];
  for (size_t d = 0; d < n; d++) steady[d] = persons * net[d];
  const double *const *months = ek_ledger_columns(ledger->arena, quantity, ledger->months, ledger->months, n);
  for (size_t f = 0; f < price->n_flows; f++) {
    double *mean = ek_alloc_array(ledger->arena, n, sizeof *mean);
    for (size_t d = 0; d < n; d++) mean[d] = p->sum[cell->first + f] / p->persons[at];
    struct ek_line line = {.side = EK_SIDE_EFFECT, .role = role_of(cell->slot), .cell = cell, .phase = &shape->phase,
                           .item = price->flows[f].item, .flow = price->flows[f].flow, .from = price->flows[f].from,
                           .to = price->flows[f].to, .price = mean, .quantity = months,
                           .steady = stretch->length == SIZE_MAX ? steady : NULL};
    ek_ledger_book(ledger, &line);
    ek_run_book_displaced(ledger, &line, displaced);
  }
}

void ek_presence_book(struct ek_ledger *ledger, const struct ek_presence *p, const struct ek_study *study,
                      const struct ek_corrections *corrections) {
  const struct ek_people *people = p->cells->crowd->people;
  const struct ek_crowd_cell *cells = p->cells->cells.items;
  const struct ek_stretch *stretches = people->stretches.items;
  const double *net = ek_path_net_share(ledger->arena, corrections, ledger->draws);
  const double *displaced = ek_path_displaced_share(ledger->arena, corrections, ledger->draws);
  const double **profile = ek_alloc_array(ledger->arena, people->stretches.n, sizeof *profile);
  for (size_t i = 0; i < p->cells->cells.n; i++) {
    bool group = cells[i].slot >= EK_SLOT_GROUP;
    if (p->persons[i] == 0 || (group && !corrections->compared)) continue;
    uint32_t s = cells[i].stretch;
    if (profile[s] == NULL) {
      profile[s] = ek_stretch_profile(ledger->arena, &stretches[s], study, corrections, ledger->months, ledger->draws);
    }
    book_cell(ledger, p, i, profile[s], net, displaced);
  }
}
