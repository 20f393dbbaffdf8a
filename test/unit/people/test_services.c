/* Tests of lib/people/services.c: services that go with states. */
#include "fixture.h"

#define OF(services) WIDE_OF("id: nr, before.state: f, after.state: e", "  inputs: {wage: 20 000 kr/month, price: 811 kr/session}\n  services: " services "\n")
#define CSV rows("f;e", "outside;work 40 % + outside 60 %")

static void test_services_follow_extents(void **state) {
  (void)state;
  const struct ek_people *p = people_of(OF("{outside: {session: 12.5/year}, work: {session: 1/month}}"), CSV);
  assert_near(held(p, p->before[0], "session"), 12.5, 0, 0);
  assert_near(held(p, ek_people_lasting(p, 0), "session"), 0.6 * 12.5 + 0.4 * 12, 1e-14, 0);
  p = people_of(OF("{outside: {session: 3 session/year}}"), CSV);
  assert_near(held(p, p->before[0], "session"), 3, 0, 0);
}

/* A phase whose services stand in columns has those, and not what goes with its states. */
static void test_columns_come_before(void **state) {
  (void)state;
  const struct ek_people *p = people_of(WIDE_OF("id: nr, before.state: f, after.state: e, after.services.session: b",
      "  inputs: {wage: 20 000 kr/month, price: 811 kr/session}\n  services: {outside: {session: 7/year}}\n"), rows("f;e;b", "outside;outside;2"));
  assert_near(held(p, p->before[0], "session"), 7, 0, 0);
  assert_near(held(p, ek_people_lasting(p, 0), "session"), 2, 0, 0);
}

static void test_what_is_wrong(void **state) {
  (void)state;
  assert_wrong(OF("{outsid: {session: 3/year}}"), CSV, "there is no state 'outsid' in the model 'generic'; did you mean 'outside'?");
  assert_wrong(OF("{outside: {sesion: 3/year}}"), CSV, "there is no service 'sesion' in the model 'generic'; did you mean 'session'?");
  assert_wrong(OF("{outside: {session: många}}"), CSV, "s.yaml:9:33+5 'många' is not a number");
  assert_wrong(OF("{outside: {session: 3 kr}}"), CSV, "of 'session' is asked for, a plain number that is not below 0");
  assert_wrong(OF("{outside: {session: -3/year}}"), CSV, "of 'session' is asked for, a plain number that is not below 0");
}

static void test_too_many(void **state) {
  (void)state;
  struct ek_buffer text = {.arena = arena};
  ek_buffer_add(&text, HEAD "services:\n");
  for (int i = 0; i < 49; i++) ek_buffer_addf(&text, "  s%d: {unit: session, flows: [{name: f, from: payer, to: resources, amount: 5 kr/session}]}\n", i);
  ek_buffer_add(&text, "participants:\n  file: p.csv\n  inputs: {wage: 20 000 kr/month}\n  columns: {before.state: f, after.state: e}\n  services: {outside: {");
  for (int i = 0; i < 49; i++) ek_buffer_addf(&text, "%ss%d: 1/year", i > 0 ? ", " : "", i);
  ek_buffer_add(&text, "}}\n" ALONE);
  assert_wrong(ek_buffer_text(&text), CSV, "more than 48 different services go with states");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_services_follow_extents),
      TEST(test_columns_come_before),
      TEST(test_what_is_wrong),
      TEST(test_too_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
