/* The difference between two studies, part by part: studies between them, in which one class of causes
 * after another has the new values, are computed, and what a class changes is its part. The parts add
 * up, for each begins where the one before it ended (Kitagawa 1955; Oaxaca 1973). */
#ifndef EK_COMPARISON_DIFFERENCE_H
#define EK_COMPARISON_DIFFERENCE_H

#include "comparison/changed.h"
#include "engine/result.h"

/* One of the two. */
struct ek_difference_side {
  const char *path;             /* of its file */
  const struct ek_study *study;
  const struct ek_result *own;  /* as it computes by itself: what it hides is hidden here too */
  ek_day day;                   /* of its rules; in another year than its prices they are moved by the index */
};

struct ek_difference_options {
  enum ek_cause order[EK_CAUSES];
  int horizon;                       /* months, for both; 0: not said */
  bool common;                       /* then: the longest that both have, where there is one. Else the longest of each */
  const char *const *model_folders;
};

/* What several causes do that cannot be parted, or one. */
struct ek_difference_step {
  ek_causes causes;
  const struct ek_result *result; /* when it has been taken */
  const char *why;                /* the study between could not be computed, for this; NULL: it was not tried, as they change as one, or it is one */
  int horizon;                    /* months */
  double krona;                   /* how many of the result's kronor one of the study's is */
};

/* Of both models: an actor of the old one, or of the new one alone. */
struct ek_difference_actor {
  const struct ek_actor *actor;
  bool society;
};

struct ek_difference_figure {
  const struct ek_figure_def *def;
  int actor;       /* in `actors`, -1: of the insats as a whole */
  bool hidden;     /* it rests on few persons in one of the studies: all that follows is NAN */
  double old, now; /* kronor of their price years; NAN: has no meaning */
  double *part;    /* [steps.n] NAN where one of its ends has no meaning */
};

struct ek_difference {
  struct ek_arena *arena;
  struct ek_difference_side old, now;
  struct ek_difference_options options;
  int old_horizon, now_horizon;  /* months */
  struct ek_list changes;        /* struct ek_changed */
  const struct ek_result *start; /* the old study, up to its horizon */
  struct ek_list steps;          /* struct ek_difference_step, in order; those that change nothing are not there */
  struct ek_list actors;         /* struct ek_difference_actor */
  struct ek_list figures;        /* struct ek_difference_figure: benefit, cost and result by actor, then of the whole */
  double gap;                    /* kr: how far the parts of any figure are from adding up */
};

/* EK_INPUT_ERROR with diagnostics: the currencies differ, or one of the two cannot be computed up to the
 * horizon. Studies between them that cannot be computed are no error: causes are taken together. */
enum ek_status ek_difference_make(struct ek_arena *arena, const struct ek_difference_side *old, const struct ek_difference_side *now,
                                  const struct ek_difference_options *options, struct ek_difference **out, struct ek_diags *diags);
/* The figure; `actor` in `actors`, -1: of the whole or, by actor, society. NULL: there is none. */
const struct ek_difference_figure *ek_difference_of(const struct ek_difference *d, enum ek_figure_id id, int actor);

#endif
