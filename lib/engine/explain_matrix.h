/* A walk through a cohort's matrix: each chance back to its formulas, ratios and sources. */
#ifndef EK_ENGINE_EXPLAIN_MATRIX_H
#define EK_ENGINE_EXPLAIN_MATRIX_H

#include "engine/result.h"

/* Is the path that of a matrix: "matrix", "matrix/…"? */
bool ek_explain_is_matrix(const char *path);
/* matrix/ALTERNATIVE/FROM/TO/cycle:7/in_state:2/group:NAME; parts may come in any order and be left out
 * (the insats, all rows, the first cycle, the first group). NULL with a diagnostic. */
struct ek_trace *ek_explain_matrix(const struct ek_result *result, const char *path, struct ek_diags *diags);

#endif
