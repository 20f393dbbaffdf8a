/* Bins are (a, b], so that a result of exactly 0 is no gain, as in the chance of one. */
#include "uncertainty/histogram.h"

#include <math.h>
#include <stdbool.h>

#include "engine/alternatives.h"

#define ALIKE 1e-9 /* of what is drawn, or of one: rounding, not spread */

static bool spread(const double ends[2]) { return ends[1] - ends[0] > ALIKE * fmax(1, fmax(fabs(ends[0]), fabs(ends[1]))); }

double ek_round_step(double least) {
  static const double steps[] = {1, 2, 2.5, 5, 10};
  double power = pow(10, floor(log10(least)));
  size_t i = 0;
  while (i < 4 && steps[i] * power < least) i++;
  return steps[i] * power;
}

/* The ends of what is shown; the outermost draws where nearly all are alike. */
static void find_ends(const double *values, size_t n, double *scratch, double ends[2]) {
  static const double shares[] = {0.005, 0.995};
  ek_draws_quantiles(values, n, scratch, shares, 2, ends);
  if (spread(ends)) return;
  for (size_t d = 0; d < n; d++) {
    ends[0] = fmin(ends[0], values[d]);
    ends[1] = fmax(ends[1], values[d]);
  }
}

struct ek_histogram ek_histogram_of(struct ek_arena *arena, const double *values, size_t draws, size_t most) {
  double *finite = ek_alloc_array(arena, draws, sizeof *finite), *scratch = ek_alloc_array(arena, draws, sizeof *scratch);
  double ends[2], first, last; /* in widths */
  size_t n = 0;
  for (size_t d = 0; d < draws; d++) if (isfinite(values[d])) finite[n++] = values[d];
  if (n == 0) return (struct ek_histogram){0};
  find_ends(finite, n, scratch, ends);
  if (!spread(ends)) return (struct ek_histogram){0};
  double width = ek_round_step((ends[1] - ends[0]) / (double)most);
  for (;; width = ek_round_step(width * 1.1)) {
    first = ceil(ends[0] / width) - 1; /* a bin has its upper edge */
    last = ceil(ends[1] / width);
    if (last - first <= (double)most) break;
  }
  struct ek_histogram out = {.n = (size_t)(last - first), .first = first * width, .width = width};
  double *share = ek_alloc_array(arena, out.n, sizeof *share);
  for (size_t d = 0; d < n; d++) {
    double bin = ceil(finite[d] / width) - 1 - first;
    double *in = bin < 0 ? &out.below : bin < (double)out.n ? &share[(size_t)bin] : &out.above;
    *in += 1 / (double)n;
  }
  out.share = share;
  return out;
}
