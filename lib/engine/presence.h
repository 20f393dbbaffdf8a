/* What a way of counting persons makes of a crowd: each participant counts so much, and those
 * of a comparison group as much together. The whole, a group of participants, a sample drawn
 * anew and all but one are such ways; a run is made from one. */
#ifndef EK_ENGINE_PRESENCE_H
#define EK_ENGINE_PRESENCE_H

#include "engine/crowd.h"
#include "engine/ledger.h"
#include "engine/path.h"

/* Which alternative a stay is counted for, with the situation before as its counterpart. */
enum ek_slot { EK_SLOT_WITH, EK_SLOT_BEFORE, EK_SLOT_GROUP, EK_SLOT_GROUP_BEFORE };

/* Persons in the same stretch of time and shape: their flows are lines of the ledger. */
struct ek_crowd_cell {
  uint32_t stretch, shape;
  enum ek_slot slot;
  size_t first;          /* of its sums, one for each flow of the shape */
};

/* The cells of a crowd, and in which of them each stay counts. */
struct ek_cells {
  const struct ek_crowd *crowd;
  struct ek_list cells;  /* struct ek_crowd_cell */
  size_t n_sums;
  uint32_t *with, *before; /* [stays] */
  const double *factor;  /* [members] what each weighs besides; NULL: the comparison group is not weighed */
};

struct ek_presence {
  const struct ek_cells *cells;
  const double *weight;  /* [members] those compared with already in proportion */
  size_t heads;          /* participants that count */
  double people;         /* what they count */
  double *before, *lasting, *full; /* [standings] participants by where they stand */
  double *group_before, *group_lasting; /* the same of those whom they are compared with */
  double *persons;       /* [cells] */
  double *sum;           /* [n_sums] persons times kr a year */
  uint32_t *heads_of;    /* [cells] members behind each */
};

struct ek_cells *ek_cells_make(struct ek_arena *arena, const struct ek_crowd *crowd);
/* `counts`: how often each member counts, [members], times its weight; NULL: once. The
 * comparison group is brought to the number of participants, in each stratum. `whole`: how many
 * participants it should add to, 0: as many as it does. */
struct ek_presence *ek_presence_make(struct ek_arena *arena, const struct ek_cells *cells,
                                     const double *counts, double whole);
/* Books all persons. Without `corrections->compared` the comparison group is left out. */
void ek_presence_book(struct ek_ledger *ledger, const struct ek_presence *presence,
                      const struct ek_study *study, const struct ek_corrections *corrections);
/* How many persons there are in the months of a stretch, net of corrections: 1 at full effect. */
double *ek_stretch_profile(struct ek_arena *arena, const struct ek_stretch *stretch,
                           const struct ek_study *study, const struct ek_corrections *corrections,
                           size_t months, size_t draws);
/* +1 with the insats and for a comparison group before, -1 for what would have been. */
double ek_slot_sign(enum ek_slot slot);

#endif
