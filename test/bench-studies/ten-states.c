/* What ten-states.awk writes, by hand: 53 values drawn, ten cases priced before, during and after, what each
 * account gets month by month for 120 months, discounted and summed to three horizons, and when each of ten actors
 * has its money back. Eight draws at a time, all of them in registers or in the nearest cache. Prints mean and
 * standard deviation of each figure, having found four percentiles of each as ekusia does, and on standard error
 * how long it took. With certain, everything stands at its mean.
 *
 *   ten-states DRAWS [certain] */
#include <string.h>

#include "draws.h"

enum { PERSON, KOMMUN, REGION, STATEN, AF, FK, ARBETSGIVARE, EU, ACCOUNTS };
enum { ACTORS = 10, CASES = 10, SERVICES = 30, MONTHS = 120, HORIZONS = 3, DURING = 6, LAG = 1 };
enum { BENEFIT, COST, RESULT, RETURN, EACH, BY_HORIZON, PER_YEAR = 0, BENEFIT_MONTHS, MONTHS_UNTIL, BY_ACTOR };
enum { WHOLE = ACTORS * (HORIZONS * BY_HORIZON + BY_ACTOR), COST_EACH = WHOLE, EXTRA, COST_EXTRA, FIGURES };

static const char *const actors[ACTORS] = {"alla", "person", "offentlig", "kommun", "region", "staten", "af", "fk", "arbetsgivare", "eu"};
static const int horizons[HORIZONS] = {12, 60, 120};
static const double people = 95;
static union column pay[5], works[CASES], price[SERVICES], amount[5], deadweight, displacement, retention;
static double factor[MONTHS], *kept[FIGURES];
static bool certain;

typedef long mask __attribute__((vector_size(LANES * sizeof(long))));
static inline vector choose(mask which, vector yes, vector no) { return (vector)((which & (mask)yes) | (~which & (mask)no)); }
static inline vector above0(vector x) { return choose(x > 0, x, x * 0); }
static inline vector size_of(vector x) { return choose(x < 0, -x, x); }
static inline vector all(double x) { return (vector){0} + x; }

static void draw_one(union column *out, void (*sampler)(union column *, double, double), double mean, double sd) {
  if (!certain) sampler(out, mean, sd);
  for (int d = 0; certain && d < BLOCK; d++) out->of[d] = mean;
}

static void draw(void) {
  static const double cost[5][2] = {{900000, 90000}, {2000, 200}, {8400, 840}, {250000, 25000}, {400000, 40000}};
  for (int i = 0; i < 5; i++) draw_one(&pay[i], draw_lognormal, 12 * (20000 + 2000 * i), 12 * 1000);
  for (int k = 0; k < CASES; k++) draw_one(&works[k], draw_beta, 0.4 + 0.04 * k, 0.05);
  for (int j = 0; j < SERVICES; j++) draw_one(&price[j], draw_gamma, 500 + 50 * j, 5 * (10 + j));
  for (int i = 0; i < 5; i++) draw_one(&amount[i], draw_gamma, cost[i][0], cost[i][1]);
  draw_one(&deadweight, draw_beta, 0.4, 0.08);
  draw_one(&displacement, draw_beta, 0.1, 0.03);
  draw_one(&retention, draw_beta, 0.8, 0.05);
}

/* ---- kronor a year for one person in a situation, account by account ---- */

static inline int payer(int i) { return KOMMUN + i; }

static inline void use(vector *in, int v, int j, double times) {
  vector kr = price[j].in[v] * times;
  in[payer(j % 5)] -= kr;
  if (j % 3 != 0) return;
  in[PERSON] -= kr * 0.1;
  in[payer(j % 5)] += kr * 0.1;
}

/* `work` and `idle`: how much of the time. Returns what is produced. */
static inline vector live(vector *in, int v, int i, vector work, vector idle) {
  double benefit = 12 * (8000 + 500 * i);
  vector support = idle * benefit, wage = pay[i].in[v] * work, made = wage * 1.31, income = wage + support;
  vector local = above0(income - 12 * 2000) * 0.32, national = above0(income - 12 * 24000) * 0.20, vat = (income - local - national) * 0.12;
  in[payer(i)] -= support;
  in[payer((i + 1) % 5)] -= support * 0.1;
  in[PERSON] += income - local - national - vat;
  in[KOMMUN] += local;
  in[STATEN] += national + vat + wage * 0.31;
  in[ARBETSGIVARE] += made - wage - wage * 0.31;
  return made;
}

struct change { /* of a case: kronor a month for all of its persons, net, at full effect */
  vector during[ACCOUNTS], after[ACCOUNTS];
};

static inline void price_case(struct change *out, int v, int k) {
  vector before[ACCOUNTS] = {{0}}, during[ACCOUNTS] = {{0}}, after[ACCOUNTS] = {{0}};
  int i = k % 5, first = 3 * k;
  live(before, v, i, all(0), all(1));
  use(before, v, first % SERVICES, 2);
  use(before, v, (first + 1) % SERVICES, 4);
  use(before, v, (first + 2) % SERVICES, 6);
  live(during, v, i, all(0), all(1));
  use(during, v, first % SERVICES, 4);
  use(during, v, (first + 3) % SERVICES, 12);
  vector made = live(after, v, i, works[k].in[v], 1 - works[k].in[v]);
  use(after, v, first % SERVICES, 1);
  use(after, v, (first + 1) % SERVICES, 2);
  after[ARBETSGIVARE] -= made * displacement.in[v];
  vector persons = (1 - deadweight.in[v]) * ((5 + k) / 12.0);
  for (int a = 0; a < ACCOUNTS; a++) {
    out->during[a] = (during[a] - before[a]) * persons;
    out->after[a] = (after[a] - before[a]) * persons;
  }
}

/* ---- months ---- */

static inline int enters(int k) { return k < 5 ? 0 : 6; }

/* What the insats costs each account in a month. */
static inline void pay_costs(vector *out, int v, int m) {
  int entering = m == 0 ? 35 : m == 6 ? 60 : 0, attending = m < 6 ? 35 : m < 12 ? 60 : 0;
  if (m < 12) out[KOMMUN] += amount[0].in[v] * (1.0 / 12);
  out[AF] += amount[1].in[v] * entering;
  out[REGION] += amount[2].in[v] * (attending / 12.0);
  if (m == 0) out[FK] += amount[3].in[v];
  if (m < 18) out[EU] += amount[4].in[v] * (1.0 / 18);
}

/* Accounts summed to actors. */
static inline void sum_actors(vector *out, const vector *account) {
  out[2] = account[KOMMUN] + account[REGION] + account[STATEN] + account[AF] + account[FK];
  out[0] = account[PERSON] + out[2] + account[ARBETSGIVARE];
  out[1] = account[PERSON];
  for (int a = KOMMUN; a < ACCOUNTS; a++) out[a + 2] = account[a];
}

struct sums {
  vector benefit[HORIZONS][ACTORS], cost[ACTORS], per_year[ACTORS], since[ACTORS];
};

static inline void look_back(struct sums *s, vector *sum, vector *turnover, const vector *gain, const vector *bill, int m) {
  for (int a = 0; a < ACTORS; a++) {
    vector net = gain[a] - bill[a];
    sum[a] += net;
    turnover[a] += size_of(net);
    mask paid = sum[a] >= (turnover[a] + size_of(s->cost[a])) * -1e-9, first = s->since[a] == all(INFINITY);
    s->since[a] = choose(paid, choose(first, all(m == 0 ? 0 : m + 1), s->since[a]), all(INFINITY));
  }
}

static inline void sum_costs(struct sums *s, vector bill[MONTHS][ACCOUNTS], int v) {
  vector total[ACCOUNTS] = {{0}};
  for (int m = 0; m < MONTHS; m++) {
    for (int a = 0; a < ACCOUNTS; a++) bill[m][a] = (vector){0};
    pay_costs(bill[m], v, m);
    for (int a = 0; a < ACCOUNTS; a++) total[a] += bill[m][a] *= factor[m];
  }
  sum_actors(s->cost, total);
}

WIDEST static void follow(struct sums *s, int v) {
  struct change change[CASES];
  vector left[MONTHS / 12], bill[MONTHS][ACCOUNTS], total[ACTORS] = {{0}}, sum[ACTORS] = {{0}}, turnover[ACTORS] = {{0}};
  vector steady[ACCOUNTS] = {{0}};
  for (int k = 0; k < CASES; k++) {
    price_case(&change[k], v, k);
    for (int a = 0; a < ACCOUNTS; a++) steady[a] += change[k].after[a] * 12;
  }
  sum_actors(s->per_year, steady);
  left[0] = all(1);
  for (int y = 1; y < MONTHS / 12; y++) left[y] = left[y - 1] * retention.in[v];
  sum_costs(s, bill, v);
  for (int a = 0; a < ACTORS; a++) s->since[a] = all(INFINITY);
  for (int m = 0, h = 0; m < MONTHS; m++) {
    vector account[ACCOUNTS] = {{0}}, gain[ACTORS], pays[ACTORS];
    for (int k = 0; k < CASES; k++) {
      int begun = enters(k) + DURING + LAG;
      if (m >= enters(k) && m < enters(k) + DURING) for (int a = 0; a < ACCOUNTS; a++) account[a] += change[k].during[a];
      if (m >= begun) for (int a = 0; a < ACCOUNTS; a++) account[a] += change[k].after[a] * left[(m - begun) / 12];
    }
    for (int a = 0; a < ACCOUNTS; a++) account[a] *= factor[m];
    sum_actors(gain, account);
    sum_actors(pays, bill[m]);
    for (int a = 0; a < ACTORS; a++) total[a] += gain[a];
    look_back(s, sum, turnover, gain, pays, m);
    if (m + 1 == horizons[h]) memcpy(s->benefit[h++], total, sizeof total);
  }
}

/* ---- figures ---- */

static double *at(int actor, int horizon, int figure) { return kept[(actor * HORIZONS + horizon) * BY_HORIZON + figure]; }
static double *of(int actor, int figure) { return kept[ACTORS * HORIZONS * BY_HORIZON + actor * BY_ACTOR + figure]; }

static double benefit_months(double cost, double benefit) {
  if (cost <= 0) return benefit < 0 ? INFINITY : 0;
  return benefit > 0 ? 12 * cost / benefit : INFINITY;
}

static void keep(const struct sums *s, int v, long first) {
  for (long l = 0; l < LANES; l++) {
    long d = first + v * LANES + l;
    double extra = 0, whole = s->cost[0][l] + s->cost[9][l], net = (1 - deadweight.in[v][l]) * (1 - displacement.in[v][l]);
    for (int a = 0; a < ACTORS; a++) {
      double cost = s->cost[a][l];
      for (int h = 0; h < HORIZONS; h++) {
        double benefit = s->benefit[h][a][l];
        at(a, h, BENEFIT)[d] = benefit;
        at(a, h, COST)[d] = cost;
        at(a, h, RESULT)[d] = benefit - cost;
        at(a, h, RETURN)[d] = cost > 0 ? benefit / cost : NAN;
        at(a, h, EACH)[d] = (benefit - cost) / people;
      }
      of(a, PER_YEAR)[d] = s->per_year[a][l];
      of(a, BENEFIT_MONTHS)[d] = benefit_months(cost, s->per_year[a][l]);
      of(a, MONTHS_UNTIL)[d] = s->since[a][l];
    }
    for (int k = 0; k < CASES; k++) extra += (5 + k) * works[k].in[v][l] * net;
    kept[COST_EACH][d] = whole / people;
    kept[EXTRA][d] = extra;
    kept[COST_EXTRA][d] = whole / extra;
  }
}

/* Puts the value that has `rank` smaller ones in its place (Hoare's selection). */
static double select_rank(double *x, long n, long rank) {
  long low = 0, high = n - 1;
  while (low < high) {
    double pivot = x[low + (high - low) / 2];
    long i = low, j = high;
    for (;;) {
      while (x[i] < pivot) i++;
      while (x[j] > pivot) j--;
      if (i >= j) break;
      double swap = x[i];
      x[i++] = x[j];
      x[j--] = swap;
    }
    if (rank <= j) high = j;
    else low = j + 1;
  }
  return x[rank];
}

static void tell(const char *figure, const char *actor, int horizon, double *x, long n) {
  static const double shares[] = {0.025, 0.975, 0.1, 0.9};
  double sum = 0, squares = 0, mean;
  long some = 0;
  for (long d = 0; d < n; d++) {
    if (isnan(x[d])) continue;
    sum += x[some++] = x[d];
  }
  mean = sum / (double)some;
  for (long d = 0; d < some; d++) squares += (x[d] - mean) * (x[d] - mean);
  for (int i = 0; i < 4 && some > 0; i++) select_rank(x, some, (long)(shares[i] * (double)(some - 1) + 0.5));
  printf("%s,%s,", figure, actor);
  if (horizon > 0) printf("%d", horizon);
  printf(",%.17g,%.17g\n", mean, sqrt(squares / (double)(some - 1)));
}

int main(int argc, char **argv) {
  static const char *const by_horizon[] = {"benefit", "cost", "result", "return", "result_per_participant"};
  static const char *const by_actor[] = {"benefit_per_year", "payback_benefit_months", "payback_months"};
  double start = now();
  long n = argc > 1 ? atol(argv[1]) : 1000, room = (n + BLOCK - 1) / BLOCK * BLOCK;
  certain = argc > 2 && strcmp(argv[2], "certain") == 0;
  rng = gsl_rng_alloc(gsl_rng_taus2);
  gsl_rng_set(rng, 1);
  for (int m = 0; m < MONTHS; m++) factor[m] = pow(1.03, -(m + 0.5) / 12);
  for (int i = 0; i < FIGURES; i++) kept[i] = malloc((size_t)room * sizeof(double));
  for (long first = 0; first < n; first += BLOCK) {
    draw();
    for (int v = 0; v < VECTORS; v++) {
      struct sums s;
      follow(&s, v);
      keep(&s, v, first);
    }
  }
  for (int a = 0; a < ACTORS; a++) {
    for (int h = 0; h < HORIZONS; h++) for (int f = 0; f < BY_HORIZON; f++) tell(by_horizon[f], actors[a], horizons[h], at(a, h, f), n);
    for (int f = 0; f < BY_ACTOR; f++) tell(by_actor[f], actors[a], 0, of(a, f), n);
  }
  tell("cost_per_participant", "", 0, kept[COST_EACH], n);
  tell("extra_in_work", "", 0, kept[EXTRA], n);
  tell("cost_per_extra_in_work", "", 0, kept[COST_EXTRA], n);
  fprintf(stderr, "%.6f\n", now() - start);
  for (int i = 0; i < FIGURES; i++) free(kept[i]);
  gsl_rng_free(rng);
  return 0;
}
