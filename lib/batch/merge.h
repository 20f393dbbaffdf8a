/* Parts of a batch, computed anywhere, joined into what one process would have written. */
#ifndef EK_BATCH_MERGE_H
#define EK_BATCH_MERGE_H

#include "batch/journal.h"

/* Reads the parts, in any order, proves that they are of one batch and that none is missing, double or unfinished, and
 * writes `out` (NULL: standard output). Errors name the parts. Counts failed runs in `failures`. */
bool ek_merge(struct ek_arena *arena, const char *const *paths, size_t n, const char *out, struct ek_failures *failures, struct ek_diags *diags);

#endif
