/* Totals of all alternatives over many draws, without a ledger: persons in states are summed with
 * their weights and discount factors as they are walked, and priced once at the end. The sums are
 * those that the ledger makes; a test holds the two against each other. */
#include <math.h>
#include <string.h>

#include "base/wide.h"
#include "engine/alternatives.h"
#include "engine/cohort.h"
#include "engine/cost.h"
#include "engine/discount.h"
#include "engine/draw.h"

/* One way of weighing time: kronor's, or a measure's own. */
struct weighing {
  const struct ek_schedule *schedule;
  const double *rate;      /* [draws] or NULL */
  double *start, *end, *move; /* [(entries + 1) * cycles] weights of a cycle's two points, and of moves in it;
                                 the last row is of all entries as one */
  const double **factor;   /* as of ek_cohort_factors, where draws differ; else NULL: they are in the weights */
};

/* Persons times weights of one state, where they have one price; by era or weight where it changes. */
struct tally {
  size_t weighing, state;
  const struct ek_state_price *price;   /* NULL: all of the state as one */
  const struct ek_quantity *weight;     /* of a measure that changes with time; its sum is of the measure */
  double **years;                       /* [eras] */
  double **now;                         /* [stays] the weight as last evaluated, by cycles in the state where it asks for them */
  size_t *now_of;                       /* [stays] in this cycle, counted from 1 */
};

struct block {
  struct ek_runner *r;
  const struct ek_cohort *k;
  size_t cycles;
  struct weighing *weighings;           /* kronor's first */
  size_t n_weighings, *of_measure;      /* [measures] */
  size_t group, entry;                  /* n_entries: all as one */
  struct ek_clock *clock;
  struct ek_list tallies;               /* struct tally: of the passage at hand */
  double **moves;                       /* [watched] moves times weights, of the passage at hand */
  double *scratch;
};

static double *column(const struct block *b) { return ek_alloc_array(b->r->arena, b->r->draws, sizeof(double)); }

static double **room(struct ek_arena *arena, size_t rows, size_t n) {
  double **out = ek_alloc_array(arena, rows, sizeof *out);
  for (size_t i = 0; i < rows; i++) out[i] = ek_alloc_array(arena, n, sizeof **out);
  return out;
}

EK_WIDE static void add_scaled(double *restrict to, const double *restrict x, double by, size_t n) {
  for (size_t d = 0; d < n; d++) to[d] += x[d] * by;
}

/* ---- weights of points ---- */

static bool constant(const double *of, size_t n) {
  return of == NULL || ek_column_alike(of, n);
}

static void make_weighing(struct block *b, struct weighing *w) {
  const struct ek_cohort *k = b->k;
  size_t n = k->n_entries * b->cycles;
  bool certain = constant(w->rate, b->r->draws);
  if (!certain) w->factor = ek_cohort_factors(b->r, w->schedule, w->rate);
  w->start = ek_alloc_array(b->r->arena, 3 * (n + b->cycles), sizeof *w->start);
  w->end = w->start + n + b->cycles;
  w->move = w->end + n + b->cycles;
  for (size_t i = 0; i < n; i++) {
    size_t e = i / b->cycles, c = i % b->cycles;
    struct ek_counted of = ek_cohort_counted(b->r->cohort, e, c);
    double part = ek_cohort_part(b->r->cohort, e, c);
    double start = certain ? ek_cohort_factor(k, w->schedule, w->rate, 0, e, c, false) : 1;
    double end = certain ? ek_cohort_factor(k, w->schedule, w->rate, 0, e, c, true) : 1;
    w->start[i] = part * of.start * start;
    w->end[i] = part * of.end * end;
    w->move[i] = part * ek_cohort_move_weight(b->r->cohort, e, c) * end;
    double share = b->r->cohort->share[e] != NULL ? b->r->cohort->share[e][0] : 1;
    w->start[n + c] += share * w->start[i];
    w->end[n + c] += share * w->end[i];
    w->move[n + c] += share * w->move[i];
  }
}

static void make_weighings(struct block *b) {
  const struct ek_measure *m = b->r->study->measures.items;
  struct ek_env env = {.world = ek_run_world(b->r, NULL)};
  size_t n = b->r->study->measures.n;
  b->weighings = ek_alloc_array(b->r->arena, n + 1, sizeof *b->weighings);
  b->of_measure = ek_alloc_array(b->r->arena, n, sizeof *b->of_measure);
  b->weighings[0] = (struct weighing){.schedule = b->r->schedule, .rate = b->r->rate};
  b->n_weighings = 1;
  for (size_t i = 0; i < n; i++) {
    if (!m[i].discounted) continue;
    b->of_measure[i] = b->n_weighings;
    b->weighings[b->n_weighings++] = (struct weighing){.schedule = m[i].schedule >= 0 ? &b->r->study->model->schedules[m[i].schedule] : NULL,
                                                       .rate = m[i].rate != NULL ? ek_quantity_eval(m[i].rate, &env) : NULL};
  }
  for (size_t i = 0; i < b->n_weighings; i++) make_weighing(b, &b->weighings[i]);
}

/* ---- tallies ---- */

static struct tally *tally_of(struct block *b, size_t weighing, size_t state, const struct ek_state_price *price, const struct ek_quantity *weight) {
  struct tally *known = b->tallies.items;
  if (price != NULL && price->n_eras == 1) price = NULL;
  for (size_t i = 0; i < b->tallies.n; i++) {
    if (known[i].weighing == weighing && known[i].state == state && known[i].price == price && known[i].weight == weight) return &known[i];
  }
  size_t eras = price != NULL ? price->n_eras : 1;
  struct tally *t = ek_list_push(b->r->arena, &b->tallies, sizeof *t);
  *t = (struct tally){.weighing = weighing, .state = state, .price = price, .weight = weight, .years = ek_alloc_array(b->r->arena, eras, sizeof *t->years)};
  for (size_t i = 0; i < eras; i++) t->years[i] = column(b);
  return t;
}

/* Adds what there is at one point of a cycle to a sum, weighed and discounted. */
static void add_point(const struct block *b, const struct weighing *w, double by, size_t cycle, bool end, const double *x, double *to) {
  size_t n = b->r->draws;
  if (by == 0) return;
  if (w->factor == NULL) {
    add_scaled(to, x, by, n);
    return;
  }
  const double *factor = w->factor[2 * (b->entry * b->r->cohort->all_cycles + cycle) + end];
  for (size_t d = 0; d < n; d++) to[d] += x[d] * by * factor[d];
}

static int entry_month(const struct block *b) { return b->k->entry_month[b->entry < b->k->n_entries ? b->entry : 0]; }

/* The weight of those so many cycles in the state; evaluated only when it is another than the last. */
static const double *weight_now(struct block *b, struct tally *t, size_t cycle, size_t slot) {
  unsigned asks = ek_clock_asks_quantity(b->k, t->weight);
  size_t at = asks & EK_CLOCK_BIT(EK_CLOCK_IN_STATE) ? slot : 0, of = asks & EK_CLOCK_TIMED ? cycle + 1 : 1;
  if (t->now == NULL) {
    t->now = ek_alloc_array(b->r->arena, b->cycles + 1, sizeof *t->now);
    t->now_of = ek_alloc_array(b->r->arena, b->cycles + 1, sizeof *t->now_of);
  }
  if (t->now_of[at] != of) {
    ek_clock_set(b->clock, (struct ek_moment){cycle, slot, entry_month(b)});
    if (t->now[at] == NULL) t->now[at] = column(b);
    memcpy(t->now[at], ek_clock_eval(b->clock, t->weight), b->r->draws * sizeof(double));
    t->now_of[at] = of;
  }
  return t->now[at];
}

static void take_slot(struct block *b, struct tally *t, size_t cycle, size_t slot, bool end, const double *x) {
  size_t n = b->r->draws;
  const struct weighing *w = &b->weighings[t->weighing];
  const struct ek_state_price *p = t->price;
  size_t era = p == NULL ? 0 : ek_state_era(p, b->entry, cycle, slot);
  double by = (end ? w->end : w->start)[b->entry * b->cycles + cycle];
  if (by == 0) return;
  if (t->weight == NULL) {
    add_point(b, w, by, cycle, end, x, t->years[era]);
    return;
  }
  const double *weight = weight_now(b, t, cycle, slot);
  for (size_t d = 0; d < n; d++) b->scratch[d] = x[d] * weight[d];
  add_point(b, w, by, cycle, end, b->scratch, t->years[0]);
}

static size_t weighing_of_watch(const struct block *b, size_t at) {
  const struct ek_measure *m = b->r->study->measures.items;
  if (at < b->k->event_list.n) return 0;
  at -= b->k->event_list.n;
  for (size_t i = 0;; at -= m[i++].events.n) if (at < m[i].events.n) return b->of_measure[i];
}

static void take_moves(struct block *b, const struct ek_passage *p, size_t cycle) {
  const struct ek_watch *watched = p->watched.items;
  for (size_t i = 0; i < p->watched.n; i++) {
    const struct weighing *w = &b->weighings[weighing_of_watch(b, i)];
    add_point(b, w, w->move[b->entry * b->cycles + cycle], cycle, true, watched[i].moved, b->moves[i]);
  }
}

/* Takes both points of a cycle; of certain weights and one price the end of one cycle and the
 * start of the next are the same point, and one addition serves for both. */
static void take_cycle(void *data, const struct ek_passage *p, size_t cycle, const double *start, const double *end) {
  struct block *b = data;
  struct tally *t = b->tallies.items;
  size_t n = b->r->draws;
  for (size_t i = 0; i < b->tallies.n; i++) {
    const struct weighing *w = &b->weighings[t[i].weighing];
    size_t first = p->first[t[i].state], slots = p->tunnel[t[i].state], at = b->entry * b->cycles + cycle;
    if (t[i].price == NULL && t[i].weight == NULL && w->factor == NULL && slots == 1) {
      double next = cycle + 1 < b->cycles ? w->start[at + 1] : 0;
      if (cycle == 0) add_point(b, w, w->start[at], cycle, false, start + first * n, t[i].years[0]);
      add_point(b, w, w->end[at] + next, cycle, true, end + first * n, t[i].years[0]);
      continue;
    }
    for (size_t slot = 0; slot < slots && slot <= cycle + 1; slot++) {
      take_slot(b, &t[i], cycle, slot, false, start + (first + slot) * n);
      take_slot(b, &t[i], cycle, slot, true, end + (first + slot) * n);
    }
  }
  take_moves(b, p, cycle);
}

static bool timed(const struct block *b, const struct ek_quantity *weight) {
  return (ek_clock_asks_quantity(b->k, weight) & (EK_CLOCK_TIMED | EK_CLOCK_BIT(EK_CLOCK_IN_STATE))) != 0;
}

/* The sums that an alternative needs of its passage. */
static void ask(struct block *b, size_t alternative) {
  const struct ek_measure *m = b->r->study->measures.items;
  const struct ek_course *course = ek_cohort_course(b->r, b->group, alternative);
  for (size_t s = 0; s < b->k->n_states; s++) {
    if (course->price[s]->era[0]->flows.n > 0) tally_of(b, 0, s, course->price[s], NULL);
    for (size_t i = 0; i < b->r->study->measures.n; i++) {
      const struct ek_quantity *weight = m[i].weight[alternative][s];
      if (weight != NULL) tally_of(b, b->of_measure[i], s, NULL, timed(b, weight) ? weight : NULL);
    }
  }
}

/* ---- sums of one alternative, of all groups ---- */

struct sums {
  double **gross;       /* [accounts] what reaches each less what leaves it */
  double *production;   /* out of production */
  double *moved;        /* all that moves, whichever way: what dust is measured by */
  double **measure[2];  /* [measures] in states of work, in others */
};

static void move(const struct block *b, struct sums *s, int from, int to, const double *price, const double *quantity, double times) {
  size_t n = b->r->draws;
  bool made = from == EK_ACCOUNT_PRODUCTION(b->r->study->model);
  for (size_t d = 0; d < n; d++) {
    double kr = price[d] * quantity[d] * times;
    s->gross[from][d] -= kr;
    s->gross[to][d] += kr;
    s->moved[d] += fabs(kr);
    if (made) s->production[d] += kr;
  }
}

static double measure_length(const struct block *b, const struct ek_measure *m) {
  double years = b->k->cycle.years;
  return m->per == EK_PER_YEAR ? years : m->per == EK_PER_MONTH ? years * 12 : 1;
}

static void price_states(struct block *b, size_t alternative, const double *share, struct sums *s) {
  const struct ek_measure *m = b->r->study->measures.items;
  const struct ek_course *course = ek_cohort_course(b->r, b->group, alternative);
  size_t n = b->r->draws;
  double *shared = column(b);
  for (size_t state = 0; state < b->k->n_states; state++) {
    const struct ek_state_price *p = course->price[state];
    for (size_t era = 0; p->era[0]->flows.n > 0 && era < p->n_eras; era++) {
      const double *years = tally_of(b, 0, state, p, NULL)->years[era];
      const struct ek_priced_flow *flows = p->era[era]->flows.items;
      for (size_t d = 0; share != NULL && d < n; d++) shared[d] = years[d] * share[d];
      for (size_t f = 0; f < p->era[era]->flows.n; f++) {
        move(b, s, flows[f].from, flows[f].to, flows[f].amount, share != NULL ? shared : years, b->k->cycle.years);
      }
    }
    for (size_t i = 0; i < b->r->study->measures.n; i++) {
      const struct ek_quantity *weight = m[i].weight[alternative][state];
      if (weight == NULL) continue;
      bool own = timed(b, weight);
      const double *years = tally_of(b, b->of_measure[i], state, NULL, own ? weight : NULL)->years[0];
      if (!own) ek_clock_set(b->clock, (struct ek_moment){0});
      const double *w = own ? NULL : ek_clock_eval(b->clock, weight);
      double *out = s->measure[!p->in_work][i], length = measure_length(b, &m[i]);
      for (size_t d = 0; d < n; d++) out[d] += years[d] * (w != NULL ? w[d] : 1) * length * (share != NULL ? share[d] : 1);
    }
  }
}

/* What happens with moves: kronor of events, and what measures add. */
static void price_moves(struct block *b, size_t alternative, const double *share, struct sums *s) {
  const struct ek_event *events = b->k->event_list.items;
  const struct ek_measure *m = b->r->study->measures.items;
  struct ek_env env = {.world = b->r->cohort->world[b->group]};
  size_t n = b->r->draws, at = 0;
  double *shared = column(b);
  for (size_t i = 0; i < b->k->event_list.n + b->r->study->measures.n; i++) {
    bool event = i < b->k->event_list.n;
    const struct ek_measure *own = event ? NULL : &m[i - b->k->event_list.n];
    const struct ek_measure_event *parts = event ? NULL : own->events.items;
    for (size_t k = 0; k < (event ? 1 : own->events.n); k++, at++) {
      if (event && !ek_cohort_happens(b->k, &events[i], alternative)) continue;
      const double *amount = ek_quantity_eval(event ? events[i].amount : parts[k].amount, &env), *moves = b->moves[at];
      for (size_t d = 0; share != NULL && d < n; d++) shared[d] = moves[d] * share[d];
      if (share != NULL) moves = shared;
      if (event) move(b, s, events[i].from_account, events[i].to_account, amount, moves, 1);
      for (size_t d = 0; !event && d < n; d++) s->measure[1][i - b->k->event_list.n][d] += amount[d] * moves[d];
    }
  }
}

/* ---- a block ---- */

/* May those who enter in different months be walked as one, by the sum of their weights? When
 * nothing asks for the calendar and neither shares nor discounting differ between draws. */
static bool as_one(const struct block *b, const struct ek_chances *chances) {
  const struct ek_measure *m = b->r->study->measures.items;
  unsigned asks = 0;
  bool alike = true;
  for (size_t s = 0; s < b->k->n_states; s++) {
    asks |= ek_chances_asks(chances, s);
    for (size_t a = 0; a < b->k->n_alternatives; a++) {
      asks |= ek_cohort_course(b->r, b->group, a)->price[s]->asks;
      for (size_t i = 0; i < b->r->study->measures.n; i++) asks |= ek_clock_asks_quantity(b->k, m[i].weight[a][s]);
    }
  }
  for (size_t i = 0; i < b->n_weighings; i++) alike &= b->weighings[i].factor == NULL;
  for (size_t e = 0; e < b->k->n_entries; e++) alike &= constant(b->r->cohort->share[e], b->r->draws);
  return alike && !(asks & EK_CLOCK_BIT(EK_CLOCK_CALENDAR));
}

/* A passage of an entry, of which all alternatives that share it take their part. */
static void walk_entry(struct block *b, struct ek_chances *chances, const bool *with, const bool *remember, struct sums *sums,
                       const struct ek_list *watched) {
  bool *asked = ek_alloc_array(b->r->arena, b->k->n_states, sizeof *asked);
  struct ek_sink sink = {take_cycle, b, asked};
  b->tallies = (struct ek_list){0};
  for (size_t a = 0; a < b->k->n_alternatives; a++) if (with[a]) ask(b, a);
  const struct tally *tallies = b->tallies.items;
  for (size_t i = 0; i < b->tallies.n; i++) asked[tallies[i].state] = true;
  b->moves = room(b->r->arena, watched->n, b->r->draws);
  ek_passage_make(b->r, chances, b->r->cohort->start[b->group], remember, watched, b->cycles, entry_month(b), &sink);
  const double *share = b->entry < b->k->n_entries ? b->r->cohort->share[b->entry] : NULL;
  for (size_t a = 0; a < b->k->n_alternatives; a++) {
    if (!with[a]) continue;
    price_states(b, a, share, &sums[a]);
    price_moves(b, a, share, &sums[a]);
  }
}

/* The passages of an alternative and of those after it that have the same chances. */
static void walk(struct block *b, size_t alternative, struct sums *sums, bool *done, const struct ek_list *watched) {
  struct ek_chances *chances = ek_chances_new(b->r, b->r->cohort->world[b->group], b->group, alternative);
  bool *with = ek_alloc_array(b->r->arena, b->k->n_alternatives, sizeof *with);
  bool *remember = ek_alloc_array(b->r->arena, b->k->n_states, sizeof *remember);
  for (size_t a = alternative; a < b->k->n_alternatives; a++) {
    with[a] = !done[a] && ek_cohort_alike(b->k, b->group, alternative, a);
    if (!with[a]) continue;
    done[a] = true;
    const bool *more = ek_cohort_remembered(b->r, b->group, a);
    for (size_t s = 0; s < b->k->n_states; s++) remember[s] |= more[s];
  }
  b->entry = as_one(b, chances) ? b->k->n_entries : 0;
  do walk_entry(b, chances, with, remember, sums, watched);
  while (++b->entry < b->k->n_entries);
}

static struct sums *sum_block(struct block *b) {
  size_t n_accounts = b->r->study->model->n_actors + 2, n_measures = b->r->study->measures.n;
  struct sums *sums = ek_alloc_array(b->r->arena, b->k->n_alternatives, sizeof *sums);
  for (size_t a = 0; a < b->k->n_alternatives; a++) {
    sums[a].gross = ek_alloc_array(b->r->arena, n_accounts, sizeof *sums[a].gross);
    for (size_t i = 0; i < n_accounts; i++) sums[a].gross[i] = column(b);
    sums[a].production = column(b);
    sums[a].moved = column(b);
    for (int w = 0; w < 2; w++) {
      sums[a].measure[w] = ek_alloc_array(b->r->arena, n_measures, sizeof **sums[a].measure);
      for (size_t i = 0; i < n_measures; i++) sums[a].measure[w][i] = column(b);
    }
  }
  struct ek_list watched = ek_cohort_watched(b->r);
  for (b->group = 0; b->group < b->k->n_groups; b->group++) {
    b->clock = ek_clock_new(b->r, b->r->cohort->world[b->group], b->group);
    bool *done = ek_alloc_array(b->r->arena, b->k->n_alternatives, sizeof *done);
    for (size_t a = 0; a < b->k->n_alternatives; a++) if (!done[a]) walk(b, a, sums, done, &watched);
  }
  return sums;
}

/* Costs of the insats, discounted: into accounts. */
static void add_costs(struct block *b, size_t alternative, double **accounts) {
  struct ek_runner own = *b->r;
  own.alternative = alternative;
  ek_cost_count(&own, true);
  if (own.costs.n == 0) return;
  struct ek_list lines = ek_cost_lines(&own);
  const struct ek_cost_line *line = lines.items;
  size_t n = b->r->draws;
  for (size_t i = 0; i < lines.n; i++) {
    const double *quantity = ek_cost_quantity(&own, &line[i], own.months);
    for (size_t m = 0; m < own.months; m++) {
      double factor = ek_discount_month(own.schedule, own.rate, 0, (enum ek_timing)own.study->settings.timing, m);
      for (size_t d = 0; d < n; d++) {
        if (quantity[m * n + d] == 0) continue;
        if (b->weighings[0].factor != NULL) factor = ek_discount_month(own.schedule, own.rate, d, (enum ek_timing)own.study->settings.timing, m);
        double kr = line[i].amount[d] * quantity[m * n + d] * factor;
        accounts[line[i].from][d] -= kr;
        accounts[line[i].to][d] += kr;
      }
    }
  }
}

/* An alternative's accounts: those of the reference, and the net of what differs. */
static double **net_accounts(struct block *b, const struct sums *sums, size_t alternative, const double *net, const double *displaced) {
  const struct ek_model *model = b->r->study->model;
  const struct sums *own = &sums[alternative], *reference = &sums[b->k->reference];
  double **out = ek_alloc_array(b->r->arena, model->n_actors + 2, sizeof *out);
  for (size_t i = 0; i < model->n_actors + 2; i++) {
    out[i] = column(b);
    for (size_t d = 0; d < b->r->draws; d++) out[i][d] = reference->gross[i][d] + net[d] * (own->gross[i][d] - reference->gross[i][d]);
  }
  for (size_t d = 0; displaced != NULL && d < b->r->draws; d++) {
    double lost = net[d] * displaced[d] * (own->production[d] - reference->production[d]);
    out[model->displaced][d] -= lost;
    out[EK_ACCOUNT_PRODUCTION(model)][d] += lost;
  }
  add_costs(b, alternative, out);
  return out;
}

struct drawing {
  const struct ek_study *study;
  size_t n, months_of;
  unsigned long seed;
  const struct ek_fitted_dist *fitted;
  struct ek_alternatives *out;
  struct ek_diags **found;   /* [blocks] */
  struct ek_arena *keeper;
};

/* Children stand after their parents. */
static void keep(const struct drawing *w, struct block *b, size_t alternative, double **accounts, const struct sums *sums,
                 const double *net, const double *displaced, size_t first) {
  const struct ek_model *model = w->study->model;
  size_t n = b->r->draws;
  for (size_t a = model->n_actors; a-- > 0;) {
    int parent = model->actors[a].parent;
    for (size_t d = 0; d < n; d++) { /* what doubles cannot tell from 0 */
      if (fabs(accounts[a][d]) <= 1e-12 * (sums[alternative].moved[d] + sums[w->study->outcomes.cohort.reference].moved[d])) accounts[a][d] = 0;
    }
    for (size_t d = 0; parent >= 0 && d < n; d++) accounts[parent][d] += accounts[a][d];
    memcpy((double *)w->out->total[alternative][a] + first, accounts[a], n * sizeof(double));
  }
  const struct sums *own = &sums[alternative], *reference = &sums[b->k->reference];
  for (size_t m = 0; m < w->study->measures.n; m++) {
    double *to = (double *)w->out->measure[alternative][m] + first;
    for (size_t d = 0; d < n; d++) {
      double work = own->measure[0][m][d] - reference->measure[0][m][d], rest = own->measure[1][m][d] - reference->measure[1][m][d];
      to[d] = reference->measure[0][m][d] + reference->measure[1][m][d] + net[d] * (rest + work * (displaced != NULL ? 1 - displaced[d] : 1));
    }
  }
}

static void draw_block(struct drawing *w, struct ek_arena *arena, size_t block) {
  size_t first = block * EK_DRAW_BLOCK, n = w->n - first < EK_DRAW_BLOCK ? w->n - first : EK_DRAW_BLOCK;
  struct ek_diags *diags = ek_diags_new(arena);
  struct ek_runner r = {.arena = arena, .diags = diags, .study = w->study, .draws = n, .alternative = w->study->outcomes.cohort.chosen,
                        .lean = true, .random = true, .seed = w->seed, .block = block, .fitted = w->fitted};
  struct block b = {.r = &r, .k = &w->study->outcomes.cohort};
  if (ek_run_prepare(&r)) {
    b.cycles = r.cohort->cycles;
    b.scratch = column(&b);
    make_weighings(&b);
    struct sums *sums = sum_block(&b);
    const double *net = ek_path_net_share(arena, &r.corrections, n), *displaced = ek_path_displaced_share(arena, &r.corrections, n);
    for (size_t a = 0; a < b.k->n_alternatives; a++) keep(w, &b, a, net_accounts(&b, sums, a, net, displaced), sums, net, displaced, first);
  }
  if (ek_diags_errors(diags) == 0) return;
#pragma omp critical
  w->found[block] = ek_draw_errors(w->keeper, diags);
}

const struct ek_alternatives *ek_alternatives_draw(struct ek_arena *arena, const struct ek_study *study, size_t n, unsigned long seed,
                                                   struct ek_diags *diags) {
  const struct ek_cohort *k = &study->outcomes.cohort;
  struct ek_alternatives *out = ek_alloc(arena, sizeof *out);
  *out = (struct ek_alternatives){.n = k->n_alternatives, .chosen = k->chosen, .reference = k->reference, .draws = n};
  out->total = ek_alloc_array(arena, out->n, sizeof *out->total);
  out->measure = ek_alloc_array(arena, out->n, sizeof *out->measure);
  for (size_t a = 0; a < out->n; a++) {
    out->total[a] = (const double **)room(arena, study->model->n_actors, n);
    out->measure[a] = (const double **)room(arena, study->measures.n, n);
  }
  struct ek_runner means = {.arena = arena, .diags = diags, .study = study, .draws = 1};
  size_t before = ek_diags_errors(diags);
  ek_draw_columns(&means); /* an interval takes a search, and one search is enough */
  if (ek_diags_errors(diags) > before) return NULL;
  size_t blocks = (n + EK_DRAW_BLOCK - 1) / EK_DRAW_BLOCK;
  struct drawing w = {.study = study, .n = n, .seed = seed, .out = out, .fitted = means.fitted, .keeper = arena, .found = ek_alloc_array(arena, blocks, sizeof(struct ek_diags *))};
#pragma omp parallel
  {
    struct ek_arena *own = ek_arena_new();
#pragma omp for schedule(dynamic)
    for (size_t i = 0; i < blocks; i++) {
      draw_block(&w, own, i);
      ek_arena_clear(own);
    }
    ek_arena_free(own);
  }
  for (size_t i = 0; i < blocks; i++) {
    if (w.found[i] == NULL) continue;
    ek_draw_tell(w.found[i], diags); /* those of the first block that has any are enough */
    return NULL;
  }
  return out;
}
