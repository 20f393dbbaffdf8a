/* What weak evidence does to a value: a scale of steps, each of which cuts a value or widens it. A study
 * says which step a grade is. */
#ifndef EK_MODEL_EVIDENCE_H
#define EK_MODEL_EVIDENCE_H

#include "read/bind.h"

struct ek_evidence_step {
  struct ek_name name;
  struct ek_label label;
  struct ek_value cut, spread;
  double cut_share;    /* of the value, towards what is worse for society */
  double spread_share; /* of the value, to either side */
};
struct ek_evidence { /* a scale of a model */
  struct ek_name name;
  struct ek_label label;
  struct ek_list steps; /* struct ek_evidence_step */
  struct ek_origin source;
  enum ek_grade grade;
  const char *note;
};
extern const struct ek_record ek_record_evidence, ek_record_evidence_step;

/* A scale as a study uses it. */
struct ek_grading {
  const char *name;             /* of the model's scale; NULL: the study's own */
  struct ek_label label;
  struct ek_origin source;
  const struct ek_evidence_step *steps; /* [n] */
  size_t n;
  bool broken;                  /* what is wrong with it has been told */
  const struct ek_evidence_step *of[EK_GRADE_D + 1]; /* by grade; NULL: none */
};
/* Reads the shares of steps; false with diagnostics. */
bool ek_evidence_read(struct ek_arena *arena, struct ek_list *steps, struct ek_diags *diags);
/* By name; NULL: none. */
const struct ek_evidence_step *ek_evidence_step_named(const struct ek_grading *grading, const char *name);
/* Of a value: as it says itself, else of its grade; NULL: none. `grading` may be NULL. */
const struct ek_evidence_step *ek_evidence_of(const struct ek_grading *grading, const struct ek_value *value);

#endif
