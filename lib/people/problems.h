/* Everything that can be wrong with a row, in both languages: diagnostics are in English, and a
 * report says in its own why rows are left out. */
#ifndef EK_PEOPLE_PROBLEMS_H
#define EK_PEOPLE_PROBLEMS_H

#include "base/number.h"

#define EK_PROBLEM_NUMBER "not a number"
#define EK_PROBLEM_AMBIGUOUS "may be thousands, or a number with three decimals"
#define EK_PROBLEM_SHARE "not a share of 0 to 100 %"
#define EK_PROBLEM_KIND "a number of another kind is asked for"
#define EK_PROBLEM_BELOW "below 0"
#define EK_PROBLEM_AGE "no age: 0 to 120 years"
#define EK_PROBLEM_DAY "not a day"
#define EK_PROBLEM_CHILDREN "no ages of children"
#define EK_PROBLEM_HOUSEHOLD "a household that the study does not describe"
#define EK_PROBLEM_STATE "no state, and 'values' does not say what it stands for"
#define EK_PROBLEM_EIGHT "more than eight states at once"
#define EK_PROBLEM_MUNICIPALITY "no municipality that the model knows"
#define EK_PROBLEM_ADULTS "not one or two adults"
#define EK_PROBLEM_NO_STATE "no state"
#define EK_PROBLEM_NO_FIRST "no first day"
#define EK_PROBLEM_BACKWARDS "ends before it begins"
#define EK_PROBLEM_LACKING "the state asks for '%s', which nothing gives"
#define EK_PROBLEM_UNIT "another unit than that of '%s'"
#define EK_PROBLEM_NO_ENTRY "no day of entry"
#define EK_PROBLEM_EARLY "enters before the study starts"
#define EK_PROBLEM_LATE "enters a hundred years after the start"
#define EK_PROBLEM_NO_EXIT "no day of exit"
#define EK_PROBLEM_EXIT_FIRST "leaves before the entry"
#define EK_PROBLEM_CENTURY "more than a hundred years"
#define EK_PROBLEM_LONG "more than a hundred years in the insats"
#define EK_PROBLEM_NOT_REACHED "no spell reaches the end of the month of the exit"
#define EK_PROBLEM_SHORTER "followed for a shorter time than the last measurement; what was known last goes on"
#define EK_PROBLEM_NO_WEIGHT "no weight"
#define EK_PROBLEM_OVERLAP "spells of this person overlap to more than 100 %; cut down in proportion on those days"
#define EK_PROBLEM_GAP "days between spells of this person are in none of them; no flows on those days"
#define EK_PROBLEM_STATES "more than %d different states of one person"
#define EK_PROBLEM_NOT_BEFORE "no spell in the month before the entry"
#define EK_PROBLEM_CONSTANT "not the same as in the person's first row, which counts"
#define EK_PROBLEM_ROWS "more than %d rows of one person"
#define EK_PROBLEM_NO_ID "no serial number"
#define EK_PROBLEM_SAID_BEFORE "nothing is said of the state before"
#define EK_PROBLEM_SAID_AFTER "nothing is said of the state after"
#define EK_PROBLEM_TWIN "the same person as in a row before"
#define EK_PROBLEM_CELLS "another number of cells than in the first row: %zu, not %zu"

/* Of histories. */
#define EK_PROBLEM_ONE_STATE "several states at once, of which transitions cannot be told"
#define EK_PROBLEM_SIDE "neither with the insats nor in the comparison group"
#define EK_PROBLEM_COUNT "not a whole number of persons"
#define EK_PROBLEM_NO_COUNT "no number of persons"
#define EK_PROBLEM_NO_DAY "no day"
#define EK_PROBLEM_NO_LAST "no last day, and the study does not say until when the file knows"
#define EK_PROBLEM_UNSEEN "no state; the row is no look at the person"
#define EK_PROBLEM_NO_COVARIATE "nothing is said of it"
#define EK_PROBLEM_SAME_DAY "in two states on one day"
#define EK_PROBLEM_AFTER_END "in another state after one that is never left"
#define EK_PROBLEM_IN_TWO "in two states at a time"
#define EK_PROBLEM_APART "days between spells of this person are in none of them; no move is counted across them"
#define EK_PROBLEM_AFTER_UNTIL "after the last day that the study says the file knows"

/* A message in the language; in Swedish without the names and numbers in it. */
const char *ek_problem_text(const char *message, enum ek_lang lang);

#endif
