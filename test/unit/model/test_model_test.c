/* A model's own tests: those that hold, those that do not, those that cannot be read. */
#include "fixture.h"

#include "model/model_test.h"

static struct ek_model_test_counts counts_of(const char *tests) {
  put_model();
  file_of("liten/tests/a.yaml", tests);
  struct ek_model *m = read_model();
  assert_non_null(m);
  return ek_model_test_run(arena, m, diags);
}

static void test_counts(void **state) {
  (void)state;
  struct ek_model_test_counts n = counts_of(
      "tests:\n"
      "  - {date: 2012-07-01, formula: belopp, value: 2 385 kr/month}\n"
      "  - {date: 2011-07-01, formula: dubbel(belopp), value: 47 999.5 kr/year, tolerance: 1 kr/year}\n"
      "  - {date: 2012-07-01, household: {adults: 2, children: [4, 17, 18]}, age: 30, formula: per_barn(), value: 30 060 kr/year}\n"
      "  - {name: fel, date: 2012-07-01, formula: belopp, value: 2 386 kr/month, source: boken}\n"
      "  - {date: 2012-07-01, formula: belop, value: 1}\n"
      "  - {date: 2012-07-01, formula: belopp, value: 3 kr}\n");
  assert_int_equal(n.passed, 3);
  assert_int_equal(n.failed, 3);
  assert_errors("liten/tests/a.yaml:5:5+1 fel: expected 28632, got 28620 (kr/year); boken\n"
                "liten/tests/a.yaml:6:33+5 'belop' is not a parameter, an assumption or an input here; did you mean 'belopp'?\n"
                "liten/tests/a.yaml:7:48+4 this is kr, but kr/year is asked for; or per month, day, …\n");
}

static void test_outcomes(void **state) {
  (void)state;
  counts_of("tests:\n"
            "  - {name: Belopp-ett, date: 2012-07-01, formula: belopp, value: 2 000 kr/month}\n"
            "  - {date: 2012-07-01, formula: dubbel(belopp), value: 57 240 kr/year}\n");
  struct ek_model *m = read_model();
  struct ek_list list = ek_model_test_outcomes(arena, m, NULL, diags);
  const struct ek_model_test_outcome *o = list.items;
  assert_int_equal(list.n, 2);
  assert_true(o[0].computed && !o[0].passed && o[1].passed);
  assert_near(o[0].got - o[0].wanted, 385 * 12, 0, 1e-9);
  assert_string_equal(o[0].unit_text, "kr/month");
  list = ek_model_test_outcomes(arena, m, "BELOPP ETT", diags);
  assert_int_equal(list.n, 1);
  assert_int_equal(ek_model_test_outcomes(arena, m, "a.yaml", diags).n, 2);
  assert_int_equal(ek_model_test_outcomes(arena, m, "dubbel(", diags).n, 1);
  assert_int_equal(ek_model_test_outcomes(arena, m, "annat", diags).n, 0);
}

static void test_files(void **state) {
  (void)state;
  struct ek_model_test_counts n = ek_model_test_run(arena, model_of(), diags);
  assert_int_equal(n.passed + n.failed, 0); /* a model without tests */
  n = counts_of("tests: []\n");
  assert_int_equal(n.failed, 0);
  n = counts_of("test: []\n");
  assert_int_equal(n.failed, 1);
  assert_non_null(strstr(errors(), "unknown key 'test'; did you mean 'tests'?"));
  n = counts_of("tests: [\n");
  assert_int_equal(n.failed, 1);
}

/* The person's inputs and incomes come before a state's own among what it can see. */
static void test_of_a_state(void **state) {
  (void)state;
  put("person", "inputs: {hyra: {unit: kr/month, default: 7 385 kr/month}}\n"
                "incomes: {lön: {}, stöd: {means_tested: yes}}\nlet: {kvar: hyra - lön}\n"
                "flows:\n  - {name: skatt, from: person, to: kommun, amount: 0.3 * lön}\n");
  put("states", STATES
      "bidrag:\n  means_tested: yes\n  inputs: {tillägg: {unit: kr/month, default: 615 kr/month}}\n  flows:\n"
      "    - {name: fyllnad, from: kommun, to: person, amount: kvar + tillägg, income: stöd}\n");
  put("model", HEAD);
  put("actors", ACTORS);
  put("indices", INDICES);
  put("parameters", PARAMETERS);
  put("rules", RULES);
  file_of("liten/tests/a.yaml", "tests:\n  - {date: 2012-07-01, of: bidrag, value: 8 000 kr/month}\n"
                                "  - {date: 2012-07-01, of: work, value: 1 kr/month}\n");
  struct ek_model *m = read_model();
  assert_non_null(m);
  struct ek_model_test_counts n = ek_model_test_run(arena, m, diags);
  assert_int_equal(n.passed, 1);
  assert_string_equal(errors(), "liten/tests/a.yaml:3:28+4 'work' asks for 'wage', which has no default\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_counts), TEST(test_outcomes), TEST(test_files), TEST(test_of_a_state)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
