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

#define FIRST_DRAWS 500 /* before it is asked whether they are enough */

/* The chances by so many draws: NULL where one hides the figure. False with diagnostics. */
static bool chances(struct ek_arena *arena, const struct ek_peers *p, size_t draws, unsigned long seed, double **out, struct ek_diags *diags) {
  const struct ek_peers_figure *f = &((const struct ek_peers_figure *)p->figures.items)[p->ranked];
  const double **column = ek_alloc_array(arena, p->n, sizeof *column);
  *out = NULL;
  for (size_t i = 0; i < p->n; i++) if (f->hidden[i]) return true;
  for (size_t i = 0; i < p->n; i++) {
    const struct ek_simulation_options options = {.draws = draws, .seed = seed + i};
    const struct ek_simulation *s = ek_simulate(arena, p->of[i].result, &options, diags);
    if (s == NULL) return false;
    int at = ek_simulation_at(s, f->id, f->actor, f->horizon);
    if (at < 0) return true; /* draws of it would tell of few */
    column[i] = s->column[at];
  }
  double *chance = *out = ek_alloc_array(arena, p->n, sizeof *chance);
  for (size_t d = 0; d < draws; d++) count_draw(f, column, p->n, d, chance);
  for (size_t i = 0; i < p->n; i++) chance[i] /= (double)draws;
  return true;
}

static bool sure(const struct ek_best *b, size_t n, double precision) {
  for (size_t i = 0; b->chance != NULL && i < n; i++) if (ek_share_error(b->chance[i], b->draws) > precision) return false;
  return true;
}

/* Draws of a study begin alike, however many there are: more of them add to those that were made. */
struct ek_best *ek_best_of(struct ek_arena *arena, const struct ek_peers *p, const struct ek_best_options *o, struct ek_diags *diags) {
  struct ek_best *out = ek_alloc(arena, sizeof *out);
  *out = (struct ek_best){.draws = o->precision > 0 && o->draws > FIRST_DRAWS ? FIRST_DRAWS : o->draws, .seed = o->seed};
  while (true) {
    if (!chances(arena, p, out->draws, o->seed, &out->chance, diags)) return NULL;
    if (out->draws == o->draws || sure(out, p->n, o->precision)) return out;
    out->draws = 2 * out->draws < o->draws ? 2 * out->draws : o->draws;
  }
}
