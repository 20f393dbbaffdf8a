/* A shelf gives the same model again, until something in it was found to be wrong. */
#include "unit/support.h"

#include "model/shelf.h"

static void test_kept(void **state) {
  (void)state;
  struct ek_shelf *shelf = ek_shelf_new(arena);
  struct ek_model *a = ek_shelf_model(shelf, "models/generic", diags), *b = ek_shelf_model(shelf, "models/sverige", diags);
  assert_non_null(a);
  assert_true(a != b);
  ek_shelf_tell(shelf, a, diags);
  assert_ptr_equal(ek_shelf_model(shelf, "models/generic", diags), a);
  assert_fine();
  assert_null(ek_shelf_model(shelf, "models/none", diags));
  assert_errors(":0:0+0 there is no model at 'models/none'; a model is a folder with model.yaml, actors.yaml, …\n");
}

/* Who asks for a broken entry is told, each time; who does not is not. */
static void test_what_is_wrong_is_told_each_time(void **state) {
  (void)state;
  struct ek_shelf *shelf = ek_shelf_new(arena);
  file_of("m/model.yaml", "name: m\nversion: 1\nlabel: m\ndefault_index: kpi\nfull_work: work\nperson: person\n");
  file_of("m/actors.yaml", "society: {}\nperson: {parent: society}\n");
  file_of("m/indices.yaml", "kpi: {values: {2020: 100}}\n");
  file_of("m/states.yaml", "work: {flows: []}\n");
  file_of("m/parameters.yaml", "wrong: {unit: kr/year, values: {2020-01-01: 3 litres}}\n");
  const char *path = ek_sprintf(arena, "%s/m", folder);
  const char *first = NULL;
  for (int i = 0; i < 2; i++) {
    struct ek_model *m = ek_shelf_model(shelf, path, diags);
    if (m == NULL) fail_msg("%s", errors());
    ek_shelf_tell(shelf, m, diags);
    assert_fine();
    ek_model_parameter(m, "wrong");
    ek_shelf_tell(shelf, m, diags);
    const char *told = errors();
    assert_non_null(strstr(told, "m/parameters.yaml:1:"));
    if (first != NULL) assert_string_equal(told, first);
    first = told;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_kept), TEST(test_what_is_wrong_is_told_each_time)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
