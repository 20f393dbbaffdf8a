/* Options that choose insatser in a bank. */
#ifndef EK_CMD_BANK_OPTIONS_H
#define EK_CMD_BANK_OPTIONS_H

#include "command.h"
#include "comparison/bank.h"

struct ek_bank_wanted {
  char *field[EK_BANK_FIELDS], *year;
  struct ek_bank_filter filter; /* what they say */
};
#define EK_OPTIONS_FILTER(w) \
  {"target", 0, POPT_ARG_STRING, &(w).field[EK_UNLIKE_TARGET], 0, "of the bank: only insatser for this target group", "TEXT"}, \
  {"type", 0, POPT_ARG_STRING, &(w).field[EK_UNLIKE_TYPE], 0, "only of this type", "TEXT"}, \
  {"phase", 0, POPT_ARG_STRING, &(w).field[EK_UNLIKE_PHASE], 0, "only in this phase", "TEXT"}, \
  {"counterfactual", 0, POPT_ARG_STRING, &(w).field[EK_UNLIKE_COUNTERFACTUAL], 0, "only held against: before_continues, deadweight, comparison_group, reference_alternative", "NAME"}, \
  {"organisation", 0, POPT_ARG_STRING, &(w).field[EK_BANK_ORGANISATION], 0, "only run by", "TEXT"}, \
  {"municipality", 0, POPT_ARG_STRING, &(w).field[EK_BANK_MUNICIPALITY], 0, "only in this municipality", "NAME"}, \
  {"year", 0, POPT_ARG_STRING, &(w).year, 0, "only begun in these years: 2014, 2014..2020, 2018..", "YEARS"}

/* Keeps the texts and reads the years; false with a usage error. */
bool ek_options_filter_keep(struct ek_call *call, const char *command, struct ek_bank_wanted *wanted);
/* Was any of them given? */
bool ek_options_filters(const struct ek_bank_wanted *wanted);
/* Has the bank an insats with each of the values? A usage error with a near one otherwise. */
bool ek_options_filter(struct ek_call *call, const char *command, const struct ek_bank_wanted *wanted, const struct ek_bank *bank);

#endif
