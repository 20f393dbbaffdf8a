/* Entries are read when they are asked for: what is not used is not reported, what is
 * broken is told once, and a circle is found wherever it is entered. */
#include "fixture.h"

static void test_what_is_not_used_is_not_read(void **state) {
  (void)state;
  put_model();
  put("services", "trasig: {flows: [{name: a, from: kommunn, to: resources, amount: 3 kr}]}\n"
                  "hel: {flows: [{name: a, from: kommun, to: resources, amount: 3 kr}]}\n");
  put("parameters", PARAMETERS "oläst: {unit: krr, values: {2010-01-01: 3 kr}}\n");
  struct ek_model *m = read_model();
  assert_non_null(m);
  assert_true(ek_model_item(m, "hel", false) >= 0);
  assert_int_equal(ek_diags_errors(diags), 0);
  assert_true(ek_model_item(m, "trasig", false) >= 0); /* it is there, though broken */
  assert_int_equal(ek_diags_errors(diags), 1);
  ek_model_read_all(m);
  const char *all = errors();
  assert_non_null(strstr(all, "services.yaml:1:34+7 'kommunn' is not an account; did you mean 'kommun'?"));
  assert_non_null(strstr(all, "'krr' is not a unit"));
}

static void test_what_is_broken_is_told_once(void **state) {
  (void)state;
  put_model();
  put("parameters", PARAMETERS "trasig: {unit: kr, values: {2010-01-01: 3 visits}}\n");
  put("rules", RULES "bruten: {args: {x: kr}, unit: kr, value: x + nej}\n");
  struct ek_model *m = read_model();
  assert_non_null(m);
  for (int i = 0; i < 2; i++) {
    assert_null(compile(m, "trasig * 2"));
    assert_null(compile(m, "bruten(3 kr) + trasig"));
  }
  assert_errors("liten/parameters.yaml:8:41+8 this is visit, but kr is asked for\n"
                "liten/rules.yaml:12:46+3 'nej' is not a parameter, an assumption or an input here\n");
}

static void test_dates_in_any_order(void **state) {
  (void)state;
  struct ek_model *m = model_of();
  const struct ek_parameter *p = &m->parameters[ek_model_parameter(m, "belopp")];
  assert_non_null(compile(m, "belopp"));
  assert_int_equal(p->n_dated, 2);
  assert_int_equal(p->dated[0].from, 20110101);
  assert_int_equal(p->dated[1].from, 20120701);
}

static void test_rules_ask_about_persons(void **state) {
  (void)state;
  put_model();
  put("rules", RULES "genom_let: {args: {}, unit: '1', let: {y: age * 2}, value: y + 1}\n"
                     "genom_annan: {args: {}, unit: '1', values: {2010-01-01: 1, 2012-01-01: genom_let()}}\n");
  struct ek_model *m = read_model();
  ek_model_read_all(m);
  assert_fine();
  static const struct { const char *name; bool asks; } table[] = {
      {"dubbel", false}, {"steg", false}, {"per_barn", true}, {"genom_let", true}, {"genom_annan", true}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    assert_int_equal(m->rules[ek_model_rule(m, table[i].name)].person, table[i].asks);
  }
}

static void test_gaps_are_read_by_whoever_asks(void **state) {
  (void)state;
  put_model();
  put("missing", "lvm: {label: {sv: LVM-dygn, en: Compulsory care day}, where: 'stat-inst.se, vårdavgifter'}\n"
                 "polis: {where: Polisens årsredovisning}\n"
                 "utan_plats: {label: X}\n");
  struct ek_model *m = read_model();
  assert_non_null(m);
  assert_int_equal(m->n_missing, 0); /* nothing has asked */
  const struct ek_missing *gaps = ek_model_missing(m);
  assert_int_equal(m->n_missing, 3);
  assert_string_equal(gaps[0].label.en, "Compulsory care day");
  assert_string_equal(gaps[0].where, "stat-inst.se, vårdavgifter");
  assert_string_equal(gaps[1].label.sv, "polis");
  assert_string_equal(gaps[1].where, "Polisens årsredovisning");
  assert_ptr_equal(ek_model_missing(m), gaps);
  assert_errors("liten/missing.yaml:3:13+1 missing key 'where' in missing.utan_plats; "
                "where: Where it could be found: an address, a publication.\n");
}

/* A formula needs neither states nor pools nor sources: their files are not even opened. */
static void test_rooms_are_read_when_something_in_them_is_asked_for(void **state) {
  (void)state;
  put_model();
  put("states", STATES "work: {flows: []}\n");
  put("pools", "p: {shares: {kommunn: 100 %}}\n");
  put("sources", "bok: {title: En bok}\nbok: {title: En annan}\n");
  struct ek_model *m = ek_model_open(arena, ek_sprintf(arena, "%s/liten", folder), diags);
  assert_non_null(m);
  assert_non_null(compile(m, "dubbel(belopp)"));
  assert_int_equal(m->n_items + m->n_pools + m->n_sources, 0);
  assert_int_equal(ek_diags_errors(diags), 0);
  assert_true(ek_model_item(m, "work", true) >= 0);
  assert_int_equal(m->n_pools, 1);
  assert_int_equal(m->n_sources, 0);
  assert_int_equal(ek_diags_errors(diags), 2);
  assert_string_equal(ek_model_origin(m, (struct ek_origin){.text = "bok"}).text, "En bok");
  assert_errors("liten/pools.yaml:1:14+7 'kommunn' is not an account\n"
                "liten/sources.yaml:2:1+3 'bok' is given twice in the model's sources, first at "
                "/liten/sources.yaml:1; take one of them away or call it something else\n"
                "liten/states.yaml:7:1+4 'work' is given twice in the model's states, first at "
                "/liten/states.yaml:1; take one of them away or call it something else\n");
}

/* A file that cannot be read in a room that formulas need, and one in another: both are told. */
static void test_all_unreadable_files_are_told(void **state) {
  (void)state;
  put_model();
  put("rules", "a: {unit: kr, value: 1 kr}\na: {unit: kr, value: 2 kr}\n");
  put("missing", "- lista\n");
  assert_null(ek_model_open(arena, ek_sprintf(arena, "%s/liten", folder), diags));
  const char *all = errors();
  assert_non_null(strstr(all, "'a' is given twice in the model's rules"));
  assert_non_null(strstr(all, "missing.yaml:1:1+1 the missing of a model are a map of names"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_what_is_not_used_is_not_read), TEST(test_what_is_broken_is_told_once),
      TEST(test_dates_in_any_order), TEST(test_rules_ask_about_persons),
      TEST(test_gaps_are_read_by_whoever_asks),
      TEST(test_rooms_are_read_when_something_in_them_is_asked_for),
      TEST(test_all_unreadable_files_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
