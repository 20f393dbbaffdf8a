/* Prices of one person's situation: extents, inputs, price years, variable shares, taxes. */
#include "fixture.h"

#include "engine/run.h"
#include "engine/situation.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: sverige\n"                                                         \
  "settings: {municipality: Eskilstuna, price_year: 2014, start: 2013-01, discount: {schedule: none}}\n" \
  "participants:\n  cases:\n    - name: A\n      age: 34\n"                                        \
  "      before:\n        states: {sjukpenning: 40 %, arbete: 35 %}\n"                             \
  "        services: {kurs: 5.5/year, boende: 25 %}\n"                                             \
  "        inputs: {wage: 21 385 kr/month, sjukpenning.lön_före: 19 000 kr/month}\n"               \
  "services:\n"                                                                                    \
  "  kurs: {unit: session, price_year: 2012, variable_share: 30 %, flows: [\n"                     \
  "    {name: tid, from: kommun, to: resources, amount: 1 234.5 kr/session},\n"                    \
  "    {name: avgift, from: individ, to: kommun, amount: 100 kr/session}]}\n"                      \
  "  boende: {exclusion: no, flows: [{name: hyra, from: region, to: resources, amount: 9 000 kr/month}]}\n" \
  "comparison: {deadweight: 1 %}\n"

static const struct ek_result *result;

static const struct ek_situation *before(const char *const *set) {
  result = run_set(STUDY, set);
  const struct ek_case *c = result->study->participants.cases.items;
  struct ek_person person = ek_run_person(result->study, c);
  return ek_situation_price(result->world, result->study, &c->before, &person, NULL);
}

static double flow(const struct ek_situation *s, const char *item, const char *name) {
  const struct ek_priced_flow *f = s->flows.items;
  for (size_t i = 0; i < s->flows.n; i++) {
    const char *of = f[i].item != NULL ? f[i].item->name.text : NULL;
    if (ek_text_same(of, item) && ek_text_same(f[i].flow->name.text, name)) return f[i].amount[0];
  }
  fail_msg("there is no flow %s", name);
  return NAN;
}

static double kpi(int year) {
  const struct ek_index *x = &result->model->indices[ek_model_index(result->model, "kpi")];
  return x->year[year - x->first_year];
}

static void test_quantity_times_price(void **state) {
  (void)state;
  const struct ek_situation *s = before(NULL);
  double moved = kpi(2014) / kpi(2012);
  assert_near(flow(s, "kurs", "tid"), 5.5 * 1234.5 * moved, 1e-13, 0);
  assert_near(flow(s, "kurs", "avgift"), 5.5 * 100 * moved, 1e-13, 0);
  assert_near(flow(s, "boende", "hyra"), 0.25 * 12 * 9000, 1e-13, 0);
  assert_near(flow(s, "arbete", "bruttolön"), 0.35 * 12 * 21385, 1e-13, 0);
  /* 80 % of 97 % of the wage before, as the rule has it; not of the wage. */
  assert_near(flow(s, "sjukpenning", "sjukpenning"), 0.4 * 0.8 * 0.97 * 12 * 19000, 2e-3, 0);
}

static void test_sums(void **state) {
  (void)state;
  const struct ek_situation *s = before(NULL);
  assert_near(s->states[0], 0.75, 1e-15, 0);
  assert_near(s->work[0], 0.35, 1e-15, 0);
  assert_near(s->subsidised[0], 0, 0, 0);
  assert_near(s->production[0], flow(s, "arbete", "produktionsvärde"), 1e-15, 0);
  assert_near(s->exclusion[0], flow(s, "kurs", "tid"), 1e-15, 0); /* not boende: exclusion: no */
}

static void test_variable_share_cuts_resources_alone(void **state) {
  (void)state;
  const struct ek_situation *s = before(SET("settings.savings", "variable"));
  double moved = kpi(2014) / kpi(2012);
  assert_near(flow(s, "kurs", "tid"), 0.3 * 5.5 * 1234.5 * moved, 1e-13, 0);
  assert_near(flow(s, "kurs", "avgift"), 5.5 * 100 * moved, 1e-13, 0);
  assert_near(flow(s, "boende", "hyra"), 0.25 * 12 * 9000, 1e-13, 0); /* no share stated: all of it */
}

static void test_an_override_is_in_the_studys_prices(void **state) {
  (void)state;
  const struct ek_situation *s = before(SET("overrides", "{kurs.tid: 777.7 kr/session}"));
  assert_near(flow(s, "kurs", "tid"), 5.5 * 777.7, 1e-13, 0);
  s = before(SET("overrides", "{kurs.tid: {value: 777.7 kr/session, price_year: 2010}}"));
  assert_near(flow(s, "kurs", "tid"), 5.5 * 777.7 * kpi(2014) / kpi(2010), 1e-13, 0);
}

/* Taxes are computed once, from the incomes of all states together. */
static void test_incomes_are_taxed_as_one(void **state) {
  (void)state;
  const struct ek_situation *s = before(NULL);
  double wage = flow(s, "arbete", "bruttolön"), sick = flow(s, "sjukpenning", "sjukpenning");
  double base = floor((wage + sick) / 100) * 100;
  double tax = flow(s, NULL, "kommunalskatt") + flow(s, NULL, "regionskatt");
  assert_true(tax > 0.25 * (base - 35000) && tax < 0.34 * base);
  size_t taxes = 0;
  const struct ek_priced_flow *f = s->flows.items;
  for (size_t i = 0; i < s->flows.n; i++) taxes += ek_text_same(f[i].flow->name.text, "kommunalskatt");
  assert_int_equal(taxes, 1);
}

static void test_an_old_price_is_noted(void **state) {
  (void)state;
  before(SET("services.kurs.price_year", "2025"));
  const struct ek_note *notes = result->notes.items;
  bool found = false;
  for (size_t i = 0; i < result->notes.n; i++) {
    found |= notes[i].kind == EK_NOTE_OLD_PRICE && strcmp(notes[i].name, "kurs") == 0 &&
             notes[i].used == 2025 && notes[i].year == 2014;
  }
  assert_true(found);
}

/* Every price of another year is counted, old or not: the report tells the span. */
static void test_a_moved_price_is_noted(void **state) {
  (void)state;
  before(SET("services.kurs.price_year", "2013"));
  const struct ek_note *notes = result->notes.items;
  size_t moved = 0, old = 0;
  for (size_t i = 0; i < result->notes.n; i++) {
    moved += notes[i].kind == EK_NOTE_REBASED && strcmp(notes[i].name, "kurs") == 0 && notes[i].used == 2013;
    old += notes[i].kind == EK_NOTE_OLD_PRICE && strcmp(notes[i].name, "kurs") == 0;
  }
  assert_int_equal(moved, 1);
  assert_int_equal(old, 0);
}

static const struct ek_trace *child(const struct ek_trace *t, const char *kind, const char *name) {
  struct ek_trace *const *c = t->children.items;
  for (size_t i = 0; i < t->children.n; i++) {
    if (strcmp(c[i]->kind, kind) == 0 && ek_text_same(c[i]->name, name)) return c[i];
  }
  fail_msg("no %s %s", kind, name);
  return NULL;
}

static void test_trace(void **state) {
  (void)state;
  const struct ek_situation *s = before(NULL);
  const struct ek_case *c = result->study->participants.cases.items;
  struct ek_person person = ek_run_person(result->study, c);
  const struct ek_priced_flow *f = s->flows.items;
  for (size_t i = 0; i < s->flows.n; i++) {
    struct ek_trace *root = ek_trace_add(arena, NULL, "root", NULL);
    ek_situation_trace(result->world, result->study, &c->before, &person, f[i].item, f[i].flow, root);
    const struct ek_trace *price = child(root, "price", f[i].flow->name.text);
    double quantity = f[i].item != NULL ? child(root, "quantity", f[i].item->name.text)->value : 1;
    assert_near(quantity * price->value, f[i].amount[0], 1e-13, 1e-9);
    if (f[i].item == NULL) assert_near(child(root, "income", "lön")->value, 0.35 * 12 * 21385, 1e-13, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_quantity_times_price), TEST(test_sums),
      TEST(test_variable_share_cuts_resources_alone),
      TEST(test_an_override_is_in_the_studys_prices), TEST(test_incomes_are_taxed_as_one),
      TEST(test_an_old_price_is_noted), TEST(test_a_moved_price_is_noted), TEST(test_trace),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
