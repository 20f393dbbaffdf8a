/* Works out from an actor's cost and benefit how much of the change it takes to cover the cost. */
#include "engine/break_even.h"

#include <math.h>

#include "engine/run.h"
#include "people/people.h"

static double share_of(double cost, double benefit) {
  if (isnan(cost) || isnan(benefit)) return NAN;
  if (cost <= 0) return benefit >= 0 ? 0 : INFINITY;
  return benefit > 0 ? cost / benefit : INFINITY;
}

/* That part of what the whole change gives; a change without any says nothing. */
static double part(double share, double whole) { return isfinite(share) && whole != 0 ? share * whole : NAN; }

/* Is the comparison a share, or none at all? Then deadweight can be asked about. */
static bool asks_deadweight(const struct ek_result *r) {
  const struct ek_people *people = r->study->people;
  return r->alternatives == NULL && (people == NULL || people->n == people->participants);
}

/* What is left after it falls from 1 − stated to 1 − highest, as the benefit does to the cost. */
static double deadweight_of(const struct ek_result *r, double share) {
  const double *stated = r->runner->corrections.share[EK_DEADWEIGHT];
  double left = 1 - (stated != NULL ? ek_column_mean(stated, r->draws) : 0);
  double highest = 1 - left * share;
  return asks_deadweight(r) && isfinite(share) && highest >= 0 ? highest : NAN;
}

/* Of a potential there is not more than all. */
static double realised_of(const struct ek_result *r, double share) {
  double realised = part(share, ek_result_value(r, EK_FIG_REALISED_POTENTIAL, -1, 0));
  return realised > 1 ? NAN : realised;
}

struct ek_break_even ek_break_even_of(const struct ek_result *r, int actor, int horizon) {
  double share = share_of(ek_result_value(r, EK_FIG_COST, actor, horizon), ek_result_value(r, EK_FIG_BENEFIT, actor, horizon));
  return (struct ek_break_even){.actor = actor, .horizon = horizon, .share = share,
                                .work = part(share, ek_result_value(r, EK_FIG_EXTRA_IN_WORK, -1, 0)),
                                .realised = realised_of(r, share),
                                .deadweight = deadweight_of(r, share)};
}
