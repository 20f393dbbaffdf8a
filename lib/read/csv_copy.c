/* Writes cells so that they read back as they were. */
#include "read/csv_copy.h"

#include <string.h>

static void add_quoted(struct ek_buffer *out, const char *text) {
  ek_buffer_add_bytes(out, "\"", 1);
  for (size_t n; *text != '\0'; text += n) {
    n = strcspn(text, "\"");
    ek_buffer_add_bytes(out, text, n);
    if (text[n] == '"') {
      ek_buffer_add_bytes(out, "\"\"", 2);
      n++;
    }
  }
  ek_buffer_add_bytes(out, "\"", 1);
}

/* `special`: signs that ask for quotes. */
static void add_cell(struct ek_buffer *out, const char *text, const char *special) {
  size_t plain = strcspn(text, special);
  if (text[plain] == '\0')
    ek_buffer_add_bytes(out, text, plain);
  else
    add_quoted(out, text);
}

static const char *text_of(const struct ek_column *column, const struct ek_csv_column_copy *how,
                           size_t row) {
  return how->texts != NULL ? how->texts[column->codes[row]] : column->texts[column->codes[row]];
}

#define HEADER SIZE_MAX

/* In the first row all signs that may be delimiters stand in quotes, since it is there that the
 * reader finds out which one is. A row that is one empty cell is written in quotes, or it would
 * be a blank line. */
static void add_row(const struct ek_columns *c, const struct ek_csv_column_copy *how, size_t row,
                    struct ek_buffer *out) {
  const char special[] = {'"', '\r', '\n', c->delimiter, '\0'};
  size_t start = out->size;
  bool first = true;
  for (size_t i = 0; i < c->n; i++) {
    if (how[i].left_out)
      continue;
    if (!first)
      ek_buffer_add_bytes(out, &c->delimiter, 1);
    first = false;
    if (row == HEADER)
      add_cell(out, c->columns[i].name, "\"\r\n;,\t");
    else
      add_cell(out, text_of(&c->columns[i], &how[i], row), special);
  }
  if (out->size == start)
    ek_buffer_add(out, "\"\"");
  ek_buffer_add_bytes(out, "\n", 1);
}

void ek_csv_copy(const struct ek_columns *columns, const struct ek_csv_column_copy *how,
                 struct ek_buffer *out) {
  add_row(columns, how, HEADER, out);
  for (size_t row = 0; row < columns->rows; row++)
    add_row(columns, how, row, out);
}
