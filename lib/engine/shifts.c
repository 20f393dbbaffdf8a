/* People are counted where they were read (people/overview.h), with its masks; cases here. */
#include "engine/shifts.h"

#include <stdlib.h>
#include <string.h>

#include "engine/run.h"
#include "people/overview.h"

static const struct ek_shifts *of_people(const struct ek_result *r) {
  const struct ek_people *people = r->study->people;
  struct ek_shifts *out = ek_alloc(r->arena, sizeof *out);
  const struct ek_moves m = ek_moves(people, false);
  *out = (struct ek_shifts){m.n, m.states, ek_alloc_array(r->arena, m.n * m.n, sizeof(double)), ek_alloc_array(r->arena, m.n * m.n, sizeof(bool))};
  for (size_t i = 0; i < m.n; i++) {
    for (size_t k = 0; k < m.n; k++) {
      bool masked = out->masked[i * m.n + k] = ek_moves_hide_cell(&m, m.states[i], m.states[k]);
      out->persons[i * m.n + k] = masked ? 0 : (double)m.count[i * m.n + k];
    }
  }
  return out;
}

static const struct ek_item *main_state(const struct ek_case_run *c, const struct ek_phase *phase, size_t draws) {
  struct ek_env env = {.world = c->world, .person = &c->person};
  const struct ek_item *best = NULL;
  double most = 0;
  for (size_t i = 0; i < phase->n_holdings; i++) {
    const struct ek_holding *h = &phase->holdings[i];
    if (!h->item->is_state || h->quantity == NULL) continue;
    double extent = ek_column_mean(ek_quantity_eval(h->quantity, &env), draws);
    if (extent <= most) continue;
    most = extent;
    best = h->item;
  }
  return best;
}

/* The phase that comes last, and lasts. */
static const struct ek_phase *last_phase(const struct ek_case *c) {
  const struct ek_phase *later = c->later.items;
  return c->later.n > 0 ? &later[c->later.n - 1] : &c->after;
}

static size_t place_of(struct ek_shifts *s, const struct ek_item *item) {
  for (size_t i = 0; i < s->n; i++) if (s->states[i] == item) return i;
  s->states[s->n] = item;
  return s->n++;
}

/* States that occur, in the model's order; then persons from one to another. */
static const struct ek_shifts *of_cases(const struct ek_result *r) {
  const struct ek_runner *k = r->runner;
  struct ek_shifts *out = ek_alloc(r->arena, sizeof *out);
  const struct ek_item **ends = ek_alloc_array(r->arena, 2 * k->n_cases, sizeof *ends);
  out->states = ek_alloc_array(r->arena, 2 * k->n_cases, sizeof *out->states);
  for (size_t c = 0; c < k->n_cases; c++) {
    ends[2 * c] = main_state(&k->cases[c], &k->cases[c].who->before, r->draws);
    ends[2 * c + 1] = main_state(&k->cases[c], last_phase(k->cases[c].who), r->draws);
    for (size_t side = 0; side < 2; side++) place_of(out, ends[2 * c + side]);
  }
  qsort(out->states, out->n, sizeof *out->states, ek_by_item);
  out->persons = ek_alloc_array(r->arena, out->n * out->n, sizeof *out->persons);
  out->masked = ek_alloc_array(r->arena, out->n * out->n, sizeof *out->masked);
  for (size_t c = 0; c < k->n_cases; c++) {
    out->persons[place_of(out, ends[2 * c]) * out->n + place_of(out, ends[2 * c + 1])] += ek_column_mean(k->cases[c].weight, r->draws);
  }
  return out;
}

const struct ek_shifts *ek_shifts(const struct ek_result *r) {
  if (r->runner->cohort != NULL) return NULL;
  return r->study->people != NULL ? of_people(r) : of_cases(r);
}
