/* What is too much is told at what asks for it, before it is taken. */
#include "cohort.h"

#include "engine/room.h"

#define TEXT                                                                                       \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                          \
  "settings: {price_year: 2020, start: 2020-01, horizons: [1 year], discount: none}\n"            \
  "outcomes:\n  cycle: 1 month\n  initial: {a: 5}\n  states: {a: {states: {}}, b: {states: {}}}\n" \
  "  alternatives:\n    utan: {reference: yes, matrix: {a: {b: 10 %, a: rest}}}\n    med: {based_on: utan}\n"
#define MB 1048576.0

static void test_left(void **state) {
  (void)state;
  struct ek_runner *r = run(TEXT)->runner;
  double held = (double)ek_arena_held(r->arena);
  assert_true(held > 0 && held < 100 * MB);
  assert_true(ek_room_left(r, EK_ROOM_MEANS * MB - held));
  assert_false(ek_room_left(r, EK_ROOM_MEANS * MB - held + 4096));
  struct ek_runner many = *r;
  many.draws = 2;
  assert_true(ek_room_left(&many, EK_ROOM_DRAWS * MB - held));
  assert_false(ek_room_left(&many, EK_ROOM_DRAWS * MB - held + 4096));
}

static void test_told(void **state) {
  (void)state;
  struct ek_runner r = *run(TEXT)->runner;
  r.diags = ek_diags_new(arena);
  assert_true(ek_room_walk(&r, MB));
  assert_false(r.crowded);
  assert_int_equal(ek_diags_errors(r.diags), 0);
  assert_false(ek_room_walk(&r, 1e12));
  assert_true(r.crowded);
  assert_int_equal(ek_diags_errors(r.diags), 1);
  size_t n;
  const struct ek_diag *all = ek_diags_sorted(r.diags, &n);
  assert_non_null(strstr(all[0].message, "1 month"));
  assert_int_equal(all[0].pos.line, 6);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_left), TEST(test_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
