/* States and services: their inputs, lets and flows made ready. Used for the
 * model's own and for those that a study defines. */
#include <string.h>

#include "base/text.h"
#include "model/model.h"
#include "model/model_files.h"

static const struct ek_unit per_year = {.power = {[EK_DIM_TIME] = -1}};

static int account(const struct ek_model *m, const struct ek_name *name, struct ek_arena *arena,
                   struct ek_diags *diags) {
  int found = ek_model_account(m, name->text);
  if (found >= 0 || name->text == NULL) return found;
  int actor = ek_model_actor(m, name->text);
  if (actor >= 0) {
    ek_error(diags, name->pos, ek_sprintf(arena, "name one of them: %s", ek_model_leaves(m, actor)),
             "'%s' is a sum of actors", name->text);
    return -1;
  }
  const char **words = ek_alloc_array(arena, m->n_actors + 2, sizeof *words);
  size_t n = 0;
  for (size_t i = 0; i < m->n_actors; i++) {
    if (m->actors[i].leaf) words[n++] = m->actors[i].name.text;
  }
  words[n++] = "production";
  words[n++] = "resources";
  const char *near = ek_text_nearest(name->text, words, n);
  ek_error(diags, name->pos, near ? ek_sprintf(arena, "did you mean '%s'?", near) : NULL,
           "'%s' is not an account", name->text);
  return -1;
}

/* The boundary accounts are one-way: value comes from production, is used up in resources. */
static void check_direction(const struct ek_model *m, const struct ek_flow *f,
                            struct ek_diags *diags) {
  bool boundary_from = f->from >= EK_ACCOUNT_PRODUCTION(m);
  bool boundary_to = f->to >= EK_ACCOUNT_PRODUCTION(m);
  if (f->from >= 0 && f->from == f->to) {
    ek_error(diags, f->to_name.pos, NULL, "'%s' pays itself", f->to_name.text);
  } else if (f->from == EK_ACCOUNT_RESOURCES(m)) {
    ek_error(diags, f->from_name.pos, "resources are used up: write them under 'to'",
             "nothing comes from resources");
  } else if (f->to == EK_ACCOUNT_PRODUCTION(m)) {
    ek_error(diags, f->to_name.pos, "production is where value comes from: write it under 'from'",
             "nothing goes to production");
  } else if (boundary_from && boundary_to) {
    ek_error(diags, f->to_name.pos, NULL, "a flow needs an actor at one end");
  }
}

/* The unit that the quantity of an item must have so that amount times
 * quantity is kronor a year: a share for an amount per time, else so many a year. */
static bool quantity_unit(struct ek_unit amount, struct ek_unit *quantity) {
  struct ek_unit money_rate;
  ek_unit_combine(ek_unit_money, per_year, 1, &money_rate);
  return ek_unit_combine(money_rate, amount, -1, quantity);
}

bool ek_model_compile_flows(struct ek_list *flows, const struct ek_scope *scope,
                            struct ek_arena *arena, struct ek_diags *diags) {
  const struct ek_model *m = scope->model;
  size_t before = ek_diags_errors(diags);
  struct ek_flow *f = flows->items;
  for (size_t i = 0; i < flows->n; i++) {
    ek_model_default_label(&f[i].label, &f[i].name);
    f[i].from = account(m, &f[i].from_name, arena, diags);
    f[i].to = account(m, &f[i].to_name, arena, diags);
    if (f[i].from >= 0 && f[i].to >= 0) check_direction(m, &f[i], diags);
    f[i].income = -1;
    const struct ek_income *incomes = m->personal.incomes.items;
    for (size_t k = 0; k < m->personal.incomes.n; k++) {
      if (ek_text_same(incomes[k].name.text, f[i].income_name.text)) f[i].income = (int)k;
    }
    if (f[i].income_name.text != NULL && f[i].income < 0) {
      ek_error(diags, f[i].income_name.pos, NULL, "'%s' is not an income in person.yaml",
               f[i].income_name.text);
    }
    for (size_t k = 0; k < i; k++) {
      if (ek_text_same(f[k].name.text, f[i].name.text)) {
        ek_error(diags, f[i].name.pos, NULL, "two flows are called '%s'", f[i].name.text);
      }
    }
    if (f[i].amount.node != NULL) {
      f[i].formula = ek_formula_compile(arena, f[i].amount.node, scope, NULL, diags);
    }
  }
  return ek_diags_errors(diags) == before;
}

void ek_model_compile_inputs(const struct ek_scope *base, struct ek_item *item,
                             struct ek_arena *arena, struct ek_diags *diags) {
  struct ek_input *inputs = item->inputs.items;
  struct ek_scope scope = *base;
  scope.locals = (struct ek_locals){0};
  for (size_t i = 0; i < item->inputs.n; i++) {
    double factor;
    ek_model_default_label(&inputs[i].label, &inputs[i].name);
    ek_model_unit(inputs[i].unit_text, inputs[i].name.pos, &inputs[i].unit, &factor, diags);
    if (inputs[i].fallback.node == NULL) continue;
    inputs[i].formula =
        ek_formula_compile(arena, inputs[i].fallback.node, &scope, &inputs[i].unit, diags);
  }
}

/* What the item may see of the person, and its own inputs. */
static struct ek_local *given_locals(const struct ek_model *m, struct ek_item *item,
                                     struct ek_arena *arena) {
  const struct ek_input *inputs = item->inputs.items;
  item->first_input = ek_model_person_prefix(m, item);
  struct ek_local *given =
      ek_alloc_array(arena, item->first_input + item->inputs.n, sizeof *given);
  if (item->first_input > 0) {
    memcpy(given, m->personal.item.locals.items, item->first_input * sizeof *given);
  }
  for (size_t i = 0; i < item->inputs.n; i++) {
    given[item->first_input + i] = (struct ek_local){.name = inputs[i].name.text, .unit = inputs[i].unit};
  }
  return given;
}

static void check_quantities(const struct ek_item *item, struct ek_unit *out, struct ek_arena *arena,
                             struct ek_diags *diags) {
  const struct ek_flow *f = item->flows.items;
  *out = item->is_state ? ek_unit_none : per_year;
  bool known = false;
  struct ek_unit first = ek_unit_none;
  for (size_t i = 0; i < item->flows.n; i++) {
    if (f[i].formula == NULL) continue;
    struct ek_unit unit, amount = ek_formula_unit(f[i].formula);
    bool fine = quantity_unit(amount, &unit) && unit.power[EK_DIM_MONEY] == 0;
    if (item->is_state && fine) fine = ek_unit_same(unit, ek_unit_none);
    if (!fine) {
      ek_error(diags, f[i].amount.pos,
               item->is_state ? "a state's flows are kr/month or kr/year"
                              : "a service's flows are kr/visit and the like, kr, or kr/month",
               "'%s' is %s, which is no amount here", f[i].name.text, ek_unit_text(arena, amount));
    } else if (known && !ek_unit_same(*out, unit)) {
      ek_error(diags, f[i].amount.pos, "all flows of a service are for the same quantity",
               "'%s' is %s, unlike the flow before it, which is %s", f[i].name.text,
               ek_unit_text(arena, amount), ek_unit_text(arena, first));
    }
    if (!known) first = amount;
    *out = unit;
    known = true;
  }
}

/* What a service says it is counted in must be what its amounts are for. */
static void check_counted(const struct ek_item *item, struct ek_arena *arena,
                          struct ek_diags *diags) {
  struct ek_unit unit, wanted;
  double factor;
  if (item->is_state || item->unit_text == NULL) return;
  if (!ek_model_unit(item->unit_text, item->name.pos, &unit, &factor, diags)) return;
  ek_unit_combine(unit, per_year, 1, &wanted);
  if (ek_unit_same(item->quantity, wanted)) return;
  ek_error(diags, item->name.pos, "write its amounts per that unit, or leave 'unit' out",
           "'%s' is counted in %s, but its amounts make it %s", item->name.text, item->unit_text,
           ek_unit_text(arena, item->quantity));
}

bool ek_model_compile_item(const struct ek_scope *base, struct ek_arena *arena,
                           struct ek_item *item, struct ek_diags *diags) {
  const struct ek_model *m = base->model;
  size_t before = ek_diags_errors(diags);
  ek_model_default_label(&item->label, &item->name);
  if (item->index.text != NULL && ek_model_index(m, item->index.text) < 0) {
    ek_error(diags, item->index.pos, NULL, "there is no index '%s'", item->index.text);
  }
  ek_model_compile_inputs(base, item, arena, diags);
  struct ek_local *given = given_locals(m, item, arena);
  item->locals = ek_model_compile_lets(base, given, item->first_input + item->inputs.n, &item->let,
                                       arena, diags);
  struct ek_scope scope = *base;
  scope.locals = item->locals;
  ek_model_compile_flows(&item->flows, &scope, arena, diags);
  ek_model_check_means(m, item, arena, diags);
  check_quantities(item, &item->quantity, arena, diags);
  if (ek_diags_errors(diags) == before) check_counted(item, arena, diags);
  if (item->variable_share.node != NULL) {
    item->variable =
        ek_formula_compile(arena, item->variable_share.node, &scope, &ek_unit_none, diags);
  }
  return ek_diags_errors(diags) == before;
}
