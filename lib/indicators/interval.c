/* The limits of differences: each side's own are put together (Newcombe), or t with the degrees of
 * freedom that the spread of both sides gives. */
#include "indicators/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#define TAIL 0.975

void ek_share_interval(double p, double n, double *low, double *high) {
  double z = gsl_cdf_ugaussian_Pinv(TAIL), z2 = z * z;
  double middle = 2 * n * p + z2, width = z * sqrt(z2 + 4 * n * p * (1 - p)), whole = 2 * (n + z2);
  *low = p <= 0 ? 0 : (middle - width) / whole; /* exactly so at the ends, whatever is rounded */
  *high = p >= 1 ? 1 : (middle + width) / whole;
}

struct ek_gap ek_share_difference(double before, double n_before, double after, double n_after, double r) {
  double l0, u0, l1, u1;
  ek_share_interval(before, n_before, &l0, &u0);
  ek_share_interval(after, n_after, &l1, &u1);
  double down1 = after - l1, up1 = u1 - after, down0 = before - l0, up0 = u0 - before;
  double value = after - before;
  return (struct ek_gap){value, value - sqrt(fmax(0, down1 * down1 - 2 * r * down1 * up0 + up0 * up0)),
                                value + sqrt(fmax(0, up1 * up1 - 2 * r * up1 * down0 + down0 * down0))};
}

double ek_sample_mean(const struct ek_sample *s) {
  double sum = 0;
  for (size_t i = 0; i < s->n; i++) sum += s->value[i];
  return sum / (double)s->n;
}

static double variance(const struct ek_sample *s) {
  double mean = ek_sample_mean(s), sum = 0;
  for (size_t i = 0; i < s->n; i++) sum += (s->value[i] - mean) * (s->value[i] - mean);
  return sum / (double)(s->n - 1);
}

/* Goes to the next person who is in both; false: there is none. */
static bool next_both(const struct ek_sample *a, const struct ek_sample *b, size_t *i, size_t *k) {
  while (*i < a->n && *k < b->n && a->who[*i] != b->who[*k]) {
    if (a->who[*i] < b->who[*k]) ++*i;
    else ++*k;
  }
  return *i < a->n && *k < b->n;
}

/* Of those who are in both: squares and products of how far numbers are from their means. */
struct together {
  size_t n;
  double xx, yy, xy;
};

static struct together together(const struct ek_sample *a, const struct ek_sample *b) {
  struct together t = {0};
  double x = 0, y = 0;
  for (size_t i = 0, k = 0; next_both(a, b, &i, &k); i++, k++, t.n++) {
    x += a->value[i];
    y += b->value[k];
  }
  x /= (double)t.n;
  y /= (double)t.n;
  for (size_t i = 0, k = 0; next_both(a, b, &i, &k); i++, k++) {
    t.xx += (a->value[i] - x) * (a->value[i] - x);
    t.yy += (b->value[k] - y) * (b->value[k] - y);
    t.xy += (a->value[i] - x) * (b->value[k] - y);
  }
  return t;
}

size_t ek_sample_both(const struct ek_sample *a, const struct ek_sample *b, double *correlation) {
  struct together t = together(a, b);
  *correlation = t.n >= 3 && t.xx > 0 && t.yy > 0 ? t.xy / sqrt(t.xx * t.yy) : NAN;
  return t.n;
}

double ek_share_correlation(const struct ek_sample *a, const struct ek_sample *b) {
  struct together t = together(a, b);
  if (t.n < 3 || !(t.xx > 0) || !(t.yy > 0)) return 0;
  double product = t.xy > 0 ? fmax(0, t.xy - 0.5) : t.xy; /* Newcombe's ad - bc, less n / 2, per n */
  return product / sqrt(t.xx * t.yy) * (double)t.n / sqrt((double)a->n * (double)b->n);
}

/* Squared error of both means, and the degrees of freedom that it has. */
static double squared_error(const struct ek_sample *a, const struct ek_sample *b, double *freedom) {
  double na = (double)a->n, nb = (double)b->n, va = variance(a) / na, vb = variance(b) / nb, r;
  double both = (double)ek_sample_both(a, b, &r), alone = na + nb - 2 * both;
  double welch = (va + vb) * (va + vb) / (va * va / (na - 1) + vb * vb / (nb - 1));
  *freedom = welch;
  if (isnan(r)) return va + vb;
  *freedom = both - 1 + (welch - both + 1) / (alone + 2 * both) * alone;
  return va + vb - 2 * r * sqrt(va * vb) * both / sqrt(na * nb);
}

struct ek_gap ek_mean_difference(const struct ek_sample *before, const struct ek_sample *after) {
  struct ek_gap d = {ek_sample_mean(after) - ek_sample_mean(before), NAN, NAN};
  if (before->n < 2 || after->n < 2) return d;
  double freedom, error = squared_error(before, after, &freedom);
  if (!(error > 0)) return d;
  double half = gsl_cdf_tdist_Pinv(TAIL, freedom) * sqrt(error);
  d.low = d.value - half;
  d.high = d.value + half;
  return d;
}
