/* The list of indicators that comes with the program, and lists that are wrong. */
#include "support.h"

#include <math.h>

#include "indicators/list.h"

static const char *const folders[] = {"models", NULL};

static const struct ek_indicator *core_of(const struct ek_indicator_list *list, int number) {
  const struct ek_indicator *all = list->indicators.items;
  for (size_t i = 0; i < list->indicators.n; i++) if (all[i].number == number) return &all[i];
  fail_msg("there is no indicator %d in the core", number);
  return NULL;
}

/* What the source says: 15 of 41, 10 of process and 5 of effect; 137 candidates. */
static void as_in_the_source(void **state) {
  (void)state;
  static const struct { int original, votes, perspective; } core[15] = {
      {1, 100, 0}, {7, 57, 0}, {18, 87, 0}, {25, 74, 0}, {30, 65, 0}, {31, 65, 0}, {34, 91, 0}, {54, 57, 1}, {57, 96, 2}, {86, 91, 3},
      {103, 100, 0}, {110, 83, 1}, {113, 61, 1}, {125, 65, 2}, {137, 87, 3}};
  const struct ek_indicator_list *list = ek_indicator_list_find(arena, folders, diags);
  assert_non_null(list);
  assert_int_equal(list->indicators.n, 41);
  for (int i = 0; i < 15; i++) {
    const struct ek_indicator *x = core_of(list, i + 1);
    assert_int_equal(x->original, core[i].original);
    assert_int_equal(x->perspective, core[i].perspective);
    assert_int_equal(x->type, i < 10 ? EK_INDICATES_PROCESS : EK_INDICATES_EFFECT);
    assert_near(ek_indicator_votes(arena, x), core[i].votes / 100.0, 1e-15, 0);
    assert_false(x->judged);
  }
}

/* Of the extended ones those whose neighbours in the core differ in perspective are judged. */
static void judged_where_neighbours_differ(void **state) {
  (void)state;
  const struct ek_indicator_list *list = ek_indicator_list_find(arena, folders, diags);
  const struct ek_indicator *all = list->indicators.items;
  size_t extended = 0;
  for (size_t i = 0; i < list->indicators.n; i++) {
    if (all[i].level != EK_LEVEL_EXTENDED) continue;
    extended++;
    int below = -1, above = -1;
    for (int k = 1; k <= 15; k++) {
      const struct ek_indicator *x = core_of(list, k);
      if (x->type != all[i].type) continue;
      if (x->original < all[i].original) below = x->perspective;
      if (x->original > all[i].original && above < 0) above = x->perspective;
    }
    bool differ = below >= 0 && above >= 0 && below != above;
    assert_int_equal(all[i].judged, differ);
    assert_true(all[i].perspective == below || all[i].perspective == above);
    assert_true(isnan(ek_indicator_votes(arena, &all[i])));
  }
  assert_int_equal(extended, 26);
}

static void wrong(void **state) {
  (void)state;
  static const char *const none[] = {"nowhere", NULL};
  assert_null(ek_indicator_list_find(arena, none, diags));
  assert_errors(":0:0+0 there is no 'indikatorer/indicators.yaml' beside the models; set EKUSIA_MODELS to the folder that has it\n");
  file_of("l/indicators.yaml", "source: K\nindicators:\n  a: {level: core, number: 1, label: A, perspective: personal, type: process}\n"
                               "  b: {level: extended, number: 1, label: B, perspective: personal, type: process}\n");
  assert_true(ek_indicator_list_is(arena, ek_sprintf(arena, "%s/l", folder)));
  assert_null(ek_indicator_list_read(arena, ek_sprintf(arena, "%s/l", folder), diags));
  assert_errors("l/indicators.yaml:4:3+1 'b' has the number of 'a'\nl/indicators.yaml:4:3+1 'b': those of the core have a 'number', and no others\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(as_in_the_source), TEST(judged_where_neighbours_differ), TEST(wrong)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
