/* A measure is summed state by state, so that what is corrected in work is work alone. */
#include "engine/measures.h"

struct summing {
  struct ek_runner *r;
  const struct ek_measure *m;
  const double **factor;
  struct ek_clock **clock; /* [groups] */
  double *work, *rest;     /* [draws] */
};

/* How much a cycle in the state is: the weight's time over the cycle's. */
static double cycle_length(const struct summing *s) {
  double years = s->r->cohort->cohort->cycle.years;
  return s->m->per == EK_PER_YEAR ? years : s->m->per == EK_PER_MONTH ? years * 12 : 1;
}

static bool in_work(const struct ek_state_price *price, size_t n) {
  return ek_column_mean(price->run.before->work, n) > 0 || ek_column_mean(price->run.before->subsidised, n) > 0;
}

static void add_point(struct summing *s, const struct ek_course *course, size_t group, size_t state, const struct ek_quantity *weight,
                      size_t entry, size_t cycle, size_t end, double times, double *out) {
  const struct ek_passage *p = course->passages[entry];
  size_t n = s->r->draws, point = cycle + end, most = p->tunnel[state] < point + 1 ? p->tunnel[state] : point + 1;
  const double *factor = s->factor[2 * (entry * s->r->cohort->all_cycles + cycle) + end], *share = s->r->cohort->share[entry];
  unsigned asks = ek_clock_asks_quantity(s->r->cohort->cohort, weight);
  const double *w = NULL;
  for (size_t slot = 0; slot < most; slot++) {
    if (w == NULL || (asks & EK_CLOCK_BIT(EK_CLOCK_IN_STATE))) {
      ek_clock_set(s->clock[group], (struct ek_moment){cycle, slot, s->r->cohort->cohort->entry_month[entry]});
      w = ek_clock_eval(s->clock[group], weight);
    }
    const double *x = p->x + (point * p->slots + p->first[state] + slot) * n;
    for (size_t d = 0; d < n; d++) out[d] += times * x[d] * w[d] * factor[d] * (share != NULL ? share[d] : 1);
  }
}

static void add_state(struct summing *s, size_t group, size_t alternative, size_t state) {
  const struct ek_cohort_run *run = s->r->cohort;
  const struct ek_cohort *k = run->cohort;
  const struct ek_course *course = ek_cohort_course(s->r, group, alternative);
  const struct ek_quantity *weight = s->m->weight[alternative][state];
  if (weight == NULL) return;
  double *out = in_work(course->price[state], s->r->draws) ? s->work : s->rest;
  for (size_t e = 0; e < k->n_entries; e++) {
    for (size_t c = 0; c < run->cycles; c++) {
      struct ek_counted of = ek_cohort_counted(run, e, c);
      double length = cycle_length(s) * ek_cohort_part(run, e, c);
      if (of.start * length > 0) add_point(s, course, group, state, weight, e, c, 0, of.start * length, out);
      if (of.end * length > 0) add_point(s, course, group, state, weight, e, c, 1, of.end * length, out);
    }
  }
}

/* Moves of measures are watched after those of events, measure by measure. */
static size_t first_watch(const struct summing *s) {
  const struct ek_measure *all = s->r->study->measures.items;
  size_t at = s->r->cohort->cohort->event_list.n;
  for (const struct ek_measure *m = all; m != s->m; m++) at += m->events.n;
  return at;
}

static void add_events(struct summing *s, size_t group, size_t alternative) {
  const struct ek_cohort_run *run = s->r->cohort;
  const struct ek_course *course = ek_cohort_course(s->r, group, alternative);
  const struct ek_measure_event *events = s->m->events.items;
  size_t n = s->r->draws, first = first_watch(s);
  struct ek_env env = {.world = run->world[group]};
  for (size_t i = 0; i < s->m->events.n; i++) {
    const double *amount = ek_quantity_eval(events[i].amount, &env);
    for (size_t e = 0; e < run->cohort->n_entries; e++) {
      const struct ek_watch *watch = (const struct ek_watch *)course->passages[e]->watched.items + first + i;
      const double *share = run->share[e];
      for (size_t c = 0; c < run->cycles; c++) {
        const double *factor = s->factor[2 * (e * run->all_cycles + c) + 1];
        double times = ek_cohort_move_weight(run, e, c) * ek_cohort_part(run, e, c);
        for (size_t d = 0; d < n; d++) s->rest[d] += times * watch->moved[c * n + d] * amount[d] * factor[d] * (share != NULL ? share[d] : 1);
      }
    }
  }
}

static void sum_alternative(struct summing *s, size_t alternative) {
  const struct ek_cohort *k = s->r->cohort->cohort;
  s->work = ek_alloc_array(s->r->arena, s->r->draws, sizeof *s->work);
  s->rest = ek_alloc_array(s->r->arena, s->r->draws, sizeof *s->rest);
  for (size_t g = 0; g < k->n_groups; g++) {
    if (!ek_cohort_counts(s->r, g)) continue;
    for (size_t state = 0; state < k->n_states; state++) add_state(s, g, alternative, state);
    add_events(s, g, alternative);
  }
}

const double *ek_measure_total(struct ek_runner *r, const struct ek_measure *m, size_t alternative) {
  const struct ek_cohort *k = r->cohort->cohort;
  struct summing s = {.r = r, .m = m};
  struct ek_env env = {.world = ek_run_world(r, NULL)};
  const struct ek_schedule *schedule = m->schedule >= 0 ? &r->study->model->schedules[m->schedule] : NULL;
  s.factor = m->discounted ? ek_cohort_factors(r, schedule, m->rate != NULL ? ek_quantity_eval(m->rate, &env) : NULL) : r->cohort->factor;
  s.clock = ek_alloc_array(r->arena, k->n_groups, sizeof *s.clock);
  for (size_t g = 0; g < k->n_groups; g++) s.clock[g] = ek_clock_new(r, r->cohort->world[g], g);
  sum_alternative(&s, k->reference);
  double *out = ek_alloc_array(r->arena, r->draws, sizeof *out);
  const double *work = s.work, *rest = s.rest;
  for (size_t d = 0; d < r->draws; d++) out[d] = work[d] + rest[d];
  if (alternative == k->reference) return out;
  sum_alternative(&s, alternative);
  const double *net = ek_path_net_share(r->arena, &r->corrections, r->draws);
  const double *displaced = ek_path_displaced_share(r->arena, &r->corrections, r->draws);
  for (size_t d = 0; d < r->draws; d++) {
    out[d] += net[d] * ((s.rest[d] - rest[d]) + (s.work[d] - work[d]) * (displaced != NULL ? 1 - displaced[d] : 1));
  }
  return out;
}
