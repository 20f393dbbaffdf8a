/* One evaluation as its author wrote it: who took part, what became of them,
 * what it cost, and what it is compared with. Knows nothing of how results
 * are computed. */
#ifndef EK_STUDY_STUDY_H
#define EK_STUDY_STUDY_H

#include "study/case.h"
#include "study/estimate.h"
#include "study/indicators.h"
#include "study/followup.h"
#include "study/joint.h"
#include "study/measure.h"
#include "study/terms.h"

struct ek_flow_override { /* item.flow: amount */
  const struct ek_item *item;
  const struct ek_flow *flow;
  const struct ek_quantity *quantity;
  const struct ek_named_value *written;
};

struct ek_study {
  int format;
  struct ek_name extends;         /* the base as written; read before, and absent from what is bound */
  const char *title, *organisation, *summary;
  struct ek_class class;
  struct ek_name model_name;
  struct ek_settings settings;
  struct ek_list assumption_list; /* struct ek_named_value */
  struct ek_participants participants;
  struct ek_outcomes outcomes;    /* instead of participants */
  struct ek_list breakdown;       /* struct ek_name: groups of participants to show apart */
  struct ek_bootstrap bootstrap;
  struct ek_estimate estimate;    /* for `ekusia estimate` alone */
  struct ek_indicator_terms indicators; /* read by lib/indicators */
  struct ek_list measures;        /* struct ek_measure: of a cohort */
  struct ek_list joint;           /* struct ek_joint */
  struct ek_list correlations;    /* struct ek_correlation */
  struct ek_list costs;           /* struct ek_cost */
  struct ek_evidence_terms evidence;
  struct ek_comparison comparison;
  struct ek_effect effect;
  struct ek_list financing;       /* struct ek_financing */
  struct ek_list states, services; /* struct ek_item, the study's own */
  struct ek_list override_list;   /* struct ek_named_value */
  struct ek_list notes;           /* struct ek_named_text */
  struct ek_list unpriced;        /* struct ek_unpriced */
  struct ek_list expect;          /* struct ek_expect */
  struct ek_bank_terms bank;
  struct ek_pos pos;

  /* Made ready by ek_study_compile. */
  const struct ek_source *source;
  const char *hash;                       /* SHA-256 of the file; of several: of their hashes, each on a line, base first */
  struct ek_list layers;                  /* struct ek_layer (layers.h), base first; empty when there is one file */
  const struct ek_model *model;
  const struct ek_quantity **assumptions; /* [assumption_list.n] */
  const bool *assumption_used;            /* [assumption_list.n] does a formula name it? */
  struct ek_list uncertain;               /* struct ek_quantity *, by slot */
  struct ek_list ranged;                  /* struct ek_quantity *: numbers with low and high, each once */
  struct ek_list numbers;                 /* struct ek_quantity *: all that are written as numbers and are certain */
  struct ek_grading grading;              /* n 0: evidence corrects nothing */
  struct ek_copula copula;                /* of `correlations` */
  struct ek_override *overrides;          /* of parameters */
  size_t n_overrides;
  struct ek_list flow_overrides;          /* struct ek_flow_override */
  struct ek_pool_split *splits;           /* [model->n_pools] */
  const struct ek_quantity *correction[EK_CORRECTIONS]; /* NULL: none stated */
  const struct ek_quantity **retention_profile;
  const struct ek_quantity *discount_rate; /* NULL: schedule or none */
  int schedule;                            /* of the model, -1: none */
  ek_day rules_date;
  struct ek_list set;                      /* struct ek_setting: what the command line changed */
  struct ek_list municipal;                /* struct ek_municipal_split */
  struct ek_compiler *compiler;            /* for inputs that lib/people gives; private to lib/study */
  const struct ek_people *people;          /* read from files or counted; NULL: there are cases */
};
struct ek_people; /* people/people.h */
struct ek_shelf;  /* model/shelf.h */

/* How the costs that an account bears are split between the municipalities of a joint insats. */
struct ek_municipal_split {
  int account;
  const struct ek_financing *financing;
  const struct ek_quantity **share; /* [financing->shares.n] */
};

struct ek_setting {
  const char *path, *text;
  const char *shown; /* what messages call it; NULL: "--set path" */
};

/* What is asked of a study, when it is not all of it. Of indicators no model is read: `model` is NULL. */
enum ek_study_only { EK_WHOLE_STUDY, EK_ONLY_ESTIMATE, EK_ONLY_INDICATORS };

/* What a command adds: --with file, --set path=value, and where models are found. */
struct ek_study_options {
  const char *const *with; /* laid over the study in this order, before `set` */
  size_t n_with;
  const struct ek_setting *set;
  size_t n_set;
  const char *const *model_folders; /* searched in order, NULL-ended */
  struct ek_model *model;           /* instead of the one that the study names; or NULL */
  struct ek_shelf *shelf;           /* where models are kept from study to study (model/shelf.h); or NULL */
  enum ek_study_only only;          /* of the study only this part is needed, and made ready */
  bool shared_inputs;               /* all cases have the same inputs: one case may need what others do not */
};

/* Reads the study in `path` ("-": standard input), its model, and makes it
 * ready. NULL when there were errors (in diags). Warnings may have been added. */
struct ek_study *ek_study_read(struct ek_arena *arena, const char *path,
                               const struct ek_study_options *options, struct ek_diags *diags);
/* The same for a text that is no file. */
struct ek_study *ek_study_read_source(struct ek_arena *arena, const struct ek_source *source,
                                      const struct ek_study_options *options,
                                      struct ek_diags *diags);

/* The study as a tree: its layers laid together, with what --set changes. */
const struct ek_node *ek_study_tree(const struct ek_study *study);

/* The path of a file that the study names: beside the file in which its name stands, be it a base,
 * or beside the study when it stands on the command line. */
const char *ek_study_beside(struct ek_arena *arena, const struct ek_study *study, const struct ek_name *file);
/* Which of the study's layers a place is in, from 0; 0 too for places in no file. */
size_t ek_study_layer(const struct ek_study *study, struct ek_pos pos);

/* Are the participants in a file or counted, and not type cases? */
bool ek_study_has_people(const struct ek_study *study);
/* A state or service of the study or its model; NULL when there is none of that name. */
const struct ek_item *ek_study_item(const struct ek_study *study, const char *name, bool is_state);
/* Makes the alternative of that name the insats that reports are about; NULL: leaves it. False with a
 * diagnostic. */
bool ek_study_choose(struct ek_study *study, const char *alternative, struct ek_diags *diags);
/* Is anything in it uncertain: a distribution, or counts that probabilities are parts of? */
bool ek_study_uncertain(const struct ek_study *study);
/* The nearest name of a state or service, as a hint; or where they are listed. */
const char *ek_study_item_hint(const struct ek_study *study, const char *name, bool is_state);
/* A value of the study's as an input of `unit` (NULL: of any); NULL with a diagnostic when it is wrong. */
const struct ek_quantity *ek_study_input(const struct ek_study *study, const struct ek_value *value,
                                         const struct ek_unit *unit);

/* The same study with type cases instead of its people: `cases` as they would stand under
 * `participants`. NULL with diagnostics. */
struct ek_study *ek_study_with_cases(struct ek_arena *arena, const struct ek_study *study,
                                     const char *cases, struct ek_diags *diags);

extern const struct ek_record ek_record_study;

#endif
