/* Dates and durations. Days are kept as yyyymmdd and months as a count, since
 * all that is asked of them is order, difference and how they are written. */
#include "base/date.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2200
#define MONTHS_MAX (1000 * 12)

/* `n` digits at `text` as a number, or -1 when they are not all digits. */
static int digits(const char *text, int n) {
  int value = 0;
  for (int i = 0; i < n; i++) {
    if (text[i] < '0' || text[i] > '9')
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

bool ek_day_parse(const char *text, ek_day *out) {
  size_t size = strlen(text);
  int year = size >= 4 ? digits(text, 4) : -1, month = 1, day = 1;
  if (size != 4 && size != 7 && size != 10)
    return false;
  if (size >= 7)
    month = text[4] == '-' ? digits(text + 5, 2) : -1;
  if (size == 10)
    day = text[7] == '-' ? digits(text + 8, 2) : -1;
  if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12)
    return false;
  if (day < 1 || day > days_in_month(year, month))
    return false;
  *out = year * 10000 + month * 100 + day;
  return true;
}

bool ek_month_parse(const char *text, ek_month *out) {
  ek_day day;
  if (strlen(text) < 7 || !ek_day_parse(text, &day) || day % 100 != 1)
    return false;
  *out = ek_day_month(day);
  return true;
}

ek_month ek_day_month(ek_day day) {
  return day / 10000 * 12 + day / 100 % 100 - 1;
}

int ek_day_year(ek_day day) {
  return day / 10000;
}

int ek_month_year(ek_month month) {
  return month / 12;
}

/* Days before the first of March in year 0 are left aside: leap days then end their year. */
static int number_of(int year, int month, int day) {
  int y = month > 2 ? year : year - 1, m = (month + 9) % 12;
  return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
}

int ek_day_number(ek_day day) {
  return number_of(day / 10000, day / 100 % 100, day % 100);
}

int ek_month_number(ek_month month) {
  return number_of(month / 12, month % 12 + 1, 1);
}

const char *ek_month_text(struct ek_arena *arena, ek_month month) {
  return ek_sprintf(arena, "%04d-%02d", month / 12, month % 12 + 1);
}

const char *ek_day_text(struct ek_arena *arena, ek_day day) {
  return ek_sprintf(arena, "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
}

/* Whole months within the rounding of a division by twelve. */
static bool whole_months(double years, int *months) {
  double count = round(years * 12);
  if (!(count >= 0 && count <= MONTHS_MAX) || fabs(years * 12 - count) > 1e-9)
    return false;
  *months = (int)count;
  return true;
}

bool ek_duration_parse(struct ek_arena *arena, const char *text, int *months) {
  static const struct ek_unit time = {.power = {[EK_DIM_TIME] = 1}};
  struct ek_number_error error;
  struct ek_unit unit;
  const char *unit_text;
  double years;
  return ek_quantity_parse(arena, text, &years, &unit, &unit_text, &error) &&
         ek_unit_same(unit, time) && whole_months(years, months);
}

bool ek_horizon_parse(struct ek_arena *arena, const char *text, int *months) {
  char *end;
  long n = strtol(text, &end, 10);
  bool years = strcmp(end, "y") == 0;
  if (!years && strcmp(end, "m") != 0) return ek_duration_parse(arena, text, months) && *months > 0;
  if (end == text || n <= 0 || n > MONTHS_MAX) return false;
  *months = (int)n * (years ? 12 : 1);
  return true;
}
