/* The summary in plain words: what it cost, what came back and compared with what.
 * Every sentence follows from a figure by a rule. */
#include "report/summary.h"

#include <math.h>

#include "base/text.h"
#include "engine/alternatives.h"
#include "report/intervals.h"
#include "views/spread.h"

void ek_summary_say(struct ek_summary *s, const char *text) {
  ek_buffer_addf(&s->text, "%s%s", s->text.size > 0 ? " " : "",
                 ek_text_capital(s->p->arena, text));
}

const char *ek_summary_money(const struct ek_summary *s, double kronor) {
  double own = ek_money_step(kronor), step = fmax(fmin(s->step, own), own / 10);
  return ek_say_money_to(s->p->arena, s->p->lang, s->p->model->currency, kronor, step);
}

bool ek_summary_nothing(double kronor) {
  return fabs(kronor) < 0.5;
}

const char *ek_summary_time(const struct ek_summary *s, double months) {
  return ek_say_time(s->p->arena, s->p->lang, (int)round(months));
}

void ek_summary_rests(struct ek_summary *s, enum ek_figure_id id, int actor, int horizon) {
  ek_part_rests(s->p, s->basis, id, actor, horizon, -1);
}

static void end_paragraph(struct ek_summary *s) {
  if (s->text.size > 0) ek_doc_add(s->p->doc, EK_DOC_PARAGRAPH, s->text.text, NULL);
  if (s->text.size > 0) ek_doc_rests(s->p->doc, s->basis);
  s->text = (struct ek_buffer){.arena = s->p->arena};
  s->basis = ek_part_basis(s->p, NULL);
}

/* --- society: cost, benefit and result, which add up as they are told ---------------- */

enum ek_word ek_summary_word(const struct ek_summary *s, const enum ek_word words[4]) {
  return words[2 * (size_t)s->p->r->gross + (size_t)s->planned];
}

/* The bill as a whole, also when the horizons carry only a part of it. */
static double whole_cost(const struct ek_report *p) {
  bool whole = p->r->study->settings.write_off == 0;
  return whole ? ek_part_value(p, EK_FIG_COST, p->society, p->longest) : p->costs->inside;
}

struct account {
  double whole, cost, benefit, result; /* kronor; cost: what the horizon carries */
};

static struct account society(const struct ek_report *p) {
  return (struct account){whole_cost(p), ek_part_value(p, EK_FIG_COST, p->society, p->middle),
                          ek_part_value(p, EK_FIG_BENEFIT, p->society, p->middle),
                          ek_part_value(p, EK_FIG_RESULT, p->society, p->middle)};
}

/* To the step of the summary, as it is told. */
static double told(const struct ek_summary *s, double kronor) {
  return round(kronor / s->step) * s->step;
}

static const char *money(const struct ek_summary *s, double kronor) {
  return ek_say_money_to(s->p->arena, s->p->lang, s->p->model->currency, kronor, s->step);
}

static void say_write_off(struct ek_summary *s, const struct account *a) {
  const struct ek_report *p = s->p;
  int over = p->r->study->settings.write_off;
  if (over <= p->middle) return;
  ek_summary_say(s, EK_SAY(p, EK_W_S_WRITTEN_OFF, ek_say_time(p->arena, p->lang, over),
                           ek_say_time(p->arena, p->lang, p->middle), money(s, a->cost)));
}

/* Money from outside society; true when there was any. */
static bool say_outside(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  bool any = false;
  for (size_t i = 0; i < p->costs->n_payers; i++) {
    const struct ek_cost_payer *payer = &p->costs->payers[i];
    if (!p->model->actors[payer->account].outside) continue;
    enum ek_word word = s->planned ? EK_W_S_OUTSIDE_PLAN : EK_W_S_OUTSIDE;
    ek_summary_say(s, EK_SAY(p, word, ek_part_actor_within(p, payer->account),
                             ek_summary_money(s, payer->amount)));
    any = true;
  }
  return any;
}

/* What an insats costs may also stand where persons are: in a cohort's states, or as services during it. */
static bool costs_within(const struct ek_study *study) {
  const struct ek_case *cases = study->participants.cases.items;
  bool services = study->outcomes.cohort.present;
  for (size_t i = 0; i < study->participants.cases.n; i++) services |= cases[i].during.services.n > 0;
  return services;
}

static void say_cost(struct ek_summary *s, const struct account *a) {
  const struct ek_report *p = s->p;
  if (p->costs->n == 0) ek_summary_say(s, EK_SAID(p, costs_within(p->r->study) ? EK_W_S_COST_WITHIN : EK_W_S_COST_NONE));
  else if (ek_summary_nothing(a->whole)) ek_summary_say(s, EK_SAID(p, EK_W_S_NO_COST));
  else {
    enum ek_word word = s->planned ? EK_W_S_COST_PLAN : EK_W_S_COST;
    ek_summary_say(s, EK_SAY(p, word, money(s, a->whole)));
    ek_summary_rests(s, EK_FIG_COST, p->society, p->longest);
  }
  bool outside = say_outside(s);
  double each = ek_part_value(p, EK_FIG_COST_PER_PARTICIPANT, -1, 0);
  bool one = ek_part_value(p, EK_FIG_PARTICIPANTS, -1, 0) == 1;
  if (isfinite(each) && !ek_summary_nothing(each) && !(one && !outside)) {
    enum ek_word word = outside ? (s->planned ? EK_W_S_EACH_ALL_PLAN : EK_W_S_EACH_ALL) : s->planned ? EK_W_S_EACH_PLAN : EK_W_S_EACH;
    ek_summary_say(s, EK_SAY(p, word, ek_summary_money(s, each)));
    ek_summary_rests(s, EK_FIG_COST_PER_PARTICIPANT, -1, 0);
  }
  say_write_off(s, a);
}

/* The same fact as outcome and plan, and the same of gross change. */
enum outcome { MORE, LESS, EVEN, LOSS, ZERO, GAIN, PURE_LOSS };
static const enum ek_word outcome_words[][4] = {
    [MORE] = {EK_W_S_MORE, EK_W_S_MORE_PLAN, EK_W_S_MORE_GROSS,
              EK_W_S_MORE_GROSS_PLAN},
    [LESS] = {EK_W_S_LESS, EK_W_S_LESS_PLAN, EK_W_S_LESS_GROSS,
              EK_W_S_LESS_GROSS_PLAN},
    [EVEN] = {EK_W_S_EVEN, EK_W_S_EVEN_PLAN, EK_W_S_EVEN_GROSS,
              EK_W_S_EVEN_GROSS_PLAN},
    [LOSS] = {EK_W_S_LOSS, EK_W_S_LOSS_PLAN, EK_W_S_LOSS_GROSS,
              EK_W_S_LOSS_GROSS_PLAN},
    [ZERO] = {EK_W_S_ZERO, EK_W_S_ZERO_PLAN, EK_W_S_ZERO_GROSS,
              EK_W_S_ZERO_GROSS_PLAN},
    [GAIN] = {EK_W_S_GAIN, EK_W_S_GAIN_PLAN, EK_W_S_GAIN_GROSS,
              EK_W_S_GAIN_GROSS_PLAN},
    [PURE_LOSS] = {EK_W_S_PURE_LOSS, EK_W_S_PURE_LOSS_PLAN, EK_W_S_PURE_LOSS_GROSS,
                   EK_W_S_PURE_LOSS_GROSS_PLAN},
};

static enum outcome outcome_of(const struct ek_summary *s, const struct account *a) {
  if (ek_summary_nothing(a->benefit)) return ZERO;
  if (ek_summary_nothing(a->cost)) return a->benefit > 0 ? GAIN : PURE_LOSS;
  if (a->benefit < 0) return LOSS;
  double result = told(s, a->result);
  return ek_summary_nothing(result) ? EVEN : result > 0 ? MORE : LESS;
}

static void say_result(struct ek_summary *s, const struct account *a) {
  const struct ek_report *p = s->p;
  if (isnan(a->benefit)) {
    ek_summary_say(s, EK_SAID(p, EK_W_S_HIDDEN));
    return;
  }
  enum ek_word word = ek_summary_word(s, outcome_words[outcome_of(s, a)]);
  /* The cost and the result stand as they are; the benefit is what makes them add up. */
  double benefit = told(s, a->cost) + told(s, a->result);
  ek_summary_say(s, EK_SAY(p, word, ek_say_time(p->arena, p->lang, p->middle), money(s, benefit),
                           money(s, a->result)));
  ek_summary_rests(s, EK_FIG_BENEFIT, p->society, p->middle);
  ek_summary_rests(s, EK_FIG_RESULT, p->society, p->middle);
}

static const enum ek_word back_words[4] = {EK_W_S_SOCIETY_BACK, EK_W_S_SOCIETY_BACK_PLAN, EK_W_S_SOCIETY_BACK_GROSS, EK_W_S_SOCIETY_BACK_GROSS_PLAN};
static const enum ek_word not_back_words[4] = {EK_W_S_SOCIETY_NOT_BACK, EK_W_S_SOCIETY_NOT_BACK_PLAN, EK_W_S_SOCIETY_NOT_BACK_GROSS,
                                               EK_W_S_SOCIETY_NOT_BACK_GROSS_PLAN};
static const enum ek_word at_once_words[4] = {EK_W_S_SOCIETY_BACK_AT_ONCE, EK_W_S_SOCIETY_BACK_AT_ONCE_PLAN, EK_W_S_SOCIETY_BACK_AT_ONCE_GROSS,
                                              EK_W_S_SOCIETY_BACK_AT_ONCE_GROSS_PLAN};

static void say_payback(struct ek_summary *s, const struct account *a) {
  const struct ek_report *p = s->p;
  double months = ek_part_value(p, EK_FIG_PAYBACK_MONTHS, p->society, 0);
  if (ek_summary_nothing(a->whole) || ek_summary_nothing(a->benefit) || isnan(months)) return;
  ek_summary_rests(s, EK_FIG_PAYBACK_MONTHS, p->society, 0);
  if (isinf(months)) ek_summary_say(s, EK_SAY(p, ek_summary_word(s, not_back_words), ek_say_time(p->arena, p->lang, p->longest)));
  else if (months > 0) ek_summary_say(s, EK_SAY(p, ek_summary_word(s, back_words), ek_summary_time(s, months)));
  else ek_summary_say(s, EK_SAID(p, ek_summary_word(s, at_once_words)));
}

/* A loss is told as one, and fairly: not of what is nothing, nor of a cost alone. */
static void say_negative(struct ek_summary *s, const struct account *a) {
  if (told(s, a->result) < 0) ek_summary_say(s, EK_SAID(s->p, EK_W_S_NEGATIVE));
}

/* --- what it is compared with ---------------------------------------------------- */

/* Gross change is said to be that before any figure. */
static void say_kind(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  if (p->r->gross) ek_summary_say(s, EK_SAID(p, s->planned ? EK_W_S_GROSS_PLAN : EK_W_S_GROSS));
  if (p->r->study->settings.profile == EK_PROFILE_NYTTOSAM) {
    ek_summary_say(s, EK_SAID(p, EK_W_S_NYTTOSAM));
  }
}

static const char *share_text(const struct ek_report *p, const struct ek_quantity *share) {
  return ek_say_in_words(p->arena, p->lang, ek_part_quantity(p, share, true));
}

static void say_deadweight(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  const struct ek_study *study = p->r->study;
  const struct ek_quantity *deadweight = study->correction[EK_DEADWEIGHT];
  const struct ek_quantity *displacement = study->correction[EK_DISPLACEMENT];
  if (p->r->gross || deadweight == NULL) return;
  const char *share = share_text(p, deadweight);
  bool displaced = displacement != NULL && ek_part_mean(p, displacement) > 0;
  if (ek_part_mean(p, deadweight) == 0) {
    ek_summary_say(s, EK_SAY(p, s->planned ? EK_W_S_NO_DEADWEIGHT_PLAN : EK_W_S_NO_DEADWEIGHT, share));
  } else if (displaced) {
    ek_summary_say(s, EK_SAY(p, s->planned ? EK_W_S_DEADWEIGHT_DISPLACED_PLAN : EK_W_S_DEADWEIGHT_DISPLACED, share, share_text(p, displacement)));
  } else {
    ek_summary_say(s, EK_SAY(p, s->planned ? EK_W_S_DEADWEIGHT_PLAN : EK_W_S_DEADWEIGHT, share));
  }
  const struct ek_value *value = ek_correction_value(study, EK_DEADWEIGHT);
  if (value->source.text == NULL) ek_summary_say(s, EK_SAID(p, EK_W_S_NO_SOURCE));
  else if (value->grade == EK_GRADE_C) ek_summary_say(s, EK_SAY(p, EK_W_S_WEAK, "C"));
  else if (value->grade == EK_GRADE_D) ek_summary_say(s, EK_SAY(p, EK_W_S_WEAK, "D"));
}

/* Of a cohort: which alternative is held against which. */
static void say_alternatives(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  const struct ek_alternatives *all = p->r->alternatives;
  if (all == NULL) return;
  ek_summary_say(s, EK_SAY(p, EK_W_S_AGAINST, ek_part_alternative(p, all->chosen), ek_part_alternative(p, all->reference)));
}

/* Of several insatser: whether another would have given society more. */
static void say_best(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  const struct ek_alternatives *all = p->r->alternatives;
  if (all == NULL || all->n < 3) return;
  double own = ek_part_value(p, EK_FIG_RESULT, p->society, p->middle), most = own;
  size_t best = all->chosen;
  for (size_t a = 0; a < all->n; a++) {
    double result = a == all->reference ? 0 : ek_result_value(all->result[a], EK_FIG_RESULT, p->society, p->middle);
    if (!(result > most) || ek_summary_nothing(result - own)) continue;
    most = result;
    best = a;
  }
  if (best == all->reference) return; /* that it loses has been said */
  if (best == all->chosen) ek_summary_say(s, EK_SAID(p, EK_W_S_BEST));
  else ek_summary_say(s, EK_SAY(p, EK_W_S_OTHER_BEST, ek_part_alternative(p, best), ek_say_time(p->arena, p->lang, p->middle), ek_summary_money(s, most)));
}

const char *ek_summary_signed(const struct ek_summary *s, double kronor) {
  const char *text = ek_summary_money(s, fabs(kronor));
  return kronor <= -0.5 ? EK_SAY(s->p, EK_W_S_MINUS, text) : text;
}

/* People in a file: compared with whom, scaled from how many, and how sure that is. */
static void say_people(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  const struct ek_people *people = p->r->study->people;
  if (people == NULL) return;
  size_t compared = people->n - people->participants;
  if (compared > 0) {
    bool weighed = p->r->weighting != NULL;
    ek_summary_say(s, EK_SAY(p, weighed ? EK_W_S_COMPARED_WEIGHED : EK_W_S_COMPARED, ek_number_show(p->arena, (double)compared, 0, p->lang)));
    if (*ek_part_unlike(p->r, p->lang) != '\0') ek_summary_say(s, EK_SAID(p, weighed ? EK_W_S_UNLIKE_WEIGHED : EK_W_S_UNLIKE));
  }
  if (people->whole > 0) {
    double sample = ek_result_value(p->r->sample, EK_FIG_PARTICIPANTS, -1, 0);
    bool weighed = fabs(sample - (double)people->participants) > 1e-9;
    ek_summary_say(s, EK_SAY(p, weighed ? EK_W_S_WHOLE_WEIGHED : EK_W_S_WHOLE,
                             ek_number_show(p->arena, (double)people->participants, 0, p->lang),
                             ek_number_show(p->arena, people->whole, 0, p->lang), ek_number_show(p->arena, sample, 1, p->lang)));
  }
  const struct ek_interval *i = ek_part_interval_whole(p, EK_FIG_RESULT, p->society, p->middle);
  if (i == NULL) return;
  bool both = ek_part_interval_both(p);
  ek_summary_say(s, EK_SAY(p, both ? EK_W_S_INTERVAL_BOTH : EK_W_S_INTERVAL, ek_summary_signed(s, i->low), ek_summary_signed(s, i->high),
                           ek_spread_of_draws(p, i->above, !both)));
}

/* --- the whole ------------------------------------------------------------------- */

static void say_work(struct ek_summary *s) {
  static const enum ek_word words[2][4] = {{EK_W_S_WORK_MORE, EK_W_S_WORK_ONE_MORE, EK_W_S_WORK_ONE_FEWER, EK_W_S_WORK_FEWER},
                                           {EK_W_S_WORK_MORE_PLAN, EK_W_S_WORK_ONE_MORE_PLAN, EK_W_S_WORK_ONE_FEWER_PLAN, EK_W_S_WORK_FEWER_PLAN}};
  const struct ek_report *p = s->p;
  double extra = ek_part_value(p, EK_FIG_EXTRA_IN_WORK, -1, 0);
  double tenths = round(fabs(extra) * 10);
  if (!isfinite(extra) || tenths < 1) return;
  size_t one = tenths == 10, word = extra > 0 ? one : 3 - one;
  bool whole = fmod(tenths, 10) == 0 && tenths < 1e4;
  const char *number = whole ? ek_say_count(p->arena, p->lang, (int)tenths / 10)
                             : ek_say_number(p->arena, p->lang, tenths / 10);
  ek_summary_say(s, EK_SAY(p, words[s->planned][word], number));
  ek_summary_rests(s, EK_FIG_EXTRA_IN_WORK, -1, 0);
}

void ek_part_summary(struct ek_report *p) {
  struct account a = society(p);
  struct ek_summary s = {.p = p, .text = {.arena = p->arena},
                         .step = ek_money_common_step((const double[]){a.whole, a.cost, a.benefit}, 3),
                         .planned = ek_part_planned(p), .basis = ek_part_basis(p, NULL)};
  ek_doc_add(p->doc, EK_DOC_HEADING,
             EK_SAID(p, ek_part_either(p, EK_W_H_SUMMARY, EK_W_H_SUMMARY_GROSS)), NULL);
  say_kind(&s);
  say_alternatives(&s);
  say_cost(&s, &a);
  say_result(&s, &a);
  say_payback(&s, &a);
  say_best(&s);
  say_negative(&s, &a);
  say_deadweight(&s);
  say_people(&s);
  end_paragraph(&s);
  ek_summary_payers(&s);
  ek_summary_gains(&s);
  end_paragraph(&s);
  ek_summary_person(&s);
  say_work(&s);
  end_paragraph(&s);
  if (!isnan(a.result)) {
    ek_summary_sure(&s);
    ek_summary_decides(&s);
    end_paragraph(&s);
  }
  ek_summary_unpriced(&s);
  end_paragraph(&s);
}
