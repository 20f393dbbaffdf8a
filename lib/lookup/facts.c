/* What stands in an entry of a model, statement by statement. */
#include "lookup/page.h"

struct gatherer {
  struct ek_arena *arena;
  const struct ek_model *m;
  struct ek_page *page;
};

static struct ek_fact *add(struct gatherer *g, const char *part, const char *key, const char *text) {
  struct ek_fact *f = ek_list_push(g->arena, &g->page->facts, sizeof *f);
  *f = (struct ek_fact){.part = part, .key = key, .text = text, .from = -1, .to = -1};
  return f;
}

/* Where it comes from, spelled out; a source that is spelled out otherwise was a key. */
static struct ek_origin spelled(struct gatherer *g, struct ek_origin source, const char **key) {
  struct ek_origin out = ek_model_origin(g->m, source);
  *key = out.text != source.text ? source.text : NULL;
  return out;
}

static void take_source(struct gatherer *g, struct ek_origin source, enum ek_grade grade) {
  g->page->source = spelled(g, source, &g->page->source_key);
  g->page->grade = grade;
}

/* A value's own source, grade and note, or those of its entry. */
static void take_value(struct gatherer *g, const struct ek_value *v, struct ek_fact *f) {
  f->source_key = g->page->source_key;
  f->source = g->page->source;
  if (v->source.text != NULL) f->source = spelled(g, v->source, &f->source_key);
  f->grade = v->grade != EK_GRADE_NONE ? v->grade
             : v->source.grade != EK_GRADE_NONE ? (enum ek_grade)v->source.grade : g->page->grade;
  f->note = v->note;
}

/* A formula that is only a number gives it, in the fact's unit. */
static void take_number(struct gatherer *g, const struct ek_formula *formula, struct ek_fact *f) {
  if (formula == NULL || !ek_formula_is_number(formula)) return;
  struct ek_world world = {.model = g->m, .arena = g->arena, .draws = 1};
  struct ek_env env = {.world = &world};
  f->known = true;
  f->value = ek_in_unit(ek_formula_eval(formula, &env)[0], f->unit);
}

static void add_dated(struct gatherer *g, const struct ek_dated_value *dated, size_t n,
                      const char *part) {
  for (size_t i = 0; i < n; i++) {
    const char *from = dated[i].from > 0 ? ek_day_text(g->arena, dated[i].from) : NULL;
    struct ek_fact *f = add(g, part, from, dated[i].value.text);
    f->unit = g->page->unit;
    take_value(g, &dated[i].value, f);
    take_number(g, dated[i].formula, f);
  }
}

/* Marks the locals that a formula rests on, itself or through steps; a step rests on earlier ones. */
static void rest_on(struct gatherer *g, const struct ek_locals *locals, const struct ek_formula *f,
                    bool *marked) {
  bool *one = ek_alloc_array(g->arena, locals->n, sizeof *one);
  for (size_t i = locals->n; i-- > 0;) {
    one[i] = true;
    marked[i] = marked[i] || (f != NULL && ek_formula_mentions(f, one));
    for (size_t k = i + 1; !marked[i] && k < locals->n; k++) {
      const struct ek_formula *step = marked[k] ? locals->items[k].formula : NULL;
      marked[i] = step != NULL && ek_formula_mentions(step, one);
    }
    one[i] = false;
  }
}

/* The steps: locals after the first `given`, those that are marked (NULL: all). */
static void add_steps(struct gatherer *g, const struct ek_locals *locals, size_t given, const bool *marked) {
  for (size_t i = given; i < locals->n; i++) {
    const struct ek_local *local = &locals->items[i];
    if (local->formula == NULL || local->input || (marked != NULL && !marked[i])) continue;
    struct ek_fact *f = add(g, "step", local->name, ek_formula_text(local->formula));
    f->unit = ek_formula_unit_said(g->arena, local->formula, g->m);
  }
}

static void add_input(struct gatherer *g, const char *part, const struct ek_input *input) {
  struct ek_fact *f = add(g, part, input->name.text, input->fallback.text);
  f->label = input->label;
  f->unit = input->unit_text;
  take_number(g, input->formula, f);
}

static void add_marked_inputs(struct gatherer *g, const char *part, const bool *marked) {
  const struct ek_input *inputs = g->m->personal.item.inputs.items;
  for (size_t i = 0; i < g->m->personal.item.inputs.n; i++) {
    if (marked[i]) add_input(g, part, &inputs[i]);
  }
}

static void add_flow(struct gatherer *g, const struct ek_flow *flow) {
  struct ek_fact *f = add(g, "flow", flow->name.text, flow->amount.text);
  f->label = flow->label;
  f->from = flow->from;
  f->to = flow->to;
  f->used_up = flow->to == EK_ACCOUNT_RESOURCES(g->m);
  f->income = flow->income_name.text;
  if (flow->formula != NULL) f->unit = ek_formula_unit_said(g->arena, flow->formula, g->m);
  take_value(g, &flow->amount, f);
  take_number(g, flow->formula, f);
}

static void about_parameter(struct gatherer *g, const struct ek_parameter *p) {
  g->page->unit = p->unit_text;
  g->page->index = p->index.text;
  g->page->note = p->note;
  take_source(g, p->source, p->grade);
  if (p->table.present) {
    struct ek_fact *f = add(g, "table", p->table.column.text, p->table.file.text);
    f->unit = p->unit_text;
    f->source_key = g->page->source_key;
    f->source = g->page->source;
    f->grade = p->grade;
  }
  add_dated(g, p->dated, p->n_dated, "value");
  if (p->until > 0) add(g, "until", ek_day_text(g->arena, p->until), NULL);
}

static void about_rule(struct gatherer *g, const struct ek_rule *r) {
  g->page->unit = r->unit_text;
  g->page->note = r->note;
  take_source(g, r->source, r->grade);
  const struct ek_named_text *args = r->args.items;
  for (size_t i = 0; i < r->args.n; i++) add(g, "argument", args[i].name.text, NULL)->unit = args[i].text;
  add_steps(g, &r->locals, r->n_args, NULL);
  add_dated(g, r->dated, r->n_dated, "formula");
}

static void about_item(struct gatherer *g, const struct ek_item *item) {
  g->page->unit = item->unit_text;
  g->page->price_year = item->price_year;
  g->page->index = item->index.text;
  g->page->variable_share = item->variable_share.text;
  g->page->note = item->note;
  take_source(g, item->source, item->grade);
  const struct ek_input *inputs = item->inputs.items;
  const struct ek_flow *flows = item->flows.items;
  bool *marked = ek_alloc_array(g->arena, item->locals.n, sizeof *marked);
  for (size_t i = 0; i < item->flows.n; i++) rest_on(g, &item->locals, flows[i].formula, marked);
  if (item->means_tested) add(g, "means_tested", NULL, "yes");
  for (size_t i = 0; i < item->inputs.n; i++) add_input(g, "input", &inputs[i]);
  if (item->first_input > 0) add_marked_inputs(g, "household", marked);
  for (size_t i = item->first_input + item->inputs.n; i < item->locals.n; i++) marked[i] = true;
  add_steps(g, &item->locals, 0, marked);
  for (size_t i = 0; i < item->flows.n; i++) add_flow(g, &flows[i]);
}

static void about_index(struct gatherer *g, const struct ek_index *x) {
  g->page->note = x->note;
  take_source(g, x->source, x->grade);
  const struct ek_named_value *v = x->values.items;
  for (size_t i = 0; i < x->values.n; i++) {
    struct ek_fact *f = add(g, "level", v[i].name.text, v[i].value.text);
    f->unit = "1";
    take_value(g, &v[i].value, f);
    f->known = true;
    f->value = x->year[i];
  }
}

static void about_schedule(struct gatherer *g, const struct ek_schedule *s) {
  g->page->note = s->note;
  take_source(g, s->source, s->grade);
  const struct ek_step *steps = s->steps.items;
  int year = 1;
  for (size_t i = 0; i < s->steps.n; i++) {
    struct ek_fact *f = add(g, "rate", ek_sprintf(g->arena, "%d", year), steps[i].rate.text);
    f->unit = "%";
    f->known = true;
    f->value = ek_in_unit(steps[i].rate_per_year, f->unit);
    take_value(g, &steps[i].rate, f);
    year += steps[i].years;
  }
}

static void about_step(struct gatherer *g, const char *part, const struct ek_evidence_step *s, const struct ek_value *v, double share) {
  struct ek_fact *f = add(g, part, s->name.text, v->text);
  f->label = s->label;
  f->unit = "%";
  f->known = true;
  f->value = ek_in_unit(share, f->unit);
  take_value(g, v, f);
}

static void about_evidence(struct gatherer *g, const struct ek_evidence *e) {
  const struct ek_evidence_step *steps = e->steps.items;
  g->page->note = e->note;
  take_source(g, e->source, e->grade);
  for (size_t i = 0; i < e->steps.n; i++) {
    about_step(g, "cut", &steps[i], &steps[i].cut, steps[i].cut_share);
    about_step(g, "spread", &steps[i], &steps[i].spread, steps[i].spread_share);
  }
}

static void about_pool(struct gatherer *g, const struct ek_pool *p) {
  take_source(g, p->source, (enum ek_grade)p->source.grade);
  const struct ek_named_value *v = p->shares.items;
  for (size_t i = 0; i < p->shares.n; i++) {
    struct ek_fact *f = add(g, "share", v[i].name.text, v[i].value.text);
    f->label = g->m->actors[ek_model_actor(g->m, v[i].name.text)].label;
    f->unit = "%";
    take_value(g, &v[i].value, f);
  }
}

static void about_actor(struct gatherer *g, const struct ek_actor *a) {
  if (a->parent >= 0) {
    struct ek_fact *f = add(g, "parent", g->m->actors[a->parent].name.text, NULL);
    f->label = g->m->actors[a->parent].label;
  }
  for (size_t i = 0; i < g->m->n_actors; i++) {
    const struct ek_actor *child = &g->m->actors[i];
    if (child->parent < 0 || &g->m->actors[child->parent] != a) continue;
    add(g, "child", child->name.text, NULL)->label = child->label;
  }
}

/* A tax of the person or a line of the household: what it rests on, and no other steps. */
static void about_personal(struct gatherer *g, const struct ek_formula *f) {
  const struct ek_locals *locals = &g->m->personal.item.locals;
  bool *marked = ek_alloc_array(g->arena, locals->n, sizeof *marked);
  rest_on(g, locals, f, marked);
  add_marked_inputs(g, "household", marked);
  add_steps(g, locals, 0, marked);
}

static void about_tax(struct gatherer *g, const struct ek_flow *flow) {
  g->page->pos = flow->name.pos;
  about_personal(g, flow->formula);
  add_flow(g, flow);
}

/* Of the household: an input, or a line of its economy. */
static void about_household(struct gatherer *g, size_t i) {
  const struct ek_personal *p = &g->m->personal;
  if (i < p->item.inputs.n) {
    const struct ek_input *input = &((const struct ek_input *)p->item.inputs.items)[i];
    g->page->pos = input->name.pos;
    g->page->unit = input->unit_text;
    add_input(g, "input", input);
    return;
  }
  const struct ek_household_line *line = &((const struct ek_household_line *)p->household.items)[i - p->item.inputs.n];
  g->page->pos = line->name.pos;
  about_personal(g, line->formula);
  struct ek_fact *f = add(g, "formula", NULL, line->amount.text);
  if (line->formula == NULL) return;
  f->unit = ek_formula_unit_said(g->arena, line->formula, g->m);
  g->page->unit = f->unit;
}

struct ek_page ek_model_page(struct ek_arena *arena, const struct ek_model *m,
                             struct ek_entry_ref entry) {
  struct ek_page page = {.entry = entry};
  struct gatherer g = {arena, m, &page};
  size_t i = entry.index;
  switch (entry.kind) {
  case EK_ENTRY_PARAMETER: page.pos = m->parameters[i].name.pos; about_parameter(&g, &m->parameters[i]); break;
  case EK_ENTRY_RULE: page.pos = m->rules[i].name.pos; about_rule(&g, &m->rules[i]); break;
  case EK_ENTRY_STATE:
  case EK_ENTRY_SERVICE: page.pos = m->items[i].name.pos; about_item(&g, &m->items[i]); break;
  case EK_ENTRY_INDEX: page.pos = m->indices[i].name.pos; about_index(&g, &m->indices[i]); break;
  case EK_ENTRY_ACTOR: page.pos = m->actors[i].name.pos; about_actor(&g, &m->actors[i]); break;
  case EK_ENTRY_POOL: page.pos = m->pools[i].name.pos; about_pool(&g, &m->pools[i]); break;
  case EK_ENTRY_SCHEDULE: page.pos = m->schedules[i].name.pos; about_schedule(&g, &m->schedules[i]); break;
  case EK_ENTRY_EVIDENCE: page.pos = m->evidence[i].name.pos; about_evidence(&g, &m->evidence[i]); break;
  case EK_ENTRY_INCOME: page.pos = ((const struct ek_income *)m->personal.incomes.items)[i].name.pos; break;
  case EK_ENTRY_PERSON: about_tax(&g, &((const struct ek_flow *)m->personal.item.flows.items)[i]); break;
  case EK_ENTRY_HOUSEHOLD: about_household(&g, i); break;
  case EK_ENTRY_SOURCE: {
    const struct ek_source_entry *s = &m->sources[i];
    page.pos = s->name.pos;
    page.source = (struct ek_origin){.text = s->title, .url = s->url, .retrieved = s->retrieved};
    break;
  }
  case EK_ENTRY_MISSING: page.pos = m->missing[i].name.pos; page.note = m->missing[i].where; break;
  case EK_ENTRY_KINDS: break;
  }
  return page;
}
