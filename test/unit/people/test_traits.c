/* Tests of lib/people/traits.c, and of what weights make of covariates. */
#include "fixture.h"

#include "base/text.h"
#include "people/covariates.h"
#include "people/traits.h"

#define STUDY(variables)                                                                           \
  HEAD "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e, sex: k, age: å, background.språk: s}\n" \
       "  inputs: {wage: 20 000 kr/month}\n"                                                       \
       "comparison: {group: {file: g.csv}, weighting: {variables: [" variables "]}}\n"

#define P                                                                                          \
  "nr;f;e;k;å;s\n1001;outside;work;K;31;svenska\n1002;outside;work;M;42;arabiska\n1003;outside;outside;K;;svenska\n" \
  "1004;work;work;M;55;\n1005;outside;work;K;28;arabiska\n"
#define G                                                                                          \
  "nr;f;e;s;å;k\n2001;outside;work;finska;23;M\n2002;work;work;arabiska;44;K\n2003;outside;outside;svenska;61;\n" \
  "2004;outside;work;svenska;37;M\n2005;outside;work;;;K\n"

static const struct ek_people *read_both(const char *study) {
  file_of("g.csv", G);
  return people_of(study, P);
}

/* The same word is the same category on both sides, wherever its column stands. */
static void test_words_and_numbers(void **state) {
  (void)state;
  const struct ek_people *p = read_both(STUDY("kön, background.språk, age, before.state"));
  const struct ek_trait *sex = ek_trait_find(p, "sex"), *language = ek_trait_find(p, "språk"), *age = ek_trait_find(p, "age");
  static const uint16_t sexes[] = {1, 2, 1, 2, 1, 2, 1, 0, 2, 1}, languages[] = {1, 2, 1, 0, 2, 3, 2, 1, 1, 0};
  static const double ages[] = {31, 42, NAN, 55, 28, 23, 44, 61, 37, NAN};
  assert_int_equal(p->n, 10);
  assert_int_equal(sex->words.n, 2);
  assert_int_equal(language->words.n, 3);
  assert_true(language->own[0] && !sex->own[0]); /* words of the file's, and of ours */
  for (size_t i = 0; i < 10; i++) {
    assert_int_equal(sex->code[i], sexes[i]);
    assert_int_equal(language->code[i], languages[i]);
    if (isnan(ages[i])) assert_true(isnan(age->number[i]));
    else assert_near(age->number[i], ages[i], 0, 0);
  }
  assert_string_equal(sex->modelled->text, "kön");
  assert_string_equal(language->modelled->text, "background.språk");
  assert_non_null(ek_trait_find(p, "before.state")->modelled);
  assert_null(ek_trait_find(p, "education"));
}

/* What the model is not of is kept for the balance. */
static void test_not_modelled(void **state) {
  (void)state;
  const struct ek_people *p = read_both(STUDY("språk"));
  assert_non_null(ek_trait_find(p, "språk")->modelled);
  assert_null(ek_trait_find(p, "sex")->modelled);
  assert_non_null(ek_trait_find(p, "sex")->code);
}

/* Without weighting nothing is kept. */
static void test_nothing_asked(void **state) {
  (void)state;
  file_of("g.csv", G);
  const struct ek_people *p = people_of(HEAD "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e, sex: k}\n"
                                        "  inputs: {wage: 20 000 kr/month}\ncomparison: {group: {file: g.csv}}\n", P);
  assert_int_equal(p->traits.n, 0);
}

static void test_weighed_means(void **state) {
  (void)state;
  struct ek_buffer own = {.arena = arena}, others = {.arena = arena};
  ek_buffer_add(&own, "nr;f;e;k;å;s\n");
  ek_buffer_add(&others, "nr;f;e;k;å;s\n");
  for (size_t i = 0; i < 20; i++) ek_buffer_addf(&own, "%zu;outside;work;%c;%zu;x\n", 1001 + i, i % 2 ? 'K' : 'M', 25 + i);
  for (size_t i = 0; i < 30; i++) ek_buffer_addf(&others, "%zu;%s;work;%c;%zu;x\n", 2001 + i, i % 5 ? "outside" : "work", i % 3 ? 'K' : 'M', 35 + i);
  file_of("g.csv", ek_buffer_text(&others));
  const struct ek_people *p = people_of(STUDY("sex"), ek_buffer_text(&own));
  double weight[50], women = 0, age = 0, work = 0, sum = 0;
  for (size_t i = 0; i < 30; i++) {
    double w = weight[20 + i] = 0.3 + 0.07 * (double)i;
    sum += w;
    women += i % 3 ? w : 0;
    age += w * (double)(35 + i);
    work += i % 5 ? 0 : w;
  }
  struct ek_list list = ek_covariates_weighed(p, weight), plain = ek_covariates(p);
  const struct ek_covariate *c = list.items, *d = plain.items;
  size_t found = 0;
  for (size_t i = 0; i < list.n; i++) {
    double expected = NAN;
    if (strcmp(c[i].variable, "sex") == 0 && ek_text_same(c[i].value, "kvinna")) expected = women / sum;
    if (strcmp(c[i].variable, "age") == 0) expected = age / sum;
    if (c[i].item != NULL && strcmp(c[i].value, "work") == 0) expected = work / sum;
    assert_true(isnan(d[i].weighed) && isnan(d[i].difference_weighed));
    if (isnan(expected)) continue;
    found++;
    assert_near(c[i].weighed, expected, 1e-13, 0);
    assert_near(c[i].difference_weighed, (c[i].mean[0] - expected) / sqrt((c[i].variance[0] + c[i].variance[1]) / 2), 1e-12, 0);
    assert_near(c[i].difference, d[i].difference, 0, 0);
  }
  assert_int_equal(found, 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_words_and_numbers), TEST(test_not_modelled), TEST(test_nothing_asked), TEST(test_weighed_means)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
