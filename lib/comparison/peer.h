/* One insats as it is held against others: who it is, how it was computed, and the figures that are
 * compared. It is the same whether a study was run just now, its results were read from a file, or they
 * stand in the index of a bank. */
#ifndef EK_COMPARISON_PEER_H
#define EK_COMPARISON_PEER_H

#include "comparison/ground.h"

/* What a result is held against: what would have happened without the insats. */
enum ek_counterfactual { EK_AGAINST_BEFORE, /* it would have gone on: gross change */
                         EK_AGAINST_GROUP, EK_AGAINST_ALTERNATIVE, EK_AGAINST_DEADWEIGHT, EK_COUNTERFACTUALS };
enum ek_counterfactual ek_counterfactual_of(const struct ek_result *result);
/* "before_continues", "comparison_group", "reference_alternative", "deadweight". */
const char *ek_counterfactual_name(enum ek_counterfactual kind);
/* By its name, NULL too; -1: none of them. */
int ek_counterfactual_find(const char *name);

/* The classes in which insatser can be unlike. */
enum ek_unlike { EK_UNLIKE_TARGET, EK_UNLIKE_TYPE, EK_UNLIKE_PHASE, EK_UNLIKE_COUNTERFACTUAL, EK_UNLIKES };
/* "target", "type", "phase", "counterfactual". */
const char *ek_unlike_name(enum ek_unlike kind);

struct ek_peer_figure {
  enum ek_figure_id id;
  int actor;      /* -1: of the insats as a whole */
  int horizon;    /* months, 0: none */
  double value;   /* INFINITY: never; NAN: has no meaning, or hidden */
  bool hidden;    /* it rests on few persons */
};

struct ek_peer_stamp {
  const char *key, *text;
};

struct ek_peer {
  const char *name;               /* its file as given */
  const char *title, *organisation, *municipality; /* NULL: not said */
  const char *class[EK_UNLIKES];  /* NULL: not said; the counterfactual always is */
  const char *alternative;        /* of a cohort: the insats, else NULL */
  struct ek_label alternative_label;
  ek_month start;
  bool displaces;                 /* production is displaced elsewhere */
  const struct ek_model *model;
  const char *model_hash;
  struct ek_ground own;           /* how it is computed by itself */
  struct ek_list figures;         /* struct ek_peer_figure */
  const struct ek_result *result; /* NULL: only these figures are known */
  struct ek_list stamps;          /* struct ek_peer_stamp, where there is no result: what the figures came from */
};

/* Figures that are compared, by id; of those by actor only the result per participant is told of each. */
extern const enum ek_figure_id ek_peer_figures[];
extern const size_t ek_peer_n_figures;

/* A study that was run: `result` on the ground of a comparison, `own` as it computes by itself (they may
 * be the same), in `arena`. What either hides is hidden. */
struct ek_peer ek_peer_of(struct ek_arena *arena, const char *name, const struct ek_result *own, const struct ek_result *result);
void ek_peer_add(struct ek_arena *arena, struct ek_peer *peer, struct ek_peer_figure figure);
/* NULL: it has no such figure. */
const struct ek_peer_figure *ek_peer_figure(const struct ek_peer *peer, enum ek_figure_id id, int actor, int horizon);

/* Reads and runs a study with more settings than `options` has (struct ek_setting; NULL: none). NULL with
 * diagnostics; *status says what failed when it was read. */
const struct ek_result *ek_peer_run(struct ek_arena *arena, const char *path, const struct ek_study_options *options, const struct ek_list *more,
                                    enum ek_status *status, struct ek_diags *diags);

#endif
