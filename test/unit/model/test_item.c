/* States and services: accounts, directions, units of amounts, inputs. */
#include "fixture.h"

/* The model with a service instead of the usual ones, and what is wrong. */
static const char *service(const char *text) {
  put_model();
  put("services", ek_sprintf(arena, "%s\n", text));
  return model_errors();
}

#define assert_service(text, expected) assert_string_equal(service(text), expected)

static void test_quantities(void **state) {
  (void)state;
  put_model();
  put("services",
      "besöket: {unit: visit, flows: [{name: a, from: kommun, to: resources, amount: 300 kr/visit}]}\n"
      "boende: {flows: [{name: a, from: kommun, to: resources, amount: 9 000 kr/month}]}\n"
      "gång: {flows: [{name: a, from: kommun, to: resources, amount: 9 000 kr}]}\n");
  struct ek_model *m = read_model();
  ek_model_read_all(m);
  assert_fine();
  const struct ek_item *visit = &m->items[ek_model_item(m, "besöket", false)];
  assert_int_equal(visit->quantity.power[EK_DIM_COUNT], 1);
  assert_int_equal(visit->quantity.power[EK_DIM_TIME], -1);
  const struct ek_item *home = &m->items[ek_model_item(m, "boende", false)];
  assert_true(ek_unit_same(home->quantity, ek_unit_none));
  const struct ek_item *time = &m->items[ek_model_item(m, "gång", false)];
  assert_string_equal(ek_unit_text(arena, time->quantity), "1/year");
  const struct ek_item *work = &m->items[ek_model_item(m, "work", true)];
  const struct ek_flow *flows = work->flows.items;
  assert_int_equal(flows[0].from, EK_ACCOUNT_PRODUCTION(m));
  assert_int_equal(flows[1].to, ek_model_actor(m, "person"));
  assert_string_equal(flows[1].label.sv, "pay");
  assert_int_equal(work->activity, EK_ACTIVITY_WORK);
}

static void test_accounts(void **state) {
  (void)state;
  assert_service("s: {flows: [{name: a, from: komun, to: resources, amount: 3 kr}]}",
                 "liten/services.yaml:1:29+5 'komun' is not an account; did you mean 'kommun'?\n");
  assert_service("s: {flows: [{name: a, from: public, to: resources, amount: 3 kr}]}",
                 "liten/services.yaml:1:29+6 'public' is a sum of actors; name one of them: kommun\n");
  assert_service("s: {flows: [{name: a, from: kommun, to: kommun, amount: 3 kr}]}",
                 "liten/services.yaml:1:41+6 'kommun' pays itself\n");
  assert_service("s: {flows: [{name: a, from: resources, to: kommun, amount: 3 kr}]}",
                 "liten/services.yaml:1:29+9 nothing comes from resources; resources are used up: write them under 'to'\n");
  assert_service("s: {flows: [{name: a, from: kommun, to: production, amount: 3 kr}]}",
                 "liten/services.yaml:1:41+10 nothing goes to production; production is where value comes from: write it under 'from'\n");
  assert_service("s: {flows: [{name: a, from: production, to: resources, amount: 3 kr}]}",
                 "liten/services.yaml:1:45+9 a flow needs an actor at one end\n");
}

static void test_amounts(void **state) {
  (void)state;
  assert_service("s: {flows: [{name: a, from: kommun, to: resources, amount: 3 visits}]}",
                 "liten/services.yaml:1:60+8 'a' is visit, which is no amount here; a service's flows are kr/visit and the like, kr, or kr/month\n");
  assert_service("s: {flows: [{name: a, from: kommun, to: resources, amount: 3 kr/visit}, {name: b, from: kommun, to: resources, amount: 3 kr/hour}]}",
                 "liten/services.yaml:1:120+9 'b' is kr/hour, unlike the flow before it, which is kr/visit; all flows of a service are for the same quantity\n");
  put_model();
  put("services", "{}\n");
  put("states", "work: {flows: [{name: a, from: kommun, to: person, amount: 3 kr}]}\n");
  assert_string_equal(model_errors(), "liten/states.yaml:1:60+4 'a' is kr, which is no amount here; a state's flows are kr/month or kr/year\n");
}

static void test_the_rest(void **state) {
  (void)state;
  assert_service("s: {flows: [{name: a, from: kommun, to: resources, amount: 3 kr}, {name: a, from: kommun, to: person, amount: 3 kr}]}",
                 "liten/services.yaml:1:74+1 two flows are called 'a'\n");
  assert_service("s: {index: kpj, flows: [{name: a, from: kommun, to: resources, amount: 3 kr}]}",
                 "liten/services.yaml:1:12+3 there is no index 'kpj'; did you mean 'kpi'?\n");
  assert_service("s: {inputs: {x: {unit: kr, default: 3 visits}}, flows: [{name: a, from: kommun, to: resources, amount: x}]}",
                 "liten/services.yaml:1:37+8 this is visit, but kr is asked for\n");
  assert_service("s: {inputs: {x: {unit: krr}}, flows: [{name: a, from: kommun, to: resources, amount: 3 kr}]}",
                 "liten/services.yaml:1:14+1 'krr' is not a unit; did you mean 'kr'?\n");
  assert_service("s: {unit: krr, flows: [{name: a, from: kommun, to: resources, amount: 3 kr}]}",
                 "liten/services.yaml:1:1+1 'krr' is not a unit; did you mean 'kr'?\n");
  assert_service("s: {unit: visit, flows: [{name: a, from: kommun, to: resources, amount: 3 kr/hour}]}",
                 "liten/services.yaml:1:1+1 's' is counted in visit, but its amounts make it hour/year; write its amounts per that unit, or leave 'unit' out\n");
  assert_service("s: {variable_share: 3 kr / 1 kr, flows: [{name: a, from: kommun, to: resources, amount: 3 kr}]}", "");
  assert_service("s: {flows: []}", "liten/services.yaml:1:12+1 services.s.flows must hold at least one item\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_quantities), TEST(test_accounts), TEST(test_amounts), TEST(test_the_rest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
