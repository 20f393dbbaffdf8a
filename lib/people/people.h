/* Participants from a follow-up file or from counts: where each stood before, while in the
 * insats and after, and when. What two persons have in common is held once: a shape is a set of
 * states and services, a standing a shape with its numbers for a kind of person, a stretch a
 * part of the time. Knows CSV through lib/read, and neither prices nor results. */
#ifndef EK_PEOPLE_PEOPLE_H
#define EK_PEOPLE_PEOPLE_H

#include <stdint.h>

#include "privacy/masking.h"
#include "read/columns.h"
#include "study/study.h"

/* States and services with quantities and inputs. Numbers that differ from person to person
 * are read from the column of the runner's draws behind those of the study: number k has the
 * slot `study->uncertain.n + k`. */
struct ek_shape {
  struct ek_phase phase;
  const char *municipality; /* in lower case; NULL: the study's */
  struct ek_pos municipality_pos;
  size_t n_numbers;
  const struct ek_quantity **number; /* [n_numbers] whose column it is: its unit, its price year */
};

struct ek_standing {
  uint32_t shape, who;  /* of `shapes` and `persons` */
  size_t first;         /* of its numbers */
};
#define EK_NO_STANDING UINT32_MAX

/* Months from the study's start. What is an outcome fades from the month in which it was last
 * measured. */
struct ek_stretch {
  size_t first, length; /* SIZE_MAX: to the end */
  size_t fades;         /* from this month on; SIZE_MAX: it does not */
};
struct ek_stay {
  uint32_t stretch, standing;
};

/* Instead of a word of the file's that few persons have. */
#define EK_NOT_TOLD "(masked)"

/* Groups of participants by one variable. */
struct ek_breakdown {
  const char *name;         /* as in the study: sex, age_band, a background column */
  size_t n;
  const char **labels;      /* [n]; EK_NOT_TOLD: what so few are called */
  size_t *counts;           /* [n] persons */
  uint16_t *group;          /* [participants] */
};

/* Why a row, or something in it, could not be used. Never holds what stands there. */
struct ek_problem {
  struct ek_pos pos;
  const char *column;       /* its name; NULL: the row */
  const char *message, *hint;
  bool excludes;            /* the row is left out; else it is only worth knowing */
};

/* A file as it was read. */
struct ek_people_file {
  const struct ek_source *source;
  const char *name, *encoding;
  char delimiter;
  size_t rows;              /* usable or not */
  size_t members, excluded; /* persons; rows (of spells: persons) that were left out */
  struct ek_list used, unused;  /* const char *: columns */
  struct ek_list empty;     /* struct ek_missing_cells */
  struct ek_list problems;  /* struct ek_problem */
};
struct ek_missing_cells {
  const char *column;
  size_t n;
};

struct ek_people {
  struct ek_arena *arena;
  const struct ek_study *study;
  size_t n, participants;   /* members; the first of them took part, the others are compared with */
  double *weight;           /* [n] */
  uint16_t *stratum;        /* [n] within which the groups are held against each other */
  uint32_t *before, *full;  /* [n] standings; full work, or EK_NO_STANDING */
  uint32_t *first_stay;     /* [n + 1] */
  struct ek_list stays;     /* struct ek_stay */
  uint16_t *entry, *during; /* [n] months from the start; months in the insats */
  uint16_t *observed;       /* [n] months from the entry that the file tells of */
  struct ek_list measured;  /* int: months after exit at which participants are looked at */
  struct ek_list shapes, standings, stretches, persons;
  struct ek_list numbers;   /* double */
  struct ek_list breakdowns; /* struct ek_breakdown */
  struct ek_breakdown municipality; /* n 0: the file does not say */
  double whole;             /* all that took part; 0: those in the file */
  struct ek_people_file file, group; /* source NULL: none */
  struct ek_list covariate_sums;     /* see people/covariates.h; private to the room */
  struct ek_list traits;             /* struct ek_trait (people/traits.h), where groups are weighed */
  double side_weight[2];
};

/* Reads what the study names, makes its participants and hangs them on it. A study with type
 * cases is left as it is. `by`: breakdowns instead of the study's own (struct ek_name), or NULL.
 * False with diagnostics. */
bool ek_people_read(struct ek_arena *arena, struct ek_study *study, const struct ek_list *by,
                    struct ek_diags *diags);
/* The same to see what is in the files: rows that cannot be used are left out and in the list of
 * problems, whatever the study says of them, and few persons are no fault. */
bool ek_people_describe(struct ek_arena *arena, struct ek_study *study, struct ek_diags *diags);
/* ek_study_read, and its people. */
struct ek_study *ek_people_study(struct ek_arena *arena, const char *path,
                                 const struct ek_study_options *options, const struct ek_list *by,
                                 struct ek_diags *diags);

/* Makes the start of the study's cohort from where its participants were before; no number of it is of
 * fewer than EK_FEWEST persons. False with diagnostics. */
bool ek_people_start_cohort(struct ek_people *people, struct ek_study *study, struct ek_diags *diags);
/* What a standing holds, and *numbers: those it has. */
const struct ek_phase *ek_people_phase(const struct ek_people *people, uint32_t standing, const double **numbers);
/* How much of an item is held; `numbers`: those of the standing. */
double ek_people_extent(const struct ek_people *people, const struct ek_holding *holding, const double *numbers);
/* The standing that lasts: of the last step, or before. */
uint32_t ek_people_lasting(const struct ek_people *people, size_t member);

#endif
