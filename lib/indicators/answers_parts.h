/* Answers on their way in. Private to the room. */
#ifndef EK_INDICATORS_ANSWERS_PARTS_H
#define EK_INDICATORS_ANSWERS_PARTS_H

#include "indicators/answers.h"
#include "read/columns.h"

enum ek_answer_role { EK_ANSWER_ITEM, EK_ANSWER_VALUE, EK_ANSWER_ID, EK_ANSWER_GROUP, EK_ANSWER_ORGANISATION, EK_ANSWER_PERIOD, EK_ANSWER_ROLES };

/* What a question of the file is; `measured` -1: no indicator's. */
struct ek_question {
  int measured;
  bool reversed, stated; /* stated: it stands under `items` */
  const struct ek_answer_scale *scale;
};

/* What a text is on a scale. */
struct ek_reading {
  double value;
  bool said; /* false: it says nothing; true, and no number: it is no answer */
};

struct ek_answers_reader {
  struct ek_arena *arena;
  struct ek_diags *diags;
  const struct ek_indicator_terms *terms;
  struct ek_answers *a;
  struct ek_columns *columns;
  const struct ek_named_text *written[EK_ANSWER_ROLES]; /* NULL: no such column */
  size_t column[EK_ANSWER_ROLES];
  struct ek_list indicators;        /* const struct ek_indicator *: of the list, then the study's own */
  bool scales_fine;                 /* else no answer is held against them */
  struct ek_question *questions;    /* [different texts of the column of items] */
  struct ek_reading *common;        /* [different texts of the column of answers] on the scale of most */
  struct ek_list problems;          /* struct ek_answer_problem */
};

/* The different texts of a role's column; those of it without texts in a row may be among them. */
static inline const struct ek_column *ek_answer_column(const struct ek_answers_reader *r, enum ek_answer_role role) {
  return &r->columns->columns[r->column[role]];
}
static inline uint32_t ek_answer_code(const struct ek_answers_reader *r, enum ek_answer_role role, size_t row) {
  return ek_answer_column(r, role)->codes[row];
}

/* Which question is which indicator's, and which indicators are measured. */
void ek_answers_questions(struct ek_answers_reader *r);
/* Is the scale one? Errors otherwise. */
bool ek_answer_scale_check(const struct ek_answer_scale *scale, struct ek_diags *diags);
struct ek_reading ek_answer_reading(struct ek_arena *arena, const struct ek_answer_scale *scale, const struct ek_list *missing, const char *text);
bool ek_answer_is_positive(const struct ek_answer_scale *scale, double value);
/* Tells of a kind of fault once, at its first row; false. */
bool ek_answers_problem(struct ek_answers_reader *r, size_t row, enum ek_answer_role role, bool error, const char *message, const char *hint);
void ek_answers_tell(struct ek_answers_reader *r);

#endif
