/* The passage of a cohort through its states: how many there are in each at every point between
 * cycles, of one group in one alternative. A state whose chances depend on how long somebody has
 * been in it has a slot for each cycle of the stay (a tunnel), so that the past need not be known. */
#ifndef EK_ENGINE_PASSAGE_H
#define EK_ENGINE_PASSAGE_H

#include "engine/chances.h"

/* A move that something happens with: from or to may be any state (-1). */
struct ek_watch {
  int from, to;
  double *moved; /* [cycles * draws] persons who made it in each cycle */
};

struct ek_passage {
  size_t states, slots, cycles, draws;
  size_t *first, *tunnel;  /* [states] its first slot; how many it has */
  double *x;               /* [(cycles + 1) * slots * draws] persons; NULL when a sink took them */
  struct ek_list watched;  /* struct ek_watch */
};

/* Takes a cycle as it is walked: persons at its start and at its end, [slots * draws]. */
struct ek_sink {
  void (*take)(void *data, const struct ek_passage *passage, size_t cycle, const double *start, const double *end);
  void *data;
};

/* `start`: [states] columns of persons, NULL: nobody. `remember`: [states] states that must have slots
 * for each cycle though no chance asks for it. `watched`: moves to count (struct ek_watch without `moved`).
 * With a `sink` points are not kept.
 * Persons are conserved: at each point they add to those who started. */
struct ek_passage *ek_passage_make(struct ek_runner *runner, struct ek_chances *chances,
                                   const double *const *start, const bool *remember,
                                   const struct ek_list *watched, size_t cycles, int entry_month,
                                   const struct ek_sink *sink);
/* All in a state at a point, [draws], into `out`. */
void ek_passage_at(const struct ek_passage *passage, size_t point, size_t state, double *out);

#endif
