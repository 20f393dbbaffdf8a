/* Sums once over accounts and once over lines, and holds the two together.
 * Sums are compensated (Neumaier), so that a long horizon with large weights
 * does not fail for the order of addition alone. */
#include "engine/balance.h"

#include <math.h>
#include <string.h>

struct sum {
  double total, lost;
};

static void add(struct sum *s, double value) {
  double next = s->total + value;
  s->lost += fabs(s->total) >= fabs(value) ? (s->total - next) + value : (value - next) + s->total;
  s->total = next;
}

static double total(const struct sum *s) { return s->total + s->lost; }

/* What is summed of one month: a column each, [draws]. */
struct month_sums {
  struct sum *production, *resources, *inside, *outside;
  double *moved;
};

/* Actors' accounts in one month; EU and the like apart. And all that moves. */
static void sum_accounts(const struct ek_ledger *l, size_t month, const struct month_sums *s) {
  for (size_t a = 0; a < l->model->n_actors; a++) {
    if (!l->model->actors[a].leaf) continue; /* a sum of accounts, not one */
    struct sum *to = ek_ledger_within(l, (int)a, l->model->root) ? s->inside : s->outside;
    for (int side = 0; side < EK_SIDES; side++) {
      const double *value = ek_ledger_month(l, (enum ek_side)side, (int)a, month);
      for (size_t d = 0; d < l->draws; d++) {
        add(&to[d], value[d]);
        s->moved[d] += fabs(value[d]);
      }
    }
  }
}

/* Production and resources in one month, from the lines. */
static void sum_lines(const struct ek_ledger *l, size_t month, const struct month_sums *s) {
  const struct ek_line *lines = l->lines.items;
  for (size_t i = 0; i < l->lines.n; i++) {
    bool made = lines[i].from == EK_ACCOUNT_PRODUCTION(l->model), used = lines[i].to == EK_ACCOUNT_RESOURCES(l->model);
    if (!made && !used) continue; /* most only move money */
    double factor = ek_line_month_factor(&lines[i]);
    const double *price = lines[i].price, *quantity = lines[i].quantity + month * l->draws;
    for (size_t d = 0; d < l->draws; d++) {
      double amount = price[d] * quantity[d] * factor;
      if (made) add(&s->production[d], amount);
      if (used) add(&s->resources[d], amount);
    }
  }
}

bool ek_balance_finite(const struct ek_ledger *l) {
  for (int side = 0; side < EK_SIDES; side++) {
    for (size_t i = 0; i < l->accounts * l->months * l->draws; i++) {
      if (!(fabs(l->balance[side][i]) < 1e200)) return false;
    }
  }
  return true;
}

bool ek_balance_prove(const struct ek_ledger *l, struct ek_balance *out) {
  struct sum production = {0}, resources = {0}, inside = {0}, outside = {0};
  struct ek_arena *page = ek_arena_new();
  size_t bytes = 4 * l->draws * sizeof(struct sum) + l->draws * sizeof(double);
  struct sum *columns = ek_alloc(page, bytes);
  const struct month_sums s = {columns, columns + l->draws, columns + 2 * l->draws, columns + 3 * l->draws, (double *)(columns + 4 * l->draws)};
  bool balanced = true;
  *out = (struct ek_balance){0};
  for (size_t month = 0; month < l->months; month++) {
    memset(columns, 0, bytes);
    sum_accounts(l, month, &s);
    sum_lines(l, month, &s);
    for (size_t d = 0; d < l->draws; d++) {
      double gap = fabs(total(&s.inside[d]) + total(&s.outside[d]) - (total(&s.production[d]) - total(&s.resources[d])));
      double least = 1e-13 * s.moved[d]; /* what doubles can tell apart */
      if (isnan(gap) || gap > out->worst) out->worst = gap; /* what is no number stays so */
      if (!(gap < fmax(0.005, least))) balanced = false;
      add(&production, total(&s.production[d]));
      add(&resources, total(&s.resources[d]));
      add(&inside, total(&s.inside[d]));
      add(&outside, total(&s.outside[d]));
    }
  }
  ek_arena_free(page);
  double n = (double)l->draws;
  out->production = total(&production) / n;
  out->resources = total(&resources) / n;
  out->society = total(&inside) / n;
  out->outside = total(&outside) / n;
  out->actors = out->society + out->outside;
  return balanced;
}
