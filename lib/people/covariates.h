/* Who they were: what is said of participants and of a comparison group, side by side. */
#ifndef EK_PEOPLE_COVARIATES_H
#define EK_PEOPLE_COVARIATES_H

#include "people/people.h"

/* Standardised differences above this are told: groups so unlike are hard to compare (Rubin,
 * Using propensity scores to help design observational studies, 2001; Stuart, Matching methods
 * for causal inference, 2010, uses the same bound). */
#define EK_UNLIKE 0.25

/* A share, or a mean of numbers, among participants (0) and those they are compared with (1). */
struct ek_covariate {
  const char *variable;    /* sex, age, education, …, a background variable, before.state */
  const char *value;       /* of a share: the category; NULL: a mean; EK_NOT_TOLD */
  const struct ek_item *item; /* of before.state */
  struct ek_label label;   /* of a state */
  double mean[2], variance[2];
  size_t heads[2];         /* persons in the category, or with a number */
  bool masked[2];
  bool own;                /* the category is a word of the file's */
  double weighed;          /* the mean of a weighed comparison group; NaN: it is not */
  double difference_weighed; /* to it, by the same spread */
  double difference;       /* standardised: (mean - mean) / √((variance + variance) / 2); NaN: none */
};

/* In the people's arena: struct ek_covariate, by variable. Of a variable that only one side has
 * the other's mean is NaN. */
struct ek_list ek_covariates(const struct ek_people *people);
/* The same with what weights ([members]) make of the comparison group. */
struct ek_list ek_covariates_weighed(const struct ek_people *people, const double *weight);

#endif
