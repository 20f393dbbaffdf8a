/* Reads formulas by recursive descent. Names are resolved here, once, so that
 * evaluation only follows indices; every message points at its part of the
 * formula. */
#include "model/formula.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "model/formula_node.h"
#include "model/model.h"

#define MAX_DEPTH 100
#define TORN_HINT "inside { } a formula that holds a comma must stand in quotes"
#define MAX_LENGTH 20000 /* bytes; a sum of so many terms is also a tree so deep */

const struct ek_function ek_functions[] = {
    {"if", EK_OP_IF, 3, 0},           {"min", EK_OP_MIN, 1, 0},
    {"max", EK_OP_MAX, 1, 0},         {"floor", EK_OP_FLOOR, 2, 2},
    {"ceil", EK_OP_CEIL, 2, 2},       {"round", EK_OP_ROUND, 2, 2},
    {"round_half_down", EK_OP_ROUND_HALF_DOWN, 2, 2},
    {"abs", EK_OP_ABS, 1, 1},         {"power", EK_OP_POWER, 2, 2},
    {"exp", EK_OP_EXP, 1, 1},         {"ln", EK_OP_LN, 1, 1},
    {"children", EK_OP_CHILDREN, 2, 2}, {NULL, EK_OP_NUMBER, 0, 0},
};

void ek_formula_told(struct ek_diags *diags, struct ek_pos place, struct ek_pos option, const char *hint, const char *message) {
  if (option.source == NULL || ek_source_is_option(place.source)) ek_error(diags, place, hint, "%s", message);
  else ek_error_noted(diags, option, (struct ek_diag_note){place, "it is used here"}, hint, "%s", message);
}

void *ek_formula_fail(struct ek_parser *p, size_t offset, size_t length, const char *hint,
                      const char *format, ...) {
  va_list args;
  va_start(args, format);
  const char *message = ek_vsprintf(p->arena, format, args);
  va_end(args);
  ek_error(p->diags, ek_node_part(p->scalar, offset, length), hint, "%s", message);
  return NULL;
}

static struct ek_formula_node *node_new(struct ek_parser *p, enum ek_op op, size_t offset) {
  struct ek_formula_node *node = ek_alloc(p->arena, sizeof *node);
  node->op = op;
  node->offset = offset;
  node->length = p->at > offset ? p->at - offset : 1;
  return node;
}

/* Is there a space (also a no-break one) at the reading place? Its bytes, else 0. */
static size_t space_here(const char *text) {
  if (*text == ' ' || *text == '\n' || *text == '\t' || *text == '\r') return 1;
  if ((unsigned char)*text < 0x80) return 0;
  size_t bytes;
  int c = ek_utf8_next(text, &bytes);
  return c == 0xA0 || c == 0x202F || c == 0x2009 ? bytes : 0;
}

static void skip_space(struct ek_parser *p) {
  size_t n;
  while ((n = space_here(p->text + p->at)) > 0) p->at += n;
}

static bool name_start(const char *text) {
  size_t bytes;
  int c = ek_utf8_next(text, &bytes);
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  return c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000;
}

/* The length of the name at `text`, 0 when none starts there. */
static size_t name_here(const char *text) {
  if (!name_start(text)) return 0;
  size_t n = 0, bytes;
  while (name_start(text + n) || (text[n] >= '0' && text[n] <= '9')) {
    ek_utf8_next(text + n, &bytes);
    n += bytes;
  }
  return n;
}

/* Takes `symbol` if it stands next; words must not run on into a longer name. */
static bool take(struct ek_parser *p, const char *symbol) {
  skip_space(p);
  if (p->text[p->at] != *symbol) return false; /* most often */
  size_t n = strlen(symbol);
  if (strncmp(p->text + p->at, symbol, n) != 0) return false;
  if (name_start(symbol) && name_here(p->text + p->at) != n) return false;
  p->at += n;
  return true;
}

static struct ek_formula_node *parse_or(struct ek_parser *p);

static struct ek_formula_node *combine(struct ek_parser *p, enum ek_op op,
                                       struct ek_formula_node *left,
                                       struct ek_formula_node *right) {
  if (left == NULL || right == NULL) return NULL;
  struct ek_formula_node *node = node_new(p, op, left->offset);
  node->length = right->offset + right->length - left->offset;
  node->n = 2;
  node->args = ek_alloc_array(p->arena, 2, sizeof(struct ek_formula_node *));
  node->args[0] = left;
  node->args[1] = right;
  return ek_formula_check(p, node) ? node : NULL;
}

static bool is_word(const char *text, size_t length, const char *word) {
  return strlen(word) == length && strncmp(text, word, length) == 0;
}

/* A number, and the unit that may stand after it: "100 kr/year", "75 %", "1/year". */
static struct ek_formula_node *parse_number(struct ek_parser *p) {
  size_t start = p->at;
  double value;
  struct ek_number_error error = {0};
  size_t n = ek_number_scan(p->arena, p->text + p->at, p->nesting == 0, &value, &error);
  if (n == 0) {
    return ek_formula_fail(p, start + error.offset, error.length, error.hint, "%s",
                           error.message != NULL ? error.message : "a number is missing here");
  }
  p->at += n;
  size_t before_unit = p->at;
  skip_space(p);
  const char *rest = p->text + p->at;
  struct ek_unit_reading unit = {.unit = ek_unit_none, .top = 1, .bottom = 1};
  bool rate = *rest == '/'; /* "1/year", but not "12 / wage" */
  if (!rate || (p->at == before_unit && name_start(rest + 1))) ek_unit_read(rest, false, &unit);
  if (unit.used == 0) {
    size_t word = name_here(rest);
    if (word > 0 && !is_word(rest, word, "and") && !is_word(rest, word, "or")) {
      const char *money = p->scope->model != NULL ? p->scope->model->currency : "kr";
      return ek_formula_fail(p, p->at, word,
                             ek_sprintf(p->arena, "units are written like %s/month, %%, 1/year, %s/visit",
                                        money, money),
                             "unknown unit '%.*s' after a number", (int)word, rest);
    }
    unit = (struct ek_unit_reading){.unit = ek_unit_none, .top = 1, .bottom = 1};
    p->at = before_unit;
  } else {
    p->at += unit.used;
  }
  const struct ek_model *model = p->scope->model;
  if (model != NULL && !ek_unit_fits_currency(unit.unit, model->currency)) {
    return ek_formula_fail(p, p->at - unit.used, unit.used,
                           ek_sprintf(p->arena, "amounts are written in %s", model->currency),
                           "'%.*s' is not in %s, the currency of the model '%s'", (int)unit.used,
                           rest, model->currency, model->name);
  }
  struct ek_formula_node *node = node_new(p, EK_OP_NUMBER, start);
  node->number = value * unit.top / unit.bottom;
  node->unit = model != NULL ? ek_unit_in(unit.unit, model->currency) : unit.unit;
  node->priced = p->scope->priced ? unit.unit.power[EK_DIM_MONEY] : 0;
  node->zero = value == 0 && unit.used == 0;
  return node;
}

static bool collect_args(struct ek_parser *p, struct ek_list *args) {
  size_t open = p->at - 1;
  p->nesting++;
  skip_space(p);
  bool fine = true;
  if (!take(p, ")")) {
    do {
      struct ek_formula_node *arg = parse_or(p);
      if (arg == NULL) {
        fine = false;
        break;
      }
      *(struct ek_formula_node **)ek_list_push(p->arena, args, sizeof arg) = arg;
    } while (take(p, ",") || take(p, ";"));
    if (fine && !take(p, ")")) {
      skip_space(p);
      fine = false;
      if (p->text[p->at] == '\0') ek_formula_fail(p, open, 1, TORN_HINT, "this '(' is never closed");
      else ek_formula_fail(p, p->at, 1, NULL, "')' is missing here");
    }
  }
  p->nesting--;
  return fine;
}

/* The function of that name; its name is NULL when there is none. */
static const struct ek_function *function_named(const char *name) {
  const struct ek_function *f = ek_functions;
  while (f->name != NULL && strcmp(f->name, name) != 0) f++;
  return f;
}

static void *unknown_call(struct ek_parser *p, size_t start, const char *name) {
  const struct ek_model *m = p->scope->model;
  const char **words = ek_alloc_array(p->arena, (m != NULL ? m->n_rules : 0) + 16, sizeof *words);
  size_t n = 0;
  for (const struct ek_function *f = ek_functions; f->name != NULL; f++) words[n++] = f->name;
  for (size_t i = 0; m != NULL && i < m->n_rules; i++) words[n++] = m->rules[i].name.text;
  const char *near = ek_text_nearest(name, words, n);
  if (m != NULL && ek_model_parameter(m, name) >= 0) {
    return ek_formula_fail(p, start, strlen(name), "it is a parameter: leave out the parentheses",
                           "there is no rule or function '%s'", name);
  }
  return ek_formula_fail(p, start, strlen(name),
                         near != NULL ? ek_sprintf(p->arena, "did you mean '%s'?", near) : NULL,
                         "there is no rule or function '%s'", name);
}

static struct ek_formula_node *parse_call(struct ek_parser *p, size_t start, const char *name) {
  const struct ek_function *f = function_named(name);
  int rule = f->name == NULL && p->scope->model != NULL
                 ? ek_model_rule(p->scope->model, name) : -1;
  struct ek_list args = {0};
  if (!collect_args(p, &args)) return NULL;
  if (f->name == NULL && rule < 0) return unknown_call(p, start, name);
  if (rule >= 0 && p->scope->model->rules[rule].broken) return NULL; /* told already */
  if (rule >= 0 && p->scope->model->rules[rule].busy) {
    return ek_formula_fail(p, start, strlen(name), NULL, "the rule '%s' calls itself", name);
  }
  size_t least = f->name != NULL ? f->min_args : p->scope->model->rules[rule].n_args;
  size_t most = f->name != NULL ? f->max_args : least;
  if (args.n < least || (most > 0 && args.n > most) || (f->name == NULL && args.n != least)) {
    return ek_formula_fail(p, start, p->at - start, NULL, "'%s' takes %zu argument%s%s, not %zu",
                           name, least, least == 1 ? "" : "s",
                           most == 0 && f->name != NULL ? " or more" : "", args.n);
  }
  struct ek_formula_node *node = node_new(p, f->name != NULL ? f->op : EK_OP_RULE, start);
  node->index = rule;
  node->n = args.n;
  node->args = args.items;
  return ek_formula_check(p, node) ? node : NULL;
}

/* The nearest name that could stand here, for "did you mean". */
static const char *nearest(struct ek_parser *p, const char *name) {
  const struct ek_scope *s = p->scope;
  size_t n_study = s->study != NULL ? s->study->n : 0;
  size_t n_model = s->model != NULL ? s->model->n_parameters : 0;
  const char **words =
      ek_alloc_array(p->arena, s->locals.n + n_study + n_model + 1, sizeof *words);
  size_t n = 0;
  for (size_t i = 0; i < s->locals.n; i++) words[n++] = s->locals.items[i].name;
  for (size_t i = 0; i < n_study; i++) words[n++] = s->study->name(s->study->study, i);
  for (size_t i = 0; i < n_model; i++) words[n++] = s->model->parameters[i].name.text;
  return ek_text_nearest(name, words, n);
}

static bool resolve_study(struct ek_parser *p, struct ek_formula_node *node, const char *name,
                          bool *failed) {
  const struct ek_study_names *study = p->scope->study;
  for (size_t i = 0; study != NULL && i < study->n; i++) {
    if (!ek_text_same(study->name(study->study, i), name)) continue;
    node->op = EK_OP_ASSUMPTION;
    node->index = (int)i;
    *failed = !study->unit(study->study, i, &node->unit);
    return true;
  }
  return false;
}

static bool resolve_builtin(struct ek_parser *p, struct ek_formula_node *node, const char *name) {
  node->unit = ek_unit_none;
  if (strcmp(name, "rules_year") == 0) node->op = EK_OP_YEAR;
  else if (p->scope->person && strcmp(name, "age") == 0) node->op = EK_OP_AGE;
  else if (p->scope->person && strcmp(name, "adults") == 0) node->op = EK_OP_ADULTS;
  else return false;
  return true;
}

/* A step of the same `let` that has not been worked out yet: itself, or one below. */
static bool is_later_step(const struct ek_parser *p, const char *name) {
  const struct ek_list *steps = p->scope->steps;
  const struct ek_named_value *v = steps != NULL ? steps->items : NULL;
  for (size_t i = 0; steps != NULL && i < steps->n; i++) {
    if (ek_text_same(v[i].name.text, name)) return true;
  }
  return false;
}

static struct ek_formula_node *unknown_name(struct ek_parser *p, size_t start, size_t length,
                                            const char *name) {
  if (is_later_step(p, name)) {
    return ek_formula_fail(p, start, length, "a step may use those above it",
                           "the step '%s' is not worked out yet here", name);
  }
  if (strcmp(name, "age") == 0 || strcmp(name, "adults") == 0) {
    return ek_formula_fail(p, start, length,
                           "use it in the inputs or quantities of a case, where there is one",
                           "'%s' is about a person, and no person is meant here", name);
  }
  bool rule = p->scope->model != NULL && ek_model_rule(p->scope->model, name) >= 0;
  if (rule || function_named(name)->name != NULL) {
    return ek_formula_fail(p, start, length, ek_sprintf(p->arena, "write %s(…)", name),
                           "'%s' is a %s and needs its arguments", name, rule ? "rule" : "function");
  }
  const char *near = nearest(p, name);
  return ek_formula_fail(p, start, length,
                         near != NULL ? ek_sprintf(p->arena, "did you mean '%s'?", near)
                         : p->scope->study != NULL ? "give it a value under 'assumptions'" : NULL,
                         "'%s' is not a parameter, an assumption or an input here", name);
}

/* Locals hide a study's assumptions, which hide the model's parameters. */
static struct ek_formula_node *parse_name(struct ek_parser *p) {
  size_t start = p->at, length = name_here(p->text + p->at);
  const char *name = ek_strndup(p->arena, p->text + p->at, length);
  p->at += length;
  skip_space(p);
  if (p->text[p->at] == '(') {
    p->at++;
    return parse_call(p, start, name);
  }
  p->at = start + length;
  struct ek_formula_node *node = node_new(p, EK_OP_LOCAL, start);
  const struct ek_scope *s = p->scope;
  for (size_t i = s->locals.n; i-- > 0;) {
    if (!ek_text_same(s->locals.items[i].name, name)) continue;
    if (s->locals.items[i].broken) return NULL; /* told already */
    node->index = (int)i;
    node->unit = s->locals.items[i].unit;
    return node;
  }
  bool failed = false;
  if (resolve_study(p, node, name, &failed)) return failed ? NULL : node;
  int parameter = s->model != NULL ? ek_model_parameter(s->model, name) : -1;
  if (parameter >= 0) {
    if (s->model->parameters[parameter].broken) return NULL; /* told already */
    if (s->model->parameters[parameter].busy) {
      return ek_formula_fail(p, start, length, NULL, "'%s' is defined by itself", name);
    }
    node->op = EK_OP_PARAMETER;
    node->index = parameter;
    node->unit = s->model->parameters[parameter].unit;
    return node;
  }
  if (resolve_builtin(p, node, name)) return node;
  return unknown_name(p, start, length, name);
}

static struct ek_formula_node *parse_primary(struct ek_parser *p) {
  skip_space(p);
  const char *here = p->text + p->at;
  if (*here >= '0' && *here <= '9') return parse_number(p);
  if (name_start(here)) return parse_name(p);
  if (*here == '(') {
    size_t start = p->at++;
    p->nesting++;
    struct ek_formula_node *inner = parse_or(p);
    p->nesting--;
    if (inner == NULL) return NULL;
    if (!take(p, ")")) return ek_formula_fail(p, start, 1, NULL, "this '(' is never closed");
    return inner;
  }
  if (*here == '\0') {
    return ek_formula_fail(p, p->at > 0 ? p->at - 1 : 0, 1, NULL, "the formula ends too early");
  }
  size_t bytes;
  ek_utf8_next(here, &bytes);
  return ek_formula_fail(p, p->at, bytes, NULL, "'%.*s' cannot stand here", (int)bytes, here);
}

static struct ek_formula_node *parse_unary(struct ek_parser *p) {
  skip_space(p);
  size_t start = p->at;
  if (!take(p, "-") && !take(p, "\xE2\x88\x92")) return parse_primary(p);
  if (++p->depth > MAX_DEPTH) return ek_formula_fail(p, start, 1, NULL, "the formula is too deep");
  struct ek_formula_node *inner = parse_unary(p);
  p->depth--;
  if (inner == NULL) return NULL;
  struct ek_formula_node *node = node_new(p, EK_OP_NEGATE, start);
  node->n = 1;
  node->args = ek_alloc(p->arena, sizeof(struct ek_formula_node *));
  node->args[0] = inner;
  node->unit = inner->unit;
  node->zero = inner->zero;
  return node;
}

static struct ek_formula_node *parse_product(struct ek_parser *p) {
  struct ek_formula_node *left = parse_unary(p);
  while (left != NULL) {
    if (take(p, "*") || take(p, "\xC3\x97")) left = combine(p, EK_OP_MULTIPLY, left, parse_unary(p));
    else if (take(p, "/")) left = combine(p, EK_OP_DIVIDE, left, parse_unary(p));
    else break;
  }
  return left;
}

static struct ek_formula_node *parse_sum(struct ek_parser *p) {
  struct ek_formula_node *left = parse_product(p);
  while (left != NULL) {
    if (take(p, "+")) left = combine(p, EK_OP_ADD, left, parse_product(p));
    else if (take(p, "-") || take(p, "\xE2\x88\x92"))
      left = combine(p, EK_OP_SUBTRACT, left, parse_product(p));
    else break;
  }
  return left;
}

static struct ek_formula_node *parse_comparison(struct ek_parser *p) {
  static const struct { const char *symbol; enum ek_op op; } table[] = {
      {"<=", EK_OP_LESS_EQUAL}, {">=", EK_OP_GREATER_EQUAL}, {"==", EK_OP_EQUAL},
      {"!=", EK_OP_NOT_EQUAL},  {"<", EK_OP_LESS},           {">", EK_OP_GREATER}};
  struct ek_formula_node *left = parse_sum(p);
  for (size_t i = 0; left != NULL && i < sizeof table / sizeof *table; i++) {
    if (take(p, table[i].symbol)) return combine(p, table[i].op, left, parse_sum(p));
  }
  return left;
}

static struct ek_formula_node *parse_not(struct ek_parser *p) {
  skip_space(p);
  size_t start = p->at;
  if (!take(p, "not")) return parse_comparison(p);
  if (++p->depth > MAX_DEPTH) return ek_formula_fail(p, start, 3, NULL, "the formula is too deep");
  struct ek_formula_node *inner = parse_not(p);
  p->depth--;
  if (inner == NULL) return NULL;
  struct ek_formula_node *node = node_new(p, EK_OP_NOT, start);
  node->n = 1;
  node->args = ek_alloc(p->arena, sizeof(struct ek_formula_node *));
  node->args[0] = inner;
  return ek_formula_check(p, node) ? node : NULL;
}

static struct ek_formula_node *parse_and(struct ek_parser *p) {
  struct ek_formula_node *left = parse_not(p);
  while (left != NULL && take(p, "and")) left = combine(p, EK_OP_AND, left, parse_not(p));
  return left;
}

static struct ek_formula_node *parse_or(struct ek_parser *p) {
  if (++p->depth > MAX_DEPTH) {
    return ek_formula_fail(p, p->at, 1, "name the parts under 'let' or 'assumptions'",
                           "the formula is too deep");
  }
  struct ek_formula_node *left = parse_and(p);
  while (left != NULL && take(p, "or")) left = combine(p, EK_OP_OR, left, parse_and(p));
  p->depth--;
  return left;
}

/* What to write instead of the sign that a whole formula is followed by. */
static const char *why_not(char sign) {
  switch (sign) {
  case ')': return "there is no '(' before it";
  case '^': return "write power(x, y)";
  case '=': return "write == to compare";
  case '<':
  case '>': return "join comparisons by 'and'";
  case ',': return "a comma parts arguments inside parentheses";
  default: return "an operator such as * or + is missing before it";
  }
}

static bool wrong_unit(const struct ek_parser *p, const struct ek_formula *formula, struct ek_unit wanted) {
  bool rate = wanted.power[EK_DIM_TIME] == -1; /* units are shown by the year */
  const struct ek_study_names *study = p->scope->study;
  ek_formula_told(p->diags, ek_node_part(p->scalar, formula->root->offset, formula->root->length),
                  ek_formula_option(formula, study != NULL ? study->assumptions : NULL), rate ? "or per month, day, …" : NULL,
                  ek_sprintf(p->arena, "this is %s, but %s is asked for", ek_unit_text(p->arena, formula->unit), ek_unit_text(p->arena, wanted)));
  return false;
}

const struct ek_formula *ek_formula_compile(struct ek_arena *arena, const struct ek_node *scalar,
                                            const struct ek_scope *scope,
                                            const struct ek_unit *unit, struct ek_diags *diags) {
  struct ek_parser p = {.arena = arena, .scalar = scalar, .text = scalar->text, .scope = scope,
                        .diags = diags};
  if (strlen(p.text) > MAX_LENGTH) {
    return ek_formula_fail(&p, 0, 1, "name the parts under 'let' or 'assumptions'",
                           "the formula is longer than %d characters", MAX_LENGTH);
  }
  skip_space(&p);
  if (p.text[p.at] == '\0') return ek_formula_fail(&p, 0, 1, NULL, "a number or formula is missing");
  if (p.text[p.at] == '+') p.at++;
  struct ek_formula_node *root = parse_or(&p);
  if (root == NULL) return NULL;
  skip_space(&p);
  if (p.text[p.at] != '\0') {
    size_t length = name_here(p.text + p.at), bytes;
    ek_utf8_next(p.text + p.at, &bytes);
    if (length == 0) length = bytes;
    return ek_formula_fail(&p, p.at, length, why_not(p.text[p.at]), "'%.*s' cannot stand here",
                           (int)length, p.text + p.at);
  }
  if (unit != NULL && root->zero) root->unit = *unit;
  struct ek_formula *formula = ek_alloc(arena, sizeof *formula);
  formula->root = root;
  formula->scalar = scalar;
  formula->unit = root->unit;
  return unit == NULL || ek_unit_same(root->unit, *unit) || wrong_unit(&p, formula, *unit) ? formula : NULL;
}

const struct ek_formula *ek_formula_constant(struct ek_arena *arena, double value,
                                             struct ek_unit unit) {
  struct ek_formula_node *node = ek_alloc(arena, sizeof *node);
  node->op = EK_OP_NUMBER;
  node->number = value;
  node->unit = unit;
  struct ek_formula *formula = ek_alloc(arena, sizeof *formula);
  formula->root = node;
  formula->unit = unit;
  return formula;
}

struct ek_unit ek_formula_unit(const struct ek_formula *formula) { return formula->unit; }

const char *ek_formula_text(const struct ek_formula *formula) {
  return formula->scalar != NULL ? formula->scalar->text : NULL;
}

const struct ek_node *ek_formula_node(const struct ek_formula *formula) { return formula->scalar; }

bool ek_formula_is_number(const struct ek_formula *formula) {
  const struct ek_formula_node *node = formula->root;
  while (node->op == EK_OP_NEGATE) node = node->args[0];
  return node->op == EK_OP_NUMBER;
}
