/* The summary of who paid and whether it comes back, who gains and who loses, and
 * what it means in money for the participants themselves. */
#include "report/summary.h"

#include <math.h>
#include <stdlib.h>

/* --- payers ---------------------------------------------------------------------- */

static const struct ek_cost_payer *largest_payer(const struct ek_cost_table *costs) {
  const struct ek_cost_payer *largest = NULL;
  for (size_t i = 0; i < costs->n_payers; i++) {
    if (largest == NULL || costs->payers[i].amount > largest->amount) largest = &costs->payers[i];
  }
  return largest;
}

static const enum ek_word back_words[4] = {EK_W_S_BACK, EK_W_S_BACK_PLAN, EK_W_S_BACK_GROSS, EK_W_S_BACK_GROSS_PLAN};
static const enum ek_word not_back_words[4] = {EK_W_S_NOT_BACK, EK_W_S_NOT_BACK_PLAN, EK_W_S_NOT_BACK_GROSS, EK_W_S_NOT_BACK_GROSS_PLAN};
static const enum ek_word at_once_words[4] = {EK_W_S_BACK_AT_ONCE, EK_W_S_BACK_AT_ONCE_PLAN, EK_W_S_BACK_AT_ONCE_GROSS, EK_W_S_BACK_AT_ONCE_GROSS_PLAN};

static const char *pays_text(const struct ek_summary *s, const struct ek_cost_payer *payer) {
  const struct ek_report *p = s->p;
  const char *name = ek_part_actor_within(p, payer->account);
  if (p->costs->n_payers == 1) return EK_SAY(p, s->planned ? EK_W_S_PAYS_ALL_PLAN : EK_W_S_PAYS_ALL, name);
  return EK_SAY(p, s->planned ? EK_W_S_PAYS_MOST_PLAN : EK_W_S_PAYS_MOST, name,
                ek_say_in_words(p->arena, p->lang, ek_say_share(p->arena, p->lang, payer->share, 0)));
}

static void say_largest_payer(struct ek_summary *s, const struct ek_cost_payer *payer) {
  const struct ek_report *p = s->p;
  const char *pays = pays_text(s, payer);
  ek_summary_rests(s, EK_FIG_COST, payer->account, p->longest);
  ek_summary_rests(s, EK_FIG_PAYBACK_MONTHS, payer->account, 0);
  double months = ek_part_value(p, EK_FIG_PAYBACK_MONTHS, payer->account, 0);
  if (p->model->actors[payer->account].outside) {
    ek_summary_say(s, EK_SAY(p, EK_W_S_PAYS_OUTSIDE, pays));
  } else if (isnan(months)) {
    ek_summary_say(s, EK_SAY(p, EK_W_S_PAYS_HIDDEN, pays));
  } else if (isinf(months)) {
    ek_summary_say(s, EK_SAY(p, ek_summary_word(s, not_back_words), pays, ek_say_time(p->arena, p->lang, p->longest)));
  } else if (months > 0) {
    ek_summary_say(s, EK_SAY(p, ek_summary_word(s, back_words), pays, ek_summary_time(s, months)));
  } else {
    ek_summary_say(s, EK_SAY(p, ek_summary_word(s, at_once_words), pays));
  }
}

static const enum ek_word nor_words[4] = {EK_W_S_NOR_BACK, EK_W_S_NOR_BACK_PLAN, EK_W_S_NOR_BACK_GROSS, EK_W_S_NOR_BACK_GROSS_PLAN};
static const enum ek_word others_words[4] = {EK_W_S_OTHERS_NOT_BACK, EK_W_S_OTHERS_NOT_BACK_PLAN, EK_W_S_OTHERS_NOT_BACK_GROSS,
                                             EK_W_S_OTHERS_NOT_BACK_GROSS_PLAN};

/* The other payers whose money does not come back. */
static void say_not_back(struct ek_summary *s, const struct ek_cost_payer *told) {
  const struct ek_report *p = s->p;
  struct ek_list names = {0};
  for (size_t i = 0; i < p->costs->n_payers; i++) {
    int account = p->costs->payers[i].account;
    if (&p->costs->payers[i] == told || p->model->actors[account].outside) continue;
    if (!isinf(ek_part_value(p, EK_FIG_PAYBACK_MONTHS, account, 0))) continue;
    *(const char **)ek_list_push(p->arena, &names, sizeof(char *)) =
        ek_part_actor_within(p, account);
  }
  if (names.n == 0) return;
  bool nor = !p->model->actors[told->account].outside && isinf(ek_part_value(p, EK_FIG_PAYBACK_MONTHS, told->account, 0));
  ek_summary_say(s, EK_SAY(p, ek_summary_word(s, nor ? nor_words : others_words), ek_say_list(p->arena, p->lang, names.items, names.n),
                           ek_say_time(p->arena, p->lang, p->longest)));
}

void ek_summary_payers(struct ek_summary *s) {
  const struct ek_cost_payer *payer = largest_payer(s->p->costs);
  if (payer == NULL) return;
  say_largest_payer(s, payer);
  say_not_back(s, payer);
}

/* --- gains and losses ------------------------------------------------------------ */

struct gain {
  int actor;
  double benefit;
};

/* Gains before losses, the largest of each first; the model's order decides
 * between equals. */
static int by_benefit(const void *a, const void *b) {
  const struct gain *x = a, *y = b;
  if ((x->benefit > 0) != (y->benefit > 0)) return x->benefit > 0 ? -1 : 1;
  double larger = fabs(y->benefit) - fabs(x->benefit);
  if (larger != 0) return larger > 0 ? 1 : -1;
  return x->actor - y->actor;
}

static const char *gains_text(struct ek_summary *s, const struct gain *gains, size_t n) {
  const struct ek_report *p = s->p;
  const char **texts = ek_alloc_array(p->arena, n, sizeof *texts);
  for (size_t i = 0; i < n; i++) {
    texts[i] = ek_sprintf(p->arena, "%s (%s)", ek_part_actor_within(p, gains[i].actor),
                          ek_summary_money(s, gains[i].benefit));
    ek_summary_rests(s, EK_FIG_BENEFIT, gains[i].actor, p->middle);
  }
  return ek_say_list(p->arena, p->lang, texts, n);
}

/* The accounts in society that the effect moves, in order; the one that bears what is
 * displaced is told by itself. */
static size_t find_gains(const struct ek_report *p, struct gain *gains) {
  size_t n = 0;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    const struct ek_actor *actor = &p->model->actors[a];
    double benefit = ek_part_value(p, EK_FIG_BENEFIT, a, p->middle);
    if (actor->outside || !actor->leaf || !isfinite(benefit)) continue;
    if (ek_summary_nothing(benefit) || ek_part_bears_displaced(p, a)) continue;
    gains[n++] = (struct gain){a, benefit};
  }
  if (n > 0) qsort(gains, n, sizeof *gains, by_benefit);
  return n;
}

static void say_displaced(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  int actor = p->model->displaced;
  if (!ek_part_bears_displaced(p, actor) || isnan(ek_part_value(p, EK_FIG_BENEFIT, actor, p->middle))) return;
  double loss = ek_part_value(p, EK_FIG_BENEFIT, actor, p->middle);
  ek_summary_say(s, EK_SAY(p, s->planned ? EK_W_S_DISPLACED_PLAN : EK_W_S_DISPLACED, ek_part_actor_within(p, actor),
                           ek_summary_money(s, loss)));
}

/* Those of whom nothing may be told are named, or it would seem that nothing happens to them. */
static void say_hidden(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  struct ek_list names = {0};
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    const struct ek_figure *f = ek_result_figure(p->r, EK_FIG_BENEFIT, a, p->middle, -1);
    if (f == NULL || !f->hidden || !p->model->actors[a].leaf || p->model->actors[a].outside) continue;
    *(const char **)ek_list_push(p->arena, &names, sizeof(char *)) = ek_part_actor_within(p, a);
  }
  if (names.n > 0) ek_summary_say(s, EK_SAY(p, EK_W_S_HIDDEN_ACTORS, ek_say_list(p->arena, p->lang, names.items, names.n)));
}

static const enum ek_word gains_words[4] = {EK_W_S_GAINS, EK_W_S_GAINS_PLAN, EK_W_S_GAINS_GROSS, EK_W_S_GAINS_GROSS_PLAN};

void ek_summary_gains(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  struct gain *gains = ek_alloc_array(p->arena, p->model->n_actors, sizeof *gains);
  size_t n = find_gains(p, gains), winners = 0, losers = 0;
  while (winners < n && gains[winners].benefit > 0) winners++;
  /* A loss of less than a hundredth of the largest gain is for the tables. */
  double worth_telling = winners > 0 ? gains[0].benefit / 100 : 0;
  while (winners + losers < n && -gains[winners + losers].benefit > worth_telling) losers++;
  if (winners > 0) {
    ek_summary_say(s, EK_SAY(p, ek_summary_word(s, gains_words), gains_text(s, gains, winners > 2 ? 2 : winners)));
  }
  if (losers > 0) {
    ek_summary_say(s, EK_SAY(p, s->planned ? EK_W_S_LOSES_PLAN : EK_W_S_LOSES, gains_text(s, gains + winners, losers)));
  }
  say_displaced(s);
  say_hidden(s);
}

/* --- the participants themselves -------------------------------------------------- */

enum change { MORE, LESS, SAME };

void ek_summary_person(struct ek_summary *s) {
  /* One or several; gain or gross change; then more, less or the same: as outcome and as plan. */
  static const enum ek_word words[2][3][4] = {
      {{EK_W_S_PERSONS_GAIN, EK_W_S_PERSONS_GAIN_PLAN, EK_W_S_PERSONS_MORE, EK_W_S_PERSONS_MORE_PLAN},
       {EK_W_S_PERSONS_LOSE, EK_W_S_PERSONS_LOSE_PLAN, EK_W_S_PERSONS_LESS, EK_W_S_PERSONS_LESS_PLAN},
       {EK_W_S_PERSONS_EVEN, EK_W_S_PERSONS_EVEN_PLAN, EK_W_S_PERSONS_SAME, EK_W_S_PERSONS_SAME_PLAN}},
      {{EK_W_S_PERSON_GAINS, EK_W_S_PERSON_GAINS_PLAN, EK_W_S_PERSON_MORE, EK_W_S_PERSON_MORE_PLAN},
       {EK_W_S_PERSON_LOSES, EK_W_S_PERSON_LOSES_PLAN, EK_W_S_PERSON_LESS, EK_W_S_PERSON_LESS_PLAN},
       {EK_W_S_PERSON_EVEN, EK_W_S_PERSON_EVEN_PLAN, EK_W_S_PERSON_SAME, EK_W_S_PERSON_SAME_PLAN}}};
  const struct ek_report *p = s->p;
  double people = ek_part_value(p, EK_FIG_PARTICIPANTS, -1, 0);
  if (p->model->person < 0 || !(people > 0) || p->r->study->participants.cases.n == 0) return;
  double each = ek_part_value(p, EK_FIG_RESULT_PER_PARTICIPANT, p->model->person, p->middle);
  if (!isfinite(each)) return;
  ek_summary_rests(s, EK_FIG_RESULT_PER_PARTICIPANT, p->model->person, p->middle);
  enum change change = ek_summary_nothing(each) ? SAME : each > 0 ? MORE : LESS;
  ek_summary_say(s, EK_SAY(p, ek_summary_word(s, words[people == 1][change]),
                           ek_summary_money(s, each), ek_say_time(p->arena, p->lang, p->middle)));
}
