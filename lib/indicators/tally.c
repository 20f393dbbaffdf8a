/* Rows of a tally out of its cells. */
#include "indicators/tally.h"

#include <math.h>

#include "indicators/tally_parts.h"

/* Are all that are shown of the perspective on one scale? */
static bool on_one_scale(const struct ek_tally_maker *m, const struct ek_tally_row *row) {
  const struct ek_answer_scale *scale = NULL;
  for (size_t i = 0; i < m->a->n_measured; i++) {
    if (!ek_tally_shown(m, i, row->perspective, row->part, row->period)) continue;
    const struct ek_measured *x = &m->a->measured[i];
    if (!x->one_scale || (scale != NULL && (scale->from != x->scale->from || scale->to != x->scale->to))) return false;
    scale = x->scale;
  }
  return true;
}

static struct ek_tally_row of_indicator(const struct ek_tally_maker *m, size_t i, size_t part, size_t period) {
  const struct ek_answer_cell *cell = ek_tally_cell(m, i, part, period);
  struct ek_tally_row row = {.measured = (int)i, .perspective = m->a->measured[i].of->perspective, .part = (uint32_t)part, .period = (uint32_t)period,
                           .hidden = cell->hidden, .missing_hidden = cell->missing_hidden, .share = NAN, .mean = NAN, .share_low = NAN, .share_high = NAN};
  if (!row.missing_hidden) row.missing = cell->missing;
  if (row.hidden || cell->n == 0) return row;
  row.n = cell->n;
  row.share = (double)cell->positive / (double)cell->n;
  if (m->a->measured[i].one_scale) row.mean = cell->sum / (double)cell->n;
  if (m->a->measured[i].items == 1) ek_share_interval(row.share, (double)row.n, &row.share_low, &row.share_high);
  return row;
}

/* The sum of those that are shown; `measured` false: nobody was asked. */
static struct ek_tally_row of_perspective(const struct ek_tally_maker *m, int perspective, size_t part, size_t period, bool *asked) {
  struct ek_tally_row row = {.measured = -1, .perspective = perspective, .part = (uint32_t)part, .period = (uint32_t)period, .share = NAN, .mean = NAN, .share_low = NAN, .share_high = NAN};
  size_t positive = 0;
  double sum = 0;
  *asked = false;
  for (size_t i = 0; i < m->a->n_measured; i++) {
    const struct ek_answer_cell *cell = ek_tally_cell(m, i, part, period);
    if (!m->used[i] || m->a->measured[i].of->perspective != perspective || cell->n + cell->missing == 0) continue;
    *asked = true;
    row.hidden |= cell->hidden;
    row.missing_hidden |= cell->missing_hidden;
    row.missing += cell->missing;
    if (cell->hidden) continue;
    row.n += cell->n;
    positive += cell->positive;
    sum += cell->sum;
  }
  row.hidden &= row.n == 0; /* only where nothing is shown */
  if (row.missing_hidden) row.missing = 0;
  if (row.n == 0) return row;
  row.share = (double)positive / (double)row.n;
  if (on_one_scale(m, &row)) row.mean = sum / (double)row.n;
  return row;
}

static void add(const struct ek_tally_maker *m, struct ek_list *rows, struct ek_tally_row row) {
  ek_tally_change(m, &row);
  *(struct ek_tally_row *)ek_list_push(m->arena, rows, sizeof row) = row;
}

static void add_perspective(const struct ek_tally_maker *m, struct ek_list *rows, int perspective) {
  bool asked;
  for (size_t p = 0; p < m->parts; p++) {
    for (size_t t = 0; t < m->periods; t++) {
      struct ek_tally_row row = of_perspective(m, perspective, p, t, &asked);
      if (asked) add(m, rows, row);
    }
  }
  for (size_t i = 0; i < m->a->n_measured; i++) {
    if (!m->used[i] || m->a->measured[i].of->perspective != perspective) continue;
    for (size_t c = 0; c < m->parts * m->periods; c++) {
      const struct ek_answer_cell *cell = ek_tally_cell(m, i, c / m->periods, c % m->periods);
      if (cell->n + cell->missing > 0) add(m, rows, of_indicator(m, i, c / m->periods, c % m->periods));
    }
  }
}

/* A word that fewer persons have than may be told of, in all periods, is not told. */
static const char **names_of(const struct ek_tally_maker *m) {
  const char *const *words = m->by < 0 ? NULL : m->a->words[m->by].items, **names = ek_alloc_array(m->arena, m->parts, sizeof *names);
  for (size_t p = 0; p < m->parts; p++) {
    size_t most = 0;
    for (size_t i = 0; i < m->a->n_measured * m->periods; i++) {
      size_t persons = ek_tally_cell(m, i / m->periods, p, i % m->periods)->persons;
      if (persons > most) most = persons;
    }
    names[p] = m->by < 0 ? "" : most >= EK_FEWEST ? words[p] : NULL;
  }
  return names;
}

struct ek_tally *ek_tally_make(struct ek_arena *arena, const struct ek_answers *a, int by, bool core) {
  struct ek_tally_maker m = {.arena = arena, .a = a, .by = by, .parts = by < 0 ? 1 : a->words[by].n, .periods = a->words[EK_PART_PERIOD].n};
  m.used = ek_alloc_array(arena, a->n_measured, sizeof *m.used);
  for (size_t i = 0; i < a->n_measured; i++) m.used[i] = !core || a->measured[i].of->level == EK_LEVEL_CORE;
  ek_tally_cells(&m);
  struct ek_list rows = {0};
  m.scratch = ek_arena_new();
  for (int p = 0; p < EK_PERSPECTIVES; p++) add_perspective(&m, &rows, p);
  ek_arena_free(m.scratch);
  struct ek_tally *out = ek_alloc(arena, sizeof *out);
  *out = (struct ek_tally){.answers = a, .by = by, .n_parts = m.parts, .parts = names_of(&m), .n = rows.n, .rows = rows.items};
  return out;
}

const struct ek_tally_row *ek_tally_find(const struct ek_tally *o, int measured, int perspective, uint32_t part, uint32_t period) {
  for (size_t i = 0; i < o->n; i++) {
    const struct ek_tally_row *r = &o->rows[i];
    if (r->measured == measured && r->perspective == perspective && r->part == part && r->period == period) return r;
  }
  return NULL;
}
