/* Tests of lib/base/diag.c and diag_show.c. */
#include "near.h"

#include <locale.h>
#include <string.h>

#include "base/diag.h"
#include "base/text.h"

static struct ek_arena *arena;
static struct ek_diags *diags;

static int setup(void **state) {
  (void)state;
  setlocale(LC_CTYPE, "C.UTF-8");
  arena = ek_arena_new();
  diags = ek_diags_new(arena);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  ek_arena_free(arena);
  return 0;
}

static const struct ek_source *source(const char *name, const char *text) {
  struct ek_source *s = ek_alloc(arena, sizeof *s);
  *s = (struct ek_source){name, text, strlen(text)};
  return s;
}

static struct ek_pos at(const struct ek_source *s, int line, int column, int length) {
  return (struct ek_pos){s, line, column, length};
}

static const char *text(bool colour) {
  struct ek_buffer out = {.arena = arena};
  ek_diags_text(diags, &out, colour);
  return ek_buffer_text(&out);
}

static const char *json(void) {
  struct ek_buffer out = {.arena = arena};
  ek_diags_json(diags, &out);
  return ek_buffer_text(&out);
}

static void test_nothing(void **state) {
  (void)state;
  size_t n = 9;
  ek_diags_sorted(diags, &n);
  assert_int_equal(n, 0);
  assert_string_equal(text(false), "");
  assert_string_equal(json(), "[]\n");
}

static void test_caret(void **state) {
  (void)state;
  const struct ek_source *s = source("study.yaml", "costs:\n  - kostnad: 52 000 kr\r\nlast");
  assert_false(
      ek_error(diags, at(s, 2, 5, 7), "did you mean 'cost'?", "unknown key '%s'", "kostnad"));
  assert_false(ek_warning(diags, at(s, 3, 5, 0), NULL, "the file ends here"));
  assert_string_equal(text(false),
                      "study.yaml:2:5: error: unknown key 'kostnad'; did you mean 'cost'?\n"
                      "    2 |   - kostnad: 52 000 kr\n"
                      "      |     ^~~~~~~\n"
                      "study.yaml:3:5: warning: the file ends here\n"
                      "    3 | last\n"
                      "      |     ^\n"
                      "1 error, 1 warning in study.yaml\n");
}

static void test_note(void **state) {
  (void)state;
  const struct ek_source *s = source("study.yaml", "a: dv"), *option = source("--set dv", "40");
  assert_false(ek_error_noted(diags, at(option, 1, 1, 2), (struct ek_diag_note){at(s, 1, 4, 2), "used\nhere"}, "h", "dv is %d", 40));
  assert_string_equal(text(false),
                      "--set dv:1:1: error: dv is 40; h\n"
                      "    1 | 40\n"
                      "      | ^~\n"
                      "study.yaml:1:4: note: used here\n"
                      "    1 | a: dv\n"
                      "      |    ^~\n"
                      "1 error in --set dv\n");
  assert_string_equal(json(),
                      "[\n"
                      "  {\"severity\": \"error\", \"file\": \"--set dv\", \"line\": 1, \"column\": 1, \"length\": 2, \"message\": \"dv is 40\", "
                      "\"hint\": \"h\", \"note\": {\"file\": \"study.yaml\", \"line\": 1, \"column\": 4, \"length\": 2, \"message\": \"used here\"}}\n"
                      "]\n");
}

static void test_without_place(void **state) {
  (void)state;
  const struct ek_source *s = source("study.yaml", "a: 1\n");
  ek_error(diags, at(s, 0, 0, 0), "add one", "no title");
  ek_error(diags, (struct ek_pos){0}, NULL, "no such option");
  ek_error(diags, at(s, 7, 2, 1), NULL, "past the end");
  ek_error(diags, at(s, 2, 0, 1), NULL, "on the empty last line");
  assert_string_equal(text(false), "ekusia: error: no such option\n"
                                   "study.yaml: error: no title; add one\n"
                                   "study.yaml:2:1: error: on the empty last line\n"
                                   "    2 | \n"
                                   "      | ^\n"
                                   "study.yaml:7:2: error: past the end\n"
                                   "3 errors in study.yaml\n");
}

static void test_wide_and_combining(void **state) {
  (void)state;
  const struct ek_source *s = source("a", "日本e\u0301: x\n\tb\001c\xFF"
                                          "d: x");
  ek_error(diags, at(s, 1, 7, 1), NULL, "here");
  ek_error(diags, at(s, 1, 1, 4), NULL, "all of it");
  ek_error(diags, at(s, 2, 6, 1), NULL, "there");
  assert_string_equal(text(false), "a:1:1: error: all of it\n"
                                   "    1 | 日本e\u0301: x\n"
                                   "      | ^~~~~\n"
                                   "a:1:7: error: here\n"
                                   "    1 | 日本e\u0301: x\n"
                                   "      |        ^\n"
                                   "a:2:6: error: there\n"
                                   "    2 | →b?c?d: x\n"
                                   "      |      ^\n"
                                   "3 errors in a\n");
}

/* The excerpt of a line of `width` letters, with x where the caret shall point. */
static const char *excerpt(int width, int column, int length) {
  char *line = ek_alloc(arena, (size_t)width + 1);
  memset(line, '.', (size_t)width);
  line[column - 1] = 'x';
  ek_error(diags, at(source("a", line), 1, column, length), NULL, "m");
  const char *found = strchr(text(false), '\n');
  return found + 1;
}

/* The caret stands under the x, and no line is wider than 8 + 100 columns. */
static void check_cut(int width, int column, bool before, bool after) {
  setup(NULL);
  const char *line = excerpt(width, column, 500);
  const char *under = strchr(line, '\n') + 1, *end = strchr(under, '\n');
  int x = (int)(strchr(line, 'x') - line) - (before ? 2 : 0); /* … has three bytes */
  assert_int_equal(strchr(under, '^') - under, x);
  assert_true(end - under <= 108 && under - line - 1 <= 108 + 2 * 2);
  assert_int_equal(strncmp(line + 8, "…", 3) == 0, before);
  assert_int_equal(strncmp(under - 4, "…", 3) == 0, after);
  teardown(NULL);
}

static void test_long_lines_are_cut(void **state) {
  (void)state;
  check_cut(100, 50, false, false);
  check_cut(101, 1, false, true);
  check_cut(101, 101, true, false);
  check_cut(1000, 20, false, true);
  check_cut(1000, 500, true, true);
  check_cut(1000, 1000, true, false);
  check_cut(1000, 990, true, false);
  check_cut(3000000, 1500000, true, true);
  check_cut(3000000, 3000000, true, false);
}

/* The window round the caret begins between two characters, not within one. */
static void test_long_line_of_two_byte_letters(void **state) {
  (void)state;
  struct ek_buffer line = {.arena = arena};
  for (int i = 0; i < 401; i++)
    ek_buffer_add(&line, i == 300 ? "x" : "å");
  ek_error(diags, at(source("a", line.text), 1, 301, 1), NULL, "m");
  const char *out = text(false);
  assert_null(strchr(out, '?'));
  const char *start = strchr(out, '\n') + 1, *under = strchr(start, '\n') + 1;
  size_t columns = ek_utf8_length(start, (size_t)(strchr(start, 'x') - start));
  assert_int_equal(strchr(under, '^') - under, columns);
}

static void test_sorted_and_once(void **state) {
  (void)state;
  const struct ek_source *a = source("a", "1\n2\n"), *b = source("b", "1\n");
  ek_error(diags, at(b, 1, 1, 1), NULL, "in b");
  ek_warning(diags, at(a, 2, 1, 1), NULL, "warning");
  ek_error(diags, at(a, 2, 1, 1), NULL, "second");
  ek_error(diags, at(a, 2, 1, 1), NULL, "first by arrival is second");
  ek_error(diags, at(a, 2, 1, 1), NULL, "second");
  ek_error(diags, at(a, 2, 1, 1), "with a hint", "second");
  ek_error(diags, at(a, 1, 9, 1), NULL, "earlier line");
  ek_error(diags, (struct ek_pos){0}, NULL, "no file");
  assert_int_equal(ek_diags_errors(diags), 6);
  assert_int_equal(ek_diags_warnings(diags), 1);
  size_t n;
  const struct ek_diag *sorted = ek_diags_sorted(diags, &n);
  static const char *const order[] = {
      "no file", "earlier line", "second", "first by arrival is second",
      "second",  "warning",      "in b"};
  assert_int_equal(n, 7);
  for (size_t i = 0; i < n; i++)
    assert_string_equal(sorted[i].message, order[i]);
  ek_error(diags, at(a, 1, 1, 1), NULL, "one more");
  assert_string_equal(ek_diags_sorted(diags, &n)[1].message, "one more");
  assert_int_equal(n, 8);
}

static size_t count(const char *in, const char *what) {
  size_t n = 0;
  for (; (in = strstr(in, what)) != NULL; in++)
    n++;
  return n;
}

static void test_at_most_twenty_are_shown(void **state) {
  (void)state;
  const struct ek_source *a = source("a", "x"), *b = source("b", "x");
  for (int i = 0; i < 25; i++)
    ek_error(diags, at(a, 1, 1, 1), NULL, "number %d", i);
  for (int i = 0; i < 21; i++)
    ek_warning(diags, at(a, 1, 1, 1), NULL, "number %d", i);
  for (int i = 0; i < 20; i++)
    ek_error(diags, at(b, 1, 1, 1), NULL, "number %d", i);
  const char *out = text(false);
  assert_int_equal(count(out, "a:1:1: error:"), 20);
  assert_int_equal(count(out, "a:1:1: warning:"), 20);
  assert_int_equal(count(out, "b:1:1: error:"), 20);
  assert_int_equal(count(out, "and 5 more errors\nand 1 more warning\nb:1:1"), 1);
  assert_int_equal(count(out, "25 errors, 21 warnings in a\n20 errors in b\n"), 1);
  assert_int_equal(count(json(), "\"severity\""), 66);
}

static void test_a_hundred_thousand_errors(void **state) {
  (void)state;
  const struct ek_source *a = source("a", "x");
  for (int i = 0; i < 200000; i++)
    ek_error(diags, at(a, i % 100000 + 1, 1, 1), NULL, "wrong");
  assert_int_equal(ek_diags_errors(diags), 100000);
}

static void test_colour(void **state) {
  (void)state;
  ek_error(diags, at(source("a", "xyz"), 1, 2, 2), NULL, "m");
  assert_string_equal(text(true), "\033[1ma:1:2: \033[1;31merror:\033[0m m\n"
                                  "    1 | xyz\n"
                                  "      |  \033[1;32m^~\033[0m\n"
                                  "1 error in a\n");
}

static void test_messages_are_harmless(void **state) {
  (void)state;
  ek_warning(diags, at(source("a\033[2J", ""), 0, 0, 0), "h\ni", "a\033]0;b\xFF");
  assert_string_equal(text(false), "a?[2J: warning: a?]0;b?; h i\n1 warning in a?[2J\n");
}

static void test_json(void **state) {
  (void)state;
  ek_error(diags, at(source("a\"\\\n\xFF", "x"), 3, 4, 5), "\"h\"", "å\x7F");
  ek_warning(diags, (struct ek_pos){0}, NULL, "m");
  assert_string_equal(
      json(), "[\n"
              "  {\"severity\": \"warning\", \"file\": null, \"line\": 0, \"column\": 0, "
              "\"length\": 0, \"message\": \"m\", \"hint\": null},\n"
              "  {\"severity\": \"error\", \"file\": \"a\\\"\\\\\\u000a\\ufffd\", \"line\": 3, "
              "\"column\": 4, \"length\": 5, \"message\": \"å?\", \"hint\": \"\\\"h\\\"\"}\n"
              "]\n");
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_nothing),
      TEST(test_caret),
      TEST(test_note),
      TEST(test_without_place),
      TEST(test_wide_and_combining),
      TEST(test_long_line_of_two_byte_letters),
      TEST(test_sorted_and_once),
      TEST(test_at_most_twenty_are_shown),
      TEST(test_a_hundred_thousand_errors),
      TEST(test_colour),
      TEST(test_messages_are_harmless),
      TEST(test_json),
      cmocka_unit_test(test_long_lines_are_cut),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
