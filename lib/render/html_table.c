/* A table of the document as one of HTML: caption, headings that say what they head, labels as
 * headings of their rows. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "document/chart.h"
#include "document/words.h"
#include "render/html.h"

struct view {
  const struct ek_document *doc;
  const struct ek_doc_table *table;
  const struct ek_doc_column *columns;
  size_t n;
  struct ek_buffer *out;
};

static bool same_group(const struct ek_doc_column *a, const struct ek_doc_column *b) {
  return a->group != NULL && b->group != NULL && strcmp(a->group, b->group) == 0;
}

static size_t group_size(const struct view *v, size_t first) {
  size_t size = 1;
  while (first + size < v->n && same_group(&v->columns[first], &v->columns[first + size])) size++;
  return size;
}

static bool has_groups(const struct view *v) {
  for (size_t c = 0; c < v->n; c++) {
    if (v->columns[c].group != NULL) return true;
  }
  return false;
}

/* What stands above the labels; nothing heads nothing. */
static void add_corner(const struct view *v, const char *rows) {
  const char *head = v->table->head;
  bool empty = head == NULL || *head == '\0';
  ek_buffer_addf(v->out, "<tr>%s%s>", empty ? "<td" : "<th scope=col", rows);
  if (!empty) ek_html_text(v->out, head);
  ek_buffer_add(v->out, empty ? "</td>" : "</th>");
}

enum { FEW_LETTERS = 12 };

/* Does a column of texts hold sentences, which must not be as narrow as a word? */
static bool has_sentences(const struct view *v, size_t column) {
  struct ek_doc_row *const *rows = v->table->rows.items;
  for (size_t r = 0; v->columns[column].text && r < v->table->rows.n; r++) {
    if (ek_text_width(ek_doc_cell_text(v->doc, &rows[r]->cells[column])) > FEW_LETTERS) return true;
  }
  return false;
}

static void add_column_head(const struct view *v, size_t c, const char *rows) {
  const struct ek_doc_column *column = &v->columns[c];
  if (*column->label == '\0') {
    ek_buffer_addf(v->out, "<td%s></td>", rows);
    return;
  }
  ek_buffer_addf(v->out, "<th scope=col%s%s>", rows, has_sentences(v, c) ? " class=\"t w\"" : column->text ? " class=\"t\"" : "");
  ek_html_text(v->out, column->label);
  ek_buffer_add(v->out, "</th>");
}

/* Columns that share a heading are a group to those who hear the table as well. */
static void add_column_groups(const struct view *v) {
  ek_buffer_add(v->out, "<colgroup></colgroup>");
  for (size_t c = 0; c < v->n; c += group_size(v, c)) {
    size_t size = group_size(v, c);
    if (size == 1) ek_buffer_add(v->out, "<colgroup></colgroup>");
    else ek_buffer_addf(v->out, "<colgroup span=\"%zu\"></colgroup>", size);
  }
  ek_buffer_add(v->out, "\n");
}

static void add_head(const struct view *v) {
  bool groups = has_groups(v);
  const char *rows = groups ? " rowspan=2" : "";
  if (groups) add_column_groups(v);
  ek_buffer_add(v->out, "<thead>");
  add_corner(v, rows);
  for (size_t c = 0; groups && c < v->n;) {
    size_t size = group_size(v, c);
    if (v->columns[c].group == NULL) add_column_head(v, c, rows);
    else if (size == 1) ek_buffer_add(v->out, "<th scope=col class=g>");
    else ek_buffer_addf(v->out, "<th scope=colgroup class=g colspan=%zu>", size);
    if (v->columns[c].group != NULL) {
      ek_html_text(v->out, v->columns[c].group);
      ek_buffer_add(v->out, "</th>");
    }
    c += size;
  }
  if (groups) ek_buffer_add(v->out, "</tr>\n<tr>");
  for (size_t c = 0; c < v->n; c++) {
    if (!groups || v->columns[c].group != NULL) add_column_head(v, c, "");
  }
  ek_buffer_add(v->out, "</tr></thead>\n");
}

const char *ek_html_charted(const struct ek_document *doc, const struct ek_doc_table *table) {
  const struct ek_doc_block *blocks = doc->blocks.items;
  for (size_t i = 0; i < doc->blocks.n; i++) {
    if (blocks[i].kind == EK_DOC_CHART && blocks[i].chart->table == table) return blocks[i].chart->name;
  }
  return NULL;
}

int ek_html_source(const struct ek_document *doc, const char *text) {
  char *end;
  if (*text != '[') return 0;
  long number = strtol(text + 1, &end, 10);
  if (number <= 0 || strcmp(end, "]") != 0) return 0;
  const struct ek_doc_block *blocks = doc->blocks.items;
  for (size_t i = 0; i < doc->blocks.n; i++) {
    if (blocks[i].kind == EK_DOC_ITEM && blocks[i].aside != NULL && strcmp(blocks[i].aside, text) == 0) return (int)number;
  }
  return 0;
}

enum { LONG_WORD = 26 }; /* letters */

/* A word that would make its column too wide is broken anywhere, others are not. */
static bool has_long_word(const char *text) {
  size_t length = 0, bytes;
  for (; *text != '\0'; text += bytes) {
    int code = ek_utf8_next(text, &bytes);
    length = code == ' ' || code == '-' || code == 0xAD || code == 0x2013 ? 0 : length + 1;
    if (length > LONG_WORD) return true;
  }
  return false;
}

/* The id of the entry that the cell leads to; NULL: none. */
static const char *origin_of(const struct ek_document *doc, const struct ek_doc_cell *cell) {
  const struct ek_doc_basis *basis = cell->basis;
  if (doc->origins.n == 0 || cell->kind == EK_CELL_EMPTY || cell->kind == EK_CELL_NONE) return NULL;
  if (cell->figure != NULL) return ek_html_origin(doc, cell->figure);
  if (basis == NULL) return NULL;
  if (basis->number > 0) return ek_sprintf(doc->arena, "b%zu", basis->number);
  return basis->figures.n > 0 ? ek_html_origin(doc, *(const struct ek_figure *const *)basis->figures.items) : NULL;
}

/* A number leads to where it comes from, a source's number to the source. */
static void add_cell(const struct view *v, const struct ek_doc_cell *cell, bool text) {
  const char *shown = ek_doc_cell_text(v->doc, cell), *origin = origin_of(v->doc, cell);
  bool loss = strncmp(shown, "\u2212", strlen("\u2212")) == 0 && cell->kind != EK_CELL_TEXT;
  int source = cell->kind == EK_CELL_TEXT ? ek_html_source(v->doc, shown) : 0;
  bool breaks = cell->kind == EK_CELL_TEXT && has_long_word(shown);
  ek_buffer_add(v->out, breaks ? "<td class=\"t x\">" : text ? "<td class=t>" : loss ? "<td class=n>" : "<td>");
  if (origin != NULL) {
    ek_buffer_add(v->out, "<a");
    ek_html_name(v->out, "href", origin);
    ek_buffer_add(v->out, ">");
  }
  if (source > 0) ek_buffer_addf(v->out, "<a href=\"#source-%d\">", source);
  ek_html_text(v->out, shown);
  ek_buffer_add(v->out, origin != NULL || source > 0 ? "</a></td>" : "</td>");
}

static void add_row(const struct view *v, const struct ek_doc_row *row) {
  const char *classes[] = {"", " class=e", " class=r", " class=\"e r\""};
  ek_buffer_addf(v->out, "<tr%s><th scope=row", classes[row->emphasis + 2 * row->rule_above]);
  int level = row->level < 5 ? row->level : 5;
  bool breaks = has_long_word(row->label);
  if (level > 0) ek_buffer_addf(v->out, breaks ? " class=\"l%d x\"" : " class=l%d", level);
  else if (breaks) ek_buffer_add(v->out, " class=\"x\"");
  ek_buffer_add(v->out, ">");
  ek_html_text(v->out, row->label);
  ek_buffer_add(v->out, "</th>");
  for (size_t c = 0; c < v->n; c++) add_cell(v, &row->cells[c], v->columns[c].text);
  ek_buffer_add(v->out, "</tr>\n");
}

/* A heading that all can see names the table already; those who jump from table to table hear it again. */
static void add_caption(const struct view *v, const char *name) {
  ek_buffer_addf(v->out, "<caption%s>", v->table->title != NULL ? "" : " class=\"h\"");
  ek_html_text(v->out, name);
  ek_buffer_add(v->out, "</caption>\n");
}

void ek_html_table(const struct ek_document *doc, const struct ek_doc_table *table, const char *heading,
                   struct ek_buffer *out) {
  struct view v = {doc, table, table->columns.items, table->columns.n, out};
  const char *name = table->title != NULL ? table->title : heading;
  const char *charted = ek_html_charted(doc, table);
  ek_buffer_add(out, "<div class=\"s\"");
  if (charted != NULL) ek_buffer_addf(out, " id=\"table-%s\"", charted);
  ek_buffer_add(out, " role=\"group\" tabindex=\"0\" aria-label=\"");
  ek_html_text(out, name);
  ek_buffer_add(out, "\"><table>\n");
  add_caption(&v, name);
  add_head(&v);
  ek_buffer_add(out, "<tbody>\n");
  struct ek_doc_row *const *rows = table->rows.items;
  for (size_t r = 0; r < table->rows.n; r++) add_row(&v, rows[r]);
  ek_buffer_add(out, "</tbody></table></div>\n");
  const char *const *notes = table->footnotes.items;
  bool made = table->basis != NULL && table->basis->number > 0;
  if (table->footnotes.n > 0 || made) ek_buffer_add(out, "<div class=\"f\">");
  for (size_t i = 0; i < table->footnotes.n; i++) {
    ek_buffer_add(out, "<p>");
    ek_html_linked(out, notes[i]);
    ek_buffer_add(out, "</p>\n");
  }
  if (made) ek_buffer_addf(out, "<p><a href=\"#b%zu\">%s</a></p>\n", table->basis->number, ek_word(EK_W_HTML_MADE, doc->lang));
  if (table->footnotes.n > 0 || made) ek_buffer_add(out, "</div>\n");
}
