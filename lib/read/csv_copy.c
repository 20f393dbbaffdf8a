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

/* A row that is one empty cell is written in quotes, or it would be a blank line. */
static void add_row(const struct ek_columns *c, const struct ek_csv_column_copy *how, size_t row,
                    const char *special, struct ek_buffer *out) {
  size_t start = out->size;
  bool first = true;
  for (size_t i = 0; i < c->n; i++) {
    if (how[i].left_out)
      continue;
    if (!first)
      ek_buffer_add_bytes(out, &c->delimiter, 1);
    first = false;
    add_cell(out, row == HEADER ? c->columns[i].name : text_of(&c->columns[i], &how[i], row),
             special);
  }
  if (out->size == start)
    ek_buffer_add(out, "\"\"");
  ek_buffer_add_bytes(out, "\n", 1);
}

static size_t count_kept(const struct ek_columns *c, const struct ek_csv_column_copy *how) {
  size_t n = 0;
  for (size_t i = 0; i < c->n; i++)
    n += !how[i].left_out;
  return n;
}

/* It is in the first row that a reader finds out the delimiter: other signs that may be one stand
 * in quotes there, and everywhere when there is only one column. */
void ek_csv_copy(const struct ek_columns *columns, const struct ek_csv_column_copy *how,
                 struct ek_buffer *out) {
  static const char any[] = "\"\r\n;,\t";
  const char its_own[] = {'"', '\r', '\n', columns->delimiter, '\0'};
  const char *special = count_kept(columns, how) > 1 ? its_own : any;
  add_row(columns, how, HEADER, any, out);
  for (size_t row = 0; row < columns->rows; row++)
    add_row(columns, how, row, special, out);
}
