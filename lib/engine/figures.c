/* Every figure of an actor is a sum over the balances of the accounts within
 * it; every figure of the whole is a sum over cases. Definitions: figure_defs.c. */
#include "engine/figures.h"

#include "engine/cohort.h"
#include "engine/resample.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/wide.h"

struct maker {
  struct ek_runner *r;
  struct ek_result *out;
  size_t n; /* draws */
  double *noise; /* [draws] kr below which a sum is rounding of doubles and not money */
  double **benefit, **cost, **steady; /* columns by actor: to each horizon in turn, the whole, a year at full effect */
};

static double *column(const struct maker *k) {
  return ek_alloc_array(k->r->arena, k->n, sizeof(double));
}

/* A new figure; its column is the caller's to fill before `finish`. */
static struct ek_figure *figure(struct maker *k, enum ek_figure_id id, int actor, int horizon,
                                int year, int stage) {
  return ek_result_add(k->out, (struct ek_figure){.def = &ek_figure_defs[id], .actor = actor, .horizon = horizon, .year = year,
                                                 .stage = stage, .column = column(k), .value = 0});
}

static double *values(struct ek_figure *f) { return (double *)f->column; }

/* What an actor gets and gives may cancel exactly in kronor and not in doubles:
 * an employer who pays the wage that the work is worth. Such dust is 0. */
static void dust(const struct maker *k, double *values) {
  for (size_t d = 0; d < k->n; d++) {
    if (fabs(values[d]) <= k->noise[d]) values[d] = 0;
  }
}

/* A part in 10^12 of all that moves on the ledger, each year counted in full. */
static void measure_noise(struct maker *k) {
  k->noise = column(k);
  for (size_t d = 0; d < k->n; d++) k->noise[d] = 1e-12 * k->out->ledger->moved[d];
}

/* Of a run that draws only columns are asked for. */
static void finish(const struct maker *k, struct ek_figure *f) {
  f->value = k->r->random ? NAN : ek_column_mean(f->column, k->n);
}

/* Adds `sign` times what the actor got in months [from, to), weighed by
 * `discount` (NULL: undiscounted). */
static void add_balance(const struct maker *k, const struct ek_ledger *ledger, enum ek_side side,
                        int actor, size_t from, size_t to, const double *discount, double sign,
                        double *out) {
  for (size_t m = from; m < to && m < ledger->months; m++) {
    if (discount != NULL) {
      ek_ledger_add_present(ledger, side, actor, m, discount, sign, out);
      continue;
    }
    const double *month = ek_ledger_month(ledger, side, actor, m);
    for (size_t i = 0; i < k->n; i++) out[i] += sign * month[i];
  }
}

/* The part of the cost that a horizon carries when it is written off. */
static double written_off(const struct maker *k, int horizon) {
  int over = k->r->study->settings.write_off;
  return over > horizon ? (double)horizon / over : 1;
}

/* Of every actor to every horizon, the longest last: a walk over the months passes them all. */
static double **pv_benefits(const struct maker *k, const struct ek_ledger *ledger) {
  size_t actors = k->r->study->model->n_actors, n = k->out->n_horizons;
  double **out = ek_alloc_array(k->r->arena, actors * n, sizeof *out), *sum = column(k);
  for (size_t a = 0; a < actors; a++) {
    memset(sum, 0, k->n * sizeof *sum);
    for (size_t h = 0, from = 0; h < n; from = (size_t)k->out->horizons[h++]) {
      add_balance(k, ledger, EK_SIDE_EFFECT, (int)a, from, (size_t)k->out->horizons[h], k->r->discount, 1, sum);
      out[a * n + h] = memcpy(column(k), sum, k->n * sizeof *sum);
      dust(k, out[a * n + h]);
    }
  }
  return out;
}

/* The whole cost, whenever it falls: a horizon cuts the benefits, not the bill. */
static void pv_cost(const struct maker *k, int actor, double part, double *out) {
  add_balance(k, k->out->ledger, EK_SIDE_COST, actor, 0, SIZE_MAX, k->r->discount, -part, out);
  dust(k, out);
}

/* Figures of an actor that its benefit and cost give. */
static void from_parts(struct maker *k, enum ek_figure_id id, int actor, int horizon, double *out) {
  const double *benefit = ek_result_figure(k->out, EK_FIG_BENEFIT, actor, horizon, -1)->column;
  const double *cost = ek_result_figure(k->out, EK_FIG_COST, actor, horizon, -1)->column;
  const double *people = ek_result_figure(k->out, EK_FIG_PARTICIPANTS, -1, 0, -1)->column;
  for (size_t d = 0; d < k->n; d++) {
    switch (id) {
    case EK_FIG_RESULT: out[d] = benefit[d] - cost[d]; break;
    case EK_FIG_RETURN: out[d] = cost[d] > 0 ? benefit[d] / cost[d] : NAN; break;
    default: out[d] = people[d] > 0 ? (benefit[d] - cost[d]) / people[d] : NAN; break;
    }
  }
  if (id == EK_FIG_RESULT) dust(k, out);
}

static void by_horizon(struct maker *k, enum ek_figure_id id, int actor, size_t h) {
  int horizon = k->out->horizons[h];
  double *out = values(figure(k, id, actor, horizon, -1, -1)), part = written_off(k, horizon);
  if (id == EK_FIG_BENEFIT) memcpy(out, k->benefit[(size_t)actor * k->out->n_horizons + h], k->n * sizeof *out);
  if (id == EK_FIG_COST && part == 1) memcpy(out, k->cost[actor], k->n * sizeof *out);
  if (id == EK_FIG_COST && part != 1) pv_cost(k, actor, part, out);
  if (id != EK_FIG_BENEFIT && id != EK_FIG_COST) from_parts(k, id, actor, horizon, out);
  struct ek_figure *all = k->out->figures.items;
  finish(k, &all[k->out->figures.n - 1]);
}

/* The effect in a year at full effect, from the lines of the lasting phases. */
static void steady_benefit(const struct maker *k, int actor, double *out) {
  for (size_t d = 0; k->r->sums != NULL && d < k->n; d++) out[d] = k->r->sums->steady[actor][d];
  const struct ek_line *lines = k->out->ledger->lines.items;
  for (size_t i = 0; i < k->out->ledger->lines.n; i++) {
    if (lines[i].steady == NULL) continue;
    double sign = (double)ek_ledger_within(k->out->ledger, lines[i].to, actor) -
                  (double)ek_ledger_within(k->out->ledger, lines[i].from, actor);
    if (sign == 0) continue;
    for (size_t d = 0; d < k->n; d++) out[d] += sign * lines[i].price[d] * lines[i].steady[d];
  }
  dust(k, out);
}

/* 12 C / B; never without a benefit, at once without a cost. */
static double benefit_months(double cost, double benefit) {
  if (cost <= 0) return benefit < 0 ? INFINITY : 0;
  return benefit > 0 ? 12 * cost / benefit : INFINITY;
}

static void by_actor(struct maker *k, enum ek_figure_id id, int actor) {
  struct ek_figure *f = figure(k, id, actor, 0, -1, -1);
  const double *benefit = k->steady[actor], *cost = k->cost[actor];
  for (size_t d = 0; d < k->n; d++) {
    values(f)[d] =
        id == EK_FIG_BENEFIT_PER_YEAR ? benefit[d] : benefit_months(cost[d], benefit[d]);
  }
  finish(k, f);
}

/* What is known of a payback by a month. */
struct paying_back {
  double *sum, *turnover, *since;
  const double *cost, *noise;
};

EK_WIDE static void look(const struct paying_back *p, const double *restrict net, double month, size_t n) {
  double *restrict sum = p->sum, *restrict turnover = p->turnover, *restrict since = p->since;
  const double *restrict cost = p->cost, *restrict noise = p->noise;
  for (size_t d = 0; d < n; d++) {
    sum[d] += net[d];
    turnover[d] += fabs(net[d]);
    bool paid = sum[d] >= -1e-9 * (turnover[d] + fabs(cost[d])) - noise[d];
    double first = since[d] < INFINITY ? since[d] : month;
    since[d] = paid ? first : INFINITY;
  }
}

/* The month after which the cumulative discounted net stays at or above 0,
 * looking as far as the longest horizon. A billionth of the turnover counts as 0. */
static void payback(struct maker *k, int actor) {
  struct ek_figure *f = figure(k, EK_FIG_PAYBACK_MONTHS, actor, 0, -1, -1);
  size_t last = (size_t)k->out->horizons[k->out->n_horizons - 1];
  size_t months = last < k->r->months ? last : k->r->months;
  double *net = column(k);
  const struct paying_back p = {column(k), column(k), values(f), k->cost[actor], k->noise};
  for (size_t d = 0; d < k->n; d++) p.since[d] = INFINITY;
  for (size_t m = 0; m < months; m++) {
    memset(net, 0, k->n * sizeof *net);
    add_balance(k, k->out->ledger, EK_SIDE_EFFECT, actor, m, m + 1, k->r->discount, 1, net);
    add_balance(k, k->out->ledger, EK_SIDE_COST, actor, m, m + 1, k->r->discount, 1, net);
    look(&p, net, m == 0 ? 0 : (double)(m + 1), k->n);
  }
  finish(k, f);
}

static void by_year(struct maker *k, enum ek_figure_id id, int actor, size_t year) {
  struct ek_figure *f = figure(k, id, actor, 0, (int)year, -1);
  size_t from = 12 * year, to = 12 * year + 12;
  if (id != EK_FIG_COST_IN_YEAR) {
    add_balance(k, k->out->ledger, EK_SIDE_EFFECT, actor, from, to, NULL, 1, values(f));
  }
  if (id != EK_FIG_BENEFIT_IN_YEAR) {
    double sign = id == EK_FIG_COST_IN_YEAR ? -1 : 1;
    add_balance(k, k->out->ledger, EK_SIDE_COST, actor, from, to, NULL, sign, values(f));
  }
  dust(k, values(f));
  finish(k, f);
}

/* The benefit of every actor with some of the corrections. What it was booked on is soon used
 * again where there are people, who are many. */
static void stage_figures(struct maker *k, const struct ek_corrections *some, int correction) {
  struct ek_runner own = *k->r;
  struct ek_arena *page = ek_arena_new();
  if (own.presence != NULL) own.arena = page;
  struct ek_ledger *ledger = ek_run_ledger(own.presence != NULL ? &own : k->r, some, false);
  double **benefit = pv_benefits(k, ledger);
  for (int a = 0; a < (int)k->r->study->model->n_actors; a++) {
    for (size_t h = 0; h < k->out->n_horizons; h++) {
      struct ek_figure *f = figure(k, EK_FIG_BENEFIT_STAGE, a, k->out->horizons[h], -1, correction);
      memcpy(values(f), benefit[(size_t)a * k->out->n_horizons + h], k->n * sizeof(double));
      finish(k, f);
    }
  }
  ek_arena_free(page);
}

/* What each correction does: the same run with one more of them each time. */
static void stages(struct maker *k) {
  struct ek_stage *stage = ek_alloc_array(k->r->arena, EK_CORRECTIONS + 1, sizeof *stage);
  struct ek_corrections some = {.share = {NULL}};
  for (int c = -1; c < EK_CORRECTIONS; c++) {
    if (c >= 0) {
      bool profile = c == EK_RETENTION && k->r->corrections.n_profile > 0;
      bool compared = c == EK_COMPARED && k->r->presence != NULL &&
                      k->r->study->people->n > k->r->study->people->participants;
      if (k->r->corrections.share[c] == NULL && !profile && !compared) continue;
      some.compared |= compared;
      some.share[c] = k->r->corrections.share[c];
      if (profile) {
        some.profile = k->r->corrections.profile;
        some.n_profile = k->r->corrections.n_profile;
      }
    }
    stage[k->out->n_stages++].correction = c;
    stage_figures(k, &some, c);
  }
  k->out->stages = stage;
}

static void participants(struct maker *k) {
  struct ek_figure *f = figure(k, EK_FIG_PARTICIPANTS, -1, 0, -1, -1);
  for (size_t i = 0; i < k->r->n_cases; i++) {
    for (size_t d = 0; d < k->n; d++) values(f)[d] += k->r->cases[i].weight[d];
  }
  for (size_t d = 0; k->r->presence != NULL && d < k->n; d++) {
    values(f)[d] = k->r->sums != NULL ? k->r->sums->people[d] : k->r->presence->people;
  }
  for (size_t g = 0; k->r->cohort != NULL && g < k->r->cohort->cohort->n_groups; g++) {
    for (size_t d = 0; ek_cohort_counts(k->r, g) && d < k->n; d++) values(f)[d] += k->r->cohort->people[g][d];
  }
  finish(k, f);
}

static void accounts_figures(struct maker *k, enum ek_figure_id id) {
  const struct ek_model *model = k->r->study->model;
  for (int a = 0; a < (int)model->n_actors; a++) {
    if (ek_figure_defs[id].by_year) {
      for (size_t y = 0; y < k->out->n_years; y++) by_year(k, id, a, y);
    } else if (ek_figure_defs[id].by_horizon) {
      for (size_t h = 0; h < k->out->n_horizons; h++) by_horizon(k, id, a, h);
    } else if (id == EK_FIG_PAYBACK_MONTHS) {
      payback(k, a);
    } else {
      by_actor(k, id, a);
    }
  }
}

/* Tables of years and stages are not drawn anew, nor what no participant moves. */
bool ek_figure_sampled(enum ek_figure_id id) {
  const struct ek_figure_def *def = &ek_figure_defs[id];
  return !def->by_year && !def->by_stage && id != EK_FIG_ADDITIONALITY && id != EK_FIG_BORDER;
}

/* What several figures rest on. */
static void sum_actors(struct maker *k) {
  size_t actors = k->r->study->model->n_actors;
  k->benefit = pv_benefits(k, k->out->ledger);
  k->cost = ek_alloc_array(k->r->arena, actors, sizeof *k->cost);
  k->steady = ek_alloc_array(k->r->arena, actors, sizeof *k->steady);
  for (size_t a = 0; a < actors; a++) {
    pv_cost(k, (int)a, 1, k->cost[a] = column(k));
    steady_benefit(k, (int)a, k->steady[a] = column(k));
  }
}

void ek_figures_compute(struct ek_runner *runner, struct ek_result *result) {
  struct maker k = {.r = runner, .out = result, .n = runner->draws};
  measure_noise(&k);
  if (runner->sums != NULL) k.noise = runner->sums->noise;
  result->noise = k.noise;
  sum_actors(&k);
  participants(&k);
  for (int id = 0; id < EK_FIG_COUNT; id++) {
    if ((runner->sums != NULL || runner->random || runner->brief) && !ek_figure_sampled((enum ek_figure_id)id)) continue;
    if (id == EK_FIG_BENEFIT_STAGE) stages(&k);
    else if (ek_figure_defs[id].by_actor) accounts_figures(&k, (enum ek_figure_id)id);
  }
  ek_figures_whole(runner, result, k.noise);
}
