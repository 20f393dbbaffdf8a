/* Grids: axes and their points, runs by number, and what is wrong in a file. */
#include "fixture.h"

#define GRID(text) "batch:\n  study: study.yaml\n" text

static const struct ek_axis *axis_of(const struct ek_plan *p, size_t i) { return &((const struct ek_axis *)p->grid->axes.items)[i]; }

static const char *points(const struct ek_axis *axis) {
  struct ek_buffer out = {.arena = arena};
  for (size_t i = 0; i < axis->n; i++) {
    for (size_t k = 0; k < axis->n_columns; k++) ek_buffer_addf(&out, "%s%s", i + k > 0 ? "|" : "", axis->points[i].cells[k]);
  }
  return ek_buffer_text(&out);
}

static void test_ranges(void **state) {
  (void)state;
  struct ek_plan *p = plan_fine(GRID(
      "  dimensions:\n"
      "    - {set: andel, from: 10 %, to: 20 %, step: 2.5 %}\n"
      "    - {set: lön, from: 20 000 kr/month, to: 18 000 kr/month, count: 3}\n"
      "    - {set: effect.retention, from: 0.7/year, to: 0.9/year, count: 4}\n"
      "    - {set: costs.Kurs.amount, from: 1234 kr, to: 1236 kr, count: 17}\n"
      "    - {set: comparison.deadweight, from: 30 %, to: 90 %, count: 1}\n"));
  assert_string_equal(points(axis_of(p, 0)), "10 %|12.5 %|15 %|17.5 %|20 %");
  assert_string_equal(points(axis_of(p, 1)), "20000 kr/month|19000 kr/month|18000 kr/month");
  assert_string_equal(points(axis_of(p, 2)), "0.7/year|0.766666666667/year|0.833333333333/year|0.9/year");
  assert_non_null(strstr(points(axis_of(p, 3)), "|1234.1250 kr|1234.25 kr|")); /* 1234.125 could be a thousand times as much */
  assert_string_equal(points(axis_of(p, 4)), "30 %");
  assert_int_equal(p->grid->runs, 5 * 3 * 4 * 17);
}

static void test_numbers_are_never_ambiguous(void **state) {
  (void)state;
  assert_string_equal(ek_grid_number(arena, 1.234, 12), "1.2340");
  assert_string_equal(ek_grid_number(arena, 1.2345, 12), "1.2345");
  assert_string_equal(ek_grid_number(arena, -2.385, 12), "-2.3850");
  assert_string_equal(ek_grid_number(arena, 1.5e21, 12), "1.5e+21");
  assert_string_equal(ek_grid_number(arena, 2000000, 12), "2000000");
}

static void test_drawn(void **state) {
  (void)state;
  const char *grid = GRID("  dimensions:\n    - {set: andel, count: 400}\n    - {set: lön, count: 3}\n"
                          "    - {set: kvar, dist: {dist: uniform, low: 70 %/year, high: 90 %/year}, count: 2}\n");
  struct ek_plan *p = plan_fine(grid), *again = plan_fine(grid);
  double sum = 0;
  for (size_t i = 0; i < 400; i++) sum += strtod(axis_of(p, 0)->points[i].cells[0], NULL);
  assert_near(sum / 400, 0.61, 0, 3 * 0.10 / 20); /* its own distribution */
  assert_string_equal(points(axis_of(p, 1)), "17500 kr/month|20875 kr/month|24250 kr/month"); /* its own range */
  assert_non_null(strstr(points(axis_of(p, 2)), "/year"));
  assert_string_equal(points(axis_of(p, 0)), points(axis_of(again, 0)));
  struct ek_plan *other = plan_fine(GRID("  seed: 2\n  dimensions: [{set: andel, count: 400}]\n"));
  assert_string_not_equal(points(axis_of(p, 0)), points(axis_of(other, 0)));
}

static void test_runs_by_number(void **state) {
  (void)state;
  struct ek_plan *p = plan_fine(GRID("  dimensions: [{set: andel, values: [10 %, 20 %, 30 %]}, {set: kvar, values: [80 %/year, 90 %/year]}]\n"));
  assert_int_equal(p->grid->runs, 6);
  assert_int_equal(ek_grid_at(p->grid, 0, 3), 1);
  assert_int_equal(ek_grid_at(p->grid, 1, 3), 1);
  p = plan_fine(GRID("  mode: rows\n  dimensions: [{set: andel, values: [10 %, 20 %, 30 %]}, {set: kvar, values: [80 %/year]}]\n"));
  assert_int_equal(p->grid->runs, 3);
  assert_int_equal(ek_grid_at(p->grid, 0, 2), 2);
  assert_int_equal(ek_grid_at(p->grid, 1, 2), 0);
  p = plan_fine(GRID("  figures: [result]\n"));
  assert_int_equal(p->grid->runs, 1); /* the study as it stands */
}

static void test_rows_of_a_file(void **state) {
  (void)state;
  file_of("rader.csv", "name,andel,costs.Kurs.amount\nett,40 %,\ntvå,,300 000 kr\n");
  struct ek_plan *p = plan_fine(GRID("  dimensions: [{file: rader.csv}]\n"));
  const struct ek_axis *a = axis_of(p, 0);
  assert_int_equal(a->n_columns, 3);
  assert_int_equal(a->points[0].settings.n, 1); /* an empty cell leaves what the study says */
  assert_string_equal(((const struct ek_setting *)a->points[1].settings.items)[0].path, "costs.Kurs.amount");
}

#define WRONG(dimensions, expected) do { assert_null(plan_of(GRID("  dimensions: [" dimensions "]\n"))); assert_errors("grid.yaml:3:" expected "\n"); } while (0)

static void test_wrong_dimensions(void **state) {
  (void)state;
  WRONG("{values: [1 %]}", "16+1 a dimension needs one of 'set', 'file', 'models' and 'changes'; write {set: assumptions.dödvikt, values: [20 %, 30 %]}, or file, models or changes");
  WRONG("{set: andel}", "22+5 nothing says which values 'andel' has; write values: [20 %, 30 %], from, to and count, or dist and count");
  WRONG("{set: andel, values: [1 %], from: 2 %, to: 3 %}", "22+5 'andel' has its values in more ways than one: values, from and to, dist; keep one of them");
  WRONG("{models: [generic], values: [1 %]}", "16+1 this dimension has its values from 'models'; values belong to 'set'");
  WRONG("{set: andel, from: 2 %, count: 3}", "22+5 the range of 'andel' has no 'to'; write from: 40 000 kr/month, to: 60 000 kr/month, count: 5");
  WRONG("{set: andel, from: 2 %, to: 3 kr, count: 3}", "44+4 the range is from 'kr' in '%'; write both in the same unit");
  WRONG("{set: andel, from: 2 %, to: 3 %}", "22+5 the range of 'andel' needs either 'count' or 'step'; write count: 5, how many values there are, or step: 5 000 kr/month");
  WRONG("{set: andel, from: 2 %, to: 3 %, step: 0.3 %}", "55+5 the last value is not reached in steps of this size; the range must be a whole number of steps");
  WRONG("{set: andel, from: 2 %, to: 3 %, step: -1 %}", "55+4 so many steps never come from the first value to the last");
  WRONG("{set: kvar, count: 3}", "22+4 there is no distribution to draw 'kvar' from; write dist: {dist: beta, mean: 30 %, sd: 5 %}");
  WRONG("{set: settings.savings, count: 3}", "22+16 the study does not say 'settings.savings': there is nothing to take its values from; write values, from and to, or dist: {dist: uniform, low: …, high: …}");
  WRONG("{set: andell, values: [1 %]}", "22+6 'andell' cannot be set in any run: there is nothing called 'andell' in the model 'generic' to override; did you mean 'andel'?");
  WRONG("{set: andel, values: [2 kr, 3 kr]}", "22+5 'andel' cannot be set in any run: this is kr, but a bare number is asked for");
  WRONG("{set: andel, values: [1 %]}, {set: andel, values: [2 %]}", "51+5 the output has a column 'andel' already; give the dimension another 'name'");
  WRONG("{set: andel, name: run, values: [1 %]}", "22+5 the output has a column 'run' already; give the dimension another 'name'");
}

static void test_wrong_batches(void **state) {
  (void)state;
  assert_null(plan_of("batch: {dimensions: []}\n"));
  assert_errors("grid.yaml:1:8+1 a batch needs either 'study' or 'studies'; write study: study.yaml\n");
  assert_null(plan_of(GRID("  figures: [reslut, benefit_stage]\n  actors: [kommum]\n")));
  assert_errors("grid.yaml:3:13+6 there is no figure 'reslut'; did you mean 'result'?\n"
                "grid.yaml:3:21+13 'benefit_stage' is by year or stage, which a batch does not tell; ekusia report --format csv has it\n");
  assert_null(plan_of(GRID("  actors: [employerr]\n")));
  assert_errors("grid.yaml:3:12+9 there is no actor 'employerr'; did you mean 'employer'?\n");
  assert_null(plan_of(GRID("  mode: rows\n  dimensions: [{set: andel, values: [1 %, 2 %]}, {set: kvar, values: [1 %/year, 2 %/year, 3 %/year]}]\n")));
  assert_errors("grid.yaml:4:56+4 row by row all dimensions must have as many values: 3 here, 2 before; mode: full takes every combination\n");
  assert_null(plan_of(GRID("  dimensions: [{set: andel, from: 1 %, to: 2 %, count: 100000}, {set: kvar, from: 1 %/year, to: 2 %/year, count: 100000}]\n")));
  assert_errors("grid.yaml:3:71+4 these are more than 1000000000 runs; take fewer values, or mode: rows\n");
  assert_null(plan_of(GRID("  dimensions: [{file: saknas.csv}]\n")));
  assert_errors("grid.yaml:3:23+10 'saknas.csv': there is no such file\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_ranges), TEST(test_numbers_are_never_ambiguous), TEST(test_drawn), TEST(test_runs_by_number),
                                     TEST(test_rows_of_a_file), TEST(test_wrong_dimensions), TEST(test_wrong_batches)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
