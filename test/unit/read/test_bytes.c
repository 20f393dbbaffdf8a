/* Tests of lib/read/bytes.c. */
#include "read/fixture.h"

#include "read/bytes.h"

static void test_pos(void **state) {
  (void)state;
  const struct ek_source *source = source_of("åb\nc\r\n\nd");
  struct ek_pos pos = ek_bytes_pos(source, 2, 4);
  assert_int_equal(pos.line, 1);
  assert_int_equal(pos.column, 2);
  assert_int_equal(pos.length, 4);
  pos = ek_bytes_pos(source, source->size, 1);
  assert_int_equal(pos.line, 4);
  assert_int_equal(pos.column, 2);
}

static void test_bom(void **state) {
  (void)state;
  const struct ek_source *plain = source_of("a"), *marked = source_of("\xEF\xBB\xBF"
                                                                      "a");
  assert_ptr_equal(ek_bytes_without_bom(arena, plain), plain);
  const struct ek_source *rest = ek_bytes_without_bom(arena, marked);
  assert_string_equal(rest->text, "a");
  assert_int_equal(rest->size, 1);
  assert_string_equal(rest->name, "test");
}

static void test_utf16(void **state) {
  (void)state;
  assert_false(ek_bytes_utf16(source_of(""), diags));
  assert_false(ek_bytes_utf16(source_of("ab"), diags));
  assert_false(ek_bytes_utf16(source_bytes("\0\0", 2), diags));
  assert_errors("");
  const char *said = "0:0+0 the file is not UTF-8 but UTF-16; save it as UTF-8\n";
  assert_true(ek_bytes_utf16(source_bytes("\xFE\xFF\0a", 4), diags));
  assert_errors(said);
  assert_true(ek_bytes_utf16(source_bytes("\0a", 2), diags));
  assert_errors(said);
}

static void test_1252(void **state) {
  (void)state;
  const struct ek_source *utf8 = ek_bytes_from_1252(arena, source_of("\xE5\xE4\xF6 \x80 12\x96"
                                                                     "34\xA0kr\xFF"));
  assert_string_equal(utf8->text, "åäö € 12–34\u00A0kr\u00FF");
  assert_int_equal(utf8->size, strlen(utf8->text));
  assert_null(ek_bytes_from_1252(arena, source_of("a\x81")));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_pos), TEST(test_bom), TEST(test_utf16),
                                     TEST(test_1252)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
