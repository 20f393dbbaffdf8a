/* The head, and the summary in plain words: who paid, who gained, when, and
 * compared with what. Every sentence follows from a figure by a rule. */
#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "report/report_parts.h"

/* --- head ----------------------------------------------------------------------- */

static void add_part(struct ek_buffer *line, const char *text) {
  ek_buffer_addf(line, "%s%s", line->size > 0 ? " · " : "", text);
}

static const char *discount_text(const struct ek_report *p) {
  const struct ek_study *study = p->r->study;
  if (study->discount_rate != NULL) {
    return EK_SAY(p, EK_W_HEAD_RATE, ek_part_quantity(p, study->discount_rate, true));
  }
  if (study->schedule < 0) return EK_SAID(p, EK_W_HEAD_UNDISCOUNTED);
  const struct ek_schedule *s = &p->model->schedules[study->schedule];
  return EK_SAY(p, EK_W_HEAD_SCHEDULE, ek_label_text(s->label, s->name.text, p->lang));
}

void ek_part_head(struct ek_report *p) {
  const struct ek_study *study = p->r->study;
  struct ek_buffer line = {.arena = p->arena}, class = {.arena = p->arena};
  double people = ek_part_value(p, EK_FIG_PARTICIPANTS, -1, 0);
  ek_doc_add(p->doc, EK_DOC_TITLE, study->title != NULL ? study->title : study->source->name,
             study->organisation);
  add_part(&line, EK_SAY(p, people == 1 ? EK_W_PARTICIPANT : EK_W_PARTICIPANTS,
                         ek_say_number(p->arena, p->lang, people)));
  add_part(&line, EK_SAY(p, EK_W_START, ek_say_month(p->arena, p->lang, study->settings.start)));
  add_part(&line, EK_SAY(p, EK_W_PRICE_LEVEL,
                         ek_sprintf(p->arena, "%d", study->settings.price_year)));
  add_part(&line, discount_text(p));
  if (p->r->gross) add_part(&line, EK_SAID(p, EK_W_HEAD_GROSS));
  ek_doc_add(p->doc, EK_DOC_SUBTITLE, line.text, NULL);
  if (study->class.target != NULL) {
    add_part(&class, EK_SAY(p, EK_W_TARGET, study->class.target));
  }
  if (study->class.type != NULL) add_part(&class, study->class.type);
  if (study->class.phase != NULL) add_part(&class, study->class.phase);
  if (class.size > 0) ek_doc_add(p->doc, EK_DOC_SUBTITLE, class.text, NULL);
  if (study->summary != NULL) ek_doc_add(p->doc, EK_DOC_PARAGRAPH, study->summary, NULL);
}

/* --- summary -------------------------------------------------------------------- */

struct summary {
  struct ek_report *p;
  struct ek_buffer text;
  bool planned;
};

static void sentence(struct summary *s, const char *text) {
  ek_buffer_addf(&s->text, "%s%s", s->text.size > 0 ? " " : "", text);
}

static const char *money(const struct summary *s, double kronor) {
  return ek_say_money(s->p->arena, s->p->lang, kronor);
}

/* Less than half a krona is nothing. */
static bool nothing(double kronor) {
  return fabs(kronor) < 0.5;
}

/* The bill as a whole, also when the horizons carry only a part of it. */
static double whole_cost(const struct ek_report *p) {
  bool whole = p->r->study->settings.write_off == 0;
  return whole ? ek_part_value(p, EK_FIG_COST, p->society, p->longest) : p->costs->inside;
}

static void say_write_off(struct summary *s) {
  const struct ek_report *p = s->p;
  int over = p->r->study->settings.write_off;
  if (over <= p->middle) return;
  sentence(s, EK_SAY(p, EK_W_S_WRITTEN_OFF, ek_say_time(p->arena, p->lang, over),
                     ek_say_time(p->arena, p->lang, p->middle),
                     money(s, ek_part_value(p, EK_FIG_COST, p->society, p->middle))));
}

static void say_cost(struct summary *s) {
  const struct ek_report *p = s->p;
  double cost = whole_cost(p);
  bool outside = false;
  if (cost < 0.5) sentence(s, EK_SAID(p, EK_W_S_NO_COST));
  else sentence(s, EK_SAY(p, s->planned ? EK_W_S_COST_PLAN : EK_W_S_COST, money(s, cost)));
  for (size_t i = 0; i < p->costs->n_payers; i++) {
    const struct ek_cost_payer *payer = &p->costs->payers[i];
    if (!p->model->actors[payer->account].outside) continue;
    enum ek_word word = s->planned ? EK_W_S_OUTSIDE_PLAN : EK_W_S_OUTSIDE;
    sentence(s, EK_SAY(p, word, ek_part_actor(p, payer->account), money(s, payer->amount)));
    outside = true;
  }
  double each = ek_part_value(p, EK_FIG_COST_PER_PARTICIPANT, -1, 0);
  if (isfinite(each) && each >= 0.5) {
    sentence(s, EK_SAY(p, outside ? EK_W_S_EACH_ALL : EK_W_S_EACH, money(s, each)));
  }
  say_write_off(s);
}

/* The same fact as outcome, plan and gross change. */
enum outcome { MORE, LESS, EVEN, LOSS, ZERO, GAIN, PURE_LOSS };
static const enum ek_word outcome_words[][3] = {
    [MORE] = {EK_W_S_MORE, EK_W_S_MORE_PLAN, EK_W_S_MORE_GROSS},
    [LESS] = {EK_W_S_LESS, EK_W_S_LESS_PLAN, EK_W_S_LESS_GROSS},
    [EVEN] = {EK_W_S_EVEN, EK_W_S_EVEN_PLAN, EK_W_S_EVEN_GROSS},
    [LOSS] = {EK_W_S_LOSS, EK_W_S_LOSS_PLAN, EK_W_S_LOSS_GROSS},
    [ZERO] = {EK_W_S_ZERO, EK_W_S_ZERO_PLAN, EK_W_S_ZERO_GROSS},
    [GAIN] = {EK_W_S_GAIN, EK_W_S_GAIN_PLAN, EK_W_S_GAIN_GROSS},
    [PURE_LOSS] = {EK_W_S_PURE_LOSS, EK_W_S_PURE_LOSS_PLAN, EK_W_S_PURE_LOSS_GROSS},
};

static enum outcome outcome_of(double cost, double benefit, double result) {
  if (nothing(benefit)) return ZERO;
  if (nothing(cost)) return benefit > 0 ? GAIN : PURE_LOSS;
  if (benefit < 0) return LOSS;
  return nothing(result) ? EVEN : result > 0 ? MORE : LESS;
}

static void say_result(struct summary *s) {
  const struct ek_report *p = s->p;
  double cost = ek_part_value(p, EK_FIG_COST, p->society, p->middle);
  double benefit = ek_part_value(p, EK_FIG_BENEFIT, p->society, p->middle);
  double result = ek_part_value(p, EK_FIG_RESULT, p->society, p->middle);
  enum outcome outcome = outcome_of(cost, benefit, result);
  enum ek_word word = outcome_words[outcome][p->r->gross ? 2 : s->planned ? 1 : 0];
  const char *time = ek_say_time(p->arena, p->lang, p->middle);
  sentence(s, EK_SAY(p, word, time, money(s, benefit), money(s, result)));
}

static void say_comparison(struct summary *s) {
  const struct ek_report *p = s->p;
  const struct ek_study *study = p->r->study;
  if (p->r->gross) {
    sentence(s, EK_SAID(p, EK_W_S_GROSS));
    return;
  }
  const struct ek_quantity *deadweight = study->correction[EK_DEADWEIGHT];
  const struct ek_quantity *displacement = study->correction[EK_DISPLACEMENT];
  if (deadweight == NULL) return;
  const char *share = ek_part_quantity(p, deadweight, true);
  bool displaced = displacement != NULL && ek_part_mean(p, displacement) > 0;
  if (ek_part_mean(p, deadweight) == 0) {
    sentence(s, EK_SAY(p, EK_W_S_NO_DEADWEIGHT, share));
  } else if (displaced) {
    sentence(s, EK_SAY(p, EK_W_S_DEADWEIGHT_DISPLACED, share,
                       ek_part_quantity(p, displacement, true)));
  } else {
    sentence(s, EK_SAY(p, EK_W_S_DEADWEIGHT, share));
  }
  const struct ek_value *value = ek_correction_value(study, EK_DEADWEIGHT);
  if (value->source.text == NULL) sentence(s, EK_SAID(p, EK_W_S_NO_SOURCE));
  else if (value->grade == EK_GRADE_C) sentence(s, EK_SAY(p, EK_W_S_WEAK, "C"));
  else if (value->grade == EK_GRADE_D) sentence(s, EK_SAY(p, EK_W_S_WEAK, "D"));
}

static const struct ek_cost_payer *largest_payer(const struct ek_cost_table *costs) {
  const struct ek_cost_payer *largest = NULL;
  for (size_t i = 0; i < costs->n_payers; i++) {
    if (largest == NULL || costs->payers[i].amount > largest->amount) largest = &costs->payers[i];
  }
  return largest;
}

static void say_largest_payer(struct summary *s, const struct ek_cost_payer *payer) {
  const struct ek_report *p = s->p;
  const char *name = ek_part_actor(p, payer->account);
  const char *pays = p->costs->n_payers == 1
                         ? EK_SAY(p, EK_W_S_PAYS_ALL, name)
                         : EK_SAY(p, EK_W_S_PAYS_MOST, name,
                                  ek_say_share(p->arena, p->lang, payer->share, 0));
  double months = ek_part_value(p, EK_FIG_PAYBACK_MONTHS, payer->account, 0);
  if (p->model->actors[payer->account].outside) {
    sentence(s, EK_SAY(p, EK_W_S_PAYS_OUTSIDE, pays));
  } else if (isinf(months)) {
    sentence(s, EK_SAY(p, ek_part_either(p, EK_W_S_NOT_BACK, EK_W_S_NOT_BACK_GROSS), pays,
                       ek_say_time(p->arena, p->lang, p->longest)));
  } else if (months > 0) {
    const char *number = ek_number_show(p->arena, months, 0, p->lang);
    sentence(s, EK_SAY(p, ek_part_either(p, EK_W_S_BACK, EK_W_S_BACK_GROSS), pays,
                       months == 1 ? ek_say_time(p->arena, p->lang, 1)
                                   : EK_SAY(p, EK_W_MONTHS, number)));
  } else {
    sentence(s, EK_SAY(p, ek_part_either(p, EK_W_S_BACK_AT_ONCE, EK_W_S_BACK_AT_ONCE_GROSS), pays));
  }
}

/* The other payers whose money does not come back. */
static void say_not_back(struct summary *s, const struct ek_cost_payer *told) {
  const struct ek_report *p = s->p;
  struct ek_list names = {0};
  for (size_t i = 0; i < p->costs->n_payers; i++) {
    int account = p->costs->payers[i].account;
    if (&p->costs->payers[i] == told || p->model->actors[account].outside) continue;
    if (!isinf(ek_part_value(p, EK_FIG_PAYBACK_MONTHS, account, 0))) continue;
    *(const char **)ek_list_push(p->arena, &names, sizeof(char *)) = ek_part_actor(p, account);
  }
  if (names.n == 0) return;
  enum ek_word net = names.n == 1 ? EK_W_S_OTHER_NOT_BACK : EK_W_S_OTHERS_NOT_BACK;
  sentence(s, EK_SAY(p, ek_part_either(p, net, EK_W_S_OTHERS_NOT_BACK_GROSS),
                     ek_say_list(p->arena, p->lang, names.items, names.n),
                     ek_say_time(p->arena, p->lang, p->longest)));
}

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

static const char *gains_text(const struct summary *s, const struct gain *gains, size_t n) {
  const struct ek_report *p = s->p;
  const char **texts = ek_alloc_array(p->arena, n, sizeof *texts);
  for (size_t i = 0; i < n; i++) {
    texts[i] = ek_sprintf(p->arena, "%s (%s)", ek_part_actor(p, gains[i].actor),
                          money(s, gains[i].benefit));
  }
  return ek_say_list(p->arena, p->lang, texts, n);
}

static void say_gains(struct summary *s) {
  const struct ek_report *p = s->p;
  struct gain *gains = ek_alloc_array(p->arena, p->model->n_actors, sizeof *gains);
  size_t n = 0, winners = 0, losers = 0;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    const struct ek_actor *actor = &p->model->actors[a];
    double benefit = ek_part_value(p, EK_FIG_BENEFIT, a, p->middle);
    if (actor->outside || !actor->leaf || !isfinite(benefit) || nothing(benefit)) continue;
    gains[n++] = (struct gain){a, benefit};
  }
  if (n > 0) qsort(gains, n, sizeof *gains, by_benefit);
  while (winners < n && gains[winners].benefit > 0) winners++;
  /* A loss of less than a hundredth of the largest gain is for the tables. */
  double worth_telling = winners > 0 ? gains[0].benefit / 100 : 0;
  while (winners + losers < n && -gains[winners + losers].benefit > worth_telling) losers++;
  if (winners > 0) {
    enum ek_word word = ek_part_either(p, EK_W_S_GAINS, EK_W_S_GAINS_GROSS);
    sentence(s, EK_SAY(p, word, gains_text(s, gains, winners > 2 ? 2 : winners)));
  }
  if (losers > 0) {
    sentence(s, EK_SAY(p, EK_W_S_LOSES, gains_text(s, gains + winners, losers)));
  }
}

static void say_work(struct summary *s) {
  const struct ek_report *p = s->p;
  double extra = ek_part_value(p, EK_FIG_EXTRA_IN_WORK, -1, 0);
  double tenths = round(fabs(extra) * 10);
  if (!isfinite(extra) || tenths < 1) return;
  if (tenths == 10) {
    sentence(s, EK_SAID(p, extra > 0 ? EK_W_S_WORK_ONE_MORE : EK_W_S_WORK_ONE_FEWER));
    return;
  }
  const char *number = ek_say_number(p->arena, p->lang, tenths / 10);
  sentence(s, EK_SAY(p, extra > 0 ? EK_W_S_WORK_MORE : EK_W_S_WORK_FEWER, number));
}

static bool is_planned(const char *phase) {
  return ek_text_same(phase, "planering") || ek_text_same(phase, "planning");
}

void ek_part_summary(struct ek_report *p) {
  struct summary s = {.p = p, .text = {.arena = p->arena},
                      .planned = is_planned(p->r->study->class.phase)};
  say_cost(&s);
  say_result(&s);
  say_comparison(&s);
  const struct ek_cost_payer *payer = largest_payer(p->costs);
  if (payer != NULL) {
    say_largest_payer(&s, payer);
    say_not_back(&s, payer);
  }
  say_gains(&s);
  say_work(&s);
  ek_doc_add(p->doc, EK_DOC_HEADING,
             EK_SAID(p, ek_part_either(p, EK_W_H_SUMMARY, EK_W_H_SUMMARY_GROSS)), NULL);
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, s.text.text, NULL);
}
