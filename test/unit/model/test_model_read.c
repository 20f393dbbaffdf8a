/* Reading model folders: what a whole one gives, and every way in which one can be broken. */
#include "fixture.h"

static void test_a_whole_model(void **state) {
  (void)state;
  struct ek_model *m = model_of();
  assert_string_equal(m->name, "liten");
  assert_int_equal(m->n_actors, 6);
  assert_int_equal(m->root, 0);
  assert_int_equal(m->person, 1);
  assert_int_equal(m->displaced, ek_model_actor(m, "firm"));
  assert_int_equal(m->actors[3].depth, 2);
  assert_false(m->actors[2].leaf);
  assert_true(m->actors[5].outside);
  assert_string_equal(m->actors[1].label.en, "person"); /* without a label its name */
  assert_int_equal(m->full_work, ek_model_item(m, "work", true));
  assert_int_equal(m->default_age, 40);
  assert_string_equal(m->currency, "kr");
  ek_model_read_all(m);
  assert_fine();
}

static void test_both_models_of_the_tree(void **state) {
  (void)state;
  static const char *const folders[] = {"models/generic", "models/sverige"};
  for (size_t i = 0; i < 2; i++) {
    struct ek_model *m = ek_model_read(arena, folders[i], diags);
    assert_non_null(m);
    ek_model_read_all(m);
    assert_fine();
  }
}

static void test_a_room_may_be_a_folder(void **state) {
  (void)state;
  put_model();
  assert_int_equal(remove(ek_sprintf(arena, "%s/liten/parameters.yaml", folder)), 0);
  put("parameters/b", "belopp: {unit: kr/month, values: {2011-01-01: 1 kr/month}}\n");
  put("parameters/a", "avgift: {unit: '%', values: {2010-01-01: 1 %}}\n");
  file_of("liten/parameters/not.txt", "this is no yaml: [");
  file_of("liten/parameters/.hidden.yaml", "nor: [this");
  struct ek_model *m = read_model();
  assert_int_equal(m->n_parameters, 2);
  assert_string_equal(m->parameters[0].name.text, "avgift"); /* files in name order */
  assert_fine();
}

static void test_the_hash_follows_the_files(void **state) {
  (void)state;
  const char *first = ek_model_hash(model_of());
  assert_string_equal(ek_model_hash(read_model()), first);
  file_of("liten/README.md", "is not part of it");
  file_of("liten/tests/t.yaml", "nor is this");
  assert_string_equal(ek_model_hash(read_model()), first);
  put("rules", RULES "\n");
  assert_string_not_equal(ek_model_hash(read_model()), first);
}

/* The model with one file changed, and what is wrong with it then. */
static const char *with(const char *name, const char *text) {
  put_model();
  put(name, text);
  return model_errors();
}

#define assert_with(name, text, expected) assert_string_equal(with(name, text), expected)

static void test_no_model(void **state) {
  (void)state;
  assert_null(read_model());
  assert_errors(":0:0+0 there is no model at '/liten'; a model is a folder with model.yaml, actors.yaml, …\n");
  put("model", HEAD);
  assert_null(read_model());
  assert_errors(":0:0+0 the model folder '/liten' lacks actors.yaml\n"
                ":0:0+0 the model folder '/liten' lacks states.yaml\n");
}

static void test_actors(void **state) {
  (void)state;
  const char *all = with("actors", "society: {}\nperson: {parent: socity}\nfirm: {}\n");
  assert_non_null(strstr(all, "actors.yaml:2:18+6 the parent 'socity' is not an actor above; a parent stands before its children"));
  assert_non_null(strstr(all, "actors.yaml:3:1+4 'firm' would be a second society; give it a parent, or 'outside: yes'"));
  all = with("actors", "person: {outside: yes}\nfirm: {outside: yes}\n");
  assert_non_null(strstr(all, "the model 'liten' has no society: an actor without parent"));
}

static void test_head(void **state) {
  (void)state;
  const char *all = with("model", "name: liten\nversion: '1'\nperson: public\ndisplaced: firma\n"
                                  "default_index: kpj\nfull_work: working\n");
  assert_non_null(strstr(all, "model.yaml:3:9+6 'public' is not an account of this model"));
  assert_non_null(strstr(all, "model.yaml:4:12+5 'firma' is not an account of this model"));
  assert_non_null(strstr(all, "model.yaml:5:16+3 'kpj' is not an index of this model"));
  assert_non_null(strstr(all, "model.yaml:6:12+7 'working' is not a state of this model"));
  all = with("model", "name: liten\nversoin: '1'\n");
  assert_non_null(strstr(all, "unknown key 'versoin'; did you mean 'version'?"));
  assert_non_null(strstr(all, "missing key 'person'"));
}

static void test_indices(void **state) {
  (void)state;
  const char *all = with("indices", "kpi: {values: {2010: 100, 2012: 103, 2013: -1, x: 3}}\nfast: {}\n");
  assert_non_null(strstr(all, "indices.yaml:1:27+4 2011 is expected here; an index has every year from its first to its last"));
  assert_non_null(strstr(all, "indices.yaml:1:44+2 an index level is a number above 0"));
  assert_non_null(strstr(all, "indices.yaml:2:1+4 the index 'fast' has no values"));
}

static void test_discount(void **state) {
  (void)state;
  const char *all = with("discount", "a: {steps: [{rate: 3 %}, {rate: 2 %}]}\nb: {steps: [{years: 3, rate: 3 %}]}\nc: {steps: [{rate: hög}]}\n");
  assert_non_null(strstr(all, "discount.yaml:1:20+3 every step but the last has 'years'"));
  assert_non_null(strstr(all, "discount.yaml:2:30+3 the last step holds for ever; take its 'years' away, or add a step"));
  assert_non_null(strstr(all, "discount.yaml:3:20+3 a rate is a share such as 3.5 %"));
}

static void test_pools(void **state) {
  (void)state;
  assert_with("pools", "p: {shares: {kommun: 60 %, kommunn: 40 %}}\n",
              "liten/pools.yaml:1:28+7 'kommunn' is not an account\n");
}

static void test_parameters(void **state) {
  (void)state;
  const char *all = with("parameters",
      "avgift: {unit: '%', values: {2010-01-01: 1 %, i fjol: 2 %}}\n"
      "besök: {unit: kr, values: {2010-01-01: 1 kr}}\n"
      "a: {unit: kr/mnth, values: {2010-01-01: 1 kr}}\n"
      "b: {unit: kr}\n"
      "c: {unit: kr, index: kpj, values: {2010-01-01: 1 kr}}\n"
      "d: {unit: kr, values: {2010-01-01: 1 kr/year}}\n"
      "g: {unit: '%', table: {file: saknas.csv, key: k, year: y, column: z}}\n");
  assert_non_null(strstr(all, "parameters.yaml:1:47+6 'i fjol' is not a date; write 2013-01-01"));
  assert_non_null(strstr(all, "parameters.yaml:2:1+5 'besök' is a unit; choose another name"));
  assert_non_null(strstr(all, "'kr/mnth' is not a unit; did you mean 'month'?"));
  assert_non_null(strstr(all, "parameters.yaml:4:1+1 'b' has neither values nor a table"));
  assert_non_null(strstr(all, "parameters.yaml:5:22+3 there is no index 'kpj'"));
  assert_non_null(strstr(all, "parameters.yaml:6:36+9 this is kr/year, but kr is asked for"));
  assert_non_null(strstr(all, "parameters.yaml:7:30+10 there is no file '"));
}

static void test_table_columns(void **state) {
  (void)state;
  file_of("liten/t.csv", "kod;sats\n1;2\n");
  assert_with("parameters",
              "avgift: {unit: '%', table: {file: t.csv, key: [kod, namn], year: år, column: sats}}\n"
              "belopp: {unit: kr/year, values: {2010-01-01: 1 kr/year}}\n",
              "liten/parameters.yaml:1:53+4 t.csv has no column 'namn'; its columns: kod, sats\n"
              "liten/parameters.yaml:1:66+2 t.csv has no column 'år'; its columns: kod, sats\n");
}

static void test_rules(void **state) {
  (void)state;
  const char *all = with("rules", "a: {unit: kr}\nb: {unit: kr, value: 1 kr, values: {2010-01-01: 2 kr}}\n"
                                  "c: {unit: kr, args: {x: kr/mnth}, value: 1 kr}\n"
                                  "d: {unit: kr, let: {y: 1 + z}, value: y * 1 kr}\n"
                                  "e: {unit: kr, values: {igår: 1 kr}}\n");
  assert_non_null(strstr(all, "rules.yaml:1:1+1 the rule 'a' needs either value or values"));
  assert_non_null(strstr(all, "rules.yaml:2:1+1 the rule 'b' needs either value or values"));
  assert_non_null(strstr(all, "rules.yaml:3:22+1 'kr/mnth' is not a unit"));
  assert_non_null(strstr(all, "rules.yaml:4:28+1 'z' is not a parameter"));
  assert_non_null(strstr(all, "rules.yaml:5:24+4 'igår' is not a date"));
}

static void test_given_twice(void **state) {
  (void)state;
  put_model();
  put("parameters/extra", "belopp: {unit: kr, values: {2010-01-01: 1 kr}}\n");
  const char *all = model_errors();
  assert_non_null(strstr(all, "'belopp' is given twice in the model's parameters, first at "));
}

/* One run tells of all files. */
static void test_all_errors_in_one_run(void **state) {
  (void)state;
  put_model();
  put("actors", "society: {labl: x}\nperson: {parent: society}\n");
  put("indices", "kpi: [1, 2\n");
  const char *all = model_errors();
  assert_non_null(strstr(all, "actors.yaml:1:11+4 unknown key 'labl'"));
  assert_non_null(strstr(all, "indices.yaml:"));
}

static void test_person(void **state) {
  (void)state;
  put_model();
  put("person", "incomes: {lön: {}}\nlet: {halv: lön / 2}\n"
                "flows: [{name: skatt, from: person, to: kommun, amount: halv * 0.3}]\n");
  put("states", "work: {flows: [{name: pay, from: firm, to: person, amount: 1 kr/month, income: lön}]}\n");
  assert_string_equal(model_errors(), "");
  put("states", "work: {flows: [{name: pay, from: firm, to: person, amount: 1 kr/month, income: lno}]}\n");
  assert_string_equal(model_errors(), "liten/states.yaml:1:80+3 'lno' is not an income in person.yaml; did you mean 'lön'?\n");
}

/* A look into a model does not stumble on what only studies use. */
static void test_open(void **state) {
  (void)state;
  put_model();
  put("person", "flows:\n  - {name: skatt, from: person, to: kommun, amount: nonsens}\n");
  struct ek_model *m = ek_model_open(arena, ek_sprintf(arena, "%s/liten", folder), diags);
  assert_non_null(m);
  assert_int_equal(ek_model_parameter(m, "belopp"), 1);
  assert_int_equal(ek_diags_errors(diags), 0);
  assert_false(ek_model_ready(m));
  assert_non_null(strstr(errors(), "'nonsens' is not a parameter"));
  assert_int_equal(m->default_date, 0);
  put("model", HEAD "default_date: 2012-07\n");
  m = ek_model_open(arena, ek_sprintf(arena, "%s/liten", folder), diags);
  assert_int_equal(m->default_date, 20120701);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_a_whole_model), TEST(test_both_models_of_the_tree), TEST(test_a_room_may_be_a_folder),
      TEST(test_the_hash_follows_the_files), TEST(test_no_model), TEST(test_actors), TEST(test_head),
      TEST(test_indices), TEST(test_discount), TEST(test_pools), TEST(test_parameters),
      TEST(test_table_columns), TEST(test_rules), TEST(test_given_twice),
      TEST(test_all_errors_in_one_run), TEST(test_person), TEST(test_open),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
