/* The alternatives of a cohort beside each other: the whole outcome of each, what the more of an
 * effect costs, who dominates whom, and where the participants are. */
#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "engine/alternatives.h"
#include "engine/occupancy.h"
#include "views/flow.h"

static const struct ek_measure *measures_of(const struct ek_report *p) { return p->r->study->measures.items; }

const char *ek_part_alternative(const struct ek_report *p, size_t alternative) {
  const struct ek_cohort *k = &p->r->study->outcomes.cohort;
  const struct ek_alternative *a = &k->alternatives[alternative];
  return ek_text_capital(p->arena, ek_label_text(a->label, a->name.text, p->lang));
}

static const char *row_name(const struct ek_report *p, size_t alternative) {
  const char *name = ek_part_alternative(p, alternative);
  return alternative == p->r->alternatives->reference ? EK_SAY(p, EK_W_C_REFERENCE, name) : name;
}

static const char *measure_name(const struct ek_report *p, const struct ek_measure *m) {
  return ek_label_text(m->label, m->name.text, p->lang);
}

const char *ek_part_measure_unit(const struct ek_report *p, size_t m) {
  const struct ek_measure *measure = &measures_of(p)[m];
  return measure->unit.sv != NULL ? ek_label_text(measure->unit, "", p->lang) : measure_name(p, measure);
}

/* Society, and the public purse where that is another. */
size_t ek_part_perspectives(const struct ek_report *p, int out[8]) {
  size_t n = 0;
  out[n++] = p->society;
  for (int a = 0; a < (int)p->model->n_actors && n < 8; a++) {
    const struct ek_actor *actor = &p->model->actors[a];
    bool budget = actor->is_public;
    for (int b = 0; b < (int)p->model->n_actors; b++) budget |= p->model->actors[b].is_public && ek_model_below(p->model, b, a);
    if (a == p->society || actor->depth != 1 || !budget) continue;
    bool other = false;
    const struct ek_alternatives *all = p->r->alternatives;
    for (size_t i = 0; i < all->n; i++) other |= fabs(all->total[i][a][0] - all->total[i][p->society][0]) > 0.5;
    if (other) out[n++] = a;
  }
  return n;
}

/* As many decimals as tell numbers of that size apart. */
static int decimals_for(double largest) { return largest >= 1000 ? 0 : largest >= 100 ? 1 : largest >= 10 ? 2 : 3; }

int ek_part_measure_decimals(const struct ek_report *p, size_t m) {
  double most = 0;
  for (size_t a = 0; a < p->r->alternatives->n; a++) most = fmax(most, fabs(p->r->alternatives->measure[a][m][0]));
  return decimals_for(most);
}

/* Ones, thousands or millions, by the largest total of those who look. */
static struct ek_scale scale_of(const struct ek_report *p, const int *actors, size_t n) {
  double most = 0;
  for (size_t a = 0; a < p->r->alternatives->n; a++) {
    for (size_t i = 0; i < n; i++) most = fmax(most, fabs(p->r->alternatives->total[a][actors[i]][0]));
  }
  return ek_part_scale(most);
}

static void add_totals(struct ek_report *p, const int *actors, size_t n) {
  const struct ek_alternatives *all = p->r->alternatives;
  size_t measures = p->r->study->measures.n;
  struct ek_scale scale = scale_of(p, actors, n);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_C_ALTERNATIVE), EK_SAY(p, EK_W_C_TOTALS, ek_say_time_short(p->arena, p->lang, p->longest)));
  for (size_t i = 0; i < n; i++) ek_doc_add_column(p->doc, table, ek_part_actor(p, actors[i]), ek_part_scale_text(p, scale), false);
  for (size_t m = 0; m < measures; m++) ek_doc_add_column(p->doc, table, ek_text_capital(p->arena, measure_name(p, &measures_of(p)[m])), NULL, false);
  for (size_t a = 0; a < all->n; a++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, row_name(p, a), 0);
    for (size_t i = 0; i < n; i++) row->cells[i] = ek_part_money(scale, ek_column_mean(all->total[a][actors[i]], all->draws));
    for (size_t m = 0; m < measures; m++) row->cells[n + m] = ek_doc_number(ek_column_mean(all->measure[a][m], all->draws), ek_part_measure_decimals(p, m));
    row->emphasis = a == all->chosen;
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_TOTALS));
}

/* Alternatives from the cheapest on. */
static size_t *by_cost(const struct ek_report *p, int actor) {
  const struct ek_alternatives *all = p->r->alternatives;
  size_t *order = ek_alloc_array(p->arena, all->n, sizeof *order);
  for (size_t a = 0; a < all->n; a++) {
    size_t at = a;
    for (; at > 0 && all->total[order[at - 1]][actor][0] < all->total[a][actor][0]; at--) order[at] = order[at - 1];
    order[at] = a;
  }
  return order;
}

static const char *standing(const struct ek_report *p, const struct ek_frontier *f) {
  if (f->standing == EK_DOMINATED) return EK_SAID(p, EK_W_C_DOMINATED);
  if (f->standing == EK_EXTENDEDLY_DOMINATED) return EK_SAID(p, EK_W_C_EXTENDED);
  return EK_SAID(p, f->against < 0 ? EK_W_C_CHEAPEST : EK_W_C_ON_FRONTIER);
}

static void add_frontier(struct ek_report *p, size_t m, int actor) {
  const struct ek_alternatives *all = p->r->alternatives;
  const struct ek_measure *measure = &measures_of(p)[m];
  const char *name = measure_name(p, measure);
  struct ek_scale scale = scale_of(p, &actor, 1);
  struct ek_frontier *places = ek_alloc_array(p->arena, all->n, sizeof *places);
  size_t *order = by_cost(p, actor);
  int decimals = ek_part_measure_decimals(p, m);
  ek_alternatives_frontier(all, actor, m, places);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_C_ALTERNATIVE), EK_SAY(p, EK_W_C_FRONTIER, name, ek_part_actor_within(p, actor)));
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_C_COST), ek_part_scale_text(p, scale), false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_C_MORE_COST), ek_part_scale_text(p, scale), false);
  ek_doc_add_column(p->doc, table, ek_text_capital(p->arena, name), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_C_MORE_EFFECT), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAY(p, EK_W_C_RATIO, ek_text_capital(p->arena, EK_MONEY(p, EK_W_KRONOR)), ek_part_measure_unit(p, m)), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_C_STANDING), NULL, true);
  for (size_t i = 0; i < all->n; i++) {
    size_t a = order[i];
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, row_name(p, a), 0);
    row->cells[0] = ek_part_money(scale, -ek_column_mean(all->total[a][actor], all->draws));
    row->cells[2] = ek_doc_number(ek_column_mean(all->measure[a][m], all->draws), decimals);
    row->cells[5] = ek_doc_text(p->doc, standing(p, &places[a]));
    if (places[a].against < 0) continue;
    row->cells[1] = ek_part_money(scale, places[a].more_cost);
    row->cells[3] = ek_doc_number(places[a].more_effect, decimals);
    row->cells[4] = ek_doc_number(places[a].ratio, 0);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_FRONTIER));
}

/* Net benefit at what the study says one of the measure is worth. */
static void add_worth(struct ek_report *p, size_t m, int actor) {
  const struct ek_alternatives *all = p->r->alternatives;
  const struct ek_measure *measure = &measures_of(p)[m];
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_C_ALTERNATIVE), EK_SAY(p, EK_W_C_WORTH, ek_part_measure_unit(p, m), ek_part_actor_within(p, actor)));
  struct ek_scale scale = scale_of(p, &actor, 1);
  size_t n = measure->willingness.n;
  double *worth = ek_alloc_array(p->arena, n, sizeof *worth);
  for (size_t i = 0; i < n; i++) {
    worth[i] = ek_part_mean(p, measure->q_willingness[i]);
    ek_doc_add_column(p->doc, table, EK_SAY(p, EK_W_MONEY, ek_say_number(p->arena, p->lang, worth[i]), EK_MONEY(p, EK_W_KR)), ek_part_scale_text(p, scale), false);
  }
  for (size_t a = 0; a < all->n; a++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, row_name(p, a), 0);
    for (size_t i = 0; i < n; i++) {
      row->cells[i] = ek_part_money(scale, ek_column_mean(all->total[a][actor], all->draws) + worth[i] * ek_column_mean(all->measure[a][m], all->draws));
    }
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_WORTH));
}

/* ---- where they are ---- */

static size_t point_at(const struct ek_occupancy *o, int months) {
  size_t at = 0;
  while (at + 1 < o->n_points && o->months[at + 1] <= months + 1e-9) at++;
  return at;
}

/* At the start, and in both alternatives at the middle horizon. */
static void add_states_chart(struct ek_report *p, const struct ek_doc_table *table) {
  const struct ek_alternatives *all = p->r->alternatives;
  size_t n = p->r->n_horizons, columns[3] = {0, 1 + n / 2, 1 + n + n / 2};
  const char *labels[3] = {ek_text_capital(p->arena, EK_SAID(p, EK_W_C_AT_START)), ek_part_alternative(p, all->reference), ek_part_alternative(p, all->chosen)};
  ek_chart_add_note(p->doc, ek_part_chart_states(p, table, columns, labels), EK_SAID(p, EK_W_F_OCCUPANCY));
}

/* The reference and the insats, at the start and at horizons. */
static void add_where(struct ek_report *p) {
  const struct ek_occupancy *o = ek_occupancy(p->r);
  const struct ek_alternatives *all = p->r->alternatives;
  size_t parts = o->n / all->n;
  const struct ek_occupancy_of *shown[] = {&o->of[all->reference * parts], &o->of[all->chosen * parts]};
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_C_WHERE), NULL);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_C_AT_START), NULL, false);
  for (size_t i = 0; i < 2; i++) {
    const char *group = ek_part_alternative(p, i == 0 ? all->reference : all->chosen);
    for (size_t h = 0; h < p->r->n_horizons; h++) ek_doc_add_column(p->doc, table, ek_say_time_short(p->arena, p->lang, p->r->horizons[h]), group, false);
  }
  double most = 0;
  for (size_t s = 0; s < o->n_states; s++) most = fmax(most, shown[0]->persons[s * o->n_points]);
  int decimals = most >= 100 ? 0 : most >= 10 ? 1 : 3;
  for (size_t s = 0; s < o->n_states; s++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_text_capital(p->arena, ek_label_text(o->labels[s], o->states[s], p->lang)), 0);
    row->cells[0] = ek_doc_number(shown[0]->persons[s * o->n_points], decimals);
    for (size_t i = 0; i < 2; i++) {
      for (size_t h = 0; h < p->r->n_horizons; h++) {
        row->cells[1 + i * p->r->n_horizons + h] = ek_doc_number(shown[i]->persons[s * o->n_points + point_at(o, p->r->horizons[h])], decimals);
      }
    }
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_OCCUPANCY));
  add_states_chart(p, table);
}

/* What the insats gives each actor, group by group. */
static void add_groups(struct ek_report *p) {
  const struct ek_alternatives *all = p->r->alternatives;
  const struct ek_cohort *k = &p->r->study->outcomes.cohort;
  if (all->group == NULL) return;
  double most = 0;
  for (int a = 0; a < (int)p->model->n_actors; a++) most = fmax(most, fabs(ek_part_value(p, EK_FIG_RESULT, a, p->middle)));
  struct ek_scale scale = ek_part_scale(most);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, EK_SAY(p, EK_W_C_GROUPS, ek_say_time_short(p->arena, p->lang, p->middle), ek_part_scale_text(p, scale)));
  for (size_t g = 0; g < k->n_groups; g++) {
    ek_doc_add_column(p->doc, table, ek_text_capital(p->arena, ek_label_text(k->groups[g].label, k->groups[g].name.text, p->lang)), NULL, false);
  }
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_GROUPS_ALL), NULL, false);
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    if (p->model->actors[a].outside || !ek_part_touched(p, a)) continue;
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, a), p->model->actors[a].depth);
    row->emphasis = a == p->society;
    for (size_t g = 0; g < k->n_groups; g++) row->cells[g] = ek_part_money(scale, ek_result_value(all->group[g], EK_FIG_RESULT, a, p->middle));
    row->cells[k->n_groups] = ek_part_money(scale, ek_part_value(p, EK_FIG_RESULT, a, p->middle));
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_C_GROUPS));
}

void ek_part_alternatives_of(struct ek_report *p, const int *actors, size_t n) {
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_ALTERNATIVES), NULL);
  add_where(p);
  add_groups(p);
  add_totals(p, actors, n);
  for (size_t m = 0; m < p->r->study->measures.n; m++) {
    for (size_t i = 0; i < n; i++) add_frontier(p, m, actors[i]);
    for (size_t i = 0; i < n && measures_of(p)[m].willingness.n > 0; i++) add_worth(p, m, actors[i]);
  }
}

void ek_part_alternatives(struct ek_report *p) {
  int actors[8];
  if (p->r->alternatives == NULL) return;
  ek_part_alternatives_of(p, actors, ek_part_perspectives(p, actors));
}
