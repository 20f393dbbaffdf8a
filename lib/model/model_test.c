/* Runs a model's own tests: each is a formula, or what a state or service comes to, in the
 * world of a date and a person, held against a published figure. */
#include "model/model_test.h"

#include <dirent.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "model/world.h"

#define AT(type, member) offsetof(struct type, member)

struct test_household {
  int adults;
  struct ek_list children;
};
struct model_test {
  struct ek_pos pos;
  const char *name, *municipality, *source;
  ek_day date;
  int age;
  struct test_household household;
  struct ek_name of;
  struct ek_value formula, value, tolerance;
};
struct test_file {
  struct ek_list tests;
};

static const struct ek_field household_fields[] = {
    {.key = "adults", .kind = EK_INT, .offset = AT(test_household, adults), .min = 1, .max = 2, .fallback = "1", .help = "Adults."},
    {.key = "children", .kind = EK_INTS, .offset = AT(test_household, children), .min = 0, .max = 25, .help = "Their ages."},
    {.key = NULL}};
static const struct ek_record household_record = {.name = "test_household", .size = sizeof(struct test_household), .fields = household_fields, .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET, .help = "Who lives together."};
static const struct ek_field test_fields[] = {
    {.key = "name", .kind = EK_TEXT, .offset = AT(model_test, name), .help = "What is tested."},
    {.key = "date", .kind = EK_DAY, .offset = AT(model_test, date), .flags = EK_REQUIRED, .help = "The day whose rules are meant."},
    {.key = "municipality", .kind = EK_TEXT, .offset = AT(model_test, municipality), .help = "Whose tax rates."},
    {.key = "age", .kind = EK_INT, .offset = AT(model_test, age), .min = 0, .max = 120, .help = "The person's age."},
    {.key = "household", .kind = EK_RECORD, .offset = AT(model_test, household), .record = &household_record, .help = "The household."},
    {.key = "formula", .kind = EK_VALUE, .offset = AT(model_test, formula), .help = "What is computed."},
    {.key = "of", .kind = EK_NAME, .offset = AT(model_test, of), .help = "Instead of a formula: a state or service, whose flows are added, or one flow as in state.flow; in prices of the date's year."},
    {.key = "value", .kind = EK_VALUE, .offset = AT(model_test, value), .flags = EK_REQUIRED, .help = "What it must give."},
    {.key = "tolerance", .kind = EK_VALUE, .offset = AT(model_test, tolerance), .help = "How far it may be off."},
    {.key = "source", .kind = EK_TEXT, .offset = AT(model_test, source), .help = "Where the result is published."},
    {.key = NULL}};
static const struct ek_record test_record = {.name = "model_test", .size = sizeof(struct model_test), .fields = test_fields, .pos_offset = AT(model_test, pos), .present_offset = EK_NO_OFFSET, .help = "A known result of the model."};
static const struct ek_field file_fields[] = {
    {.key = "tests", .kind = EK_RECORDS, .offset = AT(test_file, tests), .flags = EK_REQUIRED, .record = &test_record, .help = "Known results."},
    {.key = NULL}};
const struct ek_record ek_record_model_tests = {.name = "model_tests", .size = sizeof(struct test_file), .fields = file_fields, .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET, .help = "Tests of a model."};

static double evaluate(struct ek_arena *arena, struct ek_world *world,
                       const struct ek_person *person, const struct ek_node *node,
                       const struct ek_unit *unit, struct ek_model_test_outcome *out,
                       struct ek_diags *diags) {
  const struct ek_scope scope = {.model = world->model, .person = true};
  const struct ek_formula *f = ek_formula_compile(arena, node, &scope, unit, diags);
  if (f == NULL) return NAN;
  out->unit = ek_formula_unit(f);
  out->unit_text = ek_formula_unit_said(arena, f, world->model);
  struct ek_env env = {.world = world, .person = person};
  return ek_formula_eval(f, &env)[0];
}

/* The state or service that a test is of, and the flow when it names one. */
static const struct ek_item *tested_item(struct ek_world *world, const struct ek_name *of,
                                         const char **flow) {
  const struct ek_model *m = world->model;
  const char *dot = strrchr(of->text, '.');
  const char *name = dot != NULL ? ek_strndup(world->arena, of->text, (size_t)(dot - of->text)) : of->text;
  *flow = dot != NULL ? dot + 1 : NULL;
  int found = ek_model_item(m, name, true);
  if (found < 0) found = ek_model_item(m, name, false);
  if (found >= 0) return &m->items[found];
  const char **words = ek_alloc_array(world->arena, m->n_items, sizeof *words);
  for (size_t i = 0; i < m->n_items; i++) words[i] = m->items[i].name.text;
  const char *near = ek_text_nearest(name, words, m->n_items);
  ek_error(world->diags, of->pos, near ? ek_sprintf(world->arena, "did you mean '%s'?", near) : NULL,
           "there is no state or service '%s'", name);
  return NULL;
}

/* What a state or service comes to at full extent or per unit: all its flows, or one of them. */
static double amount_of(struct ek_world *world, const struct ek_person *person,
                        const struct ek_name *of, struct ek_model_test_outcome *out) {
  const char *flow;
  const struct ek_item *item = tested_item(world, of, &flow);
  const struct ek_input *lacking = NULL;
  double **values = item != NULL ? ek_world_item_defaults(world, person, item, &lacking) : NULL;
  if (lacking != NULL) {
    ek_error(world->diags, of->pos, NULL, "'%s' asks for '%s', which has no default",
             item->name.text, lacking->name.text);
  }
  if (values == NULL) return NAN;
  struct ek_env env = {.world = world, .person = person, .locals = &item->locals, .values = values};
  const struct ek_flow *flows = item->flows.items;
  double sum = 0, factor = 1;
  size_t used = 0;
  for (size_t i = 0; i < item->flows.n; i++) {
    if (flows[i].formula == NULL || (flow != NULL && !ek_text_same(flow, flows[i].name.text))) continue;
    out->unit = ek_formula_unit(flows[i].formula);
    out->unit_text = ek_formula_unit_said(world->arena, flows[i].formula, world->model);
    sum += ek_formula_eval(flows[i].formula, &env)[0];
    used++;
  }
  if (used == 0) {
    ek_error(world->diags, of->pos, NULL, "'%s' has no flow '%s'", item->name.text,
             flow != NULL ? flow : "");
    return NAN;
  }
  int index = item->index.text != NULL ? ek_model_index(world->model, item->index.text) : -1;
  ek_world_rebase(world, index, item->price_year, of->pos, &factor);
  return sum * factor;
}

/* What is tested: exactly one of formula and of. */
static double tested(struct ek_arena *arena, struct ek_world *world, const struct ek_person *person,
                     const struct model_test *t, struct ek_model_test_outcome *out,
                     struct ek_diags *diags) {
  if ((t->formula.node != NULL) == (t->of.text != NULL)) {
    ek_error(diags, t->pos, "write 'formula: …', or 'of:' and a state, a service or one of its flows",
             "a test has one of 'formula' and 'of'");
    return NAN;
  }
  return t->of.text != NULL ? amount_of(world, person, &t->of, out)
                            : evaluate(arena, world, person, t->formula.node, NULL, out, diags);
}

/* Faults of the formulas themselves go to `diags`; then nothing was computed. */
static void run_one(struct ek_arena *arena, const struct ek_model *model, const struct model_test *t,
                    struct ek_model_test_outcome *out, struct ek_diags *diags) {
  size_t before = ek_diags_errors(diags);
  struct ek_world world = {.model = model, .arena = arena, .diags = diags, .day = t->date,
                           .price_year = ek_day_year(t->date), .draws = 1};
  world.municipality = t->municipality != NULL ? ek_text_lower(arena, t->municipality)
                                               : model->default_municipality;
  ek_world_init(&world);
  struct ek_person person = {.age = t->age > 0 ? t->age : model->default_age,
                             .adults = t->household.adults > 0 ? t->household.adults : 1,
                             .children = t->household.children.items,
                             .n_children = t->household.children.n};
  *out = (struct ek_model_test_outcome){.pos = t->pos, .source = t->source, .formula = t->of.text != NULL ? t->of.text : t->formula.text};
  out->name = t->name != NULL ? t->name : out->formula;
  out->got = tested(arena, &world, &person, t, out, diags);
  if (ek_diags_errors(diags) > before) return;
  const struct ek_unit unit = out->unit;
  double tolerance = 0;
  if (t->tolerance.node != NULL) {
    tolerance = evaluate(arena, &world, &person, t->tolerance.node, &unit, out, diags);
  }
  out->wanted = evaluate(arena, &world, &person, t->value.node, &unit, out, diags);
  out->computed = ek_diags_errors(diags) == before;
  out->passed = out->computed && fabs(out->got - out->wanted) <= tolerance + 1e-6;
}

/* Is the test asked for: by its name, its formula or the name of its file? */
static bool asked(struct ek_arena *arena, const struct model_test *t, const char *path,
                  const char *pattern) {
  const char *const texts[] = {t->name, t->formula.text, t->of.text, path};
  for (size_t i = 0; pattern != NULL && i < 4; i++) {
    if (texts[i] != NULL && strstr(ek_text_fold(arena, texts[i]), pattern) != NULL) return true;
  }
  return pattern == NULL;
}

static void run_file(struct ek_arena *arena, const struct ek_model *model, const char *name,
                     const char *pattern, struct ek_list *outcomes, struct ek_diags *diags) {
  const char *path = ek_sprintf(arena, "%s/tests/%s", model->folder, name);
  const struct ek_source *source = ek_file_read(arena, path, diags);
  const struct ek_node *root = source != NULL ? ek_yaml_read(arena, source, diags) : NULL;
  struct test_file file = {0};
  if (root == NULL || !ek_bind(arena, root, &ek_record_model_tests, &file, diags)) {
    struct ek_model_test_outcome *out = ek_list_push(arena, outcomes, sizeof *out);
    *out = (struct ek_model_test_outcome){.name = path}; /* the whole file, told in diags */
    return;
  }
  const struct model_test *tests = file.tests.items;
  for (size_t i = 0; i < file.tests.n; i++) {
    if (!asked(arena, &tests[i], name, pattern)) continue;
    run_one(arena, model, &tests[i], ek_list_push(arena, outcomes, sizeof(struct ek_model_test_outcome)), diags);
  }
}

static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_yaml(const struct dirent *e) {
  size_t n = strlen(e->d_name);
  return e->d_name[0] != '.' && n > 5 && strcmp(e->d_name + n - 5, ".yaml") == 0;
}

struct ek_list ek_model_test_outcomes(struct ek_arena *arena, const struct ek_model *model,
                                      const char *pattern, struct ek_diags *diags) {
  struct ek_list outcomes = {0};
  const char *folder = ek_sprintf(arena, "%s/tests", model->folder);
  const char *folded = pattern != NULL ? ek_text_fold(arena, pattern) : NULL;
  struct dirent **names = NULL;
  int n = scandir(folder, &names, is_yaml, by_name);
  for (int i = 0; i < n; i++) run_file(arena, model, ek_strdup(arena, names[i]->d_name), folded, &outcomes, diags);
  for (int i = 0; i < n; i++) free(names[i]); /* scandir's, not the arena's */
  free(names);
  return outcomes;
}

struct ek_model_test_counts ek_model_test_run(struct ek_arena *arena, const struct ek_model *model,
                                              struct ek_diags *diags) {
  struct ek_model_test_counts counts = {0, 0};
  struct ek_list list = ek_model_test_outcomes(arena, model, NULL, diags);
  const struct ek_model_test_outcome *o = list.items;
  for (size_t i = 0; i < list.n; i++) {
    if (o[i].passed) counts.passed++;
    else counts.failed++;
    if (o[i].passed || !o[i].computed) continue;
    ek_error(diags, o[i].pos, o[i].source, "%s: expected %s, got %s (%s)", o[i].name,
             ek_number_exact(arena, o[i].wanted), ek_number_exact(arena, o[i].got),
             ek_unit_text(arena, o[i].unit));
  }
  return counts;
}
