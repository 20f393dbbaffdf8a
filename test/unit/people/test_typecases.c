/* Tests of lib/people/typecases.c: weights add up, few are in no case, and sums stay near. */
#include "fixture.h"

#include "people/overview.h"
#include "people/typecases.h"

#define STUDY                                                                                      \
  HEAD "participants:\n  file: p.csv\n"                                                            \
       "  columns: {id: nr, before.state: f, after.state: e, household: h, weight: v, before.inputs.wage: l0, after.inputs.wage: l1, after.services.session: s}\n" \
       "  households: {E: {adults: 1}, EB: {adults: 1, children: [8]}}\n"                          \
       "  inputs: {price: 811 kr/session}\n" ALONE                                                 \
       "states:\n  ill: {label: {sv: S, en: S}, activity: benefit}\n  studies: {label: {sv: U, en: U}, activity: benefit}\n"
#define HEADER "nr;f;e;h;v;l0;l1;s\n"
#define K EK_FEWEST

static unsigned long drawn_state; /* small numbers, the same each time */
static size_t drawn(size_t below) {
  drawn_state = drawn_state * 6364136223846793005ul + 1442695040888963407ul;
  return (size_t)(drawn_state >> 33) % below;
}

static int number; /* rows so far */
static void add(struct ek_buffer *out, size_t n, const char *cells) {
  if (out->size == 0) {
    number = 1000;
    ek_buffer_add(out, HEADER);
  }
  for (size_t i = 0; i < n; i++) ek_buffer_addf(out, "%d;%s\n", ++number, cells);
}

/* An account for each state and one for a service: who is so much in it has so much of it. */
static const char *const accounts[] = {"work", "outside", "ill", "studies", "session"};
#define ACCOUNTS 5

static const double *net_of(const struct ek_people *p) {
  double *net = ek_alloc_array(arena, p->standings.n * ACCOUNTS, sizeof *net);
  for (uint32_t s = 0; s < p->standings.n; s++) {
    for (size_t a = 0; a < ACCOUNTS; a++) net[s * ACCOUNTS + a] = 1000 * held(p, s, accounts[a]);
  }
  return net;
}

/* The cases as they are read back. */
static const struct ek_study *cases_of(const struct ek_people *p, size_t fewest, size_t *n, const char **text) {
  struct ek_buffer out = {.arena = arena};
  *n = ek_typecases_write(p, fewest, net_of(p), ACCOUNTS, &out);
  *text = ek_buffer_text(&out);
  if (*n == 0) return NULL;
  const struct ek_study *study = ek_study_with_cases(arena, p->study, *text, diags);
  if (study == NULL) fail_msg("%s\n%s", errors(), *text);
  assert_int_equal(study->participants.cases.n, *n);
  return study;
}

/* The number a text begins with; of "100 %" a hundredth. */
static double number_in(const char *text) {
  char *rest;
  double value = strtod(text, &rest);
  return strstr(rest, "%") != NULL ? value / 100 : value;
}

static double weight_of(const struct ek_case *c) { return number_in(c->weight_value.text); }

static double in_phase(const struct ek_phase *phase, const char *name) {
  double sum = 0;
  const struct ek_list *lists[] = {&phase->states, &phase->services};
  for (size_t l = 0; l < 2; l++) {
    const struct ek_named_value *v = lists[l]->items;
    for (size_t i = 0; i < lists[l]->n; i++) if (strcmp(v[i].name.text, name) == 0) sum += number_in(v[i].value.text);
  }
  return sum;
}

/* How much all hold of something, in the file and in the cases. */
static double held_by_all(const struct ek_people *p, const char *name, bool after) {
  double sum = 0;
  for (size_t i = 0; i < p->participants; i++) sum += p->weight[i] * held(p, after ? ek_people_lasting(p, i) : p->before[i], name);
  return sum;
}
static double held_by_cases(const struct ek_study *s, const char *name, bool after) {
  const struct ek_case *c = s->participants.cases.items;
  double sum = 0;
  for (size_t i = 0; i < s->participants.cases.n; i++) sum += weight_of(&c[i]) * in_phase(after ? &c[i].after : &c[i].before, name);
  return sum;
}

static void check_weights(const struct ek_people *p, const struct ek_study *s) {
  const struct ek_case *c = s->participants.cases.items;
  double sum = 0, all = 0;
  for (size_t i = 0; i < s->participants.cases.n; i++) sum += weight_of(&c[i]);
  for (size_t i = 0; i < p->participants; i++) all += p->weight[i];
  assert_near(sum, all, 0, 0.0001 * (double)s->participants.cases.n); /* they have four decimals */
}

static void test_large_kinds_hold_what_persons_hold(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  add(&csv, 7, "outside;work;E;1,5;;21385;2,5");
  add(&csv, 6, "outside;work 40 % + outside 60 %;E;1;;23119;0");
  add(&csv, 5, "outside;work;EB;0,75;;25117;1");
  add(&csv, 9, "ill;ill;E;1;;;3");
  add(&csv, 8, "work 30 % + ill 70 %;outside;E;1;18117;;0");
  const struct ek_people *p = people_of(STUDY, ek_buffer_text(&csv));
  size_t n;
  const char *text;
  const struct ek_study *s = cases_of(p, K, &n, &text);
  assert_int_equal(n, 5); /* two kinds of households */
  check_weights(p, s);
  for (size_t a = 0; a < ACCOUNTS; a++) {
    for (int after = 0; after < 2; after++) {
      near_check(held_by_cases(s, accounts[a], after), held_by_all(p, accounts[a], after), 0, 0.003, text, __FILE__, __LINE__);
    }
  }
  const struct ek_case *c = s->participants.cases.items;
  assert_string_equal(c[0].name.text, "1. outside → work");
  assert_near(weight_of(&c[0]), 10.5, 1e-12, 0);
  assert_non_null(strstr(text, "work.wage: 21385 kr/month"));
  assert_non_null(strstr(text, "work.wage: 18117 kr/month"));
  assert_non_null(strstr(text, "children: [8]"));
  assert_null(strstr(text, "1001"));
}

/* Small kinds have their weight in others, and the states before and after the sums they had. */
static void test_small_kinds_are_paired(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  add(&csv, 9, "outside;work;E;1;;21385;0");
  add(&csv, 9, "ill;work;E;1;;21385;0");
  add(&csv, 8, "ill;ill;E;1;;;0");
  add(&csv, 4, "outside;ill;E;1;;;0");
  add(&csv, 4, "outside;studies;E;1;;;0");
  add(&csv, 4, "ill;studies;E;1;;;0");
  const struct ek_people *p = people_of(STUDY, ek_buffer_text(&csv));
  size_t n;
  const char *text;
  const struct ek_study *s = cases_of(p, K, &n, &text);
  check_weights(p, s);
  for (size_t a = 0; a + 1 < ACCOUNTS; a++) {
    for (int after = 0; after < 2; after++) {
      near_check(held_by_cases(s, accounts[a], after), held_by_all(p, accounts[a], after), 0, 0.01, text, __FILE__, __LINE__);
    }
  }
}

static void test_too_few_give_no_case(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  static const char *const names[] = {"work", "outside", "ill", "studies"};
  for (size_t i = 0; i < 8; i++) add(&csv, 1, ek_sprintf(arena, "%s;%s;E;1;20000;20000;0", names[i % 4], names[(i + i / 4) % 4]));
  const struct ek_people *p = people_of(STUDY, ek_buffer_text(&csv));
  size_t n;
  const char *text;
  assert_null(cases_of(p, K, &n, &text));
  assert_string_equal(text, "");
}

/* Fewer than five may be asked for, and are not given. */
static void test_five_at_least(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  add(&csv, 12, "outside;work;E;1;;21385;0");
  add(&csv, 4, "outside;work;EB;1;;91385;0");
  const struct ek_people *p = people_of(STUDY, ek_buffer_text(&csv));
  size_t n;
  const char *text;
  cases_of(p, 1, &n, &text);
  assert_int_equal(n, 1); /* those who differ in the household alone are joined */
  assert_null(strstr(text, "91385"));
  cases_of(p, 17, &n, &text);
  assert_int_equal(n, 0);
}

/* What few have said of themselves is no mean; the study's word for the others is written. */
static void test_inputs_of_few(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  add(&csv, 12, "outside;work;E;1;;;0");
  add(&csv, 4, "outside;work;E;1;;91385;0");
  const struct ek_people *p = people_of(WIDE_OF("id: nr, before.state: f, after.state: e, after.inputs.wage: l1",
                                                "  inputs: {wage: 23 385 kr/month}\n"), ek_buffer_text(&csv));
  size_t n;
  const char *text;
  cases_of(p, K, &n, &text);
  assert_int_equal(n, 1);
  assert_null(strstr(text, "91385"));
  assert_non_null(strstr(text, "work.wage: \"23 385 kr/month\""));
}

/* How many hold something in a kind, of those between two main states; any household. */
static size_t holders(const struct ek_people *p, const struct ek_item *state, bool after, const char *name) {
  size_t n = 0;
  for (size_t i = 0; i < p->participants; i++) {
    uint32_t at = after ? ek_people_lasting(p, i) : p->before[i];
    n += ek_main_state(p, at) == state && held(p, at, name) > 0;
  }
  return n;
}

/* What a case says of a phase rests on k persons at least who are in its main state. */
static void check_phase(const struct ek_people *p, const struct ek_phase *phase, bool after, size_t k, const char *text) {
  const struct ek_named_value *v = phase->states.items;
  const struct ek_item *best = NULL;
  double most = 0;
  for (size_t i = 0; i < phase->states.n; i++) {
    if (number_in(v[i].value.text) > most) best = ek_study_item(p->study, v[i].name.text, true);
    most = fmax(most, number_in(v[i].value.text));
  }
  for (size_t a = 0; a < ACCOUNTS; a++) {
    if (in_phase(phase, accounts[a]) == 0) continue;
    size_t n = holders(p, best, after, accounts[a]);
    if (n < k) fail_msg("%zu persons hold %s in a case:\n%s", n, accounts[a], text);
  }
}

/* Laws over people drawn at random. */
static void test_no_case_tells_of_few(void **state) {
  (void)state;
  static const char *const names[] = {"outside", "ill", "studies", "work", "work 40 % + outside 60 %", "ill 90 % + studies 10 %"};
  drawn_state = 11;
  size_t cases = 0, hidden = 0;
  for (size_t turn = 0; turn < 80; turn++) {
    struct ek_buffer csv = {.arena = arena};
    size_t rows = 10 + drawn(70), k = K + drawn(4);
    for (size_t i = 0; i < rows; i++) {
      size_t f = drawn(6), e = drawn(6);
      if (drawn(2)) f = 0;
      if (drawn(3) == 0) e = f;
      add(&csv, 1, ek_sprintf(arena, "%s;%s;%s;1;%s;%s;%s", names[f], names[e], drawn(4) ? "E" : "EB", f == 3 || f == 4 ? "20117" : "",
                              e == 3 || e == 4 ? "22117" : "", drawn(5) ? "0" : "2"));
    }
    const struct ek_people *p = people_of(STUDY, ek_buffer_text(&csv));
    struct ek_moves moves = ek_moves(p, false);
    size_t n;
    const char *text;
    const struct ek_study *s = cases_of(p, k, &n, &text);
    if (s == NULL) continue;
    check_weights(p, s);
    const struct ek_case *c = s->participants.cases.items;
    cases += n;
    for (size_t i = 0; i < n; i++) {
      check_phase(p, &c[i].before, false, k, text);
      check_phase(p, &c[i].after, true, k, text);
    }
    /* The weight of a case is never how many went a way that is masked, apart from those that are paired. */
    for (size_t m = 0; m < moves.n * moves.n; m++) hidden += moves.masked[m / moves.n * (moves.n + 1) + m % moves.n];
  }
  assert_true(cases > 150 && hidden > 100);
}

/* Eight went a way that is masked for the sake of four beside them: no case is of those eight. */
static void test_no_case_for_a_masked_move(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  add(&csv, 4, "outside;work;E;1;;21385;0");
  add(&csv, 8, "outside;ill;E;1;;;7");
  add(&csv, 9, "studies;work;E;1;;21385;0");
  add(&csv, 10, "studies;ill;E;1;;;0");
  add(&csv, 20, "ill;ill;E;1;;;0");
  const struct ek_people *p = people_of(STUDY, ek_buffer_text(&csv));
  struct ek_moves moves = ek_moves(p, false);
  const struct ek_item *outside = ek_study_item(p->study, "outside", true), *ill = ek_study_item(p->study, "ill", true);
  assert_true(ek_moves_hide_cell(&moves, outside, ill));
  size_t n;
  const char *text;
  const struct ek_study *s = cases_of(p, K, &n, &text);
  check_weights(p, s);
  const struct ek_case *c = s->participants.cases.items;
  bool loose = false;
  for (size_t i = 0; i < n; i++) {
    /* Those eight alone have seven sessions each; a mean over all in the state has fewer. */
    if (fabs(in_phase(&c[i].after, "session") - 7) < 1e-3) fail_msg("a case is of a masked move:\n%s", text);
    loose |= in_phase(&c[i].before, "ill") > 0.9;
  }
  assert_true(loose);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_large_kinds_hold_what_persons_hold),
      TEST(test_small_kinds_are_paired),
      TEST(test_too_few_give_no_case),
      TEST(test_five_at_least),
      TEST(test_inputs_of_few),
      TEST(test_no_case_tells_of_few),
      TEST(test_no_case_for_a_masked_move),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
