/* Who pays, who gains and when, one row for each account, with what public actors would pay one another. */
#include <math.h>

#include "engine/settlement.h"
#include "report/sections.h"

struct shares {
  struct ek_report *p;
  struct ek_doc_table *table;
  struct ek_scale scale;
  const struct ek_settlement *settlement; /* NULL: nothing is paid between actors */
  bool rounded;                           /* a row does not add as it is shown */
};

static double larger(double a, double b) { return fabs(b) > a ? fabs(b) : a; }

static double amount(const struct ek_report *p, enum ek_figure_id id, int actor) { return ek_part_value(p, id, actor, p->middle); }

/* Pays or gets anything at the middle horizon, or it is hidden whether it does. */
static bool takes_part(const struct ek_report *p, int actor) {
  double benefit = amount(p, EK_FIG_BENEFIT, actor), cost = amount(p, EK_FIG_COST, actor);
  return isnan(benefit) || isnan(cost) || fabs(benefit) >= 0.5 || fabs(cost) >= 0.5;
}

static struct ek_scale scale_of(const struct ek_report *p) {
  double largest = 0;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    if (!p->model->actors[a].leaf) continue;
    largest = larger(largest, amount(p, EK_FIG_BENEFIT, a));
    largest = larger(largest, amount(p, EK_FIG_COST, a));
  }
  return ek_part_scale(largest);
}

static double share_of(const struct ek_report *p, int actor) {
  for (size_t i = 0; i < p->costs->n_payers; i++) {
    if (p->costs->payers[i].account == actor) return p->costs->payers[i].share;
  }
  return 0;
}

static double compensation(const struct shares *v, int actor) {
  for (size_t i = 0; i < v->settlement->n; i++) {
    if (v->settlement->parties[i].actor == actor) return v->settlement->parties[i].compensation;
  }
  return NAN;
}

static void add_columns(const struct shares *v) {
  struct ek_report *p = v->p;
  const char *group = ek_say_time_short(p->arena, p->lang, p->middle);
  ek_doc_add_column(p->doc, v->table, EK_SAID(p, EK_W_X_PAYS), NULL, false);
  ek_doc_add_column(p->doc, v->table, EK_SAID(p, EK_W_SHARE), NULL, false);
  ek_doc_add_column(p->doc, v->table, EK_SAID(p, ek_part_either(p, EK_W_BENEFIT, EK_W_BENEFIT_GROSS)), group, false);
  ek_doc_add_column(p->doc, v->table, EK_SAID(p, ek_part_either(p, EK_W_RESULT, EK_W_RESULT_GROSS)), group, false);
  ek_doc_add_column(p->doc, v->table, EK_SAID(p, ek_part_either(p, EK_W_PAID_BACK, EK_W_PAID_BACK_GROSS)), NULL, false);
  if (v->settlement != NULL) ek_doc_add_column(p->doc, v->table, EK_SAID(p, EK_W_X_SETTLES), NULL, false);
}

static struct ek_doc_cell shown(const struct shares *v, enum ek_figure_id id, int actor) {
  return ek_part_led(v->p, ek_part_money(v->scale, amount(v->p, id, actor)), id, actor, v->p->middle, -1);
}

static struct ek_doc_basis *settled(const struct shares *v, int actor) {
  return ek_part_rests(v->p, ek_part_basis(v->p, EK_SAID(v->p, EK_W_FROM_SETTLED)), EK_FIG_RESULT, actor, v->p->middle, -1);
}

static void add_row(struct shares *v, int actor, int level) {
  struct ek_report *p = v->p;
  bool outside = p->model->actors[actor].outside;
  const char *label = outside ? EK_SAY(p, EK_W_OUTSIDE, ek_part_actor_within(p, actor)) : ek_part_actor(p, actor);
  struct ek_doc_row *row = ek_doc_add_row(p->doc, v->table, label, level);
  row->cells[0] = shown(v, EK_FIG_COST, actor);
  if (p->model->actors[actor].leaf) row->cells[1] = ek_part_led(p, ek_doc_share(share_of(p, actor), 0), EK_FIG_COST, actor, p->longest, -1);
  row->cells[2] = shown(v, EK_FIG_BENEFIT, actor);
  row->cells[3] = shown(v, EK_FIG_RESULT, actor);
  bool pays = amount(p, EK_FIG_COST, actor) >= 0.5;
  row->cells[4] = outside || !pays ? (struct ek_doc_cell){.kind = EK_CELL_NONE}
                                   : ek_part_led(p, ek_part_paid_back(p->r, actor), EK_FIG_PAYBACK_MONTHS, actor, 0, -1);
  if (v->settlement != NULL) row->cells[5] = ek_doc_on(ek_part_money(v->scale, compensation(v, actor)), settled(v, actor));
  ek_part_hide(p, v->table, row, p->r, actor);
  const struct ek_doc_cell *parts[] = {&row->cells[0], &row->cells[3]};
  v->rounded |= ek_part_differs(&row->cells[2], parts, 2);
}

/* Does anything ask for payments between actors, and can they do it? */
static const struct ek_settlement *settlement_of(const struct ek_report *p) {
  const struct ek_settlement *s = ek_settlement_of(p->r, p->middle, false);
  return s != NULL && s->payments.n > 0 && s->missing == 0 ? s : NULL;
}

/* A party that settles as one has a row of its own, before the accounts within it. */
static void add_rows(struct shares *v) {
  struct ek_report *p = v->p;
  int *actors = ek_alloc_array(p->arena, p->model->n_actors, sizeof *actors);
  size_t n = ek_part_actors_public_first(p, actors);
  int whole = -1;
  for (size_t i = 0; i < n; i++) {
    const struct ek_actor *a = &p->model->actors[actors[i]];
    bool party = v->settlement != NULL && !a->leaf && !isnan(compensation(v, actors[i]));
    if (!takes_part(p, actors[i]) || !(a->leaf || party)) continue;
    if (party) whole = actors[i];
    bool within = whole >= 0 && whole != actors[i] && ek_model_below(p->model, actors[i], whole);
    add_row(v, actors[i], within);
  }
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    if (p->model->actors[a].outside && takes_part(p, a)) add_row(v, a, 0);
  }
}

void ek_part_financing(struct ek_report *p) {
  if (p->costs->n == 0) return;
  struct shares v = {.p = p, .scale = scale_of(p), .settlement = settlement_of(p)};
  enum ek_word heading = ek_part_either(p, EK_W_H_FINANCING, EK_W_H_FINANCING_GROSS);
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, heading), ek_part_scale_text(p, v.scale));
  v.table = ek_doc_add_table(p->doc, NULL, NULL);
  add_columns(&v);
  add_rows(&v);
  ek_doc_add_footnote(p->doc, v.table, EK_SAID(p, EK_W_F_X_WHAT));
  enum ek_word back = ek_part_either(p, EK_W_F_X_PAYBACK, EK_W_F_X_PAYBACK_GROSS);
  ek_doc_add_footnote(p->doc, v.table, EK_SAY(p, back, ek_say_time(p->arena, p->lang, p->longest)));
  if (v.rounded) ek_doc_add_footnote(p->doc, v.table, EK_SAID(p, EK_W_F_ROUNDED));
}
