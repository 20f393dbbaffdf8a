/* What may be shown of few persons: nothing, nor what would tell of them by subtraction. */
#ifndef EK_PRIVACY_MASKING_H
#define EK_PRIVACY_MASKING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Fewer persons than this are not shown apart in any output. */
#define EK_FEWEST 5

/* Which of the groups that add to a known whole are masked, [n]: those of 1 to EK_FEWEST - 1
 * persons, and then the smallest others, until what is masked is two groups at least and
 * EK_FEWEST persons, not one in each, so that the whole less what is shown tells of nobody. */
bool *ek_mask_groups(struct ek_arena *arena, const size_t *counts, size_t n);
/* The same for a table of counts with sums, [rows * columns]; it gets a row and a column more
 * for the sums: the answer is [(rows + 1) * (columns + 1)]. The sum of all is never masked. Who
 * knows all that is shown, and that no masked cell is empty, can tell the number in none of fewer
 * than EK_FEWEST persons, as long as there is anything left to mask. */
bool *ek_mask_table(struct ek_arena *arena, const size_t *counts, size_t rows, size_t columns);

#endif
