/* The person as an item that everybody holds: inputs, incomes, lets, lines, and which
 * formulas may rest on what means-tested states give. */
#include "fixture.h"
#include "household.h"

#include "model/model_files.h"

static struct ek_model *read_household(const char *person, const char *states) {
  struct ek_model *m = ek_model_read(arena, household_model(person, states), diags);
  if (m != NULL) ek_model_read_all(m);
  return m;
}

/* What is wrong with the model when the household's person.yaml or states are these. */
static const char *wrong_person(const char *person) {
  read_household(person, HUS_STATES);
  return errors();
}
static const char *wrong_states(const char *states) {
  read_household(HUS_PERSON, states);
  return errors();
}

#define assert_person(person, expected) assert_string_equal(wrong_person(person), expected)
#define assert_states(states, expected) assert_string_equal(wrong_states(states), expected)

static const struct ek_item *state_of(const struct ek_model *m, const char *name) {
  return &m->items[ek_model_item((struct ek_model *)m, name, true)];
}

static void test_locals(void **state) {
  (void)state;
  const struct ek_model *m = read_household(HUS_PERSON, HUS_STATES);
  assert_fine();
  const struct ek_personal *p = &m->personal;
  static const char *const names[] = {"hyra", "sparat", "lön", "bidrag", "stöd", "skatten", "före", "allt"};
  assert_int_equal(p->item.locals.n, 8);
  for (size_t i = 0; i < 8; i++) assert_string_equal(p->item.locals.items[i].name, names[i]);
  assert_string_equal(p->item.name.text, "individ");
  const struct ek_income *incomes = p->incomes.items;
  assert_true(incomes[0].earned && !incomes[1].earned && incomes[2].means_tested && !incomes[0].means_tested);
  assert_int_equal(p->household.n, 4);
}

/* Ordinary states see the inputs; means-tested ones all that is known of the person. */
static void test_what_states_see(void **state) {
  (void)state;
  const struct ek_model *m = read_household(HUS_PERSON, HUS_STATES);
  assert_int_equal(state_of(m, "jobb")->first_input, 2);
  assert_int_equal(state_of(m, "jobb")->locals.n, 3);
  assert_int_equal(state_of(m, "stöd")->first_input, 8);
  assert_true(state_of(m, "stöd")->means_tested);
  assert_int_equal(ek_model_person_prefix(m, state_of(m, "jobb")), 2);
  assert_int_equal(ek_model_person_prefix(m, state_of(m, "stöd")), 8);
  assert_states("jobb: {flows: [{name: a, from: stat, to: individ, amount: före}]}\n",
                "hus/states.yaml:1:59+4 'före' is not a parameter, an assumption or an input here\n");
}

/* A state's own input stands in front of the person's of the same name. */
static void test_an_own_input_hides_the_persons(void **state) {
  (void)state;
  const struct ek_model *m = read_household(
      HUS_PERSON, "jobb: {inputs: {hyra: {unit: '%', default: 3 %}}, flows: [{name: a, from: stat, to: individ, amount: hyra * 1 kr/year}]}\n");
  assert_fine();
  const struct ek_item *item = state_of(m, "jobb");
  bool marked[] = {true, false, false};
  const struct ek_flow *flows = item->flows.items;
  assert_false(ek_formula_mentions(flows[0].formula, marked));
  marked[0] = false;
  marked[2] = true;
  assert_true(ek_formula_mentions(flows[0].formula, marked));
}

#define FLOW(amount, income)                                                                       \
  "flows: [{name: a, from: kommun, to: individ, amount: '" amount "', income: " income "}]}\n"

static void test_incomes_before_and_after_the_means_test(void **state) {
  (void)state;
  assert_states("jobb: {" FLOW("3 kr/month", "stöd"),
                "hus/states.yaml:1:83+4 only means-tested states add to 'stöd', and 'jobb' is none; write means_tested: yes in the state, or choose another income\n");
  assert_states("jobb: {means_tested: yes, " FLOW("3 kr/month", "lön"),
                "hus/states.yaml:1:102+3 'lön' is counted before the means test, so 'jobb' cannot add to it; choose an income with means_tested: yes in person.yaml\n");
  assert_states("jobb: {" FLOW("3 kr/month", "lönn"),
                "hus/states.yaml:1:83+4 'lönn' is not an income in person.yaml; did you mean 'lön'?\n");
}

/* No means-tested amount may rest on another, or on itself: by name, a let of the person's or its own. */
static void test_no_loop(void **state) {
  (void)state;
  static const char rests[] = " 'a' of 'jobb' rests on what means-tested states give, itself among them; use incomes that are known before the means test\n";
  assert_states("jobb: {means_tested: yes, " FLOW("stöd * 0.5", "stöd"),
                ek_sprintf(arena, "hus/states.yaml:1:80+12%s", rests));
  assert_states("jobb: {means_tested: yes, " FLOW("1 000 kr/month - allt", "stöd"),
                ek_sprintf(arena, "hus/states.yaml:1:80+23%s", rests));
  assert_states("jobb: {means_tested: yes, let: {x: före, y: allt, z: y + x}, " FLOW("x + z", "stöd"),
                ek_sprintf(arena, "hus/states.yaml:1:115+7%s", rests));
  assert_states("jobb: {means_tested: yes, let: {x: före, y: x}, " FLOW("x + y", "stöd"), "");
  assert_states("jobb: {means_tested: yes, inputs: {allt: {unit: kr/year, default: 3 kr/year}}, " FLOW("allt", "stöd"), "");
}

static void test_lines(void **state) {
  (void)state;
  static const char begin[] = HUS_INPUTS HUS_INCOMES HUS_LET;
#define LINES(text) ek_sprintf(arena, "%s%s", begin, "household: [" text "]\n")
  assert_person(LINES("{name: a, amount: 3 kr}"), "hus/person.yaml:12:31+4 this is kr, but kr/year is asked for; or per month, day, …\n");
  assert_person(LINES("{name: a, amount: lön}, {name: a, amount: bidrag}"), "hus/person.yaml:12:44+1 two lines are called 'a'\n");
  assert_person(LINES("{name: disposable, amount: lön}"),
                "hus/person.yaml:12:20+10 'disposable' is a column of every household; choose another name; the label may be any\n");
  assert_person(LINES("{name: a, amount: lönn}"), "hus/person.yaml:12:31+4 'lönn' is not a parameter, an assumption or an input here; did you mean 'lön'?\n");
  assert_person(LINES("{name: a}"), "hus/person.yaml:12:13+1 missing key 'amount' in household[1]; amount: Plus is money to spend, minus is a tax or fee.\n");
}

/* Faults in person.yaml alone: no state leans on it. */
static const char *wrong_alone(const char *person) {
  read_household(person, "jobb: {}\n");
  return errors();
}

static void test_the_rest(void **state) {
  (void)state;
  assert_string_equal(wrong_alone("inputs: {hyra: {unit: krr}}\n"), "hus/person.yaml:1:10+4 'krr' is not a unit; did you mean 'kr'?\n");
  assert_string_equal(wrong_alone("inputs: {hyra: {unit: kr, default: 3 visits}}\n"),
                      "hus/person.yaml:1:36+8 this is visit, but kr is asked for\n");
  assert_string_equal(wrong_alone("flows: [{name: skatt, from: individ, to: stat, amount: lön}]\n"),
                      "hus/person.yaml:1:56+3 'lön' is not a parameter, an assumption or an input here\n");
  assert_string_equal(wrong_alone("flows: [{name: skatt, from: individ, to: staten, amount: 3 kr/year}]\n"),
                      "hus/person.yaml:1:42+6 'staten' is not an account; did you mean 'stat'?\n");
  assert_string_equal(wrong_alone("incomes: {lön: {earned: kanske}}\n"),
                      "hus/person.yaml:1:25+6 incomes.lön.earned must be yes or no, not 'kanske'; write yes or no\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_locals), TEST(test_what_states_see), TEST(test_an_own_input_hides_the_persons),
      TEST(test_incomes_before_and_after_the_means_test), TEST(test_no_loop), TEST(test_lines),
      TEST(test_the_rest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
