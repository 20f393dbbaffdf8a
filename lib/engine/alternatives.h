/* All alternatives of a cohort beside each other: what each comes to for every actor and by every
 * measure, in all and not only as a difference. */
#ifndef EK_ENGINE_ALTERNATIVES_H
#define EK_ENGINE_ALTERNATIVES_H

#include "engine/frontier.h"
#include "engine/result.h"

struct ek_alternatives {
  size_t n, chosen, reference;     /* in the order of the study; `chosen` is the insats of the report */
  size_t draws;
  const struct ek_result **result; /* [n] held against the reference, which itself has NULL */
  const struct ek_result **group;  /* [groups] of the insats, each by itself; NULL: the cohort has none */
  const double ***total;           /* [n][actors] kr until the longest horizon, costs taken off: [draws] */
  const double ***measure;         /* [n][measures] [draws] */
};

/* Makes them for the runner's cohort, whose own alternative has been computed as `result`. */
enum ek_status ek_alternatives_run(struct ek_runner *runner, struct ek_result *result);

/* Means over draws: of kronor lost by the actor, and of a measure; and where they place each, [n]. */
void ek_alternatives_frontier(const struct ek_alternatives *all, int actor, size_t measure, struct ek_frontier *out);
/* Is the name that of something which alternatives are compared by: total, measure, ratio, standing? */
bool ek_alternatives_figure(const char *name);
/* What an `expect` means by such a name: a number, or for standing a word ("frontier", "dominated",
 * "extendedly-dominated"). False with a diagnostic. */
bool ek_alternatives_expected(const struct ek_result *result, const struct ek_expect *expect, double *value,
                              const char **word, struct ek_diags *diags);
/* The result that any other figure of an `expect` is of: that of the alternative it names, or `result`
 * itself. NULL with a diagnostic. */
const struct ek_result *ek_alternatives_result(const struct ek_result *result, const struct ek_expect *expect, struct ek_diags *diags);
extern const char *const ek_standing_names[]; /* by enum ek_standing_of */

/* How often each is the best for the actor, when one of the measure is worth so much: shares of draws,
 * into out[n]. Of those that come out alike the first has it. (Fenwick, Claxton & Sculpher 2001.) */
void ek_alternatives_acceptable(const struct ek_alternatives *all, int actor, size_t measure, double worth, double *out);
/* The values below which shares of the draws lie, into out[n_shares]; `shares` rise. `scratch` has room for n. */
void ek_draws_quantiles(const double *column, size_t n, double *scratch, const double *shares, size_t n_shares, double *out);

/* Drawn: only totals and measures, of `n` draws. `threads` bears on time alone. NULL with diagnostics. */
const struct ek_alternatives *ek_alternatives_draw(struct ek_arena *arena, const struct ek_study *study, size_t n,
                                                   unsigned long seed, struct ek_diags *diags);

#endif
