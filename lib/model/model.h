/* The price world: actors, dated parameters, indices, rules, and states and
 * services as flows from account to account. Read from a folder of YAML files;
 * every word of a country stands there and none here. */
#ifndef EK_MODEL_MODEL_H
#define EK_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/evidence.h"
#include "model/item.h"
#include "model/parameter.h"
#include "read/bind.h"

/* Actors stand in display order, parents before children. Leaves are accounts;
 * an account's number is its actor's index. Two boundary accounts follow. */
struct ek_actor {
  struct ek_name name;
  struct ek_label label;
  struct ek_name parent_name;
  bool outside;   /* not part of society (EU) */
  bool is_public; /* a public budget */
  bool proper;    /* a name of its own, with its capital in running text too */
  int parent;     /* index, -1 for the root and for outsiders */
  int depth;      /* 0 for the root */
  bool leaf;
};
#define EK_ACCOUNT_PRODUCTION(model) ((int)(model)->n_actors)
#define EK_ACCOUNT_RESOURCES(model) ((int)(model)->n_actors + 1)

struct ek_pool { /* a payer that is several actors: a samordningsförbund */
  struct ek_name name;
  struct ek_label label;
  struct ek_list shares; /* struct ek_named_value: actor -> share */
  bool proper;           /* as in an actor */
  struct ek_origin source;
};

struct ek_source_entry { /* sources.yaml */
  struct ek_name name;
  const struct ek_unread *unread; /* as in a parameter */
  bool broken;
  const char *title, *url, *retrieved;
};

struct ek_missing { /* missing.yaml: what nobody could source */
  struct ek_name name;
  const struct ek_unread *unread; /* as in a parameter */
  bool broken;
  struct ek_label label;
  const char *where; /* where it could be found */
};

/* What the rooms of a model are for; a group of them is read when it is first needed. */
enum ek_model_group {
  EK_GROUP_FORMULAS, /* actors, indices, parameters, rules */
  EK_GROUP_STUDIES,  /* states, services, the person, pools, discount schedules, scales of evidence */
  EK_GROUP_TEXTS,    /* sources, missing */
  EK_GROUPS
};

struct ek_model {
  const char *folder;
  const char *name, *version;
  struct ek_name currency_name;
  const char *currency; /* its money, one of ek_currency: "kr", "GBP" */
  struct ek_label label;
  struct ek_name full_work_name, person_name, displaced_name, default_index_name;
  const char *default_municipality;
  int default_age, stale_after;
  ek_day default_date; /* of look-ups that name no day; 0: they must */
  size_t n_actors, n_parameters, n_indices, n_schedules, n_evidence, n_rules, n_items, n_pools, n_sources,
      n_missing;
  struct ek_actor *actors;
  struct ek_parameter *parameters;
  struct ek_index *indices;
  struct ek_schedule *schedules;
  struct ek_evidence *evidence;
  struct ek_rule *rules;
  struct ek_item *items; /* states, then services */
  struct ek_pool *pools;
  struct ek_source_entry *sources;
  struct ek_missing *missing; /* read by ek_model_missing */
  struct ek_personal personal;
  int full_work, person, displaced, default_index, root; /* indices; -1: none */
  bool groups[EK_GROUPS]; /* which have been read */
  const char **hash; /* its place, empty until it is asked for */
  struct ek_arena *arena;
  struct ek_diags *diags; /* of ek_model_read; must live as long as the model */
};

/* Reads of a model folder what formulas rest on: actors, indices, and which parameters and
 * rules there are. NULL when there were errors (in diags). The other arrays are empty until
 * something in them is asked for by name. */
struct ek_model *ek_model_open(struct ek_arena *arena, const char *folder, struct ek_diags *diags);
/* Reads the rooms that studies use besides, and makes ready what every study uses: full work
 * and what person.yaml says. False on errors. */
bool ek_model_ready(struct ek_model *model);
/* Both. */
struct ek_model *ek_model_read(struct ek_arena *arena, const char *folder, struct ek_diags *diags);

/* The folder of the model called `name` in the first of `folders` (NULL-ended)
 * that has it, or NULL. */
const char *ek_model_folder(struct ek_arena *arena, const char *name, const char *const *folders);

/* Parameters, rules, states, services, sources and gaps are read and checked when
 * they are first asked for; this reads all that is left, to check a whole model. */
void ek_model_read_all(struct ek_model *model);

/* The model's `n_missing` known gaps, in the files' order; reads them. */
const struct ek_missing *ek_model_missing(const struct ek_model *model);

/* Index by name, -1 when there is none. Asking for a parameter, rule, state or
 * service reads it; its errors go to the diagnostics of ek_model_read. */
int ek_model_actor(const struct ek_model *model, const char *name);
int ek_model_account(const struct ek_model *model, const char *name); /* leaves and boundaries */
int ek_model_parameter(const struct ek_model *model, const char *name);
int ek_model_rule(const struct ek_model *model, const char *name);
int ek_model_index(const struct ek_model *model, const char *name);
/* The same, with an error at `pos` when there is none. */
int ek_model_index_named(const struct ek_model *model, const char *name, struct ek_pos pos,
                         struct ek_diags *diags);
int ek_model_schedule(const struct ek_model *model, const char *name);
int ek_model_evidence(const struct ek_model *model, const char *name);
int ek_model_pool(const struct ek_model *model, const char *name);
int ek_model_item(const struct ek_model *model, const char *name, bool is_state);
/* Is `actor` the same as `ancestor` or below it? */
bool ek_model_below(const struct ek_model *model, int actor, int ancestor);
/* The actors that a sum of actors is made of, by name, for hints: "af, fk". */
const char *ek_model_leaves(const struct ek_model *model, int actor);
/* The unit of amounts per time: the model's currency a year. */
struct ek_unit ek_model_money_rate(const struct ek_model *model);
/* The label of an actor or a boundary account. */
struct ek_label ek_model_account_label(const struct ek_model *model, int account);
/* A source text: an entry of sources.yaml spelled out, else the text itself. */
struct ek_origin ek_model_origin(const struct ek_model *model, struct ek_origin origin);
/* SHA-256 over all the model's files in name order, as they were when it was first asked for. */
const char *ek_model_hash(const struct ek_model *model);

/* A model folder as one mapping from file to content, for the schema. */
extern const struct ek_record ek_record_model_folder;

#endif
