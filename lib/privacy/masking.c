/* Primary masking by size, secondary masking until nothing gives a masked cell away: no line of
 * sums, nor all of them together. */
#include "privacy/masking.h"

#include <stdint.h>
#include <string.h>

bool *ek_mask_groups(struct ek_arena *arena, const size_t *counts, size_t n) {
  bool *masked = ek_alloc_array(arena, n, sizeof *masked);
  size_t groups = 0, persons = 0;
  for (size_t i = 0; i < n; i++) {
    masked[i] = counts[i] > 0 && counts[i] < EK_FEWEST;
    groups += masked[i];
    persons += masked[i] ? counts[i] : 0;
  }
  while (groups > 0 && (groups < 2 || persons < EK_FEWEST || persons == groups)) { /* or: one in each */
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

/* Which two nodes a cell joins when a table is seen as persons who flow from a source through
 * rows and columns to a sink: the sums of rows are what enters, those of columns what leaves. */
static void ends_of(const struct table *t, size_t cell, size_t *from, size_t *to) {
  size_t r = cell / t->columns, c = cell % t->columns, source = t->rows + t->columns, sink = source + 1;
  *from = c + 1 == t->columns ? source : r + 1 == t->rows ? t->rows + c : r;
  *to = c + 1 == t->columns ? r : r + 1 == t->rows ? sink : t->rows + c;
}

/* Can a person be moved from one node to another through masked cells but `except`? More can
 * always be in such a cell, fewer where there are two at least: a masked cell is not empty. */
static bool reaches(const struct table *t, size_t from, size_t to, size_t except, bool *seen) {
  memset(seen, 0, (t->rows + t->columns + 2) * sizeof *seen);
  seen[from] = true;
  for (bool changed = true; changed && !seen[to];) {
    changed = false;
    for (size_t cell = 0; cell < t->rows * t->columns; cell++) {
      size_t a, b;
      if (!t->masked[cell] || cell == except) continue;
      ends_of(t, cell, &a, &b);
      bool forth = seen[a] && !seen[b], back = seen[b] && !seen[a] && t->count[cell] > 1;
      if (forth) seen[b] = true;
      if (back) seen[a] = true;
      changed |= forth || back;
    }
  }
  return seen[to];
}

/* Does only one number fit in a masked cell? Another fits when persons can go round in a circle
 * through it (all tables with the same sums differ by such circles). */
static bool determined(const struct table *t, size_t cell, bool *seen) {
  size_t from, to;
  ends_of(t, cell, &from, &to);
  if (reaches(t, to, from, cell, seen)) return false;
  return t->count[cell] < 2 || !reaches(t, from, to, cell, seen);
}

/* Masks another cell because of one that can be told: in its row, its column, or anywhere. */
static bool mask_for(struct table *t, size_t cell) {
  if (mask_one(t, cell / t->columns, true) || mask_one(t, cell % t->columns, false)) return true;
  for (size_t r = 0; r < t->rows; r++) if (mask_one(t, r, true)) return true;
  return false;
}

static bool mask_determined(struct table *t, bool *seen) {
  for (size_t cell = 0; cell < t->rows * t->columns; cell++) {
    if (t->masked[cell] && t->count[cell] < EK_FEWEST && determined(t, cell, seen) && mask_for(t, cell)) return true;
  }
  return false;
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
  bool *seen = ek_alloc_array(arena, t.rows + t.columns + 2, sizeof *seen);
  for (size_t i = 0; i + 1 < t.rows * t.columns; i++) t.masked[i] = t.count[i] > 0 && t.count[i] < EK_FEWEST;
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t r = 0; r < t.rows; r++) changed |= gives_away(&t, r, true) && mask_one(&t, r, true);
    for (size_t c = 0; c < t.columns; c++) changed |= gives_away(&t, c, false) && mask_one(&t, c, false);
    if (!changed) changed = mask_determined(&t, seen);
  }
  return t.masked;
}
