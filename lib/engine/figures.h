/* Key figures as sums over the ledger; private to the room. */
#ifndef EK_ENGINE_FIGURES_H
#define EK_ENGINE_FIGURES_H

#include "engine/run.h"

/* Fills result->figures and result->stages, in the order of ek_figure_defs. */
void ek_figures_compute(struct ek_runner *runner, struct ek_result *result);
/* Is the figure drawn anew with the participants? */
bool ek_figure_sampled(enum ek_figure_id id);
/* The part of it that is not by actor. */
void ek_figures_whole(struct ek_runner *runner, struct ek_result *result, const double *noise);

#endif
