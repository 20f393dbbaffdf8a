/* What a run is: its points, its study, its part of the whole, and what the batch came from. */
#include "fixture.h"

#define GRID(text) "batch:\n  study: study.yaml\n" text

/* Every run is in one part, in order, and no part has two runs more than another. */
static void test_parts(void **state) {
  (void)state;
  static const size_t sizes[] = {0, 1, 2, 7, 23, 24, 25, 1000000000};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    for (size_t parts = 1; parts <= 24; parts++) {
      size_t least = SIZE_MAX, most = 0;
      assert_int_equal(ek_plan_first(sizes[i], 1, parts), 0);
      assert_int_equal(ek_plan_first(sizes[i], parts + 1, parts), sizes[i]);
      for (size_t part = 1; part <= parts; part++) {
        size_t n = ek_plan_first(sizes[i], part + 1, parts) - ek_plan_first(sizes[i], part, parts);
        if (n < least) least = n;
        if (n > most) most = n;
      }
      assert_true(most - least <= 1);
    }
  }
}

static const char *text_of(const struct ek_quantity *q) { return q->value->text; }
static const char *cell(const struct ek_plan *p, size_t axis, size_t run) { return ek_plan_point(p, axis, run)->cells[0]; }

/* The last dimension changes fastest, and a run's study is the one that its points make. */
static void test_studies_of_runs(void **state) {
  (void)state;
  struct ek_plan *p = plan_fine(GRID("  dimensions: [{set: andel, values: [20 %, 30 %]}, {set: comparison.deadweight, values: [10 %, 25 %, 40 %]}]\n"));
  static const char *const andel[] = {"20 %", "20 %", "20 %", "30 %", "30 %", "30 %"}, *const deadweight[] = {"10 %", "25 %", "40 %", "10 %", "25 %", "40 %"};
  struct ek_shelf *shelf = ek_shelf_new(arena);
  assert_int_equal(p->grid->runs, 6);
  for (size_t run = 0; run < 6; run++) {
    assert_string_equal(cell(p, 0, run), andel[run]);
    assert_string_equal(cell(p, 1, run), deadweight[run]);
    const struct ek_study *study = ek_plan_study(p, arena, run, shelf, diags);
    assert_non_null(study);
    assert_int_equal(study->set.n, 2);
    assert_string_equal(text_of(study->assumptions[1]), andel[run]);
    assert_string_equal(text_of(study->correction[EK_DEADWEIGHT]), deadweight[run]);
  }
  assert_fine();
}

static const char *stamped(const struct ek_plan *p, const char *key) {
  const struct ek_batch_stamp *s = p->stamp.items;
  for (size_t i = 0; i < p->stamp.n; i++) if (strcmp(s[i].key, key) == 0) return s[i].text;
  return "";
}

/* The same files are the same batch; another value, other draws or another study are another. */
static void test_which_batch(void **state) {
  (void)state;
  static const char *const grid = GRID("  dimensions: [{set: andel, values: [20 %, 30 %]}]\n");
  const char *id = stamped(plan_fine(grid), "id");
  assert_int_equal(strlen(id), 64);
  assert_string_equal(stamped(plan_fine(grid), "id"), id);
  assert_string_not_equal(stamped(plan_fine(GRID("  dimensions: [{set: andel, values: [20 %, 31 %]}]\n")), "id"), id);
  const struct ek_plan_options drawn = {.model_folders = models, .draws = 30, .seed = -1}, part = {.model_folders = models, .seed = -1, .part = 2, .parts = 3};
  const char *path = file_of("grid.yaml", grid);
  assert_string_not_equal(stamped(ek_plan_make(arena, path, &drawn, diags), "id"), id);
  const struct ek_plan *p = ek_plan_make(arena, path, &part, diags);
  assert_string_equal(stamped(p, "id"), id);
  assert_string_equal(stamped(p, "part"), "2/3");
  file_of("study.yaml", STUDY "organisation: En annan\n");
  assert_string_not_equal(stamped(ek_plan_make(arena, path, &(struct ek_plan_options){.model_folders = models, .seed = -1}, diags), "id"), id);
  assert_fine();
}

/* What does not hold for one run is that run's; what holds for none is the grid's. */
static void test_what_is_wrong(void **state) {
  (void)state;
  struct ek_plan *p = plan_fine(GRID("  dimensions: [{set: comparison.deadweight, values: [20 %, 120 %]}]\n"));
  struct ek_shelf *shelf = ek_shelf_new(arena);
  assert_non_null(ek_plan_study(p, arena, 0, shelf, diags));
  assert_fine();
  assert_null(ek_plan_study(p, arena, 1, shelf, diags));
  assert_string_not_equal(errors(), "");
  assert_null(plan_of(GRID("  dimensions: [{set: andle, values: [20 %]}]\n  actors: [payr]\n")));
  const char *told = errors();
  assert_non_null(strstr(told, "'andle' cannot be set in any run"));
  assert_non_null(strstr(told, "there is no actor 'payr'; did you mean 'payer'?"));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_parts), TEST(test_studies_of_runs), TEST(test_which_batch), TEST(test_what_is_wrong)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
