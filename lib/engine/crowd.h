/* Prices where participants of a file stand: each standing once, many at a time, with persons
 * where a study of type cases has draws. What is learnt of a standing is all that any sum over
 * persons needs. */
#ifndef EK_ENGINE_CROWD_H
#define EK_ENGINE_CROWD_H

#include "engine/situation.h"
#include "people/people.h"

/* The flows of all standings of one shape: kr a year, a row for each. */
struct ek_shape_price {
  size_t n, n_flows;
  const struct ek_priced_flow *flows; /* [n_flows] their ends and names; no amounts */
  double *amount;                     /* [n * n_flows] */
  struct ek_asked asked;              /* what of the study its prices rest on */
};

struct ek_crowd {
  const struct ek_people *people;
  size_t accounts;          /* with the two boundaries */
  size_t lines;             /* of the household's economy */
  struct ek_shape_price *shapes;
  uint32_t *row;            /* [standings] the row in its shape's amounts */
  double *net;              /* [standings * accounts] kr a year that reach less those that leave */
  double *production, *exclusion, *work, *subsidised; /* [standings] as in a situation */
  double *line;             /* [standings * lines] kr a year */
  double *disposable, *earned, *marginal; /* [standings]; NaN: no pay */
};

struct ek_result;
/* Of a result of people; NULL for one of type cases. */
const struct ek_crowd *ek_result_crowd(const struct ek_result *result);

struct ek_runner;
/* Prices all standings of the runner's people. Faults go to the runner's diagnostics. */
struct ek_crowd *ek_crowd_price(struct ek_runner *runner);

/* A standing in all draws of a run, [draws] each. */
struct ek_standing_price {
  const double *net;        /* [accounts * draws] kr a year that reach less those that leave */
  const double *production, *exclusion, *work, *subsidised;
};
typedef void ek_take_price(void *data, size_t number, const struct ek_standing_price *price);
/* Prices `n` standings, sorted by shape, in each of the runner's draws, and hands them over one by
 * one: number 0 to n - 1 of them. Nothing of it is kept. */
void ek_crowd_draw(struct ek_runner *runner, const uint32_t *standings, size_t n, ek_take_price *take, void *data);

#endif
