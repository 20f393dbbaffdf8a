/* Feeds any bytes to the reader of grids and to that of rows left by a kill, and checks what must hold: a grid that is
 * read has runs with points, one that is not has errors; of rows only whole lines of whole runs are kept. */
#include <stdint.h>
#include <string.h>

#include "batch/grid.h"
#include "batch/journal.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_grid(struct ek_arena *arena, const char *text, size_t size) {
  struct ek_diags *diags = ek_diags_new(arena);
  const struct ek_source source = {.name = "grid.yaml", .text = text, .size = size};
  const struct ek_grid *grid = ek_grid_read_source(arena, &source, diags);
  require((grid == NULL) == (ek_diags_errors(diags) > 0));
  if (grid == NULL) return;
  const struct ek_axis *axes = grid->axes.items;
  require(grid->runs >= 1 && grid->runs <= EK_GRID_RUNS);
  for (size_t a = 0; a < grid->axes.n; a++) {
    require(ek_grid_at(grid, a, 0) == 0 && ek_grid_at(grid, a, grid->runs - 1) == axes[a].n - 1);
    for (size_t k = 0; k < axes[a].n_columns; k++) require(axes[a].columns[k] != NULL && (axes[a].drawn != NULL || axes[a].points[axes[a].n - 1].cells[k] != NULL));
  }
}

static void read_rows(struct ek_arena *arena, const char *text, size_t size) {
  static const struct ek_journal_form form = {.text = "", .size = 0, .first = 2, .end = 5, .before = ",stamp:rows,", .behind = ",\n"};
  struct ek_journal_found found = ek_journal_scan(arena, &form, text, size);
  size_t lines = 0;
  require(found.size <= size && found.next >= form.first && found.next <= found.last);
  for (size_t i = 0; i < found.size; i++) lines += text[i] == '\n';
  require(lines == found.lines && (found.size == 0 || text[found.size - 1] == '\n'));
  struct ek_failures failures = {0};
  ek_failures_count(arena, &failures, text, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct ek_arena *arena = ek_arena_new();
  const char *text = ek_strndup(arena, size > 0 ? (const char *)data : "", size);
  size_t n = strlen(text);
  read_grid(arena, text, n);
  read_rows(arena, text, n);
  ek_arena_free(arena);
  return 0;
}
