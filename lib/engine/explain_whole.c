/* Explains participants, people in work, corrections and the potential case by
 * case, down to the flows of the situations that they are computed from. */
#include "engine/explain_whole.h"

#include <math.h>

#include "base/number.h"
#include "base/text.h"
#include "engine/run.h"

struct walker {
  const struct ek_result *r;
  struct ek_arena *arena;
};

static struct ek_trace *number_node(const struct walker *w, struct ek_trace *parent,
                                    const char *kind, const char *sv, const char *en,
                                    double value) {
  struct ek_trace *node = ek_trace_add(w->arena, parent, kind, NULL);
  node->label = (struct ek_label){sv, en};
  node->value = value;
  return node;
}

static struct ek_trace *case_node(const struct walker *w, struct ek_trace *parent,
                                  const struct ek_case_run *c, double value, struct ek_unit unit) {
  struct ek_trace *node = ek_trace_add(w->arena, parent, "case", c->who->name.text);
  node->label = (struct ek_label){c->who->name.text, c->who->name.text};
  node->value = value;
  node->unit = unit;
  node->pos = c->who->name.pos;
  return node;
}

/* A quantity with what it was made of. */
static void quantity_node(const struct walker *w, struct ek_trace *parent,
                          const struct ek_quantity *q, struct ek_label label, const char *kind) {
  struct ek_trace *node = ek_trace_add(w->arena, parent, kind, NULL);
  node->label = label;
  node->unit = q->unit;
  if (q->value != NULL) {
    node->formula = q->value->text;
    node->pos = q->value->pos;
    node->source = ek_model_origin(w->r->model, q->value->source);
    node->grade = q->value->grade;
  }
  struct ek_env env = {.world = w->r->world, .trace = node};
  node->value = ek_column_mean(ek_quantity_eval(q, &env), w->r->draws);
}

static void weight_node(const struct walker *w, struct ek_trace *parent, const struct ek_case_run *c) {
  quantity_node(w, parent, c->who->weight, (struct ek_label){"Vikt: deltagare", "Weight: participants"},
                "weight");
}

static void participants(const struct walker *w, struct ek_trace *node) {
  const struct ek_runner *r = w->r->runner;
  for (size_t i = 0; i < r->n_cases; i++) {
    struct ek_trace *one = case_node(w, node, &r->cases[i], ek_column_mean(r->cases[i].weight, r->draws), node->unit);
    weight_node(w, one, &r->cases[i]);
  }
}

static struct ek_label plain_label(int correction) {
  static const struct ek_label labels[EK_CORRECTIONS] = {
      [EK_COMPARED] = {"jämförelsegrupp", "comparison group"},
      [EK_DEADWEIGHT] = {"dödvikt", "deadweight"},
      [EK_LEAKAGE] = {"läckage", "leakage"},
      [EK_DISPLACEMENT] = {"undanträngning", "displacement"},
      [EK_SUBSTITUTION] = {"substitution", "substitution"},
      [EK_ATTRIBUTION] = {"insatsens andel av effekten", "attribution"},
      [EK_HAIRCUT] = {"avdrag för svag evidens", "haircut for weak evidence"},
      [EK_RETENTION] = {"avtagande effekt", "fading of the effect"}};
  return labels[correction];
}

static struct ek_label correction_label(const struct walker *w, int correction) {
  struct ek_label label = plain_label(correction);
  return (struct ek_label){ek_text_capital(w->arena, label.sv), ek_text_capital(w->arena, label.en)};
}

struct ek_label ek_explain_stage_label(const struct ek_result *r, int correction) {
  if (correction < 0) return (struct ek_label){"Intäkt brutto", "Gross benefit"};
  struct ek_label what = plain_label(correction);
  return (struct ek_label){ek_sprintf(r->arena, "Intäkt efter %s", what.sv), ek_sprintf(r->arena, "Benefit after %s", what.en)};
}

void ek_explain_correction(const struct ek_result *result, int correction, double change, bool brief, struct ek_trace *node) {
  const struct walker w = {result, result->arena};
  const struct ek_quantity *q = result->study->correction[correction];
  struct ek_label label = correction_label(&w, correction);
  struct ek_trace *step = number_node(&w, node, "step", label.sv, label.en, change);
  step->unit = node->unit;
  if (q == NULL) return;
  if (!brief) {
    quantity_node(&w, step, q, label, "correction");
    return;
  }
  double share = 100 * ek_column_mean(ek_quantity_eval(q, &(struct ek_env){.world = result->world}), result->draws);
  int decimals = fabs(share - round(share)) < 1e-9 ? 0 : 1;
  step->remark = (struct ek_label){ek_sprintf(w.arena, "%s\u00A0%%", ek_number_show(w.arena, share, decimals, EK_SV)),
                                   ek_sprintf(w.arena, "%s%%", ek_number_show(w.arena, share, decimals, EK_EN))};
  if (q->value == NULL) return;
  step->source = ek_model_origin(result->model, q->value->source);
  step->grade = q->value->grade;
  step->pos = q->value->pos;
}

static void corrections(const struct walker *w, struct ek_trace *node) {
  for (int i = 0; i < EK_RETENTION; i++) {
    const struct ek_quantity *q = w->r->study->correction[i];
    if (q != NULL) quantity_node(w, node, q, correction_label(w, i), "correction");
  }
}

static void in_work(const struct walker *w, bool subsidised, struct ek_trace *node) {
  struct ek_runner *r = w->r->runner;
  const struct ek_figure *net = ek_result_figure(w->r, EK_FIG_ADDITIONALITY, -1, 0, -1);
  for (size_t i = 0; i < r->n_cases; i++) {
    struct ek_case_run *c = &r->cases[i];
    const struct ek_situation *after = ek_run_lasting(r, c);
    double before = ek_column_mean(subsidised ? c->before->subsidised : c->before->work, r->draws);
    double now = ek_column_mean(subsidised ? after->subsidised : after->work, r->draws);
    double weight = ek_column_mean(c->weight, r->draws);
    if (before == 0 && now == 0) continue;
    struct ek_trace *one = case_node(w, node, c, weight * (now - before) * net->value, node->unit);
    weight_node(w, one, c);
    number_node(w, one, "before", "Omfattning före", "Extent before", before);
    number_node(w, one, "after", "Omfattning efter", "Extent after", now);
    number_node(w, one, "additionality", "Netto av brutto", "Net of gross", net->value);
  }
  corrections(w, number_node(w, node, "additionality", "Netto av brutto", "Net of gross", net->value));
}

/* The flows of a situation that are production, or resources used because of exclusion. */
static void flow_nodes(const struct walker *w, const struct ek_case_run *c,
                       const struct ek_phase *phase, const struct ek_situation *s, bool production,
                       double sign, struct ek_label phase_label, struct ek_trace *parent) {
  const struct ek_priced_flow *flows = s->flows.items;
  for (size_t i = 0; i < s->flows.n; i++) {
    bool wanted = production ? flows[i].from == EK_ACCOUNT_PRODUCTION(w->r->model)
                             : flows[i].to == EK_ACCOUNT_RESOURCES(w->r->model) &&
                                   flows[i].item != NULL && flows[i].item->exclusion;
    if (!wanted) continue;
    struct ek_trace *node = ek_trace_add(w->arena, parent, "flow", flows[i].flow->name.text);
    node->label = flows[i].flow->label;
    node->value = sign * ek_column_mean(flows[i].amount, w->r->draws);
    node->unit = parent->unit;
    node->remark = phase_label;
    ek_situation_trace(c->world, w->r->study, phase, &c->person, flows[i].item, flows[i].flow, node);
  }
}

static void potential(const struct walker *w, bool after, bool production, struct ek_trace *node) {
  struct ek_runner *r = w->r->runner;
  for (size_t i = 0; i < r->n_cases; i++) {
    struct ek_case_run *c = &r->cases[i];
    const struct ek_situation *s = after ? ek_run_lasting(r, c) : c->before;
    const struct ek_phase *lasting = ek_path_lasting(c->who);
    const struct ek_phase *phase = after && lasting != NULL ? lasting : &c->who->before;
    double each = production ? ek_column_mean(c->full->production, r->draws) - ek_column_mean(s->production, r->draws)
                             : ek_column_mean(s->exclusion, r->draws);
    struct ek_trace *one = case_node(w, node, c, ek_column_mean(c->weight, r->draws) * each, node->unit);
    weight_node(w, one, c);
    struct ek_label now = after ? (struct ek_label){"efter", "after"} : (struct ek_label){"före", "before"};
    if (production) {
      flow_nodes(w, c, &c->who->full, c->full, true, 1, (struct ek_label){"i arbete på heltid", "in full work"}, one);
    }
    flow_nodes(w, c, phase, s, production, production ? -1 : 1, now, one);
  }
}

/* One case's household, line by line, down to the formulas. */
static void household_lines(const struct walker *w, const struct ek_case_run *c,
                            const struct ek_situation *s, struct ek_trace *parent) {
  const struct ek_personal *personal = &w->r->model->personal;
  const struct ek_household_line *lines = personal->household.items;
  for (size_t i = 0; i < personal->household.n; i++) {
    struct ek_trace *node = ek_trace_add(w->arena, parent, "line", lines[i].name.text);
    node->label = lines[i].label;
    node->unit = ek_formula_unit(lines[i].formula);
    node->formula = lines[i].amount.text;
    node->pos = lines[i].amount.pos;
    struct ek_env env = {.world = c->world, .person = &c->person, .locals = &personal->item.locals,
                         .values = s->values, .trace = node};
    node->value = ek_column_mean(ek_formula_eval(lines[i].formula, &env), w->r->draws);
  }
}

static void households(const struct walker *w, bool after, struct ek_trace *node) {
  struct ek_runner *r = w->r->runner;
  const struct ek_figure *people = ek_result_figure(w->r, EK_FIG_PARTICIPANTS, -1, 0, -1);
  for (size_t i = 0; i < r->n_cases; i++) {
    struct ek_case_run *c = &r->cases[i];
    const struct ek_situation *s = after ? ek_run_lasting(r, c) : c->before;
    double each = ek_column_mean(ek_budget_of(c->world, &c->person, s)->disposable, r->draws);
    double weight = ek_column_mean(c->weight, r->draws);
    struct ek_trace *one = case_node(w, node, c, weight * each / people->value, node->unit);
    weight_node(w, one, c);
    struct ek_trace *whole = number_node(w, one, "household", "Hushållets disponibla inkomst", "The household's disposable income", each);
    whole->unit = node->unit;
    household_lines(w, c, s, whole);
  }
}

/* ---- in brief, for documents that show households ---- */

static struct ek_unit per_year(const struct walker *w) {
  struct ek_unit unit = ek_unit_in(ek_unit_money, w->r->model->currency);
  unit.power[EK_DIM_TIME] = -1;
  return unit;
}

static struct ek_budget *budget_of(const struct walker *w, size_t which, bool after) {
  const struct ek_case_budget *b = &w->r->budgets->cases[which];
  return after ? b->after : b->before;
}

static struct ek_trace *root_of(const struct walker *w, const char *kind, double value) {
  struct ek_trace *root = ek_trace_add(w->arena, NULL, kind, NULL);
  root->value = value;
  root->unit = per_year(w);
  return root;
}

struct ek_trace *ek_explain_case_household(const struct ek_result *result, size_t which, bool after) {
  const struct walker w = {result, result->arena};
  if (result->budgets == NULL || which >= result->budgets->n) return NULL;
  const struct ek_budget *b = budget_of(&w, which, after);
  const struct ek_household_line *lines = result->model->personal.household.items;
  struct ek_trace *root = root_of(&w, "household", ek_column_mean(b->disposable, result->draws));
  for (size_t i = 0; i < b->n; i++) {
    double value = ek_column_mean(b->line[i], result->draws);
    if (value == 0) continue;
    struct ek_trace *line = ek_trace_add(w.arena, root, "line", lines[i].name.text);
    line->label = lines[i].label;
    line->unit = root->unit;
    line->value = value;
    line->formula = lines[i].amount.text;
    line->pos = lines[i].amount.pos;
  }
  return root;
}

struct ek_trace *ek_explain_mean_household(const struct ek_result *result, int line, bool after) {
  const struct walker w = {result, result->arena};
  const struct ek_budgets *all = result->budgets;
  if (all == NULL || all->n == 0) return NULL;
  const struct ek_budget *mean = after ? all->mean.after : all->mean.before;
  double people = ek_result_value(result, EK_FIG_PARTICIPANTS, -1, 0);
  struct ek_trace *root = root_of(&w, "line", ek_column_mean(line < 0 ? mean->disposable : mean->line[line], result->draws));
  for (size_t i = 0; i < all->n; i++) {
    const struct ek_budget *b = budget_of(&w, i, after);
    double each = ek_column_mean(line < 0 ? b->disposable : b->line[line], result->draws);
    double weight = ek_column_mean(result->runner->cases[i].weight, result->draws);
    if (each * weight == 0) continue;
    struct ek_trace *one = case_node(&w, root, &result->runner->cases[i], weight * each / people, root->unit);
    int decimals = weight == floor(weight) && people == floor(people) ? 0 : 1;
    one->pos = (struct ek_pos){0};
    one->remark = (struct ek_label){
        ek_sprintf(w.arena, "%s av %s", ek_number_show(w.arena, weight, decimals, EK_SV), ek_number_show(w.arena, people, decimals, EK_SV)),
        ek_sprintf(w.arena, "%s of %s", ek_number_show(w.arena, weight, decimals, EK_EN), ek_number_show(w.arena, people, decimals, EK_EN))};
  }
  return root;
}

static void rate_node(const struct walker *w, struct ek_trace *parent, const char *kind,
                      const char *sv, const char *en, double value) {
  ek_unit_combine(ek_unit_money, (struct ek_unit){.power = {[EK_DIM_TIME] = 1}}, -1,
                  &number_node(w, parent, kind, sv, en, value)->unit);
}

/* What a participation effect compares: the situation before and the one that lasts. */
static void participation_parts(const struct walker *w, const struct ek_case_budget *b,
                                struct ek_trace *one) {
  size_t n = w->r->draws;
  rate_node(w, one, "pay_before", "Lön före", "Pay before", ek_column_mean(b->before->earned, n));
  rate_node(w, one, "pay_after", "Lön efter", "Pay after", ek_column_mean(b->after->earned, n));
  rate_node(w, one, "before", "Disponibel inkomst före", "Disposable income before", ek_column_mean(b->before->disposable, n));
  rate_node(w, one, "after", "Disponibel inkomst efter", "Disposable income after", ek_column_mean(b->after->disposable, n));
}

/* What a marginal effect compares: the situation that lasts, and a step more pay. */
static void marginal_parts(const struct walker *w, const struct ek_case_budget *b, struct ek_trace *one) {
  size_t n = w->r->draws;
  double pay = ek_column_mean(b->after->earned, n), left = ek_column_mean(b->after->disposable, n);
  double kept = (1 - ek_column_mean(b->marginal, n)) * EK_MARGINAL_STEP;
  rate_node(w, one, "pay", "Lön", "Pay", pay);
  if (isnan(kept)) return;
  rate_node(w, one, "more_pay", "Lön med 1\u00A0000 kronor mer i månaden", "Pay with 1,000 kr a month more", pay + EK_MARGINAL_STEP);
  rate_node(w, one, "disposable", "Disponibel inkomst", "Disposable income", left);
  rate_node(w, one, "more_disposable", "Disponibel inkomst med mer lön", "Disposable income with more pay", left + kept);
}

static void effects(const struct walker *w, bool marginal, struct ek_trace *node) {
  for (size_t i = 0; i < w->r->budgets->n; i++) {
    const struct ek_case_budget *b = &w->r->budgets->cases[i];
    const struct ek_case_run *c = &w->r->runner->cases[i];
    double effect = ek_column_mean(marginal ? b->marginal : b->participation, w->r->draws);
    struct ek_trace *one = case_node(w, node, c, effect, node->unit);
    weight_node(w, one, c);
    if (marginal) marginal_parts(w, b, one);
    else participation_parts(w, b, one);
  }
}

static void discount(const struct walker *w, struct ek_trace *node) {
  const struct ek_schedule *schedule = w->r->runner->schedule;
  if (schedule == NULL && w->r->study->discount_rate != NULL) {
    quantity_node(w, node, w->r->study->discount_rate, (struct ek_label){"Diskonteringsränta", "Discount rate"}, "rate");
  }
  if (schedule == NULL) return;
  const struct ek_step *steps = schedule->steps.items;
  for (size_t i = 0; i < schedule->steps.n; i++) {
    struct ek_trace *step = number_node(w, node, "rate", schedule->label.sv, schedule->label.en, steps[i].rate_per_year);
    step->pos = steps[i].rate.pos;
    step->formula = steps[i].rate.text;
    step->source = ek_model_origin(w->r->model, schedule->source);
    if (steps[i].years > 0) {
      step->remark = (struct ek_label){ek_sprintf(w->arena, "i %d år", steps[i].years),
                                       ek_sprintf(w->arena, "for %d years", steps[i].years)};
    }
  }
}

void ek_explain_whole(const struct ek_result *result, const struct ek_figure *figure,
                      struct ek_trace *node) {
  const struct walker w = {result, result->arena};
  switch (figure->def->id) {
  case EK_FIG_PARTICIPANTS: participants(&w, node); break;
  case EK_FIG_ADDITIONALITY: corrections(&w, node); break;
  case EK_FIG_EXTRA_IN_WORK: in_work(&w, false, node); break;
  case EK_FIG_EXTRA_IN_SUBSIDISED_WORK: in_work(&w, true, node); break;
  case EK_FIG_POTENTIAL_BEFORE_PRODUCTION: potential(&w, false, true, node); break;
  case EK_FIG_POTENTIAL_BEFORE_RESOURCES: potential(&w, false, false, node); break;
  case EK_FIG_POTENTIAL_AFTER_PRODUCTION: potential(&w, true, true, node); break;
  case EK_FIG_POTENTIAL_AFTER_RESOURCES: potential(&w, true, false, node); break;
  case EK_FIG_HOUSEHOLD_BEFORE: households(&w, false, node); break;
  case EK_FIG_HOUSEHOLD_AFTER: households(&w, true, node); break;
  case EK_FIG_PARTICIPATION_EFFECT: effects(&w, false, node); break;
  case EK_FIG_MARGINAL_EFFECT: effects(&w, true, node); break;
  case EK_FIG_DISCOUNT_FACTOR: discount(&w, node); break;
  default: break;
  }
}
