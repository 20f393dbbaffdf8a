/* Walks parsed formulas: what they name, and the unit they speak in. */
#include <string.h>

#include "base/number.h"
#include "model/formula_node.h"
#include "model/model.h"
#include "model/quantity.h"

static void walk(const struct ek_formula_node *node, const struct ek_name_seen *seen) {
  if (node->op == EK_OP_PARAMETER) seen->see(seen->data, EK_NAMES_PARAMETER, node->index);
  if (node->op == EK_OP_RULE) seen->see(seen->data, EK_NAMES_RULE, node->index);
  for (size_t i = 0; i < node->n; i++) walk(node->args[i], seen);
}

void ek_formula_names(const struct ek_formula *formula, const struct ek_name_seen *seen) {
  if (formula != NULL) walk(formula->root, seen);
}

/* The search for a value on the command line, which gives up in time among formulas that name one another. */
struct option {
  const struct ek_quantity *const *assumptions;
  struct ek_pos found;
  int left;
  bool several;
};
#define STEPS_MOST 1000

static void look_in(struct option *o, const struct ek_formula_node *node);

static void look_at(struct option *o, const struct ek_quantity *q) {
  if (q == NULL || q->value == NULL) return;
  struct ek_pos pos = q->value->node != NULL ? q->value->node->pos : q->value->pos;
  if (ek_source_is_option(pos.source)) {
    o->several |= o->found.source != NULL && o->found.source != pos.source;
    o->found = pos;
  } else if (q->formula != NULL) {
    look_in(o, q->formula->root);
  }
}

static void look_in(struct option *o, const struct ek_formula_node *node) {
  if (o->several || o->left-- <= 0) {
    o->several = true;
    return;
  }
  if (node->op == EK_OP_ASSUMPTION) look_at(o, o->assumptions[node->index]);
  for (size_t i = 0; i < node->n; i++) look_in(o, node->args[i]);
}

struct ek_pos ek_formula_option(const struct ek_formula *formula, const struct ek_quantity *const *assumptions) {
  struct option o = {.assumptions = assumptions, .left = STEPS_MOST};
  if (formula != NULL && assumptions != NULL) look_in(&o, formula->root);
  return o.several ? (struct ek_pos){0} : o.found;
}

/* Is `text` a unit of this kind? "1", or none at all, stands for a bare number. */
static bool fits(const char *text, struct ek_unit unit) {
  struct ek_unit_reading read;
  if (text == NULL || *text == '\0' || strcmp(text, "1") == 0) return ek_unit_same(unit, ek_unit_none);
  return ek_unit_read(text, true, &read) && ek_unit_same(read.unit, unit);
}

/* "kr/month" of the number "25 000 kr/month". */
static const char *written_unit(struct ek_arena *arena, const struct ek_formula *f,
                                const struct ek_formula_node *node) {
  if (f->scalar == NULL) return NULL;
  const char *text = ek_strndup(arena, f->scalar->text + node->offset, node->length), *unit;
  double value;
  struct ek_unit read;
  struct ek_number_error error;
  if (!ek_quantity_parse(arena, text, &value, &read, &unit, &error)) return NULL;
  return *unit != '\0' ? unit : "1";
}

static const char *said(struct ek_arena *arena, const struct ek_formula *f,
                        const struct ek_formula_node *node, const struct ek_model *model) {
  const char *own = NULL;
  if (node->op == EK_OP_PARAMETER) own = model->parameters[node->index].unit_text;
  if (node->op == EK_OP_RULE) own = model->rules[node->index].unit_text;
  if (node->op == EK_OP_NUMBER) own = written_unit(arena, f, node);
  if (own != NULL) return fits(own, f->unit) ? own : NULL;
  if (node->op == EK_OP_RULE) return NULL; /* its arguments are another matter */
  for (size_t i = 0; i < node->n && own == NULL; i++) own = said(arena, f, node->args[i], model);
  return own;
}

const char *ek_formula_unit_said(struct ek_arena *arena, const struct ek_formula *formula,
                                 const struct ek_model *model) {
  const char *own = said(arena, formula, formula->root, model);
  if (own != NULL) return own;
  return ek_unit_same(formula->unit, ek_unit_none) ? "1" : ek_unit_text(arena, formula->unit);
}

bool ek_formula_is_name(const struct ek_formula *formula) {
  return formula->root->op == EK_OP_PARAMETER || formula->root->op == EK_OP_RULE;
}
