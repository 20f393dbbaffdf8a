/* Rows of the index come back as they were, and what is hidden has no number in them. */
#include "unit/comparison/insats.h"
#include "unit/engine/fixture.h"

#include "comparison/bank_index.h"

static const char *index_path(void) { return ek_sprintf(arena, "%s/.ekusia-bank.sqlite", folder); }

static void test_rows(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("A", "unga", "2018", "131 000 kr"));
  struct ek_bank_row row = {.study = "x/a.yaml", .model_name = "generic", .model_place = "/m", .peer = ek_peer_of(arena, "x", r, r)}, back;
  struct ek_list files = {0};
  *(struct ek_bank_file *)ek_list_push(arena, &files, sizeof(struct ek_bank_file)) = (struct ek_bank_file){"x/a.yaml", "0123"};
  struct ek_peer_figure *f = row.peer.figures.items;
  f[0].hidden = true; /* with its number still there */
  struct ek_database *d = ek_bank_index(arena, folder, diags);
  assert_true(ek_bank_index_put(d, &row, &files));
  assert_true(ek_bank_index_get(arena, d, "x/a.yaml", &back));
  back.peer.model = r->model;
  assert_true(ek_bank_index_get_figures(arena, d, "x/a.yaml", EK_BANK_OWN, &back.peer));
  assert_int_equal(back.peer.figures.n, row.peer.figures.n);
  const struct ek_peer_figure *g = back.peer.figures.items;
  assert_true(g[0].hidden && isnan(g[0].value));
  for (size_t i = 1; i < row.peer.figures.n; i++) {
    assert_true(g[i].id == f[i].id && g[i].actor == f[i].actor && g[i].horizon == f[i].horizon && !g[i].hidden);
    if (!isnan(f[i].value)) assert_true(g[i].value == f[i].value);
    else assert_true(isnan(g[i].value));
  }
  assert_string_equal(ek_ground_text(arena, &back.peer.own), ek_ground_text(arena, &row.peer.own));
  assert_int_equal(back.peer.own.n_horizons, 2);
  assert_int_equal(back.peer.own.horizons[1], 60);
  assert_near(back.peer.own.rate, 0.035, 0, 0);
  assert_int_equal(back.peer.start, row.peer.start);
  assert_string_equal(((struct ek_bank_file *)ek_bank_index_files(arena, d, "x/a.yaml").items)->hash, "0123");
  assert_int_equal(ek_bank_index_studies(arena, d).n, 1);
  assert_true(ek_bank_index_forget(d, "x/a.yaml"));
  assert_false(ek_bank_index_get(arena, d, "x/a.yaml", &back));
  assert_false(ek_bank_index_get_figures(arena, d, "x/a.yaml", EK_BANK_OWN, &back.peer));
}

/* One of another version or that is none is made anew. */
static void test_made_anew(void **state) {
  (void)state;
  struct ek_database *d = ek_bank_index(arena, folder, diags);
  assert_true(ek_database_run(d, "INSERT INTO study (study) VALUES ('a')"));
  assert_int_equal(ek_bank_index_studies(arena, ek_bank_index(arena, folder, diags)).n, 1);
  assert_true(ek_database_run(d, "UPDATE made SET version = '0.0.1'"));
  assert_int_equal(ek_bank_index_studies(arena, ek_bank_index(arena, folder, diags)).n, 0);
  file_of(".ekusia-bank.sqlite", "no index at all, but a text that is longer than the hundred bytes with which a SQLite file begins, or so");
  assert_int_equal(ek_bank_index_studies(arena, ek_bank_index(arena, folder, diags)).n, 0);
  assert_int_equal(access(index_path(), F_OK), 0);
  assert_fine();
}

static size_t rows_in(const char *of) { return ek_bank_index_studies(arena, ek_bank_index(arena, of, diags)).n; }

/* As root every folder can be written: what no-one can make a file of is a folder in its place. */
static void test_where_the_folder_cannot_be_written(void **state) {
  (void)state;
  const char *cache = ek_sprintf(arena, "%s/cache", folder), *bank = ek_sprintf(arena, "%s/bank", folder);
  char *of_before = getenv("XDG_CACHE_HOME");
  assert_int_equal(mkdir(bank, 0700), 0);
  assert_int_equal(mkdir(ek_sprintf(arena, "%s/.ekusia-bank.sqlite", bank), 0700), 0);
  setenv("XDG_CACHE_HOME", cache, 1);
  assert_true(ek_database_run(ek_bank_index(arena, bank, diags), "INSERT INTO study (study) VALUES ('a')"));
  assert_int_equal(rows_in(bank), 1); /* kept in the cache */
  setenv("XDG_CACHE_HOME", "/proc/no/such", 1);
  assert_int_equal(rows_in(bank), 0); /* nowhere: made for the run alone */
  assert_true(ek_database_run(ek_bank_index(arena, bank, diags), "INSERT INTO study (study) VALUES ('a')"));
  assert_int_equal(rows_in(bank), 0);
  setenv("XDG_CACHE_HOME", of_before != NULL ? of_before : "", 1);
  assert_fine();
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_rows), TEST(test_made_anew), TEST(test_where_the_folder_cannot_be_written)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
