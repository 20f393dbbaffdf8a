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


static double factor_at(const struct ek_schedule *schedule, const double *rate, size_t d, double years) {
  return schedule != NULL ? ek_discount_factor(schedule, 0, years) : rate != NULL ? ek_discount_factor(NULL, rate[d], years) : 1;
}

/* The mean of the factor over a cycle: in closed form of one rate; of a schedule, which may change
 * rate within it, by Simpson's rule in small steps. */
static double factor_over(const struct ek_schedule *schedule, const double *rate, size_t d, double from, double length) {
  if (schedule == NULL) {
    double log_v = rate != NULL ? -log1p(rate[d]) : 0;
    double start = rate != NULL ? exp(log_v * from) : 1;
    return fabs(log_v * length) < 1e-12 ? start : start * expm1(log_v * length) / (log_v * length);
  }
  const int steps = 64;
  double sum = 0;
  for (int i = 0; i <= steps; i++) {
    double weight = i == 0 || i == steps ? 1 : i % 2 ? 4 : 2;
    sum += weight * factor_at(schedule, rate, d, from + length * i / steps);
  }
  return sum / (3 * steps);
}

double ek_discount_due(const struct ek_schedule *schedule, const double *rate, size_t draw, const struct ek_due *due) {
  return due->over > 0 ? factor_over(schedule, rate, draw, due->years, due->over) : factor_at(schedule, rate, draw, due->years);
}

double ek_discount_month(const struct ek_schedule *schedule, const double *rate, size_t draw, enum ek_timing timing, size_t month) {
  return factor_at(schedule, rate, draw, ek_discount_years(timing, month));
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
