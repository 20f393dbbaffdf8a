/* Reads a CSV text through libcsv, whole pieces at a time, and numbers the texts of each
 * column as they come. Lines and columns are not counted on the way: a place is looked for
 * when there is something to say about it. */
#include "read/columns.h"

#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "base/text.h"
#include "read/bytes.h"
#include "read/csv_text.h"
#include "read/intern.h"
#include "read/personnummer.h"

#define PIECE ((size_t)256 * 1024)  /* fed to libcsv at a time */
#define SAMPLE 2000                 /* rows of a column that is not wanted which are looked at */
#define MOST_COLUMNS 10000

struct reader {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_columns *out;
  enum ek_want (*want)(void *data, const char *name);
  void *data;
  struct ek_list names;  /* const char *: the first row, while it is read */
  bool headed;
  size_t room;           /* rows that there can be */
  size_t cell;           /* of the row being read */
  bool any;              /* a cell of it holds something */
  size_t physical;       /* rows before it, the first row, blank and odd ones included */
};

static void header_cell(struct reader *r, const char *text, size_t size) {
  if (r->names.n > MOST_COLUMNS)
    return;
  *(const char **)ek_list_push(r->arena, &r->names, sizeof text) = ek_strndup(r->arena, text, size);
  r->any |= size > 0;
}

static void end_cell(void *bytes, size_t size, void *data) {
  struct reader *r = data;
  const char *text = bytes;
  if (size > 0 && ((unsigned char)text[0] <= ' ' || (unsigned char)text[size - 1] <= ' ' ||
                   text[0] == '\xC2' || text[size - 1] == '\xA0'))
    ek_csv_trim(&text, &size);
  if (!r->headed) {
    header_cell(r, text, size);
    return;
  }
  size_t at = r->cell++;
  r->any |= size > 0;
  if (at >= r->out->n)
    return;
  struct ek_column *column = &r->out->columns[at];
  if (column->want == EK_WANT_CODES)
    column->codes[r->out->rows] = ek_intern(column->intern, text, size);
  else if (r->out->rows < SAMPLE)
    ek_intern(column->intern, text, size);
  if (column->want == EK_WANT_MARKS)
    column->marks[r->out->rows] = ek_intern_key(text, size);
}

/* --- places ------------------------------------------------------------------------------ */

static bool blank_before_row(const struct ek_columns *c, char byte) {
  return byte == '\n' || byte == '\r' || byte == ' ' || (byte == '\t' && c->delimiter != '\t');
}

static bool ends_line(const char *at) {
  return *at == '\n' || (*at == '\r' && at[1] != '\n');
}

/* From the beginning of a row to that of the next, as libcsv cuts them. */
static void next_row(struct ek_columns *c) {
  const char *text = c->source->text;
  bool quoted = false;
  for (; text[c->at_offset] != '\0'; c->at_offset++) {
    char byte = text[c->at_offset];
    if (!quoted && (byte == '\n' || byte == '\r'))
      break;
    quoted ^= byte == '"';
    c->at_line += ends_line(text + c->at_offset);
  }
  for (; text[c->at_offset] != '\0' && blank_before_row(c, text[c->at_offset]); c->at_offset++)
    c->at_line += ends_line(text + c->at_offset);
  c->at_row++;
}

static void find_row(struct ek_columns *c, size_t physical) {
  if (c->at_line == 0 || physical < c->at_row) {
    c->at_row = c->at_offset = 0;
    c->at_line = 1;
    for (; blank_before_row(c, c->source->text[c->at_offset]); c->at_offset++)
      c->at_line += ends_line(c->source->text + c->at_offset);
  }
  while (c->at_row < physical && c->source->text[c->at_offset] != '\0')
    next_row(c);
}

/* The cell's place in the row that was found; only a cell after a quoted line break stands on a
 * later line than its row. */
static struct ek_pos find_cell(const struct ek_columns *c, size_t column) {
  const char *row = c->source->text + c->at_offset, *at = row, *line = row;
  struct ek_pos pos = {c->source, c->at_line, 1, 1};
  bool quoted = false;
  for (size_t cell = 0; column != SIZE_MAX && cell < column && *at != '\0'; at++) {
    if (ends_line(at) && quoted) {
      pos.line++;
      line = at + 1;
    }
    quoted ^= *at == '"';
    cell += !quoted && *at == c->delimiter;
  }
  while (column != SIZE_MAX && (*at == ' ' || (*at == '\t' && c->delimiter != '\t')))
    at++;
  while (line > c->source->text && line[-1] != '\n' && line[-1] != '\r')
    line--; /* spaces before the row */
  pos.column = 1 + (int)ek_utf8_length(line, (size_t)(at - line));
  return pos;
}

/* Rows that were passed over stand between those that are kept. */
static size_t physical_of(const struct ek_columns *c, size_t row) {
  const size_t *gaps = c->gaps.items;
  size_t low = 0, high = c->gaps.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (gaps[middle] <= row)
      low = middle + 1;
    else
      high = middle;
  }
  return row + 1 + low;
}

struct ek_pos ek_columns_pos(struct ek_columns *c, size_t row, size_t column) {
  find_row(c, physical_of(c, row));
  return find_cell(c, column);
}

struct ek_pos ek_columns_odd_pos(struct ek_columns *c, const struct ek_odd_row *odd) {
  find_row(c, odd->physical);
  return find_cell(c, SIZE_MAX);
}

int ek_columns_find(const struct ek_columns *c, const char *name) {
  for (size_t i = 0; i < c->n; i++)
    if (strcmp(c->columns[i].name, name) == 0)
      return (int)i;
  return -1;
}

/* --- rows as they come ----------------------------------------------------------------- */

/* Empty and repeated names in the first row. */
static void check_names(struct reader *r) {
  const char *const *names = r->names.items;
  find_row(r->out, r->physical);
  for (size_t i = 0; i < r->names.n; i++) {
    size_t k = 0;
    while (k < i && strcmp(names[i], names[k]) != 0)
      k++;
    if (!names[i][0])
      ek_error(r->diags, find_cell(r->out, i), "the first row names the columns",
               "column %zu has no name", i + 1);
    else if (k < i)
      ek_error(r->diags, find_cell(r->out, i), "give each column a name of its own",
               "columns %zu and %zu have the same name", k + 1, i + 1);
  }
}

static void keep_header(struct reader *r) {
  struct ek_columns *out = r->out;
  r->headed = true;
  if (r->names.n > MOST_COLUMNS) {
    ek_error(r->diags, (struct ek_pos){out->source, 0, 0, 0},
             "is it a CSV file, with a row for each person?", "more than %d columns", MOST_COLUMNS);
    return;
  }
  out->n = r->names.n;
  out->columns = ek_alloc_array(r->arena, out->n, sizeof *out->columns);
  check_names(r);
  for (size_t i = 0; i < out->n; i++) {
    struct ek_column *c = &out->columns[i];
    c->name = ((const char **)r->names.items)[i];
    c->want = r->want(r->data, c->name);
    c->intern = ek_intern_new(r->arena);
    if (c->want == EK_WANT_CODES)
      c->codes = ek_alloc_array(r->arena, r->room, sizeof *c->codes);
    if (c->want == EK_WANT_MARKS)
      c->marks = ek_alloc_array(r->arena, r->room, sizeof *c->marks);
  }
}

/* The row that ends is not among the rows. */
static void pass_over(struct reader *r) {
  *(size_t *)ek_list_push(r->arena, &r->out->gaps, sizeof(size_t)) = r->out->rows;
}

static void end_row(int terminator, void *data) {
  (void)terminator;
  struct reader *r = data;
  struct ek_columns *out = r->out;
  if (!r->headed && r->any) {
    keep_header(r);
  } else if (!r->headed) {
    r->names.n = 0;
    pass_over(r);
  } else if (r->any && r->cell == out->n) {
    out->rows++;
  } else {
    if (r->any)
      *(struct ek_odd_row *)ek_list_push(r->arena, &out->odd, sizeof(struct ek_odd_row)) =
          (struct ek_odd_row){r->physical, r->cell};
    pass_over(r);
  }
  r->physical++;
  r->cell = 0;
  r->any = false;
}

/* --- rows that should differ --------------------------------------------------------------- */

struct marked {
  uint64_t mark;
  size_t row;
};

static int by_mark(const void *a, const void *b) {
  const struct marked *x = a, *y = b;
  if (x->mark != y->mark)
    return x->mark < y->mark ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

static int by_row(const void *a, const void *b) {
  const struct ek_twin *x = a, *y = b;
  return (x->again > y->again) - (x->again < y->again);
}

/* Do all marks grow when their bytes are read as digits? Serial numbers mostly do. */
static bool in_order(const uint64_t *marks, size_t n) {
  for (size_t i = 1; i < n; i++)
    if (ek_intern_order(marks[i - 1]) >= ek_intern_order(marks[i]))
      return false;
  return true;
}

struct ek_list ek_columns_twins(struct ek_arena *arena, const struct ek_columns *c, size_t column) {
  struct ek_list twins = {0};
  const uint64_t *marks = c->columns[column].marks;
  if (in_order(marks, c->rows))
    return twins;
  struct marked *sorted = ek_alloc_array(arena, c->rows, sizeof *sorted);
  for (size_t i = 0; i < c->rows; i++)
    sorted[i] = (struct marked){marks[i], i};
  qsort(sorted, c->rows, sizeof *sorted, by_mark);
  for (size_t i = 1, first = 0; i < c->rows; i++) {
    if (sorted[i].mark != sorted[first].mark)
      first = i;
    else if (sorted[i].mark != 0) /* empty cells are missing, not alike */
      *(struct ek_twin *)ek_list_push(arena, &twins, sizeof(struct ek_twin)) =
          (struct ek_twin){sorted[first].row, sorted[i].row};
  }
  if (twins.n > 0)
    qsort(twins.items, twins.n, sizeof(struct ek_twin), by_row);
  return twins;
}

/* --- reading ----------------------------------------------------------------------------- */

static bool parse_error(struct reader *r, struct csv_parser *parser, size_t offset) {
  if (csv_error(parser) != CSV_EPARSE)
    return ek_error(r->diags, (struct ek_pos){r->out->source, 0, 0, 0}, NULL, "out of memory");
  return ek_error(r->diags, ek_bytes_pos(r->out->source, offset, 1), EK_CSV_QUOTE_HINT,
                  "a quote in the middle of a cell, or text after one that ends it");
}

static bool feed(struct reader *r, struct csv_parser *parser) {
  const struct ek_source *source = r->out->source;
  for (size_t at = 0, n; at < source->size; at += n) {
    n = source->size - at < PIECE ? source->size - at : PIECE;
    size_t fed = csv_parse(parser, source->text + at, n, end_cell, end_row, r);
    if (fed != n)
      return parse_error(r, parser, at + fed);
  }
  if (csv_fini(parser, end_cell, end_row, r) == 0)
    return true;
  find_row(r->out, r->physical);
  struct ek_pos pos = find_cell(r->out, r->headed ? r->cell : r->names.n);
  return ek_error(r->diags, pos, "end the cell with '\"'", "this quote is never closed");
}

/* Line ends, which bound the number of rows. */
static size_t count_lines(const struct ek_source *source) {
  size_t n = 1;
  char end = memchr(source->text, '\n', source->size) != NULL ? '\n' : '\r';
  const char *at = source->text, *last = source->text + source->size;
  for (; (at = memchr(at, end, (size_t)(last - at))) != NULL; at++)
    n++;
  if (end == '\n') { /* a file may mix both */
    for (at = source->text; (at = memchr(at, '\r', (size_t)(last - at))) != NULL; at++)
      n += at[1] != '\n';
  }
  return n;
}

static bool read_rows(struct reader *r) {
  struct csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
    return ek_error(r->diags, (struct ek_pos){r->out->source, 0, 0, 0}, NULL, "out of memory");
  csv_set_delim(&parser, (unsigned char)r->out->delimiter);
  csv_set_blk_size(&parser, PIECE);
  bool fine = feed(r, &parser);
  csv_free(&parser);
  if (fine && !r->headed)
    return ek_error(r->diags, (struct ek_pos){r->out->source, 0, 0, 0},
                    "the first row names the columns", "the file is empty");
  if (fine && r->out->n > 0 && r->out->rows == 0 && r->out->odd.n == 0)
    return ek_error(r->diags, (struct ek_pos){r->out->source, 0, 0, 0}, NULL,
                    "the file has a first row and no others");
  return fine;
}

/* `personnummer`: may they stand in it? */
static struct ek_columns *read_columns(struct ek_arena *arena, const struct ek_source *source,
                                       bool personnummer,
                                       enum ek_want (*want)(void *data, const char *name),
                                       void *data, struct ek_diags *diags) {
  size_t errors = ek_diags_errors(diags);
  struct ek_columns *out = ek_alloc(arena, sizeof *out);
  out->source = ek_csv_text(arena, source, &out->encoding, diags);
  if (out->source == NULL || (!personnummer && !ek_personnummer_check(out->source, diags)))
    return NULL;
  out->delimiter = ek_csv_delimiter(out->source);
  struct reader r = {.arena = arena, .diags = diags, .out = out, .want = want, .data = data};
  r.room = count_lines(out->source);
  if (r.room > UINT32_MAX)
    return ek_error(diags, (struct ek_pos){out->source, 0, 0, 0}, "split it", "too many rows"), NULL;
  if (!read_rows(&r) || ek_diags_errors(diags) > errors)
    return NULL;
  for (size_t i = 0; i < out->n; i++)
    out->columns[i].texts = ek_intern_texts(out->columns[i].intern, &out->columns[i].n);
  return out;
}

struct ek_columns *ek_columns_read(struct ek_arena *arena, const struct ek_source *source,
                                   enum ek_want (*want)(void *data, const char *name), void *data,
                                   struct ek_diags *diags) {
  return read_columns(arena, source, false, want, data, diags);
}

struct ek_columns *ek_columns_read_unchecked(struct ek_arena *arena,
                                             const struct ek_source *source,
                                             enum ek_want (*want)(void *data, const char *name),
                                             void *data, struct ek_diags *diags) {
  return read_columns(arena, source, true, want, data, diags);
}
