/* Sheets of tables, of the report's texts and of the numbers of charts. */
#ifndef EK_RENDER_WORKBOOK_PAGES_H
#define EK_RENDER_WORKBOOK_PAGES_H

#include "document/chart.h"
#include "render/workbook_book.h"

/* A sheet with a table and its charts. */
struct ek_page {
  const char *title, *unit;  /* or NULL */
  const struct ek_doc_table *table; /* NULL: charts alone */
  struct ek_list charts;     /* const struct ek_chart * */
  const char *name;
  bool follows;              /* some of its cells do, from assumptions */
};

/* The pages of a document in their order, with names: struct ek_page. */
struct ek_list ek_pages(struct ek_book *book);
/* Does a cell of the table follow? */
bool ek_page_follows(const struct ek_book *book, const struct ek_page *page);
void ek_page_front(struct ek_book *book, const struct ek_sheet *sheet, const struct ek_list *pages);
/* `numbers`: the sheet of the numbers of charts, which has so many rows already. */
void ek_page_write(struct ek_book *book, const struct ek_sheet *sheet, const struct ek_page *page, const struct ek_sheet *numbers, size_t *rows);
/* Puts a chart into a sheet at a row; returns how many rows it takes. */
size_t ek_page_chart(struct ek_book *book, const struct ek_sheet *sheet, size_t row, const struct ek_chart *chart, const struct ek_sheet *numbers,
                     size_t *rows);

#endif
