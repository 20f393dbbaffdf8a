/* What `ekusia diff` and `ekusia outcome` share. */
#ifndef EK_CMD_DIFFERENCE_H
#define EK_CMD_DIFFERENCE_H

#include "command.h"
#include "comparison/difference.h"

struct ek_differing {
  struct ek_call *call;
  struct ek_common common;
  const char *command;
  bool outcome;                 /* a forecast and its follow-up */
  char *horizon, *order;        /* options */
  ek_day rules_date;            /* of the new one; 0: its own */
  struct ek_difference_options options;
};
#define EK_OPTIONS_DIFFERENCE(k) {"format", 'f', POPT_ARG_STRING, &(k).common.format, 0, "tables to read, or rows for machines", "text|markdown|csv|json"}, \
  {"order", 0, POPT_ARG_STRING, &(k).order, 0, "in which order parts are found: price,intake,…; those not named follow", "PART,…"}

/* Checks --format, --horizon and --order; EK_EXIT_FINE to go on. Options have been read. */
int ek_differing_ready(struct ek_differing *k);
/* Computes both, takes their difference apart and writes it. --with and --set are the new one's. */
int ek_differing_run(struct ek_differing *k, const char *old, const char *now);

#endif
