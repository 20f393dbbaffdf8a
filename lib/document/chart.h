/* A chart as a model: what it shows, before anyone decides how it looks. Sections of the report make
 * charts beside the tables whose cells they take, so that a number is the same in both; renderers draw
 * them (SVG: chart_svg.h) and compute nothing but places. A cell that is no number is not drawn: what is
 * masked is said to be, in the chart's note. */
#ifndef EK_DOCUMENT_CHART_H
#define EK_DOCUMENT_CHART_H

#include "document/document.h"

enum ek_chart_kind {
  EK_CHART_BARS,   /* lying bars from 0: one for each category and series */
  EK_CHART_RANGES, /* lying bars from `base` to two ends in each category: series 0 and 1 */
  EK_CHART_BINS,   /* standing bars side by side: bin i reaches from at[i] to at[i + 1]; one series, shares */
  EK_CHART_LINES,  /* a line for each series over `at` */
  EK_CHART_FLOW    /* persons from each category, before, to each series, after */
};

/* What colours tell besides the text: which series, or above 0 from below it. */
enum ek_chart_colours { EK_COLOURS_SERIES, EK_COLOURS_SIGN };

struct ek_chart_category {
  const char *label;
  bool emphasis; /* a sum of others */
};

struct ek_chart_series {
  const char *label;          /* or NULL where it is the only one */
  bool emphasis;
  struct ek_doc_cell *cells;  /* [categories, or points] in the chart's unit, as tables show them */
  const char **texts;         /* [the same] shown in place of the number, NULL: the number; or NULL */
  double *low, *high;         /* [the same] LINES: the band that holds 80 of 100 draws, NaN where none is known; or NULL. Drawn of the
                                 first series, of the others its end */
};

/* A place along `at`, or (RANGES) a value: the payback point, the result as in the study. */
struct ek_chart_mark {
  double at;
  const char *text;
};

struct ek_chart {
  enum ek_chart_kind kind;
  enum ek_chart_colours colours;
  const char *name;          /* stable, of lower-case letters, digits, '_' and '-', also where it was made of others: "result-by-actor" */
  const char *title, *unit;  /* "tusen kronor" */
  const char *text;          /* in words, below the title; or NULL */
  const char *nothing;       /* said in place of a drawing where no cell is a number; NULL: that there is none */
  struct ek_list notes;      /* const char *, below the drawing */
  struct ek_list categories; /* struct ek_chart_category; BINS and LINES have none */
  struct ek_list series;     /* struct ek_chart_series */
  struct ek_list marks;      /* struct ek_chart_mark */
  size_t points;             /* cells of a series: categories, bins or points */
  const double *at;          /* BINS: [points + 1] edges, in `unit`; LINES: [points] months; else NULL */
  double base;               /* RANGES */
  double low, middle, high;  /* BINS: an interval and its middle, marked on the axis; NaN: none */
  int decimals;              /* of the numbers along the axis of values, at most */
  const struct ek_doc_table *table; /* whose numbers it shows */
  bool table_apart;          /* the table is no block of the document: it is shown with the chart or not at all */
};

/* Adds a chart to the document as a block. Categories come first, then series. */
struct ek_chart *ek_doc_add_chart(struct ek_document *doc, enum ek_chart_kind kind, const char *name, const char *title,
                                  const char *unit);
/* A chart that is no block yet, and one made a block; NULL is none. */
void ek_doc_put_chart(struct ek_document *doc, struct ek_chart *chart);
struct ek_chart *ek_chart_new(struct ek_document *doc, enum ek_chart_kind kind, const char *name, const char *title, const char *unit);
void ek_chart_add_category(struct ek_document *doc, struct ek_chart *chart, const char *label, bool emphasis);
/* Points of BINS and LINES; `at` is kept. */
void ek_chart_set_points(struct ek_chart *chart, const double *at, size_t points);
/* With cells that are empty, to be filled. Adding another may move it. */
struct ek_chart_series *ek_chart_add_series(struct ek_document *doc, struct ek_chart *chart, const char *label);
void ek_chart_add_mark(struct ek_document *doc, struct ek_chart *chart, double at, const char *text);
/* A note, once. */
void ek_chart_add_note(struct ek_document *doc, struct ek_chart *chart, const char *text);
/* A table that is no block. Filled as others are. */
struct ek_doc_table *ek_chart_own_table(struct ek_document *doc, struct ek_chart *chart, const char *head);

/* The value of a cell as it is shown (a share of 0.3 as 30); NaN where it is no number. */
double ek_chart_value(const struct ek_doc_cell *cell);
/* As many decimals as it takes to tell numbers so far apart from each other. */
int ek_chart_decimals(double step);
/* What stands for the value: its text, or the number. */
const char *ek_chart_value_text(const struct ek_document *doc, const struct ek_chart_series *series, size_t point);
/* Is anything in it a number? */
bool ek_chart_shows(const struct ek_chart *chart);
/* What it shows, in words for those who do not see it: every value of a chart of few; of lines the ends and marks. */
const char *ek_chart_described(const struct ek_document *doc, const struct ek_chart *chart);

#endif
