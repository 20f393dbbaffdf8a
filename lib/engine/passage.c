/* Edges are made once where they do not change, else for each cycle; the step is lib/markov's. */
#include "engine/passage.h"

#include <string.h>

#include "engine/room.h"
#include "markov/chain.h"

struct walk {
  struct ek_runner *r;
  struct ek_chances *chances;
  struct ek_passage *p;
  struct ek_list edges;    /* struct ek_edge of this cycle; `move` is from * states + to */
  struct ek_edge *sorted;  /* the same by slots */
  size_t *at, room;        /* [slots + 1] for sorting; of `sorted` */
  const double **row;      /* [states] scratch */
  int entry_month;
};

/* The slots of states; only those that are remembered have more than one. */
static void lay_out(struct walk *w, const bool *remember, const bool *asked) {
  struct ek_passage *p = w->p;
  struct ek_arena *arena = w->r->arena;
  p->first = ek_alloc_array(arena, p->states, sizeof *p->first);
  p->tunnel = ek_alloc_array(arena, p->states, sizeof *p->tunnel);
  for (size_t s = 0; s < p->states; s++) {
    bool remembers = (ek_chances_asks(w->chances, s) & EK_CLOCK_BIT(EK_CLOCK_IN_STATE)) || (remember != NULL && remember[s]);
    p->first[s] = p->slots;
    bool walked = asked == NULL || asked[s] || !ek_chances_stays(w->chances, s);
    p->tunnel[s] = !walked ? 0 : remembers ? p->cycles + 1 : 1;
    p->slots += p->tunnel[s];
  }
}

static void add_edge(struct walk *w, size_t from, size_t to, size_t slot_from, size_t slot_to, const double *p) {
  *(struct ek_edge *)ek_list_push(w->r->arena, &w->edges, sizeof(struct ek_edge)) =
      (struct ek_edge){slot_from, slot_to, from * w->p->states + to, p};
}

/* Who stays is a cycle older in the state; who comes is new in it. Beyond the last slot is where
 * those go who are not walked further. */
static void add_row(struct walk *w, size_t s, size_t slot, size_t cycle) {
  struct ek_passage *p = w->p;
  const double **row = w->row;
  ek_chances_row(w->chances, s, (struct ek_moment){cycle, slot, w->entry_month}, row);
  for (size_t t = 0; t < p->states; t++) {
    if (row[t] == NULL) continue;
    size_t older = slot + 1 < p->tunnel[s] ? slot + 1 : slot;
    size_t to = p->tunnel[t] == 0 ? p->slots : t == s ? p->first[s] + older : p->first[t];
    add_edge(w, s, t, p->first[s] + slot, to, row[t]);
  }
}

/* At a cycle's beginning nobody has been in a state for longer than since the start. */
static void make_edges(struct walk *w, size_t cycle) {
  struct ek_passage *p = w->p;
  w->edges.n = 0;
  for (size_t s = 0; s < p->states; s++) {
    size_t errors = ek_diags_errors(w->r->diags);
    for (size_t slot = 0; slot < p->tunnel[s] && slot <= cycle && ek_diags_errors(w->r->diags) == errors; slot++) add_row(w, s, slot, cycle);
  }
  if (w->edges.n > w->room) {
    w->room = w->edges.capacity;
    w->sorted = ek_alloc_array(w->r->arena, w->room, sizeof *w->sorted);
  }
  ek_chain_sort(w->edges.items, w->edges.n, p->slots + 1, w->at, w->sorted);
}

/* Adds them in each watch from `place` on. */
static void count_moves(struct walk *w, size_t place, const double *x) {
  struct ek_passage *p = w->p;
  const struct ek_edge *edges = w->edges.items;
  struct ek_watch *watched = p->watched.items;
  for (size_t i = 0; i < w->edges.n && p->watched.n > 0; i++) {
    int from = (int)(edges[i].move / p->states), to = (int)(edges[i].move % p->states);
    for (size_t k = 0; k < p->watched.n; k++) {
      bool meant = from != to && (watched[k].from < 0 || watched[k].from == from) && (watched[k].to < 0 || watched[k].to == to);
      if (!meant) continue;
      double *moved = watched[k].moved + place;
      const double *here = x + edges[i].from * p->draws;
      for (size_t d = 0; d < p->draws; d++) moved[d] += here[d] * edges[i].p[d];
    }
  }
}

/* Walks all cycles: points are kept, or two of them change places and the sink takes what it wants. */
static void walk_all(struct walk *w, const double *const *start, bool changes, const struct ek_sink *sink) {
  struct ek_passage *p = w->p;
  struct ek_watch *watched = p->watched.items;
  size_t n = p->draws, size = p->slots * n, points = sink != NULL ? 2 : p->cycles + 1;
  if (!ek_room_walk(w->r, (double)points * (double)size * sizeof(double))) return;
  double *all = ek_alloc_array(w->r->arena, points * size, sizeof *all);
  for (size_t s = 0; s < p->states; s++) {
    if (start[s] != NULL && p->tunnel[s] > 0) memcpy(all + p->first[s] * n, start[s], n * sizeof *all);
  }
  size_t errors = ek_diags_errors(w->r->diags);
  for (size_t k = 0; k < p->cycles && ek_diags_errors(w->r->diags) == errors; k++) { /* the first cycle that cannot be tells enough */
    double *x = all + k % points * size, *next = all + (k + 1) % points * size;
    if (!ek_room_walk(w->r, 0)) break;
    if (k == 0 || changes) make_edges(w, k);
    ek_chain_step(x, next, p->slots, n, w->sorted, w->edges.n);
    for (size_t i = 0; sink != NULL && i < p->watched.n; i++) memset(watched[i].moved, 0, n * sizeof *x);
    count_moves(w, sink != NULL ? 0 : k * n, x);
    if (sink != NULL) sink->take(sink->data, p, k, x, next);
  }
  p->x = sink != NULL ? NULL : all;
}

struct ek_passage *ek_passage_make(struct ek_runner *r, struct ek_chances *chances, const double *const *start, const bool *remember,
                                   const struct ek_list *watched, size_t cycles, int entry_month, const struct ek_sink *sink) {
  struct ek_passage *p = ek_alloc(r->arena, sizeof *p);
  struct walk w = {.r = r, .chances = chances, .p = p, .entry_month = entry_month};
  p->states = r->study->outcomes.cohort.n_states;
  p->cycles = cycles;
  p->draws = r->draws;
  lay_out(&w, remember, sink != NULL ? sink->asked : NULL);
  w.at = ek_alloc_array(r->arena, p->slots + 1, sizeof *w.at);
  w.row = ek_alloc_array(r->arena, p->states, sizeof *w.row);
  const struct ek_watch *moves = watched->items;
  for (size_t k = 0; k < watched->n; k++) {
    *(struct ek_watch *)ek_list_push(r->arena, &p->watched, sizeof *moves) =
        (struct ek_watch){moves[k].from, moves[k].to, ek_alloc_array(r->arena, (sink == NULL ? cycles : 1) * p->draws, sizeof(double))};
  }
  bool changes = false;
  for (size_t s = 0; s < p->states; s++) changes |= (ek_chances_asks(chances, s) & EK_CLOCK_TIMED) || p->tunnel[s] > 1;
  walk_all(&w, start, changes, sink);
  return p;
}

void ek_passage_at(const struct ek_passage *p, size_t point, size_t state, double *out) {
  const double *x = p->x + (point * p->slots + p->first[state]) * p->draws;
  memset(out, 0, p->draws * sizeof *out);
  for (size_t slot = 0; slot < p->tunnel[state]; slot++, x += p->draws) {
    for (size_t d = 0; d < p->draws; d++) out[d] += x[d];
  }
}
