/* Samplers are GSL's; what a study says of a distribution is fitted first; one that is cut off is inverted. */
#include "engine/draw.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/distribution.h"

/* A stream of its own for each name, block and seed (FNV-1a over all three). */
static gsl_rng *stream_of(unsigned long seed, size_t block, const char *name) {
  uint64_t hash = 1469598103934665603u;
  const uint64_t numbers[] = {seed, block};
  for (const char *at = name; *at; at++) hash = (hash ^ (unsigned char)*at) * 1099511628211u;
  for (size_t i = 0; i < 2; i++) {
    for (int byte = 0; byte < 8; byte++) hash = (hash ^ (numbers[i] >> (8 * byte) & 255)) * 1099511628211u;
  }
  gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
  gsl_rng_set(rng, (unsigned long)((hash ^ hash >> 32) & 0xffffffffu));
  return rng;
}

static gsl_rng *stream(const struct ek_runner *r, const char *name) { return stream_of(r->seed, r->block, name); }

static double triangular(gsl_rng *rng, const struct ek_dist_terms *t) {
  double u = gsl_rng_uniform(rng), width = t->high - t->low, left = (t->mode - t->low) / width;
  return u < left ? t->low + width * sqrt(u * left) : t->high - width * sqrt((1 - u) * (1 - left));
}

/* A beta stretched from low to high, with the mode four times as heavy as the ends. */
static double pert(gsl_rng *rng, const struct ek_dist_terms *t) {
  double width = t->high - t->low, a = 1 + 4 * (t->mode - t->low) / width;
  return t->low + width * gsl_ran_beta(rng, a, 6 - a);
}

static void fill(gsl_rng *rng, const struct ek_dist_terms *t, const struct ek_dist_fit *fit, double *out, size_t n) {
  for (size_t d = 0; d < n && fit->cut; d++) out[d] = ek_dist_quantile(t, fit, gsl_rng_uniform_pos(rng));
  for (size_t d = 0; d < n && !fit->cut; d++) {
    switch (t->dist) {
    case EK_DIST_NORMAL: out[d] = fit->a + gsl_ran_gaussian_ziggurat(rng, fit->b); break;
    case EK_DIST_LOGNORMAL: out[d] = exp(fit->a + gsl_ran_gaussian_ziggurat(rng, fit->b)); break;
    case EK_DIST_BETA: out[d] = gsl_ran_beta(rng, fit->a, fit->b); break;
    case EK_DIST_GAMMA: out[d] = gsl_ran_gamma(rng, fit->a, fit->b); break;
    case EK_DIST_PERT: out[d] = pert(rng, t); break;
    case EK_DIST_TRIANGULAR: out[d] = triangular(rng, t); break;
    default: out[d] = t->low + (t->high - t->low) * gsl_rng_uniform(rng); break;
    }
  }
}

void ek_draw_numbers(const struct ek_dist_terms *terms, const struct ek_dist_fit *fit, unsigned long seed, const char *name, double *out, size_t n) {
  gsl_rng *rng = stream_of(seed, 0, name);
  fill(rng, terms, fit, out, n);
  gsl_rng_free(rng);
}

static void fit_one(struct ek_runner *r, const struct ek_quantity *q, struct ek_fitted_dist *out) {
  const char *why = NULL;
  out->terms = ek_dist_terms_of(q, ek_run_world(r, NULL));
  bool known = ek_dist_parts_known(q, &out->terms);
  out->fine = known && ek_dist_fit(&out->terms, &out->fit, &why);
  if (!known) {
    ek_error(r->diags, q->value->pos, "is it uncertain itself, or divided by 0? Add two that are uncertain in a formula of their own", "a part of this distribution is not a number");
  } else if (!out->fine) ek_error(r->diags, q->value->pos, why, "there is no such distribution");
}

static void draw_one(struct ek_runner *r, const struct ek_fitted_dist *fitted, size_t slot, double *out) {
  if (!fitted->fine) return;
  for (size_t d = 0; d < r->draws; d++) out[d] = fitted->fit.mean;
  if (!r->random) return;
  gsl_rng *rng = stream(r, ek_sprintf(r->arena, "slot %zu", slot));
  fill(rng, &fitted->terms, &fitted->fit, out, r->draws);
  gsl_rng_free(rng);
}

/* Independent normal numbers become correlated ones: mean + L z. */
static void join(struct ek_runner *r, const struct ek_joint *j, double **drawn) {
  size_t n = j->names.n;
  if (j->lower == NULL || !r->random) return;
  double *z = ek_alloc_array(r->arena, n, sizeof *z), *mean = ek_alloc_array(r->arena, n, sizeof *mean);
  double *sd = ek_alloc_array(r->arena, n, sizeof *sd), **of = ek_alloc_array(r->arena, n, sizeof *of);
  for (size_t i = 0; i < n; i++) {
    const struct ek_quantity *q = r->study->assumptions[j->first + i];
    mean[i] = r->fitted[q->slot].terms.mean;
    sd[i] = r->fitted[q->slot].terms.sd;
    of[i] = drawn[q->slot];
  }
  for (size_t d = 0; d < r->draws; d++) {
    for (size_t i = 0; i < n; i++) z[i] = (of[i][d] - mean[i]) / sd[i];
    for (size_t i = 0; i < n; i++) {
      of[i][d] = mean[i];
      for (size_t k = 0; k <= i; k++) of[i][d] += j->lower[i * n + k] * z[k];
    }
  }
}

/* Normal numbers with the copula's correlations, each then turned into its own distribution. A value keeps
 * the stream that it would have alone. */
static void couple(struct ek_runner *r, double **drawn) {
  const struct ek_copula *c = &r->study->copula;
  double *z = ek_alloc_array(r->arena, c->n * r->draws, sizeof *z);
  for (size_t i = 0; i < c->n; i++) {
    gsl_rng *rng = stream(r, ek_sprintf(r->arena, "slot %d", c->slot[i]));
    for (size_t d = 0; d < r->draws; d++) z[i * r->draws + d] = gsl_ran_gaussian_ziggurat(rng, 1);
    gsl_rng_free(rng);
  }
  for (size_t i = 0; i < c->n; i++) {
    const struct ek_fitted_dist *f = &r->fitted[c->slot[i]];
    for (size_t d = 0; d < r->draws; d++) {
      double sum = 0;
      for (size_t k = 0; k <= i; k++) sum += c->lower[i * c->n + k] * z[k * r->draws + d];
      drawn[c->slot[i]][d] = ek_dist_quantile(&f->terms, &f->fit, gsl_cdf_ugaussian_P(sum));
    }
  }
}

void ek_draw_columns(struct ek_runner *r) {
  gsl_set_error_handler_off(); /* the default handler aborts the program */
  size_t n = r->study->uncertain.n;
  struct ek_quantity *const *uncertain = r->study->uncertain.items;
  double **drawn = ek_alloc_array(r->arena, n, sizeof *drawn);
  for (size_t i = 0; i < n; i++) {
    drawn[i] = ek_alloc_array(r->arena, r->draws, sizeof **drawn);
    for (size_t d = 0; d < r->draws; d++) drawn[i][d] = NAN;
  }
  r->drawn = (const double *const *)drawn;
  size_t before = ek_diags_errors(r->diags);
  if (r->fitted == NULL) {
    struct ek_fitted_dist *fitted = ek_alloc_array(r->arena, n, sizeof *fitted);
    for (size_t i = 0; i < n; i++) fit_one(r, uncertain[i], &fitted[i]);
    r->fitted = fitted;
  }
  for (size_t i = 0; i < n; i++) draw_one(r, &r->fitted[i], i, drawn[i]);
  const struct ek_joint *joint = r->study->joint.items;
  for (size_t i = 0; i < r->study->joint.n && ek_diags_errors(r->diags) == before; i++) join(r, &joint[i], drawn);
  if (r->random && ek_diags_errors(r->diags) == before) couple(r, drawn);
}

void ek_draw_parts(struct ek_runner *r, const char *name, const double *counts, size_t n, const double **out) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += counts[i];
  double *total = ek_alloc_array(r->arena, r->draws, sizeof *total);
  gsl_rng *rng = r->random ? stream(r, name) : NULL;
  for (size_t i = 0; i < n; i++) {
    if (!(counts[i] > 0)) continue;
    double *part = ek_alloc_array(r->arena, r->draws, sizeof *part);
    for (size_t d = 0; d < r->draws; d++) {
      part[d] = rng != NULL ? gsl_ran_gamma(rng, counts[i], 1) : counts[i] / sum;
      total[d] += part[d];
    }
    out[i] = part;
  }
  for (size_t i = 0; rng != NULL && i < n; i++) {
    for (size_t d = 0; out[i] != NULL && d < r->draws; d++) ((double *)out[i])[d] /= total[d];
  }
  if (rng != NULL) gsl_rng_free(rng);
}

struct ek_diags *ek_draw_errors(struct ek_arena *arena, struct ek_diags *found) {
  struct ek_diags *out = ek_diags_new(arena);
  size_t n;
  const struct ek_diag *all = ek_diags_sorted(found, &n);
  for (size_t i = 0; i < n; i++) {
    if (all[i].severity == EK_ERROR) ek_error_noted(out, all[i].pos, all[i].note, all[i].hint, "%s", all[i].message);
  }
  return out;
}

void ek_draw_tell(struct ek_diags *kept, struct ek_diags *diags) {
  size_t n;
  const struct ek_diag *all = ek_diags_sorted(kept, &n);
  for (size_t i = 0; i < n; i++) ek_error_noted(diags, all[i].pos, all[i].note, all[i].hint, "in some of the draws: %s", all[i].message);
}
