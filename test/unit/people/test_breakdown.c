/* Tests of lib/people/breakdown.c. */
#include "fixture.h"

#define OF(more) WIDE_OF("id: nr, before.state: f, after.state: e, sex: k, age: å, background.Område: o", "  inputs: {wage: 20 000 kr/month}\n" more)
#define CSV                                                                                        \
  "nr;f;e;k;å;o\n1;outside;work;K;24;norr\n2;outside;work;M;25;Söder\n3;outside;work;;34,5;norr\n"  \
  "4;outside;work;K;49;söder\n5;outside;work;K;50;\n6;outside;work;M;;norr\n7;outside;xx;X;3;borta\n"

static const struct ek_breakdown *breakdown(const char *text, const char *csv, size_t number) {
  const struct ek_people *p = people_of(text, csv);
  assert_true(number < p->breakdowns.n);
  return (const struct ek_breakdown *)p->breakdowns.items + number;
}

static void check(const struct ek_breakdown *b, size_t n, const char *const *labels, const size_t *counts) {
  assert_int_equal(b->n, n);
  for (size_t i = 0; i < n; i++) {
    assert_string_equal(b->labels[i], labels[i]);
    assert_int_equal(b->counts[i], counts[i]);
  }
}

#define EXCLUDE "  on_problem: exclude\n"

/* By words, those of whom nothing is said last; who was left out has no group. */
static void test_groups(void **state) {
  (void)state;
  const char *text = OF(EXCLUDE) "breakdown: [sex, age_band, Område]\n";
  check(breakdown(text, CSV, 0), 3, (const char *[]){"kvinna", "man", ""}, (size_t[]){3, 2, 1});
  check(breakdown(text, CSV, 1), 5, (const char *[]){"–24", "25–34", "35–49", "50–", ""}, (size_t[]){1, 2, 1, 1, 1});
  const struct ek_breakdown *b = breakdown(text, CSV, 2);
  check(b, 3, (const char *[]){EK_NOT_TOLD, EK_NOT_TOLD, ""}, (size_t[]){2, 3, 1}); /* words of the file's for few */
  assert_int_equal(b->group[0], 1);
  assert_int_equal(b->group[3], 0);
  assert_int_equal(b->group[4], 2);
}

static void test_bands_of_the_study(void **state) {
  (void)state;
  const char *text = OF(EXCLUDE "  age_bands: [30, 50]\n") "breakdown: [age_band]\n";
  check(breakdown(text, CSV, 0), 4, (const char *[]){"–29", "30–49", "50–", ""}, (size_t[]){2, 2, 1, 1});
  assert_wrong(OF("  age_bands: [30, 50, 50]\n"), CSV, "the ages of 'age_bands' must rise, but 50 follows on 50; write age_bands: [25, 35, 50]");
  assert_wrong(OF("  age_bands: [50, 30]\n"), CSV, "the ages of 'age_bands' must rise, but 30 follows on 50");
}

static void test_groups_that_are_asked_for(void **state) {
  (void)state;
  struct ek_list by = {0};
  *(struct ek_name *)ek_list_push(arena, &by, sizeof(struct ek_name)) = (struct ek_name){.text = "Område"};
  const struct ek_people *p = people_by(OF(EXCLUDE) "breakdown: [sex]\n", CSV, &by);
  assert_non_null(p);
  assert_int_equal(p->breakdowns.n, 1);
  assert_string_equal(((const struct ek_breakdown *)p->breakdowns.items)->name, "Område");
}

static void test_what_is_wrong(void **state) {
  (void)state;
  assert_wrong(OF(EXCLUDE) "breakdown: [sx]\n", CSV, "no column says which 'sx' a participant belongs to; did you mean 'sex'?");
  assert_wrong(OF(EXCLUDE) "breakdown: [education]\n", CSV, "no column says which 'education' a participant belongs to; write columns: {education: …}");
  assert_wrong(OF(EXCLUDE) "breakdown: [hårfärg]\n", CSV, "there are sex, age_band, Område");
  assert_wrong(WIDE("") "breakdown: [age_band]\n", rows("f;e", "outside;work"), "write columns: {age: …}");
  assert_wrong(WIDE("") "breakdown: [hårfärg]\n", rows("f;e", "outside;work"), "write columns: {background.NAME: …}");
}

static void test_too_many_groups(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, "nr;f;e;k;å;o\n");
  for (int i = 0; i < 401; i++) ek_buffer_addf(&csv, "%d;outside;work;K;3;plats%d\n", i, i);
  assert_wrong(OF("") "breakdown: [Område]\n", ek_buffer_text(&csv), "'o' has more than 400 different values: too many groups; gather them under values");
}

static void test_shares_of_municipalities(void **state) {
  (void)state;
  const char *head = "ekusia: 1\ntitle: T\nmodel: sverige\n"
      "settings: {municipality: Eskilstuna, price_year: 2022, start: 2021-01, horizons: [2 years], discount: none}\n"
      "participants:\n  file: p.csv\n  columns: {id: nr, municipality: k, before.state: f, after.state: e}\n" ALONE;
  const char *csv = rows("k;f;e", "Eskilstuna;försörjningsstöd;arbete");
  const struct ek_people *p = people_of(ek_sprintf(arena, "%sfinancing: {kommun: {shares: {eskilstuna: 100 %%}}}\n", head), csv);
  assert_int_equal(p->municipality.n, 1);
  assert_string_equal(p->municipality.labels[0], "Eskilstuna");
  assert_wrong(ek_sprintf(arena, "%sfinancing: {kommun: {shares: {Eskilstun: 60 %%, Trosa: 40 %%}}}\n", head), csv, "no participant lives in 'Eskilstun'; did you mean 'Eskilstuna'?");
  assert_wrong("ekusia: 1\ntitle: T\nmodel: sverige\n"
               "settings: {municipality: Eskilstuna, price_year: 2022, start: 2021-01, horizons: [2 years], discount: none}\n"
               "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e}\n" ALONE
               "financing: {kommun: {shares: {Eskilstuna: 100 %}}}\n", csv, "no column says in which municipality 'Eskilstuna' or another a participant lives");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_groups),
      TEST(test_bands_of_the_study),
      TEST(test_groups_that_are_asked_for),
      TEST(test_what_is_wrong),
      TEST(test_too_many_groups),
      TEST(test_shares_of_municipalities),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
