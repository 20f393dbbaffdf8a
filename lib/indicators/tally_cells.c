/* Answers in cells, in an order that does not follow that of the rows, and which cells are hidden. */
#include <math.h>
#include <stdlib.h>

#include "indicators/tally_parts.h"

static uint32_t part_of(const struct ek_tally_maker *m, const struct ek_answer *x) { return m->by < 0 ? 0 : x->part[m->by]; }

struct ek_answer_cell *ek_tally_cell(const struct ek_tally_maker *m, size_t measured, size_t part, size_t period) {
  return &m->cells[(measured * m->parts + part) * m->periods + period];
}

static int order(size_t a, size_t b) { return a < b ? -1 : a > b; }

/* Within a cell: what says something first, by person, then by what is said. */
static int by_person(const void *a, const void *b) {
  const struct ek_answer *x = *(const struct ek_answer *const *)a, *y = *(const struct ek_answer *const *)b;
  if (isnan(x->value) != isnan(y->value)) return isnan(x->value) ? 1 : -1;
  if (x->who != y->who) return order(x->who, y->who);
  if (isnan(x->value) || x->value == y->value) return order(x->positive, y->positive);
  return x->value < y->value ? -1 : 1;
}

/* A counting sort into cells, each then put in order. */
static void put_in_cells(struct ek_tally_maker *m) {
  size_t n = m->a->n_measured * m->parts * m->periods, at = 0;
  size_t *next = ek_alloc_array(m->arena, n, sizeof *next);
  m->cells = ek_alloc_array(m->arena, n, sizeof *m->cells);
  m->ordered = ek_alloc_array(m->arena, m->a->n, sizeof(struct ek_answer *));
  for (size_t i = 0; i < m->a->n; i++) {
    const struct ek_answer *x = &m->a->answers[i];
    struct ek_answer_cell *cell = ek_tally_cell(m, x->indicator, part_of(m, x), x->part[EK_PART_PERIOD]);
    if (isnan(x->value)) cell->missing++;
    else cell->n++;
    cell->positive += x->positive;
    cell->sum += isnan(x->value) ? 0 : x->value; /* whole numbers: exact in any order */
  }
  for (size_t c = 0; c < n; c++) {
    m->cells[c].first = next[c] = at;
    at += m->cells[c].n + m->cells[c].missing;
  }
  for (size_t i = 0; i < m->a->n; i++) {
    const struct ek_answer *x = &m->a->answers[i];
    m->ordered[next[ek_tally_cell(m, x->indicator, part_of(m, x), x->part[EK_PART_PERIOD]) - m->cells]++] = x;
  }
  for (size_t c = 0; c < n; c++) {
    size_t size = m->cells[c].n + m->cells[c].missing;
    if (size > 1) qsort(m->ordered + m->cells[c].first, size, sizeof *m->ordered, by_person);
  }
}

/* Persons who answered; where they are not known, as many as answered the question most did. */
static size_t persons_in(const struct ek_tally_maker *m, const struct ek_answer_cell *cell, size_t *items, size_t n_items) {
  size_t persons = 0;
  for (size_t k = 0; k < n_items; k++) items[k] = 0;
  for (size_t i = cell->first; i < cell->first + cell->n; i++) {
    const struct ek_answer *x = m->ordered[i];
    if (m->a->identified) persons += i == cell->first || m->ordered[i - 1]->who != x->who;
    else if (++items[x->item] > persons) persons = items[x->item];
  }
  return persons;
}

static bool alike(size_t persons, size_t n, size_t positive) {
  return persons > 0 && persons < EK_FEWEST_ALIKE && (positive == 0 || positive == n);
}

/* Hides parts until neither a part nor what is hidden of the whole tells of few, or what each said. */
static void hide(struct ek_tally_maker *m, size_t measured, size_t period) {
  size_t *counts = ek_alloc_array(m->arena, m->parts, sizeof *counts), *missing = ek_alloc_array(m->arena, m->parts, sizeof *missing);
  for (size_t p = 0; p < m->parts; p++) {
    const struct ek_answer_cell *cell = ek_tally_cell(m, measured, p, period);
    counts[p] = alike(cell->persons, cell->n, cell->positive) ? 1 : cell->persons; /* counts as few */
    missing[p] = cell->missing;
  }
  bool *masked = ek_mask_groups(m->arena, counts, m->parts);
  for (;;) {
    size_t persons = 0, n = 0, positive = 0, next = m->parts;
    for (size_t p = 0; p < m->parts; p++) {
      const struct ek_answer_cell *cell = ek_tally_cell(m, measured, p, period);
      if (!masked[p]) {
        if (counts[p] > 0 && (next == m->parts || counts[p] < counts[next])) next = p;
        continue;
      }
      persons += cell->persons;
      n += cell->n;
      positive += cell->positive;
    }
    if (next == m->parts || (persons == 0 || (persons >= EK_FEWEST && !alike(persons, n, positive)))) break;
    masked[next] = true;
  }
  const bool *missing_masked = ek_mask_groups(m->arena, missing, m->parts);
  for (size_t p = 0; p < m->parts; p++) {
    struct ek_answer_cell *cell = ek_tally_cell(m, measured, p, period);
    cell->hidden = masked[p];
    cell->missing_hidden = masked[p] || missing_masked[p];
  }
}

void ek_tally_cells(struct ek_tally_maker *m) {
  put_in_cells(m);
  size_t n_items = 0;
  for (size_t i = 0; i < m->a->n; i++) if (m->a->answers[i].item >= n_items) n_items = m->a->answers[i].item + 1;
  size_t *items = ek_alloc_array(m->arena, n_items, sizeof *items);
  for (size_t c = 0; c < m->a->n_measured * m->parts * m->periods; c++) m->cells[c].persons = persons_in(m, &m->cells[c], items, n_items);
  for (size_t i = 0; i < m->a->n_measured; i++) for (size_t t = 0; t < m->periods; t++) hide(m, i, t);
}

bool ek_tally_shown(const struct ek_tally_maker *m, size_t measured, int perspective, size_t part, size_t period) {
  const struct ek_answer_cell *cell = ek_tally_cell(m, measured, part, period);
  return m->used[measured] && m->a->measured[measured].of->perspective == perspective && cell->n > 0 && !cell->hidden;
}
