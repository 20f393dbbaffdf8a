/* Blocks of samples are what threads share; each has random numbers of its own, so that the
 * figures are the same whoever computes which. */
#include "engine/bootstrap.h"

#include <math.h>
#include <string.h>

#include "engine/alternatives.h"
#include "engine/figures.h"
#include "engine/resample.h"

#define WIDTH EK_RESAMPLE_BLOCK

struct bootstrap {
  const struct ek_runner *r;
  const struct ek_result *result;
  const struct ek_resampler *sampler;
  size_t draws, n;       /* samples; figures that are drawn */
  size_t *of;            /* [n] where each stands among the result's figures */
  double *values;        /* [n * draws] */
  unsigned long seed;
};

static bool same(const struct ek_figure *a, const struct ek_figure *b) {
  return a->def == b->def && a->actor == b->actor && a->horizon == b->horizon;
}

/* Which of the result's figures the samples have, from a first block. */
static void find_figures(struct bootstrap *b) {
  struct ek_arena *arena = ek_arena_new();
  const struct ek_result *sample = ek_resample_result(b->sampler, b->r->result, arena, b->seed, 0, NULL);
  const struct ek_figure *drawn = sample->figures.items, *all = b->result->figures.items;
  b->of = ek_alloc_array(b->r->arena, sample->figures.n, sizeof *b->of);
  for (size_t i = 0; i < b->result->figures.n && b->n < sample->figures.n; i++) {
    if (same(&all[i], &drawn[b->n])) b->of[b->n++] = i;
  }
  ek_arena_free(arena);
}

static void keep_block(struct bootstrap *b, const struct ek_result *sample, size_t block) {
  const struct ek_figure *f = sample->figures.items;
  size_t first = block * WIDTH, n = b->draws - first < WIDTH ? b->draws - first : WIDTH;
  for (size_t i = 0; i < b->n; i++) memcpy(b->values + i * b->draws + first, f[i].column, n * sizeof *b->values);
}

static void draw_all(struct bootstrap *b) {
  size_t blocks = (b->draws + WIDTH - 1) / WIDTH;
#pragma omp parallel
  {
    struct ek_arena *arena = ek_arena_new();
#pragma omp for schedule(dynamic)
    for (size_t i = 0; i < blocks; i++) {
      keep_block(b, ek_resample_result(b->sampler, b->r->result, arena, b->seed, i, NULL), i);
      ek_arena_clear(arena);
    }
    ek_arena_free(arena);
  }
}

struct ek_interval ek_interval_of(const double *values, size_t draws, double *scratch) {
  struct ek_interval out = {.known = false, .error = NAN};
  size_t n = 0, above = 0;
  double sum = 0, squares = 0;
  for (size_t d = 0; d < draws; d++) {
    if (isnan(values[d])) continue;
    scratch[n++] = values[d];
    above += values[d] > 0;
    sum += values[d];
  }
  if (n < draws / 2 || n < 2) return out; /* it seldom has a meaning */
  double mean = sum / (double)n;
  bool alike = ek_column_alike(scratch, n); /* the mean is then a rounding off, and nothing spreads */
  for (size_t i = 0; i < n && !alike; i++) squares += (scratch[i] - mean) * (scratch[i] - mean);
  out.known = true;
  out.above = (double)above / (double)n;
  out.error = isfinite(sum) ? sqrt(squares / (double)(n - 1)) : NAN;
  static const double shares[] = {0.025, 0.1, 0.5, 0.9, 0.975};
  double at[5];
  ek_draws_quantiles(scratch, n, scratch + n, shares, 5, at);
  out.low = at[0];
  out.low80 = at[1];
  out.median = at[2];
  out.high80 = at[3];
  out.high = at[4];
  return out;
}

static const struct ek_interval *intervals(const struct bootstrap *b) {
  struct ek_interval *out = ek_alloc_array(b->r->arena, b->result->figures.n, sizeof *out);
#pragma omp parallel
  {
    struct ek_arena *arena = ek_arena_new();
    double *scratch = ek_alloc_array(arena, 2 * b->draws, sizeof *scratch);
#pragma omp for schedule(dynamic)
    for (size_t i = 0; i < b->n; i++) {
      out[b->of[i]] = ek_interval_of(b->values + i * b->draws, b->draws, scratch);
    }
    ek_arena_free(arena);
  }
  return out;
}

const struct ek_bootstrap_result *ek_bootstrap_run(const struct ek_runner *r, const struct ek_result *result,
                                                   size_t draws, int seed) {
  struct ek_bootstrap_result *out = ek_alloc(r->arena, sizeof *out);
  struct bootstrap b = {.r = r, .result = result, .draws = draws, .seed = (unsigned long)seed};
  b.sampler = ek_resampler_new(r, WIDTH);
  find_figures(&b);
  b.values = ek_alloc_array(r->arena, b.n * draws, sizeof *b.values);
  draw_all(&b);
  *out = (struct ek_bootstrap_result){.draws = draws, .width = WIDTH, .seed = seed, .of = intervals(&b)};
  return out;
}

/* --- one person ---------------------------------------------------------------------------- */

struct leaving {
  const struct ek_runner *r;
  const struct ek_result *result;
  size_t accounts, horizon;
  double *worth;         /* [stretches] discounted years, net of corrections, to the horizon */
  const double *displaced;
};

static void take_worth(struct leaving *l) {
  const struct ek_people *p = l->r->study->people;
  const struct ek_stretch *stretch = p->stretches.items;
  l->worth = ek_alloc_array(l->r->arena, p->stretches.n, sizeof *l->worth);
  for (size_t t = 0; t < p->stretches.n; t++) {
    const double *profile = ek_stretch_profile(l->r->arena, &stretch[t], l->r->study, &l->r->corrections, l->r->months, 1);
    for (size_t m = 0; m < l->r->months && m < l->horizon; m++) l->worth[t] += profile[m] * l->r->discount[m] / 12;
  }
}

/* What a member brings to each account before the horizon. */
static void bring(const struct leaving *l, size_t member, double *out) {
  const struct ek_crowd *c = l->r->crowd;
  const struct ek_people *p = c->people;
  const struct ek_stay *stay = p->stays.items;
  const struct ek_model *m = l->r->study->model;
  double weight = l->r->presence->weight[member] * (member < p->participants ? 1 : -1);
  memset(out, 0, l->accounts * sizeof *out);
  for (size_t s = p->first_stay[member]; s < p->first_stay[member + 1]; s++) {
    const double *net = c->net + stay[s].standing * l->accounts, *before = c->net + p->before[member] * l->accounts;
    for (size_t a = 0; a < l->accounts; a++) out[a] += weight * l->worth[stay[s].stretch] * (net[a] - before[a]);
  }
  if (l->displaced != NULL) out[m->displaced] += out[EK_ACCOUNT_PRODUCTION(m)] * l->displaced[0];
}

static double of_actor(const struct leaving *l, const double *accounts, int actor) {
  const struct ek_model *m = l->r->study->model;
  double sum = 0;
  for (size_t a = 0; a < m->n_actors; a++) {
    if (m->actors[a].leaf && ek_model_below(m, (int)a, actor)) sum += accounts[a];
  }
  return sum;
}

struct ek_list ek_influences(const struct ek_runner *r, const struct ek_result *result, int horizon) {
  const struct ek_people *p = r->study->people;
  const struct ek_model *m = r->study->model;
  struct leaving l = {.r = r, .result = result, .accounts = r->crowd->accounts, .horizon = (size_t)horizon,
                      .displaced = ek_path_displaced_share(r->arena, &r->corrections, 1)};
  struct ek_list out = {0};
  double *own = ek_alloc_array(r->arena, l.accounts, sizeof *own), *all = ek_alloc_array(r->arena, l.accounts, sizeof *all);
  take_worth(&l);
  for (size_t i = 0; i < p->participants; i++) {
    bring(&l, i, own);
    for (size_t a = 0; a < l.accounts; a++) all[a] += own[a];
  }
  struct ek_influence *of = ek_alloc_array(r->arena, m->n_actors, sizeof *of);
  double *largest = ek_alloc_array(r->arena, m->n_actors, sizeof *largest);
  for (size_t i = 0; i < p->participants; i++) {
    double weight = r->presence->weight[i], people = r->presence->people;
    if (weight <= 0 || weight >= people) continue;
    bring(&l, i, own);
    for (size_t a = 0; a < m->n_actors; a++) {
      double total = ek_result_value(result, EK_FIG_RESULT, (int)a, horizon), others = of_actor(&l, all, (int)a) - of_actor(&l, own, (int)a);
      double change = others * people / (people - weight) - of_actor(&l, all, (int)a);
      of[a].turns |= (total > 0) != (total + change > 0);
      if (fabs(change) > fabs(largest[a])) largest[a] = change;
    }
  }
  for (size_t a = 0; a < m->n_actors; a++) {
    double total = ek_result_value(result, EK_FIG_RESULT, (int)a, horizon);
    if (total == 0 || largest[a] == 0) continue;
    of[a].actor = (int)a;
    of[a].largest = largest[a] / total;
    *(struct ek_influence *)ek_list_push(r->arena, &out, sizeof *of) = of[a];
  }
  return out;
}
