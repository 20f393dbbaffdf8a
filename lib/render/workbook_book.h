/* What the parts of the workbook share: sheets with names, looks of cells, references, print set-up. */
#ifndef EK_RENDER_WORKBOOK_BOOK_H
#define EK_RENDER_WORKBOOK_BOOK_H

#include <xlsxwriter.h>

#include "document/document.h"

/* How a cell looks; all zero: plain text to the left. */
struct ek_look {
  const char *number; /* a number format, in the codes of the file format; or NULL */
  int size, indent;   /* 0: as usual */
  bool bold, italic, wrap, right, centre, above, below, input, link, mono;
};

struct ek_sheet {
  lxw_worksheet *sheet;
  const char *name, *quoted; /* as formulas write it */
};

struct ek_live; /* render/workbook_live.h */
struct ek_book {
  struct ek_arena *arena;
  const struct ek_document *doc;
  lxw_workbook *file;
  struct ek_list looks;  /* of the cells so far */
  struct ek_list names;  /* const char *: of sheets, folded */
  const char *header, *footer;
  const struct ek_live *live; /* NULL: nothing follows from anything */
  bool failed;           /* the library refused something */
};

#define EK_BOOK_SAID(b, id) ek_word(id, (b)->doc->lang)
#define EK_BOOK_SAY(b, id, ...) ek_say((b)->arena, (b)->doc->lang, id, __VA_ARGS__)

/* A name for a sheet: at most 31 letters, none that names may not have, no other sheet's. */
const char *ek_book_name(struct ek_book *book, const char *wanted);
/* The next sheet, by a name of ek_book_name. */
struct ek_sheet ek_book_sheet(struct ek_book *book, const char *name);
/* "C7", "$C$7", "'Räkna om'!$C$7" (`sheet` NULL: of the sheet it stands in). Rows and columns from 0. */
const char *ek_book_ref(const struct ek_book *book, const struct ek_sheet *sheet, size_t row, size_t column);
const char *ek_book_range(const struct ek_book *book, const struct ek_sheet *sheet, size_t row, size_t column, size_t last_row, size_t last_column);
/* For looks and texts of numbers. */
const char *ek_book_decimals(struct ek_arena *arena, const char *before, int decimals);
lxw_format *ek_book_look(struct ek_book *book, struct ek_look look);

/* Cells. A text is a text, whatever it begins with. A formula stands with its value; NaN and infinity as `text`. */
void ek_book_text(struct ek_book *book, const struct ek_sheet *sheet, size_t row, size_t column, const char *text, struct ek_look look);
void ek_book_number(struct ek_book *book, const struct ek_sheet *sheet, size_t row, size_t column, double number, struct ek_look look);
void ek_book_formula(struct ek_book *book, const struct ek_sheet *sheet, size_t row, size_t column, const char *formula, double number, const char *text,
                     struct ek_look look);
void ek_book_link(struct ek_book *book, const struct ek_sheet *sheet, size_t row, size_t column, const char *to, const char *text);
/* A cell of a document's table: `look` without its number format. */
void ek_book_cell(struct ek_book *book, const struct ek_sheet *sheet, size_t row, size_t column, const struct ek_doc_cell *cell, struct ek_look look);
/* A text over several columns of a row. */
void ek_book_merged(struct ek_book *book, const struct ek_sheet *sheet, size_t row, size_t first, size_t last, const char *text, struct ek_look look);
/* How many lines a text takes of letters `width` wide, and a row so many lines high (`size` 0: as usual). */
int ek_book_wrapped(const struct ek_book *book, const char *text, int width);
void ek_book_height(struct ek_book *book, const struct ek_sheet *sheet, size_t row, int lines, int size);
/* A text over several columns, as many lines high as it takes of letters `width` wide. */
void ek_book_lines(struct ek_book *book, const struct ek_sheet *sheet, size_t row, size_t last_column, int width, const char *text, struct ek_look look);
/* A4, as wide as a page, `head` rows on every page. */
void ek_book_print(struct ek_book *book, const struct ek_sheet *sheet, int width, size_t head);
/* On one page, upright: a table and its charts. */
void ek_book_print_whole(const struct ek_sheet *sheet);

#endif
