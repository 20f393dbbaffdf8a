/* A cost is one line per payer: an actor, or the members of a pool by their
 * shares. Its quantity is the part paid each month. */
#include "engine/cost.h"

#include <string.h>

#include "engine/cohort.h"
#include "engine/path.h"
#include "engine/run.h"

static size_t during_months(const struct ek_case *who) {
  return who->during.present && who->during.months > 0 ? (size_t)who->during.months : 0;
}

static size_t months_of_list(const struct ek_study *study, const struct ek_list *list) {
  const struct ek_cost *costs = list->items;
  size_t last = 1;
  for (size_t i = 0; i < list->n; i++) {
    int end = costs[i].timing == EK_COST_SPREAD ? costs[i].until : costs[i].month;
    size_t months = end != 0 ? (size_t)(end - study->settings.start) + 1 : 1;
    if (months > last) last = months;
  }
  return last;
}

size_t ek_cost_months(const struct ek_study *study) {
  size_t last = 1;
  const struct ek_cohort *cohort = &study->outcomes.cohort;
  for (size_t a = 0; a <= cohort->n_alternatives; a++) {
    size_t months = months_of_list(study, a == 0 ? &study->costs : &cohort->alternatives[a - 1].costs);
    if (months > last) last = months;
  }
  for (size_t e = 0; cohort->present && e < cohort->n_entries; e++) {
    size_t months = (size_t)cohort->entry_month[e] + 1;
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

/* Who enters in each month, in persons, and who is in the insats, in person-years: [months * draws]. */
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
        a.attending[m * n + d] += r->cases[k].weight[d] * (1.0 / 12);
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
  for (size_t m = 0; m < months; m++) a.attending[m] *= 1.0 / 12;
  return a;
}

static struct attendance of_cohort(struct ek_runner *r, size_t months) {
  return (struct attendance){ek_cohort_entering(r, months), ek_alloc_array(r->arena, months * r->draws, sizeof(double))};
}

struct filling {
  struct ek_runner *r;
  size_t months;
  double *quantity; /* [months * draws] */
};

static void put(struct filling *f, size_t month, const double *persons, double part) {
  size_t n = f->r->draws;
  size_t at = f->r->study->settings.profile == EK_PROFILE_NYTTOSAM ? 0 : month;
  for (size_t d = 0; d < n; d++) f->quantity[at * n + d] += (persons != NULL ? persons[d] : 1) * part;
}

/* Kronor by participant as each enters or goes through; in the nyttosam profile also by those
 * who enter after its horizon. */
static void put_persons(struct filling *f, const struct ek_cost *cost, const struct ek_presence *who) {
  ek_month start = f->r->study->settings.start;
  size_t months = ek_cost_months(f->r->study);
  struct attendance a = who != NULL ? of_people(f->r, who, months) : f->r->cohort != NULL ? of_cohort(f->r, months) : of_cases(f->r, months);
  bool time = cost->timing == EK_COST_PER_PARTICIPANT_TIME;
  for (size_t m = 0; m < months; m++) {
    if (time) put(f, m, a.attending + m * f->r->draws, 1);
    else put(f, cost->month != 0 ? (size_t)(cost->month - start) : m, a.entering + m * f->r->draws, 1);
  }
}

/* The part of the amount that falls in each month: kronor once, kronor a year over months. */
double *ek_cost_quantity(struct ek_runner *r, const struct ek_cost_line *line, size_t months) {
  struct filling f = {r, months, ek_alloc_array(r->arena, months * r->draws, sizeof(double))};
  const struct ek_cost *cost = line->cost;
  ek_month start = r->study->settings.start;
  bool rate = cost->amount->unit.power[EK_DIM_TIME] != 0;
  if (cost->timing == EK_COST_ONCE) {
    put(&f, cost->month != 0 ? (size_t)(cost->month - start) : 0, NULL, 1);
  } else if (cost->timing == EK_COST_SPREAD) {
    int n = cost->until - cost->from + 1;
    for (int m = 0; m < n; m++) put(&f, (size_t)(cost->from - start + m), NULL, rate ? 1.0 / 12 : 1.0 / n);
  } else {
    put_persons(&f, cost, line->everybody ? r->everybody : r->presence);
  }
  for (size_t i = 0; i < months * r->draws && line->part != 1; i++) f.quantity[i] *= line->part;
  return f.quantity;
}

/* What part of the cost is this run's: all of it; a stated share of what the payer bears; or
 * that of its participants. */
static void take_part(const struct ek_runner *r, struct ek_cost_line *line) {
  const struct ek_municipal_split *split = r->study->municipal.items;
  enum ek_cost_timing timing = line->cost->timing;
  bool by_person = timing == EK_COST_PER_PARTICIPANT || timing == EK_COST_PER_PARTICIPANT_TIME;
  line->everybody = r->whole_costs;
  line->part = 1;
  if (r->cost_share == NULL) return;
  if (!by_person) line->part = r->cost_share[line->from];
  for (size_t i = 0; i < r->study->municipal.n && r->stated_shares; i++) {
    if (split[i].account != line->from && split[i].account != line->to) continue;
    line->everybody = true;
    line->part = r->cost_share[split[i].account];
    return;
  }
}

static void add_line(struct ek_runner *r, struct ek_list *out, const struct ek_counted_cost *counted, int payer, const double *amount) {
  struct ek_cost_line *line = ek_list_push(r->arena, out, sizeof *line);
  const struct ek_cost *cost = counted->cost;
  *line = (struct ek_cost_line){.cost = cost, .from = payer, .to = cost->receiver_account, .amount = amount};
  take_part(r, line);
  line->part *= counted->times;
}

static void count_list(struct ek_runner *r, const struct ek_list *list, double times) {
  const struct ek_cost *costs = list->items;
  for (size_t i = 0; i < list->n; i++) {
    *(struct ek_counted_cost *)ek_list_push(r->arena, &r->costs, sizeof(struct ek_counted_cost)) = (struct ek_counted_cost){&costs[i], times};
  }
}

void ek_cost_count(struct ek_runner *r, bool alone) {
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  r->costs = (struct ek_list){0};
  if (!k->present || r->alternative != k->reference) count_list(r, &r->study->costs, 1);
  if (!k->present) return;
  count_list(r, &k->alternatives[r->alternative].costs, 1);
  if (!alone) count_list(r, &k->alternatives[k->reference].costs, -1);
}

struct ek_list ek_cost_lines(struct ek_runner *r) {
  const struct ek_counted_cost *costs = r->costs.items;
  struct ek_env env = {.world = ek_run_world(r, NULL)};
  struct ek_list out = {0};
  for (size_t i = 0; i < r->costs.n; i++) {
    const struct ek_cost *cost = costs[i].cost;
    const double *amount = ek_run_times(r, ek_quantity_eval(cost->amount, &env), EK_VARY_COSTS);
    if (cost->payer_account >= 0) {
      add_line(r, &out, &costs[i], cost->payer_account, amount);
      continue;
    }
    const struct ek_pool_split *split = &r->study->splits[cost->pool];
    for (size_t k = 0; k < split->n; k++) {
      if (split->account[k] == cost->receiver_account) continue; /* a member paying itself */
      const double *share = ek_quantity_eval(split->share[k], &env);
      double *part = ek_alloc_array(r->arena, r->draws, sizeof *part);
      for (size_t d = 0; d < r->draws; d++) part[d] = amount[d] * share[d];
      add_line(r, &out, &costs[i], split->account[k], part);
    }
  }
  return out;
}

void ek_cost_book(struct ek_ledger *ledger, struct ek_runner *r) {
  struct ek_list lines = ek_cost_lines(r);
  const struct ek_cost_line *of = lines.items;
  size_t months = r->study->settings.profile == EK_PROFILE_NYTTOSAM ? 1 : ek_cost_months(r->study);
  for (size_t i = 0; i < lines.n; i++) {
    const double *quantity = ek_cost_quantity(r, &of[i], months);
    struct ek_line line = {.side = EK_SIDE_COST, .role = EK_ROLE_COST, .cost = of[i].cost, .from = of[i].from,
                           .to = of[i].to, .price = of[i].amount,
                           .quantity = ek_ledger_columns(ledger->arena, quantity, months, ledger->months, r->draws)};
    ek_ledger_book(ledger, &line);
  }
}
