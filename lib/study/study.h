/* One evaluation as its author wrote it: who took part, what became of them,
 * what it cost, and what it is compared with. Knows nothing of how results
 * are computed. */
#ifndef EK_STUDY_STUDY_H
#define EK_STUDY_STUDY_H

#include "model/model.h"
#include "model/quantity.h"

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
  const char *municipality;
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

/* An item of the model or the study, in a quantity (a share, or so many a year). */
struct ek_holding {
  const struct ek_item *item;
  const struct ek_quantity *quantity;
  struct ek_pos pos;
};
/* A value for an input of an item; NULL quantity: the item's default. */
struct ek_given {
  const struct ek_item *item;
  int input;
  const struct ek_quantity *quantity;
};

struct ek_phase {
  bool present;
  struct ek_pos pos;
  const char *name;
  struct ek_list states, services, inputs; /* struct ek_named_value */
  int months;              /* 0: for ever */
  struct ek_holding *holdings;
  size_t n_holdings;
  struct ek_given *given;
  size_t n_given;
};

struct ek_household {
  bool present;
  int adults;
  struct ek_list children; /* int ages */
};

struct ek_case {
  struct ek_name name;
  struct ek_pos pos;
  struct ek_value weight_value;
  const struct ek_quantity *weight;
  const char *sex, *education;
  int age; /* 0: not said */
  struct ek_household household;
  const char *municipality; /* NULL: the study's */
  ek_month start;           /* 0: the study's */
  struct ek_list inputs;    /* struct ek_named_value, for all phases */
  struct ek_phase before, during, after;
  struct ek_list later;     /* struct ek_phase: what follows `after` */
  struct ek_phase full;     /* made: full work, for the potential; absent without such a state */
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
enum ek_correction { EK_DEADWEIGHT, EK_LEAKAGE, EK_DISPLACEMENT, EK_SUBSTITUTION, EK_ATTRIBUTION,
                     EK_HAIRCUT, EK_RETENTION, EK_CORRECTIONS };

struct ek_comparison {
  bool present;
  struct ek_pos pos;
  bool before_continues;
  struct ek_value deadweight, displacement, leakage, substitution;
  const char *note;
};
struct ek_effect {
  bool present;
  int lag; /* months */
  struct ek_value attribution, haircut, retention;
  struct ek_list retention_profile; /* struct ek_value: share left in year 1, 2, … */
  int retention_step;
};

struct ek_financing { /* how a pool is split in this study */
  struct ek_name name;
  struct ek_list shares; /* struct ek_named_value */
};
struct ek_pool_split { /* per pool of the model: accounts and shares in force */
  size_t n;
  int *account;
  const struct ek_quantity **share;
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
  int horizon; /* months, 0: none */
  int year;    /* for figures by year */
  struct ek_value value;
  const char *text; /* instead of a value: "ingen" */
  struct ek_value tolerance;
  const char *source;
};

struct ek_flow_override { /* item.flow: amount */
  const struct ek_item *item;
  const struct ek_flow *flow;
  const struct ek_quantity *quantity;
  const struct ek_named_value *written;
};

struct ek_study {
  int format;
  const char *title, *organisation, *summary;
  struct ek_class class;
  struct ek_name model_name;
  struct ek_settings settings;
  struct ek_list assumption_list; /* struct ek_named_value */
  struct { struct ek_list cases; bool present; struct ek_pos pos; } participants;
  struct ek_list costs;           /* struct ek_cost */
  struct ek_comparison comparison;
  struct ek_effect effect;
  struct ek_list financing;       /* struct ek_financing */
  struct ek_list states, services; /* struct ek_item, the study's own */
  struct ek_list override_list;   /* struct ek_named_value */
  struct ek_list notes;           /* struct ek_named_text */
  struct ek_list unpriced;        /* struct ek_unpriced */
  struct ek_list expect;          /* struct ek_expect */
  struct ek_pos pos;

  /* Made ready by ek_study_compile. */
  const struct ek_source *source;
  const char *hash;
  const struct ek_model *model;
  const struct ek_quantity **assumptions; /* [assumption_list.n] */
  struct ek_list uncertain;               /* struct ek_quantity *, by slot */
  struct ek_override *overrides;          /* of parameters */
  size_t n_overrides;
  struct ek_list flow_overrides;          /* struct ek_flow_override */
  struct ek_pool_split *splits;           /* [model->n_pools] */
  const struct ek_quantity *correction[EK_CORRECTIONS]; /* NULL: none stated */
  const struct ek_quantity **retention_profile;
  const struct ek_quantity *discount_rate; /* NULL: schedule or none */
  int schedule;                            /* of the model, -1: none */
  ek_day rules_date;
  struct ek_list set;                      /* struct ek_setting: what the command line changed */
};

struct ek_setting { const char *path, *text; };

/* What a command adds: --set path=value, and where models are found. */
struct ek_study_options {
  const struct ek_setting *set;
  size_t n_set;
  const char *const *model_folders; /* searched in order, NULL-ended */
};

/* Reads the study in `path` ("-": standard input), its model, and makes it
 * ready. NULL when there were errors (in diags). Warnings may have been added. */
struct ek_study *ek_study_read(struct ek_arena *arena, const char *path,
                               const struct ek_study_options *options, struct ek_diags *diags);

extern const struct ek_record ek_record_study;

#endif
