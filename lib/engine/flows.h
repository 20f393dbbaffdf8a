/* A result taken apart into what a reader may want to change and what stays: flows by account and step of time
 * that the corrections, the amounts of costs and the discount rate are then applied to. They are sums of the
 * result's ledger, and lead back to its figures:
 *
 *   effect, present value = net × (effect − displaced × produced [of the account that bears it]) × factor
 *   net       (1 − deadweight)(1 − leakage) × attribution × (1 − haircut), against what it is in the study: 1
 *   displaced 1 − (1 − displacement)(1 − substitution)
 *   cost      the sum of what is paid less what is received × amount / amount in the study × factor
 */
#ifndef EK_ENGINE_FLOWS_H
#define EK_ENGINE_FLOWS_H

#include "engine/result.h"

/* A cost as one account pays it or (received) gets it. */
struct ek_flows_paid {
  const struct ek_cost *cost;
  int payer, account; /* `account` is the payer, or the actor that received it */
  double amount;      /* in the study, in the cost's own unit */
  double *kr;         /* [steps]; what is received is below 0 */
  double undiscounted; /* the sum of all months */
};

struct ek_flows {
  int step;           /* months: 1, or 12 of people, where month by month would tell of single persons */
  size_t steps;
  bool discounted;    /* flows are present values as they stand: there is no `factor` */
  const double *rate; /* the rate a year, which `factor` follows; NULL: no rate, or a schedule of them */
  double *years;      /* [steps] from the start to where the step's flows are discounted from */
  double *factor;     /* [steps] */
  bool *touched;      /* [actors] does anything flow to or from it, or those below it, and is it not hidden? */
  bool *part;         /* [actors] is told by itself: a leaf, or one with somebody hidden below; others are sums of those below */
  bool *bears;        /* [actors] of parts: is displaced production borne there? */
  double **effect;    /* [actors] of a part that is touched, else NULL: [steps] kr, as if no production were displaced */
  double *produced;   /* [steps] kr of production, of which a part is displaced */
  double *steady;     /* [actors] of parts, a year at full effect; as `effect` */
  double steady_produced;
  struct ek_list paid; /* struct ek_flows_paid, by account, what it pays itself first */
  const double *share[EK_CORRECTIONS]; /* in the study; NULL: not stated */
  double net;         /* what is left of them, without retention; above 0 */
  double displaced;
  /* Present values by actor, sums of those below it: [actors][steps]. */
  double **benefit, **cost, **accumulated;
  double noise;       /* kr below which a sum is no money */
};

/* In the result's arena. NULL where it cannot be taken apart: the whole of it rests on few persons and is hidden,
 * nothing is left after corrections, or a horizon is no whole step. */
const struct ek_flows *ek_flows(const struct ek_result *result);

#endif
