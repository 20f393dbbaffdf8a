/* Walks the ledger backwards. A figure that is a sum over lines is shown as
 * that sum, by flow and then by case; a ratio as the figures it is made of. */
#include "engine/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "engine/cohort.h"
#include "engine/cost.h"
#include "engine/explain_people.h"
#include "engine/explain_whole.h"
#include "engine/path.h"
#include "engine/run.h"

enum { BRIEF_LINES = 3 }; /* of a flow are told when many figures are explained */

struct priced {
  const struct ek_line *line; /* the first that has the price */
  struct ek_trace *price;
};

struct ek_explainer {
  const struct ek_result *r;
  struct ek_arena *arena;
  const struct ek_figure *figure;
  int horizon, steps;      /* of those: where lines are told, and how far their prices */
  const struct ek_ledger *ledger; /* whose lines are summed: the result's, or that without corrections */
  const struct ek_ledger *gross;  /* that one; NULL: nobody has asked for it */
  struct ek_trace **known; /* by figure, when many are explained together; otherwise NULL */
  struct ek_list prices;   /* struct priced */
  const struct ek_told_flows *told; /* of people; NULL: nobody has asked */
};

/* ---- the tree ---- */

static struct ek_unit unit_of(const struct ek_result *r, enum ek_figure_unit unit) {
  struct ek_unit out = ek_unit_none;
  bool money = unit == EK_IN_KR || unit == EK_IN_KR_PER_YEAR;
  if (money) out = ek_unit_in(ek_unit_money, r->model->currency);
  if (unit == EK_IN_KR_PER_YEAR) out.power[EK_DIM_TIME] = -1;
  if (unit == EK_IN_PERSONS) out.power[EK_DIM_PARTICIPANT] = 1;
  return out;
}

static struct ek_label time_label(const struct ek_explainer *e, int months) {
  bool years = months % 12 == 0;
  int n = years ? months / 12 : months;
  const char *en = years ? (n == 1 ? "year" : "years") : n == 1 ? "month" : "months";
  return (struct ek_label){ek_sprintf(e->arena, "%d %s", n, years ? "år" : n == 1 ? "månad" : "månader"), ek_sprintf(e->arena, "%d %s", n, en)};
}

static struct ek_trace *figure_node(const struct ek_explainer *e, const struct ek_figure *f,
                                    struct ek_trace *parent) {
  struct ek_trace *node = ek_trace_add(e->arena, parent, "figure", f->def->name);
  node->brief = f->def->by_stage ? ek_explain_stage_label(e->r, f->stage) : f->def->label;
  node->label = node->brief;
  if (f->actor >= 0) {
    struct ek_label actor = e->r->model->actors[f->actor].label;
    if (actor.sv != NULL) node->label.sv = ek_sprintf(e->arena, "%s, %s", node->brief.sv, actor.sv);
    if (actor.en != NULL) node->label.en = ek_sprintf(e->arena, "%s, %s", node->brief.en, actor.en);
  }
  node->value = f->value;
  node->unit = unit_of(e->r, f->def->unit);
  node->definition = f->def->help;
  if (f->horizon > 0) node->remark = time_label(e, f->horizon);
  if (f->def->id == EK_FIG_DISCOUNT_FACTOR) {
    node->remark = (struct ek_label){ek_sprintf(e->arena, "%d år efter starten", f->year),
                                     ek_sprintf(e->arena, f->year == 1 ? "%d year after the start" : "%d years after the start", f->year)};
  } else if (f->year >= 0) {
    node->remark = (struct ek_label){ek_sprintf(e->arena, "år %d från starten", f->year + 1),
                                     ek_sprintf(e->arena, "year %d from the start", f->year + 1)};
  }
  return node;
}

static bool is_outside(const struct ek_model *m, int account, int root) {
  return account < EK_ACCOUNT_PRODUCTION(m) && !ek_model_below(m, account, root);
}

/* Which lines a figure sums, and with which sign; 0: not this one. */
static double sign_for(const struct ek_explainer *e, const struct ek_line *line) {
  const struct ek_ledger *l = e->ledger;
  const struct ek_model *m = e->r->model;
  int root = m->root;
  bool cost = line->side == EK_SIDE_COST;
  switch (e->figure->def->id) {
  case EK_FIG_PRODUCTION: return line->from == EK_ACCOUNT_PRODUCTION(m);
  case EK_FIG_RESOURCES: return line->to == EK_ACCOUNT_RESOURCES(m);
  case EK_FIG_BORDER: return (double)is_outside(m, line->to, root) - (double)is_outside(m, line->from, root);
  case EK_FIG_COST_PER_PARTICIPANT: return cost && !ek_cost_payer(l, line->to);
  case EK_FIG_COST:
  case EK_FIG_COST_IN_YEAR: break;
  default:
    if (cost) return 0;
    return (double)ek_ledger_within(l, line->to, e->figure->actor) -
           (double)ek_ledger_within(l, line->from, e->figure->actor);
  }
  if (!cost) return 0;
  return (double)ek_ledger_within(l, line->from, e->figure->actor) -
         (double)ek_ledger_within(l, line->to, e->figure->actor);
}

static double weight_of_month(const struct ek_explainer *e, size_t month, const struct ek_line *line) {
  const struct ek_figure *f = e->figure;
  if (f->year >= 0) return month / 12 == (size_t)f->year;
  if (line->side == EK_SIDE_EFFECT && month >= (size_t)f->horizon) return 0;
  double part = 1;
  int over = e->r->study->settings.write_off;
  if (line->side == EK_SIDE_COST && f->horizon > 0 && over > f->horizon) part = (double)f->horizon / over;
  return part * e->r->runner->discount[month * e->r->draws];
}

static double present_of(const struct ek_line *line, size_t month) {
  return line->present[month] != NULL ? line->present[month][0] : 0;
}

/* Persons-years (or parts of a cost) that the figure counts of a line. */
static double counted(const struct ek_explainer *e, const struct ek_line *line) {
  if (e->figure->def->id == EK_FIG_BENEFIT_PER_YEAR) return line->steady != NULL ? line->steady[0] : 0;
  double sum = 0;
  for (size_t m = 0; m < e->r->runner->months; m++) {
    if (line->present != NULL && e->figure->year < 0) sum += m < (size_t)e->figure->horizon ? present_of(line, m) : 0;
    else sum += ek_line_quantity(line, m, 0) * weight_of_month(e, m, line);
  }
  return sum * ek_line_month_factor(line);
}

static struct ek_label role_label(enum ek_role role) {
  switch (role) {
  case EK_ROLE_WITH: return (struct ek_label){"med insatsen", "with the insats"};
  case EK_ROLE_COMPARISON: return (struct ek_label){"utan insatsen", "without the insats"};
  case EK_ROLE_DISPLACED: return (struct ek_label){"undanträngt", "displaced"};
  case EK_ROLE_GROUP: return (struct ek_label){"jämförelsegruppen", "the comparison group"};
  default: return (struct ek_label){"kostnad", "cost"};
  }
}

static struct ek_label between(const struct ek_explainer *e, const struct ek_line *line) {
  struct ek_label role = role_label(line->role);
  struct ek_label from = ek_model_account_label(e->r->model, line->from);
  struct ek_label to = ek_model_account_label(e->r->model, line->to);
  return (struct ek_label){ek_sprintf(e->arena, "%s: %s → %s", role.sv, from.sv, to.sv),
                           ek_sprintf(e->arena, "%s: %s → %s", role.en, from.en, to.en)};
}

/* What a move costs or brings. */
static void event_node(const struct ek_explainer *e, const struct ek_line *line, struct ek_trace *node) {
  struct ek_trace *price = ek_trace_add(e->arena, node, "price", line->event->name.text);
  price->label = (struct ek_label){line->event->name.text, line->event->name.text};
  price->value = line->price[0];
  price->unit = line->event->amount->unit;
  price->formula = line->event->amount_value.text;
  price->pos = line->event->amount_value.pos;
  price->source = line->event->amount_value.source;
  struct ek_env env = {.world = e->r->world, .trace = price};
  ek_quantity_eval(line->event->amount, &env);
}

/* Do two lines have the same price, told the same way? */
static bool same_price(const struct ek_line *a, const struct ek_line *b) {
  return a->flow == b->flow && a->item == b->item && a->phase == b->phase && a->who == b->who && a->state == b->state &&
         a->era == b->era && a->price[0] == b->price[0] && (a->role == EK_ROLE_DISPLACED) == (b->role == EK_ROLE_DISPLACED);
}

/* The price that the line has, if it was told before: it belongs to this node too. */
static bool price_known(struct ek_explainer *e, const struct ek_line *line, struct ek_trace *node) {
  const struct priced *prices = e->prices.items;
  for (size_t i = 0; i < e->prices.n; i++) {
    if (!same_price(prices[i].line, line)) continue;
    *(struct ek_trace **)ek_list_push(e->arena, &node->children, sizeof node) = prices[i].price;
    return true;
  }
  return false;
}

/* What a person-year costs or brings, from formulas and parameters. */
static void price_node(struct ek_explainer *e, const struct ek_line *line, struct ek_trace *node) {
  if (e->known != NULL && price_known(e, line, node)) return;
  if (line->state != NULL) ek_clock_set(line->state->clock, line->state->since[line->era]);
  struct ek_person person = line->state != NULL ? line->state->run.person : ek_run_person(e->r->study, line->who);
  struct ek_trace *price = ek_trace_add(e->arena, node, "price_per_person", line->flow->name.text);
  if (e->known != NULL) {
    price->below = e->steps;
    *(struct priced *)ek_list_push(e->arena, &e->prices, sizeof(struct priced)) = (struct priced){line, price};
  }
  price->label = line->flow->label;
  price->value = line->price[0];
  price->unit = unit_of(e->r, EK_IN_KR_PER_YEAR);
  ek_situation_trace(line->state != NULL ? line->state->run.world : ek_run_world(e->r->runner, line->who), e->r->study, line->phase, &person,
                     line->item, line->flow, price);
  if (line->role != EK_ROLE_DISPLACED) return;
  price->remark = (struct ek_label){"gånger den undanträngda andelen", "times the displaced share"};
  struct ek_trace *share = ek_trace_add(e->arena, price, "displaced_share", NULL);
  share->label = (struct ek_label){"Undanträngd andel, dras av", "Displaced share, taken off"};
  share->value = -ek_path_displaced_share(e->arena, &e->r->runner->corrections, e->r->draws)[0];
}

/* One line: who, in which phase; persons times price; then the price itself. */
static void line_node(struct ek_explainer *e, const struct ek_line *line, double quantity, double sign,
                      struct ek_trace *parent) {
  struct ek_trace *node = ek_trace_add(e->arena, parent, "booking",
                                       line->cost != NULL    ? line->cost->name.text
                                       : line->event != NULL ? line->event->name.text : line->who->name.text);
  node->label = (struct ek_label){node->name, node->name};
  node->value = sign * quantity * line->price[0];
  node->unit = unit_of(e->r, e->figure->def->unit == EK_IN_KR_PER_YEAR ? EK_IN_KR_PER_YEAR : EK_IN_KR);
  node->remark = between(e, line);
  struct ek_trace *amount = ek_trace_add(e->arena, node, line->cost != NULL ? "part" : "person_years", NULL);
  amount->value = quantity;
  amount->label = line->cost != NULL
                      ? (struct ek_label){"Andel av beloppet som räknas", "Part of the amount that counts"}
                  : line->event != NULL ? (struct ek_label){"Flyttar som räknas", "Moves that count"}
                      : (struct ek_label){"Personår som räknas", "Person-years that count"};
  if (line->cost != NULL) {
    struct ek_trace *price = ek_trace_add(e->arena, node, "price", line->cost->name.text);
    price->label = (struct ek_label){line->cost->name.text, line->cost->name.text};
    price->value = line->price[0];
    price->unit = line->cost->amount->unit;
    price->formula = line->cost->amount_value.text;
    price->pos = line->cost->amount_value.pos;
    price->source = line->cost->amount_value.source;
    if (line->cost->pool >= 0) {
      struct ek_label pool = e->r->model->pools[line->cost->pool].label;
      price->remark = (struct ek_label){ek_sprintf(e->arena, "medlemmens andel, via %s", pool.sv),
                                        ek_sprintf(e->arena, "the member's share, through %s", pool.en)};
    }
    struct ek_env env = {.world = e->r->world, .trace = price};
    ek_quantity_eval(line->cost->amount, &env);
    return;
  }
  if (line->event != NULL) {
    event_node(e, line, node);
    return;
  }
  price_node(e, line, node);
}

/* What lines are grouped by: the cost, the flow of the person, or state.flow. */
static const char *group_name(const struct ek_explainer *e, const struct ek_line *line) {
  if (line->cost != NULL) return line->cost->name.text;
  if (line->item == NULL) return line->flow->name.text;
  return ek_sprintf(e->arena, "%s.%s", line->item->name.text, line->flow->name.text);
}

/* A service's flows are known by the service, a state's by what they are. */
static struct ek_label group_label(const struct ek_line *line) {
  if (line->cost != NULL) return (struct ek_label){line->cost->name.text, line->cost->name.text};
  return line->item != NULL && !line->item->is_state ? line->item->label : line->flow->label;
}

/* A line that counts, and the flow it belongs to. */
struct counted {
  const struct ek_line *line;
  double quantity, sign, value;
  struct ek_trace *flow;
};

static struct ek_trace *flow_node(struct ek_explainer *e, const struct ek_line *line, struct ek_trace *root) {
  const char *name = group_name(e, line);
  struct ek_trace *const *known = root->children.items;
  for (size_t k = 0; k < root->children.n; k++) {
    if (ek_text_same(known[k]->name, name)) return known[k];
  }
  struct ek_trace *flow = ek_trace_add(e->arena, root, "flow", name);
  flow->unit = unit_of(e->r, e->figure->def->unit == EK_IN_KR_PER_YEAR ? EK_IN_KR_PER_YEAR : EK_IN_KR);
  flow->label = group_label(line);
  return flow;
}

/* The largest first, whichever way they go; those as large in the order of the ledger. */
static int larger_line(const void *a, const void *b) {
  const struct counted *x = a, *y = b;
  double more = fabs(y->value) - fabs(x->value);
  return more != 0 ? (more > 0 ? 1 : -1) : x->line < y->line ? -1 : x->line > y->line;
}

static void rest_node(struct ek_explainer *e, struct ek_trace *flow, size_t n, double value) {
  struct ek_trace *rest = ek_trace_add(e->arena, flow, "rest", NULL);
  rest->label = (struct ek_label){ek_sprintf(e->arena, n == 1 ? "%zu mindre post till" : "%zu mindre poster till", n),
                                  ek_sprintf(e->arena, n == 1 ? "%zu smaller item" : "%zu smaller items", n)};
  rest->unit = flow->unit;
  rest->value = value;
}

/* In brief: the largest lines of each flow, and what is left as one. Those that take each other out are not told. */
static void largest_nodes(struct ek_explainer *e, struct counted *lines, size_t n, const struct ek_trace *root) {
  struct ek_trace *const *flows = root->children.items;
  if (n > 0) qsort(lines, n, sizeof *lines, larger_line);
  for (size_t k = 0; k < root->children.n; k++) {
    size_t told = 0, left = 0;
    double rest = 0;
    for (size_t i = 0; i < n; i++) {
      if (lines[i].flow != flows[k] || fabs(flows[k]->value) < 0.5) continue;
      if (told < BRIEF_LINES) line_node(e, lines[i].line, lines[i].quantity, lines[i].sign, flows[k]), told++;
      else left++, rest += lines[i].value;
    }
    if (left > 0) rest_node(e, flows[k], left, rest);
  }
}

/* In brief: is the figure taken apart into flows and no further? */
static bool in_flows(const struct ek_explainer *e) {
  const struct ek_figure *f = e->figure;
  return f->year >= 0 || f->def->by_stage || f->def->id == EK_FIG_BENEFIT_PER_YEAR || (f->def->id == EK_FIG_BENEFIT && f->horizon != e->horizon);
}

/* Flows and their lines under one node; the nodes in the order of the ledger. */
static void add_lines(struct ek_explainer *e, struct ek_trace *root) {
  const struct ek_line *lines = e->ledger->lines.items;
  struct ek_list people = {0}, one_by_one = {0}; /* struct ek_counted_line: never shown one by one; struct counted */
  for (size_t i = 0; i < e->ledger->lines.n; i++) {
    double sign = sign_for(e, &lines[i]);
    double quantity = sign != 0 ? counted(e, &lines[i]) : 0, value = sign * quantity * lines[i].price[0];
    if (value == 0) continue;
    if (lines[i].cell != NULL) {
      *(struct ek_counted_line *)ek_list_push(e->arena, &people, sizeof(struct ek_counted_line)) =
          (struct ek_counted_line){&lines[i], quantity, sign, group_name(e, &lines[i]), group_label(&lines[i]), between(e, &lines[i])};
      continue;
    }
    struct ek_trace *flow = flow_node(e, &lines[i], root);
    flow->value += value;
    *(struct counted *)ek_list_push(e->arena, &one_by_one, sizeof(struct counted)) = (struct counted){&lines[i], quantity, sign, value, flow};
  }
  bool yearly = e->figure->def->unit == EK_IN_KR_PER_YEAR, brief = e->known != NULL;
  struct counted *c = one_by_one.items;
  for (size_t i = 0; !brief && i < one_by_one.n; i++) line_node(e, c[i].line, c[i].quantity, c[i].sign, c[i].flow);
  if (brief && !in_flows(e)) largest_nodes(e, c, one_by_one.n, root);
  if (people.n == 0) return;
  if (e->told == NULL) e->told = ek_told_flows_find(e->r);
  ek_explain_people(e->r, e->told, &people, unit_of(e->r, yearly ? EK_IN_KR_PER_YEAR : EK_IN_KR), unit_of(e->r, EK_IN_KR_PER_YEAR), root);
}

static void explain_into(struct ek_explainer *e, struct ek_trace *parent);

/* Figures that are made of other figures. */
static size_t parts_of(const struct ek_figure *f, enum ek_figure_id out[4]) {
  switch (f->def->id) {
  case EK_FIG_RESULT:
  case EK_FIG_RETURN: out[0] = EK_FIG_BENEFIT; out[1] = EK_FIG_COST; return 2;
  case EK_FIG_RESULT_PER_PARTICIPANT: out[0] = EK_FIG_RESULT; out[1] = EK_FIG_PARTICIPANTS; return 2;
  case EK_FIG_PAYBACK_BENEFIT_MONTHS: out[0] = EK_FIG_COST; out[1] = EK_FIG_BENEFIT_PER_YEAR; return 2;
  case EK_FIG_PAYBACK_MONTHS: out[0] = EK_FIG_BENEFIT; out[1] = EK_FIG_COST; return 2;
  case EK_FIG_NET_IN_YEAR: out[0] = EK_FIG_BENEFIT_IN_YEAR; out[1] = EK_FIG_COST_IN_YEAR; return 2;
  case EK_FIG_COST_PER_PARTICIPANT: out[0] = EK_FIG_PARTICIPANTS; return 1;
  case EK_FIG_REALISED_POTENTIAL: out[0] = EK_FIG_POTENTIAL_BEFORE; out[1] = EK_FIG_POTENTIAL_AFTER; return 2;
  case EK_FIG_POTENTIAL_BEFORE: out[0] = EK_FIG_POTENTIAL_BEFORE_PRODUCTION; out[1] = EK_FIG_POTENTIAL_BEFORE_RESOURCES; return 2;
  case EK_FIG_POTENTIAL_AFTER: out[0] = EK_FIG_POTENTIAL_AFTER_PRODUCTION; out[1] = EK_FIG_POTENTIAL_AFTER_RESOURCES; return 2;
  case EK_FIG_COST_PER_REALISED_POINT: out[0] = EK_FIG_COST_PER_PARTICIPANT; out[1] = EK_FIG_REALISED_POTENTIAL; return 2;
  case EK_FIG_COST_PER_EXTRA_IN_WORK: out[0] = EK_FIG_COST_PER_PARTICIPANT; out[1] = EK_FIG_PARTICIPANTS; out[2] = EK_FIG_EXTRA_IN_WORK; return 3;
  default: return 0;
  }
}

/* What the figure is made of, as a part of `node`. */
static void add_part(struct ek_explainer *e, const struct ek_figure *part, struct ek_trace *node) {
  const struct ek_figure *outer = e->figure;
  if (e->known != NULL) {
    const struct ek_trace *known = ek_explainer_figure(e, part);
    *(const struct ek_trace **)ek_list_push(e->arena, &node->children, sizeof known) = known;
    return;
  }
  e->figure = part;
  explain_into(e, figure_node(e, part, node));
  e->figure = outer;
}

/* Those right below the actor whose figure of the kind is anything; none when one of them is hidden. */
static struct ek_list below(const struct ek_explainer *e) {
  const struct ek_model *m = e->r->model;
  const struct ek_figure *f = e->figure;
  struct ek_list out = {0};
  for (int a = 0; f->actor >= 0 && a < (int)m->n_actors; a++) {
    if (m->actors[a].parent != f->actor) continue;
    const struct ek_figure *part = f->def->by_stage ? ek_result_stage(e->r, f->def->id, a, f->horizon, f->stage)
                                                    : ek_result_figure(e->r, f->def->id, a, f->horizon, f->year);
    if (part == NULL || part->hidden || isnan(part->value)) return (struct ek_list){0};
    if (part->value != 0) *(const struct ek_figure **)ek_list_push(e->arena, &out, sizeof part) = part;
  }
  return out;
}

/* A sum of lines. In brief that of many accounts is the sum of theirs. */
static void add_sum(struct ek_explainer *e, struct ek_trace *node) {
  struct ek_list parts = e->known != NULL ? below(e) : (struct ek_list){0};
  const struct ek_figure *const *part = parts.items;
  for (size_t i = 0; i < parts.n; i++) add_part(e, part[i], node);
  if (parts.n == 0) add_lines(e, node);
}

/* A stage is the one before it and what its correction does. The first is the flows without any correction, where
 * they can be booked again: of people and cohorts that would ask for as much as the whole run. */
static void explain_stage(struct ek_explainer *e, struct ek_trace *node) {
  const struct ek_result *r = e->r;
  const struct ek_figure *f = e->figure;
  size_t at = 0;
  while (at < r->n_stages && r->stages[at].correction != f->stage) at++;
  if (at > 0 && at < r->n_stages) {
    const struct ek_figure *before = ek_result_stage(r, f->def->id, f->actor, f->horizon, r->stages[at - 1].correction);
    add_part(e, before, node);
    ek_explain_correction(r, f->stage, f->value - before->value, e->known != NULL, node);
  } else if (r->runner->presence == NULL && r->runner->cohort == NULL) {
    static const struct ek_corrections none;
    const struct ek_ledger *net = e->ledger;
    if (e->gross == NULL) e->gross = ek_run_ledger(r->runner, &none, false);
    e->ledger = e->gross;
    add_sum(e, node);
    e->ledger = net;
  }
}

static void explain_into(struct ek_explainer *e, struct ek_trace *node) {
  enum ek_figure_id parts[4];
  const struct ek_figure *f = e->figure;
  size_t n = parts_of(f, parts);
  for (size_t i = 0; i < n; i++) {
    const struct ek_figure_def *def = &ek_figure_defs[parts[i]];
    int longest = e->r->horizons[e->r->n_horizons - 1], horizon = f->horizon > 0 ? f->horizon : longest;
    /* In brief a cost that is the same at all horizons is told once. */
    if (e->known != NULL && parts[i] == EK_FIG_COST && e->r->study->settings.write_off == 0) horizon = longest;
    const struct ek_figure *part =
        ek_result_figure(e->r, parts[i], def->by_actor ? f->actor : -1, def->by_horizon ? horizon : 0,
                         def->by_year ? f->year : -1);
    if (part != NULL) add_part(e, part, node);
  }
  if (f->def->by_stage) explain_stage(e, node);
  bool summed = f->def->id == EK_FIG_BENEFIT || f->def->id == EK_FIG_COST ||
                f->def->id == EK_FIG_BENEFIT_IN_YEAR || f->def->id == EK_FIG_COST_IN_YEAR ||
                f->def->id == EK_FIG_BENEFIT_PER_YEAR || f->def->id == EK_FIG_PRODUCTION ||
                f->def->id == EK_FIG_RESOURCES || f->def->id == EK_FIG_BORDER ||
                f->def->id == EK_FIG_COST_PER_PARTICIPANT;
  bool brief_year = e->known != NULL && f->year >= 0 && f->actor != e->r->model->root; /* there are many, alike */
  if (summed && !brief_year) add_sum(e, node);
  ek_explain_whole(e->r, f, node);
}

struct ek_trace *ek_explain(const struct ek_result *r, const struct ek_figure *figure) {
  struct ek_explainer e = {.r = r, .arena = r->arena, .figure = figure, .ledger = r->ledger};
  struct ek_trace *root = figure_node(&e, figure, NULL);
  explain_into(&e, root);
  return root;
}

struct ek_explainer *ek_explainer_new(const struct ek_result *r, int horizon, int steps) {
  struct ek_explainer *e = ek_alloc(r->arena, sizeof *e);
  *e = (struct ek_explainer){.r = r, .arena = r->arena, .horizon = horizon, .steps = steps, .ledger = r->ledger};
  e->known = ek_alloc_array(r->arena, r->figures.n, sizeof *e->known);
  return e;
}

/* In brief: flows that come to nothing are left out, and others whole where that is enough. */
static void leave_flows(const struct ek_explainer *e, struct ek_trace *root) {
  struct ek_trace **part = root->children.items;
  size_t n = 0;
  for (size_t i = 0; i < root->children.n; i++) {
    bool flow = strcmp(part[i]->kind, "flow") == 0;
    if (flow && fabs(part[i]->value) < 0.5) continue;
    if (flow && in_flows(e)) part[i]->children.n = 0; /* of people too */
    part[n++] = part[i];
  }
  root->children.n = n;
}

const struct ek_trace *ek_explainer_figure(struct ek_explainer *e, const struct ek_figure *figure) {
  size_t at = (size_t)(figure - (const struct ek_figure *)e->r->figures.items);
  if (e->known[at] != NULL) return e->known[at];
  const struct ek_figure *outer = e->figure;
  struct ek_trace *root = e->known[at] = figure_node(e, figure, NULL);
  root->below = e->steps + 2; /* flow, case and price come before formulas */
  e->figure = figure;
  explain_into(e, root);
  leave_flows(e, root);
  e->figure = outer;
  return root;
}
