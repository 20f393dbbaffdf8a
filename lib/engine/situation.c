/* Quantities times prices for one person and situation, in kronor a year and
 * in the study's price year. */
#include "engine/situation.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"

struct pricer {
  struct ek_world *world;
  const struct ek_study *study;
  const struct ek_phase *phase;
  const struct ek_person *person;
  struct ek_situation *out;
  double **values;    /* the locals of the person: inputs, incomes, lets still open */
  double **incomes;   /* among them */
  double *production, *exclusion, *work, *subsidised, *states, *claims;
};

static double *zeros(const struct pricer *p) {
  return ek_alloc_array(p->world->arena, p->world->draws, sizeof(double));
}

static struct ek_env study_env(const struct pricer *p) {
  const struct ek_person_clock *clock = p->person->clock;
  return (struct ek_env){.world = p->world, .person = p->person,
                         .locals = clock != NULL ? clock->locals : NULL, .values = clock != NULL ? clock->values : NULL};
}

static const struct ek_quantity *given_value(const struct pricer *p, const struct ek_item *item,
                                             size_t input) {
  for (size_t g = 0; g < p->phase->n_given; g++) {
    const struct ek_given *given = &p->phase->given[g];
    if (given->item == item && given->input == (int)input) return given->quantity;
  }
  return NULL;
}

/* An input's column: as given, or by default. */
static double *input_value(const struct pricer *p, const struct ek_item *item, size_t k,
                           struct ek_trace *trace) {
  const struct ek_input *input = &((const struct ek_input *)item->inputs.items)[k];
  const struct ek_quantity *given = given_value(p, item, k);
  struct ek_env env = study_env(p);
  if (trace != NULL) {
    env.trace = ek_trace_add(trace->arena, trace, "input", input->name.text);
    env.trace->label = input->label;
    env.trace->unit = input->unit;
    env.trace->formula = given != NULL ? given->value->text : input->fallback.text;
    env.trace->pos = given != NULL ? given->value->pos : input->fallback.pos;
    if (given == NULL) env.trace->remark = (struct ek_label){"förvalt värde", "default"};
  }
  double *value = given != NULL ? ek_quantity_eval(given, &env) : ek_formula_eval(input->formula, &env);
  if (env.trace != NULL) env.trace->value = ek_column_mean(value, p->world->draws);
  return value;
}

/* Does an own let or flow of the item name the person's local? */
static bool names_local(const struct pricer *p, const struct ek_item *item, size_t local) {
  bool *marked = ek_alloc_array(p->world->arena, item->locals.n, sizeof *marked);
  marked[local] = true;
  for (size_t i = item->first_input + item->inputs.n; i < item->locals.n; i++) {
    if (ek_formula_mentions(item->locals.items[i].formula, marked)) return true;
  }
  const struct ek_flow *flows = item->flows.items;
  for (size_t i = 0; i < item->flows.n; i++) {
    if (ek_formula_mentions(flows[i].formula, marked)) return true;
  }
  return false;
}

/* The columns of an item's locals: what it sees of the person, its inputs, lets still open. */
static double **item_values(const struct pricer *p, const struct ek_item *item,
                            struct ek_trace *trace) {
  double **values = ek_alloc_array(p->world->arena, item->locals.n, sizeof *values);
  const struct ek_item *person = &p->world->model->personal.item;
  for (size_t i = 0; i < item->first_input; i++) values[i] = p->values[i];
  for (size_t k = 0; trace != NULL && k < person->inputs.n; k++) {
    if (names_local(p, item, k)) input_value(p, person, k, trace);
  }
  for (size_t k = 0; k < item->inputs.n; k++) {
    values[item->first_input + k] = input_value(p, item, k, trace);
  }
  return values;
}

static const struct ek_flow_override *overriding(const struct ek_study *study,
                                                 const struct ek_flow *flow) {
  const struct ek_flow_override *o = study->flow_overrides.items;
  for (size_t i = 0; i < study->flow_overrides.n; i++) {
    if (o[i].flow == flow) return &o[i];
  }
  return NULL;
}

/* A flow's amount at quantity 1. The study's own amount is already in its prices. */
static double *flow_amount(const struct pricer *p, const struct ek_item *item,
                           const struct ek_flow *flow, struct ek_env *env) {
  const struct ek_flow_override *o = overriding(p->study, flow);
  if (o != NULL) return ek_quantity_eval(o->quantity, env);
  double *raw = ek_formula_eval(flow->formula, env);
  double factor = 1;
  if (item == NULL || item->price_year == 0) return raw;
  int index = item->index.text != NULL ? ek_model_index(p->world->model, item->index.text) : -1;
  if (!ek_world_rebase(p->world, index, item->price_year, item->name.pos, &factor) || factor == 1) {
    return raw;
  }
  int age = p->world->price_year - item->price_year, limit = p->world->model->stale_after;
  struct ek_note note = {.kind = EK_NOTE_REBASED, .name = item->name.text, .year = p->world->price_year,
                         .used = item->price_year, .pos = item->name.pos};
  ek_world_note(p->world, note);
  note.kind = EK_NOTE_OLD_PRICE;
  if (age > limit || age < -limit) ek_world_note(p->world, note);
  double *moved = zeros(p);
  for (size_t d = 0; d < p->world->draws; d++) moved[d] = raw[d] * factor;
  return moved;
}

/* Of a service not used, only the variable part may be saved. */
static bool cut(const struct pricer *p, const struct ek_item *item, const struct ek_flow *flow) {
  return flow->to == EK_ACCOUNT_RESOURCES(p->world->model) && item->variable != NULL &&
         p->study->settings.savings == EK_SAVINGS_VARIABLE;
}

/* As the model knows it, or as the run varies it. */
static void cut_to_variable(const struct pricer *p, const struct ek_item *item,
                            const struct ek_flow *flow, struct ek_env *env, double *amount) {
  const double *fixed = item->is_state || flow->to != EK_ACCOUNT_RESOURCES(p->world->model) ? NULL : p->world->fixed;
  const double *share = fixed == NULL && cut(p, item, flow) ? ek_formula_eval(item->variable, env) : NULL;
  for (size_t d = 0; share != NULL && d < p->world->draws; d++) amount[d] *= share[d];
  for (size_t d = 0; fixed != NULL && d < p->world->draws; d++) amount[d] *= 1 - fixed[d];
}

static void add_to(double *sum, const double *part, size_t n) {
  for (size_t d = 0; d < n; d++) sum[d] += part[d];
}

static void keep_flow(struct pricer *p, const struct ek_item *item, const struct ek_flow *flow,
                      const double *amount) {
  size_t n = p->world->draws;
  struct ek_priced_flow *out = ek_list_push(p->world->arena, &p->out->flows, sizeof *out);
  *out = (struct ek_priced_flow){item, flow, flow->from, flow->to, amount};
  if (flow->from == EK_ACCOUNT_PRODUCTION(p->world->model)) add_to(p->production, amount, n);
  if (flow->to == EK_ACCOUNT_RESOURCES(p->world->model) && item != NULL && item->exclusion) {
    add_to(p->exclusion, amount, n);
  }
}

static void refuse_negative(const struct pricer *p, const double *column, struct ek_pos pos,
                            const char *name, const char *what) {
  for (size_t d = 0; d < p->world->draws; d++) {
    if (!(column[d] < 0)) continue;
    ek_error(p->world->diags, pos, "a minus sign too many?", "'%s' %s", name, what);
    return;
  }
}

static void price_holding(struct pricer *p, const struct ek_holding *holding) {
  const struct ek_item *item = holding->item;
  size_t n = p->world->draws;
  struct ek_env env = study_env(p);
  if (holding->quantity == NULL) return;
  const double *quantity = ek_quantity_eval(holding->quantity, &env);
  refuse_negative(p, quantity, holding->pos, item->name.text, "is held in a negative quantity");
  if (item->is_state) {
    add_to(item->means_tested ? p->claims : p->states, quantity, n);
    if (item->activity == EK_ACTIVITY_WORK) add_to(p->work, quantity, n);
    if (item->activity == EK_ACTIVITY_SUBSIDISED_WORK) add_to(p->subsidised, quantity, n);
  }
  env.locals = &item->locals;
  env.values = item_values(p, item, NULL);
  const struct ek_flow *flows = item->flows.items;
  for (size_t i = 0; i < item->flows.n; i++) {
    const double *unit_price = flow_amount(p, item, &flows[i], &env);
    double *amount = zeros(p);
    for (size_t d = 0; d < n; d++) amount[d] = unit_price[d] * quantity[d];
    cut_to_variable(p, item, &flows[i], &env, amount);
    if (flows[i].from == EK_ACCOUNT_PRODUCTION(p->world->model) ||
        flows[i].to == EK_ACCOUNT_RESOURCES(p->world->model)) {
      refuse_negative(p, amount, holding->pos, item->name.text, "would produce or use less than nothing");
    }
    if (flows[i].income >= 0) add_to(p->incomes[flows[i].income], amount, n);
    keep_flow(p, item, &flows[i], amount);
  }
  /* Lets of the person that the means test asked for need not be computed again. */
  for (size_t i = 0; i < item->first_input; i++) p->values[i] = env.values[i];
}

static void price_person(struct pricer *p) {
  const struct ek_item *person = &p->world->model->personal.item;
  struct ek_env env = study_env(p);
  env.locals = &person->locals;
  env.values = p->values;
  const struct ek_flow *flows = person->flows.items;
  for (size_t i = 0; i < person->flows.n; i++) {
    keep_flow(p, NULL, &flows[i], flow_amount(p, NULL, &flows[i], &env));
  }
}

static struct pricer pricer_new(struct ek_world *world, const struct ek_study *study,
                                const struct ek_phase *phase, const struct ek_person *person) {
  const struct ek_personal *personal = &world->model->personal;
  struct pricer p = {.world = world, .study = study, .phase = phase, .person = person};
  p.out = ek_alloc(world->arena, sizeof *p.out);
  p.values = ek_alloc_array(world->arena, personal->item.locals.n, sizeof *p.values);
  for (size_t i = 0; i < personal->item.inputs.n; i++) { /* defaults wait until asked for */
    if (given_value(&p, &personal->item, i) != NULL) p.values[i] = input_value(&p, &personal->item, i, NULL);
  }
  p.incomes = p.values + personal->item.inputs.n;
  for (size_t i = 0; i < personal->incomes.n; i++) p.incomes[i] = zeros(&p);
  p.out->values = p.values;
  p.out->production = p.production = zeros(&p);
  p.out->exclusion = p.exclusion = zeros(&p);
  p.out->work = p.work = zeros(&p);
  p.out->subsidised = p.subsidised = zeros(&p);
  p.out->states = p.states = zeros(&p);
  p.out->claims = p.claims = zeros(&p);
  return p;
}

/* States and services that depend on no income first, then those that are means-tested. */
static void price_holdings(struct pricer *p, bool means_tested) {
  for (size_t i = 0; i < p->phase->n_holdings; i++) {
    const struct ek_holding *h = &p->phase->holdings[i];
    if (h->item->means_tested == means_tested) price_holding(p, h);
  }
}

/* More pay for the same work: added to the person's first earned income. */
static void add_earned(struct pricer *p, const double *earned) {
  const struct ek_income *incomes = p->world->model->personal.incomes.items;
  for (size_t i = 0; i < p->world->model->personal.incomes.n; i++) {
    if (!incomes[i].earned) continue;
    add_to(p->incomes[i], earned, p->world->draws);
    return;
  }
}

struct ek_situation *ek_situation_price(struct ek_world *world, const struct ek_study *study,
                                        const struct ek_phase *phase,
                                        const struct ek_person *person, const double *earned) {
  size_t doubts = world->doubts;
  struct pricer p = pricer_new(world, study, phase, person);
  price_holdings(&p, false);
  if (earned != NULL) add_earned(&p, earned);
  price_holdings(&p, true);
  price_person(&p);
  p.out->certain = world->doubts == doubts && earned == NULL && person->clock == NULL;
  return p.out;
}

static const double *widened(struct ek_arena *arena, const double *one, size_t draws) {
  double *out = ek_alloc_array(arena, draws, sizeof *out);
  for (size_t d = 0; d < draws; d++) out[d] = *one;
  return out;
}

struct ek_situation *ek_situation_widen(struct ek_arena *arena, const struct ek_situation *one, size_t draws) {
  struct ek_situation *out = ek_alloc(arena, sizeof *out);
  const struct ek_priced_flow *flows = one->flows.items;
  *out = (struct ek_situation){.production = widened(arena, one->production, draws), .exclusion = widened(arena, one->exclusion, draws),
                               .work = widened(arena, one->work, draws), .subsidised = widened(arena, one->subsidised, draws),
                               .states = widened(arena, one->states, draws), .claims = widened(arena, one->claims, draws), .certain = true};
  for (size_t i = 0; i < one->flows.n; i++) {
    struct ek_priced_flow *flow = ek_list_push(arena, &out->flows, sizeof *flow);
    *flow = flows[i];
    flow->amount = widened(arena, flows[i].amount, draws);
  }
  return out;
}

static void trace_amount(struct pricer *p, const struct ek_item *item, const struct ek_flow *flow,
                         double **values, const struct ek_locals *locals, struct ek_trace *parent) {
  struct ek_trace *node = ek_trace_add(parent->arena, parent, "price", flow->name.text);
  ek_trace_count_afresh(node); /* a study may have any number of prices */
  const struct ek_flow_override *o = overriding(p->study, flow);
  node->label = flow->label;
  node->formula = o != NULL ? o->written->value.text : flow->amount.text;
  node->pos = o != NULL ? o->written->value.pos : flow->amount.pos;
  node->unit = ek_formula_unit(flow->formula);
  if (item != NULL) {
    node->source = ek_model_origin(p->world->model, o != NULL ? o->written->value.source : item->source);
    node->grade = o != NULL ? o->written->value.grade : item->grade;
    if (o == NULL && item->price_year != 0 && item->price_year != p->world->price_year) {
      node->remark = (struct ek_label){
          ek_sprintf(parent->arena, "%d års pris omräknat till %d", item->price_year, p->world->price_year),
          ek_sprintf(parent->arena, "prices of %d moved to %d", item->price_year, p->world->price_year)};
    }
  }
  if (o != NULL) node->remark = (struct ek_label){"ersatt i studien", "overridden by the study"};
  struct ek_env env = {.world = p->world, .person = p->person, .locals = locals, .values = values,
                       .trace = node};
  node->value = ek_column_mean(flow_amount(p, item, flow, &env), p->world->draws);
}

/* The incomes that the person's taxes or a means test are computed from. */
static void trace_incomes(struct pricer *p, bool before_means, struct ek_trace *parent) {
  const struct ek_income *incomes = p->world->model->personal.incomes.items;
  const struct ek_local *locals =
      p->world->model->personal.item.locals.items + p->world->model->personal.item.inputs.n;
  for (size_t i = 0; i < p->world->model->personal.incomes.n; i++) {
    double value = ek_column_mean(p->incomes[i], p->world->draws);
    if (value == 0 || (before_means && incomes[i].means_tested)) continue;
    struct ek_trace *node = ek_trace_add(parent->arena, parent, "income", incomes[i].name.text);
    node->label = incomes[i].label;
    node->value = value;
    node->unit = locals[i].unit;
  }
}

/* The part of the price that is saved, where not all of it is. */
static void trace_variable(struct pricer *p, const struct ek_item *item, double **values,
                           struct ek_trace *parent) {
  struct ek_trace *node = ek_trace_add(parent->arena, parent, "variable_share", NULL);
  struct ek_env env = {.world = p->world, .person = p->person, .locals = &item->locals,
                       .values = values, .trace = node};
  node->label = (struct ek_label){"Rörlig andel av kostnaden", "Variable share of the cost"};
  node->formula = item->variable_share.text;
  node->pos = item->variable_share.pos;
  node->value = ek_column_mean(ek_formula_eval(item->variable, &env), p->world->draws);
}

/* The quantity and the price of one holding's flow. */
static void trace_holding(struct pricer *p, const struct ek_holding *h, const struct ek_flow *flow,
                          struct ek_trace *parent) {
  struct ek_trace *node = ek_trace_add(parent->arena, parent, "quantity", h->item->name.text);
  struct ek_env env = study_env(p);
  env.trace = node;
  node->label = h->item->label;
  node->unit = h->quantity->unit;
  node->formula = h->quantity->value != NULL ? h->quantity->value->text : NULL;
  node->pos = h->pos;
  node->value = ek_column_mean(ek_quantity_eval(h->quantity, &env), p->world->draws);
  if (h->item->means_tested) trace_incomes(p, true, parent);
  double **values = item_values(p, h->item, parent);
  trace_amount(p, h->item, flow, values, &h->item->locals, parent);
  if (cut(p, h->item, flow)) trace_variable(p, h->item, values, parent);
}

void ek_situation_trace(struct ek_world *world, const struct ek_study *study,
                        const struct ek_phase *phase, const struct ek_person *person,
                        const struct ek_item *item, const struct ek_flow *flow,
                        struct ek_trace *parent) {
  struct pricer p = pricer_new(world, study, phase, person);
  price_holdings(&p, false);
  price_holdings(&p, true);
  for (size_t i = 0; i < phase->n_holdings; i++) {
    if (phase->holdings[i].item == item) trace_holding(&p, &phase->holdings[i], flow, parent);
  }
  if (item != NULL) return;
  trace_incomes(&p, false, parent);
  trace_amount(&p, NULL, flow, p.values, &world->model->personal.item.locals, parent);
}
