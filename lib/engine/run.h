/* The state of a run, shared by the parts of the engine and by lib/uncertainty, which makes many runs. */
#ifndef EK_ENGINE_RUN_H
#define EK_ENGINE_RUN_H

#include "engine/discount.h"
#include "engine/budget.h"
#include "engine/ledger.h"
#include "engine/path.h"
#include "engine/presence.h"
#include "engine/result.h"
#include "engine/situation.h"
#include "engine/weighting.h"

struct ek_priced_phase {
  const struct ek_phase *phase;
  struct ek_situation *situation;
};

/* A case with everything about it priced. */
struct ek_case_run {
  const struct ek_case *who;
  struct ek_person person;
  struct ek_world *world;
  const double *weight;        /* [draws] */
  struct ek_situation *before;
  struct ek_situation *full;   /* full work, or NULL */
  struct ek_list phases;       /* struct ek_priced_phase */
};
struct ek_sums; /* engine/resample.h */
struct ek_cohort_run; /* engine/cohort.h */
struct ek_fitted_dist; /* engine/draw.h */
struct ek_repricing; /* engine/repricing.h */
/* A cost that the run counts; `times` -1: one of the reference, which the insats does without. */
struct ek_counted_cost {
  const struct ek_cost *cost;
  double times;
};
/* What is another in this run than the study says, draw by draw. */
enum ek_vary_kind {
  EK_VARY_VALUE,        /* a value of the study: an assumption, a cost, an extent, … */
  EK_VARY_CORRECTION,   /* also one that the study does not state; by its number */
  EK_VARY_COSTS,        /* all that the insats costs, times */
  EK_VARY_PARTICIPANTS, /* how many they are, times */
  EK_VARY_DISCOUNT,
  EK_VARY_FIXED         /* the share of what services use that goes on when they are not used */
};
struct ek_varied {
  enum ek_vary_kind kind;
  int index;
  const struct ek_value *value; /* of the study; or NULL */
  const double *column;         /* [draws] */
  const bool *few;              /* whose results do not tell what it does: uncertainty/vary.h; NULL: all do */
};
struct ek_runner {
  struct ek_arena *arena;
  struct ek_arena *pad;        /* of clocks: engine/clock.h; NULL until there is one */
  struct ek_diags *diags;
  const struct ek_study *study;
  size_t draws, months;
  bool lean;                   /* of a cohort nothing but prices is made, and nothing by month */
  bool crowded;                /* there was not room for it: engine/room.h */
  bool brief;                  /* only figures that are drawn: nothing by stage or year */
  const struct ek_varied *varied; /* [n_varied] */
  size_t n_varied;
  bool random;                 /* uncertain quantities are drawn, else at their means */
  unsigned long seed;          /* of draws */
  size_t block;                /* of draws, which this run is */
  bool no_study;               /* a look into the model: its hints speak of options */
  const struct ek_runner *base; /* of a run that draws and varies nothing: the one with means, whose prices are
                                  taken where they are certain; or NULL */
  const struct ek_fitted_dist *fitted; /* their distributions, engine/draw.h: the same in all blocks */
  const double *const *drawn;  /* columns of uncertain quantities */
  struct ek_list worlds;       /* struct ek_world *, one per municipality */
  struct ek_case_run *cases;
  size_t n_cases;
  struct ek_corrections corrections;
  const double *rate;          /* [draws] or NULL */
  const struct ek_schedule *schedule; /* or NULL */
  double *discount;            /* [months * draws] */
  const struct ek_crowd *crowd; /* people in a file or counted, priced; NULL: there are cases */
  const struct ek_repricing *repricing; /* those whose prices differ from draw to draw; NULL: nobody's */
  const struct ek_presence *presence; /* how they count in this run */
  const struct ek_presence *everybody; /* of them all; costs that are not by participant rest on it */
  const struct ek_weighting *weighting; /* of a comparison group; NULL: it is not weighed */
  const double *cost_share;    /* [accounts] of what each pays; NULL: all of it */
  const struct ek_sums *sums;  /* samples drawn from the people of another run; NULL: no samples */
  const struct ek_ledger *sampled; /* their ledger, which has no lines */
  const struct ek_result *result; /* what the run gave, for those that draw from it */
  struct ek_cohort_run *cohort; /* priced and walked; NULL: there are cases or people */
  size_t alternative;          /* of the cohort: the insats in this run */
  size_t group;                /* of the cohort: it alone, from 1; 0: all */
  struct ek_list costs;        /* struct ek_counted_cost: those of this run */
  bool whole_costs;            /* also those by participant are everybody's */
  bool stated_shares;          /* those of municipal accounts are stated by the study */
};

/* What is varied of that kind; NULL: nothing. */
const double *ek_run_varied(const struct ek_runner *runner, enum ek_vary_kind kind, int index);
/* The column times what is varied of the kind; itself when nothing is. */
double *ek_run_times(const struct ek_runner *runner, double *column, enum ek_vary_kind kind);
/* The world of a place, named at `pos`; NULL: the study's. */
struct ek_world *ek_run_place(struct ek_runner *runner, const char *municipality, struct ek_pos pos);
/* What a world on a scratch pad had to stretch and asked for, for one that stays. */
void ek_run_keep_world(struct ek_world *world, struct ek_world *keeper);
/* Production lost elsewhere, of a line from production; `displaced` NULL: none is. */
void ek_run_book_displaced(struct ek_ledger *ledger, const struct ek_line *line, const double *displaced);
/* Draws, corrections, costs, prices: all that comes before the ledger. False with diagnostics. */
bool ek_run_prepare(struct ek_runner *runner);
/* A result of the runner's people as `presence` counts them, or of its cases. */
enum ek_status ek_run_result(struct ek_runner *runner, struct ek_result **out);
/* The world of the case's municipality; NULL: the study's. */
struct ek_world *ek_run_world(struct ek_runner *runner, const struct ek_case *who);
struct ek_person ek_run_person(const struct ek_study *study, const struct ek_case *who);
/* Books all cases with the given corrections; `costs`: those of the insats too. */
struct ek_ledger *ek_run_ledger(struct ek_runner *runner, const struct ek_corrections *corrections,
                                bool costs);
/* The phase whose effect lasts (after, else during, else before). */
const struct ek_phase *ek_run_lasting_phase(const struct ek_case_run *c);
/* The priced situation whose effect lasts (after, else during, else before). */
const struct ek_situation *ek_run_lasting(struct ek_runner *runner, struct ek_case_run *c);

#endif
