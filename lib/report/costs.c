/* Who paid for what: the costs by payer and category, the share of
 * each, and money from outside society apart. */
#include <math.h>

#include "base/text.h"
#include "report/charts.h"

struct cost_view {
  struct ek_report *p;
  struct ek_doc_table *table;
  struct ek_scale scale;
  struct ek_doc_basis *basis; /* of the payer before, whose rows have it in common */
  int payer;
};

static const char *row_label(const struct cost_view *v, const struct ek_cost_row *row) {
  const struct ek_report *p = v->p;
  const char *label = ek_text_capital(p->arena, row->kind);
  if (row->pool >= 0) {
    label = EK_SAY(p, EK_W_C_VIA, label, ek_part_pool_within(p, row->pool));
  }
  if (row->receiver < (int)p->model->n_actors) {
    label = EK_SAY(p, EK_W_C_TO, label, ek_part_actor_within(p, row->receiver));
  }
  return label;
}

/* Does discounting make the cost of `payer` (-1: of all) another number than the one that this table has? */
static bool discounted(const struct cost_view *v, int payer) {
  const struct ek_cost_table *costs = v->p->costs;
  double present = 0, paid = 0;
  for (size_t i = 0; i < costs->n_payers; i++) {
    if (payer >= 0 && costs->payers[i].account != payer) continue;
    present += ek_part_value(v->p, EK_FIG_COST, costs->payers[i].account, v->p->longest);
    paid += costs->payers[i].amount;
  }
  return fabs(present - paid) > 0.5;
}

/* Amounts and rows of a payer are taken apart in its cost; those of all in what a participant costs. */
static struct ek_doc_basis *new_basis(const struct cost_view *v, int payer) {
  struct ek_doc_basis *basis = ek_part_basis(v->p, discounted(v, payer) ? EK_SAID(v->p, EK_W_FROM_PAID) : NULL);
  if (payer < 0) return ek_part_rests(v->p, basis, EK_FIG_COST_PER_PARTICIPANT, -1, 0, -1);
  return ek_part_rests(v->p, basis, EK_FIG_COST, payer, v->p->longest, -1);
}

static struct ek_doc_basis *basis_of(struct cost_view *v, int payer) {
  if (v->basis == NULL || v->payer != payer) v->basis = new_basis(v, payer);
  v->payer = payer;
  return v->basis;
}

/* What `payer` pays (-1: all of them), or a row of it. */
static struct ek_doc_row *add(struct cost_view *v, const char *label, int level, int payer, int of, double amount, double share) {
  struct ek_doc_row *row = ek_doc_add_row(v->p->doc, v->table, label, level);
  struct ek_doc_quote quote = {EK_QUOTED_COST, .actor = payer, .row = of};
  struct ek_doc_basis *basis = basis_of(v, payer);
  row->cells[0] = ek_doc_on(ek_doc_quoted(v->p->doc, ek_part_money(v->scale, amount), quote), basis);
  quote.kind = EK_QUOTED_COST_SHARE;
  if (!isnan(share)) row->cells[1] = ek_doc_on(ek_doc_quoted(v->p->doc, ek_doc_share(share, 0), quote), basis);
  return row;
}

static void add_payer(struct cost_view *v, const struct ek_cost_payer *payer, bool rule) {
  const struct ek_cost_table *costs = v->p->costs;
  const char *name = ek_part_actor(v->p, payer->account);
  bool outside = v->p->model->actors[payer->account].outside;
  if (outside) name = EK_SAY(v->p, EK_W_OUTSIDE, ek_part_actor_within(v->p, payer->account));
  struct ek_doc_row *row = add(v, name, 0, payer->account, -1, payer->amount, payer->share);
  row->emphasis = true;
  row->rule_above = rule;
  for (size_t i = 0; i < costs->n; i++) {
    if (costs->rows[i].payer != payer->account) continue;
    add(v, row_label(v, &costs->rows[i]), 1, payer->account, (int)i, costs->rows[i].amount, NAN);
  }
}

/* True when any was there. */
static bool add_payers(struct cost_view *v, bool outside) {
  const struct ek_cost_table *costs = v->p->costs;
  bool any = false;
  for (size_t i = 0; i < costs->n_payers; i++) {
    if (v->p->model->actors[costs->payers[i].account].outside != outside) continue;
    add_payer(v, &costs->payers[i], outside && !any);
    any = true;
  }
  return any;
}

static void add_notes(struct cost_view *v) {
  struct ek_report *p = v->p;
  ek_doc_add_footnote(p->doc, v->table, EK_SAID(p, EK_W_F_COSTS));
  const struct ek_cost *costs = p->r->study->costs.items;
  for (size_t i = 0; i < p->r->study->costs.n; i++) {
    if (costs[i].note == NULL) continue;
    const char *text = ek_sprintf(p->arena, "%s: %s", costs[i].name.text, costs[i].note);
    ek_doc_add_footnote(p->doc, v->table, text);
  }
  for (size_t k = 0; k < p->model->n_pools; k++) {
    for (size_t i = 0; i < p->costs->n; i++) {
      if (p->costs->rows[i].pool != (int)k) continue;
      const char *name = ek_part_pool_within(p, (int)k);
      ek_doc_add_footnote(p->doc, v->table, EK_SAY(p, EK_W_F_POOL, name));
      break;
    }
  }
}

/* Do the payers' categories, or the payers, fail to add as shown? */
static bool differs(const struct cost_view *v) {
  struct ek_doc_row *const *rows = v->table->rows.items;
  size_t n = v->table->rows.n;
  const struct ek_doc_cell **parts = ek_alloc_array(v->p->arena, n, sizeof *parts);
  for (size_t i = 0; i < n; i++) {
    size_t k = 0;
    while (i + k + 1 < n && rows[i + k + 1]->level > rows[i]->level) {
      parts[k] = &rows[i + k + 1]->cells[0];
      k++;
    }
    if (k > 0 && ek_part_differs(&rows[i]->cells[0], parts, k)) return true;
  }
  size_t payers = 0;
  for (size_t i = 0; i + 1 < n; i++) {
    if (rows[i]->level == 0) parts[payers++] = &rows[i]->cells[0];
  }
  return ek_part_differs(&rows[n - 1]->cells[0], parts, payers);
}

void ek_part_costs(struct ek_report *p) {
  const struct ek_cost_table *costs = p->costs;
  if (costs->n == 0) return;
  struct cost_view v = {.p = p, .scale = ek_part_scale(costs->total)};
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_COSTS), ek_part_scale_text(p, v.scale));
  struct ek_chart *chart = ek_part_chart_costs(p, v.scale);
  v.table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_part_chart_of(chart, v.table);
  ek_doc_add_column(p->doc, v.table, EK_SAID(p, EK_W_AMOUNT), NULL, false);
  ek_doc_add_column(p->doc, v.table, EK_SAID(p, EK_W_SHARE), NULL, false);
  add_payers(&v, false);
  add_payers(&v, true);
  struct ek_doc_row *total = add(&v, EK_SAID(p, EK_W_C_TOTAL), 0, -1, -1, costs->total, NAN);
  total->emphasis = total->rule_above = true;
  add_notes(&v);
  if (differs(&v)) ek_doc_add_footnote(p->doc, v.table, EK_SAID(p, EK_W_F_ROUNDED));
}
