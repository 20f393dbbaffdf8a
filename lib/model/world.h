/* A model seen from one study on one date: which values are in force, in
 * which municipality, over which draws. Values are computed when asked for
 * and kept; what had to be stretched to be had is noted, never hidden. */
#ifndef EK_MODEL_WORLD_H
#define EK_MODEL_WORLD_H

#include "model/formula.h"
#include "model/model.h"
#include "model/quantity.h"

enum ek_note_kind {
  EK_NOTE_HELD_BEFORE, /* a value used before its first date */
  EK_NOTE_MOVED,       /* a value moved by an index outside its dates */
  EK_NOTE_STALE,       /* a table's row is older than the year asked for */
  EK_NOTE_OLD_PRICE,   /* a price moved over more years than the model's stale_after */
  EK_NOTE_BEYOND,      /* an index used after its last year, by the growth it assumes */
  EK_NOTE_REBASED,     /* a price of another year, moved to the price year */
};
struct ek_note {
  enum ek_note_kind kind;
  const char *name;  /* of the parameter, service or place */
  int year, used;    /* asked for, and where the value comes from */
  const char *index;
  double growth; /* of EK_NOTE_BEYOND */
  struct ek_pos pos;
};

/* Which values of a study were asked for: const struct ek_value *, each once. */
struct ek_asked {
  struct ek_arena *arena;
  struct ek_list values;
};
void ek_asked_note(struct ek_asked *asked, const struct ek_value *value);
bool ek_asked_has(const struct ek_asked *asked, const struct ek_value *value);

/* A value of a study that is another in a run than it says; as stated, before it is moved to the price year. */
struct ek_replacement {
  const struct ek_value *value;
  const double *column; /* [draws] */
};

/* The rules' day lies in the price year, save when a study is computed under the rules of
 * another year. Amounts of the rules are then in kronor of the day's year, and so is every
 * result; what is written in kronor of a stated price year, by a study or in a price of the
 * model, is moved to the study's price year as always and counts `krona` times as much. */
struct ek_world {
  const struct ek_model *model;
  struct ek_arena *arena;
  struct ek_arena *scratch; /* where formulas compute; NULL: in `arena`. What is kept for later is never there */
  struct ek_diags *diags;
  ek_day day;              /* rules in force on this day */
  int price_year;
  double krona;            /* kronor of the day's year that one of the price year is: 1 */
  const char *municipality;        /* in lower case; NULL: none, and tables have no row */
  struct ek_pos municipality_pos;  /* where the study names it */
  size_t draws;
  double **parameter;      /* [n_parameters], NULL until asked for */
  unsigned char *busy;     /* [n_parameters], to find circles */
  unsigned char *doubtful; /* [n_parameters]: it rests on something uncertain */
  unsigned char *rule_used; /* [n_rules]: it has been called */
  const struct ek_override *overrides;
  size_t n_overrides;
  const struct ek_quantity *const *assumptions; /* the study's, by index */
  size_t n_assumptions;
  double **assumption;     /* [n_assumptions], NULL until asked for */
  unsigned char *assumption_busy, *assumption_doubtful; /* [n_assumptions] */
  size_t doubts;           /* how often something uncertain was read: what is computed while it stands still is certain */
  const double *const *drawn; /* columns of uncertain quantities, by slot; NULL: use means */
  struct ek_asked *asked;  /* where it is noted what was asked for; NULL: nowhere */
  const struct ek_replacement *replaced; /* [n_replaced] */
  size_t n_replaced;
  const double *fixed;     /* [draws] of what services use, the share that goes on when they are not used; NULL: none */
  struct ek_list notes;    /* struct ek_note, each once */
  bool no_study;           /* a look into the model: hints speak of options, not of settings */
};

/* Fills in memo tables and a krona of 1; the other members are set by the caller before. */
void ek_world_init(struct ek_world *world);
/* Sets the krona by the model's default index, for rules of another year than the prices.
 * False with a diagnostic at `pos` when it lacks a year. */
bool ek_world_set_krona(struct ek_world *world, struct ek_pos pos);

/* The column of a parameter / an assumption; NaN with a diagnostic where there is none. */
double *ek_world_parameter(struct ek_world *world, int index, struct ek_trace *trace);
double *ek_world_assumption(struct ek_world *world, int index, struct ek_trace *trace);

/* Whether prices can be moved to a year: known, or assumed after the last known.
 * How much a krona of `from_year` is in the world's price year by an index
 * (-1: the model's default). False with a diagnostic at `pos` when the index lacks a year. */
bool ek_index_reaches(const struct ek_index *index, int year);
bool ek_world_rebase(struct ek_world *world, int index, int from_year, struct ek_pos pos,
                     double *factor);
void ek_world_note(struct ek_world *world, struct ek_note note);
/* What to do about something not known on the world's day: "choose a later price_year", for
 * `which` "a later" or "an earlier". */
const char *ek_world_choose(const struct ek_world *world, const char *which);

/* The formula of a rule in force on a day; NULL before its first. */
const struct ek_formula *ek_rule_formula(const struct ek_rule *rule, ek_day day);

/* A column of `draws` numbers, all `value`. */
double *ek_world_column(struct ek_world *world, double value);
/* A column for each of the item's locals when nothing is said of it: of the person an income is
 * nothing, inputs are their defaults, lets are open. NULL when an input without a default must
 * be given; `lacking` is then that input. */
double **ek_world_item_defaults(struct ek_world *world, const struct ek_person *person,
                                const struct ek_item *item, const struct ek_input **lacking);

/* What a figure was made of, as a tree: kept by ek_formula_eval when asked. */
struct ek_trace {
  struct ek_arena *arena;
  const char *kind;   /* "parameter", "rule", "assumption", "input", ... stable words */
  const char *name;
  struct ek_label label;
  struct ek_label brief; /* the same without whose it is, where that is known; or both NULL */
  double value;       /* mean over draws, canonical unit */
  struct ek_unit unit;
  const char *formula; /* as written, or NULL */
  struct ek_label definition; /* of a figure, in words; or both NULL */
  struct ek_pos pos;
  struct ek_origin source;
  enum ek_grade grade;
  struct ek_label remark; /* e.g. "i kraft från 2014-01-01", or both NULL */
  struct ek_list children; /* struct ek_trace * */
  size_t *made;            /* nodes of the tree so far, or of the part that is counted by itself */
  int below;               /* how many steps down its formula is followed; enough for all of it unless set */
};
/* A new node under `parent` (NULL: a root). */
struct ek_trace *ek_trace_add(struct ek_arena *arena, struct ek_trace *parent, const char *kind,
                              const char *name);
/* Has the tree so many nodes that nobody reads it? Names that each rest on two others would
 * double it at every step; from here on only values are worked out. */
void ek_trace_count_afresh(struct ek_trace *trace); /* below here, as for a tree of its own */
bool ek_trace_full(const struct ek_trace *trace);
/* Is there such a node right under `parent`, or no room for it? A name used twice in a formula
 * is shown once. */
bool ek_trace_has(const struct ek_trace *parent, const char *kind, const char *name);
double ek_column_mean(const double *column, size_t n);
/* Is it the same number in all draws? */
bool ek_column_alike(const double *column, size_t n);

#endif
