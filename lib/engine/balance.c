/* Sums once over accounts and once over lines, and holds the two together.
 * Sums are compensated (Neumaier), so that a long horizon with large weights
 * does not fail for the order of addition alone. */
#include "engine/balance.h"

#include <math.h>
#include <string.h>

#include "base/wide.h"

struct sum {
  double total, lost;
};

static void add(struct sum *s, double value) {
  double next = s->total + value;
  s->lost += fabs(s->total) >= fabs(value) ? (s->total - next) + value : (value - next) + s->total;
  s->total = next;
}

static double total(const struct sum *s) { return s->total + s->lost; }

/* The same of a column of sums. */
struct sums {
  double *total, *lost; /* [draws] */
};

EK_WIDE static void add_each(double *restrict sum, double *restrict lost, const double *restrict value, size_t n) {
  for (size_t d = 0; d < n; d++) {
    double old = sum[d], next = old + value[d];
    bool larger = fabs(old) >= fabs(value[d]);
    double big = larger ? old : value[d], small = larger ? value[d] : old;
    lost[d] += (big - next) + small;
    sum[d] = next;
  }
}

EK_WIDE static void add_size(double *restrict sum, const double *restrict value, size_t n) {
  for (size_t d = 0; d < n; d++) sum[d] += fabs(value[d]);
}

EK_WIDE static void multiply(double *restrict out, const double *restrict price, const double *restrict quantity, double factor, size_t n) {
  for (size_t d = 0; d < n; d++) out[d] = price[d] * quantity[d] * factor;
}

/* What is summed of one month. */
struct month_sums {
  struct sums production, resources, inside, outside;
  double *moved, *amount; /* [draws] */
};

/* Actors' accounts in one month; EU and the like apart. And all that moves. */
static void sum_accounts(const struct ek_ledger *l, size_t month, const struct month_sums *s) {
  for (size_t a = 0; a < l->model->n_actors; a++) {
    if (!l->model->actors[a].leaf) continue; /* a sum of accounts, not one */
    const struct sums *to = ek_ledger_within(l, (int)a, l->model->root) ? &s->inside : &s->outside;
    for (int side = 0; side < EK_SIDES; side++) {
      const double *value = ek_ledger_month(l, (enum ek_side)side, (int)a, month);
      add_each(to->total, to->lost, value, l->draws);
      add_size(s->moved, value, l->draws);
    }
  }
}

/* Production and resources in one month, from the lines. */
static void sum_lines(const struct ek_ledger *l, size_t month, const struct month_sums *s) {
  const struct ek_line *lines = l->lines.items;
  for (size_t i = 0; i < l->lines.n; i++) {
    bool made = lines[i].from == EK_ACCOUNT_PRODUCTION(l->model), used = lines[i].to == EK_ACCOUNT_RESOURCES(l->model);
    if ((!made && !used) || lines[i].quantity[month] == NULL) continue; /* most only move money */
    multiply(s->amount, lines[i].price, lines[i].quantity[month], ek_line_month_factor(&lines[i]), l->draws);
    if (made) add_each(s->production.total, s->production.lost, s->amount, l->draws);
    if (used) add_each(s->resources.total, s->resources.lost, s->amount, l->draws);
  }
}

EK_WIDE static size_t too_large(const double *value, size_t n) {
  size_t out = 0;
  for (size_t i = 0; i < n; i++) out += fabs(value[i]) < 1e200 ? 0 : 1;
  return out;
}

bool ek_balance_finite(const struct ek_ledger *l) {
  for (int side = 0; side < EK_SIDES; side++) {
    if (too_large(l->balance[side], l->accounts * l->stretches * l->draws) > 0) return false;
  }
  return true;
}

static double at(const struct sums *s, size_t draw) { return s->total[draw] + s->lost[draw]; }

/* Do accounts and lines meet in every draw of the month? Keeps the worst gap. */
static bool meet(const struct ek_ledger *l, const struct month_sums *s, double *worst) {
  bool balanced = true;
  for (size_t d = 0; d < l->draws; d++) {
    double gap = fabs(at(&s->inside, d) + at(&s->outside, d) - (at(&s->production, d) - at(&s->resources, d)));
    double least = 1e-13 * s->moved[d]; /* what doubles can tell apart */
    if (isnan(gap) || gap > *worst) *worst = gap; /* what is no number stays so */
    if (!(gap < fmax(0.005, least))) balanced = false;
  }
  return balanced;
}

EK_WIDE static void take(double *restrict out, const double *restrict total, const double *restrict lost, size_t n) {
  for (size_t d = 0; d < n; d++) out[d] = total[d] + lost[d];
}

/* Sums of a month onto those of all months. */
static void add_sums(const struct sums *whole, const struct sums *month, double *room, size_t n) {
  take(room, month->total, month->lost, n);
  add_each(whole->total, whole->lost, room, n);
}

static double mean_of(const struct sums *s, size_t n) {
  struct sum all = {0, 0};
  for (size_t d = 0; d < n; d++) add(&all, at(s, d));
  return total(&all) / (double)n;
}

static struct sums sums_new(struct ek_arena *arena, size_t n) {
  return (struct sums){ek_alloc_array(arena, n, sizeof(double)), ek_alloc_array(arena, n, sizeof(double))};
}

/* A month is proved by what was proved of the one before only if its lines, too, say that it is like it. */
bool ek_balance_prove(const struct ek_ledger *l, struct ek_balance *out) {
  struct ek_arena *page = l->arena;
  size_t n = l->draws, bytes = 10 * n * sizeof(double);
  double *c = ek_alloc(page, bytes);
  const struct month_sums s = {{c, c + n}, {c + 2 * n, c + 3 * n}, {c + 4 * n, c + 5 * n}, {c + 6 * n, c + 7 * n}, c + 8 * n, c + 9 * n};
  const struct sums *part[4] = {&s.production, &s.resources, &s.inside, &s.outside};
  struct sums whole[4];
  for (size_t i = 0; i < 4; i++) whole[i] = sums_new(page, n);
  const struct ek_list tables = ek_ledger_tables(l, page);
  bool balanced = true;
  *out = (struct ek_balance){0};
  for (size_t month = 0; month < l->months; month++) {
    if (month == 0 || l->stretch[month] != l->stretch[month - 1] || !ek_ledger_goes_on(&tables, month)) {
      memset(c, 0, bytes);
      sum_accounts(l, month, &s);
      sum_lines(l, month, &s);
      if (!meet(l, &s, &out->worst)) balanced = false;
    }
    for (size_t i = 0; i < 4; i++) add_sums(&whole[i], part[i], s.amount, n);
  }
  out->production = mean_of(&whole[0], n);
  out->resources = mean_of(&whole[1], n);
  out->society = mean_of(&whole[2], n);
  out->outside = mean_of(&whole[3], n);
  out->actors = out->society + out->outside;
  return balanced;
}
