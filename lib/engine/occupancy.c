/* Occupancy is read off passages and paths; it is what quantities are made of. */
#include "engine/occupancy.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/cohort.h"

/* ---- cohorts ---- */

/* Those who entered at the start and later, at a point of the first: between points of the later ones
 * as at the point before. Who has not entered is where he or she starts. */
static void add_entry(const struct ek_runner *r, const struct ek_passage *p, size_t entry, const struct ek_occupancy *o, double *out) {
  const struct ek_cohort *k = r->cohort->cohort;
  double share = r->cohort->share[entry] != NULL ? ek_column_mean(r->cohort->share[entry], r->draws) : 1;
  double *x = ek_alloc_array(r->arena, r->draws, sizeof *x);
  for (size_t s = 0; s < o->n_states; s++) {
    for (size_t t = 0; t < o->n_points; t++) {
      double since = (o->months[t] - k->entry_month[entry]) / (12 * k->cycle.years);
      size_t point = since > 0 ? (size_t)floor(since + 1e-9) : 0;
      ek_passage_at(p, point < p->cycles ? point : p->cycles, s, x);
      out[s * o->n_points + t] += share * ek_column_mean(x, r->draws);
    }
  }
}

static void of_cohort(const struct ek_runner *r, struct ek_occupancy *o) {
  const struct ek_cohort *k = r->cohort->cohort;
  bool grouped = k->group_list.n > 0;
  size_t points = r->cohort->cycles + 1, parts = grouped ? 1 + k->n_groups : 1;
  double *months = ek_alloc_array(r->arena, points, sizeof *months);
  for (size_t t = 0; t < points; t++) months[t] = (double)t * k->cycle.years * 12;
  const char **names = ek_alloc_array(r->arena, k->n_states, sizeof *names);
  for (size_t s = 0; s < k->n_states; s++) names[s] = k->states[s].text;
  *o = (struct ek_occupancy){k->n_states, points, k->n_alternatives * parts, names, k->labels, months, NULL, true};
  o->of = ek_alloc_array(r->arena, o->n, sizeof *o->of);
  for (size_t a = 0; a < k->n_alternatives; a++) {
    for (size_t part = 0; part < parts; part++) {
      struct ek_occupancy_of *of = &o->of[a * parts + part];
      const struct ek_cohort_group *group = part > 0 ? &k->groups[part - 1] : NULL;
      *of = (struct ek_occupancy_of){k->alternatives[a].name.text, group != NULL ? group->name.text : NULL, k->alternatives[a].label,
                                     group != NULL ? group->label : (struct ek_label){NULL, NULL}, a == k->reference,
                                     ek_alloc_array(r->arena, k->n_states * points, sizeof(double)), NULL};
      for (size_t g = 0; g < k->n_groups; g++) {
        if (part > 0 && g != part - 1) continue;
        for (size_t e = 0; e < k->n_entries; e++) add_entry(r, ek_cohort_course(r, g, a)->passages[e], e, o, of->persons);
      }
    }
  }
}

/* ---- cases and people ---- */

struct gathering {
  struct ek_runner *r;
  struct ek_list items; /* const struct ek_item *: states held by anybody */
  size_t months;
  double *persons[2];   /* with, without: [states * months], made when the states are known */
};

static size_t place_of(struct gathering *g, const struct ek_item *item) {
  const struct ek_item *const *known = g->items.items;
  for (size_t i = 0; i < g->items.n; i++) if (known[i] == item) return i;
  *(const struct ek_item **)ek_list_push(g->r->arena, &g->items, sizeof item) = item;
  return g->items.n - 1;
}

/* Persons of a phase in each month, by the extents of its states. */
static void add_phase(struct gathering *g, struct ek_world *world, const struct ek_person *person, const struct ek_phase *phase,
                      const double *const *persons, double sign, double *out) {
  struct ek_env env = {.world = world, .person = person};
  for (size_t i = 0; i < phase->n_holdings; i++) {
    if (!phase->holdings[i].item->is_state || phase->holdings[i].quantity == NULL) continue;
    const double *extent = ek_quantity_eval(phase->holdings[i].quantity, &env);
    size_t s = place_of(g, phase->holdings[i].item);
    for (size_t m = 0; m < g->months; m++) out[s * g->months + m] += persons[m] != NULL ? sign * persons[m][0] * extent[0] : 0;
  }
}

/* Without corrections, who is not in a phase is as before. */
static void of_case(struct gathering *g, struct ek_case_run *c) {
  struct ek_corrections none = {.share = {NULL}};
  struct ek_path *path = ek_path_make(g->r->arena, g->r->study, c->who, c->weight, &none, g->months, g->r->draws);
  const double **all = ek_alloc_array(g->r->arena, g->months, sizeof *all);
  for (size_t m = 0; m < g->months; m++) all[m] = c->weight;
  for (int side = 0; side < 2; side++) add_phase(g, c->world, &c->person, &c->who->before, all, 1, g->persons[side]);
  for (size_t i = 0; i < path->n; i++) {
    add_phase(g, c->world, &c->person, path->phases[i].phase, path->phases[i].quantity, 1, g->persons[0]);
    add_phase(g, c->world, &c->person, &c->who->before, path->phases[i].quantity, -1, g->persons[0]);
  }
}

static void from_cases(struct ek_runner *r, struct ek_occupancy *o) {
  struct gathering g = {.r = r, .months = (size_t)r->result->horizons[r->result->n_horizons - 1]};
  size_t most = r->study->model->n_items + r->study->states.n;
  for (int side = 0; side < 2; side++) g.persons[side] = ek_alloc_array(r->arena, most * g.months, sizeof(double));
  for (size_t i = 0; i < r->n_cases; i++) of_case(&g, &r->cases[i]);
  size_t n = g.items.n;
  const struct ek_item *const *items = g.items.items;
  const char **names = ek_alloc_array(r->arena, n, sizeof *names);
  struct ek_label *labels = ek_alloc_array(r->arena, n, sizeof *labels);
  double *months = ek_alloc_array(r->arena, g.months, sizeof *months);
  for (size_t s = 0; s < n; s++) {
    names[s] = items[s]->name.text;
    labels[s] = items[s]->label;
  }
  for (size_t m = 0; m < g.months; m++) months[m] = (double)m;
  *o = (struct ek_occupancy){n, g.months, 2, names, labels, months, ek_alloc_array(r->arena, 2, sizeof *o->of), false};
  o->of[0] = (struct ek_occupancy_of){.alternative = "with", .label = {"Med insatsen", "With the intervention"}, .persons = g.persons[0]};
  o->of[1] = (struct ek_occupancy_of){.alternative = "without", .label = {"Utan insatsen", "Without the intervention"}, .reference = true, .persons = g.persons[1]};
}

const struct ek_occupancy *ek_occupancy(const struct ek_result *result) {
  struct ek_runner *r = result->runner;
  struct ek_occupancy *o = ek_alloc(result->arena, sizeof *o);
  if (r->cohort != NULL) of_cohort(r, o);
  else if (r->presence == NULL) from_cases(r, o);
  else return NULL;
  return o;
}
