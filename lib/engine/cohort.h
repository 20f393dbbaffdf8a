/* A cohort in a run: what its states cost and bring, how many persons are in them in each month and
 * alternative, and the lines that follow. With an alternative as the insats and the reference
 * without it, the effect is the difference: quantities times prices, as for cases and people. */
#ifndef EK_ENGINE_COHORT_H
#define EK_ENGINE_COHORT_H

#include "engine/passage.h"

/* A state's price, in kronor a year for one person. What its quantities ask of the time makes it several. */
struct ek_state_price {
  struct ek_case_run run;         /* who; `before`: the price at the start */
  size_t n_eras;
  struct ek_situation **era;
  bool in_work;                   /* somebody is, ordinarily or subsidised */
  struct ek_moment *since;        /* [n_eras] the first moment of each */
  struct ek_clock *clock;         /* what quantities are evaluated by */
  unsigned asks;                  /* of the time */
  size_t entries, cycles, tunnels; /* 1 where the price does not ask for it */
  unsigned *era_of;               /* [entries * cycles * tunnels] */
};
/* Which price, of `era`, those who entered then have in a cycle, so many cycles in the state. */
size_t ek_state_era(const struct ek_state_price *price, size_t entry, size_t cycle, size_t in_state);

/* Persons in a state (at one of its prices) in each month: [months * draws]. */
struct ek_state_stay {
  size_t state, era;
  double *quantity;               /* persons, a mean over the month */
  double *present;                /* the same times discount factors, by the cohort's convention */
  double *steady;                 /* [draws] the mean of the last year of the longest horizon */
};
struct ek_event_stay {
  const struct ek_event *event;
  double *quantity, *present, *steady; /* moves, per year */
  const double *amount;           /* [draws] kr for a move */
};

/* One group in one alternative. */
struct ek_course {
  const struct ek_passage *const *passages; /* [entries] those of whom enter alike are one */
  struct ek_state_price **price;  /* [states] */
  struct ek_list stays;           /* struct ek_state_stay * */
  struct ek_list events;          /* struct ek_event_stay */
};

struct ek_cohort_run {
  const struct ek_cohort *cohort;
  int horizon;                    /* the longest, months */
  size_t cycles;                  /* of which horizons are made; those after it are of the last year */
  size_t all_cycles;
  struct ek_world **world;        /* [groups] */
  double **people;                /* [groups][draws] */
  const double **share;           /* [entries][draws] of those who enter then; NULL: all of them */
  const double ***start;          /* [groups][states] */
  struct ek_course *courses;      /* [groups * alternatives] */
  const double **factor;          /* [2 * all_cycles * entries] discount of what is counted at the
                                     start and at the end of a cycle, [draws] */
};

/* Prices states and makes the passages of all groups and alternatives; faults go to the runner's
 * diagnostics. How many participants there are. */
double ek_cohort_prepare(struct ek_runner *runner);
/* Books the runner's alternative and, with the opposite sign, the reference; `corrections` as for others. */
void ek_cohort_book(struct ek_ledger *ledger, struct ek_runner *runner, const struct ek_corrections *corrections);
/* Books one alternative by itself, uncorrected: what there is in all, not what differs. */
void ek_cohort_book_alone(struct ek_ledger *ledger, struct ek_runner *runner, size_t alternative);
/* Persons and moves by month, from the passages: before anything is booked. */
void ek_cohort_fold(struct ek_runner *runner);
/* When what is counted at the start or end of a cycle is discounted; `month` is the caller's. */
struct ek_due ek_cohort_due(const struct ek_cohort *cohort, size_t entry, size_t cycle, bool end);
/* All dues of the cohort, struct ek_due, by month and then time. */
struct ek_list ek_cohort_dues(const struct ek_runner *runner);
/* The lines that ek_cohort_book books, struct ek_line, with a column for each due in place of each month; nothing in them
 * is discounted, and none says what lasts. */
struct ek_list ek_cohort_lines_due(struct ek_runner *runner, const struct ek_list *dues, const struct ek_corrections *corrections);
/* Is the group in the runner's figures? */
bool ek_cohort_counts(const struct ek_runner *runner, size_t group);
const struct ek_course *ek_cohort_course(const struct ek_runner *runner, size_t group, size_t alternative);
/* Of those who enter in a month: how many of their cycles begin before the longest horizon, and
 * what part of a cycle lies before it. */
size_t ek_cohort_cycles(const struct ek_cohort_run *run, size_t entry);
double ek_cohort_part(const struct ek_cohort_run *run, size_t entry, size_t cycle);
/* What a cycle of theirs takes of those at its start and end. */
struct ek_counted ek_cohort_counted(const struct ek_cohort_run *run, size_t entry, size_t cycle);
/* How much a move counts that is made in a cycle: once, or as the point that it comes to. */
double ek_cohort_move_weight(const struct ek_cohort_run *run, size_t entry, size_t cycle);
/* Moves that something happens with: in events, then in measures (struct ek_watch without `moved`). */
struct ek_list ek_cohort_watched(struct ek_runner *runner);
/* Does the event happen in the alternative? */
bool ek_cohort_happens(const struct ek_cohort *cohort, const struct ek_event *event, size_t alternative);
/* Have two alternatives the same chances in a group, so that one passage serves both? */
bool ek_cohort_alike(const struct ek_cohort *cohort, size_t group, size_t one, size_t other);
/* [states] whose prices or measures ask how long somebody has been in them. */
bool *ek_cohort_remembered(struct ek_runner *runner, size_t group, size_t alternative);
/* The factor of a cycle that what is counted at its start or end is discounted by, in one draw. */
double ek_cohort_factor(const struct ek_cohort *cohort, const struct ek_schedule *schedule, const double *rate, size_t draw,
                        size_t entry, size_t cycle, bool end);
/* Factors of a discounting of its own for what the convention counts, as in `factor`. */
const double **ek_cohort_factors(struct ek_runner *runner, const struct ek_schedule *schedule, const double *rate);
/* Production foregone and resources used because of exclusion, kr a year, of all at the start or in
 * the last year of the longest horizon: adds to columns. */
void ek_cohort_potential(const struct ek_runner *runner, bool after, double *production, double *resources);
/* How many more are in (subsidised) work in that year than with the reference: adds to `out`. */
void ek_cohort_work(const struct ek_runner *runner, bool subsidised, double *out);
bool ek_cohort_full_known(const struct ek_runner *runner);
/* Persons who enter in each month, [months * draws], of groups that count. */
double *ek_cohort_entering(struct ek_runner *runner, size_t months);

#endif
