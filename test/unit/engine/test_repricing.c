/* Tests of lib/engine/repricing.c: which standings a value reaches, and where they count. */
#include "people.h"

#include "engine/repricing.h"
#include "uncertainty/vary.h"

#define N 40

static struct somebody all[N];

static const struct ek_result *drawn_study(const char *rent) {
  draw_somebody(all, N, 91, true);
  file_of("p.csv", people_file(all, N, ';'));
  return people_run(ek_sprintf(arena, "%sassumptions: {hyra: %s, annat: 3 kr}\nparticipants:\n  file: p.csv\n%s"
                               "comparison: {before_continues: yes}\nbootstrap: {draws: 0}\n", PEOPLE_HEAD(NPV), rent,
                               "  columns: {id: nr, age: ålder, sex: kön, household: hushåll, municipality: kommun, entry: in, exit: ut, weight: vikt,\n"
                               "    before.state: före, during.state: under, after.state: efter, before.inputs.wage: lön0, after.inputs.wage: lön1,\n"
                               "    before.services.läkarbesök-primärvård: besök0, after.services.läkarbesök-primärvård: besök1}\n"
                               "  households: {E: {adults: 1}, EB: {adults: 1, children: [8]}, P: {adults: 2}, PB: {adults: 2, children: [6, 10]}}\n"
                               "  inputs: {boendekostnad: hyra, sjukpenning.lön_före: 25 385 kr/month}\n"));
}

/* Those that are reached have nothing in the rest, the others all they have. */
static void check_rest(const struct ek_repricing *p, const struct ek_crowd *base) {
  const struct ek_standing *s = base->people->standings.items;
  bool *reached = ek_alloc_array(arena, base->people->standings.n, sizeof *reached);
  for (size_t i = 0; i < p->n; i++) {
    reached[p->standing[i]] = true;
    assert_true(i == 0 || s[p->standing[i]].shape >= s[p->standing[i - 1]].shape);
  }
  for (size_t i = 0; i < base->people->standings.n; i++) {
    for (size_t a = 0; a < base->accounts; a++) assert_true(p->rest->net[i * base->accounts + a] == (reached[i] ? 0 : base->net[i * base->accounts + a]));
    assert_true(p->rest->work[i] == (reached[i] ? 0 : base->work[i]));
  }
}

/* Each stay of a reached standing is used once, and each standing before once for every stay. */
static void check_uses(const struct ek_repricing *p, const struct ek_people *people) {
  const struct ek_stay *stay = people->stays.items;
  size_t uses = 0, expected = 0;
  bool *reached = ek_alloc_array(arena, people->standings.n, sizeof *reached);
  for (size_t i = 0; i < p->n; i++) reached[p->standing[i]] = true;
  for (size_t u = 0; u < p->first_use[p->n]; u++) uses += p->uses[u].where < people->stretches.n;
  for (size_t i = 0; i < people->n; i++) {
    for (size_t k = people->first_stay[i]; k < people->first_stay[i + 1]; k++) expected += (size_t)reached[stay[k].standing] + (size_t)reached[people->before[i]];
  }
  assert_int_equal(uses, expected);
}

static void test_what_is_drawn(void **state) {
  (void)state;
  const struct ek_result *base = drawn_study("{dist: normal, mean: 6 513 kr/month, sd: 700 kr/month}");
  struct ek_runner r = {.arena = arena, .study = base->study, .draws = 3, .random = true};
  const struct ek_repricing *p = ek_repricing_new(&r, base->runner);
  assert_true(p->n > 0 && p->n <= base->runner->crowd->people->standings.n);
  check_rest(p, base->runner->crowd);
  check_uses(p, base->runner->crowd->people);
}

static void test_what_is_varied(void **state) {
  (void)state;
  const struct ek_result *base = drawn_study("6 513 kr/month");
  const double values[] = {60000, 70000};
  struct ek_varied varied = {.kind = EK_VARY_VALUE, .value = base->study->assumptions[0]->value, .column = values};
  struct ek_runner r = {.arena = arena, .study = base->study, .draws = 2, .varied = &varied, .n_varied = 1};
  const struct ek_repricing *p = ek_repricing_new(&r, base->runner);
  assert_true(p->n > 0);
  check_rest(p, base->runner->crowd);
  check_uses(p, base->runner->crowd->people);
  varied.value = base->study->assumptions[1]->value; /* no price rests on it */
  p = ek_repricing_new(&r, base->runner);
  assert_int_equal(p->n, 0);
  assert_ptr_equal(p->rest, base->runner->crowd);
  varied.kind = EK_VARY_COSTS;
  assert_int_equal(ek_repricing_new(&r, base->runner)->n, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_what_is_drawn), TEST(test_what_is_varied)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
