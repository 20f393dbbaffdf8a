/* Tests of lib/engine/weighting.c, weighting_terms.c, and what weights do to results: laws that
 * hold exactly, and persons drawn so that the truth is known. */
#include "people.h"

#include "engine/bootstrap.h"
#include "engine/compare.h"
#include "engine/weighting.h"

#define MOST 900
#define STUDY PEOPLE_HEAD(NPV) "participants:\n  file: p.csv\n" PEOPLE_COLUMNS PEOPLE_COSTS

static struct somebody all[MOST], others[MOST];

static const struct ek_result *weighed(size_t n, size_t m, const char *weighting, const char *tail) {
  file_of("p.csv", people_file(all, n, ';'));
  file_of("g.csv", people_file(others, m, ';'));
  const char *by = *weighting != '\0' ? ek_sprintf(arena, ", weighting: {%s}", weighting) : "";
  return people_run(ek_sprintf(arena, "%scomparison: {group: {file: g.csv}%s}\neffect: {retention: 87 %%/year}\n%s", STUDY, by, tail));
}
#define NOT_DRAWN "bootstrap: {draws: 0}\n"

static const struct ek_contrast *contrast_of(const struct ek_result *r, const char *name) {
  const struct ek_contrast *c = r->contrasts.items;
  while (c->state == NULL || strcmp(c->state->name.text, name) != 0) c++;
  return c;
}

/* Households alike on both sides: nobody weighs more than another, and all is as without weights. */
static void test_alike_weigh_the_same(void **state) {
  (void)state;
  draw_somebody(all, 60, 3, true);
  draw_somebody(others, 120, 4, true);
  for (size_t i = 0; i < 60; i++) all[i].household = i % 4, all[i].weight = 1.385;
  for (size_t i = 0; i < 120; i++) others[i].household = i % 4, others[i].weight = 0.7 + 0.3 * (double)(i / 4 % 3);
  const struct ek_result *a = weighed(60, 120, "variables: [household, sex]", NOT_DRAWN), *b = weighed(60, 120, "", NOT_DRAWN);
  for (size_t i = 0; i < 180; i++) assert_near(a->weighting->factor[i], 1, 1e-10, 0);
  same_figures(a, b, 1e-9);
  const struct ek_contrast *c = a->contrasts.items, *d = b->contrasts.items;
  for (size_t i = 0; i < a->contrasts.n; i++) {
    assert_near(c[i].difference, d[i].difference, 1e-9, 1e-6);
    assert_near(c[i].unweighted, d[i].difference, 1e-9, 1e-6);
    if (isfinite(d[i].error_of_difference)) assert_near(c[i].error_unweighted, d[i].error_of_difference, 1e-12, 0);
    assert_true(isnan(d[i].unweighted));
  }
}

/* One variable of words: the weights are those of post-stratification. */
static void test_one_variable_is_post_stratification(void **state) {
  (void)state;
  double own[2][4] = {{0}}, sum[2] = {0};
  draw_somebody(all, 70, 31, true);
  draw_somebody(others, 90, 47, true);
  for (size_t i = 0; i < 90; i++) if (others[i].household == 1 && i % 2) others[i].household = 2;
  for (size_t i = 0; i < 70; i++) own[0][all[i].household] += all[i].weight, sum[0] += all[i].weight;
  for (size_t i = 0; i < 90; i++) own[1][others[i].household] += others[i].weight, sum[1] += others[i].weight;
  const struct ek_result *r = weighed(70, 90, "variables: [hushåll]", NOT_DRAWN);
  for (size_t i = 0; i < 70; i++) assert_near(r->weighting->factor[i], 1, 0, 0);
  for (size_t i = 0; i < 90; i++) {
    size_t h = others[i].household;
    assert_near(r->weighting->factor[70 + i], own[0][h] / sum[0] / (own[1][h] / sum[1]), 1e-10, 0);
  }
  double squares = 0;
  for (size_t i = 0; i < 90; i++) squares += pow(others[i].weight * r->weighting->factor[70 + i], 2);
  assert_near(r->weighting->effective, sum[1] * sum[1] / squares, 1e-10, 0);
}

/* The group's balance is made: shares of the variable are those of the participants. */
static void test_the_score_balances(void **state) {
  (void)state;
  draw_somebody(all, 200, 5, false);
  draw_somebody(others, 300, 6, false);
  for (size_t i = 0; i < 300; i += 2) others[i].age = 19 + (others[i].age - 19) / 2;
  const struct ek_result *r = weighed(200, 300, "variables: [age, before.state]", NOT_DRAWN);
  double age[2] = {0}, weight = 0, plain = 0;
  for (size_t i = 0; i < 200; i++) age[0] += (double)all[i].age / 200;
  for (size_t i = 0; i < 300; i++) {
    age[1] += r->weighting->factor[200 + i] * (double)others[i].age;
    plain += (double)others[i].age / 300;
    weight += r->weighting->factor[200 + i];
  }
  assert_near(weight, 300, 1e-10, 0);
  assert_near(age[1] / weight, age[0], 0, 1);
  assert_true(fabs(plain - age[0]) > 2);
}

/* --- a truth that is known ------------------------------------------------------------------ */

#define EFFECT 0.15

/* Whether somebody comes to work hangs on the household, and so does whether they take part. */
static void draw_confounded(struct somebody *who, size_t n, const size_t *share, double effect, unsigned long seed) {
  static const double to_work[] = {0.10, 0.20, 0.40, 0.60};
  draw_somebody(who, n, seed, false);
  for (size_t i = 0; i < n; i++) {
    size_t lot = drawn(100), h = 0;
    while (lot >= share[h]) lot -= share[h++];
    who[i].household = h;
    who[i].before = who[i].during = 0;
    who[i].after = (double)drawn(100000) < 1e5 * (to_work[h] + effect) ? 4 : 0;
  }
}

static void test_weights_find_the_truth(void **state) {
  (void)state;
  static const size_t took_part[] = {10, 20, 30, 40}, did_not[] = {40, 30, 20, 10};
  size_t covered = 0, plain = 0;
  for (unsigned long seed = 1; seed <= 8; seed++) {
    draw_confounded(all, 600, took_part, EFFECT, 2 * seed);
    draw_confounded(others, 900, did_not, 0, 2 * seed + 1);
    const struct ek_contrast *work = contrast_of(weighed(600, 900, "variables: [household, age]", NOT_DRAWN), "arbete");
    covered += fabs(work->difference - EFFECT) < 2 * work->error_of_difference;
    plain += fabs(work->unweighted - EFFECT) < 3 * work->error_unweighted;
    assert_in_range((int)(1000 * work->error_of_difference), 20, 40);
  }
  assert_true(covered >= 7);
  assert_int_equal(plain, 0);
}

/* The error by influence functions and that of samples in which the model is made anew. */
static void test_errors_agree_with_samples(void **state) {
  (void)state;
  static const size_t took_part[] = {10, 20, 30, 40}, did_not[] = {40, 30, 20, 10};
  draw_confounded(all, 300, took_part, EFFECT, 7);
  draw_confounded(others, 400, did_not, 0, 8);
  const struct ek_result *r = weighed(300, 400, "variables: [household]", "bootstrap: {draws: 600, seed: 3}\n");
  const struct ek_figure *f = ek_result_figure(r, EK_FIG_BENEFIT_PER_YEAR, r->model->root, 0, -1);
  const struct ek_contrast *c = r->contrasts.items;
  while (c->state != NULL || c->actor != r->model->root) c++;
  double error = r->bootstrap->of[f - (const struct ek_figure *)r->figures.items].error;
  assert_near(300 * c->error_of_difference, error, 0.12, 0);
  assert_near(f->value, 300 * c->difference, 1e-9, 0);
}

/* Of a variable that says all about what happens, the weights take away more than they cost: the
 * error is smaller than with the same weights taken as given. */
static void test_error_knows_that_weights_are_made(void **state) {
  (void)state;
  static const size_t half[] = {50, 0, 0, 50};
  draw_confounded(all, 300, half, 0, 7);
  draw_confounded(others, 300, half, 0, 8);
  for (size_t i = 0; i < 300; i++) all[i].after = all[i].household ? 4 : 0, others[i].after = others[i].household ? 4 : 0;
  const struct ek_contrast *work = contrast_of(weighed(300, 300, "variables: [household]", NOT_DRAWN), "arbete");
  assert_near(work->difference, 0, 0, 1e-10);
  assert_near(work->error_of_difference, 0, 0, 1e-8);
  assert_true(work->error_unweighted > 0.03);
}

/* --- cutting ---------------------------------------------------------------------------------- */

static void test_weights_are_cut(void **state) {
  (void)state;
  draw_somebody(all, 200, 5, false);
  draw_somebody(others, 300, 6, false);
  for (size_t i = 0; i < 300; i++) others[i].age = 20 + others[i].age / 2;
  const struct ek_weighting *whole = weighed(200, 300, "variables: [age]", NOT_DRAWN)->weighting;
  const struct ek_weighting *trimmed = weighed(200, 300, "variables: [age], trim: 5 %", NOT_DRAWN)->weighting;
  const struct ek_weighting *most = weighed(200, 300, "variables: [age], max: 1.5", NOT_DRAWN)->weighting;
  double least = INFINITY, largest = 0;
  size_t above = 0;
  for (size_t i = 200; i < 500; i++) {
    above += whole->factor[i] > 1.5 * (1 + 1e-9);
    if (trimmed->factor[i] < least) least = trimmed->factor[i];
    if (trimmed->factor[i] > largest) largest = trimmed->factor[i];
  }
  size_t ends[2] = {0};
  for (size_t i = 200; i < 500; i++) {
    ends[0] += trimmed->factor[i] < least * (1 + 1e-9);
    ends[1] += trimmed->factor[i] > largest * (1 - 1e-9);
  }
  assert_int_equal(whole->n_cut, 0);
  assert_true(trimmed->n_cut > 0 && trimmed->n_cut <= 2 * 15);
  assert_true(ends[0] >= 15 && ends[1] >= 15);
  assert_true(above > 0);
  assert_int_equal(most->n_cut, above);
  assert_true(trimmed->effective > whole->effective && most->effective > whole->effective);
  assert_true(trimmed->high < whole->high && trimmed->low > whole->low);
}

/* --- who is compared with whom ----------------------------------------------------------------- */

static bool fails(const char *weighting, const char *message) {
  file_of("p.csv", people_file(all, 60, ';'));
  file_of("g.csv", people_file(others, 60, ';'));
  const struct ek_study *study = people_study(ek_sprintf(arena, "%scomparison: {group: {file: g.csv}, weighting: {%s}}\n" NOT_DRAWN, STUDY, weighting));
  struct ek_result *result = NULL;
  if (study != NULL && ek_run(arena, study, &result, diags) == EK_OK) return false;
  if (strstr(errors(), message) == NULL) fail_msg("not said: %s\n%s", message, errors());
  return true;
}

static void test_nobody_to_be_compared_with(void **state) {
  (void)state;
  draw_somebody(all, 60, 3, false);
  draw_somebody(others, 60, 4, false);
  for (size_t i = 0; i < 60; i++) if (others[i].household == 3) others[i].household = 0;
  assert_true(fails("variables: [household]", "nobody of the comparison group is in"));
}

/* Those like whom no participant is do not count; the others are as if they were not there. */
static void test_left_out(void **state) {
  (void)state;
  draw_somebody(all, 60, 3, false);
  draw_somebody(others, 60, 4, false);
  for (size_t i = 0; i < 60; i++) if (all[i].household == 3) all[i].household = 0;
  size_t n = 0;
  for (size_t i = 0; i < 60; i++) n += others[i].household == 3;
  const struct ek_result *a = weighed(60, 60, "variables: [household, age]", NOT_DRAWN);
  assert_true(n > 0);
  assert_int_equal(a->weighting->left_out, n);
  for (size_t i = 0; i < 60; i++) assert_true((a->weighting->factor[60 + i] == 0) == (others[i].household == 3));
  for (size_t i = 0; i < 60; i++) if (others[i].household == 3) others[i].weight = 0;
  const struct ek_result *b = weighed(60, 60, "variables: [household, age]", NOT_DRAWN);
  same_figures(a, b, 1e-9);
}

/* Few of them count as the others, or what is said with and without them would be theirs. */
static void test_few_are_not_left_out(void **state) {
  (void)state;
  draw_somebody(all, 60, 3, false);
  draw_somebody(others, 60, 4, false);
  for (size_t i = 0; i < 60; i++) {
    if (all[i].household == 3) all[i].household = 0;
    if (others[i].household == 3 || i < 4) others[i].household = i < 4 ? 3 : 0;
  }
  const struct ek_weighting *w = weighed(60, 60, "variables: [household]", NOT_DRAWN)->weighting;
  assert_int_equal(w->left_out, 0);
  size_t largest = 60;
  for (size_t i = 4; i < 60 && largest == 60; i++) if (others[i].household == 0) largest = i;
  for (size_t i = 0; i < 4; i++) assert_near(w->factor[60 + i], w->factor[60 + largest], 0, 0);
}

/* Ages that part the two wholly have no odds. */
static void test_told_apart_by_age(void **state) {
  (void)state;
  draw_somebody(all, 60, 3, false);
  draw_somebody(others, 60, 4, false);
  for (size_t i = 0; i < 60; i++) all[i].age = 20 + i % 15, others[i].age = 40 + i % 15;
  assert_true(fails("variables: [household, age]", "by 'age' participants and comparison group are told apart"));
}

/* The file's order is nothing: the same persons in another give the same. */
static void test_any_order(void **state) {
  (void)state;
  draw_somebody(all, 60, 3, true);
  draw_somebody(others, 60, 4, true);
  const struct ek_result *a = weighed(60, 60, "variables: [household, age, municipality, before.state]", NOT_DRAWN);
  for (size_t i = 0; i < 30; i++) {
    struct somebody swap = others[i];
    others[i] = others[59 - i];
    others[59 - i] = swap;
  }
  const struct ek_result *b = weighed(60, 60, "variables: [household, age, municipality, before.state]", NOT_DRAWN);
  same_figures(a, b, 1e-9);
}

/* Groups add to the whole, with weights too. */
static void test_groups_add(void **state) {
  (void)state;
  draw_somebody(all, 80, 3, true);
  draw_somebody(others, 80, 4, true);
  const struct ek_result *r = weighed(80, 80, "variables: [household, age]", NOT_DRAWN "breakdown: [household]\n");
  const struct ek_breakdown_result *b = r->breakdowns.items;
  double sum = 0, whole = ek_result_value(open_result(r), EK_FIG_BENEFIT, r->model->root, 60);
  for (size_t g = 0; g < b->by->n; g++) sum += ek_result_value(open_result(b->groups[g].result), EK_FIG_BENEFIT, r->model->root, 60);
  assert_near(sum, whole, 1e-10, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_alike_weigh_the_same), TEST(test_one_variable_is_post_stratification), TEST(test_the_score_balances),
      TEST(test_weights_find_the_truth), TEST(test_errors_agree_with_samples), TEST(test_error_knows_that_weights_are_made),
      TEST(test_weights_are_cut), TEST(test_nobody_to_be_compared_with), TEST(test_left_out), TEST(test_few_are_not_left_out),
      TEST(test_told_apart_by_age),
      TEST(test_any_order), TEST(test_groups_add)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
