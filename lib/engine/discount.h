/* Weighs later kronor: one rate, or a named schedule of rates that fall with
 * time, at a stated point of the month or year. */
#ifndef EK_ENGINE_DISCOUNT_H
#define EK_ENGINE_DISCOUNT_H

#include "model/model.h"
#include "study/study.h"

/* When what is brought in a month is discounted: at a point, or evenly over so many years from there. */
struct ek_due {
  size_t month;
  double years, over; /* from the start; `over` 0: a point */
};

/* One yearly rate for ever, or `schedule` (steps compound: a krona in year 31
 * is first brought to year 30 by the second step's rate). */
double ek_discount_factor(const struct ek_schedule *schedule, double rate_per_year, double years);

/* Years from the start to the point at which the flows of a month are weighed. */
double ek_discount_years(enum ek_timing timing, size_t month);
/* The factor in one draw of what is due then, whatever the month. */
double ek_discount_due(const struct ek_schedule *schedule, const double *rate, size_t draw, const struct ek_due *due);
/* The factor of one month in one draw. */
double ek_discount_month(const struct ek_schedule *schedule, const double *rate, size_t draw, enum ek_timing timing, size_t month);
/* Factors for each month from the start, [months * draws]. `rate` is a column
 * of yearly rates, used when `schedule` is NULL; NULL too: no discounting.
 * The timing says where in its month or year a flow is weighed. */
double *ek_discount_months(struct ek_arena *arena, const struct ek_schedule *schedule,
                           const double *rate, enum ek_timing timing, size_t months, size_t draws);

#endif
