/* From a figure back to where it comes from: the sums over the ledger, the
 * quantities and prices of its lines, their formulas, parameters and sources. */
#ifndef EK_ENGINE_EXPLAIN_H
#define EK_ENGINE_EXPLAIN_H

#include "engine/result.h"

/* A figure as a user names it: actor/horizon/figure, such as
 * "kommun/5y/resultat"; parts may come in any order and be left out (society,
 * the longest horizon). A year is "year:3", a horizon "5y", "60m" or "5 år". NULL with a diagnostic when it names nothing. */
const struct ek_figure *ek_explain_find(const struct ek_result *result, const char *path,
                                        struct ek_diags *diags);

/* The figure as a tree, in the result's arena. */
struct ek_trace *ek_explain(const struct ek_result *result, const struct ek_figure *figure);

#endif
