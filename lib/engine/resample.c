/* Persons times columns of samples. A person's change is added to the stretches of time that it
 * lasts for, and a stretch to the months by the steps in its profile, so that a sample costs no
 * more than a few additions for each person. */
#include "engine/resample.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "engine/cost.h"
#include "engine/figures.h"
#include "engine/repricing.h"

enum { FEATURE_PEOPLE, FEATURE_P0, FEATURE_R0, FEATURE_P1, FEATURE_R1, FEATURE_WORK, FEATURE_SUBSIDISED,
       FEATURE_DISPOSABLE0, FEATURE_DISPOSABLE1, FEATURE_EARNED0, FEATURE_EARNED1, FEATURE_MARGINAL,
       FEATURE_PAID, FEATURES };

/* Members who may stand for each other: of one side, one stratum. */
struct part {
  size_t n;
  const uint32_t *member;
  bool compared;
  uint16_t stratum;
};
/* From a month on a profile is so much higher. */
struct change {
  size_t month;
  double each;      /* in a twelfth of a year */
  const double *by; /* [width] where samples differ; else NULL */
};
/* What an account pays for each who enters, is there for a month, or takes part at all. */
struct unit_cost {
  const struct ek_cost *cost;
  int from, to;
  const double *amount; /* [width] */
};

static double *columns(struct ek_arena *arena, size_t rows, size_t width) {
  return ek_alloc_array(arena, rows * width, sizeof(double));
}

/* --- what is the same for all samples ----------------------------------------------------- */

/* A column of draws over and over, until it fills the width. */
static void repeat(double *restrict out, const double *restrict column, size_t draws, size_t width) {
  if (draws == 1) {
    for (size_t d = 0; d < width; d++) out[d] = column[0];
    return;
  }
  for (size_t from = 0; from < width; from += draws) memcpy(out + from, column, draws * sizeof *out);
}

/* The runner's draws in columns of the width. */
static double *widened(const struct ek_resampler *s, const double *column, size_t rows) {
  size_t n = s->runner->draws, width = s->width;
  if (column == NULL) return NULL;
  double *out = columns(s->runner->arena, rows, width);
  for (size_t row = 0; row < rows; row++) repeat(out + row * width, column + row * n, n, width);
  return out;
}

static void add_part(struct ek_resampler *s, bool compared, uint16_t stratum) {
  const struct ek_people *p = s->runner->study->people;
  struct ek_arena *arena = s->runner->arena;
  size_t from = compared ? p->participants : 0, to = compared ? p->n : p->participants, n = 0;
  uint32_t *member = ek_alloc_array(arena, to - from, sizeof *member);
  for (size_t i = from; i < to; i++) {
    if (p->stratum[i] == stratum && s->runner->presence->weight[i] > 0) member[n++] = (uint32_t)i;
  }
  if (n > 0) *(struct part *)ek_list_push(arena, &s->parts, sizeof(struct part)) = (struct part){n, member, compared, stratum};
}

static void find_parts(struct ek_resampler *s) {
  const struct ek_people *p = s->runner->study->people;
  uint16_t last = 0;
  for (size_t i = 0; i < p->n; i++) if (p->stratum[i] > last) last = p->stratum[i];
  for (uint32_t stratum = 0; stratum <= last; stratum++) {
    add_part(s, false, (uint16_t)stratum);
    add_part(s, true, (uint16_t)stratum);
  }
}

/* Everything of a person that is summed but the accounts, for a weight of one. */
static void take_features(struct ek_resampler *s) {
  const struct ek_crowd *c = s->runner->crowd;
  const struct ek_people *p = c->people;
  double *all = columns(s->runner->arena, p->n, FEATURES);
  for (size_t i = 0; i < p->n; i++) {
    double *f = all + i * FEATURES;
    uint32_t before = p->before[i], after = ek_people_lasting(p, i), full = p->full[i];
    f[FEATURE_WORK] = c->work[after] - c->work[before];
    f[FEATURE_SUBSIDISED] = c->subsidised[after] - c->subsidised[before];
    if (i >= p->participants) continue;
    f[FEATURE_PEOPLE] = 1;
    f[FEATURE_P0] = full != EK_NO_STANDING ? c->production[full] - c->production[before] : 0;
    f[FEATURE_P1] = full != EK_NO_STANDING ? c->production[full] - c->production[after] : 0;
    f[FEATURE_R0] = c->exclusion[before];
    f[FEATURE_R1] = c->exclusion[after];
    f[FEATURE_DISPOSABLE0] = c->disposable[before];
    f[FEATURE_DISPOSABLE1] = c->disposable[after];
    f[FEATURE_EARNED0] = c->earned[before];
    f[FEATURE_EARNED1] = c->earned[after];
    bool paid = c->lines > 0 && !isnan(c->marginal[after]);
    f[FEATURE_MARGINAL] = paid ? c->marginal[after] : 0;
    f[FEATURE_PAID] = paid;
  }
  s->feature = all;
}

static void take_change(struct ek_resampler *s, const double *profile, size_t month) {
  struct ek_arena *arena = s->runner->arena;
  size_t n = s->runner->draws;
  const double *now = profile + month * n;
  double *by = ek_alloc_array(arena, n, sizeof *by);
  bool any = false, alike = true;
  for (size_t d = 0; d < n; d++) {
    by[d] = (now[d] - (month > 0 ? *(now + d - n) : 0)) / 12;
    any |= by[d] != 0;
    alike &= by[d] == by[0];
  }
  if (any) *(struct change *)ek_list_push(arena, &s->changes, sizeof(struct change)) = (struct change){month, by[0], alike ? NULL : widened(s, by, 1)};
}

static void take_profiles(struct ek_resampler *s) {
  const struct ek_runner *r = s->runner;
  const struct ek_people *p = r->study->people;
  const struct ek_stretch *stretch = p->stretches.items;
  size_t *first = ek_alloc_array(r->arena, p->stretches.n + 1, sizeof *first);
  for (size_t t = 0; t < p->stretches.n; t++) {
    const double *profile = ek_stretch_profile(r->arena, &stretch[t], r->study, &r->corrections, r->months, r->draws);
    for (size_t m = 0; m < r->months; m++) take_change(s, profile, m);
    first[t + 1] = s->changes.n;
  }
  s->first_change = first;
}

static void take_unit_cost(struct ek_resampler *s, const struct ek_cost_line *line) {
  double *amount = widened(s, line->amount, 1);
  for (size_t d = 0; d < s->width; d++) amount[d] *= line->part;
  *(struct unit_cost *)ek_list_push(s->runner->arena, &s->unit_costs, sizeof(struct unit_cost)) = (struct unit_cost){line->cost, line->from, line->to, amount};
}

/* Costs that no participant moves, by account and month; and those by participant. */
static void take_costs(struct ek_resampler *s) {
  struct ek_runner *r = (struct ek_runner *)s->runner;
  size_t accounts = r->study->model->n_actors + 2, row = r->months * r->draws;
  double *fixed = columns(r->arena, accounts, row);
  struct ek_list lines = ek_cost_lines(r);
  const struct ek_cost_line *line = lines.items;
  for (size_t i = 0; i < lines.n; i++) {
    enum ek_cost_timing timing = line[i].cost->timing;
    bool by_person = timing == EK_COST_PER_PARTICIPANT || timing == EK_COST_PER_PARTICIPANT_TIME;
    if (by_person && !line[i].everybody) {
      take_unit_cost(s, &line[i]);
      continue;
    }
    const double *quantity = ek_cost_quantity(r, &line[i], r->months);
    for (size_t k = 0; k < row; k++) {
      double amount = line[i].amount[k % r->draws] * quantity[k];
      fixed[(size_t)line[i].from * row + k] -= amount;
      fixed[(size_t)line[i].to * row + k] += amount;
    }
  }
  s->fixed = fixed;
}

/* The model of who took part is of all participants: where a group of them is drawn alone, the
 * comparison group keeps the weights it has in the whole. */
static const struct ek_weighting *made_anew(const struct ek_runner *r) {
  const struct ek_people *p = r->study->people;
  for (size_t i = 0; i < p->participants; i++) {
    if (r->presence->weight[i] == 0 && r->everybody->weight[i] != 0) return NULL;
  }
  return r->weighting;
}

/* Where weights are cut, which may be uncertain too. */
static void take_cuts(struct ek_resampler *s) {
  const struct ek_weighting_terms *said = &s->runner->study->comparison.weighting;
  struct ek_env env = {.world = ek_run_world((struct ek_runner *)s->runner, NULL)};
  if (s->weighting == NULL) return;
  if (said->trimmed != NULL) s->trim = widened(s, ek_quantity_eval(said->trimmed, &env), 1);
  if (said->largest != NULL) s->most = widened(s, ek_quantity_eval(said->largest, &env), 1);
}

struct ek_resampler *ek_resampler_new(const struct ek_runner *r, size_t width) {
  struct ek_resampler *s = ek_alloc(r->arena, sizeof *s);
  s->runner = r;
  s->width = width;
  s->cost_months = ek_cost_months(r->study);
  s->discount = widened(s, r->discount, r->months);
  s->corrections.compared = r->corrections.compared;
  for (int c = 0; c < EK_CORRECTIONS; c++) s->corrections.share[c] = widened(s, r->corrections.share[c], 1);
  s->people = widened(s, ek_run_varied(r, EK_VARY_PARTICIPANTS, 0), 1);
  s->weighting = made_anew(r);
  take_cuts(s);
  find_parts(s);
  take_features(s);
  take_profiles(s);
  take_costs(s);
  return s;
}

/* --- one block ---------------------------------------------------------------------------- */

struct block {
  const struct ek_resampler *s;
  struct ek_arena *arena;
  size_t n;              /* samples */
  double *weight;        /* [members * n] */
  struct ek_ledger *ledger;
  struct ek_sums *sums;
};

/* Each sample has as many persons as there are, drawn with replacement. */
static void draw(struct block *b, unsigned long seed, size_t number) {
  gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
  gsl_rng_set(rng, seed * 1000003ul + (unsigned long)number * 7919ul + 1);
  const struct part *part = b->s->parts.items;
  const double *weight = b->s->runner->study->people->weight;
  for (size_t d = 0; d < b->n; d++) {
    for (size_t k = 0; k < b->s->parts.n; k++) {
      for (size_t i = 0; i < part[k].n; i++) {
        uint32_t who = part[k].member[gsl_rng_uniform_int(rng, part[k].n)];
        b->weight[who * b->n + d] += weight[who];
      }
    }
  }
  gsl_rng_free(rng);
}

static void take_counts(struct block *b, const double *counts) {
  const double *weight = b->s->runner->study->people->weight;
  size_t n = b->s->runner->study->people->n * b->n;
  for (size_t i = 0; i < n; i++) b->weight[i] = counts[i] * weight[i / b->n];
}

/* What a sample makes of the weights of those who are compared with. */
static void weigh_sample(struct block *b, size_t sample, double *yes, double *no, double *factor) {
  struct ek_weighting cut = *b->s->weighting, *w = &cut;
  const struct ek_people *p = w->people;
  if (b->s->trim != NULL) cut.trim = b->s->trim[sample];
  if (b->s->most != NULL) cut.most = b->s->most[sample];
  memset(yes, 0, w->design.rows * sizeof *yes);
  memset(no, 0, w->design.rows * sizeof *no);
  for (size_t i = 0; i < p->n; i++) {
    if (w->pattern[i] != EK_NO_PATTERN) (i < p->participants ? yes : no)[w->pattern[i]] += b->weight[i * b->n + sample];
  }
  struct ek_arena *scratch = ek_arena_new();
  ek_weighting_again(w, scratch, yes, no, factor);
  ek_arena_free(scratch);
  for (size_t i = p->participants; i < p->n; i++) {
    b->weight[i * b->n + sample] *= w->pattern[i] != EK_NO_PATTERN ? factor[w->pattern[i]] : 0;
  }
}

static void weigh_group(struct block *b) {
  const struct ek_runner *r = b->s->runner;
  const struct ek_people *p = r->study->people;
  if (r->weighting == NULL) return;
  if (b->s->weighting == NULL) {
    for (size_t i = p->participants; i < p->n; i++) {
      for (size_t d = 0; d < b->n; d++) b->weight[i * b->n + d] *= r->weighting->factor[i];
    }
    return;
  }
  size_t rows = r->weighting->design.rows;
  double *yes = columns(b->arena, 1, rows), *no = columns(b->arena, 1, rows), *factor = columns(b->arena, 1, rows);
  for (size_t d = 0; d < b->n; d++) weigh_sample(b, d, yes, no, factor);
}

static void scale(struct block *b, const struct part *part, const double *factor) {
  for (size_t i = 0; i < part->n; i++) {
    double *w = b->weight + part->member[i] * b->n;
    for (size_t d = 0; d < b->n; d++) w[d] *= factor[d];
  }
}

static void sum_part(const struct block *b, const struct part *part, double *sum) {
  for (size_t i = 0; i < part->n; i++) {
    const double *w = b->weight + part->member[i] * b->n;
    for (size_t d = 0; d < b->n; d++) sum[d] += w[d];
  }
}

/* Participants to all that took part, and a comparison group to the participants. */
static void bring_to_number(struct block *b) {
  const struct ek_runner *r = b->s->runner;
  const struct part *part = b->s->parts.items;
  double *sum = columns(b->arena, 1, b->n), *factor = columns(b->arena, 1, b->n);
  for (size_t k = 0; k < b->s->parts.n; k++) if (!part[k].compared) sum_part(b, &part[k], sum);
  bool whole = r->study->people->whole > 0 && !r->whole_costs;
  for (size_t d = 0; d < b->n; d++) factor[d] = whole && sum[d] > 0 ? r->presence->people / sum[d] : 1;
  for (size_t k = 0; k < b->s->parts.n; k++) if (!part[k].compared) scale(b, &part[k], factor);
  for (size_t k = 0; k < b->s->parts.n; k++) {
    if (!part[k].compared) continue;
    double *own = columns(b->arena, 1, b->n), *theirs = columns(b->arena, 1, b->n);
    sum_part(b, &part[k], own);
    for (size_t i = 0; i < b->s->parts.n; i++) {
      if (!part[i].compared && part[i].stratum == part[k].stratum) sum_part(b, &part[i], theirs);
    }
    for (size_t d = 0; d < b->n; d++) factor[d] = own[d] > 0 ? -theirs[d] / own[d] : 0;
    scale(b, &part[k], factor); /* with a minus: what happened to them is taken off */
  }
  for (size_t k = 0; k < b->s->parts.n && b->s->people != NULL; k++) scale(b, &part[k], b->s->people);
}

/* out[d] += value * w[d]: what all of this comes down to. */
static inline void add(double *restrict out, const double *restrict w, double value, size_t n) {
  for (size_t d = 0; d < n; d++) out[d] += value * w[d];
}
static inline void add_times(double *restrict out, const double *restrict w, const double *restrict value, double times, size_t n) {
  for (size_t d = 0; d < n; d++) out[d] += value[d] * times * w[d];
}

static void sum_features(struct block *b, double *features) {
  const struct part *part = b->s->parts.items;
  for (size_t k = 0; k < b->s->parts.n; k++) {
    for (size_t i = 0; i < part[k].n; i++) {
      const double *w = b->weight + part[k].member[i] * b->n;
      const double *f = b->s->feature + part[k].member[i] * FEATURES;
      for (size_t q = 0; q < FEATURES; q++) if (f[q] != 0) add(features + q * b->n, w, f[q], b->n);
    }
  }
}

/* [stretches * accounts * n]: what the change of all that stay in a stretch moves in a year. */
static double *sum_stretches(struct block *b) {
  const struct ek_crowd *c = b->s->runner->crowd;
  const struct ek_people *p = c->people;
  const struct ek_stay *stay = p->stays.items;
  const struct part *part = b->s->parts.items;
  double *sum = columns(b->arena, p->stretches.n * c->accounts, b->n);
  for (size_t k = 0; k < b->s->parts.n; k++) {
    for (size_t i = 0; i < part[k].n; i++) {
      uint32_t who = part[k].member[i];
      const double *w = b->weight + who * b->n, *before = c->net + p->before[who] * c->accounts;
      for (size_t s = p->first_stay[who]; s < p->first_stay[who + 1]; s++) {
        const double *net = c->net + stay[s].standing * c->accounts;
        double *out = sum + stay[s].stretch * c->accounts * b->n;
        for (size_t a = 0; a < c->accounts; a++) {
          double change = net[a] - before[a];
          if (change != 0) add(out + a * b->n, w, change, b->n);
        }
      }
    }
  }
  return sum;
}

/* Production displaced elsewhere is borne by its account; see ek_run_book_displaced. */
static void displace(struct block *b, double *accounts) {
  const struct ek_model *m = b->s->runner->study->model;
  const double *share = ek_path_displaced_share(b->arena, &b->s->corrections, b->n);
  if (share == NULL) return;
  double *production = accounts + (size_t)EK_ACCOUNT_PRODUCTION(m) * b->n, *bears = accounts + (size_t)m->displaced * b->n;
  for (size_t d = 0; d < b->n; d++) {
    double lost = -production[d] * share[d];
    bears[d] -= lost;
    production[d] += lost;
  }
}

static double *balance(struct block *b, enum ek_side side, size_t account, size_t month) {
  return b->ledger->balance[side] + (account * b->ledger->months + month) * b->n; /* all months are stretches */
}

/* `sum`: of stretches. */
static void book_effect(struct block *b, double *sum) {
  const struct ek_people *p = b->s->runner->study->people;
  const struct ek_stretch *stretch = p->stretches.items;
  const struct change *change = b->s->changes.items;
  size_t accounts = b->s->runner->crowd->accounts;
  double *steady = columns(b->arena, accounts, b->n);
  const double *net = ek_path_net_share(b->arena, &b->s->corrections, b->n);
  for (size_t t = 0; t < p->stretches.n; t++) {
    double *of = sum + t * accounts * b->n;
    displace(b, of);
    for (size_t a = 0; a < accounts; a++) {
      for (size_t k = b->s->first_change[t]; k < b->s->first_change[t + 1]; k++) {
        double *out = balance(b, EK_SIDE_EFFECT, a, change[k].month);
        if (change[k].by == NULL) add(out, of + a * b->n, change[k].each, b->n);
        else add_times(out, of + a * b->n, change[k].by, 1, b->n);
      }
      if (stretch[t].length == SIZE_MAX) {
        for (size_t d = 0; d < b->n; d++) steady[a * b->n + d] += net[d] * of[a * b->n + d];
      }
    }
  }
  for (size_t a = 0; a < accounts; a++) {
    for (size_t m = 1; m < b->ledger->months; m++) add(balance(b, EK_SIDE_EFFECT, a, m), balance(b, EK_SIDE_EFFECT, a, m - 1), 1, b->n);
  }
  const struct ek_model *model = b->s->runner->study->model;
  b->sums->steady = ek_alloc_array(b->arena, model->n_actors, sizeof(double *));
  for (size_t actor = 0; actor < model->n_actors; actor++) {
    double *out = b->sums->steady[actor] = columns(b->arena, 1, b->n);
    for (size_t a = 0; a < model->n_actors; a++) {
      if (model->actors[a].leaf && ek_model_below(model, (int)a, (int)actor)) add(out, steady + a * b->n, 1, b->n);
    }
  }
}

/* Who enters and who is there, month by month. */
static void attend(struct block *b, double *entering, double *attending) {
  const struct ek_people *p = b->s->runner->study->people;
  const struct part *part = b->s->parts.items;
  size_t months = b->s->cost_months;
  for (size_t k = 0; k < b->s->parts.n; k++) {
    for (size_t i = 0; i < part[k].n && !part[k].compared; i++) {
      uint32_t who = part[k].member[i];
      const double *w = b->weight + who * b->n;
      size_t entry = p->entry[who], exit = entry + p->during[who];
      if (entry < months) add(entering + entry * b->n, w, 1, b->n);
      if (entry < months) add(attending + entry * b->n, w, 1, b->n);
      if (exit < months) add(attending + exit * b->n, w, -1, b->n);
    }
  }
  for (size_t m = 1; m < months; m++) add(attending + m * b->n, attending + (m - 1) * b->n, 1, b->n);
}

static void book_unit_cost(struct block *b, const struct unit_cost *u, const double *entering, const double *attending) {
  const struct ek_settings *s = &b->s->runner->study->settings;
  bool time = u->cost->timing == EK_COST_PER_PARTICIPANT_TIME, at_once = s->profile == EK_PROFILE_NYTTOSAM;
  for (size_t m = 0; m < b->s->cost_months; m++) {
    const double *persons = (time ? attending : entering) + m * b->n;
    size_t at = at_once ? 0 : !time && u->cost->month != 0 ? (size_t)(u->cost->month - s->start) : m;
    double part = time ? 1.0 / 12 : 1;
    add_times(balance(b, EK_SIDE_COST, (size_t)u->from, at), persons, u->amount, -part, b->n);
    add_times(balance(b, EK_SIDE_COST, (size_t)u->to, at), persons, u->amount, part, b->n);
  }
}

static void book_costs(struct block *b) {
  size_t months = b->ledger->months, accounts = b->s->runner->crowd->accounts, draws = b->s->runner->draws;
  for (size_t a = 0; a < accounts; a++) {
    for (size_t m = 0; m < months; m++) repeat(balance(b, EK_SIDE_COST, a, m), b->s->fixed + (a * months + m) * draws, draws, b->n);
  }
  if (b->s->unit_costs.n == 0) return;
  double *entering = columns(b->arena, b->s->cost_months, b->n), *attending = columns(b->arena, b->s->cost_months, b->n);
  attend(b, entering, attending);
  const struct unit_cost *u = b->s->unit_costs.items;
  for (size_t i = 0; i < b->s->unit_costs.n; i++) book_unit_cost(b, &u[i], entering, attending);
}

/* All costs, discounted: what accounts that pay no cost themselves were paid. */
static void sum_costs(struct block *b, const struct ek_result *of) {
  b->sums->cost = columns(b->arena, 1, b->n);
  size_t months = b->ledger->months;
  for (size_t a = 0; a < b->s->runner->crowd->accounts; a++) {
    if ((int)a == EK_ACCOUNT_PRODUCTION(b->ledger->model)) continue;
    bool actor = a < b->ledger->model->n_actors;
    if (actor && (!b->ledger->model->actors[a].leaf || ek_cost_payer(of->ledger, (int)a))) continue;
    for (size_t m = 0; m < months; m++) {
      const double *paid = balance(b, EK_SIDE_COST, a, m), *discount = b->s->discount + m * b->s->width;
      for (size_t d = 0; d < b->n; d++) b->sums->cost[d] += paid[d] * discount[d];
    }
  }
}

static void keep_features(struct block *b) {
  double *f = columns(b->arena, FEATURES, b->n);
  struct ek_sums *s = b->sums;
  sum_features(b, f);
  double **const places[FEATURES] = {&s->people, &s->potential[0][0], &s->potential[0][1], &s->potential[1][0],
                                     &s->potential[1][1], &s->work, &s->subsidised, &s->disposable[0],
                                     &s->disposable[1], &s->earned[0], &s->earned[1], &s->marginal, &s->paid};
  for (size_t q = 0; q < FEATURES; q++) *places[q] = f + q * b->n;
}

/* Those whose prices are not the same in all draws. */
static void add_repriced(struct block *b, double *stretches) {
  const struct ek_repricing *repricing = b->s->runner->repricing;
  struct ek_sums *s = b->sums;
  if (repricing == NULL || repricing->n == 0) return;
  const struct ek_repriced out = {.width = b->n, .weight = b->weight, .stretch = stretches, .work = s->work, .subsidised = s->subsidised,
                                  .potential = {{s->potential[0][0], s->potential[0][1]}, {s->potential[1][0], s->potential[1][1]}}};
  ek_repricing_add(repricing, (struct ek_runner *)b->s->runner, &out);
}

void ek_resample(const struct ek_resampler *s, struct ek_arena *arena, unsigned long seed, size_t number,
                 const double *counts, struct ek_ledger **ledger, struct ek_sums **sums) {
  const struct ek_runner *r = s->runner;
  struct block b = {.s = s, .arena = arena, .n = s->width};
  b.weight = columns(arena, r->study->people->n, b.n);
  b.ledger = ek_ledger_new(arena, r->study->model, r->months, b.n);
  ek_ledger_open(b.ledger);
  b.sums = ek_alloc(arena, sizeof *b.sums);
  b.sums->noise = columns(arena, 1, b.n);
  if (counts != NULL) take_counts(&b, counts);
  else draw(&b, seed, number);
  weigh_group(&b);
  bring_to_number(&b);
  keep_features(&b);
  double *stretches = sum_stretches(&b);
  add_repriced(&b, stretches);
  book_effect(&b, stretches);
  book_costs(&b);
  sum_costs(&b, r->result);
  ek_ledger_close(b.ledger);
  *ledger = b.ledger;
  *sums = b.sums;
}

struct ek_result *ek_resample_result(const struct ek_resampler *s, const struct ek_result *of, struct ek_arena *arena, unsigned long seed,
                                     size_t block, const double *counts) {
  struct ek_runner *r = ek_alloc(arena, sizeof *r);
  struct ek_result *out = ek_alloc(arena, sizeof *out);
  struct ek_ledger *ledger;
  struct ek_sums *sums;
  ek_resample(s, arena, seed, block, counts, &ledger, &sums);
  for (size_t d = 0; d < s->width; d++) sums->noise[d] = of->noise[0];
  *r = *s->runner;
  r->arena = arena;
  r->draws = s->width;
  r->corrections = s->corrections;
  r->discount = (double *)s->discount;
  r->sums = sums;
  *out = (struct ek_result){.study = of->study, .model = of->model, .arena = arena, .draws = s->width, .gross = of->gross,
                            .months = of->months, .n_horizons = of->n_horizons, .horizons = of->horizons, .n_years = of->n_years,
                            .ledger = ledger, .runner = r};
  ek_figures_compute(r, out);
  return out;
}
