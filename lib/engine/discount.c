/* Discounting with compound yearly rates; fractions of a year compound too. */
#include "engine/discount.h"

#include <math.h>

#include "model/world.h"

double ek_discount_factor(const struct ek_schedule *schedule, double rate_per_year, double years) {
  if (schedule == NULL) return pow(1 + rate_per_year, -years);
  const struct ek_step *steps = schedule->steps.items;
  double factor = 1, left = years;
  for (size_t i = 0; i < schedule->steps.n && left > 0; i++) {
    double here = steps[i].years > 0 && steps[i].years < left ? steps[i].years : left;
    factor *= pow(1 + steps[i].rate_per_year, -here);
    left -= here;
  }
  return factor;
}

double ek_discount_years(enum ek_timing timing, size_t month) {
  double year = (double)(month / 12);
  switch (timing) {
  case EK_TIMING_MONTH_START: return (double)month / 12;
  case EK_TIMING_MONTH_MID: return ((double)month + 0.5) / 12;
  case EK_TIMING_MONTH_END: return ((double)month + 1) / 12;
  case EK_TIMING_YEAR_START: return year;
  case EK_TIMING_YEAR_MID: return year + 0.5;
  default: return year + 1;
  }
}

double ek_discount_month(const struct ek_schedule *schedule, const double *rate, size_t draw, enum ek_timing timing, size_t month) {
  double years = ek_discount_years(timing, month);
  return schedule != NULL ? ek_discount_factor(schedule, 0, years) : rate != NULL ? ek_discount_factor(NULL, rate[draw], years) : 1;
}

double *ek_discount_months(struct ek_arena *arena, const struct ek_schedule *schedule,
                           const double *rate, enum ek_timing timing, size_t months, size_t draws) {
  double *factor = ek_alloc_array(arena, months * draws, sizeof *factor);
  bool alike = schedule != NULL || rate == NULL || ek_column_alike(rate, draws);
  for (size_t month = 0; month < months; month++) {
    double *here = factor + month * draws;
    for (size_t d = 0; d < draws; d++) here[d] = alike && d > 0 ? here[0] : ek_discount_month(schedule, rate, d, timing, month);
  }
  return factor;
}
