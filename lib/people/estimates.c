/* From histories to fits, group by group. */
#include "people/estimates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "markov/exact.h"
#include "markov/matrix.h"
#include "markov/prevalence.h"
#include "people/intake.h"

struct maker {
  struct ek_arena *arena;
  const struct ek_histories *h;
  struct ek_diags *diags;
  size_t group;
  struct ek_fitted *f;
};

static bool of_group(const struct maker *m, const struct ek_sojourn *s) { return s->group == m->group; }
static bool is_counts(const struct ek_histories *h) { return h->study->estimate.source.form == EK_FORM_COUNTS; }
static bool is_panel(const struct ek_histories *h) { return h->study->estimate.source.form == EK_FORM_PANEL; }

/* --- names ------------------------------------------------------------------------------- */

/* Letters, digits and _ alone, so that a formula takes it for one name. */
static void add_name(struct ek_buffer *out, const char *text) {
  ek_buffer_add(out, "_");
  for (const char *at = text; *at != '\0'; at++) {
    bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') || (unsigned char)*at >= 0x80;
    ek_buffer_add_bytes(out, plain ? at : "_", 1);
  }
}

const struct ek_factor *ek_estimates_factor(const struct ek_histories *h, size_t covariate, const char **word) {
  size_t i = 0;
  while (covariate >= h->factors[i].first + h->factors[i].n - 1) i++;
  *word = h->factors[i].words[covariate - h->factors[i].first + 1];
  return &h->factors[i];
}

const char *ek_estimates_name(struct ek_arena *arena, const struct ek_histories *h, const struct ek_fitted *f, size_t parameter) {
  struct ek_buffer out = {.arena = arena};
  bool ratio = parameter >= h->n_moves, common = f->rates.common && ratio;
  size_t covariate = !ratio ? 0 : common ? parameter - h->n_moves : (parameter - h->n_moves) / h->n_moves;
  size_t move = ratio && !common ? (parameter - h->n_moves) % h->n_moves : parameter;
  ek_buffer_add(&out, ratio ? "ln_hr" : "ln");
  if (!common) {
    add_name(&out, h->states[h->from[move]]);
    add_name(&out, h->states[h->to[move]]);
  }
  if (ratio) {
    const char *word;
    const struct ek_factor *factor = ek_estimates_factor(h, covariate, &word);
    add_name(&out, factor->name);
    add_name(&out, word);
  }
  if (f->label != NULL) add_name(&out, f->label);
  return out.text;
}

/* --- counts ------------------------------------------------------------------------------ */

static int by_pair(const void *a, const void *b) {
  const uint64_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* Persons who made each move at least once, of those that `has` says. */
static size_t *count_movers(const struct maker *m, const bool *has_pattern) {
  size_t n = m->h->n_states, k = 0;
  size_t *movers = ek_alloc_array(m->arena, n * n, sizeof *movers);
  uint64_t *pairs = ek_alloc_array(m->arena, m->h->n_steps, sizeof *pairs);
  for (size_t i = 0; i < m->h->n_steps; i++) {
    const struct ek_sojourn *s = &m->h->steps[i];
    if (!of_group(m, s) || s->next == EK_NO_STATE || (has_pattern != NULL && !has_pattern[s->pattern])) continue;
    if (is_counts(m->h)) movers[s->state * n + s->next] += (size_t)s->count;
    else pairs[k++] = (uint64_t)s->person * n * n + s->state * n + s->next;
  }
  if (k > 1) qsort(pairs, k, sizeof *pairs, by_pair);
  for (size_t i = 0; i < k; i++) if (i == 0 || pairs[i] != pairs[i - 1]) movers[pairs[i] % (n * n)]++;
  return movers;
}

/* What is counted, and what of it may be shown: where few persons went, their number of moves is
 * told by none; where enough did, it is the moves that are shown and that others are found from. */
static void count(struct maker *m) {
  const struct ek_histories *h = m->h;
  struct ek_fitted *f = m->f;
  size_t n = h->n_states;
  uint32_t last = EK_NO_STATE;
  f->count = ek_alloc_array(m->arena, n * n, sizeof *f->count);
  for (size_t i = 0; i < h->n_steps; i++) {
    const struct ek_sojourn *s = &h->steps[i];
    if (!of_group(m, s)) continue;
    f->sojourns++;
    f->years += (s->to - s->from) / EK_DAYS_OF_YEAR;
    f->persons += is_counts(h) ? (size_t)s->count : s->person != last;
    last = s->person;
    if (s->next != EK_NO_STATE) f->count[s->state * n + s->next] += s->count;
  }
  f->movers = count_movers(m, NULL);
  size_t *shown = ek_alloc_array(m->arena, n * n, sizeof *shown);
  for (size_t i = 0; i < n * n; i++) shown[i] = f->movers[i] < EK_FEWEST ? f->movers[i] : (size_t)f->count[i];
  f->masked = ek_mask_table(m->arena, shown, n, n);
  f->few_moves = ek_alloc_array(m->arena, h->n_moves, sizeof *f->few_moves);
  for (size_t i = 0; i < h->n_moves; i++) {
    size_t movers = f->movers[h->from[i] * n + h->to[i]];
    f->few_moves[i] = movers > 0 && movers < EK_FEWEST;
  }
}

/* Which ratios rest on few: those with the word who made the move, or those with the word that it
 * is held against. */
static void hide_ratios(struct maker *m) {
  const struct ek_histories *h = m->h;
  size_t n = h->n_states;
  bool *has = ek_alloc_array(m->arena, h->patterns, sizeof *has);
  bool *few = ek_alloc_array(m->arena, (h->covariates + h->n_factors) * h->n_moves, sizeof *few), *at = few;
  m->f->ratio_hidden = ek_alloc_array(m->arena, h->covariates * h->n_moves, sizeof *has);
  for (size_t i = 0; i < h->n_factors; i++) {
    for (size_t w = 0; w < h->factors[i].n; w++, at += h->n_moves) {
      for (size_t p = 0; p < h->patterns; p++) {
        const double *x = h->x + p * h->covariates + h->factors[i].first;
        has[p] = w > 0 && x[w - 1] > 0;
        for (size_t k = 0; k + 1 < h->factors[i].n && w == 0; k++) has[p] = k == 0 ? x[k] == 0 : has[p] && x[k] == 0;
      }
      const size_t *movers = count_movers(m, has);
      for (size_t k = 0; k < h->n_moves; k++) {
        size_t cell = h->from[k] * n + h->to[k];
        at[k] = (movers[cell] > 0 && movers[cell] < EK_FEWEST) || m->f->masked[h->from[k] * (n + 1) + h->to[k]];
        if (w > 0) m->f->ratio_hidden[(h->factors[i].first + w - 1) * h->n_moves + k] = at[k] || (at - w * h->n_moves)[k];
      }
    }
  }
}

/* --- fits -------------------------------------------------------------------------------- */

static struct ek_fit fit_spells(struct maker *m) {
  const struct ek_histories *h = m->h;
  size_t n = h->n_states, patterns = m->f->rates.patterns;
  double *years = ek_alloc_array(m->arena, patterns * n, sizeof *years), *all = ek_alloc_array(m->arena, n, sizeof *all);
  double *moves = ek_alloc_array(m->arena, patterns * h->n_moves, sizeof *moves);
  for (size_t i = 0; i < h->n_steps; i++) {
    const struct ek_sojourn *s = &h->steps[i];
    if (!of_group(m, s)) continue;
    double time = (s->to - s->from) / EK_DAYS_OF_YEAR;
    years[s->pattern * n + s->state] += time;
    all[s->state] += time;
    for (size_t k = 0; k < h->n_moves; k++) moves[s->pattern * h->n_moves + k] += h->from[k] == s->state && h->to[k] == s->next;
  }
  for (size_t p = 0; p < patterns; p++) { /* as if more had moved, in all patterns alike */
    for (size_t k = 0; k < h->n_moves; k++) {
      double share = all[h->from[k]] > 0 ? years[p * n + h->from[k]] / all[h->from[k]] : 0;
      moves[p * h->n_moves + k] += h->study->estimate.pseudo_count * share;
    }
  }
  return ek_exact_fit(m->arena, &(struct ek_exact){&m->f->rates, years, moves});
}

static struct ek_fit fit_panel(struct maker *m) {
  const struct ek_histories *h = m->h;
  struct ek_panel panel = {.rates = &m->f->rates, .groups = ek_alloc_array(m->arena, m->f->sojourns, sizeof *panel.groups)};
  bool *left = ek_alloc_array(m->arena, h->n_states, sizeof *left), exact = false;
  for (size_t k = 0; k < h->n_moves; k++) left[h->from[k]] = true;
  for (size_t i = 0; i < h->n_steps; i++) {
    const struct ek_sojourn *s = &h->steps[i];
    if (!of_group(m, s) || !left[s->state]) continue; /* who stays for ever tells nothing */
    bool entered = h->exact[s->next] && s->next != s->state;
    exact |= entered;
    panel.groups[panel.n++] = (struct ek_panel_group){.pattern = s->pattern, .days = s->to - s->from, .from = s->state,
                                                      .to = s->next, .exact = entered, .count = 1};
  }
  ek_panel_gather(&panel);
  struct ek_fit fit = ek_panel_fit(m->arena, &panel);
  if (!exact && fit.converged && fit.n_weak == 0) m->f->pearson = ek_panel_pearson(m->arena, &panel, fit.theta, 3);
  return fit;
}

static bool tell_weak(const struct maker *m) {
  const struct ek_fit *fit = &m->f->fit;
  struct ek_buffer names = {.arena = m->arena};
  size_t shown = fit->n_weak < 6 ? fit->n_weak : 6;
  if (fit->converged && fit->n_weak == 0) return true;
  for (size_t i = 0; i < shown; i++) {
    ek_buffer_addf(&names, "%s%s", i > 0 ? ", " : "", ek_estimates_name(m->arena, m->h, m->f, fit->weak[i]));
  }
  if (fit->n_weak > shown) ek_buffer_addf(&names, " and %zu more", fit->n_weak - shown);
  const char *told = fit->converged ? "the file does not tell" : "no highest likelihood was found; still on their way:";
  return ek_error(m->diags, m->h->study->estimate.pos,
                  "take a move that hardly anybody makes out of 'transitions', put states together, or leave a covariate out",
                  "%s %s", told, ek_buffer_text(&names));
}

static bool fit_counts(struct maker *m) {
  const struct ek_histories *h = m->h;
  size_t n = h->n_states;
  bool *allowed = ek_alloc_array(m->arena, n * n, sizeof *allowed), *left = ek_alloc_array(m->arena, n, sizeof *left);
  struct ek_buffer empty = {.arena = m->arena};
  for (size_t k = 0; k < h->n_moves; k++) allowed[h->from[k] * n + h->to[k]] = left[h->from[k]] = true;
  m->f->counted = ek_counts_fit(m->arena, n, m->f->count, allowed, h->study->estimate.pseudo_count);
  bool fine = true;
  for (size_t i = 0; i < n; i++) {
    if (left[i] && !(m->f->counted.row[i] > 0)) {
      fine = ek_error(m->diags, h->study->estimate.pos, "take it out of 'transitions', or write prior: 0.5",
                      "nobody is counted in '%s', so nothing is known of where one goes from there", h->states[i]);
    }
    for (size_t k = 0; k < n && m->f->counted.row[i] > 0; k++) {
      if (!(i == k || allowed[i * n + k]) || m->f->counted.alpha[i * n + k] > 0) continue;
      ek_buffer_addf(&empty, "%s%s → %s", empty.size > 0 ? ", " : "", h->states[i], h->states[k]);
    }
  }
  if (empty.size > 0) {
    ek_warning(m->diags, h->study->estimate.pos, "write prior: 0.5, for a small chance of them",
               "nobody was counted, and the probability is 0: %s", empty.text);
  }
  return fine;
}

/* --- prospects ---------------------------------------------------------------------------- */

/* The mean of the patterns in which persons begin. */
static double *mean_pattern(const struct maker *m) {
  const struct ek_histories *h = m->h;
  double *mean = ek_alloc_array(m->arena, h->covariates, sizeof *mean), n = 0;
  uint32_t last = EK_NO_STATE;
  for (size_t i = 0; i < h->n_steps; i++) {
    const struct ek_sojourn *s = &h->steps[i];
    if (!of_group(m, s) || s->person == last) continue;
    last = s->person;
    n++;
    for (size_t c = 0; c < h->covariates; c++) mean[c] += h->x[s->pattern * h->covariates + c];
  }
  for (size_t c = 0; c < h->covariates && n > 0; c++) mean[c] /= n;
  return mean;
}

bool ek_estimates_hide_share(const struct ek_fitted *f, size_t n, size_t from, size_t to) {
  return f->masked[from * (n + 1) + to] || f->masked[from * (n + 1) + n];
}

/* An intensity is one of all patterns, or of a mean of them: its error, where as many in all are
 * known to have moved, would tell how few they were in one. */
static bool hides(const struct maker *m, size_t move) {
  const struct ek_histories *h = m->h;
  bool hidden = m->f->masked[h->from[move] * (h->n_states + 1) + h->to[move]];
  for (size_t c = 0; c < h->covariates; c++) {
    const bool *ratio = m->f->ratio_hidden + c * h->n_moves;
    bool all = true; /* a ratio of all moves in common is hidden when all of them are */
    for (size_t k = 0; k < h->n_moves; k++) all &= ratio[k];
    hidden |= m->f->rates.common ? all : ratio[move];
  }
  return hidden;
}

static void fill_prospect(const struct maker *m, struct ek_prospect *p) {
  const struct ek_histories *h = m->h;
  const struct ek_fitted *f = m->f;
  size_t n = h->n_states;
  double *work = ek_alloc_array(m->arena, 3 * n * n, sizeof *work);
  p->hidden = ek_alloc_array(m->arena, h->n_moves, sizeof *p->hidden);
  for (size_t k = 0; k < h->n_moves; k++) {
    p->hidden[k] = hides(m, k);
    p->any_hidden |= p->hidden[k];
  }
  p->cycle = ek_alloc_array(m->arena, n * n, sizeof *p->cycle);
  if (is_counts(h)) {
    for (size_t i = 0; i < n * n; i++) p->cycle[i] = f->counted.p[i];
    for (size_t i = 0; i < n; i++) if (!(f->counted.row[i] > 0)) p->cycle[i * n + i] = 1; /* never left, and nobody there */
    for (size_t i = 0; i < n; i++) p->any_hidden |= f->masked[i * (n + 1) + i];
    return;
  }
  p->q = ek_alloc_array(m->arena, n * n, sizeof *p->q);
  p->se = ek_alloc_array(m->arena, h->n_moves, sizeof *p->se);
  p->stay = ek_alloc_array(m->arena, n, sizeof *p->stay);
  p->stay_se = ek_alloc_array(m->arena, n, sizeof *p->stay_se);
  ek_rates_matrix_at(&f->rates, f->fit.theta, p->x, p->q);
  ek_matrix_exp(n, p->q, h->study->estimate.cycle_years, p->cycle, work);
  for (size_t k = 0; k < h->n_moves; k++) p->se[k] = ek_log_rate_error(&f->rates, f->fit.covariance, p->x, k);
  for (size_t i = 0; i < n; i++) {
    p->stay[i] = ek_mean_stay(n, p->q, i);
    p->stay_se[i] = isfinite(p->stay[i]) ? ek_mean_stay_error(m->arena, &f->rates, f->fit.theta, f->fit.covariance, p->x, i) : NAN;
  }
}

static void make_prospects(struct maker *m) {
  const struct ek_histories *h = m->h;
  struct ek_fitted *f = m->f;
  size_t side = SIZE_MAX;
  for (size_t i = 0; i < h->n_factors; i++) if (strcmp(h->factors[i].name, "side") == 0) side = h->factors[i].first;
  f->n_prospects = side != SIZE_MAX ? 2 : 1;
  f->prospects = ek_alloc_array(m->arena, f->n_prospects, sizeof *f->prospects);
  for (size_t i = 0; i < f->n_prospects; i++) {
    struct ek_prospect *p = &f->prospects[i];
    p->label = f->label;
    p->x = mean_pattern(m);
    if (side != SIZE_MAX) {
      p->label = i == 0 ? EK_SIDE_WITHOUT : EK_SIDE_WITH;
      p->x[side] = (double)i;
    }
    fill_prospect(m, p);
  }
}

static bool make(struct maker *m) {
  const struct ek_histories *h = m->h;
  m->f->label = h->by.words != NULL ? h->by.words[m->group] : NULL;
  m->f->rates = ek_histories_rates(h);
  count(m);
  if (h->covariates > 0) hide_ratios(m);
  if (is_counts(h)) {
    if (!fit_counts(m)) return false;
  } else {
    m->f->fit = is_panel(h) ? fit_panel(m) : fit_spells(m);
    if (!tell_weak(m)) return false;
  }
  make_prospects(m);
  if (!is_counts(h)) ek_estimates_prevalence(m->arena, h, m->group, m->f);
  return true;
}

bool ek_estimates_hide_any(const struct ek_fitted *f) {
  bool hidden = false;
  for (size_t i = 0; i < f->n_prospects; i++) hidden |= f->prospects[i].any_hidden;
  return hidden;
}

bool ek_estimates_hide_loglik(const struct ek_histories *h, const struct ek_fitted *f) { return ek_estimates_hide_any(f) && !is_panel(h); }

bool ek_estimates_make(struct ek_arena *arena, const struct ek_histories *h, struct ek_estimates *out, struct ek_diags *diags) {
  bool fine = true;
  *out = (struct ek_estimates){.histories = h, .n = h->by.n};
  out->fits = ek_alloc_array(arena, out->n, sizeof *out->fits);
  for (size_t g = 0; g < out->n; g++) {
    struct maker m = {.arena = arena, .h = h, .diags = diags, .group = g, .f = &out->fits[g]};
    fine &= make(&m);
  }
  out->numeric = !fine;
  return fine;
}
