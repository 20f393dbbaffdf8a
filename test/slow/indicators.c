/* How often intervals of changes hold the truth: 4 000 rounds of answers from 1 to 5, from few who are
 * others, the same or partly the same in both periods, to one question or three that go together. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "indicators/tally.h"

enum { ROUNDS = 4000, QUESTIONS = 3 };

static unsigned long long seed = 20140401;
static double uniform(void) {
  seed = seed * 6364136223846793005ull + 1442695040888963407ull;
  return ((double)(seed >> 11) + 0.5) / 9007199254740992.0;
}
static double normal(void) { return sqrt(-2 * log(uniform())) * cos(2 * M_PI * uniform()); }

/* Everybody leans some way, as much in both periods as for each question. */
static int answer(double leaning, double middle) {
  double x = middle + leaning + 0.8 * normal();
  return x < 1.5 ? 1 : x >= 4.5 ? 5 : (int)floor(x + 0.5);
}

/* The share from 4 on and the mean, of so many that chance is out of it. */
static void truth(double middle, double spread, double *share, double *mean) {
  *share = *mean = 0;
  for (int i = 0; i < 2000000; i++) {
    int a = answer(spread * normal(), middle);
    *share += a >= 4;
    *mean += a;
  }
  *share /= 2000000;
  *mean /= 2000000;
}

struct plan {
  const char *name;
  uint32_t before, after, same; /* persons, and how many of them are the same */
  size_t questions;
  double middle[2], spread;
};

static const struct ek_indicator indicators[QUESTIONS] = {{.name = {"a", {0}}}, {.name = {"b", {0}}}, {.name = {"c", {0}}}};
static const struct ek_answer_scale scale = {.from = 1, .to = 5};

static void add(struct ek_answers *a, const struct plan *p, uint32_t who, uint32_t period, double leaning) {
  for (uint32_t q = 0; q < p->questions; q++) {
    int x = answer(leaning, p->middle[period]);
    a->answers[a->n++] = (struct ek_answer){.indicator = q, .item = q, .part = {0, 0, period}, .who = who, .value = x, .positive = x >= 4};
  }
}

/* Draws a round; the change of the indicator, or of the perspective of several. */
static struct ek_tally_row round_of(struct ek_arena *arena, const struct plan *p) {
  static const char *const one[] = {""}, *const two[] = {"1", "2"};
  struct ek_measured measured[QUESTIONS];
  for (size_t q = 0; q < p->questions; q++) measured[q] = (struct ek_measured){&indicators[q], 1, true, &scale};
  struct ek_answers a = {.arena = arena, .n_measured = p->questions, .measured = measured, .baseline = 0, .identified = true,
                         .words = {{(void *)one, 1, 1}, {(void *)one, 1, 1}, {(void *)two, 2, 2}}};
  a.respondents = p->before + p->after - p->same;
  a.answers = ek_alloc_array(arena, (p->before + p->after) * p->questions, sizeof *a.answers);
  for (uint32_t i = 1; i <= a.respondents; i++) {
    double leaning = p->spread * normal();
    if (i <= p->before) add(&a, p, i, 0, leaning);
    if (i > p->before - p->same) add(&a, p, i, 1, leaning);
  }
  const struct ek_tally *y = ek_tally_make(arena, &a, -1, false);
  return *ek_tally_find(y, p->questions == 1 ? 0 : -1, 0, 0, 1);
}

static bool holds(const char *name, const char *what, int inside, int known) {
  double share = (double)inside / known;
  printf("%-28s %-5s %.3f of %d\n", name, what, share, known);
  return share >= 0.93 && share <= 0.985 && known > ROUNDS * 9 / 10;
}

static bool covers(const struct plan *p) {
  double share[2], mean[2];
  int shares = 0, means = 0, known_shares = 0, known_means = 0;
  for (int t = 0; t < 2; t++) truth(p->middle[t], p->spread, &share[t], &mean[t]);
  struct ek_arena *arena = ek_arena_new();
  for (int i = 0; i < ROUNDS; i++, ek_arena_clear(arena)) {
    struct ek_tally_row r = round_of(arena, p);
    known_shares += !isnan(r.share_change.low);
    known_means += !isnan(r.mean_change.low);
    shares += r.share_change.low <= share[1] - share[0] && share[1] - share[0] <= r.share_change.high;
    means += r.mean_change.low <= mean[1] - mean[0] && mean[1] - mean[0] <= r.mean_change.high;
  }
  ek_arena_free(arena);
  bool fine = holds(p->name, "share", shares, known_shares);
  return holds(p->name, "mean", means, known_means) && fine;
}

int main(void) {
  static const struct plan plans[] = {
      {"others, 20 and 25", 20, 25, 0, 1, {3.0, 3.4}, 0.8},
      {"others, 12 and 60", 12, 60, 0, 1, {2.6, 3.3}, 0.8},
      {"the same 24", 24, 24, 24, 1, {3.0, 3.4}, 0.8},
      {"15 of 30 the same", 30, 30, 15, 1, {3.0, 3.4}, 0.8},
      {"others, three questions", 25, 25, 0, 3, {3.0, 3.4}, 0.8},
      {"the same, three questions", 25, 25, 25, 3, {3.0, 3.4}, 0.8},
      {"some, three questions", 30, 40, 15, 3, {2.8, 3.4}, 0.8},
  };
  bool fine = true;
  for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) fine &= covers(&plans[i]);
  return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
