/* Sums once over accounts and once over lines, and holds the two together.
 * Sums are compensated (Neumaier), so that a long horizon with large weights
 * does not fail for the order of addition alone. */
#include "engine/balance.h"

#include <math.h>

struct sum {
  double total, lost;
};

static void add(struct sum *s, double value) {
  double next = s->total + value;
  s->lost += fabs(s->total) >= fabs(value) ? (s->total - next) + value : (value - next) + s->total;
  s->total = next;
}

static double total(const struct sum *s) { return s->total + s->lost; }

/* Actors' accounts in one month and draw; EU and the like apart. */
static void sum_accounts(const struct ek_ledger *l, size_t month, size_t draw, struct sum *inside,
                         struct sum *outside) {
  for (size_t a = 0; a < l->model->n_actors; a++) {
    if (!l->model->actors[a].leaf) continue; /* a sum of accounts, not one */
    for (int side = 0; side < EK_SIDES; side++) {
      double value = ek_ledger_month(l, (enum ek_side)side, (int)a, month)[draw];
      add(ek_ledger_within(l, (int)a, l->model->root) ? inside : outside, value);
    }
  }
}

/* Production and resources in one month and draw, from the lines. */
static void sum_lines(const struct ek_ledger *l, size_t month, size_t draw, struct sum *production,
                      struct sum *resources) {
  const struct ek_line *lines = l->lines.items;
  for (size_t i = 0; i < l->lines.n; i++) {
    double amount = lines[i].price[draw] * lines[i].quantity[month * l->draws + draw] *
                    ek_line_month_factor(&lines[i]);
    if (lines[i].from == EK_ACCOUNT_PRODUCTION(l->model)) add(production, amount);
    if (lines[i].to == EK_ACCOUNT_RESOURCES(l->model)) add(resources, amount);
  }
}

/* All that moves in a month. */
static double moved(const struct ek_ledger *l, size_t month, size_t draw) {
  double sum = 0;
  for (size_t a = 0; a < l->model->n_actors; a++) {
    if (!l->model->actors[a].leaf) continue;
    for (int side = 0; side < EK_SIDES; side++) {
      sum += fabs(ek_ledger_month(l, (enum ek_side)side, (int)a, month)[draw]);
    }
  }
  return sum;
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
  bool balanced = true;
  *out = (struct ek_balance){0};
  for (size_t month = 0; month < l->months; month++) {
    for (size_t d = 0; d < l->draws; d++) {
      struct sum p = {0}, r = {0}, in = {0}, ex = {0};
      sum_accounts(l, month, d, &in, &ex);
      sum_lines(l, month, d, &p, &r);
      double gap = fabs(total(&in) + total(&ex) - (total(&p) - total(&r)));
      double least = 1e-13 * moved(l, month, d); /* what doubles can tell apart */
      if (isnan(gap) || gap > out->worst) out->worst = gap; /* what is no number stays so */
      if (!(gap < fmax(0.005, least))) balanced = false;
      add(&production, total(&p));
      add(&resources, total(&r));
      add(&inside, total(&in));
      add(&outside, total(&ex));
    }
  }
  double n = (double)l->draws;
  out->production = total(&production) / n;
  out->resources = total(&resources) / n;
  out->society = total(&inside) / n;
  out->outside = total(&outside) / n;
  out->actors = out->society + out->outside;
  return balanced;
}
