/* What results must have in common to be held against each other: the horizon, the price level, the
 * rules of a day, how later money is weighed. All of it is settings of the study, so that one that
 * was computed otherwise is computed anew with the settings of the others (as --set does). */
#ifndef EK_COMPARISON_GROUND_H
#define EK_COMPARISON_GROUND_H

#include "engine/result.h"

enum ek_ground_part { EK_GROUND_HORIZON, EK_GROUND_PRICE_YEAR, EK_GROUND_RULES_DATE, EK_GROUND_PROFILE, EK_GROUND_DISCOUNT,
                      EK_GROUND_TIMING, EK_GROUND_SAVINGS, EK_GROUND_WRITE_OFF, EK_GROUND_PARTS };

/* Each part as a study would write it: "[60 months]", "2022", "{rate: 0.035}"; equal texts are equal
 * ways of computing. */
struct ek_ground {
  size_t n_horizons;
  const int *horizons; /* months: at which the study has figures; of common ground none */
  int horizon;   /* months: the longest */
  double rate;   /* of discounting; NAN: a schedule, or none */
  const char *schedule; /* its name; NULL: a rate, or none */
  int write_off; /* months, 0: the cost is counted at once */
  const char *part[EK_GROUND_PARTS];
};

/* "price_year": its key under `settings`. */
const char *ek_ground_key(enum ek_ground_part part);
/* How a result was computed, up to its longest horizon. In the result's arena. */
struct ek_ground ek_ground_of(const struct ek_result *result);
/* The same up to another horizon. */
void ek_ground_reach(struct ek_arena *arena, struct ek_ground *ground, int months);
/* The same discounted otherwise: by a rate, by a schedule where it is NAN, or not at all. */
void ek_ground_discount(struct ek_arena *arena, struct ek_ground *ground, double rate, const char *schedule);
/* The same in the prices of another year and, unless it is the same, by the rules of 1 July. */
void ek_ground_price_year(struct ek_arena *arena, struct ek_ground *ground, int year);
/* The longest horizon that all have; 0: there is none. */
int ek_ground_horizon(const struct ek_ground *grounds, size_t n);
/* Does a study computed so have figures at the horizon? */
bool ek_ground_has(const struct ek_ground *ground, int months);
/* All parts in one text, the same for the same ground. */
const char *ek_ground_text(struct ek_arena *arena, const struct ek_ground *ground);
/* The settings (struct ek_setting) with which a study that was computed on `own` is computed on
 * `common`; none: it is already. */
struct ek_list ek_ground_settings(struct ek_arena *arena, const struct ek_ground *own, const struct ek_ground *common);

#endif
