/* Chances of going from one state to another, and what they may depend on: as written in a matrix,
 * and made ready. */
#ifndef EK_STUDY_CHANCE_H
#define EK_STUDY_CHANCE_H

#include "markov/hazard.h"
#include "model/quantity.h"

/* A length of time as it is written: whole months, or whole days; one of them is 0. */
struct ek_span {
  int months, days;
  double years;  /* a day is 1/365 */
};

/* One chance of a row: the probability of going from a state to another in a cycle. */
struct ek_chance {
  struct ek_name to;
  struct ek_pos pos;
  struct ek_value probability, rate, count, shape, scale, relative_risk, hazard_ratio, odds_ratio;
  struct ek_name per;   /* the length of time of the probability; text NULL: a cycle */
  int hazard;           /* enum ek_hazard */
  int clock;            /* enum ek_clock_kind, of a hazard */
  struct ek_name for_text;
  struct ek_value cap;  /* what a ratio may bring the probability to */

  /* Made ready. */
  bool rest, written;   /* `rest`; says what the chance is, and not only how it differs */
  struct ek_span over;  /* the time of the probability; all 0: a cycle */
  int first_cycles;     /* ratios hold for so many; 0: as long as first_years, which is also 0: always */
  double first_years;
  const struct ek_quantity *q_probability, *q_rate, *q_count, *q_shape, *q_scale, *q_relative_risk,
      *q_hazard_ratio, *q_odds_ratio, *q_cap;
  const struct ek_list *row; /* struct ek_chance: those written in one row with it, which counts are parts of */
  const struct ek_chance *base; /* what ratios bear on, of the alternative that this is based on */
};

/* What formulas of a cohort may ask of the time: names that stand for numbers of the cycle. */
enum ek_clock_kind { EK_CLOCK_CYCLE, EK_CLOCK_YEARS, EK_CLOCK_AGE, EK_CLOCK_IN_STATE,
                     EK_CLOCK_CALENDAR, EK_CLOCK_FEMALE, EK_CLOCKS };
enum { EK_TABLES_MOST = 50, EK_CLOCK_MOST = EK_CLOCKS + EK_TABLES_MOST }; /* of a cohort; more are an error */
extern const char *const ek_clock_names[EK_CLOCKS]; /* cycle, years, age, in_state, calendar_year, female */

/* Numbers by age, cycle, time in the state or calendar year: a name in formulas. */
struct ek_timetable {
  struct ek_name name;
  struct ek_name file;    /* CSV beside the study; text NULL: written under values */
  int by;                 /* enum ek_clock_kind */
  struct ek_name key;     /* the column that it goes by */
  struct ek_name column;  /* of the numbers */
  struct ek_list columns; /* struct ek_named_text: by sex, a column each */
  struct ek_list values;  /* struct ek_named_value: from a number on, a value */
  const char *unit_text;
  struct ek_origin source;
  /* Made ready: from[i] on it is value[sex][i]; the last goes on. */
  struct ek_unit unit;
  size_t n;
  double *from;
  const double *value[2]; /* men or all, women */
};

/* Deaths besides what the matrix says: first who dies, then where the others go. */
struct ek_mortality {
  bool present;
  struct ek_pos pos;
  struct ek_name to;              /* the state of the dead */
  struct ek_value probability, rate;
  struct ek_list hazard_ratio;    /* struct ek_named_value, by state */
  const struct ek_quantity *q_probability, *q_rate;
  const struct ek_quantity **ratio; /* [states] NULL: 1 */
  int state;
};

extern const struct ek_record ek_record_chance, ek_record_mortality, ek_record_timetable;

#endif
