/* The time of a cohort, as numbers for formulas: which cycle, how old, how long in the state. */
#ifndef EK_ENGINE_CLOCK_H
#define EK_ENGINE_CLOCK_H

#include "engine/run.h"

/* A moment of those who entered in a month: a cycle of theirs, and how many they have been in
 * their state, both from 0. */
struct ek_moment {
  size_t cycle, in_state;
  int entry_month;
};

struct ek_clock {
  const struct ek_cohort *cohort;
  struct ek_world *world;
  struct ek_arena *pad;        /* of all clocks of a run: what they evaluate */
  const struct ek_cohort_group *group;
  double age;        /* at the start */
  int first_year, first_month; /* of the study's start; the month from 0 */
  bool woman;
  double *set;       /* what each name was last set to */
  bool any_before, *before;    /* [tables] now is before its first row */
  struct ek_person_clock now;
};

/* Who formulas are about: the world gives the draws, the group age and sex. */
struct ek_clock *ek_clock_new(struct ek_runner *runner, struct ek_world *world, size_t group);
/* Sets all names and tables; columns that this or another clock of the run evaluated hold no longer. */
void ek_clock_set(struct ek_clock *clock, struct ek_moment at);

/* What it asks of the time, a bit for each enum ek_clock_kind. */
unsigned ek_clock_asks_quantity(const struct ek_cohort *cohort, const struct ek_quantity *quantity);
#define EK_CLOCK_BIT(kind) (1u << (kind))
/* Those that change from cycle to cycle. */
#define EK_CLOCK_TIMED (EK_CLOCK_BIT(EK_CLOCK_CYCLE) | EK_CLOCK_BIT(EK_CLOCK_YEARS) | EK_CLOCK_BIT(EK_CLOCK_AGE) | EK_CLOCK_BIT(EK_CLOCK_CALENDAR))

/* Does its formula name that one of the cohort's names (enum ek_clock_kind, then tables)? */
bool ek_clock_has(const struct ek_quantity *quantity, size_t local);

/* The column of a quantity at the time that the clock is set to; copy it to keep it. There are
 * as many moments as cycles times stays, so that what is evaluated at each cannot stay. */
const double *ek_clock_eval(const struct ek_clock *clock, const struct ek_quantity *quantity);

#endif
