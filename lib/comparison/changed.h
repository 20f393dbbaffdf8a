/* What differs between two studies, value by value, and studies between them: some values as in the
 * one, the others as in the other. */
#ifndef EK_COMPARISON_CHANGED_H
#define EK_COMPARISON_CHANGED_H

#include "comparison/cause.h"

struct ek_changed {
  const char *path;         /* as ek_change: "settings.price_year", "costs.Lokal.amount" */
  const char *before, *now; /* as written; NULL: not there; "": a list, a map or a long text */
  ek_causes causes;         /* empty: it changes no result in kronor */
};

/* Lists (struct ek_changed) what differs, in the order of the old study, then what is new. `expect` is
 * left out; so is settings.rules_date, for whose day the caller knows. */
struct ek_list ek_changed_list(struct ek_arena *arena, const struct ek_study *old, const struct ek_study *new);
/* The old study's tree with the new values of everything whose causes all are among `taken`. It says
 * neither `expect` nor settings.rules_date. Assumptions, states and services of one of them alone are
 * in it always: they do nothing until something names them. */
const struct ek_node *ek_changed_tree(struct ek_arena *arena, const struct ek_study *old, const struct ek_study *new, ek_causes taken);

#endif
