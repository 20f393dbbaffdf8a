/* The units that a field asks for, such as "kr | kr/month": gone through, written out
 * and exemplified. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "read/bind_spot.h"

bool ek_unit_next(const char **units, char unit[EK_UNIT_SIZE]) {
  if (!*units)
    return false;
  const char *bar = strstr(*units, " | ");
  size_t size = bar ? (size_t)(bar - *units) : strlen(*units);
  if (size >= EK_UNIT_SIZE)
    size = EK_UNIT_SIZE - 1;
  memcpy(unit, *units, size);
  unit[size] = '\0';
  if (strcmp(unit, "1") == 0)
    unit[0] = '\0';
  *units = bar ? bar + 3 : NULL;
  return true;
}

const char *ek_units_text(struct ek_arena *arena, const char *units) {
  struct ek_buffer text = {.arena = arena};
  char unit[EK_UNIT_SIZE];
  while (ek_unit_next(&units, unit)) {
    const char *link = text.size == 0 ? "" : units ? ", " : " or ";
    ek_buffer_addf(&text, "%s%s", link, unit[0] ? unit : "a bare number");
  }
  return ek_buffer_text(&text);
}

const char *ek_units_example(struct ek_arena *arena, const char *units) {
  char unit[EK_UNIT_SIZE];
  struct ek_unit_reading reading;
  if (!ek_unit_next(&units, unit) || !unit[0])
    return "12";
  if (strcmp(unit, "%") == 0)
    return "35 %";
  if (strncmp(unit, "1/", 2) == 0)
    return ek_sprintf(arena, "6%s", unit + 1);
  bool money = ek_unit_read(unit, true, &reading) && reading.unit.power[EK_DIM_MONEY] > 0;
  return ek_sprintf(arena, "%s %s", money ? "12 500" : "6", unit);
}

const char *ek_units_bound(struct ek_arena *arena, const char *units, double bound) {
  char unit[EK_UNIT_SIZE] = "";
  struct ek_unit_reading reading;
  if (units)
    ek_unit_next(&units, unit);
  if (!ek_unit_read(unit, true, &reading))
    reading.top = reading.bottom = 1;
  double shown = round(bound * reading.bottom / reading.top * 1e6) / 1e6;
  return ek_sprintf(arena, "%s%s%s", ek_number_exact(arena, shown), unit[0] ? " " : "", unit);
}
