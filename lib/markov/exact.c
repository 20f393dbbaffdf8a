/* The Poisson likelihood of moves in time at risk. */
#include "markov/exact.h"

#include <math.h>

struct poisson {
  const struct ek_exact *e;
  double *eta, *by_eta; /* [moves], [moves * moves] */
};

static double value(void *data, const double *theta, double *gradient) {
  struct poisson *p = data;
  const struct ek_rates *r = p->e->rates;
  double sum = 0;
  for (size_t i = 0; i < ek_rates_parameters(r); i++) gradient[i] = 0;
  for (size_t g = 0; g < r->patterns; g++) {
    ek_rates_log(r, theta, g, p->eta);
    for (size_t m = 0; m < r->moves; m++) {
      double n = p->e->count[g * r->moves + m], mean = p->e->years[g * r->states + r->from[m]] * exp(p->eta[m]);
      sum += n * p->eta[m] - mean;
      p->by_eta[m] = n - mean;
    }
    ek_rates_add_gradient(r, g, p->by_eta, gradient);
  }
  return sum;
}

static void hessian(void *data, const double *theta, double *out) {
  struct poisson *p = data;
  const struct ek_rates *r = p->e->rates;
  for (size_t g = 0; g < r->patterns; g++) {
    ek_rates_log(r, theta, g, p->eta);
    for (size_t i = 0; i < r->moves * r->moves; i++) p->by_eta[i] = 0;
    for (size_t m = 0; m < r->moves; m++) {
      p->by_eta[m * r->moves + m] = -p->e->years[g * r->states + r->from[m]] * exp(p->eta[m]);
    }
    ek_rates_add_hessian(r, g, p->by_eta, out);
  }
}

/* Crude: moves by time over all patterns, half a move where there was none. */
static double *start(struct ek_arena *arena, const struct ek_exact *e) {
  const struct ek_rates *r = e->rates;
  double *theta = ek_alloc_array(arena, ek_rates_parameters(r), sizeof *theta);
  for (size_t m = 0; m < r->moves; m++) {
    double n = 0, years = 0;
    for (size_t g = 0; g < r->patterns; g++) {
      n += e->count[g * r->moves + m];
      years += e->years[g * r->states + r->from[m]];
    }
    theta[m] = years > 0 ? log((n > 0 ? n : 0.5) / years) : 0;
  }
  return theta;
}

struct ek_fit ek_exact_fit(struct ek_arena *arena, const struct ek_exact *e) {
  size_t moves = e->rates->moves;
  struct poisson p = {.e = e, .eta = ek_alloc_array(arena, moves, sizeof(double)),
                      .by_eta = ek_alloc_array(arena, moves * moves, sizeof(double))};
  struct ek_likelihood l = {.n = ek_rates_parameters(e->rates), .data = &p, .value = value, .hessian = hessian};
  return ek_fit_maximise(arena, &l, start(arena, e));
}
