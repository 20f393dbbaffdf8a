/* Parts joined are what one process would have written, byte for byte, and nothing but that is joined. */
#include "fixture.h"

#include "base/file.h"
#include "batch/batch.h"
#include "batch/journal.h"
#include "batch/merge.h"
#include "batch/rows.h"

#define GRID(from) "batch:\n  study: study.yaml\n  dimensions: [{set: andel, from: " from " %, to: 60 %, count: 6}]\n  figures: [result, cost]\n  actors: [payer]\n"
enum { RUNS = 6 };

/* A part as it is written; the last line says how many rows runs have. */
static const char *part_text(const char *grid, size_t part, size_t parts) {
  const struct ek_plan_options options = {.model_folders = models, .seed = -1, .part = part, .parts = parts};
  file_of("study.yaml", STUDY);
  const struct ek_plan *p = ek_plan_make(arena, file_of("grid.yaml", grid), &options, diags);
  struct ek_buffer out = {.arena = arena}, before = {.arena = arena}, behind = {.arena = arena};
  struct ek_shelf *shelf = ek_shelf_new(arena);
  size_t n = parts > 0 ? parts : 1, at = parts > 0 ? part : 1, lines = 0;
  assert_non_null(p);
  ek_rows_begin(p, &out);
  size_t begin = out.size;
  for (size_t run = ek_plan_first(RUNS, at, n); run < ek_plan_first(RUNS, at + 1, n); run++) ek_batch_one(p, run, shelf, arena, &out);
  for (const char *c = ek_buffer_text(&out) + begin; *c != '\0'; c++) lines += *c == '\n';
  ek_rows_end(p, &before, &behind);
  ek_buffer_addf(&out, "%s%zu%s", ek_buffer_text(&before), lines, ek_buffer_text(&behind));
  return ek_buffer_text(&out);
}

static const char *part(const char *name, const char *grid, size_t number, size_t parts) { return file_of(name, part_text(grid, number, parts)); }

static const char *without(const char *text, const char *line) {
  const char *at = strstr(text, line);
  assert_non_null(at);
  return ek_sprintf(arena, "%.*s%s", (int)(at - text), text, strchr(at, '\n') + 1);
}

static bool join(const char *const *paths, size_t n) {
  struct ek_failures failures = {0};
  return ek_merge(arena, paths, n, ek_sprintf(arena, "%s/out.csv", folder), &failures, diags);
}

static void test_any_order(void **state) {
  (void)state;
  const char *whole = part_text(GRID("10"), 0, 0);
  const char *of[] = {part("1.csv", GRID("10"), 1, 4), part("2.csv", GRID("10"), 2, 4), part("3.csv", GRID("10"), 3, 4), part("4.csv", GRID("10"), 4, 4)};
  static const size_t orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}};
  for (size_t i = 0; i < 3; i++) {
    const char *paths[] = {of[orders[i][0]], of[orders[i][1]], of[orders[i][2]], of[orders[i][3]]};
    assert_true(join(paths, 4));
    assert_string_equal(ek_file_read(arena, ek_sprintf(arena, "%s/out.csv", folder), diags)->text, whole);
  }
  assert_fine();
}

static void test_what_is_no_whole(void **state) {
  (void)state;
  const char *a = part("1.csv", GRID("10"), 1, 2), *b = part("2.csv", GRID("10"), 2, 2), *again = part("again.csv", GRID("10"), 2, 2);
  const char *other = part("other.csv", GRID("20"), 2, 2), *text = part_text(GRID("10"), 2, 2);
  const char *short_one = file_of("short.csv", without(text, "\n5,") ), *cut = file_of("cut.csv", ek_strndup(arena, text, strlen(text) - 30));
  assert_false(join((const char *const[]){a, b, again}, 3));
  assert_errors("again.csv:0:0+0 this is part 2, as '/2.csv' is; take one of them away\n");
  assert_false(join((const char *const[]){b}, 1));
  assert_errors(":0:0+0 of 2 parts these are missing: 1; compute them with --shard\n");
  assert_false(join((const char *const[]){a, other}, 2));
  assert_errors("other.csv:0:0+0 this is of another batch than '/1.csv'; join parts of one grid, computed with the same studies, models and program\n");
  assert_false(join((const char *const[]){a, short_one}, 2));
  assert_non_null(strstr(errors(), "its rows are not those that were written"));
  assert_false(join((const char *const[]){a, cut}, 2));
  assert_string_not_equal(errors(), "");
  assert_int_not_equal(access(ek_sprintf(arena, "%s/out.csv", folder), F_OK), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_any_order), TEST(test_what_is_no_whole)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
