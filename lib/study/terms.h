/* The terms of an evaluation: how it is computed, what the insats cost, what
 * it is compared with, how the effect comes and goes, what is expected. */
#ifndef EK_STUDY_TERMS_H
#define EK_STUDY_TERMS_H

#include "base/date.h"
#include "model/evidence.h"
#include "model/quantity.h"
#include "read/bind.h"
#include "study/followup.h"

enum ek_profile { EK_PROFILE_NPV, EK_PROFILE_NYTTOSAM };
enum ek_timing { EK_TIMING_MONTH_START, EK_TIMING_MONTH_MID, EK_TIMING_MONTH_END,
                 EK_TIMING_YEAR_START, EK_TIMING_YEAR_MID, EK_TIMING_YEAR_END };
enum ek_savings { EK_SAVINGS_FULL, EK_SAVINGS_VARIABLE };
enum ek_retention_step { EK_RETENTION_YEAR, EK_RETENTION_MONTH };

struct ek_class {
  const char *target, *type, *phase;
};

struct ek_discount {
  struct ek_value rate;
  struct ek_name schedule; /* of the model, or "none" */
  bool present;
};

struct ek_settings {
  struct ek_name municipality;
  int price_year;
  ek_month start;
  struct ek_list horizons; /* int months, as written */
  struct ek_discount discount;
  int profile, timing, savings;
  ek_day rules_date;      /* 0: 1 July of the price year */
  int write_off;          /* months over which the cost is written off; 0: at once */
  struct ek_pos pos;
  bool present;
};

enum ek_cost_timing { EK_COST_ONCE, EK_COST_SPREAD, EK_COST_PER_PARTICIPANT,
                      EK_COST_PER_PARTICIPANT_TIME };
struct ek_cost {
  struct ek_name name;
  struct ek_pos pos;
  const char *category;
  struct ek_name payer, receiver;
  struct ek_value amount_value;
  ek_month month, from, until; /* 0: not said */
  const char *note;
  const struct ek_quantity *amount;
  enum ek_cost_timing timing;
  int payer_account, pool; /* one of them is -1 */
  int receiver_account;
};

/* The adjustments from gross to net, in the order in which they are shown. */
enum ek_correction { EK_COMPARED, /* a comparison group, which has no share */
                     EK_DEADWEIGHT, EK_LEAKAGE, EK_DISPLACEMENT, EK_SUBSTITUTION, EK_ATTRIBUTION,
                     EK_HAIRCUT, EK_RETENTION, EK_CORRECTIONS };

struct ek_comparison {
  bool present;
  struct ek_pos pos;
  bool before_continues;
  struct ek_value deadweight, displacement, leakage, substitution;
  struct ek_followup group;      /* a comparison group in a file */
  struct ek_weighting_terms weighting; /* of the group in the file */
  struct ek_list transitions;    /* struct ek_transition: one as counts */
  const char *note;
};
struct ek_effect {
  bool present;
  int lag; /* months */
  struct ek_value attribution, haircut, retention;
  struct ek_list retention_profile; /* struct ek_value: share left in year 1, 2, … */
  int retention_step;
};

/* Which scale of evidence corrects values, as written. */
struct ek_evidence_terms {
  bool present;
  struct ek_pos pos;
  struct ek_name profile; /* a scale of the model; or */
  struct ek_list steps;   /* struct ek_evidence_step: the study's own */
  struct ek_list grades;  /* struct ek_named_text: which step a grade is */
  struct ek_origin source;
};
extern const struct ek_record ek_record_evidence_terms;

struct ek_financing { /* how a pool is split in this study */
  struct ek_name name;
  struct ek_list shares; /* struct ek_named_value */
};
struct ek_pool_split { /* per pool of the model: accounts and shares in force */
  size_t n;
  int *account;
  const struct ek_quantity **share;
};

/* The bank of experience that the report holds the study against. */
struct ek_bank_terms {
  struct ek_name folder; /* text NULL: none */
  struct ek_class of;    /* which insatser of it; NULL: as the study */
};

enum ek_direction { EK_DIRECTION_PLUS, EK_DIRECTION_MINUS, EK_DIRECTION_UNKNOWN };
struct ek_unpriced {
  struct ek_name name;
  int direction;
  const char *actor, *note;
};

struct ek_expect {
  struct ek_pos pos;
  struct ek_name figure, actor;
  struct ek_name alternative, measure; /* of a cohort's */
  int horizon; /* months, 0: none */
  int year;    /* for figures by year */
  struct ek_value value;
  const char *text; /* instead of a value: "ingen" */
  struct ek_value tolerance;
  struct ek_value min, max; /* instead of a value: bounds */
  const char *source;
};

#endif
