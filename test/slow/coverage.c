/* How often 95 % intervals hold the truth: 1 000 simulated sets of panel data with looks at
 * irregular times, and as many with exact times. A line for each parameter; the share must be 93 to
 * 97 % in all of them. Not in the standard run: ./test/slow/coverage */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "markov/exact.h"
#include "markov/panel.h"

#define SETS 1000
#define PERSONS 700
#define LOOKS 5
#define MOVES 4
#define PARAMETERS (2 * MOVES) /* a covariate with a ratio for each move */
#define Z 1.959963984540054

static const size_t from[MOVES] = {0, 1, 1, 0}, to[MOVES] = {1, 0, 2, 2};
static const double x[2] = {0, 1};
static const double truth[PARAMETERS] = {-0.3, -0.9, -1.4, -1.9, 0.4, -0.2, 0.3, 0.5};

static unsigned long long seed = 20;
/* Uniform above 0 and below 1: Steele, Lea & Flood (2014), SplitMix64. */
static double uniform(void) {
  unsigned long long z = seed += 0x9E3779B97F4A7C15ULL;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
  return ((double)((z ^ z >> 31) >> 11) + 0.5) / 9007199254740992.0;
}

static double rate(size_t m, size_t pattern) { return exp(truth[m] + (pattern ? truth[MOVES + m] : 0)); }

/* Goes on for so many years; adds times and moves when asked. */
static size_t walk(size_t state, double years, size_t pattern, double *time, double *count) {
  for (;;) {
    double total = 0;
    for (size_t m = 0; m < MOVES; m++) if (from[m] == state) total += rate(m, pattern);
    double stay = total > 0 ? -log(uniform()) / total : INFINITY;
    if (time != NULL) time[pattern * 3 + state] += stay < years ? stay : years;
    if (!(stay < years)) return state;
    years -= stay;
    double pick = uniform() * total;
    size_t made = MOVES;
    for (size_t m = 0; m < MOVES && pick > 0; m++) {
      if (from[m] != state) continue;
      pick -= rate(m, pattern);
      made = m;
    }
    if (count != NULL) count[pattern * MOVES + made]++;
    state = to[made];
  }
}

static struct ek_fit of_panel(struct ek_arena *arena, const struct ek_rates *r) {
  struct ek_panel panel = {.rates = r, .groups = ek_alloc_array(arena, PERSONS * LOOKS, sizeof *panel.groups)};
  for (size_t i = 0; i < PERSONS; i++) {
    size_t state = i / 2 % 2, pattern = i % 2;
    for (int k = 1; k < LOOKS && state < 2; k++) {
      int days = 60 + (int)(300 * uniform());
      size_t next = walk(state, days / EK_DAYS_OF_YEAR, pattern, NULL, NULL);
      panel.groups[panel.n++] = (struct ek_panel_group){.pattern = pattern, .days = days, .from = state, .to = next, .count = 1};
      state = next;
    }
  }
  ek_panel_gather(&panel);
  return ek_panel_fit(arena, &panel);
}

static struct ek_fit of_spells(struct ek_arena *arena, const struct ek_rates *r) {
  double *years = ek_alloc_array(arena, 2 * 3, sizeof *years), *count = ek_alloc_array(arena, 2 * MOVES, sizeof *count);
  for (size_t i = 0; i < PERSONS; i++) walk(i / 2 % 2, 1 + 2 * uniform(), i % 2, years, count);
  return ek_exact_fit(arena, &(struct ek_exact){r, years, count});
}

static int cover(const char *name, struct ek_fit (*fit)(struct ek_arena *, const struct ek_rates *)) {
  struct ek_rates r = {.states = 3, .moves = MOVES, .covariates = 1, .patterns = 2, .from = from, .to = to, .x = x};
  int held[PARAMETERS] = {0}, fitted = 0, bad = 0;
  for (int s = 0; s < SETS; s++) {
    struct ek_arena *arena = ek_arena_new();
    struct ek_fit f = fit(arena, &r);
    bool fine = f.converged && f.n_weak == 0;
    fitted += fine;
    for (size_t i = 0; i < PARAMETERS && fine; i++) held[i] += fabs(f.theta[i] - truth[i]) <= Z * f.se[i];
    ek_arena_free(arena);
  }
  for (size_t i = 0; i < PARAMETERS; i++) {
    double share = 100.0 * held[i] / fitted;
    bool fine = share >= 93 && share <= 97;
    printf("%s %zu: %.1f %% of %d%s\n", name, i, share, fitted, fine ? "" : "  OUTSIDE 93-97 %");
    bad += !fine;
  }
  return bad + (fitted < SETS * 99 / 100);
}

int main(void) {
  int bad = cover("panel", of_panel);
  bad += cover("spells", of_spells);
  return bad > 0;
}
