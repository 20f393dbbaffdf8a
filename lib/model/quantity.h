/* Quantities of a study or a model ready to be evaluated: a formula, moved to
 * the price year, perhaps uncertain. */
#ifndef EK_MODEL_QUANTITY_H
#define EK_MODEL_QUANTITY_H

#include "model/formula.h"
#include "model/model.h"

enum ek_dist { EK_DIST_NONE, EK_DIST_NORMAL, EK_DIST_LOGNORMAL, EK_DIST_BETA, EK_DIST_GAMMA,
               EK_DIST_PERT, EK_DIST_TRIANGULAR, EK_DIST_UNIFORM };

struct ek_quantity {
  const struct ek_value *value;      /* as written; NULL for a constant */
  const struct ek_formula *formula;  /* of the value; NULL when it has a distribution */
  struct ek_unit unit;
  int price_year;                    /* 0: none, already in the price year */
  int index;                         /* -1: the model's default */
  double min, max;                   /* both 0: unbounded; canonical */
  enum ek_dist dist;
  int slot;                          /* its column in ek_world.drawn; -1: certain */
  const struct ek_formula *mean, *sd, *t, *p, *low, *mode, *high, *quantile[2], *cut[2]; /* NULL: not said */
};

/* A parameter's value replaced by a study. */
struct ek_override {
  int parameter;
  const struct ek_quantity *quantity;
};

/* Compiles `value`. `unit`: what it must be (any of `n_units`; 0: anything).
 * Uncertain quantities are appended to `uncertain` (list of struct ek_quantity *), which gives their slot.
 * NULL when absent (value->text and dist both NULL) or on errors. */
const struct ek_quantity *ek_quantity_compile(struct ek_arena *arena, const struct ek_value *value,
                                              const struct ek_scope *scope,
                                              const struct ek_unit *units, size_t n_units,
                                              struct ek_list *uncertain, struct ek_diags *diags);
const struct ek_quantity *ek_quantity_constant(struct ek_arena *arena, double number,
                                               struct ek_unit unit);
/* Its column: drawn, or by formula; moved to the price year; checked to be finite and
 * within its range (diagnostic and the value as it is when not). */
double *ek_quantity_eval(const struct ek_quantity *quantity, struct ek_env *env);

#endif
