/* Of people: what the values of a grid do that reach few of them. Runs stand beside one another in one file, and the
 * difference of two is what a value does. */
#ifndef EK_BATCH_REACHED_H
#define EK_BATCH_REACHED_H

#include "batch/plan.h"
#include "engine/result.h"

/* Hides figures of a run of persons, or of counts of them, that would tell, held against another run of the grid, of
 * those whom a value reaches when they are few; costs stay. What a model, a price year or a file laid over the study
 * does is not looked at. False, told to `diags`, with which the study was read: the run sets something else that is
 * no number, of which nobody knows whom it reaches. */
bool ek_reached_hide(const struct ek_plan *plan, size_t run, struct ek_study *study, struct ek_arena *arena, struct ek_result *result, struct ek_diags *diags);

#endif
