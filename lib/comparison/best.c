/* Draws of several studies side by side: which is the best in each. */
#include "comparison/best.h"

#include <math.h>

#include "uncertainty/simulate.h"

static bool better(const struct ek_peers_figure *f, double a, double b) { return f->less_is_better ? a < b : a > b; }

/* What has no value in a draw, or a payback that never comes, is not the best in it. */
static void count_draw(const struct ek_peers_figure *f, const double *const *column, size_t n, size_t draw, double *won) {
  double best = NAN;
  size_t alike = 0;
  for (size_t i = 0; i < n; i++) {
    double value = column[i][draw];
    if (!isfinite(value) || (!isnan(best) && better(f, best, value))) continue;
    alike = !isnan(best) && value == best ? alike + 1 : 1;
    best = value;
  }
  for (size_t i = 0; i < n; i++) if (column[i][draw] == best) won[i] += 1 / (double)alike;
}

struct ek_best *ek_best_of(struct ek_arena *arena, const struct ek_peers *p, size_t draws, unsigned long seed, struct ek_diags *diags) {
  const struct ek_peers_figure *f = &((const struct ek_peers_figure *)p->figures.items)[p->ranked];
  struct ek_best *out = ek_alloc(arena, sizeof *out);
  *out = (struct ek_best){.draws = draws, .seed = seed};
  for (size_t i = 0; i < p->n; i++) if (f->hidden[i]) return out;
  const double **column = ek_alloc_array(arena, p->n, sizeof *column);
  for (size_t i = 0; i < p->n; i++) {
    const struct ek_simulation_options options = {.draws = draws, .seed = seed + i};
    const struct ek_simulation *s = ek_simulate(arena, p->of[i], &options, diags);
    if (s == NULL) return NULL;
    int at = ek_simulation_at(s, f->id, f->actor, f->horizon);
    if (at < 0) return out; /* draws of it would tell of few */
    column[i] = s->column[at];
  }
  out->chance = ek_alloc_array(arena, p->n, sizeof *out->chance);
  for (size_t d = 0; d < draws; d++) count_draw(f, column, p->n, d, out->chance);
  for (size_t i = 0; i < p->n; i++) out->chance[i] /= (double)draws;
  return out;
}
