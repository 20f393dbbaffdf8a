/* Who would have to pay whom, that no public actor loses, and how the cost could be shared, in words. */
#include "report/settlement.h"

#include <math.h>

#include "base/text.h"

static const struct ek_party *party(const struct ek_settling *v, size_t i) { return &v->s->parties[i]; }

static const char *name(const struct ek_settling *v, int actor) { return ek_part_actor_within(v->p, actor); }

static const char *money(const struct ek_settling *v, double kronor) {
  double own = ek_money_step(kronor), step = fmax(fmin(v->step, own), own / 10);
  return ek_say_money_to(v->p->arena, v->p->lang, v->p->model->currency, kronor, step);
}

const char *ek_settling_share(const struct ek_settling *v, double value) {
  return ek_say_in_words(v->p->arena, v->p->lang, ek_say_share(v->p->arena, v->p->lang, value, fabs(value) < 0.01 ? 1 : 0));
}

static void say(struct ek_settling *v, const char *text) {
  ek_buffer_addf(&v->text, "%s%s", v->text.size > 0 ? " " : "", ek_text_capital(v->p->arena, text));
}

static void end_paragraph(struct ek_settling *v) {
  if (v->text.size > 0) ek_doc_add(v->p->doc, EK_DOC_PARAGRAPH, v->text.text, NULL);
  v->text = (struct ek_buffer){.arena = v->p->arena};
}

/* --- lists in words -------------------------------------------------------------------------- */

static void push(const struct ek_settling *v, struct ek_list *list, const char *text) {
  *(const char **)ek_list_push(v->p->arena, list, sizeof(char *)) = text;
}

static const char *listed(const struct ek_settling *v, const struct ek_list *list) {
  return ek_say_list(v->p->arena, v->p->lang, list->items, list->n);
}

static const char *with_money(const struct ek_settling *v, int actor, double kronor) {
  return ek_sprintf(v->p->arena, "%s (%s)", name(v, actor), money(v, kronor));
}

/* Those with a loss (sign -1) or a gain (1). */
static struct ek_list names_of(const struct ek_settling *v, double sign) {
  struct ek_list out = {0};
  for (size_t i = 0; i < v->s->n; i++) if (ek_settling_gains(sign * party(v, i)->result)) push(v, &out, name(v, party(v, i)->actor));
  return out;
}

/* --- payments in words ----------------------------------------------------------------------- */

/* One is paid by some, or one pays some; of many and many only who pays is said. */
static void say_payments(struct ek_settling *v) {
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
    if (ek_settling_loses(a->compensation)) push(v, &parts, with_money(v, a->actor, a->compensation));
  }
  const char *list = listed(v, &parts);
  if (one_gets) say(v, EK_SAY(p, EK_W_SE_ONE_GETS, name(v, party(v, pay[0].to)->actor), list));
  else if (one_pays) say(v, EK_SAY(p, EK_W_SE_ONE_PAYS, name(v, party(v, pay[0].from)->actor), list));
  else say(v, EK_SAY(p, EK_W_SE_MANY_PAY, list));
}

/* What payments cannot do, and that it need be nobody's loss but the public purse's. */
static void say_missing(struct ek_settling *v) {
  struct ek_report *p = v->p;
  struct ek_list gainers = names_of(v, 1), others = {0};
  if (gainers.n > 0) say(v, EK_SAY(p, EK_W_SE_MISSING, money(v, v->s->missing), listed(v, &gainers)));
  else say(v, EK_SAID(p, EK_W_SE_MISSING_ALL));
  double society = ek_part_value(p, EK_FIG_RESULT, p->society, p->middle);
  if (!ek_settling_gains(society)) return;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    const struct ek_actor *actor = &p->model->actors[a];
    bool other = actor->leaf && !actor->outside && !ek_settles(p->model, a);
    if (other && ek_settling_gains(ek_part_value(p, EK_FIG_RESULT, a, p->middle))) push(v, &others, name(v, a));
  }
  say(v, others.n > 0 ? EK_SAY(p, EK_W_SE_SOCIETY_SINCE, money(v, society), listed(v, &others))
                      : EK_SAY(p, EK_W_SE_SOCIETY, money(v, society)));
}

/* Losses within a party that its other parts make up for. */
static void say_apart(struct ek_settling *v) {
  const struct ek_report *p = v->p;
  struct ek_list wholes = {0}, losers = {0};
  if (v->apart == NULL || v->s->missing > 0 || !ek_settling_gains(v->apart->losses - v->s->losses)) return;
  for (size_t i = 0; i < v->s->n; i++) {
    int whole = party(v, i)->actor;
    bool any = false;
    for (size_t k = 0; k < v->apart->n; k++) {
      const struct ek_party *part = &v->apart->parties[k];
      if (part->actor == whole || !ek_model_below(p->model, part->actor, whole) || !ek_settling_loses(part->result)) continue;
      push(v, &losers, with_money(v, part->actor, part->result));
      any = true;
    }
    if (any) push(v, &wholes, name(v, whole));
  }
  say(v, EK_SAY(p, EK_W_SE_APART, listed(v, &wholes), listed(v, &losers)));
  bool told = losers.n == 1 && !ek_settling_gains(v->s->losses);
  if (!told) say(v, EK_SAY(p, EK_W_SE_APART_PAID, listed(v, &wholes), money(v, v->apart->losses)));
}

void ek_settling_say_results(struct ek_settling *v) {
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
struct ek_list ek_settling_bearers(const struct ek_settling *v, bool today) {
  struct ek_list out = {0};
  for (size_t i = 0; i < v->s->n; i++) {
    const struct ek_party *a = party(v, i);
    if (today ? ek_settling_gains(a->bears) : a->bears <= 0 && ek_settling_gains(a->most)) push(v, &out, name(v, a->actor));
  }
  return out;
}

/* "kommunen 60 procent och staten 40 procent". */
static const char *split_text(const struct ek_settling *v, enum ek_split split) {
  struct ek_list parts = {0};
  for (size_t i = 0; i < v->s->n; i++) {
    const struct ek_party *a = party(v, i);
    if (a->share[split] > 0) push(v, &parts, EK_SAY(v->p, EK_W_SE_SHARE_OF, name(v, a->actor), ek_settling_share(v, a->share[split])));
  }
  return listed(v, &parts);
}

static bool any_loses(const struct ek_settling *v) {
  for (size_t i = 0; i < v->s->n; i++) if (ek_settling_gains(party(v, i)->bears) && ek_settling_loses(party(v, i)->result)) return true;
  return false;
}

/* Those whom no share is small enough for; true when there are any. */
static bool say_anyhow(struct ek_settling *v) {
  struct ek_list names = {0};
  for (size_t i = 0; i < v->s->n; i++) {
    const struct ek_party *a = party(v, i);
    if (ek_settling_gains(a->bears) && ek_settling_loses(a->most)) push(v, &names, with_money(v, a->actor, a->most));
  }
  if (names.n > 0) say(v, EK_SAY(v->p, EK_W_SE_LOSES_ANYHOW, listed(v, &names)));
  return names.n > 0;
}

/* How those who pay could share so that it is enough for all; `anyhow`: for all but those who lose anyhow. */
static void say_split(struct ek_settling *v, bool anyhow) {
  const struct ek_report *p = v->p;
  const char *ratio = ek_number_show(p->arena, v->s->back[EK_SPLIT_PAYERS], 2, p->lang);
  enum ek_word net = any_loses(v) && !anyhow ? EK_W_SE_SPLIT : EK_W_SE_SPLIT_ALIKE;
  say(v, EK_SAY(p, ek_part_either(p, net, EK_W_SE_SPLIT_GROSS), split_text(v, EK_SPLIT_PAYERS),
                EK_SAY(p, EK_W_MONEY, ratio, EK_MONEY(p, EK_W_KRONOR)), EK_MONEY(p, EK_W_KRONA)));
}

/* Those who pay and do not settle. */
const char *ek_settling_others(const struct ek_settling *v) {
  struct ek_list names = {0};
  for (size_t i = 0; i < v->p->costs->n_payers; i++) {
    int account = v->p->costs->payers[i].account;
    if (!ek_settles(v->p->model, account)) push(v, &names, name(v, account));
  }
  return names.n > 0 ? listed(v, &names) : NULL;
}

/* What those who pay get back together, and whether it is enough. */
static void say_payers(struct ek_settling *v, const struct ek_list *payers) {
  const struct ek_report *p = v->p;
  double bearable = v->s->bearable[EK_SPLIT_PAYERS], spare = v->s->spare[EK_SPLIT_PAYERS];
  const char *names = listed(v, payers), *cost = money(v, v->s->cost);
  bool all = fabs(v->s->cost - ek_part_value(p, EK_FIG_COST, p->society, p->middle)) < 0.5;
  const char *whose = EK_SAID(p, all ? EK_W_SE_COST : EK_W_SE_COST_PUBLIC);
  const char *what = EK_SAID(p, ek_part_either(p, EK_W_SE_INCOME, EK_W_SE_INCOME_GROSS));
  if (!ek_settling_gains(bearable)) {
    say(v, EK_SAY(p, EK_W_SE_BEARS_NOTHING, names, cost, whose));
    say_anyhow(v);
    return;
  }
  say(v, EK_SAY(p, EK_W_SE_BEARS, names, cost, whose, what, money(v, bearable)));
  bool anyhow = say_anyhow(v);
  if (ek_settling_loses(spare)) say(v, EK_SAY(p, payers->n > 1 ? EK_W_SE_SHORT : EK_W_SE_SHORT_ONE, money(v, spare)));
  else if (payers->n > 1) say_split(v, anyhow);
}

/* And what those who gain without paying could make of it. */
static void say_gainers(struct ek_settling *v) {
  const struct ek_report *p = v->p;
  struct ek_list others = ek_settling_bearers(v, false);
  if (others.n == 0) return;
  bool enough = !ek_settling_loses(v->s->spare[EK_SPLIT_GAINERS]), already = !ek_settling_loses(v->s->spare[EK_SPLIT_PAYERS]);
  const char *names = listed(v, &others), *split = split_text(v, EK_SPLIT_GAINERS);
  if (!enough) say(v, EK_SAY(p, EK_W_SE_SHORT_WITH, names, money(v, v->s->spare[EK_SPLIT_GAINERS])));
  else say(v, EK_SAY(p, already ? EK_W_SE_SPLIT_TOO : EK_W_SE_ENOUGH_WITH, names, split, EK_SAID(p, ek_part_either(p, EK_W_SE_BY, EK_W_SE_BY_GROSS))));
}

void ek_settling_say_cost(struct ek_settling *v) {
  struct ek_list payers = ek_settling_bearers(v, true);
  say_payers(v, &payers);
  say_gainers(v);
  end_paragraph(v);
}
