/* What decides a result: each thing that may vary is varied by itself, and for each actor the value
 * is sought at which it breaks even. A value that is varied is a column, so that many are tried in
 * one run. */
#ifndef EK_ENGINE_SENSITIVITY_H
#define EK_ENGINE_SENSITIVITY_H

#include "engine/run.h"

/* Something that may be another than the study says. */
struct ek_vary {
  enum ek_vary_kind { EK_VARY_ASSUMPTION, EK_VARY_CORRECTION, EK_VARY_COSTS, EK_VARY_PARTICIPANTS, EK_VARY_DISCOUNT } kind;
  int index;             /* of the assumption or correction */
  const char *name;      /* as in --set; stable words for the others: costs, participants, discount */
  struct ek_unit unit;
  const struct ek_quantity *quantity; /* as the study says it; NULL: it does not */
  double base, low, high; /* NaN: no range is known */
  bool drawn;            /* low and high are the 10th and 90th percentile of its distribution */
  double least, most;    /* between which it is sought */
};

struct ek_switch {
  double value;          /* at which the actor's result is 0; NaN: there is none in the range */
};

struct ek_sensitivity {
  const struct ek_result *base;
  int horizon;           /* months */
  size_t n;
  struct ek_vary *vary;  /* [n] */
  double *at_low, *at_high; /* [n * actors] results; NaN where no range is known, and where they rest on few persons */
  struct ek_switch *turn; /* [n * actors] */
  bool *few;             /* [n * actors] the actor's result, or what the value does to it, rests on few persons and is not told */
};

/* What an uncertain quantity is called: an assumption's or a correction's name, `discount`, or, with the
 * line that it stands in, `line:25`. */
const char *ek_vary_name(struct ek_arena *arena, const struct ek_study *study, const struct ek_quantity *quantity);
/* What people call a correction or another stable word; of an assumption neither language has any. */
struct ek_label ek_vary_label(const char *name);
/* At the horizon (0: the middle one). NULL with diagnostics. */
const struct ek_sensitivity *ek_sensitivity_run(struct ek_arena *arena, const struct ek_result *base, int horizon, struct ek_diags *diags);
/* Results of all actors, [actors][n], when one thing is each of `values`; false, without a word, when some
 * of them cannot be. */
bool ek_sensitivity_try(struct ek_arena *arena, const struct ek_result *base, int horizon, const struct ek_vary *vary, const double *values,
                        size_t n, double **out);

#endif
