/* States and services as flows between accounts, and what happens once per
 * person. A study may define its own in the same form. */
#ifndef EK_MODEL_ITEM_H
#define EK_MODEL_ITEM_H

#include "model/formula.h"
#include "read/bind.h"

struct ek_input {
  struct ek_name name;
  struct ek_label label;
  const char *unit_text;
  struct ek_unit unit;
  struct ek_value fallback;
  const struct ek_formula *formula; /* the default, or NULL: the study must give it */
  bool broken;                      /* its unit could not be read, which is told */
};

struct ek_flow {
  struct ek_name name;
  struct ek_label label;
  struct ek_name from_name, to_name;
  struct ek_value amount;
  struct ek_name income_name;
  struct ek_pos pos;
  int from, to;  /* accounts */
  int income;    /* index of the person's income it adds to, or -1 */
  const struct ek_formula *formula;
};

struct ek_unread;

enum ek_activity { EK_ACTIVITY_NONE, EK_ACTIVITY_BENEFIT, EK_ACTIVITY_SICKNESS,
                   EK_ACTIVITY_PROGRAMME, EK_ACTIVITY_STUDY, EK_ACTIVITY_SUBSIDISED_WORK,
                   EK_ACTIVITY_WORK };

/* A state or a service: something with flows, taken in a quantity. */
struct ek_item {
  struct ek_name name;
  const struct ek_unread *unread; /* as in a parameter */
  bool broken;
  struct ek_label label;
  bool is_state;
  int activity;            /* enum ek_activity; states */
  const char *unit_text;   /* services: what is counted */
  int price_year;          /* 0: prices of the rules date */
  struct ek_name index;
  struct ek_value variable_share;
  bool exclusion;          /* its resources are used because of exclusion from work */
  bool means_tested;       /* priced after the person's taxes, from what the household has */
  struct ek_list inputs;   /* struct ek_input */
  struct ek_list let;      /* struct ek_named_value */
  struct ek_list flows;    /* struct ek_flow */
  struct ek_origin source;
  enum ek_grade grade;
  const char *note;
  bool local;              /* defined by the study, not the model */
  struct ek_unit quantity; /* of its quantity: a share, or count/year */
  struct ek_locals locals; /* of the person what it may see, then inputs, then lets */
  size_t first_input;      /* where its own inputs begin among the locals */
  const struct ek_formula *variable;
};

struct ek_income {
  struct ek_name name;
  struct ek_label label;
  bool earned;       /* pay for work: what marginal effects are measured on */
  bool means_tested; /* what means-tested states give, and only they */
};
/* A line of the household's economy: kr/year, plus is money to spend. */
struct ek_household_line {
  struct ek_name name;
  struct ek_label label;
  struct ek_value amount;
  const struct ek_formula *formula;
};

/* What happens once per person and month, from the incomes of all states. It is
 * an item that everybody holds once: its inputs are what a study may say of a
 * household; its locals are inputs, incomes, lets. */
struct ek_personal {
  struct ek_item item;
  struct ek_list incomes;   /* struct ek_income */
  struct ek_list household; /* struct ek_household_line; they add to what it can spend */
  bool ready;               /* all of it has been compiled */
};

/* The person: inputs, incomes, lets, flows and lines. False with diagnostics. */
bool ek_model_compile_person(struct ek_arena *arena, struct ek_model *model, struct ek_diags *diags);
/* Resolves and compiles a state or service. `base` gives the model and, for
 * items that a study defines, the study's names; its locals are not used. */
bool ek_model_compile_item(const struct ek_scope *base, struct ek_arena *arena,
                           struct ek_item *item, struct ek_diags *diags);

/* Field tables shared with the study. */
extern const struct ek_record ek_record_state, ek_record_service;
/* What a means-tested state gives, by the model or by a study's override, may not rest on
 * what such states give. */
bool ek_model_check_flow_means(const struct ek_model *model, const struct ek_item *item,
                               const struct ek_flow *flow, const struct ek_formula *amount,
                               struct ek_pos pos, struct ek_arena *arena, struct ek_diags *diags);

#endif
