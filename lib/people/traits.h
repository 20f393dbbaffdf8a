/* What is said of each member, one by one, by each variable that groups are held against each
 * other by: what weights and the balance they give are made of. Kept only where a study weighs
 * its comparison group. */
#ifndef EK_PEOPLE_TRAITS_H
#define EK_PEOPLE_TRAITS_H

#include "people/people.h"

/* More categories of one variable say nothing in a table, and are no model. */
#define EK_MOST_CATEGORIES 60

/* Words, a number (age), or neither: extents of states before, which stand with the people. */
struct ek_trait {
  const char *variable;    /* as in struct ek_covariate */
  const struct ek_name *modelled; /* where the study names it; NULL: for the balance alone */
  bool known[2];           /* participants, comparison group: a column says it */
  struct ek_list words;    /* const char *: categories */
  bool own[EK_MOST_CATEGORIES]; /* the word stands in the file alone */
  uint16_t *code;          /* [members] 0: nothing is said, else a category from 1; NULL: no words */
  double *number;          /* [members] NaN: nothing is said; NULL: no number */
};

/* The people's variable of that name; NULL: there is none. */
const struct ek_trait *ek_trait_find(const struct ek_people *people, const char *variable);

#endif
