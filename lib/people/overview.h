/* What is in a follow-up file: from where to where, how long in what, and what is said of whom. */
#ifndef EK_PEOPLE_OVERVIEW_H
#define EK_PEOPLE_OVERVIEW_H

#include "people/covariates.h"

/* From where to where, on one side. A person counts in the state of largest extent. Whatever else
 * is told of states is masked where this is, or the one would give the other away. */
struct ek_moves {
  size_t n;                       /* states that occur */
  const struct ek_item **states;  /* [n] in the model's order; NULL last, for persons in none */
  const size_t *count;            /* [n * n] persons from one to another, with EK_FEWEST masked: */
  const bool *masked;             /* [(n + 1) * (n + 1)], the last row and column for sums */
};
/* `compared`: of the comparison group. In the people's arena. */
struct ek_moves ek_moves(const struct ek_people *people, bool compared);
/* Is the number of persons in the state masked, before or in the end? */
bool ek_moves_hide(const struct ek_moves *moves, const struct ek_item *state);
/* Is the number of persons who went from one to the other? */
bool ek_moves_hide_cell(const struct ek_moves *moves, const struct ek_item *from, const struct ek_item *to);
/* Puts states (pointers to them) in the model's order, which does not tell who came first in a
 * file; NULL comes last. For qsort. */
int ek_by_item(const void *a, const void *b);
/* The state in which a standing has most of its time; NULL: none. */
const struct ek_item *ek_main_state(const struct ek_people *people, uint32_t standing);

struct ek_overview {
  size_t persons;
  struct ek_moves moves;
  size_t n;                       /* states that anybody was in at any time */
  const struct ek_item **states;  /* [n] as in moves */
  const double *months;           /* [n] mean per person of the time that the file tells of */
  const size_t *months_heads;     /* [n] persons who were there at all */
  const bool *months_masked;      /* [n] */
  size_t n_measured;              /* times after exit at which they are looked at */
  const int *measured;            /* [n_measured] months */
  const size_t *standing;         /* [n_measured * n] persons in each state then, of those followed so long */
  const bool *standing_masked;    /* [n_measured * n] */
  double observed, during;        /* mean months that the file tells of; of them in the insats */
};

struct ek_overview ek_overview(const struct ek_people *people, bool compared);

#endif
