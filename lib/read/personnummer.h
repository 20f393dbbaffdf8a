/* Swedish personal identity numbers: none is ever needed, so none may stand
 * in a file, and no message may repeat one. */
#ifndef EK_READ_PERSONNUMMER_H
#define EK_READ_PERSONNUMMER_H

#include <stdbool.h>

#include "base/diag.h"

/* Is there no personnummer or samordningsnummer in the file? yymmdd-nnnn and
 * yyyymmdd-nnnn (also with +) and 12 digits are, when they hold a date; 10 digits when
 * the check digit is right too. Numbers of organisations are not, nor decimals after a point. The one error
 * names the place of the first and shows no line, since that would repeat the number:
 * read no further, or the next error might. */
bool ek_personnummer_check(const struct ek_source *source, struct ek_diags *diags);

/* Does one stand anywhere in the text? */
bool ek_personnummer_in(const char *text);

#define EK_PERSONNUMMER_SIZE 13 /* twelve digits and the NUL */
/* Is the text one and nothing else, spaces and the kind of hyphen aside? Then `twelve` gets it
 * as yyyymmddnnnn, the same in all ways of writing it. Where the century is not written, years
 * 00-30 are 2000-2030 and 31-99 are 1931-1999, and a + means a hundred years earlier. No clock
 * decides, so that it is the same next year; who was born before 1931 and is written with a
 * hyphen and without a century is taken for somebody else. */
bool ek_personnummer_whole(const char *text, char twelve[EK_PERSONNUMMER_SIZE]);

#endif
