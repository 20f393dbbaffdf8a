/* Tests of lib/privacy/masking.c: attackers who know all that is shown, and how it is chosen that
 * no masked cell is empty, try to tell what is masked. */
#include "support.h"

#include "privacy/masking.h"

/* Small numbers drawn the same way each time. */
static unsigned long state_of_draws = 12345;
static size_t drawn(size_t below) {
  state_of_draws = state_of_draws * 6364136223846793005ul + 1442695040888963407ul;
  return (size_t)(state_of_draws >> 33) % below;
}
/* Many cells are small or empty, as in tables of a hundred persons. */
static size_t drawn_count(void) {
  static const size_t often[] = {0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 17, 23};
  return often[drawn(sizeof often / sizeof *often)];
}

static void check_masked(const bool *masked, size_t n, const bool *expected) {
  for (size_t i = 0; i < n; i++) {
    if (masked[i] != expected[i]) fail_msg("cell %zu is %smasked", i, masked[i] ? "" : "not ");
  }
}

#define GROUPS(counts, ...)                                                                        \
  do {                                                                                             \
    const size_t c_[] = counts;                                                                    \
    const bool e_[] = {__VA_ARGS__};                                                               \
    check_masked(ek_mask_groups(arena, c_, sizeof c_ / sizeof *c_), sizeof e_ / sizeof *e_, e_);   \
  } while (0)
#define OF(...) {__VA_ARGS__}

static void test_groups(void **state) {
  (void)state;
  GROUPS(OF(23, 5, 8), 0, 0, 0);
  GROUPS(OF(23, 4, 8), 0, 1, 1);         /* the next smallest goes too */
  GROUPS(OF(23, 0, 4, 8), 0, 0, 1, 1);   /* an empty group hides nobody */
  GROUPS(OF(23, 2, 3), 0, 1, 1);
  GROUPS(OF(23, 1, 3), 1, 1, 1);         /* four persons together are too few */
  GROUPS(OF(23, 1, 1, 1, 1, 1, 9), 0, 1, 1, 1, 1, 1, 1); /* five groups of five persons: one in each */
  GROUPS(OF(3), 1);
  GROUPS(OF(0, 0), 0, 0);
  assert_non_null(ek_mask_groups(arena, NULL, 0));
}

/* Can a group be told from the whole less what is shown? Only if every way of filling the masked
 * ones has the same number in it. */
static bool groups_tell(const size_t *counts, const bool *masked, size_t n, size_t at) {
  size_t others = 0, sum = counts[at];
  for (size_t i = 0; i < n; i++) {
    if (!masked[i] || i == at) continue;
    others++;
    sum += counts[i];
  }
  return others == 0 || sum == others + 1; /* nothing to share, or one for each */
}

static void test_no_group_can_be_told(void **state) {
  (void)state;
  for (size_t round = 0; round < 20000; round++) {
    size_t n = 2 + drawn(6), counts[8], small = 0, persons = 0;
    for (size_t i = 0; i < n; i++) {
      counts[i] = drawn_count();
      small += counts[i] > 0 && counts[i] < EK_FEWEST;
      persons += counts[i];
    }
    const bool *masked = ek_mask_groups(arena, counts, n);
    size_t hidden = 0, shown_small = 0, of = 0;
    for (size_t i = 0; i < n; i++) {
      of += masked[i] ? counts[i] : 0;
      hidden += masked[i];
      shown_small += !masked[i] && counts[i] > 0 && counts[i] < EK_FEWEST;
      assert_false(masked[i] && counts[i] == 0);
    }
    assert_int_equal(shown_small, 0);
    if (small == 0) assert_int_equal(hidden, 0);
    if (small == 0 || of == persons) continue; /* all are masked: nothing more can be done */
    assert_true(of >= EK_FEWEST);
    for (size_t i = 0; i < n; i++) assert_false(masked[i] && groups_tell(counts, masked, n, i));
  }
}

/* --- tables ------------------------------------------------------------------------------ */

enum { MOST = 5 };

struct puzzle {
  size_t rows, columns; /* with the sums */
  size_t count[MOST * MOST];
  const bool *masked;
  long low[MOST * MOST], high[MOST * MOST];
};

static void sum_up(struct puzzle *p, const size_t *inner) {
  size_t width = p->columns - 1;
  memset(p->count, 0, sizeof p->count);
  for (size_t r = 0; r + 1 < p->rows; r++) {
    for (size_t c = 0; c + 1 < p->columns; c++) {
      size_t n = inner[r * width + c];
      p->count[r * p->columns + c] = n;
      p->count[r * p->columns + width] += n;
      p->count[(p->rows - 1) * p->columns + c] += n;
      p->count[p->rows * p->columns - 1] += n;
    }
  }
}

/* Tightens what can be in a line, in which the last cell is the sum of the others. */
static bool tighten(struct puzzle *p, size_t first, size_t step, size_t n) {
  bool changed = false;
  for (size_t i = 0; i < n; i++) {
    long low = 0, high = 0;
    for (size_t k = 0; k < n; k++) {
      size_t cell = first + k * step;
      if (k == i) continue;
      low += i + 1 == n ? p->low[cell] : k + 1 == n ? p->low[cell] : -p->high[cell];
      high += i + 1 == n ? p->high[cell] : k + 1 == n ? p->high[cell] : -p->low[cell];
    }
    size_t own = first + i * step;
    if (low > p->low[own]) p->low[own] = low, changed = true;
    if (high < p->high[own]) p->high[own] = high, changed = true;
  }
  return changed;
}

/* False when nothing fits. */
static bool settle(struct puzzle *p) {
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t r = 0; r < p->rows; r++) changed |= tighten(p, r * p->columns, 1, p->columns);
    for (size_t c = 0; c < p->columns; c++) changed |= tighten(p, c, p->columns, p->rows);
    for (size_t i = 0; i < p->rows * p->columns; i++) if (p->low[i] > p->high[i]) return false;
  }
  return true;
}

static void propagate(struct puzzle *p) {
  size_t all = p->count[p->rows * p->columns - 1];
  for (size_t i = 0; i < p->rows * p->columns; i++) {
    p->low[i] = p->masked[i] ? 1 : (long)p->count[i];
    p->high[i] = p->masked[i] ? (long)all : (long)p->count[i];
  }
  assert_true(settle(p));
}

/* Is there a table with this number in the cell? All are tried. */
static bool fits(struct puzzle *p) {
  size_t open = SIZE_MAX;
  for (size_t i = 0; i < p->rows * p->columns; i++) {
    if (p->low[i] < p->high[i] && open == SIZE_MAX) open = i;
  }
  if (open == SIZE_MAX) return true;
  for (long n = p->low[open]; n <= p->high[open]; n++) {
    struct puzzle next = *p;
    next.low[open] = next.high[open] = n;
    if (settle(&next) && fits(&next)) return true;
  }
  return false;
}

static bool told(const struct puzzle *p, size_t cell) {
  size_t numbers = 0;
  for (long n = p->low[cell]; n <= p->high[cell] && numbers < 2; n++) {
    struct puzzle next = *p;
    next.low[cell] = next.high[cell] = n;
    numbers += settle(&next) && fits(&next);
  }
  return numbers < 2;
}

static bool all_masked(const struct puzzle *p) {
  for (size_t i = 0; i + 1 < p->rows * p->columns; i++) if (!p->masked[i] && p->count[i] > 0) return false;
  return true;
}

/* `exactly`: try all tables, and not only what the sums say line by line. */
static void attack(size_t rows, size_t columns, const size_t *inner, bool exactly) {
  struct puzzle p = {.rows = rows + 1, .columns = columns + 1};
  size_t small = 0, hidden = 0;
  sum_up(&p, inner);
  p.masked = ek_mask_table(arena, inner, rows, columns);
  assert_false(p.masked[p.rows * p.columns - 1]);
  for (size_t i = 0; i + 1 < p.rows * p.columns; i++) {
    bool few = p.count[i] > 0 && p.count[i] < EK_FEWEST;
    small += few;
    hidden += p.masked[i];
    assert_true(p.masked[i] || !few);
    assert_false(p.masked[i] && p.count[i] == 0);
  }
  if (small == 0) assert_int_equal(hidden, 0);
  if (small == 0 || all_masked(&p)) return;
  propagate(&p);
  for (size_t i = 0; i + 1 < p.rows * p.columns; i++) {
    if (!p.masked[i] || p.count[i] >= EK_FEWEST) continue;
    if (p.low[i] == p.high[i] || (exactly && told(&p, i))) fail_msg("a cell of %zu can be told", p.count[i]);
  }
}

static void test_no_cell_can_be_told(void **state) {
  (void)state;
  for (size_t round = 0; round < 12000; round++) {
    size_t rows = 1 + drawn(4), columns = 1 + drawn(4), inner[16];
    for (size_t i = 0; i < rows * columns; i++) inner[i] = drawn_count();
    attack(rows, columns, inner, false);
  }
}

static void test_no_cell_can_be_told_by_trying_all_tables(void **state) {
  (void)state;
  for (size_t round = 0; round < 1500; round++) {
    size_t rows = 2 + drawn(2), columns = 2 + drawn(2), inner[9];
    for (size_t i = 0; i < rows * columns; i++) inner[i] = drawn(8) * (drawn(4) > 0);
    attack(rows, columns, inner, true);
  }
}

/* Of a diagonal nothing can be told by a line alone, but by all lines together. */
static void test_what_one_line_does_not_tell(void **state) {
  (void)state;
  attack(3, 3, (const size_t[]){1, 1, 9, 1, 9, 1, 9, 1, 1}, true);
  attack(2, 2, (const size_t[]){1, 1, 1, 2}, true);
  attack(3, 3, (const size_t[]){1, 20, 0, 0, 1, 20, 20, 0, 1}, true);
}

static void test_nothing_small_nothing_masked(void **state) {
  (void)state;
  for (size_t round = 0; round < 2000; round++) {
    size_t inner[12];
    for (size_t i = 0; i < 12; i++) inner[i] = drawn(3) > 0 ? 5 + drawn(30) : 0;
    const bool *masked = ek_mask_table(arena, inner, 3, 4);
    for (size_t i = 0; i < 20; i++) assert_false(masked[i]);
  }
}

static void test_large_tables_end(void **state) {
  (void)state;
  size_t inner[40 * 40];
  for (size_t i = 0; i < 40 * 40; i++) inner[i] = drawn(10) == 0 ? 1 + drawn(60) : 0;
  assert_non_null(ek_mask_table(arena, inner, 40, 40));
  memset(inner, 0, sizeof inner);
  const bool *masked = ek_mask_table(arena, inner, 40, 40);
  for (size_t i = 0; i < 41 * 41; i++) assert_false(masked[i]);
  assert_non_null(ek_mask_table(arena, NULL, 0, 0));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_groups),
      TEST(test_no_group_can_be_told),
      TEST(test_no_cell_can_be_told),
      TEST(test_no_cell_can_be_told_by_trying_all_tables),
      TEST(test_what_one_line_does_not_tell),
      TEST(test_nothing_small_nothing_masked),
      TEST(test_large_tables_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
