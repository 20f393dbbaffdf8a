/* Participants gathered into type cases that a study may hold instead of them: nobody is shown
 * alone, and the sums are as near as means of persons can bring them. */
#ifndef EK_PEOPLE_TYPECASES_H
#define EK_PEOPLE_TYPECASES_H

#include "people/people.h"

/* Writes `cases:` as a study's YAML: groups by state before, household and state after, each of
 * at least `fewest` participants (EK_FEWEST at least), with their means; of states, services and
 * inputs only those that as many have. What smaller groups weigh is given to the others so that
 * the sums of the accounts come as near as they can. `net`: kr a year that reach each account
 * from one who stands there, [standings * accounts]. Returns how many cases there are; 0: no
 * group is large enough. */
size_t ek_typecases_write(const struct ek_people *people, size_t fewest, const double *net,
                          size_t accounts, struct ek_buffer *out);

#endif
