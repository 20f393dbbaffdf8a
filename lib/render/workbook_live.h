/* Assumptions to change, and formulas from them to the figures: three sheets, and a formula for each figure that
 * follows. `ekusia report --set` with the same values gives the same. */
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
  size_t effect;   /* in `flows`, of a leaf; 0: none */
  size_t paid, payers, n_paid; /* in `flows`: the first column, how many the actor pays itself, how many in all */
};

/* A row of `recount` to write in. */
struct ek_live_input {
  const char *label, *unit;
  double value;
  bool share, rate;
  int correction;             /* or -1 */
  const struct ek_cost *cost; /* or NULL */
  size_t row;
};

struct ek_live {
  const struct ek_result *r;
  const struct ek_flows *f;
  const struct ek_cost_table *costs;
  struct ek_sheet recount, steps, flows;
  struct ek_live_actor *actors; /* [actors] */
  struct ek_list inputs;        /* struct ek_live_input */
  size_t net, displaced;        /* rows of `recount`; 0: nothing states them */
  size_t results;               /* the row of the results' first heading */
  bool written_off;             /* the cost is another at each horizon */
};

/* Rows of `steps` and `flows`. */
enum { EK_LIVE_GROUP = 2, EK_LIVE_HEAD, EK_LIVE_TIMES, EK_LIVE_STEADY, EK_LIVE_WHOLE, EK_LIVE_FIRST };
enum { EK_LIVE_NOTHING = EK_LIVE_TIMES, EK_LIVE_BELOW = EK_LIVE_STEADY };
/* Columns of `recount` and `flows`. */
enum { EK_LIVE_STUDY = 1, EK_LIVE_INPUT, EK_LIVE_UNIT };
enum { EK_LIVE_YEARS = 1, EK_LIVE_FACTOR, EK_LIVE_PRODUCED, EK_LIVE_EFFECTS };

/* Lays them out; NULL when the result cannot be taken apart. Sheets are the caller's to add, then. */
struct ek_live *ek_live_new(struct ek_book *book, const struct ek_result *result);
/* Columns of `recount`: a figure by actor, and by horizon (its number). 0: it has none. */
size_t ek_live_column(const struct ek_live *live, enum ek_figure_id id, size_t horizon);
/* The cell to write in, or its value in the study. */
const char *ek_live_value(const struct ek_book *book, const struct ek_live_input *input, bool study);
/* The formula for a cell of a table, of any sheet; NULL when it does not follow. */
const char *ek_live_formula(const struct ek_book *book, const struct ek_doc_cell *cell);
/* Fills the sheets. `follow`: the other sheets that do (const char *). */
void ek_live_write(struct ek_book *book, const struct ek_list *follow);

#endif
