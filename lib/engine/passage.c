/* Edges are made once where they do not change, else for each cycle; the step is lib/markov's. */
#include "engine/passage.h"

#include <string.h>

#include "markov/chain.h"

struct walk {
  struct ek_runner *r;
  struct ek_chances *chances;
  struct ek_passage *p;
  struct ek_list edges; /* struct ek_edge of this cycle */
  size_t *edge_state;   /* [edges] which move each is: from * states + to */
  size_t room;
  int entry_month;
};

/* The slots of states; only those that are remembered have more than one. */
static void lay_out(struct walk *w, const bool *remember) {
  struct ek_passage *p = w->p;
  struct ek_arena *arena = w->r->arena;
  p->first = ek_alloc_array(arena, p->states, sizeof *p->first);
  p->tunnel = ek_alloc_array(arena, p->states, sizeof *p->tunnel);
  for (size_t s = 0; s < p->states; s++) {
    bool remembers = (ek_chances_asks(w->chances, s) & EK_CLOCK_BIT(EK_CLOCK_IN_STATE)) || (remember != NULL && remember[s]);
    p->first[s] = p->slots;
    p->tunnel[s] = remembers ? p->cycles + 1 : 1;
    p->slots += p->tunnel[s];
  }
}

static void add_edge(struct walk *w, size_t from, size_t to, size_t slot_from, size_t slot_to, const double *p) {
  if (w->edges.n == w->room) {
    w->room = w->room > 0 ? 2 * w->room : 64;
    size_t *more = ek_alloc_array(w->r->arena, w->room, sizeof *more);
    if (w->edges.n > 0) memcpy(more, w->edge_state, w->edges.n * sizeof *more);
    w->edge_state = more;
  }
  w->edge_state[w->edges.n] = from * w->p->states + to;
  *(struct ek_edge *)ek_list_push(w->r->arena, &w->edges, sizeof(struct ek_edge)) = (struct ek_edge){slot_from, slot_to, p};
}

/* Who stays is a cycle older in the state; who comes is new in it. */
static void add_row(struct walk *w, size_t s, size_t slot, size_t cycle, const double **row) {
  struct ek_passage *p = w->p;
  ek_chances_row(w->chances, s, (struct ek_moment){cycle, slot, w->entry_month}, row);
  for (size_t t = 0; t < p->states; t++) {
    if (row[t] == NULL) continue;
    size_t older = slot + 1 < p->tunnel[s] ? slot + 1 : slot;
    add_edge(w, s, t, p->first[s] + slot, t == s ? p->first[s] + older : p->first[t], row[t]);
  }
}

/* At a cycle's beginning nobody has been in a state for longer than since the start. */
static void make_edges(struct walk *w, size_t cycle, const double **row) {
  struct ek_passage *p = w->p;
  w->edges.n = 0;
  for (size_t s = 0; s < p->states; s++) {
    for (size_t slot = 0; slot < p->tunnel[s] && slot <= cycle; slot++) add_row(w, s, slot, cycle, row);
  }
}

static void count_moves(struct walk *w, size_t cycle, const double *x) {
  struct ek_passage *p = w->p;
  const struct ek_edge *edges = w->edges.items;
  struct ek_watch *watched = p->watched.items;
  for (size_t i = 0; i < w->edges.n && p->watched.n > 0; i++) {
    int from = (int)(w->edge_state[i] / p->states), to = (int)(w->edge_state[i] % p->states);
    for (size_t k = 0; k < p->watched.n; k++) {
      bool meant = from != to && (watched[k].from < 0 || watched[k].from == from) && (watched[k].to < 0 || watched[k].to == to);
      if (!meant) continue;
      double *moved = watched[k].moved + cycle * p->draws;
      const double *here = x + edges[i].from * p->draws;
      for (size_t d = 0; d < p->draws; d++) moved[d] += here[d] * edges[i].p[d];
    }
  }
}

struct ek_passage *ek_passage_make(struct ek_runner *r, struct ek_chances *chances, const double *const *start, const bool *remember,
                                   const struct ek_list *watched, size_t cycles, int entry_month, const struct ek_sink *sink) {
  struct ek_passage *p = ek_alloc(r->arena, sizeof *p);
  struct walk w = {.r = r, .chances = chances, .p = p, .entry_month = entry_month};
  size_t n = r->draws;
  p->states = r->study->outcomes.cohort.n_states;
  p->cycles = cycles;
  p->draws = n;
  lay_out(&w, remember);
  size_t size = p->slots * n, points = sink != NULL ? 2 : cycles + 1;
  double *all = ek_alloc_array(r->arena, points * size, sizeof *all);
  const struct ek_watch *moves = watched->items;
  for (size_t k = 0; k < watched->n; k++) {
    *(struct ek_watch *)ek_list_push(r->arena, &p->watched, sizeof *moves) =
        (struct ek_watch){moves[k].from, moves[k].to, ek_alloc_array(r->arena, cycles * n, sizeof(double))};
  }
  for (size_t s = 0; s < p->states; s++) {
    if (start[s] != NULL) memcpy(all + p->first[s] * n, start[s], n * sizeof *all);
  }
  const double **row = ek_alloc_array(r->arena, p->states, sizeof *row);
  unsigned asks = 0;
  for (size_t s = 0; s < p->states; s++) asks |= ek_chances_asks(chances, s);
  bool changes = (asks & EK_CLOCK_TIMED) || p->slots > p->states;
  for (size_t k = 0; k < cycles; k++) {
    double *x = all + k % points * size, *next = all + (k + 1) % points * size;
    if (k == 0 || changes) make_edges(&w, k, row);
    ek_chain_step(x, next, p->slots, n, w.edges.items, w.edges.n);
    count_moves(&w, k, x);
    if (sink != NULL) sink->take(sink->data, p, k, x, next);
  }
  p->x = sink != NULL ? NULL : all;
  return p;
}

void ek_passage_at(const struct ek_passage *p, size_t point, size_t state, double *out) {
  const double *x = p->x + (point * p->slots + p->first[state]) * p->draws;
  memset(out, 0, p->draws * sizeof *out);
  for (size_t slot = 0; slot < p->tunnel[state]; slot++, x += p->draws) {
    for (size_t d = 0; d < p->draws; d++) out[d] += x[d];
  }
}
