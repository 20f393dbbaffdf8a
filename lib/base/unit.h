/* Units of quantities: what may be added to what, and how kr/month becomes
 * kr/year. Values are always held in canonical units (krona, year, whole
 * counts); a unit text carries the factor to them. */
#ifndef EK_BASE_UNIT_H
#define EK_BASE_UNIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Dimensions. Benefit days (22 a month for some benefits, 30 for others) are
 * not time: only a model knows how many there are in a month. A count is a
 * countable thing that a service is delivered in, named by `thing`. */
enum ek_dim {
  EK_DIM_MONEY,       /* kr; also Mkr, tkr; or another currency: GBP, EUR */
  EK_DIM_TIME,        /* year; also month, week, day */
  EK_DIM_BENEFIT_DAY, /* benefit_day */
  EK_DIM_PARTICIPANT, /* participant (deltagare) */
  EK_DIM_COUNT,       /* visit, hour, session, case, place, stay_day, meeting, course, item, ... */
  EK_DIMS
};

struct ek_unit {
  signed char power[EK_DIMS];
  const char *thing;    /* the English registry name of the count, NULL when power[COUNT] is 0 */
  const char *currency; /* of the money: "GBP"; NULL for kronor and when power[MONEY] is 0 */
};

/* The canonical factors: month = 1/12 year, quarter = 1/4, day = 1/365 year (as
 * social insurance counts), week = 7/365; kr 1, öre 1/100, tkr 1e3, Mkr 1e6,
 * Gkr and mdkr 1e9; % 1/100, ‰ 1/1000. Swedish names are synonyms (månad, år,
 * vecka, dag, besök, timme/tim, ärende, plats, dygn, möte, deltagare, SEK...).
 * Factors are kept as numerator and denominator so that whole numbers stay
 * exact: 1 kr/month is 12 kr/year to the bit, 18 months is 1.5 years. */

/* What was read of a unit text. Use it where exactness counts: a number in
 * this unit is number * top / bottom in canonical units, rounded once at most
 * for whole numbers (35 % is 0.35; 35 * 0.01 is not). */
struct ek_unit_reading {
  struct ek_unit unit;
  double top, bottom;
  size_t used;                   /* bytes that are the unit; 0 when none stands there */
  size_t bad_offset, bad_length; /* on failure: the part that is not a unit */
  const char *suggestion;        /* on failure: a near unit or NULL; a constant */
};
/* `whole`: all of `text` must be a unit; otherwise the longest one at its start is read. */
bool ek_unit_read(const char *text, bool whole, struct ek_unit_reading *out);

/* Parses a whole unit text: "kr/month", "%", "1/year" or "/year", "kr/visit",
 * "months", "" (a bare number). On success *unit and *factor (value in
 * canonical = number * factor) are set. On failure false, and *bad_offset
 * and *bad_length mark the part that is not a unit; *suggestion is a near unit or NULL. */
bool ek_unit_parse(const char *text, struct ek_unit *unit, double *factor, size_t *bad_offset,
                   size_t *bad_length, const char **suggestion);
/* Is `name` (exactly `size` bytes) a unit word? Such words cannot name a parameter. */
bool ek_unit_word(const char *name, size_t size);

/* The currency that `word` is one unit of: "kr" for SEK, "GBP" for £; NULL when it is none. */
const char *ek_currency(const char *word);
/* The same unit with its money in `currency`, one of ek_currency. */
struct ek_unit ek_unit_in(struct ek_unit unit, const char *currency);
/* Is what an author wrote as `unit` in that currency? kr is, where the currency is any krona. */
bool ek_unit_fits_currency(struct ek_unit unit, const char *currency);

extern const struct ek_unit ek_unit_none;  /* a share or a bare number */
extern const struct ek_unit ek_unit_money; /* kr */

bool ek_unit_same(struct ek_unit a, struct ek_unit b);
/* The same but for the currency: what a field table calls kr is any money. */
bool ek_unit_alike(struct ek_unit a, struct ek_unit b);
/* The unit of a product (sign +1) or quotient (sign -1). False when two
 * different things or currencies would be multiplied or divided. */
bool ek_unit_combine(struct ek_unit a, struct ek_unit b, int sign, struct ek_unit *out);
/* "kr/year", "1/year", "kr/visit", "a bare number": canonical name, borrowed or in arena. */
const char *ek_unit_text(struct ek_arena *arena, struct ek_unit unit);

#endif
