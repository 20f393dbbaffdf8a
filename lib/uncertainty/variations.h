/* The variations that NyttoSam's reports have as a set, whatever the study is: how much of the effect other things
 * account for, when the cost is counted, who is counted, what later money weighs, and how much of what services
 * cost goes on when they are not used. */
#ifndef EK_UNCERTAINTY_VARIATIONS_H
#define EK_UNCERTAINTY_VARIATIONS_H

#include "uncertainty/vary.h"

struct ek_variation {
  enum ek_variation_kind {
    EK_VARIATION_EXTERNAL,  /* a share: external factors, in place of the study's deadweight */
    EK_VARIATION_WRITE_OFF, /* months over which the cost is written off; 0: it is counted at once */
    EK_VARIATION_SAMPLE,    /* those alone who were followed up, with the whole cost */
    EK_VARIATION_DISCOUNT,  /* a yearly rate */
    EK_VARIATION_FIXED,     /* a share: of what services use */
    EK_VARIATIONS
  } kind;
  double value;
  const double *result;     /* [actors * horizons], by ek_vary_at; NaN: it cannot be */
};
/* In machine output: external_factors, write_off, sample, discount, fixed_costs. */
const char *ek_variation_name(enum ek_variation_kind kind);
/* struct ek_variation, in this order. */
struct ek_list ek_variations_run(struct ek_arena *arena, const struct ek_result *base);

#endif
