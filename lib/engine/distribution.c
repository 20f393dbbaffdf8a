/* Turns what people state about an uncertain value into a distribution. Two
 * quantiles are matched; for beta and gamma by a search within a search. */
#include "engine/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

static double part(const struct ek_formula *f, struct ek_world *world) {
  struct ek_env env = {.world = world};
  return f != NULL ? ek_formula_eval(f, &env)[0] : NAN;
}

struct ek_dist_terms ek_dist_terms_of(const struct ek_quantity *q, struct ek_world *world) {
  bool counted = q->value != NULL && q->value->of > 0;
  struct ek_dist_terms t = {.dist = q->dist, .mean = part(q->mean, world), .sd = part(q->sd, world), .t = part(q->t, world),
                            .p = part(q->p, world), .low = part(q->low, world), .mode = part(q->mode, world), .high = part(q->high, world),
                            .count = counted ? (double)q->value->count : NAN, .of = counted ? (double)q->value->of : NAN};
  for (int i = 0; i < 2; i++) {
    t.quantile[i] = part(q->quantile[i], world);
    t.at[i] = q->value != NULL ? q->value->at[i] : NAN;
    t.cut[i] = part(q->cut[i], world);
  }
  return t;
}

bool ek_dist_parts_known(const struct ek_quantity *q, const struct ek_dist_terms *t) {
  const struct { const struct ek_formula *said; double value; } parts[] = {
      {q->mean, t->mean}, {q->sd, t->sd}, {q->t, t->t}, {q->p, t->p}, {q->low, t->low}, {q->mode, t->mode}, {q->high, t->high},
      {q->quantile[0], t->quantile[0]}, {q->quantile[1], t->quantile[1]}, {q->cut[0], t->cut[0]}, {q->cut[1], t->cut[1]}};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) if (parts[i].said != NULL && !isfinite(parts[i].value)) return false;
  return true;
}

static bool fail(const char **why, const char *text) {
  *why = text;
  return false;
}

/* Lentz's continued fraction for the incomplete beta (Press et al., Numerical Recipes, 2007, 6.4), with as
 * many terms as a very concentrated one takes: GSL's gives up after 512. */
static double beta_fraction(double x, double a, double b) {
  double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), out = d;
  for (int m = 1; m < 1000000; m++) {
    const double terms[] = {m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))};
    double before = out;
    for (int i = 0; i < 2; i++) {
      d = 1 / (1 + terms[i] * d);
      c = 1 + terms[i] / c;
      out *= c * d;
    }
    if (fabs(out - before) <= 1e-15 * fabs(out)) break;
  }
  return out;
}

static double beta_below(double x, double a, double b) {
  double p = gsl_cdf_beta_P(x, a, b);
  if (!isnan(p)) return p;
  if (x > (a + 1) / (a + b + 2)) return 1 - beta_below(1 - x, b, a);
  return exp(a * log(x) + b * log1p(-x) - gsl_sf_lnbeta(a, b)) * beta_fraction(x, a, b) / a;
}

static double beta_above(double x, double a, double b) { return beta_below(1 - x, b, a); }

/* Two quantiles sought for a beta or gamma: what lies below the first and above
 * the second are its tails. Of its two parameters one is how concentrated it is,
 * the other where it lies; for each concentration there is one place where the
 * tails have the proportion asked for, and there the more concentrated leaves
 * less in them. So each of the two searches has exactly one answer. */
struct interval {
  enum ek_dist dist;
  double low, high;
  double below, above; /* the tails asked for */
  double log_concentration;
};

/* `place`: the log odds of a beta's mean, the log of a gamma's scale. */
static void shape_of(const struct interval *i, double place, double *a, double *b) {
  double k = exp(i->log_concentration);
  if (i->dist == EK_DIST_BETA) {
    *a = k / (1 + exp(-place));
    *b = k / (1 + exp(place));
  } else {
    *a = k;
    *b = exp(place);
  }
}

static void tails(const struct interval *i, double place, double *below, double *above) {
  double a, b;
  shape_of(i, place, &a, &b);
  bool beta = i->dist == EK_DIST_BETA;
  *below = beta ? beta_below(i->low, a, b) : gsl_cdf_gamma_P(i->low, a, b);
  *above = beta ? beta_above(i->high, a, b) : gsl_cdf_gamma_Q(i->high, a, b);
}

static double tail_skew(double place, void *interval) {
  const struct interval *i = interval;
  double below, above;
  tails(i, place, &below, &above);
  return below / i->below - above / i->above;
}

static double solve(double (*function)(double, void *), void *params, double from, double to,
                    bool *fine) {
  gsl_function f = {function, params};
  gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
  double root = NAN;
  *fine = function(from, params) * function(to, params) < 0 &&
          gsl_root_fsolver_set(solver, &f, from, to) == GSL_SUCCESS;
  for (int i = 0; *fine && i < 200; i++) {
    if (gsl_root_fsolver_iterate(solver) != GSL_SUCCESS) break;
    root = gsl_root_fsolver_root(solver);
    double lower = gsl_root_fsolver_x_lower(solver), upper = gsl_root_fsolver_x_upper(solver);
    if (gsl_root_test_interval(lower, upper, 0, 1e-13) == GSL_SUCCESS) break;
  }
  gsl_root_fsolver_free(solver);
  return root;
}

/* Where the tails have the proportion asked for. */
static double even_place(struct interval *i, bool *fine) {
  return i->dist == EK_DIST_BETA ? solve(tail_skew, i, -40, 40, fine)
                                 : solve(tail_skew, i, log(i->low) - 60, log(i->high) + 60, fine);
}

static double tail_excess(double log_concentration, void *interval) {
  struct interval *i = interval;
  bool fine;
  double below, above;
  i->log_concentration = log_concentration;
  double place = even_place(i, &fine);
  if (!fine) return NAN;
  tails(i, place, &below, &above);
  return below + above - i->below - i->above;
}

/* The normal distribution with two quantiles. */
static void normal_between(const struct ek_dist_terms *t, double low, double high, struct ek_dist_fit *out) {
  double z = gsl_cdf_ugaussian_Pinv(t->at[0]);
  out->b = (high - low) / (gsl_cdf_ugaussian_Pinv(t->at[1]) - z);
  out->a = t->at[0] + t->at[1] == 1 ? (low + high) / 2 : low - z * out->b;
}

static bool fit_quantiles(const struct ek_dist_terms *t, struct ek_dist_fit *out, const char **why) {
  double low = t->quantile[0], high = t->quantile[1];
  if (!(low < high)) return fail(why, "the lower of two quantiles or ends must come first");
  if (t->dist == EK_DIST_NORMAL) {
    normal_between(t, low, high, out);
    out->mean = out->a;
    return true;
  }
  if (!(low > 0)) return fail(why, "this distribution has only values above 0");
  if (t->dist == EK_DIST_LOGNORMAL) {
    normal_between(t, log(low), log(high), out);
    out->mean = exp(out->a + out->b * out->b / 2);
    return true;
  }
  if (t->dist == EK_DIST_BETA && !(high < 1)) return fail(why, "a beta distribution stays below 1");
  struct interval i = {t->dist, low, high, t->at[0], 1 - t->at[1], 0};
  bool fine;
  double log_concentration = solve(tail_excess, &i, -2, 25, &fine);
  if (!fine) return fail(why, "no distribution of this kind has those two values");
  i.log_concentration = log_concentration;
  shape_of(&i, even_place(&i, &fine), &out->a, &out->b);
  out->mean = t->dist == EK_DIST_BETA ? out->a / (out->a + out->b) : out->a * out->b;
  return fine;
}

/* From counts: so many of so many, with no prior, so that the mean is the share. */
static bool fit_counts(const struct ek_dist_terms *t, struct ek_dist_fit *out, const char **why) {
  if (!(t->count > 0) || !(t->count < t->of)) return fail(why, "count must be above 0 and below of: of none or all there is no beta distribution");
  *out = (struct ek_dist_fit){.a = t->count, .b = t->of - t->count, .mean = t->count / t->of};
  return true;
}

/* The standard error that a published t or p implies. */
static bool spread(const struct ek_dist_terms *t, double *sd, const char **why) {
  *sd = t->sd;
  if (isnan(t->t) && isnan(t->p)) return t->sd > 0 ? true : fail(why, "sd must be above 0");
  if (t->mean == 0) return fail(why, "with a mean of 0 neither t nor p says how wide it is");
  if (!isnan(t->p) && !(t->p > 0 && t->p < 1)) return fail(why, "p must be above 0 and below 1");
  double statistic = isnan(t->t) ? gsl_cdf_ugaussian_Qinv(t->p / 2) : t->t;
  if (statistic == 0) return fail(why, "t must not be 0");
  *sd = fabs(t->mean / statistic);
  return true;
}

static bool fit_moments(const struct ek_dist_terms *t, struct ek_dist_fit *out, const char **why) {
  double m = t->mean, sd;
  if (!spread(t, &sd, why)) return false;
  double v = sd * sd;
  out->mean = m;
  if (t->dist != EK_DIST_NORMAL && !(m > 0)) return fail(why, "the mean must be above 0");
  switch (t->dist) {
  case EK_DIST_NORMAL: out->a = m; out->b = sd; return true;
  case EK_DIST_LOGNORMAL:
    out->b = sqrt(log(1 + v / (m * m)));
    out->a = log(m) - out->b * out->b / 2;
    return true;
  case EK_DIST_GAMMA: out->a = m * m / v; out->b = v / m; return true;
  default: /* beta by its first two moments */
    if (!(m < 1) || !(v < m * (1 - m))) {
      return fail(why, "a beta distribution needs 0 < mean < 1 and sd² < mean (1 − mean)");
    }
    out->a = m * (m * (1 - m) / v - 1);
    out->b = (1 - m) * (m * (1 - m) / v - 1);
    return true;
  }
}

/* ---- cut off ---- */

/* The share that lies below x of a distribution that may be cut off. */
static double below(enum ek_dist dist, double a, double b, double x) {
  if (isinf(x)) return x > 0;
  switch (dist) {
  case EK_DIST_NORMAL: return gsl_cdf_gaussian_P(x - a, b);
  case EK_DIST_LOGNORMAL: return x > 0 ? gsl_cdf_gaussian_P(log(x) - a, b) : 0;
  case EK_DIST_BETA: return x <= 0 ? 0 : x >= 1 ? 1 : beta_below(x, a, b);
  default: return x > 0 ? gsl_cdf_gamma_P(x, a, b) : 0;
  }
}

/* The mean of what lies between two values. Of a normal it is moved by its densities there; the others,
 * weighted by their values, are distributions of their own kind again. */
static double mean_between(const struct ek_dist_terms *t, const struct ek_dist_fit *f) {
  double low = isnan(t->cut[0]) ? -INFINITY : t->cut[0], high = isnan(t->cut[1]) ? INFINITY : t->cut[1], a = f->a, b = f->b;
  if (t->dist == EK_DIST_NORMAL) {
    double at_low = isinf(low) ? 0 : gsl_ran_gaussian_pdf(low - a, b), at_high = isinf(high) ? 0 : gsl_ran_gaussian_pdf(high - a, b);
    return a + b * b * (at_low - at_high) / (f->to - f->from);
  }
  if (t->dist == EK_DIST_LOGNORMAL) a += b * b;
  else a += 1;
  return f->mean * (below(t->dist, a, b, high) - below(t->dist, a, b, low)) / (f->to - f->from);
}

static bool cut_off(const struct ek_dist_terms *t, struct ek_dist_fit *f, const char **why) {
  f->cut = !isnan(t->cut[0]) || !isnan(t->cut[1]);
  if (!f->cut) return true;
  if (t->cut[0] >= t->cut[1]) return fail(why, "min must be below max");
  f->from = isnan(t->cut[0]) ? 0 : below(t->dist, f->a, f->b, t->cut[0]);
  f->to = isnan(t->cut[1]) ? 1 : below(t->dist, f->a, f->b, t->cut[1]);
  if (!(f->to - f->from > 1e-6)) return fail(why, "next to nothing of the distribution lies between min and max");
  f->mean = mean_between(t, f);
  return true;
}

static bool fit_whole(const struct ek_dist_terms *t, struct ek_dist_fit *out, const char **why) {
  switch (t->dist) {
  case EK_DIST_PERT:
  case EK_DIST_TRIANGULAR:
    if (!(t->low <= t->mode && t->mode <= t->high && t->low < t->high)) {
      return fail(why, "low, mode and high must come in that order");
    }
    out->mean = t->dist == EK_DIST_PERT ? (t->low + 4 * t->mode + t->high) / 6
                                        : (t->low + t->mode + t->high) / 3;
    return true;
  case EK_DIST_UNIFORM:
    if (!(t->low < t->high)) return fail(why, "low must be below high");
    out->mean = (t->low + t->high) / 2;
    return true;
  default: return !isnan(t->of) ? fit_counts(t, out, why) : !isnan(t->quantile[0]) ? fit_quantiles(t, out, why) : fit_moments(t, out, why);
  }
}

bool ek_dist_fit(const struct ek_dist_terms *t, struct ek_dist_fit *out, const char **why) {
  *out = (struct ek_dist_fit){.a = NAN, .b = NAN, .mean = NAN};
  if (!fit_whole(t, out, why)) return false;
  bool shaped = t->dist != EK_DIST_PERT && t->dist != EK_DIST_TRIANGULAR && t->dist != EK_DIST_UNIFORM;
  if (shaped && !(isfinite(out->a) && isfinite(out->b))) return fail(why, "it is too narrow or too wide to compute with");
  return cut_off(t, out, why);
}

/* ---- quantiles ---- */

struct seeking {
  enum ek_dist dist;
  double a, b, p;
};

/* A beta is sought by its log odds, a gamma by its log: there may be many powers of ten between two of them. */
static double value_at(enum ek_dist dist, double place) { return dist == EK_DIST_BETA ? 1 / (1 + exp(-place)) : exp(place); }

static double off(double place, void *seeking) {
  const struct seeking *s = seeking;
  return below(s->dist, s->a, s->b, value_at(s->dist, place)) - s->p;
}

/* GSL's has no answer far out, nor for shapes that are small or large, and seeks for ever in a beta that is
 * very concentrated: then by the cumulative. */
static double quantile_of(enum ek_dist dist, double a, double b, double p) {
  bool beta = dist == EK_DIST_BETA, fine;
  double out = beta ? a + b < 1e5 ? gsl_cdf_beta_Pinv(p, a, b) : NAN : gsl_cdf_gamma_Pinv(p, a, b);
  if (isfinite(out)) return out;
  struct seeking s = {dist, a, b, p};
  double from = -740, to = beta ? 40 : log(b) + log(a + 40 * sqrt(a) + 740);
  if (off(from, &s) >= 0) return 0;
  if (off(to, &s) <= 0) return value_at(dist, to);
  return value_at(dist, solve(off, &s, from, to, &fine));
}

static double triangular_quantile(const struct ek_dist_terms *t, double p) {
  double width = t->high - t->low, left = (t->mode - t->low) / width;
  return p < left ? t->low + width * sqrt(p * left) : t->high - width * sqrt((1 - p) * (1 - left));
}

double ek_dist_quantile(const struct ek_dist_terms *t, const struct ek_dist_fit *fit, double p) {
  double width = t->high - t->low, a = 1 + 4 * (t->mode - t->low) / width;
  if (fit->cut) p = fit->from + p * (fit->to - fit->from);
  switch (t->dist) {
  case EK_DIST_NORMAL: return fit->a + gsl_cdf_gaussian_Pinv(p, fit->b);
  case EK_DIST_LOGNORMAL: return exp(fit->a + gsl_cdf_gaussian_Pinv(p, fit->b));
  case EK_DIST_BETA:
  case EK_DIST_GAMMA: return quantile_of(t->dist, fit->a, fit->b, p);
  case EK_DIST_PERT: return t->low + width * gsl_cdf_beta_Pinv(p, a, 6 - a);
  case EK_DIST_TRIANGULAR: return triangular_quantile(t, p);
  default: return t->low + width * p;
  }
}
