/* A result taken apart into what a reader may want to change and what stays: flows by account and by when they are
 * discounted, that the corrections, the amounts of costs and the rates of discount are then applied to. They are sums of
 * the result's ledger, and lead back to its figures:
 *
 *   effect, present value = net × (effect − displaced × produced [of the account that bears it]) × factor
 *   net       (1 − deadweight)(1 − leakage) × attribution × (1 − haircut), against what it is in the study: 1
 *   displaced 1 − (1 − displacement)(1 − substitution)
 *   cost      the sum of what is paid less what is received × amount / amount in the study × factor
 *   effect    of type cases: the sum over stays of participants × what is left of the effect × what one moves
 */
#ifndef EK_ENGINE_FLOWS_H
#define EK_ENGINE_FLOWS_H

#include "engine/discount.h"
#include "engine/result.h"

/* A cost as one account pays it or (received) gets it. */
struct ek_flows_paid {
  const struct ek_cost *cost;
  int payer, account; /* `account` is the payer, or the actor that received it */
  double amount;      /* in the study, in the cost's own unit */
  double *kr;         /* [rows]; what is received is below 0 */
  double **each;      /* [cases] what one participant makes of it, [rows]; NULL: it is not by participant, or there are no stays */
  double undiscounted; /* the sum of all months */
};

/* A type case in a phase. */
struct ek_flows_stay {
  size_t who;          /* which case */
  const struct ek_phase *phase;
  size_t first, end;   /* months, as far as the run goes: from, and up to without */
  size_t begun;        /* the month from which on the effect fades; SIZE_MAX: it does not in this phase */
  bool lasts;          /* the case ends in it */
  double *moved;       /* [actors] of parts: kr in a month of one person, net, before it fades */
  double produced;     /* the same, of production */
};

/* A yearly rate, for flows `from` so many years from the start, over `years`; 0: to the end. */
struct ek_flows_rate {
  double from, years, value;
};

struct ek_flows {
  int step;           /* months: 1, or 12 of people, where month by month would tell of single persons */
  size_t steps;
  size_t rows;        /* flows of a step that are discounted at different times stand apart: one row or several */
  size_t *first;      /* [steps + 1] the first row of a step */
  struct ek_due *due; /* [rows] */
  double *factor;     /* [rows] */
  bool discounted;    /* flows are present values as they stand, and `factor` 1 */
  struct ek_list rates; /* struct ek_flows_rate, which `factor` follows; none: it stays as it is */
  bool *touched;      /* [actors] does anything flow to or from it, or those below it, and is it not hidden? */
  bool *part;         /* [actors] is told by itself: a leaf, or one with somebody hidden below; others are sums of those below */
  bool *bears;        /* [actors] of parts: is displaced production borne there? */
  double **effect;    /* [actors] of a part that is touched, else NULL: [rows] kr, as if no production were displaced */
  double *produced;   /* [rows] kr of production, of which a part is displaced */
  double *steady;     /* [actors] of parts, a year at full effect; as `effect` */
  double steady_produced;
  struct ek_list stays; /* struct ek_flows_stay, of type cases */
  const double *kept; /* [steps] of stays: what is left so many months after the outcome began */
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
/* For how many of so many years from the start the rate holds: its exponent in a factor. */
double ek_flows_years(const struct ek_flows_rate *rate, double years);

/* Of the room: takes the stays of type cases, when parts and the net share are known. */
void ek_flows_take_stays(struct ek_flows *flows, const struct ek_result *result);
/* Of a cost by participant what each case makes of it, by month. */
double **ek_flows_each(const struct ek_result *result, const struct ek_line *line);

#endif
