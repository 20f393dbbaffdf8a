/* Where somebody can be reached: e-mail addresses and telephone numbers. */
#include <string.h>

#include "privacy/identity_parts.h"

static bool one_of(char c, const char *signs) {
  return c != '\0' && strchr(signs, c) != NULL;
}

static bool digit(char c) {
  return c >= '0' && c <= '9';
}

static bool alphanumeric(char c) {
  return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* name@host.se: something before the sign, and a point with letters after it. */
bool ek_identity_email(const char *text) {
  for (const char *at = strchr(text, '@'); at != NULL; at = strchr(at + 1, '@')) {
    if (at == text || !(alphanumeric(at[-1]) || one_of(at[-1], "._%+-")))
      continue;
    const char *c = at + 1;
    while (alphanumeric(*c) || *c == '-')
      c++;
    if (c > at + 1 && c[0] == '.' && alphanumeric(c[1]) && !digit(c[1]) && alphanumeric(c[2]))
      return true;
  }
  return false;
}

/* How the digits of a text are written. */
struct dialled {
  size_t digits, hyphens, spaces;
  size_t area;   /* digits before the first hyphen */
  char after;    /* the digit after it */
  char start[5]; /* the first four digits */
  bool plus;     /* it begins with + */
};

static bool dial(const char *text, struct dialled *out) {
  *out = (struct dialled){.plus = *text == '+'};
  for (text += out->plus; *text != '\0'; text++) {
    if (digit(*text)) {
      if (out->digits < 4)
        out->start[out->digits] = *text;
      out->digits++;
      if (out->hyphens == 1 && out->after == '\0')
        out->after = *text;
    } else if (*text == '-') {
      out->area = out->hyphens++ == 0 ? out->digits : out->area;
    } else if (one_of(*text, " ()")) {
      out->spaces++;
    } else {
      return false;
    }
  }
  return true;
}

/* +46 70 123 45 67, 070-123 45 67, 0701234567, 016-710 10 00. Not what may be something else: a
 * serial number after the four digits of a municipality, 0484-00012, or a date. */
bool ek_identity_phone(const char *text) {
  struct dialled d;
  if (!dial(text, &d) || d.digits > 15)
    return false;
  if (d.plus)
    return d.digits >= 9;
  if (strcmp(d.start, "0046") == 0)
    return d.digits >= 11;
  if (d.start[0] != '0' || d.start[1] == '0' || d.digits < 8 || d.digits > 11 || d.hyphens > 1)
    return false;
  bool mobile = d.start[1] == '7' && d.digits == 10;
  if (d.hyphens == 0)
    return mobile || (d.spaces > 0 && d.digits >= 9);
  if (mobile && d.area == 3)
    return true;
  return d.area >= 2 && d.area <= (d.spaces > 0 ? 4 : 3) && d.after >= '2';
}
