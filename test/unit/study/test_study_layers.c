/* The files that a study is made of: bases, --with and --set in their order, where what they name
 * is looked for, and what cannot be. */
#include "fixture.h"

#include "base/file.h"
#include "study/layers.h"

/* Reads "s.yaml" with the files in `with`, ended by NULL. */
static struct ek_study *read_with(const char *text, const char *const *with) {
  static const char *const folders[] = {"models", NULL};
  struct ek_study_options options = {.with = with, .model_folders = folders};
  while (with != NULL && with[options.n_with] != NULL) options.n_with++;
  return ek_study_read(arena, file_of("s.yaml", text), &options, diags);
}
#define WITH(...) ((const char *const[]){__VA_ARGS__, NULL})

static struct ek_study *fine(struct ek_study *study) {
  if (study == NULL) fail_msg("%s", errors());
  assert_fine();
  return study;
}

static const char *amount(const struct ek_study *s, size_t cost) {
  return ((const struct ek_cost *)s->costs.items)[cost].amount_value.text;
}

static void test_one_file_has_no_layers(void **state) {
  (void)state;
  struct ek_study *s = fine(read_with(STUDY, NULL));
  assert_int_equal(s->layers.n, 0);
  assert_string_equal(s->hash, ek_file_hash(arena, STUDY, strlen(STUDY)));
  assert_int_equal(ek_study_layer(s, s->pos), 0);
}

static void test_order(void **state) {
  (void)state;
  file_of("bases/base.yaml", STUDY);
  file_of("bases/middle.yaml", "extends: base.yaml\ntitle: M\norganisation: O\ncosts: {K: {amount: 2 kr}}\n");
  const char *a = file_of("a.yaml", "title: A\ncosts: {K: {amount: 4 kr}}\n"), *b = file_of("b.yaml", "title: B\n");
  const char *study = "ekusia: 1\nextends: bases/middle.yaml\ncosts: {K: {amount: 3 kr}, L: {payer: af, amount: 7 kr}}\n";
  struct ek_study *s = fine(read_with(study, NULL));
  assert_string_equal(s->title, "M");
  assert_string_equal(s->organisation, "O");
  assert_string_equal(amount(s, 0), "3 kr");
  assert_string_equal(amount(s, 1), "7 kr");
  assert_null(s->extends.text);
  s = fine(read_with(study, WITH(a, b)));
  assert_string_equal(s->title, "B");
  assert_string_equal(amount(s, 0), "4 kr");
  s = fine(read_with(study, WITH(b, a)));
  assert_string_equal(s->title, "A");
  const struct ek_layer *l = s->layers.items;
  assert_int_equal(s->layers.n, 5);
  assert_string_equal(l[0].name, "base.yaml");
  assert_string_equal(l[1].name, "bases/middle.yaml");
  assert_string_equal(l[2].name, "s.yaml");
  assert_string_equal(l[3].name, b);
  assert_true(l[3].option && !l[2].option);
  assert_int_equal(l[0].changes.n, 0);
  assert_int_equal(l[2].changes.n, 2);
  assert_string_equal(((const struct ek_change *)l[2].changes.items)[0].path, "costs.K.amount");
  assert_string_equal(((const struct ek_change *)l[2].changes.items)[0].before, "2 kr");
  assert_int_equal(ek_study_layer(s, ((const struct ek_cost *)s->costs.items)[1].pos), 2);
  assert_string_equal(s->pos.source->name, s->source->name); /* the study, whatever is laid over it */
}

static void test_set_comes_last(void **state) {
  (void)state;
  file_of("base.yaml", STUDY);
  const char *const with[] = {file_of("a.yaml", "costs: {K: {amount: 4 kr}}\n")};
  const struct ek_setting set[] = {{"costs[1].amount", "5 kr"}};
  static const char *const folders[] = {"models", NULL};
  const struct ek_study_options options = {.with = with, .n_with = 1, .set = set, .n_set = 1, .model_folders = folders};
  struct ek_study *s = fine(ek_study_read(arena, file_of("s.yaml", "extends: base.yaml\n"), &options, diags));
  assert_string_equal(amount(s, 0), "5 kr");
  assert_wrong("--set extends: what it is laid over cannot be changed here", "extends", "b.yaml");
}

/* What is known of a result is known of the study that says so. */
static void test_expect_is_not_inherited(void **state) {
  (void)state;
  file_of("base.yaml", STUDY "expect: [{figure: result, value: 1 kr}, {figure: result, value: 2 kr}]\n");
  assert_int_equal(fine(read_with("extends: base.yaml\n", NULL))->expect.n, 0);
  const char *own = "extends: base.yaml\nexpect: [{figure: result, value: 3 kr}]\n";
  assert_int_equal(fine(read_with(own, NULL))->expect.n, 1);
  assert_int_equal(fine(read_with(own, WITH(file_of("a.yaml", "title: A\n"))))->expect.n, 0);
}

/* The hash of the hashes, as sha256sum would make it of the files one after another. */
static void test_hash(void **state) {
  (void)state;
  const char *study = "extends: base.yaml\n", *change = "title: A\n";
  file_of("base.yaml", STUDY);
  const char *lines = ek_sprintf(arena, "%s\n%s\n%s\n", ek_file_hash(arena, STUDY, strlen(STUDY)),
                                 ek_file_hash(arena, study, strlen(study)), ek_file_hash(arena, change, strlen(change)));
  struct ek_study *s = fine(read_with(study, WITH(file_of("a.yaml", change))));
  assert_string_equal(s->hash, ek_file_hash(arena, lines, strlen(lines)));
}

/* What a file names lies beside it; what the command line names, beside the study. */
static void test_beside(void **state) {
  (void)state;
  file_of("bases/base.yaml", STUDY);
  struct ek_study *s = fine(read_with("extends: bases/base.yaml\nsummary: S\n", NULL));
  const struct ek_layer *l = s->layers.items;
  struct ek_name name = {"x.csv", {.source = l[0].source}};
  assert_string_equal(ek_study_beside(arena, s, &name), ek_sprintf(arena, "%s/bases/x.csv", folder));
  name.pos.source = l[1].source;
  assert_string_equal(ek_study_beside(arena, s, &name), ek_sprintf(arena, "%s/x.csv", folder));
  const struct ek_source option = {"--set participants.file", "x.csv", 5, false};
  name.pos.source = &option;
  assert_string_equal(ek_study_beside(arena, s, &name), ek_sprintf(arena, "%s/x.csv", folder));
  name.text = "/x.csv";
  assert_string_equal(ek_study_beside(arena, s, &name), "/x.csv");
}

static void test_places_of_errors(void **state) {
  (void)state;
  file_of("base.yaml", STUDY "unknown: 1\n");
  assert_null(read_with("extends: base.yaml\ncosts: {K: {amount: 2 kronx}, L: {amount: 1 kr}}\n", NULL));
  const char *all = errors();
  assert_non_null(strstr(all, "base.yaml:14:1+7 unknown key 'unknown'"));
  assert_non_null(strstr(all, "s.yaml:2:23+5 "));
  assert_non_null(strstr(all, "s.yaml:2:34+1 missing key 'payer' in costs[2]"));
}

#define assert_not_read(text, with, expected)                                                      \
  do {                                                                                             \
    assert_null(read_with(text, with));                                                            \
    assert_errors(expected);                                                                       \
  } while (0)

static void test_names_that_are_none(void **state) {
  (void)state;
  const char *expected = "s.yaml:1:%d+%d 'extends' must be the name of one file; write extends: base.yaml\n";
  assert_not_read("extends: [a.yaml]\n", NULL, ek_sprintf(arena, expected, 10, 1));
  assert_not_read("extends: ~\n", NULL, ek_sprintf(arena, expected, 10, 1));
  assert_not_read("extends: \"\"\n", NULL, ek_sprintf(arena, expected, 10, 2));
  assert_not_read("extends: '-'\n", NULL, ek_sprintf(arena, expected, 10, 3));
  file_of("base.yaml", STUDY);
  assert_not_read("extends: bas.yaml\n", NULL, "s.yaml:1:10+8 'bas.yaml': there is no such file; did you mean '/base.yaml'?\n");
  assert_not_read("extends: /\n", NULL, "s.yaml:1:10+1 '/': this is a folder, not a file; name the file in it\n");
}

static void test_circles(void **state) {
  (void)state;
  assert_not_read("extends: ./s.yaml\n", NULL, "s.yaml:1:10+8 files extend one another in a circle: s.yaml → s.yaml; one of them must extend nothing\n");
  file_of("a.yaml", "extends: b/b.yaml\n");
  file_of("b/b.yaml", "extends: ../a.yaml\n");
  assert_not_read("extends: a.yaml\n", NULL, "b/b.yaml:1:10+9 files extend one another in a circle: a.yaml → b/b.yaml → a.yaml; one of them must extend nothing\n");
}

static void test_depth(void **state) {
  (void)state;
  file_of("0.yaml", STUDY);
  for (int i = 1; i < EK_LAYERS_MOST; i++) file_of(ek_sprintf(arena, "%d.yaml", i), ek_sprintf(arena, "extends: %d.yaml\n", i - 1));
  assert_int_equal(fine(read_with("extends: 14.yaml\n", NULL))->layers.n, EK_LAYERS_MOST);
  assert_not_read("extends: 15.yaml\n", NULL, "1.yaml:1:10+6 more than 16 files extend one another\n");
}

/* All that is wrong in all of them, in one run. */
static void test_with_that_cannot_be(void **state) {
  (void)state;
  const char *a = file_of("a.yaml", "title: A\nextends: base.yaml\n"), *b = file_of("b.yaml", "title: 'A\n");
  const char *c = file_of("c.yaml", ""), *d = file_of("d.yaml", "title: D\n"), *e = ek_sprintf(arena, "%s/none.yaml", folder);
  assert_null(read_with("extends: base.yaml\n", WITH(a, b, c, d, d, e, "-")));
  assert_string_equal(errors(),
                      ":0:0+0 --with /d.yaml is given twice; take one of them away\n"
                      ":0:0+0 --with -: what is laid over a study cannot be read from standard input; write it to a file, or --with <(command)\n"
                      "a.yaml:2:10+9 what is laid over a study by --with cannot extend another file; give --with several times, in order\n"
                      "b.yaml:1:8+1 this quote is never closed (noticed on line 2); end the text with the same quote mark; inside '...' an apostrophe is written twice\n"
                      "c.yaml:0:0+0 the file is empty\n"
                      "none.yaml:0:0+0 there is no such file\n"
                      "s.yaml:1:10+9 'base.yaml': there is no such file; did you mean '/b.yaml'?\n");
}

static void test_not_maps_and_formats(void **state) {
  (void)state;
  assert_null(read_with("[1]\n", WITH(file_of("a.yaml", "text\n"))));
  assert_errors("a.yaml:1:1+4 a file that is laid over or under another must be a map; write keys and values: 'key: value'\n"
                "s.yaml:1:1+1 a file that is laid over or under another must be a map; write keys and values: 'key: value'\n");
  assert_null(read_with(STUDY, WITH(file_of("a.yaml", "ekusia: 2\nx: ~\n"), file_of("b.yaml", "y: ~\n"))));
  assert_errors("a.yaml:1:9+1 'ekusia' is 2 here and 1 in /s.yaml; write all of them in one format\n"
                "a.yaml:2:1+1 there is no 'x' beneath to take away\n"
                "b.yaml:1:1+1 there is no 'y' beneath to take away\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_one_file_has_no_layers), TEST(test_order), TEST(test_set_comes_last),
      TEST(test_expect_is_not_inherited), TEST(test_hash), TEST(test_beside),
      TEST(test_places_of_errors), TEST(test_names_that_are_none), TEST(test_circles),
      TEST(test_depth), TEST(test_with_that_cannot_be), TEST(test_not_maps_and_formats),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
