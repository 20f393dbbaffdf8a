/* The likelihood of panel data, forwards for its value and backwards for its gradient. */
#include "markov/panel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "markov/matrix.h"

#define POWERS 17 /* of two: 2^16 days are 179 years */
#define NUDGE 1e-4 /* of a log: the root of the error of differences, nearly */

/* A length of time in a pattern, and the groups that have it. */
struct lapse {
  int days;
  size_t first, end;
};

/* What is needed of one pattern at a time. Matrices are [states * states]. */
struct work {
  const struct ek_panel *panel;
  size_t n, square;
  struct lapse *lapses;      /* of all patterns */
  size_t *first_lapse;       /* [patterns + 1] */
  size_t most;               /* lapses of a pattern */
  double *q, *power;         /* power [POWERS]: exp of 1, 2, 4, … days */
  double *reached, *step;    /* [most] P of each lapse, and from the one before to it */
  double *back_power, *back_reached, *back_q; /* derivatives of the log-likelihood by each */
  double *a, *b, *block, *big; /* room for a product or two; for exp of a block of four */
  double *eta, *by_eta, *ahead, *behind, *second; /* [moves], the last [moves * moves] */
};

/* --- order ------------------------------------------------------------------------------- */

static int by_kind(const void *x, const void *y) {
  const struct ek_panel_group *a = x, *b = y;
  if (a->pattern != b->pattern) return a->pattern < b->pattern ? -1 : 1;
  if (a->days != b->days) return a->days < b->days ? -1 : 1;
  if (a->from != b->from) return a->from < b->from ? -1 : 1;
  if (a->to != b->to) return a->to < b->to ? -1 : 1;
  return (a->exact > b->exact) - (a->exact < b->exact);
}

void ek_panel_gather(struct ek_panel *panel) {
  size_t n = 0;
  struct ek_panel_group *g = panel->groups;
  if (panel->n > 1) qsort(g, panel->n, sizeof *g, by_kind);
  for (size_t i = 0; i < panel->n; i++) {
    if (n > 0 && by_kind(&g[n - 1], &g[i]) == 0) g[n - 1].count += g[i].count;
    else g[n++] = g[i];
  }
  panel->n = n;
}

static void find_lapses(struct work *w) {
  const struct ek_panel_group *g = w->panel->groups;
  size_t n = 0;
  for (size_t i = 0; i < w->panel->n; i++) {
    bool same = i > 0 && g[i].pattern == g[i - 1].pattern && g[i].days == g[i - 1].days;
    if (!same) w->lapses[n++] = (struct lapse){.days = g[i].days, .first = i};
    w->lapses[n - 1].end = i + 1;
    for (size_t p = g[i].pattern + 1; p <= w->panel->rates->patterns; p++) w->first_lapse[p] = n;
  }
  for (size_t p = 0; p < w->panel->rates->patterns; p++) {
    size_t own = w->first_lapse[p + 1] - w->first_lapse[p];
    if (own > w->most) w->most = own;
  }
}

static double *matrices(struct ek_arena *arena, const struct work *w, size_t n) {
  return ek_alloc_array(arena, n * w->square, sizeof(double));
}

static struct work *work_new(struct ek_arena *arena, const struct ek_panel *panel) {
  const struct ek_rates *r = panel->rates;
  struct work *w = ek_alloc(arena, sizeof *w);
  w->panel = panel;
  w->n = r->states;
  w->square = w->n * w->n;
  w->lapses = ek_alloc_array(arena, panel->n, sizeof *w->lapses);
  w->first_lapse = ek_alloc_array(arena, r->patterns + 1, sizeof *w->first_lapse);
  find_lapses(w);
  w->q = matrices(arena, w, 1);
  w->power = matrices(arena, w, POWERS);
  w->reached = matrices(arena, w, w->most);
  w->step = matrices(arena, w, w->most);
  w->back_power = matrices(arena, w, POWERS);
  w->back_reached = matrices(arena, w, w->most);
  w->back_q = matrices(arena, w, 1);
  w->a = matrices(arena, w, 3);
  w->b = matrices(arena, w, POWERS + 1);
  w->block = matrices(arena, w, 4);
  w->big = matrices(arena, w, 16);
  w->eta = ek_alloc_array(arena, r->moves, sizeof(double));
  w->by_eta = ek_alloc_array(arena, r->moves, sizeof(double));
  w->ahead = ek_alloc_array(arena, r->moves, sizeof(double));
  w->behind = ek_alloc_array(arena, r->moves, sizeof(double));
  w->second = ek_alloc_array(arena, r->moves * r->moves, sizeof(double));
  return w;
}

/* --- products and their ways back ------------------------------------------------------------ */

/* out += a' b and out += a b', where ' is transposed: what a product hands back to its parts. */
static void add_left(size_t n, const double *a, const double *b, double *out) {
  for (size_t m = 0; m < n; m++) {
    for (size_t i = 0; i < n; i++) {
      double x = a[m * n + i];
      for (size_t k = 0; k < n; k++) out[i * n + k] += x * b[m * n + k];
    }
  }
}
static void add_right(size_t n, const double *a, const double *b, double *out) {
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < n; k++) {
      double sum = 0;
      for (size_t m = 0; m < n; m++) sum += a[i * n + m] * b[k * n + m];
      out[i * n + k] += sum;
    }
  }
}

static int days_between(const struct lapse *l, size_t i) { return l[i].days - (i > 0 ? l[i - 1].days : 0); }

/* The step of so many days as a product of powers of two, lowest first. */
static void make_step(struct work *w, int days, double *out) {
  bool first = true;
  for (int bit = 0; bit < POWERS; bit++) {
    const double *power = w->power + (size_t)bit * w->square;
    if (!(days >> bit & 1)) continue;
    if (first) memcpy(out, power, w->square * sizeof *out);
    else {
      ek_matrix_multiply(w->n, out, power, w->a);
      memcpy(out, w->a, w->square * sizeof *out);
    }
    first = false;
  }
}

/* Hands what is known of a step's derivative, `back`, to the powers that it is made of. */
static void undo_step(struct work *w, int days, double *back) {
  int bits[POWERS], n = 0;
  for (int bit = 0; bit < POWERS; bit++) if (days >> bit & 1) bits[n++] = bit;
  for (int i = 0; i < n; i++) { /* the products so far, again */
    double *so_far = w->b + (size_t)i * w->square;
    const double *power = w->power + (size_t)bits[i] * w->square;
    if (i == 0) memcpy(so_far, power, w->square * sizeof *so_far);
    else ek_matrix_multiply(w->n, so_far - w->square, power, so_far);
  }
  for (int i = n - 1; i > 0; i--) {
    const double *so_far = w->b + (size_t)(i - 1) * w->square, *power = w->power + (size_t)bits[i] * w->square;
    add_left(w->n, so_far, back, w->back_power + (size_t)bits[i] * w->square);
    memset(w->a, 0, w->square * sizeof *w->a);
    add_right(w->n, back, power, w->a);
    memcpy(back, w->a, w->square * sizeof *back);
  }
  double *own = w->back_power + (size_t)bits[0] * w->square;
  for (size_t i = 0; i < w->square; i++) own[i] += back[i];
}

/* How far the powers have to go for the longest step. */
static int powers_needed(const struct lapse *l, size_t n) {
  int longest = 1, powers = 1;
  for (size_t i = 0; i < n; i++) if (days_between(l, i) > longest) longest = days_between(l, i);
  while (longest >> powers != 0) powers++;
  return powers;
}

/* From the derivatives by exp(Q/365) to those by Q: the derivative of exp at A in the direction E
 * is the upper right part of exp of [A E; 0 A], and its way back is the same at A transposed. */
static void undo_exp(struct work *w) {
  size_t n = w->n, two = 2 * n;
  memset(w->block, 0, 4 * w->square * sizeof *w->block);
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < n; k++) {
      double turned = w->q[k * n + i] / EK_DAYS_OF_YEAR;
      w->block[i * two + k] = w->block[(n + i) * two + n + k] = turned;
      w->block[i * two + n + k] = w->back_power[i * n + k];
    }
  }
  ek_matrix_exp(two, w->block, 1, w->big, w->big + 4 * w->square);
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < n; k++) w->back_q[i * n + k] += w->big[i * two + n + k] / EK_DAYS_OF_YEAR;
  }
}

/* --- the likelihood --------------------------------------------------------------------------- */

static void forwards(struct work *w, const struct lapse *l, size_t n) {
  ek_matrix_exp(w->n, w->q, 1 / EK_DAYS_OF_YEAR, w->power, w->a);
  for (int bit = 1; bit < powers_needed(l, n); bit++) {
    double *power = w->power + (size_t)bit * w->square;
    ek_matrix_multiply(w->n, power - w->square, power - w->square, power);
  }
  for (size_t i = 0; i < n; i++) {
    double *reached = w->reached + i * w->square, *step = w->step + i * w->square;
    make_step(w, days_between(l, i), step);
    if (i == 0) memcpy(reached, step, w->square * sizeof *step);
    else ek_matrix_multiply(w->n, reached - w->square, step, reached);
  }
}

/* The log-likelihood of a lapse's groups, and its derivatives by P, and by Q for exact entries. */
static double judge(struct work *w, const struct lapse *l, const double *p, double *back) {
  const struct ek_panel_group *g = w->panel->groups;
  double sum = 0;
  for (size_t i = l->first; i < l->end; i++) {
    double likelihood = 0;
    const double *row = p + g[i].from * w->n;
    if (!g[i].exact) {
      likelihood = row[g[i].to];
      back[g[i].from * w->n + g[i].to] += g[i].count / likelihood;
    } else {
      for (size_t k = 0; k < w->n; k++) if (k != g[i].to) likelihood += row[k] * w->q[k * w->n + g[i].to];
      for (size_t k = 0; k < w->n; k++) {
        if (k == g[i].to) continue;
        back[g[i].from * w->n + k] += g[i].count * w->q[k * w->n + g[i].to] / likelihood;
        w->back_q[k * w->n + g[i].to] += g[i].count * row[k] / likelihood;
      }
    }
    sum += g[i].count * log(likelihood);
  }
  return sum;
}

static void backwards(struct work *w, const struct lapse *l, size_t n) {
  double *back = w->block; /* of a step; free until the exponential is undone */
  memset(w->back_power, 0, POWERS * w->square * sizeof *w->back_power);
  for (size_t i = n; i-- > 0;) {
    const double *own = w->back_reached + i * w->square, *step = w->step + i * w->square;
    if (i == 0) memcpy(back, own, w->square * sizeof *back);
    else {
      memset(back, 0, w->square * sizeof *back);
      add_left(w->n, w->reached + (i - 1) * w->square, own, back);
      add_right(w->n, own, step, w->back_reached + (i - 1) * w->square);
    }
    undo_step(w, days_between(l, i), back);
  }
  for (int bit = powers_needed(l, n) - 1; bit > 0; bit--) {
    const double *own = w->back_power + (size_t)bit * w->square, *half = w->power + (size_t)(bit - 1) * w->square;
    double *other = w->back_power + (size_t)(bit - 1) * w->square;
    add_left(w->n, half, own, other);
    add_right(w->n, own, half, other);
  }
  undo_exp(w);
}

/* The log-likelihood of a pattern at the log intensities in w->eta; by_eta [moves]. */
static double of_pattern(struct work *w, size_t pattern, double *by_eta) {
  const struct ek_rates *r = w->panel->rates;
  const struct lapse *l = w->lapses + w->first_lapse[pattern];
  size_t n = w->first_lapse[pattern + 1] - w->first_lapse[pattern];
  memset(by_eta, 0, r->moves * sizeof *by_eta);
  if (n == 0) return 0;
  ek_rates_matrix(r, w->eta, w->q);
  double sum = 0;
  forwards(w, l, n);
  memset(w->back_reached, 0, n * w->square * sizeof *w->back_reached);
  memset(w->back_q, 0, w->square * sizeof *w->back_q);
  for (size_t i = 0; i < n; i++) sum += judge(w, &l[i], w->reached + i * w->square, w->back_reached + i * w->square);
  if (!isfinite(sum)) return sum;
  backwards(w, l, n);
  for (size_t m = 0; m < r->moves; m++) {
    size_t own = r->from[m] * w->n + r->from[m], to = r->from[m] * w->n + r->to[m];
    by_eta[m] = exp(w->eta[m]) * (w->back_q[to] - w->back_q[own]);
  }
  return sum;
}

static double value(void *data, const double *theta, double *gradient) {
  struct work *w = data;
  const struct ek_rates *r = w->panel->rates;
  double sum = 0;
  memset(gradient, 0, ek_rates_parameters(r) * sizeof *gradient);
  for (size_t g = 0; g < r->patterns; g++) {
    ek_rates_log(r, theta, g, w->eta);
    sum += of_pattern(w, g, w->by_eta);
    ek_rates_add_gradient(r, g, w->by_eta, gradient);
  }
  return sum;
}

static void hessian(void *data, const double *theta, double *out) {
  struct work *w = data;
  const struct ek_rates *r = w->panel->rates;
  for (size_t g = 0; g < r->patterns; g++) {
    if (w->first_lapse[g + 1] == w->first_lapse[g]) continue;
    ek_rates_log(r, theta, g, w->eta);
    for (size_t m = 0; m < r->moves; m++) {
      double kept = w->eta[m];
      w->eta[m] = kept + NUDGE;
      of_pattern(w, g, w->ahead);
      w->eta[m] = kept - NUDGE;
      of_pattern(w, g, w->behind);
      w->eta[m] = kept;
      for (size_t k = 0; k < r->moves; k++) w->second[m * r->moves + k] = (w->ahead[k] - w->behind[k]) / (2 * NUDGE);
    }
    ek_rates_add_hessian(r, g, w->second, out);
  }
}

/* Crude: as if nobody had moved between looks but once, in the middle of the stretch; half a move
 * where none was seen. */
static double *start(struct ek_arena *arena, const struct ek_panel *panel) {
  const struct ek_rates *r = panel->rates;
  double *theta = ek_alloc_array(arena, ek_rates_parameters(r), sizeof *theta);
  double *years = ek_alloc_array(arena, r->states, sizeof *years);
  double *seen = ek_alloc_array(arena, r->states * r->states, sizeof *seen);
  for (size_t i = 0; i < panel->n; i++) {
    const struct ek_panel_group *g = &panel->groups[i];
    double time = g->count * g->days / EK_DAYS_OF_YEAR;
    years[g->from] += g->from == g->to ? time : time / 2;
    if (g->from != g->to && !g->exact) years[g->to] += time / 2;
    seen[g->from * r->states + g->to] += g->count;
  }
  for (size_t m = 0; m < r->moves; m++) {
    double n = seen[r->from[m] * r->states + r->to[m]], time = years[r->from[m]];
    theta[m] = time > 0 ? log((n > 0 ? n : 0.5) / time) : 0;
  }
  return theta;
}

struct ek_fit ek_panel_fit(struct ek_arena *arena, const struct ek_panel *panel) {
  struct ek_arena *scratch = ek_arena_new();
  struct ek_likelihood l = {.n = ek_rates_parameters(panel->rates), .data = work_new(scratch, panel),
                            .value = value, .hessian = hessian};
  struct ek_fit fit = ek_fit_maximise(arena, &l, start(scratch, panel));
  ek_arena_free(scratch);
  return fit;
}
