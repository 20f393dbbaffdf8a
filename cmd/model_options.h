/* What the subcommands of `ekusia model MODEL` share: their options, the model, and the
 * world and the person that --date, --municipality, --age, --household and
 * --price-year ask for. One file cmd_model_NAME.c per subcommand. */
#ifndef EK_CMD_MODEL_OPTIONS_H
#define EK_CMD_MODEL_OPTIONS_H

#include "command.h"
#include "model/world.h"

/* A subcommand. `model` is the word before its name (NULL: none was given); argv holds
 * the words and options that are left, after argv[0]. */
struct ek_model_command {
  const char *name, *usage, *summary;
  int (*run)(struct ek_call *call, const char *model, int argc, const char **argv);
};
extern const struct ek_model_command ek_model_commands[]; /* ended by name NULL */

int ek_model_list(struct ek_call *call, const char *model, int argc, const char **argv);
int ek_model_household(struct ek_call *call, const char *model, int argc, const char **argv);
int ek_model_eval(struct ek_call *call, const char *model, int argc, const char **argv);
int ek_model_sources(struct ek_call *call, const char *model, int argc, const char **argv);
int ek_model_test(struct ek_call *call, const char *model, int argc, const char **argv);
int ek_model_find(struct ek_call *call, const char *model, int argc, const char **argv);
int ek_model_show(struct ek_call *call, const char *model, int argc, const char **argv);

/* One look into a model. Zero it, set `call`, and hand its members to the option table. */
struct ek_look {
  struct ek_call *call;
  struct ek_common common;
  char *date, *municipality, *age, *household, *price_year; /* as written; NULL: not said */
  const char *command; /* "model sverige eval", for messages */
  poptContext options; /* after ek_look_open: the words that are left */
  struct ek_model *model;
  struct ek_world world;
  struct ek_person person;
};
/* For every subcommand; `formats` is what --help says of --format: "text|csv|json". */
#define EK_LOOK_OPTIONS(look, formats)                                                             \
  {"format", 'f', POPT_ARG_STRING, &(look).common.format, 0, "how it is written", formats},        \
      EK_OPTION_LANG((look).common), EK_OPTION_OUT((look).common),                                 \
      EK_OPTION_DIAGNOSTICS((look).common)
/* For those that compute for a person. */
#define EK_LOOK_PERSON_OPTIONS(look)                                                               \
  {"date", 'd', POPT_ARG_STRING, &(look).date, 0,                                                  \
   "the day whose rules and amounts are meant; the model's default_date unless stated",            \
   "YYYY-MM-DD"},                                                                                  \
      {"municipality", 'm', POPT_ARG_STRING, &(look).municipality, 0, "whose tax rates", "NAME"},  \
      {"age", 'a', POPT_ARG_STRING, &(look).age, 0, "the person's age", "YEARS"},                  \
      {"household", 0, POPT_ARG_STRING, &(look).household, 0,                                      \
       "who lives together, as in a study: '{adults: 2, children: [4, 7]}'", "MAP"}
/* For those that may compute in prices of another year than that of the rules. */
#define EK_LOOK_WORLD_OPTIONS(look)                                                                \
  EK_LOOK_PERSON_OPTIONS(look),                                                                    \
      {"price-year", 0, POPT_ARG_STRING, &(look).price_year, 0,                                    \
       "the year that prices are moved to; that of the date unless stated", "YEAR"}

/* Reads the options in `table` for subcommand `name`, checks --format against `formats`
 * ("text|csv|json", the first is the default) and reads the model, its entries by need.
 * Returns EK_EXIT_FINE to go on, else the exit code, when everything has been told. */
int ek_look_open(struct ek_look *look, const char *name, const char *words, const char *formats,
                 const char *model, int argc, const char **argv, const struct poptOption *table);
/* A string that popt gave for an option of the subcommand's own goes with the arena. */
void ek_look_keep(struct ek_look *look, char *text);
/* The next word, or NULL. */
const char *ek_look_word(struct ek_look *look);
/* Makes look->world and look->person. Returns EK_EXIT_FINE, or the exit code with all told
 * but the diagnostics that ek_call_end prints. */
int ek_look_world(struct ek_look *look);
/* What was stretched in the world (held, moved, old) as warnings. */
void ek_look_warn(struct ek_look *look);
/* Is this what --format asks for? The first of `formats` when it is not stated. */
bool ek_look_format(const struct ek_look *look, const char *format);
/* Writes `out`, prints the diagnostics and returns the exit code: `code` unless writing failed. */
int ek_look_end(struct ek_look *look, const struct ek_buffer *out, int code);

/* Opens the model called `name`, or in that folder (ek_model_open); NULL with a diagnostic. */
struct ek_model *ek_look_model(struct ek_call *call, const char *name);

#endif
