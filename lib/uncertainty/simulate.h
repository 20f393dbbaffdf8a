/* How sure a result is: the whole run over many draws of what the study is not sure of. A draw is
 * the same for all actors, horizons and alternatives. What comes out is what a deterministic run
 * gives, as often as there are draws; a study with nothing uncertain gives the same every time. Of
 * people in a file or counted, who took part is drawn anew in each draw as well, as in
 * engine/bootstrap.h with the same seed; figures that rest on few of them are not drawn. */
#ifndef EK_UNCERTAINTY_SIMULATE_H
#define EK_UNCERTAINTY_SIMULATE_H

#include "uncertainty/band.h"

struct ek_simulation {
  size_t draws;               /* done: all that were asked for, or as many as there were when it was stopped */
  unsigned long seed;
  bool stopped;
  const struct ek_result *base; /* with everything at its mean */
  size_t n;                   /* figures that are drawn */
  const struct ek_figure **figure; /* [n] in the base result */
  double **column;            /* [n][draws] */
  bool persons;               /* who took part is drawn anew as well */
  double **other;             /* [n][draws] of results: the same values, other persons; NULL: no such pair is drawn */
  double **input;             /* [study.uncertain][draws] what was drawn */
  bool **few;                 /* [study.uncertain][actors * n_horizons] whose results do not tell what it does: it reaches few persons */
  struct ek_interval *of;     /* [n] */
  struct ek_bands bands;      /* of lines over time */
};

struct ek_simulation_options {
  size_t draws;               /* at most */
  double precision;           /* stop when the standard error of every actor's chance of a gain is at most
                                 this, and that of means a fiftieth of their spread; 0: when all are done */
  unsigned long seed;
  const int *bands;           /* [n_bands] actors of whom a band over time is drawn as well, which takes a column for each point */
  size_t n_bands;
  /* Told how many are done, now and then, by one thread at a time; false stops the run. */
  bool (*go_on)(void *data, size_t done, size_t all);
  void *data;
};

/* Of the study whose deterministic result is `base`. NULL with diagnostics: draws that cannot be
 * computed, fewer than EK_FEWEST_DRAWS of persons, more than EK_ROOM_KEPT has room for. */
struct ek_simulation *ek_simulate(struct ek_arena *arena, const struct ek_result *base,
                                  const struct ek_simulation_options *options, struct ek_diags *diags);
/* The figure's number among those drawn; -1: it is not. */
int ek_simulation_at(const struct ek_simulation *simulation, enum ek_figure_id id, int actor, int horizon);
/* Is who took part drawn anew, where the study has people? Not when it says `bootstrap: {draws: 0}`. */
bool ek_people_uncertain(const struct ek_study *study);
/* The share of draws in which the actor has its money back within so many months; NaN where it pays nothing. */
double ek_simulation_paid_back(const struct ek_simulation *simulation, int actor, int months);
/* The standard error of a share of so many independent draws: √(p (1 − p) / n). */
double ek_share_error(double share, size_t draws);

#endif
