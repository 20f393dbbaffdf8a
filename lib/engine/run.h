/* The state of a run, shared by the parts of the engine; private to the room. */
#ifndef EK_ENGINE_RUN_H
#define EK_ENGINE_RUN_H

#include "engine/discount.h"
#include "engine/budget.h"
#include "engine/ledger.h"
#include "engine/path.h"
#include "engine/result.h"
#include "engine/situation.h"

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
struct ek_runner {
  struct ek_arena *arena;
  struct ek_diags *diags;
  const struct ek_study *study;
  size_t draws, months;
  bool no_study;               /* a look into the model: its hints speak of options */
  const double *const *drawn;  /* columns of uncertain quantities */
  struct ek_list worlds;       /* struct ek_world *, one per municipality */
  struct ek_case_run *cases;
  size_t n_cases;
  struct ek_corrections corrections;
  const double *rate;          /* [draws] or NULL */
  const struct ek_schedule *schedule; /* or NULL */
  double *discount;            /* [months * draws] */
};

/* The world of the case's municipality; NULL: the study's. */
struct ek_world *ek_run_world(struct ek_runner *runner, const struct ek_case *who);
/* The mean of every uncertain quantity, as its column: what a run without draws uses. */
void ek_run_draw_means(struct ek_runner *runner);
struct ek_person ek_run_person(const struct ek_study *study, const struct ek_case *who);
/* Books all cases with the given corrections; `costs`: those of the insats too. */
struct ek_ledger *ek_run_ledger(struct ek_runner *runner, const struct ek_corrections *corrections,
                                bool costs);
/* The phase whose effect lasts (after, else during, else before). */
const struct ek_phase *ek_run_lasting_phase(const struct ek_case_run *c);
/* The priced situation whose effect lasts (after, else during, else before). */
const struct ek_situation *ek_run_lasting(struct ek_runner *runner, struct ek_case_run *c);

#endif
