/* The household's economy in a situation, as the model's lines say it, and what
 * is left of more work after taxes and benefits that fall away. */
#ifndef EK_ENGINE_BUDGET_H
#define EK_ENGINE_BUDGET_H

#include "engine/situation.h"

/* What marginal effects are measured over: 1 000 kr a month, in kr/year. Brackets
 * and benefits go by whole hundreds of kronor; a smaller step would show those. */
#define EK_MARGINAL_STEP 12000.0

struct ek_budget {
  size_t n;            /* lines; 0: the model has none */
  double **line;       /* [n][draws] kr/year, in the order of the model's lines */
  double *disposable;  /* [draws] their sum: what the household can spend */
  double *earned;      /* [draws] pay for work before tax */
};

struct ek_budget *ek_budget_of(struct ek_world *world, const struct ek_person *person,
                               const struct ek_situation *situation);

/* The part of EK_MARGINAL_STEP more pay that taxes and lower benefits take, [draws].
 * `earned` as in ek_situation_price; `now`: the household with it. */
double *ek_budget_marginal(struct ek_world *world, const struct ek_study *study,
                           const struct ek_phase *phase, const struct ek_person *person,
                           const double *earned, const struct ek_budget *now);

/* The same for the whole step from one household to another: what is lost of what is
 * earned more. NaN where no more is earned. */
double *ek_budget_participation(struct ek_world *world, const struct ek_budget *from,
                                const struct ek_budget *to);

/* A case's budgets: before, and in the situation that lasts. */
struct ek_case_budget {
  const struct ek_case *who; /* NULL: the mean over participants */
  struct ek_budget *before, *after;
  double *participation; /* [draws] part of the pay lost on the way; NaN where no more is earned */
  double *marginal;      /* [draws] after; NaN where there is no pay */
};
struct ek_budgets {
  size_t n;
  struct ek_case_budget *cases;
  struct ek_case_budget mean; /* its effects are of sums: shares of all pay */
};
struct ek_runner;
/* Of all cases; NULL when the model says nothing of households. */
struct ek_budgets *ek_budgets_make(struct ek_runner *runner);

/* The household of each case of a study, in its situation before, at each of `n` wages
 * (kr/year) on top of what its states give; `earned` NULL: as it is, and n is 1. */
struct ek_budget_row {
  struct ek_budget budget; /* [n] columns */
  double *participation;   /* [n] against no wage on top; without wages, against the first case */
  double *marginal;        /* [n] */
};
/* [cases of the study]; NULL with diagnostics. `notes`: what was stretched, struct ek_note. */
struct ek_budget_row *ek_budget_sweep(struct ek_arena *arena, const struct ek_study *study,
                                      const double *earned, size_t n, struct ek_list *notes,
                                      struct ek_diags *diags);

#endif
