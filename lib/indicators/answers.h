/* Answers to questions, read from the file that a study names: a row for each answer. Read with the
 * care of files about persons: texts of the file are in no message, and who answered is a number. */
#ifndef EK_INDICATORS_ANSWERS_H
#define EK_INDICATORS_ANSWERS_H

#include <stdint.h>

#include "indicators/list.h"
#include "study/study.h"

/* What a column says of an answer besides the question and the answer. */
enum ek_answer_part { EK_PART_GROUP, EK_PART_ORGANISATION, EK_PART_PERIOD, EK_ANSWER_PARTS };

struct ek_answer {
  uint32_t indicator;            /* of `measured` */
  uint32_t item;                 /* of the file's different questions */
  uint32_t part[EK_ANSWER_PARTS]; /* of its words; 0 where there is no such column */
  uint32_t who;                  /* the respondent, in an order that rows do not decide; 0: not known */
  double value;                  /* on the scale, turned round where the question is; NaN: nothing is said */
  bool positive;
};

struct ek_measured {
  const struct ek_indicator *of;
  size_t items;                  /* how many questions measure it */
  bool one_scale;                /* all of them on the same, `scale` */
  const struct ek_answer_scale *scale;
};

struct ek_answers {
  struct ek_arena *arena;
  const struct ek_study *study;
  const struct ek_indicator_list *list;
  struct ek_pos pos;             /* the file as a whole */
  const char *encoding;
  char delimiter;
  size_t n_measured;
  struct ek_measured *measured;  /* by perspective, then as in the lists: core, extended, own */
  struct ek_list words[EK_ANSWER_PARTS]; /* const char *, in order; one empty text without a column */
  bool has[EK_ANSWER_PARTS];     /* is there such a column? */
  int baseline;                  /* of the periods; -1: none */
  bool identified;               /* there is a column of who answered */
  size_t respondents;            /* different ones, where they are known */
  size_t n;
  struct ek_answer *answers;     /* [n] */
  size_t left_out;               /* rows with questions that are no indicator's */
};

/* Reads the file that `indicators` of the study names. NULL with diagnostics, all of them: names of
 * indicators and periods that there are not, columns that are missing, a scale that is none, cells
 * that cannot be used (each kind once, at the first row that has it). */
struct ek_answers *ek_answers_read(struct ek_arena *arena, const struct ek_study *study, const struct ek_indicator_list *list, struct ek_diags *diags);

#endif
