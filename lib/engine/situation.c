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
  double **incomes;   /* the locals of the person, incomes first */
  double *production, *exclusion, *work, *subsidised, *states;
};

static double *zeros(const struct pricer *p) {
  return ek_alloc_array(p->world->arena, p->world->draws, sizeof(double));
}

static struct ek_env study_env(const struct pricer *p) {
  return (struct ek_env){.world = p->world, .person = p->person};
}

/* The columns of an item's locals: inputs as given or by default, lets still open. */
static double **item_values(const struct pricer *p, const struct ek_item *item,
                            struct ek_trace *trace) {
  double **values = ek_alloc_array(p->world->arena, item->locals.n, sizeof *values);
  const struct ek_input *inputs = item->inputs.items;
  for (size_t k = 0; k < item->inputs.n; k++) {
    const struct ek_quantity *given = NULL;
    for (size_t g = 0; g < p->phase->n_given; g++) {
      if (p->phase->given[g].item == item && p->phase->given[g].input == (int)k) {
        given = p->phase->given[g].quantity;
      }
    }
    struct ek_env env = study_env(p);
    if (trace != NULL) {
      env.trace = ek_trace_add(trace->arena, trace, "input", inputs[k].name.text);
      env.trace->label = inputs[k].label;
      env.trace->unit = inputs[k].unit;
      env.trace->formula = given != NULL ? given->value->text : inputs[k].fallback.text;
      env.trace->pos = given != NULL ? given->value->pos : inputs[k].fallback.pos;
      if (given == NULL) env.trace->remark = (struct ek_label){"förvalt värde", "default"};
    }
    values[k] = given != NULL ? ek_quantity_eval(given, &env) : ek_formula_eval(inputs[k].formula, &env);
    if (env.trace != NULL) env.trace->value = ek_column_mean(values[k], p->world->draws);
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
static void cut_to_variable(const struct pricer *p, const struct ek_item *item,
                            const struct ek_flow *flow, struct ek_env *env, double *amount) {
  bool real = flow->to == EK_ACCOUNT_RESOURCES(p->world->model);
  if (!real || item->variable == NULL || p->study->settings.savings != EK_SAVINGS_VARIABLE) return;
  const double *share = ek_formula_eval(item->variable, env);
  for (size_t d = 0; d < p->world->draws; d++) amount[d] *= share[d];
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
    add_to(p->states, quantity, n);
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
}

static void price_person(struct pricer *p) {
  const struct ek_personal *personal = &p->world->model->personal;
  struct ek_env env = study_env(p);
  env.locals = &personal->locals;
  env.values = p->incomes;
  const struct ek_flow *flows = personal->flows.items;
  for (size_t i = 0; i < personal->flows.n; i++) {
    keep_flow(p, NULL, &flows[i], flow_amount(p, NULL, &flows[i], &env));
  }
}

static struct pricer pricer_new(struct ek_world *world, const struct ek_study *study,
                                const struct ek_phase *phase, const struct ek_person *person) {
  const struct ek_personal *personal = &world->model->personal;
  struct pricer p = {.world = world, .study = study, .phase = phase, .person = person};
  p.out = ek_alloc(world->arena, sizeof *p.out);
  p.incomes = ek_alloc_array(world->arena, personal->locals.n, sizeof *p.incomes);
  for (size_t i = 0; i < personal->incomes.n; i++) p.incomes[i] = zeros(&p);
  p.out->production = p.production = zeros(&p);
  p.out->exclusion = p.exclusion = zeros(&p);
  p.out->work = p.work = zeros(&p);
  p.out->subsidised = p.subsidised = zeros(&p);
  p.out->states = p.states = zeros(&p);
  return p;
}

struct ek_situation *ek_situation_price(struct ek_world *world, const struct ek_study *study,
                                        const struct ek_phase *phase,
                                        const struct ek_person *person) {
  struct pricer p = pricer_new(world, study, phase, person);
  for (size_t i = 0; i < phase->n_holdings; i++) price_holding(&p, &phase->holdings[i]);
  price_person(&p);
  return p.out;
}

static void trace_amount(struct pricer *p, const struct ek_item *item, const struct ek_flow *flow,
                         double **values, const struct ek_locals *locals, struct ek_trace *parent) {
  struct ek_trace *node = ek_trace_add(parent->arena, parent, "price", flow->name.text);
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

/* The incomes that the person's taxes are computed from, as they are in this situation. */
static void trace_incomes(struct pricer *p, struct ek_trace *parent) {
  const struct ek_income *incomes = p->world->model->personal.incomes.items;
  const struct ek_local *locals = p->world->model->personal.locals.items;
  for (size_t i = 0; i < p->world->model->personal.incomes.n; i++) {
    double value = ek_column_mean(p->incomes[i], p->world->draws);
    if (value == 0) continue;
    struct ek_trace *node = ek_trace_add(parent->arena, parent, "income", incomes[i].name.text);
    node->label = incomes[i].label;
    node->value = value;
    node->unit = locals[i].unit;
  }
}

void ek_situation_trace(struct ek_world *world, const struct ek_study *study,
                        const struct ek_phase *phase, const struct ek_person *person,
                        const struct ek_item *item, const struct ek_flow *flow,
                        struct ek_trace *parent) {
  struct pricer p = pricer_new(world, study, phase, person);
  for (size_t i = 0; i < phase->n_holdings; i++) {
    const struct ek_holding *h = &phase->holdings[i];
    price_holding(&p, h);
    if (h->item != item) continue;
    struct ek_trace *node = ek_trace_add(parent->arena, parent, "quantity", item->name.text);
    struct ek_env env = study_env(&p);
    env.trace = node;
    node->label = item->label;
    node->unit = h->quantity->unit;
    node->formula = h->quantity->value != NULL ? h->quantity->value->text : NULL;
    node->pos = h->pos;
    node->value = ek_column_mean(ek_quantity_eval(h->quantity, &env), world->draws);
    trace_amount(&p, item, flow, item_values(&p, item, parent), &item->locals, parent);
  }
  if (item != NULL) return;
  trace_incomes(&p, parent);
  trace_amount(&p, NULL, flow, p.incomes, &world->model->personal.locals, parent);
}
