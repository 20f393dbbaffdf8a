/* What figures of the whole ask of a cohort: where persons are at the start and in the last year. */
#include "engine/cohort.h"

bool ek_cohort_full_known(const struct ek_runner *r) {
  for (size_t g = 0; g < r->cohort->cohort->n_groups; g++) {
    if (ek_cohort_course(r, g, 0)->price[0]->run.full == NULL) return false;
  }
  return true;
}

static void add(const struct ek_runner *r, const double *persons, const struct ek_situation *full, const struct ek_situation *s,
                double *production, double *resources) {
  for (size_t d = 0; d < r->draws; d++) {
    production[d] += persons[d] * (full->production[d] - s->production[d]);
    resources[d] += persons[d] * s->exclusion[d];
  }
}

/* The dead and others for whom a state of the cohort holds nothing could not be in work. */
static bool holds(const struct ek_state_price *price) { return price->run.who->before.n_holdings > 0; }

void ek_cohort_potential(const struct ek_runner *r, bool after, double *production, double *resources) {
  const struct ek_cohort *k = r->cohort->cohort;
  for (size_t g = 0; g < k->n_groups; g++) {
    const struct ek_course *course = ek_cohort_course(r, g, r->alternative);
    const struct ek_situation *full = ek_cohort_course(r, g, 0)->price[0]->run.full;
    struct ek_state_stay *const *stays = course->stays.items;
    if (!ek_cohort_counts(r, g)) continue;
    for (size_t s = 0; !after && s < k->n_states; s++) {
      if (r->cohort->start[g][s] == NULL || !holds(course->price[s])) continue;
      add(r, r->cohort->start[g][s], full, course->price[s]->run.before, production, resources);
    }
    for (size_t i = 0; after && i < course->stays.n; i++) {
      const struct ek_state_price *price = course->price[stays[i]->state];
      if (holds(price)) add(r, stays[i]->steady, full, price->era[stays[i]->era], production, resources);
    }
  }
}

void ek_cohort_work(const struct ek_runner *r, bool subsidised, double *out) {
  const struct ek_cohort *k = r->cohort->cohort;
  for (size_t g = 0; g < k->n_groups; g++) {
    for (int side = 0; side < 2 && ek_cohort_counts(r, g); side++) {
      const struct ek_course *course = ek_cohort_course(r, g, side == 0 ? r->alternative : k->reference);
      struct ek_state_stay *const *stays = course->stays.items;
      for (size_t i = 0; i < course->stays.n; i++) {
        const struct ek_situation *s = course->price[stays[i]->state]->era[stays[i]->era];
        const double *extent = subsidised ? s->subsidised : s->work;
        for (size_t d = 0; d < r->draws; d++) out[d] += (side == 0 ? 1 : -1) * stays[i]->steady[d] * extent[d];
      }
    }
  }
}
