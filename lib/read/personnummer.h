/* Swedish personal identity numbers: none is ever needed, so none may stand
 * in a file, and no message may repeat one. */
#ifndef EK_READ_PERSONNUMMER_H
#define EK_READ_PERSONNUMMER_H

#include <stdbool.h>

#include "base/diag.h"

/* Is there no personnummer or samordningsnummer in the file? yymmdd-nnnn and
 * yyyymmdd-nnnn (also with +) and 12 digits are, when they hold a date; 10 digits when
 * the check digit is right too. Numbers of organisations are not. The one error
 * names the place of the first and shows no line, since that would repeat the number:
 * read no further, or the next error might. */
bool ek_personnummer_check(const struct ek_source *source, struct ek_diags *diags);

#endif
