/* Weights of points, handed out to cycles so that each horizon can be cut at a cycle. */
#include "markov/counting.h"

struct ek_counted ek_counting_of(enum ek_counting counting, size_t cycle, size_t cycles) {
  bool even = cycle % 2 == 0;
  switch (counting) {
  case EK_COUNT_START: return (struct ek_counted){1, 0};
  case EK_COUNT_END: return (struct ek_counted){0, 1};
  case EK_COUNT_POINTS: return (struct ek_counted){cycle == 0, 1};
  /* Each pair of cycles has 1/3, 4/3 and 1/3 of its points; the middle one is shared evenly. */
  case EK_COUNT_SIMPSON:
    return even ? (struct ek_counted){1.0 / 3, 2.0 / 3} : (struct ek_counted){2.0 / 3, 1.0 / 3};
  case EK_COUNT_ALTERNATING:
    return (struct ek_counted){cycle == 0 ? 1.0 / 3 : 0,
                               cycle + 1 == cycles ? 1.0 / 3 : even ? 2.0 / 3 : 4.0 / 3};
  default: return (struct ek_counted){0.5, 0.5};
  }
}

enum ek_weighing ek_counting_weighing(enum ek_counting counting) {
  switch (counting) {
  case EK_COUNT_START: return EK_WEIGH_START;
  case EK_COUNT_END: return EK_WEIGH_END;
  case EK_COUNT_LIFE_TABLE: return EK_WEIGH_MIDDLE;
  default: return EK_WEIGH_POINT;
  }
}

bool ek_counting_fits(enum ek_counting counting, enum ek_weighing weighing, const char **why) {
  enum ek_weighing own = ek_counting_weighing(counting);
  *why = NULL;
  if (weighing == own || weighing == EK_WEIGH_POINT) return true;
  if (weighing == EK_WEIGH_CONTINUOUS && counting == EK_COUNT_LIFE_TABLE) return true;
  if (own == EK_WEIGH_POINT) {
    *why = "each point has its own weight, and would be discounted as if it lay elsewhere";
  } else if (weighing == EK_WEIGH_CONTINUOUS || counting == EK_COUNT_LIFE_TABLE) {
    *why = "persons would be counted at one time and discounted at another";
  } else {
    *why = counting == EK_COUNT_START ? "persons counted early would be discounted late"
                                      : "persons counted late would be discounted early";
  }
  return false;
}
