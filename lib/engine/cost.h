/* Books the costs of the insats: who pays, to whom, in which months. */
#ifndef EK_ENGINE_COST_H
#define EK_ENGINE_COST_H

#include "engine/ledger.h"
#include "model/world.h"

/* Months that the costs reach, counted from the study's start. */
size_t ek_cost_months(const struct ek_study *study);
/* Does the account pay a cost itself? Then what it is paid is not spent yet. */
bool ek_cost_payer(const struct ek_ledger *ledger, int account);
struct ek_runner;

/* A cost as one account pays it in this run. */
struct ek_cost_line {
  const struct ek_cost *cost;
  int from, to;
  const double *amount;  /* [draws] */
  double part;           /* of it that is this run's */
  bool everybody;        /* what is by participant is so by all, not by this run's */
};
/* Which costs the run counts: the study's; of a cohort those of its alternative too, less those of the
 * reference unless it is taken `alone`. */
void ek_cost_count(struct ek_runner *runner, bool alone);
/* In the order in which they are booked: struct ek_cost_line. */
struct ek_list ek_cost_lines(struct ek_runner *runner);
/* The part of the line's amount that falls in each month, [months * draws]. */
double *ek_cost_quantity(struct ek_runner *runner, const struct ek_cost_line *line, size_t months);
/* Books every cost of the runner's study. What is paid by participant follows those who count
 * in this run, the rest the runner's share of what each account pays. In the nyttosam profile
 * all costs fall in the first month: time starts at exit. */
void ek_cost_book(struct ek_ledger *ledger, struct ek_runner *runner);

#endif
