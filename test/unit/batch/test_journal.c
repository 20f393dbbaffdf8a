/* A file of rows after a kill: whatever is left of it, what is kept is a whole number of runs in order. */
#include "unit/support.h"

#include "batch/journal.h"

#define HEAD "run,figure,error\n,stamp:id,\n"
#define WHOLE HEAD "3,a,\n3,b,\n4,,\"fel, igen\"\n5,a,\n5,b,\n5,c,\n6,a,\n" ",stamp:rows,,7,\n"
static const struct ek_journal_form form = {.text = HEAD, .size = sizeof HEAD - 1, .first = 2, .end = 6, .before = ",stamp:rows,,", .behind = ",\n"};

/* Cut at every byte, the bytes that are kept are the beginning of the whole, up to where run `next + 1` begins. */
static void test_cut_anywhere(void **state) {
  (void)state;
  static const char *const begins[] = {"3,a", "4,,", "5,a", "6,a"};
  for (size_t cut = form.size; cut < sizeof WHOLE - 1; cut++) {
    char *bytes = ek_strndup(arena, WHOLE, cut);
    struct ek_journal_found found = ek_journal_scan(arena, &form, bytes, cut);
    assert_false(found.whole);
    assert_in_range(found.next, 2, 5);
    assert_in_range(found.size, form.size, cut);
    assert_int_equal(strncmp(WHOLE + found.size, begins[found.next - 2], 3), 0);
    assert_int_equal(found.failures.failed, found.next >= 4);
    size_t lines = 0;
    for (const char *at = WHOLE + form.size; at < WHOLE + found.size; at++) lines += *at == '\n';
    assert_int_equal(found.lines, lines);
  }
  struct ek_journal_found found = ek_journal_scan(arena, &form, WHOLE, sizeof WHOLE - 1);
  assert_true(found.whole);
  assert_int_equal(found.last, 6);
  assert_string_equal(((const struct ek_failure_kind *)found.failures.kinds.items)[0].message, "fel, igen");
}

static void test_not_in_order(void **state) {
  (void)state;
  static const struct { const char *rows; size_t next, last; } of[] = {
      {"", 2, 2}, {"4,a,\n", 2, 2}, {"2,a,\n3,a,\n", 2, 2}, {"3,a,\n5,a,\n", 2, 3}, {"3,a,\n4,a,\n3,b,\n", 3, 4}, {"3,a,\nx,a,\n4,a,\n", 2, 3},
      {"3,a,\n4,a,\n\n5,a,\n", 3, 4}, {"3,a,\n4,a,\n,stamp:rows,,2,\n", 3, 4}};
  for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
    const char *bytes = ek_sprintf(arena, "%s%s", HEAD, of[i].rows);
    struct ek_journal_found found = ek_journal_scan(arena, &form, bytes, strlen(bytes));
    assert_int_equal(found.next, of[i].next);
    assert_int_equal(found.last, of[i].last);
    assert_false(found.whole);
  }
}

static char *read_all(const char *path) {
  FILE *file = fopen(path, "rb");
  char *text = ek_alloc(arena, 4096);
  if (file == NULL) return NULL;
  text[fread(text, 1, 4095, file)] = '\0';
  fclose(file);
  return text;
}

static void test_written_and_gone_on_with(void **state) {
  (void)state;
  const char *path = file_of("out.csv", "");
  remove(path);
  struct ek_journal *j = ek_journal_open(arena, path, &form, false, diags);
  assert_int_equal(j->next, 2);
  assert_true(ek_journal_add(j, "3,a,\n3,b,\n4,,\"fel, igen\"\n5,a,\n", 31, diags));
  assert_null(ek_journal_open(arena, path, &form, false, diags)); /* it is being written */
  assert_errors(ek_sprintf(arena, ":0:0+0 another process is writing '/out.csv.partial'; wait for it, or write to another file with -o\n"));
  ek_journal_close(j);
  assert_null(read_all(path)); /* not before it is whole */
  j = ek_journal_open(arena, path, &form, false, diags);
  assert_int_equal(j->next, 4);
  assert_int_equal(j->failures.failed, 1);
  assert_true(ek_journal_add(j, "5,a,\n5,b,\n5,c,\n6,a,\n", 20, diags));
  assert_true(ek_journal_finish(j, diags));
  assert_string_equal(read_all(path), WHOLE);
  assert_true(ek_journal_open(arena, path, &form, false, diags)->done);
  static const struct ek_journal_form other = {.text = "run,figure,error\n,stamp:id2,\n", .size = 29, .first = 2, .end = 6, .before = "", .behind = ""};
  assert_null(ek_journal_open(arena, path, &other, false, diags));
  assert_errors("out.csv:0:0+0 the file is not of this batch: its id2 is another; write to another file with -o, or begin anew with --restart\n");
  j = ek_journal_open(arena, path, &other, true, diags);
  assert_non_null(j);
  assert_int_equal(j->next, 2);
  ek_journal_close(j);
  assert_string_equal(read_all(path), WHOLE); /* until the other is whole */
  assert_fine();
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_cut_anywhere), TEST(test_not_in_order), TEST(test_written_and_gone_on_with)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
