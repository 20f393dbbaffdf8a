/* Runs that differ in plain numbers alone are columns of one run: the study is read once and its prices, paths and
 * ledger are computed for all of them together, as draws are. It is the same code for one column and for many, so that
 * each run is the same bits as by itself. Where one of them is wrong, each is computed by itself. */
#ifndef EK_BATCH_COLUMNS_H
#define EK_BATCH_COLUMNS_H

#include "batch/plan.h"
#include "engine/result.h"

#define EK_COLUMNS ((size_t)64) /* runs at once: a ledger of so many stays in the cache */

/* Is what the path sets, by --set, a number of the study that runs may differ in? */
bool ek_columns_has(struct ek_arena *arena, const struct ek_study *study, const char *path);
/* Runs that are alike but for axes of numbers. Their result, a column for each; NULL: by themselves, please. */
const struct ek_result *ek_columns_run(const struct ek_plan *plan, const size_t *runs, size_t n, struct ek_shelf *shelf, struct ek_arena *arena);

#endif
