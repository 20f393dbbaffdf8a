/* Tests of lib/read/yaml_syntax.c: what is said of a text that is not YAML, and where. */
#include "read/fixture.h"

#include "read/yaml.h"

static void check(const char *text, const char *expected) {
  assert_null(ek_yaml_read(arena, source_of(text), diags));
  assert_errors(expected);
}

static void test_opening_first(void **state) {
  (void)state;
  check("a: 1\ntitle: \"abc\nb: 1\nc: 2\n",
        "2:8+1 this quote is never closed (noticed on line 5); end the text with the same quote "
        "mark; inside '...' an apostrophe is written twice\n");
  check("title: 'd'Or\n'\n\n---\n",
        "1:11+1 a key is expected here; indent it exactly like the keys above; a text that begins "
        "with a quote must end with it\n");
  check("c:\n  - {name: x, amount: 4 kr\n  - {name: y}\n",
        "2:5+1 this '{' is not closed as it should be (noticed on line 3); part the keys with ',' "
        "and end the map with '}'; put a text that holds one of , [ ] { } in quotes\n");
  check("c: [1, 2}\n", "1:4+1 this '[' is not closed as it should be (noticed at column 9); part "
                       "the items with ',' and end the list with ']'\n");
  check("a: x\nnågot\nb: 1\n",
        "2:1+1 a key without ':' (noticed on line 3); write 'key: value'; indent a text of several "
        "lines more than its key\n");
}

static void test_tabs(void **state) {
  (void)state;
  const char *said = "2:1+1 a tab stands where only spaces may indent; indent with spaces\n";
  check("a:\n\tb: 1\n", said);
  check("a: 1\n\tb: 1\n", said);
  check("a:\n\t- x\n", said);
  assert_non_null(ek_yaml_read(arena, source_of("a:\t1\n"), diags));
}

static void test_first_characters(void **state) {
  (void)state;
  check("a: @x\n", "1:4+1 a text cannot begin with '@'; put the text in quotes\n");
  check("a: %x\n", "1:4+1 a text cannot begin with '%'; put the text in quotes\n");
  check("a: *x\n", "1:4+1 this alias has no anchor; put a text that begins with '*' in quotes\n");
  check("a: * x\n", "1:4+1 a text cannot begin with '*'; put the text in quotes\n");
  check("a: &\n", "1:4+1 a text cannot begin with '&'; put the text in quotes\n");
  check("a: *!x\n", "1:4+1 a text cannot begin with '*'; put the text in quotes\n");
}

static void test_anchors(void **state) {
  (void)state;
#define ONLY " the name of an anchor may have only a–z, A–Z, 0–9, _ and -; "
  check("a: *åx\n", "1:4+3" ONLY "write &ax and, where it is used, *ax; put a text that begins with '*' in quotes\n");
  check("a: [1, &Års_Lön-2 {b: 1}]\n", "1:8+10" ONLY "write &ars_Lon-2 and, where it is used, *ars_Lon-2; put a text that begins with '&' in quotes\n");
  check("a: [*é.ж]\n", "1:5+4" ONLY "write &e-- and, where it is used, *e--; put a text that begins with '*' in quotes\n");
  check("a: &lön", "1:4+4" ONLY "write &lon and, where it is used, *lon; put a text that begins with '&' in quotes\n");
  check("a: *Åtgärd* först\n", "1:4+1 a text cannot begin with '*'; put the text in quotes\n");
  check("a: 1\n*lön: 2\n", "2:1+4" ONLY "write &lon and, where it is used, *lon; put a text that begins with '*' in quotes\n");
}

static void test_structure(void **state) {
  (void)state;
  check("title: Foo: bar\n", "1:11+1 this ':' cannot stand here; put a text that holds ': ' in "
                             "quotes, and check the indentation\n");
  check("a:\n  - 1\n  b: 2\n", "3:3+1 a list item is expected here; begin it with '- ', indented "
                               "exactly like the items above\n");
  check("a: - b\n", "1:4+1 this '-' cannot stand here; put the list on lines of its own below its "
                    "key\n");
  check("a: &x 1\nb: &x 2\n", "2:4+1 the same anchor is set twice; give it another name\n");
  check("a: \"\\q\"\n", "1:5+1 an unknown escape after '\\'; write '\\\\' for a backslash, or use "
                        "'...' in place of \"...\"\n");
  check("a: [1,,2]\n", "1:7+1 a value is expected here; write one, or put a text that begins with "
                       "one of , ] } in quotes\n");
  check("%FOO\n---\na: 1\n", "1:5+1 while scanning a directive: found unknown directive name\n");
}

static void test_bytes(void **state) {
  (void)state;
  check("a: å\nb: \"\xE5\xE4\"\n", "2:5+1 byte 0xE5 is not UTF-8; save the file as UTF-8\n");
  check("a: 1\x1B\n", "1:5+1 a control character (byte 0x1B) stands in the text; delete it\n");
  check("a: å\xC2\x80\n", "1:5+1 a control character (byte 0xC2) stands in the text; delete it\n");
  assert_null(ek_yaml_read(arena, source_bytes("a: x\0y\n", 7), diags));
  assert_errors("1:5+1 a control character (byte 0x00) stands in the text; delete it\n");
  assert_null(ek_yaml_read(arena,
                           source_bytes("\xFF\xFE"
                                        "a\0",
                                        4),
                           diags));
  assert_errors("0:0+0 the file is not UTF-8 but UTF-16; save it as UTF-8\n");
  assert_null(ek_yaml_read(arena, source_bytes("a\0:\0", 4), diags));
  assert_errors("0:0+0 the file is not UTF-8 but UTF-16; save it as UTF-8\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_opening_first), TEST(test_tabs),  TEST(test_first_characters),
      TEST(test_anchors), TEST(test_structure),     TEST(test_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
