/* Transitions estimated from histories: one fit for all, or one for each word of `by`. Puts
 * together what lib/markov makes of the numbers and what may be told of few persons. */
#ifndef EK_PEOPLE_ESTIMATES_H
#define EK_PEOPLE_ESTIMATES_H

#include "markov/counts.h"
#include "markov/fit.h"
#include "markov/panel.h"
#include "people/histories.h"

/* For whom intensities are shown: with the insats or not where `side` is a covariate; other
 * covariates at their means over persons. */
struct ek_prospect {
  const char *label;      /* EK_SIDE_WITH, a word of `by`, or NULL: all */
  double *x;              /* [covariates] */
  double *q;              /* [n * n] intensities a year; NULL of counts */
  double *cycle;          /* [n * n] probabilities in a cycle */
  double *se;             /* [moves] of log intensities */
  double *stay, *stay_se; /* [n] mean years in a state until it is left; infinite: for ever */
  bool *hidden;           /* [moves] its intensity is that of few persons, or gives one away */
  bool any_hidden;
};

/* Who is where so long after the first look: found, and as the fit expects. */
struct ek_prevalence {
  size_t n;
  int *days;              /* [n] */
  double *persons;        /* [n] whose state is known then; see estimates_prevalence.c */
  double *seen;           /* [n * states] */
  double *expected;       /* [n * states] persons */
  bool *masked;           /* [n * states] of `seen` */
};

struct ek_fitted {
  const char *label;      /* the word of `by`; NULL: all */
  size_t persons, sojourns;
  double years;           /* in which persons were followed */
  double *count;          /* [n * n] from where to where, staying included but of spells */
  size_t *movers;         /* [n * n] persons who went so at least once */
  bool *masked;           /* [(n + 1) * (n + 1)] of `count`, the last row and column for sums */
  bool *few_moves;        /* [moves] made by one to four persons */
  struct ek_rates rates;
  struct ek_fit fit;      /* of panel and spells */
  bool *ratio_hidden;     /* [covariates * moves], of common ones [covariates] */
  struct ek_shares counted; /* of counts */
  size_t n_prospects;
  struct ek_prospect *prospects;
  struct ek_prevalence prevalence; /* n 0 of counts */
  struct ek_panel_pearson pearson; /* cells 0: not made */
};

struct ek_estimates {
  const struct ek_histories *histories;
  size_t n;
  struct ek_fitted *fits; /* [n] */
  bool numeric;           /* failed: what the data do not tell; else the input is at fault */
};

/* False with diagnostics: a parameter that the data do not tell, by name; a state of counts that
 * nobody was in. Warns of cells of counts that are 0 for want of a prior. */
bool ek_estimates_make(struct ek_arena *arena, const struct ek_histories *histories,
                       struct ek_estimates *out, struct ek_diags *diags);
/* Who is where when; called by the above. */
void ek_estimates_prevalence(struct ek_arena *arena, const struct ek_histories *h, size_t group,
                             struct ek_fitted *f);
/* Must a share of counts be hidden: where its count is, and in all of a row whose sum is, for a count
 * and its share tell the sum. */
bool ek_estimates_hide_share(const struct ek_fitted *fitted, size_t n_states, size_t from, size_t to);
/* Is any intensity or share hidden? Then so is all that it could be worked out from: parameters, the matrix
 * of a cycle, how many are expected where. */
bool ek_estimates_hide_any(const struct ek_fitted *fitted);
/* Would the log-likelihood tell of few? Of exact times and counts it is a plain sum of them. */
bool ek_estimates_hide_loglik(const struct ek_histories *h, const struct ek_fitted *f);
/* What the parameter is called in a formula: ln_försörjningsstöd_arbete,
 * ln_hr_försörjningsstöd_arbete_side_insats, and behind it the word of `by`. */
const char *ek_estimates_name(struct ek_arena *arena, const struct ek_histories *h,
                              const struct ek_fitted *f, size_t parameter);
/* The covariate's factor and word, of its column in the patterns. */
const struct ek_factor *ek_estimates_factor(const struct ek_histories *h, size_t covariate,
                                            const char **word);

#endif
