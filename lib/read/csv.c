/* Reads a CSV text cell by cell through libcsv. It is fed in pieces that end where a cell or
 * line may, since it knows nothing of lines and columns and every cell here knows its place. */
#include "read/csv.h"

#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "base/text.h"
#include "read/csv_text.h"
#include "read/personnummer.h"
#include "read/show.h"

/* A file of another kind has an error on every row; so many say it. */
#define MOST_ERRORS 100

struct reader {
  struct ek_arena *arena;
  struct ek_diags *diags;
  const struct ek_source *source;
  struct ek_csv *csv;
  size_t errors;        /* in this file */
  struct ek_list cells; /* struct ek_cell: of all rows, then of the row being read */
  size_t kept;          /* cells of finished rows */
  int line, column;     /* of the byte being read */
  bool begun;           /* the cell's first character has been seen: */
  int cell_line, cell_column;
  bool quoted;
};

/* Errors are counted here: one that was told before, of the same file, is not added again. */
__attribute__((format(printf, 4, 5))) static bool fail(struct reader *r, struct ek_pos pos,
                                                       const char *hint, const char *format, ...) {
  va_list args;
  va_start(args, format);
  ek_error(r->diags, pos, hint, "%s", ek_vsprintf(r->arena, format, args));
  va_end(args);
  r->errors++;
  return false;
}

static struct ek_pos cell_pos(const struct reader *r) {
  return (struct ek_pos){r->source, r->cell_line, r->cell_column, 1};
}

static void end_cell(void *bytes, size_t size, void *data) {
  struct reader *r = data;
  const char *text = bytes;
  ek_csv_trim(&text, &size);
  struct ek_cell *cell = ek_list_push(r->arena, &r->cells, sizeof *cell);
  cell->text = ek_strndup(r->arena, text, size);
  cell->line = r->begun ? r->cell_line : r->line;
  cell->column = r->begun ? r->cell_column : r->column;
  r->begun = false;
}

static int by_text(const void *a, const void *b) {
  const struct ek_cell *x = *(const struct ek_cell *const *)a;
  const struct ek_cell *y = *(const struct ek_cell *const *)b;
  int order = strcmp(x->text, y->text);
  return order ? order : (x > y) - (x < y);
}

static void check_header(struct reader *r) {
  const struct ek_csv *csv = r->csv;
  const struct ek_cell **sorted = ek_alloc_array(r->arena, csv->columns, sizeof *sorted);
  for (size_t i = 0; i < csv->columns; i++)
    sorted[i] = &csv->header[i];
  qsort(sorted, csv->columns, sizeof *sorted, by_text);
  for (size_t i = 0; i < csv->columns; i++) {
    struct ek_pos pos = ek_csv_pos(csv, sorted[i]);
    if (!sorted[i]->text[0])
      fail(r, pos, "the first row names the columns", "a column without a name");
    else if (i > 0 && strcmp(sorted[i]->text, sorted[i - 1]->text) == 0)
      fail(r, pos, "give each column a name of its own", "the column '%s' stands twice",
           ek_show(r->arena, sorted[i]->text));
  }
}

/* The first row becomes the header and leaves the list. */
static void keep_header(struct reader *r) {
  size_t n = r->cells.n;
  struct ek_cell *header = ek_alloc_array(r->arena, n, sizeof *header);
  memcpy(header, r->cells.items, n * sizeof *header);
  r->csv->header = header;
  r->csv->columns = n;
  r->cells.n = 0;
  check_header(r);
}

static void end_row(int terminator, void *data) {
  (void)terminator;
  struct reader *r = data;
  const struct ek_cell *row = (struct ek_cell *)r->cells.items + r->kept;
  size_t n = r->cells.n - r->kept;
  bool empty = true;
  for (size_t i = 0; i < n; i++)
    empty = empty && !row[i].text[0];
  if (!empty && !r->csv->header) {
    keep_header(r);
  } else if (empty || n != r->csv->columns) {
    if (!empty)
      fail(r, (struct ek_pos){r->source, row->line, row->column, 1},
           ek_sprintf(r->arena, "put a cell that holds %s in quotes",
                      ek_csv_delimiter_name(r->csv->delimiter)),
           "%zu cells in this row, %zu in the header", n, r->csv->columns);
    r->cells.n = r->kept;
  } else {
    r->csv->rows++;
    r->kept = r->cells.n;
  }
}

static bool parse_error(struct reader *r, struct csv_parser *parser) {
  struct ek_pos pos = {r->source, r->line, r->column, 1};
  const char *hint = EK_CSV_QUOTE_HINT;
  if (csv_error(parser) != CSV_EPARSE)
    return fail(r, cell_pos(r), NULL, "out of memory");
  if (!r->quoted)
    return fail(r, pos, hint, "a quote in the middle of a cell");
  return fail(r, pos, hint, "text after the quote that ends the cell from line %d", r->cell_line);
}

/* Notes where a cell begins: at its first character that is not white space. */
static void see(struct reader *r, char c) {
  if (r->begun || c == r->csv->delimiter || c == ' ' || c == '\t' || c == '\r' || c == '\n')
    return;
  r->begun = true;
  r->quoted = c == '"';
  r->cell_line = r->line;
  r->cell_column = r->column;
}

static void walk(struct reader *r, const char *text, size_t n) {
  for (size_t i = 0; i < n; i++) {
    see(r, text[i]);
    if (text[i] == '\n') {
      r->line++;
      r->column = 1;
    } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
      r->column++;
    }
  }
}

/* In pieces: bytes that never end a cell, or one that may and whose place must be known before. */
static bool feed(struct reader *r, struct csv_parser *parser) {
  const char ends[] = {r->csv->delimiter, '"', '\r', '\n', '\0'};
  const char *end = r->source->text + r->source->size;
  for (const char *at = r->source->text; at < end;) {
    size_t n = strcspn(at, ends);
    if (n == 0) {
      see(r, *at);
      n = 1;
    }
    size_t fed = csv_parse(parser, at, n, end_cell, end_row, r);
    walk(r, at, fed);
    if (fed != n)
      return parse_error(r, parser);
    if (*at == '\n' && r->errors >= MOST_ERRORS)
      return false;
    at += n;
  }
  if (csv_fini(parser, end_cell, end_row, r) != 0)
    return fail(r, cell_pos(r), "end the cell with '\"'", "this quote is never closed");
  return true;
}

static bool read_rows(struct reader *r) {
  struct csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
    return fail(r, (struct ek_pos){r->source, 0, 0, 0}, NULL, "out of memory");
  csv_set_delim(&parser, (unsigned char)r->csv->delimiter);
  bool fine = feed(r, &parser);
  csv_free(&parser);
  if (fine && !r->csv->header)
    return fail(r, (struct ek_pos){r->source, 0, 0, 0}, "the first row names the columns",
                "the file is empty");
  return fine;
}

const struct ek_csv *ek_csv_read(struct ek_arena *arena, const struct ek_source *source,
                                 struct ek_diags *diags) {
  struct ek_csv *csv = ek_alloc(arena, sizeof *csv);
  csv->source = ek_csv_text(arena, source, &csv->encoding, diags);
  if (!csv->source || !ek_personnummer_check(csv->source, diags))
    return NULL;
  csv->delimiter = ek_csv_delimiter(csv->source);
  struct reader r = {
      .arena = arena, .diags = diags, .source = csv->source, .csv = csv, .line = 1, .column = 1};
  read_rows(&r);
  csv->cells = r.cells.items;
  return r.errors == 0 ? csv : NULL;
}

int ek_csv_column(const struct ek_csv *csv, const char *name) {
  for (size_t i = 0; i < csv->columns; i++)
    if (strcmp(csv->header[i].text, name) == 0)
      return (int)i;
  return -1;
}

const struct ek_cell *ek_csv_cell(const struct ek_csv *csv, size_t row, size_t column) {
  return &csv->cells[row * csv->columns + column];
}

struct ek_pos ek_csv_pos(const struct ek_csv *csv, const struct ek_cell *cell) {
  size_t length = ek_utf8_length(cell->text, strlen(cell->text));
  return (struct ek_pos){csv->source, cell->line, cell->column, length ? (int)length : 1};
}
