/* The probabilities of a cohort's matrix at a moment, from what a study says of them: rates that
 * compete, ratios that hold for a time, what is left of a row, deaths. */
#ifndef EK_ENGINE_CHANCES_H
#define EK_ENGINE_CHANCES_H

#include "engine/clock.h"

struct ek_chances; /* of one group in one alternative */
struct ek_chances *ek_chances_new(struct ek_runner *runner, struct ek_world *world, size_t group,
                                  size_t alternative);
/* What the row of a state asks of the time: bits as in engine/clock.h. */
unsigned ek_chances_asks(const struct ek_chances *chances, size_t state);
/* Does nobody ever leave the state? */
bool ek_chances_stays(const struct ek_chances *chances, size_t state);
/* The row of a state: out[t] is a column of probabilities, or NULL where nobody goes. They add to
 * 1 draw by draw. Columns hold until the row is asked for at another moment. What cannot be is told
 * in the runner's diagnostics, once for each row. */
void ek_chances_row(struct ek_chances *chances, size_t state, struct ek_moment at, const double **out);

/* The same with where it comes from: the chance from a state to another as a tree under `parent`. */
void ek_chances_trace(struct ek_chances *chances, size_t from, size_t to, struct ek_moment at,
                      struct ek_trace *parent);

#endif
