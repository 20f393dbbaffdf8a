/* Tests of lib/read/schema.c. A JSON text is also YAML, so that what is written can be read
 * back as a tree and looked at. */
#include "read/fixture.h"

#include <math.h>

#include "read/bind.h"
#include "read/schema.h"

static const char *const choices[] = {"plus", "minus", NULL};
static const struct ek_record tree_record;
static const struct ek_field leaf_fields[] = {{.key = "a", .kind = EK_TEXT}, {.key = NULL}};
/* Another record of the same name. */
static const struct ek_record leaf_record = {"tree",       1,   leaf_fields, EK_NO_OFFSET,
                                             EK_NO_OFFSET, NULL};
static const struct ek_field tree_fields[] = {
    {.key = "text", .kind = EK_TEXT, .flags = EK_REQUIRED, .help = "Säg \"hej\"\\ nu."},
    {.key = "name", .kind = EK_NAME},
    {.key = "flag", .kind = EK_BOOL, .fallback = "no"},
    {.key = "number", .kind = EK_INT, .min = 1, .max = INFINITY, .fallback = "3"},
    {.key = "month", .kind = EK_MONTH},
    {.key = "day", .kind = EK_DAY},
    {.key = "months", .kind = EK_MONTHS},
    {.key = "choice", .kind = EK_ENUM, .choices = choices, .flags = EK_REQUIRED},
    {.key = "value", .kind = EK_VALUE, .unit = "kr/month | %"},
    {.key = "label", .kind = EK_LABEL},
    {.key = "source", .kind = EK_ORIGIN},
    {.key = "part", .kind = EK_RECORD, .record = &leaf_record},
    {.key = "parts", .kind = EK_RECORDS, .record = &tree_record, .flags = EK_POSITIVE},
    {.key = "map", .kind = EK_RECORD_MAP, .record = &leaf_record},
    {.key = "names", .kind = EK_NAMES, .flags = EK_POSITIVE},
    {.key = "values", .kind = EK_VALUES},
    {.key = "value_map", .kind = EK_VALUE_MAP},
    {.key = "text_map", .kind = EK_TEXT_MAP},
    {.key = "ints", .kind = EK_INTS, .fallback = "[1, 2]"},
    {.key = "durations", .kind = EK_DURATIONS, .fallback = "[1 year, 5 years]"},
    {.key = "secret", .kind = EK_TEXT, .flags = EK_HIDDEN},
    {.key = NULL}};
static const struct ek_record tree_record = {"tree",       1,        tree_fields, EK_NO_OFFSET,
                                             EK_NO_OFFSET, "A tree."};

static const struct ek_node *schema(void) {
  struct ek_buffer out = {.arena = arena};
  ek_schema_json(&tree_record, "Träd \"x\"", &out);
  const struct ek_node *root = ek_yaml_read(arena, source_of(ek_buffer_text(&out)), diags);
  if (!root)
    fail_msg("%s", errors());
  return root;
}

/* The node that the keys, ended by NULL, lead to. */
static const struct ek_node *at(const struct ek_node *node, const char *const *keys) {
  for (; *keys; keys++) {
    node = ek_node_get(node, *keys);
    if (!node)
      fail_msg("no key '%s'", *keys);
  }
  return node;
}
#define AT(node, ...) at(node, (const char *const[]){__VA_ARGS__, NULL})
#define PROPERTY(...) AT(schema(), "$defs", "tree", "properties", __VA_ARGS__)

static void test_frame(void **state) {
  (void)state;
  const struct ek_node *root = schema();
  assert_string_equal(AT(root, "$schema")->text, "https://json-schema.org/draft/2020-12/schema");
  assert_string_equal(AT(root, "title")->text, "Träd \"x\"");
  assert_string_equal(AT(root, "$ref")->text, "#/$defs/tree");
  const struct ek_node *tree = AT(root, "$defs", "tree");
  assert_string_equal(AT(tree, "description")->text, "A tree.");
  assert_string_equal(AT(tree, "additionalProperties")->text, "false");
  assert_int_equal(AT(tree, "required")->n, 2);
  assert_string_equal(AT(tree, "required")->items[1]->text, "choice");
  assert_int_equal(AT(tree, "properties")->n, 20); /* not the hidden one */
  assert_null(ek_node_get(AT(root, "$defs", "tree-2"), "required"));
}

static void test_plain_kinds(void **state) {
  (void)state;
  assert_string_equal(PROPERTY("text", "description")->text, "Säg \"hej\"\\ nu.");
  assert_string_equal(PROPERTY("flag", "default")->text, "no");
  assert_string_equal(PROPERTY("number", "minimum")->text, "1");
  assert_null(ek_node_get(PROPERTY("number"), "maximum"));
  assert_false(PROPERTY("number", "default")->quoted);
  assert_string_equal(PROPERTY("month", "pattern")->text, "^[0-9]{4}-[0-9]{2}(-01)?$");
  assert_int_equal(PROPERTY("day", "type")->n, 2);
  assert_int_equal(PROPERTY("choice", "enum")->n, 2);
  const struct ek_node *value = PROPERTY("value", "anyOf");
  assert_string_equal(AT(value->items[0], "examples")->items[0]->text, "12 500 kr/month");
  assert_string_equal(AT(value->items[0], "examples")->items[1]->text, "35 %");
  assert_string_equal(AT(value->items[1], "$ref")->text, "#/$defs/value");
  assert_string_equal(AT(PROPERTY("label", "anyOf")->items[1], "$ref")->text, "#/$defs/label");
  assert_string_equal(AT(PROPERTY("source", "anyOf")->items[1], "$ref")->text, "#/$defs/source");
}

static void test_lists_and_maps(void **state) {
  (void)state;
  assert_string_equal(PROPERTY("part", "$ref")->text, "#/$defs/tree-2");
  assert_string_equal(PROPERTY("parts", "items", "$ref")->text, "#/$defs/tree");
  assert_string_equal(PROPERTY("parts", "minItems")->text, "1");
  assert_string_equal(PROPERTY("map", "additionalProperties", "$ref")->text, "#/$defs/tree-2");
  assert_string_equal(AT(PROPERTY("names", "anyOf")->items[1], "minItems")->text, "1");
  assert_int_equal(PROPERTY("values", "items", "anyOf")->n, 2);
  assert_int_equal(PROPERTY("value_map", "additionalProperties", "anyOf")->n, 2);
  assert_int_equal(PROPERTY("text_map", "additionalProperties", "type")->n, 3);
  assert_string_equal(PROPERTY("ints", "default")->items[1]->text, "2");
  assert_string_equal(PROPERTY("durations", "default")->items[1]->text, "5 years");
}

static void test_value_form(void **state) {
  (void)state;
  const struct ek_node *form = AT(schema(), "$defs", "value", "properties");
  assert_int_equal(AT(form, "value", "anyOf")->n, 2);
  assert_null(ek_node_get(AT(form, "low"), "anyOf")); /* plain only */
  assert_int_equal(AT(form, "dist", "enum")->n, 7);
}

/* A file that says on what it builds need not say anything else, in no certain form. */
static void test_a_file_that_extends(void **state) {
  (void)state;
  struct ek_record record = tree_record;
  record.extends = "name";
  struct ek_buffer out = {.arena = arena};
  ek_schema_json(&record, "x", &out);
  const struct ek_node *root = ek_yaml_read(arena, source_of(ek_buffer_text(&out)), diags);
  assert_non_null(root);
  assert_string_equal(AT(root, "if", "required")->items[0]->text, "name");
  const struct ek_node *then = AT(root, "then");
  assert_null(ek_node_get(then, "required"));
  assert_string_equal(AT(then, "additionalProperties")->text, "false");
  assert_string_equal(AT(then, "properties", "text", "description")->text, "Säg \"hej\"\\ nu.");
  assert_int_equal(AT(then, "properties", "parts")->n, 0);
  assert_null(ek_node_get(AT(then, "properties"), "secret"));
  assert_string_equal(AT(root, "else", "$ref")->text, "#/$defs/tree");
  assert_null(ek_node_get(root, "$ref"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_frame), TEST(test_plain_kinds),
                                     TEST(test_lists_and_maps), TEST(test_value_form),
                                     TEST(test_a_file_that_extends)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
