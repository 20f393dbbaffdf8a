/* Models that are kept from study to study, where many are read one after another. A shelf is one
 * thread's: a model is read further when something in it is first asked for. */
#ifndef EK_MODEL_SHELF_H
#define EK_MODEL_SHELF_H

#include "model/model.h"

struct ek_shelf;

/* Goes with the arena, in which its models are. */
struct ek_shelf *ek_shelf_new(struct ek_arena *arena);
/* The model in the folder, read unless it is there; NULL with diagnostics. */
struct ek_model *ek_shelf_model(struct ek_shelf *shelf, const char *folder, struct ek_diags *diags);
/* After use: what was found to be wrong in the model meanwhile goes to `diags`, and the model off the shelf,
 * so that the next who asks for the same is told the same. */
void ek_shelf_tell(struct ek_shelf *shelf, const struct ek_model *model, struct ek_diags *diags);

#endif
