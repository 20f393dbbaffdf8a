/* Insatser held against each other, figure by figure: mean, deviation, rank. The figures are those
 * of the studies' own runs; only the potential is divided by the participants here. (What happened
 * to participants against a comparison group is compare.h.) */
#ifndef EK_COMPARISON_PEERS_H
#define EK_COMPARISON_PEERS_H

#include "comparison/ground.h"

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
  double *deviation;             /* [n] from the mean or the reference; NAN: not known */
  size_t *rank;                  /* [n] from 1, the best first, equals alike; 0: has no place */
};

/* What a result is held against: what would have happened without the insats. */
enum ek_counterfactual { EK_AGAINST_BEFORE, /* it would have gone on: gross change */
                         EK_AGAINST_GROUP, EK_AGAINST_ALTERNATIVE, EK_AGAINST_DEADWEIGHT, EK_COUNTERFACTUALS };

struct ek_peers {
  struct ek_arena *arena;
  size_t n;
  const struct ek_result *const *of;  /* [n] computed alike */
  const struct ek_result *const *own; /* [n] as each study computes by itself: what it hides is hidden here too */
  int horizon;                   /* months */
  int reference;                 /* whose values deviations are from, -1: the mean */
  struct ek_list figures;        /* struct ek_peers_figure: those of society, then by actor */
  size_t ranked;                 /* the figure that insatser are ranked by */
};

/* Results of one model, all of which have the horizon; `own` may be the same. The arrays are borrowed. */
struct ek_peers *ek_peers_make(struct ek_arena *arena, const struct ek_result *const *results, const struct ek_result *const *own, size_t n, int horizon, int reference);
/* Ranks by a figure, of society or, as in kommun/result_per_participant, of an actor. False: there is none of that name. */
bool ek_peers_rank(struct ek_peers *peers, const char *name);
/* The figure by its name or alias; `actor` -1: the insats as a whole, or society. NULL: there is none. */
const struct ek_peers_figure *ek_peers_figure(const struct ek_peers *peers, const char *name, int actor);
/* Insatser from the best on by the chosen figure; those without a place last; [n]. */
size_t *ek_peers_order(const struct ek_peers *peers);

enum ek_counterfactual ek_counterfactual_of(const struct ek_result *result);
/* "before_continues", "comparison_group", "reference_alternative", "deadweight". */
const char *ek_counterfactual_name(enum ek_counterfactual kind);

/* In what classes the insatser are not alike. */
enum ek_unlike { EK_UNLIKE_TARGET, EK_UNLIKE_TYPE, EK_UNLIKE_PHASE, EK_UNLIKE_COUNTERFACTUAL, EK_UNLIKES };
/* "target", "type", "phase", "counterfactual". */
const char *ek_unlike_name(enum ek_unlike kind);
/* What a study's class says, NULL where nothing is. */
const char *ek_unlike_value(const struct ek_result *result, enum ek_unlike kind);
bool ek_peers_unlike(const struct ek_peers *peers, enum ek_unlike kind);

#endif
