/* Histories of persons in a file, for estimating transitions: who was in which state when, and
 * which covariates they had. Read like a follow-up file, by the same code and with the same care:
 * columns get roles, texts a meaning each, and what is wrong is told without what stands there. */
#ifndef EK_PEOPLE_HISTORIES_H
#define EK_PEOPLE_HISTORIES_H

#include "markov/rates.h"
#include "people/people.h"

#define EK_NO_STATE UINT32_MAX

/* One state for a while. Of panel data: from one look to the next, and the state at that. Of
 * spells: from the first day to the first after, and the state that followed at once. Of counts:
 * so many, in a cycle. */
struct ek_sojourn {
  uint32_t person;
  int from, to;           /* days as of ek_day_number; of counts 0 */
  uint32_t state, next;   /* next EK_NO_STATE: not known, and nothing was left then (spells) */
  uint32_t pattern;       /* of covariates, at its beginning */
  uint32_t group;         /* of `by`; 0 where there is none */
  double count;           /* 1 but for counts */
};

/* A covariate, or `by`: its words, the one that others are held against first. */
struct ek_factor {
  const char *name;       /* as in the study: sex, side, or of a background column */
  size_t n;
  const char **words;     /* [n] */
  size_t *persons;        /* [n] */
  size_t first;           /* of its columns in the patterns: n - 1 of them, without its first word */
};

struct ek_histories {
  struct ek_arena *arena;
  const struct ek_study *study;
  struct ek_people_file file;
  size_t persons;         /* who are in any step; of counts their sum */
  size_t looks;           /* rows that were used */
  size_t n_states;
  const char **states;    /* [n_states] names; those of `transitions` as there, others as in the model */
  const struct ek_item **items; /* [n_states] of the model or study; NULL: a word of the author's */
  size_t n_moves;         /* that are possible: as stated, else all that were seen */
  size_t *from, *to;      /* [n_moves] */
  bool *exact;            /* [n_states] entered on a day that is known */
  size_t n_steps;
  struct ek_sojourn *steps;  /* [n_steps] by person, and in time */
  size_t n_factors;
  struct ek_factor *factors; /* [n_factors] covariates */
  size_t covariates;      /* columns of the patterns */
  size_t patterns;
  double *x;              /* [patterns * covariates] */
  struct ek_factor by;    /* n 1 without */
};

/* Reads the file that the study's `estimate` names. NULL with diagnostics: all that are wrong in
 * it, moves that were seen and are not possible, fewer than EK_FEWEST persons in all, in a group,
 * or with one of the words of a covariate. */
struct ek_histories *ek_histories_read(struct ek_arena *arena, const struct ek_study *study,
                                       struct ek_diags *diags);
/* The moves as rates of the histories, without a group. `common` as the study says. */
struct ek_rates ek_histories_rates(const struct ek_histories *histories);

#endif
