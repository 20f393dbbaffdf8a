/* A consensus round: which candidates stay, counted from votes. More than half of the votes keeps
 * one, exactly half does not, and what has fallen does not come back (the Delphi rule of the
 * conference that the core indicators come from). */
#ifndef EK_INDICATORS_VOTES_H
#define EK_INDICATORS_VOTES_H

#include "indicators/list.h"

struct ek_ballot {
  size_t yes, no, blank; /* blank votes are told and not counted */
  bool stays;            /* it was voted on, had more than half, and had not fallen before */
  bool hidden;           /* of fewer than EK_FEWEST votes only whether it stays is told */
};

struct ek_candidate {
  const char *name;                    /* as in the file */
  const struct ek_indicator *listed;   /* of the list, when it is one; else NULL */
  struct ek_ballot *rounds;            /* [rounds] */
};

struct ek_votes {
  const char *file;
  const struct ek_indicator_list *list;
  size_t voters, n_rounds, n;
  const char **rounds;                 /* [n_rounds] in their order */
  struct ek_candidate *candidates;     /* [n] by share of yes in the last round they were in, then by name */
};

/* Share of yes among yes and no; NaN where there is neither, or it is hidden. */
double ek_ballot_share(const struct ek_ballot *ballot);
/* Was it voted on? */
bool ek_ballot_is(const struct ek_ballot *ballot);
/* Reads a CSV file with columns voter, indicator, round and vote (or röstande, indikator, omgång and
 * röst), a row for each vote: ja, nej, avstår or nothing. NULL with diagnostics: columns that are
 * missing, votes that are none, a voter who votes twice, fewer than EK_FEWEST voters. Warns of
 * candidates that are voted on after they fell, and of those that are left out of a later round. */
struct ek_votes *ek_votes_read(struct ek_arena *arena, const char *path, const struct ek_indicator_list *list, struct ek_diags *diags);

#endif
