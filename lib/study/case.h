/* Type cases: who took part, and the path of states and services each took. */
#ifndef EK_STUDY_CASE_H
#define EK_STUDY_CASE_H

#include "base/date.h"
#include "model/model.h"
#include "model/quantity.h"

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
extern const struct ek_record ek_record_household;

struct ek_case {
  struct ek_name name;
  struct ek_pos pos;
  struct ek_value weight_value;
  const struct ek_quantity *weight;
  const char *sex, *education;
  int age; /* 0: not said */
  struct ek_household household;
  struct ek_name municipality; /* text NULL: the study's */
  ek_month start;           /* 0: the study's */
  struct ek_list inputs;    /* struct ek_named_value, for all phases */
  struct ek_phase before, during, after;
  struct ek_list later;     /* struct ek_phase: what follows `after` */
  struct ek_phase full;     /* made: full work, for the potential; absent without such a state */
};
extern const struct ek_record ek_record_case;

#endif
