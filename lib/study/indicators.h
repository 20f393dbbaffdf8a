/* Indicators of working together and for participants, as their author describes them: which file
 * holds the answers, on which scale, and which question is which indicator's. What stands in the
 * file is read by lib/indicators. */
#ifndef EK_STUDY_INDICATORS_H
#define EK_STUDY_INDICATORS_H

#include "read/bind.h"

enum ek_perspective { EK_OF_PARTICIPANTS, EK_OF_STAFF, EK_OF_ORGANISATION, EK_OF_SOCIETY, EK_PERSPECTIVES };
enum ek_indicator_type { EK_INDICATES_PROCESS, EK_INDICATES_EFFECT };
enum ek_indicator_level { EK_LEVEL_CORE, EK_LEVEL_EXTENDED, EK_LEVEL_OWN };

/* One indicator, of a list or of the study's own. */
struct ek_indicator {
  struct ek_name name;
  struct ek_pos pos;
  struct ek_label label, meaning;
  int perspective, type, level; /* of the enums above */
  int number, original;         /* in the core, and among the candidates that were voted on; 0: none */
  struct ek_value votes;        /* the share that said yes, where it is known */
  bool judged;                  /* its perspective was judged from its place and words */
};

/* The numbers that answers are given in. */
struct ek_answer_scale {
  bool present;
  struct ek_pos pos;
  int from, to;
  struct ek_list positive; /* int: a run at one end of it */
  struct ek_list labels;   /* struct ek_named_text: words and the numbers they stand for */
};

/* A question, by what it is called in the file. */
struct ek_answer_item {
  struct ek_name name;
  struct ek_pos pos;
  struct ek_name indicator;
  bool reversed;                /* agreeing is bad: answers are turned round on the scale */
  struct ek_answer_scale scale; /* when it is not that of the others */
};

struct ek_indicator_terms {
  bool present;
  struct ek_pos pos;
  struct ek_name answers;  /* the file */
  struct ek_list columns;  /* struct ek_named_text: a role and a column */
  struct ek_answer_scale scale;
  struct ek_list missing;  /* struct ek_name: answers that say nothing; the empty one too */
  struct ek_list items;    /* struct ek_answer_item */
  struct ek_list own;      /* struct ek_indicator */
  struct ek_list periods;  /* struct ek_name: their order, where it is not that of their texts */
  struct ek_name baseline; /* the period that others are held against; text NULL: none */
};

extern const struct ek_record ek_record_indicator_terms, ek_record_indicator, ek_record_own_indicator;
extern const char *const ek_perspective_names[], *const ek_indicator_types[], *const ek_indicator_levels[]; /* NULL-ended */

#endif
