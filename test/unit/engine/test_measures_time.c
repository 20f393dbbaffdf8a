/* A measure counts the time that kronor count: until the longest horizon, whatever the cycle and
 * whenever persons enter. */
#include "fixture.h"

#include "engine/alternatives.h"

/* Sick for 1 kr a year and worth 1 a year in one alternative; in the other leaving for 1 kr a time. */
#define STUDY(cycle, more, leave)                                                                  \
  "ekusia: 1\ntitle: Tid\nmodel: generic\n"                                                        \
  "settings: {price_year: 2013, start: 2013-01, horizons: [14 months], discount: {rate: 3.85 %}}\n" \
  "states:\n"                                                                                      \
  "  sick: {flows: [{name: care, from: payer, to: resources, amount: 1 kr/year}]}\n"               \
  "outcomes:\n"                                                                                    \
  "  cycle: " cycle "\n"                                                                           \
  "  counting: end\n"                                                                              \
  "  initial: {sick: 7.25}\n"                                                                      \
  "  states: {well: {states: {}}}\n" more                                                          \
  "  alternatives:\n"                                                                              \
  "    with: {matrix: {sick: {sick: rest, well: " leave "}}}\n"                                    \
  "    without: {reference: yes, matrix: {sick: {sick: 1}}}\n"                                     \
  "measures:\n"                                                                                    \
  "  - {name: sick, states: {sick: 1}}\n"                                                          \
  "  - {name: moves, states: {sick: 1}, events: [{from: sick, to: well, amount: 1}]}\n"
#define EVENT "  events: [{name: bonus, from: sick, to: well, payer: payer, amount: 1 kr}]\n"
#define ENTRY "  entry: {2013-01: 25 %, 2013-08: 75 %}\n"

static void same(const char *text) {
  const struct ek_result *r = run(text);
  const struct ek_alternatives *all = r->alternatives;
  size_t sum = strstr(text, EVENT) != NULL ? 1 : 0;
  for (size_t a = 0; a < 2; a++) {
    assert_true(all->measure[a][sum][0] > 0.5);
    assert_near(all->measure[a][sum][0], -all->total[a][r->model->root][0], 1e-13, 0);
  }
}

/* Weeks and days do not fill 14 months; the part of the last that does counts. */
static void test_part_of_a_cycle(void **state) {
  (void)state;
  same(STUDY("1 week", "", "3.1 %"));
  same(STUDY("5 days", "", "3.1 %"));
  same(STUDY("1 day", "", "0.31 %"));
  same(STUDY("2 weeks", EVENT, "3.1 %"));
  same(STUDY("7 months", EVENT, "31 %"));
  const struct ek_result *r = run(STUDY("1 week", "", "3.1 %"));
  double years = 14 / 12.0, weeks = years * 365 / 7, whole = floor(weeks);
  double expected = 0;
  for (int k = 0; k < (int)whole; k++) expected += pow(1.0385, -(k + 1) * 7 / 365.0);
  expected += (weeks - whole) * pow(1.0385, -(whole + 1) * 7 / 365);
  assert_near(r->alternatives->measure[1][0][0], 7.25 * expected * 7 / 365, 1e-12, 0);
}

/* Who enters in August has seven of the fourteen months. */
static void test_late_entry(void **state) {
  (void)state;
  same(STUDY("1 month", ENTRY, "3.1 %"));
  same(STUDY("1 month", EVENT ENTRY, "3.1 %"));
  same(STUDY("7 months", EVENT ENTRY, "31 %"));
  same(STUDY("2 weeks", EVENT ENTRY, "3.1 %"));
  const struct ek_result *r = run_set(STUDY("1 month", ENTRY, "3.1 %"), SET("settings.discount", "none"));
  assert_near(r->alternatives->measure[1][0][0], 7.25 * (0.25 * 14 + 0.75 * 7) / 12, 1e-13, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_part_of_a_cycle), TEST(test_late_entry)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
