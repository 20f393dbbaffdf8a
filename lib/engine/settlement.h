/* Who would have to pay whom, that no public actor loses by the insats, and how those who bear its
 * cost could share it: sums of a result's figures at one horizon, which change nobody's total. */
#ifndef EK_ENGINE_SETTLEMENT_H
#define EK_ENGINE_SETTLEMENT_H

#include "engine/result.h"

/* How the cost is shared: as it is; by benefit among those who bear it; among all who gain. */
enum ek_split { EK_SPLIT_TODAY, EK_SPLIT_PAYERS, EK_SPLIT_GAINERS, EK_SPLITS };

/* One who settles. Present values in kr, with signs as in the figures. */
struct ek_party {
  int actor;
  double result, benefit, cost; /* given */
  double compensation;     /* got from the others; minus: paid */
  double after;            /* result + compensation */
  double bears;            /* of the cost: what it pays more than it is paid, else 0 */
  double most;             /* that it could bear and not lose; below 0: it loses though it bears nothing */
  double break_even;       /* the same as a share of the cost, 0 to 1; NaN without a cost */
  double share[EK_SPLITS]; /* of the cost, 0 to 1; NaN where there is nothing to share, or nobody */
};

/* Between parties, by their numbers. */
struct ek_payment {
  size_t from, to;
  double amount; /* kr, above 0 */
};

struct ek_settlement {
  size_t n;
  struct ek_party *parties;
  double result;           /* of all of them */
  double gains, losses;    /* of results, both at least 0 */
  double missing;          /* that gains are less than losses: then nobody pays; else 0 */
  double part;             /* of its gain that each gainer pays */
  struct ek_list payments; /* struct ek_payment, by who pays */
  double cost;             /* that parties bear */
  double bearable[EK_SPLITS]; /* that those who share can bear together and not lose; today: the cost */
  double spare[EK_SPLITS]; /* that this is more than the cost; below 0: so much is missing */
  double back[EK_SPLITS];  /* kr that each gets back per krona of its share by benefit; NaN without a cost */
};

/* Works out all that is not given of each party. The payments are the least that leave no result
 * below 0: each loser gets its loss, each gainer pays the same part of its gain. */
void ek_settle(struct ek_arena *arena, struct ek_settlement *settlement);

/* In the result's arena. Parties are the actors that the model says are public, each with all below
 * it; `apart`: the accounts of those one by one. NULL when there are fewer than two, when a figure of any
 * has no value or is hidden, since it rests on few persons, and apart where no party has several accounts. */
const struct ek_settlement *ek_settlement_of(const struct ek_result *result, int horizon, bool apart);

/* Is the actor a party or within one? */
bool ek_settles(const struct ek_model *model, int actor);

#endif
