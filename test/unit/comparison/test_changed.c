/* What differs between two studies, and studies between them. */
#include "unit/engine/fixture.h"

#include "comparison/changed.h"

#define HEAD "ekusia: 1\ntitle: T\nmodel: generic\n"
#define SETTINGS "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 5 years], discount: {rate: 3.5 %}}\n"
#define OLD HEAD SETTINGS                                                                          \
  "assumptions:\n  lön: {value: 20 000 kr/month, source: A, grade: C}\n  gammal: 12 %\n"           \
  "participants:\n  cases:\n    - name: A\n      weight: 10\n"                                     \
  "      before: {states: {outside: 100 %}, services: {session: 12/year}, inputs: {exclusion_cost: 900 kr/month}}\n" \
  "      after: {states: {work: 100 %}, services: {}, inputs: {wage: lön}}\n      inputs: {price: 1 000 kr/session}\n" \
  "costs:\n  - {name: K, payer: payer, amount: 1 200 000 kr}\n  - {name: L, payer: payer, amount: 238 500 kr, month: 2020-03}\n" \
  "comparison: {deadweight: gammal}\nexpect: [{figure: participants, value: 10}]\n"
#define NEW HEAD "settings: {price_year: 2020, start: 2020-01, horizons: [5 years], discount: none}\n" \
  "assumptions:\n  lön: {value: 20 000 kr/month, source: B}\n  ny: 14 %\n"                         \
  "participants:\n  cases:\n    - name: A\n      weight: 12\n"                                     \
  "      before: {states: {outside: 100 %}, services: {session: 10/year}, inputs: {exclusion_cost: 900 kr/month}}\n" \
  "      after: {states: {work: 100 %}, inputs: {wage: lön}}\n      inputs: {price: 1 000 kr/session}\n" \
  "    - name: B\n      before: {states: {outside: 100 %}, inputs: {exclusion_cost: 700 kr/month}}\n" \
  "costs:\n  - {name: L, payer: payer, amount: 238 500 kr, month: 2020-04}\n  - {name: M, payer: payer, amount: 1 kr}\n" \
  "comparison: {deadweight: ny}\n"

static const struct ek_study *study(const char *name, const char *text) {
  static const char *const folders[] = {"models", NULL};
  const struct ek_study_options options = {.model_folders = folders};
  const struct ek_study *s = ek_study_read(arena, file_of(name, text), &options, diags);
  if (s == NULL) fail_msg("%s", errors());
  return s;
}

static const struct ek_changed *at_path(const struct ek_list *changes, const char *path) {
  const struct ek_changed *c = changes->items;
  for (size_t i = 0; i < changes->n; i++) if (strcmp(c[i].path, path) == 0) return &c[i];
  fail_msg("no change of %s", path);
  return NULL;
}

static void is_change(const struct ek_list *changes, const char *path, const char *before, const char *now, ek_causes causes) {
  const struct ek_changed *c = at_path(changes, path);
  assert_int_equal(c->causes, causes);
  if (before == NULL) assert_null(c->before);
  else assert_string_equal(c->before, before);
  if (now == NULL) assert_null(c->now);
  else assert_string_equal(c->now, now);
}

static void test_list(void **state) {
  (void)state;
  struct ek_list c = ek_changed_list(arena, study("old.yaml", OLD), study("new.yaml", NEW));
  is_change(&c, "settings.horizons", "[1 year, 5 years]", "[5 years]", EK_CAUSE(HORIZON));
  is_change(&c, "settings.discount", "{rate: 3.5 %}", "none", EK_CAUSE(RULES));
  is_change(&c, "assumptions.lön", "20 000 kr/month", "20 000 kr/month", 0); /* another source */
  is_change(&c, "assumptions.gammal", "12 %", NULL, EK_CAUSE(EFFECT));
  is_change(&c, "assumptions.ny", NULL, "14 %", EK_CAUSE(EFFECT));
  is_change(&c, "participants.cases.A.weight", "10", "12", EK_CAUSE(INTAKE));
  is_change(&c, "participants.cases.A.before.services.session", "12/year", "10/year", EK_CAUSE(INTAKE));
  is_change(&c, "participants.cases.A.after.services", "{}", NULL, EK_CAUSE(EFFECT)); /* none, and as before */
  is_change(&c, "participants.cases.B", NULL, "", EK_CAUSE(INTAKE));
  is_change(&c, "costs.K", "{name: K, payer: payer, amount: 1 200 000 kr}", NULL, EK_CAUSE(PRICE));
  is_change(&c, "costs.L.month", "2020-03", "2020-04", EK_CAUSE(TIMING));
  is_change(&c, "costs.M", NULL, "{name: M, payer: payer, amount: 1 kr}", EK_CAUSE(PRICE));
  is_change(&c, "comparison.deadweight", "gammal", "ny", EK_CAUSE(EFFECT));
  assert_int_equal(c.n, 13);
}

static void test_nothing(void **state) {
  (void)state;
  const struct ek_study *s = study("old.yaml", OLD);
  assert_int_equal(ek_changed_list(arena, s, study("copy.yaml", OLD)).n, 0);
  assert_int_equal(ek_changed_list(arena, s, s).n, 0);
}

/* The order of records and of keys is none of it; a number in a map of its own is the number. */
static void test_otherwise_written(void **state) {
  (void)state;
  const char *one = HEAD SETTINGS "assumptions: {x: 12 %}\ncosts: [{name: K, payer: payer, amount: 1 kr}, {name: L, payer: payer, amount: 2 kr}]\n"
                    "participants: {cases: [{name: A, before: {states: {outside: 100 %}, inputs: {exclusion_cost: 1 kr/month}}}]}\ncomparison: {deadweight: x}\n";
  const char *two = HEAD SETTINGS "comparison: {deadweight: x}\nassumptions: {x: {value: 12 %}}\ncosts: [{amount: 2 kr, name: L, payer: payer}, {payer: payer, name: K, amount: 1 kr}]\n"
                    "participants: {cases: [{before: {inputs: {exclusion_cost: 1 kr/month}, states: {outside: 100 %}}, name: A}]}\n";
  assert_int_equal(ek_changed_list(arena, study("one.yaml", one), study("two.yaml", two)).n, 0);
}

static const char *text_at(const struct ek_node *root, const char *a, const char *b) {
  const struct ek_node *node = ek_node_get(ek_node_get(root, a), b);
  return node != NULL ? node->text : NULL;
}

static void test_trees(void **state) {
  (void)state;
  const struct ek_study *old = study("old.yaml", OLD), *new = study("new.yaml", NEW);
  const struct ek_node *none = ek_changed_tree(arena, old, new, 0), *effect = ek_changed_tree(arena, old, new, EK_CAUSE(EFFECT)), *price = ek_changed_tree(arena, old, new, EK_CAUSE(PRICE));
  assert_string_equal(text_at(none, "comparison", "deadweight"), "gammal");
  assert_string_equal(text_at(effect, "comparison", "deadweight"), "ny");
  assert_string_equal(text_at(none, "assumptions", "ny"), "14 %"); /* it does nothing */
  assert_string_equal(text_at(effect, "assumptions", "gammal"), "12 %");
  assert_null(ek_node_get(none, "expect"));
  assert_int_equal(ek_node_get(effect, "costs")->n, 2);
  assert_string_equal(ek_node_get(ek_node_get(price, "costs")->items[0], "name")->text, "L");
  assert_string_equal(ek_node_get(ek_node_get(price, "costs")->items[0], "month")->text, "2020-03");
}

/* The same name in two folders is another file. */
static void test_files(void **state) {
  (void)state;
  const char *text = HEAD SETTINGS "participants: {file: d.csv, columns: {sex: kön, before.state: f, after.12.state: e}}\ncomparison: {deadweight: 0 %}\n";
  file_of("a/d.csv", "kön;f;e\nman;outside;work\n");
  file_of("b/d.csv", "kön;f;e\nman;outside;work\n");
  file_of("c/d.csv", "kön;f;e\nman;work;work\n");
  assert_int_equal(ek_changed_list(arena, study("a/s.yaml", text), study("b/s.yaml", text)).n, 0);
  struct ek_list c = ek_changed_list(arena, study("a/s.yaml", text), study("c/s.yaml", text));
  assert_int_equal(c.n, 1);
  is_change(&c, "participants.file", "d.csv", "d.csv", EK_CAUSE(INTAKE) | EK_CAUSE(EFFECT));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_list), TEST(test_nothing), TEST(test_otherwise_written), TEST(test_trees), TEST(test_files)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
