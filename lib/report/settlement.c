/* Who would have to pay whom, that no public actor loses, and how the cost could be shared: at the
 * middle horizon, in words and then in tables. */
#include "report/settlement.h"

#include <math.h>

static const struct ek_party *party(const struct ek_settling *v, size_t i) { return &v->s->parties[i]; }

/* --- tables ----------------------------------------------------------------------------------- */

/* What fills a row. */
typedef void fill(const struct ek_settling *v, struct ek_doc_row *row, const struct ek_party *a);

static void add_row(struct ek_settling *v, struct ek_doc_table *table, const struct ek_party *a, int level, fill *of) {
  if (ek_part_touched(v->p, a->actor)) of(v, ek_doc_add_row(v->p->doc, table, ek_part_actor(v->p, a->actor), level), a);
}

static bool is_part(const struct ek_settling *v, const struct ek_party *part, int whole) {
  return part->actor != whole && ek_model_below(v->p->model, part->actor, whole) && ek_part_touched(v->p, part->actor);
}

/* The parts of a party, where there are several and all can be told. */
static void add_parts(struct ek_settling *v, struct ek_doc_table *table, int whole, fill *of) {
  size_t n = 0;
  for (size_t k = 0; v->apart != NULL && k < v->apart->n; k++) n += is_part(v, &v->apart->parties[k], whole);
  for (size_t k = 0; n > 1 && k < v->apart->n; k++) {
    if (is_part(v, &v->apart->parties[k], whole)) add_row(v, table, &v->apart->parties[k], 1, of);
  }
}

static void add_rows(struct ek_settling *v, struct ek_doc_table *table, fill *of_party, fill *of_part) {
  for (size_t i = 0; i < v->s->n; i++) {
    add_row(v, table, party(v, i), 0, of_party);
    add_parts(v, table, party(v, i)->actor, of_part);
  }
}

/* The cell, as that of a figure of the party. */
static struct ek_doc_cell of(const struct ek_settling *v, double kronor, enum ek_figure_id id, int actor) {
  return ek_part_led(v->p, ek_part_money(v->scale, kronor), id, actor, v->p->middle, -1);
}

/* What a number is made of: a sentence and figures of the party (EK_FIG_COUNT: no more). */
static struct ek_doc_cell made(const struct ek_settling *v, struct ek_doc_cell cell, enum ek_word how, int actor, enum ek_figure_id first, enum ek_figure_id second) {
  struct ek_doc_basis *basis = ek_part_basis(v->p, EK_SAID(v->p, how));
  ek_part_rests(v->p, basis, first, actor, v->p->middle, -1);
  if (second != EK_FIG_COUNT) ek_part_rests(v->p, basis, second, actor, v->p->middle, -1);
  return ek_doc_on(cell, basis);
}

/* The same of a share: what all have stands beside what is the party's own. */
static struct ek_doc_cell made_of_all(const struct ek_settling *v, double share, enum ek_word how, int actor, enum ek_figure_id own, enum ek_figure_id all) {
  struct ek_doc_basis *basis = ek_part_basis(v->p, EK_SAID(v->p, how));
  ek_part_rests(v->p, basis, own, actor, v->p->middle, -1);
  for (size_t i = 0; i < v->s->n; i++) ek_part_rests(v->p, basis, all, party(v, i)->actor, v->p->middle, -1);
  return ek_doc_on(ek_doc_share(share, 0), basis);
}

static void fill_result(const struct ek_settling *v, struct ek_doc_row *row, const struct ek_party *a) {
  row->cells[0] = of(v, a->result, EK_FIG_RESULT, a->actor);
}

static void fill_payment(const struct ek_settling *v, struct ek_doc_row *row, const struct ek_party *a) {
  fill_result(v, row, a);
  row->cells[1] = made(v, ek_part_money(v->scale, a->compensation), EK_W_FROM_SETTLED, a->actor, EK_FIG_RESULT, EK_FIG_COUNT);
  row->cells[2] = made(v, ek_part_money(v->scale, a->after), EK_W_FROM_AFTER, a->actor, EK_FIG_RESULT, EK_FIG_COUNT);
}

/* Does what is paid, as it is shown, not add to what is got, or to what is left? */
static bool payments_differ(const struct ek_doc_table *table) {
  struct ek_doc_row *const *rows = table->rows.items;
  double sum = 0;
  for (size_t i = 0; i < table->rows.n; i++) {
    if (rows[i]->level > 0) continue;
    const struct ek_doc_cell *parts[] = {&rows[i]->cells[0], &rows[i]->cells[1]};
    if (ek_part_differs(&rows[i]->cells[2], parts, 2)) return true;
    sum += round(rows[i]->cells[1].number * pow(10, rows[i]->cells[1].decimals));
  }
  return sum != 0;
}

static void add_payments(struct ek_settling *v) {
  struct ek_report *p = v->p;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_doc_add_column(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_RESULT, EK_W_SE_RESULT_GROSS)), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_SE_COMPENSATION), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_SE_RESULT_AFTER, EK_W_SE_AFTER_GROSS)), NULL, false);
  add_rows(v, table, fill_payment, fill_result);
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_F_SE_PAYMENTS, ek_settling_share(v, v->s->part)));
  if (payments_differ(table)) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
}

static void note_cost(struct ek_settling *v, struct ek_doc_table *table) {
  struct ek_report *p = v->p;
  bool paid = false;
  for (size_t i = 0; i < v->s->n; i++) paid |= ek_settling_loses(party(v, i)->cost);
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, ek_part_either(p, EK_W_F_SE_COST, EK_W_F_SE_COST_GROSS), EK_MONEY(p, EK_W_KRONA)));
  const char *others = ek_settling_others(v);
  if (others != NULL) ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_F_SE_OTHERS, others));
  if (paid) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_SE_PAID));
}

/* Is a split worth a column: are there any to share so, and others than those who pay? */
static bool has_column(const struct ek_settling *v, enum ek_split split) {
  return v->s->bearable[split] > 0 && (split == EK_SPLIT_PAYERS || ek_settling_bearers(v, false).n > 0);
}

static void add_cost_columns(struct ek_settling *v, struct ek_doc_table *table) {
  struct ek_report *p = v->p;
  const char *by_benefit = EK_SAID(p, ek_part_either(p, EK_W_SE_BY_BENEFIT, EK_W_SE_BY_BENEFIT_GROSS));
  ek_doc_add_column(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_BENEFIT, EK_W_BENEFIT_GROSS)), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COST), EK_SAID(p, EK_W_SE_TODAY), false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_SHARE), EK_SAID(p, EK_W_SE_TODAY), false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_SE_BREAK_EVEN), NULL, false);
  for (int split = EK_SPLIT_PAYERS; split < EK_SPLITS; split++) {
    const char *label = EK_SAID(p, split == EK_SPLIT_PAYERS ? EK_W_SE_AMONG_PAYERS : EK_W_SE_AMONG_GAINERS);
    if (has_column(v, (enum ek_split)split)) ek_doc_add_column(p->doc, table, label, by_benefit, false);
  }
}

static void fill_today(const struct ek_settling *v, struct ek_doc_row *row, const struct ek_party *a) {
  row->cells[0] = made(v, ek_part_money(v->scale, a->most), EK_W_FROM_MOST, a->actor, EK_FIG_BENEFIT, EK_FIG_COST);
  row->cells[1] = made(v, ek_part_money(v->scale, a->bears), EK_W_FROM_BEARS, a->actor, EK_FIG_COST, EK_FIG_COUNT);
  row->cells[2] = made_of_all(v, a->share[EK_SPLIT_TODAY], EK_W_FROM_BEARS_SHARE, a->actor, EK_FIG_COST, EK_FIG_COST);
}

static void fill_shares(const struct ek_settling *v, struct ek_doc_row *row, const struct ek_party *a) {
  size_t c = 4;
  fill_today(v, row, a);
  row->cells[3] = made_of_all(v, a->break_even, EK_W_FROM_BREAK_EVEN, a->actor, EK_FIG_BENEFIT, EK_FIG_COST);
  for (int split = EK_SPLIT_PAYERS; split < EK_SPLITS; split++) {
    if (has_column(v, (enum ek_split)split)) row->cells[c++] = made_of_all(v, a->share[split], EK_W_FROM_BY_BENEFIT, a->actor, EK_FIG_BENEFIT, EK_FIG_BENEFIT);
  }
}

/* Do the shares of a split, as they are shown, not add to all of it? */
static bool rounded(const struct ek_settling *v) {
  bool differs = false;
  for (int split = 0; split < EK_SPLITS; split++) {
    double sum = 0;
    for (size_t i = 0; i < v->s->n; i++) sum += round(100 * party(v, i)->share[split]);
    differs |= isfinite(sum) && sum != 100;
  }
  return differs;
}

static void add_cost(struct ek_settling *v) {
  struct ek_report *p = v->p;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  add_cost_columns(v, table);
  add_rows(v, table, fill_shares, fill_today);
  note_cost(v, table);
  if (rounded(v)) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
}

/* --- the section ------------------------------------------------------------------------------ */

/* Those to whom anything happens: one alone has nobody to settle with. */
static size_t parties_of(const struct ek_settling *v) {
  size_t n = 0;
  for (size_t i = 0; i < v->s->n; i++) {
    const struct ek_party *a = party(v, i);
    n += fabs(a->benefit) > 0.5 || fabs(a->cost) > 0.5;
  }
  return n;
}

static struct ek_scale scale_of(const struct ek_settling *v) {
  double largest = v->s->cost;
  for (size_t i = 0; i < v->s->n; i++) largest = fmax(largest, fmax(fabs(party(v, i)->result), fabs(party(v, i)->most)));
  return ek_part_scale(largest);
}

/* So fine that losses and payments add up as they are told, or cost and what it is held against. */
static double step_of(const struct ek_settling *v, bool cost) {
  const struct ek_settlement *s = v->s;
  const struct ek_payment *pay = s->payments.items;
  double *told = ek_alloc_array(v->p->arena, s->payments.n + 3, sizeof *told);
  size_t n = 0;
  told[n++] = cost ? s->cost : s->losses;
  told[n++] = cost ? s->bearable[EK_SPLIT_PAYERS] : s->missing;
  if (cost) told[n++] = s->spare[EK_SPLIT_PAYERS];
  for (size_t i = 0; i < s->payments.n && !cost; i++) told[n++] = pay[i].amount;
  return ek_money_common_step(told, n);
}

void ek_part_settlement(struct ek_report *p) {
  struct ek_settling v = {.p = p, .s = ek_settlement_of(p->r, p->middle, false), .text = {.arena = p->arena}};
  if (v.s == NULL || parties_of(&v) < 2) return;
  v.apart = ek_settlement_of(p->r, p->middle, true);
  v.scale = scale_of(&v);
  v.step = step_of(&v, false);
  enum ek_word heading = ek_part_either(p, EK_W_H_SETTLEMENT, EK_W_H_SETTLEMENT_GROSS);
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, heading), ek_part_scale_text(p, v.scale));
  if (p->r->gross) ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAID(p, EK_W_SE_GROSS), NULL);
  ek_settling_say_results(&v);
  if (v.s->payments.n > 0 && ek_settling_gains(v.s->losses)) add_payments(&v);
  if (!ek_settling_gains(v.s->cost)) return;
  v.step = step_of(&v, true);
  ek_settling_say_cost(&v);
  add_cost(&v);
}
