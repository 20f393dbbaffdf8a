/* Prices a situation: what moves between accounts in a year for one person who
 * holds some states and services. Incomes of all states are added up before
 * the person's taxes, so that half a wage and half a benefit are taxed as one. */
#ifndef EK_ENGINE_SITUATION_H
#define EK_ENGINE_SITUATION_H

#include "model/world.h"
#include "study/study.h"

/* One flow of the situation: kr per year, by draw. */
struct ek_priced_flow {
  const struct ek_item *item; /* NULL: a flow of the person */
  const struct ek_flow *flow;
  int from, to;
  const double *amount;       /* [draws] */
};

struct ek_situation {
  struct ek_list flows;       /* struct ek_priced_flow */
  const double *production;   /* [draws] kr/year from production */
  const double *exclusion;    /* [draws] kr/year to resources because of exclusion */
  const double *work, *subsidised; /* [draws] extents of states of those activities */
  const double *states;       /* [draws] sum of the extents of states */
  const double *claims;       /* [draws] the same for means-tested states, which fill up the others */
  double **values;            /* the person's locals: inputs, incomes, lets as far as asked for; NULL when widened */
  bool certain;               /* nothing uncertain was read for it: in all draws it is as in one */
};

/* Prices `phase` for `person` in the world; faults go to the world's diagnostics.
 * `earned`: pay on top of that of the states, [draws] kr/year, or NULL. */
struct ek_situation *ek_situation_price(struct ek_world *world, const struct ek_study *study,
                                        const struct ek_phase *phase,
                                        const struct ek_person *person, const double *earned);

/* One that is certain, priced of one draw, as of so many. */
struct ek_situation *ek_situation_widen(struct ek_arena *arena, const struct ek_situation *one, size_t draws);

/* How one flow's amount came about, as a tree under `parent`: the formula and
 * what it used, the quantity, the price year. `item` NULL: a flow of the person. */
void ek_situation_trace(struct ek_world *world, const struct ek_study *study,
                        const struct ek_phase *phase, const struct ek_person *person,
                        const struct ek_item *item, const struct ek_flow *flow,
                        struct ek_trace *parent);

#endif
