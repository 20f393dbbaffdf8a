/* Tallies: what is counted, what is hidden, and laws that hold whatever the answers. */
#include "answers_of.h"

#define TERMS "  columns: {id: nr, group: grupp, organisation: ort, period: år, item: fråga, answer: svar}\n  scale: {from: 1, to: 5, positive: [4, 5]}\n  baseline: 2013\n"
#define HEAD "nr;grupp;ort;år;fråga;svar\n"

/* So many answers of a group, in a period, to a question, the first `positive` of them 5 and then 2. */
static void add(struct ek_buffer *out, size_t first, const char *group, const char *town, int year, const char *item, size_t n, size_t positive) {
  for (size_t i = 0; i < n; i++) ek_buffer_addf(out, "%zu;%s;%s;%d;%s;%d\n", first + i, group, town, year, item, i < positive ? 5 : 2);
}

static const struct ek_tally_row *row_of(const struct ek_tally *y, const char *indicator, uint32_t part, uint32_t period) {
  for (size_t i = 0; i < y->answers->n_measured; i++) {
    const struct ek_indicator *of = y->answers->measured[i].of;
    if (ek_text_same(of->name.text, indicator)) return ek_tally_find(y, (int)i, of->perspective, part, period);
  }
  return NULL;
}

static struct ek_tally *tally_of(const char *csv, int by) { return ek_tally_make(arena, answers_of(TERMS, csv), by, false); }

static void counted(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, HEAD);
  add(&csv, 0, "D", "a", 2013, "inflytande", 80, 48);
  add(&csv, 100, "D", "a", 2014, "inflytande", 70, 56);
  add(&csv, 100, "D", "a", 2014, "rätt-tid", 10, 3);
  ek_buffer_add(&csv, "300;D;a;2014;rätt-tid;\n301;D;a;2014;rätt-tid;\n302;D;a;2014;rätt-tid;\n303;D;a;2014;rätt-tid;\n304;D;a;2014;rätt-tid;\n");
  const struct ek_tally *y = tally_of(csv.text, -1);
  const struct ek_tally_row *r = row_of(y, "inflytande", 0, 1);
  assert_int_equal(r->n, 70);
  assert_near(r->share, 0.8, 1e-15, 0);
  assert_near(r->mean, 4.4, 1e-15, 0);
  assert_int_equal(r->change, EK_CHANGE_KNOWN);
  assert_near(r->share_change.low, 0.0524, 0, 5e-5); /* Newcombe's first example */
  assert_near(r->share_change.high, 0.3339, 0, 5e-5);
  assert_near(r->mean_change.value, 0.6, 1e-12, 0);
  r = row_of(y, "rätt-tid", 0, 1);
  assert_int_equal(r->missing, 5);
  assert_int_equal(r->change, EK_CHANGE_NO_BASELINE);
  assert_int_equal(row_of(y, "inflytande", 0, 0)->change, EK_CHANGE_IS_BASELINE);
  r = ek_tally_find(y, -1, EK_OF_PARTICIPANTS, 0, 1);
  assert_int_equal(r->n, 80);
  assert_near(r->share, 59.0 / 80, 1e-15, 0);
  assert_int_equal(r->change, EK_CHANGE_OTHERS); /* the baseline has one of the two */
  assert_null(ek_tally_find(y, -1, EK_OF_STAFF, 0, 1));
}

/* Of a perspective with one question the change is that of means of 0 and 1; of two, persons count by
 * both: whoever answers both alike counts as one, and the interval is no narrower for it. */
static void persons_and_not_answers(void **state) {
  (void)state;
  struct ek_buffer once = {.arena = arena}, twice = {.arena = arena};
  ek_buffer_add(&once, HEAD);
  ek_buffer_add(&twice, HEAD);
  for (int k = 0; k < 2; k++) {
    struct ek_buffer *out = k == 0 ? &once : &twice;
    add(out, 0, "D", "a", 2013, "inflytande", 30, 12);
    add(out, 50, "D", "a", 2014, "inflytande", 25, 15);
  }
  add(&twice, 0, "D", "a", 2013, "rätt-tid", 30, 12);
  add(&twice, 50, "D", "a", 2014, "rätt-tid", 25, 15);
  struct ek_gap a = ek_tally_find(tally_of(once.text, -1), -1, EK_OF_PARTICIPANTS, 0, 1)->share_change;
  struct ek_gap b = ek_tally_find(tally_of(twice.text, -1), -1, EK_OF_PARTICIPANTS, 0, 1)->share_change;
  assert_near(a.value, 0.2, 1e-12, 0);
  assert_near(b.low, a.low, 1e-12, 0);
  assert_near(b.high, a.high, 1e-12, 0);
}

/* Without ids answers to several questions have a change, but it cannot be told how sure it is. */
static void nobody_known(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, "p;f;s\n");
  for (int i = 0; i < 40; i++) ek_buffer_addf(&csv, "%d;%s;%d\n", 2013 + i % 2, i % 4 < 2 ? "inflytande" : "rätt-tid", 1 + (i * 7) % 5);
  const struct ek_tally *y = ek_tally_make(arena, answers_of("  columns: {period: p, item: f, answer: s}\n  scale: {from: 1, to: 5, positive: [4, 5]}\n  baseline: 2013\n", csv.text), -1, false);
  const struct ek_tally_row *r = ek_tally_find(y, -1, EK_OF_PARTICIPANTS, 0, 1);
  assert_int_equal(r->change, EK_CHANGE_KNOWN);
  assert_true(!isnan(r->share_change.value));
  assert_true(isnan(r->share_change.low));
  assert_true(!isnan(row_of(y, "inflytande", 0, 1)->share_change.low));
  assert_true(!isnan(row_of(y, "inflytande", 0, 1)->mean_change.low));
}

/* --- what is hidden -------------------------------------------------------------------------- */

static bool hidden(const struct ek_tally *y, const char *indicator, uint32_t part) { return row_of(y, indicator, part, 0)->hidden; }

static void few(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, HEAD);
  add(&csv, 0, "D", "a", 2013, "inflytande", 4, 2);
  add(&csv, 20, "D", "b", 2013, "inflytande", 6, 3);
  add(&csv, 40, "D", "c", 2013, "inflytande", 30, 12);
  add(&csv, 60, "D", "c", 2013, "rätt-tid", 4, 1);
  add(&csv, 80, "D", "c", 2013, "personcentrerat", 9, 9);
  add(&csv, 100, "D", "c", 2013, "övergång", 10, 10);
  const struct ek_tally *y = tally_of(csv.text, -1);
  assert_false(hidden(y, "inflytande", 0));
  assert_true(hidden(y, "rätt-tid", 0));
  assert_true(isnan(row_of(y, "rätt-tid", 0, 0)->share));
  assert_int_equal(row_of(y, "rätt-tid", 0, 0)->n, 0);
  assert_true(hidden(y, "personcentrerat", 0)); /* nine who all say the same */
  assert_false(hidden(y, "övergång", 0));
  assert_int_equal(ek_tally_find(y, -1, EK_OF_PARTICIPANTS, 0, 0)->n, 50); /* what is hidden is not in the sum */
  y = tally_of(csv.text, EK_PART_ORGANISATION);
  assert_true(hidden(y, "inflytande", 0));
  assert_true(hidden(y, "inflytande", 1)); /* or the whole would tell of the four */
  assert_false(hidden(y, "inflytande", 2));
  assert_null(y->parts[0]); /* a word that four have is not told */
  assert_string_equal(y->parts[1], "b");
}

/* Twelve in all: five of a town who say the same are hidden, and six more, so that it does not show
 * what the hidden ones said together. */
static void alike_together(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, HEAD);
  add(&csv, 0, "D", "a", 2013, "inflytande", 3, 3);
  add(&csv, 20, "D", "b", 2013, "inflytande", 5, 5);
  add(&csv, 40, "D", "c", 2013, "inflytande", 6, 2);
  add(&csv, 60, "D", "d", 2013, "inflytande", 20, 9);
  const struct ek_tally *y = tally_of(csv.text, EK_PART_ORGANISATION);
  for (uint32_t p = 0; p < 3; p++) assert_true(hidden(y, "inflytande", p));
  assert_false(hidden(y, "inflytande", 3));
}

/* --- laws -------------------------------------------------------------------------------------- */

static uint64_t seed;
static unsigned draw(unsigned n) {
  seed = seed * 6364136223846793005ul + 1442695040888963407ul;
  return (unsigned)(seed >> 33) % n;
}

static const char *some_answers(size_t copies, bool backwards) {
  static const char *const items[] = {"inflytande", "rätt-tid", "relationsstruktur", "märkbara-steg"}, *const towns[] = {"a", "b", "c"};
  const char *rows[600];
  size_t n = 0;
  seed = 20140401;
  for (size_t i = 0; i < 70; i++) {
    const char *town = towns[draw(3)];
    for (size_t k = 0; k < 4; k++) {
      for (int year = 2013; year < 2015; year++) {
        unsigned answer = draw(6);
        if (draw(4) > 0) rows[n++] = ek_sprintf(arena, "%zu;D;%s;%d;%s;%s\n", i, town, year, items[k], answer > 0 ? ek_sprintf(arena, "%u", answer) : "");
      }
    }
  }
  struct ek_buffer out = {.arena = arena};
  ek_buffer_add(&out, HEAD);
  for (size_t c = 0; c < copies; c++) for (size_t i = 0; i < n; i++) ek_buffer_addf(&out, "%s%s", c > 0 ? "100" : "", rows[backwards ? n - 1 - i : i]);
  return out.text;
}

static void assert_same_number(double a, double b) {
  if (!isnan(a) || !isnan(b)) assert_memory_equal(&a, &b, sizeof a);
}

static void the_order_of_rows(void **state) {
  (void)state;
  for (int by = -1; by <= EK_PART_ORGANISATION; by++) {
    const struct ek_tally *a = tally_of(some_answers(1, false), by), *b = tally_of(some_answers(1, true), by);
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
      assert_int_equal(a->rows[i].n, b->rows[i].n);
      assert_same_number(a->rows[i].share, b->rows[i].share);
      assert_same_number(a->rows[i].mean_change.low, b->rows[i].mean_change.low);
      assert_same_number(a->rows[i].share_change.high, b->rows[i].share_change.high);
    }
  }
}

/* A perspective's answers are those of its indicators that are shown. */
static void perspectives_add(void **state) {
  (void)state;
  for (int by = -1; by <= EK_PART_ORGANISATION; by++) {
    const struct ek_tally *y = tally_of(some_answers(1, false), by);
    for (size_t i = 0; i < y->n; i++) {
      if (y->rows[i].measured >= 0) continue;
      size_t n = 0;
      double positive = 0;
      for (size_t k = 0; k < y->n; k++) {
        const struct ek_tally_row *r = &y->rows[k];
        if (r->measured < 0 || r->perspective != y->rows[i].perspective || r->part != y->rows[i].part || r->period != y->rows[i].period || r->n == 0) continue;
        n += r->n;
        positive += r->share * (double)r->n;
      }
      assert_int_equal(n, y->rows[i].n);
      if (n > 0) assert_near(y->rows[i].share, positive / (double)n, 1e-12, 0);
    }
  }
}

/* The same answers from twice as many: shares and means stay, and changes are surer. */
static void doubled(void **state) {
  (void)state;
  const struct ek_tally *a = tally_of(some_answers(1, false), -1), *b = tally_of(some_answers(2, false), -1);
  assert_int_equal(a->n, b->n);
  for (size_t i = 0; i < a->n; i++) {
    assert_int_equal(2 * a->rows[i].n, b->rows[i].n);
    assert_near(b->rows[i].share, a->rows[i].share, 1e-15, 0);
    assert_near(b->rows[i].mean, a->rows[i].mean, 1e-12, 0);
    if (a->rows[i].change != EK_CHANGE_KNOWN) continue;
    assert_near(b->rows[i].share_change.value, a->rows[i].share_change.value, 0, 1e-15);
    assert_true(b->rows[i].share_change.high - b->rows[i].share_change.low < a->rows[i].share_change.high - a->rows[i].share_change.low);
    assert_true(b->rows[i].mean_change.high - b->rows[i].mean_change.low < a->rows[i].mean_change.high - a->rows[i].mean_change.low);
  }
}

static void core_alone(void **state) {
  (void)state;
  const struct ek_answers *a = answers_of(TERMS, some_answers(1, false));
  const struct ek_tally *y = ek_tally_make(arena, a, -1, true);
  assert_null(row_of(y, "märkbara-steg", 0, 0));
  assert_non_null(row_of(y, "inflytande", 0, 0));
  assert_non_null(row_of(ek_tally_make(arena, a, -1, false), "märkbara-steg", 0, 0));
}

/* Nothing hidden can be worked out: of the towns of an indicator what is hidden is nothing, or of
 * five persons at least, in two towns at least where the whole is shown. */
static void hidden_is_safe(void **state) {
  (void)state;
  for (unsigned long round = 1; round <= 60; round++) {
    struct ek_buffer csv = {.arena = arena};
    size_t n[4], of_all = 0;
    static const char *const towns[] = {"a", "b", "c", "d"};
    ek_buffer_add(&csv, HEAD);
    seed = round;
    for (size_t t = 0; t < 4; t++) {
      n[t] = draw(9) + (t == 3);
      of_all += n[t];
      add(&csv, 20 * t, "D", towns[t], 2013, "inflytande", n[t], draw((unsigned)n[t] + 1));
    }
    const struct ek_tally *all = tally_of(csv.text, -1), *y = tally_of(csv.text, EK_PART_ORGANISATION);
    size_t persons = 0, parts = 0;
    for (uint32_t p = 0; p < y->n_parts; p++) {
      const struct ek_tally_row *r = row_of(y, "inflytande", p, 0);
      assert_true(r->hidden || r->n >= EK_FEWEST);
      if (!r->hidden) of_all -= r->n;
      parts += r->hidden;
    }
    persons = of_all;
    if (row_of(all, "inflytande", 0, 0)->hidden) assert_int_equal(parts, y->n_parts);
    else if (persons > 0) assert_true(persons >= EK_FEWEST && parts >= 2 - (y->n_parts == 1));
    diags = ek_diags_new(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(counted), TEST(persons_and_not_answers), TEST(nobody_known), TEST(few), TEST(alike_together), TEST(the_order_of_rows),
                                     TEST(perspectives_add), TEST(doubled), TEST(core_alone), TEST(hidden_is_safe)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
