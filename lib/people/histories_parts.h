/* Histories on their way from rows to steps. Private to the room. */
#ifndef EK_PEOPLE_HISTORIES_PARTS_H
#define EK_PEOPLE_HISTORIES_PARTS_H

#include "people/histories.h"
#include "people/intake.h"

/* A factor's column: what its codes are among its words. */
struct ek_factor_column {
  const struct ek_role_of *role;
  struct ek_list words;     /* const char *, as they come; ordered at the end */
  uint32_t *word;           /* [codes] of the column; EK_NO_STATE: nothing is said */
};

struct ek_historian {
  struct ek_intake *in;
  struct ek_histories *h;
  const struct ek_role_of *id, *state, *date, *entry, *from, *to, *count, *came, *went;
  struct ek_list columns;   /* struct ek_factor_column: the covariates, then `by` when there is one */
  bool by;
  struct ek_list steps;     /* struct ek_sojourn; states by ek_historian_state, patterns by `kinds` */
  struct ek_list words;     /* const char *: states as they come */
  struct ek_intern *kinds;  /* patterns, by the words of the factors */
  bool *ends;               /* [words of the transitions] never left */
};

/* The states' words as steps number them: those of `transitions` first. EK_NO_STATE: none said. */
uint32_t ek_historian_state(struct ek_historian *hs, const struct ek_role_of *role, size_t row);
/* The pattern and group of a row; false after a problem: something is not said. */
bool ek_historian_pattern(struct ek_historian *hs, size_t row, uint32_t *pattern, uint32_t *group);
/* Makes steps of all rows, by the form of the file. */
void ek_historian_panel(struct ek_historian *hs);
void ek_historian_spells(struct ek_historian *hs);
void ek_historian_counts(struct ek_historian *hs);

#endif
