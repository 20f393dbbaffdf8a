/* Why results of two studies differ: what stands where in a study, in classes. Each key of a study
 * has its class in one table (cause.c). */
#ifndef EK_COMPARISON_CAUSE_H
#define EK_COMPARISON_CAUSE_H

#include "study/study.h"

/* In the order in which a difference is decomposed unless another is asked for: first how it is
 * computed, then in which money, then who, when, and what became of them. */
enum ek_cause {
  EK_CAUSE_HORIZON, /* how far is counted */
  EK_CAUSE_RULES,   /* the model, the rules of a day, the way of computing */
  EK_CAUSE_PRICE,   /* the price level, and what is stated in money: prices, wages, costs and who pays them */
  EK_CAUSE_INTAKE,  /* who took part, how many, and where they stood before */
  EK_CAUSE_TIMING,  /* when, and for how long */
  EK_CAUSE_EFFECT,  /* what became of them, and what would have become of them */
  EK_CAUSES
};
/* "horizon", "rules", "price", "intake", "timing", "effect". */
const char *ek_cause_name(enum ek_cause cause);
/* Those names parted by commas, the rest after them in the usual order. False: `bad` is a part that is none of
 * them, or is named twice. */
bool ek_cause_order(struct ek_arena *arena, const char *text, enum ek_cause order[EK_CAUSES], const char **bad);

/* Several causes, as a set; empty: of what changes no result in kronor. */
typedef unsigned ek_causes;
#define EK_CAUSE(c) (1u << EK_CAUSE_##c)
#define EK_CAUSES_ALL ((1u << EK_CAUSES) - 1)

enum {
  EK_CAUSE_WHOLE = 1, /* also of everything below that has no row of its own */
  EK_CAUSE_MONEY = 2, /* what is below is a price where it is in money */
  EK_CAUSE_IDLE = 4   /* what is below does nothing unless something else names it */
};
/* A row of the table. */
struct ek_cause_row {
  const char *place; /* "participants.cases.*.weight"; `*`: a name of the author's, or an item of a list */
  ek_causes causes;  /* several: they cannot be parted here */
  unsigned flags;
};
/* The row of a place: its own, or that of the nearest above it; NULL: there is none. */
const struct ek_cause_row *ek_cause_find(const char *place);
/* All rows. */
const struct ek_cause_row *ek_cause_rows(size_t *n);
/* Is the row of the place its own? */
bool ek_cause_own(const char *place);
/* The place of `key` below a place: its own name where the table knows it, else `*`. */
const char *ek_cause_below(struct ek_arena *arena, const char *place, const char *key);

/* The causes of a value at `place`, called `name` there (the last part of its path). The value is
 * `node`, of `study`, which knows what is in money and which names of the model are. */
ek_causes ek_cause_of(const struct ek_study *study, struct ek_arena *arena, const char *place, const char *name, const struct ek_node *node);

#endif
