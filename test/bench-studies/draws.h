/* What both loops written by hand have of their own of random numbers: the samplers are GSL's and
 * the distributions those that ekusia makes of a mean and a standard deviation. Vectors hold eight
 * draws; loops over draws are then arithmetic alone, in registers. */
#ifndef BENCH_DRAWS_H
#define BENCH_DRAWS_H

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LANES = 8, BLOCK = 256, VECTORS = BLOCK / LANES };
typedef double vector __attribute__((vector_size(LANES * sizeof(double))));
union column { /* of a block of draws */
  double of[BLOCK];
  vector in[VECTORS];
};
#define WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))

static gsl_rng *rng;

static void draw_gamma(union column *out, double mean, double sd) {
  double b = sd * sd / mean, a = mean / b;
  for (int d = 0; d < BLOCK; d++) out->of[d] = gsl_ran_gamma(rng, a, b);
}

static void draw_beta(union column *out, double mean, double sd) {
  double n = mean * (1 - mean) / (sd * sd) - 1, a = mean * n, b = (1 - mean) * n;
  for (int d = 0; d < BLOCK; d++) out->of[d] = gsl_ran_beta(rng, a, b);
}

static void draw_lognormal(union column *out, double mean, double sd) {
  double s = sqrt(log1p(sd * sd / (mean * mean))), m = log(mean) - s * s / 2;
  for (int d = 0; d < BLOCK; d++) out->of[d] = exp(m + gsl_ran_gaussian_ziggurat(rng, s));
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A column's sum over the draws of the block that are wanted. */
static inline double sum_of(const union column *c, long wanted) {
  double sum = 0;
  for (long d = 0; d < BLOCK && d < wanted; d++) sum += c->of[d];
  return sum;
}

#endif
