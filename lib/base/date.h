/* Dates as month numbers: the engine counts months, the law counts days. */
#ifndef EK_BASE_DATE_H
#define EK_BASE_DATE_H

#include <stdbool.h>

#include "base/arena.h"

/* Months since year 0: year * 12 + (month - 1). */
typedef int ek_month;
/* A calendar day as yyyymmdd, so that dates compare as integers. */
typedef int ek_day;

/* "2013-01-31", "2013-01" (its first day) or "2013" (January 1); years 1900–2200 and
 * real days only. False when it is not such a date. */
bool ek_day_parse(const char *text, ek_day *out);
/* "2013-01" or "2013-01-01" (a first day). False otherwise. */
bool ek_month_parse(const char *text, ek_month *out);

ek_month ek_day_month(ek_day day);
int ek_day_year(ek_day day);
int ek_month_year(ek_month month);
/* Days since some day long ago, and that of the first day of a month: for counting days. */
int ek_day_number(ek_day day);
int ek_month_number(ek_month month);
/* "2013-01" in the arena. */
const char *ek_month_text(struct ek_arena *arena, ek_month month);
const char *ek_day_text(struct ek_arena *arena, ek_day day);

/* A duration in whole months: "18 months", "1 year", "5 år", "2 quarters", "0 months".
 * False when it is not one or not whole months ("1.5 months", "2 weeks"). */
bool ek_duration_parse(struct ek_arena *arena, const char *text, int *months);
/* The same above nothing, or short as on a command line: "5y", "60m". */
bool ek_horizon_parse(struct ek_arena *arena, const char *text, int *months);

#endif
