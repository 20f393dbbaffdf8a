/* From a model to weights, and what there is to say of them. */
#include "engine/weighting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/presence.h"
#include "engine/run.h"
#include "engine/weighting_terms.h"
#include "people/traits.h"

#define MOST_STEPS 25 /* where categories are told apart wholly, each step goes as far as the last */
#define MOST_AGAIN 12 /* a sample begins where the whole ended */

struct ranked {
  double odds, mass;
};

static int by_odds(const void *a, const void *b) {
  const struct ranked *x = a, *y = b;
  return (x->odds > y->odds) - (x->odds < y->odds);
}

/* The odds of each row, cut; on average 1 among those who did not take part. */
static void cut_odds(const struct ek_weighting *w, struct ek_arena *scratch, const double *beta, const double *no,
                     double *odds, bool *cut) {
  size_t rows = w->design.rows, n = 0;
  double all = 0, sum = 0, low = 0, high = INFINITY, mass = 0;
  struct ranked *ranked = ek_alloc_array(scratch, rows, sizeof *ranked);
  for (size_t r = 0; r < rows; r++) {
    odds[r] = exp(ek_logit_eta(&w->design, r, beta));
    all += no[r];
    sum += no[r] * odds[r];
    if (no[r] > 0) ranked[n++] = (struct ranked){odds[r], no[r]};
  }
  if (n == 0) return;
  if (!isnan(w->most)) high = w->most * sum / all;
  if (!isnan(w->trim) && w->trim > 0) {
    qsort(ranked, n, sizeof *ranked, by_odds);
    double enough = w->trim * all * (1 - 1e-12); /* five of five hundred are 1 %, whatever doubles say */
    size_t i = 0, k = n;
    for (mass = ranked[0].mass; i + 1 < n && mass < enough; mass += ranked[i].mass) i++;
    low = ranked[i].odds;
    for (mass = ranked[--k].mass; k > 0 && mass < enough; mass += ranked[k].mass) k--;
    high = ranked[k].odds;
  }
  sum = 0;
  for (size_t r = 0; r < rows; r++) {
    double off = odds[r] * 1e-12; /* those alike are not parted by the last bit */
    if (cut != NULL) cut[r] = odds[r] < low - off || odds[r] > high + off;
    odds[r] = odds[r] < low ? low : odds[r] > high ? high : odds[r];
    sum += no[r] * odds[r];
  }
  for (size_t r = 0; r < rows; r++) odds[r] *= all / sum;
}

void ek_weighting_again(const struct ek_weighting *w, struct ek_arena *scratch, const double *yes, const double *no,
                        double *factor) {
  size_t k = w->design.k;
  double beta[EK_LOGIT_MOST];
  struct ek_logit_matrix m = {k, ek_alloc_array(scratch, k * k, sizeof(double)), ek_alloc_array(scratch, k, sizeof(double))};
  memcpy(beta, w->beta, k * sizeof *beta);
  ek_logit_run(&w->design, yes, no, beta, MOST_AGAIN, &m);
  cut_odds(w, scratch, beta, no, factor, NULL);
}

/* --- the whole ------------------------------------------------------------------------------ */

static void add_up(const struct ek_weighting *w, double *yes, double *no) {
  const struct ek_people *p = w->people;
  for (size_t i = 0; i < p->n; i++) {
    if (w->pattern[i] != EK_NO_PATTERN) (i < p->participants ? yes : no)[w->pattern[i]] += p->weight[i];
  }
}

static int by_size(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Of how many the weighted group says as much, and how unlike the weights are. No single one is
 * told: ends are means of five at least. */
static void describe(struct ek_weighting *w, struct ek_arena *arena) {
  const struct ek_people *p = w->people;
  double *all = ek_alloc_array(arena, p->n - p->participants + 1, sizeof *all), sum = 0, squares = 0;
  size_t n = 0;
  w->low = w->high = NAN;
  for (size_t i = p->participants; i < p->n; i++) {
    double weight = p->weight[i] * w->factor[i];
    w->left_out += p->weight[i] > 0 && w->pattern[i] == EK_NO_PATTERN;
    if (weight == 0) continue;
    w->n_cut += w->cut[w->pattern[i]];
    all[n++] = weight;
    sum += weight;
    squares += weight * weight;
  }
  w->counted = n;
  w->effective = squares > 0 ? sum * sum / squares : 0;
  size_t end = n / 10 > EK_FEWEST ? n / 10 : EK_FEWEST;
  if (n < 2 * end) return;
  qsort(all, n, sizeof *all, by_size);
  w->low = w->high = 0;
  for (size_t i = 0; i < end; i++) {
    w->low += all[i];
    w->high += all[n - 1 - i];
  }
  w->low /= (double)end * sum / (double)n;
  w->high /= (double)end * sum / (double)n;
}

static void take_coefficients(struct ek_weighting *w, const struct ek_logit_fit *fit) {
  struct ek_weighting_term *t = w->terms.items;
  for (size_t j = 0; j < w->terms.n; j++) t[j].coefficient = fit->aliased[j] ? NAN : w->beta[j];
}

static bool fit(struct ek_weighting *w, struct ek_runner *r) {
  const struct ek_weighting_terms *said = &r->study->comparison.weighting;
  size_t k = w->design.k, rows = w->design.rows;
  double *yes = ek_alloc_array(r->arena, rows, sizeof *yes), *no = ek_alloc_array(r->arena, rows, sizeof *no);
  double *odds = ek_alloc_array(r->arena, rows, sizeof *odds);
  w->beta = ek_alloc_array(r->arena, k, sizeof *w->beta);
  w->cut = ek_alloc_array(r->arena, rows, sizeof *w->cut);
  w->information = (struct ek_logit_matrix){k, ek_alloc_array(r->arena, k * k, sizeof(double)), ek_alloc_array(r->arena, k, sizeof(double))};
  add_up(w, yes, no);
  struct ek_logit_fit done = ek_logit_run(&w->design, yes, no, w->beta, MOST_STEPS, &w->information);
  if (!done.converged) {
    const struct ek_weighting_term *t = (const struct ek_weighting_term *)w->terms.items + done.moving;
    const struct ek_trait *by = t->variable != NULL ? ek_trait_find(w->people, t->variable) : NULL;
    return ek_error(r->diags, by != NULL ? by->modelled->pos : said->pos, "take it away from variables, or gather its values: where all of some kind took part, or none, nothing is compared",
                    "the weights cannot be had: by '%s' participants and comparison group are told apart, or nearly so",
                    by != NULL ? by->modelled->text : "variables");
  }
  w->steps = done.steps;
  take_coefficients(w, &done);
  cut_odds(w, r->arena, w->beta, no, odds, w->cut);
  w->factor = ek_alloc_array(r->arena, w->people->n, sizeof *w->factor);
  for (size_t i = 0; i < w->people->n; i++) {
    w->factor[i] = i < w->people->participants ? 1 : w->pattern[i] == EK_NO_PATTERN ? 0 : odds[w->pattern[i]];
  }
  describe(w, r->arena);
  if (w->effective >= EK_FEWEST) return true;
  return ek_error(r->diags, said->pos, "weigh by fewer variables, or cut the weights with trim or max",
                  "with these weights the comparison group says no more than fewer than %d persons of equal weight", EK_FEWEST);
}

struct ek_weighting *ek_weighting_make(struct ek_runner *r) {
  const struct ek_weighting_terms *said = &r->study->comparison.weighting;
  const struct ek_people *p = r->study->people;
  if (!said->present || p->n == p->participants) return NULL;
  struct ek_weighting *w = ek_alloc(r->arena, sizeof *w);
  struct ek_env env = {.world = ek_run_world(r, NULL)};
  *w = (struct ek_weighting){.people = p, .trim = NAN, .most = NAN};
  if (said->trimmed != NULL) w->trim = ek_quantity_eval(said->trimmed, &env)[0];
  if (said->largest != NULL) w->most = ek_quantity_eval(said->largest, &env)[0];
  return ek_weighting_take_terms(w, r) && fit(w, r) ? w : NULL;
}

size_t ek_weighting_told(size_t persons) { return (persons + 2) / 5 * 5; }

/* --- its error ------------------------------------------------------------------------------ */

/* How the group's weighted mean answers to each coefficient; a weight that is cut does not move. */
static void answer(const struct ek_weighting *w, const struct ek_presence *presence, const double *change, double mean, double *out) {
  const struct ek_people *p = w->people;
  size_t k = w->design.k;
  double sum = 0;
  for (size_t i = p->participants; i < p->n; i++) {
    double weight = presence->weight[i];
    sum += weight;
    if (weight == 0 || w->cut[w->pattern[i]]) continue;
    const double *x = w->design.x + w->pattern[i] * k;
    for (size_t j = 0; j < k; j++) out[j] += weight * x[j] * (change[i] - mean);
  }
  for (size_t j = 0; j < k; j++) out[j] /= sum;
}

double ek_weighting_error(const struct ek_weighting *w, const struct ek_presence *presence, struct ek_arena *scratch,
                          const double *change, const double mean[2]) {
  const struct ek_people *p = w->people;
  size_t k = w->design.k, n[2] = {0};
  double by[EK_LOGIT_MOST] = {0}, sum[2] = {0}, squares[2] = {0};
  double *moved = ek_alloc_array(scratch, w->design.rows, sizeof *moved), *share = ek_alloc_array(scratch, w->design.rows, sizeof *share);
  answer(w, presence, change, mean[1], by);
  ek_logit_solve(&w->information, by, by);
  for (size_t r = 0; r < w->design.rows; r++) {
    for (size_t j = 0; j < k; j++) moved[r] += w->design.x[r * k + j] * by[j];
    share[r] = 1 / (1 + exp(-ek_logit_eta(&w->design, r, w->beta)));
  }
  for (size_t i = 0; i < p->n; i++) sum[i >= p->participants] += presence->weight[i];
  for (size_t i = 0; i < p->n; i++) {
    int side = i >= p->participants;
    if (p->weight[i] == 0 || w->pattern[i] == EK_NO_PATTERN) continue;
    double own = (side ? -1 : 1) * presence->weight[i] * (change[i] - mean[side]) / sum[side];
    double of_model = p->weight[i] * ((side ? 0 : 1) - share[w->pattern[i]]) * moved[w->pattern[i]];
    squares[side] += (own - of_model) * (own - of_model);
    n[side]++;
  }
  if (n[0] < 2 || n[1] < 2) return NAN;
  return sqrt(squares[0] * (double)n[0] / (double)(n[0] - 1) + squares[1] * (double)n[1] / (double)(n[1] - 1));
}
