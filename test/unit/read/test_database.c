/* SQLite files: what is bound comes back to the bit, and what stands in the way is said once. */
#include "unit/support.h"

#include <float.h>
#include <math.h>

#include "read/database.h"

static struct ek_database *memory(void) {
  struct ek_database *d = ek_database_open(arena, "a bank", EK_DATABASE_MEMORY, diags);
  assert_non_null(d);
  return d;
}

static void test_numbers_to_the_bit(void **state) {
  (void)state;
  static const double values[] = {2.385, 0.1 + 0.2, 0, DBL_MIN / 8, DBL_MAX, INFINITY, -INFINITY, 1234567.0};
  struct ek_database *d = memory();
  assert_true(ek_database_run(d, "CREATE TABLE t (i INTEGER, x REAL)"));
  struct ek_query *in = ek_database_query(d, "INSERT INTO t VALUES (?1, ?2)");
  enum { N = sizeof values / sizeof *values };
  for (int i = 0; i < N; i++) {
    ek_query_bind_int(in, 1, i);
    ek_query_bind_real(in, 2, values[i]);
    assert_true(ek_query_done(in));
  }
  struct ek_query *out = ek_database_query(d, "SELECT x, i FROM t ORDER BY i");
  for (int i = 0; i < N; i++) {
    assert_true(ek_query_step(out));
    double got = ek_query_real(out, 0);
    assert_memory_equal(&got, &values[i], sizeof got);
    assert_int_equal(ek_query_int(out, 1), i);
  }
  assert_false(ek_query_step(out));
  assert_true(ek_database_fine(d));
}

static void test_columns(void **state) {
  (void)state;
  struct ek_query *q = ek_database_query(memory(), "SELECT ?1 AS a, ?2 AS b, ?3, ?4 AS 'å', x'00ff', '12x'");
  ek_query_bind_text(q, 1, "Vägen';--");
  ek_query_bind_text(q, 2, NULL);
  ek_query_bind_real(q, 3, NAN);
  ek_query_bind_int(q, 4, 9007199254740993);
  for (int again = 0; again < 2; again++) { /* what was bound stays */
    assert_true(ek_query_step(q));
    assert_string_equal(ek_query_text(q, 0), "Vägen';--");
    assert_null(ek_query_text(q, 1));
    assert_int_equal(ek_query_kind(q, 1), EK_IS_NULL);
    assert_int_equal(ek_query_kind(q, 2), EK_IS_NULL);
    assert_true(isnan(ek_query_real(q, 2)));
    assert_int_equal(ek_query_kind(q, 3), EK_IS_INT);
    assert_true(ek_query_int(q, 3) == 9007199254740993);
    assert_int_equal(ek_query_kind(q, 4), EK_IS_BYTES);
    assert_int_equal(ek_query_kind(q, 5), EK_IS_TEXT);
    assert_true(isnan(ek_query_real(q, 5)));
    ek_query_reset(q);
  }
}

static void test_a_file_stays(void **state) {
  (void)state;
  const char *path = ek_sprintf(arena, "%s/b.sqlite", folder);
  struct ek_arena *first = ek_arena_new();
  struct ek_database *d = ek_database_open(first, path, EK_DATABASE_WRITE, ek_diags_new(first));
  assert_true(ek_database_begin(d) && ek_database_run(d, "CREATE TABLE t (x); INSERT INTO t VALUES (7)") && ek_database_commit(d));
  ek_arena_free(first);
  d = ek_database_open(arena, path, EK_DATABASE_READ, diags);
  struct ek_query *q = ek_database_query(d, "SELECT x FROM t");
  assert_true(ek_query_step(q));
  assert_int_equal(ek_query_int(q, 0), 7);
  ek_query_reset(q);
  assert_false(ek_database_run(d, "INSERT INTO t VALUES (8)"));
  assert_errors("b.sqlite:0:0+0 no permission to write in the SQLite database\n");
}

/* What failed is told once, and nothing of the transaction is written. */
static void test_failure(void **state) {
  (void)state;
  const char *path = ek_sprintf(arena, "%s/b.sqlite", folder);
  struct ek_database *d = ek_database_open(arena, path, EK_DATABASE_WRITE, diags);
  assert_true(ek_database_run(d, "CREATE TABLE t (x UNIQUE)"));
  assert_true(ek_database_begin(d));
  struct ek_query *q = ek_database_query(d, "INSERT INTO t VALUES (?1)");
  ek_query_bind_int(q, 1, 3);
  assert_true(ek_query_done(q));
  assert_false(ek_query_done(q));
  assert_false(ek_query_step(ek_database_query(d, "SELECT nothing FROM t")));
  assert_false(ek_database_run(d, "nonsense"));
  assert_false(ek_database_commit(d));
  assert_errors("b.sqlite:0:0+0 the SQLite database fails: UNIQUE constraint failed: t.x\n");
  d = ek_database_open(arena, path, EK_DATABASE_READ, diags);
  assert_false(ek_query_step(ek_database_query(d, "SELECT x FROM t")));
  assert_true(ek_database_fine(d));
}

static void test_what_cannot_be_opened(void **state) {
  (void)state;
  file_of("bank.sqlite", "");
  assert_null(ek_database_open(arena, ek_sprintf(arena, "%s/bnak.sqlite", folder), EK_DATABASE_READ, diags));
  assert_null(ek_database_open(arena, ek_sprintf(arena, "%s/bank.sqlite", folder), EK_DATABASE_READ, diags));
  assert_null(ek_database_open(arena, folder, EK_DATABASE_WRITE, diags));
  const char *text = file_of("text.sqlite", "ekusia: 1\ntitle: this is a study and no database, long enough to be looked at as one: at least 100 bytes of it\n");
  assert_null(ek_database_open(arena, text, EK_DATABASE_WRITE, diags));
  assert_null(ek_database_open(arena, ek_sprintf(arena, "%s/none/b.sqlite", folder), EK_DATABASE_WRITE, diags));
  size_t n;
  const struct ek_diag *all = ek_diags_sorted(diags, &n);
  assert_int_equal(n, 5);
  assert_string_equal(all[0].message, "this is a folder, not a file");
  assert_string_equal(all[1].message, "this is not a SQLite database");
  assert_string_equal(all[2].message, "there is no such file");
  assert_non_null(strstr(all[2].hint, "bank.sqlite'?"));
  assert_string_equal(all[3].message, "the SQLite database fails: unable to open database file");
  assert_string_equal(all[4].message, "this is not a SQLite database");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_numbers_to_the_bit), TEST(test_columns), TEST(test_a_file_stays), TEST(test_failure), TEST(test_what_cannot_be_opened)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
