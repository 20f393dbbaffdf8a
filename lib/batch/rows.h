/* What a batch writes: tidy rows, one for each run, actor, horizon and figure. A row is one line, its first cell the
 * number of its run, its last what went wrong. Before the first run stand rows without a number, which say
 * what everything came from. */
#ifndef EK_BATCH_ROWS_H
#define EK_BATCH_ROWS_H

#include "batch/plan.h"
#include "uncertainty/simulate.h"

/* The header and the rows of the stamp. */
void ek_rows_begin(const struct ek_plan *plan, struct ek_buffer *out);
/* The last row of a file that is whole says how many rows runs have: what stands before and behind that number. */
void ek_rows_end(const struct ek_plan *plan, struct ek_buffer *before, struct ek_buffer *behind);
/* The rows of a run, numbered from 0: figures of the result at draw `draw` of its columns, and what a simulation made
 * of them (NULL: there was none). */
void ek_rows_add(const struct ek_plan *plan, size_t run, const struct ek_result *result, size_t draw, const struct ek_simulation *simulation, struct ek_buffer *out);
/* The row of a run that could not be computed. */
void ek_rows_add_error(const struct ek_plan *plan, size_t run, struct ek_diags *diags, struct ek_buffer *out);
/* The number of the run that a line tells of, from 1; 0: none. */
size_t ek_rows_run(const char *line, size_t size);
/* What the line says went wrong (in the arena); NULL: nothing. */
const char *ek_rows_error(struct ek_arena *arena, const char *line, size_t size);

#endif
