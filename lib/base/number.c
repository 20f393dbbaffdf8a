/* Reads numbers and quantities strictly and writes them exactly or readably.
 * A Swedish file may hold 1.234 for a thousand or for one and a bit; no rule
 * can tell, so such numbers are errors that show both ways to write them. */
#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define SHOWN_MAX 40 /* characters of a faulty text that a message repeats */

/* The parts of a number as they stand in the text. */
struct parts {
  const char *text;
  size_t whole, first; /* bytes of the whole part; its digits before any space */
  size_t groups;       /* groups of three after spaces */
  size_t fraction;     /* bytes of the fraction, its sign included, or 0 */
  size_t exponent;     /* bytes of the exponent, the e included, or 0 */
};

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static size_t digits(const char *text) {
  return strspn(text, "0123456789");
}

/* Bytes of the one space at `text` that may part groups of digits, or 0. */
static size_t group_space(const char *text) {
  size_t bytes;
  int code = ek_utf8_next(text, &bytes);
  return code == ' ' || code == 0xA0 || code == 0x202F || code == 0x2009 ? bytes : 0;
}

/* Bytes of all the spaces at `text`. */
static size_t spaces(const char *text) {
  size_t size = 0;
  while (text[size] == '\t' || group_space(text + size) > 0)
    size += text[size] == '\t' ? 1 : group_space(text + size);
  return size;
}

/* The first `size` bytes of `text`, cut so that a message stays a line. */
static const char *shown(struct ek_arena *arena, const char *text, size_t size) {
  size_t at = 0, n = 0, bytes = 0;
  for (; at < size && n < SHOWN_MAX && ek_utf8_next(text + at, &bytes) != 0; n++)
    at += bytes;
  return ek_sprintf(arena, "%.*s%s", (int)at, text, at < size ? "…" : "");
}

static size_t fail(struct ek_number_error *error, size_t offset, size_t length, const char *message,
                   const char *hint) {
  *error = (struct ek_number_error){offset, length, message, hint};
  return 0;
}

/* The digits of the first `size` bytes of `text`, and nothing else. */
static char *only_digits(struct ek_arena *arena, const char *text, size_t size) {
  char *copy = ek_alloc(arena, size + 1);
  size_t n = 0;
  for (size_t i = 0; i < size; i++)
    if (is_digit(text[i]))
      copy[n++] = text[i];
  return copy;
}

/* Reads groups after spaces: "12 500". A digit after a space that does not
 * begin a group of exactly three is an error, as two numbers would be. */
static bool read_whole(struct parts *parts) {
  const char *text = parts->text;
  parts->first = parts->whole = digits(text);
  for (;;) {
    size_t gap = spaces(text + parts->whole);
    if (gap == 0 || !is_digit(text[parts->whole + gap]))
      return true;
    size_t n = digits(text + parts->whole + gap);
    bool fits =
        gap == group_space(text + parts->whole) && n == 3 && parts->first <= 3 && text[0] != '0';
    parts->whole += gap + n;
    if (!fits)
      return false;
    parts->groups++;
  }
}

static void read_exponent(struct parts *parts, size_t at) {
  const char *text = parts->text + at;
  if (text[0] != 'e' && text[0] != 'E')
    return;
  size_t sign = text[1] == '+' || text[1] == '-' ? 1 : 0;
  size_t n = digits(text + 1 + sign);
  parts->exponent = n > 0 ? 1 + sign + n : 0;
}

static bool is_mark(const char *text) {
  return (text[0] == '.' || text[0] == ',') && is_digit(text[1]);
}

/* More than one '.' or ',': thousands signs when every group has three digits. */
static bool are_thousands(const char *text, size_t *size) {
  size_t first = digits(text);
  bool thousands = first >= 1 && first <= 3;
  for (*size = first; is_mark(text + *size);) {
    size_t n = digits(text + *size + 1);
    bool last = !is_mark(text + *size + 1 + n), same = text[*size] == text[first];
    thousands = thousands && (same ? n == 3 : last);
    *size += 1 + n;
  }
  return thousands;
}

static size_t fail_marks(struct ek_arena *arena, const struct parts *parts,
                         struct ek_number_error *error) {
  const char *text = parts->text;
  size_t lead = parts->whole - (parts->groups > 0 ? 3 : parts->first), size;
  bool thousands = are_thousands(text + lead, &size);
  size += lead;
  if (!thousands)
    return fail(error, 0, size, ek_sprintf(arena, "'%s' is not a number", shown(arena, text, size)),
                NULL);
  char *better = ek_strndup(arena, text, size), mark = text[parts->whole];
  for (size_t i = 0; i < size; i++)
    if (better[i] == mark)
      better[i] = ' ';
  return fail(
      error, 0, size, ek_sprintf(arena, "thousands signs in '%s'", shown(arena, text, size)),
      ek_sprintf(arena, "part groups of three with spaces: %s", shown(arena, better, size)));
}

/* 1.234 may be 1234 (a thousands sign) or 1.2340 (a decimal sign). */
static bool is_ambiguous(const struct parts *parts) {
  return parts->fraction == 4 && parts->groups == 0 && parts->exponent == 0 && parts->first <= 3 &&
         parts->text[0] != '0';
}

static size_t fail_ambiguous(struct ek_arena *arena, const struct parts *parts,
                             struct ek_number_error *error) {
  size_t size = parts->whole + parts->fraction, keep = size;
  while (parts->text[keep - 1] == '0')
    keep--;
  if (keep == parts->whole + 1)
    keep = parts->whole;
  return fail(error, 0, size, ek_sprintf(arena, "ambiguous number '%.*s'", (int)size, parts->text),
              ek_sprintf(arena, "write %s or %.*s%s", only_digits(arena, parts->text, size),
                         (int)keep, parts->text, keep == size ? "0" : ""));
}

static size_t fail_comma(struct ek_arena *arena, const struct parts *parts,
                         struct ek_number_error *error) {
  const char *text = parts->text + parts->whole + 1;
  size_t n = digits(text);
  const char *whole = shown(arena, parts->text, parts->whole), *rest = shown(arena, text, n);
  return fail(
      error, 0, parts->whole + 1 + n,
      ek_sprintf(arena, "a decimal comma cannot stand in parentheses: '%s,%s'", whole, rest),
      ek_sprintf(arena, "write %s.%s, or '%s, %s' for two arguments", whole, rest, whole, rest));
}

static size_t fail_groups(struct ek_arena *arena, const struct parts *parts,
                          struct ek_number_error *error) {
  return fail(
      error, 0, parts->whole,
      ek_sprintf(arena, "wrong groups of digits in '%s'", shown(arena, parts->text, parts->whole)),
      "groups after a space have exactly three digits: 12 500");
}

/* No digit stands first; a mark before digits gets a hint of its own. */
static size_t fail_start(struct ek_arena *arena, const char *text, struct ek_number_error *error) {
  if (*text == '\0')
    return fail(error, 0, 0, "a number is missing", NULL);
  if (is_mark(text)) {
    size_t size = 1 + digits(text + 1);
    const char *seen = shown(arena, text, size);
    return fail(error, 0, size, ek_sprintf(arena, "a number begins with a digit: '%s'", seen),
                ek_sprintf(arena, "write 0%s", seen));
  }
  size_t size = strlen(text);
  return fail(error, 0, size, ek_sprintf(arena, "'%s' is not a number", shown(arena, text, size)),
              NULL);
}

/* What programmers write and people do not: 0x10, 1_000, 1'000. */
static bool is_program_number(const char *text, size_t size) {
  const char *rest = text + size;
  bool hexadecimal = size == 1 && text[0] == '0' && (rest[0] == 'x' || rest[0] == 'X');
  size_t quote = rest[0] == '\'' ? 1 : strncmp(rest, "’", 3) == 0 ? 3 : 0;
  return hexadecimal || rest[0] == '_' || (quote > 0 && is_digit(rest[quote]));
}

/* The first error of a number whose parts were read, or true. */
static bool check(struct ek_arena *arena, const struct parts *parts, bool comma,
                  struct ek_number_error *error) {
  const char *text = parts->text;
  size_t size = parts->whole + parts->fraction + parts->exponent;
  if (parts->fraction > 0 && text[parts->whole] == ',' && !comma) {
    fail_comma(arena, parts, error);
  } else if (parts->fraction > 0 && is_mark(text + parts->whole + parts->fraction)) {
    fail_marks(arena, parts, error);
  } else if (parts->fraction > 0 && is_ambiguous(parts)) {
    fail_ambiguous(arena, parts, error);
  } else if (is_program_number(text, size)) {
    size_t all = size + strcspn(text + size, " ");
    fail(error, 0, all, ek_sprintf(arena, "'%s' is not a number", shown(arena, text, all)),
         "write digits, with spaces between groups of three");
  } else {
    return true;
  }
  return false;
}

/* The value under the C locale, whatever the program has set. Short numbers
 * are cleaned on the stack: a file may hold a million of them. */
static double to_double(struct ek_arena *arena, const char *text, size_t size) {
  char small[64];
  char *clean = size < sizeof small ? small : ek_alloc(arena, size + 1);
  size_t n = 0;
  for (size_t i = 0; i < size; i++) {
    if (text[i] == ',')
      clean[n++] = '.';
    else if (is_digit(text[i]) || strchr(".eE+-", text[i]) != NULL)
      clean[n++] = text[i];
  }
  clean[n] = '\0';
  return strtod_l(clean, NULL, newlocale(LC_ALL_MASK, "C", (locale_t)0));
}

size_t ek_number_scan(struct ek_arena *arena, const char *text, bool comma, double *value,
                      struct ek_number_error *error) {
  struct parts parts = {.text = text};
  *error = (struct ek_number_error){0};
  if (!is_digit(text[0]))
    return fail_start(arena, text, error);
  if (!read_whole(&parts))
    return fail_groups(arena, &parts, error);
  if (is_mark(text + parts.whole))
    parts.fraction = 1 + digits(text + parts.whole + 1);
  read_exponent(&parts, parts.whole + parts.fraction);
  if (!check(arena, &parts, comma, error))
    return 0;
  size_t size = parts.whole + parts.fraction + parts.exponent;
  *value = to_double(arena, text, size);
  if (!isfinite(*value))
    return fail(error, 0, size,
                ek_sprintf(arena, "the number '%s' is too large", shown(arena, text, size)), NULL);
  return size;
}

static bool fail_unit(struct ek_arena *arena, const char *text, size_t at,
                      const struct ek_unit_reading *reading, struct ek_number_error *error) {
  size_t offset = at + reading->bad_offset, length = reading->bad_length;
  while (length > 0 && text[offset + length - 1] == ' ')
    length--;
  const char *seen = shown(arena, text + offset, length);
  const char *hint = NULL;
  if (reading->suggestion != NULL)
    hint = ek_sprintf(arena, "did you mean '%s'?", reading->suggestion);
  else if (reading->bad_offset > 0 && text[offset - 1] == ' ')
    hint = "units are joined by '/': kr/month";
  fail(error, offset, length,
       length == 0 ? "a unit is missing after '/'"
       : ek_unit_word(seen, strlen(seen))
           ? ek_sprintf(arena, "'%s' cannot be combined with the unit before it", seen)
           : ek_sprintf(arena, "'%s' is not a unit", seen),
       hint);
  return false;
}

bool ek_quantity_parse(struct ek_arena *arena, const char *text, double *value,
                       struct ek_unit *unit, const char **unit_text,
                       struct ek_number_error *error) {
  struct ek_unit_reading reading;
  size_t at = spaces(text);
  size_t minus = text[at] == '-' ? 1 : strncmp(text + at, "\u2212", 3) == 0 ? 3 : 0;
  double number;
  at += minus;
  size_t used = ek_number_scan(arena, text + at, true, &number, error);
  error->offset += at;
  if (used == 0)
    return false;
  size_t start = at;
  at += used;
  at += spaces(text + at);
  if (!ek_unit_read(text + at, true, &reading))
    return fail_unit(arena, text, at, &reading, error);
  *value = (minus ? -number : number) * reading.top / reading.bottom;
  *unit = reading.unit;
  *unit_text = reading.used == 0 ? "" : ek_strndup(arena, text + at, reading.used);
  if (isfinite(*value))
    return true;
  fail(error, start, used,
       ek_sprintf(arena, "the number '%s' is too large", shown(arena, text + start, used)), NULL);
  return false;
}

double ek_quantity_number(struct ek_arena *arena, const char *text) {
  double value;
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error;
  return text != NULL && ek_quantity_parse(arena, text, &value, &unit, &unit_text, &error) ? value : NAN;
}

/* Formats as "%.*g" or "%.*e" under the C locale, with the fewest digits of
 * 15, 16 and 17 that read back to the same bits. */
static void format_exact(char *out, size_t size, double value, bool scientific, int precision) {
  locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  locale_t before = uselocale(c);
  for (; precision <= 17; precision++) {
    if (scientific)
      snprintf(out, size, "%.*e", precision - 1, value);
    else
      snprintf(out, size, "%.*g", precision, value);
    if (precision == 17 || strtod(out, NULL) == value)
      break;
  }
  uselocale(before);
}

/* Writes `whole` with its last `decimals` digits after a point, from the end; where it begins. */
static char *write_digits(char *end, long long whole, int decimals, bool minus) {
  char *at = end;
  *--at = '\0';
  for (int n = 0; whole > 0 || n <= decimals; n++, whole /= 10) {
    if (n == decimals && decimals > 0)
      *--at = '.';
    *--at = (char)('0' + whole % 10);
  }
  if (minus)
    *--at = '-';
  return at;
}

/* Most numbers have few digits: a whole number below 10^15 divided by a power of ten.
 * Both are exact in doubles, so that the quotient is what reading the digits gives; and
 * two such numbers never share a double, so that these digits are the only ones. */
static const char *few_digits(struct ek_arena *arena, double value) {
  char text[40];
  double size = fabs(value), power = 1;
  if (size >= 1e15 || (size < 1e-4 && size != 0) || (size == 0 && signbit(value)))
    return NULL;
  for (int decimals = 0; size * power < 1e15; decimals++, power *= 10) {
    double whole = rint(size * power);
    if (whole / power == size)
      return ek_strdup(arena, write_digits(text + sizeof text, (long long)whole, decimals, value < 0));
    if (decimals == 19)
      break;
  }
  return NULL;
}

const char *ek_number_exact(struct ek_arena *arena, double value) {
  char text[40];
  if (isnan(value))
    return "nan";
  if (isinf(value))
    return value > 0 ? "inf" : "-inf";
  const char *few = few_digits(arena, value);
  if (few != NULL)
    return few;
  format_exact(text, sizeof text, value, false, fabs(value) >= 1e-4 && fabs(value) < 1e15 ? 16 : 15);
  return ek_strdup(arena, text);
}

/* The decimal digits of a value: 0.d1d2d3… × 10^point. */
struct decimal {
  char digit[24];
  int n, point;
};

static struct decimal to_decimal(double value) {
  char text[40];
  struct decimal d = {.n = 0};
  format_exact(text, sizeof text, value, true, 15);
  const char *e = strchr(text, 'e');
  for (const char *c = text; c < e; c++)
    if (is_digit(*c))
      d.digit[d.n++] = *c;
  d.point = 1 + atoi(e + 1);
  return d;
}

/* Rounds without the shortest decimal where that cannot matter: far enough from a
 * half, the double and its decimal round alike. Most numbers of a report are so. */
static bool round_quickly(double value, int decimals, struct decimal *d) {
  static const double powers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
  if (decimals > 6 || value > 1e9)
    return false;
  double scaled = value * powers[decimals], whole = floor(scaled);
  if (fabs(scaled - whole - 0.5) < 1e-6)
    return false;
  unsigned long long n = (unsigned long long)whole + (scaled - whole > 0.5);
  char reversed[24];
  int size = 0;
  for (; n > 0 || size == 0; n /= 10)
    reversed[size++] = (char)('0' + n % 10);
  for (int i = 0; i < size; i++)
    d->digit[i] = reversed[size - 1 - i];
  d->n = size;
  d->point = size - decimals;
  return true;
}

/* Keeps `keep` digits, half rounded up; a carry may add one in front. */
static void round_decimal(struct decimal *d, int keep) {
  if (keep >= d->n)
    return;
  bool up = keep >= 0 && d->digit[keep] >= '5';
  d->n = keep > 0 ? keep : 0;
  int i = d->n;
  while (up && i > 0 && d->digit[i - 1] == '9')
    d->digit[--i] = '0';
  if (up && i > 0) {
    d->digit[i - 1]++;
  } else if (up) {
    memmove(d->digit + 1, d->digit, (size_t)d->n);
    d->digit[0] = '1';
    d->n++;
    d->point++;
  }
}

/* The digit with the weight 10^power. */
static char digit_at(const struct decimal *d, int power) {
  int i = d->point - 1 - power;
  return i >= 0 && i < d->n ? d->digit[i] : '0';
}

static bool is_zero(const struct decimal *d) {
  for (int i = 0; i < d->n; i++)
    if (d->digit[i] != '0')
      return false;
  return true;
}

const char *ek_number_show(struct ek_arena *arena, double value, int decimals, enum ek_lang lang) {
  struct ek_buffer out = {.arena = arena};
  if (!isfinite(value))
    return "–";
  struct decimal d;
  decimals = decimals < 0 ? 0 : decimals;
  if (!round_quickly(fabs(value), decimals, &d)) {
    d = to_decimal(fabs(value));
    round_decimal(&d, d.point + decimals);
  }
  if (value < 0 && !is_zero(&d))
    ek_buffer_add(&out, "\u2212");
  for (int power = d.point > 1 ? d.point - 1 : 0; power >= -decimals; power--) {
    char digit = digit_at(&d, power);
    if (power == -1)
      ek_buffer_add(&out, lang == EK_SV ? "," : ".");
    ek_buffer_add_bytes(&out, &digit, 1);
    if (power > 0 && power % 3 == 0)
      ek_buffer_add(&out, lang == EK_SV ? "\u202F" : ",");
  }
  return out.text;
}
