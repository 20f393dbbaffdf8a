/* What a cohort's states cost, its passages, and how the convention weighs them. cohort_book.c makes lines of it. */
#include "engine/cohort.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "engine/discount.h"
#include "engine/room.h"

static double *columns(const struct ek_runner *r, size_t n) { return ek_alloc_array(r->arena, n * r->draws, sizeof(double)); }

bool ek_cohort_counts(const struct ek_runner *r, size_t group) { return r->group == 0 || r->group == group + 1; }

const struct ek_course *ek_cohort_course(const struct ek_runner *r, size_t group, size_t alternative) {
  return &r->cohort->courses[group * r->cohort->cohort->n_alternatives + alternative];
}

/* ---- prices ---- */

static unsigned phase_asks(const struct ek_cohort *k, const struct ek_phase *phase) {
  unsigned bits = 0;
  for (size_t i = 0; i < phase->n_holdings; i++) bits |= ek_clock_asks_quantity(k, phase->holdings[i].quantity);
  for (size_t i = 0; i < phase->n_given; i++) bits |= ek_clock_asks_quantity(k, phase->given[i].quantity);
  return bits;
}

/* The quantities that change with time, one after the other, as they are now: into `out`, and how
 * many bytes they are. */
static size_t changing(const struct ek_runner *r, const struct ek_clock *clock, const struct ek_phase *phase, double *out) {
  size_t n = 0, room = phase->n_holdings + phase->n_given;
  for (size_t i = 0; i < room; i++) {
    const struct ek_quantity *q = i < phase->n_holdings ? phase->holdings[i].quantity : phase->given[i - phase->n_holdings].quantity;
    if (ek_clock_asks_quantity(clock->cohort, q) == 0) continue;
    memcpy(out + n++ * r->draws, ek_clock_eval(clock, q), r->draws * sizeof *out);
  }
  return n * r->draws * sizeof *out;
}

/* Where among known keys one stands: by its hash, then from slot to slot until an empty one. */
static size_t *slot_of(size_t *slots, size_t n_slots, double *const *known, const double *key, size_t size) {
  uint64_t hash = UINT64_C(14695981039346656037), bits;
  for (size_t i = 0; i < size / sizeof bits; i++) {
    memcpy(&bits, key + i, sizeof bits);
    hash = (hash ^ bits ^ hash >> 29) * UINT64_C(1099511628211);
  }
  size_t at = (size_t)(hash ^ hash >> 32) % n_slots;
  while (slots[at] != 0 && memcmp(known[slots[at] - 1], key, size) != 0) at = (at + 1) % n_slots;
  return &slots[at];
}

/* Keys of all moments at which something differs. */
struct eras {
  struct ek_list situations, keys, since;
  size_t *slots, n_slots;      /* each the number of a key from 1, or 0 */
  double *now;                 /* what the clock says, before it is known to be new */
};

static void widen(struct ek_runner *r, struct eras *e, size_t size) {
  double *const *keys = e->keys.items;
  e->n_slots = e->n_slots == 0 ? 64 : 4 * e->n_slots;
  e->slots = ek_alloc_array(r->arena, e->n_slots, sizeof *e->slots);
  for (size_t i = 0; i < e->keys.n; i++) *slot_of(e->slots, e->n_slots, keys, keys[i], size) = i + 1;
}

/* The era of a moment; a new one is priced. */
static size_t era_at(struct ek_runner *r, struct ek_state_price *p, struct ek_clock *clock, struct eras *e, struct ek_moment at) {
  const struct ek_phase *phase = &p->run.who->before;
  ek_clock_set(clock, at);
  size_t size = changing(r, clock, phase, e->now);
  if (2 * e->keys.n >= e->n_slots) widen(r, e, size);
  size_t *slot = slot_of(e->slots, e->n_slots, e->keys.items, e->now, size);
  if (*slot != 0) return *slot - 1;
  double *key = ek_alloc(r->arena, size);
  memcpy(key, e->now, size);
  *(double **)ek_list_push(r->arena, &e->keys, sizeof key) = key;
  *(struct ek_moment *)ek_list_push(r->arena, &e->since, sizeof at) = at;
  *(struct ek_situation **)ek_list_push(r->arena, &e->situations, sizeof(struct ek_situation *)) =
      ek_situation_price(p->run.world, r->study, phase, &p->run.person, NULL);
  *slot = e->keys.n;
  /* Persons at each price are counted by month, for stays and for lines of ledgers; or in one sum. */
  double counted = (double)(r->lean ? 1 : 3 * (2 * r->months + 1)) * (double)(r->draws * sizeof(double));
  ek_room_prices(r, (double)e->keys.n * counted, p->run.who);
  return e->keys.n - 1;
}

/* A price for each time at which quantities differ. */
static void price_eras(struct ek_runner *r, struct ek_state_price *p, struct ek_clock *clock, size_t cycles) {
  bool tunnels = p->asks & EK_CLOCK_BIT(EK_CLOCK_IN_STATE), timed = p->asks & EK_CLOCK_TIMED;
  p->entries = p->asks & EK_CLOCK_BIT(EK_CLOCK_CALENDAR) ? r->cohort->cohort->n_entries : 1;
  p->cycles = timed ? cycles : 1;
  p->tunnels = tunnels ? cycles + 1 : 1;
  size_t errors = ek_diags_errors(r->diags);
  if (!ek_room_prices(r, (double)p->entries * (double)p->cycles * (double)p->tunnels * sizeof *p->era_of, p->run.who)) {
    p->entries = p->cycles = p->tunnels = 1; /* so that there is a price, though the work goes no further */
    errors++;
  }
  p->era_of = ek_alloc_array(r->arena, p->entries * p->cycles * p->tunnels, sizeof *p->era_of);
  struct eras eras = {.now = columns(r, p->run.who->before.n_holdings + p->run.who->before.n_given)};
  for (size_t i = 0; i < p->entries * p->cycles && ek_diags_errors(r->diags) == errors; i++) {
    size_t e = i / p->cycles, c = i % p->cycles;
    for (size_t t = 0; t < p->tunnels && (!timed || t <= c + 1); t++) { /* nobody has been in it for longer */
      struct ek_moment at = {c, t, r->cohort->cohort->entry_month[e]};
      p->era_of[i * p->tunnels + t] = (unsigned)era_at(r, p, clock, &eras, at);
      if (ek_diags_errors(r->diags) > errors) break;
    }
  }
  p->era = eras.situations.items;
  p->since = eras.since.items;
  p->n_eras = eras.keys.n;
}

size_t ek_state_era(const struct ek_state_price *p, size_t entry, size_t cycle, size_t in_state) {
  size_t e = p->entries > 1 ? entry : 0, c = p->cycles > 1 ? cycle : 0, t = p->tunnels > 1 ? in_state : 0;
  return p->era_of[(e * p->cycles + c) * p->tunnels + t];
}

static struct ek_state_price *price_state(struct ek_runner *r, struct ek_world *world, size_t group, const struct ek_case *who, size_t cycles) {
  struct ek_state_price *p = ek_alloc(r->arena, sizeof *p);
  struct ek_clock *clock = ek_clock_new(r, world, group);
  ek_clock_set(clock, (struct ek_moment){0});
  p->run.who = who;
  p->run.world = world;
  p->run.person = ek_run_person(r->study, who);
  p->run.person.clock = &clock->now;
  p->clock = clock;
  p->asks = phase_asks(r->cohort->cohort, &who->before);
  price_eras(r, p, clock, cycles);
  p->run.before = p->era[0];
  p->in_work = ek_column_mean(p->run.before->work, r->draws) > 0 || ek_column_mean(p->run.before->subsidised, r->draws) > 0;
  if (who->full.present) p->run.full = ek_situation_price(world, r->study, &who->full, &p->run.person, NULL);
  return p;
}

/* A situation that alternatives share is priced once. */
static void price_group(struct ek_runner *r, size_t g) {
  const struct ek_cohort *k = r->cohort->cohort;
  for (size_t a = 0; a < k->n_alternatives; a++) {
    struct ek_course *course = &r->cohort->courses[g * k->n_alternatives + a];
    course->price = ek_alloc_array(r->arena, k->n_states, sizeof *course->price);
    for (size_t s = 0; s < k->n_states; s++) {
      for (size_t b = 0; b < a && course->price[s] == NULL; b++) {
        if (k->cases[g][b][s] == k->cases[g][a][s]) course->price[s] = ek_cohort_course(r, g, b)->price[s];
      }
      if (course->price[s] == NULL) course->price[s] = price_state(r, r->cohort->world[g], g, k->cases[g][a][s], r->cohort->all_cycles);
    }
  }
}

/* ---- passages ---- */

bool ek_cohort_alike(const struct ek_cohort *k, size_t g, size_t a, size_t b) {
  size_t n = k->n_states * k->n_states, i = g * k->n_alternatives + a, j = g * k->n_alternatives + b;
  return memcmp(k->chance[i], k->chance[j], n * sizeof **k->chance) == 0 && k->mortality[i] == k->mortality[j] &&
         fabs(k->matrix_span[a].years - k->matrix_span[b].years) < 1e-12 && k->continuous[a] == k->continuous[b];
}

/* Moves that something happens with: in events, and in measures. */
struct ek_list ek_cohort_watched(struct ek_runner *r) {
  const struct ek_cohort *k = r->cohort->cohort;
  const struct ek_event *events = k->event_list.items;
  const struct ek_measure *measures = r->study->measures.items;
  struct ek_list out = {0};
  for (size_t i = 0; i < k->event_list.n; i++) {
    *(struct ek_watch *)ek_list_push(r->arena, &out, sizeof(struct ek_watch)) = (struct ek_watch){
        ek_cohort_state_at(k, events[i].from.text), ek_cohort_state_at(k, events[i].to.text), NULL};
  }
  for (size_t m = 0; m < r->study->measures.n; m++) {
    const struct ek_measure_event *of = measures[m].events.items;
    for (size_t i = 0; i < measures[m].events.n; i++) {
      *(struct ek_watch *)ek_list_push(r->arena, &out, sizeof(struct ek_watch)) = (struct ek_watch){
          ek_cohort_state_at(k, of[i].from.text), ek_cohort_state_at(k, of[i].to.text), NULL};
    }
  }
  return out;
}

bool *ek_cohort_remembered(struct ek_runner *r, size_t g, size_t a) {
  const struct ek_cohort *k = r->cohort->cohort;
  const struct ek_course *course = ek_cohort_course(r, g, a);
  const struct ek_measure *m = r->study->measures.items;
  bool *out = ek_alloc_array(r->arena, k->n_states, sizeof *out);
  for (size_t s = 0; s < k->n_states; s++) {
    unsigned asks = course->price[s]->asks;
    for (size_t i = 0; i < r->study->measures.n; i++) asks |= ek_clock_asks_quantity(k, m[i].weight[a][s]);
    out[s] = asks & EK_CLOCK_BIT(EK_CLOCK_IN_STATE);
  }
  return out;
}

static void walk_course(struct ek_runner *r, size_t g, size_t a, const struct ek_list *watched) {
  const struct ek_cohort *k = r->cohort->cohort;
  struct ek_course *course = &r->cohort->courses[g * k->n_alternatives + a];
  struct ek_chances *chances = ek_chances_new(r, r->cohort->world[g], g, a);
  const struct ek_passage **out = ek_alloc_array(r->arena, k->n_entries, sizeof *out);
  unsigned asks = 0;
  for (size_t s = 0; s < k->n_states; s++) asks |= ek_chances_asks(chances, s);
  for (size_t e = 0; e < k->n_entries; e++) {
    bool again = e > 0 && !(asks & EK_CLOCK_BIT(EK_CLOCK_CALENDAR));
    out[e] = again ? out[0] : ek_passage_make(r, chances, r->cohort->start[g], ek_cohort_remembered(r, g, a), watched, r->cohort->all_cycles, k->entry_month[e], NULL);
  }
  course->passages = out;
}

/* Alternatives that share a matrix share its passage. */
static void walk_group(struct ek_runner *r, size_t g, const struct ek_list *watched) {
  const struct ek_cohort *k = r->cohort->cohort;
  for (size_t a = 0; a < k->n_alternatives; a++) {
    struct ek_course *course = &r->cohort->courses[g * k->n_alternatives + a];
    const bool *remembered = ek_cohort_remembered(r, g, a);
    for (size_t b = 0; b < a && course->passages == NULL; b++) {
      bool same = ek_cohort_alike(k, g, a, b) && memcmp(remembered, ek_cohort_remembered(r, g, b), k->n_states * sizeof *remembered) == 0;
      if (same) course->passages = ek_cohort_course(r, g, b)->passages;
    }
    if (course->passages == NULL) walk_course(r, g, a, watched);
  }
}

/* ---- time ---- */

struct ek_due ek_cohort_due(const struct ek_cohort *k, size_t entry, size_t cycle, bool end) {
  double step = k->cycle.years, at = k->entry_month[entry] / 12.0 + (double)cycle * step;
  switch (k->weighing) {
  case EK_WEIGH_POINT: return (struct ek_due){.years = end ? at + step : at};
  case EK_WEIGH_START: return (struct ek_due){.years = at};
  case EK_WEIGH_MIDDLE: return (struct ek_due){.years = at + step / 2};
  case EK_WEIGH_END: return (struct ek_due){.years = at + step};
  default: return (struct ek_due){.years = at, .over = step};
  }
}

double ek_cohort_factor(const struct ek_cohort *k, const struct ek_schedule *schedule, const double *rate, size_t d, size_t entry,
                        size_t cycle, bool end) {
  const struct ek_due due = ek_cohort_due(k, entry, cycle, end);
  return ek_discount_due(schedule, rate, d, &due);
}

const double **ek_cohort_factors(struct ek_runner *r, const struct ek_schedule *schedule, const double *rate) {
  const struct ek_cohort_run *run = r->cohort;
  size_t n = 2 * run->all_cycles * run->cohort->n_entries;
  if (!ek_room_walk(r, (double)n * (double)(r->draws * sizeof(double) + sizeof(double *)))) return NULL;
  const double **out = ek_alloc_array(r->arena, n, sizeof *out);
  for (size_t e = 0; e < run->cohort->n_entries; e++) {
    for (size_t c = 0; c < run->all_cycles; c++) {
      for (size_t end = 0; end < 2; end++) {
        double *factor = columns(r, 1);
        for (size_t d = 0; d < r->draws; d++) factor[d] = ek_cohort_factor(run->cohort, schedule, rate, d, e, c, end == 1);
        out[2 * (e * run->all_cycles + c) + end] = factor;
      }
    }
  }
  return out;
}

size_t ek_cohort_cycles(const struct ek_cohort_run *run, size_t entry) {
  double left = (run->horizon - run->cohort->entry_month[entry]) / (12 * run->cohort->cycle.years);
  return left > 0 ? (size_t)ceil(left - 1e-9) : 0;
}

double ek_cohort_part(const struct ek_cohort_run *run, size_t entry, size_t cycle) {
  double left = (run->horizon - run->cohort->entry_month[entry]) / (12 * run->cohort->cycle.years) - (double)cycle;
  return left >= 1 - 1e-9 ? 1 : left > 0 ? left : 0;
}

struct ek_counted ek_cohort_counted(const struct ek_cohort_run *run, size_t entry, size_t cycle) {
  return ek_counting_of((enum ek_counting)run->cohort->counting, cycle, ek_cohort_cycles(run, entry));
}

/* How much a move counts that comes to a point: once; where points are integrated by Simpson's
 * rule, as that point does. */
double ek_cohort_move_weight(const struct ek_cohort_run *run, size_t entry, size_t cycle) {
  int counting = run->cohort->counting;
  if (counting != EK_COUNT_SIMPSON && counting != EK_COUNT_ALTERNATING) return 1;
  bool last = cycle + 1 >= ek_cohort_cycles(run, entry);
  return ek_cohort_counted(run, entry, cycle).end + (last ? 0 : ek_cohort_counted(run, entry, cycle + 1).start);
}

bool ek_cohort_happens(const struct ek_cohort *k, const struct ek_event *event, size_t alternative) {
  const struct ek_name *names = event->alternatives.items;
  for (size_t i = 0; i < event->alternatives.n; i++) {
    if (ek_cohort_alternative_at(k, names[i].text) == (int)alternative) return true;
  }
  return event->alternatives.n == 0;
}

/* ---- all of it ---- */

static void find_start(struct ek_runner *r, size_t g) {
  struct ek_cohort_run *run = r->cohort;
  struct ek_env env = {.world = run->world[g]};
  run->people[g] = columns(r, 1);
  run->start[g] = ek_alloc_array(r->arena, run->cohort->n_states, sizeof **run->start);
  for (size_t s = 0; s < run->cohort->n_states; s++) {
    if (run->cohort->start[g][s] == NULL) continue;
    run->start[g][s] = ek_run_times(r, ek_quantity_eval(run->cohort->start[g][s], &env), EK_VARY_PARTICIPANTS);
    for (size_t d = 0; d < r->draws; d++) run->people[g][d] += run->start[g][s][d];
  }
}

static void find_entries(struct ek_runner *r) {
  struct ek_cohort_run *run = r->cohort;
  const struct ek_cohort *k = run->cohort;
  struct ek_env env = {.world = ek_run_world(r, NULL)};
  double *sum = ek_alloc_array(r->arena, r->draws, sizeof *sum);
  run->share = ek_alloc_array(r->arena, k->n_entries, sizeof *run->share);
  for (size_t e = 0; e < k->n_entries; e++) {
    if (k->entry_share[e] == NULL) return;
    run->share[e] = ek_quantity_eval(k->entry_share[e], &env);
    for (size_t d = 0; d < r->draws; d++) sum[d] += run->share[e][d];
  }
  for (size_t d = 0; d < r->draws; d++) {
    if (fabs(sum[d] - 1) <= 1e-9) continue;
    ek_error(r->diags, k->entry_share[0]->value->pos, "shares of all who enter, month by month", "the shares of `entry` add to %.6g %%, not 100 %%", 100 * sum[d]);
    return;
  }
}

double ek_cohort_prepare(struct ek_runner *r) {
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  const int *horizons = r->study->settings.horizons.items;
  struct ek_cohort_run *run = ek_alloc(r->arena, sizeof *run);
  size_t before = ek_diags_errors(r->diags);
  r->cohort = run;
  run->cohort = k;
  run->horizon = horizons[r->study->settings.horizons.n - 1];
  run->cycles = (size_t)ceil(horizons[r->study->settings.horizons.n - 1] / (12 * k->cycle.years) - 1e-9);
  run->all_cycles = (size_t)ceil((double)r->months / (12 * k->cycle.years) - 1e-9);
  run->world = ek_alloc_array(r->arena, k->n_groups, sizeof *run->world);
  run->people = ek_alloc_array(r->arena, k->n_groups, sizeof *run->people);
  run->start = ek_alloc_array(r->arena, k->n_groups, sizeof *run->start);
  run->courses = ek_alloc_array(r->arena, k->n_groups * k->n_alternatives, sizeof *run->courses);
  if (!r->lean) run->factor = ek_cohort_factors(r, r->schedule, r->rate);
  find_entries(r);
  struct ek_list watched = ek_cohort_watched(r);
  double people = 0;
  for (size_t g = 0; g < k->n_groups; g++) {
    const struct ek_name *place = &k->groups[g].municipality;
    run->world[g] = ek_run_place(r, place->text, place->pos);
    find_start(r, g);
    price_group(r, g);
    if (!r->lean) walk_group(r, g, &watched);
    people += ek_column_mean(run->people[g], r->draws);
  }
  if (ek_diags_errors(r->diags) == before && !r->lean) ek_cohort_fold(r);
  return people;
}

double *ek_cohort_entering(struct ek_runner *r, size_t months) {
  const struct ek_cohort_run *run = r->cohort;
  double *out = columns(r, months);
  for (size_t e = 0; e < run->cohort->n_entries; e++) {
    size_t at = (size_t)run->cohort->entry_month[e];
    for (size_t g = 0; g < run->cohort->n_groups && at < months; g++) {
      if (!ek_cohort_counts(r, g)) continue;
      for (size_t d = 0; d < r->draws; d++) out[at * r->draws + d] += run->people[g][d] * (run->share[e] != NULL ? run->share[e][d] : 1);
    }
  }
  return out;
}
