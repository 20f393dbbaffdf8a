/* Tests of lib/engine/presence.c: members counted in ways, cell by cell. */
#include "people.h"

#include "engine/presence.h"

#define N 30
static struct somebody all[N], others[N];

static const struct ek_result *both(void) {
  draw_somebody(all, N, 3, true);
  draw_somebody(others, N, 4, true);
  file_of("p.csv", people_file(all, N, ';'));
  file_of("g.csv", people_file(others, N, ';'));
  return people_run(PEOPLE_HEAD(NPV) "participants:\n  file: p.csv\n" PEOPLE_COLUMNS
                    "comparison: {group: {file: g.csv}}\neffect: {retention: 87 %/year}\nbootstrap: {draws: 0}\n");
}

static double sum_of(const double *values, size_t from, size_t to) {
  double sum = 0;
  for (size_t i = from; i < to; i++) sum += values[i];
  return sum;
}

static void test_the_group_counts_as_many(void **state) {
  (void)state;
  const struct ek_runner *r = both()->runner;
  const struct ek_people *p = r->study->people;
  const struct ek_presence *w = r->everybody;
  assert_near(sum_of(w->weight, N, 2 * N), sum_of(w->weight, 0, N), 1e-13, 0);
  assert_near(w->people, sum_of(p->weight, 0, N), 1e-14, 0);
  assert_int_equal(w->heads, N);
  const struct ek_presence *scaled = ek_presence_make(arena, w->cells, NULL, 217);
  assert_near(scaled->people, 217, 0, 0);
  assert_near(sum_of(scaled->weight, 0, N), 217, 1e-13, 0);
  assert_near(sum_of(scaled->weight, N, 2 * N), 217, 1e-13, 0);
  double counts[2 * N] = {[3] = 2, [5] = 1, [N + 1] = 1, [N + 7] = 3};
  const struct ek_presence *some = ek_presence_make(arena, w->cells, counts, 0);
  assert_int_equal(some->heads, 2);
  assert_near(some->people, 2 * p->weight[3] + p->weight[5], 1e-14, 0);
  assert_near(some->weight[N + 7] / some->weight[N + 1], 3 * p->weight[N + 7] / p->weight[N + 1], 1e-13, 0);
  assert_near(sum_of(some->weight, N, 2 * N), some->people, 1e-13, 0);
}

/* Each stay counts once with the insats, or in the group, and once as it was before. */
static void test_cells(void **state) {
  (void)state;
  const struct ek_presence *w = both()->runner->everybody;
  const struct ek_crowd_cell *cells = w->cells->cells.items;
  double sum[4] = {0};
  size_t heads = 0;
  for (size_t i = 0; i < w->cells->cells.n; i++) {
    sum[cells[i].slot] += w->persons[i];
    heads += w->heads_of[i];
    for (size_t k = 0; k < i; k++) {
      assert_false(cells[k].slot == cells[i].slot && cells[k].shape == cells[i].shape && cells[k].stretch == cells[i].stretch);
    }
  }
  assert_near(sum[EK_SLOT_WITH], sum[EK_SLOT_BEFORE], 1e-13, 0);
  assert_near(sum[EK_SLOT_GROUP], sum[EK_SLOT_GROUP_BEFORE], 1e-13, 0);
  assert_int_equal(heads, 2 * w->cells->crowd->people->stays.n);
  assert_near(ek_slot_sign(EK_SLOT_WITH) + ek_slot_sign(EK_SLOT_BEFORE), 0, 0, 0);
  assert_near(ek_slot_sign(EK_SLOT_GROUP) + ek_slot_sign(EK_SLOT_GROUP_BEFORE), 0, 0, 0);
}

static void test_profiles(void **state) {
  (void)state;
  const struct ek_runner *r = both()->runner;
  const double dead = 0.23, fade = 0.87;
  struct ek_corrections c = {.share = {[EK_DEADWEIGHT] = &dead, [EK_RETENTION] = &fade}};
  const double *p = ek_stretch_profile(arena, &(struct ek_stretch){3, 5, SIZE_MAX}, r->study, &c, 12, 1);
  for (size_t m = 0; m < 12; m++) assert_near(p[m], m >= 3 && m < 8 ? 1 - dead : 0, 1e-15, 0);
  p = ek_stretch_profile(arena, &(struct ek_stretch){2, SIZE_MAX, 2}, r->study, &c, 40, 1);
  assert_near(p[1], 0, 0, 0);
  assert_near(p[2], 1 - dead, 1e-15, 0);
  assert_near(p[13], 1 - dead, 1e-15, 0);
  assert_near(p[14], (1 - dead) * fade, 1e-15, 0);
  assert_near(p[39], (1 - dead) * pow(fade, 3), 1e-15, 0);
  p = ek_stretch_profile(arena, &(struct ek_stretch){50, SIZE_MAX, 50}, r->study, &c, 40, 1);
  for (size_t m = 0; m < 40; m++) assert_near(p[m], 0, 0, 0);
  p = ek_stretch_profile(arena, &(struct ek_stretch){2, SIZE_MAX, 6}, r->study, &c, 40, 1); /* measured later than it began */
  assert_near(p[17], 1 - dead, 1e-15, 0);
  assert_near(p[18], (1 - dead) * fade, 1e-15, 0);
}

/* Without the correction the group is not booked. */
static void test_a_group_that_is_left_out(void **state) {
  (void)state;
  struct ek_runner *r = both()->runner;
  struct ek_corrections gross = {.compared = false};
  const struct ek_line *lines = ek_run_ledger(r, &gross, false)->lines.items;
  const struct ek_ledger *ledger = ek_run_ledger(r, &gross, false), *net = ek_run_ledger(r, &r->corrections, false);
  for (size_t i = 0; i < ledger->lines.n; i++) assert_int_not_equal(lines[i].role, EK_ROLE_GROUP);
  size_t of_group = 0;
  for (size_t i = 0; i < net->lines.n; i++) of_group += ((const struct ek_line *)net->lines.items)[i].role == EK_ROLE_GROUP;
  assert_true(of_group > 50);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_the_group_counts_as_many),
      TEST(test_cells),
      TEST(test_profiles),
      TEST(test_a_group_that_is_left_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
