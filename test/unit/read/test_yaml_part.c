/* Tests of lib/read/yaml_part.c: places inside scalars, however they are written. */
#include "read/fixture.h"

#include "read/yaml.h"

/* In `text`, the place of the first `part` of the value of the key a. */
static void check(const char *text, const char *part, int line, int column, int length) {
  const struct ek_node *node = ek_node_get(ek_yaml_read(arena, source_of(text), diags), "a");
  assert_non_null(node);
  const char *at = strstr(node->text, part);
  assert_non_null(at);
  struct ek_pos pos = ek_node_part(node, (size_t)(at - node->text), strlen(part));
  assert_int_equal(pos.line, line);
  assert_int_equal(pos.column, column);
  assert_int_equal(pos.length, length);
}

static void test_plain(void **state) {
  (void)state;
  check("x: 1\na: 0.4 * handläggare * 12\n", "handläggare", 2, 10, 11);
  check("a: å * ö\n", "ö", 1, 8, 1);
  check("a: &ankare !!str 12 kr/mont\n", "mont", 1, 24, 4);
  check("a: ett\n  två  tre\n\n  fyra\n", "två", 2, 3, 3);
  check("a: ett\n  två  tre\n\n  fyra\n", "fyra", 4, 3, 4);
  check("a: ett två\n  tre\n", "två tre", 1, 8, 3);
  check("a: ett två\r\n  tre\r\n", "tre", 2, 3, 3);
}

static void test_quoted(void **state) {
  (void)state;
  check("a: \"1.234 kr\"\n", "1.234", 1, 5, 5);
  check("a: 'det''s 12 kr'\n", "12", 1, 12, 2);
  check("a: 'x''y'\n", "'", 1, 6, 2);
  check("a: \"\\u00e5\\x41\\n\\\"b\"\n", "b", 1, 19, 1);
  check("a: \"ett \\\n   två\"\n", "två", 2, 4, 3);
  check("a: \"ett\n   två\"\n", "två", 2, 4, 3);
}

static void test_block(void **state) {
  (void)state;
  check("a: |\n  första\n    mer\n  sist\n", "sist", 4, 3, 4);
  check("a: |\n  första\n    mer\n  sist\n", "mer", 3, 5, 3);
  check("a: >-\n  första\n  andra\n\n  sist\n", "andra", 3, 3, 5);
  check("a: >-\n  första\n  andra\n\n  sist\n", "sist", 5, 3, 4);
  check("a: | # anm\n  första\n", "första", 2, 3, 6);
}

/* A text that is not in the file (a fallback) has its place as a whole. */
static void test_elsewhere(void **state) {
  (void)state;
  const struct ek_source *source = source_of("a: 1\nb: 2\n");
  struct ek_node node = {.kind = EK_NODE_SCALAR, .text = "12 kr", .pos = {source, 2, 1, 1}};
  assert_int_equal(ek_node_part(&node, 3, 2).line, 2);
  assert_int_equal(ek_node_part(&node, 3, 2).column, 1);
  node.pos = (struct ek_pos){NULL, 0, 0, 0};
  assert_null(ek_node_part(&node, 3, 2).source);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_plain),
      TEST(test_quoted),
      TEST(test_block),
      TEST(test_elsewhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
