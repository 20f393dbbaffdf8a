/* Strict numbers and quantities as people write them, and numbers as people
 * and machines read them. Nothing is guessed: what can be read in two ways is
 * an error that says how to write it. */
#ifndef EK_BASE_NUMBER_H
#define EK_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/unit.h"

/* Why a text is not a number: the part at fault and what to write instead. */
struct ek_number_error {
  size_t offset, length; /* bytes */
  const char *message;   /* e.g. "ambiguous number '1.234'" (in the arena) */
  const char *hint;      /* e.g. "write 1234 or 1.2340", or NULL */
};

/* Scans the number at the start of `text`, without a sign: digits, groups of
 * three parted by one space (U+0020, no-break U+00A0, narrow U+202F, thin U+2009), a
 * decimal comma or point, an exponent (1e6). `comma` says whether a comma may
 * be a decimal sign here (false inside a formula's parentheses, where it
 * parts arguments; "1,5" there is an error that says so).
 * Errors: 1.234 / 1,234 / 12.345 (one separator, exactly three digits after,
 * one to three before, not a leading zero) are ambiguous; 1.000.000 and
 * 1,000,000 are thousands signs to be written as spaces; 12 34 has wrong
 * groups; too large for a double; "0x10", "1_000" are not numbers.
 * Returns bytes used; 0 with *error set on error or when no number stands there. */
size_t ek_number_scan(struct ek_arena *arena, const char *text, bool comma, double *value,
                      struct ek_number_error *error);

/* A whole quantity: optional sign (- or U+2212), number, optional unit.
 * *value is canonical (see unit.h); *unit_text is the unit as written (in the arena). */
bool ek_quantity_parse(struct ek_arena *arena, const char *text, double *value,
                       struct ek_unit *unit, const char **unit_text, struct ek_number_error *error);

/* The same as a number alone; NaN where `text` is NULL or none. */
double ek_quantity_number(struct ek_arena *arena, const char *text);

/* The shortest decimal text that reads back to the same bits: "0.1", "1e+20",
 * "nan", "inf", "-inf". '.' always, whatever the locale. */
const char *ek_number_exact(struct ek_arena *arena, double value);

enum ek_lang { EK_SV, EK_EN };

/* For people: `decimals` digits after the sign, rounded half away from zero on the
 * decimal value, groups of three parted by U+202F in Swedish and ',' in English,
 * decimal comma or point, minus U+2212; never "-0". Not finite: "–". */
const char *ek_number_show(struct ek_arena *arena, double value, int decimals, enum ek_lang lang);

#endif
