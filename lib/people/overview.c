/* Counts persons by where they stand, and months by where they stay. */
#include "people/overview.h"

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

static const struct ek_phase *phase_of(const struct ek_people *p, uint32_t at, const double **numbers) {
  const struct ek_standing *s = (const struct ek_standing *)p->standings.items + at;
  *numbers = (const double *)p->numbers.items + s->first;
  return &((const struct ek_shape *)p->shapes.items)[s->shape].phase;
}

/* The state that most of the time goes to; NULL for none. */
static const struct ek_item *main_state(const struct ek_people *p, uint32_t at) {
  const double *numbers;
  const struct ek_phase *phase = phase_of(p, at, &numbers);
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
    const struct ek_phase *phase = phase_of(p, stay[k].standing, &numbers);
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
      all[k * MOST + number_of(c, main_state(p, at))]++;
    }
  }
  size_t *standing = ek_alloc_array(p->arena, p->measured.n * c->n, sizeof *standing);
  bool *masked = ek_alloc_array(p->arena, p->measured.n * c->n, sizeof *masked);
  for (size_t k = 0; k < p->measured.n; k++) {
    memcpy(standing + k * c->n, all + k * MOST, c->n * sizeof *standing);
    memcpy(masked + k * c->n, ek_mask_groups(p->arena, standing + k * c->n, c->n), c->n * sizeof *masked);
  }
  out->n_measured = p->measured.n;
  out->measured = months;
  out->standing = standing;
  out->standing_masked = masked;
}

struct ek_overview ek_overview(const struct ek_people *p, bool compared) {
  struct counter c = {.p = p};
  size_t from = compared ? p->participants : 0, to = compared ? p->n : p->participants;
  size_t *all = ek_alloc_array(p->arena, MOST * MOST, sizeof *all), *heads = ek_alloc_array(p->arena, MOST, sizeof *heads);
  size_t *last = ek_alloc_array(p->arena, MOST, sizeof *last);
  double *months = ek_alloc_array(p->arena, MOST, sizeof *months), weight = 0;
  struct ek_overview out = {.persons = to - from};
  uint8_t *number = ek_alloc_array(p->arena, p->standings.n, sizeof *number); /* of the main state, + 1 */
  for (size_t i = from; i < to; i++) {
    uint32_t places[] = {p->before[i], ek_people_lasting(p, i)};
    for (size_t k = 0; k < 2; k++) {
      if (number[places[k]] == 0) number[places[k]] = (uint8_t)(number_of(&c, main_state(p, places[k])) + 1);
    }
    all[(number[places[0]] - 1) * MOST + number[places[1]] - 1]++;
    add_months(&c, i, months, heads, last);
    out.observed += p->weight[i] * p->observed[i];
    out.during += p->weight[i] * p->during[i];
    weight += p->weight[i];
  }
  bool in_time = p->study->settings.profile != EK_PROFILE_NYTTOSAM; /* else stays have no dates */
  if (in_time && p->measured.n > 1) measure(&c, from, to, &out);
  size_t *moves = ek_alloc_array(p->arena, c.n * c.n, sizeof *moves);
  for (size_t i = 0; i < c.n; i++) memcpy(moves + i * c.n, all + i * MOST, c.n * sizeof *moves);
  for (size_t i = 0; i < c.n; i++) months[i] = weight > 0 ? months[i] / weight : 0;
  out.observed = weight > 0 ? out.observed / weight : 0;
  out.during = weight > 0 ? out.during / weight : 0;
  out.n = c.n;
  out.states = ek_alloc_array(p->arena, c.n, sizeof *out.states);
  memcpy(out.states, c.states, c.n * sizeof *out.states);
  out.moves = moves;
  out.masked = ek_mask_table(p->arena, moves, c.n, c.n);
  out.months = months;
  out.months_heads = heads;
  out.months_masked = ek_mask_groups(p->arena, heads, c.n);
  return out;
}
