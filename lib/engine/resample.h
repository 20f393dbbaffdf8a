/* The people of a run counted in many ways at once: a column for each sample that is drawn from
 * them. What figures are sums of is made without the lines of a ledger. */
#ifndef EK_ENGINE_RESAMPLE_H
#define EK_ENGINE_RESAMPLE_H

#include "engine/run.h"

/* Samples in a block: its columns stay in the cache. */
#define EK_RESAMPLE_BLOCK ((size_t)64)

/* Sums over persons that figures need besides the balances of accounts, [draws] each. */
struct ek_sums {
  double *people;
  double *potential[2][2];      /* before, after; production, resources */
  double *work, *subsidised;    /* change of extents, of a comparison group taken off */
  double *disposable[2], *earned[2], *marginal, *paid; /* of households, before and after */
  double **steady;              /* [actors] kr a year at full effect */
  double *cost;                 /* all that the insats costs, discounted */
  double *noise;                /* kr below which a sum is no money */
};

/* What is the same for all samples of one run. */
struct ek_resampler {
  const struct ek_runner *runner; /* the run that is drawn anew, of one draw or of a block of them */
  size_t width;                   /* samples at a time; the runner's draws are repeated until they fill it */
  const double *discount;         /* [months * width] */
  struct ek_corrections corrections; /* columns of the width */
  const double *people;           /* [width] how many times the participants; NULL: once */
  const double *trim, *most;      /* [width] where weights are cut; NULL: they are not so */
  struct ek_list parts;           /* who may stand for whom */
  const struct ek_weighting *weighting; /* made anew in each sample; NULL: weights are as in the whole */
  const double *feature;          /* [members] rows of what is summed */
  struct ek_list changes;         /* profiles of stretches as steps */
  const size_t *first_change;     /* [stretches + 1] */
  const double *fixed;            /* [accounts * months * draws] costs that no participant moves */
  struct ek_list unit_costs;      /* costs by participant */
  size_t cost_months;             /* in which somebody enters or is there */
};

struct ek_resampler *ek_resampler_new(const struct ek_runner *runner, size_t width);
/* Draws the samples of a block, or (`counts`, [members * width]) takes those that are given, and
 * leaves a closed ledger of balances and the sums in `arena`. The same seed and block give the
 * same samples whatever else is going on. */
void ek_resample(const struct ek_resampler *sampler, struct ek_arena *arena, unsigned long seed,
                 size_t block, const double *counts, struct ek_ledger **ledger, struct ek_sums **sums);
/* The same as a result: the figures that are drawn, in columns of the width. `of`: the result of
 * the people themselves. */
struct ek_result *ek_resample_result(const struct ek_resampler *sampler, const struct ek_result *of, struct ek_arena *arena,
                                     unsigned long seed, size_t block, const double *counts);

#endif
