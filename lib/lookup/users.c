/* Who uses an entry of a model: asked of the compiled formulas and of the names that
 * stand beside them. */
#include <string.h>

#include "base/text.h"
#include "lookup/page.h"

struct search {
  const struct ek_model *m;
  struct ek_entry_ref wanted;
  const bool *marked; /* of an input of the household: itself, among anybody's locals; or NULL */
  bool found;
};

static void see(void *data, enum ek_named kind, int index) {
  struct search *s = data;
  bool same = (kind == EK_NAMES_PARAMETER && s->wanted.kind == EK_ENTRY_PARAMETER) ||
              (kind == EK_NAMES_RULE && s->wanted.kind == EK_ENTRY_RULE);
  if (same && (size_t)index == s->wanted.index) s->found = true;
}

static void in_formula(struct search *s, const struct ek_formula *f) {
  ek_formula_names(f, &(struct ek_name_seen){see, s});
}

/* Where the person's names can be seen. */
static void in_personal(struct search *s, const struct ek_formula *f) {
  in_formula(s, f);
  if (s->marked != NULL && f != NULL && ek_formula_mentions(f, s->marked)) s->found = true;
}

static void in_locals(struct search *s, const struct ek_locals *locals) {
  for (size_t i = 0; i < locals->n; i++) in_formula(s, locals->items[i].formula);
}

static void in_source(struct search *s, struct ek_origin origin) {
  if (s->wanted.kind == EK_ENTRY_SOURCE && ek_text_same(origin.text, s->wanted.name)) s->found = true;
}

static void in_name(struct search *s, enum ek_entry_kind kind, const char *name) {
  if (s->wanted.kind == kind && ek_text_same(name, s->wanted.name)) s->found = true;
}

static void in_dated(struct search *s, const struct ek_dated_value *dated, size_t n) {
  for (size_t i = 0; i < n; i++) {
    in_formula(s, dated[i].formula);
    in_source(s, dated[i].value.source);
    in_name(s, EK_ENTRY_INDEX, dated[i].value.index);
  }
}

static void in_values(struct search *s, const struct ek_list *values) {
  const struct ek_named_value *v = values->items;
  for (size_t i = 0; i < values->n; i++) in_source(s, v[i].value.source);
}

static void in_flow(struct search *s, const struct ek_flow *f) {
  in_personal(s, f->formula);
  in_source(s, f->amount.source);
  in_name(s, EK_ENTRY_ACTOR, f->from_name.text);
  in_name(s, EK_ENTRY_ACTOR, f->to_name.text);
  in_name(s, EK_ENTRY_INCOME, f->income_name.text);
}

static void in_item(struct search *s, const struct ek_item *item) {
  const struct ek_input *inputs = item->inputs.items;
  const struct ek_flow *flows = item->flows.items;
  for (size_t i = 0; i < item->inputs.n; i++) in_formula(s, inputs[i].formula);
  for (size_t i = item->first_input; i < item->locals.n; i++) in_personal(s, item->locals.items[i].formula);
  for (size_t i = 0; i < item->flows.n; i++) in_flow(s, &flows[i]);
  in_formula(s, item->variable);
  in_source(s, item->variable_share.source);
  in_source(s, item->source);
  in_name(s, EK_ENTRY_INDEX, item->index.text == NULL && item->price_year != 0
                                 ? s->m->default_index_name.text : item->index.text);
}

static void in_household(struct search *s, size_t i) {
  const struct ek_personal *p = &s->m->personal;
  const struct ek_input *inputs = p->item.inputs.items;
  const struct ek_household_line *lines = p->household.items;
  if (i < p->item.inputs.n) in_formula(s, inputs[i].formula);
  else in_personal(s, lines[i - p->item.inputs.n].formula);
}

static void in_entry(struct search *s, const struct ek_entry_ref *e) {
  const struct ek_model *m = s->m;
  switch (e->kind) {
  case EK_ENTRY_PARAMETER: {
    const struct ek_parameter *p = &m->parameters[e->index];
    in_dated(s, p->dated, p->n_dated);
    in_source(s, p->source);
    in_name(s, EK_ENTRY_INDEX, p->index.text);
    break;
  }
  case EK_ENTRY_RULE: {
    const struct ek_rule *r = &m->rules[e->index];
    in_dated(s, r->dated, r->n_dated);
    in_locals(s, &r->locals);
    in_source(s, r->source);
    break;
  }
  case EK_ENTRY_STATE:
  case EK_ENTRY_SERVICE: in_item(s, &m->items[e->index]); break;
  case EK_ENTRY_INDEX:
    in_values(s, &m->indices[e->index].values);
    in_source(s, m->indices[e->index].source);
    break;
  case EK_ENTRY_POOL: {
    const struct ek_named_value *v = m->pools[e->index].shares.items;
    for (size_t i = 0; i < m->pools[e->index].shares.n; i++) in_name(s, EK_ENTRY_ACTOR, v[i].name.text);
    in_values(s, &m->pools[e->index].shares);
    in_source(s, m->pools[e->index].source);
    break;
  }
  case EK_ENTRY_SCHEDULE: in_source(s, m->schedules[e->index].source); break;
  case EK_ENTRY_EVIDENCE: in_source(s, m->evidence[e->index].source); break;
  case EK_ENTRY_PERSON: in_flow(s, &((const struct ek_flow *)m->personal.item.flows.items)[e->index]); break;
  case EK_ENTRY_HOUSEHOLD: in_household(s, e->index); break;
  default: break;
  }
}

/* Steps of person.yaml belong to all of its flows: they stand as themselves. */
static void in_person_steps(struct search *s, struct ek_arena *arena, struct ek_list *users) {
  const struct ek_locals *locals = &s->m->personal.item.locals;
  for (size_t i = 0; i < locals->n; i++) {
    s->found = false;
    if (!locals->items[i].input) in_personal(s, locals->items[i].formula); /* an input is an entry */
    if (!s->found) continue;
    *(struct ek_entry_ref *)ek_list_push(arena, users, sizeof(struct ek_entry_ref)) =
        (struct ek_entry_ref){EK_ENTRY_PERSON, i, locals->items[i].name,
                              {locals->items[i].name, locals->items[i].name}};
  }
}

/* The input alone, in an array as long as the most locals that anything has; of others NULL. */
static const bool *marking(struct ek_arena *arena, const struct ek_model *m, struct ek_entry_ref wanted) {
  size_t most = m->personal.item.locals.n;
  if (wanted.kind != EK_ENTRY_HOUSEHOLD || wanted.index >= m->personal.item.inputs.n) return NULL;
  for (size_t i = 0; i < m->n_items; i++) {
    if (m->items[i].locals.n > most) most = m->items[i].locals.n;
  }
  bool *marked = ek_alloc_array(arena, most, sizeof *marked);
  marked[wanted.index] = true;
  return marked;
}

struct ek_list ek_model_users(struct ek_arena *arena, const struct ek_model *model,
                              struct ek_entry_ref entry) {
  struct ek_list all = ek_model_entry_list(arena, model), users = {0};
  const struct ek_entry_ref *entries = all.items;
  struct search s = {.m = model, .wanted = entry, .marked = marking(arena, model, entry)};
  for (size_t i = 0; i < all.n; i++) {
    s.found = false;
    in_entry(&s, &entries[i]);
    if (s.found) *(struct ek_entry_ref *)ek_list_push(arena, &users, sizeof *entries) = entries[i];
  }
  in_person_steps(&s, arena, &users);
  return users;
}
