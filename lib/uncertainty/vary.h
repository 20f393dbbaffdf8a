/* What of a study may be another than it says, and runs in which it is. What is varied is a column, so
 * that many values are tried in one run. */
#ifndef EK_UNCERTAINTY_VARY_H
#define EK_UNCERTAINTY_VARY_H

#include "engine/run.h"

/* Something that may be another than the study says. */
struct ek_vary {
  enum ek_vary_kind kind;
  int index;             /* of the correction */
  const char *name;      /* as in --set; stable words for the others: costs, participants, discount */
  struct ek_unit unit;
  const struct ek_quantity *quantity; /* as the study says it; NULL: it does not */
  double base, low, high; /* as stated, before it is moved to the price year; NaN: no range is known */
  bool drawn;            /* low and high are the 10th and 90th percentile of its distribution */
  double least, most;    /* between which it is sought */
  const bool *few;       /* [actors * horizons] by ek_vary_at: it changes anything for few persons, and what it does is
                            not told; NULL: for nobody or enough */
};

/* All of them: assumptions and other values that are numbers or uncertain, corrections, the discount rate, costs,
 * participants. What follows from others by a formula is not among them. struct ek_vary. */
struct ek_list ek_vary_all(struct ek_arena *arena, const struct ek_result *base);
/* By its name, or what people call it, in any case and with spaces for underscores; NULL: none. */
const struct ek_vary *ek_vary_find(struct ek_arena *arena, const struct ek_list *all, const char *name);

/* What an uncertain quantity is called: an assumption's, a correction's, a cost's or an override's name, `discount`, or,
 * with the line that it stands in, `line:25`, and the column where others stand there, `line:25:60`. */
const char *ek_vary_name(struct ek_arena *arena, const struct ek_study *study, const struct ek_quantity *quantity);
/* What people call a correction or another stable word; of an assumption neither language has any. */
struct ek_label ek_vary_label(const char *name);

/* For the run: `values` are [draws]. */
struct ek_varied ek_vary_column(const struct ek_vary *vary, const double *values);
/* Results when things are as their columns of `n` say, into `out`, which has room for them; NaN where they rest on few
 * persons. False, without a word, when some of them cannot be. */
bool ek_vary_try(const struct ek_result *base, const struct ek_varied *varied, size_t n_varied, size_t n, double **out);
/* The same one by one where that is so: NaN where it cannot be. */
void ek_vary_each(const struct ek_result *base, const struct ek_varied *varied, size_t n_varied, size_t n, double **out);
/* Such room: columns [n] by actor and horizon; and which of them is an actor's at one of the horizons. */
double **ek_vary_room(struct ek_arena *arena, const struct ek_result *base, size_t n);
size_t ek_vary_at(const struct ek_result *base, size_t actor, int horizon);
/* Kronor by which results differ that are the same but for the order of sums: half an öre, as in the proof of the books. */
double ek_vary_noise(double result);
/* `few` of the thing when it is tried at these values too; NULL: of nobody. */
bool *ek_vary_few_at(struct ek_arena *arena, const struct ek_result *base, const struct ek_vary *vary, const double *values, size_t n);
/* The same of any number of the study, which is `own`, when it is tried at these values alone. */
bool *ek_vary_few_of(struct ek_arena *arena, const struct ek_result *base, const struct ek_quantity *quantity, double own, const double *values, size_t n);
/* Is what the thing does to an actor's result not told, because that or the result rests on few persons? */
bool ek_vary_few(const struct ek_result *base, const struct ek_vary *vary, size_t actor, int horizon);

#endif
