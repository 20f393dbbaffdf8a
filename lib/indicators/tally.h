/* What answers say of each indicator and each perspective: how many, the share that is positive, the
 * mean, and how far both are from the baseline. Nothing that rests on few persons is in it.
 *
 * What is hidden: an indicator of fewer than EK_FEWEST persons; one of fewer than EK_FEWEST_ALIKE of
 * whom all are on one side, for the share would tell what each of them said; and of groups or
 * organisations the next smallest, so that the whole less those that are shown tells neither.
 * A perspective is the sum of those of its indicators that are shown, and so tells nothing more. */
#ifndef EK_INDICATORS_TALLY_H
#define EK_INDICATORS_TALLY_H

#include "indicators/answers.h"
#include "indicators/interval.h"
#include "privacy/masking.h"

#define EK_FEWEST_ALIKE (2 * EK_FEWEST)

enum ek_change_state {
  EK_CHANGE_KNOWN,
  EK_CHANGE_NO_BASELINE,  /* none is stated, or it was not measured then */
  EK_CHANGE_IS_BASELINE,
  EK_CHANGE_OTHERS,       /* of a perspective: other indicators were measured, or are shown */
  EK_CHANGE_HIDDEN
};

struct ek_tally_row {
  int measured;           /* of the answers' `measured`; -1: a whole perspective */
  int perspective;
  uint32_t part, period;
  bool hidden;            /* then n is 0 and numbers are NaN */
  bool missing_hidden;    /* fewer than EK_FEWEST say nothing, or it would tell of such */
  size_t n, missing;      /* answers, and how many say nothing */
  double share, mean;     /* NaN: nobody answered; the mean also where scales differ */
  double share_low, share_high; /* of a single question; else NaN */
  enum ek_change_state change;
  struct ek_gap share_change, mean_change; /* low and high NaN: no interval */
};

struct ek_tally {
  const struct ek_answers *answers;
  int by;                 /* enum ek_answer_part: group or organisation; -1: all together */
  size_t n_parts;
  const char **parts;     /* [n_parts] words of the file; NULL: so few that it is not told; "" together */
  size_t n;
  struct ek_tally_row *rows; /* [n] by perspective, the whole of it first, then part and period; measured ones only */
};

struct ek_tally *ek_tally_make(struct ek_arena *arena, const struct ek_answers *answers, int by, bool core);
/* The row, or NULL. */
const struct ek_tally_row *ek_tally_find(const struct ek_tally *tally, int measured, int perspective, uint32_t part, uint32_t period);

#endif
