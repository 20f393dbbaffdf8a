/* Figures of the insats as a whole: potential, people in work, cost ratios,
 * and society's account as production minus resources. */
#include <math.h>

#include "engine/cohort.h"
#include "engine/cost.h"
#include "engine/figures.h"
#include "engine/resample.h"

struct maker {
  struct ek_runner *r;
  struct ek_result *out;
  size_t n;
  const double *noise; /* [draws] kr below which a sum is no money */
};

static double *column(const struct maker *k) {
  return ek_alloc_array(k->r->arena, k->n, sizeof(double));
}

static void keep(struct maker *k, enum ek_figure_id id, int horizon, int year, const double *values) {
  ek_result_add(k->out, (struct ek_figure){.def = &ek_figure_defs[id], .actor = -1, .horizon = horizon, .year = year,
                                           .stage = -1, .column = values, .value = k->r->random ? NAN : ek_column_mean(values, k->n)});
}

static void add_people_potential(const struct maker *k, bool after, double *production, double *resources) {
  const struct ek_crowd *c = k->r->crowd;
  const struct ek_presence *p = k->r->presence;
  const double *weight = after ? p->lasting : p->before;
  for (size_t s = 0; s < c->people->standings.n; s++) {
    *production += p->full[s] * c->production[s] - weight[s] * c->production[s];
    *resources += weight[s] * c->exclusion[s];
  }
}

/* Production foregone and resources used in one situation of every case, a year. */
static void add_potential(const struct maker *k, bool after, double *production, double *resources) {
  const struct ek_sums *sums = k->r->sums;
  for (size_t d = 0; sums != NULL && d < k->n; d++) {
    production[d] = sums->potential[after][0][d];
    resources[d] = sums->potential[after][1][d];
  }
  if (k->r->presence != NULL && sums == NULL) add_people_potential(k, after, production, resources);
  if (k->r->cohort != NULL) ek_cohort_potential(k->r, after, production, resources);
  for (size_t i = 0; i < k->r->n_cases; i++) {
    struct ek_case_run *c = &k->r->cases[i];
    const struct ek_situation *s = after ? ek_run_lasting(k->r, c) : c->before;
    for (size_t d = 0; d < k->n; d++) {
      production[d] += c->weight[d] * (c->full->production[d] - s->production[d]);
      resources[d] += c->weight[d] * s->exclusion[d];
    }
  }
}

static const double *sum(const struct maker *k, const double *a, const double *b) {
  double *out = column(k);
  for (size_t d = 0; d < k->n; d++) out[d] = a[d] + b[d];
  return out;
}

/* a / b, times `scale`; NAN where b gives no meaning. */
static const double *ratio(const struct maker *k, const double *a, const double *b, double scale) {
  double *out = column(k);
  for (size_t d = 0; d < k->n; d++) out[d] = b[d] > 0 ? scale * a[d] / b[d] : NAN;
  return out;
}

/* All that the insats cost, whoever paid and inside or outside society, from
 * the lines. A grant to one who pays in turn (EU to the kommun) counts once, when spent. */
static const double *whole_cost(const struct maker *k) {
  if (k->r->sums != NULL) return k->r->sums->cost;
  double *out = column(k);
  const struct ek_line *lines = k->out->ledger->lines.items;
  for (size_t i = 0; i < k->out->ledger->lines.n; i++) {
    if (lines[i].side != EK_SIDE_COST || ek_cost_payer(k->out->ledger, lines[i].to)) continue;
    for (size_t m = 0; m < k->r->months; m++) {
      const double *quantity = lines[i].quantity[m], *discount = k->r->discount + m * k->n;
      for (size_t d = 0; quantity != NULL && d < k->n; d++) out[d] += lines[i].price[d] * quantity[d] * discount[d];
    }
  }
  return out;
}

/* The change of people in a file, less that of those whom they are compared with. */
static double people_change(const struct maker *k, bool subsidised) {
  const struct ek_crowd *c = k->r->crowd;
  const struct ek_presence *p = k->r->presence;
  const double *extent = subsidised ? c->subsidised : c->work;
  double sum = 0;
  for (size_t s = 0; s < c->people->standings.n; s++) {
    sum += extent[s] * (p->lasting[s] - p->before[s] - (p->group_lasting[s] - p->group_before[s]));
  }
  return sum;
}

static const double *extra(const struct maker *k, bool subsidised) {
  double *out = column(k);
  const double *net = ek_path_net_share(k->r->arena, &k->r->corrections, k->n);
  const double *displaced = ek_path_displaced_share(k->r->arena, &k->r->corrections, k->n);
  for (size_t i = 0; i < k->r->n_cases; i++) {
    struct ek_case_run *c = &k->r->cases[i];
    const struct ek_situation *after = ek_run_lasting(k->r, c);
    for (size_t d = 0; d < k->n; d++) {
      double change = subsidised ? after->subsidised[d] - c->before->subsidised[d]
                                 : after->work[d] - c->before->work[d];
      out[d] += c->weight[d] * change * net[d] * (displaced != NULL ? 1 - displaced[d] : 1);
    }
  }
  if (k->r->cohort != NULL) {
    double *change = column(k);
    ek_cohort_work(k->r, subsidised, change);
    for (size_t d = 0; d < k->n; d++) out[d] += change[d] * net[d] * (displaced != NULL ? 1 - displaced[d] : 1);
  }
  const struct ek_sums *sums = k->r->sums;
  double all = k->r->presence != NULL && sums == NULL ? people_change(k, subsidised) : 0;
  for (size_t d = 0; k->r->presence != NULL && d < k->n; d++) {
    double change = sums == NULL ? all : subsidised ? sums->subsidised[d] : sums->work[d];
    out[d] = change * net[d] * (displaced != NULL ? 1 - displaced[d] : 1);
    if (fabs(out[d]) < 1e-9) out[d] = 0; /* what doubles leave of two sums that are the same */
  }
  return out;
}

static const double *potential(struct maker *k) {
  double *p0 = column(k), *r0 = column(k), *p1 = column(k), *r1 = column(k);
  add_potential(k, false, p0, r0);
  add_potential(k, true, p1, r1);
  const double *before = sum(k, p0, r0), *after = sum(k, p1, r1);
  double *realised = column(k);
  for (size_t d = 0; d < k->n; d++) {
    realised[d] = before[d] > 0 ? (before[d] - after[d]) / before[d] : NAN;
  }
  keep(k, EK_FIG_POTENTIAL_BEFORE, 0, -1, before);
  keep(k, EK_FIG_POTENTIAL_BEFORE_PRODUCTION, 0, -1, p0);
  keep(k, EK_FIG_POTENTIAL_BEFORE_RESOURCES, 0, -1, r0);
  keep(k, EK_FIG_POTENTIAL_AFTER, 0, -1, after);
  keep(k, EK_FIG_POTENTIAL_AFTER_PRODUCTION, 0, -1, p1);
  keep(k, EK_FIG_POTENTIAL_AFTER_RESOURCES, 0, -1, r1);
  keep(k, EK_FIG_REALISED_POTENTIAL, 0, -1, realised);
  return realised;
}

static void ratios(struct maker *k, const double *realised) {
  const double *cost = whole_cost(k), *work = extra(k, false);
  const double *people = ek_result_figure(k->out, EK_FIG_PARTICIPANTS, -1, 0, -1)->column;
  const double *each = ratio(k, cost, people, 1);
  keep(k, EK_FIG_COST_PER_PARTICIPANT, 0, -1, each);
  if (realised != NULL) keep(k, EK_FIG_COST_PER_REALISED_POINT, 0, -1, ratio(k, each, realised, 0.01));
  keep(k, EK_FIG_EXTRA_IN_WORK, 0, -1, work);
  keep(k, EK_FIG_EXTRA_IN_SUBSIDISED_WORK, 0, -1, extra(k, true));
  keep(k, EK_FIG_COST_PER_EXTRA_IN_WORK, 0, -1, ratio(k, cost, work, 1));
}

/* Of samples: the mean households of their persons. */
static void sampled_households(struct maker *k) {
  const struct ek_sums *s = k->r->sums;
  double *before = column(k), *after = column(k), *participation = column(k), *marginal = column(k);
  if (k->r->crowd->lines == 0) return;
  for (size_t d = 0; d < k->n; d++) {
    double more = s->earned[1][d] - s->earned[0][d];
    before[d] = s->disposable[0][d] / s->people[d];
    after[d] = s->disposable[1][d] / s->people[d];
    participation[d] = more > 0 ? 1 - (s->disposable[1][d] - s->disposable[0][d]) / more : NAN;
    marginal[d] = s->paid[d] > 0 ? s->marginal[d] / s->paid[d] : NAN;
  }
  keep(k, EK_FIG_HOUSEHOLD_BEFORE, 0, -1, before);
  keep(k, EK_FIG_HOUSEHOLD_AFTER, 0, -1, after);
  keep(k, EK_FIG_PARTICIPATION_EFFECT, 0, -1, participation);
  keep(k, EK_FIG_MARGINAL_EFFECT, 0, -1, marginal);
}

static void households(struct maker *k) {
  struct ek_budgets *budgets = ek_budgets_make(k->r);
  k->out->budgets = budgets;
  if (budgets == NULL) return;
  keep(k, EK_FIG_HOUSEHOLD_BEFORE, 0, -1, budgets->mean.before->disposable);
  keep(k, EK_FIG_HOUSEHOLD_AFTER, 0, -1, budgets->mean.after->disposable);
  keep(k, EK_FIG_PARTICIPATION_EFFECT, 0, -1, budgets->mean.participation);
  keep(k, EK_FIG_MARGINAL_EFFECT, 0, -1, budgets->mean.marginal);
}

static void additionality(struct maker *k) {
  double *out = ek_path_net_share(k->r->arena, &k->r->corrections, k->n);
  const double *displaced = ek_path_displaced_share(k->r->arena, &k->r->corrections, k->n);
  for (size_t d = 0; displaced != NULL && d < k->n; d++) out[d] *= 1 - displaced[d];
  keep(k, EK_FIG_ADDITIONALITY, 0, -1, out);
}

static void discount_factors(struct maker *k) {
  for (size_t year = 0; year <= k->out->n_years; year++) {
    double *out = column(k);
    for (size_t d = 0; d < k->n; d++) {
      out[d] = ek_discount_factor(k->r->schedule, k->r->rate != NULL ? k->r->rate[d] : 0, (double)year);
    }
    keep(k, EK_FIG_DISCOUNT_FACTOR, 0, (int)year, out);
  }
}

/* An account's discounted sum to a horizon; the whole cost side, as in the figures of actors. */
static void add_account(const struct maker *k, int account, int horizon, double sign, double *out) {
  int over = k->r->study->settings.write_off;
  double part = over > horizon ? (double)horizon / over : 1;
  for (size_t m = 0; m < k->r->months; m++) {
    if (m < (size_t)horizon) ek_ledger_add_present(k->out->ledger, EK_SIDE_EFFECT, account, m, k->r->discount, sign, out);
    ek_ledger_add_present(k->out->ledger, EK_SIDE_COST, account, m, k->r->discount, sign * part, out);
  }
}

/* Rounding of doubles, as in the figures of actors. */
static void dust(const struct maker *k, double *values) {
  for (size_t d = 0; d < k->n; d++) {
    if (fabs(values[d]) <= k->noise[d]) values[d] = 0;
  }
}

static void boundaries(struct maker *k) {
  const struct ek_model *model = k->r->study->model;
  for (size_t h = 0; h < k->out->n_horizons; h++) {
    double *out = column(k);
    add_account(k, EK_ACCOUNT_PRODUCTION(model), k->out->horizons[h], -1, out);
    dust(k, out);
    keep(k, EK_FIG_PRODUCTION, k->out->horizons[h], -1, out);
  }
  for (size_t h = 0; h < k->out->n_horizons; h++) {
    double *out = column(k);
    add_account(k, EK_ACCOUNT_RESOURCES(model), k->out->horizons[h], 1, out);
    dust(k, out);
    keep(k, EK_FIG_RESOURCES, k->out->horizons[h], -1, out);
  }
  for (size_t h = 0; h < k->out->n_horizons; h++) {
    double *out = column(k);
    for (int a = 0; a < (int)model->n_actors; a++) {
      if (model->actors[a].leaf && !ek_model_below(model, a, model->root)) {
        add_account(k, a, k->out->horizons[h], 1, out);
      }
    }
    dust(k, out);
    keep(k, EK_FIG_BORDER, k->out->horizons[h], -1, out);
  }
}

/* Is there full work for everybody, so that there is a potential? */
static bool full_work_known(const struct ek_runner *r) {
  if (r->presence != NULL) {
    const struct ek_people *p = r->study->people;
    for (size_t i = 0; i < p->participants; i++) {
      if (p->full[i] == EK_NO_STANDING) return false;
    }
    return p->participants > 0;
  }
  if (r->cohort != NULL) return ek_cohort_full_known(r);
  for (size_t i = 0; i < r->n_cases; i++) {
    if (r->cases[i].full == NULL) return false;
  }
  return r->n_cases > 0;
}

void ek_figures_whole(struct ek_runner *runner, struct ek_result *result, const double *noise) {
  struct maker k = {runner, result, runner->draws, noise};
  ratios(&k, full_work_known(runner) ? potential(&k) : NULL);
  if (runner->sums != NULL) {
    sampled_households(&k);
    return;
  }
  if (runner->random || runner->brief) return; /* what is drawn of actors rests on none of the rest */
  households(&k);
  additionality(&k);
  discount_factors(&k);
  boundaries(&k);
}
