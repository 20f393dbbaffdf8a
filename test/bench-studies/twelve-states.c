/* What twelve-states.awk writes, by hand: 64 values drawn, six matrices in which each state leads to the next,
 * the one before and death, 480 months. The dead cost and give nothing, and are not counted. Prints the mean cost
 * and effect of each alternative and on standard error how long it took.
 *
 *   twelve-states DRAWS */
#include "draws.h"

enum { LIVING = 11, ALTERNATIVES = 6, MONTHS = 480 };

static union column on[LIVING], back[LIVING], die[LIVING], cost[LIVING], worth[LIVING], slows[ALTERNATIVES], price[ALTERNATIVES];
static union column go[LIVING], stay[LIVING], costs[ALTERNATIVES], effects[ALTERNATIVES];
static double factor[MONTHS];

static void draw(void) {
  for (int s = 0; s < LIVING; s++) {
    int i = s + 1;
    if (i < LIVING) draw_beta(&on[s], 0.02 + 0.002 * i, (0.02 + 0.002 * i) / 10);
    if (s > 0) draw_beta(&back[s], 0.03, 0.003);
    draw_beta(&die[s], 0.0005 * i, 0.00005 * i);
    draw_gamma(&cost[s], 100 * i, 10 * i);
    draw_beta(&worth[s], 1 - 0.05 * i, 0.02);
  }
  for (int a = 1; a < ALTERNATIVES; a++) {
    draw_lognormal(&slows[a], 0.95 - 0.05 * a, (0.95 - 0.05 * a) / 20);
    draw_gamma(&price[a], 50 * a, 5 * a);
  }
}

static void make_moves(int a) {
  for (int s = 0; s < LIVING; s++) {
    for (int d = 0; d < BLOCK; d++) {
      double p = s + 1 < LIVING ? on[s].of[d] : 0;
      go[s].of[d] = a > 0 ? 1 - pow(1 - p, slows[a].of[d]) : p;
      stay[s].of[d] = 1 - go[s].of[d] - back[s].of[d] - die[s].of[d];
    }
  }
}

/* A month's persons count as the mean of its two ends. Moves of a vector are laid side by side first: columns
 * lie so far from each other that a cache would hold few of them at once. */
WIDEST static void walk(int a) {
  for (int v = 0; v < VECTORS; v++) {
    vector x[LIVING + 1] = {{1, 1, 1, 1, 1, 1, 1, 1}}, in[LIVING] = {{0}}, forth[LIVING] = {{0}}, here[LIVING], home[LIVING] = {{0}};
    for (int s = 0; s < LIVING; s++) {
      in[s] = x[s] * (factor[0] / 2);
      if (s > 0) forth[s] = go[s - 1].in[v];
      here[s] = stay[s].in[v];
      if (s + 1 < LIVING) home[s] = back[s + 1].in[v];
    }
    for (int k = 0; k < MONTHS; k++) {
      double by = (factor[k] + (k + 1 < MONTHS ? factor[k + 1] : 0)) / 2;
      vector before = {0};
#pragma GCC unroll 11
      for (int s = 0; s < LIVING; s++) {
        vector next = x[s] * here[s] + before * forth[s] + x[s + 1] * home[s];
        before = x[s];
        x[s] = next;
        in[s] += next * by;
      }
    }
    vector kr = {0}, effect = {0};
    for (int s = 0; s < LIVING; s++) {
      kr += in[s] * (cost[s].in[v] + price[a].in[v]);
      effect += in[s] * worth[s].in[v];
    }
    costs[a].in[v] = kr;
    effects[a].in[v] = effect / 12;
  }
}

int main(int argc, char **argv) {
  double start = now(), cost_sum[ALTERNATIVES] = {0}, effect_sum[ALTERNATIVES] = {0};
  long n = argc > 1 ? atol(argv[1]) : 1000;
  rng = gsl_rng_alloc(gsl_rng_taus2);
  gsl_rng_set(rng, 1);
  for (int k = 0; k < MONTHS; k++) factor[k] = pow(1.03, -(k + 0.5) / 12);
  for (long first = 0; first < n; first += BLOCK) {
    draw();
    for (int a = 0; a < ALTERNATIVES; a++) {
      make_moves(a);
      walk(a);
      cost_sum[a] += sum_of(&costs[a], n - first);
      effect_sum[a] += sum_of(&effects[a], n - first);
    }
  }
  for (int a = 0; a < ALTERNATIVES; a++) printf("a%d %.17g %.17g\n", a, cost_sum[a] / (double)n, effect_sum[a] / (double)n);
  fprintf(stderr, "%.6f\n", now() - start);
  gsl_rng_free(rng);
  return 0;
}
