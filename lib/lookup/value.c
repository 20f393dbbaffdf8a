/* What an entry of a model amounts to on a day. */
#include <stdlib.h>

#include "lookup/page.h"

struct valuer {
  struct ek_world *world;
  const struct ek_person *person;
  struct ek_list now;
};

static void push(struct valuer *v, const char *key, struct ek_label label, double canonical,
                 const char *unit) {
  *(struct ek_now *)ek_list_push(v->world->arena, &v->now, sizeof(struct ek_now)) =
      (struct ek_now){key, label, ek_in_unit(canonical, unit), unit};
}

/* Prices of a stated year are moved to the world's, as a study does. */
static bool price_factor(struct valuer *v, const struct ek_item *item, double *factor) {
  const struct ek_model *m = v->world->model;
  *factor = 1;
  if (item->price_year == 0) return true;
  int index = item->index.text != NULL ? ek_model_index(m, item->index.text) : -1;
  int age = v->world->price_year - item->price_year;
  if (abs(age) > m->stale_after) {
    ek_world_note(v->world, (struct ek_note){.kind = EK_NOTE_OLD_PRICE, .name = item->name.text,
                                             .year = v->world->price_year, .used = item->price_year,
                                             .pos = item->name.pos});
  }
  return ek_world_rebase(v->world, index, item->price_year, item->name.pos, factor);
}

static void of_item(struct valuer *v, const struct ek_item *item) {
  const struct ek_input *lacking;
  double **values = ek_world_item_defaults(v->world, v->person, item, &lacking), factor;
  if (values == NULL || !price_factor(v, item, &factor)) return;
  struct ek_env env = {.world = v->world, .person = v->person, .locals = &item->locals, .values = values};
  const struct ek_flow *flows = item->flows.items;
  for (size_t i = 0; i < item->flows.n; i++) {
    const char *unit = ek_formula_unit_said(v->world->arena, flows[i].formula, v->world->model);
    push(v, flows[i].name.text, flows[i].label, ek_formula_eval(flows[i].formula, &env)[0] * factor, unit);
  }
}

/* As if it were called in a formula. */
static void of_rule(struct valuer *v, const struct ek_rule *rule) {
  const struct ek_scope scope = {.model = v->world->model, .person = true};
  const struct ek_node call = {.kind = EK_NODE_SCALAR, .pos = rule->name.pos,
                               .text = ek_sprintf(v->world->arena, "%s()", rule->name.text)};
  if (rule->n_args > 0) return;
  const struct ek_formula *f = ek_formula_compile(v->world->arena, &call, &scope, NULL, v->world->diags);
  struct ek_env env = {.world = v->world, .person = v->person};
  if (f != NULL) push(v, NULL, rule->label, ek_formula_eval(f, &env)[0], rule->unit_text);
}

struct ek_list ek_model_now(struct ek_world *world, const struct ek_person *person,
                            struct ek_entry_ref entry) {
  struct valuer v = {.world = world, .person = person};
  const struct ek_model *m = world->model;
  if (entry.kind == EK_ENTRY_PARAMETER) {
    double value = ek_world_parameter(world, (int)entry.index, NULL)[0];
    push(&v, NULL, m->parameters[entry.index].label, value, m->parameters[entry.index].unit_text);
  } else if (entry.kind == EK_ENTRY_RULE) {
    of_rule(&v, &m->rules[entry.index]);
  } else if (entry.kind == EK_ENTRY_STATE || entry.kind == EK_ENTRY_SERVICE) {
    of_item(&v, &m->items[entry.index]);
  }
  return v.now;
}
