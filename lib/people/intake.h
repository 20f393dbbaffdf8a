/* A follow-up file on its way in: what its columns are, what their texts mean, and what is wrong
 * with it. Private to the room. */
#ifndef EK_PEOPLE_INTAKE_H
#define EK_PEOPLE_INTAKE_H

#include <math.h>

#include "people/people.h"
#include "read/intern.h"

/* What a column is: a key of `columns` in the study. */
enum ek_role_kind {
  EK_ROLE_ID, EK_ROLE_SEX, EK_ROLE_AGE, EK_ROLE_EDUCATION, EK_ROLE_HOUSEHOLD, EK_ROLE_ADULTS,
  EK_ROLE_CHILDREN, EK_ROLE_MUNICIPALITY, EK_ROLE_WEIGHT, EK_ROLE_ENTRY, EK_ROLE_EXIT, EK_ROLE_FROM,
  EK_ROLE_TO, EK_ROLE_BACKGROUND, EK_ROLE_STATE, EK_ROLE_EXTENT, EK_ROLE_STATES, EK_ROLE_SERVICES,
  EK_ROLE_INPUTS,
  /* Of histories alone: the day of a look, with the insats or not, how many a row counts. */
  EK_ROLE_DATE, EK_ROLE_SIDE, EK_ROLE_COUNT
};

/* What the column `side` of histories says. */
#define EK_SIDE_WITH "insats"
#define EK_SIDE_WITHOUT "jämförelse"

/* Phases of a wide file: before, during, and a number of measurements after. */
enum { EK_ANY_PHASE = -1, EK_BEFORE = 0, EK_DURING = 1, EK_AFTER = 2 };

/* Columns with a meaning, and services that go with states: more are refused, so that what is put
 * together of a row has room. */
#define EK_MOST_ROLES 128
#define EK_MOST_SERVED 48

/* What the texts of a column mean, by their number in it. */
struct ek_meaning {
  double *number;              /* numbers, extents, days (yyyymmdd); NAN: nothing is said */
  struct ek_unit *unit;        /* of a number that is written with one, which is canonical */
  unsigned char *has_unit;
  struct ek_mixture **mixture; /* states with extents; NULL: nothing is said */
  const struct ek_household **household;
  const char **word;           /* of categories: as mapped; NULL: nothing is said */
  bool *own;                   /* the word stands in the file alone: neither study nor model has it */
  const char **fault;          /* why it means nothing; NULL: it means something */
  const char **hint;
};
/* Several states at once, as in "arbete 50 % + sjukpenning 50 %". */
struct ek_mixture {
  size_t n;
  struct {
    const struct ek_item *item;
    double extent;
    bool stated;
  } part[8];
};

struct ek_role_of {
  enum ek_role_kind kind;
  int phase;                 /* EK_ANY_PHASE where it has none */
  int month;                 /* of after.12: months after exit; 0 */
  const char *name;          /* of the state, service, input or background variable */
  const struct ek_item *item; /* of states and services */
  const struct ek_named_text *written;
  size_t column;
  struct ek_meaning *meaning;
};

/* A file being read. */
struct ek_intake {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_study *study;
  struct ek_people *people;
  const struct ek_followup *spec;     /* of this file, what it inherits put in */
  const struct ek_estimate *estimate; /* of histories, whose states are words; else NULL */
  struct ek_people_file *file;
  struct ek_columns *columns;
  struct ek_list roles;               /* struct ek_role_of */
  struct ek_list after;               /* int: months of the measurements, rising */
  struct ek_list left_to_model;       /* const struct ek_input *: empty cells have told of it */
  bool describes;                     /* faults of rows are listed, not told */
  bool compared;                      /* the file of the comparison group */
  struct ek_intern *persons, *shapes, *standings, *stretches; /* by their keys, as long as the people */
  struct ek_arena *scratch;           /* for what is put together and often known already */
  const struct ek_quantity *one;      /* a whole extent */
  struct ek_list served;              /* struct ek_served: services that go with states */
  const size_t *rows;                 /* [members] the row of each, for breakdowns */
  struct ek_list compiled;            /* struct ek_compiled_input: values of the study, each once */
};
struct ek_served {
  const struct ek_item *state, *service;
  double per_year;                    /* at full extent of the state */
};
struct ek_compiled_input {
  const struct ek_value *value;
  const struct ek_input *input;
  const struct ek_quantity *quantity;
};

/* The spec with what the group's file inherits from that of the participants. */
struct ek_followup ek_intake_spec(struct ek_arena *arena, const struct ek_study *study, bool compared);
/* Reads the file and says what its columns are. False with diagnostics. */
bool ek_intake_open(struct ek_intake *in);
/* The role of that kind and phase, or NULL. */
const struct ek_role_of *ek_intake_role(const struct ek_intake *in, enum ek_role_kind kind, int phase);
/* Makes what the texts mean. */
void ek_intake_meanings(struct ek_intake *in);
/* The code of a row in a role's column. */
static inline uint32_t ek_code(const struct ek_intake *in, const struct ek_role_of *role, size_t row) {
  return in->columns->columns[role->column].codes[row];
}
/* The number of a row in a role's column; NaN: none is said, or there is no such column. */
static inline double ek_number(const struct ek_intake *in, const struct ek_role_of *role, size_t row) {
  return role != NULL ? role->meaning->number[ek_code(in, role, row)] : NAN;
}
/* A state or several with extents; NULL with *fault (and perhaps *hint) when it is none. */
struct ek_mixture *ek_mixture_read(struct ek_arena *arena, const struct ek_study *study,
                                   const char *text, const char **fault, const char **hint);

/* Tells of something at a cell; `excludes`: the row cannot be used. */
void ek_intake_problem(struct ek_intake *in, struct ek_pos pos, const char *column, bool excludes,
                       const char *message, const char *hint);

/* The same at the cell of a row that a role has; returns false. */
bool ek_intake_row_problem(struct ek_intake *in, size_t row, const struct ek_role_of *role, bool excludes,
                           const char *message, const char *hint);
/* Tells of each cell of the row that means nothing; false when there is one. */
bool ek_intake_row_is_sound(struct ek_intake *in, size_t row);
/* Rows with another number of cells than the first become problems. */
void ek_intake_odd_rows(struct ek_intake *in);
/* Puts the problems in the order of the file. Then tells each kind of them once, at the first
 * row that has it: as an error or a warning, as `on_problem` says. */
void ek_intake_sort_problems(struct ek_intake *in);
void ek_intake_tell(const struct ek_intake *in);
/* Rows by person, in the order in which persons first come: those of the code i in the role's
 * column are from first[i] to first[i + 1]. */
size_t *ek_intake_rows_by_id(struct ek_intake *in, const struct ek_role_of *role, size_t **first);

/* Sums what is said of the members from `first` on; see covariates.h. */
void ek_covariates_add(struct ek_intake *in, size_t first);
/* Keeps what is said of each of them, where the study weighs by it; see traits.h. */
bool ek_traits_add(struct ek_intake *in, size_t first);
/* What a column says of persons: sex, a background variable; NULL: nothing that groups differ by. */
const char *ek_role_variable(const struct ek_role_of *role);
bool ek_wide_read(struct ek_intake *in);
bool ek_spells_read(struct ek_intake *in);
bool ek_counts_read(struct ek_intake *in);
/* Groups for the breakdowns that are asked for; errors for those that are not known. */
bool ek_breakdowns_make(struct ek_intake *in, const struct ek_list *by);

#endif
