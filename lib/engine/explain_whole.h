/* The trees of figures that are sums over cases rather than over an actor's
 * bookings; private to the room. */
#ifndef EK_ENGINE_EXPLAIN_WHOLE_H
#define EK_ENGINE_EXPLAIN_WHOLE_H

#include "engine/result.h"

/* Adds what `figure` is made of under `node`; nothing when it is another kind of figure. */
void ek_explain_whole(const struct ek_result *result, const struct ek_figure *figure,
                      struct ek_trace *node);

/* What a correction changed under `node`, with the share that it is: as a part of it, in brief as a remark. */
void ek_explain_correction(const struct ek_result *result, int correction, double change, bool brief, struct ek_trace *node);
/* What the benefit is called after it; -1: before all of them. */
struct ek_label ek_explain_stage_label(const struct ek_result *result, int correction);

#endif
