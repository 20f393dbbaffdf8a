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
/* Books every cost of the runner's study. What is paid by participant follows those who count
 * in this run, the rest the runner's share of what each account pays. In the nyttosam profile
 * all costs fall in the first month: time starts at exit. */
void ek_cost_book(struct ek_ledger *ledger, struct ek_runner *runner);

#endif
