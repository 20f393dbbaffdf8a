/* Means and their errors over members, weighed as they count in the run. */
#include "engine/compare.h"

#include <math.h>
#include <stdlib.h>

#include "engine/bootstrap.h"
#include "people/overview.h"
#include "privacy/masking.h"

/* One variable of every member: before and after. */
struct measured {
  const struct ek_runner *r;
  const struct ek_item *state;
  int actor;
};

static double extent(const struct ek_people *p, uint32_t at, const struct ek_item *state) {
  const double *numbers;
  const struct ek_phase *phase = ek_people_phase(p, at, &numbers);
  double sum = 0;
  for (size_t i = 0; i < phase->n_holdings; i++) {
    if (phase->holdings[i].item == state) sum += ek_people_extent(p, &phase->holdings[i], numbers);
  }
  return sum;
}

/* What an actor gets in a year from one person who stands there. */
static double worth(const struct ek_runner *r, uint32_t at, int actor) {
  const struct ek_crowd *c = r->crowd;
  const struct ek_model *m = r->study->model;
  double sum = 0;
  for (size_t a = 0; a < m->n_actors; a++) {
    if (m->actors[a].leaf && ek_model_below(m, (int)a, actor)) sum += c->net[at * c->accounts + a];
  }
  return sum;
}

static double value_at(const struct measured *m, uint32_t at) {
  return m->state != NULL ? extent(m->r->study->people, at, m->state) : worth(m->r, at, m->actor);
}

/* The values of all standings: members share them. */
static double *values_of(const struct measured *m) {
  size_t n = m->r->study->people->standings.n;
  double *out = ek_alloc_array(m->r->arena, n, sizeof *out);
  for (size_t i = 0; i < n; i++) out[i] = value_at(m, (uint32_t)i);
  return out;
}

/* Persons in each standing, one by one: before and in the end, of both sides. */
struct heads {
  size_t *before[2], *after[2];
};

static struct heads count_heads(struct ek_runner *r) {
  const struct ek_people *p = r->study->people;
  struct heads h;
  for (int side = 0; side < 2; side++) {
    h.before[side] = ek_alloc_array(r->arena, p->standings.n, sizeof(size_t));
    h.after[side] = ek_alloc_array(r->arena, p->standings.n, sizeof(size_t));
  }
  for (size_t i = 0; i < p->n; i++) {
    if (r->weighting != NULL && r->presence->weight[i] == 0) continue; /* left out of the weighted group */
    h.before[i >= p->participants][p->before[i]]++;
    h.after[i >= p->participants][ek_people_lasting(p, i)]++;
  }
  return h;
}

static void measure_side(const struct measured *m, const struct heads *heads, const double *value, int side,
                         struct ek_contrast *out) {
  const struct ek_presence *p = m->r->presence;
  const double *before = side ? p->group_before : p->before, *after = side ? p->group_lasting : p->lasting;
  double sum = 0;
  for (size_t s = 0; s < m->r->study->people->standings.n; s++) {
    sum += before[s];
    out->before[side] += before[s] * value[s];
    out->after[side] += after[s] * value[s];
    out->heads_before[side] += value[s] > 0 ? heads->before[side][s] : 0;
    out->heads_after[side] += value[s] > 0 ? heads->after[side][s] : 0;
  }
  out->before[side] = sum > 0 ? out->before[side] / sum : NAN;
  out->after[side] = sum > 0 ? out->after[side] / sum : NAN;
  out->change[side] = out->after[side] - out->before[side];
  out->error[side] = NAN;
}

/* Two digits: all of them would tell how many stayed, went and came, one by one. */
static double coarse(double error) {
  if (!(error > 0) || !isfinite(error)) return error;
  double unit = pow(10, floor(log10(error)) - 1);
  return round(error / unit) * unit;
}

/* The standard error of a side's mean change; none of a state in which few stayed. */
static void measure_error(const struct measured *m, const double *value, int side, struct ek_contrast *out) {
  const struct ek_people *p = m->r->study->people;
  const double *weight = m->r->presence->weight;
  size_t from = side ? p->participants : 0, to = side ? p->n : p->participants, n = 0;
  size_t stayed = 0, moved = 0;
  double sum = 0, squares = 0;
  for (size_t i = from; i < to; i++) {
    double before = value[p->before[i]], after = value[ek_people_lasting(p, i)], off = after - before - out->change[side];
    bool counts = m->r->weighting == NULL || weight[i] > 0;
    moved += counts && before != after;
    stayed += counts && before == after && after > 0;
    squares += weight[i] * weight[i] * off * off;
    sum += weight[i];
    n += weight[i] > 0;
  }
  out->heads_moved[side] = moved;
  if (n < 2 || (m->state != NULL && stayed > 0 && stayed < EK_FEWEST)) return;
  out->error[side] = coarse(sqrt(squares * (double)n / (double)(n - 1)) / sum);
}

/* What the group as it is would say, and the error of what the weighted one does. */
static void add_plain(const struct ek_runner *r, const struct ek_presence *plain, const struct measured *m,
                      const struct heads *heads, const double *value, struct ek_contrast *out) {
  struct ek_runner unweighted = *r;
  unweighted.presence = plain;
  struct measured other = {&unweighted, m->state, m->actor};
  struct ek_contrast c = {.state = out->state, .actor = out->actor};
  for (int side = 0; side < 2; side++) {
    measure_side(&other, heads, value, side, &c);
    measure_error(&other, value, side, &c);
  }
  out->unweighted = c.change[0] - c.change[1];
  out->error_unweighted = coarse(sqrt(c.error[0] * c.error[0] + c.error[1] * c.error[1]));
  if (isnan(out->error_of_difference)) return; /* few stayed, on one side or the other */
  const struct ek_people *p = r->study->people;
  double *change = ek_alloc_array(r->arena, p->n, sizeof *change);
  for (size_t i = 0; i < p->n; i++) change[i] = value[ek_people_lasting(p, i)] - value[p->before[i]];
  out->error_of_difference = coarse(ek_weighting_error(r->weighting, r->presence, r->arena, change, out->change));
}

static struct ek_contrast contrast(struct ek_runner *r, const struct ek_presence *plain, const struct heads *heads,
                                   const struct ek_item *state, int actor) {
  const struct measured m = {r, state, actor};
  struct ek_contrast out = {.state = state, .actor = actor};
  const double *value = values_of(&m);
  bool compared = r->study->people->n > r->study->people->participants;
  bool errors = compared || r->study->people->n <= EK_BOOTSTRAP_PEOPLE; /* of so many they say nothing */
  for (int side = 0; side < 1 + compared; side++) {
    measure_side(&m, heads, value, side, &out);
    if (errors) measure_error(&m, value, side, &out);
  }
  out.difference = out.change[0] - (compared ? out.change[1] : 0);
  out.error_of_difference = coarse(compared ? sqrt(out.error[0] * out.error[0] + out.error[1] * out.error[1]) : out.error[0]);
  out.unweighted = out.error_unweighted = NAN;
  if (plain != NULL) add_plain(r, plain, &m, heads, value, &out);
  return out;
}

/* The states that anybody is in before or in the end. */
static struct ek_list states_of(struct ek_runner *r) {
  const struct ek_people *p = r->study->people;
  const struct ek_standing *s = p->standings.items;
  const struct ek_shape *shapes = p->shapes.items;
  bool *used = ek_alloc_array(r->arena, p->shapes.n, sizeof *used);
  struct ek_list out = {0};
  for (size_t i = 0; i < p->n; i++) used[s[p->before[i]].shape] = used[s[ek_people_lasting(p, i)].shape] = true;
  for (size_t k = 0; k < p->shapes.n; k++) {
    for (size_t h = 0; used[k] && h < shapes[k].phase.n_holdings; h++) {
      const struct ek_item *item = shapes[k].phase.holdings[h].item;
      const struct ek_item *const *known = out.items;
      bool there = !item->is_state;
      for (size_t i = 0; i < out.n; i++) there |= known[i] == item;
      if (!there) *(const struct ek_item **)ek_list_push(r->arena, &out, sizeof item) = item;
    }
  }
  if (out.n > 1) qsort(out.items, out.n, sizeof(struct ek_item *), ek_by_item);
  return out;
}

/* A row is masked when any of its cells must be, when few changed, and where the table of moves
 * is. */
static void mask(const struct ek_people *p, struct ek_arena *arena, struct ek_contrast *rows, size_t n) {
  size_t *counts = ek_alloc_array(arena, n, sizeof *counts);
  for (size_t side = 0; side < (p->n > p->participants ? 2u : 1u); side++) {
    struct ek_moves moves = ek_moves(p, side == 1);
    for (size_t i = 0; i < n; i++) {
      bool few = rows[i].heads_moved[side] > 0 && rows[i].heads_moved[side] < EK_FEWEST;
      rows[i].masked |= few || ek_moves_hide(&moves, rows[i].state);
    }
  }
  for (int cell = 0; cell < 4; cell++) {
    for (size_t i = 0; i < n; i++) counts[i] = cell & 2 ? rows[i].heads_after[cell & 1] : rows[i].heads_before[cell & 1];
    const bool *masked = ek_mask_groups(arena, counts, n);
    for (size_t i = 0; i < n; i++) rows[i].masked |= masked[i];
  }
}

/* Everybody with the comparison group as it is; NULL where it is not weighed. */
static const struct ek_presence *plain_presence(struct ek_runner *r) {
  if (r->weighting == NULL) return NULL;
  struct ek_cells *cells = ek_alloc(r->arena, sizeof *cells);
  *cells = *r->presence->cells;
  cells->factor = NULL;
  return ek_presence_make(r->arena, cells, NULL, r->study->people->whole);
}

struct ek_list ek_contrasts(struct ek_runner *r) {
  struct ek_list out = {0}, states = states_of(r);
  const struct heads heads = count_heads(r);
  const struct ek_item *const *state = states.items;
  const struct ek_presence *plain = plain_presence(r);
  for (size_t i = 0; i < states.n; i++) {
    *(struct ek_contrast *)ek_list_push(r->arena, &out, sizeof(struct ek_contrast)) = contrast(r, plain, &heads, state[i], -1);
  }
  mask(r->study->people, r->arena, out.items, states.n);
  for (int a = 0; a < (int)r->study->model->n_actors; a++) {
    *(struct ek_contrast *)ek_list_push(r->arena, &out, sizeof(struct ek_contrast)) = contrast(r, plain, &heads, NULL, a);
  }
  return out;
}
