/* Draws are put in the order of one value and parted into bins of equally many. Means of bins are
 * further apart than what they are means of, by chance: the variance between them is freed of it as
 * in an analysis of variance, and the means drawn together as much before they are used. */
#include "uncertainty/doubt.h"

#include <math.h>
#include <stdint.h>

#include "base/order.h"
#include "base/wide.h"
#include "uncertainty/vary.h"

enum { MOST_BINS = 50 };

/* Bins of some hundred draws; few enough that a bin's mean says something. */
static size_t bins_of(size_t draws) {
  size_t n = draws / 100;
  return n < 2 ? 2 : n > MOST_BINS ? MOST_BINS : n;
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

static double mean_of(const double *x, size_t n) {
  double sum = 0;
  for (size_t d = 0; d < n; d++) sum += x[d];
  return sum / (double)n;
}

/* The sum of products of what two columns are off from their means: of eight sums side by side, so that
 * no addition waits for the one before. */
EK_WIDE static double together(const double *x, double x_mean, const double *y, double y_mean, size_t n) {
  double part[8] = {0}, sum = 0;
  size_t whole = n / 8 * 8;
  for (size_t d = 0; d < whole; d += 8) {
    for (size_t k = 0; k < 8; k++) part[k] += (x[d + k] - x_mean) * (y[d + k] - y_mean);
  }
  for (size_t d = whole; d < n; d++) sum += (x[d] - x_mean) * (y[d] - y_mean);
  for (size_t k = 0; k < 8; k++) sum += part[k];
  return sum;
}

/* A column and what is asked of it again and again. */
struct column {
  const double *x;
  double mean, squares; /* of what is off from the mean */
};

static struct column column_of(const double *x, size_t n) {
  double mean = mean_of(x, n);
  return (struct column){x, mean, together(x, mean, x, mean, n)};
}

static double correlation(const struct column *a, const struct column *b, size_t n) {
  return together(a->x, a->mean, b->x, b->mean, n) / (sqrt(a->squares) * sqrt(b->squares));
}

/* Draws in bins by the order of a value. */
struct bins {
  size_t n, *size;   /* [n] */
  uint8_t *of;       /* [draws] */
};

static size_t first_of(size_t bin, size_t bins, size_t n) { return bin * n / bins; }

static struct bins bins_by(struct ek_arena *arena, const size_t *order, size_t draws) {
  struct bins b = {.n = bins_of(draws)};
  b.size = ek_alloc_array(arena, b.n, sizeof *b.size);
  b.of = ek_alloc(arena, draws);
  for (size_t i = 0; i < b.n; i++) {
    size_t from = first_of(i, b.n, draws), to = first_of(i + 1, b.n, draws);
    for (size_t k = from; k < to; k++) b.of[order[k]] = (uint8_t)i;
    b.size[i] = to - from;
  }
  return b;
}

/* Means of bins, and the variances between and within them. */
struct binned {
  size_t bins;
  double mean[MOST_BINS];
  double between, within; /* within: of a draw about its bin's mean */
};

static struct binned bin(const struct column *y, const struct bins *by, size_t n) {
  struct binned b = {.bins = by->n};
  double squares = 0;
  for (size_t d = 0; d < n; d++) b.mean[by->of[d]] += y->x[d] - y->mean;
  for (size_t i = 0; i < b.bins; i++) {
    squares += b.mean[i] * b.mean[i] / (double)by->size[i];
    b.mean[i] = y->mean + b.mean[i] / (double)by->size[i];
  }
  b.within = fmax(0, y->squares - squares) / (double)(n - b.bins);
  b.between = (squares - b.within * (double)(b.bins - 1)) / (double)n; /* bins are all that there are, not a sample of some */
  if (!(b.between > 0)) b.between = 0;
  return b;
}

static double gain(double x) { return x > 0 ? x : 0; }

/* What it is worth to know in which bin one is, with means freed of chance. */
static double knowing(const struct binned *b, double all, size_t n) {
  double noise = b->within * (double)(b->bins - 1) / (double)n, closer = b->between > 0 ? sqrt(b->between / (b->between + noise)) : 0, sum = 0;
  for (size_t i = 0; i < b->bins; i++) sum += gain(all + closer * (b->mean[i] - all)) / (double)b->bins;
  return fmax(0, sum - gain(all));
}

static double knowing_all(const double *y, double all, size_t n) {
  double sum = 0;
  for (size_t d = 0; d < n; d++) sum += gain(y[d]);
  return fmax(0, sum / (double)n - gain(all));
}

/* An actor's result and its order. */
struct outcome {
  bool varies;
  struct column y, rank;
  double all;
};

/* Half the squared difference of a pair is the variance that is left. Where some value reaches few,
 * its share would be what this and the others leave. */
static double of_persons(const struct ek_simulation *s, int actor, int horizon, const struct outcome *o) {
  int at = ek_simulation_at(s, EK_FIG_RESULT, actor, horizon);
  for (size_t i = 0; i < s->base->study->uncertain.n; i++) if (s->few[i][ek_vary_at(s->base, (size_t)actor, horizon)]) return NAN;
  if (at < 0 || s->other[at] == NULL || !o->varies) return NAN;
  const double *y = s->column[at], *z = s->other[at];
  double sum = 0, n = (double)s->draws;
  for (size_t d = 0; d < s->draws; d++) sum += (y[d] - z[d]) * (y[d] - z[d]) / 2;
  return fmin(1, sum / n / (o->y.squares / (n - 1)));
}

static struct column ranked(struct ek_arena *arena, const double *x, const size_t *order, size_t n) {
  return column_of(ranks_of(arena, x, order, n), n);
}

static struct ek_doubt_share share_of(const struct outcome *o, const struct column *rank, const struct bins *by, size_t n) {
  struct binned b = bin(&o->y, by, n);
  return (struct ek_doubt_share){false, correlation(rank, &o->rank, n), fmin(1, b.between / (o->y.squares / (double)(n - 1))),
                                 fmin(o->all, knowing(&b, o->y.mean, n))};
}

/* Of every actor at a horizon. */
static struct outcome *outcomes(struct ek_arena *arena, const struct ek_simulation *s, int horizon) {
  size_t actors = s->base->model->n_actors, n = s->draws;
  struct outcome *out = ek_alloc_array(arena, actors, sizeof *out);
  struct ek_arena *page = ek_arena_new();
  for (size_t a = 0; a < actors; a++) {
    int at = ek_simulation_at(s, EK_FIG_RESULT, (int)a, horizon);
    if (at < 0) continue;
    const double *y = s->column[at];
    out[a] = (struct outcome){.varies = !ek_column_alike(y, n), .y = column_of(y, n)};
    out[a].all = knowing_all(y, out[a].y.mean, n);
    if (out[a].varies) out[a].rank = ranked(arena, y, ek_order_of(page, y, n), n);
    ek_arena_clear(page);
  }
  ek_arena_free(page);
  return out;
}

/* Of one value, at every horizon: its draws are put in order once for all. */
static void find_shares(struct ek_arena *page, const struct ek_simulation *s, size_t value, struct outcome *const *of, const struct ek_doubt *out, size_t n_out) {
  const double *x = s->input[value];
  size_t actors = s->base->model->n_actors, n = s->draws;
  const size_t *order = ek_order_of(page, x, n);
  const struct column rank = ranked(page, x, order, n);
  const struct bins by = bins_by(page, order, n);
  bool known = !ek_column_alike(x, n);
  for (size_t i = 0; i < n_out * actors; i++) {
    const struct outcome *o = &of[i / actors][i % actors];
    struct ek_doubt_share *share = &out[i / actors].of[value].share[i % actors];
    *share = (struct ek_doubt_share){false, NAN, NAN, o->y.x != NULL ? 0 : NAN};
    if (s->few[value][ek_vary_at(s->base, i % actors, out[i / actors].horizon)]) *share = (struct ek_doubt_share){true, NAN, NAN, NAN};
    else if (known && o->varies) *share = share_of(o, &rank, &by, n);
  }
}

static void find_all(const struct ek_simulation *s, struct outcome *const *of, const struct ek_doubt *out, size_t n_out) {
#pragma omp parallel
  {
    struct ek_arena *page = ek_arena_new();
#pragma omp for schedule(dynamic)
    for (size_t i = 0; i < out->n; i++) {
      find_shares(page, s, i, of, out, n_out);
      ek_arena_clear(page);
    }
    ek_arena_free(page);
  }
}

static struct ek_doubt doubt_new(struct ek_arena *arena, const struct ek_simulation *s, int horizon, const struct outcome *of) {
  size_t actors = s->base->model->n_actors;
  struct ek_quantity *const *uncertain = s->base->study->uncertain.items;
  struct ek_doubt out = {.horizon = horizon, .n = s->draws >= 4 ? s->base->study->uncertain.n : 0};
  out.of = ek_alloc_array(arena, out.n, sizeof *out.of);
  out.knowing_all = ek_alloc_array(arena, actors, sizeof *out.knowing_all);
  if (s->persons && out.n > 0) out.persons = ek_alloc_array(arena, actors, sizeof *out.persons);
  for (size_t a = 0; a < actors; a++) {
    out.knowing_all[a] = of[a].y.x != NULL ? of[a].all : NAN;
    if (out.persons != NULL) out.persons[a] = of_persons(s, (int)a, horizon, &of[a]);
  }
  for (size_t i = 0; i < out.n; i++) {
    out.of[i] = (struct ek_doubt_of){ek_vary_name(arena, s->base->study, uncertain[i]), uncertain[i], ek_alloc_array(arena, actors, sizeof *out.of[i].share)};
  }
  return out;
}

const struct ek_doubt *ek_doubt_make(const struct ek_simulation *s, const int *horizons, size_t n) {
  struct ek_arena *arena = s->base->arena, *own = ek_arena_new();
  struct ek_doubt *out = ek_alloc_array(arena, n, sizeof *out);
  struct outcome **of = ek_alloc_array(own, n, sizeof *of);
  for (size_t h = 0; h < n; h++) {
    of[h] = outcomes(own, s, horizons[h]);
    out[h] = doubt_new(arena, s, horizons[h], of[h]);
  }
  if (n > 0) find_all(s, of, out, n);
  ek_arena_free(own);
  return out;
}
