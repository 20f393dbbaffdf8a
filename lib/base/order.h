/* The order of numbers in a column, for ranks and quantiles of many draws. */
#ifndef EK_BASE_ORDER_H
#define EK_BASE_ORDER_H

#include "base/arena.h"

/* Where the least of them stands, the next, and so on; those that are alike in the order in which they
 * stand, -0 before 0, NaN first or last by its sign. In linear time, by radix; what that
 * takes of memory, four times as much, is left in the arena. */
size_t *ek_order_of(struct ek_arena *arena, const double *x, size_t n);

#endif
