/* The proof that the books balance, made on every run. */
#ifndef EK_ENGINE_BALANCE_H
#define EK_ENGINE_BALANCE_H

#include "engine/result.h"

/* Is everything that was booked a number that can be summed? Amounts beyond
 * all money are an error in the study, not in the books. */
bool ek_balance_finite(const struct ek_ledger *ledger);

/* Holds the balances of the accounts against the lines, by another way round:
 * in every month and draw the actors' accounts must add to production minus
 * resources as the lines of those kinds have it, and lines between actors
 * (transfers) to nothing. False when any differs by half an öre or more (by more than
 * doubles can tell apart, where amounts are astronomical), or is not a number. */
bool ek_balance_prove(const struct ek_ledger *ledger, struct ek_balance *out);

#endif
