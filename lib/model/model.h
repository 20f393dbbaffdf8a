/* The price world: actors, dated parameters, indices, rules, and states and
 * services as flows from account to account. Read from a folder of YAML files;
 * every word of a country stands there and none here. */
#ifndef EK_MODEL_MODEL_H
#define EK_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "model/formula.h"
#include "read/bind.h"
#include "read/csv.h"

/* Actors stand in display order, parents before children. Leaves are accounts;
 * an account's number is its actor's index. Two boundary accounts follow. */
struct ek_actor {
  struct ek_name name;
  struct ek_label label;
  struct ek_name parent_name;
  bool outside;   /* not part of society (EU) */
  bool is_public; /* a public budget */
  int parent;     /* index, -1 for the root and for outsiders */
  int depth;      /* 0 for the root */
  bool leaf;
};
#define EK_ACCOUNT_PRODUCTION(model) ((int)(model)->n_actors)
#define EK_ACCOUNT_RESOURCES(model) ((int)(model)->n_actors + 1)

struct ek_dated_value {
  ek_day from;
  struct ek_value value;
  const struct ek_formula *formula;
};

struct ek_table { /* values looked up in a CSV by a key and a year */
  bool present;
  const char *file, *year, *column;
  struct ek_list key; /* of struct ek_name: columns that may hold the key */
  const struct ek_csv *csv;
};

struct ek_parameter {
  struct ek_name name;
  struct ek_label label;
  const char *unit_text;
  struct ek_unit unit;
  double factor; /* canonical = number in the table's unit * factor */
  struct ek_list values; /* as bound: struct ek_named_value */
  struct ek_dated_value *dated;
  size_t n_dated;
  struct ek_table table;
  struct ek_name index; /* moves the value outside its dates */
  bool hold_before;
  struct ek_origin source;
  enum ek_grade grade;
  const char *note;
};

struct ek_index {
  struct ek_name name;
  struct ek_label label;
  bool constant;
  struct ek_list values; /* struct ek_named_value, keys are years */
  struct ek_origin source;
  enum ek_grade grade;
  const char *note;
  int first_year;
  size_t n_years;
  double *year; /* level per year from first_year */
};

struct ek_step {
  int years; /* 0: for ever */
  struct ek_value rate;
  double rate_per_year;
};
struct ek_schedule {
  struct ek_name name;
  struct ek_label label;
  struct ek_list steps; /* struct ek_step */
  struct ek_origin source;
  enum ek_grade grade;
  const char *note;
};

struct ek_rule {
  struct ek_name name;
  struct ek_label label;
  struct ek_list args;  /* struct ek_named_text: name and unit */
  const char *unit_text;
  struct ek_list let;    /* struct ek_named_value */
  struct ek_value value;
  struct ek_list values; /* struct ek_named_value by date */
  struct ek_origin source;
  enum ek_grade grade;
  const char *note;
  struct ek_unit unit;
  size_t n_args;
  struct ek_locals locals; /* arguments, then lets */
  struct ek_dated_value *dated;
  size_t n_dated;
};

struct ek_input {
  struct ek_name name;
  struct ek_label label;
  const char *unit_text;
  struct ek_unit unit;
  struct ek_value fallback;
  const struct ek_formula *formula; /* the default, or NULL: the study must give it */
};

struct ek_flow {
  struct ek_name name;
  struct ek_label label;
  struct ek_name from_name, to_name;
  struct ek_value amount;
  struct ek_name income_name;
  struct ek_pos pos;
  int from, to;  /* accounts */
  int income;    /* index of the person's income it adds to, or -1 */
  const struct ek_formula *formula;
};

enum ek_activity { EK_ACTIVITY_NONE, EK_ACTIVITY_BENEFIT, EK_ACTIVITY_SICKNESS,
                   EK_ACTIVITY_PROGRAMME, EK_ACTIVITY_STUDY, EK_ACTIVITY_SUBSIDISED_WORK,
                   EK_ACTIVITY_WORK };

/* A state or a service: something with flows, taken in a quantity. */
struct ek_item {
  struct ek_name name;
  struct ek_label label;
  bool is_state;
  int activity;            /* enum ek_activity; states */
  const char *unit_text;   /* services: what is counted */
  int price_year;          /* 0: prices of the rules date */
  struct ek_name index;
  struct ek_value variable_share;
  bool exclusion;          /* its resources are used because of exclusion from work */
  struct ek_list inputs;   /* struct ek_input */
  struct ek_list let;      /* struct ek_named_value */
  struct ek_list flows;    /* struct ek_flow */
  struct ek_origin source;
  enum ek_grade grade;
  const char *note;
  bool local;              /* defined by the study, not the model */
  struct ek_unit quantity; /* of its quantity: a share, or count/year */
  struct ek_locals locals; /* inputs, then lets */
  const struct ek_formula *variable;
};

/* What happens once per person and month, from the incomes of all states. */
struct ek_personal {
  struct ek_list incomes; /* struct ek_income */
  struct ek_list let;
  struct ek_list flows;
  struct ek_locals locals; /* incomes, then lets */
};
struct ek_income {
  struct ek_name name;
  struct ek_label label;
};

struct ek_pool { /* a payer that is several actors: a samordningsförbund */
  struct ek_name name;
  struct ek_label label;
  struct ek_list shares; /* struct ek_named_value: actor -> share */
  struct ek_origin source;
};

struct ek_source_entry { /* sources.yaml */
  struct ek_name name;
  const char *title, *url, *retrieved;
};

struct ek_model {
  const char *folder;
  const char *name, *version, *currency;
  struct ek_label label;
  struct ek_name full_work_name, person_name, displaced_name, default_index_name;
  const char *default_municipality;
  int default_age;
  size_t n_actors, n_parameters, n_indices, n_schedules, n_rules, n_items, n_pools, n_sources;
  struct ek_actor *actors;
  struct ek_parameter *parameters;
  struct ek_index *indices;
  struct ek_schedule *schedules;
  struct ek_rule *rules;
  struct ek_item *items; /* states, then services */
  struct ek_pool *pools;
  struct ek_source_entry *sources;
  struct ek_personal personal;
  int full_work, person, displaced, default_index, root; /* indices; -1: none */
  const char *hash; /* of all its files, in name order */
  const char *const *files;
  size_t n_files;
  struct ek_arena *arena;
};

/* Reads and checks a model folder. NULL when there were errors (in diags). */
struct ek_model *ek_model_read(struct ek_arena *arena, const char *folder, struct ek_diags *diags);

/* Index by name, -1 when there is none. */
int ek_model_actor(const struct ek_model *model, const char *name);
int ek_model_account(const struct ek_model *model, const char *name); /* leaves and boundaries */
int ek_model_parameter(const struct ek_model *model, const char *name);
int ek_model_rule(const struct ek_model *model, const char *name);
int ek_model_index(const struct ek_model *model, const char *name);
int ek_model_schedule(const struct ek_model *model, const char *name);
int ek_model_pool(const struct ek_model *model, const char *name);
int ek_model_item(const struct ek_model *model, const char *name, bool is_state);
/* Is `actor` the same as `ancestor` or below it? */
bool ek_model_below(const struct ek_model *model, int actor, int ancestor);
/* The label of an actor or a boundary account. */
struct ek_label ek_model_account_label(const struct ek_model *model, int account);
/* A source text: an entry of sources.yaml spelled out, else the text itself. */
struct ek_origin ek_model_origin(const struct ek_model *model, struct ek_origin origin);

/* Resolves and compiles a state or service. `base` gives the model and, for
 * items that a study defines, the study's names; its locals are not used. */
bool ek_model_compile_item(const struct ek_scope *base, struct ek_arena *arena,
                           struct ek_item *item, struct ek_diags *diags);

/* Field tables shared with the study: flows, inputs, states and services. */
extern const struct ek_record ek_record_state, ek_record_service;
/* The model's files as one record each, for the schema: NULL-ended pairs. */
struct ek_model_file { const char *name; const struct ek_record *record; };
extern const struct ek_model_file ek_model_files[];

#endif
