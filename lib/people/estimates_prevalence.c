/* Who is found in which state so long after the first look, and who is expected there. A person
 * counts while it is known where he or she is: between the first look and the last, in the state
 * of the look that is nearest in time, or in a spell. Who has come to a state that is never left is
 * known to be there, but were all of them counted while others drop out, more and more of those
 * who are counted would be there. So each of them counts as much as the others are still followed:
 * by the share of these followed at the time, to that at the day of entry. */
#include <math.h>
#include <stdlib.h>

#include "markov/prevalence.h"
#include "people/estimates.h"

#define MOST_TIMES 10

struct finder {
  struct ek_arena *arena;
  const struct ek_histories *h;
  size_t group;
  bool panel;
  const bool *left;        /* [states] some move leads from it */
  size_t n;                /* persons who came to no such state */
  int *followed;           /* [n] days, rising */
  size_t *heads;           /* [times * states] persons, whatever they count */
};

/* Months between the times: as few as give ten of them at most. */
static int step_months(int longest) {
  static const int steps[] = {1, 2, 3, 6, 12, 24, 60, 120};
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    if (longest * 12 / EK_DAYS_OF_YEAR / steps[i] <= MOST_TIMES) return steps[i];
  }
  return 240;
}

/* The state that the last sojourn ends in, when it is never left; EK_NO_STATE: none. */
static uint32_t final_state(const struct finder *f, size_t end) {
  const struct ek_sojourn *last = &f->h->steps[end - 1];
  uint32_t at = last->next != EK_NO_STATE ? last->next : last->state;
  return f->left[at] ? EK_NO_STATE : at;
}

/* The day on which that state was entered, or first seen. */
static int final_day(const struct finder *f, size_t first, size_t end) {
  const struct ek_sojourn *s = f->h->steps;
  uint32_t at = final_state(f, end);
  for (size_t i = first; i < end; i++) {
    if (s[i].state == at) return s[i].from;
    if (s[i].next == at) return s[i].to;
  }
  return s[end - 1].to;
}

/* Where a person is on a day, of whom the sojourns are [first, end); EK_NO_STATE: not known. */
static uint32_t state_on(const struct finder *f, size_t first, size_t end, int day) {
  const struct ek_sojourn *s = f->h->steps;
  for (size_t i = first; i < end; i++) {
    if (day < s[i].from) return EK_NO_STATE; /* in a gap */
    if (day >= s[i].to && !(i + 1 == end && day == s[i].to)) continue;
    if (!f->panel) return s[i].state;
    bool exact = f->h->exact[s[i].next];
    bool first_half = exact ? day < s[i].to : 2 * (day - s[i].from) <= s[i].to - s[i].from;
    return first_half ? s[i].state : s[i].next;
  }
  return final_state(f, end);
}

/* The share of those who came to no final state that was followed for so many days. */
static double share_followed(const struct finder *f, int days) {
  size_t low = 0, high = f->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (f->followed[middle] < days) low = middle + 1;
    else high = middle;
  }
  return f->n > 0 ? (double)(f->n - low) / (double)f->n : 1;
}

/* Adds a person to all times; `begins` [times][patterns * states]. */
static void add_person(const struct finder *f, size_t first, size_t end, struct ek_prevalence *p, double *begins) {
  const struct ek_sojourn *s = &f->h->steps[first];
  size_t n = f->h->n_states, kinds = (f->h->patterns > 0 ? f->h->patterns : 1) * n;
  bool final = final_state(f, end) != EK_NO_STATE;
  int entered = final ? final_day(f, first, end) - s->from : 0;
  for (size_t t = 0; t < p->n; t++) {
    uint32_t at = state_on(f, first, end, s->from + p->days[t]);
    double weight = final && p->days[t] > entered ? share_followed(f, p->days[t]) / share_followed(f, entered) : 1;
    if (at == EK_NO_STATE || !(weight > 0)) continue;
    p->persons[t] += weight;
    p->seen[t * n + at] += weight;
    f->heads[t * n + at]++;
    begins[t * kinds + s->pattern * n + s->state] += weight;
  }
}

static size_t next_person(const struct ek_histories *h, size_t first) {
  size_t end = first;
  while (end < h->n_steps && h->steps[end].person == h->steps[first].person) end++;
  return end;
}

static int by_size(const void *a, const void *b) { return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b); }

/* How long persons are followed, and the times to look at. */
static void choose_times(struct finder *f, struct ek_prevalence *p) {
  int longest = 0;
  f->followed = ek_alloc_array(f->arena, f->h->persons, sizeof *f->followed);
  for (size_t i = 0, end; i < f->h->n_steps; i = end) {
    end = next_person(f->h, i);
    if (f->h->steps[i].group != f->group) continue;
    int days = f->h->steps[end - 1].to - f->h->steps[i].from;
    if (days > longest) longest = days;
    if (final_state(f, end) == EK_NO_STATE) f->followed[f->n++] = days;
  }
  if (f->n > 1) qsort(f->followed, f->n, sizeof *f->followed, by_size);
  int months = step_months(longest);
  p->days = ek_alloc_array(f->arena, MOST_TIMES + 2, sizeof *p->days);
  while (p->n < MOST_TIMES + 1) {
    int days = (int)lround((double)p->n * months * EK_DAYS_OF_YEAR / 12);
    if (days > longest) break;
    p->days[p->n++] = days;
  }
}

/* Times at which few are known are left out: they are the last ones. */
static void drop_few(const struct finder *f, struct ek_prevalence *p) {
  size_t n = 0;
  while (n < p->n && p->persons[n] >= EK_FEWEST && share_followed(f, p->days[n]) * (double)f->n >= EK_FEWEST) n++;
  p->n = n;
}

void ek_estimates_prevalence(struct ek_arena *arena, const struct ek_histories *h, size_t group, struct ek_fitted *fitted) {
  struct ek_prevalence *p = &fitted->prevalence;
  size_t n = h->n_states, patterns = h->patterns > 0 ? h->patterns : 1;
  struct finder f = {.arena = arena, .h = h, .group = group, .panel = h->study->estimate.source.form == EK_FORM_PANEL};
  bool *left = ek_alloc_array(arena, n, sizeof *left);
  for (size_t k = 0; k < h->n_moves; k++) left[h->from[k]] = true;
  f.left = left;
  choose_times(&f, p);
  p->persons = ek_alloc_array(arena, p->n, sizeof *p->persons);
  p->seen = ek_alloc_array(arena, p->n * n, sizeof *p->seen);
  p->expected = ek_alloc_array(arena, p->n * n, sizeof *p->expected);
  p->masked = ek_alloc_array(arena, p->n * n, sizeof *p->masked);
  f.heads = ek_alloc_array(arena, p->n * n, sizeof *f.heads);
  double *begins = ek_alloc_array(arena, p->n * patterns * n, sizeof *begins);
  for (size_t i = 0, end; i < h->n_steps; i = end) {
    end = next_person(h, i);
    if (h->steps[i].group == group) add_person(&f, i, end, p, begins);
  }
  drop_few(&f, p);
  for (size_t t = 0; t < p->n; t++) {
    for (size_t k = 0; k < patterns; k++) {
      ek_prevalence_add(arena, &fitted->rates, fitted->fit.theta, k, begins + (t * patterns + k) * n, p->days[t] / EK_DAYS_OF_YEAR, p->expected + t * n);
    }
    const bool *masked = ek_mask_groups(arena, f.heads + t * n, n);
    for (size_t k = 0; k < n; k++) p->masked[t * n + k] = masked[k];
  }
}
