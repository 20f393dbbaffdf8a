/* Finds Swedish personal identity numbers in a text. The date inside the
 * number is checked so that amounts, telephone numbers and the numbers of
 * organisations (whose "month" is 20 or more) pass. */
#include "read/personnummer.h"

#include <stddef.h>
#include <string.h>

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

/* Decimals of a number, as scripts write them: 0.202605210421. */
static bool decimals(const char *text, size_t start, size_t n) {
  return n >= 10 && start >= 2 && text[start - 1] == '.' && digit(text[start - 2]);
}

#define SHORTEST 6 /* digits of a run that may begin a number */

/* How many stand in the text, and where the first does. */
static size_t scan(const char *text, size_t size, size_t *first) {
  size_t found = 0, seen = 0; /* bytes before `seen` are in no run that goes on */
  /* A run long enough has a digit at one of every SHORTEST places: only there one looks. */
  for (size_t i = SHORTEST - 1; i < size; i += SHORTEST) {
    if (!digit(text[i]))
      continue;
    size_t start = i;
    while (start > seen && digit(text[start - 1]))
      start--;
    size_t n = digits(text + start);
    if (starts_here(text + start, n) && !decimals(text, start, n) && found++ == 0)
      *first = start;
    i = seen = start + n;
  }
  return found;
}

bool ek_personnummer_check(const struct ek_source *source, struct ek_diags *diags) {
  size_t first = 0, found = scan(source->text, source->size, &first);
  if (found == 0)
    return true;
  struct ek_pos pos = ek_bytes_pos(source, first, 1), whole = {source, 0, 0, 0};
  const char *hint = source->secret ? "`ekusia pseudonymise` makes a copy of the file without them"
                                    : "take it away; give each person a serial number of your own";
  if (found == 1)
    return ek_error(diags, whole, hint, "a personnummer stands on line %d, column %d", pos.line,
                    pos.column);
  return ek_error(diags, whole, hint,
                  "%zu personnummer stand in the file, the first on line %d, column %d", found,
                  pos.line, pos.column);
}

bool ek_personnummer_in(const char *text) {
  size_t first;
  return scan(text, strlen(text), &first) > 0;
}

#define LONGEST 13 /* yyyymmdd-nnnn */

/* Bytes of a space, or of a sign that stands for a hyphen, at the start of the text. */
static size_t one_of(const char *text, const char *const *signs) {
  for (; *signs != NULL; signs++)
    if (strncmp(text, *signs, strlen(*signs)) == 0)
      return strlen(*signs);
  return 0;
}

/* What the text begins with: a digit, a plus, '-' for each kind of hyphen, ' ' for each kind of
 * space, and '\0' for all else. */
static char sign_at(const char *text, size_t *bytes) {
  static const char *const spaces[] = {" ", "\t", "\u00A0", "\u2009", "\u202F", NULL};
  static const char *const hyphens[] = {"-", "\u2010", "\u2011", "\u2013", "\u2212", NULL};
  *bytes = 1;
  if (digit(*text) || *text == '+')
    return *text;
  *bytes = one_of(text, spaces);
  if (*bytes > 0)
    return ' ';
  *bytes = one_of(text, hyphens);
  return *bytes > 0 ? '-' : '\0';
}

/* The text without its spaces. False when it is too long or holds what no number does. */
static bool pack(const char *text, char packed[LONGEST + 1]) {
  size_t n = 0;
  for (size_t bytes; *text != '\0'; text += bytes) {
    char sign = sign_at(text, &bytes);
    if (sign == ' ')
      continue;
    if (sign == '\0' || n == LONGEST)
      return false;
    packed[n++] = sign;
  }
  packed[n] = '\0';
  return true;
}

#define LATEST 30 /* the last year of this century that two digits stand for */

/* The first two digits of the year, where only its last two are written. */
static int century_of(int year, bool hundred) {
  return (year <= LATEST ? 20 : 19) - hundred;
}

bool ek_personnummer_whole(const char *text, char twelve[EK_PERSONNUMMER_SIZE]) {
  char packed[LONGEST + 1];
  if (!pack(text, packed))
    return false;
  size_t n = digits(packed), date = n < 10 ? n : n - 4;
  const char *last = packed + (n < 10 ? n + 1 : date);
  if (!starts_here(packed, n) || strlen(last) != 4)
    return false;
  bool hundred = packed[date] == '+';
  if (date == 6) {
    int century = century_of(pair(packed), hundred);
    twelve[0] = (char)('0' + century / 10);
    twelve[1] = (char)('0' + century % 10);
  }
  memcpy(twelve + 8 - date, packed, date);
  memcpy(twelve + 8, last, 5);
  return true;
}
