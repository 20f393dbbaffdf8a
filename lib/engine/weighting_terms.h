/* The columns of the model of who took part, from what is said of the members. Private to
 * lib/engine/weighting.c. */
#ifndef EK_ENGINE_WEIGHTING_TERMS_H
#define EK_ENGINE_WEIGHTING_TERMS_H

#include "engine/weighting.h"

/* Fills `terms`, `design` and `pattern`. False with errors where somebody has nobody to be
 * compared with. */
bool ek_weighting_take_terms(struct ek_weighting *weighting, struct ek_runner *runner);

#endif
