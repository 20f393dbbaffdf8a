/* A cohort that moves between states, cycle by cycle, in each of several alternatives: as its
 * author wrote it, and made ready. The cohort's states are states of the model, or put together
 * of them; what they move between accounts is priced like a phase of a type case. */
#ifndef EK_STUDY_COHORT_H
#define EK_STUDY_COHORT_H

#include "markov/counting.h"
#include "study/case.h"
#include "study/chance.h"

/* What a state of the cohort holds: in the form of a phase. */
struct ek_cohort_state {
  struct ek_name name;
  struct ek_label label;
  struct ek_list states, services, inputs; /* struct ek_named_value */
  struct ek_pos pos;
};

/* A matrix of another group, or parts of it. */
struct ek_group_matrix {
  struct ek_name group;
  struct ek_list matrix;          /* struct ek_named_records of struct ek_chance */
  struct ek_mortality mortality;
};

struct ek_alternative {
  struct ek_name name;
  struct ek_pos pos;
  struct ek_label label;
  bool reference;
  struct ek_name based_on;
  struct ek_list matrix;          /* struct ek_named_records of struct ek_chance */
  struct ek_list intensities;     /* the same, as rates: a matrix by the exponential */
  struct ek_name matrix_cycle;    /* of the matrix, when longer than the cohort's */
  struct ek_mortality mortality;
  struct ek_list groups;          /* struct ek_group_matrix */
  struct ek_list states;          /* struct ek_cohort_state: what differs */
  struct ek_list costs;           /* struct ek_cost */
};

/* A part of the cohort with a start, an age and perhaps a matrix of its own. */
struct ek_cohort_group {
  struct ek_name name;
  struct ek_pos pos;
  struct ek_label label;
  const char *sex;
  int age;                        /* -1: that of all */
  struct ek_household household;
  struct ek_name municipality;
  struct ek_list initial;         /* struct ek_named_value */
  struct ek_list inputs;
  bool woman;                     /* made ready: by `sex` */
};

/* Something that happens once with a move: a bonus, an assessment. */
struct ek_event {
  struct ek_name name;
  struct ek_pos pos;
  struct ek_name from, to;        /* text NULL: any */
  struct ek_name payer, receiver;
  struct ek_value amount_value;
  struct ek_list alternatives;    /* struct ek_name: in those alone; none: in all */
  const struct ek_quantity *amount;
  int from_account, to_account;
  const struct ek_item *item;     /* made: what the ledger and explanations call it */
};

/* What `outcomes` says of a cohort. */
struct ek_cohort {
  struct ek_name cycle_text;
  int counting, weighing;         /* weighing EK_WEIGHINGS: that of the counting */
  bool unusual_pair;
  struct ek_list initial;         /* struct ek_named_value */
  struct ek_list entry;           /* struct ek_named_value: month, share */
  struct ek_list state_list;      /* struct ek_cohort_state */
  struct ek_list table_list;      /* struct ek_timetable */
  struct ek_list group_list;      /* struct ek_cohort_group */
  struct ek_list event_list;      /* struct ek_event */
  struct ek_list alternative_list; /* struct ek_alternative */

  /* Made ready by lib/study. */
  bool present;
  struct ek_span cycle;
  size_t n_states, n_groups, n_alternatives;
  struct ek_name *states;         /* [n_states] in the order in which they are first named */
  const struct ek_label *labels;  /* [n_states] */
  struct ek_cohort_group *groups; /* [n_groups] one without name when there are none */
  struct ek_alternative *alternatives;
  size_t reference, chosen;       /* chosen: the insats that reports are about */
  struct ek_locals clock;         /* EK_CLOCKS names, then tables */
  struct ek_case ****cases;       /* [groups][alternatives][states]; shared where alike */
  const struct ek_chance ***chance; /* [groups * alternatives][states * states] NULL: none */
  const struct ek_mortality **mortality; /* [groups * alternatives] NULL: none */
  struct ek_span *matrix_span;    /* [alternatives] of the matrix: the cycle, or longer */
  bool *continuous;               /* [alternatives] rates of the matrix are intensities */
  const struct ek_quantity ***start; /* [groups][states] persons */
  size_t n_entries;
  int *entry_month;               /* [n_entries] from the study's start */
  const struct ek_quantity **entry_share; /* NULL: all at once */
};

/* The state, alternative or group of that name; -1. */
int ek_cohort_state_at(const struct ek_cohort *cohort, const char *name);
int ek_cohort_alternative_at(const struct ek_cohort *cohort, const char *name);

extern const struct ek_record ek_record_alternative, ek_record_cohort_state, ek_record_cohort_group,
    ek_record_event;

#endif
