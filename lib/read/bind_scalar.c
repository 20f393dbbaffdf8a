/* Binds the kinds that are one plain text: names, yes and no, whole numbers,
 * dates, durations, choices. Each says what it wants and how that is written. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "read/bind_spot.h"
#include "read/show.h"

/* A text that must be there has something to read in it. */
static void bind_text(const struct ek_spot *spot, const char **out) {
  *out = ek_spot_scalar(spot, "a text");
  if (*out != NULL && spot->field->flags & EK_REQUIRED && (*out)[strspn(*out, " \t\r\n")] == '\0') ek_spot_error(spot, NULL, "is empty");
}

static void bind_name(const struct ek_spot *spot, struct ek_name *out) {
  const char *text = ek_spot_scalar(spot, "a name");
  if (text && !text[0])
    ek_spot_error(spot, NULL, "has an empty name");
  *out = (struct ek_name){text, spot->node->pos};
}

static void bind_bool(const struct ek_spot *spot, bool *out) {
  static const char *const yes[] = {"yes", "true", "ja", "sant"};
  static const char *const no[] = {"no", "false", "nej", "falskt"};
  const char *text = ek_spot_scalar(spot, "yes or no");
  if (!text)
    return;
  const char *lower = ek_text_lower(spot->arena, text);
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
    if (strcmp(lower, yes[i]) == 0 || strcmp(lower, no[i]) == 0) {
      *out = strcmp(lower, yes[i]) == 0;
      return;
    }
  }
  ek_spot_error(spot, "write yes or no", "must be yes or no, not '%s'", ek_show(spot->arena, text));
}

/* "between 18 and 65", "at least 0", "at most 12". */
static const char *range_text(const struct ek_spot *spot) {
  const struct ek_field *field = spot->field;
  if (!(field->min < field->max))
    return ek_sprintf(spot->arena, "%.0f", field->min);
  if (isinf(field->max))
    return ek_sprintf(spot->arena, "at least %.0f", field->min);
  if (isinf(field->min))
    return ek_sprintf(spot->arena, "at most %.0f", field->max);
  return ek_sprintf(spot->arena, "between %.0f and %.0f", field->min, field->max);
}

static bool in_range(const struct ek_spot *spot, double value) {
  const struct ek_field *field = spot->field;
  if (!ek_field_bounded(field) || (value >= field->min && value <= field->max))
    return true;
  return ek_spot_error(spot, NULL, "must be %s, not %s", range_text(spot),
                       ek_show(spot->arena, spot->node->text));
}

static void bind_int(const struct ek_spot *spot, int *out) {
  const char *text = ek_spot_scalar(spot, "a whole number");
  if (!text)
    return;
  double value;
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error;
  bool number = ek_quantity_parse(spot->arena, text, &value, &unit, &unit_text, &error);
  if (!number || unit_text[0] || value != floor(value) || fabs(value) > INT_MAX) {
    ek_spot_error(spot, number && unit_text[0] ? "write the number alone" : NULL,
                  "must be a whole number, not '%s'", ek_show(spot->arena, text));
    return;
  }
  if (in_range(spot, value))
    *out = (int)value;
}

static void bind_month(const struct ek_spot *spot, ek_month *out) {
  const char *text = ek_spot_scalar(spot, "a month");
  if (text && !ek_month_parse(text, out))
    ek_spot_error(spot, "write a year and a month: 2013-01", "must be a month, not '%s'",
                  ek_show(spot->arena, text));
}

static void bind_day(const struct ek_spot *spot, ek_day *out) {
  const char *text = ek_spot_scalar(spot, "a day");
  if (text && !ek_day_parse(text, out))
    ek_spot_error(spot, "write 2013-01-31", "must be a day, not '%s'", ek_show(spot->arena, text));
}

static void bind_months(const struct ek_spot *spot, int *out) {
  const char *text = ek_spot_scalar(spot, "a duration");
  int months;
  if (!text)
    return;
  if (!ek_duration_parse(spot->arena, text, &months))
    ek_spot_error(spot, "write whole months or years: '18 months', '1 year'",
                  "must be a duration, not '%s'", ek_show(spot->arena, text));
  else if (in_range(spot, months))
    *out = months;
}

static void bind_enum(const struct ek_spot *spot, int *out) {
  const char *text = ek_spot_scalar(spot, "one of the choices");
  const char *const *choices = spot->field->choices;
  if (!text)
    return;
  for (int i = 0; choices[i]; i++) {
    if (strcmp(choices[i], text) == 0) {
      *out = i;
      return;
    }
  }
  ek_spot_error(spot, ek_suggest_choice(spot->arena, choices, text), "cannot be '%s'",
                ek_show(spot->arena, text));
}

void ek_bind_scalar(const struct ek_spot *spot, void *member) {
  switch (spot->field->kind) {
  case EK_TEXT:
    bind_text(spot, member);
    break;
  case EK_NAME:
  case EK_NAMES:
    bind_name(spot, member);
    break;
  case EK_BOOL:
    bind_bool(spot, member);
    break;
  case EK_INT:
  case EK_INTS:
    bind_int(spot, member);
    break;
  case EK_MONTH:
    bind_month(spot, member);
    break;
  case EK_DAY:
    bind_day(spot, member);
    break;
  case EK_MONTHS:
  case EK_DURATIONS:
    bind_months(spot, member);
    break;
  default:
    bind_enum(spot, member);
    break;
  }
}
