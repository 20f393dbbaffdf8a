/* From a figure back to where it comes from: the sums over the ledger, the
 * quantities and prices of its lines, their formulas, parameters and sources. */
#ifndef EK_ENGINE_EXPLAIN_H
#define EK_ENGINE_EXPLAIN_H

#include "engine/result.h"

/* A figure as a user names it: actor/horizon/figure, such as
 * "kommun/5y/resultat"; parts may come in any order and be left out (society,
 * the longest horizon, the last correction). A year is "year:3", a horizon "5y", "60m" or "5 år", a stage between
 * gross and net "stage:deadweight". NULL with a diagnostic when it names nothing. */
const struct ek_figure *ek_explain_find(const struct ek_result *result, const char *path,
                                        struct ek_diags *diags);

/* The figure in that form, called by its name or alias: "kommun/5y/resultat". */
const char *ek_explain_name(const struct ek_result *result, const struct ek_figure *figure, const char *word);

/* The figure as a tree, in the result's arena. */
struct ek_trace *ek_explain(const struct ek_result *result, const struct ek_figure *figure);

/* Many figures explained together, briefly. A figure that others are made of, and the price of a flow, is
 * one node wherever it belongs, so that what is returned is no tree. Effects are taken apart into flows; the
 * largest lines of those are told at one horizon (months), and formulas followed `steps` names down; of single
 * years only society's are. */
struct ek_explainer *ek_explainer_new(const struct ek_result *result, int horizon, int steps);
const struct ek_trace *ek_explainer_figure(struct ek_explainer *explainer, const struct ek_figure *figure);

/* Households of type cases in brief, kr a year, before or in the situation that lasts: what a case has to live on, line
 * by line; and the mean of a line (-1: of all of it) over participants, case by case. NULL: there are no cases. */
struct ek_trace *ek_explain_case_household(const struct ek_result *result, size_t which, bool after);
struct ek_trace *ek_explain_mean_household(const struct ek_result *result, int line, bool after);

#endif
