/* One tree over another: what is merged, what is replaced, what is added and taken away, and what
 * is told of it. */
#include "support.h"

#include "study/layers.h"

static const struct ek_node *tree(const char *name, const char *text) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  *source = (struct ek_source){name, text, strlen(text), false};
  const struct ek_node *root = ek_yaml_read(arena, source, diags);
  if (root == NULL) fail_msg("%s", errors());
  return root;
}

/* The tree on one line: {a: 1, b: [x, y]}. */
static void write_node(const struct ek_node *node, struct ek_buffer *out) {
  if (node->kind == EK_NODE_SCALAR) {
    ek_buffer_add(out, node->text);
    return;
  }
  ek_buffer_add(out, node->kind == EK_NODE_MAP ? "{" : "[");
  for (size_t i = 0; i < node->n; i++) {
    if (i > 0) ek_buffer_add(out, ", ");
    if (node->kind == EK_NODE_MAP) ek_buffer_addf(out, "%s: ", node->pairs[i].key->text);
    write_node(node->kind == EK_NODE_MAP ? node->pairs[i].value : node->items[i], out);
  }
  ek_buffer_add(out, node->kind == EK_NODE_MAP ? "}" : "]");
}

static struct ek_list changes;

static const struct ek_node *laid(const char *base, const char *over) {
  changes = (struct ek_list){0};
  return ek_lay(arena, tree("base", base), tree("over", over), &changes, diags);
}

static const char *text_of(const struct ek_node *node) {
  struct ek_buffer out = {.arena = arena};
  write_node(node, &out);
  return ek_buffer_text(&out);
}

/* "path before → now" for each change, on one line; "-" for what is not there. */
static const char *told(void) {
  struct ek_buffer out = {.arena = arena};
  const struct ek_change *c = changes.items;
  for (size_t i = 0; i < changes.n; i++) {
    ek_buffer_addf(&out, "%s%s '%s' '%s'", i > 0 ? ", " : "", c[i].path, c[i].before != NULL ? c[i].before : "-", c[i].now != NULL ? c[i].now : "-");
  }
  return ek_buffer_text(&out);
}

#define assert_laid(base, over, expected, expected_changes)                                        \
  do {                                                                                             \
    assert_string_equal(text_of(laid(base, over)), expected);                                      \
    assert_fine();                                                                                 \
    assert_string_equal(told(), expected_changes);                                                 \
  } while (0)

static void test_mappings_merge(void **state) {
  (void)state;
  assert_laid("{a: {x: 1, y: 2}, b: 3}", "{a: {y: 2.385, z: 7}, c: 8}", "{a: {x: 1, y: 2.385, z: 7}, b: 3, c: 8}",
              "a.y '2' '2.385', a.z '-' '7', c '-' '8'");
  assert_laid("{a: 1}", "{a: 1}", "{a: 1}", ""); /* said again, and no change */
}

static void test_values_and_lists_replace(void **state) {
  (void)state;
  assert_laid("{a: {x: 1}, b: [1, 2], c: 4}", "{a: none, b: [2], c: {y: 5}}", "{a: none, b: [2], c: {y: 5}}",
              "a '' 'none', b '' '', c '4' ''");
  assert_laid("{b: [{n: 1}, {n: 2}]}", "{b: [{n: 1}, {n: 2}]}", "{b: [{n: 1}, {n: 2}]}", "");
}

/* A source stands for one number: with another number it goes. */
static void test_a_quantity_is_said_anew(void **state) {
  (void)state;
  assert_laid("{a: {value: 30 %, source: x, low: 20 %}}", "{a: {value: 40 %, grade: C}}", "{a: {value: 40 %, grade: C}}", "a '30 %' '40 %'");
  assert_laid("{a: {share: 30 %, source: x}}", "{a: {dist: beta, mean: 0.3, sd: 0.1}}", "{a: {dist: beta, mean: 0.3, sd: 0.1}}", "a '30 %' ''");
  assert_laid("{a: {value: 30 %, source: x}}", "{a: 40 %}", "{a: 40 %}", "a '30 %' '40 %'");
  assert_laid("{a: {value: 30 %, source: x}}", "{a: {value: 30 %, source: y}}", "{a: {value: 30 %, source: y}}", "a '' ''");
  assert_laid("{a: {value: 30 %, source: x}}", "{a: {low: 20 %}}", "{a: {value: 30 %, source: x, low: 20 %}}", "a.low '-' '20 %'");
}

static void test_taken_away(void **state) {
  (void)state;
  assert_laid("{a: 1, b: {x: 1, y: 2}, c: 3}", "{a: ~, b: {x: null}}", "{b: {y: 2}, c: 3}", "a '1' '-', b.x '1' '-'");
  assert_laid("{a: 1}", "{a: \"~\"}", "{a: ~}", "a '1' '~'"); /* in quotes it is a text */
}

static void test_records_by_name(void **state) {
  (void)state;
  const char *base = "{c: [{name: A, x: 1, y: 2}, {name: B, x: 3}, {name: C, x: 4}]}";
  assert_laid(base, "{c: {B: {x: 5}}}", "{c: [{name: A, x: 1, y: 2}, {name: B, x: 5}, {name: C, x: 4}]}", "c.B.x '3' '5'");
  assert_laid(base, "{c: {A: ~, C: {name: D}, E: {x: 6}}}", "{c: [{name: B, x: 3}, {name: D, x: 4}, {name: E, x: 6}]}",
              "c.A '' '-', c.C.name 'C' 'D', c.E '-' ''");
  assert_laid("{c: [{name: A, d: [{name: B, x: 1}]}]}", "{c: {A: {d: {B: {x: 2}}}}}", "{c: [{name: A, d: [{name: B, x: 2}]}]}", "c.A.d.B.x '1' '2'");
  assert_laid("{c: []}", "{c: {A: {x: 1}}}", "{c: [{name: A, x: 1}]}", "c.A '-' ''");
}

/* Of what is expected nothing is told: it decides no result. */
static void test_what_is_told(void **state) {
  (void)state;
  laid("{t: a}", "{t: \"a\\nb\", u: en text som är mycket längre än vad som får plats i en tabell, v: x, expect: [1]}");
  assert_string_equal(told(), "t 'a' '', u '-' '', v '-' 'x'");
}

/* A value stands where it was written; a map that was changed where it was changed last. */
static void test_places(void **state) {
  (void)state;
  const struct ek_node *root = laid("a: 1\nb:\n  x: 1\n  y: 2\n", "\n\n\nb:\n  y: 3\n");
  assert_string_equal(root->pos.source->name, "over");
  assert_int_equal(root->pos.line, 4);
  assert_string_equal(ek_node_get(root, "a")->pos.source->name, "base");
  const struct ek_node *b = ek_node_get(root, "b");
  assert_int_equal(b->pos.line, 5);
  assert_string_equal(b->pairs[0].value->pos.source->name, "base");
  assert_string_equal(b->pairs[1].key->pos.source->name, "over");
  assert_int_equal(b->pairs[1].value->pos.line, 5);
}

static void test_what_cannot_be(void **state) {
  (void)state;
  laid("{abc: 1}", "{abd: ~, n: {x: ~}}");
  assert_errors("over:1:2+3 there is no 'abd' beneath to take away; did you mean 'abc'?\n"
                "over:1:14+1 there is no 'n.x' beneath to take away\n");
  laid("{c: [{x: 1}], d: [1, 2], e: [{name: A}, {name: A}], f: [{name: B}]}", "{c: {A: {x: 1}}, d: {A: {y: 1}}, e: {A: {z: 1}}, f: {B: 3, D: ~, E: [1]}}");
  assert_errors("over:1:5+1 nothing in the list 'c' beneath has a name by which to change it; write the whole list: it takes the place of the other\n"
                "over:1:21+1 nothing in the list 'd' beneath has a name by which to change it; write the whole list: it takes the place of the other\n"
                "over:1:38+1 two in the list 'e' beneath are called 'A'; write the whole list: it takes the place of the other\n"
                "over:1:57+1 'f.B' must be a map; write what changes in it: {amount: …}, or ~ to take it away\n"
                "over:1:60+1 there is no 'f.D' beneath to take away\n"
                "over:1:69+1 'f.E' must be a map; write what changes in it: {amount: …}, or ~ to take it away\n");
}

/* Maps of any size are laid in a time that grows with their size. */
static void test_large(void **state) {
  (void)state;
  struct ek_buffer base = {.arena = arena}, over = {.arena = arena};
  for (int i = 0; i < 60000; i++) {
    ek_buffer_addf(&base, "k%d: %d\n", i, i);
    ek_buffer_addf(&over, "k%d: ~\n", 59999 - i);
  }
  ek_buffer_add(&over, "last: 1\n");
  assert_string_equal(text_of(laid(ek_buffer_text(&base), ek_buffer_text(&over))), "{last: 1}");
  assert_int_equal(changes.n, 60001);
  assert_fine();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_mappings_merge), TEST(test_values_and_lists_replace), TEST(test_a_quantity_is_said_anew),
      TEST(test_taken_away), TEST(test_records_by_name), TEST(test_what_is_told),
      TEST(test_places), TEST(test_what_cannot_be), TEST(test_large),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
