/* Options that say on what common ground insatser are held against each other. */
#ifndef EK_CMD_GROUND_OPTIONS_H
#define EK_CMD_GROUND_OPTIONS_H

#include "command.h"
#include "comparison/ground.h"

struct ek_ground_wanted {
  char *horizon, *price_year, *discount;
  int months; /* of the horizon, 0: not said */
};
#define EK_OPTIONS_GROUND(w) \
  {"horizon", 0, POPT_ARG_STRING, &(w).horizon, 0, "up to when: 5y, 5 years; the longest horizon that all have unless stated", "TIME"}, \
  {"price-year", 0, POPT_ARG_STRING, &(w).price_year, 0, "in the prices and by the rules of which year", "YEAR"}, \
  {"discount", 0, POPT_ARG_STRING, &(w).discount, 0, "how later money is weighed: 3.5 %, a schedule of the model, or none", "RATE"}

/* Keeps the texts of the options and reads the horizon; false with a usage error. */
bool ek_options_ground_keep(struct ek_call *call, const char *command, struct ek_ground_wanted *wanted);
/* The ground with what the options say otherwise; false with a usage error. */
bool ek_options_ground(struct ek_call *call, const char *command, const struct ek_ground_wanted *wanted, const struct ek_model *model, struct ek_ground *ground);

#endif
