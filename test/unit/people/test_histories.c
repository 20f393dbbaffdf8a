/* Histories from files: steps of looks, spells and counts, moves, covariates and what is told. */
#include "support.h"

#include "near.h"
#include "people/estimates.h"

#define HEAD "ekusia: 1\ntitle: T\nmodel: generic\nestimate:\n  file: h.csv\n"
#define PANEL HEAD "  form: panel\n  columns: {id: nr, date: d, state: s, side: g}\n"
#define SPELLS HEAD "  form: spells\n  columns: {id: nr, from: a, to: b, state: s}\n"
#define MOVES "  transitions: {ute: inne, inne: [ute, slut]}\n"

static const struct ek_study *study_of(const char *text, const char *csv) {
  static const char *const folders[] = {"models", NULL};
  const struct ek_study_options options = {.model_folders = folders, .only = EK_ONLY_ESTIMATE};
  file_of("h.csv", csv);
  return ek_study_read(arena, file_of("s.yaml", text), &options, diags);
}

static const struct ek_histories *histories_of(const char *text, const char *csv) {
  const struct ek_study *study = study_of(text, csv);
  const struct ek_histories *h = study != NULL ? ek_histories_read(arena, study, diags) : NULL;
  if (h == NULL) fail_msg("%s", errors());
  return h;
}

/* Looks in the order of time whatever that of the file, and one that says nothing is none. */
static void looks(void **state) {
  (void)state;
  const struct ek_histories *h = histories_of(PANEL MOVES,
      "nr;d;s;g\n1;2020-03-01;inne;insats\n1;2020-01-01;ute;insats\n1;2020-02-01;;insats\n1;2021-03-01;slut;insats\n2;2020-01-01;ute;jämförelse\n"
      "2;2020-01-01;ute;jämförelse\n2;2020-01-31;inne;jämförelse\n3;2020-05-01;ute;insats\n4;20200501;ute;insats\n4;2020-05-09;ute;insats\n"
      "5;2020-05-01;inne;insats\n5;2020-05-02;ute;insats\n6;2020-05-01;ute;insats\n6;2020-06-01;ute;insats\n");
  assert_int_equal(h->persons, 5); /* the third is seen but once */
  assert_int_equal(h->looks, 12);
  assert_int_equal(h->n_steps, 6);
  assert_int_equal(h->n_states, 3);
  assert_string_equal(h->states[2], "slut");
  assert_int_equal(h->steps[0].to - h->steps[0].from, 60);
  assert_int_equal(h->steps[0].state, 0);
  assert_int_equal(h->steps[0].next, 1);
  assert_int_equal(h->steps[1].next, 2);
  assert_int_equal(h->steps[1].to - h->steps[1].from, 365);
  assert_int_equal(h->n_moves, 3);
}

/* Spells: half-open days, no move across a gap, and what is open goes on until it is said to end. */
static void spells(void **state) {
  (void)state;
  const struct ek_histories *h = histories_of(SPELLS MOVES "  until: 2020-12-31\n",
      "nr;a;b;s\n1;2020-01-01;2020-01-31;ute\n1;2020-02-01;2020-02;inne\n1;2020-03-01;;slut\n2;2020-01-01;2020-01-10;ute\n2;2020-01-20;2020-01-29;inne\n"
      "3;2020-12-01;;ute\n4;2020-12-01;;ute\n5;2020-12-01;2021-02-01;ute\n");
  assert_int_equal(h->persons, 5);
  assert_int_equal(h->n_steps, 8);
  assert_int_equal(h->steps[0].to - h->steps[0].from, 31);
  assert_int_equal(h->steps[0].next, 1);
  assert_int_equal(h->steps[1].to - h->steps[1].from, 29);
  assert_int_equal(h->steps[1].next, 2);
  assert_int_equal(h->steps[3].next, EK_NO_STATE); /* days in none */
  assert_int_equal(h->steps[4].to - h->steps[4].from, 10);
  assert_int_equal(h->steps[5].to - h->steps[5].from, 31);
  assert_int_equal(h->steps[7].to - h->steps[7].from, 31); /* cut */
}

/* Covariates are columns of 0 and 1; those with the insats are held against the others, and other
 * words against the one that the study names first. */
static void covariates(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, "nr;d;s;g;u\n");
  for (int i = 0; i < 30; i++) {
    for (int k = 0; k < 2; k++) {
      ek_buffer_addf(&csv, "%d;2020-0%d-01;%s;%s;%s\n", i, 1 + k, (i + k) % 2 ? "ute" : "inne", i % 2 ? "insats" : "jämförelse", i % 3 == 0 ? "hög" : i % 3 == 1 ? "låg" : "mellan");
    }
  }
  const struct ek_histories *h = histories_of(HEAD "  form: panel\n  columns: {id: nr, date: d, state: s, side: g, background.utb: u}\n"
      "  values: {u: {mellan: mellan}}\n  transitions: {ute: inne, inne: ute}\n  covariates: [side, utb]\n", csv.text);
  assert_int_equal(h->n_factors, 2);
  assert_string_equal(h->factors[0].words[0], "jämförelse");
  assert_string_equal(h->factors[1].words[0], "mellan");
  assert_string_equal(h->factors[1].words[1], "hög");
  assert_int_equal(h->factors[1].persons[2], 10);
  assert_int_equal(h->covariates, 3);
  assert_int_equal(h->patterns, 6);
  const double *x = h->x + h->steps[0].pattern * h->covariates; /* jämförelse, hög */
  assert_near(x[0], 0, 0, 0);
  assert_near(x[1], 1, 0, 0);
  assert_near(x[2], 0, 0, 0);
}

/* The rate of spells is moves by time, its matrix the exponential, and few movers are masked. */
static void estimates(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, "nr;a;b;s\n");
  for (int i = 0; i < 12; i++) {
    ek_buffer_addf(&csv, "%d;2019-01-01;2019-12-31;ute\n", i);
    if (i < 7) ek_buffer_addf(&csv, "%d;2020-01-01;2020-12-30;inne\n", i);
    if (i < 3) ek_buffer_addf(&csv, "%d;2020-12-31;2021-12-30;ute\n", i);
  }
  const struct ek_histories *h = histories_of(SPELLS "  transitions: {ute: inne, inne: ute}\n  cycle: 1 year\n", csv.text);
  struct ek_estimates e;
  assert_true(ek_estimates_make(arena, h, &e, diags));
  const struct ek_fitted *f = &e.fits[0];
  const struct ek_prospect *p = &f->prospects[0];
  assert_int_equal(f->persons, 12);
  assert_near(f->years, 22, 1e-12, 0);
  assert_near(p->q[1], 7.0 / 15, 1e-9, 0);
  assert_near(p->q[2], 3.0 / 7, 1e-9, 0);
  assert_near(f->fit.se[0], 1 / sqrt(7), 1e-6, 0);
  assert_near(p->stay[0], 15.0 / 7, 1e-9, 0);
  assert_near(p->stay_se[0], 15.0 / 7 / sqrt(7), 1e-6, 0);
  double sum = 7.0 / 15 + 3.0 / 7;
  assert_near(p->cycle[1], 7.0 / 15 / sum * (1 - exp(-sum)), 1e-9, 0);
  assert_true(f->masked[2] || f->masked[3]); /* three went back */
  assert_true(f->few_moves[1] && !f->few_moves[0]);
  assert_true(p->hidden[1] && p->any_hidden);
  assert_true(ek_estimates_hide_loglik(h, f));
  assert_string_equal(ek_estimates_name(arena, h, f, 1), "ln_inne_ute");
}

/* Who is found where: all in the first state at first, and nobody counts when not followed. */
static void prevalence(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, "nr;a;b;s\n");
  for (int i = 0; i < 20; i++) {
    ek_buffer_addf(&csv, "%d;2019-01-01;2019-%s;ute\n", i, i < 10 ? "06-30" : "12-31");
    if (i < 10) ek_buffer_addf(&csv, "%d;2019-07-01;2020-12-31;slut\n", i);
  }
  const struct ek_histories *h = histories_of(SPELLS "  transitions: {ute: slut}\n", csv.text);
  struct ek_estimates e;
  assert_true(ek_estimates_make(arena, h, &e, diags));
  const struct ek_prevalence *p = &e.fits[0].prevalence;
  assert_true(p->n >= 3);
  assert_near(p->persons[0], 20, 0, 0);
  assert_near(p->seen[0], 20, 0, 0);
  assert_near(p->expected[0], 20, 1e-12, 0);
  size_t last = p->n - 1;
  assert_true(p->days[last] < 366); /* then only those who ended would be known */
  assert_near(p->seen[last * 2 + 1], 10, 1e-12, 0);
  assert_near(p->expected[last * 2], 20 * exp(-e.fits[0].prospects[0].q[1] * p->days[last] / 365.0), 1e-9, 0);
}

static void names(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, "nr;d;s;g\n");
  for (int i = 0; i < 60; i++) {
    for (int k = 0; k < 3; k++) ek_buffer_addf(&csv, "%d;2020-0%d-01;%s;%s\n", i, 1 + k, (i % 4 + k) / 2 % 2 ? "a-b" : "öst", i % 2 ? "insats" : "jämförelse");
  }
  const struct ek_histories *h = histories_of(PANEL "  transitions: {a-b: öst, öst: a-b}\n  covariates: side\n", csv.text);
  struct ek_fitted f = {.rates = ek_histories_rates(h)};
  assert_string_equal(ek_estimates_name(arena, h, &f, 0), "ln_a_b_öst");
  assert_string_equal(ek_estimates_name(arena, h, &f, 3), "ln_hr_öst_a_b_side_insats");
  f.rates.common = true;
  f.label = "x y";
  assert_string_equal(ek_estimates_name(arena, h, &f, 2), "ln_hr_side_insats_x_y");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(looks), TEST(spells), TEST(covariates), TEST(estimates), TEST(prevalence), TEST(names)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
