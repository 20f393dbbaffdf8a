/* The parsed form of a formula, shared by the parser and the evaluator and
 * seen by nobody else. */
#ifndef EK_MODEL_FORMULA_NODE_H
#define EK_MODEL_FORMULA_NODE_H

#include "model/formula.h"

enum ek_op {
  EK_OP_NUMBER, EK_OP_PARAMETER, EK_OP_ASSUMPTION, EK_OP_LOCAL, EK_OP_AGE, EK_OP_ADULTS,
  EK_OP_YEAR, EK_OP_CHILDREN, EK_OP_NEGATE, EK_OP_NOT, EK_OP_ADD, EK_OP_SUBTRACT, EK_OP_MULTIPLY,
  EK_OP_DIVIDE, EK_OP_LESS, EK_OP_LESS_EQUAL, EK_OP_GREATER, EK_OP_GREATER_EQUAL, EK_OP_EQUAL,
  EK_OP_NOT_EQUAL, EK_OP_AND, EK_OP_OR, EK_OP_IF, EK_OP_RULE, EK_OP_MIN, EK_OP_MAX, EK_OP_FLOOR,
  EK_OP_CEIL, EK_OP_ROUND, EK_OP_ROUND_HALF_DOWN, EK_OP_ABS, EK_OP_EXP, EK_OP_LN, EK_OP_POWER
};

struct ek_formula_node {
  enum ek_op op;
  struct ek_unit unit;
  bool zero;       /* a literal 0: takes the unit of what it stands beside */
  double number;
  signed char priced; /* a literal in kronor of a stated price year: its power of kronor, else 0 */
  int index;       /* of the parameter, assumption, local or rule */
  size_t offset, length; /* in the text */
  size_t n;
  struct ek_formula_node **args;
};

struct ek_formula {
  const struct ek_formula_node *root;
  const struct ek_node *scalar; /* NULL for a constant */
  struct ek_unit unit;
};

/* A name that is always a function: its operation and how many arguments it takes. */
struct ek_function {
  const char *name;
  enum ek_op op;
  size_t min_args, max_args; /* max 0: any number */
};
extern const struct ek_function ek_functions[]; /* ended by name NULL */


struct ek_parser {
  struct ek_arena *arena;
  const struct ek_node *scalar;
  const char *text;
  size_t at;      /* next byte */
  int nesting;    /* parentheses open: a comma parts arguments */
  int depth;      /* recursion */
  const struct ek_scope *scope;
  struct ek_diags *diags;
};
/* Gives `node` its unit from its arguments; false with a diagnostic at fault. */
bool ek_formula_check(struct ek_parser *parser, struct ek_formula_node *node);
/* An error at a part of the formula; returns NULL. */
void *ek_formula_fail(struct ek_parser *parser, size_t offset, size_t length, const char *hint,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
