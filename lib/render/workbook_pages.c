/* Which sheets there are, the first of them with the report's texts, and those of tables. */
#include "render/workbook_pages.h"

#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "render/workbook_live.h"

enum { TEXT_WIDTH = 100, TEXT_LETTERS = 108, LABEL_MOST = 44, NUMBER_LEAST = 10, NUMBER_MOST = 20, WORDS_MOST = 40, WIDTH_LEAST = 60, ROWS_OF_PAGE = 100 };

/* --- which there are ----------------------------------------------------------------------- */

struct gatherer {
  struct ek_book *b;
  struct ek_list pages;
  const char *heading, *unit, *subheading;
  bool fresh;           /* no table stands under the heading yet */
  struct ek_list waiting; /* charts whose table is still to come */
};

static struct ek_page *add_page(struct gatherer *g, const char *title, const char *unit, const struct ek_doc_table *table, const char *name) {
  struct ek_page *page = ek_list_push(g->b->arena, &g->pages, sizeof *page);
  *page = (struct ek_page){.title = title, .unit = unit, .table = table, .name = ek_book_name(g->b, name)};
  return page;
}

static void add_chart(struct gatherer *g, struct ek_page *page, const struct ek_chart *chart) {
  *(const struct ek_chart **)ek_list_push(g->b->arena, &page->charts, sizeof chart) = chart;
}

static void take_waiting(struct gatherer *g, struct ek_page *page) {
  const struct ek_chart **charts = g->waiting.items;
  for (size_t i = 0; i < g->waiting.n; i++) {
    if (charts[i] == NULL || charts[i]->table != page->table) continue;
    add_chart(g, page, charts[i]);
    charts[i] = NULL;
  }
}

static void take_table(struct gatherer *g, const struct ek_doc_table *table) {
  const char *above = g->subheading != NULL ? g->subheading : g->heading != NULL ? g->heading : EK_BOOK_SAID(g->b, EK_W_X_TABLE);
  const char *head = table->head != NULL && *table->head != '\0' ? table->head : above;
  const char *name = table->title != NULL ? table->title : g->fresh ? above : head;
  take_waiting(g, add_page(g, above, g->unit, table, name));
  g->fresh = false;
}

static void take_chart(struct gatherer *g, const struct ek_chart *chart) {
  struct ek_page *pages = g->pages.items;
  if (chart->table == NULL || chart->table_apart) {
    add_chart(g, add_page(g, chart->title, chart->unit, chart->table, chart->title), chart);
    return;
  }
  for (size_t i = 0; i < g->pages.n; i++) {
    if (pages[i].table != chart->table) continue;
    add_chart(g, &pages[i], chart);
    return;
  }
  *(const struct ek_chart **)ek_list_push(g->b->arena, &g->waiting, sizeof chart) = chart;
}

struct ek_list ek_pages(struct ek_book *b) {
  struct gatherer g = {.b = b};
  const struct ek_doc_block *blocks = b->doc->blocks.items;
  for (size_t i = 0; i < b->doc->blocks.n; i++) {
    if (blocks[i].kind == EK_DOC_HEADING || blocks[i].kind == EK_DOC_SUBHEADING) g.fresh = true;
    if (blocks[i].kind == EK_DOC_HEADING) g.heading = blocks[i].text, g.unit = blocks[i].aside, g.subheading = NULL;
    else if (blocks[i].kind == EK_DOC_SUBHEADING) g.subheading = blocks[i].text;
    else if (blocks[i].kind == EK_DOC_TABLE) take_table(&g, blocks[i].table);
    else if (blocks[i].kind == EK_DOC_CHART) take_chart(&g, blocks[i].chart);
  }
  const struct ek_chart **left = g.waiting.items; /* of tables that are not in the document */
  for (size_t i = 0; i < g.waiting.n; i++) if (left[i] != NULL) add_chart(&g, add_page(&g, left[i]->title, left[i]->unit, NULL, left[i]->title), left[i]);
  return g.pages;
}

bool ek_page_follows(const struct ek_book *b, const struct ek_page *page) {
  struct ek_doc_row *const *rows = page->table != NULL ? page->table->rows.items : NULL;
  for (size_t r = 0; rows != NULL && r < page->table->rows.n; r++) {
    for (size_t c = 0; c < page->table->columns.n; c++) {
      if (ek_live_formula(b, &rows[r]->cells[c]) != NULL) return true;
    }
  }
  return false;
}

/* --- texts --------------------------------------------------------------------------------- */

static void write_paragraph(struct ek_book *b, const struct ek_sheet *s, const char *text, struct ek_look look, size_t *row) {
  ek_book_text(b, s, *row, 1, text, look);
  ek_book_height(b, s, (*row)++, ek_book_wrapped(b, text, TEXT_LETTERS), 0);
}

/* From the left edge; what is longer than the page is wide is wrapped. */
static void write_line(struct ek_book *b, const struct ek_sheet *s, const char *text, struct ek_look look, size_t *row) {
  enum { USUAL = 11 };
  int room = look.size > 0 ? TEXT_LETTERS * USUAL / look.size : TEXT_LETTERS;
  if (ek_text_width(text) <= room) ek_book_text(b, s, (*row)++, 0, text, look);
  else ek_book_lines(b, s, (*row)++, 1, room, text, look);
}

static void link_pages(struct ek_book *b, const struct ek_sheet *s, const struct ek_list *pages, size_t *row) {
  const struct ek_page *page = pages->items;
  ek_book_text(b, s, (*row)++, 0, EK_BOOK_SAID(b, EK_W_X_CONTENTS), (struct ek_look){.bold = true, .size = 12});
  if (b->live != NULL) ek_book_link(b, s, (*row)++, 1, b->live->recount.name, b->live->recount.name);
  for (size_t i = 0; i < pages->n; i++) ek_book_link(b, s, (*row)++, 1, page[i].name, page[i].name);
  if (b->live != NULL) ek_book_link(b, s, (*row)++, 1, b->live->steps.name, b->live->steps.name);
  if (b->live != NULL && b->live->phased) ek_book_link(b, s, (*row)++, 1, b->live->phases.name, b->live->phases.name);
  if (b->live != NULL) ek_book_link(b, s, (*row)++, 1, b->live->flows.name, b->live->flows.name);
  else write_paragraph(b, s, EK_BOOK_SAID(b, EK_W_X_FIXED), (struct ek_look){.wrap = true, .italic = true}, row);
}

static void write_figure(struct ek_book *b, const struct ek_sheet *s, const struct ek_doc_block *block, size_t *row) {
  if (block->aside != NULL) ek_book_text(b, s, (*row)++, 1, block->aside, (struct ek_look){.bold = true});
  for (const char *at = block->text; *at != '\0';) {
    size_t size = strcspn(at, "\n");
    ek_book_text(b, s, (*row)++, 1, ek_strndup(b->arena, at, size), (struct ek_look){.mono = true});
    at += size + (at[size] != '\0');
  }
}

static const char *with_aside(const struct ek_book *b, const struct ek_doc_block *block) {
  return block->aside != NULL ? ek_sprintf(b->arena, "%s, %s", block->text, block->aside) : block->text;
}

/* What stands for a table in the texts: where it is. */
static void refer(struct ek_book *b, const struct ek_sheet *s, const struct ek_list *pages, const struct ek_doc_block *block, size_t *row) {
  const struct ek_page *page = pages->items;
  for (size_t i = 0; i < pages->n; i++) {
    if (block->table != page[i].table) continue;
    ek_book_link(b, s, (*row)++, 1, page[i].name, EK_BOOK_SAY(b, EK_W_X_SHEET, page[i].name));
  }
}

static void write_block(struct ek_book *b, const struct ek_sheet *s, const struct ek_list *pages, const struct ek_doc_block *block, size_t *row) {
  switch (block->kind) {
  case EK_DOC_TITLE:
    write_line(b, s, block->text, (struct ek_look){.bold = true, .size = 18}, row);
    if (block->aside != NULL) write_line(b, s, block->aside, (struct ek_look){.size = 12}, row);
    break;
  case EK_DOC_SUBTITLE: write_line(b, s, block->text, (struct ek_look){.italic = true}, row); break;
  case EK_DOC_CHAPTER:
  case EK_DOC_HEADING:
    *row += 1;
    ek_book_text(b, s, (*row)++, 0, with_aside(b, block), (struct ek_look){.bold = true, .size = block->level == 2 ? 14 : 12});
    break;
  case EK_DOC_SUBHEADING: ek_book_text(b, s, (*row)++, 0, with_aside(b, block), (struct ek_look){.bold = true}); break;
  case EK_DOC_PARAGRAPH: write_paragraph(b, s, block->text, (struct ek_look){.wrap = true}, row); break;
  case EK_DOC_NOTE: write_paragraph(b, s, block->text, (struct ek_look){.wrap = true, .italic = true}, row); break;
  case EK_DOC_ITEM:
    ek_book_text(b, s, *row, 0, block->aside != NULL ? block->aside : "·", (struct ek_look){.right = true});
    write_paragraph(b, s, block->text, (struct ek_look){.wrap = true}, row);
    break;
  case EK_DOC_COMMAND: ek_book_text(b, s, (*row)++, 1, block->text, (struct ek_look){.mono = true}); break;
  case EK_DOC_FIGURE: write_figure(b, s, block, row); break;
  case EK_DOC_TABLE: refer(b, s, pages, block, row); break;
  case EK_DOC_CHART: break; /* beside its table */
  }
}

void ek_page_front(struct ek_book *b, const struct ek_sheet *s, const struct ek_list *pages) {
  const struct ek_doc_block *blocks = b->doc->blocks.items;
  size_t row = 0;
  bool listed = false;
  worksheet_set_column(s->sheet, 0, 0, 5, NULL);
  worksheet_set_column(s->sheet, 1, 1, TEXT_WIDTH, NULL);
  for (size_t i = 0; i < b->doc->blocks.n; i++) {
    bool head = blocks[i].kind == EK_DOC_TITLE || blocks[i].kind == EK_DOC_SUBTITLE;
    if (!head && !listed) {
      row++;
      link_pages(b, s, pages, &row);
      row++;
      listed = true;
    }
    bool drawn = blocks[i].kind == EK_DOC_FIGURE && i + 1 < b->doc->blocks.n && blocks[i + 1].kind == EK_DOC_CHART;
    if (!drawn) write_block(b, s, pages, &blocks[i], &row); /* a drawing of text gives way to its chart */
  }
  ek_book_print(b, s, 0, 0);
}

/* --- a table ------------------------------------------------------------------------------- */

/* The longest word that a heading or label cannot be broken in. */
static int longest_word(const struct ek_book *b, const char *label) {
  int longest = 0;
  const char *whole = ek_doc_whole(b->doc, label);
  for (const char *at = whole; *at != '\0';) {
    size_t n = strcspn(at, " ");
    int width = ek_text_width(ek_strndup(b->arena, at, n));
    if (width > longest) longest = width;
    at += n + (at[n] != '\0');
  }
  return longest;
}

static int larger(int a, int b) { return a > b ? a : b; }
static int within(int width, int least, int most) { return width < least ? least : width > most ? most : width; }

static int label_width(const struct ek_doc_table *table) {
  struct ek_doc_row *const *rows = table->rows.items;
  int widest = table->head != NULL ? ek_text_width(table->head) : 0;
  for (size_t r = 0; r < table->rows.n; r++) {
    int width = ek_text_width(rows[r]->label != NULL ? rows[r]->label : "") + 2 * rows[r]->level + 2;
    if (width > widest) widest = width;
  }
  return within(widest, NUMBER_LEAST, LABEL_MOST);
}

static int column_width(const struct ek_book *b, const struct ek_doc_table *table, size_t c) {
  const struct ek_doc_column *column = (const struct ek_doc_column *)table->columns.items + c;
  struct ek_doc_row *const *rows = table->rows.items;
  int widest = longest_word(b, column->label) + 3;
  for (size_t r = 0; r < table->rows.n; r++) {
    int width = ek_text_width(ek_doc_cell_text(b->doc, &rows[r]->cells[c])) + 2;
    if (width > widest) widest = width;
  }
  return within(widest, NUMBER_LEAST, column->text ? WORDS_MOST : NUMBER_MOST);
}

/* One heading over the columns that share it; no program makes a row higher for cells that are merged. */
static void write_groups(struct ek_book *b, const struct ek_sheet *s, const struct ek_doc_table *table, size_t row) {
  const struct ek_doc_column *columns = table->columns.items;
  const struct ek_look look = {.bold = true, .centre = true, .wrap = true};
  int lines = 1;
  for (size_t c = 0, next; c < table->columns.n; c = next) {
    int width = column_width(b, table, c);
    for (next = c + 1; next < table->columns.n && ek_text_same(columns[next].group, columns[c].group); next++) width += column_width(b, table, next);
    if (columns[c].group == NULL) continue;
    lines = larger(lines, ek_book_wrapped(b, columns[c].group, width - 2));
    if (next == c + 1) ek_book_text(b, s, row, c + 1, columns[c].group, look);
    else ek_book_merged(b, s, row, c + 1, next, columns[c].group, look);
  }
  ek_book_height(b, s, row, lines, 0);
}

static bool has_groups(const struct ek_doc_table *table) {
  const struct ek_doc_column *columns = table->columns.items;
  for (size_t c = 0; c < table->columns.n; c++) if (columns[c].group != NULL) return true;
  return false;
}

/* Returns the width of all columns together. */
static int write_head(struct ek_book *b, const struct ek_sheet *s, const struct ek_doc_table *table, size_t row) {
  const struct ek_doc_column *columns = table->columns.items;
  int width = label_width(table), sum = width, lines = 1;
  worksheet_set_column(s->sheet, 0, 0, width, NULL);
  ek_book_text(b, s, row, 0, table->head != NULL ? ek_doc_whole(b->doc, table->head) : "", (struct ek_look){.bold = true, .wrap = true, .below = true});
  for (size_t c = 0; c < table->columns.n; c++) {
    const struct ek_look look = {.bold = true, .wrap = true, .below = true, .right = !columns[c].text, .indent = columns[c].text};
    width = column_width(b, table, c);
    worksheet_set_column(s->sheet, (lxw_col_t)(c + 1), (lxw_col_t)(c + 1), width, NULL);
    ek_book_text(b, s, row, c + 1, ek_doc_whole(b->doc, columns[c].label), look);
    lines = larger(lines, ek_book_wrapped(b, ek_doc_whole(b->doc, columns[c].label), width - 2)); /* bold letters are wide */
    sum += width;
  }
  ek_book_height(b, s, row, lines, 0);
  return sum;
}

static int lines_of(const struct ek_book *b, const struct ek_doc_table *table, const struct ek_doc_row *row) {
  const struct ek_doc_column *columns = table->columns.items;
  int lines = ek_book_wrapped(b, ek_doc_whole(b->doc, row->label), label_width(table) - 2 * row->level);
  for (size_t c = 0; c < table->columns.n; c++) {
    if (columns[c].text) lines = larger(lines, ek_book_wrapped(b, ek_doc_cell_text(b->doc, &row->cells[c]), column_width(b, table, c)));
  }
  return lines;
}

static void write_rows(struct ek_book *b, const struct ek_sheet *s, const struct ek_doc_table *table, size_t first) {
  const struct ek_doc_column *columns = table->columns.items;
  struct ek_doc_row *const *rows = table->rows.items;
  for (size_t r = 0; r < table->rows.n; r++) {
    struct ek_look look = {.bold = rows[r]->emphasis, .above = rows[r]->rule_above, .wrap = true, .indent = rows[r]->level};
    ek_book_text(b, s, first + r, 0, ek_doc_whole(b->doc, rows[r]->label), look);
    ek_book_height(b, s, first + r, lines_of(b, table, rows[r]), 0);
    for (size_t c = 0; c < table->columns.n; c++) {
      look.indent = columns[c].text; /* apart from a number before it */
      look.right = !columns[c].text;
      look.wrap = columns[c].text;
      ek_book_cell(b, s, first + r, c + 1, &rows[r]->cells[c], look);
    }
  }
}

static size_t write_notes(struct ek_book *b, const struct ek_sheet *s, const struct ek_page *page, size_t row, int width) {
  const char *const *notes = page->table->footnotes.items;
  size_t last = page->table->columns.n;
  if (page->follows) ek_book_lines(b, s, row++, last, width, EK_BOOK_SAY(b, EK_W_X_FOLLOWS, b->live->recount.name), (struct ek_look){.size = 9});
  for (size_t i = 0; i < page->table->footnotes.n; i++) ek_book_lines(b, s, row++, last, width, notes[i], (struct ek_look){.size = 9});
  return row;
}

/* Returns the row below it. */
static size_t write_table(struct ek_book *b, const struct ek_sheet *s, const struct ek_page *page, size_t row, int *width) {
  const struct ek_doc_table *table = page->table;
  if (table->title != NULL) ek_book_text(b, s, row++, 0, table->title, (struct ek_look){.bold = true});
  if (has_groups(table)) write_groups(b, s, table, row++);
  *width = write_head(b, s, table, row++);
  worksheet_freeze_panes(s->sheet, (lxw_row_t)row, 1);
  write_rows(b, s, table, row);
  ek_book_print(b, s, *width, row);
  return write_notes(b, s, page, row + table->rows.n + 1, *width < WIDTH_LEAST ? WIDTH_LEAST : *width);
}

void ek_page_write(struct ek_book *b, const struct ek_sheet *s, const struct ek_page *page, const struct ek_sheet *numbers, size_t *rows) {
  const struct ek_chart *const *charts = page->charts.items;
  int width = 0;
  size_t row = 3;
  ek_book_text(b, s, 0, 0, page->title, (struct ek_look){.bold = true, .size = 14});
  ek_book_text(b, s, 1, 0, page->unit != NULL ? page->unit : "", (struct ek_look){.italic = true});
  if (page->table != NULL) row = write_table(b, s, page, row, &width);
  else ek_book_print(b, s, width, 0);
  for (size_t i = 0; i < page->charts.n; i++) row += 1 + ek_page_chart(b, s, row + 1, charts[i], numbers, rows);
  if (page->charts.n > 0 && row < ROWS_OF_PAGE) ek_book_print_whole(s);
}
