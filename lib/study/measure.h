/* Effects of a cohort that are not kronor: months in work, quality-adjusted life years, any weight
 * of a state. */
#ifndef EK_STUDY_MEASURE_H
#define EK_STUDY_MEASURE_H

#include "study/terms.h"

/* An effect that is not kronor: so much for a year in a state. */
struct ek_measure {
  struct ek_name name;
  struct ek_pos pos;
  struct ek_label label;
  struct ek_label unit;           /* of one: month, QALY */
  int per;                        /* enum ek_measure_per */
  struct ek_list states;          /* struct ek_named_value */
  struct ek_list alternatives;    /* struct ek_measure_states: what differs */
  struct ek_list events;          /* struct ek_measure_event */
  struct ek_discount discount;
  struct ek_list willingness;     /* struct ek_value: kr for one */
  /* Made ready. */
  const struct ek_quantity ***weight; /* [alternatives][states] NULL: 0 */
  const struct ek_quantity *rate; /* NULL: schedule or none */
  int schedule;
  bool discounted;                /* by terms of its own */
  const struct ek_quantity **q_willingness;
};
enum ek_measure_per { EK_PER_YEAR, EK_PER_MONTH, EK_PER_CYCLE };
struct ek_measure_states {
  struct ek_name name;
  struct ek_list states;
};
struct ek_measure_event {
  struct ek_pos pos;
  struct ek_name from, to;
  struct ek_value amount_value;
  const struct ek_quantity *amount;
};

extern const struct ek_record ek_record_measure;

#endif
