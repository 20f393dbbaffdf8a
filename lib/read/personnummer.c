/* Finds Swedish personal identity numbers in a text. The date inside the
 * number is checked so that amounts, telephone numbers and the numbers of
 * organisations (whose "month" is 20 or more) pass. */
#include "read/personnummer.h"

#include <stddef.h>

#include "read/bytes.h"

static bool digit(char c) {
  return c >= '0' && c <= '9';
}

static size_t digits(const char *text) {
  size_t n = 0;
  while (digit(text[n]))
    n++;
  return n;
}

static int pair(const char *text) {
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/* mmdd, where a samordningsnummer adds 60 to the day. */
static bool month_and_day(const char *text) {
  int month = pair(text);
  int day = pair(text + 2) % 60;
  return month >= 1 && month <= 12 && pair(text + 2) <= 91 && day >= 1 && day <= 31;
}

static bool century(const char *text) {
  return pair(text) >= 18 && pair(text) <= 20;
}

/* The Luhn check over ten digits. */
static bool check_digit(const char *text) {
  int sum = 0;
  for (int i = 0; i < 10; i++) {
    int x = (text[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += x / 10 + x % 10;
  }
  return sum % 10 == 0;
}

/* A run of `n` digits starts at `text`; what follows it decides. */
static bool starts_here(const char *text, size_t n) {
  if (n == 12)
    return century(text) && month_and_day(text + 4);
  if (n == 10)
    return month_and_day(text + 2) && check_digit(text);
  if ((n != 6 && n != 8) || (text[n] != '-' && text[n] != '+') || digits(text + n + 1) != 4)
    return false;
  return n == 6 ? month_and_day(text + 2) : century(text) && month_and_day(text + 4);
}

#define SHORTEST 6 /* digits of a run that may begin a number */

bool ek_personnummer_check(const struct ek_source *source, struct ek_diags *diags) {
  size_t first = 0, found = 0, seen = 0; /* bytes before `seen` are in no run that goes on */
  /* A run long enough has a digit at one of every SHORTEST places: only there one looks. */
  for (size_t i = SHORTEST - 1; i < source->size; i += SHORTEST) {
    if (!digit(source->text[i]))
      continue;
    size_t start = i;
    while (start > seen && digit(source->text[start - 1]))
      start--;
    size_t n = digits(source->text + start);
    if (starts_here(source->text + start, n) && found++ == 0)
      first = start;
    i = seen = start + n;
  }
  if (found == 0)
    return true;
  struct ek_pos pos = ek_bytes_pos(source, first, 1), whole = {source, 0, 0, 0};
  const char *hint = "take it away; give each person a serial number of your own";
  if (found == 1)
    return ek_error(diags, whole, hint, "a personnummer stands on line %d, column %d", pos.line,
                    pos.column);
  return ek_error(diags, whole, hint,
                  "%zu personnummer stand in the file, the first on line %d, column %d", found,
                  pos.line, pos.column);
}
