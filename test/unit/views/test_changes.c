/* What was changed, below a title: which files, what of many, and what is too long to be told. */
#include "support.h"

#include "study/layers.h"
#include "views/changes.h"

static struct ek_study study;

static void add_layer(const char *name, bool option, const char *const *paths) {
  struct ek_layer *l = ek_list_push(arena, &study.layers, sizeof *l);
  *l = (struct ek_layer){.name = name, .option = option};
  for (; *paths != NULL; paths++) *(struct ek_change *)ek_list_push(arena, &l->changes, sizeof(struct ek_change)) = (struct ek_change){.path = *paths};
}
#define PATHS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* All lines, one on a line. */
static const char *lines(enum ek_lang lang) {
  struct ek_document doc = {.arena = arena, .lang = lang};
  struct ek_buffer out = {.arena = arena};
  ek_doc_add_changes(&doc, &study, lang);
  const struct ek_doc_block *block = doc.blocks.items;
  for (size_t i = 0; i < doc.blocks.n; i++) {
    assert_int_equal(block[i].kind, EK_DOC_SUBTITLE);
    ek_buffer_addf(&out, "%s\n", block[i].text);
  }
  return ek_buffer_text(&out);
}

static void test_nothing(void **state) {
  (void)state;
  study = (struct ek_study){0};
  assert_string_equal(lines(EK_SV), "");
  add_layer("base.yaml", false, (const char *const[]){NULL});
  add_layer("study.yaml", false, (const char *const[]){NULL}); /* says the same again */
  assert_string_equal(lines(EK_SV), "");
}

static void test_files(void **state) {
  (void)state;
  study = (struct ek_study){0};
  add_layer("base.yaml", false, (const char *const[]){NULL});
  add_layer("study.yaml", false, PATHS("title", "costs.Lokal.amount"));
  add_layer("x.yaml", true, PATHS("a", "b", "c", "d", "e", "f", "g"));
  assert_string_equal(lines(EK_SV), "Ändrat i study.yaml mot base.yaml: title och costs.Lokal.amount\n"
                                    "Ändrat med x.yaml på kommandoraden: a, b, c, d och 3 till\n");
  assert_string_equal(lines(EK_EN), "Changed in study.yaml from base.yaml: title and costs.Lokal.amount\n"
                                    "Changed with x.yaml on the command line: a, b, c, d and 3 more\n");
}

static void test_set(void **state) {
  (void)state;
  const struct ek_setting set[] = {{"dödvikt", "38.5 %"}, {"costs", "[{name: Lokal, payer: kommun, amount: 90 000 kr}]"}};
  study = (struct ek_study){.set = {(void *)set, 2, 2}};
  assert_string_equal(lines(EK_SV), "Ändrat på kommandoraden: dödvikt=38.5 % och costs\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_nothing), TEST(test_files), TEST(test_set)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
