/* Feeds any bytes to the readers of numbers, units, durations and dates, and
 * checks what must hold of whatever they accept. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/number.h"
#include "base/text.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_quantity(struct ek_arena *arena, const char *text) {
  struct ek_number_error error;
  struct ek_unit unit;
  const char *unit_text;
  double value;
  if (!ek_quantity_parse(arena, text, &value, &unit, &unit_text, &error)) {
    require(error.message != NULL && error.offset + error.length <= strlen(text));
    return;
  }
  require(isfinite(value));
  require(strtod(ek_number_exact(arena, value), NULL) == value);
  ek_unit_text(arena, unit);
  for (int decimals = 0; decimals < 20; decimals += 3) {
    const char *shown = ek_number_show(arena, value, decimals, EK_SV);
    require(ek_utf8_invalid(shown, strlen(shown)) == strlen(shown));
  }
}

static void read_number(struct ek_arena *arena, const char *text, bool comma) {
  struct ek_number_error error;
  double value;
  size_t used = ek_number_scan(arena, text, comma, &value, &error);
  require(used <= strlen(text) && (used > 0) == (error.message == NULL));
  require(used == 0 || (isfinite(value) && value >= 0));
}

static void read_unit(const char *text) {
  struct ek_unit unit;
  double factor;
  size_t offset, length;
  const char *suggestion;
  if (ek_unit_parse(text, &unit, &factor, &offset, &length, &suggestion))
    require(factor > 0 && isfinite(factor));
  else
    require(offset + length <= strlen(text));
  struct ek_unit_reading reading;
  require(!ek_unit_read(text, false, &reading) || reading.used <= strlen(text));
}

static void read_dates(struct ek_arena *arena, const char *text) {
  int months;
  ek_day day, again;
  if (ek_duration_parse(arena, text, &months))
    require(months >= 0);
  if (ek_day_parse(text, &day))
    require(ek_day_parse(ek_day_text(arena, day), &again) && again == day);
}

/* The bytes are also taken as a double, for numbers that nobody would write. */
static void show_bits(struct ek_arena *arena, const uint8_t *data, size_t size) {
  double value = 0;
  memcpy(&value, data, size < sizeof value ? size : sizeof value);
  const char *exact = ek_number_exact(arena, value);
  require(isnan(value) || strtod(exact, NULL) == value);
  ek_number_show(arena, value, size > 8 ? data[8] % 40 : 2, EK_EN);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct ek_arena *arena = ek_arena_new();
  const char *text = size == 0 ? "" : ek_strndup(arena, (const char *)data, size);
  read_quantity(arena, text);
  read_number(arena, text, true);
  read_number(arena, text, false);
  read_unit(text);
  read_dates(arena, text);
  show_bits(arena, data, size);
  ek_arena_free(arena);
  return 0;
}
