/* Many values of what a study of people is not sure of, or varies, in one run, and with them the
 * people drawn anew: columns of samples, each with its own values. Without the lines of a ledger.
 * Private to the room. */
#ifndef EK_UNCERTAINTY_PEOPLE_DRAW_H
#define EK_UNCERTAINTY_PEOPLE_DRAW_H

#include "engine/resample.h"

enum ek_people_drawn {
  EK_PEOPLE_AS_THEY_ARE, /* the same persons in all draws */
  EK_PEOPLE_ANEW,        /* drawn with replacement in each, as samples of engine/resample.h */
  EK_PEOPLE_TWICE        /* twice as many columns: the second half has the values of the first and other persons */
};

/* The figures of a runner of many draws (its arena, diags, study, draws, and what is random or
 * varied) whose deterministic result is `base`. NULL with diagnostics. */
struct ek_result *ek_people_draw(struct ek_runner *runner, const struct ek_result *base, enum ek_people_drawn drawn);

#endif
