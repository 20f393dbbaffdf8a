/* Participants by the state they were in before and the one they are in at last: of cases, and of people as they may be
 * shown. Each counts in the state of largest extent. */
#ifndef EK_ENGINE_SHIFTS_H
#define EK_ENGINE_SHIFTS_H

#include "engine/result.h"

struct ek_shifts {
  size_t n;
  const struct ek_item **states; /* [n] in the model's order; NULL: none */
  double *persons;               /* [n * n] from one to another; 0 where masked */
  bool *masked;                  /* [n * n] */
};

/* In the result's arena. NULL: of a cohort, whose persons are not followed one by one. */
const struct ek_shifts *ek_shifts(const struct ek_result *result);

#endif
