/* Intervals of 95 % for shares and means, and for how far two of them are apart. */
#ifndef EK_INDICATORS_INTERVAL_H
#define EK_INDICATORS_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ek_gap {
  double value, low, high; /* low and high NaN: no interval can be had */
};

/* Wilson's score interval for a share of n (Wilson 1927, JASA 22:209-212). */
void ek_share_interval(double share, double n, double *low, double *high);

/* What a share later is above one earlier, by Newcombe's hybrid of score intervals (1998, Statistics
 * in Medicine 17:873-890, method 10; of the same persons 17:2635-2650, method 10). `correlation` is
 * that of the two shares: 0 of other persons. */
struct ek_gap ek_share_difference(double before, double n_before, double after, double n_after, double correlation);

/* One number for each person, by rising `who`. */
struct ek_sample {
  size_t n;
  const uint32_t *who;
  const double *value;
};
double ek_sample_mean(const struct ek_sample *sample);
/* How many are in both, and the correlation of their numbers (NaN where it cannot be had: of fewer
 * than three, or where all of a side are alike). */
size_t ek_sample_both(const struct ek_sample *a, const struct ek_sample *b, double *correlation);
/* The correlation of two shares, of samples of 0 and 1: the phi of those who are in both, with
 * Newcombe's correction (few who agree prove little), times n_both / sqrt(n_0 n_1); 0 where it cannot be had. */
double ek_share_correlation(const struct ek_sample *before, const struct ek_sample *after);
/* What the mean later is above the mean earlier. Of other persons Welch's interval (1947,
 * Biometrika 34:28-35), of the same that of Student's paired t, of some of them that of Derrick,
 * Russ, Toher and White (2017, J. Mod. Appl. Stat. Methods 16(1):137-157, unequal variances), which
 * becomes the other two at its ends. No interval of fewer than two on a side, or without any spread. */
struct ek_gap ek_mean_difference(const struct ek_sample *before, const struct ek_sample *after);

#endif
