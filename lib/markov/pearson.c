/* How far counts of panel data are from those that a fitted model expects. */
#include <math.h>
#include <stdlib.h>

#include "markov/matrix.h"
#include "markov/panel.h"

struct table {
  size_t states, bands;
  double *seen, *expected; /* [bands * states * states] */
};

/* Days at which a new band begins, so that each has as many looks. */
static int *band_ends(struct ek_arena *arena, const struct ek_panel *panel, size_t bands) {
  int *ends = ek_alloc_array(arena, bands, sizeof *ends), longest = 0;
  double all = 0;
  for (size_t i = 0; i < panel->n; i++) {
    if (panel->groups[i].days > longest) longest = panel->groups[i].days;
    all += panel->groups[i].exact ? 0 : panel->groups[i].count;
  }
  double *by_days = ek_alloc_array(arena, (size_t)longest + 1, sizeof *by_days), sum = 0;
  for (size_t i = 0; i < panel->n; i++) {
    if (!panel->groups[i].exact) by_days[panel->groups[i].days] += panel->groups[i].count;
  }
  size_t band = 0;
  for (int d = 0; d <= longest && band + 1 < bands; d++) {
    sum += by_days[d];
    while (band + 1 < bands && sum >= all * (double)(band + 1) / (double)bands) ends[band++] = d;
  }
  while (band < bands) ends[band++] = longest;
  return ends;
}

static void fill(struct ek_arena *arena, struct table *t, const struct ek_panel *panel, const double *theta, const int *ends) {
  const struct ek_rates *r = panel->rates;
  size_t n = r->states;
  double *eta = ek_alloc_array(arena, r->moves, sizeof *eta), *q = ek_alloc_array(arena, n * n, sizeof *q);
  double *p = ek_alloc_array(arena, n * n, sizeof *p), *work = ek_alloc_array(arena, 3 * n * n, sizeof *work);
  const struct ek_panel_group *g = panel->groups;
  for (size_t i = 0; i < panel->n; i++) {
    size_t band = 0;
    if (i == 0 || g[i].pattern != g[i - 1].pattern || g[i].days != g[i - 1].days) {
      ek_rates_log(r, theta, g[i].pattern, eta);
      ek_rates_matrix(r, eta, q);
      ek_matrix_exp(n, q, g[i].days / EK_DAYS_OF_YEAR, p, work);
    }
    if (g[i].exact) continue;
    while (g[i].days > ends[band]) band++;
    t->seen[(band * n + g[i].from) * n + g[i].to] += g[i].count;
    for (size_t k = 0; k < n; k++) t->expected[(band * n + g[i].from) * n + k] += g[i].count * p[g[i].from * n + k];
  }
}

/* Adds a row; cells of few are put together, and with the last of the others when still few. */
static void add_row(struct ek_panel_pearson *out, const double *seen, const double *expected, size_t n) {
  double few_seen = 0, few = 0, last_seen = 0, last = 0;
  size_t cells = 0;
  double sum = 0;
  for (size_t k = 0; k < n; k++) {
    if (expected[k] < 5) {
      few += expected[k];
      few_seen += seen[k];
      continue;
    }
    if (last > 0) sum += (last_seen - last) * (last_seen - last) / last, cells++;
    last = expected[k];
    last_seen = seen[k];
  }
  if (few >= 5) sum += (few_seen - few) * (few_seen - few) / few, cells++;
  else last += few, last_seen += few_seen;
  if (last > 0) sum += (last_seen - last) * (last_seen - last) / last, cells++;
  if (cells < 2) return;
  out->statistic += sum;
  out->cells += cells;
  out->free += cells - 1;
}

struct ek_panel_pearson ek_panel_pearson(struct ek_arena *arena, const struct ek_panel *panel,
                                         const double *theta, size_t bands) {
  size_t n = panel->rates->states, p = ek_rates_parameters(panel->rates);
  struct table t = {.states = n, .bands = bands};
  struct ek_panel_pearson out = {0};
  t.seen = ek_alloc_array(arena, bands * n * n, sizeof *t.seen);
  t.expected = ek_alloc_array(arena, bands * n * n, sizeof *t.expected);
  fill(arena, &t, panel, theta, band_ends(arena, panel, bands));
  for (size_t i = 0; i < bands * n; i++) add_row(&out, t.seen + i * n, t.expected + i * n, n);
  out.free = out.free > p ? out.free - p : 0;
  return out;
}
