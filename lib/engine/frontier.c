/* From the cheapest on, each next is the one with the lowest ratio to the one before. */
#include "engine/frontier.h"

#include <math.h>

/* Does a stand before b on the way: cheaper, or as cheap and more effective, or the same and first? */
static int better(const double *cost, const double *effect, size_t a, size_t b) {
  if (cost[a] != cost[b]) return cost[a] < cost[b];
  return effect[a] != effect[b] ? effect[a] > effect[b] : a < b;
}

static void dominate(const double *cost, const double *effect, size_t n, struct ek_frontier *out) {
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < n; k++) {
      if (k != i && effect[k] >= effect[i] && better(cost, effect, k, i)) out[i].standing = EK_DOMINATED;
    }
  }
}

/* The next on the frontier: the lowest ratio, and of those that share it the most effective. */
static size_t next_of(const double *cost, const double *effect, size_t n, const struct ek_frontier *out, size_t at) {
  size_t best = n;
  double lowest = INFINITY;
  for (size_t i = 0; i < n; i++) {
    if (out[i].standing == EK_DOMINATED || !(effect[i] > effect[at])) continue;
    double ratio = (cost[i] - cost[at]) / (effect[i] - effect[at]);
    if (ratio < lowest || (ratio == lowest && effect[i] > effect[best])) {
      lowest = ratio;
      best = i;
    }
  }
  return best;
}

void ek_frontier(const double *cost, const double *effect, size_t n, struct ek_frontier *out) {
  size_t at = n;
  for (size_t i = 0; i < n; i++) out[i] = (struct ek_frontier){EK_ON_FRONTIER, -1, NAN, NAN, NAN};
  dominate(cost, effect, n, out);
  for (size_t i = 0; i < n; i++) {
    if (out[i].standing != EK_DOMINATED && (at == n || cost[i] < cost[at])) at = i;
  }
  for (size_t i = 0; i < n; i++) {
    if (out[i].standing != EK_DOMINATED && i != at) out[i].standing = EK_EXTENDEDLY_DOMINATED; /* until it is come to */
  }
  for (size_t next; at < n && (next = next_of(cost, effect, n, out, at)) < n; at = next) {
    double more = cost[next] - cost[at], effects = effect[next] - effect[at];
    out[next] = (struct ek_frontier){EK_ON_FRONTIER, (int)at, more, effects, more / effects};
  }
}
