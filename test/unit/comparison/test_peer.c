/* An insats from a result: the figures of the run, and nothing that either run hides. */
#include "unit/comparison/insats.h"
#include "unit/engine/fixture.h"

#include "comparison/peer.h"

static void test_figures(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("A", "unga", "2018", "131 000 kr"));
  struct ek_peer p = ek_peer_of(arena, "a.yaml", r, r);
  int payer = ek_model_actor(r->model, "payer");
  assert_near(ek_peer_figure(&p, EK_FIG_RESULT_PER_PARTICIPANT, payer, 12)->value, at(r, EK_FIG_RESULT_PER_PARTICIPANT, "payer", 12), 0, 0);
  assert_near(ek_peer_figure(&p, EK_FIG_PARTICIPANTS, -1, 0)->value, 12.385, 0, 0);
  assert_null(ek_peer_figure(&p, EK_FIG_PAYBACK_MONTHS, payer, 0)); /* of society alone */
  assert_null(ek_peer_figure(&p, EK_FIG_BENEFIT, payer, 12));
  assert_string_equal(p.class[EK_UNLIKE_COUNTERFACTUAL], "deadweight");
  assert_string_equal(p.own.part[EK_GROUND_PRICE_YEAR], "2018");
  assert_int_equal(ek_month_year(p.start), 2018);
  assert_false(p.displaces);
  assert_true(ek_peer_of(arena, "a", r, run_set(STUDY("A", "unga", "2018", "1 kr"), SET("comparison.displacement", "12.5 %"))).displaces);
}

static void test_hidden(void **state) {
  (void)state;
  const struct ek_result *own = run(STUDY("A", "unga", "2018", "131 000 kr")), *r = run(STUDY("A", "unga", "2018", "131 000 kr"));
  struct ek_figure *f = own->figures.items;
  for (size_t i = 0; i < own->figures.n; i++) if (f[i].def->id == EK_FIG_COST_PER_PARTICIPANT) f[i].hidden = true;
  struct ek_peer p = ek_peer_of(arena, "a", own, r);
  const struct ek_peer_figure *cost = ek_peer_figure(&p, EK_FIG_COST_PER_PARTICIPANT, -1, 0);
  assert_true(cost->hidden && isnan(cost->value));
}

static void test_run(void **state) {
  (void)state;
  static const char *const folders[] = {"models", NULL};
  const struct ek_setting set = {.path = "comparison.deadweight", .text = "61 %"}, more = {.path = "comparison.deadweight", .text = "25 %"};
  const struct ek_study_options options = {.set = &set, .n_set = 1, .model_folders = folders};
  struct ek_list last = {0};
  enum ek_status status;
  *(struct ek_setting *)ek_list_push(arena, &last, sizeof more) = more;
  const char *path = file_of("a.yaml", STUDY("A", "unga", "2018", "131 000 kr"));
  double plain = at(run(STUDY("A", "unga", "2018", "131 000 kr")), EK_FIG_RESULT, NULL, 60);
  assert_true(at(ek_peer_run(arena, path, &options, NULL, &status, diags), EK_FIG_RESULT, NULL, 60) < plain);
  assert_near(at(ek_peer_run(arena, path, &options, &last, &status, diags), EK_FIG_RESULT, NULL, 60), plain, 0, 0); /* the last one holds */
  assert_null(ek_peer_run(arena, "nowhere.yaml", &options, NULL, &status, diags));
  assert_int_equal(status, EK_INPUT_ERROR);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_figures), TEST(test_hidden), TEST(test_run)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
