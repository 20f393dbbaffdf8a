/* Assumptions that were estimated together: normal, with a covariance. Each is an assumption of its
 * own besides, which formulas name; --set changes joint[1].means[1]. */
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

#endif
