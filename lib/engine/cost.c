/* A cost is one line per payer: an actor, or the members of a pool by their
 * shares. Its quantity is the part paid each month. */
#include "engine/cost.h"

#include <string.h>

#include "engine/path.h"

static size_t during_months(const struct ek_case *who) {
  return who->during.present && who->during.months > 0 ? (size_t)who->during.months : 0;
}

size_t ek_cost_months(const struct ek_study *study) {
  size_t last = 1;
  const struct ek_cost *costs = study->costs.items;
  for (size_t i = 0; i < study->costs.n; i++) {
    int end = costs[i].timing == EK_COST_SPREAD ? costs[i].until : costs[i].month;
    size_t months = end != 0 ? (size_t)(end - study->settings.start) + 1 : 1;
    if (months > last) last = months;
  }
  const struct ek_case *cases = study->participants.cases.items;
  for (size_t i = 0; i < study->participants.cases.n; i++) {
    size_t months = ek_path_entry(study, &cases[i]) + during_months(&cases[i]);
    if (months > last) last = months;
  }
  return last;
}

bool ek_cost_payer(const struct ek_ledger *ledger, int account) {
  const struct ek_line *lines = ledger->lines.items;
  for (size_t i = 0; i < ledger->lines.n; i++) {
    if (lines[i].side == EK_SIDE_COST && lines[i].from == account) return true;
  }
  return false;
}

struct booking {
  struct ek_ledger *ledger;
  const struct ek_study *study;
  struct ek_world *world;
  const double *const *weights;
  double *quantity; /* [months * draws], being filled */
};

static void put(struct booking *b, size_t month, const double *weight, double part) {
  size_t n = b->ledger->draws;
  size_t at = b->study->settings.profile == EK_PROFILE_NYTTOSAM ? 0 : month;
  for (size_t d = 0; d < n; d++) b->quantity[at * n + d] += (weight != NULL ? weight[d] : 1) * part;
}

/* The part of the amount that falls in each month: kronor once, kronor a year
 * over months, kronor per participant as each case enters or goes through. */
static void fill_quantity(struct booking *b, const struct ek_cost *cost) {
  ek_month start = b->study->settings.start;
  const struct ek_case *cases = b->study->participants.cases.items;
  size_t n_cases = b->study->participants.cases.n;
  bool rate = cost->amount->unit.power[EK_DIM_TIME] != 0;
  switch (cost->timing) {
  case EK_COST_ONCE: put(b, cost->month != 0 ? (size_t)(cost->month - start) : 0, NULL, 1); break;
  case EK_COST_SPREAD: {
    int months = cost->until - cost->from + 1;
    for (int m = 0; m < months; m++) {
      put(b, (size_t)(cost->from - start + m), NULL, rate ? 1.0 / 12 : 1.0 / months);
    }
    break;
  }
  case EK_COST_PER_PARTICIPANT:
    for (size_t k = 0; k < n_cases; k++) {
      size_t at = cost->month != 0 ? (size_t)(cost->month - start) : ek_path_entry(b->study, &cases[k]);
      put(b, at, b->weights[k], 1);
    }
    break;
  case EK_COST_PER_PARTICIPANT_TIME:
    for (size_t k = 0; k < n_cases; k++) {
      size_t entry = ek_path_entry(b->study, &cases[k]);
      for (size_t m = 0; m < during_months(&cases[k]); m++) put(b, entry + m, b->weights[k], 1.0 / 12);
    }
    break;
  }
}

static void book_one(struct booking *b, const struct ek_cost *cost, int payer, const double *price) {
  struct ek_line line = {.side = EK_SIDE_COST, .role = EK_ROLE_COST, .cost = cost, .from = payer,
                         .to = cost->receiver_account, .price = price, .quantity = b->quantity};
  ek_ledger_book(b->ledger, &line);
}

void ek_cost_book(struct ek_ledger *ledger, const struct ek_study *study, struct ek_world *world,
                  const double *const *weights) {
  const struct ek_cost *costs = study->costs.items;
  size_t n = ledger->draws;
  struct booking b = {ledger, study, world, weights, NULL};
  struct ek_env env = {.world = world};
  for (size_t i = 0; i < study->costs.n; i++) {
    const double *amount = ek_quantity_eval(costs[i].amount, &env);
    b.quantity = ek_alloc_array(ledger->arena, ledger->months * n, sizeof *b.quantity);
    fill_quantity(&b, &costs[i]);
    if (costs[i].payer_account >= 0) {
      book_one(&b, &costs[i], costs[i].payer_account, amount);
      continue;
    }
    const struct ek_pool_split *split = &study->splits[costs[i].pool];
    for (size_t k = 0; k < split->n; k++) {
      if (split->account[k] == costs[i].receiver_account) continue; /* a member paying itself */
      const double *share = ek_quantity_eval(split->share[k], &env);
      double *part = ek_alloc_array(ledger->arena, n, sizeof *part);
      for (size_t d = 0; d < n; d++) part[d] = amount[d] * share[d];
      book_one(&b, &costs[i], split->account[k], part);
    }
  }
}
