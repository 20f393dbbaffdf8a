/* A cohort made ready: its time, its states and what they hold, its groups, where they start. */
#include <string.h>

#include "base/text.h"
#include "study/cohort_parts.h"

int ek_cohort_state_at(const struct ek_cohort *k, const char *name) {
  for (size_t i = 0; i < k->n_states; i++) {
    if (ek_text_same(k->states[i].text, name)) return (int)i;
  }
  return -1;
}

int ek_cohort_alternative_at(const struct ek_cohort *k, const char *name) {
  for (size_t i = 0; i < k->n_alternatives; i++) {
    if (ek_text_same(k->alternatives[i].name.text, name)) return (int)i;
  }
  return -1;
}

int ek_study_state_at(struct ek_compiler *c, const struct ek_name *name) {
  const struct ek_cohort *k = &c->study->outcomes.cohort;
  if (name->text == NULL) return -1;
  int at = ek_cohort_state_at(k, name->text);
  if (at >= 0) return at;
  const char **words = ek_alloc_array(c->arena, k->n_states, sizeof *words);
  for (size_t i = 0; i < k->n_states; i++) words[i] = k->states[i].text;
  ek_error(c->diags, name->pos, ek_study_near(c, name->text, words, k->n_states),
           "the cohort has no state '%s'", name->text);
  return -1;
}

/* ---- time ---- */

static void compile_time(struct ek_compiler *c) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  struct ek_pos pos = c->study->outcomes.pos;
  const char *why;
  if (k->cycle_text.text == NULL) {
    ek_error(c->diags, pos, "write cycle: 1 month", "the cohort does not say how long a cycle is");
    k->cycle = (struct ek_span){1, 0, 1.0 / 12};
  } else if (!ek_study_span(c, &k->cycle_text, &k->cycle)) {
    k->cycle = (struct ek_span){1, 0, 1.0 / 12};
  }
  if (k->weighing == EK_WEIGHINGS) k->weighing = (int)ek_counting_weighing((enum ek_counting)k->counting);
  if (!ek_counting_fits((enum ek_counting)k->counting, (enum ek_weighing)k->weighing, &why) && !k->unusual_pair) {
    ek_error(c->diags, ek_study_place(c, "outcomes", "discounting", pos), "leave `discounting` out; or write unusual_pair: yes when a published figure was made so",
             "counting and discounting do not belong together: %s", why);
  }
  const int *horizons = c->study->settings.horizons.items;
  for (size_t i = 0; i < c->study->settings.horizons.n; i++) {
    int step = k->cycle.months * (k->counting == EK_COUNT_SIMPSON ? 2 : 1);
    if (step == 0 || horizons[i] % step == 0) continue;
    ek_error(c->diags, ek_study_place(c, "settings", "horizons", c->study->settings.pos),
             k->counting == EK_COUNT_SIMPSON ? "Simpson's rule takes two cycles at a time" : "choose horizons of whole cycles",
             "the horizon of %d months is no whole number of %scycles", horizons[i], k->counting == EK_COUNT_SIMPSON ? "pairs of " : "");
  }
}

/* ---- states ---- */

static void add_state(struct ek_compiler *c, struct ek_list *list, const struct ek_name *name) {
  if (name->text == NULL) return; /* a key that lacks has been told */
  const struct ek_name *known = list->items;
  for (size_t i = 0; i < list->n; i++) if (ek_text_same(known[i].text, name->text)) return;
  *(struct ek_name *)ek_list_push(c->arena, list, sizeof *name) = *name;
}

static void add_values(struct ek_compiler *c, struct ek_list *list, const struct ek_list *values) {
  const struct ek_named_value *v = values->items;
  for (size_t i = 0; i < values->n; i++) add_state(c, list, &v[i].name);
}

static void add_matrix(struct ek_compiler *c, struct ek_list *list, const struct ek_list *matrix) {
  const struct ek_named_records *rows = matrix->items;
  for (size_t i = 0; i < matrix->n; i++) {
    const struct ek_chance *cells = rows[i].records.items;
    add_state(c, list, &rows[i].name);
    for (size_t j = 0; j < rows[i].records.n; j++) add_state(c, list, &cells[j].to);
  }
}

/* In the order in which they are named: at the start, in matrices, as defined. */
static void collect_states(struct ek_compiler *c) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  struct ek_list list = {0};
  const struct ek_cohort_state *own = k->state_list.items;
  add_values(c, &list, &k->initial);
  for (size_t g = 0; g < k->n_groups; g++) add_values(c, &list, &k->groups[g].initial);
  for (size_t a = 0; a < k->n_alternatives; a++) {
    const struct ek_alternative *alternative = &k->alternatives[a];
    add_matrix(c, &list, &alternative->matrix);
    add_matrix(c, &list, &alternative->intensities);
    const struct ek_group_matrix *g = alternative->groups.items;
    for (size_t i = 0; i < alternative->groups.n; i++) add_matrix(c, &list, &g[i].matrix);
    if (alternative->mortality.present) add_state(c, &list, &alternative->mortality.to);
  }
  for (size_t i = 0; i < k->state_list.n; i++) add_state(c, &list, &own[i].name);
  k->n_states = list.n;
  k->states = list.items;
}

static const struct ek_cohort_state *defined(const struct ek_list *list, const char *name) {
  const struct ek_cohort_state *s = list->items;
  for (size_t i = 0; i < list->n; i++) if (ek_text_same(s[i].name.text, name)) return &s[i];
  return NULL;
}

static void label_states(struct ek_compiler *c) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  struct ek_label *labels = ek_alloc_array(c->arena, k->n_states, sizeof *labels);
  for (size_t s = 0; s < k->n_states; s++) {
    const struct ek_cohort_state *own = defined(&k->state_list, k->states[s].text);
    const struct ek_item *item = ek_study_item(c->study, k->states[s].text, true);
    labels[s] = (struct ek_label){k->states[s].text, k->states[s].text};
    if (item != NULL && item->label.sv != NULL) labels[s] = item->label;
    if (own != NULL && own->label.sv != NULL) labels[s] = own->label;
  }
  k->labels = labels;
}

/* The services that `outcomes.services` gives those in a state: texts there, values here. */
static struct ek_list services_of(struct ek_compiler *c, const char *state) {
  static const struct ek_field field = {.key = "services", .kind = EK_VALUE};
  const struct ek_named_texts *by = c->study->outcomes.services.items;
  struct ek_list out = {0};
  for (size_t i = 0; i < c->study->outcomes.services.n; i++) {
    const struct ek_named_text *t = by[i].texts.items;
    for (size_t j = 0; ek_text_same(by[i].name.text, state) && j < by[i].texts.n; j++) {
      struct ek_node *node = ek_alloc(c->arena, sizeof *node);
      *node = (struct ek_node){.kind = EK_NODE_SCALAR, .pos = t[j].pos, .text = t[j].text};
      struct ek_named_value *v = ek_list_push(c->arena, &out, sizeof *v);
      *v = (struct ek_named_value){t[j].name, {.text = t[j].text, .node = node, .pos = t[j].pos, .field = &field}};
    }
  }
  return out;
}

/* All of the model's state of that name. */
static struct ek_list whole_state(struct ek_compiler *c, const struct ek_name *name) {
  static const struct ek_field field = {.key = "states", .kind = EK_VALUE, .unit = "%", .min = 0, .max = 1};
  struct ek_node *node = ek_alloc(c->arena, sizeof *node);
  *node = (struct ek_node){.kind = EK_NODE_SCALAR, .pos = name->pos, .text = "100 %"};
  struct ek_list out = {0};
  struct ek_named_value *v = ek_list_push(c->arena, &out, sizeof *v);
  *v = (struct ek_named_value){*name, {.text = node->text, .node = node, .pos = name->pos, .field = &field}};
  return out;
}

/* What a state holds in an alternative: as defined there, else for all, else as in the model. */
static struct ek_phase phase_of(struct ek_compiler *c, const struct ek_alternative *alternative, size_t s) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  const struct ek_name *name = &k->states[s];
  const struct ek_cohort_state *own = defined(&k->state_list, name->text);
  const struct ek_cohort_state *differs = alternative != NULL ? defined(&alternative->states, name->text) : NULL;
  struct ek_phase p = {.present = true, .pos = name->pos, .name = name->text};
  bool known = ek_study_item(c->study, name->text, true) != NULL;
  const struct ek_cohort_state *layers[] = {own, differs};
  if (known || (own == NULL && differs == NULL)) p.states = whole_state(c, name); /* unknown: told where it is looked up */
  p.services = services_of(c, name->text);
  for (size_t i = 0; i < 2; i++) {
    if (layers[i] == NULL) continue;
    p.pos = layers[i]->pos;
    if (layers[i]->states.items != NULL) p.states = layers[i]->states;
    if (layers[i]->services.items != NULL) p.services = layers[i]->services;
    if (layers[i]->inputs.items != NULL) p.inputs = layers[i]->inputs;
  }
  return p;
}

/* ---- cases: a state as a situation of somebody in a group ---- */

static struct ek_list joined(struct ek_compiler *c, const struct ek_list *first, const struct ek_list *then) {
  struct ek_list out = {0};
  const struct ek_list *both[] = {first, then};
  for (size_t k = 0; k < 2; k++) {
    const struct ek_named_value *v = both[k]->items;
    for (size_t i = 0; i < both[k]->n; i++) {
      bool have = false;
      const struct ek_named_value *known = out.items;
      for (size_t j = 0; j < out.n; j++) have |= ek_text_same(known[j].name.text, v[i].name.text);
      if (!have) *(struct ek_named_value *)ek_list_push(c->arena, &out, sizeof *v) = v[i];
    }
  }
  return out;
}

static struct ek_case *case_new(struct ek_compiler *c, const struct ek_cohort_group *g,
                                const struct ek_alternative *alternative, size_t s) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  struct ek_case *out = ek_alloc(c->arena, sizeof *out);
  const char *name = k->states[s].text;
  if (k->group_list.n > 0) name = ek_sprintf(c->arena, "%s, %s", name, g->name.text);
  if (alternative != NULL) name = ek_sprintf(c->arena, "%s (%s)", name, alternative->name.text);
  out->name = (struct ek_name){name, k->states[s].pos};
  out->pos = k->states[s].pos;
  out->sex = g->sex;
  out->age = g->age >= 0 ? g->age : c->study->outcomes.age;
  out->household = g->household.present ? g->household : c->study->outcomes.household;
  out->municipality = g->municipality;
  out->inputs = joined(c, &g->inputs, &c->study->outcomes.inputs);
  out->before = phase_of(c, alternative, s);
  return out;
}

struct used {
  struct ek_list names; /* const char *: inputs that something asked for */
};

static void note_used(struct ek_compiler *c, struct used *u, const struct ek_case *k, const bool *used) {
  const struct ek_named_value *v = k->inputs.items;
  for (size_t i = 0; i < k->inputs.n; i++) {
    if (used[i]) *(const char **)ek_list_push(c->arena, &u->names, sizeof v[i].name.text) = v[i].name.text;
  }
}

static void check_inputs(struct ek_compiler *c, const struct used *u, const struct ek_list *inputs,
                         const struct ek_case *any) {
  const struct ek_named_value *v = inputs->items;
  const char *const *names = u->names.items;
  for (size_t i = 0; i < inputs->n; i++) {
    bool asked = false;
    for (size_t j = 0; j < u->names.n; j++) asked |= ek_text_same(names[j], v[i].name.text);
    if (!asked) ek_study_unknown_input(c, &v[i], &any->before);
  }
}

static void compile_group(struct ek_compiler *c, size_t g, struct used *u) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  struct ek_list phases = {0};
  bool *used = NULL;
  for (size_t a = 0; a < k->n_alternatives; a++) {
    k->cases[g][a] = ek_alloc_array(c->arena, k->n_states, sizeof(struct ek_case *));
    for (size_t s = 0; s < k->n_states; s++) {
      bool differs = defined(&k->alternatives[a].states, k->states[s].text) != NULL;
      if (a > 0 && !differs && defined(&k->alternatives[0].states, k->states[s].text) == NULL) {
        k->cases[g][a][s] = k->cases[g][0][s];
        continue;
      }
      struct ek_case *one = case_new(c, &k->groups[g], differs ? &k->alternatives[a] : NULL, s);
      k->cases[g][a][s] = one;
      used = ek_study_compile_standing(c, one);
      note_used(c, u, one, used);
      *(struct ek_phase *)ek_list_push(c->arena, &phases, sizeof one->before) = one->before;
    }
  }
  if (k->n_states == 0 || k->n_alternatives == 0) return;
  struct ek_case *first = k->cases[g][0][0];
  used = ek_alloc_array(c->arena, first->inputs.n, sizeof *used);
  ek_study_compile_full(c, first, &phases, used);
  note_used(c, u, first, used);
}

static void compile_cases(struct ek_compiler *c) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  struct used u = {{0}};
  struct ek_locals before = c->scope.locals;
  c->scope.locals = k->clock;
  k->cases = ek_alloc_array(c->arena, k->n_groups, sizeof *k->cases);
  for (size_t g = 0; g < k->n_groups; g++) {
    k->cases[g] = ek_alloc_array(c->arena, k->n_alternatives, sizeof **k->cases);
    compile_group(c, g, &u);
  }
  c->scope.locals = before;
  if (k->n_states == 0 || k->n_alternatives == 0) return;
  check_inputs(c, &u, &c->study->outcomes.inputs, k->cases[0][0][0]);
  for (size_t g = 0; g < k->n_groups; g++) check_inputs(c, &u, &k->groups[g].inputs, k->cases[g][0][0]);
}

/* ---- who starts where, and when ---- */

/* Without a sex, a table of women and men would be read as that of men, and nobody would be told. */
static void check_sexes(struct ek_compiler *c) {
  const struct ek_cohort *k = &c->study->outcomes.cohort;
  const struct ek_timetable *tables = k->table_list.items;
  size_t g = 0;
  while (g < k->n_groups && k->groups[g].sex != NULL) g++;
  for (size_t i = 0; i < k->table_list.n && g < k->n_groups; i++) {
    if (tables[i].columns.n == 0) continue;
    ek_error(c->diags, k->group_list.n == 0 ? tables[i].name.pos : k->groups[g].pos,
             "write groups: {kvinnor: {sex: kvinna, …}, män: {sex: man, …}}, or one `column` for all",
             k->group_list.n > 0 ? "the table '%s' is by sex, and the group does not say which" : "the table '%s' is by sex, and the cohort has no groups that say which",
             tables[i].name.text);
  }
}

static void compile_groups(struct ek_compiler *c) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  k->n_groups = k->group_list.n;
  k->groups = k->group_list.items;
  for (size_t g = 0; g < k->n_groups; g++) {
    int woman = k->groups[g].sex != NULL ? ek_study_woman(c->arena, k->groups[g].sex) : 0;
    k->groups[g].woman = woman == 1;
    if (woman < 0) ek_error(c->diags, k->groups[g].pos, "write sex: kvinna or sex: man", "'%s' is neither women nor men", k->groups[g].sex);
  }
  if (k->n_groups > 0) {
    check_sexes(c);
    if (k->initial.n > 0) {
      ek_error(c->diags, ek_study_place(c, "outcomes", "initial", c->study->outcomes.pos), "say in each group how many start where", "the cohort has both `initial` and groups");
    }
    return;
  }
  k->n_groups = 1;
  k->groups = ek_alloc(c->arena, sizeof *k->groups);
  k->groups[0] = (struct ek_cohort_group){.age = -1, .initial = k->initial, .pos = c->study->outcomes.pos};
  check_sexes(c);
}

static void compile_start(struct ek_compiler *c) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  k->start = ek_alloc_array(c->arena, k->n_groups, sizeof *k->start);
  if (c->study->participants.followup.file.text != NULL && k->group_list.n > 0) {
    ek_error(c->diags, c->study->participants.followup.file.pos, "take the file away, or the groups",
             "a file of participants says where a cohort without groups starts, and there are groups");
  }
  for (size_t g = 0; g < k->n_groups; g++) {
    const struct ek_named_value *v = k->groups[g].initial.items;
    k->start[g] = ek_alloc_array(c->arena, k->n_states, sizeof **k->start);
    bool counted = c->study->participants.followup.file.text != NULL && k->group_list.n == 0;
    if (counted && k->initial.n > 0) {
      ek_error(c->diags, c->study->outcomes.pos, "keep one of them", "the cohort starts both from `initial` and from a file of participants");
    }
    if (k->groups[g].initial.n == 0 && !counted && k->group_list.n == 0) { /* of a group it is told already */
      ek_error(c->diags, k->groups[g].pos, "write initial: {försörjningsstöd: 40}", "nobody is said to be in the cohort");
    }
    for (size_t i = 0; i < k->groups[g].initial.n; i++) {
      int s = ek_cohort_state_at(k, v[i].name.text);
      if (s >= 0) k->start[g][s] = ek_study_quantity(c, &v[i].value);
    }
  }
}

static void compile_entry(struct ek_compiler *c) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  const struct ek_named_value *v = k->entry.items;
  k->n_entries = k->entry.n > 0 ? k->entry.n : 1;
  k->entry_month = ek_alloc_array(c->arena, k->n_entries, sizeof *k->entry_month);
  k->entry_share = ek_alloc_array(c->arena, k->n_entries, sizeof *k->entry_share);
  for (size_t i = 0; i < k->entry.n; i++) {
    ek_month month;
    k->entry_share[i] = ek_study_quantity(c, &v[i].value);
    if (!ek_month_parse(v[i].name.text, &month)) {
      ek_error(c->diags, v[i].name.pos, "write {2013-01: 50 %, 2013-07: 50 %}", "'%s' is not a month", v[i].name.text);
      continue;
    }
    k->entry_month[i] = month - c->study->settings.start;
    if (k->entry_month[i] < 0) {
      ek_error(c->diags, v[i].name.pos, "move settings.start back", "some enter in %s, before the study starts", v[i].name.text);
      k->entry_month[i] = 0;
    }
    const int *horizons = c->study->settings.horizons.items;
    int longest = c->study->settings.horizons.n > 0 ? horizons[c->study->settings.horizons.n - 1] : 0;
    if (longest > 0 && k->entry_month[i] >= longest) {
      ek_error(c->diags, v[i].name.pos, "give settings a longer horizon, or leave them out", "those who enter in %s enter after the longest horizon", v[i].name.text);
    }
  }
}

/* ---- alternatives ---- */

static void check_reference(struct ek_compiler *c) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  size_t found = 0;
  for (size_t a = 0; a < k->n_alternatives; a++) {
    if (!k->alternatives[a].reference) continue;
    k->reference = a;
    found++;
  }
  k->chosen = k->reference == 0 && k->n_alternatives > 1 ? 1 : 0;
  if (k->n_alternatives > 60) ek_error(c->diags, k->alternatives[60].name.pos, "compare them in several studies", "there are more than 60 alternatives");
  if (found != 1) {
    ek_error(c->diags, ek_study_place(c, "outcomes", "alternatives", c->study->outcomes.pos), "write reference: yes in one of the alternatives",
             found == 0 ? "no alternative is the reference that the others are held against"
                        : "more than one alternative is the reference");
  } else if (k->n_alternatives < 2) {
    ek_error(c->diags, k->alternatives[0].name.pos, "add another alternative", "there is nothing to hold against the reference");
  }
}

/* What goes with the other ways of saying what became of people. */
static void check_alone(struct ek_compiler *c) {
  struct ek_outcomes *o = &c->study->outcomes;
  if (o->before.n > 0 || o->transitions.n > 0) {
    ek_error(c->diags, o->pos, "keep one of them", "outcomes has both counts and alternatives");
  }
  const struct ek_effect *e = &c->study->effect;
  if (e->lag > 0 || e->retention.text != NULL || e->retention_profile.n > 0) {
    struct ek_pos pos = ek_study_place(c, "effect", e->lag > 0 ? "lag" : e->retention.text != NULL ? "retention" : "retention_profile", o->pos);
    ek_error(c->diags, pos, "let a ratio hold for_first so many cycles, or name `cycle` in its formula",
             "a cohort's matrices say when the effect comes and goes: lag and retention have no place beside them");
  }
  if (c->study->settings.profile == EK_PROFILE_NYTTOSAM) {
    ek_error(c->diags, ek_study_place(c, "settings", "profile", c->study->settings.pos), "choose profile: npv", "the nyttosam profile has a constant yearly benefit, a cohort has not");
  }
}

void ek_study_compile_cohort(struct ek_compiler *c) {
  struct ek_outcomes *o = &c->study->outcomes;
  struct ek_cohort *k = &o->cohort;
  k->present = k->alternative_list.n > 0;
  if (!k->present) {
    if (o->present && (o->before.n == 0 || o->transitions.items == NULL)) {
      ek_error(c->diags, o->pos, "write before: {…} and transitions: […], or alternatives: {…} for a cohort",
               "outcomes says neither who was where and went where, nor how a cohort moves");
    }
    return;
  }
  k->n_alternatives = k->alternative_list.n;
  k->alternatives = k->alternative_list.items;
  check_alone(c);
  compile_time(c);
  compile_groups(c);
  collect_states(c);
  label_states(c);
  check_reference(c);
  ek_study_compile_clock(c);
  compile_start(c);
  compile_entry(c);
  compile_cases(c);
  ek_study_compile_chances(c);
  ek_study_compile_events(c);
  for (size_t a = 0; a < k->n_alternatives; a++) ek_study_compile_cost_list(c, &k->alternatives[a].costs);
}

bool ek_study_choose(struct ek_study *study, const char *alternative, struct ek_diags *diags) {
  struct ek_cohort *k = &study->outcomes.cohort;
  if (alternative == NULL) return true;
  int at = ek_cohort_alternative_at(k, alternative);
  if (at >= 0 && (size_t)at != k->reference) {
    k->chosen = (size_t)at;
    return true;
  }
  const char **words = ek_alloc_array(study->compiler->arena, k->n_alternatives, sizeof *words);
  size_t n = 0;
  for (size_t a = 0; a < k->n_alternatives; a++) if (a != k->reference) words[n++] = k->alternatives[a].name.text;
  return ek_error(diags, (struct ek_pos){0}, ek_study_near(study->compiler, alternative, words, n),
                  at >= 0 ? "--alternative: '%s' is the reference, which the others are held against" : "--alternative: the study has no alternative '%s'", alternative);
}

bool ek_study_uncertain(const struct ek_study *study) {
  const struct ek_cohort *k = &study->outcomes.cohort;
  bool any = study->uncertain.n > 0;
  for (size_t i = 0; k->present && i < k->n_groups * k->n_alternatives; i++) {
    for (size_t c = 0; c < k->n_states * k->n_states; c++) {
      const struct ek_chance *chance = k->chance[i][c];
      while (chance != NULL && chance->base != NULL) chance = chance->base;
      any |= chance != NULL && chance->q_count != NULL;
    }
  }
  return any;
}
