/* A cautious calculation: values of weak evidence corrected by their step, each towards what makes society's
 * result less, all at once. The result as stated stands beside it. */
#ifndef EK_UNCERTAINTY_CAUTION_H
#define EK_UNCERTAINTY_CAUTION_H

#include "uncertainty/vary.h"

struct ek_cautious_value {
  struct ek_vary vary;
  const struct ek_evidence_step *step;
  double value;        /* after the correction; as stated where neither way makes society's result less; NaN: not
                        * corrected, since what it does to society rests on few persons */
};
struct ek_caution {
  const struct ek_result *base;
  struct ek_list values; /* struct ek_cautious_value: those whose step cuts */
  const double *result;  /* [actors * horizons] by ek_vary_at, with all of them; NaN: it cannot be */
};
/* `vary`: what ek_vary_all gives. NULL when the study has no scale of evidence. */
const struct ek_caution *ek_caution_run(struct ek_arena *arena, const struct ek_result *base, const struct ek_list *vary);

#endif
