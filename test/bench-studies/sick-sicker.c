/* sick-sicker.yaml by hand: 16 values drawn, two matrices (A walks as soc, AB as B), 75 cycles, four
 * alternatives. The dead cost and give nothing, and are not counted. Prints the mean cost and effect of each
 * alternative and on standard error how long it took.
 *
 *   sick-sicker DRAWS */
#include "draws.h"

enum { CYCLES = 75 };
enum { R_HD, R_HS1, R_S1H, R_S1S2, HR_S1, HR_S2, HR_B, C_H, C_S1, C_S2, C_A, C_B, U_H, U_S1, U_S2, U_A, PARAMETERS };
enum { HH, HS1, S1H, S1S1, S1S2, S2S2, MOVES };

static union column drawn[PARAMETERS], move[2][MOVES], cost[4], effect[4];
static double weight[CYCLES + 1];

static void draw(void) {
  static const double moments[PARAMETERS][2] = {
      {0.002, 0.0004472135955}, {0.15, 0.0273861278753}, {0.5, 0.0645497224368}, {0.105, 0.0114564392374},
      {3.00015000375, 0.0300022500906}, {10.0020002, 0.200060009668}, {0.600120012001, 0.0120036005801},
      {2000, 200}, {4000.5, 300.018749414}, {15007.5, 1000.5}, {12002.55, 1400.00586249}, {12998.96, 1400.08684302},
      {0.985221674877, 0.00844820616466}, {0.742857142857, 0.0329445477765}, {0.5, 0.0232873216416}, {0.952380952381, 0.0119798715578}};
  for (int i = 0; i < PARAMETERS; i++) {
    const double mean = moments[i][0], sd = moments[i][1];
    if (i >= U_H) draw_beta(&drawn[i], mean, sd);
    else if (i >= HR_S1 && i <= HR_B) draw_lognormal(&drawn[i], mean, sd);
    else draw_gamma(&drawn[i], mean, sd);
  }
}

static void make_moves(void) {
  for (int d = 0; d < BLOCK; d++) {
    double r = drawn[R_HD].of[d], h = exp(-r), s1 = exp(-r * drawn[HR_S1].of[d]), s2 = exp(-r * drawn[HR_S2].of[d]);
    double hs1 = 1 - exp(-drawn[R_HS1].of[d]), s1h = 1 - exp(-drawn[R_S1H].of[d]), stay = exp(-drawn[R_S1S2].of[d]);
    for (int b = 0; b < 2; b++) {
      double s1s2 = 1 - (b ? exp(-drawn[R_S1S2].of[d] * drawn[HR_B].of[d]) : stay);
      move[b][HH].of[d] = h * (1 - hs1);
      move[b][HS1].of[d] = h * hs1;
      move[b][S1H].of[d] = s1 * s1h;
      move[b][S1S1].of[d] = s1 * (1 - (s1h + s1s2));
      move[b][S1S2].of[d] = s1 * s1s2;
      move[b][S2S2].of[d] = s2;
    }
  }
}

WIDEST static void walk(int b) {
  for (int v = 0; v < VECTORS; v++) {
    vector hh = move[b][HH].in[v], hs1 = move[b][HS1].in[v], s1h = move[b][S1H].in[v], s1s1 = move[b][S1S1].in[v],
           s1s2 = move[b][S1S2].in[v], s2s2 = move[b][S2S2].in[v];
    vector h = {1, 1, 1, 1, 1, 1, 1, 1}, s1 = {0}, s2 = {0}, in_h = h * weight[0], in_s1 = {0}, in_s2 = {0};
    for (int k = 1; k <= CYCLES; k++) {
      vector next_h = h * hh + s1 * s1h, next_s1 = h * hs1 + s1 * s1s1;
      s2 = s1 * s1s2 + s2 * s2s2;
      h = next_h;
      s1 = next_s1;
      in_h += h * weight[k];
      in_s1 += s1 * weight[k];
      in_s2 += s2 * weight[k];
    }
    vector kr = in_h * drawn[C_H].in[v] + in_s1 * drawn[C_S1].in[v] + in_s2 * drawn[C_S2].in[v], treated = in_s1 + in_s2;
    vector well = in_h * drawn[U_H].in[v] + in_s2 * drawn[U_S2].in[v];
    int with = 2 * b, with_a = 2 * b + 1;
    cost[with].in[v] = b ? kr + treated * drawn[C_B].in[v] : kr;
    cost[with_a].in[v] = cost[with].in[v] + treated * drawn[C_A].in[v];
    effect[with].in[v] = well + in_s1 * drawn[U_S1].in[v];
    effect[with_a].in[v] = well + in_s1 * drawn[U_A].in[v];
  }
}

int main(int argc, char **argv) {
  double start = now(), costs[4] = {0}, effects[4] = {0};
  long n = argc > 1 ? atol(argv[1]) : 1000;
  rng = gsl_rng_alloc(gsl_rng_taus2);
  gsl_rng_set(rng, 1);
  for (int k = 0; k <= CYCLES; k++) weight[k] = (k == 0 || k == CYCLES ? 1 : k % 2 ? 2 : 4) / 3.0 / pow(1.03, k);
  for (long first = 0; first < n; first += BLOCK) {
    draw();
    make_moves();
    for (int b = 0; b < 2; b++) walk(b);
    for (int a = 0; a < 4; a++) {
      costs[a] += sum_of(&cost[a], n - first);
      effects[a] += sum_of(&effect[a], n - first);
    }
  }
  static const char *const names[] = {"soc", "strategy_a", "strategy_b", "strategy_ab"};
  for (int a = 0; a < 4; a++) printf("%s %.17g %.17g\n", names[a], costs[a] / (double)n, effects[a] / (double)n);
  fprintf(stderr, "%.6f\n", now() - start);
  gsl_rng_free(rng);
  return 0;
}
