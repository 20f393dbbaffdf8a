/* A row is evaluated in steps: each chance as written, its ratios, what is left, the whole
 * matrix when it is of another time than the cycle, and deaths before all that. */
#include "engine/chances.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/draw.h"
#include "markov/root.h"

/* A row as last computed: of a state, or of a stay in it where the row asks how long that is. */
struct kept {
  struct ek_moment of, of_dying;
  bool known, known_dying;
  double **row, **dying;                 /* [n] before deaths and after them; NULL: nobody goes there */
};

struct ek_chances {
  struct ek_runner *r;
  const struct ek_cohort *k;
  struct ek_world *world;
  size_t group, alternative, n, draws;
  const struct ek_chance *const *chance; /* [n * n] */
  const struct ek_mortality *deaths;     /* or NULL */
  struct ek_span span;                   /* of the matrix as written */
  bool whole;                            /* the matrix is turned to a cycle's as a whole */
  struct ek_clock *clock;
  unsigned *asks;                        /* [n] of rows, deaths not among them */
  unsigned death_asks;
  const double **counts;                 /* [n * n] of rows of counts: drawn or mean */
  struct ek_list *kept;                  /* [n] struct kept, by stay */
  struct ek_list spare;                  /* double *: columns of rows that are computed anew */
  double **death;                        /* [n] who dies of each state, as last computed, */
  struct ek_moment *death_of;            /* [n] at this moment */
  bool *told;                            /* [n] */
};

static double *column(struct ek_chances *c) {
  if (c->spare.n == 0) return ek_alloc_array(c->world->arena, c->draws, sizeof(double));
  double *out = ((double **)c->spare.items)[--c->spare.n];
  return memset(out, 0, c->draws * sizeof *out);
}

static void give_back(struct ek_chances *c, double *column) {
  if (column != NULL) *(double **)ek_list_push(c->world->arena, &c->spare, sizeof column) = column;
}

/* What is the same in all draws is computed once, which is the same number: powers and exponentials take
 * most of the time of a row. How many draws to compute; the others follow from `spread`. */
static size_t differing(const struct ek_chances *c, size_t n, const double *const *of) {
  for (size_t i = 0; i < n; i++) {
    for (size_t d = 1; of[i] != NULL && d < c->draws; d++) if (of[i][d] != of[i][0]) return c->draws;
  }
  return 1;
}

static void spread(const struct ek_chances *c, size_t computed, double *out) {
  for (size_t d = computed; d < c->draws; d++) out[d] = out[0];
}

static const struct ek_chance *bottom(const struct ek_chance *chance) {
  while (chance->base != NULL) chance = chance->base;
  return chance;
}

static const char *name_of(const struct ek_chances *c, size_t state) { return c->k->states[state].text; }

/* ---- what a row asks of the time ---- */

static unsigned asks_of(const struct ek_chances *c, const struct ek_chance *chance) {
  unsigned bits = 0;
  for (; chance != NULL; chance = chance->base) {
    const struct ek_quantity *const all[] = {chance->q_probability, chance->q_rate, chance->q_relative_risk,
                                             chance->q_hazard_ratio, chance->q_odds_ratio, chance->q_cap};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) bits |= ek_clock_asks_quantity(c->k, all[i]);
    if (chance->hazard > EK_HAZARD_EXPONENTIAL) bits |= EK_CLOCK_BIT(chance->clock);
    if (chance->first_cycles > 0 || chance->first_years > 0) bits |= EK_CLOCK_BIT(EK_CLOCK_CYCLE);
  }
  return bits;
}

/* A row of counts as it was written, once for all draws: their mean, or drawn as Dirichlet. */
static const double *part_of(struct ek_chances *c, const struct ek_chance *chance, size_t s) {
  const struct ek_chance *all = chance->row->items;
  size_t n = chance->row->n, own = 0;
  double *of = ek_alloc_array(c->world->arena, n, sizeof *of), sum = 0;
  const double **parts = ek_alloc_array(c->world->arena, n, sizeof *parts);
  for (size_t i = 0; i < n; i++) {
    if (&all[i] == chance) own = i;
    if (all[i].q_count == NULL) continue;
    of[i] = ek_column_mean(ek_clock_eval(c->clock, all[i].q_count), c->draws);
    sum += of[i];
  }
  if (!(sum > 0)) {
    c->told[s] = true; /* told once, and not again as a row that does not add up */
    ek_error(c->r->diags, all[0].pos, "count those who were in the state", "the counts of the row '%s' are all 0", name_of(c, s));
    return NULL;
  }
  /* One stream for the row, whichever cell asks, alternative and group. What --set has set stands
   * at places of its own, and so does what a layer says; what a base says draws as in the base. */
  const struct ek_source *source = all[0].pos.source;
  size_t layer = ek_study_layer(c->r->study, all[0].pos);
  const char *set = ek_source_is_option(source) ? source->name : layer > 0 ? ek_sprintf(c->world->arena, " %zu", layer) : "";
  ek_draw_parts(c->r, ek_sprintf(c->world->arena, "row %d %d%s", all[0].pos.line, all[0].pos.column, set), of, n, parts);
  return parts[own];
}

static void take_counts(struct ek_chances *c, size_t s) {
  for (size_t t = 0; t < c->n; t++) {
    const struct ek_chance *chance = c->chance[s * c->n + t];
    if (chance != NULL && bottom(chance)->q_count != NULL) c->counts[s * c->n + t] = part_of(c, bottom(chance), s);
  }
}

struct ek_chances *ek_chances_new(struct ek_runner *r, struct ek_world *world, size_t group, size_t alternative) {
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  struct ek_arena *arena = world->arena;
  struct ek_chances *c = ek_alloc(arena, sizeof *c);
  size_t n = k->n_states, index = group * k->n_alternatives + alternative;
  *c = (struct ek_chances){.r = r, .k = k, .world = world, .group = group, .alternative = alternative, .n = n, .draws = world->draws,
                           .chance = k->chance[index], .deaths = k->mortality[index], .span = k->matrix_span[alternative]};
  c->whole = k->continuous[alternative] || fabs(c->span.years - k->cycle.years) > 1e-12;
  c->clock = ek_clock_new(r, world, group);
  c->asks = ek_alloc_array(arena, n, sizeof *c->asks);
  c->counts = ek_alloc_array(arena, n * n, sizeof *c->counts);
  c->kept = ek_alloc_array(arena, n, sizeof *c->kept);
  c->death = ek_alloc_array(arena, n, sizeof *c->death);
  c->death_of = ek_alloc_array(arena, n, sizeof *c->death_of);
  c->told = ek_alloc_array(arena, n, sizeof *c->told);
  unsigned all = 0;
  ek_clock_set(c->clock, (struct ek_moment){0});
  for (size_t s = 0; s < n; s++) {
    for (size_t t = 0; t < n; t++) c->asks[s] |= asks_of(c, c->chance[s * n + t]);
    all |= c->asks[s];
    take_counts(c, s);
  }
  if (c->whole && (all & EK_CLOCK_BIT(EK_CLOCK_IN_STATE))) {
    ek_error(r->diags, k->alternatives[alternative].name.pos, "write the matrix for a cycle",
             "time in the state is counted in cycles, and the matrix of '%s' is not of a cycle", k->alternatives[alternative].name.text);
  }
  for (size_t s = 0; c->whole && s < n; s++) c->asks[s] = all;
  if (c->deaths != NULL) {
    c->death_asks = ek_clock_asks_quantity(k, c->deaths->q_probability) | ek_clock_asks_quantity(k, c->deaths->q_rate);
    for (size_t s = 0; s < n; s++) c->death_asks |= ek_clock_asks_quantity(k, c->deaths->ratio[s]);
  }
  return c;
}

unsigned ek_chances_asks(const struct ek_chances *c, size_t state) {
  return c->asks[state] | (c->deaths != NULL && c->deaths->state != (int)state ? c->death_asks : 0);
}

bool ek_chances_stays(const struct ek_chances *c, size_t state) {
  bool leaves = c->whole || (c->deaths != NULL && c->deaths->state != (int)state);
  for (size_t t = 0; t < c->n; t++) leaves |= t != state && c->chance[state * c->n + t] != NULL;
  return !leaves;
}

/* ---- one chance ---- */

static bool holds(const struct ek_chances *c, const struct ek_chance *chance, struct ek_moment at) {
  if (chance->first_cycles > 0) return at.cycle < (size_t)chance->first_cycles;
  if (chance->first_years > 0) return (double)at.cycle * c->k->cycle.years < chance->first_years - 1e-9;
  return true;
}

/* How much of a hazard falls in the matrix's time, which begins with the cycle. */
static void hazard_of(const struct ek_chances *c, const struct ek_chance *chance, struct ek_moment at, double *out) {
  const double *shape = chance->q_shape != NULL ? ek_clock_eval(c->clock, chance->q_shape) : NULL;
  const double *scale = ek_clock_eval(c->clock, chance->q_scale);
  double step = c->k->cycle.years, from = (double)at.cycle * step;
  if (chance->clock == EK_CLOCK_IN_STATE) from = (double)at.in_state * step;
  if (chance->clock == EK_CLOCK_AGE) from += c->clock->age;
  size_t n = differing(c, 2, (const double *const[]){shape, scale});
  for (size_t d = 0; d < n; d++) {
    out[d] = ek_hazard_between((enum ek_hazard)chance->hazard, shape != NULL ? shape[d] : 1, scale[d], from, from + c->span.years);
  }
  spread(c, n, out);
}

static void cap_at(const struct ek_chances *c, const struct ek_chance *chance, size_t s, size_t t, struct ek_moment at, double *p) {
  const double *cap = chance->q_cap != NULL ? ek_clock_eval(c->clock, chance->q_cap) : NULL;
  for (size_t d = 0; d < c->draws; d++) {
    if (cap != NULL && p[d] > cap[d]) p[d] = cap[d];
    if (!(p[d] > 1 + 1e-12) || c->told[s]) continue;
    c->told[s] = true;
    ek_error(c->r->diags, chance->pos, "write cap: 100 %, use hazard_ratio, or let it hold for_first some cycles",
             "the ratio brings the chance from '%s' to '%s' to %.4g %% in cycle %zu", name_of(c, s), name_of(c, t), 100 * p[d], at.cycle + 1);
  }
}

/* Ratios of the chance and of those that it is based on, the innermost first. */
static void apply_ratios(const struct ek_chances *c, const struct ek_chance *chance, size_t s, size_t t,
                         struct ek_moment at, bool rate, double *p) {
  if (chance->base != NULL) apply_ratios(c, chance->base, s, t, at, rate, p);
  const struct ek_quantity *q = chance->q_relative_risk != NULL  ? chance->q_relative_risk
                                : chance->q_hazard_ratio != NULL ? chance->q_hazard_ratio
                                                                 : chance->q_odds_ratio;
  if (q == NULL || !holds(c, chance, at)) return;
  const double *ratio = ek_clock_eval(c->clock, q);
  size_t n = differing(c, 2, (const double *const[]){p, ratio});
  for (size_t d = 0; d < n; d++) {
    if (rate || q == chance->q_relative_risk) p[d] *= ratio[d];
    else if (q == chance->q_hazard_ratio) p[d] = ek_probability_hazard_ratio(p[d], ratio[d]);
    else p[d] = ek_probability_odds_ratio(p[d], ratio[d]);
  }
  spread(c, n, p);
  if (!rate) cap_at(c, chance, s, t, at, p);
}

static bool is_rate(const struct ek_chance *chance) { return chance->q_rate != NULL || chance->hazard != EK_HAZARD_NONE; }

/* A probability over the matrix's time, or of a rate how much of it falls in it. */
static double *evaluate(struct ek_chances *c, const struct ek_chance *chance, size_t s, size_t t, struct ek_moment at) {
  const struct ek_chance *own = bottom(chance);
  double *out = column(c);
  size_t bytes = c->draws * sizeof *out;
  if (own->hazard != EK_HAZARD_NONE) {
    hazard_of(c, own, at, out);
  } else if (own->q_count != NULL) {
    if (c->counts[s * c->n + t] != NULL) memcpy(out, c->counts[s * c->n + t], bytes);
  } else {
    memcpy(out, ek_clock_eval(c->clock, own->q_rate != NULL ? own->q_rate : own->q_probability), bytes);
  }
  for (size_t d = 0; own->q_rate != NULL && d < c->draws; d++) out[d] *= c->span.years;
  if (own->over.years > 0) {
    size_t n = differing(c, 1, (const double *const[]){out});
    for (size_t d = 0; d < n; d++) out[d] = ek_probability_over(out[d], own->over.years, c->span.years);
    spread(c, n, out);
  }
  apply_ratios(c, chance, s, t, at, is_rate(own), out);
  return out;
}

/* ---- a row, before deaths ---- */

/* Rates compete: who leaves goes each way in proportion to its rate. */
static void compete(struct ek_chances *c, size_t s, size_t rest, double **row) {
  size_t n = differing(c, c->n, (const double *const *)row), at = rest < c->n ? rest : s;
  double *sum = column(c), *stay = column(c);
  for (size_t t = 0; t < c->n; t++) {
    for (size_t d = 0; row[t] != NULL && d < n; d++) sum[d] += row[t][d];
  }
  for (size_t d = 0; d < n; d++) stay[d] = -expm1(-sum[d]); /* those who leave */
  for (size_t t = 0; t < c->n; t++) {
    if (row[t] == NULL) continue;
    for (size_t d = 0; d < n; d++) row[t][d] = sum[d] > 0 ? row[t][d] / sum[d] * stay[d] : 0;
    spread(c, n, row[t]);
  }
  for (size_t d = 0; d < n; d++) stay[d] = exp(-sum[d]);
  for (size_t d = 0; row[at] != NULL && d < n; d++) stay[d] += row[at][d];
  spread(c, n, stay);
  give_back(c, sum);
  give_back(c, row[at]);
  row[at] = stay;
}

static void no_row(struct ek_chances *c, size_t s, struct ek_pos pos, const char *hint, const char *what, double value, struct ek_moment at) {
  if (c->told[s] || (isnan(value) && ek_diags_errors(c->r->diags) > 0)) return; /* not-a-number is told where it came from */
  c->told[s] = true;
  ek_error(c->r->diags, pos, hint, "the row '%s' of '%s' %s %.6g %% in cycle %zu", name_of(c, s), c->k->alternatives[c->alternative].name.text, what, 100 * value, at.cycle + 1);
}

/* What the others leave; or the check that they leave nothing. */
static void leave(struct ek_chances *c, size_t s, size_t rest, double **row, struct ek_moment at) {
  const struct ek_chance *any = NULL;
  double *left = column(c);
  for (size_t d = 0; d < c->draws; d++) left[d] = 1;
  for (size_t t = 0; t < c->n; t++) {
    if (row[t] == NULL) continue;
    if (any == NULL) any = c->chance[s * c->n + t];
    for (size_t d = 0; d < c->draws; d++) {
      left[d] -= row[t][d];
      if (!(row[t][d] >= 0)) no_row(c, s, c->chance[s * c->n + t]->pos, "a chance is 0 to 100 %", "has a chance of", row[t][d], at);
    }
  }
  for (size_t d = 0; d < c->draws; d++) {
    if (fabs(left[d]) < 1e-9) left[d] = 0;
    struct ek_pos pos = any != NULL ? any->pos : c->k->states[s].pos;
    if (left[d] < 0) no_row(c, s, pos, "the chances of a row add to 100 %", "adds to", 1 - left[d], at);
    else if (left[d] > 0 && rest == c->n) no_row(c, s, pos, ek_sprintf(c->world->arena, "write %s: rest for those who stay", name_of(c, s)), "adds to", 1 - left[d], at);
  }
  if (rest < c->n) row[rest] = left;
  else give_back(c, left);
}

/* A rate that is none: of a hazard with a shape or scale that there is not, as may be drawn. */
static void check_rate(struct ek_chances *c, const struct ek_chance *chance, size_t s, size_t t, const double *rate, struct ek_moment at) {
  for (size_t d = 0; d < c->draws && !c->told[s]; d++) {
    if (rate[d] >= 0 && rate[d] < INFINITY) continue;
    c->told[s] = true;
    if (isnan(rate[d]) && ek_diags_errors(c->r->diags) > 0) return; /* told where it came from */
    ek_error(c->r->diags, chance->pos, "a scale is above 0, and a shape too but for gompertz", "the rate from '%s' to '%s' of '%s' is %s in cycle %zu",
             name_of(c, s), name_of(c, t), c->k->alternatives[c->alternative].name.text,
             isnan(rate[d]) ? "no number" : rate[d] < 0 ? "below 0" : "without end", at.cycle + 1);
  }
}

static void written_row(struct ek_chances *c, size_t s, struct ek_moment at, double **row) {
  size_t rest = c->n;
  bool rates = false, any = false;
  memset(row, 0, c->n * sizeof *row);
  for (size_t t = 0; t < c->n; t++) {
    const struct ek_chance *chance = c->chance[s * c->n + t];
    if (chance == NULL) continue;
    any = true;
    if (bottom(chance)->rest) rest = t;
    else row[t] = evaluate(c, chance, s, t, at);
    rates |= is_rate(bottom(chance));
    if (is_rate(bottom(chance)) && row[t] != NULL) check_rate(c, chance, s, t, row[t], at);
  }
  if (c->k->continuous[c->alternative]) return; /* rates, whole */
  if (!any) {
    row[s] = column(c);
    for (size_t d = 0; d < c->draws; d++) row[s][d] = 1;
  } else if (rates) {
    compete(c, s, rest, row);
  } else {
    leave(c, s, rest, row, at);
  }
}

/* ---- a matrix of another time than the cycle ---- */

static void not_a_root(struct ek_chances *c, enum ek_root why, size_t from, size_t to, double value) {
  const struct ek_alternative *a = &c->k->alternatives[c->alternative];
  if (c->told[0]) return;
  c->told[0] = true;
  struct ek_pos pos = a->matrix_cycle.text != NULL ? a->matrix_cycle.pos : a->name.pos;
  const char *hint = "use a cycle as long as the matrix, or intensities estimated from data";
  if (why == EK_ROOT_NONE) {
    ek_error(c->r->diags, pos, hint, "the matrix of '%s' has no root: it cannot come from equal shorter steps", a->name.text);
  } else {
    ek_error(c->r->diags, pos, hint, "the root of the matrix of '%s' is no matrix of probabilities: from '%s' to '%s' it has %.3g %%",
             a->name.text, name_of(c, from), name_of(c, to), 100 * value);
  }
}

/* Draw by draw: the exponential of rates, or the root of the matrix. */
static void turn(struct ek_chances *c, double ***rows, double ***turned) {
  size_t n = c->n;
  double *in = ek_alloc_array(c->world->arena, 2 * n * n, sizeof *in), *out = in + n * n;
  double part = c->k->cycle.years / c->span.years;
  for (size_t s = 0; s < n; s++) for (size_t t = 0; t < n; t++) turned[s][t] = column(c);
  for (size_t d = 0; d < c->draws; d++) {
    for (size_t s = 0; s < n; s++) {
      double sum = 0;
      for (size_t t = 0; t < n; t++) sum += in[s * n + t] = rows[s][t] != NULL ? rows[s][t][d] : 0;
      if (c->k->continuous[c->alternative]) in[s * n + s] = -sum;
    }
    size_t from = 0, to = 0;
    enum ek_root got = EK_ROOT_FINE;
    if (c->k->continuous[c->alternative]) ek_matrix_intensities(in, n, part, out);
    else got = ek_matrix_root(in, n, part, out, &from, &to);
    if (got != EK_ROOT_FINE) not_a_root(c, got, from, to, got == EK_ROOT_NEGATIVE ? out[from * n + to] : NAN);
    for (size_t i = 0; i < n * n; i++) turned[i / n][i % n][d] = got == EK_ROOT_NONE ? (i % (n + 1) == 0) : out[i];
  }
  for (size_t i = 0; i < n * n; i++) { /* nobody goes where there is no chance in any draw */
    bool any = false;
    for (size_t d = 0; d < c->draws; d++) any |= turned[i / n][i % n][d] > 0;
    give_back(c, rows[i / n][i % n]);
    if (any) continue;
    give_back(c, turned[i / n][i % n]);
    turned[i / n][i % n] = NULL;
  }
}

/* ---- rows that are kept ---- */

static struct kept *kept_at(struct ek_chances *c, size_t s, struct ek_moment at) {
  size_t stay = ek_chances_asks(c, s) & EK_CLOCK_BIT(EK_CLOCK_IN_STATE) ? at.in_state : 0;
  while (c->kept[s].n <= stay) {
    struct kept *k = ek_list_push(c->world->arena, &c->kept[s], sizeof *k);
    k->row = ek_alloc_array(c->world->arena, 2 * c->n, sizeof *k->row);
    k->dying = k->row + c->n;
  }
  return (struct kept *)c->kept[s].items + stay;
}

static void forget(struct ek_chances *c, double **row) {
  for (size_t t = 0; t < c->n; t++) {
    give_back(c, row[t]);
    row[t] = NULL;
  }
}

static void compute(struct ek_chances *c, size_t s, struct ek_moment at) {
  ek_clock_set(c->clock, at);
  struct kept *k = kept_at(c, s, at);
  if (!c->whole) {
    forget(c, k->row);
    written_row(c, s, at, k->row);
    k->of = at;
    k->known = true;
    return;
  }
  double ***rows = ek_alloc_array(c->world->arena, 2 * c->n, sizeof *rows), ***turned = rows + c->n;
  for (size_t i = 0; i < c->n; i++) {
    k = kept_at(c, i, at);
    forget(c, k->row);
    turned[i] = k->row;
    rows[i] = ek_alloc_array(c->world->arena, c->n, sizeof **rows);
    written_row(c, i, at, rows[i]);
    k->of = at;
    k->known = true;
  }
  turn(c, rows, turned);
}

/* Is what was computed for one moment good for another too, when it asks this of the time? */
static bool fresh(unsigned asks, struct ek_moment one, struct ek_moment other) {
  bool cycle = one.cycle == other.cycle || !(asks & EK_CLOCK_TIMED);
  bool entry = one.entry_month == other.entry_month || !(asks & EK_CLOCK_BIT(EK_CLOCK_CALENDAR));
  return cycle && entry && (one.in_state == other.in_state || !(asks & EK_CLOCK_BIT(EK_CLOCK_IN_STATE)));
}

/* ---- deaths ---- */

static const double *dying(struct ek_chances *c, size_t s, struct ek_moment at) {
  const struct ek_mortality *d = c->deaths;
  if (c->death[s] != NULL && fresh(c->death_asks, c->death_of[s], at)) return c->death[s];
  ek_clock_set(c->clock, at);
  double *q = c->death[s] != NULL ? c->death[s] : column(c);
  c->death[s] = q;
  c->death_of[s] = at;
  const double *of = ek_clock_eval(c->clock, d->q_rate != NULL ? d->q_rate : d->q_probability);
  const double *ratio = d->ratio[s] != NULL ? ek_clock_eval(c->clock, d->ratio[s]) : NULL;
  size_t n = differing(c, 2, (const double *const[]){of, ratio});
  for (size_t i = 0; i < n; i++) {
    double times = ratio != NULL ? ratio[i] : 1;
    q[i] = d->q_rate != NULL ? ek_rate_probability(of[i] * times, c->k->cycle.years) : ek_probability_hazard_ratio(of[i], times);
  }
  spread(c, n, q);
  return q;
}

static void die(struct ek_chances *c, size_t s, struct ek_moment at, double *const *row, double **out) {
  const double *q = dying(c, s, at);
  for (size_t t = 0; t < c->n; t++) {
    bool grave = (int)t == c->deaths->state;
    if (row[t] == NULL && !grave) continue;
    out[t] = column(c);
    for (size_t d = 0; d < c->draws; d++) out[t][d] = (row[t] != NULL ? row[t][d] * (1 - q[d]) : 0) + (grave ? q[d] : 0);
  }
}

void ek_chances_row(struct ek_chances *c, size_t s, struct ek_moment at, const double **out) {
  struct kept *k = kept_at(c, s, at);
  bool known = k->known && fresh(c->asks[s], k->of, at), deaths = c->deaths != NULL && c->deaths->state != (int)s;
  if (!known) compute(c, s, at);
  if (deaths && !(known && k->known_dying && fresh(ek_chances_asks(c, s), k->of_dying, at))) {
    forget(c, k->dying);
    die(c, s, at, k->row, k->dying);
    k->of_dying = at;
    k->known_dying = true;
  }
  memcpy(out, deaths ? k->dying : k->row, c->n * sizeof *out);
}

/* ---- where a chance comes from ---- */

/* What a formula takes of the time, and of tables that go by it. */
static void trace_time(struct ek_chances *c, const struct ek_quantity *q, struct ek_trace *parent) {
  const struct ek_timetable *tables = c->k->table_list.items;
  for (size_t i = 0; i < c->k->clock.n; i++) {
    if (!ek_clock_has(q, i)) continue;
    struct ek_trace *node = ek_trace_add(parent->arena, parent, i < EK_CLOCKS ? "time" : "table", c->k->clock.items[i].name);
    node->unit = c->k->clock.items[i].unit;
    node->value = c->clock->now.values[i][0];
    if (i < EK_CLOCKS) continue;
    const struct ek_timetable *t = &tables[i - EK_CLOCKS];
    const char *by = ek_clock_names[t->by];
    node->pos = t->name.pos;
    node->source = ek_model_origin(c->world->model, t->source);
    const char *text = ek_sprintf(parent->arena, "%s = %g", by, c->clock->now.values[t->by][0]);
    node->remark = (struct ek_label){text, text};
  }
}

static void trace_quantity(struct ek_chances *c, const struct ek_quantity *q, const char *kind, struct ek_label label, struct ek_trace *parent) {
  if (q == NULL) return;
  struct ek_trace *node = ek_trace_add(parent->arena, parent, kind, NULL);
  struct ek_env env = {.world = c->world, .locals = c->clock->now.locals, .values = c->clock->now.values, .trace = node};
  node->label = label;
  node->unit = q->unit;
  if (q->value != NULL) {
    node->formula = q->value->text;
    node->pos = q->value->pos;
    node->source = ek_model_origin(c->world->model, q->value->source);
    node->grade = q->value->grade;
  }
  node->value = ek_column_mean(ek_quantity_eval(q, &env), c->draws);
  trace_time(c, q, node);
}

static void trace_ratio(struct ek_chances *c, const struct ek_chance *chance, struct ek_moment at, struct ek_trace *parent) {
  if (chance->base != NULL) trace_ratio(c, chance->base, at, parent);
  size_t before = parent->children.n;
  trace_quantity(c, chance->q_relative_risk, "relative_risk", (struct ek_label){"Relativ risk: sannolikheten gånger", "Relative risk: the probability times"}, parent);
  trace_quantity(c, chance->q_hazard_ratio, "hazard_ratio", (struct ek_label){"Hazardkvot: raten gånger", "Hazard ratio: the rate times"}, parent);
  trace_quantity(c, chance->q_odds_ratio, "odds_ratio", (struct ek_label){"Oddskvot: oddset gånger", "Odds ratio: the odds times"}, parent);
  if (parent->children.n == before || holds(c, chance, at)) return;
  struct ek_trace *const *children = parent->children.items;
  children[before]->remark = (struct ek_label){"gäller inte längre i den här cykeln", "no longer holds in this cycle"};
}

static struct ek_label hazard_label(const struct ek_chances *c, const struct ek_chance *own) {
  static const char *const names[EK_HAZARDS] = {[EK_HAZARD_EXPONENTIAL] = "exponential", [EK_HAZARD_WEIBULL] = "Weibull", [EK_HAZARD_GOMPERTZ] = "Gompertz",
                                                [EK_HAZARD_LOG_LOGISTIC] = "log-logistic", [EK_HAZARD_LOG_NORMAL] = "log-normal", [EK_HAZARD_GAMMA] = "gamma"};
  static const char *const swedish[EK_HAZARDS] = {[EK_HAZARD_EXPONENTIAL] = "exponentiell", [EK_HAZARD_WEIBULL] = "Weibull", [EK_HAZARD_GOMPERTZ] = "Gompertz",
                                                  [EK_HAZARD_LOG_LOGISTIC] = "loglogistisk", [EK_HAZARD_LOG_NORMAL] = "lognormal", [EK_HAZARD_GAMMA] = "gamma"};
  const char *when = own->clock == EK_CLOCK_IN_STATE ? "tiden i tillståndet" : own->clock == EK_CLOCK_AGE ? "åldern" : "tiden sedan starten";
  const char *time = own->clock == EK_CLOCK_IN_STATE ? "the time in the state" : own->clock == EK_CLOCK_AGE ? "age" : "the time since the start";
  return (struct ek_label){ek_sprintf(c->world->arena, "hazard efter %s (%s), konkurrerar med de andra i raden", when, swedish[own->hazard]),
                           ek_sprintf(c->world->arena, "a hazard of %s (%s), competing with the others in the row", time, names[own->hazard])};
}

static struct ek_label kind_of(const struct ek_chances *c, const struct ek_chance *own, bool stays) {
  if (own == NULL && !stays && c->whole) return (struct ek_label){"genom andra tillstånd i samma cykel", "by way of other states in the same cycle"};
  if (own == NULL && !stays) return (struct ek_label){"bara de som dör", "those who die, and no others"};
  if (own == NULL) return (struct ek_label){"stannar", "stays"};
  if (own->rest) return (struct ek_label){"vad de andra i raden lämnar", "what the others in the row leave"};
  if (c->k->continuous[c->alternative]) return (struct ek_label){"matrisexponentialen av intensiteterna", "the matrix exponential of the intensities"};
  if (c->whole) return (struct ek_label){"roten ur matrisen", "the root of the matrix"};
  if (own->hazard != EK_HAZARD_NONE) return hazard_label(c, own);
  if (is_rate(own)) return (struct ek_label){"rate, konkurrerar med de andra i raden", "a rate, competing with the others in the row"};
  if (own->q_count != NULL) return (struct ek_label){"andel av de räknade", "part of those counted"};
  return own->over.years > 0 ? (struct ek_label){"sannolikhet över annan tid, omräknad", "a probability over another time, converted"}
                             : (struct ek_label){"sannolikhet per cykel", "a probability per cycle"};
}

void ek_chances_trace(struct ek_chances *c, size_t from, size_t to, struct ek_moment at, struct ek_trace *parent) {
  const struct ek_chance *chance = c->chance[from * c->n + to], *own = chance != NULL ? bottom(chance) : NULL;
  const double **row = ek_alloc_array(c->world->arena, c->n, sizeof *row);
  ek_chances_row(c, from, at, row);
  if (row[to] == NULL) return;
  struct ek_trace *node = ek_trace_add(parent->arena, parent, "chance", c->k->states[to].text);
  node->label = c->k->labels[to];
  node->value = ek_column_mean(row[to], c->draws);
  node->remark = kind_of(c, own, from == to);
  ek_clock_set(c->clock, at);
  if (own != NULL) {
    node->pos = own->pos;
    trace_quantity(c, own->q_probability, "probability", (struct ek_label){"Sannolikhet", "Probability"}, node);
    trace_quantity(c, own->q_rate, "rate", (struct ek_label){"Rate", "Rate"}, node);
    trace_quantity(c, own->q_count, "count", (struct ek_label){"Räknade", "Counted"}, node);
    trace_quantity(c, own->q_shape, "shape", (struct ek_label){"Form", "Shape"}, node);
    trace_quantity(c, own->q_scale, "scale", (struct ek_label){"Skala", "Scale"}, node);
    trace_ratio(c, chance, at, node);
  }
  if (c->deaths == NULL || c->deaths->state == (int)from) return;
  struct ek_trace *dead = ek_trace_add(parent->arena, node, "mortality", NULL);
  dead->label = (struct ek_label){"Dör först, i cykeln", "Die first, in the cycle"};
  dead->value = ek_column_mean(dying(c, from, at), c->draws);
  dead->pos = c->deaths->pos;
  trace_quantity(c, c->deaths->q_rate, "rate", (struct ek_label){"Dödstal", "Death rate"}, dead);
  trace_quantity(c, c->deaths->q_probability, "probability", (struct ek_label){"Sannolikhet", "Probability"}, dead);
  trace_quantity(c, c->deaths->ratio[from], "hazard_ratio", (struct ek_label){"Hazardkvot", "Hazard ratio"}, dead);
}
