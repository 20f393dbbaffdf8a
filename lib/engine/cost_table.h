/* What the insats cost, by payer and kind: sums over the ledger's cost lines,
 * undiscounted, the mean over draws. */
#ifndef EK_ENGINE_COST_TABLE_H
#define EK_ENGINE_COST_TABLE_H

#include "engine/result.h"

struct ek_cost_row {
  int payer;          /* account */
  int pool;           /* of the model, through which it was paid; -1: directly */
  int receiver;       /* account: resources, or the actor that got the money */
  const char *kind;   /* the category, or the cost's name where it has none */
  double amount;      /* kr */
};

struct ek_cost_payer {
  int account;
  double amount, share; /* kr; of all costs, also those paid from outside society */
};

struct ek_cost_table {
  size_t n;
  struct ek_cost_row *rows;      /* by payer in the model's order, then as in the study */
  size_t n_payers;
  struct ek_cost_payer *payers;  /* in the model's order */
  double inside, outside, total; /* kr, paid by society's actors and by others */
};

/* In the result's arena. Empty when nothing was paid. */
const struct ek_cost_table *ek_cost_table(const struct ek_result *result);

#endif
