/* What decides a result: each thing that may vary is varied by itself, and for each actor the value
 * is sought at which it breaks even, or has what is asked for; two of them are varied together. */
#ifndef EK_UNCERTAINTY_SENSITIVITY_H
#define EK_UNCERTAINTY_SENSITIVITY_H

#include "uncertainty/caution.h"
#include "uncertainty/variations.h"

struct ek_sensitivity {
  const struct ek_result *base;
  int horizon;           /* months */
  size_t n;
  const struct ek_vary *vary; /* [n] */
  double *at_low, *at_high; /* [n * actors] results; NaN where no range is known, and where they rest on few persons */
  double *turn;          /* [n * actors] the switching value: at which the actor's result is 0; NaN: there is none in the range;
                            NULL: none was sought */
  bool *few;             /* [n * actors] what the thing does to the actor's result rests on few persons: NaN */
  struct ek_list variations; /* struct ek_variation */
  const struct ek_caution *caution; /* NULL: the study has no scale of evidence */
};

/* The middle horizon for 0; the horizon itself when it is one of the study's; else 0 with a diagnostic. */
int ek_sensitivity_horizon(const struct ek_result *base, int horizon, struct ek_diags *diags);
/* The ends of each range alone, which costs next to nothing: no switching values (NULL), variations or caution. */
const struct ek_sensitivity *ek_sensitivity_swings(struct ek_arena *arena, const struct ek_result *base, int horizon);
/* At the horizon, one of the study's. */
const struct ek_sensitivity *ek_sensitivity_run(struct ek_arena *arena, const struct ek_result *base, int horizon);

/* What must be true: single changes by which an actor's result at a horizon is an amount. */
struct ek_target {
  const struct ek_result *base;
  int actor, horizon;
  double amount;         /* kr */
  size_t n;
  const struct ek_vary *vary; /* [n] */
  double *value;         /* [n] the nearest that does it; NaN: it cannot alone, in the range */
};
const struct ek_target *ek_target_run(struct ek_arena *arena, const struct ek_result *base, int actor, int horizon, double amount);

/* Two things varied together, each from its `low` to its `high`, or else from half of what it is to half as much more. */
enum { EK_GRID = 5 };
struct ek_two_way {
  const struct ek_result *base;
  int horizon;
  const struct ek_vary *vary[2];
  bool said[2];               /* its ends were asked for */
  double value[2][EK_GRID];
  double **result;       /* [actors][first * EK_GRID + second]; NaN: it cannot be */
};
/* An axis: a name, and perhaps its ends. */
struct ek_two_way_axis {
  const struct ek_vary *vary;
  double from, to;       /* NaN: not said */
};
const struct ek_two_way *ek_two_way_run(struct ek_arena *arena, const struct ek_result *base, int horizon, const struct ek_two_way_axis axes[2]);

#endif
