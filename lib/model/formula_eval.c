/* Evaluates formulas over columns of draws. Only what is needed is computed:
 * a let when it is first used, and the branch of an `if` that all draws take,
 * so that a value which did not exist on a date is not asked for there. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "base/wide.h"
#include "model/formula_node.h"
#include "model/world.h"

static double *eval(const struct ek_formula_node *node, struct ek_env *env);

/* Where what is computed on the way stands. */
static struct ek_arena *pad(const struct ek_world *world) {
  return world->scratch != NULL ? world->scratch : world->arena;
}

static double *constant(const struct ek_world *world, double value) {
  double *column = ek_alloc_array(pad(world), world->draws, sizeof *column);
  for (size_t d = 0; d < world->draws; d++) column[d] = value;
  return column;
}

/* Steps such as whole hundreds of kronor are decimal, doubles are not: 0.77 *
 * 42 400 may fall a hair below the whole number that it is. A value within a
 * billionth of a whole step counts as that step. */
static inline double to_step(double value, double step, enum ek_op op) {
  double ratio = value / step, size = fabs(ratio), slack = 1e-9 * (size > 1 ? size : 1), whole;
  switch (op) {
  case EK_OP_FLOOR: whole = floor(ratio + slack); break;
  case EK_OP_CEIL: whole = ceil(ratio - slack); break;
  case EK_OP_ROUND: whole = copysign(floor(size + 0.5 + slack), ratio); break;
  default: whole = ceil(ratio - 0.5 - slack); break;
  }
  return step > 0 ? whole * step : NAN;
}

/* Not a number if either is not one: fmin and fmax would take the other. */
static inline double least(double a, double b) { return a < b ? a : a >= b ? b : NAN; }
static inline double most(double a, double b) { return a > b ? a : a <= b ? b : NAN; }

/* out = out OP next, column by column: one loop for each operation, which is then a fast one. */
#define EACH(expression)                                                                           \
  do {                                                                                             \
    for (size_t d = 0; d < n; d++) {                                                               \
      double a = out[d], b = next[d];                                                              \
      out[d] = (expression);                                                                       \
    }                                                                                              \
    return;                                                                                        \
  } while (0)

EK_WIDE static void apply(enum ek_op op, double *restrict out, const double *restrict next, size_t n) {
  switch (op) {
  case EK_OP_ADD: EACH(a + b);
  case EK_OP_SUBTRACT: EACH(a - b);
  case EK_OP_MULTIPLY: EACH(a * b);
  case EK_OP_DIVIDE: EACH(a / b);
  case EK_OP_LESS: EACH(a < b);
  case EK_OP_LESS_EQUAL: EACH(a <= b);
  case EK_OP_GREATER: EACH(a > b);
  case EK_OP_GREATER_EQUAL: EACH(a >= b);
  case EK_OP_EQUAL: EACH(a == b);
  case EK_OP_NOT_EQUAL: EACH(a != b);
  case EK_OP_AND: EACH(a != 0 && b != 0);
  case EK_OP_OR: EACH(a != 0 || b != 0);
  case EK_OP_MIN: EACH(least(a, b));
  case EK_OP_MAX: EACH(most(a, b));
  case EK_OP_POWER: EACH(pow(a, b));
  case EK_OP_FLOOR: EACH(to_step(a, b, EK_OP_FLOOR));
  case EK_OP_CEIL: EACH(to_step(a, b, EK_OP_CEIL));
  case EK_OP_ROUND: EACH(to_step(a, b, EK_OP_ROUND));
  default: EACH(to_step(a, b, EK_OP_ROUND_HALF_DOWN));
  }
}

/* Folds all arguments with a two-place operation, draw by draw. */
static double *eval_fold(const struct ek_formula_node *node, struct ek_env *env) {
  size_t n = env->world->draws;
  double *first = eval(node->args[0], env);
  double *out = ek_alloc_array(pad(env->world), n, sizeof *out);
  memcpy(out, first, n * sizeof *out);
  for (size_t i = 1; i < node->n; i++) apply(node->op, out, eval(node->args[i], env), n);
  return out;
}

static double *eval_map(const struct ek_formula_node *node, struct ek_env *env) {
  size_t n = env->world->draws;
  const double *in = eval(node->args[0], env);
  double *out = ek_alloc_array(pad(env->world), n, sizeof *out);
  for (size_t d = 0; d < n; d++) {
    switch (node->op) {
    case EK_OP_NEGATE: out[d] = -in[d]; break;
    case EK_OP_NOT: out[d] = in[d] == 0; break;
    case EK_OP_EXP: out[d] = exp(in[d]); break;
    case EK_OP_LN: out[d] = in[d] > 0 ? log(in[d]) : NAN; break;
    default: out[d] = fabs(in[d]); break;
    }
  }
  return out;
}

/* 1: every draw fulfils the condition, 0: none does, -1: some do. */
static int agreement(const double *condition, size_t n) {
  size_t yes = 0;
  for (size_t d = 0; d < n; d++) yes += condition[d] != 0;
  return yes == n ? 1 : yes == 0 ? 0 : -1;
}

static double *eval_if(const struct ek_formula_node *node, size_t at, struct ek_env *env) {
  if (at + 1 == node->n) return eval(node->args[at], env);
  size_t n = env->world->draws;
  const double *condition = eval(node->args[at], env);
  int all = agreement(condition, n);
  if (all == 1) return eval(node->args[at + 1], env);
  if (all == 0) return eval_if(node, at + 2, env);
  const double *yes = eval(node->args[at + 1], env), *no = eval_if(node, at + 2, env);
  double *out = ek_alloc_array(pad(env->world), n, sizeof *out);
  for (size_t d = 0; d < n; d++) out[d] = condition[d] != 0 ? yes[d] : no[d];
  return out;
}

/* The person of a column. */
static const struct ek_person *person_at(const struct ek_env *env, size_t column) {
  return env->person->each != NULL ? env->person->each[column] : env->person;
}

static double *eval_person(enum ek_op op, struct ek_env *env) {
  struct ek_world *world = env->world;
  double *out = ek_alloc_array(pad(world), world->draws, sizeof *out);
  for (size_t d = 0; d < world->draws; d++) {
    const struct ek_person *who = person_at(env, d);
    out[d] = op == EK_OP_AGE ? who->age : who->adults;
  }
  return out;
}

static double *eval_children(const struct ek_formula_node *node, struct ek_env *env) {
  size_t n = env->world->draws;
  const double *from = eval(node->args[0], env), *to = eval(node->args[1], env);
  double *out = ek_alloc_array(pad(env->world), n, sizeof *out);
  for (size_t d = 0; d < n; d++) {
    const struct ek_person *who = person_at(env, d);
    for (size_t c = 0; c < who->n_children; c++) {
      out[d] += who->children[c] >= from[d] && who->children[c] <= to[d];
    }
  }
  if (env->trace != NULL) {
    struct ek_trace *count = ek_trace_add(env->trace->arena, env->trace, "children",
        ek_sprintf(env->trace->arena, "children(%g, %g)", from[0], to[0]));
    count->value = ek_column_mean(out, n);
  }
  return out;
}

static const struct ek_dated_value *in_force(const struct ek_rule *rule, ek_day day) {
  for (size_t i = rule->n_dated; i-- > 0;) {
    if (rule->dated[i].from <= day) return &rule->dated[i];
  }
  return NULL;
}

const struct ek_formula *ek_rule_formula(const struct ek_rule *rule, ek_day day) {
  const struct ek_dated_value *now = in_force(rule, day);
  return now != NULL ? now->formula : NULL;
}

/* What a rule says on the world's day. */
static const struct ek_dated_value *rule_in_force(struct ek_world *world, int index) {
  const struct ek_rule *rule = &world->model->rules[index];
  const struct ek_dated_value *now = in_force(rule, world->day);
  world->rule_used[index] = 1;
  if (now != NULL) return now;
  const char *hint =
      ek_sprintf(world->arena, "the rule begins later; %s", ek_world_choose(world, "a later"));
  ek_error(world->diags, rule->name.pos, hint, "the rule '%s' is not known on %s", rule->name.text,
           ek_day_text(world->arena, world->day));
  return NULL;
}

static void trace_args(struct ek_trace *node, const struct ek_rule *rule, double *const *values,
                       size_t draws) {
  for (size_t i = 0; i < rule->n_args; i++) {
    struct ek_trace *arg = ek_trace_add(node->arena, node, "argument", rule->locals.items[i].name);
    arg->value = ek_column_mean(values[i], draws);
    arg->unit = rule->locals.items[i].unit;
  }
}

static double *eval_rule(const struct ek_formula_node *node, struct ek_env *env) {
  struct ek_world *world = env->world;
  const struct ek_rule *rule = &world->model->rules[node->index];
  double **values = ek_alloc_array(pad(world), rule->locals.n, sizeof *values);
  for (size_t i = 0; i < node->n; i++) values[i] = eval(node->args[i], env);
  const struct ek_dated_value *now = rule_in_force(world, node->index);
  if (now == NULL || now->formula == NULL) return constant(world, NAN);
  struct ek_trace *trace = NULL;
  if (env->trace != NULL && !ek_trace_full(env->trace)) {
    trace = ek_trace_add(env->trace->arena, env->trace, "rule", rule->name.text);
    trace_args(trace, rule, values, world->draws);
  }
  struct ek_env inner = {.world = world, .person = env->person, .locals = &rule->locals,
                         .values = values, .trace = trace};
  double *out = ek_formula_eval(now->formula, &inner);
  if (trace != NULL) {
    bool own = now->value.source.text != NULL; /* a date may have its own source and grade */
    trace->label = rule->label;
    trace->unit = rule->unit;
    trace->formula = ek_formula_text(now->formula);
    trace->pos = ek_formula_node(now->formula)->pos;
    trace->source = ek_model_origin(world->model, own ? now->value.source : rule->source);
    trace->grade = now->value.grade != EK_GRADE_NONE ? now->value.grade : rule->grade;
    trace->value = ek_column_mean(out, world->draws);
  }
  return out;
}

/* A let is computed when first asked for; while tracing, each time, so that its parts show.
 * An input that was given has its value, and its default is not asked for. */
static double *eval_local(const struct ek_formula_node *node, struct ek_env *env) {
  const struct ek_local *local = &env->locals->items[node->index];
  double **slot = &env->values[node->index];
  struct ek_trace *outer = env->trace;
  bool told = outer != NULL && !ek_trace_has(outer, "let", local->name);
  if (local->formula == NULL || (*slot != NULL && (!told || local->input))) return *slot;
  env->trace = told ? ek_trace_add(outer->arena, outer, "let", local->name) : NULL;
  if (told) {
    env->trace->formula = ek_formula_text(local->formula);
    env->trace->pos = ek_formula_node(local->formula)->pos;
    env->trace->unit = local->unit;
  }
  *slot = ek_formula_eval(local->formula, env);
  if (told) env->trace->value = ek_column_mean(*slot, env->world->draws);
  env->trace = outer;
  return *slot;
}

/* Kronor of a stated price year count as many of the rules' kronor: exactly themselves in a
 * run whose rules are of its price year. */
static double *eval_number(const struct ek_formula_node *node, struct ek_world *world) {
  double factor = node->priced != 0 ? pow(world->krona, node->priced) : 1;
  return constant(world, node->number * factor);
}

static double *eval(const struct ek_formula_node *node, struct ek_env *env) {
  struct ek_world *world = env->world;
  switch (node->op) {
  case EK_OP_NUMBER: return eval_number(node, world);
  case EK_OP_PARAMETER: return ek_world_parameter(world, node->index, env->trace);
  case EK_OP_ASSUMPTION: return ek_world_assumption(world, node->index, env->trace);
  case EK_OP_LOCAL: return eval_local(node, env);
  case EK_OP_AGE:
  case EK_OP_ADULTS: return eval_person(node->op, env);
  case EK_OP_YEAR: return constant(world, ek_day_year(world->day));
  case EK_OP_CHILDREN: return eval_children(node, env);
  case EK_OP_IF: return eval_if(node, 0, env);
  case EK_OP_RULE: return eval_rule(node, env);
  case EK_OP_NEGATE:
  case EK_OP_NOT:
  case EK_OP_EXP:
  case EK_OP_LN:
  case EK_OP_ABS: return eval_map(node, env);
  default: return eval_fold(node, env);
  }
}

double *ek_formula_eval(const struct ek_formula *formula, struct ek_env *env) {
  return eval(formula->root, env);
}
