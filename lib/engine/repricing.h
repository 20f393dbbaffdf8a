/* People whose prices are not the same in all draws: which standings an uncertain or varied value
 * reaches, and where each of them counts. The others keep the prices they have, and what rests on
 * no such value is not computed anew. Private to the room. */
#ifndef EK_ENGINE_REPRICING_H
#define EK_ENGINE_REPRICING_H

#include "engine/run.h"

/* Where a member counts with a standing. */
struct ek_use {
  uint32_t member;
  uint32_t where;   /* a stretch of time; behind them enum ek_use_of */
  float sign;
};
/* What is counted besides the stretches: of all, the change in work; of participants, what is
 * foregone and used before and after, and full work. */
enum ek_use_of { EK_USE_WORK, EK_USE_BEFORE, EK_USE_AFTER, EK_USE_FULL, EK_USES };

struct ek_repricing {
  size_t n;                 /* standings; 0: all have the prices of the base */
  const uint32_t *standing; /* [n] sorted by shape */
  const size_t *first_use;  /* [n + 1] */
  struct ek_use *uses;      /* sorted by where */
  const struct ek_crowd *rest; /* the base's crowd, in which these have nothing */
};

/* The standings whose shape is `wanted`, sorted by shape, and of each standing its number among
 * them + 1; 0: it is not. How many there are. */
size_t ek_repricing_find(struct ek_arena *arena, const struct ek_crowd *crowd, bool (*wanted)(const void *data, const struct ek_asked *asked),
                         const void *data, uint32_t **standing, uint32_t **number);
/* Does what is varied reach prices that rest on what was asked for? */
bool ek_varied_reaches(const struct ek_varied *varied, const struct ek_asked *asked);
/* For runs like `runner`, whose people were priced by the base: what is `random` or varied in it.
 * In the runner's arena. */
const struct ek_repricing *ek_repricing_new(const struct ek_runner *runner, const struct ek_runner *base);

/* Sums that standings add to, [width] each; draws of the runner are repeated until they fill it. */
struct ek_repriced {
  size_t width;
  const double *weight;     /* [members * width] */
  double *stretch;          /* [stretches * accounts * width] kr a year */
  double *work, *subsidised, *potential[2][2]; /* as in struct ek_sums */
};
/* Prices the standings in all draws of the runner and adds what they make. */
void ek_repricing_add(const struct ek_repricing *repricing, struct ek_runner *runner, const struct ek_repriced *out);

#endif
