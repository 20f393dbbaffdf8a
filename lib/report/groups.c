/* Results for groups of participants, which add to the whole; and how much they rest on who
 * happened to be followed up. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/intervals.h"
#include "uncertainty/simulate.h"

const struct ek_interval *ek_part_interval(const struct ek_result *r, enum ek_figure_id id, int actor, int horizon) {
  const struct ek_figure *f = ek_result_figure(r, id, actor, horizon, -1), *all = r->figures.items;
  if (r->bootstrap == NULL || f == NULL) return NULL;
  const struct ek_interval *i = &r->bootstrap->of[f - all];
  return i->known ? i : NULL;
}

const struct ek_interval *ek_part_interval_whole(const struct ek_report *p, enum ek_figure_id id, int actor, int horizon) {
  const struct ek_simulation *s = p->options->simulation;
  if (s == NULL || !s->persons) return ek_part_interval(p->r, id, actor, horizon);
  int at = ek_simulation_at(s, id, actor, horizon);
  return at >= 0 && s->of[at].known ? &s->of[at] : NULL;
}

bool ek_part_interval_both(const struct ek_report *p) {
  const struct ek_simulation *s = p->options->simulation;
  return s != NULL && s->persons && p->r->study->uncertain.n > 0;
}

static const char *group_label(const struct ek_report *p, const struct ek_breakdown *by, const struct ek_group *g) {
  return ek_say_category(by->name, g->label, p->lang);
}

struct grouped {
  struct ek_report *p;
  const struct ek_breakdown_result *b;
  struct ek_scale scale;
  struct ek_doc_table *table;
};

static void add_columns(const struct grouped *g, bool intervals) {
  struct ek_report *p = g->p;
  ek_doc_add_column(p->doc, g->table, EK_SAID(p, EK_W_GROUPS_PERSONS), NULL, false);
  ek_doc_add_column(p->doc, g->table, EK_SAID(p, EK_W_COST), NULL, false);
  ek_doc_add_column(p->doc, g->table, EK_SAID(p, ek_part_either(p, EK_W_BENEFIT, EK_W_BENEFIT_GROSS)), NULL, false);
  ek_doc_add_column(p->doc, g->table, EK_SAID(p, ek_part_either(p, EK_W_RESULT, EK_W_RESULT_GROSS)), NULL, false);
  if (intervals) {
    ek_doc_add_column(p->doc, g->table, EK_SAID(p, EK_W_INTERVAL_LOW), EK_SAID(p, EK_W_INTERVAL), false);
    ek_doc_add_column(p->doc, g->table, EK_SAID(p, EK_W_INTERVAL_HIGH), EK_SAID(p, EK_W_INTERVAL), false);
  }
  ek_doc_add_column(p->doc, g->table, EK_SAID(p, ek_part_either(p, EK_W_PAID_BACK, EK_W_PAID_BACK_GROSS)), NULL, false);
}

static void fill(const struct grouped *g, struct ek_doc_row *row, const struct ek_result *r, size_t persons, int actor,
                 bool intervals) {
  struct ek_report *p = g->p;
  const struct ek_interval *i = ek_part_interval(r, EK_FIG_RESULT, actor, p->middle);
  size_t c = 0;
  row->cells[c++] = ek_doc_number((double)persons, 0);
  row->cells[c++] = ek_part_money(g->scale, ek_result_value(r, EK_FIG_COST, actor, p->middle));
  row->cells[c++] = ek_part_money(g->scale, ek_result_value(r, EK_FIG_BENEFIT, actor, p->middle));
  row->cells[c++] = ek_part_money(g->scale, ek_result_value(r, EK_FIG_RESULT, actor, p->middle));
  if (intervals) {
    row->cells[c++] = i != NULL ? ek_part_money(g->scale, i->low) : (struct ek_doc_cell){.kind = EK_CELL_NONE};
    row->cells[c++] = i != NULL ? ek_part_money(g->scale, i->high) : (struct ek_doc_cell){.kind = EK_CELL_NONE};
  }
  row->cells[c] = ek_part_paid_back(r, actor);
  ek_part_hide(p, g->table, row, r, actor);
}

static void fill_masked(const struct grouped *g, struct ek_doc_row *row) {
  for (size_t c = 0; c < g->table->columns.n; c++) row->cells[c] = ek_part_masked(g->p, g->table);
}

static bool all_masked(const struct ek_breakdown_result *b) {
  for (size_t i = 0; i < b->by->n; i++) if (!b->groups[i].masked) return false;
  return true;
}

/* Parts that are shown one by one need not add to the whole as it is shown. */
static void note_rounding(const struct grouped *g, struct ek_doc_row *const *rows, size_t n, size_t first, size_t last) {
  const struct ek_doc_cell **parts = ek_alloc_array(g->p->arena, n, sizeof *parts);
  for (size_t i = 0; i < g->b->by->n; i++) if (g->b->groups[i].masked) return;
  for (size_t c = first; c <= last; c++) {
    for (size_t i = 0; i < n; i++) parts[i] = &rows[i]->cells[c];
    if (!ek_part_differs(&rows[n]->cells[c], parts, n)) continue;
    ek_doc_add_footnote(g->p->doc, g->table, EK_SAID(g->p, EK_W_F_ROUNDED));
    return;
  }
}

/* One actor's account in each group, and in all. */
static void add_account(struct grouped *g, enum ek_word title, int actor) {
  struct ek_report *p = g->p;
  bool intervals = p->r->bootstrap != NULL;
  const char *variable = ek_part_variable(p, g->b->by->name);
  g->table = ek_doc_add_table(p->doc, NULL, EK_SAY(p, title, variable));
  add_columns(g, intervals);
  for (size_t i = 0; i < g->b->by->n; i++) {
    const struct ek_group *group = &g->b->groups[i];
    struct ek_doc_row *row = ek_doc_add_row(p->doc, g->table, group_label(p, g->b->by, group), 0);
    if (group->masked) fill_masked(g, row);
    else fill(g, row, group->result, group->persons, actor, intervals);
  }
  struct ek_doc_row *all = ek_doc_add_row(p->doc, g->table, EK_SAID(p, EK_W_GROUPS_ALL), 0);
  all->emphasis = all->rule_above = true;
  fill(g, all, p->r, p->r->study->people->participants, actor, intervals);
  note_rounding(g, g->table->rows.items, g->b->by->n, 1, 3);
}

/* Groups must add to all of them in every row too. */
static bool groups_differ(const struct grouped *g, const struct ek_doc_row *row) {
  size_t n = g->b->by->n;
  const struct ek_doc_cell **parts = ek_alloc_array(g->p->arena, n, sizeof *parts);
  for (size_t i = 0; i < n; i++) parts[i] = &row->cells[i];
  return ek_part_differs(&row->cells[n], parts, n);
}

/* The result of every actor: a column for each group. */
static void add_actors(struct grouped *g) {
  struct ek_report *p = g->p;
  g->table = ek_doc_add_table(p->doc, NULL, EK_SAY(p, EK_W_GROUPS_ACTOR, ek_part_variable(p, g->b->by->name)));
  for (size_t i = 0; i < g->b->by->n; i++) ek_doc_add_column(p->doc, g->table, group_label(p, g->b->by, &g->b->groups[i]), NULL, false);
  ek_doc_add_column(p->doc, g->table, EK_SAID(p, EK_W_GROUPS_ALL), NULL, false);
  struct ek_doc_row **rows = ek_alloc_array(p->arena, p->model->n_actors, sizeof *rows);
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    if (p->model->actors[a].outside || !ek_part_touched(p, a)) continue;
    struct ek_doc_row *row = ek_doc_add_row(p->doc, g->table, ek_part_actor(p, a), p->model->actors[a].depth);
    row->emphasis = a == p->society;
    rows[a] = row;
    for (size_t i = 0; i < g->b->by->n; i++) {
      const struct ek_group *group = &g->b->groups[i];
      row->cells[i] = group->masked || isnan(ek_result_value(group->result, EK_FIG_RESULT, a, p->middle))
                                    ? ek_part_masked(p, g->table)
                                    : ek_part_money(g->scale, ek_result_value(group->result, EK_FIG_RESULT, a, p->middle));
    }
    row->cells[g->b->by->n] = ek_part_money(g->scale, ek_part_value(p, EK_FIG_RESULT, a, p->middle));
    ek_part_hide(p, g->table, row, p->r, a);
  }
  bool differs = ek_part_tree_differs(p, rows, g->b->by->n + 1);
  for (size_t a = 0; a < p->model->n_actors; a++) differs |= rows[a] != NULL && groups_differ(g, rows[a]);
  if (differs) ek_doc_add_footnote(p->doc, g->table, EK_SAID(p, EK_W_F_ROUNDED));
}

/* The account of municipalities: the one that pays by the shares the study states, else the one
 * that local rates give most to is not for us to guess: an actor called kommun. */
static int municipal_actor(const struct ek_report *p) {
  const struct ek_municipal_split *split = p->r->study->municipal.items;
  if (p->r->study->municipal.n > 0) return split[0].account;
  return ek_model_account(p->model, "kommun");
}

static void add_breakdown(struct ek_report *p, const struct ek_breakdown_result *b, struct ek_scale scale) {
  struct grouped g = {.p = p, .b = b, .scale = scale};
  bool municipal = strcmp(b->by->name, "municipality") == 0;
  add_account(&g, EK_W_GROUPS_SOCIETY, p->society);
  int kommun = municipal ? municipal_actor(p) : -1;
  bool stated = municipal && p->r->study->municipal.n > 0;
  ek_doc_add_footnote(p->doc, g.table, EK_SAID(p, stated ? EK_W_F_GROUPS_STATED : EK_W_F_GROUPS_COST));
  if (all_masked(b)) return;
  if (kommun >= 0) add_account(&g, EK_W_GROUPS_MUNICIPALITY, kommun);
  add_actors(&g);
}

static double largest_result(const struct ek_report *p) {
  double largest = 0;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    largest = fmax(largest, fabs(ek_part_value(p, EK_FIG_BENEFIT, a, p->middle)));
    largest = fmax(largest, fabs(ek_part_value(p, EK_FIG_RESULT, a, p->middle)));
  }
  return largest;
}

void ek_part_groups(struct ek_report *p) {
  const struct ek_breakdown_result *b = p->r->breakdowns.items;
  if (p->r->breakdowns.n == 0) return;
  struct ek_scale scale = ek_part_scale(largest_result(p));
  ek_doc_add(p->doc, EK_DOC_HEADING,
             EK_SAY(p, ek_part_either(p, EK_W_H_GROUPS, EK_W_H_GROUPS_GROSS), ek_say_time_short(p->arena, p->lang, p->middle)),
             ek_part_scale_text(p, scale));
  for (size_t i = 0; i < p->r->breakdowns.n; i++) add_breakdown(p, &b[i], scale);
  if (p->r->study->people->n > p->r->study->people->participants) {
    ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAID(p, EK_W_F_GROUPS_COMPARED), NULL);
  }
}

/* --- uncertainty ---------------------------------------------------------------------------- */

static const struct ek_influence *influence_of(const struct ek_report *p, int actor) {
  const struct ek_influence *i = p->r->influences.items;
  for (size_t k = 0; k < p->r->influences.n; k++) if (i[k].actor == actor) return &i[k];
  return NULL;
}

/* In steps: an exact share of a total that is shown would be one person's kronor. */
static struct ek_doc_cell influence(const struct ek_report *p, double share) {
  enum ek_word word = share < 0.1 ? EK_W_INFLUENCE_LITTLE : share < 0.25 ? EK_W_INFLUENCE_SOME
                      : share < 0.5 ? EK_W_INFLUENCE_MUCH : EK_W_INFLUENCE_MOST;
  return ek_doc_text(p->doc, EK_SAID(p, word));
}

static void add_uncertain_row(struct ek_report *p, struct ek_doc_table *table, struct ek_scale scale, int actor) {
  const struct ek_interval *i = ek_part_interval_whole(p, EK_FIG_RESULT, actor, p->middle);
  const struct ek_interval *back = ek_part_interval_whole(p, EK_FIG_PAYBACK_MONTHS, actor, 0);
  const struct ek_influence *one = influence_of(p, actor);
  if (i == NULL) return; /* nothing was drawn, or it rests on few persons */
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, actor), p->model->actors[actor].depth);
  row->emphasis = actor == p->society;
  row->cells[0] = ek_part_money(scale, ek_part_value(p, EK_FIG_RESULT, actor, p->middle));
  row->cells[1] = ek_part_money(scale, i->low);
  row->cells[2] = ek_part_money(scale, i->high);
  row->cells[3] = ek_doc_number(round(100 * i->above), 0);
  bool pays = ek_part_value(p, EK_FIG_COST, actor, p->longest) > 0;
  row->cells[4] = back != NULL && pays ? ek_doc_number(back->low, 0) : (struct ek_doc_cell){.kind = EK_CELL_NONE};
  row->cells[5] = back != NULL && pays ? ek_doc_number(back->high, 0) : (struct ek_doc_cell){.kind = EK_CELL_NONE};
  row->cells[6] = one != NULL ? influence(p, fabs(one->largest)) : (struct ek_doc_cell){.kind = EK_CELL_NONE};
}

/* The actors for whom one person decides between gain and loss. */
static void say_turning(struct ek_report *p) {
  struct ek_list names = {0};
  const struct ek_influence *i = p->r->influences.items;
  for (size_t k = 0; k < p->r->influences.n; k++) {
    if (!i[k].turns || p->model->actors[i[k].actor].outside) continue;
    *(const char **)ek_list_push(p->arena, &names, sizeof(char *)) =
        EK_SAY(p, EK_W_S_RESULT_OF, ek_part_actor_within(p, i[k].actor));
  }
  if (names.n == 0) return;
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAY(p, EK_W_S_ONE_TURNS, ek_say_list(p->arena, p->lang, names.items, names.n)), NULL);
}

void ek_part_uncertainty(struct ek_report *p) {
  const struct ek_bootstrap_result *b = p->r->bootstrap;
  const struct ek_simulation *s = p->options->simulation;
  bool any = false, both = ek_part_interval_both(p), drawn = s != NULL && s->persons;
  for (int a = 0; a < (int)p->model->n_actors; a++) any |= ek_part_interval_whole(p, EK_FIG_RESULT, a, p->middle) != NULL;
  if (!any) return;
  struct ek_scale scale = ek_part_scale(largest_result(p));
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, both ? EK_W_H_UNCERTAINTY_BOTH : EK_W_H_UNCERTAINTY), ek_part_scale_text(p, scale));
  const char *horizon = ek_say_time_short(p->arena, p->lang, p->middle);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  const char *interval = EK_SAID(p, EK_W_INTERVAL), *back = EK_SAID(p, EK_W_UNCERTAIN_PAYBACK);
  ek_doc_add_column(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_RESULT, EK_W_RESULT_GROSS)), horizon, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_LOW), interval, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_HIGH), interval, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, both ? EK_W_UNCERTAIN_ABOVE_DRAWS : EK_W_UNCERTAIN_ABOVE), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_LOW), back, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_HIGH), back, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_UNCERTAIN_ONE), NULL, false);
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    if (!p->model->actors[a].outside && ek_part_touched(p, a) && largest_result(p) > 0) add_uncertain_row(p, table, scale, a);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, both ? EK_W_F_UNCERTAIN_BOTH : EK_W_F_UNCERTAIN,
                                            ek_number_show(p->arena, (double)(drawn ? s->draws : b->draws), 0, p->lang),
                                            ek_sprintf(p->arena, "%lu", drawn ? s->seed : (unsigned long)b->seed)));
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_UNCERTAIN_ONE));
  say_turning(p);
}
