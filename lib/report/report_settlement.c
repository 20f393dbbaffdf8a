/* Who would have to pay whom, that no public actor loses, and how the cost could be shared: at the
 * middle horizon, in words and then in tables. */
#include <math.h>

#include "base/text.h"
#include "engine/settlement.h"
#include "report/report_parts.h"

struct settling {
  struct ek_report *p;
  const struct ek_settlement *s, *apart; /* apart may be NULL */
  struct ek_scale scale;
  double step;           /* kronor that amounts of the sentences are rounded to */
  struct ek_buffer text; /* the paragraph so far */
};

/* Less than half a krona is nothing. */
static bool is_loss(double kronor) { return kronor < -0.5; }
static bool is_gain(double kronor) { return kronor > 0.5; }

static const struct ek_party *party(const struct settling *v, size_t i) { return &v->s->parties[i]; }

static const char *name(const struct settling *v, int actor) { return ek_part_actor_within(v->p, actor); }

static const char *money(const struct settling *v, double kronor) {
  double own = ek_money_step(kronor), step = fmax(fmin(v->step, own), own / 10);
  return ek_say_money_to(v->p->arena, v->p->lang, v->p->model->currency, kronor, step);
}

static const char *share(const struct settling *v, double value) {
  return ek_say_share(v->p->arena, v->p->lang, value, fabs(value) < 0.01 ? 1 : 0);
}

static void say(struct settling *v, const char *text) {
  ek_buffer_addf(&v->text, "%s%s", v->text.size > 0 ? " " : "", ek_text_capital(v->p->arena, text));
}

static void end_paragraph(struct settling *v) {
  if (v->text.size > 0) ek_doc_add(v->p->doc, EK_DOC_PARAGRAPH, v->text.text, NULL);
  v->text = (struct ek_buffer){.arena = v->p->arena};
}

/* --- lists in words -------------------------------------------------------------------------- */

static void push(const struct settling *v, struct ek_list *list, const char *text) {
  *(const char **)ek_list_push(v->p->arena, list, sizeof(char *)) = text;
}

static const char *listed(const struct settling *v, const struct ek_list *list) {
  return ek_say_list(v->p->arena, v->p->lang, list->items, list->n);
}

static const char *with_money(const struct settling *v, int actor, double kronor) {
  return ek_sprintf(v->p->arena, "%s (%s)", name(v, actor), money(v, kronor));
}

/* Those with a loss (sign -1) or a gain (1). */
static struct ek_list names_of(const struct settling *v, double sign) {
  struct ek_list out = {0};
  for (size_t i = 0; i < v->s->n; i++) if (is_gain(sign * party(v, i)->result)) push(v, &out, name(v, party(v, i)->actor));
  return out;
}

/* --- payments in words ----------------------------------------------------------------------- */

/* One is paid by some, or one pays some; of many and many only who pays is said. */
static void say_payments(struct settling *v) {
  const struct ek_report *p = v->p;
  const struct ek_payment *pay = v->s->payments.items;
  size_t n = v->s->payments.n;
  bool one_gets = true, one_pays = true;
  struct ek_list parts = {0};
  for (size_t i = 1; i < n; i++) {
    one_gets &= pay[i].to == pay[0].to;
    one_pays &= pay[i].from == pay[0].from;
  }
  for (size_t i = 0; i < n && (one_gets || one_pays); i++) {
    int other = party(v, one_gets ? pay[i].from : pay[i].to)->actor;
    push(v, &parts, EK_SAY(p, one_gets ? EK_W_SE_FROM : EK_W_SE_TO, money(v, pay[i].amount), name(v, other)));
  }
  for (size_t i = 0; i < v->s->n && !one_gets && !one_pays; i++) {
    const struct ek_party *a = party(v, i);
    if (is_loss(a->compensation)) push(v, &parts, with_money(v, a->actor, a->compensation));
  }
  const char *list = listed(v, &parts);
  if (one_gets) say(v, EK_SAY(p, EK_W_SE_ONE_GETS, name(v, party(v, pay[0].to)->actor), list));
  else if (one_pays) say(v, EK_SAY(p, EK_W_SE_ONE_PAYS, name(v, party(v, pay[0].from)->actor), list));
  else say(v, EK_SAY(p, EK_W_SE_MANY_PAY, list));
}

/* What payments cannot do, and that it need be nobody's loss but the public purse's. */
static void say_missing(struct settling *v) {
  struct ek_report *p = v->p;
  struct ek_list gainers = names_of(v, 1), others = {0};
  if (gainers.n > 0) say(v, EK_SAY(p, EK_W_SE_MISSING, money(v, v->s->missing), listed(v, &gainers)));
  else say(v, EK_SAID(p, EK_W_SE_MISSING_ALL));
  double society = ek_part_value(p, EK_FIG_RESULT, p->society, p->middle);
  if (!is_gain(society)) return;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    const struct ek_actor *actor = &p->model->actors[a];
    bool other = actor->leaf && !actor->outside && !ek_settles(p->model, a);
    if (other && is_gain(ek_part_value(p, EK_FIG_RESULT, a, p->middle))) push(v, &others, name(v, a));
  }
  say(v, others.n > 0 ? EK_SAY(p, EK_W_SE_SOCIETY_SINCE, money(v, society), listed(v, &others))
                      : EK_SAY(p, EK_W_SE_SOCIETY, money(v, society)));
}

/* Losses within a party that its other parts make up for. */
static void say_apart(struct settling *v) {
  const struct ek_report *p = v->p;
  struct ek_list wholes = {0}, losers = {0};
  if (v->apart == NULL || v->s->missing > 0 || !is_gain(v->apart->losses - v->s->losses)) return;
  for (size_t i = 0; i < v->s->n; i++) {
    int whole = party(v, i)->actor;
    bool any = false;
    for (size_t k = 0; k < v->apart->n; k++) {
      const struct ek_party *part = &v->apart->parties[k];
      if (part->actor == whole || !ek_model_below(p->model, part->actor, whole) || !is_loss(part->result)) continue;
      push(v, &losers, with_money(v, part->actor, part->result));
      any = true;
    }
    if (any) push(v, &wholes, name(v, whole));
  }
  say(v, EK_SAY(p, EK_W_SE_APART, listed(v, &wholes), listed(v, &losers)));
  bool told = losers.n == 1 && !is_gain(v->s->losses);
  if (!told) say(v, EK_SAY(p, EK_W_SE_APART_PAID, listed(v, &wholes), money(v, v->apart->losses)));
}

static void say_results(struct settling *v) {
  const struct ek_report *p = v->p;
  struct ek_list losers = names_of(v, -1);
  const char *time = ek_say_time(p->arena, p->lang, p->middle);
  if (losers.n == 0) {
    say(v, EK_SAY(p, EK_W_SE_NO_LOSS, time));
  } else {
    say(v, EK_SAY(p, losers.n == 1 ? EK_W_SE_LOSS : EK_W_SE_LOSSES, listed(v, &losers), money(v, v->s->losses), time));
    if (v->s->missing > 0) say_missing(v);
    else say_payments(v);
  }
  say_apart(v);
  end_paragraph(v);
}

/* --- the cost in words ------------------------------------------------------------------------ */

/* Of those who pay today, or of those who gain without paying. */
static struct ek_list bearers(const struct settling *v, bool today) {
  struct ek_list out = {0};
  for (size_t i = 0; i < v->s->n; i++) {
    const struct ek_party *a = party(v, i);
    if (today ? is_gain(a->bears) : a->bears <= 0 && is_gain(a->most)) push(v, &out, name(v, a->actor));
  }
  return out;
}

/* "kommunen 60 % och staten 40 %". */
static const char *split_text(const struct settling *v, enum ek_split split) {
  struct ek_list parts = {0};
  for (size_t i = 0; i < v->s->n; i++) {
    const struct ek_party *a = party(v, i);
    if (a->share[split] > 0) push(v, &parts, EK_SAY(v->p, EK_W_SE_SHARE_OF, name(v, a->actor), share(v, a->share[split])));
  }
  return listed(v, &parts);
}

static bool any_loses(const struct settling *v) {
  for (size_t i = 0; i < v->s->n; i++) if (is_gain(party(v, i)->bears) && is_loss(party(v, i)->result)) return true;
  return false;
}

/* Those whom no share is small enough for; true when there are any. */
static bool say_anyhow(struct settling *v) {
  struct ek_list names = {0};
  for (size_t i = 0; i < v->s->n; i++) {
    const struct ek_party *a = party(v, i);
    if (is_gain(a->bears) && is_loss(a->most)) push(v, &names, with_money(v, a->actor, a->most));
  }
  if (names.n > 0) say(v, EK_SAY(v->p, EK_W_SE_LOSES_ANYHOW, listed(v, &names)));
  return names.n > 0;
}

/* How those who pay could share so that it is enough for all. */
static void say_split(struct settling *v) {
  const struct ek_report *p = v->p;
  bool anyhow = say_anyhow(v);
  const char *ratio = ek_number_show(p->arena, v->s->back[EK_SPLIT_PAYERS], 2, p->lang);
  enum ek_word net = any_loses(v) && !anyhow ? EK_W_SE_SPLIT : EK_W_SE_SPLIT_ALIKE;
  say(v, EK_SAY(p, ek_part_either(p, net, EK_W_SE_SPLIT_GROSS), split_text(v, EK_SPLIT_PAYERS),
                EK_SAY(p, EK_W_MONEY, ratio, EK_MONEY(p, EK_W_KRONOR)), EK_MONEY(p, EK_W_KRONA)));
}

/* Those who pay and do not settle. */
static const char *other_payers(const struct settling *v) {
  struct ek_list names = {0};
  for (size_t i = 0; i < v->p->costs->n_payers; i++) {
    int account = v->p->costs->payers[i].account;
    if (!ek_settles(v->p->model, account)) push(v, &names, name(v, account));
  }
  return names.n > 0 ? listed(v, &names) : NULL;
}

/* What those who pay get back together, and whether it is enough. */
static void say_payers(struct settling *v, const struct ek_list *payers) {
  const struct ek_report *p = v->p;
  double bearable = v->s->bearable[EK_SPLIT_PAYERS], spare = v->s->spare[EK_SPLIT_PAYERS];
  const char *names = listed(v, payers), *cost = money(v, v->s->cost);
  bool all = fabs(v->s->cost - ek_part_value(p, EK_FIG_COST, p->society, p->middle)) < 0.5;
  const char *whose = EK_SAID(p, all ? EK_W_SE_COST : EK_W_SE_COST_PUBLIC);
  const char *what = EK_SAID(p, ek_part_either(p, EK_W_SE_INCOME, EK_W_SE_INCOME_GROSS));
  if (!is_gain(bearable)) {
    say(v, EK_SAY(p, EK_W_SE_BEARS_NOTHING, names, cost, whose));
    return;
  }
  say(v, EK_SAY(p, EK_W_SE_BEARS, names, cost, whose, what, money(v, bearable)));
  if (is_loss(spare)) say(v, EK_SAY(p, payers->n > 1 ? EK_W_SE_SHORT : EK_W_SE_SHORT_ONE, money(v, spare)));
  else if (payers->n > 1) say_split(v);
}

/* And what those who gain without paying could make of it. */
static void say_gainers(struct settling *v) {
  const struct ek_report *p = v->p;
  struct ek_list others = bearers(v, false);
  if (others.n == 0) return;
  bool enough = !is_loss(v->s->spare[EK_SPLIT_GAINERS]), already = !is_loss(v->s->spare[EK_SPLIT_PAYERS]);
  const char *names = listed(v, &others), *split = split_text(v, EK_SPLIT_GAINERS);
  if (!enough) say(v, EK_SAY(p, EK_W_SE_SHORT_WITH, names, money(v, v->s->spare[EK_SPLIT_GAINERS])));
  else say(v, EK_SAY(p, already ? EK_W_SE_SPLIT_TOO : EK_W_SE_ENOUGH_WITH, names, split, EK_SAID(p, ek_part_either(p, EK_W_SE_BY, EK_W_SE_BY_GROSS))));
}

static void say_cost(struct settling *v) {
  struct ek_list payers = bearers(v, true);
  say_payers(v, &payers);
  say_gainers(v);
  end_paragraph(v);
}

/* --- tables ----------------------------------------------------------------------------------- */

/* What fills a row. */
typedef void fill(const struct settling *v, struct ek_doc_row *row, const struct ek_party *a);

static void add_row(struct settling *v, struct ek_doc_table *table, const struct ek_party *a, int level, fill *of) {
  if (ek_part_touched(v->p, a->actor)) of(v, ek_doc_add_row(v->p->doc, table, ek_part_actor(v->p, a->actor), level), a);
}

static bool is_part(const struct settling *v, const struct ek_party *part, int whole) {
  return part->actor != whole && ek_model_below(v->p->model, part->actor, whole) && ek_part_touched(v->p, part->actor);
}

/* The parts of a party, where there are several and all can be told. */
static void add_parts(struct settling *v, struct ek_doc_table *table, int whole, fill *of) {
  size_t n = 0;
  for (size_t k = 0; v->apart != NULL && k < v->apart->n; k++) n += is_part(v, &v->apart->parties[k], whole);
  for (size_t k = 0; n > 1 && k < v->apart->n; k++) {
    if (is_part(v, &v->apart->parties[k], whole)) add_row(v, table, &v->apart->parties[k], 1, of);
  }
}

static void add_rows(struct settling *v, struct ek_doc_table *table, fill *of_party, fill *of_part) {
  for (size_t i = 0; i < v->s->n; i++) {
    add_row(v, table, party(v, i), 0, of_party);
    add_parts(v, table, party(v, i)->actor, of_part);
  }
}

static void fill_result(const struct settling *v, struct ek_doc_row *row, const struct ek_party *a) {
  row->cells[0] = ek_part_money(v->scale, a->result);
}

static void fill_payment(const struct settling *v, struct ek_doc_row *row, const struct ek_party *a) {
  fill_result(v, row, a);
  row->cells[1] = ek_part_money(v->scale, a->compensation);
  row->cells[2] = ek_part_money(v->scale, a->after);
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

static void add_payments(struct settling *v) {
  struct ek_report *p = v->p;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_doc_add_column(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_RESULT, EK_W_SE_RESULT_GROSS)), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_SE_COMPENSATION), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_SE_RESULT_AFTER, EK_W_SE_AFTER_GROSS)), NULL, false);
  add_rows(v, table, fill_payment, fill_result);
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_F_SE_PAYMENTS, share(v, v->s->part)));
  if (payments_differ(table)) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
}

static void note_cost(struct settling *v, struct ek_doc_table *table) {
  struct ek_report *p = v->p;
  bool paid = false;
  for (size_t i = 0; i < v->s->n; i++) paid |= is_loss(party(v, i)->cost);
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, ek_part_either(p, EK_W_F_SE_COST, EK_W_F_SE_COST_GROSS), EK_MONEY(p, EK_W_KRONA)));
  const char *others = other_payers(v);
  if (others != NULL) ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_F_SE_OTHERS, others));
  if (paid) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_SE_PAID));
}

/* Is a split worth a column: are there any to share so, and others than those who pay? */
static bool has_column(const struct settling *v, enum ek_split split) {
  return v->s->bearable[split] > 0 && (split == EK_SPLIT_PAYERS || bearers(v, false).n > 0);
}

static void add_cost_columns(struct settling *v, struct ek_doc_table *table) {
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

static void fill_today(const struct settling *v, struct ek_doc_row *row, const struct ek_party *a) {
  row->cells[0] = ek_part_money(v->scale, a->most);
  row->cells[1] = ek_part_money(v->scale, a->bears);
  row->cells[2] = ek_doc_share(a->share[EK_SPLIT_TODAY], 0);
}

static void fill_shares(const struct settling *v, struct ek_doc_row *row, const struct ek_party *a) {
  size_t c = 4;
  fill_today(v, row, a);
  row->cells[3] = ek_doc_share(a->break_even, 0);
  for (int split = EK_SPLIT_PAYERS; split < EK_SPLITS; split++) {
    if (has_column(v, (enum ek_split)split)) row->cells[c++] = ek_doc_share(a->share[split], 0);
  }
}

/* Do the shares of a split, as they are shown, not add to all of it? */
static bool rounded(const struct settling *v) {
  bool differs = false;
  for (int split = 0; split < EK_SPLITS; split++) {
    double sum = 0;
    for (size_t i = 0; i < v->s->n; i++) sum += round(100 * party(v, i)->share[split]);
    differs |= isfinite(sum) && sum != 100;
  }
  return differs;
}

static void add_cost(struct settling *v) {
  struct ek_report *p = v->p;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  add_cost_columns(v, table);
  add_rows(v, table, fill_shares, fill_today);
  note_cost(v, table);
  if (rounded(v)) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
}

/* --- the section ------------------------------------------------------------------------------ */

/* Those to whom anything happens: one alone has nobody to settle with. */
static size_t parties_of(const struct settling *v) {
  size_t n = 0;
  for (size_t i = 0; i < v->s->n; i++) {
    const struct ek_party *a = party(v, i);
    n += fabs(a->benefit) > 0.5 || fabs(a->cost) > 0.5;
  }
  return n;
}

static struct ek_scale scale_of(const struct settling *v) {
  double largest = v->s->cost;
  for (size_t i = 0; i < v->s->n; i++) largest = fmax(largest, fmax(fabs(party(v, i)->result), fabs(party(v, i)->most)));
  return ek_part_scale(largest);
}

/* So fine that losses and payments add up as they are told, or cost and what it is held against. */
static double step_of(const struct settling *v, bool cost) {
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
  struct settling v = {.p = p, .s = ek_settlement_of(p->r, p->middle, false), .text = {.arena = p->arena}};
  if (v.s == NULL || parties_of(&v) < 2) return;
  v.apart = ek_settlement_of(p->r, p->middle, true);
  v.scale = scale_of(&v);
  v.step = step_of(&v, false);
  enum ek_word heading = ek_part_either(p, EK_W_H_SETTLEMENT, EK_W_H_SETTLEMENT_GROSS);
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, heading), ek_part_scale_text(p, v.scale));
  if (p->r->gross) ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAID(p, EK_W_SE_GROSS), NULL);
  say_results(&v);
  if (v.s->payments.n > 0 && is_gain(v.s->losses)) add_payments(&v);
  if (!is_gain(v.s->cost)) return;
  v.step = step_of(&v, true);
  say_cost(&v);
  add_cost(&v);
}
