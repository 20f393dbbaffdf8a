/* Participants in a file and outcomes as counts, as their author describes them: which column
 * means what, what its texts stand for. What stands in the file is read by lib/people. */
#ifndef EK_STUDY_FOLLOWUP_H
#define EK_STUDY_FOLLOWUP_H

#include "model/quantity.h"
#include "study/case.h"
#include "study/cohort.h"

/* The first two of a follow-up file, the others of histories that are estimated from. */
enum ek_form { EK_FORM_WIDE, EK_FORM_SPELLS, EK_FORM_PANEL, EK_FORM_HISTORY, EK_FORM_COUNTS };
enum ek_on_problem { EK_PROBLEM_ERROR, EK_PROBLEM_EXCLUDE };

/* A household by the word that stands for it in the file. */
struct ek_named_household {
  struct ek_name name;
  struct ek_household household;
};

struct ek_followup {
  struct ek_name file;       /* text NULL: none */
  int form;
  struct ek_list columns;    /* struct ek_named_text: a role, such as after.state, and a column */
  struct ek_list values;     /* struct ek_named_texts: by column, texts and what they stand for */
  struct ek_list units;      /* struct ek_named_text: by column, of numbers without one */
  struct ek_list missing;    /* struct ek_name: texts by which nothing is said; the empty one too */
  struct ek_list households; /* struct ek_named_household */
  struct ek_list inputs;     /* struct ek_named_value, for all */
  struct ek_list services;   /* struct ek_named_texts: by state, services and how much of each */
  struct ek_list measured;   /* int months after exit, for spells */
  int during;                /* months in the insats where the file has no exit */
  int on_problem;
  int price_year;            /* of kronor in the file; 0: the study's */
};

/* All that took part, when a file is a sample of them. */
struct ek_whole {
  struct ek_value value;
  const struct ek_quantity *quantity; /* NULL: the file has them all */
};

struct ek_participants {
  bool present;
  struct ek_pos pos;
  struct ek_list cases;      /* struct ek_case */
  struct ek_followup followup;
  struct ek_whole whole;
  struct ek_list age_bands;  /* int: the lowest age of each band but the first */
};

/* What follow-up found: how many went from one state to another, after how many months. */
struct ek_transition {
  struct ek_pos pos;
  struct ek_name from, to; /* `to` may be several states with extents */
  int count, of;           /* of: all that were in `from`, in a comparison group */
  int month;
  const char *source;
};
struct ek_outcomes {
  bool present;
  struct ek_pos pos;
  struct ek_list before;      /* struct ek_named_text: a state and how many were in it */
  struct ek_list transitions; /* struct ek_transition */
  struct ek_list inputs;      /* struct ek_named_value */
  struct ek_list services;    /* struct ek_named_texts, as in a file */
  int age;
  struct ek_household household;
  struct ek_cohort cohort;    /* instead of counts */
};

/* Weights that make a comparison group alike, from a model of who took part. */
struct ek_weighting_terms {
  bool present;
  struct ek_pos pos;
  struct ek_list variables;  /* struct ek_name: sex, age, before.state, background.NAME, … */
  struct ek_value trim, max; /* at most one of them */
  const struct ek_quantity *trimmed, *largest; /* NULL: not said */
};

/* Fewer draws of persons anew are not made: they would be told one by one. */
#define EK_FEWEST_DRAWS 100

struct ek_bootstrap {
  bool present;
  struct ek_pos pos;
  int draws, seed; /* draws -1: by the number of participants */
};

/* Field tables, for the one of the study. */
extern const struct ek_record ek_record_participants, ek_record_outcomes, ek_record_bootstrap,
    ek_record_weighting, ek_record_followup, ek_record_transition;

#endif
