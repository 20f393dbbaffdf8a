/* Each alternative is a run of its own against the reference; the reference is one by itself. */
#include "engine/alternatives.h"

#include <math.h>

#include "base/text.h"
#include "base/wide.h"
#include "engine/cohort.h"
#include "engine/cost.h"
#include "engine/measures.h"

/* What doubles cannot tell from 0, as in figures.c: a part in 10^12 of all that moves. */
static const double *noise_of(const struct ek_runner *r, const struct ek_ledger *ledger) {
  double *noise = ek_alloc_array(r->arena, r->draws, sizeof *noise);
  for (size_t d = 0; d < r->draws; d++) noise[d] = 1e-12 * ledger->moved[d];
  return noise;
}

/* What the reference comes to for an actor: its states' flows and its own costs. */
static const double **alone(struct ek_runner *r, size_t alternative) {
  struct ek_runner own = *r;
  own.alternative = alternative;
  ek_cost_count(&own, true);
  struct ek_ledger *ledger = ek_ledger_new(r->arena, r->study->model, r->months, r->draws);
  ek_cohort_book_alone(ledger, &own, alternative);
  ek_cost_book(ledger, &own);
  ek_ledger_close(ledger);
  const int *horizons = r->study->settings.horizons.items;
  size_t last = (size_t)horizons[r->study->settings.horizons.n - 1];
  const double *noise = noise_of(r, ledger);
  const double **out = ek_alloc_array(r->arena, r->study->model->n_actors, sizeof *out);
  for (size_t a = 0; a < r->study->model->n_actors; a++) {
    double *sum = ek_alloc_array(r->arena, r->draws, sizeof *sum);
    for (size_t m = 0; m < r->months; m++) {
      if (m < last) ek_ledger_add_present(ledger, EK_SIDE_EFFECT, (int)a, m, r->discount, 1, sum);
      ek_ledger_add_present(ledger, EK_SIDE_COST, (int)a, m, r->discount, 1, sum);
    }
    for (size_t d = 0; d < r->draws; d++) if (fabs(sum[d]) <= noise[d]) sum[d] = 0;
    out[a] = sum;
  }
  return out;
}

/* What the reference comes to and the result beside it. */
static const double **with_result(struct ek_runner *r, const double *const *reference, const struct ek_result *result) {
  const double **out = ek_alloc_array(r->arena, r->study->model->n_actors, sizeof *out);
  int last = result->horizons[result->n_horizons - 1];
  for (size_t a = 0; a < r->study->model->n_actors; a++) {
    const double *more = ek_result_figure(result, EK_FIG_RESULT, (int)a, last, -1)->column;
    double *sum = ek_alloc_array(r->arena, r->draws, sizeof *sum);
    for (size_t d = 0; d < r->draws; d++) sum[d] = reference[a][d] + more[d];
    out[a] = sum;
  }
  return out;
}

static enum ek_status run_other(struct ek_runner *r, size_t alternative, struct ek_result **out) {
  struct ek_runner *other = ek_alloc(r->arena, sizeof *other);
  *other = *r;
  other->alternative = alternative;
  ek_cost_count(other, false);
  return ek_run_result(other, out);
}

const char *const ek_standing_names[] = {"frontier", "dominated", "extendedly-dominated"};

void ek_alternatives_frontier(const struct ek_alternatives *all, int actor, size_t measure, struct ek_frontier *out) {
  double cost[64], effect[64]; /* more alternatives than that are refused */
  for (size_t a = 0; a < all->n; a++) {
    cost[a] = -ek_column_mean(all->total[a][actor], all->draws);
    effect[a] = ek_column_mean(all->measure[a][measure], all->draws);
  }
  ek_frontier(cost, effect, all->n, out);
}

EK_WIDE static void keep_better(double *restrict most, double *restrict best, double a, const double *total, const double *effect,
                                double worth, size_t n) {
  for (size_t d = 0; d < n; d++) {
    double net = total[d] + worth * effect[d];
    bool better = net > most[d];
    most[d] = better ? net : most[d];
    best[d] = better ? a : best[d];
  }
}

EK_WIDE static size_t count_of(const double *best, double a, size_t n) {
  size_t sum = 0;
  for (size_t d = 0; d < n; d++) sum += best[d] == a;
  return sum;
}

void ek_alternatives_acceptable(const struct ek_alternatives *all, int actor, size_t measure, double worth, double *out) {
  enum { PART = 256 }; /* of the draws: columns of the best so far stay in the cache */
  double most[PART], best[PART];
  for (size_t a = 0; a < all->n; a++) out[a] = 0;
  for (size_t first = 0; first < all->draws; first += PART) {
    size_t n = all->draws - first < PART ? all->draws - first : PART;
    for (size_t d = 0; d < n; d++) most[d] = -INFINITY, best[d] = 0;
    for (size_t a = 0; a < all->n; a++) {
      keep_better(most, best, (double)a, all->total[a][actor] + first, all->measure[a][measure] + first, worth, n);
    }
    for (size_t a = 0; a < all->n; a++) out[a] += (double)count_of(best, (double)a, n);
  }
  for (size_t a = 0; a < all->n; a++) out[a] /= (double)all->draws; /* 1 when it always is */
}

static size_t rank_of(double share, size_t n) { return (size_t)(share * (double)(n - 1) + 0.5); }

enum { BUCKETS = 1024 };

/* What is no number, or infinitely far off, is in the last one. */
static size_t bucket_of(double x, double low, double scale) {
  double place = (x - low) * scale;
  return place < BUCKETS - 1 ? (size_t)place : BUCKETS - 1;
}

static size_t bucket_with(const size_t *first, size_t rank) {
  size_t b = 0;
  while (first[b + 1] <= rank) b++;
  return b;
}

/* Puts the value that has `rank` smaller ones in its place, which lies from `low` to `high`; smaller ones
 * then stand before it and larger ones after (Hoare's selection). */
static double select_rank(double *v, size_t low, size_t high, size_t rank) {
  while (low < high) {
    double pivot = v[low + (high - low) / 2];
    size_t i = low, j = high;
    for (;;) {
      while (v[i] < pivot) i++;
      while (v[j] > pivot) j--;
      if (i >= j) break;
      double swap = v[i];
      v[i++] = v[j];
      v[j--] = swap;
    }
    if (rank <= j) high = j;
    else low = j + 1;
  }
  return v[rank];
}

void ek_draws_quantiles(const double *column, size_t n, double *scratch, const double *shares, size_t n_shares, double *out) {
  size_t first[BUCKETS + 1] = {0}, filled[BUCKETS] = {0}; /* `first`: ranks at which buckets begin */
  bool wanted[BUCKETS] = {false};
  double low = column[0], high = column[0];
  for (size_t d = 0; d < n; d++) {
    low = column[d] < low ? column[d] : low;
    high = column[d] > high ? column[d] : high;
  }
  double scale = BUCKETS / (high - low);
  for (size_t i = 0; i < n_shares; i++) out[i] = low;
  if (low == high) return;
  for (size_t d = 0; d < n; d++) first[bucket_of(column[d], low, scale) + 1]++;
  for (size_t b = 0; b < BUCKETS; b++) first[b + 1] += first[b];
  /* Only buckets that one of the shares is in are gathered, where they would stand if all were sorted. */
  for (size_t i = 0; i < n_shares; i++) wanted[bucket_with(first, rank_of(shares[i], n))] = true;
  for (size_t d = 0; d < n; d++) {
    size_t b = bucket_of(column[d], low, scale);
    if (wanted[b]) scratch[first[b] + filled[b]++] = column[d];
  }
  for (size_t i = 0; i < n_shares; i++) {
    size_t rank = rank_of(shares[i], n), b = bucket_with(first, rank);
    out[i] = select_rank(scratch, first[b], first[b + 1] - 1, rank);
  }
}

bool ek_alternatives_figure(const char *name) {
  static const char *const names[] = {"total", "measure", "ratio", "standing"};
  for (size_t i = 0; i < 4; i++) if (ek_text_same(name, names[i])) return true;
  return false;
}

/* The index of what is named, or of the first when nothing is; -1 with a diagnostic. */
static int named(const struct ek_result *r, const struct ek_name *name, const char *what, size_t n,
                 const char *const *words, struct ek_diags *diags) {
  for (size_t i = 0; i < n; i++) {
    if (name->text == NULL || ek_text_same(words[i], name->text)) return (int)i;
  }
  const char *near = name->text != NULL ? ek_text_nearest(name->text, words, n) : NULL;
  ek_error(diags, name->pos, near != NULL ? ek_sprintf(r->arena, "did you mean '%s'?", near) : NULL,
           "there is no %s '%s'", what, name->text != NULL ? name->text : "");
  return -1;
}

bool ek_alternatives_expected(const struct ek_result *r, const struct ek_expect *e, double *value, const char **word, struct ek_diags *diags) {
  const struct ek_alternatives *all = r->alternatives;
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  const struct ek_measure *measures = r->study->measures.items;
  if (all == NULL) return ek_error(diags, e->figure.pos, NULL, "the figure '%s' is of a cohort's alternatives, and there are none", e->figure.text);
  size_t n_actors = r->model->n_actors, n_measures = r->study->measures.n;
  const char **words = ek_alloc_array(r->arena, all->n + n_actors + n_measures, sizeof *words);
  const char **actors = words + all->n, **of = actors + n_actors;
  for (size_t a = 0; a < all->n; a++) words[a] = k->alternatives[a].name.text;
  for (size_t a = 0; a < n_actors; a++) actors[a] = r->model->actors[a].name.text;
  for (size_t m = 0; m < n_measures; m++) of[m] = measures[m].name.text;
  int last = r->horizons[r->n_horizons - 1];
  if ((e->horizon != 0 && e->horizon != last) || e->year > 0) {
    return ek_error(diags, e->pos, "take horizon and year away", "the figure '%s' is of the whole time until the longest horizon, %d months", e->figure.text, last);
  }
  if (e->alternative.text == NULL) return ek_error(diags, e->pos, "write alternative: …", "the figure '%s' is of an alternative", e->figure.text);
  int a = named(r, &e->alternative, "alternative", all->n, words, diags);
  int actor = e->actor.text == NULL ? r->model->root : named(r, &e->actor, "actor", n_actors, actors, diags);
  bool total = ek_text_same(e->figure.text, "total");
  int m = total ? 0 : named(r, &e->measure, "measure", n_measures, of, diags);
  if (a < 0 || actor < 0 || m < 0) return false;
  struct ek_frontier *places = ek_alloc_array(r->arena, all->n, sizeof *places);
  if (!total) ek_alternatives_frontier(all, actor, (size_t)m, places);
  *word = NULL;
  if (total) *value = ek_column_mean(all->total[a][actor], all->draws);
  else if (ek_text_same(e->figure.text, "measure")) *value = ek_column_mean(all->measure[a][m], all->draws);
  else *value = places[a].ratio;
  if (ek_text_same(e->figure.text, "standing")) *word = ek_standing_names[places[a].standing];
  return true;
}

const struct ek_result *ek_alternatives_result(const struct ek_result *r, const struct ek_expect *e, struct ek_diags *diags) {
  const struct ek_alternatives *all = r->alternatives;
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  if (e->alternative.text == NULL) return r;
  if (all == NULL) {
    ek_error(diags, e->alternative.pos, "take it away", "there are no alternatives to have the figure '%s'", e->figure.text);
    return NULL;
  }
  const char **words = ek_alloc_array(r->arena, all->n, sizeof *words);
  for (size_t a = 0; a < all->n; a++) words[a] = k->alternatives[a].name.text;
  int a = named(r, &e->alternative, "alternative", all->n, words, diags);
  if (a >= 0 && (size_t)a == all->reference) {
    ek_error(diags, e->alternative.pos, "its total is a figure: {figure: total, …}",
             "the figure '%s' is against the reference, which '%s' is itself", e->figure.text, words[a]);
  }
  return a < 0 ? NULL : all->result[a];
}

/* A group by itself: costs that are not by participant by its part of them. */
static enum ek_status run_group(struct ek_runner *r, size_t group, struct ek_result **out) {
  struct ek_runner *own = ek_alloc(r->arena, sizeof *own);
  size_t accounts = r->study->model->n_actors + 2;
  double people = 0, *share = ek_alloc_array(r->arena, accounts, sizeof *share);
  for (size_t g = 0; g < r->cohort->cohort->n_groups; g++) people += ek_column_mean(r->cohort->people[g], r->draws);
  for (size_t a = 0; a < accounts; a++) share[a] = people > 0 ? ek_column_mean(r->cohort->people[group], r->draws) / people : 0;
  *own = *r;
  own->group = group + 1;
  own->cost_share = share;
  return ek_run_result(own, out);
}

static enum ek_status run_groups(struct ek_runner *r, struct ek_alternatives *all) {
  const struct ek_cohort *k = r->cohort->cohort;
  if (k->group_list.n == 0) return EK_OK;
  all->group = ek_alloc_array(r->arena, k->n_groups, sizeof *all->group);
  for (size_t g = 0; g < k->n_groups; g++) {
    struct ek_result *one;
    enum ek_status status = run_group(r, g, &one);
    if (status != EK_OK) return status;
    all->group[g] = one;
  }
  return EK_OK;
}

enum ek_status ek_alternatives_run(struct ek_runner *r, struct ek_result *result) {
  const struct ek_cohort *k = r->cohort->cohort;
  const struct ek_measure *measures = r->study->measures.items;
  struct ek_alternatives *all = ek_alloc(r->arena, sizeof *all);
  *all = (struct ek_alternatives){.n = k->n_alternatives, .chosen = r->alternative, .reference = k->reference, .draws = r->draws};
  all->result = ek_alloc_array(r->arena, all->n, sizeof *all->result);
  all->total = ek_alloc_array(r->arena, all->n, sizeof *all->total);
  all->measure = ek_alloc_array(r->arena, all->n, sizeof *all->measure);
  all->total[k->reference] = alone(r, k->reference);
  for (size_t a = 0; a < all->n; a++) {
    struct ek_result *one = result;
    enum ek_status status = a == r->alternative || a == k->reference ? EK_OK : run_other(r, a, &one);
    if (status != EK_OK) return status;
    if (a != k->reference) {
      all->result[a] = one;
      all->total[a] = with_result(r, all->total[k->reference], one);
    }
    all->measure[a] = ek_alloc_array(r->arena, r->study->measures.n, sizeof **all->measure);
    for (size_t m = 0; m < r->study->measures.n; m++) all->measure[a][m] = ek_measure_total(r, &measures[m], a);
  }
  result->alternatives = all;
  return run_groups(r, all);
}
