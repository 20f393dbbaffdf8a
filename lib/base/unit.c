/* The registry of units and the little grammar that joins them: name, then
 * names after '/'. Swedish and English names of a unit stand side by side, so
 * that a study may be written in either. */
#include "base/unit.h"

#include <string.h>

#include "base/text.h"

#define PARTS_MAX 6 /* names in one unit text; keeps powers and factors small */

enum { SHARE = EK_DIMS }; /* %, which has a factor and no dimension */

struct word {
  const char *name;
  int dim;
  double top, bottom; /* the canonical value of one is top / bottom */
  const char *thing;  /* of a count: the name under which it is known; of money: its currency */
};

static const struct word words[] = {
    {"kr", EK_DIM_MONEY, 1, 1, NULL},
    {"SEK", EK_DIM_MONEY, 1, 1, NULL},
    {"krona", EK_DIM_MONEY, 1, 1, NULL},
    {"kronor", EK_DIM_MONEY, 1, 1, NULL},
    {"öre", EK_DIM_MONEY, 1, 100, NULL},
    {"tkr", EK_DIM_MONEY, 1e3, 1, NULL},
    {"TSEK", EK_DIM_MONEY, 1e3, 1, NULL},
    {"Mkr", EK_DIM_MONEY, 1e6, 1, NULL},
    {"mnkr", EK_DIM_MONEY, 1e6, 1, NULL},
    {"MSEK", EK_DIM_MONEY, 1e6, 1, NULL},
    {"Gkr", EK_DIM_MONEY, 1e9, 1, NULL},
    {"mdkr", EK_DIM_MONEY, 1e9, 1, NULL},
    {"DKK", EK_DIM_MONEY, 1, 1, "DKK"},
    {"NOK", EK_DIM_MONEY, 1, 1, "NOK"},
    {"ISK", EK_DIM_MONEY, 1, 1, "ISK"},
    {"EUR", EK_DIM_MONEY, 1, 1, "EUR"},
    {"€", EK_DIM_MONEY, 1, 1, "EUR"},
    {"GBP", EK_DIM_MONEY, 1, 1, "GBP"},
    {"£", EK_DIM_MONEY, 1, 1, "GBP"},
    {"USD", EK_DIM_MONEY, 1, 1, "USD"},
    {"CHF", EK_DIM_MONEY, 1, 1, "CHF"},
    {"PLN", EK_DIM_MONEY, 1, 1, "PLN"},
    {"year", EK_DIM_TIME, 1, 1, NULL},
    {"years", EK_DIM_TIME, 1, 1, NULL},
    {"år", EK_DIM_TIME, 1, 1, NULL},
    {"quarter", EK_DIM_TIME, 1, 4, NULL},
    {"quarters", EK_DIM_TIME, 1, 4, NULL},
    {"kvartal", EK_DIM_TIME, 1, 4, NULL},
    {"month", EK_DIM_TIME, 1, 12, NULL},
    {"months", EK_DIM_TIME, 1, 12, NULL},
    {"månad", EK_DIM_TIME, 1, 12, NULL},
    {"månader", EK_DIM_TIME, 1, 12, NULL},
    {"mån", EK_DIM_TIME, 1, 12, NULL},
    {"week", EK_DIM_TIME, 7, 365, NULL},
    {"weeks", EK_DIM_TIME, 7, 365, NULL},
    {"vecka", EK_DIM_TIME, 7, 365, NULL},
    {"veckor", EK_DIM_TIME, 7, 365, NULL},
    {"day", EK_DIM_TIME, 1, 365, NULL},
    {"days", EK_DIM_TIME, 1, 365, NULL},
    {"dag", EK_DIM_TIME, 1, 365, NULL},
    {"dagar", EK_DIM_TIME, 1, 365, NULL},
    {"%", SHARE, 1, 100, NULL},
    {"percent", SHARE, 1, 100, NULL},
    {"procent", SHARE, 1, 100, NULL},
    {"‰", SHARE, 1, 1000, NULL},
    {"benefit_day", EK_DIM_BENEFIT_DAY, 1, 1, NULL},
    {"benefit_days", EK_DIM_BENEFIT_DAY, 1, 1, NULL},
    {"ersättningsdag", EK_DIM_BENEFIT_DAY, 1, 1, NULL},
    {"ersättningsdagar", EK_DIM_BENEFIT_DAY, 1, 1, NULL},
    {"participant", EK_DIM_PARTICIPANT, 1, 1, NULL},
    {"participants", EK_DIM_PARTICIPANT, 1, 1, NULL},
    {"deltagare", EK_DIM_PARTICIPANT, 1, 1, NULL},
    {"person", EK_DIM_PARTICIPANT, 1, 1, NULL},
    {"persons", EK_DIM_PARTICIPANT, 1, 1, NULL},
    {"personer", EK_DIM_PARTICIPANT, 1, 1, NULL},
    {"visit", EK_DIM_COUNT, 1, 1, "visit"},
    {"visits", EK_DIM_COUNT, 1, 1, "visit"},
    {"besök", EK_DIM_COUNT, 1, 1, "visit"},
    {"hour", EK_DIM_COUNT, 1, 1, "hour"},
    {"hours", EK_DIM_COUNT, 1, 1, "hour"},
    {"timme", EK_DIM_COUNT, 1, 1, "hour"},
    {"timmar", EK_DIM_COUNT, 1, 1, "hour"},
    {"tim", EK_DIM_COUNT, 1, 1, "hour"},
    {"h", EK_DIM_COUNT, 1, 1, "hour"},
    {"session", EK_DIM_COUNT, 1, 1, "session"},
    {"sessions", EK_DIM_COUNT, 1, 1, "session"},
    {"sessioner", EK_DIM_COUNT, 1, 1, "session"},
    {"tillfälle", EK_DIM_COUNT, 1, 1, "session"},
    {"tillfällen", EK_DIM_COUNT, 1, 1, "session"},
    {"case", EK_DIM_COUNT, 1, 1, "case"},
    {"cases", EK_DIM_COUNT, 1, 1, "case"},
    {"ärende", EK_DIM_COUNT, 1, 1, "case"},
    {"ärenden", EK_DIM_COUNT, 1, 1, "case"},
    {"place", EK_DIM_COUNT, 1, 1, "place"},
    {"places", EK_DIM_COUNT, 1, 1, "place"},
    {"plats", EK_DIM_COUNT, 1, 1, "place"},
    {"platser", EK_DIM_COUNT, 1, 1, "place"},
    {"stay_day", EK_DIM_COUNT, 1, 1, "stay_day"},
    {"stay_days", EK_DIM_COUNT, 1, 1, "stay_day"},
    {"dygn", EK_DIM_COUNT, 1, 1, "stay_day"},
    {"vårddygn", EK_DIM_COUNT, 1, 1, "stay_day"},
    {"meeting", EK_DIM_COUNT, 1, 1, "meeting"},
    {"meetings", EK_DIM_COUNT, 1, 1, "meeting"},
    {"möte", EK_DIM_COUNT, 1, 1, "meeting"},
    {"möten", EK_DIM_COUNT, 1, 1, "meeting"},
    {"course", EK_DIM_COUNT, 1, 1, "course"},
    {"courses", EK_DIM_COUNT, 1, 1, "course"},
    {"kurs", EK_DIM_COUNT, 1, 1, "course"},
    {"kurser", EK_DIM_COUNT, 1, 1, "course"},
    {"item", EK_DIM_COUNT, 1, 1, "item"},
    {"items", EK_DIM_COUNT, 1, 1, "item"},
    {"styck", EK_DIM_COUNT, 1, 1, "item"},
    {"st", EK_DIM_COUNT, 1, 1, "item"},
    {"contact", EK_DIM_COUNT, 1, 1, "contact"},
    {"contacts", EK_DIM_COUNT, 1, 1, "contact"},
    {"kontakt", EK_DIM_COUNT, 1, 1, "contact"},
    {"kontakter", EK_DIM_COUNT, 1, 1, "contact"},
    {"household", EK_DIM_COUNT, 1, 1, "household"},
    {"households", EK_DIM_COUNT, 1, 1, "household"},
    {"hushåll", EK_DIM_COUNT, 1, 1, "household"},
    {"event", EK_DIM_COUNT, 1, 1, "event"},
    {"events", EK_DIM_COUNT, 1, 1, "event"},
    {"händelse", EK_DIM_COUNT, 1, 1, "event"},
    {"händelser", EK_DIM_COUNT, 1, 1, "event"},
    {"test", EK_DIM_COUNT, 1, 1, "test"},
    {"tests", EK_DIM_COUNT, 1, 1, "test"},
    {"prov", EK_DIM_COUNT, 1, 1, "test"},
    {"investigation", EK_DIM_COUNT, 1, 1, "investigation"},
    {"investigations", EK_DIM_COUNT, 1, 1, "investigation"},
    {"utredning", EK_DIM_COUNT, 1, 1, "investigation"},
    {"utredningar", EK_DIM_COUNT, 1, 1, "investigation"},
    {"child", EK_DIM_COUNT, 1, 1, "child"},
    {"children", EK_DIM_COUNT, 1, 1, "child"},
    {"barn", EK_DIM_COUNT, 1, 1, "child"},
};
enum { WORDS = sizeof words / sizeof *words };

const struct ek_unit ek_unit_none = {{0}, NULL, NULL};
const struct ek_unit ek_unit_money = {{[EK_DIM_MONEY] = 1}, NULL, NULL};

static const struct word *word_find(const char *name, size_t size) {
  for (size_t i = 0; i < WORDS; i++)
    if (words[i].name[0] == name[0] && strncmp(words[i].name, name, size) == 0 && words[i].name[size] == '\0')
      return &words[i];
  return NULL;
}

bool ek_unit_word(const char *name, size_t size) {
  return size > 0 && word_find(name, size) != NULL;
}

/* The nearest unit name to one that is none; "" has no near name. */
static const char *suggest(const char *name, size_t size) {
  const char *names[WORDS];
  char copy[64];
  if (size == 0 || size >= sizeof copy)
    return NULL;
  memcpy(copy, name, size);
  copy[size] = '\0';
  for (size_t i = 0; i < WORDS; i++)
    names[i] = words[i].name;
  return ek_text_nearest(copy, names, WORDS);
}

static bool is_letter(int code) {
  return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code == '_' ||
         (code >= 0xC0 && code != 0xD7 && code != 0xF7 && (code < 0x2000 || code > 0x2BFF));
}

/* Bytes of the name at the start of `text`: a sign (% ‰ £ €), or letters and then digits too. */
static size_t name_size(const char *text) {
  size_t size = 0, bytes;
  int code = ek_utf8_next(text, &bytes);
  if (code == '%' || code == 0x2030 || code == 0xA3 || code == 0x20AC)
    return bytes;
  while (is_letter(code) || (size > 0 && code >= '0' && code <= '9')) {
    size += bytes;
    code = ek_utf8_next(text + size, &bytes);
  }
  return size;
}

/* Bytes of white space at the start of `text`, no-break spaces included. */
static size_t space_size(const char *text) {
  size_t size = 0;
  for (;;) {
    size_t bytes;
    int code = ek_utf8_next(text + size, &bytes);
    if (code != ' ' && code != '\t' && code != 0xA0 && code != 0x202F && code != 0x2009)
      return size;
    size += bytes;
  }
}

bool ek_unit_alike(struct ek_unit a, struct ek_unit b) {
  return memcmp(a.power, b.power, sizeof a.power) == 0 && ek_text_same(a.thing, b.thing);
}

bool ek_unit_same(struct ek_unit a, struct ek_unit b) {
  return ek_unit_alike(a, b) && ek_text_same(a.currency, b.currency);
}

const char *ek_currency(const char *word) {
  const struct word *found = word_find(word, strlen(word));
  if (found == NULL || found->dim != EK_DIM_MONEY || found->top != found->bottom)
    return NULL;
  return found->thing != NULL ? found->thing : "kr";
}

struct ek_unit ek_unit_in(struct ek_unit unit, const char *currency) {
  bool kronor = unit.power[EK_DIM_MONEY] == 0 || strcmp(currency, "kr") == 0;
  unit.currency = kronor ? NULL : currency;
  return unit;
}

bool ek_unit_fits_currency(struct ek_unit unit, const char *currency) {
  static const char *const crowns[] = {"DKK", "NOK", "ISK"};
  if (ek_unit_same(unit, ek_unit_in(unit, currency)))
    return true;
  for (size_t i = 0; unit.currency == NULL && i < sizeof crowns / sizeof *crowns; i++)
    if (strcmp(crowns[i], currency) == 0)
      return true;
  return false;
}

bool ek_unit_combine(struct ek_unit a, struct ek_unit b, int sign, struct ek_unit *out) {
  bool money = a.power[EK_DIM_MONEY] != 0, both = money && b.power[EK_DIM_MONEY] != 0;
  struct ek_unit result = {.thing = a.thing != NULL ? a.thing : b.thing,
                           .currency = money ? a.currency : b.currency};
  if (a.thing != NULL && b.thing != NULL && !ek_text_same(a.thing, b.thing))
    return false;
  if (both && !ek_text_same(a.currency, b.currency))
    return false;
  for (int dim = 0; dim < EK_DIMS; dim++) {
    int power = a.power[dim] + (sign < 0 ? -b.power[dim] : b.power[dim]);
    if (power < -100 || power > 100)
      return false;
    result.power[dim] = (signed char)power;
  }
  if (result.power[EK_DIM_COUNT] == 0)
    result.thing = NULL;
  if (result.power[EK_DIM_MONEY] == 0)
    result.currency = NULL;
  *out = result;
  return true;
}

/* Multiplies (or divides, sign -1) what is read so far by one more name. */
static bool multiply(struct ek_unit_reading *out, const struct word *word, int sign) {
  bool money = word->dim == EK_DIM_MONEY;
  struct ek_unit unit = {.thing = money ? NULL : word->thing,
                         .currency = money ? word->thing : NULL};
  if (word->dim != SHARE)
    unit.power[word->dim] = 1;
  if (!ek_unit_combine(out->unit, unit, sign, &out->unit))
    return false;
  out->top *= sign > 0 ? word->top : word->bottom;
  out->bottom *= sign > 0 ? word->bottom : word->top;
  return true;
}

/* A near name is looked for in texts that are whole units; a scanned one may be no unit at all. */
static bool read_name(const char *text, bool whole, size_t at, int sign,
                      struct ek_unit_reading *out) {
  size_t size = name_size(text + at);
  const struct word *word = size > 0 ? word_find(text + at, size) : NULL;
  if (word != NULL && multiply(out, word, sign)) {
    out->used = at + size;
    return true;
  }
  out->bad_offset = at;
  out->bad_length = size > 0 ? size : strlen(text + at);
  out->suggestion = word == NULL && whole ? suggest(text + at, size) : NULL;
  return false;
}

/* The first name, or what stands for it: "/year" and "1/year" have none. */
static bool read_first(const char *text, bool whole, size_t start, struct ek_unit_reading *out) {
  size_t one = whole && text[start] == '1' ? 1 : 0;
  out->used = start + one;
  if (text[start + one + (one ? space_size(text + start + one) : 0)] == '/')
    return true;
  return read_name(text, whole, start, 1, out);
}

bool ek_unit_read(const char *text, bool whole, struct ek_unit_reading *out) {
  *out = (struct ek_unit_reading){.top = 1, .bottom = 1};
  size_t start = whole ? space_size(text) : 0;
  if (whole && text[start] == '\0')
    return true;
  if (!read_first(text, whole, start, out)) {
    out->used = 0;
    return false;
  }
  for (int parts = 1; parts < PARTS_MAX; parts++) {
    size_t at = out->used + (whole ? space_size(text + out->used) : 0);
    if (text[at] != '/')
      break;
    at++;
    at += whole ? space_size(text + at) : 0;
    if (!read_name(text, whole, at, -1, out))
      return !whole && out->used > 0;
  }
  if (!whole)
    return out->used > 0;
  size_t end = out->used + space_size(text + out->used);
  out->bad_offset = end;
  out->bad_length = strlen(text + end);
  return text[end] == '\0';
}

bool ek_unit_parse(const char *text, struct ek_unit *unit, double *factor, size_t *bad_offset,
                   size_t *bad_length, const char **suggestion) {
  struct ek_unit_reading reading;
  if (!ek_unit_read(text, true, &reading)) {
    *bad_offset = reading.bad_offset;
    *bad_length = reading.bad_length;
    *suggestion = reading.suggestion;
    return false;
  }
  *unit = reading.unit;
  *factor = reading.top / reading.bottom;
  return true;
}

static void add_power(struct ek_buffer *out, const char *name, int power, const char *sign) {
  for (int i = 0; i < power; i++) {
    ek_buffer_add(out, out->size > 0 || sign[0] == '/' ? sign : "");
    ek_buffer_add(out, name);
  }
}

const char *ek_unit_text(struct ek_arena *arena, struct ek_unit unit) {
  const char *const names[EK_DIMS] = {unit.currency != NULL ? unit.currency : "kr", "year", "benefit_day", "participant",
                                      unit.thing != NULL ? unit.thing : "item"};
  struct ek_buffer out = {.arena = arena};
  for (int dim = 0; dim < EK_DIMS; dim++)
    add_power(&out, names[dim], unit.power[dim], "*");
  if (out.size == 0)
    ek_buffer_add(&out, "1");
  for (int dim = 0; dim < EK_DIMS; dim++)
    add_power(&out, names[dim], -unit.power[dim], "/");
  return strcmp(out.text, "1") == 0 ? "a bare number" : out.text;
}
