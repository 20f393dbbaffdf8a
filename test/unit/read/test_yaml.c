/* Tests of lib/read/yaml.c: trees, places, and what a file may not hold. */
#include "read/fixture.h"

#include "read/yaml.h"

static const struct ek_node *read_text(const char *text) {
  return ek_yaml_read(arena, source_of(text), diags);
}

/* Reading `text` gives nothing but these errors. */
static void check_errors(const char *text, const char *expected) {
  assert_null(read_text(text));
  assert_errors(expected);
}

static void check_pos(const struct ek_node *node, int line, int column, int length) {
  assert_int_equal(node->pos.line, line);
  assert_int_equal(node->pos.column, column);
  assert_int_equal(node->pos.length, length);
}

static void test_tree(void **state) {
  (void)state;
  const struct ek_node *root = read_text("titel: Blå \"dörr\"\n"
                                         "lista:\n  - 12 500 kr/month\n  - 'no'\n  - {a: 2.385}\n"
                                         "tom:\n");
  assert_non_null(root);
  assert_int_equal(root->kind, EK_NODE_MAP);
  assert_int_equal(root->n, 3);
  assert_string_equal(root->pairs[0].key->text, "titel");
  assert_string_equal(root->pairs[0].value->text, "Blå \"dörr\"");
  assert_false(root->pairs[0].value->quoted);
  const struct ek_node *list = ek_node_get(root, "lista");
  assert_int_equal(list->kind, EK_NODE_LIST);
  assert_int_equal(list->n, 3);
  assert_string_equal(list->items[1]->text, "no");
  assert_true(list->items[1]->quoted);
  assert_string_equal(ek_node_get(list->items[2], "a")->text, "2.385");
  assert_string_equal(ek_node_get(root, "tom")->text, "");
  assert_null(ek_node_get(root, "saknas"));
  assert_null(ek_node_get(list, "a"));
  assert_null(ek_node_get(NULL, "a"));
}

static void test_places(void **state) {
  (void)state;
  const struct ek_node *root = read_text("åäö: ö  # anm\n"
                                         "b: {\"c\": 'två ord'}\n"
                                         "d: |\n  text\n  mer\n"
                                         "e: plain\n  going on\n"
                                         "f: &x !!str 25 kr\n"
                                         "g:\n");
  check_pos(root, 1, 1, 1);
  check_pos(root->pairs[0].key, 1, 1, 3);
  check_pos(root->pairs[0].value, 1, 6, 1);
  check_pos(root->pairs[1].value, 2, 4, 1);
  check_pos(ek_node_get(root->pairs[1].value, "c"), 2, 10, 9);
  check_pos(root->pairs[2].value, 3, 4, 1);
  check_pos(root->pairs[3].value, 6, 4, 5);
  check_pos(root->pairs[4].value, 8, 13, 5);
  check_pos(root->pairs[5].value, 9, 3, 1);
}

static void test_line_ends_and_bom(void **state) {
  (void)state;
  const struct ek_node *root = read_text("\xEF\xBB\xBF"
                                         "a: å b\r\nb: c\r\n");
  assert_string_equal(ek_node_get(root, "a")->text, "å b");
  check_pos(ek_node_get(root, "a"), 1, 4, 3);
  check_pos(ek_node_get(root, "b"), 2, 4, 1);
}

static void test_aliases(void **state) {
  (void)state;
  const struct ek_node *root = read_text("a: &x {p: 1}\nb: *x\nc: [*x, *x]\n");
  assert_non_null(root);
  assert_string_equal(ek_node_get(ek_node_get(root, "b"), "p")->text, "1");
  check_errors("a: &a [*a]\n",
               "1:4+1 an alias inside this points back to it; write its parts out\n");
  check_errors("a: &a {b: &b {c: *a}}\n",
               "1:4+1 an alias inside this points back to it; write its parts out\n");
}

static void test_bomb(void **state) {
  (void)state;
  struct ek_buffer text = {.arena = arena};
  ek_buffer_add(&text, "a: &a [x,x,x,x,x,x,x,x,x,x]\n");
  for (char c = 'b'; c < 'l'; c++) {
    ek_buffer_addf(&text, "%c: &%c [", c, c);
    for (int i = 0; i < 10; i++)
      ek_buffer_addf(&text, "*%c,", c - 1);
    ek_buffer_add(&text, "]\n");
  }
  check_errors(ek_buffer_text(&text),
               "7:4+1 more than 2000000 values once aliases are written out; use fewer aliases\n");
}

static const char *nested(int depth) {
  struct ek_buffer text = {.arena = arena};
  for (int i = 0; i < depth; i++)
    ek_buffer_add(&text, "[");
  for (int i = 0; i < depth; i++)
    ek_buffer_add(&text, "]");
  return ek_buffer_text(&text);
}

static void test_depth(void **state) {
  (void)state;
  assert_non_null(read_text(nested(EK_YAML_DEPTH)));
  check_errors(nested(EK_YAML_DEPTH + 1), "1:65+1 nested more than 64 levels deep\n");
  check_errors(nested(20000), "1:65+1 nested more than 64 levels deep\n");
  /* Through an alias, too. */
  const char *half = nested(40);
  check_errors(ek_sprintf(arena, "a: &a %s\nb: %.*s*a%s\n", half, 30, half, half + 50),
               "1:4+1 nested more than 64 levels deep\n");
}

static void test_duplicates(void **state) {
  (void)state;
  check_errors("a: 1\nb: 2\na: 3\n'a': 4\n",
               "3:1+1 the key 'a' is given twice, first on line 1; take one of them away\n"
               "4:1+3 the key 'a' is given twice, first on line 1; take one of them away\n");
  check_errors("x: [{y: 1, z: 2, y: 3}]\n",
               "1:18+1 the key 'y' is given twice, first on line 1; take one of them away\n");
}

static void test_many_keys(void **state) {
  (void)state;
  struct ek_buffer text = {.arena = arena};
  for (int i = 0; i < 50000; i++)
    ek_buffer_addf(&text, "namn%d: 1\n", i);
  assert_non_null(read_text(ek_buffer_text(&text)));
  ek_buffer_add(&text, "namn4711: 1\n");
  check_errors(ek_buffer_text(&text), "50001:1+8 the key 'namn4711' is given twice, first on line "
                                      "4712; take one of them away\n");
}

static void test_keys(void **state) {
  (void)state;
  check_errors("base: &b {x: 1}\nt: {<<: *b}\n",
               "2:5+2 merge keys ('<<') are not supported; write the keys out\n");
  assert_non_null(read_text("'<<': 1\n"));
  check_errors("[a]: 1\n", "1:1+1 a key must be a text, not a list; write a plain name before "
                           "':'\n");
  check_errors("? {x: 1}\n: 3\n",
               "1:3+1 a key must be a text, not a map; write a plain name before ':'\n");
}

static void test_tags(void **state) {
  (void)state;
  assert_non_null(read_text("a: !!str 1\nb: !!int 2\nc: !!float 3\nd: !!map {}\ne: !!seq []\n"
                            "f: !!null\ng: !!bool no\nh: ! x\n"));
  check_errors("a: !!python/object:os.system x\n",
               "1:4+1 the tag 'python/object:os.system' is not supported; take the tag away; put a "
               "text that begins with '!' in quotes\n");
  check_errors("a: !egen [x]\n", "1:4+1 the tag '!egen' is not supported; take the tag away; put "
                                 "a text that begins with '!' in quotes\n");
}

static void test_documents(void **state) {
  (void)state;
  assert_non_null(read_text("---\na: 1\n...\n"));
  check_errors("a: 1\n---\nb: 2\n",
               "2:1+3 a second document begins here; take the '---' away, or make it a file of "
               "its own\n");
  check_errors("", "0:0+0 the file is empty\n");
  check_errors("# bara en kommentar\n", "0:0+0 the file is empty\n");
  check_errors("---\n", "0:0+0 the file is empty\n");
}

static void test_control(void **state) {
  (void)state;
  check_errors("a: \"x\\0y\"\n", "1:4+6 a control character (0x00) in a text; delete the escape\n");
  assert_non_null(read_text("a: \"x\\ty\\nz\"\n"));
}

static void test_personnummer(void **state) {
  (void)state;
  check_errors("a: 1\nb: Kalle 850709-9805\nb: \"",
               "0:0+0 a personnummer stands on line 2, column 10; take it away; give each person "
               "a serial number of your own\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_tree),         TEST(test_places),    TEST(test_line_ends_and_bom),
      TEST(test_aliases),      TEST(test_bomb),      TEST(test_depth),
      TEST(test_duplicates),   TEST(test_many_keys), TEST(test_keys),
      TEST(test_tags),         TEST(test_documents), TEST(test_control),
      TEST(test_personnummer),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
