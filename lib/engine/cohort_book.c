/* From passages to lines: persons by month, as the convention of counting has them, become quantities of what a state
 * costs and brings. For those who want to discount otherwise, by due in place of month. */
#include <math.h>
#include <stdlib.h>

#include "engine/cohort.h"

static double *columns(const struct ek_runner *r, size_t n) { return ek_alloc_array(r->arena, n * r->draws, sizeof(double)); }

/* ---- time ---- */

/* A cycle in months: of whole months a whole number, so that each has all of it. */
static double months_of_cycle(const struct ek_cohort *k) { return k->cycle.months > 0 ? k->cycle.months : k->cycle.years * 12; }

static double cycle_start(const struct ek_cohort *k, size_t entry, size_t cycle) {
  return k->entry_month[entry] + (double)cycle * months_of_cycle(k);
}

/* The months that a cycle reaches into: from `first` up to, and not with, `end`. */
struct reach {
  double from, to;
  size_t first, end;
};

static struct reach reach_of(const struct ek_runner *r, size_t entry, size_t cycle) {
  const struct ek_cohort *k = r->cohort->cohort;
  struct reach out = {.from = cycle_start(k, entry, cycle)};
  out.to = out.from + months_of_cycle(k);
  out.first = (size_t)floor(out.from + 1e-9);
  for (out.end = out.first; (double)out.end < out.to - 1e-9 && out.end < r->months; out.end++) continue;
  return out;
}

/* ---- dues ---- */

/* Dues in their order, and where those of each month begin, [months + 1]. */
struct dues {
  const struct ek_due *due;
  size_t n, *first;
};

static bool same_due(const struct ek_due *a, const struct ek_due *b) {
  return a->month == b->month && fabs(a->years - b->years) < 1e-9 && a->over == b->over;
}

static void add_due(const struct ek_runner *r, struct ek_list *month, struct ek_due due) {
  const struct ek_due *known = month->items;
  for (size_t i = 0; i < month->n; i++) if (same_due(&known[i], &due)) return;
  *(struct ek_due *)ek_list_push(r->arena, month, sizeof due) = due;
}

static int earlier(const void *a, const void *b) {
  const struct ek_due *one = a, *other = b;
  if (one->years != other->years) return one->years < other->years ? -1 : 1;
  return (one->over > other->over) - (one->over < other->over);
}

static void add_cycle(const struct ek_runner *r, size_t entry, size_t cycle, struct ek_list *months) {
  const struct ek_counted of = ek_cohort_counted(r->cohort, entry, cycle);
  const struct reach reach = reach_of(r, entry, cycle);
  for (int end = 0; end < 2; end++) {
    bool moves = end == 1 && r->cohort->cohort->event_list.n > 0;
    if (!((end ? of.end : of.start) > 0) && !moves) continue;
    struct ek_due due = ek_cohort_due(r->cohort->cohort, entry, cycle, end == 1);
    for (due.month = reach.first; due.month < reach.end; due.month++) add_due(r, &months[due.month], due);
  }
}

struct ek_list ek_cohort_dues(const struct ek_runner *r) {
  struct ek_list *months = ek_alloc_array(r->arena, r->months, sizeof *months), out = {0};
  for (size_t e = 0; e < r->cohort->cohort->n_entries; e++) {
    for (size_t c = 0; c < r->cohort->all_cycles; c++) add_cycle(r, e, c, months);
  }
  for (size_t m = 0; m < r->months; m++) {
    const struct ek_due *of = months[m].items;
    if (months[m].n > 1) qsort(months[m].items, months[m].n, sizeof *of, earlier);
    for (size_t i = 0; i < months[m].n; i++) *(struct ek_due *)ek_list_push(r->arena, &out, sizeof *of) = of[i];
  }
  return out;
}

static struct dues dues_of(const struct ek_runner *r, const struct ek_list *list) {
  struct dues out = {list->items, list->n, ek_alloc_array(r->arena, r->months + 1, sizeof *out.first)};
  for (size_t m = 0, i = 0; m <= r->months; m++) {
    while (i < out.n && out.due[i].month < m) i++;
    out.first[m] = i;
  }
  return out;
}

/* ---- stays ---- */

struct folding {
  struct ek_runner *r;
  const struct ek_cohort_run *run;
  const struct dues *dues;      /* NULL: by month, and discounted too */
  struct ek_course *course;
  struct ek_state_stay **known; /* by era of the state at hand */
};

static size_t size_of(const struct ek_runner *r, const struct dues *dues) { return dues != NULL ? dues->n : r->months; }

/* Where the month's part of what is due then stands. */
static size_t place_of(const struct folding *f, struct ek_due due) {
  if (f->dues == NULL) return due.month;
  size_t i = f->dues->first[due.month];
  while (!same_due(&f->dues->due[i], &due)) i++;
  return i;
}

static struct ek_state_stay *stay_of(struct folding *f, size_t state, size_t era) {
  if (f->known[era] != NULL) return f->known[era];
  struct ek_state_stay **slot = ek_list_push(f->r->arena, &f->course->stays, sizeof *slot);
  struct ek_state_stay *stay = ek_alloc(f->r->arena, sizeof *stay);
  size_t size = size_of(f->r, f->dues);
  *stay = (struct ek_state_stay){state, era, columns(f->r, size), f->dues == NULL ? columns(f->r, size) : NULL, NULL};
  *slot = f->known[era] = stay;
  return stay;
}

static void add_to(const struct folding *f, size_t entry, size_t cycle, const double *x, double weight, size_t end, double *quantity, double *present) {
  size_t n = f->r->draws;
  const struct reach reach = reach_of(f->r, entry, cycle);
  const double *share = f->run->share[entry], *factor = f->run->factor[2 * (entry * f->run->all_cycles + cycle) + end];
  struct ek_due due = ek_cohort_due(f->run->cohort, entry, cycle, end == 1);
  for (size_t m = reach.first; m < reach.end; m++) {
    double part = weight * (fmin(reach.to, (double)m + 1) - fmax(reach.from, (double)m)); /* a mean over each month */
    due.month = m;
    size_t at = place_of(f, due) * n;
    for (size_t d = 0; d < n; d++) {
      double persons = x[d] * part * (share != NULL ? share[d] : 1);
      quantity[at + d] += persons;
      if (present != NULL) present[at + d] += persons * factor[d];
    }
  }
}

/* Those at a point of the cycle, by how long they have been in the state where that matters. */
static void fold_point(struct folding *f, size_t entry, size_t cycle, size_t end, double weight, size_t state) {
  const struct ek_passage *p = f->course->passages[entry];
  const struct ek_state_price *price = f->course->price[state];
  size_t point = cycle + end, most = p->tunnel[state] < point + 1 ? p->tunnel[state] : point + 1;
  for (size_t slot = 0; slot < most; slot++) {
    struct ek_state_stay *stay = stay_of(f, state, ek_state_era(price, entry, cycle, slot));
    add_to(f, entry, cycle, p->x + (point * p->slots + p->first[state] + slot) * p->draws, weight, end, stay->quantity, stay->present);
  }
}

static void steady(const struct ek_runner *r, const double *quantity, double *out) {
  const int *horizons = r->study->settings.horizons.items;
  size_t last = (size_t)horizons[r->study->settings.horizons.n - 1], n = last < 12 ? last : 12;
  for (size_t m = last - n; m < last; m++) {
    for (size_t d = 0; d < r->draws; d++) out[d] += quantity[m * r->draws + d] / (double)n;
  }
}

static void fold_states(struct folding *f) {
  const struct ek_cohort *k = f->run->cohort;
  for (size_t s = 0; s < k->n_states; s++) {
    f->known = ek_alloc_array(f->r->arena, f->course->price[s]->n_eras, sizeof *f->known);
    for (size_t e = 0; e < k->n_entries; e++) {
      for (size_t c = 0; c < f->run->all_cycles; c++) {
        struct ek_counted of = ek_cohort_counted(f->run, e, c);
        if (of.start > 0) fold_point(f, e, c, 0, of.start, s);
        if (of.end > 0) fold_point(f, e, c, 1, of.end, s);
      }
    }
  }
  struct ek_state_stay *const *stays = f->course->stays.items;
  for (size_t i = 0; i < f->course->stays.n && f->dues == NULL; i++) {
    stays[i]->steady = columns(f->r, 1);
    steady(f->r, stays[i]->quantity, stays[i]->steady);
  }
}

static void fold_events(struct folding *f, size_t group, size_t alternative) {
  const struct ek_cohort *k = f->run->cohort;
  const struct ek_event *events = k->event_list.items;
  struct ek_env env = {.world = f->run->world[group]};
  size_t size = size_of(f->r, f->dues);
  for (size_t i = 0; i < k->event_list.n; i++) {
    if (!ek_cohort_happens(k, &events[i], alternative)) continue;
    struct ek_event_stay *stay = ek_list_push(f->r->arena, &f->course->events, sizeof *stay);
    *stay = (struct ek_event_stay){&events[i], columns(f->r, size), f->dues == NULL ? columns(f->r, size) : NULL, columns(f->r, 1),
                                   ek_quantity_eval(events[i].amount, &env)};
    for (size_t e = 0; e < k->n_entries; e++) {
      const struct ek_watch *watch = (const struct ek_watch *)f->course->passages[e]->watched.items + i;
      for (size_t c = 0; c < f->run->all_cycles; c++) {
        /* moves in a cycle become moves a year */
        double weight = ek_cohort_move_weight(f->run, e, c) / k->cycle.years;
        add_to(f, e, c, watch->moved + c * f->r->draws, weight, 1, stay->quantity, stay->present);
      }
    }
    if (f->dues == NULL) steady(f->r, stay->quantity, stay->steady);
  }
}

static void fold(struct ek_runner *r, const struct dues *dues, size_t group, size_t alternative, struct ek_course *course) {
  struct folding f = {r, r->cohort, dues, course, NULL};
  fold_states(&f);
  fold_events(&f, group, alternative);
}

void ek_cohort_fold(struct ek_runner *r) {
  const struct ek_cohort *k = r->cohort->cohort;
  for (size_t g = 0; g < k->n_groups; g++) {
    for (size_t a = 0; a < k->n_alternatives; a++) fold(r, NULL, g, a, &r->cohort->courses[g * k->n_alternatives + a]);
  }
}

/* ---- booking ---- */

struct booking {
  struct ek_ledger *ledger; /* of dues one with as many months */
  struct ek_runner *r;
  const struct dues *dues; /* NULL: by month */
  enum ek_role role;
  double sign;
  const double *net, *displaced; /* [draws]; displaced NULL: none */
};

static double *scaled(const struct booking *b, const double *of, size_t n) {
  double *out = columns(b->r, n);
  for (size_t i = 0; i < n; i++) {
    for (size_t d = 0; d < b->r->draws; d++) out[i * b->r->draws + d] = b->sign * of[i * b->r->draws + d] * b->net[d];
  }
  return out;
}

/* In the months, or dues, of a line; NULL of nothing. */
static const double *const *by_month(const struct booking *b, const double *of) {
  size_t size = size_of(b->r, b->dues);
  return of != NULL ? ek_ledger_columns(b->r->arena, scaled(b, of, size), size, size, b->r->draws) : NULL;
}

static void book_course(const struct booking *b, const struct ek_course *course) {
  struct ek_state_stay *const *stays = course->stays.items;
  const struct ek_event_stay *events = course->events.items;
  for (size_t i = 0; i < course->stays.n; i++) {
    const struct ek_state_price *price = course->price[stays[i]->state];
    const struct ek_priced_flow *flows = price->era[stays[i]->era]->flows.items;
    struct ek_line line = {.side = EK_SIDE_EFFECT, .role = b->role, .who = price->run.who, .phase = &price->run.who->before,
                           .quantity = by_month(b, stays[i]->quantity), .present = by_month(b, stays[i]->present),
                           .steady = stays[i]->steady != NULL ? scaled(b, stays[i]->steady, 1) : NULL, .state = price, .era = stays[i]->era};
    for (size_t f = 0; f < price->era[stays[i]->era]->flows.n; f++) {
      line.item = flows[f].item;
      line.flow = flows[f].flow;
      line.from = flows[f].from;
      line.to = flows[f].to;
      line.price = flows[f].amount;
      ek_ledger_book(b->ledger, &line);
      ek_run_book_displaced(b->ledger, &line, b->displaced);
    }
  }
  for (size_t i = 0; i < course->events.n; i++) {
    const struct ek_item *item = events[i].event->item;
    const struct ek_flow *flow = item->flows.items;
    struct ek_line line = {.side = EK_SIDE_EFFECT, .role = b->role, .event = events[i].event, .item = item, .flow = flow, .from = flow->from,
                           .to = flow->to, .price = events[i].amount, .quantity = by_month(b, events[i].quantity),
                           .present = by_month(b, events[i].present), .steady = scaled(b, events[i].steady, 1)};
    ek_ledger_book(b->ledger, &line);
    ek_run_book_displaced(b->ledger, &line, b->displaced);
  }
}

static void book_group(struct booking *b, size_t group, size_t alternative) {
  struct ek_course own = *ek_cohort_course(b->r, group, alternative);
  if (!ek_cohort_counts(b->r, group)) return;
  if (b->dues != NULL) {
    own.stays = own.events = (struct ek_list){0};
    fold(b->r, b->dues, group, alternative, &own);
  }
  book_course(b, &own);
}

static void book_alternative(struct booking *b, size_t alternative) {
  for (size_t g = 0; g < b->r->cohort->cohort->n_groups; g++) book_group(b, g, alternative);
}

static void book(struct ek_ledger *ledger, struct ek_runner *r, const struct dues *dues, const struct ek_corrections *corrections) {
  struct booking b = {ledger, r, dues, EK_ROLE_WITH, 1, ek_path_net_share(r->arena, corrections, r->draws),
                      ek_path_displaced_share(r->arena, corrections, r->draws)};
  book_alternative(&b, r->alternative);
  b.role = EK_ROLE_COMPARISON;
  b.sign = -1;
  book_alternative(&b, r->cohort->cohort->reference);
}

void ek_cohort_book(struct ek_ledger *ledger, struct ek_runner *r, const struct ek_corrections *corrections) { book(ledger, r, NULL, corrections); }

struct ek_list ek_cohort_lines_due(struct ek_runner *r, const struct ek_list *dues, const struct ek_corrections *corrections) {
  const struct dues of = dues_of(r, dues);
  struct ek_ledger *ledger = ek_ledger_new(r->arena, r->study->model, of.n, r->draws);
  book(ledger, r, &of, corrections);
  return ledger->lines;
}

void ek_cohort_book_alone(struct ek_ledger *ledger, struct ek_runner *r, size_t alternative) {
  struct ek_corrections none = {.share = {NULL}};
  struct booking b = {ledger, r, NULL, EK_ROLE_WITH, 1, ek_path_net_share(r->arena, &none, r->draws), NULL};
  book_alternative(&b, alternative);
}
