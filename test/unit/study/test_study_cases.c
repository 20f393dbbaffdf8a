/* Cases made ready: phases, services that go on, inputs by nearness, own items, overrides. */
#include "fixture.h"
#include "household.h"

static const struct ek_holding *held(const struct ek_phase *phase, const char *name) {
  for (size_t i = 0; i < phase->n_holdings; i++) {
    if (ek_text_same(phase->holdings[i].item->name.text, name)) return &phase->holdings[i];
  }
  return NULL;
}

/* The text of the value that an input of a state was given, once at most, or NULL. */
static const char *given(const struct ek_phase *phase, const char *item, const char *input) {
  const char *found = NULL;
  for (size_t i = 0; i < phase->n_given; i++) {
    const struct ek_given *g = &phase->given[i];
    const struct ek_input *inputs = g->item->inputs.items;
    if (ek_text_same(g->item->name.text, item) && ek_text_same(inputs[g->input].name.text, input)) {
      assert_null(found);
      found = g->quantity->value->text;
    }
  }
  return found;
}

static void test_phases(void **state) {
  (void)state;
  const struct ek_case *c = case_of(study_set(NULL), 0);
  assert_true(c->before.present);
  assert_false(c->during.present);
  assert_int_equal(c->before.n_holdings, 2);
  assert_string_equal(held(&c->before, "sfi")->quantity->value->text, "40 %");
  assert_string_equal(given(&c->after, "arbete", "wage"), "lön");
  assert_int_equal(c->household.adults, 1);
  assert_null(c->municipality.text);
}

/* Services that a phase does not speak of go on; {} ends them. */
static void test_services_go_on(void **state) {
  (void)state;
  const struct ek_case *c = case_of(study_set(NULL), 0);
  assert_non_null(held(&c->after, "sfi"));
  c = case_of(study_set(SET("participants.cases[1].after.services", "{}")), 0);
  assert_null(held(&c->after, "sfi"));
  c = case_of(study_set(SET("participants.cases[1].after.services", "{komvux: 10 %}")), 0);
  assert_null(held(&c->after, "sfi"));
  assert_non_null(held(&c->after, "komvux"));
}

/* state.input of the phase, then the phase's own, then those of the case. */
static void test_the_nearest_input_counts(void **state) {
  (void)state;
  const struct ek_case *c = case_of(
      study_set(SET("participants.cases[1].inputs",
                    "{wage: 1 kr/month, dagsbelopp: 2 kr/benefit_day, aktivitetsstöd.dagsbelopp: 3 kr/benefit_day}",
                    "participants.cases[1].before.states", "{aktivitetsstöd: 50 %, utvecklingsersättning: 50 %}",
                    "participants.cases[1].after",
                    "{states: {arbete: 50 %, nystartsjobb: 50 %}, inputs: {nystartsjobb.wage: 4 kr/month}}")),
      0);
  assert_string_equal(given(&c->before, "aktivitetsstöd", "dagsbelopp"), "3 kr/benefit_day");
  assert_string_equal(given(&c->before, "utvecklingsersättning", "dagsbelopp"), "2 kr/benefit_day");
  assert_string_equal(given(&c->after, "nystartsjobb", "wage"), "4 kr/month");
  assert_string_equal(given(&c->after, "arbete", "wage"), "1 kr/month");
}

#define HUS                                                                                        \
  "ekusia: 1\ntitle: H\nmodel: ./hus\nsettings: {price_year: 2020, start: 2020-01, discount: none}\n" \
  "comparison: {deadweight: 1 %}\nparticipants:\n  cases:\n    - name: A\n"                        \
  "      inputs: {hyra: 1 kr/month}\n"                                                            \
  "      before: {states: {stöd: 100 %}, inputs: {hyra: 2 kr/month, sparat: 7 kr/month}}\n"       \
  "      during: {months: 3, states: {stöd: 100 %}, inputs: {hyra: 4 kr/month}}\n"                \
  "      after: {states: {jobb: 100 %}}\n"

static struct ek_study *household_study(const char *text) {
  household_model(HUS_PERSON, HUS_STATES);
  return ek_study_read(arena, file_of("hus.yaml", text), &(struct ek_study_options){0}, diags);
}

/* What a household has in `before` it has until a phase says otherwise; both before the case's. */
static void test_inputs_of_the_household(void **state) {
  (void)state;
  const struct ek_case *c = case_of(household_study(HUS), 0);
  assert_string_equal(given(&c->before, "individ", "hyra"), "2 kr/month");
  assert_string_equal(given(&c->during, "individ", "hyra"), "4 kr/month");
  assert_string_equal(given(&c->during, "individ", "sparat"), "7 kr/month");
  assert_string_equal(given(&c->after, "individ", "hyra"), "2 kr/month");
  assert_null(given(&c->after, "jobb", "wage"));
}

static void test_wrong_inputs_of_the_household(void **state) {
  (void)state;
  household_study(HUS "      later: []\n    - {name: B, before: {states: {stöd: 100 %}, inputs: {stöd.hyra: 3 kr/month}}}\n"
                      "    - {name: C, inputs: {hira: 3 kr/month}, before: {states: {inget: 100 %}}}\n"
                      "    - {name: D, inputs: {hyra: 3 kr}, before: {states: {inget: 100 %}}}\n");
  assert_errors(
      "hus.yaml:14:58+9 no state or service here asks for 'stöd.hyra'; it is the household's: write 'hyra'\n"
      "hus.yaml:15:26+4 no state or service here asks for 'hira'; did you mean 'hyra'?\n"
      "hus.yaml:16:32+4 this is kr, but kr/year is asked for; or per month, day, …\n");
}

/* Cases with the same inputs: one may need what another does not, and what none needs is told once. */
static void test_shared_inputs(void **state) {
  (void)state;
  static const char text[] =
      HUS_STUDY("    - {name: A, inputs: &i {nivå: 3 kr/month, lågt: 2 kr/month}, before: {states: {jobb: 100 %}}}\n"
                "    - {name: B, inputs: *i, before: {states: {bidrag: 100 %}}}\n");
  household_model(HUS_PERSON, HUS_STATES);
  const char *path = file_of("hus.yaml", text);
  assert_null(ek_study_read(arena, path, &(struct ek_study_options){.shared_inputs = true}, diags));
  assert_errors("hus.yaml:8:47+4 no state or service here asks for 'lågt'; they ask for 'wage'\n");
  assert_null(ek_study_read(arena, path, &(struct ek_study_options){0}, diags));
  assert_non_null(strstr(errors(), "no state or service here asks for 'nivå'"));
}

static void test_full_work(void **state) {
  (void)state;
  const struct ek_case *c = case_of(study_set(NULL), 0);
  assert_true(c->full.present);
  assert_string_equal(given(&c->full, "arbete", "wage"), "lön"); /* as after */
  c = case_of(study_set(SET("participants.cases[1].after", "{states: {studier: 100 %}}",
                            "participants.cases[1].inputs", "{wage: 9 kr/month}")), 0);
  assert_string_equal(given(&c->full, "arbete", "wage"), "9 kr/month");
}

static void test_counted_quantities(void **state) {
  (void)state;
  study_set(SET("participants.cases[1].before.services", "{läkarbesök-primärvård: 3/year}"));
  study_set(SET("participants.cases[1].before.services", "{läkarbesök-primärvård: 0.25 visits/month}"));
  assert_wrong("this is a bare number, but visit/year or 1/year is asked for",
               "participants.cases[1].before.services", "{läkarbesök-primärvård: 3}");
  assert_wrong("this is hour/year, but visit/year or 1/year is asked for",
               "participants.cases[1].before.services", "{läkarbesök-primärvård: 3 hours/year}");
}

static void test_own_items(void **state) {
  (void)state;
  struct ek_study *s = study_set(
      SET("services", "{odling: {unit: session, flows: [{name: a, from: kommun, to: resources, amount: pris}]}}",
          "assumptions.pris", "300 kr/session", "participants.cases[1].after.services", "{odling: 2/year}",
          "states", "{arbete: {activity: work, flows: [{name: x, from: production, to: individ, amount: 9 kr/month}]}}",
          "participants.cases[1].after.inputs", "{}"));
  const struct ek_case *c = case_of(s, 0);
  assert_true(held(&c->after, "odling")->item->local);
  assert_true(held(&c->after, "arbete")->item->local); /* the study's own goes first */
  assert_wrong("'kommunn' is not an account; did you mean 'kommun'?", "services",
               "{odling: {flows: [{name: a, from: kommunn, to: resources, amount: 3 kr}]}}");
}

static void test_overrides(void **state) {
  (void)state;
  struct ek_study *s = study_set(SET("overrides", "{prisbasbelopp: 45 000 kr/year, arbete.bruttolön: wage * 2}"));
  assert_int_equal(s->n_overrides, 1);
  assert_int_equal(s->flow_overrides.n, 1);
  assert_wrong("this is kr, but kr/year is asked for", "overrides", "{prisbasbelopp: 45 000 kr}");
  assert_wrong("'arbete' has no flow 'brutolön'; did you mean 'bruttolön'?", "overrides", "{arbete.brutolön: 3 kr/month}");
  assert_wrong("there is nothing called 'xyzzy' in the model 'sverige' to override; a parameter's name, or state.flow or service.flow",
               "overrides", "{xyzzy: 3 kr}");
}

static void test_names(void **state) {
  (void)state;
  assert_wrong("there is no state 'arbte' in the model 'sverige'; did you mean 'arbete'?",
               "participants.cases[1].before.states", "{arbte: 100 %}");
  assert_wrong("there is no service 'xyzzyxyzzy' in the model 'sverige'; `ekusia model sverige` lists them",
               "participants.cases[1].before.services", "{xyzzyxyzzy: 100 %}");
  assert_wrong("'sfi' is not a state; move it to 'services'", "participants.cases[1].before.states", "{sfi: 100 %}");
  assert_wrong("'arbete' is not a service; move it to 'states'", "participants.cases[1].before.services", "{arbete: 100 %}");
}

static void test_inputs(void **state) {
  (void)state;
  assert_wrong("no state or service here asks for 'wages'; did you mean 'wage'?",
               "participants.cases[1].after.inputs", "{wages: 3 kr/month}");
  assert_wrong("no state or service here asks for 'xyzzyxyzzy'; they ask for 'wage'",
               "participants.cases[1].after.inputs", "{xyzzyxyzzy: 3 kr/month}");
  assert_wrong("no state or service here asks for 'hyra'", "participants.cases[1].inputs", "{hyra: 3 kr/month}");
  assert_wrong("this is kr, but kr/year is asked for", "participants.cases[1].after.inputs", "{wage: 3 kr}");
  assert_wrong("'w' needs the input 'x' (x); write inputs: {x: … kr/month}", "states",
               "{w: {inputs: {x: {unit: kr/month}}, flows: [{name: a, from: kommun, to: individ, amount: x}]}}",
               "participants.cases[1].after", "{states: {w: 100 %}}");
}

static void test_lengths(void **state) {
  (void)state;
  assert_wrong("'during' needs to know how long it lasts; write months: 12", "participants.cases[1].during", "{states: {arbete: 1}}");
  assert_wrong("'before' has no length: it is where the path starts", "participants.cases[1].before.months", "3");
  assert_wrong("'later' follows an 'after' that has an end; give 'after' its months", "participants.cases[1].later", "[{states: {arbete: 1}}]");
  assert_wrong("only the last of 'later' may last for ever; write months: …", "participants.cases[1].after.months", "3",
               "participants.cases[1].later", "[{states: {arbete: 1}}, {states: {arbete: 1}}]");
  assert_wrong("'A' starts before the study; move settings.start back", "participants.cases[1].start", "2013-01");
  assert_wrong("two cases are called 'A'", "participants.cases",
               "[{name: A, before: {states: {arbete: 1}}}, {name: A, before: {states: {arbete: 1}}}]");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_phases), TEST(test_services_go_on), TEST(test_the_nearest_input_counts),
      TEST(test_shared_inputs), TEST(test_inputs_of_the_household), TEST(test_wrong_inputs_of_the_household),
      TEST(test_full_work), TEST(test_counted_quantities), TEST(test_own_items), TEST(test_overrides),
      TEST(test_names), TEST(test_inputs), TEST(test_lengths),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
