/* What the tests of this room share: a small model written to a folder, files of which a
 * test may replace, and formulas compiled and evaluated in its world. */
#ifndef EK_TEST_MODEL_FIXTURE_H
#define EK_TEST_MODEL_FIXTURE_H

#include "support.h"

#include "model/model.h"
#include "model/world.h"
#include "read/yaml.h"

#define HEAD "name: liten\nversion: \"1\"\nperson: person\nfull_work: work\ndisplaced: firm\n" \
             "default_index: kpi\ndefault_municipality: ankeborg\n"
#define ACTORS                                                                                     \
  "society: {label: Samhället}\nperson: {parent: society}\npublic: {parent: society}\n"            \
  "kommun: {parent: public, public: yes}\nfirm: {parent: society}\neu: {outside: yes}\n"
#define INDICES "kpi:\n  values: {2010: 100, 2011: 104, 2012: 107.5, 2013: 110}\n"                  \
                "fast: {constant: yes}\n"
#define STATES                                                                                     \
  "work:\n  activity: work\n  inputs: {wage: {unit: kr/month}}\n  flows:\n"                       \
  "    - {name: made, from: production, to: firm, amount: wage * (1 + avgift)}\n"                  \
  "    - {name: pay, from: firm, to: person, amount: wage}\n"
#define PARAMETERS                                                                                 \
  "avgift: {unit: '%', values: {2010-01-01: 31.42 %, 2013-01-01: 30 %}}\n"                         \
  "belopp:\n  unit: kr/month\n  values: {2012-07-01: 2 385 kr/month, 2011-01-01: 2 000 kr/month}\n" \
  "hållen: {unit: kr, hold_before: yes, values: {2013-01-01: 77 kr}}\n"                            \
  "flyttad: {unit: kr/year, index: kpi, values: {2012-01-01: 43 000 kr/year}}\n"                   \
  "dagantal: {unit: benefit_day/month, values: {2010-01-01: 22 benefit_day/month}}\n"
#define RULES                                                                                      \
  "dubbel: {args: {x: kr/year}, unit: kr/year, value: 2 * x}\n"                                    \
  "steg:\n  args: {x: kr/year, andel: '1'}\n  unit: kr/year\n  let:\n"                             \
  "    hälften: x * andel\n    mer: hälften + dubbel(hälften)\n"                                   \
  "  values:\n    2011-01-01: mer\n    2013-01-01: mer + 1 kr/year\n"                              \
  "per_barn: {args: {}, unit: kr/year, value: 'children(0, 17) * 15 000 kr/year + adults * age * 1 kr/year'}\n"

/* Writes the model; a file named again by `put` before or after replaces it. */
static inline void put(const char *name, const char *text) {
  file_of(ek_sprintf(arena, "liten/%s.yaml", name), text);
}

static inline void put_model(void) {
  put("model", HEAD);
  put("actors", ACTORS);
  put("indices", INDICES);
  put("states", STATES);
  put("parameters", PARAMETERS);
  put("rules", RULES);
}

static inline struct ek_model *read_model(void) {
  return ek_model_read(arena, ek_sprintf(arena, "%s/liten", folder), diags);
}

/* The model, which must be without errors in all its entries. */
static inline struct ek_model *model_of(void) {
  put_model();
  struct ek_model *model = read_model();
  if (model == NULL) fail_msg("the model cannot be read:\n%s", errors());
  return model;
}

/* All that is wrong with the model as it was put, entries and all. */
static inline const char *model_errors(void) {
  struct ek_model *model = read_model();
  if (model != NULL) ek_model_read_all(model);
  return errors();
}

static inline struct ek_world *world_on(const struct ek_model *model, ek_day day) {
  struct ek_world *w = ek_alloc(arena, sizeof *w);
  *w = (struct ek_world){.model = model, .arena = arena, .diags = diags, .day = day,
                         .price_year = ek_day_year(day), .draws = 1,
                         .municipality = model->default_municipality};
  ek_world_init(w);
  return w;
}

/* A scalar written in a file as `f: "TEXT"`: column 5 is its first sign. */
static inline const struct ek_node *scalar_of(const char *text) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  const char *whole = ek_sprintf(arena, "f: \"%s\"\n", text);
  *source = (struct ek_source){"f", whole, strlen(whole)};
  const struct ek_node *root = ek_yaml_read(arena, source, diags);
  assert_non_null(root);
  return ek_node_get(root, "f");
}

static inline const struct ek_formula *compile(const struct ek_model *model, const char *text) {
  const struct ek_scope scope = {.model = model, .person = true};
  return ek_formula_compile(arena, scalar_of(text), &scope, NULL, diags);
}

static const int ages[] = {4, 9, 17, 18};
static const struct ek_person someone = {.age = 34, .adults = 2, .children = ages, .n_children = 4};

static inline double value_in(struct ek_world *world, const char *text) {
  const struct ek_formula *f = compile(world->model, text);
  if (f == NULL) fail_msg("%s does not compile:\n%s", text, errors());
  struct ek_env env = {.world = world, .person = &someone};
  return ek_formula_eval(f, &env)[0];
}

#endif
