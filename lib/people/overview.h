/* What is in a follow-up file: from where to where, how long in what, and what is said of whom. */
#ifndef EK_PEOPLE_OVERVIEW_H
#define EK_PEOPLE_OVERVIEW_H

#include "people/covariates.h"

/* Of one side. A person counts in the state of largest extent; NULL: in none. */
struct ek_overview {
  size_t persons;
  size_t n;                       /* states that occur */
  const struct ek_item **states;  /* [n], NULL among them for persons in none */
  const size_t *moves;            /* [n * n] persons from one to another, with EK_FEWEST masked: */
  const bool *masked;             /* [(n + 1) * (n + 1)], the last row and column for sums */
  const double *months;           /* [n] mean per person of the time that the file tells of */
  const size_t *months_heads;     /* [n] persons who were there at all */
  const bool *months_masked;      /* [n] */
  size_t n_measured;              /* times after exit at which they are looked at */
  const int *measured;            /* [n_measured] months */
  const size_t *standing;         /* [n_measured * n] persons in each state then, of those followed so long */
  const bool *standing_masked;    /* [n_measured * n] */
  double observed, during;        /* mean months that the file tells of; of them in the insats */
};

/* `compared`: of the comparison group. In the people's arena. */
struct ek_overview ek_overview(const struct ek_people *people, bool compared);

#endif
