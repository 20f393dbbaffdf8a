/* Insatser held against each other, figure by figure: mean, deviation, rank. The figures are those
 * of the studies' own runs; only the potential is divided by the participants here. (What happened
 * to participants against a comparison group is compare.h.) */
#ifndef EK_COMPARISON_PEERS_H
#define EK_COMPARISON_PEERS_H

#include "comparison/peer.h"

/* One figure of all insatser. */
struct ek_peers_figure {
  enum ek_figure_id id;
  bool per_participant;          /* that figure divided by the participants */
  const char *name, *alias;      /* "result_per_participant", "resultat_per_deltagare" */
  struct ek_label label;
  enum ek_figure_unit unit;
  int actor;                     /* -1: of the insats as a whole */
  int horizon;                   /* months, 0: none */
  bool less_is_better;
  double *value;                 /* [n] INFINITY: never, NAN: has no meaning, or hidden */
  bool *hidden;                  /* [n] it rests on few persons */
  double mean;                   /* of those that have a value, each insats once; NAN: fewer than two have one, one
                                    is hidden (it could be worked out), or one never comes */
  size_t known;                  /* how many have a value; least and most of those that are finite, NAN as the mean is */
  double least, most;
  double *deviation;             /* [n] from the mean or the reference; NAN: not known */
  size_t *rank;                  /* [n] from 1, the best first, equals alike; 0: has no place */
};

struct ek_peers {
  struct ek_arena *arena;
  size_t n;
  const struct ek_peer *of;      /* [n] of one model, computed alike */
  const struct ek_model *model;
  int horizon;                   /* months */
  int apart;                     /* which is no part of the mean, -1: none; a mean of one is one then */
  int reference;                 /* whose values deviations are from, -1: the mean */
  struct ek_list figures;        /* struct ek_peers_figure: those of society, then by actor */
  size_t ranked;                 /* the figure that insatser are ranked by */
};

/* The array is borrowed. */
struct ek_peers *ek_peers_make(struct ek_arena *arena, const struct ek_peer *of, size_t n, int horizon, int reference, int apart);
/* Ranks by a figure, of society or, as in kommun/result_per_participant, of an actor. False: there is none of that name. */
bool ek_peers_rank(struct ek_peers *peers, const char *name);
/* The figure by its name or alias; `actor` -1: the insats as a whole, or society. NULL: there is none. */
const struct ek_peers_figure *ek_peers_figure(const struct ek_peers *peers, const char *name, int actor);
/* Insatser from the best on by the chosen figure; those without a place last; [n]. */
size_t *ek_peers_order(const struct ek_peers *peers);

/* Is a class not the same of all? */
bool ek_peers_unlike(const struct ek_peers *peers, enum ek_unlike kind);

#endif
