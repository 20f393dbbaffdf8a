/* What a model says about one name, gathered from its tables in one form, before anyone
 * decides how it is shown: `show`, `search` and `sources` of `ekusia model` are made of it. */
#ifndef EK_LOOKUP_PAGE_H
#define EK_LOOKUP_PAGE_H

#include "model/world.h"

enum ek_entry_kind {
  EK_ENTRY_PARAMETER, EK_ENTRY_RULE, EK_ENTRY_STATE, EK_ENTRY_SERVICE, EK_ENTRY_INDEX,
  EK_ENTRY_ACTOR, EK_ENTRY_POOL, EK_ENTRY_SCHEDULE, EK_ENTRY_EVIDENCE, EK_ENTRY_INCOME, EK_ENTRY_PERSON,
  EK_ENTRY_HOUSEHOLD, EK_ENTRY_SOURCE, EK_ENTRY_MISSING, EK_ENTRY_KINDS
};
extern const char *const ek_entry_kind_names[EK_ENTRY_KINDS]; /* stable: "parameter", … */

struct ek_entry_ref {
  enum ek_entry_kind kind;
  size_t index; /* of the model's array of that kind; of a flow in person.yaml; of the household
                   its inputs, then its lines */
  const char *name;
  struct ek_label label;
};

/* One statement about the entry. What does not apply is NULL, 0 or false. */
struct ek_fact {
  const char *part;   /* stable: "value", "table", "argument", "step", "input", "formula", "flow",
                         "share", "rate", "cut", "spread", "level", "parent", "child", "until", "means_tested",
                         "household" (an input of the household that the amount rests on) */
  const char *key;    /* a date or year from which it holds, or a name */
  struct ek_label label;
  const char *text;   /* an amount or a formula as written */
  bool known;         /* it is a number: */
  double value;       /* in `unit` */
  const char *unit;   /* as written; "1": a bare number */
  int from, to;       /* accounts of a flow; -1 otherwise */
  bool used_up;       /* a flow to resources */
  const char *income; /* that a flow adds to */
  const char *source_key;
  struct ek_origin source; /* spelled out; the entry's where it has none of its own */
  enum ek_grade grade;     /* likewise */
  const char *note;
};

/* What holds on a day: an amount of the entry, or of one of its flows. */
struct ek_now {
  const char *key;        /* the flow; NULL: the entry itself */
  struct ek_label label;
  double value;           /* in `unit` and, of prices, in the prices of the world's price year */
  const char *unit;
};

struct ek_page {
  struct ek_entry_ref entry;
  const char *unit, *index, *variable_share, *note, *source_key;
  int price_year;          /* 0: none */
  struct ek_origin source; /* spelled out; of a source: itself */
  enum ek_grade grade;
  struct ek_pos pos;
  struct ek_list facts;    /* struct ek_fact */
  struct ek_list users;    /* struct ek_entry_ref; ek_model_users */
  struct ek_list now;      /* struct ek_now; ek_model_now */
};

/* Every entry of the model, in the order of the kinds and of the files. The model must have
 * been read whole for the labels of entries (ek_model_read_all). */
struct ek_list ek_model_entry_list(struct ek_arena *arena, const struct ek_model *model);
/* Those called `name`: a name may be a state and a flow of the person. */
struct ek_list ek_model_entries_named(struct ek_arena *arena, const struct ek_model *model,
                                      const char *name);
/* The nearest name of any kind, or NULL. */
const char *ek_model_entry_near(struct ek_arena *arena, const struct ek_model *model,
                                const char *name);
struct ek_page ek_model_page(struct ek_arena *arena, const struct ek_model *model,
                             struct ek_entry_ref entry);
/* What uses the entry: a list of struct ek_entry_ref, each once. A formula that names a
 * parameter or rule, a flow of an actor or income, prices moved by an index, values with a source. */
struct ek_list ek_model_users(struct ek_arena *arena, const struct ek_model *model,
                              struct ek_entry_ref entry);

/* The entry's amounts in the world, for the person: of a parameter, of a rule without
 * arguments, of each flow of a state or service whose inputs all have a default. Empty for
 * others. Faults and notes go to the world. */
struct ek_list ek_model_now(struct ek_world *world, const struct ek_person *person,
                            struct ek_entry_ref entry);

/* "transfer", "production" (value made) or "resources" (used up), from the flow's two ends. */
const char *ek_flow_kind(const struct ek_model *model, int from, int to);
/* The stable name of an account: an actor's, "production" or "resources". */
const char *ek_account_name(const struct ek_model *model, int account);
/* A canonical value in a unit text that is known to be one ("1": as it is). */
double ek_in_unit(double value, const char *unit);
/* A table's rows: how many places, the first and the last year. */
struct ek_table_extent {
  size_t places;
  int first_year, last_year;
};
struct ek_table_extent ek_table_extent(struct ek_arena *arena, const struct ek_table *table);

#endif
