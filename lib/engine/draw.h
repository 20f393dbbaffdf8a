/* Random numbers for what a study is not sure of. A draw is a column's number: the same for all
 * alternatives, actors and states. Each uncertain quantity has a stream of its own in each block
 * of draws, so that the same seed gives the same bits however blocks are shared out. */
#ifndef EK_ENGINE_DRAW_H
#define EK_ENGINE_DRAW_H

#include "engine/distribution.h"
#include "engine/run.h"

/* Draws in a block: small enough that what is computed of it stays in the cache. */
#define EK_DRAW_BLOCK 256

/* What an uncertain quantity is drawn from. */
struct ek_fitted_dist {
  struct ek_dist_terms terms;
  struct ek_dist_fit fit;
  bool fine;
};

/* Fills in `runner->fitted`, unless it is there already, and `runner->drawn`: of a run that is `random` with numbers of its seed and block, else with means.
 * Those of `joint` and of `correlations` (a Gaussian copula) go together. A distribution that there is not is told at its place. */
void ek_draw_columns(struct ek_runner *runner);
/* `n` numbers of one distribution, by a stream called `name`. */
void ek_draw_numbers(const struct ek_dist_terms *terms, const struct ek_dist_fit *fit, unsigned long seed, const char *name, double *out, size_t n);
/* What went wrong in a block, kept in another arena than the block's; and told, as of some of the draws. */
struct ek_diags *ek_draw_errors(struct ek_arena *arena, struct ek_diags *found);
void ek_draw_tell(struct ek_diags *kept, struct ek_diags *diags);
/* Parts of a whole that were counted: out[i] is a column, NULL where none was counted. In a run
 * that is `random` they are Dirichlet with the counts as parameters, by a stream called `name`. */
void ek_draw_parts(struct ek_runner *runner, const char *name, const double *counts, size_t n,
                   const double **out);

#endif
