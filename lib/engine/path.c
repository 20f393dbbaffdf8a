/* Builds paths from before, during, after and later. In the nyttosam profile
 * time starts at exit and the effect is constant. */
#include "engine/path.h"

#include <math.h>
#include <stdint.h>

const struct ek_phase *ek_path_lasting(const struct ek_case *who) {
  const struct ek_phase *later = who->later.items;
  if (who->later.n > 0) return &later[who->later.n - 1];
  return who->after.present ? &who->after : who->during.present ? &who->during : NULL;
}

size_t ek_path_entry(const struct ek_study *study, const struct ek_case *who) {
  return who->start != 0 ? (size_t)(who->start - study->settings.start) : 0;
}

double *ek_path_net_share(struct ek_arena *arena, const struct ek_corrections *c, size_t draws) {
  double *out = ek_alloc_array(arena, draws, sizeof *out);
  for (size_t d = 0; d < draws; d++) {
    out[d] = 1;
    if (c->share[EK_DEADWEIGHT] != NULL) out[d] *= 1 - c->share[EK_DEADWEIGHT][d];
    if (c->share[EK_LEAKAGE] != NULL) out[d] *= 1 - c->share[EK_LEAKAGE][d];
    if (c->share[EK_ATTRIBUTION] != NULL) out[d] *= c->share[EK_ATTRIBUTION][d];
    if (c->share[EK_HAIRCUT] != NULL) out[d] *= 1 - c->share[EK_HAIRCUT][d];
  }
  return out;
}

double *ek_path_displaced_share(struct ek_arena *arena, const struct ek_corrections *c,
                                size_t draws) {
  const double *displacement = c->share[EK_DISPLACEMENT], *substitution = c->share[EK_SUBSTITUTION];
  if (displacement == NULL && substitution == NULL) return NULL;
  double *out = ek_alloc_array(arena, draws, sizeof *out);
  for (size_t d = 0; d < draws; d++) {
    double left = 1;
    if (displacement != NULL) left *= 1 - displacement[d];
    if (substitution != NULL) left *= 1 - substitution[d];
    out[d] = 1 - left;
  }
  return out;
}

/* What is left of the effect `since` months after it began. The field counts
 * drop-off from the second year on; the study may ask for a monthly fall. */
double ek_path_retained(const struct ek_study *study, const struct ek_corrections *c, size_t since,
                        size_t draw) {
  if (c->n_profile > 0) {
    size_t year = since / 12 < c->n_profile ? since / 12 : c->n_profile - 1;
    return c->profile[year][draw];
  }
  if (c->share[EK_RETENTION] == NULL) return 1;
  double years = study->effect.retention_step == EK_RETENTION_YEAR ? (double)(since / 12)
                                                                   : (double)since / 12;
  return pow(c->share[EK_RETENTION][draw], years);
}

static size_t length_of(const struct ek_phase *phase) {
  return phase->months > 0 ? (size_t)phase->months : SIZE_MAX;
}

size_t ek_path_stretches(const struct ek_study *study, const struct ek_case *who, struct ek_path_stretch *out) {
  size_t n = 0, at = ek_path_entry(study, who);
  if (study->settings.profile == EK_PROFILE_NYTTOSAM) {
    const struct ek_phase *lasting = ek_path_lasting(who);
    if (lasting != NULL) out[n++] = (struct ek_path_stretch){lasting, 0, SIZE_MAX, false};
    return n;
  }
  if (who->during.present) {
    out[n++] = (struct ek_path_stretch){&who->during, at, length_of(&who->during), false};
    at += length_of(&who->during);
  }
  if (!who->after.present) return n;
  at += (size_t)study->effect.lag;
  out[n++] = (struct ek_path_stretch){&who->after, at, length_of(&who->after), true};
  const struct ek_phase *later = who->later.items;
  for (size_t i = 0; i < who->later.n; i++) {
    at += length_of(out[n - 1].phase);
    out[n++] = (struct ek_path_stretch){&later[i], at, length_of(&later[i]), true};
  }
  return n;
}

/* How many times it has faded by then: as often, as much is left. */
static size_t times_faded(const struct ek_study *study, const struct ek_corrections *c, size_t since) {
  size_t year = since / 12;
  if (c->n_profile > 0) return year < c->n_profile ? year : c->n_profile - 1;
  if (c->share[EK_RETENTION] == NULL) return 0;
  return study->effect.retention_step == EK_RETENTION_YEAR ? year : since;
}

const char *ek_correction_name(int correction) {
  static const char *const names[EK_CORRECTIONS] = {
      [EK_COMPARED] = "comparison_group", [EK_DEADWEIGHT] = "deadweight",   [EK_LEAKAGE] = "leakage", [EK_DISPLACEMENT] = "displacement",
      [EK_SUBSTITUTION] = "substitution", [EK_ATTRIBUTION] = "attribution", [EK_HAIRCUT] = "haircut", [EK_RETENTION] = "retention"};
  return correction < 0 ? "gross" : names[correction];
}

const double *const *ek_path_kept(struct ek_arena *arena, const struct ek_study *study,
                                  const struct ek_corrections *c, size_t months, size_t draws) {
  const double **out = ek_alloc_array(arena, months, sizeof *out);
  for (size_t since = 0; since < months; since++) {
    size_t faded = times_faded(study, c, since);
    if (out[faded] != NULL) continue;
    double *kept = ek_alloc_array(arena, draws, sizeof *kept);
    for (size_t d = 0; d < draws; d++) kept[d] = ek_path_retained(study, c, since, d);
    out[faded] = kept;
  }
  return out;
}

struct making {
  struct ek_arena *arena;
  const struct ek_study *study;
  const struct ek_corrections *corrections;
  const double *const *kept; /* by how often the effect has faded */
  const double *whole; /* [draws] persons, net, before the effect fades */
  size_t months, draws;
  size_t begun;        /* the month in which the outcome begins */
  const double **comparison;
};

/* A phase's persons, a new column when the effect has faded once more. */
static const double *const *fill(struct making *k, const struct ek_path_stretch *part) {
  const double **out = ek_alloc_array(k->arena, k->months, sizeof *out);
  size_t before = SIZE_MAX;
  for (size_t m = part->first; m < k->months && m - part->first < part->length; m++) {
    size_t faded = part->fades ? times_faded(k->study, k->corrections, m - k->begun) : 0;
    if (faded == before) {
      out[m] = out[m - 1];
      k->comparison[m] = k->comparison[m - 1];
      continue;
    }
    double *here = ek_alloc_array(k->arena, k->draws, sizeof *here), *minus = ek_alloc_array(k->arena, k->draws, sizeof *minus);
    for (size_t d = 0; d < k->draws; d++) {
      here[d] = k->whole[d] * (part->fades ? k->kept[faded][d] : 1);
      minus[d] = -here[d];
    }
    out[m] = here;
    k->comparison[m] = minus;
    before = faded;
  }
  return out;
}

struct ek_path *ek_path_make(struct ek_arena *arena, const struct ek_study *study,
                             const struct ek_case *who, const double *weight,
                             const struct ek_corrections *c, size_t months, size_t draws) {
  struct ek_path_stretch *parts = ek_alloc_array(arena, who->later.n + 2, sizeof *parts);
  struct ek_path *path = ek_alloc(arena, sizeof *path);
  path->n = ek_path_stretches(study, who, parts);
  path->phases = ek_alloc_array(arena, path->n, sizeof *path->phases);
  const double *net = ek_path_net_share(arena, c, draws);
  double *steady = ek_alloc_array(arena, draws, sizeof *steady);
  double *minus = ek_alloc_array(arena, draws, sizeof *minus);
  for (size_t d = 0; d < draws; d++) minus[d] = -(steady[d] = weight[d] * net[d]);
  const double *const *kept = c->kept != NULL ? c->kept : ek_path_kept(arena, study, c, months, draws);
  struct making k = {arena, study, c, kept, steady, months, draws, SIZE_MAX, ek_alloc_array(arena, months, sizeof *k.comparison)};
  for (size_t i = 0; i < path->n; i++) {
    if (parts[i].fades && k.begun == SIZE_MAX) k.begun = parts[i].first;
    path->phases[i].phase = parts[i].phase;
    path->phases[i].quantity = fill(&k, &parts[i]);
    if (parts[i].phase != ek_path_lasting(who)) continue;
    path->phases[i].steady = steady;
    path->comparison_steady = minus;
  }
  path->comparison = k.comparison;
  return path;
}
