/* A tally on its way. Private to the room. */
#ifndef EK_INDICATORS_TALLY_PARTS_H
#define EK_INDICATORS_TALLY_PARTS_H

#include "indicators/tally.h"

/* Answers about one indicator in one part and period: those that say something come first. */
struct ek_answer_cell {
  size_t first, n, missing, persons, positive;
  double sum;
  bool hidden, missing_hidden;
};

struct ek_tally_maker {
  struct ek_arena *arena;
  const struct ek_answers *a;
  int by;
  size_t parts, periods;
  const struct ek_answer **ordered; /* [n] by cell, then by person and answer */
  struct ek_answer_cell *cells;     /* [measured * parts * periods] */
  bool *used;                       /* [measured] is it asked for? */
  struct ek_arena *scratch;         /* for the samples of one change */
};

struct ek_answer_cell *ek_tally_cell(const struct ek_tally_maker *m, size_t measured, size_t part, size_t period);
/* Puts answers in their cells, and hides. */
void ek_tally_cells(struct ek_tally_maker *m);
/* Is the indicator of this perspective, asked for, and shown there? */
bool ek_tally_shown(const struct ek_tally_maker *m, size_t measured, int perspective, size_t part, size_t period);
/* How far the outcome is from that of the baseline. */
void ek_tally_change(const struct ek_tally_maker *m, struct ek_tally_row *row);

#endif
