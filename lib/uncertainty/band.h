/* How sure a line over time is: what an actor has got less what it has paid until each point in time
 * (engine/accumulated.h), in every draw of a simulation that is asked for it. At a horizon by which all is
 * paid a draw is the result's, to the bit. */
#ifndef EK_UNCERTAINTY_BAND_H
#define EK_UNCERTAINTY_BAND_H

#include "engine/bootstrap.h"

struct ek_simulation;

struct ek_bands {
  size_t n, points;       /* actors; points of each */
  const int *actor;       /* [n] */
  double **column;        /* [n * points][draws] */
  struct ek_interval *of; /* [n * points] */
};

/* Of those of the actors whose bands tell of no few persons: whose results at all horizons are drawn, and, with the same persons
 * in all draws, whom no value reaches few of until any of the points. Columns are the caller's to make room for. */
void ek_bands_find(struct ek_arena *arena, struct ek_simulation *simulation, const int *actors, size_t n);
/* Takes the first `n` draws of a block's result into the columns, from draw `first` on. */
void ek_bands_take(const struct ek_bands *bands, const struct ek_result *block, size_t first, size_t n);
/* The actor's intervals, [points]; NULL: it was not asked for, or would tell of few. */
const struct ek_interval *ek_simulation_band(const struct ek_simulation *simulation, int actor);

#endif
