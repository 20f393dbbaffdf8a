/* How many are in each phase each month: entry, lag, retention, corrections, later phases. */
#include "fixture.h"

#include "engine/path.h"

#define MONTHS 40

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                         \
  "settings: {price_year: 2020, start: 2020-03, discount: {schedule: none}}\n"                     \
  "participants:\n  cases:\n    - name: A\n      weight: 17.3\n      start: 2020-05\n"             \
  "      before: {states: {outside: 100 %}}\n"                                                     \
  "      during: {months: 3, states: {outside: 100 %}}\n"                                          \
  "      after: {months: 14, states: {work: 50 %, outside: 50 %}, inputs: {wage: 20 000 kr/month}}\n" \
  "      later: [{months: 5, states: {work: 100 %}, inputs: {wage: 20 000 kr/month}},\n"           \
  "              {states: {outside: 100 %}}]\n"                                                    \
  "comparison: {deadweight: 23 %}\n"

static const double weight[2] = {17.3, 2.385};

static struct ek_path *path_of(const struct ek_study *s, const struct ek_corrections *c) {
  assert_non_null(s);
  return ek_path_make(arena, s, s->participants.cases.items, weight, c, MONTHS, 2);
}

/* Persons in a month and draw; nobody where there is no column. */
static double persons(const double *const *quantity, size_t month, size_t draw) {
  return quantity[month] != NULL ? quantity[month][draw] : 0;
}

static const struct ek_case *first_case(const struct ek_study *s) {
  return s->participants.cases.items;
}

/* The months [from, to) of a phase hold `expected` times the weight, others nothing. */
static void assert_stretch(const double *const *quantity, size_t from, size_t to, double expected) {
  for (size_t m = 0; m < MONTHS; m++) {
    for (size_t d = 0; d < 2; d++) {
      double wanted = m >= from && m < to ? expected * weight[d] : 0;
      assert_near(persons(quantity, m, d), wanted, 1e-14, 0);
    }
  }
}

static void test_phases_follow_each_other(void **state) {
  (void)state;
  const struct ek_corrections none = {.share = {NULL}};
  const struct ek_study *s = study_set(STUDY, SET("effect.lag", "2 months"));
  struct ek_path *path = path_of(s, &none);
  assert_int_equal(path->n, 4);
  assert_ptr_equal(path->phases[0].phase, &first_case(s)->during);
  assert_ptr_equal(path->phases[1].phase, &first_case(s)->after);
  assert_stretch(path->phases[0].quantity, 2, 5, 1);
  assert_stretch(path->phases[1].quantity, 7, 21, 1);
  assert_stretch(path->phases[2].quantity, 21, 26, 1);
  assert_stretch(path->phases[3].quantity, 26, MONTHS, 1);
  assert_int_equal(ek_path_entry(s, first_case(s)), 2);
}

/* Whoever is in a phase is away from the comparison, month by month. */
static void test_comparison_is_minus_the_phases(void **state) {
  (void)state;
  const double dead[2] = {0.3, 0.41}, cut[2] = {0.1, 0}, claim[2] = {0.9, 0.77}, leak[2] = {0.05, 0};
  const struct ek_corrections c = {.share = {[EK_DEADWEIGHT] = dead, [EK_HAIRCUT] = cut,
                                             [EK_ATTRIBUTION] = claim, [EK_LEAKAGE] = leak}};
  struct ek_path *path = path_of(study_set(STUDY, NULL), &c);
  for (size_t i = 0; i < 2 * MONTHS; i++) {
    double sum = 0;
    for (size_t k = 0; k < path->n; k++) sum += persons(path->phases[k].quantity, i / 2, i % 2);
    assert_near(persons(path->comparison, i / 2, i % 2), -sum, 1e-14, 0);
  }
  double net[2] = {0.7 * 0.95 * 0.9 * 0.9, 0.59 * 0.77};
  for (size_t d = 0; d < 2; d++) {
    assert_near(path->phases[0].quantity[3][d], weight[d] * net[d], 1e-14, 0);
    assert_near(path->phases[3].steady[d], weight[d] * net[d], 1e-14, 0);
    assert_near(path->comparison_steady[d], -weight[d] * net[d], 1e-14, 0);
  }
  for (size_t i = 0; i < 3; i++) assert_null(path->phases[i].steady); /* the last one lasts */
}

static void test_retention_by_year_and_by_month(void **state) {
  (void)state;
  const double kept[2] = {0.85, 0.6};
  const struct ek_corrections c = {.share = {[EK_RETENTION] = kept}};
  const double *const *q = path_of(study_set(STUDY, NULL), &c)->phases[1].quantity;
  assert_near(q[5][0], 17.3, 1e-14, 0);
  assert_near(q[16][1], 2.385, 1e-14, 0); /* the twelfth month */
  assert_near(q[17][0], 17.3 * 0.85, 1e-14, 0);
  struct ek_path *monthly =
      path_of(study_set(STUDY, SET("effect", "{retention: 85 %/year, retention_step: month}")), &c);
  q = monthly->phases[1].quantity;
  assert_near(q[5][0], 17.3, 1e-14, 0);
  assert_near(q[10][1], 2.385 * pow(0.6, 5.0 / 12), 1e-14, 0);
  assert_stretch(monthly->phases[0].quantity, 2, 5, 1); /* the insats itself does not fade */
  /* What follows `after` goes on fading from where `after` began. */
  assert_near(monthly->phases[3].quantity[30][0], 17.3 * pow(0.85, 25.0 / 12), 1e-14, 0);
}

/* Months in which equally much is left share a column, and no others do. */
static void test_months_that_are_alike(void **state) {
  (void)state;
  const double kept[2] = {0.85, 0.6};
  const struct ek_corrections c = {.share = {[EK_RETENTION] = kept}}, none = {.share = {NULL}};
  struct ek_path *path = path_of(study_set(STUDY, NULL), &c);
  for (size_t m = 1; m < MONTHS; m++) {
    bool same = m != 2 && m != 5 && m != 17 && m != 19 && m != 24 && m != 29; /* phases, and years from month 5 */
    assert_int_equal(path->comparison[m] == path->comparison[m - 1], same);
  }
  path = path_of(study_set(STUDY, SET("effect", "{retention: 85 %/year, retention_step: month}")), &c);
  for (size_t m = 6; m < MONTHS; m++) assert_ptr_not_equal(path->comparison[m], path->comparison[m - 1]);
  path = path_of(study_set(STUDY, NULL), &none);
  assert_ptr_equal(path->comparison[39], path->comparison[24]);
}

static void test_retention_profile(void **state) {
  (void)state;
  const double first[2] = {1, 0.9}, second[2] = {0.7, 0.5};
  const double *profile[] = {first, second};
  const struct ek_corrections c = {.share = {NULL}, .profile = profile, .n_profile = 2};
  struct ek_path *path = path_of(study_set(STUDY, NULL), &c);
  assert_near(path->phases[1].quantity[5][1], 2.385 * 0.9, 1e-14, 0);
  assert_near(path->phases[1].quantity[17][0], 17.3 * 0.7, 1e-14, 0);
  assert_near(path->phases[3].quantity[39][0], 17.3 * 0.7, 1e-14, 0); /* the last holds on */
}

static void test_nyttosam_is_constant(void **state) {
  (void)state;
  const double kept[2] = {0.85, 0.6};
  const struct ek_corrections c = {.share = {[EK_RETENTION] = kept}};
  struct ek_path *path = path_of(
      study_set(STUDY, SET("settings.profile", "nyttosam", "settings.discount", "{schedule: none}")), &c);
  assert_int_equal(path->n, 1);
  assert_stretch(path->phases[0].quantity, 0, MONTHS, 1);
}

#define SHORT(phases)                                                                              \
  "ekusia: 1\ntitle: T\nmodel: generic\nsettings: {price_year: 2020, start: 2020-03, discount: {schedule: none}}\n" \
  "participants: {cases: [{name: A, before: {states: {outside: 100 %}}" phases "}]}\n"            \
  "comparison: {deadweight: 23 %}\n"

static void test_lasting_phase(void **state) {
  (void)state;
  const struct ek_corrections none = {.share = {NULL}};
  const struct ek_study *s = study_set(SHORT(""), NULL);
  assert_null(ek_path_lasting(first_case(s)));
  struct ek_path *path = path_of(s, &none);
  assert_int_equal(path->n, 0);
  assert_stretch(path->comparison, 0, 0, 0);
  assert_null(path->comparison_steady);
  s = study_set(SHORT(", during: {months: 3, states: {outside: 50 %}}"), NULL);
  assert_ptr_equal(ek_path_lasting(first_case(s)), &first_case(s)->during);
  path = path_of(s, &none);
  assert_int_equal(path->n, 1);
  assert_stretch(path->phases[0].quantity, 0, 3, 1); /* then as before */
  assert_near(path->phases[0].steady[0], 17.3, 1e-15, 0);
}

/* A phase that begins after the last month leaves no trace and no fault. */
static void test_beyond_the_last_month(void **state) {
  (void)state;
  const struct ek_corrections none = {.share = {NULL}};
  struct ek_path *path =
      path_of(study_set(STUDY, SET("participants.cases[1].start", "2031-01")), &none);
  for (size_t i = 0; i < path->n; i++) assert_stretch(path->phases[i].quantity, 0, 0, 0);
}

static void test_shares(void **state) {
  (void)state;
  const double a[2] = {0.1, 0.2}, b[2] = {0.3, 1};
  struct ek_corrections c = {.share = {NULL}};
  assert_null(ek_path_displaced_share(arena, &c, 2));
  assert_near(ek_path_net_share(arena, &c, 2)[1], 1, 0, 0);
  c.share[EK_DISPLACEMENT] = a;
  assert_near(ek_path_displaced_share(arena, &c, 2)[1], 0.2, 1e-15, 0);
  c.share[EK_SUBSTITUTION] = b;
  const double *both = ek_path_displaced_share(arena, &c, 2);
  assert_near(both[0], 1 - 0.9 * 0.7, 1e-15, 0);
  assert_near(both[1], 1, 1e-15, 0);
  assert_near(ek_path_net_share(arena, &c, 2)[0], 1, 0, 0); /* they touch production alone */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_phases_follow_each_other), TEST(test_comparison_is_minus_the_phases),
      TEST(test_retention_by_year_and_by_month), TEST(test_months_that_are_alike), TEST(test_retention_profile),
      TEST(test_nyttosam_is_constant), TEST(test_lasting_phase), TEST(test_beyond_the_last_month),
      TEST(test_shares),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
