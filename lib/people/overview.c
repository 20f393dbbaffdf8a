/* Counts persons by where they stand, and months by where they stay. */
#include "people/overview.h"

#include <stdlib.h>
#include <string.h>

#define MOST 64 /* different states */

struct counter {
  const struct ek_people *p;
  size_t n;
  const struct ek_item *states[MOST];
};

static size_t number_of(struct counter *c, const struct ek_item *item) {
  size_t i = 0;
  while (i < c->n && c->states[i] != item) i++;
  if (i == c->n && c->n < MOST) c->states[c->n++] = item;
  return i < MOST ? i : MOST - 1;
}

const struct ek_item *ek_main_state(const struct ek_people *p, uint32_t at) {
  const double *numbers;
  const struct ek_phase *phase = ek_people_phase(p, at, &numbers);
  const struct ek_item *best = NULL;
  double most = 0;
  for (size_t i = 0; i < phase->n_holdings; i++) {
    double extent = ek_people_extent(p, &phase->holdings[i], numbers);
    if (!phase->holdings[i].item->is_state || extent <= most) continue;
    most = extent;
    best = phase->holdings[i].item;
  }
  return best;
}

int ek_by_item(const void *a, const void *b) {
  const struct ek_item *x = *(const struct ek_item *const *)a, *y = *(const struct ek_item *const *)b;
  if (x == NULL || y == NULL) return (x == NULL) - (y == NULL);
  return (x > y) - (x < y);
}

/* The states of members of one side: at both ends, or of all that they ever held. */
static struct counter states_of(const struct ek_people *p, size_t from, size_t to, bool all) {
  struct counter c = {.p = p};
  const struct ek_stay *stay = p->stays.items;
  bool *used = ek_alloc_array(p->arena, p->standings.n, sizeof *used);
  for (size_t i = from; i < to; i++) {
    used[p->before[i]] = used[ek_people_lasting(p, i)] = true;
    for (size_t k = p->first_stay[i]; all && k < p->first_stay[i + 1]; k++) used[stay[k].standing] = true;
  }
  for (size_t at = 0; at < p->standings.n; at++) {
    if (!used[at]) continue;
    const double *numbers;
    const struct ek_phase *phase = ek_people_phase(p, (uint32_t)at, &numbers);
    number_of(&c, ek_main_state(p, (uint32_t)at));
    for (size_t i = 0; all && i < phase->n_holdings; i++) {
      if (phase->holdings[i].item->is_state) number_of(&c, phase->holdings[i].item);
    }
  }
  qsort(c.states, c.n, sizeof *c.states, ek_by_item);
  return c;
}

struct ek_moves ek_moves(const struct ek_people *p, bool compared) {
  size_t from = compared ? p->participants : 0, to = compared ? p->n : p->participants;
  struct counter c = states_of(p, from, to, false);
  size_t *count = ek_alloc_array(p->arena, c.n * c.n, sizeof *count);
  uint8_t *number = ek_alloc_array(p->arena, p->standings.n, sizeof *number); /* of the main state, + 1 */
  for (size_t i = from; i < to; i++) {
    uint32_t places[] = {p->before[i], ek_people_lasting(p, i)};
    for (size_t k = 0; k < 2; k++) {
      if (number[places[k]] == 0) number[places[k]] = (uint8_t)(number_of(&c, ek_main_state(p, places[k])) + 1);
    }
    count[(size_t)(number[places[0]] - 1) * c.n + number[places[1]] - 1]++;
  }
  struct ek_moves out = {.n = c.n, .count = count, .masked = ek_mask_table(p->arena, count, c.n, c.n)};
  out.states = ek_alloc_array(p->arena, c.n, sizeof *out.states);
  memcpy(out.states, c.states, c.n * sizeof *out.states);
  return out;
}

static size_t place_of(const struct ek_moves *m, const struct ek_item *state) {
  size_t i = 0;
  while (i < m->n && m->states[i] != state) i++;
  return i;
}

bool ek_moves_hide(const struct ek_moves *m, const struct ek_item *state) {
  size_t i = place_of(m, state);
  return i < m->n && (m->masked[i * (m->n + 1) + m->n] || m->masked[m->n * (m->n + 1) + i]);
}

bool ek_moves_hide_cell(const struct ek_moves *m, const struct ek_item *from, const struct ek_item *to) {
  size_t i = place_of(m, from), k = place_of(m, to);
  return i < m->n && k < m->n && m->masked[i * (m->n + 1) + k];
}

/* Months of each stay that lie in the time the file tells of, times extents. */
static void add_months(struct counter *c, size_t member, double *months, size_t *heads, size_t *last) {
  const struct ek_people *p = c->p;
  const struct ek_stay *stay = p->stays.items;
  const struct ek_stretch *stretch = p->stretches.items;
  size_t until = (size_t)p->entry[member] + p->observed[member];
  for (size_t k = p->first_stay[member]; k < p->first_stay[member + 1]; k++) {
    const struct ek_stretch *s = &stretch[stay[k].stretch];
    size_t end = s->length == SIZE_MAX || s->first + s->length > until ? until : s->first + s->length;
    if (end <= s->first) continue;
    const double *numbers;
    const struct ek_phase *phase = ek_people_phase(p, stay[k].standing, &numbers);
    for (size_t i = 0; i < phase->n_holdings; i++) {
      if (!phase->holdings[i].item->is_state) continue;
      size_t at = number_of(c, phase->holdings[i].item);
      months[at] += p->weight[member] * (double)(end - s->first) * ek_people_extent(p, &phase->holdings[i], numbers);
      heads[at] += last[at] != member + 1;
      last[at] = member + 1;
    }
  }
}

/* Where a member stands in a month; the standing before, in months before the first stay. */
static uint32_t standing_in(const struct ek_people *p, size_t member, size_t month) {
  const struct ek_stay *stay = p->stays.items;
  const struct ek_stretch *stretch = p->stretches.items;
  uint32_t at = p->before[member];
  for (size_t k = p->first_stay[member]; k < p->first_stay[member + 1]; k++) {
    if (stretch[stay[k].stretch].first <= month) at = stay[k].standing;
  }
  return at;
}

/* Persons by state at each measurement; whoever was not followed so long does not count. */
static void measure(struct counter *c, size_t from, size_t to, struct ek_overview *out) {
  const struct ek_people *p = c->p;
  const int *months = p->measured.items;
  size_t lag = (size_t)p->study->effect.lag, *all = ek_alloc_array(p->arena, p->measured.n * MOST, sizeof *all);
  for (size_t i = from; i < to; i++) {
    for (size_t k = 0; k < p->measured.n; k++) {
      size_t after = (size_t)months[k];
      if (p->observed[i] < p->during[i] + after) continue;
      uint32_t at = standing_in(p, i, (size_t)p->entry[i] + p->during[i] + (after > lag ? after : lag));
      all[k * MOST + number_of(c, ek_main_state(p, at))]++;
    }
  }
  size_t *standing = ek_alloc_array(p->arena, p->measured.n * c->n, sizeof *standing);
  bool *masked = ek_alloc_array(p->arena, p->measured.n * c->n, sizeof *masked);
  for (size_t k = 0; k < p->measured.n; k++) {
    memcpy(standing + k * c->n, all + k * MOST, c->n * sizeof *standing);
    memcpy(masked + k * c->n, ek_mask_groups(p->arena, standing + k * c->n, c->n), c->n * sizeof *masked);
    for (size_t i = 0; i < c->n; i++) masked[k * c->n + i] |= ek_moves_hide(&out->moves, c->states[i]);
  }
  out->n_measured = p->measured.n;
  out->measured = months;
  out->standing = standing;
  out->standing_masked = masked;
}

struct ek_overview ek_overview(const struct ek_people *p, bool compared) {
  size_t from = compared ? p->participants : 0, to = compared ? p->n : p->participants;
  struct counter c = states_of(p, from, to, true);
  size_t *heads = ek_alloc_array(p->arena, MOST, sizeof *heads), *last = ek_alloc_array(p->arena, MOST, sizeof *last);
  double *months = ek_alloc_array(p->arena, MOST, sizeof *months), weight = 0;
  struct ek_overview out = {.persons = to - from, .moves = ek_moves(p, compared)};
  for (size_t i = from; i < to; i++) {
    add_months(&c, i, months, heads, last);
    out.observed += p->weight[i] * p->observed[i];
    out.during += p->weight[i] * p->during[i];
    weight += p->weight[i];
  }
  bool in_time = p->study->settings.profile != EK_PROFILE_NYTTOSAM; /* else stays have no dates */
  if (in_time && p->measured.n > 1) measure(&c, from, to, &out);
  for (size_t i = 0; i < c.n; i++) months[i] = weight > 0 ? months[i] / weight : 0;
  out.observed = weight > 0 ? out.observed / weight : 0;
  out.during = weight > 0 ? out.during / weight : 0;
  out.n = c.n;
  out.states = ek_alloc_array(p->arena, c.n, sizeof *out.states);
  memcpy(out.states, c.states, c.n * sizeof *out.states);
  out.months = months;
  out.months_heads = heads;
  out.months_masked = ek_mask_groups(p->arena, heads, c.n);
  return out;
}
