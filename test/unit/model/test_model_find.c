/* Looking names up. */
#include "fixture.h"

static void test_names(void **state) {
  (void)state;
  struct ek_model *m = model_of();
  assert_int_equal(ek_model_actor(m, "kommun"), 3);
  assert_int_equal(ek_model_actor(m, "public"), 2);
  assert_int_equal(ek_model_actor(m, "production"), -1);
  assert_int_equal(ek_model_actor(m, NULL), -1);
  assert_int_equal(ek_model_account(m, "kommun"), 3);
  assert_int_equal(ek_model_account(m, "public"), -1); /* a sum, not an account */
  assert_int_equal(ek_model_account(m, "production"), 6);
  assert_int_equal(ek_model_account(m, "resources"), 7);
  assert_int_equal(ek_model_index(m, "fast"), 1);
  assert_int_equal(ek_model_schedule(m, "asek"), -1);
  assert_int_equal(ek_model_pool(m, "p"), -1);
  assert_int_equal(ek_model_item(m, "work", true), 0);
  assert_int_equal(ek_model_item(m, "work", false), -1);
  assert_true(ek_model_parameter(m, "belopp") >= 0);
  assert_int_equal(ek_model_parameter(m, "BELOPP"), -1);
  assert_true(ek_model_rule(m, "steg") >= 0);
}

static void test_tree(void **state) {
  (void)state;
  struct ek_model *m = model_of();
  assert_true(ek_model_below(m, 3, 2));
  assert_true(ek_model_below(m, 3, 0));
  assert_true(ek_model_below(m, 3, 3));
  assert_false(ek_model_below(m, 2, 3));
  assert_false(ek_model_below(m, 5, 0));
}

static void test_labels_and_origins(void **state) {
  (void)state;
  put_model();
  put("sources", "S1: {title: Boken, url: 'https://example.org/', retrieved: 2026-11-01}\n");
  struct ek_model *m = read_model();
  assert_string_equal(ek_model_account_label(m, 0).sv, "Samhället");
  assert_string_equal(ek_model_account_label(m, EK_ACCOUNT_PRODUCTION(m)).sv, "produktion");
  assert_string_equal(ek_model_account_label(m, EK_ACCOUNT_RESOURCES(m)).en, "resources");
  struct ek_origin o = ek_model_origin(m, (struct ek_origin){.text = "S1"});
  assert_string_equal(o.text, "Boken");
  assert_string_equal(o.url, "https://example.org/");
  assert_string_equal(ek_model_origin(m, (struct ek_origin){.text = "egen"}).text, "egen");
  assert_null(ek_model_origin(m, (struct ek_origin){0}).text);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_names), TEST(test_tree), TEST(test_labels_and_origins)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
