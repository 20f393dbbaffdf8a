/* The sheets that work a result out anew when a reader writes other assumptions: the assumptions with the results on
 * the first, flows and their sums in time on others, and a formula for each figure that follows. `ekusia report --set`
 * with the same values gives the same. */
#ifndef EK_RENDER_WORKBOOK_LIVE_H
#define EK_RENDER_WORKBOOK_LIVE_H

#include "document/words.h"
#include "engine/cost_table.h"
#include "engine/flows.h"
#include "render/workbook_book.h"

/* Where an actor stands. */
struct ek_live_actor {
  bool shown;
  size_t row;      /* of its figures, in `recount` */
  size_t column;   /* the first of three in `steps`: benefit, cost, accumulated */
  size_t effect;   /* in `flows`, of a part; 0: none */
  size_t moved;    /* its row in `phases` */
  size_t paid, payers, n_paid; /* in `flows`: the first column, how many the actor pays itself, how many in all */
};

/* A row of `recount` to write in. */
enum ek_live_kind {
  EK_LIVE_CORRECTION,   /* `index`: which */
  EK_LIVE_RETENTION,
  EK_LIVE_KEPT,         /* of a profile; `index`: the year, from 0 */
  EK_LIVE_RATE,         /* `index`: which of the flows' rates */
  EK_LIVE_WRITE_OFF,
  EK_LIVE_COST,         /* `cost` */
  EK_LIVE_PARTICIPANTS, /* `index`: the case */
};
struct ek_live_input {
  enum ek_live_kind kind;
  size_t index;
  const struct ek_cost *cost;
  const char *label, *unit;
  double value;
  size_t row;
};

struct ek_live {
  const struct ek_result *r;
  const struct ek_flows *f;
  const struct ek_cost_table *costs;
  bool phased;                  /* type cases by phase: there is a sheet `phases` */
  struct ek_sheet recount, steps, flows, phases;
  struct ek_live_actor *actors; /* [actors] */
  struct ek_list inputs;        /* struct ek_live_input */
  size_t net, displaced;        /* rows of `recount`; 0: nothing states them */
  size_t results;               /* the row of the results' first heading */
  size_t produced;              /* the row of production in `phases` */
  size_t first_month;           /* the first row of months in `phases` */
  bool written_off;             /* the cost is another at each horizon */
};

/* Rows of `steps` and `flows`. */
enum { EK_LIVE_GROUP = 2, EK_LIVE_HEAD, EK_LIVE_TIMES, EK_LIVE_STEADY, EK_LIVE_WHOLE, EK_LIVE_FIRST };
enum { EK_LIVE_NOTHING = EK_LIVE_TIMES, EK_LIVE_BELOW = EK_LIVE_STEADY };
/* Rows of `phases`, before those of actors. */
enum { EK_LIVE_CASE = 3, EK_LIVE_PHASE, EK_LIVE_FROM, EK_LIVE_TO, EK_LIVE_FADES, EK_LIVE_PERSONS, EK_LIVE_LASTING, EK_LIVE_EACH, EK_LIVE_MOVED };
/* Columns of `recount`, `flows` and `phases`. */
enum { EK_LIVE_STUDY = 1, EK_LIVE_INPUT, EK_LIVE_UNIT };
enum { EK_LIVE_YEARS = 1, EK_LIVE_FACTOR, EK_LIVE_PRODUCED, EK_LIVE_EFFECTS };
enum { EK_LIVE_LEFT = 1, EK_LIVE_STAYS };

/* Lays them out; NULL when the result cannot be taken apart. Sheets are the caller's to add, then. */
struct ek_live *ek_live_new(struct ek_book *book, const struct ek_result *result);
/* Columns of `recount`: a figure by actor, and by horizon (its number). 0: it has none. */
size_t ek_live_column(const struct ek_live *live, enum ek_figure_id id, size_t horizon);
/* What may be changed of a kind; NULL: nothing. */
const struct ek_live_input *ek_live_find(const struct ek_live *live, enum ek_live_kind kind, size_t index);
/* The cell to write in, or its value in the study. */
const char *ek_live_value(const struct ek_book *book, const struct ek_live_input *input, bool study);
/* The row of a step's first flows, and of its last. */
size_t ek_live_first_row(const struct ek_live *live, size_t step);
size_t ek_live_last_row(const struct ek_live *live, size_t step);
/* The formula for a cell of a table, of any sheet; NULL when it does not follow. */
const char *ek_live_formula(const struct ek_book *book, const struct ek_doc_cell *cell);
/* Fills the sheets. `follow`: the other sheets that do (const char *). */
void ek_live_write(struct ek_book *book, const struct ek_list *follow);

/* What the files of these sheets share: */
const char *ek_live_actor(const struct ek_book *book, size_t actor);
const char *ek_live_money(const struct ek_book *book);
/* The sum of a cell over the actors right below one: of `steps` by its part of their columns, else of `recount`. */
const char *ek_live_children(const struct ek_book *book, size_t actor, const struct ek_sheet *sheet, size_t row, size_t column, bool by_column);
/* A billionth of what has moved in so many steps counts as nothing, and so does the noise. */
double ek_live_nothing(const struct ek_flows *flows, size_t actor, size_t steps);
void ek_live_write_recount(struct ek_book *book, const struct ek_list *follow);
void ek_live_write_phases(struct ek_book *book);

#define EK_LIVE_MONEY "#,##0"
enum { EK_LIVE_LABEL_WIDTH = 44, EK_LIVE_NUMBER_WIDTH = 14 };

#endif
