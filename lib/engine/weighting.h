/* Weights by which a comparison group is made as the participants were before: the odds of taking
 * part, from a logistic model of what is known of both (Hirano, Imbens and Ridder, Efficient
 * estimation of average treatment effects using the estimated propensity score, 2003; of changes:
 * Abadie, Semiparametric difference-in-differences estimators, 2005). They are those for the
 * effect on the participants: 1 for each of them, p / (1 - p) for those they are compared with. */
#ifndef EK_ENGINE_WEIGHTING_H
#define EK_ENGINE_WEIGHTING_H

#include "engine/logit.h"
#include "people/people.h"

#define EK_NO_PATTERN UINT32_MAX

/* A column of the model. */
struct ek_weighting_term {
  const char *variable;       /* NULL: the constant */
  const char *value;          /* a category; "": nothing is said; NULL: a number */
  const struct ek_item *item; /* of before.state */
  bool squared;               /* of age, in tens of years from 40 */
  bool own;                   /* the category is a word of the file's */
  bool masked;                /* it rests on few persons */
  size_t heads[2];            /* persons in it, of each side */
  double coefficient;         /* NaN: it follows from others */
};

struct ek_weighting {
  const struct ek_people *people;
  struct ek_list terms;       /* struct ek_weighting_term */
  struct ek_logit design;     /* a row for each kind of person */
  uint32_t *pattern;          /* [members] its row; EK_NO_PATTERN: left out, no participant is like that */
  double *beta;               /* [k] */
  struct ek_logit_matrix information;
  double trim, most;          /* at each end; times the mean; NaN: not cut so */
  bool *cut;                  /* [rows] */
  double *factor;             /* [members] on top of the own weight; on average 1 in the group */
  int steps;
  size_t counted, left_out, n_cut; /* members of the group */
  double effective;           /* (Σw)² / Σw² */
  double low, high;           /* mean of the smallest and of the largest tenth, five at least; NaN */
};

struct ek_runner;
/* The weights the runner's study asks for; NULL: none, or there were errors (in the runner's diags). */
struct ek_weighting *ek_weighting_make(struct ek_runner *runner);
/* The same for a sample: how much of each row took part and did not. `factor`: [rows]. */
void ek_weighting_again(const struct ek_weighting *weighting, struct ek_arena *scratch,
                        const double *yes, const double *no, double *factor);

/* A number of persons as it may be told: to the nearest five. */
size_t ek_weighting_told(size_t persons);

struct ek_presence;
/* The standard error of a difference between mean changes, with what the weights owe to the same
 * persons: by influence functions. `change`: [members]; `mean`: of each side. */
double ek_weighting_error(const struct ek_weighting *weighting, const struct ek_presence *presence,
                          struct ek_arena *scratch, const double *change, const double mean[2]);

#endif
