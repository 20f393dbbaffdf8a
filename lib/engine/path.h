/* Paths: for each month, how many participants of a case are in each phase,
 * with the insats and without, and how much of the difference counts. */
#ifndef EK_ENGINE_PATH_H
#define EK_ENGINE_PATH_H

#include "model/world.h"
#include "study/study.h"

/* The corrections in use, as columns of draws; NULL: none stated, or left out on purpose. */
struct ek_corrections {
  const double *share[EK_CORRECTIONS];
  bool compared;                 /* a comparison group counts */
  const double *const *profile; /* retention by year, n_profile columns; NULL: none */
  size_t n_profile;
  const double *const *kept;    /* what is left when the effect has faded so many times: ek_path_kept; NULL: not worked out yet */
};

struct ek_path_phase {
  const struct ek_phase *phase;
  const double *const *quantity; /* [months], columns as in struct ek_line: persons, net of corrections */
  const double *steady;   /* [draws] persons at full effect, if this is the phase that lasts; or NULL */
};

struct ek_path {
  size_t n;
  struct ek_path_phase *phases;   /* during, after, later … those that are there */
  const double *const *comparison; /* minus the sum of the phases */
  const double *comparison_steady; /* [draws] or NULL */
};

/* A phase's months: from `first` for `length` (SIZE_MAX: to the end). */
struct ek_path_stretch {
  const struct ek_phase *phase;
  size_t first, length;
  bool fades; /* an outcome, which retention applies to; not the insats itself */
};
/* The phases of a case in time, into `out`, which has room for two more than there are in `later`. How many. */
size_t ek_path_stretches(const struct ek_study *study, const struct ek_case *who, struct ek_path_stretch *out);
/* A correction's name in machine output: "deadweight"; of -1, before all of them, "gross". */
const char *ek_correction_name(int correction);

/* Columns of what is left of the effect, by how often it has faded in so many months. */
const double *const *ek_path_kept(struct ek_arena *arena, const struct ek_study *study,
                                  const struct ek_corrections *corrections, size_t months, size_t draws);
/* How many months from the study's start the case is followed. `weight` is a column. */
struct ek_path *ek_path_make(struct ek_arena *arena, const struct ek_study *study,
                             const struct ek_case *who, const double *weight,
                             const struct ek_corrections *corrections, size_t months, size_t draws);

/* What is left of the effect `since` months after it began. */
double ek_path_retained(const struct ek_study *study, const struct ek_corrections *corrections,
                        size_t since, size_t draw);
/* (1 − deadweight)(1 − leakage) × attribution × (1 − haircut), by draw: what is
 * left of any flow, before it fades and before production is displaced. */
double *ek_path_net_share(struct ek_arena *arena, const struct ek_corrections *corrections,
                          size_t draws);
/* 1 − (1 − displacement)(1 − substitution), by draw; NULL when neither is in use. */
double *ek_path_displaced_share(struct ek_arena *arena, const struct ek_corrections *corrections,
                                size_t draws);
/* The phase that the path ends in: the last of `later`, else `after`, else
 * `during`; NULL when there is none. */
const struct ek_phase *ek_path_lasting(const struct ek_case *who);
/* The month from the study's start at which the case enters. */
size_t ek_path_entry(const struct ek_study *study, const struct ek_case *who);

#endif
