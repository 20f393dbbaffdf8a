/* Type cases, the study's own items and its overrides, made ready. */
#include <string.h>

#include "base/text.h"
#include "study/cohort_parts.h"

static const struct ek_item *find_item(const struct ek_list *list, const char *name) {
  const struct ek_item *items = list->items;
  for (size_t i = 0; i < list->n; i++) {
    if (ek_text_same(items[i].name.text, name)) return &items[i];
  }
  return NULL;
}

const struct ek_item *ek_study_item(const struct ek_study *study, const char *name, bool is_state) {
  const struct ek_list *own = is_state ? &study->states : &study->services;
  const struct ek_item *item = find_item(own, name);
  int index = item == NULL ? ek_model_item(study->model, name, is_state) : -1;
  return index >= 0 ? &study->model->items[index] : item;
}

const char *ek_study_item_hint(const struct ek_study *study, const char *name, bool is_state) {
  const struct ek_model *model = study->model;
  struct ek_arena *arena = study->compiler->arena;
  const struct ek_list *own = is_state ? &study->states : &study->services;
  const struct ek_item *items = own->items;
  const char **words = ek_alloc_array(arena, own->n + model->n_items + study->outcomes.cohort.state_list.n, sizeof *words);
  size_t n = 0;
  const struct ek_cohort_state *cohort = study->outcomes.cohort.state_list.items;
  for (size_t i = 0; is_state && i < study->outcomes.cohort.state_list.n; i++) words[n++] = cohort[i].name.text;
  for (size_t i = 0; i < own->n; i++) words[n++] = items[i].name.text;
  for (size_t i = 0; i < model->n_items; i++) {
    if (model->items[i].is_state == is_state) words[n++] = model->items[i].name.text;
  }
  const char *near = ek_text_nearest(name, words, n);
  if (near != NULL) return ek_sprintf(arena, "did you mean '%s'?", near);
  if (is_state && study->outcomes.cohort.present) {
    return ek_sprintf(arena, "say what it holds under outcomes: {states: {%s: {states: {}}}}; `ekusia model %s` lists the model's", name, model->name);
  }
  return ek_sprintf(arena, "`ekusia model %s` lists them", model->name);
}

static const struct ek_item *lookup(struct ek_compiler *c, const char *name, bool is_state) {
  return ek_study_item(c->study, name, is_state);
}

/* A state or service by name: the study's own first, then the model's. Reports what is missing. */
static const struct ek_item *item_of(struct ek_compiler *c, const struct ek_name *name,
                                     bool is_state) {
  const struct ek_item *item = lookup(c, name->text, is_state);
  if (item != NULL || *name->text == '\0') return item; /* an empty name has been told */
  const char *word = is_state ? "state" : "service";
  if (lookup(c, name->text, !is_state) != NULL) {
    ek_error(c->diags, name->pos, is_state ? "move it to 'services'" : "move it to 'states'",
             "'%s' is not a %s", name->text, word);
    return NULL;
  }
  ek_error(c->diags, name->pos, ek_study_item_hint(c->study, name->text, is_state),
           "there is no %s '%s' in the model '%s'", word, name->text, c->model->name);
  return NULL;
}

void ek_study_compile_items(struct ek_compiler *c) {
  struct ek_list *lists[] = {&c->study->states, &c->study->services};
  for (size_t k = 0; k < 2; k++) {
    struct ek_item *items = lists[k]->items;
    for (size_t i = 0; i < lists[k]->n; i++) {
      items[i].is_state = k == 0;
      items[i].local = true;
      ek_model_compile_item(&c->scope, c->arena, &items[i], c->diags);
    }
  }
}

/* What is counted may be left out: `2/year` for visits a year, `1 820 kr` for
 * kronor a visit. False where nothing is counted. */
static bool without_count(struct ek_unit unit, struct ek_unit *out) {
  *out = unit;
  out->power[EK_DIM_COUNT] = 0;
  out->thing = NULL;
  return unit.power[EK_DIM_COUNT] != 0;
}

static void override_flow(struct ek_compiler *c, const struct ek_named_value *v,
                          const struct ek_item *item, const char *flow_name) {
  const struct ek_flow *flows = item->flows.items;
  for (size_t i = 0; i < item->flows.n; i++) {
    if (!ek_text_same(flows[i].name.text, flow_name) || flows[i].formula == NULL) continue;
    struct ek_unit units[2] = {ek_formula_unit(flows[i].formula)};
    size_t n_units = without_count(units[0], &units[1]) ? 2 : 1;
    struct ek_scope scope = c->scope;
    scope.locals = item->locals;
    struct ek_flow_override *o =
        ek_list_push(c->arena, &c->study->flow_overrides, sizeof *o);
    o->item = item;
    o->flow = &flows[i];
    o->written = v;
    o->quantity = ek_quantity_compile(c->arena, &v->value, &scope, units, n_units, &c->study->uncertain, c->diags);
    if (o->quantity == NULL) return;
    ek_model_check_flow_means(c->model, item, &flows[i], o->quantity->formula, v->value.pos, c->arena, c->diags);
    return;
  }
  const char **words = ek_alloc_array(c->arena, item->flows.n, sizeof *words);
  size_t n = 0;
  for (size_t i = 0; i < item->flows.n; i++) {
    if (flows[i].name.text != NULL) words[n++] = flows[i].name.text; /* one without has been told */
  }
  const char *near = ek_study_near(c, flow_name, words, n);
  struct ek_buffer known = {.arena = c->arena};
  for (size_t i = 0; i < n; i++) ek_buffer_addf(&known, "%s%s", i > 0 ? ", " : "its flows: ", words[i]);
  ek_error(c->diags, v->name.pos, near != NULL ? near : n > 0 ? ek_buffer_text(&known) : NULL,
           "'%s' has no flow '%s'", item->name.text, flow_name);
}

static void override_one(struct ek_compiler *c, const struct ek_named_value *v,
                         struct ek_override *next) {
  const char *dot = strrchr(v->name.text, '.');
  if (dot != NULL) {
    const char *name = ek_strndup(c->arena, v->name.text, (size_t)(dot - v->name.text));
    const struct ek_item *item = lookup(c, name, true);
    if (item == NULL) item = lookup(c, name, false);
    if (item != NULL) {
      override_flow(c, v, item, dot + 1);
      return;
    }
  }
  int parameter = ek_model_parameter(c->model, v->name.text);
  if (parameter < 0) { /* --set with a slip in an assumption's name comes here as well */
    size_t n = 0, n_own = c->study->assumption_list.n;
    const struct ek_named_value *own = c->study->assumption_list.items;
    const char **words = ek_alloc_array(c->arena, c->model->n_parameters + n_own, sizeof *words);
    for (size_t i = 0; i < c->model->n_parameters; i++) words[n++] = c->model->parameters[i].name.text;
    for (size_t i = 0; i < n_own; i++) words[n++] = own[i].name.text;
    const char *near = ek_study_near(c, v->name.text, words, n);
    ek_error(c->diags, v->name.pos,
             near ? near : "a parameter's name, or state.flow or service.flow",
             "there is nothing called '%s' in the model '%s' to override", v->name.text,
             c->model->name);
    return;
  }
  struct ek_scope scope = c->scope;
  scope.person = false;
  next->parameter = parameter;
  next->quantity = ek_quantity_compile(c->arena, &v->value, &scope,
                                       &c->model->parameters[parameter].unit, 1,
                                       &c->study->uncertain, c->diags);
  if (next->quantity != NULL) c->study->n_overrides++;
}

void ek_study_compile_overrides(struct ek_compiler *c) {
  const struct ek_named_value *v = c->study->override_list.items;
  size_t n = c->study->override_list.n;
  c->study->overrides = ek_alloc_array(c->arena, n, sizeof *c->study->overrides);
  for (size_t i = 0; i < n; i++) {
    override_one(c, &v[i], &c->study->overrides[c->study->n_overrides]);
  }
}

/* The quantities of a map of states or services. A service's `2/year` may
 * leave out what is counted. */
static void compile_holdings(struct ek_compiler *c, const struct ek_list *list, bool is_state,
                             struct ek_phase *phase) {
  const struct ek_named_value *v = list->items;
  for (size_t i = 0; i < list->n; i++) {
    const struct ek_item *item = item_of(c, &v[i].name, is_state);
    if (item == NULL) continue;
    struct ek_unit units[2] = {item->quantity};
    size_t n = without_count(units[0], &units[1]) ? 2 : 1;
    struct ek_holding *h = &phase->holdings[phase->n_holdings++];
    h->item = item;
    h->pos = v[i].name.pos;
    h->quantity = ek_quantity_compile(c->arena, &v[i].value, &c->scope, units, n,
                                      &c->study->uncertain, c->diags);
  }
}

static bool held(const struct ek_phase *phase, const char *name, const struct ek_item **out) {
  for (size_t i = 0; i < phase->n_holdings; i++) {
    if (!ek_text_same(phase->holdings[i].item->name.text, name)) continue;
    *out = phase->holdings[i].item;
    return true;
  }
  return false;
}

/* What a phase holds, and last the person, whom every phase is about. */
static const struct ek_item *item_at(struct ek_compiler *c, const struct ek_phase *phase, size_t i) {
  return i < phase->n_holdings ? phase->holdings[i].item : &c->model->personal.item;
}

/* Gives every held item that has the input its value; how many took it. `item_name` NULL: all. */
static size_t give(struct ek_compiler *c, struct ek_phase *phase, const char *item_name,
                   const char *input_name, const struct ek_value *value) {
  size_t taken = 0;
  for (size_t i = 0; i <= phase->n_holdings; i++) {
    const struct ek_item *item = item_at(c, phase, i);
    if (item_name != NULL && !ek_text_same(item->name.text, item_name)) continue;
    const struct ek_input *inputs = item->inputs.items;
    for (size_t k = 0; k < item->inputs.n; k++) {
      if (!ek_text_same(inputs[k].name.text, input_name)) continue;
      taken++;
      bool have = false;
      for (size_t g = 0; g < phase->n_given; g++) {
        have |= phase->given[g].item == item && phase->given[g].input == (int)k;
      }
      if (have) continue; /* the nearer one stands: state.input, then phase, then case */
      struct ek_given *next = &phase->given[phase->n_given++];
      next->item = item;
      next->input = (int)k;
      next->quantity = ek_quantity_compile(c->arena, value, &c->scope, &inputs[k].unit, 1,
                                           &c->study->uncertain, c->diags);
    }
  }
  return taken;
}

static size_t give_named(struct ek_compiler *c, struct ek_phase *phase,
                         const struct ek_named_value *v, bool dotted) {
  const char *dot = strrchr(v->name.text, '.');
  const struct ek_item *item;
  if (dot == NULL) return dotted ? 0 : give(c, phase, NULL, v->name.text, &v->value);
  const char *name = ek_strndup(c->arena, v->name.text, (size_t)(dot - v->name.text));
  return dotted && held(phase, name, &item) ? give(c, phase, name, dot + 1, &v->value) : 0;
}

#define INPUT_WORDS 64

static size_t input_words(struct ek_compiler *c, const struct ek_phase *phase, const char **words,
                          size_t n) {
  for (size_t i = 0; i <= phase->n_holdings; i++) {
    const struct ek_item *item = item_at(c, phase, i);
    const struct ek_input *inputs = item->inputs.items;
    for (size_t k = 0; k < item->inputs.n && n < INPUT_WORDS; k++) words[n++] = inputs[k].name.text;
  }
  return n;
}

/* The input is that of the person, written as if a state's own. */
static const char *without_state(struct ek_compiler *c, const char *name) {
  const char *dot = strrchr(name, '.');
  const struct ek_item *person = &c->model->personal.item;
  const struct ek_input *inputs = person->inputs.items;
  for (size_t i = 0; dot != NULL && i < person->inputs.n; i++) {
    if (ek_text_same(inputs[i].name.text, dot + 1)) {
      return ek_sprintf(c->arena, "it is the household's: write '%s'", dot + 1);
    }
  }
  return NULL;
}

static void unknown_input(struct ek_compiler *c, const struct ek_named_value *v,
                          const char *const *words, size_t n) {
  const char *near = without_state(c, v->name.text);
  if (near == NULL) near = ek_study_near(c, v->name.text, words, n);
  if (near == NULL && n > 0) near = ek_sprintf(c->arena, "they ask for '%s'", words[0]);
  ek_error(c->diags, v->name.pos, near, "no state or service here asks for '%s'", v->name.text);
}

/* Services that go on as before go on with the inputs that they have there, and so does the
 * household: its rent is the same until something else is said. */
static void keep_inputs(struct ek_compiler *c, struct ek_phase *phase, const struct ek_list *before,
                        bool services) {
  const struct ek_named_value *v = before->items;
  for (size_t i = 0; i <= phase->n_holdings; i++) {
    bool person = i == phase->n_holdings;
    const char *item = item_at(c, phase, i)->name.text;
    size_t n = strlen(item);
    if (!person && (phase->holdings[i].item->is_state || !services)) continue;
    for (size_t k = 0; k < before->n; k++) {
      const char *name = v[k].name.text;
      if (strncmp(name, item, n) == 0 && name[n] == '.') give(c, phase, item, name + n + 1, &v[k].value);
    }
    for (size_t k = 0; k < before->n; k++) give(c, phase, item, v[k].name.text, &v[k].value);
  }
}

static void compile_inputs(struct ek_compiler *c, struct ek_phase *phase,
                           const struct ek_list *before, bool services,
                           const struct ek_list *of_case, bool *case_used) {
  size_t room = c->model->personal.item.inputs.n;
  for (size_t i = 0; i < phase->n_holdings; i++) room += phase->holdings[i].item->inputs.n;
  phase->given = ek_alloc_array(c->arena, room, sizeof *phase->given);
  const struct ek_named_value *v = phase->inputs.items;
  size_t *taken = ek_alloc_array(c->arena, phase->inputs.n, sizeof *taken);
  for (int dotted = 1; dotted >= 0; dotted--) {
    for (size_t i = 0; i < phase->inputs.n; i++) taken[i] += give_named(c, phase, &v[i], dotted);
  }
  const char **words = ek_alloc_array(c->arena, INPUT_WORDS, sizeof *words);
  size_t n_words = input_words(c, phase, words, 0);
  for (size_t i = 0; i < phase->inputs.n; i++) {
    if (taken[i] == 0) unknown_input(c, &v[i], words, n_words);
  }
  if (before != NULL) keep_inputs(c, phase, before, services);
  v = of_case->items;
  for (int dotted = 1; dotted >= 0; dotted--) {
    for (size_t i = 0; i < of_case->n; i++) case_used[i] |= give_named(c, phase, &v[i], dotted) > 0;
  }
}

/* Has the input a value in this phase: given, or its default? */
static bool has_value(const struct ek_phase *phase, const struct ek_item *item, size_t input) {
  if (((const struct ek_input *)item->inputs.items)[input].fallback.text != NULL) return true;
  for (size_t g = 0; g < phase->n_given; g++) {
    if (phase->given[g].item == item && phase->given[g].input == (int)input) return true;
  }
  return false;
}

/* An input without default that nobody gave is missing where its state is held. */
static void check_given(struct ek_compiler *c, const struct ek_phase *phase) {
  for (size_t i = 0; i <= phase->n_holdings; i++) {
    const struct ek_item *item = item_at(c, phase, i);
    const struct ek_input *inputs = item->inputs.items;
    for (size_t k = 0; k < item->inputs.n; k++) {
      if (has_value(phase, item, k)) continue;
      ek_error(c->diags, i < phase->n_holdings ? phase->holdings[i].pos : phase->pos,
               ek_sprintf(c->arena, "write inputs: {%s: … %s}", inputs[k].name.text,
                          inputs[k].unit_text),
               "'%s' needs the input '%s' (%s)", item->name.text, inputs[k].name.text,
               inputs[k].label.sv);
    }
  }
}

/* `before`: inputs that go on from it, NULL for itself; `services`: its services do too. */
static void compile_phase(struct ek_compiler *c, struct ek_phase *phase,
                          const struct ek_list *before, bool services,
                          const struct ek_list *of_case, bool *case_used) {
  if (!phase->present) return;
  phase->holdings =
      ek_alloc_array(c->arena, phase->states.n + phase->services.n, sizeof *phase->holdings);
  compile_holdings(c, &phase->states, true, phase);
  compile_holdings(c, &phase->services, false, phase);
  compile_inputs(c, phase, before, services, of_case, case_used);
  check_given(c, phase);
}

static void give_full_work(struct ek_compiler *c, struct ek_phase *full,
                           const struct ek_list *inputs, bool *used) {
  const struct ek_named_value *v = inputs->items;
  for (int dotted = 1; dotted >= 0; dotted--) {
    for (size_t n = 0; n < inputs->n; n++) {
      bool taken = give_named(c, full, &v[n], dotted) > 0;
      if (used != NULL) used[n] |= taken;
    }
  }
}

/* What phases say, the latest first: of those that hold the state of full work, or of all. */
static void give_from_phases(struct ek_compiler *c, struct ek_case *k, const struct ek_item *item,
                             bool holding) {
  const struct ek_phase *later = k->later.items;
  const struct ek_item *found;
  for (size_t i = k->later.n; i-- > 0;) {
    if (!holding || held(&later[i], item->name.text, &found)) give_full_work(c, &k->full, &later[i].inputs, NULL);
  }
  const struct ek_phase *rest[] = {&k->after, &k->during, &k->before};
  for (size_t i = 0; i < 3; i++) {
    if (!holding || held(rest[i], item->name.text, &found)) give_full_work(c, &k->full, &rest[i]->inputs, NULL);
  }
}

/* Full work with the wage that the case is known to have in it, its latest first; else what
 * is said of the case, else a wage in other work. Where none is known and the model has no
 * default, there is no potential. */
static void compile_full_work(struct ek_compiler *c, struct ek_case *k, bool *case_used) {
  const struct ek_item *item = lookup(c, c->model->full_work_name.text, true);
  if (item == NULL) return;
  struct ek_phase *full = &k->full;
  full->present = true;
  full->pos = k->pos;
  full->holdings = ek_alloc(c->arena, sizeof *full->holdings);
  full->n_holdings = 1;
  full->holdings[0] = (struct ek_holding){
      .item = item, .quantity = ek_quantity_constant(c->arena, 1, ek_unit_none), .pos = k->pos};
  full->given =
      ek_alloc_array(c->arena, item->inputs.n + c->model->personal.item.inputs.n, sizeof *full->given);
  give_from_phases(c, k, item, true);
  give_full_work(c, full, &k->inputs, case_used);
  give_from_phases(c, k, item, false);
  for (size_t i = 0; i < item->inputs.n; i++) full->present &= has_value(full, item, i);
}

bool *ek_study_compile_standing(struct ek_compiler *c, struct ek_case *k) {
  bool *used = ek_alloc_array(c->arena, k->inputs.n, sizeof *used);
  if (!k->household.present) k->household.adults = 1;
  compile_phase(c, &k->before, NULL, false, &k->inputs, used);
  return used;
}

void ek_study_compile_full(struct ek_compiler *c, struct ek_case *k, const struct ek_list *others, bool *used) {
  k->later = *others;
  compile_full_work(c, k, used);
  k->later = (struct ek_list){0};
}

void ek_study_unknown_input(struct ek_compiler *c, const struct ek_named_value *v, const struct ek_phase *phase) {
  const char **words = ek_alloc_array(c->arena, INPUT_WORDS, sizeof *words);
  unknown_input(c, v, words, input_words(c, phase, words, 0));
}

static void check_phases(struct ek_compiler *c, struct ek_case *k) {
  if (k->during.present && k->during.months == 0) {
    ek_error(c->diags, k->during.pos, "write months: 12", "'during' needs to know how long it lasts");
  }
  if (k->before.present && k->before.months != 0) {
    ek_error(c->diags, k->before.pos, "take 'months' away",
             "'before' has no length: it is where the path starts");
  }
  struct ek_phase *later = k->later.items;
  if (k->later.n > 0 && (!k->after.present || k->after.months == 0)) {
    ek_error(c->diags, k->pos, "give 'after' its months",
             "'later' follows an 'after' that has an end");
  }
  for (size_t i = 0; i + 1 < k->later.n; i++) {
    if (later[i].months != 0) continue;
    ek_error(c->diags, later[i].pos, "write months: …", "only the last of 'later' may last for ever");
  }
}

/* Services that a phase does not speak of go on as before: a service is only
 * saved when the study says so. `services: {}` says that there are none. */
static void compile_later(struct ek_compiler *c, struct ek_case *k, struct ek_phase *phase, bool *used) {
  bool goes_on = phase->present && phase->services.items == NULL;
  if (goes_on) phase->services = k->before.services;
  compile_phase(c, phase, &k->before.inputs, goes_on, &k->inputs, used);
}

/* Which inputs of the case something of it asked for. */
static bool *compile_case(struct ek_compiler *c, struct ek_case *k) {
  k->weight = ek_study_quantity(c, &k->weight_value);
  if (!k->household.present) k->household.adults = 1;
  bool *used = ek_alloc_array(c->arena, k->inputs.n, sizeof *used);
  struct ek_phase *later = k->later.items;
  compile_phase(c, &k->before, NULL, false, &k->inputs, used);
  compile_later(c, k, &k->during, used);
  compile_later(c, k, &k->after, used);
  for (size_t i = 0; i < k->later.n; i++) compile_later(c, k, &later[i], used);
  compile_full_work(c, k, used);
  check_phases(c, k);
  if (k->start != 0 && k->start < c->study->settings.start) {
    ek_error(c->diags, k->pos, "move settings.start back", "'%s' starts before the study",
             k->name.text);
  }
  const int *horizons = c->study->settings.horizons.items;
  size_t n = c->study->settings.horizons.n;
  if (n > 0 && k->start != 0 && k->start - c->study->settings.start >= horizons[n - 1]) {
    ek_warning(c->diags, k->pos, "give settings a longer horizon, or leave the case out",
               "'%s' starts after the longest horizon: nothing that it gives is counted", k->name.text);
  }
  return used;
}

/* Inputs of cases that nothing asks for; shared ones, that no case asks for. */
static void check_used(struct ek_compiler *c, bool *const *used) {
  const struct ek_case *cases = c->study->participants.cases.items;
  size_t n = c->study->participants.cases.n, alike = c->shared_inputs ? n : 1;
  for (size_t i = 0; i < n; i += alike) {
    const char **words = ek_alloc_array(c->arena, INPUT_WORDS, sizeof *words);
    size_t n_words = 0;
    for (size_t k = i; k < i + alike; k++) n_words = input_words(c, &cases[k].before, words, n_words);
    const struct ek_named_value *v = cases[i].inputs.items;
    for (size_t j = 0; j < cases[i].inputs.n; j++) {
      bool any = false;
      for (size_t k = i; k < i + alike; k++) any |= used[k][j];
      if (!any) unknown_input(c, &v[j], words, n_words);
    }
  }
}

void ek_study_compile_cases(struct ek_compiler *c) {
  struct ek_case *cases = c->study->participants.cases.items;
  size_t n = c->study->participants.cases.n;
  bool **used = ek_alloc_array(c->arena, n, sizeof *used);
  for (size_t i = 0; i < n; i++) {
    used[i] = compile_case(c, &cases[i]);
    for (size_t k = 0; k < i; k++) {
      if (cases[i].name.text == NULL || !ek_text_same(cases[k].name.text, cases[i].name.text)) continue;
      ek_error(c->diags, cases[i].name.pos, "give each a name of its own", "two cases are called '%s'",
               cases[i].name.text);
    }
  }
  check_used(c, used);
}
