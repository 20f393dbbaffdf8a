/* A cost is one line per payer: an actor, or the members of a pool by their
 * shares. Its quantity is the part paid each month. */
#include "engine/cost.h"

#include <string.h>

#include "engine/path.h"
#include "engine/run.h"

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
  const struct ek_people *people = study->people;
  for (size_t i = 0; people != NULL && i < people->participants; i++) {
    size_t months = (size_t)people->entry[i] + people->during[i];
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

/* Who enters in each month, and who is in the insats: persons, [months * draws]. */
struct attendance {
  double *entering, *attending;
};

static struct attendance of_cases(const struct ek_runner *r, size_t months) {
  size_t n = r->draws;
  struct attendance a = {ek_alloc_array(r->arena, months * n, sizeof(double)),
                         ek_alloc_array(r->arena, months * n, sizeof(double))};
  for (size_t k = 0; k < r->n_cases; k++) {
    const struct ek_case *who = r->cases[k].who;
    size_t entry = ek_path_entry(r->study, who);
    for (size_t d = 0; d < n; d++) {
      if (entry < months) a.entering[entry * n + d] += r->cases[k].weight[d];
      for (size_t m = entry; m < entry + during_months(who) && m < months; m++) {
        a.attending[m * n + d] += r->cases[k].weight[d];
      }
    }
  }
  return a;
}

static struct attendance of_people(const struct ek_runner *r, const struct ek_presence *p, size_t months) {
  const struct ek_people *people = r->crowd->people;
  struct attendance a = {ek_alloc_array(r->arena, months, sizeof(double)),
                         ek_alloc_array(r->arena, months + 1, sizeof(double))};
  for (size_t i = 0; i < people->participants; i++) { /* the changes from month to month */
    size_t entry = people->entry[i], exit = entry + people->during[i];
    if (entry < months) a.entering[entry] += p->weight[i];
    a.attending[entry < months ? entry : months] += p->weight[i];
    a.attending[exit < months ? exit : months] -= p->weight[i];
  }
  for (size_t m = 1; m < months; m++) a.attending[m] += a.attending[m - 1];
  return a;
}

struct booking {
  struct ek_ledger *ledger;
  struct ek_runner *r;
  struct attendance own, all; /* of those who count in this run, and of everybody */
  double *quantity;           /* [months * draws], being filled */
};

static void put(struct booking *b, size_t month, const double *persons, double part) {
  size_t n = b->ledger->draws;
  size_t at = b->r->study->settings.profile == EK_PROFILE_NYTTOSAM ? 0 : month;
  for (size_t d = 0; d < n; d++) b->quantity[at * n + d] += (persons != NULL ? persons[d] : 1) * part;
}

/* The part of the amount that falls in each month: kronor once, kronor a year
 * over months, kronor per participant as each enters or goes through. */
static void fill_quantity(struct booking *b, const struct ek_cost *cost, const struct attendance *a) {
  ek_month start = b->r->study->settings.start;
  size_t n = b->ledger->draws;
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
    for (size_t m = 0; m < b->ledger->months; m++) {
      put(b, cost->month != 0 ? (size_t)(cost->month - start) : m, a->entering + m * n, 1);
    }
    break;
  case EK_COST_PER_PARTICIPANT_TIME:
    for (size_t m = 0; m < b->ledger->months; m++) put(b, m, a->attending + m * n, 1.0 / 12);
    break;
  }
}

/* What part of the cost is this run's: all of it; a stated share of what the payer bears; or
 * that of its participants. */
static double own_part(const struct booking *b, const struct ek_cost *cost, int payer, const struct attendance **by) {
  const struct ek_municipal_split *split = b->r->study->municipal.items;
  bool by_person = cost->timing == EK_COST_PER_PARTICIPANT || cost->timing == EK_COST_PER_PARTICIPANT_TIME;
  *by = b->r->whole_costs ? &b->all : &b->own;
  if (b->r->cost_share == NULL) return 1;
  for (size_t i = 0; i < b->r->study->municipal.n && b->r->stated_shares; i++) {
    if (split[i].account != payer && split[i].account != cost->receiver_account) continue;
    *by = &b->all;
    return b->r->cost_share[split[i].account];
  }
  return by_person ? 1 : b->r->cost_share[payer];
}

static void book_one(struct booking *b, const struct ek_cost *cost, int payer, const double *price) {
  size_t cells = b->ledger->months * b->ledger->draws;
  const struct attendance *by;
  double part = own_part(b, cost, payer, &by);
  b->quantity = ek_alloc_array(b->ledger->arena, cells, sizeof *b->quantity);
  fill_quantity(b, cost, by);
  for (size_t i = 0; i < cells && part != 1; i++) b->quantity[i] *= part;
  struct ek_line line = {.side = EK_SIDE_COST, .role = EK_ROLE_COST, .cost = cost, .from = payer,
                         .to = cost->receiver_account, .price = price, .quantity = b->quantity};
  ek_ledger_book(b->ledger, &line);
}

static void book_cost(struct booking *b, const struct ek_cost *cost, struct ek_env *env) {
  size_t n = b->ledger->draws;
  const double *amount = ek_quantity_eval(cost->amount, env);
  if (cost->payer_account >= 0) {
    book_one(b, cost, cost->payer_account, amount);
    return;
  }
  const struct ek_pool_split *split = &b->r->study->splits[cost->pool];
  for (size_t k = 0; k < split->n; k++) {
    if (split->account[k] == cost->receiver_account) continue; /* a member paying itself */
    const double *share = ek_quantity_eval(split->share[k], env);
    double *part = ek_alloc_array(b->ledger->arena, n, sizeof *part);
    for (size_t d = 0; d < n; d++) part[d] = amount[d] * share[d];
    book_one(b, cost, split->account[k], part);
  }
}

void ek_cost_book(struct ek_ledger *ledger, struct ek_runner *r) {
  const struct ek_cost *costs = r->study->costs.items;
  struct booking b = {.ledger = ledger, .r = r};
  struct ek_env env = {.world = ek_run_world(r, NULL)};
  if (r->presence != NULL) {
    b.own = of_people(r, r->presence, ledger->months);
    b.all = of_people(r, r->everybody, ledger->months);
  } else {
    b.own = b.all = of_cases(r, ledger->months);
  }
  for (size_t i = 0; i < r->study->costs.n; i++) book_cost(&b, &costs[i], &env);
}
