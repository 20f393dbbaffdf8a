/* What a run gives: figures, one row each, and the ledger they are sums of.
 * Everything a report or a script shows is looked up here. */
#ifndef EK_ENGINE_RESULT_H
#define EK_ENGINE_RESULT_H

#include "base/diag.h"
#include "engine/budget.h"
#include "engine/ledger.h"
#include "model/world.h"
#include "study/study.h"

enum ek_figure_id {
  EK_FIG_BENEFIT, EK_FIG_COST, EK_FIG_RESULT, EK_FIG_RETURN, EK_FIG_RESULT_PER_PARTICIPANT, EK_FIG_BENEFIT_PER_YEAR,
  EK_FIG_PAYBACK_BENEFIT_MONTHS, EK_FIG_PAYBACK_MONTHS, EK_FIG_BENEFIT_STAGE, EK_FIG_BENEFIT_IN_YEAR,
  EK_FIG_COST_IN_YEAR, EK_FIG_NET_IN_YEAR, EK_FIG_PARTICIPANTS, EK_FIG_POTENTIAL_BEFORE,
  EK_FIG_POTENTIAL_BEFORE_PRODUCTION, EK_FIG_POTENTIAL_BEFORE_RESOURCES, EK_FIG_POTENTIAL_AFTER,
  EK_FIG_POTENTIAL_AFTER_PRODUCTION, EK_FIG_POTENTIAL_AFTER_RESOURCES, EK_FIG_REALISED_POTENTIAL,
  EK_FIG_COST_PER_PARTICIPANT, EK_FIG_COST_PER_REALISED_POINT, EK_FIG_EXTRA_IN_WORK,
  EK_FIG_EXTRA_IN_SUBSIDISED_WORK, EK_FIG_COST_PER_EXTRA_IN_WORK, EK_FIG_HOUSEHOLD_BEFORE,
  EK_FIG_HOUSEHOLD_AFTER, EK_FIG_PARTICIPATION_EFFECT, EK_FIG_MARGINAL_EFFECT, EK_FIG_ADDITIONALITY, EK_FIG_DISCOUNT_FACTOR,
  EK_FIG_PRODUCTION, EK_FIG_RESOURCES, EK_FIG_BORDER, EK_FIG_COUNT
};

enum ek_figure_unit { EK_IN_KR, EK_IN_KR_PER_YEAR, EK_IN_RATIO, EK_IN_SHARE, EK_IN_MONTHS,
                      EK_IN_PERSONS, EK_IN_FACTOR };

struct ek_figure_def {
  enum ek_figure_id id;
  const char *name;  /* in machine output and expect: "result" */
  const char *alias; /* Swedish: "resultat" */
  struct ek_label label;
  enum ek_figure_unit unit;
  bool by_actor, by_horizon, by_year, by_stage;
  struct ek_label help; /* its definition in one sentence */
};
extern const struct ek_figure_def ek_figure_defs[EK_FIG_COUNT]; /* by id */
/* By name or alias; NULL when there is none. */
const struct ek_figure_def *ek_figure_find(const char *name);
/* "kr", "kr/year", "1", "months", "persons": in machine output. */
const char *ek_figure_unit_name(enum ek_figure_unit unit);

/* One figure. INFINITY: never (payback `ingen`); NAN: has no meaning here (a return on no cost). */
struct ek_figure {
  const struct ek_figure_def *def;
  int actor;   /* index in the model, -1 when not by actor */
  int horizon; /* months, 0 when not by horizon */
  int year;    /* from 0, -1 when not by year */
  int stage;   /* enum ek_correction, -1: before all of them; only when by stage */
  const double *column; /* [draws] */
  double value;         /* the mean over draws; NaN in a run that draws, of which nobody asks it */
  bool hidden;          /* it rests on few persons; NaN */
};

/* A stated correction, in the order in which it is applied. */
struct ek_stage {
  int correction; /* -1: gross */
};

struct ek_balance {
  double production, resources; /* kr over all months, undiscounted, of effect and costs */
  double actors, society, outside; /* sums of the actors' accounts */
  double worst;  /* largest absolute difference found in any month and draw, kr */
};

struct ek_weighting; /* engine/weighting.h */
struct ek_alternatives; /* engine/alternatives.h */
struct ek_few; /* engine/few.h */
struct ek_bootstrap_result; /* engine/bootstrap.h */
struct ek_rules_change; /* engine/rules_change.h */

struct ek_result;
/* A group of participants with a result of its own, or one that rests on so few, or by which
 * others can be told, that it is not shown. */
struct ek_group {
  const char *label;   /* "": of whom nothing is said */
  size_t persons;
  bool masked;
  const struct ek_result *result;
};
struct ek_breakdown; /* people/people.h */
struct ek_breakdown_result {
  const struct ek_breakdown *by;
  struct ek_group *groups; /* [by->n] */
};

struct ek_result {
  const struct ek_study *study;
  const struct ek_model *model;
  struct ek_arena *arena;
  size_t draws;
  bool gross;              /* before_continues: gross change, not return */
  int months;              /* simulated */
  size_t n_horizons;
  const int *horizons;     /* months */
  size_t n_years;
  struct ek_list figures;  /* struct ek_figure, in the order of ek_figure_defs */
  size_t first[EK_FIG_COUNT]; /* of each in `figures`, counted from 1; 0: there is none */
  size_t n_stages;
  const struct ek_stage *stages; /* the first is gross */
  const struct ek_ledger *ledger;
  struct ek_world *world;  /* of the study's municipality */
  struct ek_balance balance;
  const struct ek_budgets *budgets; /* of households; NULL when the model says nothing of them */
  struct ek_list notes;    /* struct ek_note */
  const struct ek_rules_change *rules_change; /* NULL: not asked for */
  struct ek_list breakdowns;      /* struct ek_breakdown_result */
  const double *noise;            /* [draws] kr below which a sum is no money; private to the engine */
  const struct ek_bootstrap_result *bootstrap; /* engine/bootstrap.h; NULL: nothing was drawn */
  struct ek_list contrasts;       /* struct ek_contrast (engine/compare.h): of people */
  const struct ek_weighting *weighting; /* engine/weighting.h; NULL: the comparison group is not weighed */
  const struct ek_alternatives *alternatives; /* engine/alternatives.h: of a cohort, else NULL */
  const struct ek_few *few;       /* what rests on few persons and is not told; NULL: type cases */
  struct ek_list influences;      /* struct ek_influence, at the middle horizon */
  const struct ek_result *sample; /* of those in the file alone, when results are scaled to all */
  struct ek_runner *runner; /* what explanations walk back through; private to the engine */
};

struct ek_runner;

enum ek_status { EK_OK, EK_INPUT_ERROR, EK_NO_SOLUTION, EK_BALANCE_ERROR };

/* Computes everything. EK_INPUT_ERROR: values that could not be had (in diags);
 * EK_BALANCE_ERROR: the books do not balance, a fault of this program. */
enum ek_status ek_run(struct ek_arena *arena, const struct ek_study *study, struct ek_result **out,
                      struct ek_diags *diags);

/* The version of the numeric library in use. */
const char *ek_run_library(void);

/* Adds a figure, which may move the others. */
struct ek_figure *ek_result_add(struct ek_result *result, struct ek_figure figure);
/* The figure, or NULL. Pass -1/0 for what does not apply. */
const struct ek_figure *ek_result_figure(const struct ek_result *result, enum ek_figure_id id,
                                         int actor, int horizon, int year);
const struct ek_figure *ek_result_stage(const struct ek_result *result, enum ek_figure_id id,
                                        int actor, int horizon, int stage);
/* Its value; NAN when there is no such figure. */
double ek_result_value(const struct ek_result *result, enum ek_figure_id id, int actor, int horizon);
/* Of a figure by year: its value in all years up to and with this one, counted from 0; NAN when one is hidden. */
double ek_result_until(const struct ek_result *result, enum ek_figure_id id, int actor, int year);

/* An `expect` that did not hold: reported as an error at its place. How many failed. */
size_t ek_result_expect(const struct ek_result *result, struct ek_diags *diags);

/* ek_figure_unit_name in the currency of the result's model: "GBP/year". */
const char *ek_figure_unit_in(const struct ek_result *result, enum ek_figure_unit unit);
const char *ek_figure_unit_of(struct ek_arena *arena, const struct ek_model *model, enum ek_figure_unit unit);

#endif
