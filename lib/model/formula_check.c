/* Gives every part of a formula its unit and refuses what cannot be: kronor
 * added to kronor a year, a share where an amount is meant. */
#include <stddef.h>

#include "model/formula_node.h"
#include "model/model.h"

static const char *text_of(struct ek_parser *p, const struct ek_formula_node *node) {
  return ek_unit_text(p->arena, node->unit);
}

/* All of node's arguments from `first`, each `step` apart, must have one unit,
 * which is returned through *out. A literal 0 fits any. */
static bool same_units(struct ek_parser *p, struct ek_formula_node *node, size_t first, size_t step,
                       const char *what, struct ek_unit *out) {
  const struct ek_formula_node *lead = NULL;
  for (size_t i = first; i < node->n; i += step) {
    struct ek_formula_node *arg = node->args[i];
    if (arg->zero) continue;
    if (lead == NULL) lead = arg;
    if (ek_unit_same(lead->unit, arg->unit)) continue;
    ek_formula_fail(p, arg->offset, arg->length, NULL, "%s: %s and %s do not go together", what,
                    text_of(p, lead), text_of(p, arg));
    return false;
  }
  node->zero = lead == NULL;
  *out = lead != NULL ? lead->unit : ek_unit_none;
  return true;
}

static bool bare(struct ek_parser *p, const struct ek_formula_node *arg, const char *what) {
  if (ek_unit_same(arg->unit, ek_unit_none)) return true;
  ek_formula_fail(p, arg->offset, arg->length, NULL, "%s must be a bare number or share, not %s",
                  what, text_of(p, arg));
  return false;
}

static bool is_twelve(const struct ek_formula_node *node) {
  return node->op == EK_OP_NUMBER && node->number == 12 && ek_unit_same(node->unit, ek_unit_none);
}

/* kr/month and kr/year are one unit here, so that `wage * 12` is no yearly
 * wage but twelve wages a month. It may be meant; it is often a slip. */
static void warn_twelve(struct ek_parser *p, const struct ek_formula_node *node) {
  const struct ek_formula_node *rate = is_twelve(node->args[1]) ? node->args[0] : node->args[1];
  bool twelve = is_twelve(node->args[1]) || (node->op == EK_OP_MULTIPLY && is_twelve(node->args[0]));
  if (!twelve || rate->op == EK_OP_NUMBER || rate->unit.power[EK_DIM_MONEY] != 1 || rate->unit.power[EK_DIM_TIME] != -1) return;
  const char *money = p->scope->model != NULL ? p->scope->model->currency : "kr";
  ek_warning(p->diags, ek_node_part(p->scalar, node->offset, node->length),
             node->op == EK_OP_MULTIPLY ? "if months are meant, write '* 12 months' for an amount, or leave the 12 out"
                                        : "if months are meant, leave the 12 out",
             "an amount per time %s 12 is still an amount per time: %s/month and %s/year convert by themselves",
             node->op == EK_OP_MULTIPLY ? "times" : "divided by", money, money);
}

static bool check_product(struct ek_parser *p, struct ek_formula_node *node) {
  int sign = node->op == EK_OP_MULTIPLY ? 1 : -1;
  warn_twelve(p, node);
  if (ek_unit_combine(node->args[0]->unit, node->args[1]->unit, sign, &node->unit)) return true;
  ek_formula_fail(p, node->offset, node->length, NULL, "%s and %s cannot be %s",
                  text_of(p, node->args[0]), text_of(p, node->args[1]),
                  sign > 0 ? "multiplied" : "divided");
  return false;
}

/* if(condition, value, condition, value, …, otherwise) */
static bool check_if(struct ek_parser *p, struct ek_formula_node *node) {
  if (node->n % 2 == 0) {
    ek_formula_fail(p, node->offset, node->length, "if(condition, value, …, otherwise)",
                    "'if' lacks the value for 'otherwise'");
    return false;
  }
  for (size_t i = 0; i + 1 < node->n; i += 2) {
    const struct ek_formula_node *c = node->args[i];
    if (ek_unit_same(c->unit, ek_unit_none)) continue;
    ek_formula_fail(p, c->offset, c->length,
                    ek_sprintf(p->arena, "compare it with something: %.*s > 0", (int)c->length,
                               p->text + c->offset),
                    "a condition must be a bare number or share, not %s", text_of(p, c));
    return false;
  }
  /* The values are arguments 1, 3, 5, … and the last. */
  struct ek_formula_node values = {.n = 0};
  values.args = ek_alloc_array(p->arena, node->n, sizeof *values.args);
  for (size_t i = 1; i < node->n; i += 2) values.args[values.n++] = node->args[i];
  values.args[values.n++] = node->args[node->n - 1];
  bool fine = same_units(p, &values, 0, 1, "if", &node->unit);
  node->zero = values.zero;
  return fine;
}

static bool asks_person(const struct ek_formula_node *node, const struct ek_model *model) {
  if (node->op == EK_OP_AGE || node->op == EK_OP_ADULTS || node->op == EK_OP_CHILDREN) return true;
  if (node->op == EK_OP_RULE && model->rules[node->index].person) return true;
  for (size_t i = 0; i < node->n; i++) {
    if (asks_person(node->args[i], model)) return true;
  }
  return false;
}

bool ek_formula_asks_person(const struct ek_formula *formula, const struct ek_model *model) {
  return asks_person(formula->root, model);
}

static bool names_local(const struct ek_formula_node *node) {
  if (node->op == EK_OP_LOCAL) return true;
  for (size_t i = 0; i < node->n; i++) {
    if (names_local(node->args[i])) return true;
  }
  return false;
}

bool ek_formula_asks_case(const struct ek_formula *formula, const struct ek_model *model) {
  return names_local(formula->root) || asks_person(formula->root, model);
}

static bool mentions(const struct ek_formula_node *node, const bool *marked) {
  if (node->op == EK_OP_LOCAL && marked[node->index]) return true;
  for (size_t i = 0; i < node->n; i++) {
    if (mentions(node->args[i], marked)) return true;
  }
  return false;
}

bool ek_formula_mentions(const struct ek_formula *formula, const bool *marked) {
  return mentions(formula->root, marked);
}

static bool check_rule(struct ek_parser *p, struct ek_formula_node *node) {
  const struct ek_rule *rule = &p->scope->model->rules[node->index];
  if (rule->person && !p->scope->person) {
    ek_formula_fail(p, node->offset, node->length,
                    "use it in the inputs or quantities of a case, where there is one",
                    "'%s' asks about a person's age or household, and no person is meant here",
                    rule->name.text);
    return false;
  }
  for (size_t i = 0; i < node->n; i++) {
    struct ek_unit wanted = rule->locals.items[i].unit;
    if (node->args[i]->zero || ek_unit_same(node->args[i]->unit, wanted)) continue;
    ek_formula_fail(p, node->args[i]->offset, node->args[i]->length, NULL,
                    "'%s' of %s is asked for in %s, not %s", rule->locals.items[i].name,
                    rule->name.text, ek_unit_text(p->arena, wanted), text_of(p, node->args[i]));
    return false;
  }
  node->unit = rule->unit;
  return true;
}

static bool check_children(struct ek_parser *p, struct ek_formula_node *node) {
  if (!p->scope->person) {
    ek_formula_fail(p, node->offset, node->length,
                    "use it in the inputs or quantities of a case, where there is one",
                    "children(from, to) is about a person, and no person is meant here");
    return false;
  }
  node->unit = ek_unit_none;
  return bare(p, node->args[0], "an age") && bare(p, node->args[1], "an age");
}

bool ek_formula_check(struct ek_parser *p, struct ek_formula_node *node) {
  struct ek_unit unit;
  const char *part;
  switch (node->op) {
  case EK_OP_MULTIPLY:
  case EK_OP_DIVIDE: return check_product(p, node);
  case EK_OP_ADD: return same_units(p, node, 0, 1, "'+'", &node->unit);
  case EK_OP_SUBTRACT: return same_units(p, node, 0, 1, "'-'", &node->unit);
  case EK_OP_MIN:
  case EK_OP_MAX: return same_units(p, node, 0, 1, "min and max", &node->unit);
  case EK_OP_FLOOR:
  case EK_OP_CEIL:
  case EK_OP_ROUND:
  case EK_OP_ROUND_HALF_DOWN:
    return same_units(p, node, 0, 1, "rounding (value, step)", &node->unit);
  case EK_OP_ABS: node->unit = node->args[0]->unit; return true;
  case EK_OP_LESS:
  case EK_OP_LESS_EQUAL:
  case EK_OP_GREATER:
  case EK_OP_GREATER_EQUAL:
  case EK_OP_EQUAL:
  case EK_OP_NOT_EQUAL:
    node->unit = ek_unit_none;
    if (!same_units(p, node, 0, 1, "a comparison", &unit)) return false;
    node->zero = false;
    return true;
  case EK_OP_AND:
  case EK_OP_OR:
  case EK_OP_NOT:
  case EK_OP_EXP:
  case EK_OP_LN:
  case EK_OP_POWER:
    part = node->op == EK_OP_AND   ? "what stands beside 'and'"
           : node->op == EK_OP_OR  ? "what stands beside 'or'"
           : node->op == EK_OP_NOT ? "what stands after 'not'"
           : node->op == EK_OP_POWER ? "the parts of power" : "what exp and ln are of";
    node->unit = ek_unit_none;
    for (size_t i = 0; i < node->n; i++) {
      if (!bare(p, node->args[i], part)) return false;
    }
    return true;
  case EK_OP_IF: return check_if(p, node);
  case EK_OP_RULE: return check_rule(p, node);
  case EK_OP_CHILDREN: return check_children(p, node);
  default: return true;
  }
}
