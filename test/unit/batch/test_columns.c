/* Runs as columns of one are the same rows, byte for byte, as each by itself: also where values are 0, 1 or
 * wrong, and for what is no plain number. */
#include "fixture.h"

#include "batch/batch.h"
#include "batch/columns.h"
#include "batch/rows.h"

/* The rows of all runs, together where that can be; *together: of how many. */
static const char *rows_of(const struct ek_plan *p, bool columns, size_t *together) {
  struct ek_buffer out = {.arena = arena};
  struct ek_shelf *shelf = ek_shelf_new(arena);
  size_t runs[EK_COLUMNS], n = p->grid->runs;
  assert_true(n <= EK_COLUMNS);
  for (size_t i = 0; i < n; i++) runs[i] = i;
  const struct ek_axis *axes = p->grid->axes.items;
  for (size_t i = 0; i < p->grid->axes.n; i++) columns &= axes[i].numbers || axes[i].n == 1; /* else they are not asked for together */
  const struct ek_result *r = columns ? ek_columns_run(p, runs, n, shelf, arena) : NULL;
  *together = r != NULL ? n : 0;
  for (size_t i = 0; i < n; i++) {
    if (r != NULL) ek_rows_add(p, i, r, i, NULL, &out);
    else ek_batch_one(p, i, shelf, arena, &out);
  }
  return ek_buffer_text(&out);
}

/* The first line that differs is what is told. */
static void assert_same_rows(const char *a, const char *b) {
  while (*a != '\0' && *b != '\0') {
    size_t n = strcspn(a, "\n"), m = strcspn(b, "\n");
    assert_string_equal(ek_strndup(arena, a, n), ek_strndup(arena, b, m));
    a += n + 1;
    b += m + 1;
  }
  assert_int_equal(*a, *b);
}

static void assert_same(const char *dimensions, bool can) {
  size_t together, alone;
  const struct ek_plan *p = plan_fine(ek_sprintf(arena, "batch:\n  study: study.yaml\n  dimensions: [%s]\n", dimensions));
  const char *a = rows_of(p, true, &together), *b = rows_of(p, false, &alone);
  assert_same_rows(a, b);
  assert_int_equal(together > 0, can);
}

static void test_values_of_all_kinds(void **state) {
  (void)state;
  assert_same("{set: andel, values: [0 %, 2.3850 %, 50 %, 100 %]}, {set: comparison.deadweight, values: [0 %, 30 %, 100 %]}", true);
  assert_same("{set: lön, from: 17 000 kr/month, to: 30 000 kr/month, count: 7}, {set: kvar, values: [0 %/year, 80 %/year, 100 %/year]}", true);
  assert_same("{set: costs.Kurs.amount, values: [0 kr, 285 000 kr, 1e9 kr]}, {set: 'costs[2].amount', values: [0 kr/month, 3 kr/month]}", true);
  assert_same("{set: settings.discount.rate, values: [0 %, 3.85 %, -2 %]}, {set: 'participants.cases[1].weight', values: [1, 12.5]}", true);
  assert_same("{set: 'participants.cases[1].after.services.session', values: [0/year, 3/year]}, {set: 'participants.cases[1].after.inputs.price', values: [0 kr/session, 385 kr/session]}", true);
}

static void test_what_goes_alone(void **state) {
  (void)state;
  assert_same("{set: andel, values: [20 %, 0.2]}, {set: lön, values: [20 000 kr/month, 240 000 kr/year]}", true);
  assert_same("{set: andel, values: [20 %, 2 * 20 %]}", false);               /* a formula */
  assert_same("{set: andel, values: [20 %, 120 %]}", false);                  /* one is wrong */
  assert_same("{set: andel, values: [20 %, 3 kr]}", false);
  assert_same("{set: settings.price_year, values: [2018, 2019]}", false);     /* no quantity */
  assert_same("{set: andel, values: [20 %]}, {set: andel, name: igen, values: [30 %, 40 %]}", false);
}

static void test_cohorts(void **state) {
  (void)state;
  char *here = realpath("examples/vagval/study.yaml", NULL);
  assert_non_null(here);
  size_t together, alone;
  const struct ek_plan *p = plan_fine(ek_sprintf(arena, "batch:\n  study: %s\n  dimensions: [{set: sjukpenning_månad, values: [0 %%, 0.6 %%, 3 %%]}, {set: varar_kvar, values: [0 %%, 80 %%, 100 %%]},"
                                                        " {set: effekt_vägledning, values: [1, 1.3850]}]\n", here));
  free(here);
  const char *a = rows_of(p, true, &together), *b = rows_of(p, false, &alone);
  assert_int_equal(together, 18);
  assert_same_rows(a, b);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_values_of_all_kinds), TEST(test_what_goes_alone), TEST(test_cohorts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
