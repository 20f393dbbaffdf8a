/* Uncertain values that go together. `joint`: assumptions that were estimated together, normal, with a
 * covariance. Each is an assumption of its own besides, which formulas name; --set changes
 * joint[1].means[1]. `correlations`: assumptions with distributions of any kind, and their rank correlations. */
#ifndef EK_STUDY_JOINT_H
#define EK_STUDY_JOINT_H

#include "read/bind.h"

struct ek_joint {
  struct ek_pos pos;
  struct ek_list names;      /* struct ek_name */
  struct ek_list means;      /* struct ek_value */
  struct ek_list covariance; /* struct ek_list of struct ek_value */
  struct ek_origin source;
  /* Made ready: the first of them among the study's assumptions, and the lower triangle whose
   * product with itself turned round is the covariance, [n * n]. */
  size_t first;
  double *lower;
};
extern const struct ek_record ek_record_joint;

/* As written: of all pairs of the names one number, or a matrix. */
struct ek_correlation {
  struct ek_pos pos;
  struct ek_list names;  /* struct ek_name: assumptions */
  struct ek_value rank;
  struct ek_list matrix; /* struct ek_list of struct ek_value */
  struct ek_origin source;
};
extern const struct ek_record ek_record_correlation;

/* All of them made ready: correlations of the normal numbers that stand behind the draws. Those of pairs
 * that nothing is said of are 0. */
struct ek_copula {
  size_t n;
  int *slot;     /* [n] of the study's uncertain quantities */
  double *lower; /* [n * n] the lower triangle whose product with itself turned round is the matrix */
};

#endif
