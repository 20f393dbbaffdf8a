/* Primary masking by size, secondary masking until no line of sums gives a masked cell away. */
#include "privacy/masking.h"

#include <stdint.h>

bool *ek_mask_groups(struct ek_arena *arena, const size_t *counts, size_t n) {
  bool *masked = ek_alloc_array(arena, n, sizeof *masked);
  size_t groups = 0, persons = 0;
  for (size_t i = 0; i < n; i++) {
    masked[i] = counts[i] > 0 && counts[i] < EK_FEWEST;
    groups += masked[i];
    persons += masked[i] ? counts[i] : 0;
  }
  while (groups > 0 && (groups < 2 || persons < EK_FEWEST)) {
    size_t next = n;
    for (size_t i = 0; i < n; i++) {
      if (!masked[i] && counts[i] > 0 && (next == n || counts[i] < counts[next])) next = i;
    }
    if (next == n) break;
    masked[next] = true;
    groups++;
    persons += counts[next];
  }
  return masked;
}

/* A table with its sums: in each row and column the last cell is the sum of the others. */
struct table {
  size_t rows, columns;   /* with the sums */
  size_t *count;
  bool *masked;
};

static size_t at(const struct table *t, size_t line, size_t i, bool row) {
  return row ? line * t->columns + i : i * t->columns + line;
}

/* How many cells of the line are masked, and what can be told of their sum. */
static bool gives_away(const struct table *t, size_t line, bool row) {
  size_t n = row ? t->columns : t->rows, masked = 0, persons = 0;
  for (size_t i = 0; i < n; i++) {
    size_t cell = at(t, line, i, row);
    masked += t->masked[cell];
    if (t->masked[cell] && i + 1 < n) persons += t->count[cell];
  }
  bool sum_known = !t->masked[at(t, line, n - 1, row)];
  return masked == 1 || (masked > 1 && sum_known && persons < EK_FEWEST);
}

/* Is another cell of the crossing line masked? Then this one costs less to mask. */
static bool crosses(const struct table *t, size_t line, size_t i, bool row) {
  size_t n = row ? t->rows : t->columns;
  for (size_t k = 0; k < n; k++) {
    if (k != line && t->masked[row ? k * t->columns + i : i * t->columns + k]) return true;
  }
  return false;
}

/* Masks one more cell of the line: the smallest, of those that cross another if there are any. */
static bool mask_one(struct table *t, size_t line, bool row) {
  size_t n = row ? t->columns : t->rows, best = SIZE_MAX, least = SIZE_MAX;
  bool best_crosses = false;
  for (size_t i = 0; i < n; i++) {
    size_t cell = at(t, line, i, row);
    bool total = cell == t->rows * t->columns - 1;
    if (t->masked[cell] || t->count[cell] == 0 || total) continue;
    bool here = crosses(t, line, i, row);
    if (best == SIZE_MAX || here > best_crosses || (here == best_crosses && t->count[cell] < least)) {
      best = cell;
      best_crosses = here;
      least = t->count[cell];
    }
  }
  if (best == SIZE_MAX) return false;
  t->masked[best] = true;
  return true;
}

bool *ek_mask_table(struct ek_arena *arena, const size_t *counts, size_t rows, size_t columns) {
  struct table t = {.rows = rows + 1, .columns = columns + 1};
  t.count = ek_alloc_array(arena, t.rows * t.columns, sizeof *t.count);
  t.masked = ek_alloc_array(arena, t.rows * t.columns, sizeof *t.masked);
  for (size_t r = 0; r < rows; r++) {
    for (size_t c = 0; c < columns; c++) {
      size_t n = counts[r * columns + c];
      t.count[r * t.columns + c] = n;
      t.count[r * t.columns + columns] += n;
      t.count[rows * t.columns + c] += n;
      t.count[rows * t.columns + columns] += n;
    }
  }
  for (size_t i = 0; i + 1 < t.rows * t.columns; i++) t.masked[i] = t.count[i] > 0 && t.count[i] < EK_FEWEST;
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t r = 0; r < t.rows; r++) changed |= gives_away(&t, r, true) && mask_one(&t, r, true);
    for (size_t c = 0; c < t.columns; c++) changed |= gives_away(&t, c, false) && mask_one(&t, c, false);
  }
  return t.masked;
}
