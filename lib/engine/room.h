/* How much memory the cohort of a run may take, and the draws of a simulation that are kept. Cycles, times in a state, entries, groups,
 * alternatives and draws multiply, so that a study of a few lines may ask for any amount: what is
 * above a stated size is told at what asks for it, before the memory is taken. */
#ifndef EK_ENGINE_ROOM_H
#define EK_ENGINE_ROOM_H

#include "engine/run.h"

/* Megabytes of 2^20 bytes: of a run at means, and of one of many draws (a
 * block, of which each thread has one). */
#define EK_ROOM_MEANS 1024
#define EK_ROOM_DRAWS 512
/* And of all draws that a simulation keeps, whose figures stand in columns. */
#define EK_ROOM_KEPT 8192

/* Is there room for so many bytes more in the runner's arena? */
bool ek_room_left(const struct ek_runner *runner, double bytes);
/* The same for what is walked cycle by cycle; false with a diagnostic at the cohort's cycle, and
 * the runner is `crowded`. */
bool ek_room_walk(struct ek_runner *runner, double bytes);
/* The same for prices of a state at different times; false with a diagnostic at the formula of its
 * that asks for most of the time. */
bool ek_room_prices(struct ek_runner *runner, double bytes, const struct ek_case *state);

#endif
