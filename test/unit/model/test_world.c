/* Values in force on a day: by date, held, moved by index, from tables, overridden, circular. */
#include "fixture.h"

#include "model/quantity.h"

static double value_on(ek_day day, const char *name) {
  struct ek_model *model = read_model();
  if (model == NULL) fail_msg("%s", errors());
  return value_in(world_on(model, day), name);
}

static void test_the_value_in_force(void **state) {
  (void)state;
  put_model();
  assert_near(value_on(20110101, "belopp"), 12 * 2000, 0, 0);
  assert_near(value_on(20120630, "belopp"), 12 * 2000, 0, 0);
  assert_near(value_on(20120701, "belopp"), 12 * 2385, 0, 0);
  assert_near(value_on(20991231, "belopp"), 12 * 2385, 0, 0);
  assert_near(value_on(20121231, "avgift"), 0.3142, 1e-15, 0);
  assert_fine();
}

static void test_before_the_first_date(void **state) {
  (void)state;
  put_model();
  assert_true(isnan(value_on(20101231, "belopp")));
  assert_errors("liten/parameters.yaml:2:1+6 'belopp' is not known before 2011-01-01; "
                "choose a later price_year, or give it under 'overrides: {belopp: …}'\n");
}

static void test_after_the_last_day(void **state) {
  (void)state;
  put_model();
  put("parameters", PARAMETERS "slutad: {unit: kr, until: 2012-06-30, values: {2010-01-01: 55 kr}}\n");
  assert_near(value_on(20120630, "slutad"), 55, 0, 0);
  assert_fine();
  assert_true(isnan(value_on(20120701, "slutad")));
  assert_errors("liten/parameters.yaml:8:1+6 'slutad' is not known after 2012-06-30; "
                "choose an earlier price_year, or give it under 'overrides: {slutad: …}'\n");
}

static void test_an_end_before_the_last_value(void **state) {
  (void)state;
  put_model();
  put("parameters", PARAMETERS "sen: {unit: kr, until: 2011-12-31, values: {2010-01-01: 5 kr, 2012-01-01: 6 kr}}\n");
  struct ek_model *model = read_model();
  if (model == NULL) fail_msg("%s", errors());
  ek_model_read_all(model);
  assert_errors("liten/parameters.yaml:8:1+3 'sen' has a value from after its end; "
                "'until' is the last day of the last value\n");
}

static void test_held_and_moved(void **state) {
  (void)state;
  put_model();
  struct ek_world *w = world_on(read_model(), 20100701);
  assert_near(value_in(w, "hållen"), 77, 0, 0);
  assert_near(value_in(w, "flyttad"), 43000 * 100 / 107.5, 1e-14, 0);
  assert_near(value_in(w, "flyttad + flyttad"), 2 * 43000 * 100 / 107.5, 1e-14, 0);
  assert_fine();
  const struct ek_note *notes = w->notes.items;
  assert_int_equal(w->notes.n, 2); /* each said once */
  assert_int_equal(notes[0].kind, EK_NOTE_HELD_BEFORE);
  assert_string_equal(notes[0].name, "hållen");
  assert_int_equal(notes[1].kind, EK_NOTE_MOVED);
  assert_int_equal(notes[1].year, 2010);
  assert_int_equal(notes[1].used, 2012);
  assert_string_equal(notes[1].index, "kpi");
}

static void test_an_index_lacks_a_year(void **state) {
  (void)state;
  put_model();
  assert_true(isnan(value_on(20070701, "flyttad")));
  assert_errors("liten/parameters.yaml:6:1+7 the index 'kpi' has no value for 2007; it covers 2010 to 2013\n");
}

static void test_rebase(void **state) {
  (void)state;
  struct ek_model *model = model_of();
  struct ek_world *w = world_on(model, 20130701);
  double factor;
  assert_true(ek_world_rebase(w, -1, 2011, (struct ek_pos){0}, &factor));
  assert_near(factor, 110 / 104.0, 1e-15, 0);
  assert_true(ek_world_rebase(w, -1, 0, (struct ek_pos){0}, &factor));
  assert_near(factor, 1, 0, 0);
  assert_true(ek_world_rebase(w, -1, 2013, (struct ek_pos){0}, &factor));
  assert_near(factor, 1, 0, 0);
  assert_true(ek_world_rebase(w, ek_model_index(model, "fast"), 1890, (struct ek_pos){0}, &factor));
  assert_near(factor, 1, 0, 0);
  assert_false(ek_world_rebase(w, -1, 2014, (struct ek_pos){0}, &factor));
  assert_errors(":0:0+0 the index 'kpi' has no value for 2014; it covers 2010 to 2013\n");
}

static void test_beyond_the_last_year(void **state) {
  (void)state;
  put_model();
  put("indices", "kpi:\n  beyond: {value: 2 %, grade: D}\n  values: {2010: 100, 2011: 104, 2012: 107.5, 2013: 110}\n");
  struct ek_model *model = read_model();
  double factor;
  struct ek_world *w = world_on(model, 20150701);
  assert_true(ek_world_rebase(w, -1, 2013, (struct ek_pos){0}, &factor));
  assert_near(factor, 1.02 * 1.02, 1e-15, 0);
  assert_true(ek_world_rebase(w, -1, 2010, (struct ek_pos){0}, &factor));
  assert_near(factor, 1.1 * 1.02 * 1.02, 1e-15, 0);
  const struct ek_note *notes = w->notes.items;
  assert_int_equal(w->notes.n, 1); /* said once */
  assert_int_equal(notes[0].kind, EK_NOTE_BEYOND);
  assert_string_equal(notes[0].name, "kpi");
  assert_int_equal(notes[0].year, 2015);
  assert_int_equal(notes[0].used, 2013);
  assert_near(notes[0].growth, 0.02, 0, 0);
  w = world_on(model, 20130701);
  assert_true(ek_world_rebase(w, -1, 2014, (struct ek_pos){0}, &factor));
  assert_near(factor, 1 / 1.02, 1e-15, 0);
  assert_int_equal(w->notes.n, 1);
  w = world_on(model, 20130701);
  assert_true(ek_world_rebase(w, -1, 2010, (struct ek_pos){0}, &factor));
  assert_int_equal(w->notes.n, 0); /* inside its years nothing is assumed */
  assert_false(ek_world_rebase(w, -1, 2009, (struct ek_pos){0}, &factor));
  assert_errors(":0:0+0 the index 'kpi' has no value for 2009; it covers 2010 to 2013\n");
}

static void test_beyond_written_wrongly(void **state) {
  (void)state;
  put_model();
  put("indices", "kpi:\n  beyond: mycket\n  values: {2010: 100}\nfast: {constant: yes, beyond: 2 %}\n");
  assert_string_equal(model_errors(), "liten/indices.yaml:2:11+6 a growth is a share such as 2 %\n"
                                      "liten/indices.yaml:4:31+3 'fast' is constant and cannot grow beyond "
                                      "its years; take one of them away\n");
}

static double traced_in(struct ek_world *world, const char *text, struct ek_trace *trace) {
  struct ek_env env = {.world = world, .person = &someone, .trace = trace};
  return ek_formula_eval(compile(world->model, text), &env)[0];
}

static void test_a_rule_by_date_has_its_own_grade(void **state) {
  (void)state;
  put_model();
  put("rules", "steg:\n  args: {x: kr/year}\n  unit: kr/year\n  grade: A\n  source: Lagen\n  values:\n"
               "    2010-01-01: {value: x, grade: C, source: Sagesmannen}\n    2013-01-01: 2 * x\n");
  struct ek_model *model = read_model();
  struct ek_trace *old = ek_trace_add(arena, NULL, "f", NULL), *now = ek_trace_add(arena, NULL, "f", NULL);
  assert_near(traced_in(world_on(model, 20110701), "steg(5 kr/year)", old), 5, 0, 0);
  assert_near(traced_in(world_on(model, 20130701), "steg(5 kr/year)", now), 10, 0, 0);
  const struct ek_trace *rule = *(struct ek_trace **)old->children.items;
  assert_int_equal(rule->grade, EK_GRADE_C);
  assert_string_equal(rule->source.text, "Sagesmannen");
  rule = *(struct ek_trace **)now->children.items;
  assert_int_equal(rule->grade, EK_GRADE_A);
  assert_string_equal(rule->source.text, "Lagen");
}

static void test_no_default_index(void **state) {
  (void)state;
  put_model();
  put("model", "name: liten\nversion: \"1\"\nperson: person\n");
  double factor;
  struct ek_world *w = world_on(read_model(), 20130701);
  assert_false(ek_world_rebase(w, -1, 2011, (struct ek_pos){0}, &factor));
  assert_errors(":0:0+0 the model 'liten' has no default index; name an index\n");
}

#define TABLE "skatt: {unit: '%', table: {file: skatt.csv, key: [kod, namn], year: år, column: sats}}\n"
#define CSV "kod;namn;år;sats\n0001;ankeborg;2011;31,5\n0001;ankeborg;2013;32,25\n0002;gåseborg;2013;x\n0003;tom;2013;\n0003;tom;2012;30\n"

static double table_on(ek_day day, const char *place) {
  put_model();
  put("parameters", TABLE);
  put("rules", "{}\n");
  put("states", "work: {}\n");
  file_of("liten/skatt.csv", CSV);
  struct ek_model *model = read_model();
  if (model == NULL) fail_msg("%s", errors());
  struct ek_world *w = world_on(model, day);
  w->municipality = place;
  return value_in(w, "skatt");
}

static void test_tables(void **state) {
  (void)state;
  assert_near(table_on(20130701, "ankeborg"), 0.3225, 1e-15, 0);
  assert_near(table_on(20110701, "ankeborg"), 0.315, 1e-15, 0);
  assert_near(table_on(20120701, "0001"), 0.315, 1e-15, 0);  /* by either key; the year before */
  assert_near(table_on(20200701, "ankeborg"), 0.3225, 1e-15, 0);
  assert_near(table_on(20130701, "tom"), 0.30, 1e-15, 0); /* an empty cell is no value */
  assert_fine();
}

static void test_tables_that_lack(void **state) {
  (void)state;
  assert_true(isnan(table_on(20130701, "ankebrg")));
  assert_errors("liten/parameters.yaml:1:1+5 'skatt' has no row for 'ankebrg' in skatt.csv; did you mean 'ankeborg'?\n");
  assert_true(isnan(table_on(20130701, "xyzzyxyzzy")));
  assert_errors("liten/parameters.yaml:1:1+5 'skatt' has no row for 'xyzzyxyzzy' in skatt.csv; see settings.municipality\n");
  assert_true(isnan(table_on(20100701, "ankeborg")));
  assert_errors("liten/parameters.yaml:1:1+5 'skatt' of 'ankeborg' is not known before 2011; choose a later price_year, or give it under 'overrides: {skatt: …}'\n");
  assert_true(isnan(table_on(20130701, "gåseborg")));
  assert_errors("liten/skatt.csv:4:20+1 'x' is not a number\n");
}

static void test_a_stale_row_is_noted(void **state) {
  (void)state;
  table_on(20130701, "ankeborg");
  struct ek_world *w = world_on(read_model(), 20200701);
  value_in(w, "skatt");
  const struct ek_note *notes = w->notes.items;
  assert_int_equal(w->notes.n, 1);
  assert_int_equal(notes[0].kind, EK_NOTE_STALE);
  assert_string_equal(notes[0].name, "skatt (ankeborg)");
  assert_int_equal(notes[0].used, 2013);
}

static void test_circles(void **state) {
  (void)state;
  put_model();
  put("parameters", "a: {unit: kr, values: {2010-01-01: b * 2}}\nb: {unit: kr, values: {2010-01-01: a + 1 kr}}\n"
                    "c: {unit: kr, values: {2010-01-01: c + 1 kr}}\n");
  put("rules", "f: {args: {x: kr}, unit: kr, value: g(x) + 1 kr}\ng: {args: {x: kr}, unit: kr, value: f(x)}\n");
  put("states", "work: {}\n");
  const char *all = model_errors();
  assert_non_null(strstr(all, "parameters.yaml:2:36+1 'a' is defined by itself"));
  assert_non_null(strstr(all, "parameters.yaml:3:36+1 'c' is defined by itself"));
  assert_non_null(strstr(all, "rules.yaml:2:37+1 the rule 'f' calls itself"));
}

static void test_overrides(void **state) {
  (void)state;
  struct ek_model *model = model_of();
  struct ek_world *w = world_on(model, 20101231); /* before it is known */
  const struct ek_value written = {.text = "1 kr"};
  struct ek_quantity q = *ek_quantity_constant(arena, 99.5, (struct ek_unit){{1, -1, 0, 0, 0}, NULL});
  q.value = &written;
  const struct ek_override override = {ek_model_parameter(model, "belopp"), &q};
  w->overrides = &override;
  w->n_overrides = 1;
  assert_near(value_in(w, "belopp"), 99.5, 0, 0);
  assert_fine();
}

static void test_columns_and_notes(void **state) {
  (void)state;
  struct ek_world *w = world_on(model_of(), 20130701);
  w->draws = 3;
  const double *column = ek_world_column(w, 2.385);
  for (size_t d = 0; d < 3; d++) assert_near(column[d], 2.385, 0, 0);
  assert_near(ek_column_mean((const double[]){1, 2, 6.5}, 3), 9.5 / 3, 1e-15, 0);
  assert_true(ek_column_alike((const double[]){2.385, 2.385, 2.385}, 3) && ek_column_alike((const double[]){7}, 1));
  assert_false(ek_column_alike((const double[]){2.385, 2.385, 2.386}, 3));
  ek_world_note(w, (struct ek_note){.kind = EK_NOTE_STALE, .name = "a"});
  ek_world_note(w, (struct ek_note){.kind = EK_NOTE_STALE, .name = "a"});
  ek_world_note(w, (struct ek_note){.kind = EK_NOTE_MOVED, .name = "a"});
  assert_int_equal(w->notes.n, 2);
}

static size_t nodes_of(const struct ek_trace *t) {
  size_t n = 1;
  struct ek_trace *const *c = t->children.items;
  for (size_t i = 0; i < t->children.n; i++) n += nodes_of(c[i]);
  return n;
}

/* Names that each rest on the two before them: the tree of the fiftieth would have 10^10 nodes. */
static void test_a_trace_has_an_end(void **state) {
  (void)state;
  struct ek_buffer text = {.arena = arena};
  ek_buffer_add(&text, "n0: {unit: '1', values: {2010-01-01: 1}}\nn1: {unit: '1', values: {2010-01-01: 1}}\n");
  for (int i = 2; i <= 50; i++) {
    ek_buffer_addf(&text, "n%d: {unit: '1', values: {2010-01-01: n%d + n%d}}\n", i, i - 1, i - 2);
  }
  put_model();
  put("parameters", ek_sprintf(arena, "%s%s", PARAMETERS, ek_buffer_text(&text)));
  struct ek_model *m = read_model();
  struct ek_world *w = world_on(m, 20120101);
  struct ek_trace *root = ek_trace_add(arena, NULL, "root", NULL);
  assert_near(ek_world_parameter(w, ek_model_parameter(m, "n50"), root)[0], 20365011074, 0, 0);
  assert_true(nodes_of(root) > 1000 && nodes_of(root) < 200000);
  struct ek_trace *part = ek_trace_add(arena, root, "part", NULL);
  assert_true(ek_trace_full(part));
  ek_trace_count_afresh(part);
  assert_false(ek_trace_full(part));
  assert_fine();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_the_value_in_force), TEST(test_before_the_first_date),
      TEST(test_after_the_last_day), TEST(test_an_end_before_the_last_value), TEST(test_held_and_moved),
      TEST(test_an_index_lacks_a_year), TEST(test_rebase), TEST(test_no_default_index),
      TEST(test_beyond_the_last_year), TEST(test_beyond_written_wrongly),
      TEST(test_a_rule_by_date_has_its_own_grade),
      TEST(test_tables), TEST(test_tables_that_lack), TEST(test_a_stale_row_is_noted),
      TEST(test_circles), TEST(test_a_trace_has_an_end), TEST(test_overrides), TEST(test_columns_and_notes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
