/* Tests of lib/people/covariates.c. */
#include "fixture.h"

#include "people/covariates.h"

#define STUDY                                                                                      \
  HEAD "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e, sex: k, age: å, weight: v}\n" \
       "  inputs: {wage: 20 000 kr/month}\ncomparison: {group: {file: g.csv}}\n"

static const struct ek_covariate *find(struct ek_list list, const char *variable, const char *value) {
  const struct ek_covariate *c = list.items;
  for (size_t i = 0; i < list.n; i++) {
    if (strcmp(c[i].variable, variable) == 0 && ek_text_same(c[i].value, value)) return &c[i];
  }
  fail_msg("there is no %s %s", variable, value != NULL ? value : "");
  return NULL;
}

/* `n` rows of a sex, an age and a weight. */
static void add(struct ek_buffer *out, size_t n, const char *state, const char *cells) {
  static int number = 1000;
  if (out->size == 0) ek_buffer_add(out, "nr;f;e;k;å;v\n");
  for (size_t i = 0; i < n; i++) ek_buffer_addf(out, "%d;%s;work;%s\n", ++number, state, cells);
}

static struct ek_list covariates(struct ek_buffer *p, struct ek_buffer *g) {
  file_of("g.csv", ek_buffer_text(g));
  return ek_covariates(people_of(STUDY, ek_buffer_text(p)));
}

static void test_shares_and_means(void **state) {
  (void)state;
  struct ek_buffer p = {.arena = arena}, g = {.arena = arena};
  add(&p, 6, "outside", "K;31;1,5");
  add(&p, 5, "work 40 % + outside 60 %", "M;42;1");
  add(&p, 7, "outside", ";;1"); /* without an answer */
  add(&g, 8, "outside", "K;50;1");
  add(&g, 8, "outside", "M;20;1");
  struct ek_list list = covariates(&p, &g);
  const struct ek_covariate *women = find(list, "sex", "kvinna"), *age = find(list, "age", NULL), *work = find(list, "before.state", "work");
  double share = 9.0 / 14, mean = (9 * 31.0 + 5 * 42) / 14;
  assert_near(women->mean[0], share, 1e-14, 0);
  assert_near(women->mean[1], 0.5, 1e-14, 0);
  assert_near(women->variance[0], share * (1 - share), 1e-14, 0);
  assert_near(women->difference, (share - 0.5) / sqrt((share * (1 - share) + 0.25) / 2), 1e-13, 0);
  assert_int_equal(women->heads[0], 6);
  assert_near(age->mean[0], mean, 1e-14, 0);
  assert_near(age->variance[0], (9 * pow(31 - mean, 2) + 5 * pow(42 - mean, 2)) / 14, 1e-11, 0);
  assert_int_equal(age->heads[0], 11);
  assert_near(work->mean[0], 0.4 * 5 / (9 + 5 + 7), 1e-14, 0);
  assert_near(work->mean[1], 0, 0, 0);
  assert_false(women->masked[0] || women->masked[1] || age->masked[0]);
}

/* Few are masked, and with them the difference; so is the mean age of few. */
static void test_few(void **state) {
  (void)state;
  struct ek_buffer p = {.arena = arena}, g = {.arena = arena};
  add(&p, 20, "outside", "K;;1");
  add(&p, 6, "outside", "X;;1");
  add(&p, 3, "outside", "M;42;1");
  add(&g, 9, "outside", "K;50;1");
  add(&g, 9, "outside", "M;20;1");
  struct ek_list list = covariates(&p, &g);
  assert_true(find(list, "sex", "man")->masked[0]);
  assert_true(find(list, "sex", EK_NOT_TOLD)->masked[0]); /* X, or what is left would tell */
  assert_false(find(list, "sex", "kvinna")->masked[0]);
  assert_false(find(list, "sex", "man")->masked[1]);
  assert_true(isnan(find(list, "sex", "man")->difference));
  assert_true(find(list, "age", NULL)->masked[0]);
  assert_true(isnan(find(list, "age", NULL)->difference));
  assert_false(find(list, "age", NULL)->masked[1]);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_shares_and_means), TEST(test_few)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
