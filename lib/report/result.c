/* The table that the rest leads up to: what each actor paid, gained and kept at
 * each horizon, with the proof that the books balance. */
#include <math.h>

#include "base/text.h"
#include "report/charts.h"

struct result_table {
  struct ek_report *p;
  struct ek_doc_table *table;
  struct ek_scale scale;
  struct ek_doc_row **row; /* by actor; NULL: not shown */
  bool cost_by_horizon;    /* written off: each horizon carries its part */
};

static double cost_of(const struct ek_report *p, int actor) {
  return ek_part_value(p, EK_FIG_COST, actor, p->longest);
}

static double larger(double a, double b) {
  return fabs(b) > a ? fabs(b) : a;
}

/* The largest amount in an actor's row. */
static double largest_of(const struct ek_report *p, int actor) {
  double largest = larger(0, cost_of(p, actor));
  for (size_t i = 0; i < p->r->n_horizons; i++) {
    largest = larger(largest, ek_part_value(p, EK_FIG_BENEFIT, actor, p->r->horizons[i]));
    largest = larger(largest, ek_part_value(p, EK_FIG_RESULT, actor, p->r->horizons[i]));
  }
  return largest;
}

static void add_columns(struct result_table *t) {
  struct ek_report *p = t->p;
  const char *cost = EK_SAID(p, EK_W_COST);
  if (!t->cost_by_horizon) ek_doc_add_column(p->doc, t->table, cost, NULL, false);
  for (size_t i = 0; i < p->r->n_horizons; i++) {
    const char *group = ek_say_time_short(p->arena, p->lang, p->r->horizons[i]);
    if (t->cost_by_horizon) ek_doc_add_column(p->doc, t->table, cost, group, false);
    ek_doc_add_column(p->doc, t->table,
                      EK_SAID(p, ek_part_either(p, EK_W_BENEFIT, EK_W_BENEFIT_GROSS)), group, false);
    ek_doc_add_column(p->doc, t->table,
                      EK_SAID(p, ek_part_either(p, EK_W_RESULT, EK_W_RESULT_GROSS)), group, false);
  }
  ek_doc_add_column(p->doc, t->table,
                    EK_SAID(p, ek_part_either(p, EK_W_PAID_BACK, EK_W_PAID_BACK_GROSS)), NULL,
                    false);
}

static void fill_row(struct result_table *t, struct ek_doc_row *row, int actor) {
  const struct ek_report *p = t->p;
  size_t c = 0;
  if (!t->cost_by_horizon) row->cells[c++] = ek_part_of(p, ek_part_money(t->scale, cost_of(p, actor)), EK_FIG_COST, actor, p->longest, -1);
  for (size_t i = 0; i < p->r->n_horizons; i++) {
    int horizon = p->r->horizons[i];
    double cost = ek_part_value(p, EK_FIG_COST, actor, horizon);
    double benefit = ek_part_value(p, EK_FIG_BENEFIT, actor, horizon);
    double result = ek_part_value(p, EK_FIG_RESULT, actor, horizon);
    if (t->cost_by_horizon) row->cells[c++] = ek_part_of(p, ek_part_money(t->scale, cost), EK_FIG_COST, actor, horizon, -1);
    row->cells[c++] = ek_part_of(p, ek_part_money(t->scale, benefit), EK_FIG_BENEFIT, actor, horizon, -1);
    row->cells[c++] = ek_part_of(p, ek_part_money(t->scale, result), EK_FIG_RESULT, actor, horizon, -1);
  }
  bool outside = p->model->actors[actor].outside;
  row->cells[c] = outside ? (struct ek_doc_cell){.kind = EK_CELL_NONE}
                          : ek_part_of(p, ek_part_paid_back(p->r, actor), EK_FIG_PAYBACK_MONTHS, actor, 0, -1);
}

static void add_society(struct result_table *t) {
  struct ek_report *p = t->p;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    if (p->model->actors[a].outside || !(a == p->society || ek_part_touched(p, a))) continue;
    t->row[a] = ek_doc_add_row(p->doc, t->table, ek_part_actor(p, a), p->model->actors[a].depth);
    t->row[a]->emphasis = a == p->society;
    fill_row(t, t->row[a], a);
    ek_part_hide(p, t->table, t->row[a], p->r, a);
  }
}

/* True when there was anybody outside to show. */
static bool add_outside(struct result_table *t) {
  struct ek_report *p = t->p;
  bool any = false;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    if (!p->model->actors[a].outside || largest_of(p, a) == 0) continue;
    const char *label = EK_SAY(p, EK_W_OUTSIDE, ek_part_actor_within(p, a));
    struct ek_doc_row *row = ek_doc_add_row(p->doc, t->table, label, 0);
    row->rule_above = !any;
    fill_row(t, row, a);
    any = true;
  }
  return any;
}

/* Benefit less cost must be the result in every row too. */
static bool row_differs(const struct result_table *t, const struct ek_doc_row *row) {
  for (size_t i = 0; i < t->p->r->n_horizons; i++) {
    size_t step = t->cost_by_horizon ? 3 : 2, first = t->cost_by_horizon ? 3 * i : 1 + 2 * i;
    const struct ek_doc_cell *cost = &row->cells[t->cost_by_horizon ? first : 0];
    const struct ek_doc_cell *benefit = &row->cells[first + step - 2];
    const struct ek_doc_cell *parts[] = {cost, &row->cells[first + step - 1]};
    if (ek_part_differs(benefit, parts, 2)) return true;
  }
  return false;
}

static void note_rounding(const struct result_table *t) {
  bool differs = ek_part_tree_differs(t->p, t->row, t->table->columns.n - 1);
  for (size_t a = 0; a < t->p->model->n_actors; a++) {
    differs |= t->row[a] != NULL && row_differs(t, t->row[a]);
  }
  if (differs) ek_doc_add_footnote(t->p->doc, t->table, EK_SAID(t->p, EK_W_F_ROUNDED));
}

static void note_untouched(const struct result_table *t) {
  struct ek_report *p = t->p;
  struct ek_list names = {0};
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    const struct ek_actor *actor = &p->model->actors[a];
    if (actor->outside || !actor->leaf || t->row[a] != NULL) continue;
    *(const char **)ek_list_push(p->arena, &names, sizeof(char *)) = ek_part_actor_within(p, a);
  }
  if (names.n == 0) return;
  const char *list = ek_say_list(p->arena, p->lang, names.items, names.n);
  ek_doc_add_footnote(p->doc, t->table, EK_SAY(p, EK_W_F_NO_FLOW, list));
}

static void note_balance(const struct result_table *t, bool outside) {
  struct ek_report *p = t->p;
  const struct ek_balance *b = &p->r->balance;
  const char *worst = ek_number_show(p->arena, b->worst, 2, p->lang);
  enum ek_word check = outside ? EK_W_F_BALANCE_BORDER : EK_W_F_BALANCE;
  ek_doc_add_footnote(p->doc, t->table, EK_SAY(p, check, worst, EK_MONEY(p, EK_W_KR)));
  if (!outside) return;
  const char *money = ek_say_money(p->arena, p->lang, p->model->currency, b->outside);
  enum ek_word border = b->outside < 0 ? EK_W_F_BORDER_IN : EK_W_F_BORDER_OUT;
  ek_doc_add_footnote(p->doc, t->table, EK_SAY(p, border, money));
}

/* A path that `explain` understands, for the actor that paid most or society. */
static void add_hint(struct ek_report *p) {
  const struct ek_report_options *o = p->options;
  if (o->command == NULL || o->study_path == NULL) return;
  int actor = p->society;
  double most = 0;
  for (size_t i = 0; i < p->costs->n_payers; i++) {
    const struct ek_cost_payer *payer = &p->costs->payers[i];
    if (payer->amount <= most || p->model->actors[payer->account].outside) continue;
    if (isnan(ek_part_value(p, EK_FIG_RESULT, payer->account, p->middle))) continue;
    most = payer->amount;
    actor = payer->account;
  }
  bool years = p->middle % 12 == 0;
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAID(p, EK_W_F_WHERE), NULL);
  const char *figure = p->lang == EK_SV ? ek_figure_defs[EK_FIG_RESULT].alias
                                        : ek_figure_defs[EK_FIG_RESULT].name;
  ek_doc_add(p->doc, EK_DOC_COMMAND,
             ek_sprintf(p->arena, "%s explain %s %s/%d%s/%s", o->command, o->study_path,
                        p->model->actors[actor].name.text, years ? p->middle / 12 : p->middle,
                        years ? "y" : "m", figure),
             NULL);
}

void ek_part_result(struct ek_report *p) {
  struct result_table t = {.p = p, .cost_by_horizon = p->r->study->settings.write_off > 0};
  double largest = 0;
  for (int a = 0; a < (int)p->model->n_actors; a++) largest = larger(largest, largest_of(p, a));
  t.scale = ek_part_scale(largest);
  t.row = ek_alloc_array(p->arena, p->model->n_actors, sizeof(struct ek_doc_row *));
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, ek_part_either(p, EK_W_H_RESULT, EK_W_H_RESULT_GROSS)),
             ek_part_scale_text(p, t.scale));
  struct ek_chart *result = ek_part_chart_result(p, t.scale), *benefit = ek_part_chart_benefit(p, t.scale);
  t.table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_part_chart_of(result, t.table);
  ek_part_chart_of(benefit, t.table);
  add_columns(&t);
  add_society(&t);
  bool outside = add_outside(&t);
  note_balance(&t, outside);
  ek_doc_add_footnote(p->doc, t.table, EK_SAID(p, EK_W_F_PLUS));
  ek_part_note_displaced(p, t.table);
  note_rounding(&t);
  note_untouched(&t);
  add_hint(p);
}
