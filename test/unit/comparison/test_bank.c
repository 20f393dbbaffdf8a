/* The bank: what it computes, keeps and forgets, and what it never holds. */
#include "unit/comparison/insats.h"
#include "unit/engine/fixture.h"

#include "comparison/bank.h"
#include "comparison/bank_index.h"

static const char *const folders[] = {"models", NULL};

static struct ek_bank *bank(void) {
  struct ek_bank *b = ek_bank_open(arena, ek_sprintf(arena, "%s/bank", folder), folders, diags);
  assert_non_null(b);
  return b;
}

static const struct ek_peer *insatser(const struct ek_bank *b, size_t n) {
  size_t found;
  const struct ek_peer *all = ek_bank_insatser(b, &found);
  assert_int_equal(found, n);
  return all;
}

static void two(void) {
  file_of("bank/a.yaml", STUDY("A", "unga", "2018", "131 000 kr"));
  file_of("bank/b/b.yaml", STUDY("B", "Nyanlända", "2020", "97 310 kr"));
}

/* What it tells is what the study gives, whether it was computed now or read from the index. */
static void test_figures_are_those_of_the_studies(void **state) {
  (void)state;
  two();
  const struct ek_result *r = run(STUDY("A", "unga", "2018", "131 000 kr")), *moved = run_set(STUDY("A", "unga", "2018", "131 000 kr"), SET("settings.price_year", "2020", "settings.horizons", "[5 years]"));
  for (int again = 0; again < 3; again++) {
    struct ek_bank *b = bank();
    const struct ek_peer *all = insatser(b, 2);
    assert_string_equal(all[0].title, "A");
    assert_string_equal(all[1].class[EK_UNLIKE_TARGET], "Nyanlända");
    for (int h = 12; h <= 60; h += 48) assert_near(ek_peer_figure(&all[0], EK_FIG_RESULT_PER_PARTICIPANT, r->model->root, h)->value, at(r, EK_FIG_RESULT_PER_PARTICIPANT, NULL, h), 0, 0);
    struct ek_peer one = all[0];
    struct ek_ground common = all[1].own;
    ek_ground_reach(arena, &common, 60);
    assert_true(ek_bank_move(b, &one, &common));
    assert_near(ek_peer_figure(&one, EK_FIG_RESULT_PER_PARTICIPANT, r->model->root, 60)->value, at(moved, EK_FIG_RESULT_PER_PARTICIPANT, NULL, 60), 0, 0);
    assert_near(ek_peer_figure(&one, EK_FIG_PAYBACK_MONTHS, r->model->root, 0)->value, at(moved, EK_FIG_PAYBACK_MONTHS, NULL, 0), 0, 0);
    assert_null(ek_peer_figure(&one, EK_FIG_RESULT_PER_PARTICIPANT, r->model->root, 12));
  }
}

static void test_keeps_up_with_the_folder(void **state) {
  (void)state;
  two();
  int root = insatser(bank(), 2)[0].model->root;
  double dearer = at(run(STUDY("A", "unga", "2018", "132 000 kr")), EK_FIG_RESULT_PER_PARTICIPANT, NULL, 60);
  assert_true(ek_peer_figure(&insatser(bank(), 2)[0], EK_FIG_RESULT_PER_PARTICIPANT, root, 60)->value > dearer);
  file_of("bank/a.yaml", STUDY("A", "unga", "2018", "132 000 kr"));
  assert_near(ek_peer_figure(&insatser(bank(), 2)[0], EK_FIG_RESULT_PER_PARTICIPANT, root, 60)->value, dearer, 0, 0);
  unlink(ek_sprintf(arena, "%s/bank/b/b.yaml", folder));
  assert_string_equal(insatser(bank(), 1)->title, "A");
}

/* A follow-up laid over its plan is the same insats. */
static void test_extended(void **state) {
  (void)state;
  two();
  file_of("bank/c.yaml", "ekusia: 1\nextends: a.yaml\ntitle: C\n");
  const struct ek_peer *all = insatser(bank(), 2);
  assert_string_equal(all[0].title, "B");
  assert_string_equal(all[1].title, "C");
  assert_errors("~ :0:0+0 '/bank/a.yaml' is left out: '/bank/c.yaml' extends it and stands for it\n");
  unlink(ek_sprintf(arena, "%s/bank/c.yaml", folder));
  assert_string_equal(insatser(bank(), 2)[0].title, "A");
}

static void test_broken(void **state) {
  (void)state;
  two();
  insatser(bank(), 2);
  file_of("bank/a.yaml", "ekusia: 1\nparticipants: {}\n");
  struct ek_bank *b = bank();
  assert_int_equal(ek_bank_broken(b), 1);
  assert_string_equal(insatser(b, 1)->title, "B");
  assert_true(ek_diags_errors(diags) > 0);
}

/* On ground on which it cannot be computed. */
static void test_cannot_be_moved(void **state) {
  (void)state;
  two();
  struct ek_bank *b = bank();
  struct ek_peer one = insatser(b, 2)[0];
  struct ek_ground common = one.own;
  ek_ground_discount(arena, &common, NAN, "no-such-schedule");
  assert_false(ek_bank_move(b, &one, &common));
  assert_non_null(strstr(errors(), "is left out: it cannot be computed as the others are, with settings.discount={schedule: no-such-schedule}"));
}

static void test_alike(void **state) {
  (void)state;
  two();
  const char *path = file_of("bank/c.yaml", STUDY("C", "nyanlända", "2020", "99 000 kr"));
  struct ek_bank *b = bank();
  const struct ek_peer *all = insatser(b, 3);
  struct ek_ground common = all[2].own;
  struct ek_bank_filter any = {0};
  struct ek_list of = ek_bank_alike(b, &any, &all[2], path, &common, diags);
  assert_int_equal(of.n, 2); /* whatever the case, and not itself */
  assert_string_equal(((const struct ek_peer *)of.items)[0].title, "C");
  assert_string_equal(((const struct ek_peer *)of.items)[1].title, "B");
  struct ek_bank_filter type = {.class = {[EK_UNLIKE_TYPE] = "arbetsmarknad"}};
  assert_int_equal(ek_bank_alike(b, &type, &all[2], path, &common, diags).n, 3);
  type.until = 2019;
  assert_int_equal(ek_bank_alike(b, &type, &all[2], path, &common, diags).n, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_figures_are_those_of_the_studies), TEST(test_keeps_up_with_the_folder), TEST(test_extended), TEST(test_broken), TEST(test_cannot_be_moved), TEST(test_alike)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
