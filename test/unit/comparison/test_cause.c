/* Every key of a study has its cause, and a value the cause of what it is used for. */
#include "unit/engine/fixture.h"

#include "comparison/cause.h"

/* ---- the table holds all keys, and none that is no key ---- */

static bool known(const char *place) {
  const struct ek_cause_row *row = ek_cause_find(place);
  return row != NULL;
}

static bool has_records(const struct ek_field *f) { return f->kind == EK_RECORD || f->kind == EK_RECORDS || f->kind == EK_RECORD_MAP || f->kind == EK_RECORD_MAPS; }

static void check_keys(const struct ek_record *record, const char *place) {
  for (const struct ek_field *f = record->fields; f->key != NULL; f++) {
    const char *at = *place == '\0' ? f->key : ek_sprintf(arena, "%s.%s", place, f->key);
    const char *below = f->kind == EK_RECORD ? at : ek_sprintf(arena, "%s.*", at);
    const struct ek_cause_row *row = ek_cause_find(at);
    bool whole = row != NULL && row->flags & EK_CAUSE_WHOLE;
    if (has_records(f) && !whole) check_keys(f->record, below);
    else if (!known(at)) fail_msg("the key %s has no cause: give it a row in lib/comparison/cause.c", at);
  }
}

static void test_every_key_has_a_cause(void **state) {
  (void)state;
  check_keys(&ek_record_study, "");
}

static bool is_key(const struct ek_record *record, const char *place) {
  size_t size = strcspn(place, ".");
  for (const struct ek_field *f = record->fields; f->key != NULL; f++) {
    if (strlen(f->key) != size || strncmp(f->key, place, size) != 0) continue;
    const char *rest = place + size;
    if (f->kind != EK_RECORD && strncmp(rest, ".*", 2) == 0) rest += 2;
    return *rest == '\0' || (has_records(f) && *rest == '.' && is_key(f->record, rest + 1));
  }
  return false;
}

static void test_every_row_is_a_key(void **state) {
  (void)state;
  size_t n;
  const struct ek_cause_row *rows = ek_cause_rows(&n);
  assert_true(n > 80);
  for (size_t i = 0; i < n; i++) if (!is_key(&ek_record_study, rows[i].place)) fail_msg("%s is no key of a study", rows[i].place);
}

static void test_places(void **state) {
  (void)state;
  assert_string_equal(ek_cause_below(arena, "", "costs"), "costs");
  assert_string_equal(ek_cause_below(arena, "outcomes.groups", "initial"), "outcomes.groups.*");
  assert_string_equal(ek_cause_below(arena, "outcomes.groups.*", "inputs"), "outcomes.groups.*.inputs");
  assert_string_equal(ek_cause_below(arena, "settings", "price_year"), "settings.price_year");
  assert_int_equal(ek_cause_find("costs.*.amount")->causes, EK_CAUSE(PRICE));
  assert_int_equal(ek_cause_find("costs.*.from")->causes, EK_CAUSE(TIMING));
  assert_null(ek_cause_find("settings.unheard"));
  assert_null(ek_cause_find("unheard"));
}

/* ---- orders ---- */

static void test_order(void **state) {
  (void)state;
  enum ek_cause order[EK_CAUSES];
  const char *bad = NULL;
  assert_true(ek_cause_order(arena, "effect,price", order, &bad));
  assert_int_equal(order[0], EK_CAUSE_EFFECT);
  assert_int_equal(order[1], EK_CAUSE_PRICE);
  assert_int_equal(order[2], EK_CAUSE_HORIZON);
  assert_int_equal(order[5], EK_CAUSE_TIMING);
  assert_false(ek_cause_order(arena, "price,prise", order, &bad));
  assert_string_equal(bad, "prise");
  assert_false(ek_cause_order(arena, "price,price", order, &bad));
  assert_false(ek_cause_order(arena, "price,,effect", order, &bad));
  assert_true(ek_cause_order(arena, "", order, &bad));
  for (int i = 0; i < EK_CAUSES; i++) assert_int_equal(order[i], i);
}

/* ---- values ---- */

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                          \
  "settings: {price_year: 2020, start: 2020-01, horizons: [5 years], discount: {rate: kalkyl}}\n"  \
  "assumptions:\n  lön: 20 000 kr/month\n  påslag: 23.85 %\n  antal: 12\n  kvar: 85 %/year\n  del: kvar * 1 year\n" \
  "  kalkyl: 3.5 %\n  både: 40 %\n  ingens: 3\n"                                                     \
  "participants:\n  cases:\n    - name: A\n      weight: antal\n"                                  \
  "      before: {states: {outside: 100 %}, inputs: {exclusion_cost: 900 kr/month}}\n"             \
  "      after: {states: {work: både, outside: 60 %}, inputs: {wage: lön * (1 + påslag)}}\n"       \
  "costs: [{name: K, payer: payer, amount: antal * både * 1 310 kr}]\n"                            \
  "effect: {retention_profile: [100 %, del]}\n"                                                    \
  "comparison: {deadweight: 25 %}\n"

static ek_causes of_assumption(const struct ek_study *s, const char *name) {
  const struct ek_node *node = ek_node_get(ek_node_get(ek_study_tree(s), "assumptions"), name);
  assert_non_null(node);
  return ek_cause_of(s, arena, ek_cause_below(arena, "assumptions", name), name, node);
}

/* In money it is a price; else it is what it is used for, through other assumptions too. */
static void test_assumptions(void **state) {
  (void)state;
  const struct ek_study *s = study_set(STUDY, NULL);
  if (s == NULL) fail_msg("%s", errors());
  assert_int_equal(of_assumption(s, "lön"), EK_CAUSE(PRICE));
  assert_int_equal(of_assumption(s, "påslag"), EK_CAUSE(PRICE));   /* of a wage */
  assert_int_equal(of_assumption(s, "antal"), EK_CAUSE(INTAKE));   /* a weight, and in a cost */
  assert_int_equal(of_assumption(s, "kvar"), EK_CAUSE(EFFECT));    /* through del */
  assert_int_equal(of_assumption(s, "kalkyl"), EK_CAUSE(RULES));
  assert_int_equal(of_assumption(s, "både"), EK_CAUSE(EFFECT));    /* an extent, and in a cost */
  assert_int_equal(of_assumption(s, "ingens"), EK_CAUSE(EFFECT));
}

static ek_causes of_text(const struct ek_study *s, const char *place, const char *name, const char *text) {
  const struct ek_node node = {.kind = EK_NODE_SCALAR, .text = text};
  return ek_cause_of(s, arena, place, name, &node);
}

static void test_inputs_and_overrides(void **state) {
  (void)state;
  const struct ek_study *s = study_set(STUDY, NULL);
  const char *inputs = "participants.cases.*.after.inputs";
  assert_int_equal(of_text(s, inputs, "wage", "23 850 kr/month"), EK_CAUSE(PRICE));
  assert_int_equal(of_text(s, inputs, "wage", "1.1 * lön"), EK_CAUSE(PRICE));
  assert_int_equal(of_text(s, inputs, "hours", "12/year"), EK_CAUSE(EFFECT));
  assert_int_equal(of_text(s, "participants.cases.*.before.inputs", "hours", "både"), EK_CAUSE(INTAKE));
  assert_int_equal(of_text(s, "overrides.x", "session.price", "2"), EK_CAUSE(PRICE)); /* a flow */
  assert_int_equal(of_text(s, "comparison.deadweight", "deadweight", "både"), EK_CAUSE(EFFECT));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_every_key_has_a_cause), TEST(test_every_row_is_a_key), TEST(test_places), TEST(test_order), TEST(test_assumptions), TEST(test_inputs_and_overrides)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
