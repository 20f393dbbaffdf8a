/* Tests of lib/engine/groups.c: groups add to the whole, and few are not shown. */
#include "people.h"

#include "engine/bootstrap.h"

#define N 60
#define HEAD PEOPLE_HEAD(NPV) "participants:\n  file: p.csv\n" PEOPLE_COLUMNS
#define TAIL PEOPLE_COSTS PEOPLE_NET "breakdown: [sex, age_band, household, municipality]\n"

static struct somebody all[N];

static const struct ek_result *grouped(const char *more) {
  draw_somebody(all, N, 31, true);
  file_of("p.csv", people_file(all, N, ';'));
  return people_run(ek_sprintf(arena, "%s%s%s", HEAD, TAIL, more));
}

/* Kronor and persons add up; ratios do not. */
static bool adds_up(const struct ek_figure *f) {
  enum ek_figure_id id = f->def->id;
  return id == EK_FIG_BENEFIT || id == EK_FIG_COST || id == EK_FIG_RESULT || id == EK_FIG_BENEFIT_PER_YEAR ||
         id == EK_FIG_BENEFIT_IN_YEAR || id == EK_FIG_COST_IN_YEAR || id == EK_FIG_NET_IN_YEAR ||
         id == EK_FIG_BENEFIT_STAGE || id == EK_FIG_PARTICIPANTS || id == EK_FIG_EXTRA_IN_WORK ||
         id == EK_FIG_EXTRA_IN_SUBSIDISED_WORK || id == EK_FIG_PRODUCTION || id == EK_FIG_RESOURCES ||
         id == EK_FIG_BORDER || (id >= EK_FIG_POTENTIAL_BEFORE && id <= EK_FIG_POTENTIAL_AFTER_RESOURCES);
}

static void check_sums(const struct ek_result *r, size_t breakdowns) {
  const struct ek_breakdown_result *by = r->breakdowns.items;
  const struct ek_figure *whole = open_result(r)->figures.items;
  size_t checked = 0;
  assert_int_equal(r->breakdowns.n, breakdowns);
  for (size_t b = 0; b < r->breakdowns.n; b++) {
    const struct ek_figure *opened[8];
    assert_true(by[b].by->n <= 8);
    for (size_t g = 0; g < by[b].by->n; g++) opened[g] = open_result(by[b].groups[g].result)->figures.items;
    for (size_t i = 0; i < r->figures.n; i++) {
      double sum = 0, size = 0;
      if (!adds_up(&whole[i])) continue;
      for (size_t g = 0; g < by[b].by->n; g++) {
        const struct ek_figure *f = opened[g] + i;
        assert_ptr_equal(f->def, whole[i].def);
        assert_int_equal(f->actor, whole[i].actor);
        sum += f->value;
        size += fabs(f->value);
      }
      near_check(sum, whole[i].value, 0, 1e-11 * size + 1e-5, whole[i].def->name, __FILE__, __LINE__);
      checked++;
    }
  }
  assert_true(checked > 400);
}

static void test_groups_add_to_the_whole(void **state) {
  (void)state;
  check_sums(grouped("bootstrap: {draws: 0}\n"), 4);
}

static void test_shares_of_municipalities_add_to_the_whole(void **state) {
  (void)state;
  const struct ek_result *r = grouped("bootstrap: {draws: 0}\n"
      "financing: {kommun: {shares: {Eskilstuna: 23.85 %, strängnäs: 41 %, Stockholm: 35.15 %}}}\n");
  check_sums(r, 4);
  const struct ek_breakdown_result *by = (const struct ek_breakdown_result *)r->breakdowns.items + 3;
  double cost = at(r, EK_FIG_COST, "kommun", 60);
  for (size_t g = 0; g < 3; g++) {
    const char *label = by->groups[g].label;
    double share = strcmp(label, "Eskilstuna") == 0 ? 0.2385 : strcmp(label, "Stockholm") == 0 ? 0.3515 : 0.41;
    assert_near(at(by->groups[g].result, EK_FIG_COST, "kommun", 60), share * cost, 1e-12, 0);
  }
}

/* A place spelled in two ways is one place: its share is not borne twice. */
static void test_a_place_spelled_in_two_ways_is_one_group(void **state) {
  (void)state;
  draw_somebody(all, N, 31, true);
  char *csv = ek_strdup(arena, people_file(all, N, ';')), *place;
  size_t turned = 0;
  for (char *from = csv; (place = strstr(from, "Eskilstuna")) != NULL; from = place + 1) {
    if (turned++ % 2) *place = 'e';
  }
  assert_true(turned > 3);
  file_of("p.csv", csv);
  const struct ek_result *r = people_run(ek_sprintf(arena, "%s%sbootstrap: {draws: 0}\n"
      "financing: {kommun: {shares: {Eskilstuna: 23.85 %%, Strängnäs: 41 %%, Stockholm: 35.15 %%}}}\n", HEAD, TAIL));
  check_sums(r, 4);
  assert_int_equal(((const struct ek_breakdown_result *)r->breakdowns.items)[3].by->n, 3);
}

/* With a comparison group each group is held against as many as it has itself. */
static void test_groups_add_up_with_a_comparison_group_and_a_sample(void **state) {
  (void)state;
  struct somebody others[N];
  draw_somebody(all, N, 31, true);
  draw_somebody(others, N, 8, true);
  file_of("p.csv", people_file(all, N, ';'));
  file_of("g.csv", people_file(others, N, ';'));
  check_sums(people_run(ek_sprintf(arena, "%s  whole: 333\n" PEOPLE_COSTS "bootstrap: {draws: 0}\nbreakdown: [sex, household]\n"
                                   "comparison: {group: {file: g.csv}, displacement: 12 %%}\n", HEAD)), 2);
}

static void test_few_are_masked(void **state) {
  (void)state;
  draw_somebody(all, N, 31, false);
  for (size_t i = 0; i < N; i++) all[i].household = i < 3 ? 3 : i < 30 ? 0 : i < 45 ? 1 : 2;
  file_of("p.csv", people_file(all, N, ';'));
  const struct ek_result *r = people_run(ek_sprintf(arena, "%s%sbootstrap: {draws: 100}\n", HEAD, TAIL));
  const struct ek_breakdown_result *by = (const struct ek_breakdown_result *)r->breakdowns.items + 2;
  assert_string_equal(by->by->name, "household");
  assert_int_equal(by->by->n, 4);
  for (size_t g = 0; g < 4; g++) {
    const struct ek_group *group = &by->groups[g];
    bool few = group->persons == 3, next = group->persons == 15 && !few;
    assert_true(group->masked == few || (next && group->masked));
    assert_true((group->result->bootstrap == NULL) == group->masked);
  }
  assert_int_equal(by->groups[0].masked + by->groups[1].masked + by->groups[2].masked + by->groups[3].masked, 2);
}

static void test_shares_that_do_not_add_up(void **state) {
  (void)state;
  draw_somebody(all, N, 31, true);
  file_of("p.csv", people_file(all, N, ';'));
  const struct ek_study *study = people_study(ek_sprintf(arena, "%s%s%s", HEAD, TAIL,
      "financing: {kommun: {shares: {Eskilstuna: 23.85 %, Stockholm: 35.15 %}}}\n"));
  struct ek_result *result;
  assert_non_null(study);
  assert_int_equal(ek_run(arena, study, &result, diags), EK_INPUT_ERROR);
  assert_non_null(strstr(errors(), "the shares of 'kommun' add to 59 %, not 100 %"));
}

static void test_draws_as_the_study_says(void **state) {
  (void)state;
  assert_null(grouped("bootstrap: {draws: 0}\n")->bootstrap);
  assert_int_equal(grouped("bootstrap: {draws: 170, seed: 9}\n")->bootstrap->draws, 170);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_groups_add_to_the_whole),
      TEST(test_shares_of_municipalities_add_to_the_whole),
      TEST(test_a_place_spelled_in_two_ways_is_one_group),
      TEST(test_groups_add_up_with_a_comparison_group_and_a_sample),
      TEST(test_few_are_masked),
      TEST(test_shares_that_do_not_add_up),
      TEST(test_draws_as_the_study_says),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
