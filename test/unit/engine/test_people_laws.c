/* Laws of people in files, whatever the prices: a file is what its persons are one by one, and
 * how it is written does not matter. */
#include "people.h"

#include "engine/bootstrap.h"

#define N 40
#define FILE_HEAD(profile) PEOPLE_HEAD(profile) "participants:\n  file: p.csv\n" PEOPLE_COLUMNS
#define NO_DRAWS "bootstrap: {draws: 0}\n"

static struct somebody all[N];

static const struct ek_result *as_file(const char *head, const char *tail, const char *csv) {
  file_of("p.csv", csv);
  return people_run(ek_sprintf(arena, "%s%s" NO_DRAWS, head, tail));
}

static const struct ek_result *as_cases(const char *head, const char *tail, const struct somebody *who, size_t n) {
  return people_run(ek_sprintf(arena, "%s%s%s", head, people_cases(who, n), tail));
}

/* --- a file is its persons ----------------------------------------------------------------- */

static void check_persons(bool weighted, const char *file_head, const char *case_head, const char *tail) {
  draw_somebody(all, N, weighted ? 77 : 12, weighted);
  const struct ek_result *cases = as_cases(case_head, tail, all, N);
  same_figures(cases, as_file(file_head, tail, people_file(all, N, ';')), 1e-9);
}

static void test_persons_are_cases(void **state) {
  (void)state;
  check_persons(false, FILE_HEAD(NPV), PEOPLE_HEAD(NPV), PEOPLE_COSTS PEOPLE_NET);
}

static void test_persons_with_weights_are_cases_with_weights(void **state) {
  (void)state;
  check_persons(true, FILE_HEAD(NPV), PEOPLE_HEAD(NPV), PEOPLE_COSTS PEOPLE_NET);
}

static void test_persons_are_cases_in_the_profile_nyttosam(void **state) {
  (void)state;
  const char *net = "comparison: {deadweight: 31 %, displacement: 12 %}\n";
  check_persons(true, FILE_HEAD(NYTTOSAM), PEOPLE_HEAD(NYTTOSAM), ek_sprintf(arena, PEOPLE_COSTS "%s", net));
}

/* Who enters after the horizon costs as much as others, though all is booked in the first month. */
static void test_costs_of_those_who_enter_late_in_the_profile_nyttosam(void **state) {
  (void)state;
  const char *head = "ekusia: 1\ntitle: Lagar\nmodel: sverige\n"
      "settings: {municipality: Eskilstuna, price_year: 2014, start: 2011-01, horizons: [1 year], profile: nyttosam}\n";
  const char *tail = PEOPLE_COSTS "comparison: {deadweight: 31 %}\n", *file_head = ek_sprintf(arena, "%sparticipants:\n  file: p.csv\n" PEOPLE_COLUMNS, head);
  draw_somebody(all, N, 12, true);
  double people = 0, months = 0;
  for (size_t i = 0; i < N; i++) {
    people += all[i].weight;
    months += all[i].weight * (double)all[i].months;
  }
  file_of("p.csv", people_file(all, N, ';'));
  const struct ek_result *both[] = {as_cases(head, tail, all, N), people_run(ek_sprintf(arena, "%s%sbootstrap: {draws: 100}\n", file_head, tail))};
  for (size_t i = 0; i < 2; i++) {
    assert_near(at(both[i], EK_FIG_COST, "af", 12), 4517.5 * people, 1e-12, 0);
    assert_near(at(both[i], EK_FIG_COST, "eu", 12), 811 * months, 1e-12, 0);
  }
  const struct ek_figure *f = ek_result_figure(both[1], EK_FIG_COST, ek_model_actor(both[1]->model, "af"), 12, -1);
  const struct ek_interval *in = &both[1]->bootstrap->of[f - (const struct ek_figure *)both[1]->figures.items];
  assert_true(in->low < f->value && f->value < in->high);
}

static void test_persons_are_cases_when_the_effect_fades_by_month(void **state) {
  (void)state;
  check_persons(false, FILE_HEAD(NPV), PEOPLE_HEAD(NPV),
                PEOPLE_COSTS "comparison: {deadweight: 17 %}\neffect: {lag: 3 months, retention: 71 %/year, retention_step: month}\n");
  check_persons(false, FILE_HEAD(NPV), PEOPLE_HEAD(NPV),
                PEOPLE_COSTS "comparison: {deadweight: 17 %}\neffect: {retention_profile: [100 %, 63 %, 11 %]}\n");
}

/* --- how it is written --------------------------------------------------------------------- */

static void test_the_order_of_rows_is_irrelevant(void **state) {
  (void)state;
  struct somebody turned[N];
  draw_somebody(all, N, 5, true);
  for (size_t i = 0; i < N; i++) turned[i] = all[(i * 17 + 3) % N];
  const char *tail = PEOPLE_COSTS PEOPLE_NET;
  same_figures(as_file(FILE_HEAD(NPV), tail, people_file(all, N, ';')),
               as_file(FILE_HEAD(NPV), tail, people_file(turned, N, ';')), 1e-11);
}

static void check_same_bits(const struct ek_result *a, const struct ek_result *b) {
  a = open_result(a);
  b = open_result(b);
  const struct ek_figure *f = a->figures.items, *g = b->figures.items;
  assert_int_equal(a->figures.n, b->figures.n);
  for (size_t i = 0; i < a->figures.n; i++) assert_memory_equal(&f[i].value, &g[i].value, sizeof(double));
}

/* With the columns turned round, and carriage returns before the line ends. */
static const char *turned_file(const char *text, bool returns) {
  struct ek_buffer out = {.arena = arena};
  for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
    const char *end = line + strcspn(line, "\n");
    for (const char *at = end; at > line;) {
      const char *cell = at;
      while (cell > line && cell[-1] != ';') cell--;
      ek_buffer_add_bytes(&out, cell, (size_t)(at - cell));
      ek_buffer_add(&out, cell > line ? ";" : "");
      at = cell > line ? cell - 1 : line;
      if (cell > line && at == line) break;
    }
    ek_buffer_add(&out, returns ? "\r\n" : "\n");
  }
  return ek_buffer_text(&out);
}

/* UTF-8 of Latin letters as Windows-1252. */
static const char *in_windows(const char *text) {
  char *out = ek_strdup(arena, text), *to = out;
  for (const char *at = text; *at != '\0'; at++) {
    if ((unsigned char)*at == 0xC3) *to++ = (char)((unsigned char)*++at + 0x40);
    else *to++ = *at;
  }
  *to = '\0';
  return out;
}

static void test_how_the_file_is_written_is_irrelevant(void **state) {
  (void)state;
  draw_somebody(all, N, 5, true);
  const char *tail = PEOPLE_COSTS PEOPLE_NET, *plain = people_file(all, N, ';');
  const struct ek_result *a = as_file(FILE_HEAD(NPV), tail, plain);
  const char *others[] = {turned_file(plain, false), turned_file(plain, true), in_windows(plain),
                          ek_sprintf(arena, "\xEF\xBB\xBF%s", plain), people_file(all, N, ','),
                          people_file(all, N, '\t'), ek_sprintf(arena, "\n\n%s\n\n", plain)};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) check_same_bits(a, as_file(FILE_HEAD(NPV), tail, others[i]));
}

/* --- size ---------------------------------------------------------------------------------- */

static void test_doubled_weights_double_the_effect(void **state) {
  (void)state;
  struct somebody twice[N];
  draw_somebody(all, N, 5, true);
  memcpy(twice, all, sizeof all);
  for (size_t i = 0; i < N; i++) twice[i].weight *= 2;
  const char *tail = PEOPLE_COSTS PEOPLE_NET;
  const struct ek_result *a = as_file(FILE_HEAD(NPV), tail, people_file(all, N, ';'));
  const struct ek_result *b = as_file(FILE_HEAD(NPV), tail, people_file(twice, N, ';'));
  for (int actor = 0; actor < (int)a->model->n_actors; actor++) {
    for (size_t h = 0; h < a->n_horizons; h++) {
      assert_near(ek_result_value(b, EK_FIG_BENEFIT, actor, a->horizons[h]),
                  2 * ek_result_value(a, EK_FIG_BENEFIT, actor, a->horizons[h]), 1e-12, 1e-6);
    }
  }
  assert_near(at(b, EK_FIG_PARTICIPANTS, NULL, 0), 2 * at(a, EK_FIG_PARTICIPANTS, NULL, 0), 1e-14, 0);
  assert_near(at(b, EK_FIG_REALISED_POTENTIAL, NULL, 0), at(a, EK_FIG_REALISED_POTENTIAL, NULL, 0), 1e-12, 0);
  assert_near(at(b, EK_FIG_HOUSEHOLD_AFTER, NULL, 0), at(a, EK_FIG_HOUSEHOLD_AFTER, NULL, 0), 1e-12, 0);
}

/* Twice as many took part as the file tells of: twice the effect, but not the fixed costs. */
static void test_a_sample_stands_for_all(void **state) {
  (void)state;
  draw_somebody(all, N, 5, true);
  const char *tail = PEOPLE_COSTS PEOPLE_NET;
  const struct ek_result *a = as_file(FILE_HEAD(NPV), tail, people_file(all, N, ';'));
  double people = at(a, EK_FIG_PARTICIPANTS, NULL, 0);
  const char *head = ek_sprintf(arena, "%s  whole: %.17g\n", FILE_HEAD(NPV), 2 * people);
  const struct ek_result *b = as_file(head, tail, people_file(all, N, ';'));
  assert_non_null(b->sample);
  assert_near(at(b, EK_FIG_PARTICIPANTS, NULL, 0), 2 * people, 1e-14, 0);
  assert_near(at(b->sample, EK_FIG_PARTICIPANTS, NULL, 0), people, 1e-14, 0);
  double whole_cost = at(b, EK_FIG_COST, NULL, 60), fixed = 0;
  for (int actor = 0; actor < (int)a->model->n_actors; actor++) {
    for (size_t h = 0; h < a->n_horizons; h++) {
      int months = a->horizons[h];
      double once = ek_result_value(a, EK_FIG_BENEFIT, actor, months);
      assert_near(ek_result_value(b, EK_FIG_BENEFIT, actor, months), 2 * once, 1e-12, 1e-6);
      assert_near(ek_result_value(b->sample, EK_FIG_BENEFIT, actor, months), once, 1e-12, 1e-6);
      assert_near(ek_result_value(b->sample, EK_FIG_COST, actor, months),
                  ek_result_value(b, EK_FIG_COST, actor, months), 1e-12, 1e-6); /* the whole bill */
    }
  }
  fixed = 2 * at(a, EK_FIG_COST, NULL, 60) - whole_cost;
  const struct ek_result *only = as_file(FILE_HEAD(NPV), "costs:\n"
      "  - {name: Ledare, category: personal, payer: kommun, amount: 52 385 kr/month, from: 2013-01, to: 2013-11}\n"
      "  - {name: Lokal, category: lokal, payer: samordningsförbund, amount: 240 133 kr, month: 2013-02}\n"
      "  - {name: Bidrag, payer: region, receiver: arbetsgivare, amount: 33 777 kr}\n" PEOPLE_NET, people_file(all, N, ';'));
  assert_near(fixed, at(only, EK_FIG_COST, NULL, 60), 1e-10, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_persons_are_cases),
      TEST(test_persons_with_weights_are_cases_with_weights),
      TEST(test_persons_are_cases_in_the_profile_nyttosam),
      TEST(test_costs_of_those_who_enter_late_in_the_profile_nyttosam),
      TEST(test_persons_are_cases_when_the_effect_fades_by_month),
      TEST(test_the_order_of_rows_is_irrelevant),
      TEST(test_how_the_file_is_written_is_irrelevant),
      TEST(test_doubled_weights_double_the_effect),
      TEST(test_a_sample_stands_for_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
