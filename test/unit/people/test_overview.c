/* Tests of lib/people/overview.c: who went from where to where, how long in what, and which of it
 * is told. */
#include "fixture.h"

#include "people/overview.h"

#define STATES                                                                                     \
  "states:\n  idle: {label: {sv: I, en: I}, activity: benefit}\n  ill: {label: {sv: S, en: S}, activity: benefit}\n" \
  "  studies: {label: {sv: U, en: U}, activity: benefit}\n"
#define PLAIN WIDE("") STATES

static unsigned long drawn_state; /* small numbers, the same each time */
static size_t drawn(size_t below) {
  drawn_state = drawn_state * 6364136223846793005ul + 1442695040888963407ul;
  return (size_t)(drawn_state >> 33) % below;
}

static int number; /* rows so far */
static const char *header(const char *text) {
  number = 1000;
  return text;
}
static void add(struct ek_buffer *out, size_t n, const char *cells) {
  for (size_t i = 0; i < n; i++) ek_buffer_addf(out, "%d;%s\n", ++number, cells);
}

static size_t place(size_t n, const struct ek_item **states, const char *name) {
  for (size_t i = 0; i < n; i++) if (ek_text_same(states[i] != NULL ? states[i]->name.text : NULL, name)) return i;
  fail_msg("nobody is in %s", name);
  return 0;
}
static size_t moved(const struct ek_moves *m, const char *from, const char *to) {
  return m->count[place(m->n, m->states, from) * m->n + place(m->n, m->states, to)];
}
static bool masked(const struct ek_moves *m, const char *from, const char *to) {
  return m->masked[place(m->n, m->states, from) * (m->n + 1) + place(m->n, m->states, to)];
}

static void test_moves(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, header("nr;f;e\n"));
  add(&csv, 7, "outside;work");
  add(&csv, 11, "outside;outside");
  add(&csv, 6, "ill;outside 60 % + work 40 %"); /* in the state of largest extent */
  add(&csv, 5, "ill;ill");
  const struct ek_people *p = people_of(PLAIN, ek_buffer_text(&csv));
  struct ek_moves m = ek_moves(p, false);
  assert_int_equal(m.n, 3);
  assert_int_equal(moved(&m, "outside", "work"), 7);
  assert_int_equal(moved(&m, "outside", "outside"), 11);
  assert_int_equal(moved(&m, "ill", "outside"), 6);
  assert_int_equal(moved(&m, "ill", "ill"), 5);
  assert_int_equal(moved(&m, "work", "work"), 0);
  size_t sum = 0;
  for (size_t i = 0; i < m.n * m.n; i++) sum += m.count[i];
  assert_int_equal(sum, 29);
  for (size_t i = 0; i < (m.n + 1) * (m.n + 1); i++) assert_false(m.masked[i]);
  assert_false(ek_moves_hide(&m, m.states[0]));
  assert_int_equal(ek_moves(p, true).n, 0); /* there is no comparison group */
}

static void test_moves_of_few_are_masked(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, header("nr;f;e\n"));
  add(&csv, 4, "outside;work");
  add(&csv, 11, "outside;outside");
  add(&csv, 6, "ill;outside");
  add(&csv, 9, "ill;work");
  add(&csv, 8, "studies;studies");
  const struct ek_people *p = people_of(PLAIN, ek_buffer_text(&csv));
  struct ek_moves m = ek_moves(p, false);
  const struct ek_item *outside = m.states[place(m.n, m.states, "outside")], *work = m.states[place(m.n, m.states, "work")];
  assert_true(masked(&m, "outside", "work") && masked(&m, "outside", "outside"));
  assert_true(masked(&m, "ill", "work") && masked(&m, "ill", "outside"));
  assert_false(masked(&m, "studies", "studies"));
  assert_true(ek_moves_hide_cell(&m, outside, work));
  assert_false(ek_moves_hide_cell(&m, work, outside)); /* nobody */
  assert_false(ek_moves_hide(&m, outside)); /* its sums are 15 and 17 */
  assert_false(ek_moves_hide(&m, NULL));    /* nobody is in none */
  assert_false(m.masked[(m.n + 1) * (m.n + 1) - 1]);
}

/* The order is the model's, whoever comes first in the file. */
static void test_order_is_not_the_files(void **state) {
  (void)state;
  static const char *const cells[] = {"studies;outside", "outside;work", "ill;studies", "work;ill", "none;none"};
  const struct ek_item **first = NULL;
  size_t n = 0;
  for (size_t turn = 0; turn < 5; turn++) {
    struct ek_buffer csv = {.arena = arena};
    ek_buffer_add(&csv, header("nr;f;e\n"));
    for (size_t i = 0; i < 5; i++) add(&csv, 5, cells[(i * 2 + turn) % 5]);
    const struct ek_people *p = people_of(WIDE("  values: {f: {none: 'nothing'}, e: {none: 'nothing'}}\n") STATES
                                          "  nothing: {label: {sv: N, en: N}, activity: benefit}\n", ek_buffer_text(&csv));
    struct ek_overview o = ek_overview(p, false);
    struct ek_moves m = ek_moves(p, false);
    assert_int_equal(m.n, 5);
    assert_int_equal(o.n, 5);
    for (size_t i = 0; i < 5; i++) assert_string_equal(o.states[i]->name.text, m.states[i]->name.text);
    if (turn == 0) first = m.states;
    n = m.n;
    for (size_t i = 0; i < n; i++) assert_string_equal(m.states[i]->name.text, first[i]->name.text);
  }
}

#define SPELLS                                                                                     \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                         \
  "settings: {price_year: 2020, start: 2020-03, horizons: [4 years], discount: none}\n"           \
  "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, during.state: u, after.2.state: e2, after.6.state: e6, after.12.state: e12, entry: in, exit: ut, weight: v}\n" \
  "  inputs: {wage: 23 385 kr/month}\n" ALONE STATES
#define TIMES "2020-03-01;2020-08-31" /* six months */

static void test_months(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, header("nr;f;u;e2;e6;e12;in;ut;v\n"));
  add(&csv, 8, "outside;ill;studies;work 40 % + outside 60 %;work;" TIMES ";1");
  add(&csv, 6, "ill;ill;outside;outside;outside;" TIMES ";2");
  const struct ek_people *p = people_of(SPELLS, ek_buffer_text(&csv));
  struct ek_overview o = ek_overview(p, false);
  assert_int_equal(o.persons, 14);
  assert_near(o.during, 6, 1e-14, 0);
  double sum = 0;
  for (size_t i = 0; i < o.n; i++) sum += o.months[i];
  assert_near(sum, o.observed, 1e-12, 0); /* everybody is somewhere, all the time */
  assert_near(o.observed, 18, 1e-14, 0);
  double weight = 8 + 12;
  assert_near(o.months[place(o.n, o.states, "ill")], 6, 1e-13, 0);
  assert_int_equal(o.months_heads[place(o.n, o.states, "ill")], 14);
  assert_near(o.months[place(o.n, o.states, "studies")], 8 / weight * 6, 1e-13, 0); /* from the exit to the next measurement */
  assert_near(o.months[place(o.n, o.states, "work")], 8 / weight * 0.4 * 6, 1e-13, 0); /* 6 to 11 */
  assert_int_equal(o.months_heads[place(o.n, o.states, "work")], 8);
  assert_int_equal(o.months_heads[place(o.n, o.states, "outside")], 14);
  assert_int_equal(o.n_measured, 3);
  assert_int_equal(o.measured[0], 2);
  assert_int_equal(o.measured[2], 12);
  assert_int_equal(o.standing[place(o.n, o.states, "studies")], 8);
  assert_int_equal(o.standing[place(o.n, o.states, "outside")], 6);
  assert_int_equal(o.standing[o.n + place(o.n, o.states, "outside")], 14); /* 60 % is most */
  assert_int_equal(o.standing[o.n + place(o.n, o.states, "work")], 0);
  assert_int_equal(o.standing[2 * o.n + place(o.n, o.states, "work")], 8);
  for (size_t i = 0; i < o.n; i++) assert_false(o.months_masked[i] || o.standing_masked[i]);
}

/* Whoever was ever there for a while: few hide it, and the smallest beside it. */
static void test_months_of_few(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, header("nr;f;u;e2;e6;e12;in;ut;v\n"));
  add(&csv, 3, "outside;ill;outside;outside;outside;" TIMES ";1");
  add(&csv, 6, "outside;studies;outside;outside;outside;" TIMES ";1");
  add(&csv, 20, "outside;outside;work;work;work;" TIMES ";1");
  struct ek_overview o = ek_overview(people_of(SPELLS, ek_buffer_text(&csv)), false);
  assert_int_equal(o.months_heads[place(o.n, o.states, "ill")], 3);
  assert_true(o.months_masked[place(o.n, o.states, "ill")]);
  assert_true(o.months_masked[place(o.n, o.states, "studies")]);
  assert_false(o.months_masked[place(o.n, o.states, "work")]);
  assert_false(o.months_masked[place(o.n, o.states, "outside")]);
}

/* A law: what the table of moves hides of a state is hidden at each measurement too, few are masked,
 * and what is masked is not one state alone. */
static void test_standings_hide_what_moves_hide(void **state) {
  (void)state;
  static const char *const names[] = {"outside", "ill", "studies", "work"};
  drawn_state = 7;
  size_t hidden = 0, also = 0;
  for (size_t turn = 0; turn < 60; turn++) {
    struct ek_buffer csv = {.arena = arena};
    ek_buffer_add(&csv, header("nr;f;u;e2;e6;e12;in;ut;v\n"));
    size_t n = 5 + drawn(36);
    for (size_t i = 0; i < n; i++) {
      size_t f = drawn(3), u = drawn(2), e = drawn(4), last = drawn(2) ? e : drawn(4);
      add(&csv, 1, ek_sprintf(arena, "%s;%s;%s;%s;%s;" TIMES ";1", names[f], names[u], names[e], names[last], names[last]));
    }
    struct ek_overview o = ek_overview(people_of(SPELLS, ek_buffer_text(&csv)), false);
    size_t sum = 0;
    for (size_t i = 0; i < o.moves.n * o.moves.n; i++) sum += o.moves.count[i];
    assert_int_equal(sum, n);
    for (size_t k = 0; k < o.n_measured; k++) {
      size_t masked = 0, all = 0, persons = 0;
      for (size_t i = 0; i < o.n; i++) {
        size_t heads = o.standing[k * o.n + i];
        bool own = heads > 0 && heads < EK_FEWEST, by_moves = ek_moves_hide(&o.moves, o.states[i]);
        all += heads;
        persons += heads > 0;
        if (own || by_moves) assert_true(o.standing_masked[k * o.n + i]);
        masked += heads > 0 && o.standing_masked[k * o.n + i];
        hidden += own;
        also += by_moves && !own;
      }
      assert_int_equal(all, n);
      if (masked == 1 && persons > 1) fail_msg("one state is masked alone at %d of %zu persons", o.measured[k], n);
    }
  }
  assert_true(hidden > 50 && also > 5);
}

static void test_a_comparison_group_is_counted_apart(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena}, group = {.arena = arena};
  ek_buffer_add(&csv, header("nr;f;e\n"));
  add(&csv, 6, "outside;work");
  ek_buffer_add(&group, header("nr;f;e\n"));
  add(&group, 9, "ill;outside");
  file_of("g.csv", ek_buffer_text(&group));
  const struct ek_people *p = people_of(HEAD "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e}\n"
                                        "  inputs: {wage: 23 385 kr/month}\ncomparison: {group: {file: g.csv}}\n" STATES, ek_buffer_text(&csv));
  struct ek_moves own = ek_moves(p, false), others = ek_moves(p, true);
  assert_int_equal(own.n, 2);
  assert_int_equal(moved(&own, "outside", "work"), 6);
  assert_int_equal(others.n, 2);
  assert_int_equal(moved(&others, "ill", "outside"), 9);
  assert_int_equal(ek_overview(p, true).persons, 9);
  assert_int_equal(ek_overview(p, false).persons, 6);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_moves),
      TEST(test_moves_of_few_are_masked),
      TEST(test_order_is_not_the_files),
      TEST(test_months),
      TEST(test_months_of_few),
      TEST(test_standings_hide_what_moves_hide),
      TEST(test_a_comparison_group_is_counted_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
