/* The same study under the rules of another day: its people, paths, costs and assumptions
 * with the taxes, benefits and amounts that the model has for that day, held against its
 * own result. Amounts of the law are nominal, so the other run is made in kronor of its own
 * year: what is written in kronor of the study's price year is moved there by the model's
 * default index, and what comes out is moved back by the same. */
#ifndef EK_ENGINE_RULES_CHANGE_H
#define EK_ENGINE_RULES_CHANGE_H

#include "engine/result.h"

/* A parameter that both runs used and that is not worth the same under both. */
struct ek_value_change {
  const struct ek_parameter *parameter;
  const char *place;  /* municipality in lower case, where there are several; or NULL */
  double own, other;  /* in canonical units, each in kronor of its own year */
  ek_day since;       /* from when the other holds; 0: not known of a table's row */
  double change;      /* from the one to the other at the same prices: 0.1 is 10 % more */
  double size;        /* of the change, from 0 to 2, for the order */
};

struct ek_rules_change {
  ek_day own_day, day;
  const struct ek_result *other; /* of the other run, in kronor of the day's year */
  double krona;                  /* how many of those one of the price year is */
  const struct ek_index *index;  /* that it was moved by; NULL when it was not */
  struct ek_list values;         /* struct ek_value_change, largest first */
  struct ek_list rules;          /* const struct ek_rule *: used, and of another wording */
  struct ek_list notes;          /* struct ek_note: stretched in the other run only */
};

/* Runs the result's study under the rules of `day` and hangs what changes on the result.
 * What is wrong in that run goes to `diags` and says so. */
enum ek_status ek_rules_change(struct ek_result *result, ek_day day, struct ek_diags *diags);

/* The actor's result under the other rules, in kronor of the study's price year, and how
 * much more that is than its own. For a result that has its `rules_change`. */
double ek_rules_result(const struct ek_result *result, int actor, int horizon);
double ek_rules_difference(const struct ek_result *result, int actor, int horizon);

#endif
