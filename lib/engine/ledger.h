/* The ledger: quantities times prices, every krona booked twice. A line says
 * which accounts move, by how much per person and year, and how many persons
 * there are each month; balances are the sums of lines, and every result is a
 * sum of balances. A month in which nothing is otherwise than in the month before has the same
 * balances, which are summed once: such months make a stretch. */
#ifndef EK_ENGINE_LEDGER_H
#define EK_ENGINE_LEDGER_H

#include "model/model.h"
#include "study/study.h"

struct ek_state_price; /* engine/cohort.h */

enum ek_side { EK_SIDE_EFFECT, EK_SIDE_COST, EK_SIDES };
/* Which alternative a line of the effect belongs to: with the insats, the
 * comparison (negative quantities), or the production displaced elsewhere. */
enum ek_role { EK_ROLE_WITH, EK_ROLE_COMPARISON, EK_ROLE_DISPLACED, EK_ROLE_COST,
               EK_ROLE_GROUP /* a comparison group: its own change, taken off */ };

struct ek_line {
  enum ek_side side;
  enum ek_role role;
  const struct ek_case *who;      /* NULL for costs that are nobody's, and for people in a file: */
  const struct ek_crowd_cell *cell;     /* they are many; their price is a mean. NULL for cases and costs */
  const struct ek_phase *phase;   /* NULL for costs */
  const struct ek_item *item;     /* NULL: a flow of the person (taxes), or a cost */
  const struct ek_flow *flow;     /* NULL for costs */
  const struct ek_cost *cost;     /* NULL for the effect */
  int from, to;                   /* accounts */
  const double *price;            /* [draws] kr per person and year; costs: kr */
  const double *const *quantity;  /* [months], a column of draws each: persons; costs: the part paid. NULL in
                                     a month that has none; a month like the one before has its column */
  const double *const *present;   /* the same times discount factors, where these are not those of the
                                     month; or NULL */
  const struct ek_state_price *state; /* of a cohort; or NULL */
  size_t era;                     /* which of its prices */
  const struct ek_event *event;   /* of a cohort: its price is kr for a move, its quantity moves a year */
  const double *steady;           /* [draws] persons at full effect in the phase that lasts, or NULL */
};

struct ek_ledger {
  const struct ek_model *model;
  struct ek_arena *arena;
  size_t draws, months, accounts; /* accounts include the two boundaries */
  struct ek_list lines;           /* struct ek_line */
  size_t *stretch;                /* [months] which stretch a month lies in, counted from 0 */
  size_t stretches;               /* 0: nothing is summed yet */
  double *balance[EK_SIDES];      /* [accounts][stretches][draws], kr in a month of the stretch */
  double *present[EK_SIDES];      /* the same discounted, when lines say how; else NULL */
  double *moved;                  /* [draws] kr that all lines move, whichever way, over all months */
  bool closed;
  bool *within;                   /* [accounts * actors] is the account the actor or below it? */
};

/* Kronor that a unit of `quantity` moves in a month: a twelfth of a yearly
 * price for the effect, the amount itself for a cost. */
double ek_line_month_factor(const struct ek_line *line);
/* Persons in a month and draw, or the part of a cost that is paid. */
double ek_line_quantity(const struct ek_line *line, size_t month, size_t draw);

struct ek_ledger *ek_ledger_new(struct ek_arena *arena, const struct ek_model *model, size_t months,
                                size_t draws);
/* A line's column in a month, NULL when it has none, from `n` columns that stand one after another; later months
 * have none. */
const double *const *ek_ledger_columns(struct ek_arena *arena, const double *columns, size_t n, size_t months, size_t draws);
/* Books a line: its amounts leave `from` and reach `to`. Copies the line. */
void ek_ledger_book(struct ek_ledger *ledger, const struct ek_line *line);
/* Balances of nothing, each month a stretch of its own, for those that have no lines and fill them in. */
void ek_ledger_open(struct ek_ledger *ledger);
/* Sums the lines, unless it was opened, and adds the accounts up the tree, so that an actor's balance
 * is the sum of its children's. Nothing can be booked after. */
void ek_ledger_close(struct ek_ledger *ledger);
/* The tables of columns that the lines have, once each where lines with the same follow each other. */
struct ek_list ek_ledger_tables(const struct ek_ledger *ledger, struct ek_arena *arena);
/* Have all of them the same columns in the month, which is not the first, as in the one before? */
bool ek_ledger_goes_on(const struct ek_list *tables, size_t month);
/* An account's kronor in a month, [draws]; a sum of accounts where the account has others below it. */
const double *ek_ledger_month(const struct ek_ledger *ledger, enum ek_side side, int account,
                              size_t month);
/* The same discounted: where lines say how, as they do; else by `discount`, [months * draws]. Adds
 * `sign` times it to `out`, [draws]. */
void ek_ledger_add_present(const struct ek_ledger *ledger, enum ek_side side, int account, size_t month,
                           const double *discount, double sign, double *out);
/* Is the account within an actor: the actor itself or below it in the tree? */
bool ek_ledger_within(const struct ek_ledger *ledger, int account, int actor);

#endif
