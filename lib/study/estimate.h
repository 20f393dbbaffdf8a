/* What transitions are estimated from, as its author describes it: which file, what its columns
 * mean, which moves are possible, and what they may depend on. The file is read by
 * people/histories.h and estimated from by people/estimates.h. */
#ifndef EK_STUDY_ESTIMATE_H
#define EK_STUDY_ESTIMATE_H

#include "study/followup.h"

/* A move that is possible, by states' numbers. */
struct ek_move {
  size_t from, to;
};

struct ek_estimate {
  bool present;
  struct ek_pos pos;
  struct ek_followup source;      /* its file, columns, values, missing and on_problem; no more */
  int form;                       /* panel, spells, counts; source.form follows it */
  struct ek_name cycle;           /* as written: of the matrix that is printed */
  ek_day until;                   /* spells without an end are known so far; 0: not said */
  struct ek_list transitions;     /* struct ek_named_names: from a state to others */
  struct ek_list absorbing_exact; /* struct ek_name */
  struct ek_list covariates;      /* struct ek_name */
  int common;                     /* one hazard ratio for all moves */
  struct ek_name by;              /* a matrix for each of its words; text NULL: one for all */
  struct ek_name prior;           /* as written */

  /* Made ready. */
  double cycle_years, pseudo_count;
  struct ek_list states;          /* const char *: of `transitions`, in its order */
  struct ek_list moves;           /* struct ek_move between them; none: all that are seen */
};

extern const struct ek_record ek_record_estimate;

/* The number of a state in `states`, or -1. */
int ek_estimate_state(const struct ek_estimate *estimate, const char *name);

#endif
