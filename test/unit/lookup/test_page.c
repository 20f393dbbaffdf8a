/* What a model says about a name, and who uses it. */
#include "support.h"

#include "lookup/page.h"

static struct ek_model *model_of(void) {
  file_of("m/model.yaml", "name: m\nversion: \"1\"\nperson: person\ndefault_index: priser\n");
  file_of("m/actors.yaml", "alla: {}\nperson: {parent: alla}\nkommun: {parent: alla}\n");
  file_of("m/indices.yaml", "priser: {values: {2020: 100, 2021: 105}, source: SCB}\n");
  file_of("m/sources.yaml", "SCB: {title: Statistiken, url: 'https://example.org'}\n");
  file_of("m/parameters.yaml",
          "belopp:\n  unit: kr/month\n  values:\n    2021-01-01: {value: grund * 2, grade: C}\n"
          "    2020-01-01: {value: '1 234,5', source: Boken}\n  source: SCB\n  grade: B\n"
          "grund: {unit: kr/month, values: {2020-01-01: 3 kr/day}, index: priser}\n"
          "skatt: {unit: '%', table: {file: t.csv, key: [name], year: from, until: to, column: rate}}\n"
          "slut: {unit: kr, values: {2020-01-01: 7}, until: 2021-06-30}\n");
  file_of("m/t.csv", "from,to,name,rate\n2019,2019,a,30\n2020,2022,a,31\n2020,2020,b,32\n");
  file_of("m/rules.yaml",
          "stöd:\n  args: {x: kr/month}\n  unit: kr/month\n  let: {y: belopp + x}\n  value: y\n"
          "fast: {unit: kr/month, value: belopp * 3}\n");
  file_of("m/states.yaml",
          "bidrag:\n  inputs: {hyra: {unit: kr/month, default: grund}, krav: {unit: kr/month}}\n  flows:\n"
          "    - {name: stöd, from: kommun, to: person, amount: stöd(hyra), income: fri}\n"
          "tillägg:\n  means_tested: yes\n  flows:\n"
          "    - {name: fyllnad, from: kommun, to: person, amount: belopp - kvar, income: prövat}\n");
  file_of("m/services.yaml",
          "besök:\n  unit: visit\n  price_year: 2020\n  flows:\n"
          "    - {name: pris, from: kommun, to: resources, amount: 2 000 kr/visit}\n");
  file_of("m/person.yaml",
          "inputs: {lokalen: {unit: kr/month, default: grund}}\n"
          "incomes: {fri: {}, prövat: {means_tested: yes}}\n"
          "let: {halva: belopp / 2, annat: lokalen * 2, kvar: annat + fri}\n"
          "flows:\n  - {name: avgift, from: person, to: kommun, amount: halva * skatt}\n"
          "household:\n  - {name: rest, amount: kvar - halva}\n");
  struct ek_model *m = ek_model_open(arena, ek_sprintf(arena, "%s/m", folder), diags);
  if (m == NULL) fail_msg("the model cannot be read:\n%s", errors());
  ek_model_read_all(m);
  assert_string_equal(errors(), "");
  return m;
}

static struct ek_page page_of(const struct ek_model *m, const char *name) {
  struct ek_list found = ek_model_entries_named(arena, m, name);
  assert_int_equal(found.n, 1);
  return ek_model_page(arena, m, *(const struct ek_entry_ref *)found.items);
}

static const char *users_of(const struct ek_model *m, const char *name) {
  struct ek_list users = ek_model_users(arena, m, page_of(m, name).entry);
  const struct ek_entry_ref *u = users.items;
  struct ek_buffer out = {.arena = arena};
  for (size_t i = 0; i < users.n; i++) {
    ek_buffer_addf(&out, "%s%s %s", i > 0 ? ", " : "", ek_entry_kind_names[u[i].kind], u[i].name);
  }
  return ek_buffer_text(&out);
}

static void test_values(void **state) {
  (void)state;
  struct ek_page p = page_of(model_of(), "belopp");
  const struct ek_fact *f = p.facts.items;
  assert_int_equal(p.facts.n, 2); /* in order of time */
  assert_string_equal(f[0].key, "2020-01-01");
  assert_true(f[0].known);
  assert_near(f[0].value, 1234.5, 0, 1e-12);
  assert_null(f[0].source_key); /* a citation */
  assert_string_equal(f[0].source.text, "Boken");
  assert_int_equal(f[0].grade, EK_GRADE_B); /* the entry's */
  assert_false(f[1].known);
  assert_string_equal(f[1].text, "grund * 2");
  assert_string_equal(f[1].source_key, "SCB");
  assert_string_equal(f[1].source.text, "Statistiken");
  assert_int_equal(f[1].grade, EK_GRADE_C);
}

static void test_flows(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  struct ek_page p = page_of(m, "bidrag");
  const struct ek_fact *f = p.facts.items;
  assert_int_equal(p.facts.n, 3);
  assert_string_equal(f[0].part, "input");
  assert_null(f[1].text); /* must be given */
  assert_string_equal(f[2].unit, "kr/month");
  assert_string_equal(f[2].income, "fri");
  assert_string_equal(ek_account_name(m, f[2].from), "kommun");
  assert_string_equal(ek_flow_kind(m, f[2].from, f[2].to), "transfer");
  p = page_of(m, "besök");
  f = p.facts.items;
  assert_true(f[0].used_up);
  assert_string_equal(ek_flow_kind(m, f[0].from, f[0].to), "resources");
  assert_string_equal(ek_flow_kind(m, EK_ACCOUNT_PRODUCTION(m), f[0].from), "production");
}

static void test_users(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  assert_string_equal(users_of(m, "belopp"), "rule stöd, rule fast, state tillägg, person halva");
  assert_string_equal(users_of(m, "grund"), "parameter belopp, state bidrag, household lokalen");
  assert_string_equal(users_of(m, "stöd"), "state bidrag");
  assert_string_equal(users_of(m, "fast"), "");
  assert_string_equal(users_of(m, "skatt"), "person avgift");
  assert_string_equal(users_of(m, "priser"), "parameter grund, service besök"); /* by default too */
  assert_string_equal(users_of(m, "SCB"), "parameter belopp, index priser");
  assert_string_equal(users_of(m, "fri"), "state bidrag");
  assert_string_equal(users_of(m, "kommun"), "state bidrag, state tillägg, service besök, person avgift");
}

static void test_near(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  assert_string_equal(ek_model_entry_near(arena, m, "belop"), "belopp");
  assert_null(ek_model_entry_near(arena, m, "någonting helt annat"));
  assert_int_equal(ek_model_entries_named(arena, m, "belop").n, 0);
}

static void test_table(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  struct ek_table_extent e = ek_table_extent(arena, &m->parameters[2].table);
  assert_int_equal(e.places, 2);
  assert_int_equal(e.first_year, 2019);
  assert_int_equal(e.last_year, 2022);
}

static struct ek_list now_of(struct ek_world *w, const char *name) {
  static const struct ek_person person = {.age = 30, .adults = 1};
  return ek_model_now(w, &person, page_of(w->model, name).entry);
}

static void test_now(void **state) {
  (void)state;
  struct ek_world w = {.model = model_of(), .arena = arena, .diags = diags, .day = 20210701,
                       .price_year = 2021, .draws = 1, .municipality = "a"};
  ek_world_init(&w);
  struct ek_list now = now_of(&w, "grund");
  assert_near(((struct ek_now *)now.items)[0].value, 3 * 365 / 12.0, 0, 1e-12);
  now = now_of(&w, "fast");
  assert_near(((struct ek_now *)now.items)[0].value, 6 * 3 * 365 / 12.0, 0, 1e-12);
  now = now_of(&w, "skatt");
  assert_near(((struct ek_now *)now.items)[0].value, 31, 0, 1e-12);
  now = now_of(&w, "besök");
  assert_near(((struct ek_now *)now.items)[0].value, 2100, 0, 1e-12); /* moved from 2020 to 2021 */
  assert_string_equal(((struct ek_now *)now.items)[0].unit, "kr/visit");
  assert_int_equal(now_of(&w, "stöd").n, 0);   /* has an argument */
  assert_int_equal(now_of(&w, "bidrag").n, 0); /* an input without a default */
  assert_int_equal(now_of(&w, "priser").n, 0);
  assert_string_equal(errors(), "");
}

/* A word per fact: its part, and what it is about. */
static const char *parts_of(const struct ek_model *m, const char *name) {
  struct ek_page p = page_of(m, name);
  const struct ek_fact *f = p.facts.items;
  struct ek_buffer out = {.arena = arena};
  for (size_t i = 0; i < p.facts.n; i++) {
    ek_buffer_addf(&out, "%s%s:%s", i > 0 ? ", " : "", f[i].part, f[i].key != NULL ? f[i].key : "");
  }
  return ek_buffer_text(&out);
}

/* What something of the person rests on, and no other step or input. */
static void test_household(void **state) {
  (void)state;
  const struct ek_model *m = model_of();
  assert_string_equal(parts_of(m, "slut"), "value:2020-01-01, until:2021-06-30");
  assert_string_equal(parts_of(m, "tillägg"), "means_tested:, household:lokalen, step:annat, step:kvar, flow:fyllnad");
  assert_string_equal(parts_of(m, "avgift"), "step:halva, flow:avgift");
  assert_string_equal(parts_of(m, "rest"), "household:lokalen, step:halva, step:annat, step:kvar, formula:");
  assert_string_equal(parts_of(m, "lokalen"), "input:lokalen");
  assert_string_equal(users_of(m, "lokalen"), "person annat");
  assert_string_equal(users_of(m, "stöd"), "state bidrag");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_values), TEST(test_flows), TEST(test_users),
                                     TEST(test_near),   TEST(test_table), TEST(test_now), TEST(test_household)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
