/* The chance that each of several insatser is the best, by the figure that they are ranked by. */
#ifndef EK_COMPARISON_BEST_H
#define EK_COMPARISON_BEST_H

#include "comparison/peers.h"

struct ek_best_options {
  size_t draws;     /* at most */
  double precision; /* draw until the standard error of every chance is at most this; 0: as often as said */
  unsigned long seed;
};

struct ek_best {
  size_t draws;
  unsigned long seed; /* of the first; each that follows has the next */
  double *chance;     /* [n] share of the draws, those in which several are best shared by them, those in
                         which none has a value nobody's; NULL: one hides the figure */
};

/* Each study is drawn by itself, with random numbers of its own: what two of them assume alike is not
 * drawn alike. All of them have a result. NULL with diagnostics. */
struct ek_best *ek_best_of(struct ek_arena *arena, const struct ek_peers *peers, const struct ek_best_options *options, struct ek_diags *diags);

#endif
