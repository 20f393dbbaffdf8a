/* Draws are put in the order of one value and parted into bins of equally many. Means of bins are
 * further apart than what they are means of, by chance: the variance between them is freed of it as
 * in an analysis of variance, and the means drawn together as much before they are used. */
#include "engine/doubt.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "base/text.h"
#include "engine/vary.h"

/* Bins of some hundred draws; few enough that a bin's mean says something. */
static size_t bins_of(size_t draws) {
  size_t n = draws / 100;
  return n < 2 ? 2 : n > 50 ? 50 : n;
}

/* Ranks from 1; those that are alike share the mean of theirs. */
static double *ranks_of(struct ek_arena *arena, const double *x, const size_t *order, size_t n) {
  double *rank = ek_alloc_array(arena, n, sizeof *rank);
  for (size_t i = 0, end; i < n; i = end) {
    for (end = i + 1; end < n && x[order[end]] == x[order[i]]; end++) continue;
    for (size_t k = i; k < end; k++) rank[order[k]] = (double)(i + 1 + end) / 2;
  }
  return rank;
}

static size_t *order_of(struct ek_arena *arena, const double *x, size_t n) {
  size_t *order = ek_alloc_array(arena, n, sizeof *order);
  gsl_sort_index(order, x, 1, n);
  return order;
}

/* Means of bins, and the variances between and within them. */
struct binned {
  size_t bins;
  double *mean;
  double between, within; /* within: of a draw about its bin's mean */
};

static size_t first_of(size_t bin, size_t bins, size_t n) { return bin * n / bins; }

static struct binned bin(struct ek_arena *arena, const double *y, const size_t *order, size_t n) {
  struct binned b = {.bins = bins_of(n)};
  double all = gsl_stats_mean(y, 1, n), squares = 0, left = 0;
  b.mean = ek_alloc_array(arena, b.bins, sizeof *b.mean);
  for (size_t i = 0; i < b.bins; i++) {
    size_t from = first_of(i, b.bins, n), to = first_of(i + 1, b.bins, n);
    for (size_t k = from; k < to; k++) b.mean[i] += y[order[k]] / (double)(to - from);
    for (size_t k = from; k < to; k++) left += (y[order[k]] - b.mean[i]) * (y[order[k]] - b.mean[i]);
    squares += (double)(to - from) * (b.mean[i] - all) * (b.mean[i] - all);
  }
  b.within = left / (double)(n - b.bins);
  b.between = (squares / (double)(b.bins - 1) - b.within) * (double)b.bins / (double)n;
  if (!(b.between > 0)) b.between = 0;
  return b;
}

static double gain(double x) { return x > 0 ? x : 0; }

/* What it is worth to know in which bin one is, with means freed of chance. */
static double knowing(const struct binned *b, double all, size_t n) {
  double noise = b->within * (double)b->bins / (double)n, closer = b->between > 0 ? sqrt(b->between / (b->between + noise)) : 0, sum = 0;
  for (size_t i = 0; i < b->bins; i++) sum += gain(all + closer * (b->mean[i] - all)) / (double)b->bins;
  return fmax(0, sum - gain(all));
}

static double knowing_all(const double *y, double all, size_t n) {
  double sum = 0;
  for (size_t d = 0; d < n; d++) sum += gain(y[d]);
  return fmax(0, sum / (double)n - gain(all));
}

static bool varies(const double *x, size_t n) {
  for (size_t d = 1; d < n; d++) if (x[d] != x[0]) return true;
  return false;
}

/* An actor's result and its order. */
struct outcome {
  const double *y, *rank;
  double mean, all;
};

/* Half the squared difference of a pair is the variance that is left. */
static double of_persons(const struct ek_simulation *s, int actor, int horizon) {
  int at = ek_simulation_at(s, EK_FIG_RESULT, actor, horizon);
  if (at < 0 || s->other[at] == NULL || !varies(s->column[at], s->draws)) return NAN;
  const double *y = s->column[at], *z = s->other[at];
  double sum = 0;
  for (size_t d = 0; d < s->draws; d++) sum += (y[d] - z[d]) * (y[d] - z[d]) / 2;
  return fmin(1, sum / (double)s->draws / gsl_stats_variance(y, 1, s->draws));
}

static struct ek_doubt_share share_of(struct ek_arena *arena, const struct outcome *o, const double *rank, const size_t *order, size_t n) {
  struct ek_doubt_share out = {false, NAN, NAN, o->y != NULL ? 0 : NAN};
  if (o->rank == NULL || rank == NULL) return out;
  struct binned b = bin(arena, o->y, order, n);
  out.rank = gsl_stats_correlation(rank, 1, o->rank, 1, n);
  out.variance = fmin(1, b.between / gsl_stats_variance(o->y, 1, n));
  out.knowing = fmin(o->all, knowing(&b, o->mean, n));
  return out;
}

static struct outcome *outcomes(struct ek_arena *arena, const struct ek_simulation *s, int horizon) {
  size_t actors = s->base->model->n_actors, n = s->draws;
  struct outcome *out = ek_alloc_array(arena, actors, sizeof *out);
  for (size_t a = 0; a < actors; a++) {
    int at = ek_simulation_at(s, EK_FIG_RESULT, (int)a, horizon);
    if (at < 0) continue;
    const double *y = s->column[at];
    out[a] = (struct outcome){.y = y, .mean = gsl_stats_mean(y, 1, n)};
    out[a].all = knowing_all(y, out[a].mean, n);
    if (varies(y, n)) out[a].rank = ranks_of(arena, y, order_of(arena, y, n), n);
  }
  return out;
}

const struct ek_doubt *ek_doubt_make(const struct ek_simulation *s, int horizon) {
  struct ek_arena *arena = s->base->arena, *own = ek_arena_new();
  size_t actors = s->base->model->n_actors, n = s->draws;
  struct ek_doubt *out = ek_alloc(arena, sizeof *out);
  struct outcome *of = outcomes(own, s, horizon);
  struct ek_quantity *const *uncertain = s->base->study->uncertain.items;
  *out = (struct ek_doubt){.horizon = horizon, .n = n >= 4 ? s->base->study->uncertain.n : 0};
  out->of = ek_alloc_array(arena, out->n, sizeof *out->of);
  out->knowing_all = ek_alloc_array(arena, actors, sizeof *out->knowing_all);
  if (s->persons && out->n > 0) out->persons = ek_alloc_array(arena, actors, sizeof *out->persons);
  for (size_t a = 0; a < actors; a++) {
    out->knowing_all[a] = of[a].y != NULL ? of[a].all : NAN;
    if (out->persons != NULL) out->persons[a] = of_persons(s, (int)a, horizon);
  }
  for (size_t i = 0; i < out->n; i++) {
    const double *x = s->input[i];
    size_t *order = order_of(own, x, n);
    const double *rank = varies(x, n) ? ranks_of(own, x, order, n) : NULL;
    out->of[i] = (struct ek_doubt_of){ek_vary_name(arena, s->base->study, uncertain[i]), uncertain[i], ek_alloc_array(arena, actors, sizeof *out->of[i].share)};
    for (size_t a = 0; a < actors; a++) {
      out->of[i].share[a] = s->few[i][ek_vary_at(s->base, a, horizon)] ? (struct ek_doubt_share){true, NAN, NAN, NAN} : share_of(own, &of[a], rank, order, n);
    }
  }
  ek_arena_free(own);
  return out;
}
