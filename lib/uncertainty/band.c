/* The line of each block's result, point by point, beside the figures that a simulation keeps. */
#include "uncertainty/band.h"

#include <string.h>

#include "engine/accumulated.h"
#include "engine/few.h"
#include "uncertainty/reach.h"
#include "uncertainty/simulate.h"

static bool results_drawn(const struct ek_simulation *s, int actor) {
  if (s->base->few != NULL && s->base->few->account[actor]) return false;
  for (size_t h = 0; h < s->base->n_horizons; h++) if (ek_simulation_at(s, EK_FIG_RESULT, actor, s->base->horizons[h]) < 0) return false;
  return true;
}

/* Each point is looked at as if it were a horizon: [actors * points] whom some value reaches few of. */
static bool *reached_few(struct ek_arena *arena, const struct ek_simulation *s) {
  size_t points = ek_accumulated_points(s->base) - 1, n = points * s->base->model->n_actors; /* nothing has happened at the start */
  int *at = ek_alloc_array(arena, points, sizeof *at);
  bool *any = ek_alloc_array(arena, n, sizeof *any), *few = ek_alloc_array(arena, n, sizeof *few);
  struct ek_result base = *s->base;
  for (size_t i = 0; i < points; i++) at[i] = (int)(i + 1) * ek_accumulated_step(s->base);
  base.horizons = at;
  base.n_horizons = points;
  for (size_t i = 0; i < base.study->uncertain.n; i++) {
    ek_reach_few_drawn(&base, i, few);
    for (size_t k = 0; k < n; k++) any[k] |= few[k];
  }
  return any;
}

static bool any_of(const bool *few, size_t n) {
  for (size_t i = 0; i < n; i++) if (few[i]) return true;
  return false;
}

void ek_bands_find(struct ek_arena *arena, struct ek_simulation *s, const int *actors, size_t n) {
  bool same_persons = s->base->study->people != NULL && !s->persons;
  size_t points = n > 0 ? ek_accumulated_points(s->base) : 0;
  const bool *few = n > 0 && points > 1 && same_persons ? reached_few(arena, s) : NULL;
  int *kept = ek_alloc_array(arena, n, sizeof *kept);
  s->bands = (struct ek_bands){.points = points, .actor = kept};
  for (size_t i = 0; i < n; i++) {
    bool told = few == NULL || !any_of(few + (size_t)actors[i] * (points - 1), points - 1);
    if (told && results_drawn(s, actors[i])) kept[s->bands.n++] = actors[i];
  }
  s->bands.column = ek_alloc_array(arena, s->bands.n * points, sizeof *s->bands.column);
  s->bands.of = ek_alloc_array(arena, s->bands.n * points, sizeof *s->bands.of);
}

void ek_bands_take(const struct ek_bands *b, const struct ek_result *block, size_t first, size_t n) {
  for (size_t i = 0; i < b->n; i++) {
    const double *line = ek_accumulated(block, b->actor[i]);
    for (size_t k = 0; k < b->points; k++) memcpy(b->column[i * b->points + k] + first, line + k * block->draws, n * sizeof *line);
  }
}

const struct ek_interval *ek_simulation_band(const struct ek_simulation *s, int actor) {
  for (size_t i = 0; i < s->bands.n; i++) if (s->bands.actor[i] == actor) return s->bands.of + i * s->bands.points;
  return NULL;
}
