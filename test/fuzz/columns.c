/* Feeds any bytes to the reader of columns. The first byte says what is wanted of the columns. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/columns.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum ek_want want(void *data, const char *name) {
  require(ek_utf8_invalid(name, strlen(name)) == strlen(name));
  size_t *asked = data;
  return (enum ek_want)((*asked)++ % 3);
}

static void check_place(struct ek_pos pos) {
  require(pos.line >= 1 && pos.column >= 1 && pos.length >= 1);
}

static void check_column(const struct ek_columns *c, size_t at) {
  const struct ek_column *column = &c->columns[at];
  for (size_t i = 0; i < column->n; i++)
    require(ek_utf8_invalid(column->texts[i], strlen(column->texts[i])) == strlen(column->texts[i]));
  require((column->codes != NULL) == (column->want == EK_WANT_CODES));
  require((column->marks != NULL) == (column->want == EK_WANT_MARKS));
  for (size_t row = 0; row < c->rows && column->codes != NULL; row++)
    require(column->codes[row] < column->n);
}

/* Places in the order of the rows and against it: the same. */
static void check_places(struct ek_columns *c) {
  size_t rows = c->rows < 300 ? c->rows : 300;
  int lines[300], last = 0;
  for (size_t row = 0; row < rows; row++) {
    struct ek_pos pos = ek_columns_pos(c, row, SIZE_MAX);
    check_place(pos);
    require(pos.line > last);
    last = lines[row] = pos.line;
  }
  for (size_t row = rows; row-- > 0;) {
    require(ek_columns_pos(c, row, SIZE_MAX).line == lines[row]);
    check_place(ek_columns_pos(c, row, c->n - 1));
  }
  const struct ek_odd_row *odd = c->odd.items;
  for (size_t i = 0; i < c->odd.n && i < 300; i++) {
    check_place(ek_columns_odd_pos(c, &odd[i]));
    require(odd[i].cells != c->n);
  }
}

static void check_twins(struct ek_arena *arena, const struct ek_columns *c, size_t column) {
  struct ek_list list = ek_columns_twins(arena, c, column);
  const struct ek_twin *t = list.items;
  for (size_t i = 0; i < list.n; i++)
    require(t[i].first < t[i].again && t[i].again < c->rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  struct ek_arena *arena = ek_arena_new();
  struct ek_diags *diags = ek_diags_new(arena);
  char *text = ek_alloc(arena, size);
  memcpy(text, data + 1, size - 1);
  struct ek_source source = {"fuzz.csv", text, size - 1, .secret = true};
  size_t asked = data[0];
  struct ek_columns *c = ek_columns_read(arena, &source, want, &asked, diags);
  require((c == NULL) == (ek_diags_errors(diags) > 0));
  for (size_t i = 0; c != NULL && i < c->n; i++) {
    check_column(c, i);
    if (c->columns[i].marks != NULL)
      check_twins(arena, c, i);
  }
  if (c != NULL)
    check_places(c);
  require_told(arena, diags);
  ek_arena_free(arena);
  return 0;
}
