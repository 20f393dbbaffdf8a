/* Conventions of a cohort in cycles: at which point of a cycle persons are counted, and at which
 * point what they bring is weighed (discounted). They move results more than any solver does,
 * so each has a name, and only pairs that belong together are the default. */
#ifndef EK_MARKOV_COUNTING_H
#define EK_MARKOV_COUNTING_H

#include <stdbool.h>
#include <stddef.h>

/* Where membership of states is counted. With x(k) the persons at point k, cycle k lasting from
 * point k to point k + 1, and n cycles:
 *   start       x(k)
 *   end         x(k + 1): cycle 0 does not count
 *   life-table  half of each, weighed at one point of the cycle
 *   trapezoid   half of each, each weighed at its own point: the half-cycle correction by which
 *               the first and the last point count half
 *   simpson     1/3, 4/3, 2/3, …, 4/3, 1/3 of the points (Simpson's rule; an even n)
 *   points      every point once, both cycle 0 and the last
 *   alternating 1/3, 2/3, 4/3, …, 1/3 of the points: what a widely copied tutorial calls
 *               Simpson's rule; kept so that its published figures can be met */
enum ek_counting { EK_COUNT_START, EK_COUNT_END, EK_COUNT_LIFE_TABLE, EK_COUNT_TRAPEZOID,
                   EK_COUNT_SIMPSON, EK_COUNT_POINTS, EK_COUNT_ALTERNATING, EK_COUNTINGS };

/* Where flows are weighed: at the start, middle or end of the cycle, evenly over it
 * (continuously), or each person at the point at which he or she is counted. */
enum ek_weighing { EK_WEIGH_POINT, EK_WEIGH_START, EK_WEIGH_MIDDLE, EK_WEIGH_END,
                   EK_WEIGH_CONTINUOUS, EK_WEIGHINGS };

/* What a cycle takes of those at its start and at its end. */
struct ek_counted {
  double start, end;
};
struct ek_counted ek_counting_of(enum ek_counting counting, size_t cycle, size_t cycles);

/* The weighing that belongs to a counting. */
enum ek_weighing ek_counting_weighing(enum ek_counting counting);
/* Does the weighing belong with the counting? Else *why says what it would do. */
bool ek_counting_fits(enum ek_counting counting, enum ek_weighing weighing, const char **why);

#endif
