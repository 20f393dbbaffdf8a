/* Prices of one person's situation: extents, inputs, price years, variable shares, taxes. */
#include "fixture.h"
#include "household.h"

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

/* --- means-tested states -------------------------------------------------------------------- */

static const struct ek_situation *household(const char *phase) {
  household_model(HUS_PERSON, HUS_STATES);
  const char *text = ek_sprintf(arena, HUS_STUDY("    - {name: A, before: %s}\n"), phase);
  const struct ek_study *study = ek_study_read(arena, file_of("hus.yaml", text), &(struct ek_study_options){0}, diags);
  struct ek_result *r = NULL;
  if (study == NULL || ek_run(arena, study, &r, diags) != EK_OK) fail_msg("%s", errors());
  result = r;
  const struct ek_case *c = study->participants.cases.items;
  struct ek_person person = ek_run_person(study, c);
  return ek_situation_price(r->world, study, &c->before, &person, NULL);
}

/* What is lacking after tax, wherever the state stands among the others. */
static void test_a_means_test_is_after_tax(void **state) {
  (void)state;
  static const char *const phases[] = {"{states: {stöd: 100 %, jobb: 35 %, bidrag: 15 %}}",
                                       "{states: {jobb: 35 %, bidrag: 15 %, stöd: 100 %}}"};
  double pay = 0.35 * 12 * 21385 + 0.15 * 12 * 7777, tax = 0.3 * (pay - 12 * 1525);
  for (size_t i = 0; i < 2; i++) {
    const struct ek_situation *s = household(phases[i]);
    assert_near(flow(s, NULL, "skatt"), tax, 1e-14, 0);
    assert_near(flow(s, "stöd", "stöd"), 12 * (4385 + 5010) - (pay - tax), 1e-13, 0);
    assert_near(flow(s, NULL, "moms"), 0.125 * 12 * (4385 + 5010), 1e-14, 0);
    assert_near(s->states[0], 0.5, 1e-15, 0);
    assert_near(s->claims[0], 1, 0, 0);
  }
}

/* The extent is a share of what is lacking; the household's input is the one given. */
static void test_a_share_of_what_is_lacking(void **state) {
  (void)state;
  const struct ek_situation *s = household("{states: {stöd: 61 %}, inputs: {hyra: 7 777.5 kr/month}}");
  assert_near(flow(s, "stöd", "stöd"), 0.61 * 12 * (4385 + 7777.5), 1e-14, 0);
  assert_near(s->claims[0], 0.61, 1e-15, 0);
  assert_near(s->states[0], 0, 0, 0);
}

static void test_defaults_wait_until_asked_for(void **state) {
  (void)state;
  household("{states: {jobb: 100 %}}");
  assert_int_equal(result->notes.n, 0);
  const struct ek_situation *s = household("{states: {sparare: 100 %}}");
  assert_near(flow(s, "sparare", "uttag"), 12 * 777, 1e-15, 0);
  assert_int_equal(result->notes.n, 1);
  household("{states: {sparare: 100 %}, inputs: {sparat: 3.5 kr/month}}");
  assert_int_equal(result->notes.n, 0);
}

/* More pay for the same work is taxed, and lowers the support. */
static void test_pay_on_top(void **state) {
  (void)state;
  household("{states: {stöd: 100 %, jobb: 20 %}}");
  const struct ek_case *c = result->study->participants.cases.items;
  struct ek_person person = ek_run_person(result->study, c);
  const double more[] = {12 * 3333.0};
  const struct ek_situation *s = ek_situation_price(result->world, result->study, &c->before, &person, more);
  double pay = 0.2 * 12 * 21385 + more[0], tax = 0.3 * (pay - 12 * 1525);
  assert_near(flow(s, NULL, "skatt"), tax, 1e-14, 0);
  assert_near(flow(s, "stöd", "stöd"), 12 * (4385 + 5010) - (pay - tax), 1e-13, 0);
  assert_near(flow(s, "jobb", "lön"), 0.2 * 12 * 21385, 1e-14, 0); /* what the state gives is unchanged */
}

static void test_trace_of_a_means_test(void **state) {
  (void)state;
  const struct ek_situation *s = household("{states: {stöd: 80 %, jobb: 35 %}, inputs: {hyra: 6 001 kr/month}}");
  const struct ek_case *c = result->study->participants.cases.items;
  struct ek_person person = ek_run_person(result->study, c);
  const struct ek_priced_flow *f = s->flows.items;
  for (size_t i = 0; i < s->flows.n; i++) {
    if (f[i].item == NULL || !f[i].item->means_tested) continue;
    struct ek_trace *root = ek_trace_add(arena, NULL, "root", NULL);
    ek_situation_trace(result->world, result->study, &c->before, &person, f[i].item, f[i].flow, root);
    const struct ek_trace *price = child(root, "price", "stöd");
    assert_near(0.8 * price->value, f[i].amount[0], 1e-13, 0);
    assert_near(child(root, "income", "lön")->value, 0.35 * 12 * 21385, 1e-14, 0);
    assert_near(child(root, "input", "hyra")->value, 12 * 6001, 1e-15, 0);
    assert_near(child(price, "let", "behov")->value, 12 * (4385 + 6001), 1e-14, 0);
    child(child(price, "let", "före"), "let", "skatten");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_quantity_times_price), TEST(test_sums),
      TEST(test_variable_share_cuts_resources_alone),
      TEST(test_an_override_is_in_the_studys_prices), TEST(test_incomes_are_taxed_as_one),
      TEST(test_an_old_price_is_noted), TEST(test_a_moved_price_is_noted), TEST(test_trace),
      TEST(test_a_means_test_is_after_tax), TEST(test_a_share_of_what_is_lacking),
      TEST(test_defaults_wait_until_asked_for), TEST(test_pay_on_top), TEST(test_trace_of_a_means_test),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
