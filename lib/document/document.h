/* A report as blocks: what is said, in which order, before anyone decides how
 * it looks. Every renderer takes the same document, and none of them computes.
 * Texts are copied into the arena and cleaned of control characters; numbers
 * are kept as numbers and shown by ek_doc_cell_text. */
#ifndef EK_DOCUMENT_DOCUMENT_H
#define EK_DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/number.h"
#include "document/basis.h"

enum ek_doc_kind {
  EK_DOC_TITLE,      /* text to the left, aside to the right */
  EK_DOC_SUBTITLE,
  EK_DOC_CHAPTER,    /* several sections (ek_doc_open_chapter) */
  EK_DOC_HEADING,    /* a section; aside: the unit of its tables, or NULL */
  EK_DOC_SUBHEADING,
  EK_DOC_PARAGRAPH,
  EK_DOC_NOTE,       /* a caveat, set apart */
  EK_DOC_ITEM,       /* aside is its mark: "[1]", "+" */
  EK_DOC_COMMAND,    /* a line to type, as it is */
  EK_DOC_FIGURE,     /* a drawing of text, line by line, each letter in its place, of the chart that follows
                        it if one does; aside: its title */
  EK_DOC_TABLE,
  EK_DOC_CHART       /* a chart (document/chart.h), which text leaves out: its numbers are a table's */
};

enum ek_doc_cell_kind {
  EK_CELL_EMPTY,
  EK_CELL_TEXT,
  EK_CELL_NUMBER,
  EK_CELL_SHARE,  /* 0.3 is shown as 30 % */
  EK_CELL_MONTHS,
  EK_CELL_NEVER,  /* ingen: a payback that never comes */
  EK_CELL_NONE    /* –: has no meaning here */
};

struct ek_doc_cell {
  enum ek_doc_cell_kind kind;
  const char *text;
  double number;
  int decimals;
  double unit;                    /* kronor that one of the number is; 0: no money */
  const struct ek_figure *figure; /* of which it shows the value, or NULL */
  const struct ek_doc_quote *quote; /* of what else it shows the value, or NULL */
  struct ek_doc_basis *basis;       /* what it rests on where it shows no figure, or NULL */
};

/* A label may hold soft hyphens (U+00AD) where it can be broken. */
struct ek_doc_column {
  const char *label;
  const char *group; /* stands above neighbours that share it, or NULL */
  bool text;         /* set to the left and wrapped; otherwise numbers, to the right */
};

struct ek_doc_row {
  const char *label;
  int level;        /* indentation */
  bool emphasis;
  bool rule_above;
  struct ek_doc_cell *cells; /* one per column, all EK_CELL_EMPTY at first */
};

struct ek_doc_table {
  const char *title; /* or NULL */
  const char *head;  /* above the row labels */
  struct ek_list columns;   /* struct ek_doc_column */
  struct ek_list rows;      /* struct ek_doc_row * */
  struct ek_list footnotes; /* const char * */
  struct ek_doc_basis *basis; /* of all its numbers that lead nowhere by themselves, or NULL */
};

struct ek_chart; /* document/chart.h */
struct ek_doc_block {
  enum ek_doc_kind kind;
  const char *id; /* of a heading: the name of its section or chapter, the same in all languages; or NULL */
  int level;      /* of a heading: 2 is below the title, 3 below that, 4; else 0 */
  const char *text, *aside;
  bool english;   /* its text is English, whatever the document's language */
  struct ek_doc_table *table;
  struct ek_chart *chart;
  struct ek_doc_basis *basis; /* of the numbers in its text, or NULL */
};

struct ek_document {
  struct ek_arena *arena;
  enum ek_lang lang;
  struct ek_list blocks; /* struct ek_doc_block */
  const char *section;   /* the id of headings that follow, or NULL */
  struct ek_list origins; /* struct ek_doc_origin; empty unless they were asked for */
  struct ek_list bases;   /* struct ek_doc_basis *: those with an entry, by number; as the origins */
  const char *explained_by; /* what to type before the name of a figure to see all of it, or NULL */
  const char *made_of; /* what the numbers were made of and with, a line each; or NULL */
  const char *folders[2]; /* with a slash last; files in them are named from there on; or NULL */
};

/* Adds a block. `aside` may be NULL. */
void ek_doc_add(struct ek_document *doc, enum ek_doc_kind kind, const char *text,
                const char *aside);
/* Sections that follow belong to a chapter; NULL, NULL: to none. */
void ek_doc_open_chapter(struct ek_document *doc, const char *id, const char *text);
/* To be called once, when all is added: chapters of at least two sections are kept, if there are at least two such
 * chapters, and what is in them stands a level below. The others leave no trace. */
void ek_doc_settle_chapters(struct ek_document *doc);
/* Adds a figure of lines parted by '\n'; they are shown as they are, so they hold at most 80 columns. */
void ek_doc_add_figure(struct ek_document *doc, const char *title, const char *lines);
/* Adds a table; columns first, then rows. `title` may be NULL. */
struct ek_doc_table *ek_doc_add_table(struct ek_document *doc, const char *head,
                                      const char *title);
void ek_doc_add_column(struct ek_document *doc, struct ek_doc_table *table, const char *label,
                       const char *group, bool text);
struct ek_doc_row *ek_doc_add_row(struct ek_document *doc, struct ek_doc_table *table,
                                  const char *label, int level);
void ek_doc_add_footnote(struct ek_document *doc, struct ek_doc_table *table, const char *text);

struct ek_doc_cell ek_doc_text(struct ek_document *doc, const char *text);
/* Infinite values become EK_CELL_NEVER, undefined ones EK_CELL_NONE. */
struct ek_doc_cell ek_doc_number(double value, int decimals);
struct ek_doc_cell ek_doc_share(double value, int decimals);
struct ek_doc_cell ek_doc_months(double value, int decimals);

/* The same cell, which says what it is. */
struct ek_doc_cell ek_doc_quoted(struct ek_document *doc, struct ek_doc_cell cell, struct ek_doc_quote quote);

/* The same cell, which rests on that; a dash (EK_CELL_NONE) rests on nothing. */
struct ek_doc_cell ek_doc_on(struct ek_doc_cell cell, struct ek_doc_basis *basis);
/* The block added last rests on that. */
void ek_doc_rests(struct ek_document *doc, struct ek_doc_basis *basis);

/* The cell as people read it, in the document's language. */
const char *ek_doc_cell_text(const struct ek_document *doc, const struct ek_doc_cell *cell);
/* A label without its soft hyphens. */
const char *ek_doc_whole(const struct ek_document *doc, const char *label);

#endif
