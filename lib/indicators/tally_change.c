/* How far a share or a mean is from the baseline. Of several questions each person counts by all that
 * they answered: the ratio of sums is a mean of as many numbers as there are persons (Cochran 1977,
 * Sampling Techniques, 3rd ed., 6.2: the share and how far the person is from it, per mean number of
 * answers), whose spread is what the interval follows from. */
#include <math.h>

#include "indicators/tally_parts.h"

/* Both samples of one outcome. */
struct samples {
  struct ek_sample share, mean;
};

/* Adds a cell's answers up by person. */
static void add_cell(const struct ek_tally_maker *m, const struct ek_answer_cell *cell, double *n, double *positive, double *sum) {
  for (size_t i = cell->first; i < cell->first + cell->n; i++) {
    const struct ek_answer *x = m->ordered[i];
    n[x->who]++;
    positive[x->who] += x->positive;
    sum[x->who] += x->value;
  }
}

/* Of persons who are known, by all their answers. */
static struct samples by_person(const struct ek_tally_maker *m, const struct ek_tally_row *row) {
  size_t most = m->a->respondents + 1, k = 0;
  double *n = ek_alloc_array(m->scratch, most, sizeof *n), *positive = ek_alloc_array(m->scratch, most, sizeof *n), *sum = ek_alloc_array(m->scratch, most, sizeof *n);
  uint32_t *who = ek_alloc_array(m->scratch, most, sizeof *who);
  double all = 0, all_positive = 0, all_sum = 0;
  for (size_t i = 0; i < m->a->n_measured; i++) {
    bool shown = row->measured < 0 ? ek_tally_shown(m, i, row->perspective, row->part, row->period) : i == (size_t)row->measured;
    if (shown) add_cell(m, ek_tally_cell(m, i, row->part, row->period), n, positive, sum);
  }
  for (size_t w = 0; w < most; w++) {
    all += n[w];
    all_positive += positive[w];
    all_sum += sum[w];
    if (n[w] > 0) who[k++] = (uint32_t)w;
  }
  double *share = ek_alloc_array(m->scratch, k, sizeof *share), *mean = ek_alloc_array(m->scratch, k, sizeof *mean);
  for (size_t i = 0; i < k; i++) {
    double weight = all / (double)k; /* answers that a person gives */
    share[i] = all_positive / all + (positive[who[i]] - all_positive / all * n[who[i]]) / weight;
    mean[i] = all_sum / all + (sum[who[i]] - all_sum / all * n[who[i]]) / weight;
  }
  return (struct samples){{k, who, share}, {k, who, mean}};
}

/* Of a single question where nobody is known: each answer another person's, `odd` or even. */
static struct samples by_answer(const struct ek_tally_maker *m, const struct ek_tally_row *row, bool odd) {
  const struct ek_answer_cell *cell = ek_tally_cell(m, (size_t)row->measured, row->part, row->period);
  double *share = ek_alloc_array(m->scratch, cell->n, sizeof *share), *mean = ek_alloc_array(m->scratch, cell->n, sizeof *mean);
  uint32_t *who = ek_alloc_array(m->scratch, cell->n, sizeof *who);
  for (size_t i = 0; i < cell->n; i++) {
    const struct ek_answer *x = m->ordered[cell->first + i];
    who[i] = (uint32_t)(2 * i + odd);
    share[i] = x->positive;
    mean[i] = x->value;
  }
  return (struct samples){{cell->n, who, share}, {cell->n, who, mean}};
}

/* Nothing but how far: answers of one person go together, and whose they are is not known. */
static struct ek_gap plain(double before, double after) { return (struct ek_gap){after - before, NAN, NAN}; }

/* No share changes by more than all of it. */
static struct ek_gap within_shares(struct ek_gap d) {
  if (!isnan(d.low)) d = (struct ek_gap){d.value, fmax(-1, d.low), fmin(1, d.high)};
  return d;
}

static void differ(const struct ek_tally_maker *m, const struct ek_tally_row *before, struct ek_tally_row *row) {
  bool single = row->measured >= 0 && m->a->measured[row->measured].items == 1;
  row->share_change = plain(before->share, row->share);
  row->mean_change = plain(before->mean, row->mean);
  if (!single && !m->a->identified) return;
  struct samples then = m->a->identified ? by_person(m, before) : by_answer(m, before, false);
  struct samples now = m->a->identified ? by_person(m, row) : by_answer(m, row, true);
  if (single) row->share_change = ek_share_difference(before->share, (double)before->n, row->share, (double)row->n, ek_share_correlation(&then.share, &now.share));
  else row->share_change = within_shares(ek_mean_difference(&then.share, &now.share));
  if (!isnan(row->mean_change.value)) row->mean_change = ek_mean_difference(&then.mean, &now.mean);
  ek_arena_clear(m->scratch);
}

/* The outcome in the baseline, as far as a change asks for it. */
static struct ek_tally_row then_of(const struct ek_tally_maker *m, const struct ek_tally_row *row, bool *hidden) {
  struct ek_tally_row then = *row;
  size_t positive = 0;
  double sum = 0;
  then.period = (uint32_t)m->a->baseline;
  then.n = 0;
  *hidden = false;
  for (size_t i = 0; i < m->a->n_measured; i++) {
    bool of = m->used[i] && (row->measured < 0 ? m->a->measured[i].of->perspective == row->perspective : i == (size_t)row->measured);
    const struct ek_answer_cell *cell = ek_tally_cell(m, i, row->part, then.period);
    if (!of || cell->n == 0) continue;
    *hidden |= cell->hidden;
    if (cell->hidden) continue;
    then.n += cell->n;
    positive += cell->positive;
    sum += cell->sum;
  }
  *hidden &= then.n == 0;
  then.share = (double)positive / (double)then.n;
  then.mean = isnan(row->mean) ? NAN : sum / (double)then.n;
  return then;
}

/* Are the same indicators of the perspective shown now and then? */
static bool same_indicators(const struct ek_tally_maker *m, const struct ek_tally_row *row) {
  for (size_t i = 0; i < m->a->n_measured; i++) {
    bool now = ek_tally_shown(m, i, row->perspective, row->part, row->period);
    if (now != ek_tally_shown(m, i, row->perspective, row->part, (size_t)m->a->baseline)) return false;
  }
  return true;
}

void ek_tally_change(const struct ek_tally_maker *m, struct ek_tally_row *row) {
  row->share_change = row->mean_change = (struct ek_gap){NAN, NAN, NAN};
  row->change = EK_CHANGE_NO_BASELINE;
  if (m->a->baseline < 0) return;
  if ((uint32_t)m->a->baseline == row->period) {
    row->change = EK_CHANGE_IS_BASELINE;
    return;
  }
  bool hidden;
  struct ek_tally_row then = then_of(m, row, &hidden);
  if (hidden || row->hidden) row->change = EK_CHANGE_HIDDEN;
  else if (then.n == 0 || row->n == 0) row->change = EK_CHANGE_NO_BASELINE;
  else if (row->measured < 0 && !same_indicators(m, row)) row->change = EK_CHANGE_OTHERS;
  else {
    row->change = EK_CHANGE_KNOWN;
    differ(m, &then, row);
  }
}
